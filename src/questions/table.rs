//! A table of figures as statistics print it: what one source says, over one period and on one basis, of everyone who supplies an entity,
//! whom it supplies, or who makes a commodity. Within a table figures may be added up and divided by each other; between two never.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::amount::{Amount, sum};
use crate::{
    graph::{ClaimIndex, DocumentIndex},
    model::{ClaimMode, Day, Measure, Metric, Span, Stage, UnitKind, unit_kind},
};

/// Who prints a figure, and whose word it is. Of a claim that rests on documents of several publishers each is a source of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Who publishes it.
    pub publisher: Option<NodeIndex>,
    /// The document itself, where it has no publisher.
    pub document: Option<DocumentIndex>,
    /// Whose word it is, where it is another's; by key.
    pub said_by: Vec<NodeIndex>,
}

/// What a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trade {
    /// What an entity takes in, by who supplies it.
    Imports,
    /// What it sends out, by whom it supplies.
    Exports,
    /// What is made of a commodity, by who makes it.
    Production,
}

/// A figure in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who supplies, takes or makes it.
    pub partner: NodeIndex,
    /// The relation that the figure is of.
    pub relation: EdgeIndex,
    /// The claim that gives it.
    pub claim: ClaimIndex,
    /// The figure as it is printed.
    pub figure: Measure,
    /// The same in the unit of the table.
    pub amount: Amount,
}

/// What one source says over one period, on one basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Whose supply (or customers) it is of; a commodity, where it is of those who make it.
    pub of: NodeIndex,
    /// What of it.
    pub trade: Trade,
    /// Who says so.
    pub source: Source,
    /// How firmly: the strongest mode of its claims.
    pub mode: ClaimMode,
    /// What is measured.
    pub metric: Metric,
    /// What the figures count.
    pub basis: Option<String>,
    /// Their unit: the one in which all are printed, else the base unit of the kind.
    pub unit: String,
    /// Over which period; none where the source does not say.
    pub period: Option<Span>,
    /// Of which commodity.
    pub commodity: Option<NodeIndex>,
    /// At which stage.
    pub stage: Option<Stage>,
    /// What tells it apart from parallel trade.
    pub number: Option<String>,
    /// What is said of those that are no totals, the largest first, then by key.
    pub rows: Vec<Row>,
    /// What is said of those that belong to another of the table, and are counted within that one.
    pub within: Vec<Row>,
    /// What is said of the world: the stated total.
    pub total: Option<Row>,
    /// What is said of other totals, such as `areas nes`, likewise.
    pub aggregates: Vec<Row>,
}

impl Table {
    /// What the rows come to; totals are not among them.
    pub fn sum(&self) -> Amount {
        sum(self.rows.iter().map(|row| row.amount))
    }

    /// All of what the figures are parts of: 100 % of shares, else the stated total, unless the rows come to more than it; none where there
    /// is no such total.
    pub fn whole(&self) -> Option<Amount> {
        if self.metric == Metric::Share {
            return Some(Amount::WHOLE);
        }
        let stated = self.total.as_ref().map(|row| row.amount)?;
        let exceeded = matches!((self.sum().low, stated.high), (Some(sum), Some(total)) if sum > total);
        (!exceeded).then_some(stated)
    }

    /// The share of each row, in per cent: as stated, else of [`Self::whole`], else of the sum of the rows.
    pub fn shares(&self) -> Vec<Amount> {
        let amounts = self.rows.iter().map(|row| row.amount);
        match self.whole() {
            _ if self.metric == Metric::Share => amounts.map(Amount::at_most_whole).collect(),
            Some(whole) => amounts.map(|own| own.share_of(whole)).collect(),
            None => {
                let all = self.sum();
                let less = |all: Option<_>, own: Option<_>| Some(all? - own?);
                let others = |own: Amount| Amount {
                    value: less(all.value, own.value),
                    low: less(all.low, own.low),
                    high: less(all.high, own.high),
                };
                amounts.map(|own| own.share_beside(others(own))).collect()
            }
        }
    }

    /// The claims from which a share of this row was reckoned.
    pub fn claims_of_share(&self, row: &Row) -> Vec<ClaimIndex> {
        let mut claims = vec![row.claim];
        if self.metric != Metric::Share {
            match (&self.total, self.whole()) {
                (Some(total), Some(_)) => claims.push(total.claim),
                _ => claims.extend(self.rows.iter().map(|row| row.claim)),
            }
        }
        let mut met = BTreeSet::new();
        claims.retain(|claim| met.insert(*claim));
        claims
    }

    /// Everything that tells it apart from other tables of its metric about the same entity.
    pub(super) fn place(&self) -> Place {
        Place {
            source: self.source.clone(),
            basis: self.basis.clone(),
            unit: unit_kind(&self.unit).0.base_unit(),
            period: days(self.period),
            commodity: self.commodity,
            stage: self.stage,
            number: self.number.clone(),
        }
    }

    /// A figure reckoned from those of the table, in its unit.
    pub fn derived(&self, amount: Amount) -> Measure {
        let measure = amount.measure(self.metric, &self.unit);
        Measure { basis: self.basis.clone(), period: self.period, ..measure }
    }

    /// A share reckoned from those of the table.
    pub fn derived_share(&self, amount: Amount) -> Measure {
        let basis = match (self.metric, unit_kind(&self.unit).0) {
            (Metric::Value, _) => Some("by value".to_owned()),
            (Metric::Quantity, UnitKind::Mass) => Some("by weight".to_owned()),
            (Metric::Quantity, _) => Some("by quantity".to_owned()),
            _ => self.basis.clone(),
        };
        Measure { basis, period: self.period, ..amount.measure(Metric::Share, "%") }
    }
}

/// Which table a figure belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub source: Source,
    pub basis: Option<String>,
    /// The base unit of the kind.
    pub unit: String,
    pub period: Option<(Day, Day)>,
    pub commodity: Option<NodeIndex>,
    pub stage: Option<Stage>,
    pub number: Option<String>,
}

/// The first and the last day, so that `2023` and `2023-01` to `2023-12` are one period.
pub(super) fn days(period: Option<Span>) -> Option<(Day, Day)> {
    period.map(|period| (period.first(), period.last()))
}
