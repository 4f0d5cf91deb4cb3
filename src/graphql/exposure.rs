//! Exposure: how much of a supply comes from one.

use std::sync::Arc;

use async_graphql::{Enum, Object};

use super::{
    at::At,
    by_table::ByTable,
    connection::SearchReport,
    entity::Entity,
    enums::Metric,
    error::Fault,
    measure::Measure,
    page::limit,
    scalars::count,
    statistics::{FigureTable, share_of},
};
use crate::{
    graph::ClaimIndex,
    model,
    questions::{
        amount::Amount,
        exposure::{self, ExposureQuestion, Missing, Shares, Step, Through, Why, exposure},
    },
};

/// What a question about exposure answers.
pub struct Exposure(ByTable<ExposureQuestion, exposure::Exposure>);

impl Exposure {
    /// Asks.
    ///
    /// # Errors
    /// Where the question is none.
    pub async fn ask(at: At, question: ExposureQuestion) -> Result<Self, Fault> {
        Ok(Self(ByTable::ask(at, question, exposure).await?))
    }
}

/// How much of what one takes in comes from another: an answer for each source, period, basis and unit of its figures. What comes through
/// others is an estimate.
#[Object(serial)]
impl Exposure {
    /// Whose supply.
    async fn of(&self) -> Entity {
        self.0.entity(self.0.question.of)
    }

    /// From whom, and from what belongs to it.
    async fn to(&self) -> Entity {
        self.0.entity(self.0.question.to)
    }

    /// By which figures.
    async fn metric(&self) -> Metric {
        self.0.question.metric.into()
    }

    /// The answers: the newest period first, then the firmest claims.
    async fn results(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<ExposureResult>, Fault> {
        self.0.first(first, |at, result| ExposureResult { at, result })
    }

    /// How many answers there are.
    async fn result_count(&self) -> i32 {
        self.0.count()
    }

    /// What the search did. It reads at most 200,000 relations.
    async fn search(&self) -> SearchReport {
        self.0.search()
    }
}

/// What the figures of one source, period, basis and unit say of an exposure.
pub struct ExposureResult {
    at: At,
    result: Arc<exposure::Exposure>,
}

impl ExposureResult {
    /// The claims that what comes through others rests on.
    fn indirect_claims(&self) -> Vec<ClaimIndex> {
        let table = &self.result.table;
        let steps = self.result.through.iter().flat_map(|through| claims(table, &[through.row], &through.claims));
        unique(steps)
    }

    /// A share of the supply that was computed; an estimate is not exact.
    fn share(&self, share: Amount, estimate: bool, claims: Vec<ClaimIndex>) -> Measure {
        share_measure(&self.at, &self.result.table, share, estimate, claims)
    }
}

/// What the figures of one source, period, basis and unit say of an exposure. Shares are in per cent, rounded to four places, half to even.
#[Object(serial)]
impl ExposureResult {
    /// Which figures.
    async fn table(&self) -> FigureTable {
        FigureTable::seen(&self.at, &self.result.table.table)
    }

    /// What comes from `to` straight: as stated, or computed. Null where no figure says.
    async fn direct(&self) -> Option<Measure> {
        let (table, share) = (&self.result.table, self.result.direct?);
        Some(match table.own[..] {
            [row] => share_measure_of(&self.at, table, row)?,
            _ => self.share(share, false, claims(table, &table.own, &[])),
        })
    }

    /// What comes from `to` through others: the sum of all parts of `through`, an estimate. Null where no figures lead to `to`.
    async fn indirect(&self) -> Option<Measure> {
        Some(self.share(self.result.indirect?, true, self.indirect_claims()))
    }

    /// The two together, or the one that is known.
    async fn total(&self) -> Option<Measure> {
        let table = &self.result.table;
        let all = unique(claims(table, &table.own, &[]).into_iter().chain(self.indirect_claims()));
        Some(self.share(self.result.total?, self.result.indirect.is_some(), all))
    }

    /// Through which suppliers it comes, the largest part first.
    async fn through(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<ExposureThrough>, Fault> {
        let all = (0..self.result.through.len()).take(limit(first)?);
        Ok(all.map(|n| ExposureThrough { at: self.at.clone(), result: Arc::clone(&self.result), n }).collect())
    }

    /// What no named supplier accounts for: the rest of the stated total (of shares of 100 %). Where none is stated, nothing is known of it: 0 to
    /// 100 %, and shares are of what the named suppliers come to.
    async fn unnamed(&self) -> Measure {
        let rows: Vec<usize> = (0..self.result.table.table.rows.len()).collect();
        self.share(self.result.unnamed, false, claims(&self.result.table, &rows, &[]))
    }

    /// What comes from named suppliers of whose own supply there are no figures that may be multiplied: all parts of `missing` together.
    async fn untraced(&self) -> Measure {
        let rows: Vec<usize> = (0..self.result.table.table.rows.len()).collect();
        self.share(self.result.untraced, true, claims(&self.result.table, &rows, &[]))
    }

    /// Whose figures are missing, the largest part first.
    async fn missing(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<MissingFigures>, Fault> {
        let missing = self.result.missing.iter().take(limit(first)?);
        Ok(missing
            .map(|&missing| MissingFigures { at: self.at.clone(), table: Arc::clone(&self.result.table), missing })
            .collect())
    }

    /// How many there are.
    async fn missing_count(&self) -> i32 {
        count(self.result.missing.len())
    }
}

/// What comes through one supplier.
pub struct ExposureThrough {
    at: At,
    result: Arc<exposure::Exposure>,
    n: usize,
}

impl ExposureThrough {
    fn found(&self) -> Result<&Through, Fault> {
        self.result.through.get(self.n).ok_or_else(|| Fault::internal("an answer is not in its list"))
    }
}

/// What comes through one supplier: its share times how much of what it takes in comes from `to`.
#[Object(serial)]
impl ExposureThrough {
    /// Through whom.
    async fn entity(&self) -> Result<Entity, Fault> {
        let row = self.result.table.table.rows.get(self.found()?.row);
        let partner = row.map(|row| row.partner).ok_or_else(|| Fault::internal("a figure is not in its table"))?;
        Ok(Entity::new(self.at.clone(), partner))
    }

    /// Its share of the supply.
    async fn share(&self) -> Result<Option<Measure>, Fault> {
        Ok(share_measure_of(&self.at, &self.result.table, self.found()?.row))
    }

    /// How much of what it takes in comes from `to`, within one hop fewer: an estimate. At least 0 where it makes the commodity itself.
    async fn exposure(&self) -> Result<Measure, Fault> {
        let Through { exposure, claims, .. } = self.found()?;
        Ok(share_measure(&self.at, &self.result.table, *exposure, true, claims.clone()))
    }

    /// The product: an estimate.
    async fn part(&self) -> Result<Measure, Fault> {
        let Through { part, row, claims: beyond, .. } = self.found()?;
        let claims = claims(&self.result.table, &[*row], beyond);
        Ok(share_measure(&self.at, &self.result.table, *part, true, claims))
    }

    /// The way that most comes by, from `to` on.
    async fn largest_way(&self) -> Result<Vec<ExposureHop>, Fault> {
        let best = self.found()?.best.iter();
        Ok(best.map(|step| ExposureHop { at: self.at.clone(), step: step.clone() }).collect())
    }
}

/// A hop of trade, and the share that it is multiplied by.
pub struct ExposureHop {
    at: At,
    step: Step,
}

/// A hop of trade, and the share that it is multiplied by.
#[Object(serial)]
impl ExposureHop {
    /// Who supplies.
    async fn from(&self) -> Option<Entity> {
        let row = self.step.table.table.rows.get(self.step.row)?;
        Some(Entity::new(self.at.clone(), row.partner))
    }

    /// Whom: whose figures they are, which may be those of what the next one belongs to.
    async fn to(&self) -> Entity {
        Entity::new(self.at.clone(), self.step.table.table.of)
    }

    /// The share of what that one takes in.
    async fn share(&self) -> Option<Measure> {
        share_measure_of(&self.at, &self.step.table, self.step.row)
    }
}

/// One of whose own supply there are no figures that may be multiplied with those that lead to it.
pub struct MissingFigures {
    at: At,
    table: Arc<Shares>,
    missing: Missing,
}

/// One of whose own supply there are no figures that may be multiplied with those that lead to it.
#[Object(serial)]
impl MissingFigures {
    /// Who.
    async fn entity(&self) -> Entity {
        Entity::new(self.at.clone(), self.missing.entity)
    }

    /// How much of the supply that is asked about comes from it.
    async fn part(&self) -> Measure {
        let rows = &self.table.table.rows;
        let own: Vec<usize> =
            rows.iter().enumerate().filter(|(_, row)| row.partner == self.missing.entity).map(|(at, _)| at).collect();
        match own[..] {
            [row] if self.table.share(row) == Some(self.missing.part) => share_measure_of(&self.at, &self.table, row),
            _ => None,
        }
        .unwrap_or_else(|| {
            let all: Vec<usize> = (0..rows.len()).collect();
            share_measure(&self.at, &self.table, self.missing.part, true, claims(&self.table, &all, &[]))
        })
    }

    /// Why nothing is multiplied.
    async fn reason(&self) -> MissingReason {
        match self.missing.why {
            Why::None => MissingReason::NoFigures,
            Why::Others => MissingReason::OtherFigures,
            Why::UnknownPeriod => MissingReason::UnknownPeriod,
        }
    }
}

/// Why shares that follow each other are not multiplied.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingReason {
    /// There are no figures.
    NoFigures,
    /// There are figures, but on another basis, in another unit, of another period, or of a stage that goods do not go back to.
    OtherFigures,
    /// The share that leads there is of an unknown period, which may be another than that of any figure.
    UnknownPeriod,
}

fn share_measure_of(at: &At, shares: &Shares, row: usize) -> Option<Measure> {
    Some(share_of(at, &shares.table, shares.table.rows.get(row)?, shares.share(row)?))
}

fn share_measure(at: &At, shares: &Shares, share: Amount, estimate: bool, claims: Vec<ClaimIndex>) -> Measure {
    let share = model::Measure { approximate: estimate, ..shares.table.derived_share(share) };
    Measure::computed(at.clone(), share, claims)
}

/// The claims of the shares of these rows, and more.
fn claims(shares: &Shares, rows: &[usize], more: &[ClaimIndex]) -> Vec<ClaimIndex> {
    let rows = rows.iter().filter_map(|&row| shares.table.rows.get(row));
    unique(rows.flat_map(|row| shares.table.claims_of_share(row)).chain(more.iter().copied()))
}

fn unique(claims: impl IntoIterator<Item = ClaimIndex>) -> Vec<ClaimIndex> {
    let mut met = std::collections::HashSet::new();
    claims.into_iter().filter(|claim| met.insert(*claim)).collect()
}
