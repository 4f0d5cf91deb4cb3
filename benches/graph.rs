//! The graph's core on a generated graph: three hops upstream with filters, beside a plain loop over sorted
//! arrays of the same edges; the time of a commit while somebody reads; memory.
#![allow(clippy::print_stdout, reason = "the ratios and the times of commits are printed")]
#![allow(clippy::indexing_slicing, reason = "the next question is taken by its number")]
#![allow(clippy::cast_possible_truncation, reason = "numbers are small here")]

mod generated;

use criterion::{Criterion, criterion_group, criterion_main};
use generated::{
    COMMODITIES, DAYS, EDGES, From, NODES, Random,
    measured::{middle, shares, time},
    plain::{Arrays, Walk},
    reversed,
};
use lodegraph::graph::{
    adjacency::{Adjacency, Position},
    publish::Published,
};
use std::{
    hint::{black_box, spin_loop},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Who is upstream of a node within three hops, along edges that pass the filters.
struct Question {
    start: u32,
    kinds: u32,
    commodity: u32,
    day: i32,
    seq: u64,
}

impl Question {
    fn draw(random: &mut Random) -> Self {
        let (start, kinds) = (random.hub(), 0b101_1101_1011);
        let (commodity, day) = (random.below(COMMODITIES), random.below(DAYS).cast_signed());
        let seq = u64::from(EDGES - random.below(EDGES / 10));
        Self { start, kinds, commodity, day, seq }
    }

    fn takes(&self, kind: u8, commodity: u32, first: i32, last: i32) -> bool {
        self.kinds >> kind & 1 == 1 && commodity == self.commodity && first <= self.day && self.day <= last
    }
}

fn on_lists(walk: &mut Walk, lists: &Adjacency, asked: &Question) -> (u32, u64) {
    walk.three_hops(asked.start, |node| {
        let edges = lists.edges(node, asked.seq);
        let taken = edges.filter(|edge| asked.takes(edge.kind, edge.commodity, edge.first, edge.last));
        taken.map(|edge| edge.neighbour)
    })
}

fn on_arrays(walk: &mut Walk, arrays: &Arrays, asked: &Question) -> (u32, u64) {
    walk.three_hops(asked.start, |node| {
        arrays.taken(node, |edge| {
            edge.recorded <= asked.seq
                && asked.seq < edge.ended
                && asked.takes(edge.kind, edge.commodity, edge.first, edge.last)
        })
    })
}

/// Lists of which the first `base` edges are laid out flat and the rest are pushed.
fn lists(edges: &[From], base: usize) -> Adjacency {
    let (flat, rest) = edges.split_at(base);
    let (lists, _) = Adjacency::with_base(NODES, flat.iter().copied());
    for &(node, edge) in rest {
        lists.push(node, edge);
    }
    lists
}

fn three_hops(criterion: &mut Criterion) {
    let edges: Vec<From> = generated::edges().iter().map(reversed).collect();
    let half = edges.len() / 2;
    let laid = [("flat", edges.len()), ("half pushed", half), ("pushed", 0)];
    let laid = laid.map(|(name, base)| (name, lists(&edges, base)));
    for (name, lists) in &laid {
        println!("memory, {name}: {:.1} bytes an edge and direction", lists.bytes() as f64 / f64::from(EDGES));
    }
    let arrays = Arrays::new(NODES, edges);
    let mut random = Random(2);
    let asked: Vec<Question> = (0..2_000).map(|_| Question::draw(&mut random)).collect();
    let mut walk = Walk::new(NODES);

    let mut found = 0;
    for asked in &asked {
        let expected = on_arrays(&mut walk, &arrays, asked);
        found += expected.0;
        for (name, lists) in &laid {
            assert_eq!(on_lists(&mut walk, lists, asked), expected, "{name}");
        }
    }
    println!("three hops: {} nodes found on average", found / asked.len() as u32);
    ratios(&arrays, &laid, &asked);

    let mut group = criterion.benchmark_group("three hops upstream");
    let mut at = (0..asked.len()).cycle();
    group.bench_function("plain loop", |b| b.iter(|| on_arrays(&mut walk, &arrays, &asked[at.next().unwrap_or(0)])));
    for (name, lists) in &laid {
        group.bench_function(*name, |b| b.iter(|| on_lists(&mut walk, lists, &asked[at.next().unwrap_or(0)])));
    }
}

/// All questions to each in turn, several times over: what slows the machine for a while slows all of them.
fn ratios(arrays: &Arrays, laid: &[(&str, Adjacency)], asked: &[Question]) {
    let mut walk = Walk::new(NODES);
    let mut plain = Vec::new();
    let mut ours = vec![Vec::new(); laid.len()];
    for _ in 0..15 {
        plain.push(time(|| {
            for asked in asked {
                black_box(on_arrays(&mut walk, arrays, asked));
            }
        }));
        for ((_, lists), times) in laid.iter().zip(&mut ours) {
            times.push(time(|| {
                for asked in asked {
                    black_box(on_lists(&mut walk, lists, asked));
                }
            }));
        }
    }
    let each =
        |times: &[Duration]| middle(times.iter().map(|time| time.as_secs_f64() * 1e6 / asked.len() as f64).collect());
    println!("three hops, plain loop: {:.2} us", each(&plain));
    for ((name, _), times) in laid.iter().zip(&ours) {
        let ratio = times.iter().zip(&plain).map(|(ours, plain)| ours.div_duration_f64(*plain));
        println!("three hops, {name}: {:.2} us, {:.2} of the plain loop", each(times), middle(ratio.collect()));
    }
}

/// Commits of one to ten edges, a tenth of them with an end, in both directions, while somebody reads.
fn commits(criterion: &mut Criterion) {
    let edges = generated::edges();
    let (out, starts) = Adjacency::with_base(NODES, edges.iter().copied());
    let (into, ends) = Adjacency::with_base(NODES, edges.iter().map(reversed));
    let (published, done) = (Published::new(u64::from(EDGES)), AtomicBool::new(false));
    let (mut random, mut relation, mut ends) = (Random(3), EDGES, starts.into_iter().zip(ends));
    let mut commit = || {
        let seq = published.load() + 1;
        let new: Vec<From> = (0..=random.below(10)).map(|n| random.edge(relation + n, seq)).collect();
        let end: Option<(Position, Position)> = (random.below(10) == 0).then(|| ends.next()).flatten();
        relation += new.len() as u32;
        time(|| {
            for edge in &new {
                out.push(edge.0, edge.1);
                let (node, edge) = reversed(edge);
                into.push(node, edge);
            }
            if let Some((start, end)) = end {
                out.end(start, seq);
                into.end(end, seq);
            }
            published.store(seq);
        })
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut walk, mut random) = (Walk::new(NODES), Random(4));
            while !done.load(Ordering::Relaxed) {
                let mut asked = Question::draw(&mut random);
                asked.seq = published.load();
                black_box(on_lists(&mut walk, &into, &asked));
            }
        });
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..50_000 {
            times.push(commit().as_secs_f64() * 1e6);
            let pause = Instant::now();
            while pause.elapsed() < Duration::from_micros(50) {
                spin_loop();
            }
        }
        let [p50, p99, p999] = shares(times, [0.5, 0.99, 0.999]);
        println!("commit beside one reader: p50 {p50:.2} us, p99 {p99:.2} us, p99.9 {p999:.2} us");
        let mut sum = |n| (0..n).map(|_| commit()).sum();
        criterion.bench_function("commit beside one reader", |b| b.iter_custom(&mut sum));
        done.store(true, Ordering::Relaxed);
    });
}

criterion_group! {
    name = graph;
    config = Criterion::default().sample_size(30).measurement_time(Duration::from_secs(3));
    targets = three_hops, commits
}
criterion_main!(graph);
