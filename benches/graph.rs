//! The graph's core on a generated graph: three hops upstream with filters, beside a plain loop over sorted
//! arrays of the same edges; the time of a commit while somebody reads; memory.
#![allow(clippy::print_stdout, reason = "the ratios and the times of commits are printed")]
#![allow(clippy::indexing_slicing, reason = "the plain loop is the plain one")]
#![allow(clippy::cast_possible_truncation, reason = "numbers are small here")]

mod generated;

use criterion::{Criterion, criterion_group, criterion_main};
use generated::{COMMODITIES, DAYS, EDGES, From, NODES, Random, reversed};
use lodegraph::graph::{
    adjacency::{Adjacency, Edge, Position},
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

/// What a walk keeps from one question to the next, so that none pays for memory.
struct Walk {
    seen: Vec<u32>,
    now: u32,
    level: Vec<u32>,
    next: Vec<u32>,
}

impl Walk {
    fn new() -> Self {
        Self { seen: vec![0; NODES as usize], now: 0, level: Vec::new(), next: Vec::new() }
    }

    /// How many nodes are found, and a sum that tells which.
    fn three_hops<I: Iterator<Item = u32>>(&mut self, start: u32, upstream: impl Fn(u32) -> I) -> (u32, u64) {
        self.now += 1;
        self.level.clear();
        self.level.push(start);
        let (mut found, mut sum) = (0, 0_u64);
        for _ in 0..3 {
            for &node in &self.level {
                for neighbour in upstream(node) {
                    let seen = &mut self.seen[neighbour as usize];
                    if *seen != self.now {
                        *seen = self.now;
                        found += 1;
                        sum = sum.wrapping_add(u64::from(neighbour).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                        self.next.push(neighbour);
                    }
                }
            }
            std::mem::swap(&mut self.level, &mut self.next);
            self.next.clear();
        }
        (found, sum)
    }

    fn on_lists(&mut self, lists: &Adjacency, asked: &Question) -> (u32, u64) {
        self.three_hops(asked.start, |node| {
            let edges = lists.edges(node, asked.seq);
            let taken = edges.filter(|edge| asked.takes(edge.kind, edge.commodity, edge.first, edge.last));
            taken.map(|edge| edge.neighbour)
        })
    }

    fn on_arrays(&mut self, arrays: &Arrays, asked: &Question) -> (u32, u64) {
        self.three_hops(asked.start, |node| {
            let range = arrays.offsets[node as usize] as usize..arrays.offsets[node as usize + 1] as usize;
            let edges = arrays.neighbours[range.clone()].iter().zip(&arrays.beside[range]);
            let taken = edges.filter(|(_, edge)| {
                edge.recorded <= asked.seq
                    && asked.seq < edge.ended
                    && asked.takes(edge.kind, edge.commodity, edge.first, edge.last)
            });
            taken.map(|(&neighbour, _)| neighbour)
        })
    }
}

/// The same edges, sorted by node once and for all.
struct Arrays {
    offsets: Vec<u32>,
    neighbours: Vec<u32>,
    beside: Vec<Beside>,
}

struct Beside {
    recorded: u64,
    ended: u64,
    commodity: u32,
    first: i32,
    last: i32,
    kind: u8,
}

impl Arrays {
    fn new(mut edges: Vec<From>) -> Self {
        edges.sort_by_key(|&(node, _)| node);
        let offset = |node| edges.partition_point(|&(at, _)| at < node) as u32;
        let beside = |edge: &Edge| {
            let &Edge { recorded, ended, commodity, first, last, kind, .. } = edge;
            Beside { recorded, ended, commodity, first, last, kind }
        };
        Self {
            offsets: (0..=NODES).map(offset).collect(),
            neighbours: edges.iter().map(|(_, edge)| edge.neighbour).collect(),
            beside: edges.iter().map(|(_, edge)| beside(edge)).collect(),
        }
    }
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
    let arrays = Arrays::new(edges);
    let mut random = Random(2);
    let asked: Vec<Question> = (0..2_000).map(|_| Question::draw(&mut random)).collect();
    let mut walk = Walk::new();

    let mut found = 0;
    for asked in &asked {
        let expected = walk.on_arrays(&arrays, asked);
        found += expected.0;
        for (name, lists) in &laid {
            assert_eq!(walk.on_lists(lists, asked), expected, "{name}");
        }
    }
    println!("three hops: {} nodes found on average", found / asked.len() as u32);
    ratios(&arrays, &laid, &asked);

    let mut group = criterion.benchmark_group("three hops upstream");
    let mut at = (0..asked.len()).cycle();
    group.bench_function("plain loop", |b| b.iter(|| walk.on_arrays(&arrays, &asked[at.next().unwrap_or(0)])));
    for (name, lists) in &laid {
        group.bench_function(*name, |b| b.iter(|| walk.on_lists(lists, &asked[at.next().unwrap_or(0)])));
    }
}

/// All questions to each in turn, several times over: what slows the machine for a while slows all of them.
fn ratios(arrays: &Arrays, laid: &[(&str, Adjacency)], asked: &[Question]) {
    let mut walk = Walk::new();
    let mut plain = Vec::new();
    let mut ours = vec![Vec::new(); laid.len()];
    for _ in 0..15 {
        plain.push(time(|| {
            for asked in asked {
                black_box(walk.on_arrays(arrays, asked));
            }
        }));
        for ((_, lists), times) in laid.iter().zip(&mut ours) {
            times.push(time(|| {
                for asked in asked {
                    black_box(walk.on_lists(lists, asked));
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

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
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
            let (mut walk, mut random) = (Walk::new(), Random(4));
            while !done.load(Ordering::Relaxed) {
                let mut asked = Question::draw(&mut random);
                asked.seq = published.load();
                black_box(walk.on_lists(&into, &asked));
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
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 1_000];
        println!("commit beside one reader: p50 {:.2} us, p99 {:.2} us, p99.9 {:.2} us", at(500), at(990), at(999));
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
