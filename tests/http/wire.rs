//! What is sent byte by byte, to a server with a port of its own: forms of requests that no library sends, and what becomes of connections.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use lodegraph::{
    config::{Config, Reading},
    http::Doors,
    model::Role,
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::{
    door::store,
    rights::token,
    serving::{PATIENCE, Server, opened, serving},
};

/// Of whoever may do everything.
async fn server(config: Config) -> Server {
    let doors = Doors::of(&config).unwrap();
    doors.open(store());
    serving(doors).await
}

/// Sends this, and gives all that is answered until the server closes.
async fn told(server: &Server, sent: impl AsRef<[u8]>) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    // It may be closed before all is sent.
    let _ = stream.write_all(sent.as_ref()).await;
    rest(&mut stream).await
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

/// What is read until this stands in it.
async fn until(stream: &mut TcpStream, words: &str) -> String {
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains(words) {
        let mut some = [0; 4096];
        let length = timeout(PATIENCE, stream.read(&mut some)).await.expect("in time").unwrap();
        assert!(length > 0, "closed before `{words}`: {}", String::from_utf8_lossy(&read));
        read.extend_from_slice(&some[..length]);
    }
    String::from_utf8_lossy(&read).into_owned()
}

fn statuses(answer: &str) -> Vec<&str> {
    answer.split("HTTP/1.").skip(1).filter_map(|line| line.get(2..5)).collect()
}

const QUESTION: &str = r#"{"query":"{entity(id:\"north\"){key}}"}"#;

fn posted(headers: &str, body: &str) -> String {
    format!("POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{headers}\r\n{body}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_whose_length_is_told_in_two_ways_carries_no_other_one() {
    let server = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let hidden = "GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let length = QUESTION.len();
    for (headers, body, answered) in [
        (
            format!("content-length: {length}\r\ncontent-length: {}\r\n", length + hidden.len()),
            QUESTION.to_owned(),
            "400",
        ),
        (format!("content-length: {length}, {}\r\n", length + 1), QUESTION.to_owned(), "400"),
        (format!("content-length: +{length}\r\n"), QUESTION.to_owned(), "400"),
        ("transfer-encoding: chunked, identity\r\n".to_owned(), QUESTION.to_owned(), "400"),
        ("transfer-encoding: xchunked\r\n".to_owned(), QUESTION.to_owned(), "400"),
        // The chunks count, and nothing behind them does.
        (
            "content-length: 4\r\ntransfer-encoding: chunked\r\n".to_owned(),
            format!("{length:x}\r\n{QUESTION}\r\n0\r\n\r\n"),
            "200",
        ),
    ] {
        let answer = told(&server, posted(&headers, &format!("{body}{hidden}"))).await;
        assert_eq!(statuses(&answer), [answered], "{headers} {answer}");
    }
    let name = "GET /health/live HTTP/1.1\r\nhost: localhost\r\ncontent-length : 5\r\n\r\n";
    assert_eq!(statuses(&told(&server, name).await), ["400"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn old_and_rare_forms_of_requests_are_answered() {
    let server = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let old = told(&server, "GET /health/live HTTP/1.0\r\n\r\n").await;
    assert_eq!(statuses(&old), ["200"], "{old}");
    // What is sent as it is written ends with its connection, where chunks are not known.
    let export = told(&server, "GET /export HTTP/1.0\r\n\r\n").await;
    assert!(export.contains("\r\n\r\n{\"put_entity\"") && !export.contains("chunked"), "{export}");
    let close = "connection: close\r\n\r\n";
    for (line, host, status) in [
        ("HEAD /health/live", "localhost", "200"),
        ("HEAD /graphql?query=%7Bservice%7Bseq%7D%7D", "localhost", "200"),
        ("HEAD /import", "localhost", "405"),
        ("OPTIONS *", "localhost", "404"),
        ("OPTIONS /graphql", "localhost", "405"),
        ("GET http://localhost/health/live", "localhost", "200"),
        // The address says under which name it is asked, whatever the header says.
        ("GET http://evil.example/health/live", "localhost", "403"),
        ("GET /%67raphql?query={service{seq}}", "localhost", "404"),
        ("GET /graphql?query=%7Bservice%7Bseq%7D%7D", "localhost", "200"),
        ("GET /assets/%2e%2e/%2e%2e/Cargo.toml", "localhost", "404"),
        ("GET /assets/..%2f..%2fCargo.toml", "localhost", "404"),
        ("GET //health/live", "localhost", "404"),
        ("GET /health/live/", "localhost", "404"),
        ("BREW /graphql", "localhost", "405"),
    ] {
        let answer = told(&server, format!("{line} HTTP/1.1\r\nhost: {host}\r\n{close}")).await;
        assert_eq!(statuses(&answer), [status], "{line}: {answer}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(!line.starts_with("HEAD") || body.is_empty(), "{line}: {answer}");
        assert!(!answer.contains("[package]"), "{line}: {answer}");
    }
    for none in [
        "GET /health/live HTTP/2.0\r\n\r\n",
        "GET\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/1.1\r\na b: c\r\n\r\n",
    ] {
        assert_eq!(statuses(&told(&server, none).await), ["400"], "{none:?}");
    }
    let long = format!("GET /health/live HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "x".repeat(192 << 10));
    assert_eq!(statuses(&told(&server, long).await), ["431"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_that_is_not_known_is_not_taken_up() {
    let server = server(Config::default()).await;
    let upgrade = |to: &str, connection: &str| {
        format!(
            "GET /graphql?query=%7Bservice%7Bseq%7D%7D HTTP/1.1\r\nhost: localhost\r\nupgrade: {to}\r\nconnection: {connection}\r\n\r\n"
        )
    };
    let answer = told(&server, upgrade("h2c", "upgrade, http2-settings, close")).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("{\"data\":{\"service\":{\"seq\":\"1\"}}}"),
        "{answer}"
    );
    // One that is known is held to what it has to say.
    assert_eq!(statuses(&told(&server, upgrade("WebSocket", "upgrade, close")).await), ["400"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_to_be_asked_for_a_body_is_asked_only_where_it_is_taken() {
    let server = server(Config::default()).await;
    let head = |path: &str, kind: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {kind}\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
            QUESTION.len()
        )
    };
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(head("/graphql", "application/json").as_bytes()).await.unwrap();
    until(&mut stream, "HTTP/1.1 100 Continue\r\n\r\n").await;
    stream.write_all(QUESTION.as_bytes()).await.unwrap();
    assert!(rest(&mut stream).await.contains("{\"data\":{\"entity\":{\"key\":\"north\"}}}"));
    for (path, kind, status) in
        [("/graphql", "text/plain", "415"), ("/import", "text/plain", "400"), ("/nowhere", "a/b", "404")]
    {
        assert_eq!(statuses(&told(&server, head(path, kind)).await), [status], "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_a_long_import_hears_why_it_is_refused() {
    let server = server(Config { import_mib: 1, ..Config::default() }).await;
    let body = vec![b'#'; 16 << 20];
    for (kind, status) in [("text/plain", "400"), ("application/toml", "413")] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let head = format!(
            "POST /import HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.expect("all is received");
        assert_eq!(statuses(&rest(&mut stream).await), [status], "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_that_follow_each_other_unasked_are_answered_in_order() {
    let server = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let many: String = (0..50)
        .map(|n| format!("GET /graphql?query=%7Ba{n}:service%7Bseq%7D%7D HTTP/1.1\r\nhost: localhost\r\n\r\n"))
        .collect();
    let answer = told(&server, many).await;
    assert_eq!(statuses(&answer), vec!["200"; 50]);
    let places: Vec<usize> = (0..50).map(|n| answer.find(&format!("\"a{n}\"")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_on_which_nothing_more_is_asked_is_closed() {
    let server = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    assert_eq!(statuses(&rest(&mut stream).await), ["200"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_client_leaves_connections_to_the_others() {
    let config = Config { connections: 4, rate: 100, reading: Some(Reading::Open), ..Config::default() };
    let server = server(config).await;
    let mut held = TcpStream::connect(server.address).await.unwrap();
    let live = "GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n";
    held.write_all(live.as_bytes()).await.unwrap();
    until(&mut held, "\r\n\r\n").await;
    assert_eq!(told(&server, live).await, "", "one of four is its share");
    drop(held);
    let again = async {
        while told(&server, live.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n")).await.is_empty() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(PATIENCE, again).await.expect("its place is given back");
}

/// Begins to follow what is written, by events.
async fn following(server: &Server, authorization: &str) -> TcpStream {
    let body = json!({ "query": "subscription { changes(after: \"0\") { seq } }" }).to_string();
    let headers = format!("accept: text/event-stream\r\n{authorization}content-length: {}\r\n", body.len());
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(posted(&headers, &body).as_bytes()).await.unwrap();
    until(&mut stream, "\"seq\":\"1\"").await;
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn events_end_with_the_token_and_say_so() {
    let tokens = Some(vec![token("short", Role::Reader, Some(5_000_000))]);
    let server = server(Config { tokens, ..Config::default() }).await;
    let mut events = following(&server, "authorization: Bearer secret of short\r\n").await;
    let last = until(&mut events, "event: complete").await;
    assert!(last.contains("UNAUTHENTICATED"), "{last}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_is_told_at_once_that_the_server_ends() {
    let server = server(Config { drain_seconds: 60, ..Config::default() }).await;
    let mut events = following(&server, "").await;
    let mut socket = opened(&server).await;
    let query = "subscription { changes(after: \"0\") { seq } }";
    for message in
        [json!({"type": "connection_init"}), json!({"type": "subscribe", "id": "1", "payload": {"query": query}})]
    {
        socket.send(message.to_string().into()).await.unwrap();
    }
    for kind in ["connection_ack", "next"] {
        let message = timeout(PATIENCE, socket.next()).await.expect("in time").unwrap().unwrap();
        assert!(message.to_text().unwrap().contains(kind), "{message}");
    }
    // A connection on which nothing is under way is not waited for, nor one that shakes no hand.
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    until(&mut idle, "HTTP/1.1 200").await;
    server.stop.send_replace(true);
    let last = rest(&mut events).await;
    assert!(!last.contains("complete"), "who follows is to ask again: {last}");
    let close = timeout(PATIENCE, socket.next()).await.expect("in time").unwrap().unwrap();
    assert!(close.is_close() && close.to_string().contains("The server ends"), "{close:?}");
    drop(socket);
    rest(&mut idle).await;
    timeout(PATIENCE, server.task).await.expect("nothing is waited for").unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_on_which_no_ping_is_answered_is_closed() {
    let server = server(Config { idle_seconds: 3, ..Config::default() }).await;
    let (mut silent, mut lively) = (opened(&server).await, opened(&server).await);
    for socket in [&mut silent, &mut lively] {
        socket.send(json!({"type": "connection_init"}).to_string().into()).await.unwrap();
    }
    // Reading answers pings; who reads nothing answers none.
    let reading = tokio::spawn(async move { while lively.next().await.is_some_and(|said| said.is_ok()) {} });
    sleep(Duration::from_secs(8)).await;
    assert!(!reading.is_finished(), "one that answers stays");
    let mut heard = Vec::new();
    while let Some(Ok(message)) = timeout(PATIENCE, silent.next()).await.expect("it is closed") {
        heard.push(message);
    }
    let last = heard.last().unwrap();
    assert!(last.is_close() && last.to_string().contains("A ping was not answered"), "{heard:?}");
}
