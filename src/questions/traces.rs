//! Where goods come from, traced back by shares: the tables that may be multiplied, level by level, and what comes by one entity. What is
//! reckoned, and why it counts nothing twice, is told in `exposure.rs`.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use super::{
    amount::{Amount, sum},
    bounds::Stopped,
    standing::of_commodity,
    statistics::Statistics,
    table::{Place, Table},
};
use crate::{
    graph::ClaimIndex,
    model::{Day, Metric, RelationKind, Stage},
};

/// A table with its shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The figures.
    pub table: Table,
    /// The share of each row, in per cent.
    pub shares: Vec<Amount>,
    /// The rows of `to` and of what belongs to it.
    pub own: Vec<usize>,
    /// The other rows.
    pub others: Vec<usize>,
    /// What is multiplied with its shares has the same.
    class: Class,
}

/// A hop of trade on a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The table that it is in.
    pub table: Arc<Shares>,
    /// Which row.
    pub row: usize,
}

/// What shares must have in common to be multiplied: basis, kind of unit and period.
type Class = (Option<String>, String, Option<(Day, Day)>);

fn class(table: &Table) -> Class {
    let Place { basis, unit, period, .. } = table.place();
    (basis, unit, period)
}

/// What is known of one whose goods are traced back.
pub(super) struct Supplier {
    /// The tables of its supply that may be multiplied with those that lead to it.
    pub tables: Vec<Arc<Shares>>,
    /// Whether there are more.
    pub others: bool,
    /// Whether it makes the commodity itself, so that any part of what it sends on may be its own.
    makes: bool,
}

/// One whose goods are traced back over so many hops, where the stages up to it let those beyond be so high at most.
pub(super) type State = (NodeIndex, u8, u8);

/// What comes by `to` of all that one takes in.
#[derive(Clone, Default)]
pub(super) struct Traced {
    pub exposure: Option<Amount>,
    /// The row that most comes by, how much, and who is next on the way; none where the row is one of `to`.
    best: Option<(Decimal, Step, Option<State>)>,
}

pub(super) type Memory = HashMap<State, Traced>;

pub(super) struct Trace<'g> {
    pub statistics: Statistics<'g>,
    pub to: NodeIndex,
    pub metric: Metric,
    pub suppliers: HashMap<NodeIndex, Supplier>,
}

impl Trace<'_> {
    /// Reads the supply of all who are less than so many hops away, those of one level in the order of tables and rows.
    pub(super) fn gather(&mut self, start: &[(Arc<Shares>, u8)], hops: u8) {
        let followed = start.iter().map(|(table, _)| table).filter(|table| table.table.period.is_some());
        let mut level: Vec<Arc<Shares>> = followed.map(Arc::clone).collect();
        let classes: BTreeSet<Class> = level.iter().map(|table| table.class.clone()).collect();
        for _ in 1..hops {
            let mut next = Vec::new();
            for table in level {
                for partner in table.others().map(|(_, partner, _)| partner) {
                    if self.suppliers.contains_key(&partner) {
                        continue;
                    }
                    // What a bound cuts off is not told to be missing.
                    let Ok(supplier) = self.read(partner, Some(&classes)) else { return };
                    next.extend(supplier.tables.iter().map(Arc::clone));
                    self.suppliers.insert(partner, supplier);
                }
            }
            level = next;
        }
    }

    /// The supply of one, or of the nearest that it belongs to: the tables of these classes, or all.
    pub(super) fn read(&mut self, node: NodeIndex, classes: Option<&BTreeSet<Class>>) -> Result<Supplier, Stopped> {
        let (metric, mut others) = (self.metric, false);
        let tables = self.statistics.nearest(node, |statistics, node| {
            let mut tables = statistics.imports(node, metric)?;
            tables.retain(|table| !table.rows.is_empty());
            let before = tables.len();
            tables.retain(|table| classes.is_none_or(|classes| classes.contains(&class(table))));
            others |= tables.len() < before;
            Ok(tables)
        })?;
        let tables = tables.into_iter().map(|table| self.shares(table).map(Arc::new)).collect::<Result<_, _>>()?;
        let Statistics { view, filter, work, .. } = &mut self.statistics;
        let makes = of_commodity(*view, node, RelationKind::Production, filter, work)?.is_some();
        Ok(Supplier { tables, others, makes })
    }

    fn shares(&mut self, table: Table) -> Result<Shares, Stopped> {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for (at, row) in table.rows.iter().enumerate() {
            let holders = self.statistics.holders(row.partner)?;
            if holders.contains(&self.to) { own.push(at) } else { others.push(at) }
        }
        Ok(Shares { shares: table.shares(), class: class(&table), table, own, others })
    }

    pub(super) fn stage(&self, node: NodeIndex) -> Option<Stage> {
        self.statistics.view.entity(node).and_then(|version| version.stage())
    }

    /// The table of one's supply that is multiplied with the shares of `start`: of the same class; of several that of the same source, then of the same
    /// commodity, then the first in the order of tables.
    pub(super) fn table(&self, start: &Shares, node: NodeIndex, bound: u8) -> Option<(&Arc<Shares>, u8)> {
        start.table.period?;
        let bound = keep(bound, self.stage(node))?;
        let fits = |shares: &&Arc<Shares>| shares.class == start.class;
        let found = self.suppliers.get(&node)?.tables.iter().filter(fits);
        let staged = found.filter_map(|shares| Some((shares, keep(bound, shares.table.stage)?)));
        staged.min_by_key(|(shares, _)| {
            (shares.table.source != start.table.source, shares.table.commodity != start.table.commodity)
        })
    }

    /// E(node, hops), and the best way there.
    pub(super) fn traced(&mut self, start: &Shares, state: State, memory: &mut Memory) -> Traced {
        if let Some(known) = memory.get(&state) {
            return known.clone();
        }
        let (node, hops, bound) = state;
        let found = if hops == 0 { None } else { self.table(start, node, bound) };
        let Some((table, bound)) = found.map(|(table, bound)| (Arc::clone(table), bound)) else {
            return Traced::default();
        };
        let mut traced = Traced::default();
        if self.statistics.work.walk(table.table.rows.len()) {
            let step = |row| Step { table: Arc::clone(&table), row };
            if let Some(&row) = table.own.first() {
                traced.exposure = Some(table.own());
                traced.best = table.share(row).map(|share| (share.size(), step(row), None));
            }
            for (row, partner, share) in table.others() {
                let next = (partner, hops - 1, bound);
                let Traced { exposure, best } = self.traced(start, next, memory);
                let Some((exposure, (most, ..))) = exposure.zip(best) else { continue };
                let part = exposure.per_cent_of(share);
                traced.exposure = Some(traced.exposure.map_or(part, |sum| sum.plus(part)));
                let most = share.size() / Decimal::ONE_HUNDRED * most;
                if traced.best.as_ref().is_none_or(|(best, ..)| most > *best) {
                    traced.best = Some((most, step(row), Some(next)));
                }
            }
            let makes = self.suppliers.get(&node).is_some_and(|supplier| supplier.makes);
            let open = |amount: Amount| if makes { Amount { low: Some(Decimal::ZERO), ..amount } } else { amount };
            traced.exposure = traced.exposure.map(Amount::at_most_whole).map(open);
        }
        memory.insert(state, traced.clone());
        traced
    }

    /// The steps of the way that most comes by to a row, from `to` on.
    pub(super) fn best(&self, table: &Arc<Shares>, row: usize, state: State, memory: &Memory) -> Vec<Step> {
        let mut steps = vec![Step { table: Arc::clone(table), row }];
        let mut next = Some(state);
        while let Some((_, step, beyond)) = next.and_then(|state| memory.get(&state)).and_then(|t| t.best.as_ref()) {
            steps.push(step.clone());
            next = *beyond;
        }
        steps.reverse();
        steps
    }

    /// The claims of all figures that an exposure is reckoned from.
    pub(super) fn claims(&mut self, start: &Shares, state: State, memory: &Memory, claims: &mut Claims) {
        let (node, hops, bound) = state;
        let reckoned = memory.get(&state).is_some_and(|traced| traced.exposure.is_some());
        if !reckoned || !claims.states.insert(state) {
            return;
        }
        let found = self.table(start, node, bound).map(|(table, bound)| (Arc::clone(table), bound));
        let Some((table, bound)) = found.filter(|(table, _)| self.statistics.work.walk(table.table.rows.len())) else {
            return;
        };
        table.own.iter().for_each(|&row| claims.name(&table, row));
        for (row, partner, _) in table.others() {
            let next = (partner, hops - 1, bound);
            if memory.get(&next).is_some_and(|traced| traced.exposure.is_some()) {
                claims.name(&table, row);
                self.claims(start, next, memory, claims);
            }
        }
    }
}

impl Shares {
    /// The share of a row.
    pub fn share(&self, row: usize) -> Option<Amount> {
        self.shares.get(row).copied()
    }

    /// What comes from `to` straight.
    pub(super) fn own(&self) -> Amount {
        sum(self.own.iter().filter_map(|&row| self.share(row)))
    }

    /// The rows that are not of `to`: which, who, how much.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, NodeIndex, Amount)> {
        self.others.iter().filter_map(|&row| Some((row, self.table.rows.get(row)?.partner, self.share(row)?)))
    }
}

/// Claims in the order in which they are met, each once.
#[derive(Default)]
pub(super) struct Claims {
    pub named: Vec<ClaimIndex>,
    met: BTreeSet<ClaimIndex>,
    states: BTreeSet<State>,
}

impl Claims {
    fn name(&mut self, shares: &Shares, row: usize) {
        let claims = shares.table.rows.get(row).map(|row| shares.table.claims_of_share(row));
        let new = claims.unwrap_or_default().into_iter().filter(|claim| self.met.insert(*claim));
        self.named.extend(new);
    }
}

/// What the stages beyond may be at most, where this one is met on the way back; none where goods would go back along the chain.
pub(super) fn keep(bound: u8, stage: Option<Stage>) -> Option<u8> {
    stage.map_or(Some(bound), |stage| (stage.rank() <= bound).then_some(stage.rank()))
}
