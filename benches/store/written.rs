//! Commits: to the graph while somebody reads, and through the store to the disk.
use std::{
    fs::File,
    hint::{black_box, spin_loop},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput};
use lodegraph::{
    graph::{Graph, Pin, check},
    journal::SledJournal,
    model::{Change, Day},
    store::{Store, Transaction},
};
use petgraph::{Direction, graph::NodeIndex};

use super::{
    EXPORTS,
    generated::{
        NODES, Random,
        measured::{micros, own, shares, time},
        plain::Walk,
        relations,
        trade::{self, Trade},
    },
    ok,
};

/// Commits of one to ten rows to the graph, each a new relation, while somebody reads; what comes before the flush apart.
pub fn commits_to_the_graph(graph: &Graph) {
    let mut trade = Trade::new(NODES);
    drop(trade.rows(relations()));
    let mut random = Random(8);
    let done = AtomicBool::new(false);
    let view = |day: Day| graph.view(Pin::new(graph.seq(), day));
    let (mut checks, mut folds) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| read_until(&done, graph));
        for _ in 0..20_000 {
            let entry = trade::entry(graph.seq() + 1, trade.rows(1 + random.below(10) as usize));
            checks.push(timed(|| drop(black_box(check(view(Day::MAX), &entry.changes)))));
            folds.push(timed(|| {
                ok(graph.fold(&entry));
                graph.publish(entry.seq);
            }));
            let pause = Instant::now();
            while pause.elapsed() < Duration::from_micros(50) {
                spin_loop();
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    for (name, times) in [("commit to the graph", folds), ("check before it", checks)] {
        let (by_clock, on_processor): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
        for (how, times) in [("by the clock", by_clock), ("on its processor", on_processor)] {
            let [p50, p99, p999, most] = shares(times, [0.5, 0.99, 0.999, 1.0]);
            println!(
                "{name}, 1-10 claims, beside one reader, {how}: p50 {p50:.1} us, p99 {p99:.1}, p99.9 {p999:.1}, most {most:.0}"
            );
        }
    }
}

/// The time that some work takes by the clock, and how long the thread was on a processor, in microseconds.
fn timed(work: impl FnOnce()) -> (f64, f64) {
    let mut used = Duration::ZERO;
    let by_clock = time(|| {
        let before = own();
        work();
        used = own() - before;
    });
    (micros(by_clock), micros(used))
}

/// Looks three hops upstream, again and again, each time in the newest view.
fn read_until(done: &AtomicBool, graph: &Graph) {
    let view = || graph.view(Pin::new(graph.seq(), ok("2020-06-30".parse())));
    let (mut walk, mut random) = (Walk::new(view().lengths().entities), Random(9));
    while !done.load(Ordering::Relaxed) {
        let view = view();
        let start = view.entity_with_key(trade::company(random.hub()).as_str());
        black_box(walk.three_hops(start.map_or(0, |node| node.index() as u32), |node| {
            let relations = view.relations_at(NodeIndex::from(node), Direction::Incoming, EXPORTS);
            relations.map(|r| r.from().index() as u32)
        }));
    }
}

/// Commits of one row, through the store to the disk, by one writer and by many at once.
pub fn commits(criterion: &mut Criterion, dir: &Path) {
    let mut group = criterion.benchmark_group("commit to the disk");
    group.sample_size(10);
    for (name, synced) in [("file synced", true), ("engine's flush alone", false)] {
        for writers in [1_usize, 32] {
            let dir = dir.join(format!("commits-{synced}-{writers}"));
            let sync = move |file: &File| if synced { file.sync_all() } else { Ok(()) };
            let store = ok(Store::over(Box::new(ok(SledJournal::open_syncing(&dir, Box::new(sync))))));
            let mut trade = Trade::new(1_000);
            ok(store.commit(Transaction { changes: trade.named(), ..Transaction::default() }));
            let mut times = Vec::new();
            group.throughput(Throughput::Elements(1));
            group.bench_function(format!("{name}, {writers} writers"), |b| {
                b.iter_custom(|count| {
                    let share = (count as usize).div_ceil(writers);
                    let rows: Vec<Vec<Change>> = (0..writers).map(|_| trade.rows(share)).collect();
                    let began = Instant::now();
                    let commit = |rows: Vec<Change>| -> Vec<f64> {
                        let one = |row| micros(time(|| drop(ok(store.commit(transaction(row))))));
                        rows.into_iter().map(one).collect()
                    };
                    thread::scope(|scope| {
                        let writers: Vec<_> = rows.into_iter().map(|rows| scope.spawn(move || commit(rows))).collect();
                        writers.into_iter().for_each(|writer| times.extend(writer.join().unwrap_or_default()));
                    });
                    began.elapsed().mul_f64(count as f64 / (share * writers) as f64)
                });
            });
            let [p50, p99] = shares(times, [0.5, 0.99]);
            println!("commit to the disk, {name}, {writers} writers, each waits: p50 {p50:.0} us, p99 {p99:.0} us");
        }
    }
    group.finish();
}

fn transaction(row: Change) -> Transaction {
    Transaction { changes: vec![row], ..Transaction::default() }
}
