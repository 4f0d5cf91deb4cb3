//! What questions about figures have in common: who says a figure, and of which table it is.

use async_graphql::{Object, SimpleObject};

use super::{
    at::At,
    document::Document,
    entity::Entity,
    enums::{self, Metric, Stage},
    error::Fault,
    measure::{Measure, Period},
    relation::Relation,
};
use crate::{
    model,
    questions::{
        amount::Amount,
        table::{Row, Source, Table},
    },
};

/// Who says a figure.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct FigureSource {
    /// Who publishes it; null of a mere channel.
    publisher: Option<Entity>,
    /// The document, where it has no publisher.
    document: Option<Document>,
    /// Whose word it is, where it is another's; several are candidates.
    said_by: Vec<Entity>,
}

impl FigureSource {
    /// This source in a view.
    pub fn of(at: &At, source: &Source) -> Self {
        Self {
            publisher: source.publisher.map(|node| Entity::new(at.clone(), node)),
            document: source.document.map(|document| Document::new(at.clone(), document)),
            said_by: source.said_by.iter().map(|&node| Entity::new(at.clone(), node)).collect(),
        }
    }
}

/// What figures share that may be added up, and divided by each other.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct FigureTable {
    /// Whose imports they are: the entity asked about, or the nearest that it belongs to of which there are figures; of a commodity,
    /// the commodity that is made.
    of: Entity,
    /// Who says so.
    source: FigureSource,
    /// What is measured.
    metric: Metric,
    /// What the figures count: by weight, CIF, REO equivalent. Figures on other bases stand in other tables.
    basis: Option<String>,
    /// The unit of what is computed from them: that in which all are printed, else kg.
    unit: String,
    /// Over which period.
    period: Period,
    /// Of which commodity: the asked one, a wider or a narrower.
    commodity: Option<Entity>,
    /// At which stage; null where that is not said.
    stage: Option<Stage>,
    /// What tells it apart from parallel trade.
    number: Option<String>,
}

impl FigureTable {
    /// What is said of this table in a view.
    pub fn seen(at: &At, table: &Table) -> Self {
        Self {
            of: Entity::new(at.clone(), table.of),
            source: FigureSource::of(at, &table.source),
            metric: table.metric.into(),
            basis: table.basis.clone(),
            unit: table.unit.clone(),
            period: table.period.map_or_else(Period::default, Period::span),
            commodity: table.commodity.map(|node| Entity::new(at.clone(), node)),
            stage: table.stage.map(enums::Stage::from),
            number: table.number.clone(),
        }
    }
}

/// A figure of a table.
pub struct TableRow {
    at: At,
    row: Row,
    share: Option<Measure>,
}

impl TableRow {
    /// A row of a table, with its share where it has one.
    pub fn of(at: &At, table: &Table, row: &Row, share: Option<Amount>) -> Self {
        Self { at: at.clone(), row: row.clone(), share: share.map(|share| share_of(at, table, row, share)) }
    }

    /// What is printed of it.
    pub fn printed(at: &At, row: &Row) -> Measure {
        Measure::new(at.clone(), row.figure.clone(), row.claim, true)
    }
}

/// A partner in a table, and what it is said to supply, take or make.
#[Object(serial)]
impl TableRow {
    /// Who.
    async fn entity(&self) -> Entity {
        Entity::new(self.at.clone(), self.row.partner)
    }

    /// The relation that the figure is of.
    async fn relation(&self) -> Result<Relation, Fault> {
        let relation = self.at.view().shown(self.row.relation);
        relation.map(|r| Relation::of(&self.at, r)).ok_or_else(|| Fault::internal("a relation is not in its view"))
    }

    /// The figure as its source prints it.
    async fn figure(&self) -> Measure {
        Self::printed(&self.at, &self.row)
    }

    /// Its share in per cent, rounded to four places, half to even: as stated, else of the stated total, else (where none is stated, or
    /// less than all come to) of the sum of all that are no totals. Null of a total,
    /// and of what is counted within another.
    async fn share(&self) -> Option<Measure> {
        self.share.clone()
    }
}

/// The share of a row: the printed figure itself, where it is one.
pub fn share_of(at: &At, table: &Table, row: &Row, share: Amount) -> Measure {
    if table.metric == model::Metric::Share {
        return TableRow::printed(at, row);
    }
    let share = model::Measure { approximate: row.figure.approximate, ..table.derived_share(share) };
    Measure::computed(at.clone(), share, table.claims_of_share(row))
}
