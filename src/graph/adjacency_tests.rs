//! The lists held against plain ones: by example, at random, and while they are read.
use super::{Adjacency, Edge, Position};
use crate::graph::publish::Published;
use proptest::prelude::*;
use std::thread;

fn edge(neighbour: u32, recorded: u64) -> Edge {
    let (kind, stage, commodity) = (1, 2, 3);
    Edge { neighbour, relation: neighbour, kind, stage, commodity, first: 0, last: 9, recorded, ended: u64::MAX }
}

fn neighbours(lists: &Adjacency, node: u32, seq: u64) -> Vec<u32> {
    lists.edges(node, seq).map(|edge| edge.neighbour).collect()
}

#[test]
fn a_node_never_named_has_no_edges() {
    let lists = Adjacency::new();
    assert_eq!((neighbours(&lists, u32::MAX, 9), lists.degree_bound(7)), (vec![], 0));
    lists.push(70_000, edge(1, 1));
    assert_eq!((neighbours(&lists, 69_999, 9), neighbours(&lists, 70_000, 9)), (vec![], vec![1]));
}

#[test]
fn edges_come_newest_first_through_all_sizes_of_blocks() {
    let lists = Adjacency::new();
    for n in 0..5_000 {
        lists.push(3, edge(n, u64::from(n)));
    }
    let newest_first: Vec<u32> = (0..=4_000).rev().collect();
    assert_eq!(neighbours(&lists, 3, 4_000), newest_first);
    assert_eq!(lists.degree_bound(3), 5_000);
}

#[test]
fn lists_laid_flat_are_those_that_were_pushed_in_less_memory() {
    let edges = (0..60_000_u32).map(|n| (if n % 3 == 0 { 0 } else { n % 2_000 }, edge(n, u64::from(n / 7))));
    let (flat, positions) = Adjacency::with_base(1_500, edges.clone());
    let pushed = Adjacency::new();
    for (node, edge) in edges {
        pushed.push(node, edge);
    }
    for node in 0..2_000 {
        let seen: Vec<Edge> = flat.edges(node, 8_000).collect();
        assert_eq!(seen, pushed.edges(node, 8_000).collect::<Vec<_>>());
    }
    assert_eq!(positions.len(), 60_000);
    assert!(flat.bytes() < pushed.bytes());
}

#[derive(Clone, Debug)]
enum Change {
    Push(u32, Edge),
    Widen(usize, i32, i32),
    End(usize),
}

fn any_edge() -> impl Strategy<Value = Edge> {
    let ends = (any::<u32>(), any::<u32>(), any::<u32>());
    (ends, any::<(u8, u8)>(), any::<(i32, i32)>()).prop_map(|(ends, (kind, stage), (first, last))| {
        let (neighbour, relation, commodity) = ends;
        Edge { neighbour, relation, kind, stage, commodity, first, last, recorded: 0, ended: u64::MAX }
    })
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let node = prop_oneof![3 => Just(0), 1 => 0..9_u32, 1 => 0..30_000_u32];
    let change = prop_oneof![
        8 => (node, any_edge()).prop_map(|(node, edge)| Change::Push(node, edge)),
        1 => (any::<usize>(), any::<i32>(), any::<i32>()).prop_map(|(at, a, b)| Change::Widen(at, a, b)),
        2 => any::<usize>().prop_map(Change::End),
    ];
    prop::collection::vec(change, 0..600)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn at_any_number_the_edges_are_those_of_a_plain_list(changes in changes(), base in 0..600_usize, step in 1..5_u64) {
        let mut model: Vec<(u32, Edge)> = Vec::new();
        let mut rest = changes.into_iter().zip(0..).map(|(change, n)| (change, n / step));
        for (change, seq) in rest.by_ref().take(base) {
            apply(&mut model, &change, seq);
        }
        let (lists, mut positions) = Adjacency::with_base(5, model.iter().copied());
        for (change, seq) in rest {
            match (&change, positions.len()) {
                (&Change::Push(node, edge), _) => positions.push(lists.push(node, Edge { recorded: seq, ..edge })),
                (_, 0) => {}
                (&Change::Widen(at, first, last), n) => lists.widen(positions[at % n], first, last),
                (&Change::End(at), n) => lists.end(positions[at % n], seq),
            }
            apply(&mut model, &change, seq);
        }
        for seq in 0..=600 / step {
            for node in model.iter().map(|&(node, _)| node).chain([9, 30_001]).take(9) {
                let expected: Vec<Edge> = model.iter().rev().filter(|(at, edge)| *at == node && edge.recorded <= seq && seq < edge.ended)
                    .map(|&(_, edge)| edge).collect();
                prop_assert_eq!(lists.edges(node, seq).collect::<Vec<_>>(), expected);
            }
        }
    }
}

fn apply(model: &mut Vec<(u32, Edge)>, change: &Change, seq: u64) {
    let n = model.len().max(1);
    match *change {
        Change::Push(node, edge) => model.push((node, Edge { recorded: seq, ..edge })),
        Change::Widen(at, first, last) => {
            if let Some((_, edge)) = model.get_mut(at % n) {
                (edge.first, edge.last) = (edge.first.min(first), edge.last.max(last));
            }
        }
        Change::End(at) => {
            if let Some((_, edge)) = model.get_mut(at % n) {
                edge.ended = edge.ended.min(seq);
            }
        }
    }
}

/// At `seq` the writer records one edge at each of three nodes and ends those recorded at `seq / 2`.
fn expected(node: u32, seq: u32) -> Vec<u32> {
    (seq / 2 + 1..=seq).rev().map(|recorded| node + 3 * recorded).collect()
}

#[test]
fn readers_at_any_number_see_it_whole_and_nothing_newer_while_one_writes() {
    let (lists, published, last) = (Adjacency::new(), Published::new(0), 3_000_u32);
    let check = |seq: u32| {
        for node in 0..3 {
            assert_eq!(neighbours(&lists, node, seq.into()), expected(node, seq), "{node} at {seq}");
        }
    };
    thread::scope(|scope| {
        for share in [1, 2] {
            let (check, published) = (&check, &published);
            scope.spawn(move || {
                let mut seq = 0;
                while seq < last {
                    seq = u32::try_from(published.load()).unwrap();
                    check(seq);
                    check(seq / share);
                }
            });
        }
        let mut positions: Vec<[Position; 3]> = Vec::new();
        for seq in 1..=last {
            let push = |node| lists.push(node, edge(node + 3 * seq, seq.into()));
            positions.push([0, 1, 2].map(push));
            if seq % 2 == 0 {
                let half = positions[seq as usize / 2 - 1];
                half.into_iter().for_each(|at| lists.end(at, seq.into()));
            }
            published.store(seq.into());
        }
    });
}
