//! A store behind the door, as tests write to it and ask it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use async_graphql::{Executor, Request, Response, Variables};
use lodegraph::{
    graphql::{Door, Limits},
    journal::MemoryJournal,
    model::{Day, Instant},
    store::Store,
};
use serde_json::{Value, json};

/// The day on which tests ask unless they say otherwise.
pub const TODAY: &str = "2025-06-13";

/// When the first transaction is recorded; each later one is a day after the one before.
const FIRST: &str = "2025-06-01T00:00:00Z";
const DAY: i64 = 86_400_000_000;

/// A store in memory, asked on [`TODAY`].
pub struct Tested {
    pub store: Arc<Store>,
    pub door: Door,
}

impl Tested {
    /// With nothing in it.
    pub fn empty() -> Self {
        let first: Instant = FIRST.parse().unwrap();
        let next = AtomicI64::new(first.micros());
        let clock = move || Instant::from_micros(next.fetch_add(DAY, Ordering::Relaxed));
        let store = Arc::new(Store::with_clock(Box::new(MemoryJournal::new()), clock).unwrap());
        Self::over(store)
    }

    /// Another door to a store.
    pub fn over(store: Arc<Store>) -> Self {
        Self::on(store, TODAY)
    }

    /// Another door to a store, on another day.
    pub fn on(store: Arc<Store>, today: &str) -> Self {
        let today: Day = today.parse().unwrap();
        let door = Door::new(Arc::clone(&store), move || today);
        Self { store, door }
    }

    /// The same, where documents may ask whatever there is.
    pub fn unlimited(self) -> Self {
        let today: Day = TODAY.parse().unwrap();
        let most = 1 << 40;
        let limits = Limits {
            bytes: most,
            tokens: most,
            depth: 60,
            fields: most,
            aliases: most,
            cost: u64::MAX,
            ..Limits::default()
        };
        Self { door: Door::within(limits, Arc::clone(&self.store), move || today), ..self }
    }

    /// With these changes, each list a transaction.
    pub async fn with(transactions: &[Value]) -> Self {
        let tested = Self::empty();
        for changes in transactions {
            tested.commit(changes.clone()).await;
        }
        tested
    }

    /// Writes, which must succeed.
    pub async fn commit(&self, changes: Value) -> Value {
        self.ask_with(COMMIT, json!({ "changes": changes })).await["commit"].clone()
    }

    /// Writes, which must fail; nothing may have been written. The error.
    pub async fn refused(&self, changes: Value) -> Value {
        let before = self.store.graph().seq();
        let response = self.send(COMMIT, json!({ "changes": changes })).await;
        let body = serde_json::to_value(&response).unwrap();
        assert_eq!(self.store.graph().seq(), before, "something was written: {body}");
        assert_eq!(body["data"], Value::Null, "{body}");
        body["errors"][0].clone()
    }

    /// Asks what must be answered without an error.
    pub async fn ask(&self, query: &str) -> Value {
        self.ask_with(query, json!({})).await
    }

    /// The same with variables.
    pub async fn ask_with(&self, query: &str, variables: Value) -> Value {
        let body = serde_json::to_value(self.send(query, variables).await).unwrap();
        assert_eq!(body["errors"], Value::Null, "{query}\n{body:#}");
        body["data"].clone()
    }

    /// Asks what must fail. The first error.
    pub async fn fails(&self, query: &str) -> Value {
        let body = serde_json::to_value(self.send(query, json!({})).await).unwrap();
        assert!(body["errors"].is_array(), "{query}\n{body:#}");
        body["errors"][0].clone()
    }

    /// Asks anything.
    pub async fn send(&self, query: &str, variables: Value) -> Response {
        self.door.execute(Request::new(query).variables(Variables::from_json(variables))).await
    }
}

const COMMIT: &str = "mutation($changes: [Change!]!) { commit(changes: $changes) {
    seq recordedAt entities { key } documents { key } claims { key } } }";

/// An entity, by kind, key and English name.
pub fn entity(kind: &str, key: &str, name: &str) -> Value {
    json!({ "putEntity": { "key": key, "kind": kind, "names": [{ "text": name, "language": "en" }] } })
}

/// A document published on a day.
pub fn document(key: &str, published: &str) -> Value {
    json!({ "putDocument": { "key": key, "titles": [{ "text": key, "language": "en" }], "published": published } })
}

/// A claim with this key about a relation, resting on a document; with more fields of the input.
pub fn claim(key: &str, about: Value, document: &str, more: Value) -> Value {
    let mut claim = json!({ "key": key, "about": about, "mode": "REPORTED", "evidence": [{ "document": document }] });
    for (name, value) in more.as_object().into_iter().flatten() {
        claim[name] = value.clone();
    }
    json!({ "assert": claim })
}

/// The code of an error.
pub fn code(error: &Value) -> &str {
    error["extensions"]["code"].as_str().unwrap_or("none")
}
