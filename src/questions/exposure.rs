//! How much of an entity's supply comes from another: directly, as sources say, and through others, as an estimate.
//!
//! What an importer takes in is traced back by shares. With s(X, p) the share of p in the imports of X, and `to` the entity that is
//! asked about, the exposure of X within h hops is
//!
//! ```text
//! E(X, h) = Σ s(X, p) for p in `to`  +  Σ s(X, p) · E(p, h - 1) for all other p,    E(X, 0) = 0
//! ```
//!
//! the power series of input shares (Leontief; Miller and Blair 2009, "Input-Output Analysis", 2nd ed., ch. 2), cut off after so many
//! hops: the probability that goods of X, traced back, come by `to`. A trace ends where
//! it first does, and at each importer the shares of one table, of which no part is counted twice, come to at most 100 %; so no goods
//! count twice, whichever first hops their ways have in common. It is an estimate, since it takes what an importer sends on to be
//! composed as what it takes in.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

pub use super::traces::{Shares, Step};
use super::{
    amount::{Amount, sum},
    bounds::{Bounds, Searched, Stopped},
    concentration::{filter, of_trade},
    error::{QuestionError, max_hops, seen},
    legs::LOOSE,
    statistics::Statistics,
    traces::{Claims, Memory, Trace, keep},
};
use crate::{
    graph::{ClaimIndex, View},
    model::Metric,
};

/// How much of what `of` takes in comes from `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposureQuestion {
    /// Whose supply.
    pub of: NodeIndex,
    /// From whom, and from what belongs to it.
    pub to: NodeIndex,
    /// Of what: it, a wider or a narrower one; without one the entity's own commodities, any of them, and anything where it has none.
    pub commodity: Option<NodeIndex>,
    /// By which figures: SHARE, QUANTITY or VALUE.
    pub metric: Metric,
    /// Over how many hops of trade, 1 to 12; one is direct.
    pub max_hops: usize,
}

impl ExposureQuestion {
    /// How many hops of trade are traced back unless asked otherwise.
    pub const HOPS: usize = 4;
    /// The most relations that are read: each has figures to be reckoned with.
    pub const RELATIONS: usize = 200_000;
}

/// What one table of figures says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The figures of `of`'s supply.
    pub table: Arc<Shares>,
    /// What comes from `to` straight; none where no figure says.
    pub direct: Option<Amount>,
    /// What comes from it through others; none where no figures lead to it.
    pub indirect: Option<Amount>,
    /// The two together.
    pub total: Option<Amount>,
    /// Through whom, the largest part first, then by key.
    pub through: Vec<Through>,
    /// What no named supplier accounts for; between nothing and all where no total is stated.
    pub unnamed: Amount,
    /// What comes from named suppliers whose figures are missing: all parts of [`Self::missing`] together.
    pub untraced: Amount,
    /// Whose figures are missing, the largest part first, then by key.
    pub missing: Vec<Missing>,
}

/// What comes through one supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// Which row of the table it is.
    pub row: usize,
    /// How much of what it takes in comes from `to`, within one hop fewer.
    pub exposure: Amount,
    /// Its share times that.
    pub part: Amount,
    /// The way that most comes by, from `to` on.
    pub best: Vec<Step>,
    /// The claims that `exposure` rests on.
    pub claims: Vec<ClaimIndex>,
}

/// A supplier, or a supplier's supplier, of whose own supply there are no figures that may be multiplied with those that lead to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Who.
    pub entity: NodeIndex,
    /// How much of `of`'s supply comes from it.
    pub part: Amount,
    /// Why nothing is multiplied.
    pub why: Why,
}

/// Why shares that follow each other are not multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There are no figures.
    None,
    /// There are, but on another basis, in another unit, of another period, or of a stage that goods do not go back to.
    Others,
    /// The first share is of an unknown period, which may be another than that of any figure.
    UnknownPeriod,
}

/// One answer for each table of `of`'s supply, in the order of tables. Reads what is traced back level by level.
///
/// # Errors
/// When an argument names nothing that the view sees or is out of range, the metric gives no shares, or both entities are one.
pub fn exposure(
    view: View<'_>,
    question: &ExposureQuestion,
    bounds: Bounds,
) -> Result<Searched<Vec<Exposure>>, QuestionError> {
    let hops = max_hops(question.max_hops)?;
    let (of, _) = seen(view, question.of, "of")?;
    let (to, key) = seen(view, question.to, "to")?;
    of_trade(question.metric)?;
    if of == to {
        let message = format!("`of` and `to` are both `{key}`; expected two entities");
        return Err(QuestionError::Invalid { argument: "to", message });
    }
    let relations = bounds.relations.min(ExposureQuestion::RELATIONS);
    let filter = filter(view, of, question.commodity)?;
    let statistics = Statistics::new(view, filter, Bounds { relations, ..bounds });
    let mut trace = Trace { statistics, to, metric: question.metric, suppliers: HashMap::new() };
    let answer = trace.answers(of, hops).unwrap_or_else(|Stopped| Vec::new());
    Ok(Searched { answer, search: trace.statistics.report() })
}

/// Asks of a trace.
impl Trace<'_> {
    fn answers(&mut self, of: NodeIndex, hops: u8) -> Result<Vec<Exposure>, Stopped> {
        let own = self.read(of, None)?;
        let Some(bound) = keep(LOOSE, self.stage(of)) else { return Ok(Vec::new()) };
        let start: Vec<(Arc<Shares>, u8)> =
            own.tables.iter().filter_map(|table| Some((Arc::clone(table), keep(bound, table.table.stage)?))).collect();
        self.suppliers.insert(of, own);
        self.gather(&start, hops);
        Ok(start.into_iter().map(|(table, bound)| self.answer(table, bound, hops)).collect())
    }

    fn answer(&mut self, table: Arc<Shares>, bound: u8, hops: u8) -> Exposure {
        let mut memory = Memory::new();
        let mut through = Vec::new();
        for (row, partner, share) in table.others() {
            let state = (partner, hops - 1, bound);
            let Some(exposure) = self.traced(&table, state, &mut memory).exposure else { continue };
            let part = exposure.per_cent_of(share);
            let best = self.best(&table, row, state, &memory);
            let mut claims = Claims::default();
            self.claims(&table, state, &memory, &mut claims);
            through.push(Through { row, exposure, part, best, claims: claims.named });
        }
        let view = self.statistics.view;
        let key = |row: usize| table.table.rows.get(row).and_then(|row| view.key(row.partner));
        through.sort_by_cached_key(|through| (Reverse(through.part.size()), key(through.row)));
        let direct = (!table.own.is_empty()).then(|| table.own().at_most_whole());
        let indirect = (!through.is_empty()).then(|| sum(through.iter().map(|through| through.part)).at_most_whole());
        let total = match (direct, indirect) {
            (Some(direct), Some(indirect)) => Some(direct.plus(indirect).at_most_whole()),
            (one, other) => one.or(other),
        };
        let missing = self.missing(&table, bound, hops);
        let untraced = sum(missing.iter().map(|missing| missing.part)).at_most_whole();
        let unnamed = match table.table.whole() {
            Some(_) => Amount::WHOLE.minus(table.own().plus(sum(table.others().map(|(.., share)| share)))),
            None => Amount { value: None, low: Some(Decimal::ZERO), high: Some(Decimal::ONE_HUNDRED) },
        };
        Exposure { direct, indirect, total, through, unnamed: unnamed.not_negative(), untraced, missing, table }
    }

    /// Those of whose supply nothing is known that could be traced back further, and how much of `of`'s supply comes from each.
    fn missing(&mut self, table: &Shares, bound: u8, hops: u8) -> Vec<Missing> {
        let mut missing: BTreeMap<NodeIndex, Amount> = BTreeMap::new();
        let mut level: BTreeMap<(NodeIndex, u8), Amount> =
            table.others().map(|(_, partner, share)| ((partner, bound), share)).collect();
        for _ in 1..hops {
            let mut next: BTreeMap<(NodeIndex, u8), Amount> = BTreeMap::new();
            for ((node, bound), part) in level {
                let Some((beyond, bound)) = self.table(table, node, bound) else {
                    let entry = missing.entry(node).or_insert(Amount::ZERO);
                    *entry = entry.plus(part);
                    continue;
                };
                let beyond = Arc::clone(beyond);
                if !self.statistics.work.walk(beyond.others.len()) {
                    continue;
                }
                for (_, partner, share) in beyond.others() {
                    let entry = next.entry((partner, bound)).or_insert(Amount::ZERO);
                    *entry = entry.plus(share.per_cent_of(part));
                }
            }
            level = next;
        }
        let view = self.statistics.view;
        let told = missing.into_iter().filter_map(|(entity, part)| {
            let why = match self.suppliers.get(&entity) {
                _ if table.table.period.is_none() => Why::UnknownPeriod,
                Some(supplier) if supplier.others || !supplier.tables.is_empty() => Why::Others,
                Some(_) => Why::None,
                // A bound cut it off.
                None => return None,
            };
            Some(Missing { entity, part: part.at_most_whole(), why })
        });
        let mut told: Vec<Missing> = told.collect();
        told.sort_by_cached_key(|missing| (Reverse(missing.part.size()), view.key(missing.entity)));
        told
    }
}
