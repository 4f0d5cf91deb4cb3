//! What is different in the answer of a question about supply in another view.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use petgraph::{Direction, graph::NodeIndex};

use super::{
    bounds::{Bounds, SearchReport, Searched},
    difference::{Change, Comparing, Difference, named},
    error::QuestionError,
    flow::Flow,
    path::Path,
    paths::{PathQuestion, paths},
    suppliers::{Supplier, SupplyQuestion, suppliers},
};
use crate::{
    graph::{ClaimIndex, KindSet, Relation, View},
    model::RelationKind,
};

/// So many of the best paths are compared.
const MOST_PATHS: usize = 1000;

/// A question in a view.
pub type Asked<'q, 'g, Q> = (View<'g>, &'q Q);

/// The suppliers or customers that are not the same in two views, those that stand first in either answer first. Where a bound was met
/// in one view, nobody is told to be in the other alone.
///
/// # Errors
/// When the question has no answer in one of the views.
pub fn supplier_differences(
    before: Asked<'_, '_, SupplyQuestion>,
    after: Asked<'_, '_, SupplyQuestion>,
    bounds: &Bounds,
) -> Result<Searched<Vec<Difference<Supplier>>>, QuestionError> {
    let was = suppliers(before.0, before.1, bounds.clone())?;
    let is = suppliers(after.0, after.1, bounds.clone())?;
    let mut views = Comparing::new(before.0, after.0, bounds.clone()).of_hops();
    let own = || before.0.entity(before.1.of).map(|version| version.commodities());
    let asked = before.1.commodity.map(|commodity| vec![commodity]);
    let made = Made { commodities: asked.or_else(own).unwrap_or_default(), used: before.1.flow == Flow::Down };
    let differ = |was: &Supplier, is: &Supplier| {
        let share = |supplier: &Supplier| supplier.share.clone().map(|(figure, _)| figure);
        let way = |supplier: &Supplier| (supplier.direct, supplier.best.key.clone());
        changes([
            (Change::Standing, was.standing != is.standing),
            (Change::Access, was.access != is.access),
            (Change::Figures, share(was) != share(is)),
            (Change::Path, way(was) != way(is)),
        ])
    };
    let claims = |views: &mut Comparing<'_>, difference: &Difference<Supplier>| {
        let sides = [&difference.before, &difference.after].map(Option::as_ref);
        let mut claims = along(views, &made, &difference.changes, sides.map(|side| side.map(|s| &s.best)));
        if difference.changes.contains(&Change::Figures) {
            claims.extend(sides.into_iter().flatten().filter_map(|s| s.share.as_ref()).map(|(_, claim)| *claim));
        }
        claims
    };
    let key = |supplier: &Supplier| {
        let key = after.0.key(supplier.entity).or_else(|| before.0.key(supplier.entity));
        key.map_or_else(String::new, ToString::to_string)
    };
    Ok(compared(&mut views, was, is, |supplier| supplier.entity, key, differ, claims))
}

/// The paths that are not the same in two views, those that stand first in either answer first; the best 1000 of each are compared. Where
/// there are more, or a bound was met, in one view, no path is told to be in the other alone.
///
/// # Errors
/// When the question has no answer in one of the views.
pub fn path_differences(
    before: Asked<'_, '_, PathQuestion>,
    after: Asked<'_, '_, PathQuestion>,
    bounds: &Bounds,
) -> Result<Searched<Vec<Difference<Path>>>, QuestionError> {
    let [was, is] = [best(before, bounds)?, best(after, bounds)?];
    let mut views = Comparing::new(before.0, after.0, bounds.clone()).of_hops();
    let differ = |was: &Path, is: &Path| {
        changes([(Change::Standing, was.standing != is.standing), (Change::Access, was.access != is.access)])
    };
    let key = |path: &Path| path.key.clone();
    let made = Made { commodities: before.1.commodity.into_iter().collect(), used: false };
    let claims = |views: &mut Comparing<'_>, difference: &Difference<Path>| {
        let sides = [&difference.before, &difference.after].map(Option::as_ref);
        along(views, &made, &difference.changes, sides)
    };
    Ok(compared(&mut views, was, is, key, key, differ, claims))
}

fn best(asked: Asked<'_, '_, PathQuestion>, bounds: &Bounds) -> Result<Searched<Vec<Path>>, QuestionError> {
    let mut found = paths(asked.0, asked.1, bounds.clone())?;
    let answer: Vec<Path> = found.by_ref().take(MOST_PATHS).collect();
    let more = answer.len() == MOST_PATHS && found.next().is_some();
    let search = found.report();
    let cut = SearchReport { complete: false, reached_bound: Some("answers"), ..search };
    Ok(Searched { answer, search: if more && search.complete { cut } else { search } })
}

fn changes<const N: usize>(tried: [(Change, bool); N]) -> BTreeSet<Change> {
    tried.into_iter().filter(|(_, differs)| *differs).map(|(change, _)| change).collect()
}

/// What differs between two answers, told from each other by an identity.
fn compared<'g, T: Clone, I: Eq + Hash>(
    views: &mut Comparing<'g>,
    was: Searched<Vec<T>>,
    is: Searched<Vec<T>>,
    identity: impl Fn(&T) -> I,
    key: impl Fn(&T) -> String,
    differ: impl Fn(&T, &T) -> BTreeSet<Change>,
    claims: impl Fn(&mut Comparing<'g>, &Difference<T>) -> BTreeSet<ClaimIndex>,
) -> Searched<Vec<Difference<T>>> {
    let whole = [was.search.complete, is.search.complete];
    // By rank in either answer, the better of the two.
    let mut pairs: HashMap<I, (usize, [Option<T>; 2])> = HashMap::new();
    for (side, answer) in [was.answer, is.answer].into_iter().enumerate() {
        for (rank, one) in answer.into_iter().enumerate() {
            let (best, sides) = pairs.entry(identity(&one)).or_insert((rank, [None, None]));
            *best = rank.min(*best);
            sides.get_mut(side).into_iter().for_each(|place| *place = Some(one.clone()));
        }
    }
    let mut found = Vec::new();
    for (rank, [before, after]) in pairs.into_values() {
        let [was_whole, is_whole] = whole;
        let changes = match (&before, &after) {
            (Some(before), Some(after)) => differ(before, after),
            (None, Some(_)) => changes([(Change::Appeared, was_whole)]),
            (Some(_), None) => changes([(Change::Gone, is_whole)]),
            (None, None) => BTreeSet::new(),
        };
        if let Some(one) = after.as_ref().or(before.as_ref()).filter(|_| !changes.is_empty()) {
            let key = key(one);
            found.push((rank, Difference { key, changes, before, after, claims: Vec::new() }));
        }
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.key).cmp(&(b, &other.key)));
    let mut answer: Vec<Difference<T>> = found.into_iter().map(|(_, difference)| difference).collect();
    for difference in &mut answer {
        let because = claims(views, difference);
        difference.claims = named(views, because);
    }
    Searched { answer, search: together([was.search, is.search, views.work.report()]) }
}

/// What a path hangs on beside its hops.
struct Made {
    /// What is made at its start; anything where there is none.
    commodities: Vec<NodeIndex>,
    /// Whether it has to be used at its end.
    used: bool,
}

impl Made {
    /// What is made or used at the ends of a path.
    fn relations<'g>(&self, view: View<'g>, path: &Path) -> Vec<Relation<'g>> {
        let source = path.hops.first().map(|hop| (hop.source, RelationKind::Production));
        let target = path.hops.last().map(|hop| (hop.target, RelationKind::Consumption)).filter(|_| self.used);
        let of = |commodity: NodeIndex| {
            let matches = |&asked: &NodeIndex| view.commodities_match(asked, commodity);
            self.commodities.is_empty() || self.commodities.iter().any(matches)
        };
        let made = source.into_iter().chain(target).flat_map(|(node, kind)| {
            view.relations_ever(node, Direction::Outgoing, KindSet::of(&[kind])).filter(|relation| of(relation.to()))
        });
        made.collect()
    }
}

/// The claims that make what two paths hang on other than it was. What is made at their start makes no difference to access.
fn along(
    views: &mut Comparing<'_>,
    made: &Made,
    changes: &BTreeSet<Change>,
    [was, is]: [Option<&Path>; 2],
) -> BTreeSet<ClaimIndex> {
    let (before, after) = (views.before, views.after);
    let real = [Change::Standing, Change::Appeared, Change::Gone].iter().any(|change| changes.contains(change));
    let all = |view, path: Option<&Path>| -> Vec<_> {
        let edges = path
            .into_iter()
            .flat_map(|path| path.hops.iter().map(|hop| hop.relation).chain(path.restrictions.iter().copied()));
        let made = path.filter(|_| real).map(|path| made.relations(view, path)).unwrap_or_default();
        edges.filter_map(|edge| View::shown(view, edge)).chain(made).collect()
    };
    let had = all(before, was).into_iter().map(|was| (Some(was), after.same(was)));
    let has = all(after, is).into_iter().map(|is| (before.same(is), Some(is)));
    let mut claims = BTreeSet::new();
    for (was, is) in had.chain(has) {
        // A bound is told by the report.
        claims.extend(views.relation(was, is).ok().flatten().into_iter().flat_map(|difference| difference.claims));
    }
    claims
}

/// What several searches did, one after the other.
fn together(reports: [SearchReport; 3]) -> SearchReport {
    let first = reports.iter().find_map(|report| report.reached_bound);
    SearchReport {
        complete: reports.iter().all(|report| report.complete),
        reached_bound: reports
            .iter()
            .filter(|r| r.reached_bound == Some("time"))
            .find_map(|r| r.reached_bound)
            .or(first),
        relations_examined: reports.iter().map(|report| report.relations_examined).sum(),
    }
}
