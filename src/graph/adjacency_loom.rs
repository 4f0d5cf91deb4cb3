//! The publishing of a commit, under every interleaving that loom finds. Sizes are small under loom: a node's
//! second edge opens a new block, its fifth a new chunk; node 4 is in a second row of node words.
use super::{Adjacency, Edge, Position};
use crate::graph::publish::Published;
use loom::{model::Builder, sync::Arc, thread};

fn edge(neighbour: u32, recorded: u64) -> Edge {
    Edge {
        neighbour,
        relation: neighbour + 1,
        kind: 2,
        stage: 3,
        commodity: neighbour + 4,
        first: 5,
        last: 6,
        recorded,
        ended: u64::MAX,
    }
}

struct Graph {
    out: Adjacency,
    into: Adjacency,
    published: Published,
}

impl Graph {
    /// One edge from a node to another, in both directions.
    fn connect(&self, from: u32, to: u32, seq: u64) -> [Position; 2] {
        let out = self.out.push(from, edge(to, seq));
        [out, self.into.push(to, edge(from, seq))]
    }
}

/// Runs a writer beside a reader, and reads once more when it is done. Where a thread is stopped in the middle to
/// let the other on, up to four times, loom tries every way: more stops take long and, by its guide, show little.
fn race(before: fn(&Graph), write: fn(&Graph), read: fn(&Graph)) {
    let mut model = Builder::new();
    model.preemption_bound = Some(4);
    model.check(move || {
        let (out, into, published) = (Adjacency::new(), Adjacency::new(), Published::new(0));
        let graph = Arc::new(Graph { out, into, published });
        before(&graph);
        let writer = thread::spawn({
            let graph = Arc::clone(&graph);
            move || write(&graph)
        });
        read(&graph);
        assert!(writer.join().is_ok());
        read(&graph);
    });
}

/// A number's edges at a node: all that were pushed to it with that number or before, the newest first.
fn check(lists: &Adjacency, node: u32, seq: u64, pushed: &[(u32, u64)]) {
    let seen = pushed.iter().rev().filter(|&&(_, recorded)| recorded <= seq);
    let expected: Vec<Edge> = seen.map(|&(neighbour, recorded)| edge(neighbour, recorded)).collect();
    assert_eq!(lists.edges(node, seq).collect::<Vec<_>>(), expected, "node {node} at {seq}");
}

#[test]
fn loom_a_number_is_seen_whole_and_nothing_newer() {
    let write = |graph: &Graph| {
        graph.connect(0, 1, 1);
        graph.published.store(1);
        graph.connect(0, 2, 2);
        graph.published.store(2);
    };
    let read = |graph: &Graph| {
        let seq = graph.published.load();
        check(&graph.out, 0, seq, &[(1, 1), (2, 2)]);
        check(&graph.into, 1, seq, &[(0, 1)]);
        check(&graph.into, 2, seq, &[(0, 2)]);
    };
    race(|_| (), write, read);
}

#[test]
fn loom_a_list_is_whole_while_it_goes_on_into_a_new_block_and_a_new_chunk() {
    let before = |graph: &Graph| {
        for seq in 1..4 {
            graph.out.push(0, edge(7, seq));
        }
        graph.published.store(3);
    };
    let write = |graph: &Graph| {
        graph.out.push(0, edge(8, 4));
        graph.published.store(4);
        graph.out.push(0, edge(9, 5));
        graph.published.store(5);
    };
    let read = |graph: &Graph| {
        let seq = graph.published.load();
        check(&graph.out, 0, seq, &[(7, 1), (7, 2), (7, 3), (8, 4), (9, 5)]);
        assert!(graph.out.degree_bound(0) as u64 >= seq);
    };
    race(before, write, read);
}

#[test]
fn loom_a_list_laid_flat_goes_on() {
    let mut model = Builder::new();
    model.preemption_bound = Some(4);
    model.check(|| {
        let base = [(0, edge(1, 1)), (1, edge(2, 1)), (0, edge(3, 2))];
        let (lists, _) = Adjacency::with_base(2, base.iter().copied());
        let lists = Arc::new((lists, Published::new(2)));
        let writer = thread::spawn({
            let lists = Arc::clone(&lists);
            move || {
                lists.0.push(0, edge(4, 3));
                lists.1.store(3);
            }
        });
        let seq = lists.1.load();
        check(&lists.0, 0, seq, &[(1, 1), (3, 2), (4, 3)]);
        check(&lists.0, 1, seq, &[(2, 1)]);
        writer.join().unwrap();
    });
}

#[test]
fn loom_new_nodes_appear_with_their_number() {
    let write = |graph: &Graph| {
        graph.out.push(4, edge(1, 1));
        graph.published.store(1);
        graph.out.push(12, edge(2, 2));
        graph.published.store(2);
    };
    let read = |graph: &Graph| {
        let seq = graph.published.load();
        check(&graph.out, 4, seq, &[(1, 1)]);
        check(&graph.out, 12, seq, &[(2, 2)]);
    };
    race(|_| (), write, read);
}

#[test]
fn loom_an_end_and_wider_days_come_with_their_number() {
    let write = |graph: &Graph| {
        let [out, _] = graph.connect(0, 1, 1);
        graph.published.store(1);
        graph.out.widen(out, -9, 9);
        graph.published.store(2);
        graph.out.end(out, 3);
        graph.published.store(3);
    };
    let read = |graph: &Graph| {
        let seq = graph.published.load();
        let seen: Vec<Edge> = graph.out.edges(0, seq).collect();
        match (seq, seen.as_slice()) {
            (0 | 3, []) => {}
            (1, [edge]) => assert!([(5, 6), (-9, 9)].contains(&(edge.first, edge.last))),
            (2, [edge]) => assert_eq!((edge.first, edge.last), (-9, 9)),
            (seq, seen) => panic!("{seen:?} at {seq}"),
        }
    };
    race(|_| (), write, read);
}
