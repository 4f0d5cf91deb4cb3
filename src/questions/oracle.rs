//! For tests: the questions about supply answered the plain way. All relations are listed, all loopless paths are walked, and the rules
//! are applied to each whole path. Nothing of the search is used, only the graph's own reading of relations and the vocabulary.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use petgraph::graph::{EdgeIndex, NodeIndex};
use rust_decimal::Decimal;

use super::{
    access::Access,
    figures::newest,
    flow::{Along, Flow},
    paths::{PathQuestion, PathRank},
    standing::Standing,
    suppliers::SupplyQuestion,
};
use crate::{
    graph::{Relation, View},
    model::{Metric, RelationKind, Stage, Status},
};

/// What a path comes to: its relations' keys along it, where it starts, how good it is, and what crosses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub start: NodeIndex,
    pub end: NodeIndex,
    pub keys: Vec<String>,
    pub standing: Standing,
    pub access: Access,
    pub restrictions: BTreeSet<String>,
}

/// One hop.
#[derive(Clone)]
struct Hop {
    edge: EdgeIndex,
    kind: RelationKind,
    key: String,
    source: NodeIndex,
    target: NodeIndex,
    stage: Option<Stage>,
    standing: Standing,
    access: Access,
    restrictions: BTreeSet<String>,
    share: Option<Decimal>,
    value: Option<(String, Decimal)>,
}

/// What a whole path is held against.
#[derive(Clone)]
struct Rules {
    supply: bool,
    commodities: Vec<NodeIndex>,
    stage: Option<Stage>,
    kinds: Vec<RelationKind>,
    avoid: (Vec<NodeIndex>, Vec<EdgeIndex>),
    hops: usize,
}

fn relations(view: View<'_>) -> Vec<Relation<'_>> {
    let exists = |r: &Relation<'_>| !matches!(r.status(), None | Some(Status::Denied | Status::Ended));
    view.relations().filter(exists).collect()
}

/// An entity and what it belongs to.
fn holders(relations: &[Relation<'_>], node: NodeIndex) -> BTreeSet<NodeIndex> {
    let mut all = BTreeSet::from([node]);
    loop {
        let before = all.len();
        for r in relations {
            let (held, holder) = match r.kind() {
                RelationKind::Location | RelationKind::Membership => (r.from(), r.to()),
                RelationKind::Ownership => (r.to(), r.from()),
                _ => continue,
            };
            if all.contains(&held) {
                all.insert(holder);
            }
        }
        if all.len() == before {
            return all;
        }
    }
}

fn crossing(
    view: View<'_>,
    relations: &[Relation<'_>],
    source: NodeIndex,
    target: NodeIndex,
    commodity: Option<NodeIndex>,
) -> (Access, BTreeSet<String>) {
    let (mut worst, mut keys) = (Access::Open, BTreeSet::new());
    let world = view.entity_with_key("world");
    let (exporters, importers) = (holders(relations, source), holders(relations, target));
    for r in relations.iter().filter(|r| r.kind() == RelationKind::Restriction) {
        let from = exporters.contains(&r.from()) && !importers.contains(&r.from());
        let to = importers.contains(&r.to()) || Some(r.to()) == world;
        let of = r.commodity().zip(commodity).is_none_or(|(a, b)| view.commodities_match(a, b));
        if from && to && of {
            worst = worst.max(Access::under(r.instrument().unwrap(), r.status().unwrap()));
            keys.insert(r.key().unwrap().to_string());
        }
    }
    (worst, keys)
}

/// An entity and what it belongs to.
pub fn held_by(view: View<'_>, node: NodeIndex) -> BTreeSet<NodeIndex> {
    holders(&relations(view), node)
}

/// The restrictions that cross goods between two: the worst that they do, and what each does.
pub fn crossed(
    view: View<'_>,
    source: NodeIndex,
    target: NodeIndex,
    commodity: Option<NodeIndex>,
) -> (Access, Vec<(String, Access)>) {
    let relations = relations(view);
    let (worst, keys) = crossing(view, &relations, source, target, commodity);
    let does = |r: &Relation<'_>| Access::under(r.instrument().unwrap(), r.status().unwrap());
    let restrictions = relations.iter().filter(|r| r.kind() == RelationKind::Restriction);
    let crossing = restrictions.map(|r| (r.key().unwrap().to_string(), does(r)));
    (worst, crossing.filter(|(key, _)| keys.contains(key)).collect())
}

fn hops(view: View<'_>, along: Along) -> Vec<Hop> {
    use RelationKind::{Contract, Export, Location, Membership, Negotiation, Operation, Ownership};
    let mut all = Vec::new();
    let relations = relations(view);
    for r in relations.iter().copied() {
        let supplies = r.potential_supply();
        let goods = match r.kind() {
            Export | Operation | Ownership | Membership => vec![(r.from(), r.to())],
            Contract => vec![(r.to(), r.from())],
            Negotiation if supplies => vec![(r.to(), r.from())],
            Location => vec![(r.from(), r.to()), (r.to(), r.from())],
            _ => vec![],
        };
        let steps = if along == Along::Any { vec![(r.from(), r.to()), (r.to(), r.from())] } else { goods.clone() };
        for (source, target) in steps {
            let (exporter, importer) = if r.kind() == Location {
                (source, target)
            } else {
                goods.first().copied().unwrap_or((source, source))
            };
            let (access, restrictions) = crossing(view, &relations, exporter, importer, r.commodity());
            all.push(Hop {
                edge: r.edge,
                kind: r.kind(),
                key: r.key().unwrap().to_string(),
                source,
                target,
                stage: r.stage(),
                standing: Standing::of(r.status().unwrap()).unwrap(),
                access,
                restrictions,
                share: newest(r, Metric::Share).map(|(m, _)| m.size()),
                value: newest(r, Metric::Value).map(|(m, _)| (m.unit.clone(), m.size())),
            });
        }
    }
    all
}

impl Rules {
    fn let_through(&self, view: View<'_>, path: &[&Hop]) -> bool {
        let nodes: Vec<NodeIndex> = path.iter().map(|h| h.source).chain(path.last().map(|h| h.target)).collect();
        let loopless = nodes.iter().collect::<BTreeSet<_>>().len() == nodes.len();
        let closed = |n: &NodeIndex| {
            self.avoid.0.contains(n) || (self.supply && view.entity(*n).is_some_and(|version| version.aggregate()))
        };
        let places = !nodes.iter().any(closed);
        let relations = path.iter().all(|h| {
            let commodity = view.shown(h.edge).unwrap().commodity();
            let of = self.commodities.is_empty()
                || commodity.is_none_or(|c| self.commodities.iter().any(|&asked| view.commodities_match(asked, c)));
            let stage = self.stage.is_none() || h.stage.is_none() || h.stage == self.stage;
            of && stage && self.kinds.contains(&h.kind) && !self.avoid.1.contains(&h.edge)
        });
        let mut stages = Vec::new();
        for hop in path {
            stages.extend([
                view.entity(hop.source).unwrap().stage(),
                hop.stage,
                view.entity(hop.target).unwrap().stage(),
            ]);
        }
        let ranks: Vec<u8> = stages.into_iter().flatten().map(Stage::rank).collect();
        loopless && places && relations && (!self.supply || ranks.is_sorted()) && path.len() <= self.hops
    }
}

/// All loopless walks from one entity to another.
fn walks(hops: &[Hop], from: NodeIndex, to: NodeIndex, most: usize) -> Vec<Vec<&Hop>> {
    let mut found = Vec::new();
    let mut open: Vec<Vec<&Hop>> = hops.iter().filter(|h| h.source == from).map(|h| vec![h]).collect();
    while let Some(walk) = open.pop() {
        let end = walk.last().unwrap().target;
        if end == to {
            found.push(walk);
        } else if walk.len() < most && walk.iter().all(|h| h.source != end) {
            for next in hops.iter().filter(|h| h.source == end) {
                open.push([walk.as_slice(), &[next]].concat());
            }
        }
    }
    found
}

fn made(view: View<'_>, node: NodeIndex, kind: RelationKind, commodities: &[NodeIndex]) -> Option<Standing> {
    let of = |r: &Relation<'_>| {
        r.kind() == kind
            && r.from() == node
            && (commodities.is_empty() || commodities.iter().any(|&c| view.commodities_match(c, r.to())))
    };
    relations(view).into_iter().filter(of).filter_map(|r| Standing::of(r.status()?)).min()
}

fn tell(path: &[&Hop], source: Option<Standing>) -> Told {
    Told {
        start: path[0].source,
        end: path[path.len() - 1].target,
        keys: path.iter().map(|h| h.key.clone()).collect(),
        standing: path.iter().map(|h| h.standing).chain(source).max().unwrap(),
        access: path.iter().map(|h| h.access).max().unwrap(),
        restrictions: path.iter().flat_map(|h| h.restrictions.clone()).collect(),
    }
}

/// [`super::paths::paths`], all of them.
pub fn paths(view: View<'_>, q: &PathQuestion) -> Vec<Told> {
    let commodities: Vec<NodeIndex> = q.commodity.into_iter().collect();
    let rules = Rules {
        supply: q.along == Along::Supply,
        commodities: commodities.clone(),
        stage: None,
        kinds: RelationKind::ALL.iter().copied().filter(|&k| q.kinds.holds(k)).collect(),
        avoid: (q.avoid.entities.clone(), q.avoid.relations.clone()),
        hops: q.max_hops,
    };
    let all = hops(view, q.along);
    let source = if rules.supply { made(view, q.from, RelationKind::Production, &commodities) } else { None };
    let found: Vec<_> =
        walks(&all, q.from, q.to, q.max_hops).into_iter().filter(|w| rules.let_through(view, w)).collect();
    let currency = currency(view, q, &rules, &all);
    let mut ranked: Vec<_> = found
        .iter()
        .map(|walk| {
            let told = tell(walk, source);
            let class = (told.access == Access::Blocked, told.standing, told.access);
            let figure = |hop: &&Hop| match q.rank_by {
                PathRank::Share => hop.share,
                _ => hop.value.clone().filter(|(unit, _)| Some(unit) == currency.as_ref()).map(|(_, size)| size),
            };
            let lowest = walk.iter().filter_map(figure).min();
            let worst = (true, Standing::Prospective, Access::Blocked);
            let rank = match q.rank_by {
                PathRank::Hops => (Reverse(None), walk.len(), class, 0),
                PathRank::Standing => (Reverse(None), 0, class, walk.len()),
                PathRank::Share | PathRank::Value => (Reverse(lowest), 0, worst, walk.len()),
            };
            (rank, told)
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.keys.cmp(&b.1.keys)));
    ranked.into_iter().map(|(_, told)| told).collect()
}

/// The currency that most relations are valued in which lead to where the target is still within reach.
fn currency(view: View<'_>, q: &PathQuestion, rules: &Rules, all: &[Hop]) -> Option<String> {
    let reached = |node: NodeIndex| {
        let walks = walks(all, node, q.to, q.max_hops - 1);
        node == q.to || walks.iter().any(|w| w.len() < q.max_hops && rules.let_through(view, w))
    };
    let anywhere = Rules { supply: false, ..rules.clone() };
    let mut counted: BTreeMap<String, BTreeSet<EdgeIndex>> = BTreeMap::new();
    for hop in all {
        let places = [hop.source, hop.target].iter().all(|&n| !rules.supply || !view.entity(n).unwrap().aggregate());
        if let Some((unit, _)) = &hop.value
            && places
            && anywhere.let_through(view, &[hop])
            && reached(hop.target)
        {
            counted.entry(unit.clone()).or_default().insert(hop.edge);
        }
    }
    counted.into_iter().rev().max_by_key(|(_, edges)| edges.len()).map(|(unit, _)| unit)
}

/// The best path of each supplier or customer, by entity.
pub fn suppliers(view: View<'_>, q: &SupplyQuestion) -> BTreeMap<NodeIndex, Told> {
    let best = |told: Vec<Told>| {
        told.into_iter().min_by_key(|t| {
            let mut keys = t.keys.clone();
            if q.flow == Flow::Down {
                keys.reverse();
            }
            (t.access == Access::Blocked, t.standing, t.access, keys.len(), keys)
        })
    };
    supply_paths(view, q).into_iter().filter_map(|(node, told)| Some((node, best(told)?))).collect()
}

/// All paths of each supplier or customer, by entity.
pub fn supply_paths(view: View<'_>, q: &SupplyQuestion) -> BTreeMap<NodeIndex, Vec<Told>> {
    use RelationKind::{Consumption, Contract, Export, Negotiation, Operation, Ownership, Production};
    let commodities: Vec<NodeIndex> = match q.commodity {
        Some(asked) => vec![asked],
        None => view.entity(q.of).unwrap().commodities(),
    };
    let rules = Rules {
        supply: true,
        commodities: commodities.clone(),
        stage: q.stage,
        kinds: RelationKind::ALL.to_vec(),
        avoid: (q.avoid.entities.clone(), q.avoid.relations.clone()),
        hops: q.max_hops,
    };
    let all = hops(view, Along::Supply);
    let mut all_told = BTreeMap::new();
    let holders = holders(&relations(view), q.of);
    for node in view.entities().filter(|n| !holders.contains(n)) {
        let (found, source, made) = match q.flow {
            Flow::Up => {
                let made = made(view, node, Production, &commodities);
                (walks(&all, node, q.of, q.max_hops), made, made)
            }
            Flow::Down => {
                let source = made(view, q.of, Production, &commodities);
                (walks(&all, q.of, node, q.max_hops), source, made(view, node, Consumption, &commodities))
            }
        };
        let counts = |walk: &Vec<&Hop>| match q.flow {
            _ if made.is_some() => true,
            Flow::Up => matches!(walk[0].kind, Export | Contract | Negotiation | Operation | Ownership),
            Flow::Down => matches!(walk[walk.len() - 1].kind, Export | Contract | Negotiation | Operation),
        };
        let told = found.iter().filter(|w| counts(w) && rules.let_through(view, w)).map(|w| tell(w, source));
        let told: Vec<Told> = told.collect();
        if !told.is_empty() {
            all_told.insert(node, told);
        }
    }
    all_told
}
