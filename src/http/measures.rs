//! `/metrics`: what is going on, for Prometheus. Names begin with `lodegraph_`; a time is in seconds.

use std::{
    fmt,
    sync::{OnceLock, atomic::AtomicU64},
    time::Duration,
};

use axum::{
    extract::{Extension, State},
    http::header,
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use super::{
    doors::{Doors, EXPORTS, HEAVY},
    rights::refusal,
};
use crate::{
    graph::Pin,
    graphql::{CacheUse, Caller, Fault},
    model::{Day, Role},
};

/// Bounds of the classes that durations are counted in, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];
/// Bounds of the classes that costs are counted in, in points.
const COSTS: [f64; 8] = [10.0, 100.0, 500.0, 2_000.0, 10_000.0, 50_000.0, 200_000.0, 500_000.0];

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Answered {
    route: &'static str,
    status: u16,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Route {
    route: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Cache {
    cache: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Lookup {
    cache: &'static str,
    result: &'static str,
}

type Number = Gauge<u64, AtomicU64>;

/// What is counted as it happens; the rest is looked up when it is asked for.
pub(super) struct Measures {
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    cost: Histogram,
    throttled: Counter,
    connections: Gauge,
    closed: Counter,
}

/// What is counted of one route, found once: the requests that were answered with 200, and the time that all took.
#[derive(Default)]
pub(super) struct Counts {
    good: OnceLock<Counter>,
    seconds: OnceLock<Histogram>,
}

impl Default for Measures {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(SECONDS);
        Self {
            requests: Family::default(),
            seconds: Family::new_with_constructor(histogram),
            cost: Histogram::new(COSTS),
            throttled: Counter::default(),
            connections: Gauge::default(),
            closed: Counter::default(),
        }
    }
}

impl Measures {
    /// A request has been answered, as far as its head.
    pub(super) fn answered(&self, counts: &Counts, route: &'static str, status: u16, took: Duration) {
        let requests = || self.requests.get_or_create(&Answered { route, status }).clone();
        match status {
            200 => counts.good.get_or_init(requests).inc(),
            _ => requests().inc(),
        };
        let seconds = || self.seconds.get_or_create(&Route { route }).clone();
        counts.seconds.get_or_init(seconds).observe(took.as_secs_f64());
    }

    /// A document is within the limits, and is going to be executed.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn asked(&self, cost: u64) {
        self.cost.observe(cost as f64);
    }

    /// A client asks faster than it may.
    pub(super) fn throttled(&self) {
        self.throttled.inc();
    }

    /// A connection is closed at once: its client has its share.
    pub(super) fn closed(&self) {
        self.closed.inc();
    }

    /// A connection is open as long as this is kept.
    pub(super) fn connection(&self) -> Connected {
        self.connections.inc();
        Connected(self.connections.clone())
    }

    /// The text that Prometheus reads.
    fn text(&self, doors: &Doors) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix("lodegraph");
        registry.register("requests", "Requests answered, by route and status", self.requests.clone());
        registry.register("request_seconds", "Time to the head of the answer", self.seconds.clone());
        registry.register(
            "throttled",
            "Requests refused since the client asked faster than it may",
            self.throttled.clone(),
        );
        registry.register("connections_open", "Connections open, sockets among them", self.connections.clone());
        registry.register("connections_closed", "Connections of clients that had their share", self.closed.clone());
        registry.register("question_cost", "Points of cost of what was executed", self.cost.clone());
        let ready = u64::from(doors.unready().is_none());
        gauge(&mut registry, "ready", "Whether the journal is folded and can be written", ready);
        let heavy = Family::<Kind, Number>::default();
        let under_way = |kind, number: usize| heavy.get_or_create(&Kind { kind }).set(number as u64);
        under_way("transfer", HEAVY.saturating_sub(doors.heavy().available_permits()));
        under_way("export", EXPORTS.saturating_sub(doors.exports().available_permits()));
        let mut caches = vec![("answers", doors.answers().cache_use())];
        if let Some(door) = doors.door() {
            caches.push(("documents", door.documents()));
            under_way("question", door.heavy_under_way());
            gauge(&mut registry, "subscriptions_open", "Subscriptions open", door.streams() as u64);
        }
        registry.register("heavy_under_way", "Heavy questions, transfers (imports and backups), and exports", heavy);
        self::caches(&mut registry, &caches);
        if let Some(store) = doors.store() {
            let graph = store.graph();
            let (head, seq) = (store.journal_head(), graph.seq());
            gauge(&mut registry, "journal_head", "The last transaction in the journal", head);
            gauge(&mut registry, "graph_seq", "The last transaction that answers are of", seq);
            gauge(
                &mut registry,
                "graph_lag",
                "Transactions in the journal and in no answer yet",
                head.saturating_sub(seq),
            );
            let lengths = graph.view(Pin::new(graph.seq(), Day::MAX)).lengths();
            let rows = Family::<Kind, Number>::default();
            for (kind, length) in [
                ("entity", lengths.entities),
                ("document", lengths.documents),
                ("claim", lengths.claims),
                ("relation", lengths.relations),
                ("observation", lengths.observations),
            ] {
                rows.get_or_create(&Kind { kind }).set(length.into());
            }
            registry.register("graph_size", "What the graph holds, by kind", rows);
        }
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

fn caches(registry: &mut Registry, caches: &[(&'static str, CacheUse)]) {
    let (entries, bytes) = (Family::<Cache, Number>::default(), Family::<Cache, Number>::default());
    let lookups = Family::<Lookup, Counter>::default();
    for &(cache, used) in caches {
        entries.get_or_create(&Cache { cache }).set(used.entries);
        bytes.get_or_create(&Cache { cache }).set(used.bytes);
        for (result, times) in [("hit", used.hits), ("miss", used.misses)] {
            lookups.get_or_create(&Lookup { cache, result }).inc_by(times);
        }
    }
    registry.register("cache_entries", "Whole answers and parsed documents that are kept", entries);
    registry.register("cache_bytes", "The bytes that these are reckoned at", bytes);
    registry.register("cache_lookups", "How often what was looked for was there, and was not", lookups);
}

fn gauge(registry: &mut Registry, name: &str, help: &str, value: u64) {
    let gauge = Number::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}

/// A connection that is counted as open.
pub(super) struct Connected(Gauge);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// For whoever has a token of any role, and for anybody who may do everything: what goes on is not for everybody who may read.
pub(super) async fn metrics(State(doors): State<Doors>, Extension(caller): Extension<Caller>) -> Response {
    let needed = if caller.name().is_some() { Role::Reader } else { Role::Admin };
    if let Err(fault) = caller.may(needed) {
        return refusal(&fault);
    }
    match doors.measures().text(&doors) {
        Ok(text) => {
            let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, media_type)], text).into_response()
        }
        Err(_) => refusal(&Fault::internal("the measures cannot be written")),
    }
}
