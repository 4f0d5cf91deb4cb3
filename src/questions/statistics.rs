//! Tables of figures as statistics print them: what one source says, over one period and on one basis, of everyone who supplies an
//! entity, whom it supplies, or who makes a commodity. Within a table figures may be added up and divided by each other; between two never.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::{EdgeIndex, NodeIndex},
};

use super::{
    amount::{Amount, sum},
    bounds::{Bounds, SearchReport, Stopped, Work},
    crossings::Crossings,
    filter::Filter,
    standing::Standing,
};
use crate::{
    graph::{ClaimIndex, DocumentIndex, Hold, KindSet, Relation, View},
    model::{ClaimMode, Day, Measure, Metric, RelationKind, Span, Stage, UnitKind, unit_kind},
};

/// The entity whose figures are the total of all others'.
pub(super) const WORLD: &str = "world";

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

/// The reading of tables, bounded.
pub(super) struct Statistics<'g> {
    pub view: View<'g>,
    pub filter: Filter,
    pub work: Work,
    crossings: Crossings<'g>,
}

impl<'g> Statistics<'g> {
    pub(super) fn new(view: View<'g>, filter: Filter, bounds: Bounds) -> Self {
        Self { view, filter, work: Work::new(bounds), crossings: Crossings::new(view) }
    }

    pub(super) const fn report(&self) -> SearchReport {
        self.work.report()
    }

    /// What is read of an entity, or of the nearest that it belongs to of which there is any: a place's industry buys what the place
    /// imports. A total that it belongs to is passed over. Entities equally near come by index.
    pub(super) fn nearest(
        &mut self,
        of: NodeIndex,
        mut read: impl FnMut(&mut Self, NodeIndex) -> Result<Vec<Table>, Stopped>,
    ) -> Result<Vec<Table>, Stopped> {
        let (mut level, mut met) = (vec![of], BTreeSet::from([of]));
        while !level.is_empty() {
            let mut tables = Vec::new();
            for &node in &level {
                tables.extend(read(self, node)?);
            }
            if !tables.is_empty() {
                self.sort(&mut tables);
                return Ok(tables);
            }
            let mut above = BTreeSet::new();
            for node in level {
                above.extend(self.crossings.above(node, &mut self.work)?.iter().copied());
            }
            let aggregate = |node| self.view.entity(node).is_some_and(|version| version.aggregate());
            level = above.into_iter().filter(|&node| !aggregate(node) && met.insert(node)).collect();
        }
        Ok(Vec::new())
    }

    /// An entity and what it belongs to.
    pub(super) fn holders(&mut self, node: NodeIndex) -> Result<Rc<[NodeIndex]>, Stopped> {
        self.crossings.holders(node, &mut self.work)
    }

    /// The tables of what an entity takes in.
    pub(super) fn imports(&mut self, of: NodeIndex, metric: Metric) -> Result<Vec<Table>, Stopped> {
        self.read(of, Trade::Imports, metric)
    }

    /// The tables of what an entity sends out.
    pub(super) fn exports(&mut self, of: NodeIndex, metric: Metric) -> Result<Vec<Table>, Stopped> {
        self.read(of, Trade::Exports, metric)
    }

    /// The tables of those who make a commodity.
    pub(super) fn production(&mut self, of: NodeIndex, metric: Metric) -> Result<Vec<Table>, Stopped> {
        self.read(of, Trade::Production, metric)
    }

    /// The figures of relations that operate, in claims that hold and are no mere readings: of each source, period and basis the strongest
    /// claim's.
    fn read(&mut self, of: NodeIndex, trade: Trade, metric: Metric) -> Result<Vec<Table>, Stopped> {
        let (direction, kind) = match trade {
            Trade::Imports => (Incoming, RelationKind::Export),
            Trade::Exports => (Outgoing, RelationKind::Export),
            Trade::Production => (Incoming, RelationKind::Production),
        };
        let mut places: BTreeMap<Place, BTreeMap<EdgeIndex, (Row, ClaimMode)>> = BTreeMap::new();
        for relation in self.view.relations_at(of, direction, KindSet::of(&[kind])) {
            self.work.read()?;
            let commodity = if kind == RelationKind::Production { Some(relation.to()) } else { relation.commodity() };
            let takes = commodity.is_none_or(|commodity| self.filter.takes_commodity(self.view, commodity));
            let operates = || relation.status().and_then(Standing::of) == Some(Standing::Operating);
            if !takes || !self.filter.takes_relation(&relation) || !operates() {
                continue;
            }
            for (place, row, mode) in figures(relation, of, commodity, metric) {
                // The claims come with the strongest first.
                places.entry(place).or_default().entry(relation.edge).or_insert((row, mode));
            }
        }
        let mut tables: Vec<Table> = places
            .into_iter()
            .map(|(place, rows)| self.table((of, trade, metric), place, rows.into_values()))
            .collect();
        self.sort(&mut tables);
        Ok(tables)
    }

    fn table(
        &self,
        (of, trade, metric): (NodeIndex, Trade, Metric),
        place: Place,
        rows: impl Iterator<Item = (Row, ClaimMode)>,
    ) -> Table {
        let (mut rows, modes): (Vec<Row>, Vec<ClaimMode>) = rows.unzip();
        let printed: BTreeSet<&str> = rows.iter().map(|row| row.figure.unit.as_str()).collect();
        let unit = match printed.first() {
            Some(unit) if printed.len() == 1 => (*unit).to_owned(),
            _ => place.unit,
        };
        for row in &mut rows {
            row.amount = Amount::of(&row.figure, &unit).unwrap_or(row.amount);
        }
        let period = rows.first().and_then(|row| row.figure.period);
        rows.sort_by_cached_key(|row| (Reverse(row.amount.size()), self.view.key(row.partner)));
        let aggregate = |row: &Row| self.view.entity(row.partner).is_some_and(|version| version.aggregate());
        let (mut aggregates, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(aggregate);
        let world = self.view.entity_with_key(WORLD);
        let total = aggregates.iter().position(|row| Some(row.partner) == world).map(|at| aggregates.remove(at));
        Table {
            of,
            trade,
            source: place.source,
            mode: modes.into_iter().min().unwrap_or(ClaimMode::Opinion),
            metric,
            basis: place.basis,
            unit,
            period,
            commodity: place.commodity,
            stage: place.stage,
            number: place.number,
            rows,
            total,
            aggregates,
        }
    }

    /// Puts tables in order: the newest period first (an unknown one last), then the firmest; then by the keys of all that tells tables apart.
    pub(super) fn sort(&self, tables: &mut [Table]) {
        let key = |node: NodeIndex| self.view.key(node);
        let document = |document: DocumentIndex| self.view.document(document).map(|document| &document.key);
        tables.sort_by_cached_key(|table| {
            let period = table.period.map(|period| (period.last(), Reverse(period.first())));
            let source = (table.source.publisher.and_then(key), table.source.document.and_then(document));
            let said_by: Vec<_> = table.source.said_by.iter().map(|&who| key(who)).collect();
            let what = (table.basis.clone(), table.unit.clone(), table.commodity.and_then(key));
            let more = (table.stage, table.number.clone(), key(table.of));
            (Reverse(period), table.mode, source, said_by, table.metric, what, more)
        });
    }
}

/// The first and the last day, so that `2023` and `2023-01` to `2023-12` are one period.
fn days(period: Option<Span>) -> Option<(Day, Day)> {
    period.map(|period| (period.first(), period.last()))
}

/// The figures of a relation, with the tables that they belong to: the strongest claim's first.
fn figures(
    relation: Relation<'_>,
    of: NodeIndex,
    commodity: Option<NodeIndex>,
    metric: Metric,
) -> Vec<(Place, Row, ClaimMode)> {
    let view = relation.view();
    let partner = relation.other_end(of);
    let mut found = Vec::new();
    let holding = relation.claims().into_iter().filter(|assessed| assessed.hold != Hold::No);
    for claim in holding.filter_map(|assessed| view.claim(assessed.claim)) {
        let operates = claim.says().is_none_or(|says| Standing::of(says) == Some(Standing::Operating));
        if claim.mode() == ClaimMode::Opinion || !operates {
            continue;
        }
        let mut said_by = claim.said_by();
        said_by.sort_by_key(|&who| view.key(who));
        let sources: BTreeSet<Source> = claim
            .evidence()
            .into_iter()
            .map(|evidence| {
                let publisher = view.publisher(evidence.document);
                let document = publisher.is_none().then_some(evidence.document);
                Source { publisher, document, said_by: said_by.clone() }
            })
            .collect();
        let usable = |figure: &Measure| figure.metric == metric && (metric != Metric::Share || figure.unit == "%");
        for figure in claim.measures().into_iter().filter(usable) {
            let unit = figure.unit_kind().base_unit();
            let Some(amount) = Amount::of(&figure, &unit) else { continue };
            for source in &sources {
                let place = Place {
                    source: source.clone(),
                    basis: figure.basis.clone(),
                    unit: unit.clone(),
                    period: days(figure.period),
                    commodity,
                    stage: relation.stage(),
                    number: relation.number().map(str::to_owned),
                };
                let row = Row { partner, relation: relation.edge, claim: claim.index, figure: figure.clone(), amount };
                found.push((place, row, claim.mode()));
            }
        }
    }
    found
}
