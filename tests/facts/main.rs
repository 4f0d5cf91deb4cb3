//! What the bundled facts answer: the model's own table of answers, and the traps on which a graph that stores one value an edge
//! is caught. At the questions' door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod chokepoints;
mod concentration;
mod differences;
mod disagreements;
mod exposure;
mod figures;
mod names;
mod net_trade;
mod restrictions;
mod scenarios;
mod suppliers;
mod timelines;
mod told;
mod traps;
mod why_not;

use std::path::Path;

use lodegraph::{
    graph::{ClaimView, Found, Pin, Relation, View},
    ingest::{self, Format},
    journal::MemoryJournal,
    model::{Day, Metric},
    questions::{
        bounds::Bounds,
        conflicts::{self as questions, Conflict},
        subjects::About,
    },
    store::{Store, Transaction},
};

/// The day of the digest, on which the model's answers were worked out by hand.
const TODAY: &str = "2025-06-13";

/// A store of the bundled facts.
fn facts() -> Store {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    for batch in ingest::bundled() {
        take(&store, batch);
    }
    store
}

/// The same with the trade rows of a fixture.
fn facts_and_trade() -> Store {
    let store = facts();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/comtrade-hs2846-2023.toml");
    take(&store, ingest::read(Format::Dossier, "trade", &std::fs::read(path).unwrap()));
    store
}

fn take(store: &Store, batch: ingest::Batch) {
    assert!(batch.refused.is_empty(), "{}: {:?}", batch.name, batch.refused);
    let changes = batch.changes.into_iter().map(|placed| placed.change).collect();
    store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
}

fn on<'s>(store: &'s Store, day: &str) -> View<'s> {
    store.view(store.now(day.parse().unwrap()))
}

fn printed_by<'s>(store: &'s Store, day: &str, by: &str) -> View<'s> {
    let pin = store.now(day.parse().unwrap());
    store.view(Pin { published_by: Some(by.parse::<Day>().unwrap()), ..pin })
}

fn relation<'g>(view: View<'g>, key: &str) -> Relation<'g> {
    match view.find(key) {
        Some(Found::Relation(relation)) => relation,
        _ => panic!("no relation `{key}`"),
    }
}

fn claim<'g>(view: View<'g>, key: &str) -> ClaimView<'g> {
    view.claim_with_key(key).unwrap_or_else(|| panic!("no claim `{key}`"))
}

/// Keys of the claims whose figures conflict with those of this one, and how surely.
fn conflicts(view: View<'_>, key: &str) -> Vec<(String, String)> {
    let found = view.conflicts_with(claim(view, key).index);
    found
        .into_iter()
        .map(|(other, sure)| (view.claim(other).unwrap().key(), format!("{sure:?}").to_uppercase()))
        .collect()
}

/// The figures of a metric about a relation, as printed, with their period and whether they hold.
fn figures(relation: Relation<'_>, metric: Metric) -> Vec<String> {
    let view = relation.view();
    let mut all = Vec::new();
    for assessed in relation.claims() {
        for m in view.claim(assessed.claim).unwrap().measures().iter().filter(|m| m.metric == metric) {
            let period = m.period.map_or("?".to_owned(), |p| {
                if p.from == p.to { p.from.to_string() } else { format!("{}/{}", p.from, p.to) }
            });
            all.push(format!("{} ({period})", m.as_printed.clone().unwrap_or_default()));
        }
    }
    all
}

/// Every conflict about something, or at all: what they disagree of, how surely, and the claims, the strongest first.
fn all_conflicts(view: View<'_>, about: About) -> Vec<String> {
    let mut found = questions::conflicts(view, about, Bounds::default()).unwrap();
    let tell = |conflict: Conflict| {
        let metric = conflict.metric.map_or("status", |metric| metric.as_str());
        let claims: Vec<String> = conflict.sides.iter().map(|side| view.claim(side.claim).unwrap().key()).collect();
        let computed: Vec<String> = conflict
            .computed
            .iter()
            .map(|share| {
                format!("{} {}", share.measure.value.unwrap().round_dp(1), share.measure.basis.as_ref().unwrap())
            })
            .collect();
        let against = if computed.is_empty() { String::new() } else { format!(" against {}", computed.join(" and ")) };
        format!("{metric} {:?}: {}{against}", conflict.certainty, claims.join(" > "))
    };
    let told = found.by_ref().map(tell).collect();
    assert!(found.report().complete);
    told
}
