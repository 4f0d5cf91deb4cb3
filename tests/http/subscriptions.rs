//! Subscriptions over a WebSocket, on a server with a port of its own.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI32, Ordering},
        mpsc,
    },
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use lodegraph::{
    config::{Config, Token},
    http::Doors,
    journal::{AppendError, Entries, Follow, Journal, MemoryJournal},
    model::{self, Change, Day, Document, Entry, Key, Passage, Role, Seq},
    store::{Store, Transaction},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    sync::watch,
    time::{sleep, timeout},
};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    dense::dense,
    door::{put, store},
    serving::{self, PATIENCE, Socket, opened},
};

struct Server {
    store: Arc<Store>,
    own: serving::Server,
}

async fn server() -> Server {
    server_of(Config::default()).await
}

async fn server_of(config: Config) -> Server {
    server_over(store(), config).await
}

async fn server_over(store: Arc<Store>, config: Config) -> Server {
    let doors = Doors::of(&config).unwrap();
    doors.open(Arc::clone(&store));
    Server { store, own: serving::serving(doors).await }
}

async fn connect(server: &Server) -> Socket {
    let mut socket = opened(&server.own).await;
    say(&mut socket, json!({"type": "connection_init"})).await;
    assert_eq!(hear(&mut socket).await["type"], "connection_ack");
    socket
}

async fn say(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

async fn hear(socket: &mut Socket) -> Value {
    loop {
        let message = timeout(PATIENCE, socket.next()).await.expect("a message in time").unwrap().unwrap();
        if !message.is_ping() {
            return serde_json::from_str(message.to_text().unwrap()).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_come_from_the_place_that_was_asked_for_and_then_as_they_are_written() {
    let server = server().await;
    let mut socket = connect(&server).await;
    let query = r#"subscription { changes(after: "0") { seq entities { key } } }"#;
    say(&mut socket, json!({"type": "subscribe", "id": "1", "payload": {"query": query}})).await;
    for (number, key) in [(1, "north"), (2, "south"), (3, "east")] {
        if number > 1 {
            let store = Arc::clone(&server.store);
            tokio::task::spawn_blocking(move || put(&store, key)).await.unwrap();
        }
        let message = hear(&mut socket).await;
        let expected = json!({"changes": {"seq": number.to_string(), "entities": [{"key": key}]}});
        assert_eq!((&message["type"], &message["payload"]["data"]), (&json!("next"), &expected), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_on_the_same_socket() {
    let server = server().await;
    let mut socket = connect(&server).await;
    say(
        &mut socket,
        json!({"type": "subscribe", "id": "q", "payload": {"query": "{ entity(id: \"north\") { key } }"}}),
    )
    .await;
    assert_eq!(hear(&mut socket).await["payload"]["data"], json!({"entity": {"key": "north"}}));
    assert_eq!(hear(&mut socket).await["type"], "complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_that_asks_more_than_a_question_may_is_refused_and_the_socket_goes_on() {
    let server = server().await;
    let mut socket = connect(&server).await;
    let many: String = (0..50).map(|n| format!("a{n}: suppliers(of: \"north\") {{ seq }} ")).collect();
    let nested = "changes(after: \"0\") { entities { relations(first: 1000) { edges { node { claims(first: 40) { totalCount } } } } } }";
    for (fields, code) in [(many.as_str(), "INVALID"), (nested, "TOO_COSTLY")] {
        let payload = json!({"query": format!("subscription {{ {fields} }}")});
        say(&mut socket, json!({"type": "subscribe", "id": "much", "payload": payload})).await;
        let told = hear(&mut socket).await;
        assert_eq!(
            (&told["type"], &told["payload"][0]["extensions"]["code"]),
            (&json!("error"), &json!(code)),
            "{told}"
        );
        say(&mut socket, json!({"type": "subscribe", "id": "next", "payload": {"query": "{ service { seq } }"}})).await;
        assert_eq!(hear(&mut socket).await["payload"]["data"], json!({"service": {"seq": "1"}}));
        assert_eq!(hear(&mut socket).await["type"], "complete");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_waits_for_no_socket() {
    let server = server().await;
    let _socket = connect(&server).await;
    server.own.stop.send_replace(true);
    timeout(PATIENCE, server.own.task).await.expect("it stops").unwrap().unwrap();
}

/// A journal in memory that writes only once it is told to; it tells when it is asked for it.
struct Gated {
    journal: MemoryJournal,
    asked: watch::Sender<bool>,
    open: Mutex<mpsc::Receiver<()>>,
}

impl Journal for Gated {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        self.asked.send_replace(true);
        let _ = self.open.lock().unwrap().recv();
        self.journal.append(after, entries)
    }
    fn read(&self, from: Seq) -> Entries<'_> {
        self.journal.read(from)
    }
    fn head(&self) -> Seq {
        self.journal.head()
    }
    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        self.journal.follow(from)
    }
}

/// A server that is told to end while somebody follows and a mutation is being written on one socket; what lets that be written.
async fn ending(drain_seconds: u16) -> (Server, Socket, mpsc::Sender<()>) {
    let (asked, (gate, open)) = (watch::Sender::new(false), mpsc::channel());
    let mut waited = asked.subscribe();
    let journal = Gated { journal: MemoryJournal::new(), asked, open: Mutex::new(open) };
    let store = Arc::new(Store::over(Box::new(journal)).unwrap());
    let server = server_over(store, Config { drain_seconds, ..Config::default() }).await;
    let mut socket = connect(&server).await;
    let put = "mutation { commit(changes: [{ putEntity: { key: \"south\", kind: PLACE, names: [{ text: \"South\", language: \"en\" }] } }]) { seq } }";
    for (id, query) in [("follows", "subscription { changes { seq } }"), ("writes", put)] {
        say(&mut socket, json!({"type": "subscribe", "id": id, "payload": {"query": query}})).await;
    }
    timeout(PATIENCE, waited.wait_for(|asked| *asked)).await.expect("it is written").unwrap();
    server.own.stop.send_replace(true);
    (server, socket, gate)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_on_a_socket_is_answered_when_the_server_ends_and_then_it_is_closed() {
    let (server, mut socket, gate) = ending(600).await;
    // What is asked now is not begun any more, and the pong says that the server has heard of its end before.
    while TcpStream::connect(server.own.address).await.is_ok() {
        sleep(Duration::from_millis(5)).await;
    }
    say(&mut socket, json!({"type": "subscribe", "id": "late", "payload": {"query": "{ __typename }"}})).await;
    say(&mut socket, json!({"type": "ping"})).await;
    assert_eq!(hear(&mut socket).await["type"], "pong");
    gate.send(()).unwrap();
    let (said, code, why) = rest(&mut socket).await;
    let next = json!({"type": "next", "id": "writes", "payload": {"data": {"commit": {"seq": "1"}}}});
    assert_eq!(said, [next, json!({"type": "complete", "id": "writes"})]);
    assert_eq!((code, why.as_str()), (1001, "The server ends"));
    timeout(PATIENCE, server.own.task).await.expect("it stops").unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_longer_on_a_socket_than_the_server_has_for_its_end_is_cut_off_and_told() {
    let (server, mut socket, gate) = ending(2).await;
    let (said, code, _) = rest(&mut socket).await;
    assert_eq!((said.as_slice(), code), ([].as_slice(), 1001));
    timeout(PATIENCE, server.own.task).await.expect("it stops").unwrap().unwrap();
    drop(gate);
}

/// What is said until the socket is closed, and with which code and words.
async fn rest(socket: &mut Socket) -> (Vec<Value>, u16, String) {
    let mut said = Vec::new();
    loop {
        match timeout(PATIENCE, socket.next()).await.expect("it is closed").unwrap().unwrap() {
            Message::Close(Some(frame)) => return (said, frame.code.into(), frame.reason.to_string()),
            Message::Text(text) => said.push(serde_json::from_str(&text).unwrap()),
            _ => {}
        }
    }
}

/// More than any buffer between server and client holds, in transactions of 100 KiB.
pub async fn flood(store: &Arc<Store>) {
    let store = Arc::clone(store);
    let write = move || {
        for number in 0..200 {
            let key = Key::new(&format!("long-{number}")).unwrap();
            let passage = Passage { heading: None, locator: Some("x".repeat(100_000)), text: "long".to_owned() };
            let document = Document { passages: vec![passage], ..Document::new(key, "A long document") };
            let changes = vec![Change::PutDocument(document)];
            store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
        }
    };
    tokio::task::spawn_blocking(write).await.unwrap();
}

const ALL: &str = r#"subscription { changes(after: "1") { seq documents { passages { locator } } } }"#;

/// How long it takes to be told everything, for who takes it as it comes.
async fn unhurried(server: &Server) -> Duration {
    let started = Instant::now();
    let mut socket = connect(server).await;
    say(&mut socket, json!({"type": "subscribe", "id": "1", "payload": {"query": ALL}})).await;
    while seq_of(&hear(&mut socket).await) != Some(201) {}
    started.elapsed()
}

fn seq_of(message: &Value) -> Option<u64> {
    message["payload"]["data"]["changes"]["seq"].as_str()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_the_protocol_closes_the_socket_with_its_code() {
    let server = server().await;
    let mut socket = connect(&server).await;
    socket.send(Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(rest(&mut socket).await.1, 4400);
    let mut socket = connect(&server).await;
    for number in 0..=100 {
        let payload = json!({"query": "subscription { changes { seq } }"});
        say(&mut socket, json!({"type": "subscribe", "id": number.to_string(), "payload": payload})).await;
    }
    assert_eq!(rest(&mut socket).await.1, 4429);
    // What is longer than a message may be is no message.
    let mut socket = opened(&server.own).await;
    let _ = socket.send(Message::text(" ".repeat(2 << 20))).await;
    let ended = timeout(PATIENCE, socket.next()).await.expect("it is closed");
    assert!(!matches!(ended, Some(Ok(Message::Text(_)))), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_is_closed_when_the_token_ends() {
    let mut met = false;
    // On a machine that has much to do a token may end before it is said: then one that lasts longer is.
    for seconds in [1, 4, 16] {
        let until = model::Instant::from_micros(model::Instant::now().micros() + seconds * 1_000_000);
        let token =
            Token { name: "desk".to_owned(), role: Role::Reader, hash: blake3::hash(b"secret"), until: Some(until) };
        let server = server_of(Config { tokens: Some(vec![token]), ..Config::default() }).await;
        let mut socket = opened(&server.own).await;
        let query = "subscription { changes { seq } }";
        say(&mut socket, json!({"type": "connection_init", "payload": {"authorization": "Bearer secret"}})).await;
        let _ = socket
            .send(Message::text(json!({"type": "subscribe", "id": "1", "payload": {"query": query}}).to_string()))
            .await;
        let (said, code, why) = rest(&mut socket).await;
        assert_eq!(code, 4403, "{why}");
        met = said.first().is_some_and(|first| first["type"] == "connection_ack");
        if met {
            assert_eq!(why, "The token has ended");
            break;
        }
    }
    assert!(met, "nobody was let in");
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_on_a_socket_count_as_requests_do() {
    // Two at once: the socket itself, and one operation.
    let server = server_of(Config { rate: 1, ..Config::default() }).await;
    let mut socket = connect(&server).await;
    let mut refused = 0;
    for id in ["1", "2", "3", "4"] {
        say(&mut socket, json!({"type": "subscribe", "id": id, "payload": {"query": "{ __typename }"}})).await;
        let answer = hear(&mut socket).await;
        if answer["type"] == "next" {
            assert_eq!(hear(&mut socket).await["type"], "complete");
        } else {
            assert_eq!(
                (&answer["type"], &answer["payload"][0]["extensions"]["code"]),
                (&json!("error"), &json!("BUSY"))
            );
            refused += 1;
        }
    }
    assert!((1..4).contains(&refused), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_cut_off_and_goes_on_after_what_they_have() {
    let quick = server().await;
    flood(&quick.store).await;
    let takes = unhurried(&quick).await;
    let idle = 6 + 4 * takes.as_secs();
    let idle_seconds = u16::try_from(idle).unwrap();
    let server = server_over(Arc::clone(&quick.store), Config { idle_seconds, ..Config::default() }).await;
    let mut socket = connect(&server).await;
    say(&mut socket, json!({"type": "subscribe", "id": "1", "payload": {"query": ALL}})).await;
    // Once nothing goes any more it is told after two thirds of that time, and given up after the whole.
    sleep(Duration::from_secs(idle) * 5 / 6 + takes / 2).await;
    let (said, code, why) = rest(&mut socket).await;
    assert_eq!(code, 1013, "{why}");
    let got: Vec<u64> = said.iter().filter_map(seq_of).collect();
    let last = *got.last().unwrap();
    assert_eq!(got, (2..=last).collect::<Vec<_>>());
    assert!(last < 201, "nobody was cut off");
    let after: u64 = why.strip_prefix("Too slow; go on after ").unwrap().parse().unwrap();
    assert!(after == last || after + 1 == last, "{after} {last}");
    let mut socket = connect(&server).await;
    let query = ALL.replace("\"1\"", &format!("\"{last}\""));
    say(&mut socket, json!({"type": "subscribe", "id": "1", "payload": {"query": query}})).await;
    for seq in last + 1..=201 {
        assert_eq!(seq_of(&hear(&mut socket).await), Some(seq));
    }
}

/// The events of a subscription as they come, each with its id, for who was told this one last.
async fn events(server: &Server, query: &str, last: Option<&str>) -> mpsc::Receiver<(String, Value)> {
    let query: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let last = last.map_or_else(String::new, |last| format!("last-event-id: {last}\r\n"));
    let mut stream = TcpStream::connect(server.own.address).await.unwrap();
    let head =
        format!("GET /graphql?query={query} HTTP/1.0\r\nhost: localhost\r\naccept: text/event-stream\r\n{last}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let (sender, told) = mpsc::channel();
    tokio::spawn(async move {
        let (mut lines, mut data) = (BufReader::new(stream).lines(), Value::Null);
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some(json) = line.strip_prefix("data: ") {
                data = serde_json::from_str(json).unwrap_or_default();
            } else if let Some(id) = line.strip_prefix("id: ") {
                let _ = sender.send((id.to_owned(), data.take()));
            } else if line.is_empty() && !data["errors"].is_null() {
                let _ = sender.send((String::new(), data.take()));
            }
        }
    });
    told
}

async fn told(events: mpsc::Receiver<(String, Value)>) -> (String, Value) {
    tokio::task::spawn_blocking(move || events.recv_timeout(PATIENCE).expect("an event in time")).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_listens_again_is_told_what_comes_behind_the_last_event_they_were_told() {
    let server = server().await;
    for key in ["south", "east"] {
        let store = Arc::clone(&server.store);
        tokio::task::spawn_blocking(move || put(&store, key)).await.unwrap();
    }
    for begun in ["", "(after: \"0\")"] {
        let query = format!("subscription {{ changes{begun} {{ seq }} }}");
        for last in ["1", "2"] {
            let next = (last.parse::<u64>().unwrap() + 1).to_string();
            let (id, data) = told(events(&server, &query, Some(last)).await).await;
            assert_eq!((id.as_str(), &data), (next.as_str(), &json!({"data": {"changes": {"seq": next}}})), "{query}");
        }
    }
    for none in ["soon", "4", "-1", "1@soon"] {
        let (_, refused) = told(events(&server, "subscription { changes { seq } }", Some(none)).await).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID", "{none} {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_listens_again_for_an_answer_is_told_what_changed_since_by_position_and_day() {
    let (store, today) = (dense(2), Arc::new(AtomicI32::new(0)));
    let day: Day = "2019-12-31".parse().unwrap();
    today.store(day.number(), Ordering::Relaxed);
    let (doors, clock) = (Doors::default(), Arc::clone(&today));
    doors.open_on(Arc::clone(&store), move || Day::from_number(clock.load(Ordering::Relaxed)));
    let server = Server { store: Arc::clone(&store), own: serving::serving(doors).await };
    // All that is told there begins in 2020.
    today.store(day.number() + 1, Ordering::Relaxed);
    let query =
        "subscription { suppliers(of: \"p0\", afterDay: \"2019-12-31\") { seq asOf appeared { entity { key } } } }";
    let (id, data) = told(events(&server, query, None).await).await;
    let seq = store.graph().seq();
    assert_eq!((id, &data["data"]["suppliers"]["asOf"]), (format!("{seq}@2020-01-01"), &json!("2020-01-01")), "{data}");
    let appeared = |data: &Value| data["data"]["suppliers"]["appeared"].clone();
    let (_, again) = told(events(&server, query, Some(&format!("{seq}@2019-12-31"))).await).await;
    assert_eq!(appeared(&again), appeared(&data));
    // Who was told already is told nothing before something changes.
    let listening = events(&server, query, Some(&format!("{seq}@2020-01-01"))).await;
    sleep(Duration::from_millis(500)).await;
    assert!(listening.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_nobody_takes_are_not_kept_for_long() {
    let quick = server().await;
    flood(&quick.store).await;
    let takes = unhurried(&quick).await;
    let server = server_over(Arc::clone(&quick.store), Config { idle_seconds: 1, ..Config::default() }).await;
    let mut stream = TcpStream::connect(server.own.address).await.unwrap();
    let body = json!({ "query": ALL }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: {}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        server.own.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // Nothing is read until the server has given it up.
    sleep(takes + Duration::from_secs(3)).await;
    let mut taken = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut taken)).await.expect("it is closed");
    let text = String::from_utf8_lossy(&taken);
    assert!(
        text.starts_with("HTTP/1.1 200") && text.contains("\nid: 2\n"),
        "{}",
        text.chars().take(200).collect::<String>()
    );
    assert!(!text.contains("event: complete") && !text.contains("id: 201"), "nobody was cut off");
}
