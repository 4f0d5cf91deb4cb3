//! Times the journal: what an append costs, alone and for 32 writers at once, with and without the sync that the engine's
//! flush leaves out; and what reading, checking and decoding cost at a start.
//!
//! `LODEGRAPH_BENCH_CLAIMS` sets how many claims are read, in transactions of 500.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark; its macros write functions without docs")]

use std::{fs::File, hint::black_box, path::Path};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lodegraph::{
    journal::{Journal, SledJournal},
    model::{
        Change, Claim, ClaimMode, Entry, Evidence, Instant, Key, Language, Measure, Metric, RelationKind, Seq, Status,
        Subject, Text, Tie,
    },
};

const CLAIMS_A_TRANSACTION: u64 = 500;

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

/// A claim as a news item makes it: a share with its period, one document, one sentence.
fn claim(number: u64) -> Change {
    let tie = Tie {
        commodity: Some(key("rare-earths")),
        ..Tie::new(
            RelationKind::Export,
            key(&format!("maker-{}", number % 9973)),
            key(&format!("user-{}", number % 997)),
        )
    };
    let share = Measure { approximate: true, ..Measure::new(Metric::Share, (number % 100).into(), "%") };
    let claim = Claim {
        key: Some(key(&format!("claim-{number}"))),
        status: Some(Status::Active),
        valid_from: Some("2024".parse().unwrap()),
        measures: vec![share],
        evidence: vec![Evidence {
            document: key(&format!("document-{}", number % 1000)),
            locator: Some("[11]".to_owned()),
            quote: None,
        }],
        statement: vec![Text {
            text: "One country sells rare earths to another.".to_owned(),
            language: Language::english(),
        }],
        ..Claim::new(Subject::Relation(tie), ClaimMode::Reported, key("unused"))
    };
    Change::Assert(Box::new(claim))
}

fn entry(seq: Seq, changes: Vec<Change>) -> Entry {
    let time = Instant::from_micros(i64::try_from(seq).unwrap());
    Entry { seq, time, who: None, key: None, changes, already: Vec::new() }
}

fn append(c: &mut Criterion) {
    let mut group = c.benchmark_group("journal/append");
    for writers in [1, 32] {
        group.throughput(Throughput::Elements(writers));
        for (name, synced) in [("engine's flush alone", false), ("file synced", true)] {
            let dir = tempfile::tempdir().unwrap();
            let sync = move |file: &File| if synced { file.sync_all() } else { Ok(()) };
            let journal = SledJournal::open_syncing(dir.path(), Box::new(sync)).unwrap();
            group.bench_function(BenchmarkId::new(name, writers), |b| {
                b.iter(|| {
                    let head = journal.head();
                    let entries: Vec<Entry> =
                        (head + 1..=head + writers).map(|seq| entry(seq, vec![claim(seq)])).collect();
                    journal.append(head, black_box(&entries)).unwrap()
                });
            });
        }
    }
    group.finish();
}

fn fill(dir: &Path, claims: u64) {
    let journal = SledJournal::open_syncing(dir, Box::new(|_| Ok(()))).unwrap();
    for seq in 1..=claims / CLAIMS_A_TRANSACTION {
        let changes = (0..CLAIMS_A_TRANSACTION).map(|n| claim(seq * CLAIMS_A_TRANSACTION + n)).collect();
        journal.append(seq - 1, &[entry(seq, changes)]).unwrap();
    }
}

fn open_and_read(c: &mut Criterion) {
    let claims = std::env::var("LODEGRAPH_BENCH_CLAIMS").map_or(100_000, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path(), claims);
    let mut group = c.benchmark_group("journal/open and read");
    group.sample_size(10).throughput(Throughput::Elements(claims));
    group.bench_function(BenchmarkId::from_parameter(claims), |b| {
        b.iter(|| {
            let journal = SledJournal::open(dir.path()).unwrap();
            journal.read(1).map(|entry| entry.unwrap().changes.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, append, open_and_read);
criterion_main!(benches);
