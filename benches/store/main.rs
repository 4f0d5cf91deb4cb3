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

mod asked;
#[path = "../generated/mod.rs"]
mod generated;
mod written;

use std::{
    env,
    fmt::Display,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use asked::{questions, supply, three_hops};
use criterion::{Criterion, Throughput};
use generated::{
    NODES,
    measured::{own, processor, resident},
    relations,
    trade::{self, Trade},
};
use lodegraph::{
    graph::{Graph, KindSet, Unfoldable},
    ingest,
    journal::{Journal, SledJournal},
    model::{Day, Entry, RelationKind},
    questions::{
        bounds::Bounds,
        flow::Flow,
        paths::{PathQuestion, paths},
        suppliers::{SupplyQuestion, suppliers},
    },
    store::{Store, Transaction},
};
use mimalloc::MiMalloc;
use written::{commits, commits_to_the_graph};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Names the store that a process of its own is to open.
const OPEN: &str = "LODEGRAPH_BENCH_OPEN";
/// What is walked along.
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

fn load_entries(entries: impl Iterator<Item = Entry>) -> Result<Graph, Unfoldable> {
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
