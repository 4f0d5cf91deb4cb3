//! The reading of tables: the figures of an entity's trade, or of those who make a commodity, put into the tables that they belong to.

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
    amount::Amount,
    bounds::{Bounds, SearchReport, Stopped, Work},
    crossings::Crossings,
    filter::Filter,
    standing::Standing,
    table::{Place, Row, Source, Table, Trade, days},
};
use crate::{
    graph::{DocumentIndex, Hold, KindSet, Relation, View},
    model::{ClaimMode, Measure, Metric, RelationKind},
};

/// The entity whose figures are the total of all others'.
pub(super) const WORLD: &str = "world";

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
        let mut tables = Vec::with_capacity(places.len());
        for (place, rows) in places {
            tables.push(self.table((of, trade, metric), place, rows.into_values())?);
        }
        self.sort(&mut tables);
        Ok(tables)
    }

    fn table(
        &mut self,
        (of, trade, metric): (NodeIndex, Trade, Metric),
        place: Place,
        rows: impl Iterator<Item = (Row, ClaimMode)>,
    ) -> Result<Table, Stopped> {
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
        let nested = self.nested(&rows)?;
        let (within, rows) = rows.into_iter().partition(|row| nested.contains(&row.partner));
        Ok(Table {
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
            within,
            total,
            aggregates,
        })
    }

    /// Those that belong to another of them; of two that belong to each other the later recorded.
    fn nested(&mut self, rows: &[Row]) -> Result<BTreeSet<NodeIndex>, Stopped> {
        let partners: BTreeSet<NodeIndex> = rows.iter().map(|row| row.partner).collect();
        let mut nested = BTreeSet::new();
        for &partner in &partners {
            for &holder in self.holders(partner)?.iter().filter(|holder| partners.contains(holder)) {
                let mutual = holder > partner && self.holders(holder)?.contains(&partner);
                if holder != partner && !mutual {
                    nested.insert(partner);
                }
            }
        }
        Ok(nested)
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
