//! The store as a whole, on a generated trade table and on the bundled facts: opening, memory, commits, questions.
//!
//! Opening is taken in processes of its own, since only a fresh one shows what a start takes. Times beside
//! `p50` are taken by hand, the others by criterion. `LODEGRAPH_BENCH_RELATIONS` makes the table shorter.
#![allow(missing_docs, reason = "criterion's macros write functions without docs")]
#![allow(clippy::print_stdout, reason = "what is measured is printed")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::panic,
    reason = "a benchmark: numbers are small, and it stops where it fails"
)]

mod generated;

use async_graphql::{Executor, Request, Variables};
use criterion::{Criterion, Throughput};
use generated::{
    From, NODES, Random,
    measured::{micros, middle, own, processor, resident, shares, time},
    plain::{Arrays, Walk},
    relations,
    trade::{self, Trade},
};
use lodegraph::{
    graph::{Graph, KindSet, Pin, Unfoldable, adjacency::Edge, check},
    graphql::Door,
    ingest,
    journal::{Journal, SledJournal},
    model::{Change, Day, RelationKind, Subject},
    questions::{
        bounds::{Bounds, SearchReport},
        flow::Flow,
        paths::{PathQuestion, paths},
        suppliers::{SupplyQuestion, suppliers},
    },
    store::{Store, Transaction},
};
use mimalloc::MiMalloc;
use petgraph::{Direction, graph::NodeIndex};
use std::{
    env,
    fmt::Display,
    fs::File,
    hint::{black_box, spin_loop},
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Names the store that a process of its own is to open.
const OPEN: &str = "LODEGRAPH_BENCH_OPEN";
/// The day of the questions.
const ON: &str = "2024-06-30";
const PAGE: &str = "query($id: ID!) { entity(id: $id) { relations(direction: IN, first: 50) {
    edges { node { key kind status from { key name } to { key name } } } pageInfo { hasNextPage endCursor } } } }";
const EXPORTS: KindSet = KindSet::of(&[RelationKind::Export]);

fn main() {
    if let Some(dir) = env::var_os(OPEN) {
        open(Path::new(&dir));
        return;
    }
    let dir = ok(tempfile::tempdir());
    let table = dir.path().join("table");
    write(&table);
    println!("{} relations between {NODES} companies", relations());
    (0..7).for_each(|_| open_in_a_process(&table));

    let mut criterion =
        Criterion::default().sample_size(20).measurement_time(Duration::from_secs(2)).configure_from_args();
    load(&mut criterion);
    let store = ok(Store::open(&table));
    three_hops(&store);
    let store = Arc::new(store);
    questions(&mut criterion, "table", &store);
    supply(&store);
    commits_to_the_graph(store.graph());
    drop(store);
    commits(&mut criterion, dir.path());
    facts(&mut criterion, dir.path());
    criterion.final_summary();
}

/// Writes the table to a journal, not synced: how long that takes is measured elsewhere.
fn write(dir: &Path) {
    let journal = ok(SledJournal::open_syncing(dir, Box::new(|_| Ok(()))));
    let mut trade = Trade::new(NODES);
    let mut waiting = Vec::new();
    for entry in trade::entries(&mut trade, relations()) {
        waiting.push(entry);
        if waiting.len() == 32 {
            ok(journal.append(journal.head(), &waiting));
            waiting.clear();
        }
    }
    ok(journal.append(journal.head(), &waiting));
}

fn open_in_a_process(dir: &Path) {
    let program = ok(env::current_exe());
    let done = ok(Command::new(program).env(OPEN, dir).status());
    assert!(done.success(), "{}", dir.display());
}

/// Opens the store as a start does.
fn open(dir: &Path) {
    let (began, used, mine, before) = (Instant::now(), processor(), own(), resident());
    let journal = ok(SledJournal::open(dir));
    let engine = began.elapsed().as_secs_f64();
    let store = ok(Store::over(Box::new(journal)));
    let (seconds, grown) = (began.elapsed().as_secs_f64(), resident() - before);
    let [used, mine] = [processor() - used, own() - mine].map(|time| time.as_secs_f64());
    let claims = store.view(store.now(Day::MAX)).lengths().claims;
    println!(
        "open {claims} claims: {seconds:.2} s, {engine:.2} s of it the engine's; {used:.2} s on a processor, {mine:.2} s of it the folding thread; {:.0} MB resident",
        grown / 1e6
    );
}

fn load_entries(entries: impl Iterator<Item = lodegraph::model::Entry>) -> Result<Graph, Unfoldable> {
    Graph::load(entries.map(Ok))
}

/// Folding what is read and decoded already.
fn load(criterion: &mut Criterion) {
    let mut trade = Trade::new(NODES);
    let rows = relations() / 10;
    let entries: Vec<_> = trade::entries(&mut trade, rows).collect();
    let mut group = criterion.benchmark_group("fold");
    group.sample_size(10).throughput(Throughput::Elements(rows as u64));
    group.bench_function("at the start", |b| b.iter(|| ok(load_entries(entries.iter().cloned()))));
    group.finish();
}

/// The same three hops upstream along exports of one commodity, on a day, through views and by the plain loop.
fn three_hops(store: &Store) {
    let mut trade = Trade::new(NODES);
    let rows = trade.rows(relations());
    let now = store.view(store.now(Day::MAX));
    let node = |key: &lodegraph::model::Key| now.entity_with_key(key.as_str()).map_or(0, |node| node.index() as u32);
    let edge = |change: &Change| -> Option<From> {
        let Change::Assert(claim) = change else { return None };
        let Subject::Relation(tie) = &claim.about else { return None };
        let period = claim.measures.first()?.period?;
        let commodity = node(tie.commodity.as_ref()?);
        let (first, last) = (period.first().number(), period.last().number());
        let (kind, recorded, ended) = (tie.kind.code(), 1, u64::MAX);
        let edge =
            Edge { neighbour: node(&tie.from), relation: 0, kind, stage: 0, commodity, first, last, recorded, ended };
        Some((node(&tie.to), edge))
    };
    let count = now.lengths().entities;
    let arrays = Arrays::new(count, rows.iter().filter_map(edge).collect());
    let mut random = Random(6);
    let day = |random: &mut Random| ok("2010-06-30".parse::<Day>()).number() + random.below(5_000).cast_signed();
    let asked: Vec<(u32, u32, Day)> = (0..2_000)
        .map(|_| (node(&trade::company(random.hub())), random.below(4), Day::from_number(day(&mut random))))
        .collect();
    let mut walk = Walk::new(count);
    let kind = RelationKind::Export.code();
    let mut plain = |&(start, commodity, day): &(u32, u32, Day)| {
        let (until, from) = (day.number(), day.number() - 31 * Pin::CARRY_MONTHS.cast_signed());
        walk.three_hops(start, |node| {
            arrays.taken(node, move |edge| {
                edge.kind == kind && edge.commodity == commodity && edge.first <= until && edge.last >= from
            })
        })
    };
    let mut walk = Walk::new(count);
    let mut ours = |&(start, commodity, day): &(u32, u32, Day)| {
        let view = now.on(day);
        walk.three_hops(start, |node| {
            let relations = view.relations_at(NodeIndex::from(node), Direction::Incoming, EXPORTS);
            let taken = relations.filter(move |r| r.commodity() == Some(NodeIndex::from(commodity)));
            taken.map(|r| r.from().index() as u32)
        })
    };
    let found: u32 = asked
        .iter()
        .map(|asked| {
            let expected = plain(asked);
            assert_eq!(ours(asked), expected, "{asked:?}");
            expected.0
        })
        .sum();
    let each = |time: Duration| micros(time) / asked.len() as f64;
    let (mut ratios, mut times) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let plain = time(|| {
            asked.iter().for_each(|asked| {
                black_box(plain(asked));
            })
        });
        let ours = time(|| {
            asked.iter().for_each(|asked| {
                black_box(ours(asked));
            })
        });
        ratios.push(ours.div_duration_f64(plain));
        times.push((each(plain), each(ours)));
    }
    let (plain, ours) = (times.iter().map(|t| t.0).collect(), times.iter().map(|t| t.1).collect());
    println!(
        "three hops through a view: {} nodes on average, {:.1} us, {:.2} of the plain loop's {:.1} us",
        found / asked.len() as u32,
        middle(ours),
        middle(ratios),
        middle(plain)
    );
}

/// What is asked of a store, each time of another entity.
fn questions(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    let view = store.view(store.now(ok(ON.parse())));
    let nodes: Vec<NodeIndex> = view.entities().collect();
    let keys: Vec<&str> = nodes.iter().filter_map(|&n| view.key(n)).map(|key| key.as_str()).collect();
    let mut random = Random(7);
    let count = nodes.len() as u32;
    let mut next = move || random.below(count) as usize;
    let mut group = criterion.benchmark_group(name);
    group.bench_function("entity by key", |b| {
        b.iter(|| keys.get(next()).map(|key| view.entity_with_key(key)));
    });
    let door = Door::new(Arc::clone(store), || ok(ON.parse()));
    let runtime = ok(tokio::runtime::Builder::new_current_thread().build());
    group.bench_function("page of relations, by GraphQL", |b| {
        b.iter(|| {
            let variables = Variables::from_json(serde_json::json!({ "id": keys.get(next()) }));
            let response = runtime.block_on(door.execute(Request::new(PAGE).variables(variables)));
            assert!(response.is_ok(), "{:?}", response.errors);
            response
        });
    });
    group.finish();
}

/// Who supplies a company of the table, and how two of them are joined: how long, and how many relations are read.
fn supply(store: &Store) {
    let view = store.view(store.now(ok(ON.parse())));
    let mut random = Random(11);
    let mut company = || view.entity_with_key(trade::company(random.hub()).as_str()).unwrap_or_default();
    let commodity = view.entity_with_key("rare-earths");
    for max_hops in [1, 2, 3] {
        let asked = (0..30).map(|_| SupplyQuestion { commodity, max_hops, ..SupplyQuestion::new(company(), Flow::Up) });
        report(&format!("suppliers within {max_hops} hops"), asked, |asked| {
            let found = ok(suppliers(view, &asked, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }
    for max_hops in [2, 4] {
        let asked = (0..30).map(|_| PathQuestion { commodity, max_hops, ..PathQuestion::new(company(), company()) });
        report(&format!("the best ten paths within {max_hops} hops"), asked.filter(|a| a.from != a.to), |asked| {
            let mut paths = ok(paths(view, &asked, Bounds::default()));
            (paths.by_ref().take(10).count(), paths.report())
        });
    }
}

fn report<Q>(name: &str, asked: impl Iterator<Item = Q>, answer: impl Fn(Q) -> (usize, SearchReport)) {
    let (mut times, mut found, mut read, mut whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for asked in asked {
        times.push(micros(time(|| {
            let (answers, search) = answer(asked);
            found.push(answers as f64);
            read.push(search.relations_examined as f64);
            whole.push(search.complete);
        })));
    }
    let complete = whole.iter().filter(|&&complete| complete).count();
    let count = whole.len();
    let [p50, most] = shares(times, [0.5, 1.0]);
    println!(
        "{name}: p50 {p50:.0} us, most {most:.0} us; {:.0} found and {:.0} relations read in the middle, {complete} of {count} complete",
        middle(found),
        middle(read)
    );
}

/// Commits of one to ten rows to the graph, each a new relation, while somebody reads; what comes before the flush apart.
fn commits_to_the_graph(graph: &Graph) {
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
fn commits(criterion: &mut Criterion, dir: &Path) {
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

/// The facts that come with the program.
fn facts(criterion: &mut Criterion, dir: &Path) {
    let dir = dir.join("facts");
    let store = Arc::new(ok(Store::open(&dir)));
    for batch in ingest::bundled() {
        let changes = batch.changes.into_iter().map(|placed| placed.change).collect();
        ok(store.commit(Transaction { changes, ..Transaction::default() }));
    }
    let entries: Vec<_> = store.read(1).map(ok).collect();
    questions(criterion, "facts", &store);
    let mut group = criterion.benchmark_group("facts");
    let view = store.view(store.now(ok("2025-06-13".parse())));
    let node = |key: &str| view.entity_with_key(key).unwrap_or_else(|| panic!("no `{key}`"));
    let asked = SupplyQuestion::new(node("us-refining"), Flow::Up);
    group.bench_function("suppliers of US refining", |b| b.iter(|| ok(suppliers(view, &asked, Bounds::default()))));
    let asked = PathQuestion::new(node("lynas"), node("us-refining"));
    group.bench_function("ten paths from Lynas to US refining", |b| {
        b.iter(|| ok(paths(view, &asked, Bounds::default())).take(10).collect::<Vec<_>>());
    });
    drop(store);
    group.bench_function("fold", |b| b.iter(|| ok(load_entries(entries.iter().cloned()))));
    group.bench_function("open", |b| b.iter(|| ok(Store::open(&dir))));
    group.finish();
}

fn ok<T, E: Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|wrong| panic!("{wrong}"))
}
