//! `/metrics`: what is going on, for Prometheus. Names begin with `lodegraph_`; a time is in seconds.

use std::{fmt, sync::atomic::AtomicU64, time::Duration};

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
    rights::refusal,
    routes::{Doors, HEAVY},
};
use crate::{
    graph::Pin,
    graphql::{Caller, Fault},
    model::{Day, Role},
};

/// Bounds of the classes that durations are counted in, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Answered {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Kind {
    kind: &'static str,
}

/// What is counted as it happens; the rest is looked up when it is asked for.
pub(super) struct Measures {
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    throttled: Counter,
    connections: Gauge,
}

impl Default for Measures {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(SECONDS);
        Self {
            requests: Family::default(),
            seconds: Family::new_with_constructor(histogram),
            throttled: Counter::default(),
            connections: Gauge::default(),
        }
    }
}

impl Measures {
    /// A request has been answered, as far as its head.
    pub(super) fn answered(&self, route: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&Answered { route: route.to_owned(), status }).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// A client asks faster than it may.
    pub(super) fn throttled(&self) {
        self.throttled.inc();
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
        let under_way = HEAVY.saturating_sub(doors.heavy().available_permits());
        gauge(&mut registry, "heavy_under_way", "Imports, exports and backups under way", under_way as u64);
        gauge(
            &mut registry,
            "ready",
            "Whether the journal is folded and can be written",
            u64::from(doors.unready().is_none()),
        );
        let (answers, bytes) = doors.answers().room();
        gauge(&mut registry, "answers_kept", "Answers kept as bytes", answers);
        gauge(&mut registry, "answers_kept_bytes", "Room that these take", bytes);
        if let Some(door) = doors.door() {
            gauge(&mut registry, "subscriptions_open", "Subscriptions open", door.streams() as u64);
            let under_way = door.heavy_under_way() as u64;
            gauge(&mut registry, "heavy_questions_under_way", "Heavy questions being answered", under_way);
        }
        if let Some(store) = doors.store() {
            let graph = store.graph();
            gauge(&mut registry, "journal_head", "Transactions that are recorded and published", graph.seq());
            let lengths = graph.view(Pin::new(graph.seq(), Day::MAX)).lengths();
            let rows = Family::<Kind, Gauge<u64, AtomicU64>>::default();
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

fn gauge(registry: &mut Registry, name: &str, help: &str, value: u64) {
    let gauge = Gauge::<u64, AtomicU64>::default();
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
