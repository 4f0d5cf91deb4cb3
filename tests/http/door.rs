//! Requests without a socket, and what is answered.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use lodegraph::{
    http::{Doors, routes},
    journal::MemoryJournal,
    model::{Change, Entity, EntityKind, Key},
    store::{Store, Transaction},
};
use serde_json::Value;

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|wrong| panic!("{wrong}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A store in memory with one place in it.
pub fn store() -> Arc<Store> {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    put(&store, "north");
    Arc::new(store)
}

pub fn put(store: &Store, key: &str) {
    let entity = Entity::new(Key::new(key).unwrap(), EntityKind::Place, key);
    store.commit(Transaction { changes: vec![Change::PutEntity(entity)], ..Transaction::default() }).unwrap();
}

pub fn doors() -> Doors {
    let doors = Doors::default();
    doors.open(store());
    doors
}

pub async fn ask(doors: &Doors, request: Request<Body>) -> Answer {
    let response = routes(doors.clone()).answer(None, request).await;
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, text }
}

pub async fn get(doors: &Doors, path: &str) -> Answer {
    ask(doors, Request::get(path).body(Body::empty()).unwrap()).await
}

pub async fn post(doors: &Doors, body: &str) -> Answer {
    let request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
    ask(doors, request.body(Body::from(body.to_owned())).unwrap()).await
}
