//! A view in petgraph's terms: its algorithms run on any view and say what they say of petgraph's own graph.

use ::petgraph::{
    Direction, algo,
    graph::NodeIndex,
    stable_graph::StableDiGraph,
    visit::{Bfs, IntoEdgeReferences, IntoNeighborsDirected, NodeIndexable},
};
use proptest::prelude::*;

use super::*;

/// The same nodes and edges in petgraph's own graph.
fn model(view: View<'_>) -> StableDiGraph<(), ()> {
    let mut graph = StableDiGraph::new();
    for _ in 0..view.node_bound() {
        graph.add_node(());
    }
    for relation in view.relations().filter(|r| r.status().is_some()) {
        graph.add_edge(relation.from(), relation.to(), ());
    }
    graph
}

fn lines() -> impl Strategy<Value = String> {
    let edge = (0..8_u8, 0..8_u8, 0..3_u8, 2020..2030_u16, any::<bool>());
    let edges = proptest::collection::vec(edge, 0..40);
    (edges, 0..3_u8).prop_map(|(edges, merges)| {
        let mut lines: Vec<String> = (0..8).map(|n| format!("PLACE n{n}")).collect();
        lines.extend(edges.into_iter().map(|(from, to, number, year, open)| {
            let to_year = if open { String::new() } else { format!("to={}", year + 2) };
            format!("n{from} EXPORT n{to} number={number} status=ACTIVE from={year} {to_year}")
        }));
        lines.push("---".to_owned());
        lines.extend((0..merges).map(|n| format!("MERGE n{n} n{}", n + 5)));
        lines.join("\n")
    })
}

proptest! {
    #[test]
    fn algorithms_say_the_same_on_a_view_and_on_petgraphs_own(lines in lines(), year in 2019..2032_u16, seq in 1..3_u64) {
        let drawn = Drawn::new(&lines);
        let view = drawn.at(seq.min(drawn.graph.seq()), &format!("{year}-06-01"));
        let model = model(view);
        let start = NodeIndex::new(7);
        prop_assert_eq!(algo::dijkstra(view, start, None, |_| 1_u32), algo::dijkstra(&model, start, None, |_| 1_u32));
        let sets = |mut sets: Vec<Vec<NodeIndex>>| {
            sets.iter_mut().for_each(|set| set.sort_unstable());
            sets.sort();
            sets
        };
        prop_assert_eq!(sets(algo::kosaraju_scc(view)), sets(algo::kosaraju_scc(&model)));
        let (own, of_model) = (algo::dominators::simple_fast(view, start), algo::dominators::simple_fast(&model, start));
        for n in 0..8 {
            let node = NodeIndex::new(n);
            prop_assert_eq!(own.immediate_dominator(node), of_model.immediate_dominator(node));
        }
        let mut reached = std::collections::BTreeSet::new();
        let mut search = Bfs::new(view, start);
        while let Some(node) = search.next(view) {
            reached.insert(node);
        }
        let mut search = Bfs::new(&model, start);
        let mut expected = std::collections::BTreeSet::new();
        while let Some(node) = search.next(&model) {
            expected.insert(node);
        }
        prop_assert_eq!(reached, expected);
        prop_assert_eq!(view.edge_references().count(), model.edge_count());
        for direction in [Direction::Outgoing, Direction::Incoming] {
            let mut own: Vec<_> = view.neighbors_directed(start, direction).collect();
            let mut of_model: Vec<_> = model.neighbors_directed(start, direction).collect();
            own.sort_unstable();
            of_model.sort_unstable();
            prop_assert_eq!(own, of_model);
        }
    }
}
