//! Stated shares of imports, held against those that are computed from the stated values and quantities of the same trade.

use std::{collections::HashMap, rc::Rc};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use super::{
    bounds::Stopped,
    conflicts::{ComputedShare, Conflict, ConflictKind, MOST_SIDES, Ranked},
    statistics::Statistics,
    table::{Source, Table},
};
use crate::{
    graph::{Certainty, Relation, SubjectIndex},
    model::{Measure, Metric, RelationKind, Span},
};

/// How many importers' tables are kept for the next relation.
const KEPT: usize = 64;

/// The tables of imports that were read last, by importer.
#[derive(Default)]
pub(super) struct ComputedShares(HashMap<NodeIndex, Rc<Vec<Table>>>);

/// The shares that one source's figures of one period give.
struct Computed {
    source: Source,
    period: Option<Span>,
    shares: Vec<ComputedShare>,
}

impl ComputedShares {
    /// The conflicts of an EXPORT's stated shares with the computed ones, for each source and period of the figures, in the order of their tables.
    ///
    /// A stated share is of the importer's total. Its number is taken as precise as it is written: `70` is 69.5 to 70.5. One that says by value or
    /// by weight is held against the computed one of that basis: CERTAIN where the periods are the same, POSSIBLE where they merely
    /// overlap or one is unknown. One without a basis may mean either: it is in POSSIBLE conflict where it lies outside the span from the lowest to
    /// the highest of the computed. One of another basis is not compared.
    pub(super) fn conflicts<'g>(
        &mut self,
        relation: Relation<'g>,
        claims: &[Ranked<'_>],
        statistics: &mut Statistics<'g>,
    ) -> Result<Vec<Conflict>, Stopped> {
        let view = relation.view();
        let figures = |wanted: fn(&Measure) -> bool| claims.iter().any(|claim| claim.figures.iter().any(wanted));
        let traded = figures(|figure| matches!(figure.metric, Metric::Value | Metric::Quantity));
        let total = view.entity(relation.from()).is_some_and(|version| version.aggregate());
        if relation.kind() != RelationKind::Export || !traded || total || !figures(is_share) {
            return Ok(Vec::new());
        }
        let mut computed: Vec<Computed> = Vec::new();
        for table in self.of(relation.to(), statistics)?.iter() {
            let Some(share) = share(table, relation) else { continue };
            match computed.iter_mut().find(|set| set.source == table.source && same(set.period, table.period)) {
                Some(set) => set.shares.push(share),
                None => {
                    let (source, period) = (table.source.clone(), table.period);
                    computed.push(Computed { source, period, shares: vec![share] });
                }
            }
        }
        Ok(computed.into_iter().filter_map(|set| held_against(relation, claims, set)).collect())
    }

    /// The tables of an importer's values, then of its quantities.
    fn of(&mut self, importer: NodeIndex, statistics: &mut Statistics<'_>) -> Result<Rc<Vec<Table>>, Stopped> {
        if let Some(kept) = self.0.get(&importer) {
            return Ok(Rc::clone(kept));
        }
        let mut tables = statistics.imports(importer, Metric::Value)?;
        tables.extend(statistics.imports(importer, Metric::Quantity)?);
        let tables = Rc::new(tables);
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        self.0.insert(importer, Rc::clone(&tables));
        Ok(tables)
    }
}

/// The relation's part of a table's total. Of a sum of rows it is at most that: the source may leave some out.
fn share(table: &Table, relation: Relation<'_>) -> Option<ComputedShare> {
    let at = table.rows.iter().position(|row| row.relation == relation.edge)?;
    let (row, mut amount) = (table.rows.get(at)?, *table.shares().get(at)?);
    if table.whole().is_none() {
        amount.low = None;
    }
    let (measure, claims) = (table.derived_share(amount), table.claims_of_share(row));
    Some(ComputedShare { measure, range: (amount.low, amount.high), claims })
}

fn same(a: Option<Span>, b: Option<Span>) -> bool {
    a.map(|period| (period.first(), period.last())) == b.map(|period| (period.first(), period.last()))
}

fn is_share(figure: &Measure) -> bool {
    figure.metric == Metric::Share && figure.unit == "%"
}

/// The claims whose stated shares do not agree with the computed ones of one source and period.
fn held_against(relation: Relation<'_>, claims: &[Ranked<'_>], computed: Computed) -> Option<Conflict> {
    let mut against: Vec<(&Ranked<'_>, &Measure, Certainty)> = Vec::new();
    for claim in claims {
        let shares = claim.figures.iter().filter(|figure| is_share(figure));
        against.extend(shares.filter_map(|figure| Some((claim, figure, clash(figure, &computed)?))));
    }
    let &(first, ..) = against.first()?;
    let certainty = against.iter().map(|&(.., certainty)| certainty).max()?;
    let side =
        |(claim, figure, _): &(&Ranked<'_>, &Measure, Certainty)| claim.side(relation.view(), first, Some(figure));
    Some(Conflict {
        kind: ConflictKind::ComputedShare,
        about: SubjectIndex::Relation(relation.edge),
        metric: Some(Metric::Share),
        certainty,
        count: against.len(),
        sides: against.iter().take(MOST_SIDES).map(side).collect(),
        pairs: Vec::new(),
        computed: computed.shares,
    })
}

/// How surely a stated share is not what was computed of one source's figures of one period.
fn clash(stated: &Measure, computed: &Computed) -> Option<Certainty> {
    let met = match (stated.period, computed.period) {
        (Some(a), Some(b)) if !a.overlaps(b) => return None,
        (Some(_), Some(_)) if same(stated.period, computed.period) => Certainty::Certain,
        _ => Certainty::Possible,
    };
    let (low, high) = as_written(stated);
    let outside = |shares: &mut dyn Iterator<Item = &ComputedShare>| {
        let (lows, highs): (Vec<_>, Vec<_>) = shares.map(|share| share.range).unzip();
        // One open bound makes the span open there.
        let lowest = lows.into_iter().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().min());
        let highest = highs.into_iter().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().max());
        let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a < b);
        below(high, lowest) || below(highest, low)
    };
    match stated.basis.as_deref() {
        None => outside(&mut computed.shares.iter()).then_some(Certainty::Possible),
        Some(basis) => {
            let mut same =
                computed.shares.iter().filter(|share| share.measure.basis.as_deref() == Some(basis)).peekable();
            same.peek()?;
            // Where a publisher has several figures of one basis (FOB and CIF, say), any of them may be meant.
            outside(&mut same).then_some(met)
        }
    }
}

/// The bounds of a figure, wider by half a unit of the last digit that is written.
fn as_written(stated: &Measure) -> (Option<Decimal>, Option<Decimal>) {
    let places = [stated.value, stated.low, stated.high].into_iter().flatten().map(|n| n.scale()).max().unwrap_or(0);
    let half = Decimal::try_new(5, places.saturating_add(1)).unwrap_or_default();
    let (low, high) = stated.range();
    (low.and_then(|n| n.checked_sub(half)), high.and_then(|n| n.checked_add(half)))
}
