//! The searches against the plain reading of the rules, on random multigraphs with every filter; and what is recorded once against
//! what a start reads.

use petgraph::graph::NodeIndex;
use proptest::prelude::*;

use super::{
    bounds::Bounds,
    filter::Avoid,
    flow::{Along, Flow},
    oracle::{self, Told},
    path::Path,
    paths::{PathQuestion, PathRank, paths},
    suppliers::{SupplyQuestion, supplier_paths, suppliers},
};
use crate::{
    graph::{KindSet, View, drawn::Drawn},
    model::{RelationKind, Stage},
};

pub(super) const NODES: [&str; 8] = ["p0", "p1", "p2", "p3", "f0", "f1", "f2", "world"];

pub(super) const DECLARED: &str = "PLACE p0\n PLACE p1\n PLACE p2\n PLACE p3\n PLACE world aggregate
    FACILITY f0\n FACILITY f1 stage=REFINING commodities=c1\n FACILITY f2 stage=METAL
    COMMODITY c0\n COMMODITY c1 broader=c0\n COMMODITY c2 broader=c0\n";

/// A line that draws a claim: of any kind, between any two.
pub(super) fn claim() -> impl Strategy<Value = String> {
    use RelationKind::{
        Consumption, Contract, Export, Location, Membership, Negotiation, Operation, Ownership, Production, Restriction,
    };
    let kinds = [Export, Export, Contract, Negotiation, Operation, Ownership, Location, Location, Membership];
    let kinds = [kinds.as_slice(), &[Production, Consumption, Restriction, Restriction]].concat();
    let status = prop_oneof![
        5 => Just("ACTIVE"), 1 => Just("AGREED"), 1 => Just("DISCUSSED"), 1 => Just("EASED"), 1 => Just("DENIED")
    ];
    let figure = prop_oneof![
        3 => Just(String::new()),
        2 => (1..5u8).prop_map(|n| format!("share={n}0")),
        2 => (1..4u8, prop::bool::ANY).prop_map(|(n, usd)| format!("value={n}{}", if usd { "USD" } else { "CNY" })),
    ];
    let stage = prop_oneof![4 => Just(None), 1 => prop::sample::select(Stage::ALL.to_vec()).prop_map(Some)];
    let ends = (0..NODES.len(), 0..NODES.len());
    (prop::sample::select(kinds), ends, prop::option::of(0..3usize), stage, status, 0..3u8, figure).prop_map(
        |(kind, (from, to), commodity, stage, status, number, figure)| {
            let of = commodity.filter(|_| !matches!(kind, Production | Consumption));
            let of = of.map_or(String::new(), |c| format!("of=c{c}"));
            let ban = if kind == Restriction && number == 1 { "instrument=BAN" } else { "" };
            let potential = if kind == Negotiation { "potential" } else { "" };
            line(kind, (from, to), stage, number, &format!("{of} {ban} {potential} status={status} {figure}"))
        },
    )
}

/// A line of a dense web of few, where stages and ways round matter.
fn strand() -> impl Strategy<Value = String> {
    use RelationKind::{Export, Location, Ownership};
    let kind = prop::sample::select(vec![Export, Ownership, Location, Location]);
    let stages = vec![None, Some(Stage::Mining), Some(Stage::Refining), Some(Stage::Metal)];
    (kind, (0..5usize, 0..5usize), prop::sample::select(stages), 0..2u8)
        .prop_map(|(kind, ends, stage, number)| line(kind, ends, stage, number, "status=ACTIVE"))
}

/// Nothing where the kind allows no such ends.
fn line(kind: RelationKind, (from, to): (usize, usize), stage: Option<Stage>, number: u8, rest: &str) -> String {
    let to = match kind {
        RelationKind::Production | RelationKind::Consumption => format!("c{}", to % 3),
        RelationKind::Operation => NODES[4 + to % 3].to_owned(),
        RelationKind::Location => NODES[to % 4].to_owned(),
        _ => NODES[to].to_owned(),
    };
    if NODES[from] == to && kind != RelationKind::Export {
        return String::new();
    }
    let stage = stage.map_or(String::new(), |s| format!("stage={s}"));
    let number = if number == 0 { String::new() } else { format!("number={number}") };
    format!("{} {kind} {to} {stage} {number} {rest}\n", NODES[from])
}

fn graph() -> impl Strategy<Value = String> {
    let merged = prop_oneof![5 => Just(""), 1 => Just("---\n MERGE p3 p2\n"), 1 => Just("---\n MERGE f0 f1\n")];
    let claims = prop_oneof![prop::collection::vec(claim(), 1..22), prop::collection::vec(strand(), 6..18),];
    (claims, merged).prop_map(|(claims, merged)| format!("{DECLARED}{}{merged}", claims.concat()))
}

fn end() -> impl Strategy<Value = usize> {
    prop_oneof![3 => 0..5usize, 1 => 5..NODES.len()]
}

fn avoid() -> impl Strategy<Value = (Option<usize>, Option<usize>)> {
    (prop::option::weighted(0.3, 0..NODES.len()), prop::option::weighted(0.3, 0..20usize))
}

fn avoided(drawn: &Drawn, (entity, relation): (Option<usize>, Option<usize>)) -> Avoid {
    let relations: Vec<_> = drawn.view().relations().map(|r| r.edge).collect();
    Avoid {
        entities: entity.map(|e| drawn.node(NODES[e])).into_iter().collect(),
        relations: relation.and_then(|r| relations.get(r).copied()).into_iter().collect(),
    }
}

pub(super) fn told(view: View<'_>, path: &Path) -> Told {
    let key = |edge| view.shown(edge).unwrap().key().unwrap().to_string();
    for (hop, next) in path.hops.iter().zip(path.hops.iter().skip(1)) {
        assert_eq!(hop.target, next.source);
    }
    for hop in &path.hops {
        let relation = view.shown(hop.relation).unwrap();
        assert_eq!(hop.reversed, hop.source == relation.to() && hop.target == relation.from());
    }
    Told {
        start: path.hops[0].source,
        end: path.hops[path.hops.len() - 1].target,
        keys: path.hops.iter().map(|hop| key(hop.relation)).collect(),
        standing: path.standing,
        access: path.access,
        restrictions: path.restrictions.iter().map(|&edge| key(edge)).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn paths_are_those_of_the_plain_reading(
        lines in graph(),
        (from, to) in (end(), end()),
        commodity in prop::option::weighted(0.4, 0..3usize),
        kinds in prop::option::weighted(0.3, prop::collection::vec(prop::sample::select(RelationKind::ALL.to_vec()), 4)),
        avoid in avoid(),
        any in prop::bool::weighted(0.3),
        rank_by in prop::sample::select(vec![PathRank::Hops, PathRank::Standing, PathRank::Share, PathRank::Value]),
        max_hops in 1..7usize,
    ) {
        let drawn = Drawn::new(&lines);
        let question = PathQuestion {
            from: drawn.node(NODES[from]),
            to: drawn.node(NODES[to]),
            along: if any { Along::Any } else { Along::Supply },
            commodity: commodity.map(|c| drawn.node(&format!("c{c}"))),
            kinds: kinds.map_or(KindSet::ALL, |kinds| KindSet::of(&kinds)),
            avoid: avoided(&drawn, avoid),
            rank_by,
            max_hops,
        };
        prop_assume!(question.from != question.to);
        let expected: Vec<Told> = oracle::paths(drawn.view(), &question);
        let mut found = paths(drawn.view(), &question, Bounds::default()).unwrap();
        let all: Vec<Path> = found.by_ref().collect();
        prop_assert!(found.report().complete);
        let got: Vec<Told> = all.iter().map(|path| told(drawn.view(), path)).collect();
        prop_assert_eq!(&got, &expected);
        let mut keys: Vec<&str> = all.iter().map(|path| path.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), all.len());
        let replayed = drawn.replayed();
        let again: Vec<Path> = paths(replayed.view(drawn.view().pin()), &question, Bounds::default()).unwrap().collect();
        prop_assert_eq!(again, all);
    }

    #[test]
    fn suppliers_are_those_of_the_plain_reading(
        lines in graph(),
        of in end(),
        flow in prop::sample::select(vec![Flow::Up, Flow::Down]),
        commodity in prop::option::weighted(0.4, 0..3usize),
        stage in prop::option::weighted(0.2, prop::sample::select(Stage::ALL.to_vec())),
        avoid in avoid(),
        max_hops in 1..6usize,
    ) {
        let drawn = Drawn::new(&lines);
        let question = SupplyQuestion {
            commodity: commodity.map(|c| drawn.node(&format!("c{c}"))),
            stage,
            max_hops,
            avoid: avoided(&drawn, avoid),
            ..SupplyQuestion::new(drawn.node(NODES[of]), flow)
        };
        let expected: Vec<(NodeIndex, Told)> =
            oracle::suppliers(drawn.view(), &question).into_iter().collect();
        let found = suppliers(drawn.view(), &question, Bounds::default()).unwrap();
        prop_assert!(found.search.complete);
        let mut got: Vec<(NodeIndex, Told)> =
            found.answer.iter().map(|s| (s.entity, told(drawn.view(), &s.best))).collect();
        got.sort_by_key(|(node, _)| *node);
        prop_assert_eq!(&got, &expected);
        let order = |s: &super::suppliers::Supplier| (s.access == super::access::Access::Blocked, s.standing, !s.direct);
        prop_assert!(found.answer.is_sorted_by_key(order));
        for supplier in &found.answer {
            let mut paths = supplier_paths(drawn.view(), &question, supplier.entity, Bounds::default()).unwrap();
            let first = paths.next();
            prop_assert_eq!(first.as_ref(), Some(&supplier.best));
        }
        let replayed = drawn.replayed();
        let again = suppliers(replayed.view(drawn.view().pin()), &question, Bounds::default()).unwrap();
        prop_assert_eq!(again, found);
    }

    #[test]
    fn what_a_bound_cuts_off_is_the_same_live_and_replayed(
        lines in graph(),
        of in 0..NODES.len(),
        relations in 0..40usize,
        steps in 0..60usize,
    ) {
        let drawn = Drawn::new(&lines);
        let replayed = drawn.replayed();
        let bounds = Bounds { relations, steps, ..Bounds::default() };
        let question = SupplyQuestion::new(drawn.node(NODES[of]), Flow::Up);
        let live = suppliers(drawn.view(), &question, bounds.clone()).unwrap();
        prop_assert_eq!(&suppliers(replayed.view(drawn.view().pin()), &question, bounds).unwrap(), &live);
        prop_assert!(live.search.relations_examined <= 2 * relations);
        let whole = suppliers(drawn.view(), &question, Bounds::default()).unwrap();
        prop_assert!(!live.search.complete || live.answer == whole.answer);
    }
}
