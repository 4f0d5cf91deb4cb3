//! Who may do what: by request, by field, and on a socket.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::{SinkExt, StreamExt};
use lodegraph::{
    config::{Config, Reading, Serving, Shared, Token},
    http::{Doors, serve},
    model::{Day, Instant, Role},
    store::Store,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch, time::timeout};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

use crate::door::{Answer, ask, store};

const QUESTION: &str = "{ entity(id: \"north\") { key } }";
const COMMIT: &str = "mutation { commit(changes: [{ putEntity: { key: \"south\", kind: PLACE, names: [{ text: \"South\", language: \"en\" }] } }]) { seq } }";
const STRIKE: &str =
    "mutation { commit(changes: [{ strikeText: { document: \"doc-none\", reason: \"asked to\" } }]) { seq } }";
const MICROS: i64 = 1_000_000;

pub fn token(name: &str, role: Role, ends_in: Option<i64>) -> Token {
    let until = ends_in.map(|micros| Instant::from_micros(Instant::now().micros() + micros));
    Token { name: name.to_owned(), role, hash: blake3::hash(format!("secret of {name}").as_bytes()), until }
}

/// Doors at which these may enter, each with `secret of NAME`.
pub fn guarded(reading: Option<Reading>, tokens: Vec<Token>) -> (Doors, Arc<Store>) {
    let serving = Serving { reading, ..Serving::default() };
    let config = Config { tokens: Some(tokens), ..Config::of(Shared::default(), serving).unwrap() };
    let (doors, store) = (Doors::of(&config).unwrap(), store());
    doors.open(Arc::clone(&store));
    (doors, store)
}

pub fn staff() -> Vec<Token> {
    Role::ALL.iter().map(|role| token(role.as_str(), *role, None)).collect()
}

async fn asks(doors: &Doors, name: Option<&str>, query: &str) -> Answer {
    let mut request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
    if let Some(name) = name {
        request = request.header(header::AUTHORIZATION, format!("Bearer secret of {name}"));
    }
    ask(doors, request.body(Body::from(json!({ "query": query }).to_string())).unwrap()).await
}

pub fn code(answer: &Answer) -> Value {
    answer.json()["errors"][0]["extensions"]["code"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_may_do_what_it_is_for() {
    let (doors, _) = guarded(None, staff());
    for (name, question, commit, strike) in [
        (None, json!("UNAUTHENTICATED"), json!("UNAUTHENTICATED"), json!("UNAUTHENTICATED")),
        (Some("reader"), Value::Null, json!("FORBIDDEN"), json!("FORBIDDEN")),
        (Some("editor"), Value::Null, Value::Null, json!("FORBIDDEN")),
        // There is no such document, and only who may strike it is told so.
        (Some("admin"), Value::Null, Value::Null, json!("NOT_FOUND")),
    ] {
        let codes = [QUESTION, COMMIT, STRIKE].map(|query| asks(&doors, name, query));
        let [a, b, c] = codes;
        assert_eq!([code(&a.await), code(&b.await), code(&c.await)], [question, commit, strike], "{name:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_is_recorded_with_what_they_wrote() {
    let (doors, store) = guarded(None, staff());
    assert_eq!(asks(&doors, Some("editor"), COMMIT).await.json(), json!({"data": {"commit": {"seq": "2"}}}));
    let entry = store.read(2).next().unwrap().unwrap();
    assert_eq!(entry.who.as_deref(), Some("editor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_reads_where_reading_is_open_and_nobody_writes_unnamed() {
    let (doors, store) = guarded(Some(Reading::Open), staff());
    assert_eq!(code(&asks(&doors, None, QUESTION).await), Value::Null);
    assert_eq!(code(&asks(&doors, None, COMMIT).await), "UNAUTHENTICATED");
    assert_eq!(store.now(Day::MAX).seq, 1);
}

#[tokio::test]
async fn a_token_that_is_not_known_or_has_ended_is_refused_at_every_address() {
    let (doors, _) = guarded(Some(Reading::Open), vec![token("old", Role::Admin, Some(-MICROS))]);
    for name in ["old", "nobody"] {
        let answer = asks(&doors, Some(name), QUESTION).await;
        assert_eq!((answer.status, answer.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
        assert_eq!(code(&answer), "UNAUTHENTICATED");
        assert!(!answer.text.contains("secret"), "{}", answer.text);
        let request = Request::get("/schema.graphql").header(header::AUTHORIZATION, format!("Bearer secret of {name}"));
        assert_eq!(ask(&doors, request.body(Body::empty()).unwrap()).await.status, StatusCode::UNAUTHORIZED);
    }
}

/// Begins a socket, says who speaks, and gives what is answered to a subscription: its first answer, or why there is none.
async fn follow(doors: Doors, authorization: Option<&str>) -> Vec<Value> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (_stop, stopped) = watch::channel(false);
    tokio::spawn(serve(listener, doors, stopped));
    let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    let (mut socket, _) = connect_async(request).await.unwrap();
    let init = json!({"type": "connection_init", "payload": { "authorization": authorization }});
    let query = json!({"query": "subscription { changes(after: \"0\") { seq } }"});
    for message in [init, json!({"type": "subscribe", "id": "1", "payload": query})] {
        socket.send(Message::text(message.to_string())).await.unwrap();
    }
    let mut heard = Vec::new();
    while let Ok(Some(Ok(message))) = timeout(Duration::from_secs(20), socket.next()).await {
        match message {
            Message::Text(text) => heard.push(serde_json::from_str::<Value>(&text).unwrap()),
            Message::Close(_) => return heard,
            _ => {}
        }
        if heard.last().is_some_and(|last| matches!(last["type"].as_str(), Some("next" | "complete" | "error"))) {
            return heard;
        }
    }
    heard
}

fn types(heard: &[Value]) -> Vec<&str> {
    heard.iter().filter_map(|message| message["type"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_is_told_by_its_first_message_who_speaks() {
    let (doors, _) = guarded(None, staff());
    let heard = follow(doors, Some("Bearer secret of reader")).await;
    assert_eq!(types(&heard), ["connection_ack", "next"], "{heard:?}");
    assert_eq!(heard[1]["payload"]["data"]["changes"]["seq"], "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_of_nobody_known_follows_nothing() {
    for words in [None, Some("Bearer secret of nobody")] {
        let (doors, _) = guarded(None, staff());
        let heard = follow(doors, words).await;
        assert!(heard.iter().all(|message| message["payload"]["data"].is_null()), "{heard:?}");
    }
}
