//! Concentration: how few supply how much.

use std::{collections::HashSet, sync::Arc};

use async_graphql::{Object, SimpleObject};

use super::{
    at::At,
    by_table::ByTable,
    connection::SearchReport,
    entity::Entity,
    enums::Metric,
    error::Fault,
    measure::Measure,
    page::limit,
    scalars::{Decimal, count},
    statistics::{FigureTable, TableRow},
};
use crate::{
    graph::ClaimIndex,
    model,
    questions::{
        amount::Amount,
        concentration::{self, ConcentrationQuestion, INDEX_PLACES, concentration},
    },
};

/// What a question about concentration answers.
pub struct Concentration(ByTable<ConcentrationQuestion, concentration::Concentration>);

impl Concentration {
    /// Asks.
    ///
    /// # Errors
    /// Where the question is none.
    pub async fn ask(at: At, question: ConcentrationQuestion) -> Result<Self, Fault> {
        Ok(Self(ByTable::ask(at, question, concentration).await?))
    }
}

/// How concentrated a supply is: an answer for each source, period, basis and unit, since figures of two are never added up.
#[Object(serial)]
impl Concentration {
    /// Whose supply, or the making of which commodity.
    async fn of(&self) -> Entity {
        self.0.entity(self.0.question.of)
    }

    /// By which figures.
    async fn metric(&self) -> Metric {
        self.0.question.metric.into()
    }

    /// The answers: the newest period first, then the firmest claims.
    async fn results(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<ConcentrationResult>, Fault> {
        self.0.first(first, |at, result| ConcentrationResult { at, result })
    }

    /// How many answers there are.
    async fn result_count(&self) -> i32 {
        self.0.count()
    }

    /// What the search did.
    async fn search(&self) -> SearchReport {
        self.0.search()
    }
}

/// What the figures of one source, period, basis and unit come to.
pub struct ConcentrationResult {
    at: At,
    result: Arc<concentration::Concentration>,
}

impl ConcentrationResult {
    /// A figure computed from all rows, and from the total.
    fn computed(&self, figure: model::Measure, total: bool) -> Measure {
        let table = &self.result.table;
        let rows = table.rows.iter().chain(table.total.as_ref().filter(|_| total));
        let mut claims: Vec<ClaimIndex> = rows.map(|row| row.claim).collect();
        let mut met = HashSet::new();
        claims.retain(|claim| met.insert(*claim));
        Measure::computed(self.at.clone(), figure, claims)
    }
}

/// What the figures of one source, period, basis and unit come to.
#[Object(serial)]
impl ConcentrationResult {
    /// Which figures.
    async fn table(&self) -> FigureTable {
        FigureTable::seen(&self.at, &self.result.table)
    }

    /// The suppliers (or makers), the largest first, each with its share. Totals such as the world are none.
    async fn suppliers(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<TableRow>, Fault> {
        let table = &self.result.table;
        let rows = table.rows.iter().zip(&self.result.shares).take(limit(first)?);
        Ok(rows.map(|(row, &share)| TableRow::of(&self.at, table, row, Some(share))).collect())
    }

    /// How many there are.
    async fn supplier_count(&self) -> i32 {
        count(self.result.table.rows.len())
    }

    /// The stated total: the figure of the world. Null where none is stated; of shares it is 100 %.
    async fn total(&self) -> Option<Measure> {
        self.result.table.total.as_ref().map(|row| TableRow::printed(&self.at, row))
    }

    /// Other totals, such as `areas nes` or `other countries`, which are neither suppliers nor in the sum.
    async fn aggregates(&self) -> Vec<TableRow> {
        let table = &self.result.table;
        table.aggregates.iter().map(|row| TableRow::of(&self.at, table, row, None)).collect()
    }

    /// Suppliers that belong to another of the table, such as a company of a country that is in it: they are counted within that one.
    async fn within(&self) -> Vec<TableRow> {
        let table = &self.result.table;
        table.within.iter().map(|row| TableRow::of(&self.at, table, row, None)).collect()
    }

    /// What all suppliers come to.
    async fn sum(&self) -> Measure {
        self.computed(self.result.table.derived(self.result.sum), false)
    }

    /// The stated total (of shares 100 %) less that sum: what no named supplier accounts for. Below zero where they come to more. Null where no
    /// total is stated.
    async fn gap(&self) -> Option<Measure> {
        Some(self.computed(self.result.table.derived(self.result.gap?), true))
    }

    /// The sum in per cent of the total.
    async fn coverage(&self) -> Option<Measure> {
        Some(self.computed(self.result.table.derived_share(self.result.coverage?), true))
    }

    /// The Herfindahl-Hirschman index.
    async fn hhi(&self) -> HerfindahlHirschman {
        let Amount { value, low, high } = self.result.index.rounded(INDEX_PLACES);
        HerfindahlHirschman { value: value.map(Decimal), low: low.map(Decimal), high: high.map(Decimal) }
    }

    /// How many of the largest suppliers make 80 %.
    async fn makes_80_percent(&self) -> SupplierCount {
        let (least, most) = self.result.makes_80;
        SupplierCount { least: least.map(count), most: most.map(count) }
    }
}

/// The index of Herfindahl and Hirschman: the sum of the squared shares in per cent, 0 to 10,000, rounded to two places.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct HerfindahlHirschman {
    /// Of the named suppliers; null where a figure gives bounds alone.
    value: Option<Decimal>,
    /// At least this: each share at its lower bound.
    low: Option<Decimal>,
    /// At most this: each share at its upper bound, and all that no named supplier accounts for from one more.
    high: Option<Decimal>,
}

/// How many suppliers, between bounds where figures are.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SupplierCount {
    /// The fewest that may; null where even the highest figures do not come to that.
    least: Option<i32>,
    /// The most that it may take; null where the lowest figures do not come to that.
    most: Option<i32>,
}
