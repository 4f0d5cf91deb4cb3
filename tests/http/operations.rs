//! What whoever runs the server relies on: ids, measures, rates, time-outs, and how it ends.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use clap::Args;
use lodegraph::{
    config::{Config, Reading, Serving, Shared},
    http::Doors,
    journal::{AppendError, Entries, Follow, Journal, JournalError, MemoryJournal},
    model::{Entry, Seq},
    store::Store,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::{
    dense::{LONG, dense},
    door::{Answer, ask, doors, get, post, put, store},
    rights::{code, guarded, staff},
    serving::{PATIENCE, Server, serving},
};

fn with(config: Config) -> Doors {
    let doors = Doors::of(&config).unwrap();
    doors.open(store());
    doors
}

async fn get_as(doors: &Doors, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    ask(doors, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_answer_has_an_id_that_no_other_has() {
    let doors = doors();
    let mut ids = Vec::new();
    for path in ["/", "/graphql", "/nowhere", "/health/live"] {
        ids.push(get(&doors, path).await.header("x-request-id").to_owned());
    }
    let elsewhere = [("host", "localhost"), ("origin", "https://evil.example")];
    let refused = get_as(&doors, "/ask", &elsewhere).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    ids.push(refused.header("x-request-id").to_owned());
    ids.sort();
    ids.dedup();
    assert!(ids.len() == 5 && ids.iter().all(|id| id.len() > 8), "{ids:?}");
    let told = get(&doors, "/metrics").await.text;
    assert!(told.contains("lodegraph_requests_total{route=\"/ask\",status=\"403\"} 1"), "{told}");
}

/// A journal in memory whose disk fails once it is told to: nothing is written or read any more.
#[derive(Default)]
struct Failing(MemoryJournal, Arc<AtomicBool>);

impl Journal for Failing {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        if self.1.load(Ordering::Relaxed) {
            return Err(AppendError::Unknown { why: "the disk is gone".to_owned() });
        }
        self.0.append(after, entries)
    }
    fn read(&self, from: Seq) -> Entries<'_> {
        if self.1.load(Ordering::Relaxed) {
            return Box::new(std::iter::once(Err(JournalError::Engine { why: "the disk is gone".to_owned() })));
        }
        self.0.read(from)
    }
    fn head(&self) -> Seq {
        self.0.head()
    }
    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        self.0.follow(from)
    }
}

#[tokio::test]
async fn after_the_disk_has_failed_nothing_more_is_to_be_sent_here() {
    let fails = Arc::new(AtomicBool::new(false));
    let store = Arc::new(Store::over(Box::new(Failing(MemoryJournal::new(), Arc::clone(&fails)))).unwrap());
    put(&store, "north");
    let doors = Doors::default();
    doors.open(Arc::clone(&store));
    assert_eq!(get(&doors, "/health/ready").await.status, StatusCode::OK);
    fails.store(true, Ordering::Relaxed);
    let put = "{\"query\":\"mutation { commit(changes: [{ putEntity: { key: \\\"south\\\", kind: PLACE, \
        names: [{ text: \\\"South\\\", language: \\\"en\\\" }] } }]) { seq } }\"}";
    assert_ne!(post(&doors, put).await.json()["errors"], serde_json::Value::Null);
    let ready = get(&doors, "/health/ready").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.text.contains("the disk is gone"), "{}", ready.text);
    assert_eq!(get(&doors, "/health/live").await.status, StatusCode::OK);
    // The disk is well again, and still the store has to be opened anew.
    fails.store(false, Ordering::Relaxed);
    assert_eq!(get(&doors, "/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_the_servers_own_is_told_by_its_number_alone() {
    let fails = Arc::new(AtomicBool::new(false));
    let store = Arc::new(Store::over(Box::new(Failing(MemoryJournal::new(), Arc::clone(&fails)))).unwrap());
    put(&store, "north");
    let doors = Doors::default();
    doors.open(store);
    fails.store(true, Ordering::Relaxed);
    let request =
        Request::post("/graphql").header("accept", "text/event-stream").header("content-type", "application/json");
    let query = r#"{"query":"subscription { changes(after: \"0\") { seq } }"}"#;
    let told = ask(&doors, request.body(Body::from(query)).unwrap()).await.text;
    assert!(told.contains("the server failed; its log says how, under `") && told.contains("INTERNAL"), "{told}");
    assert!(!told.contains("disk") && !told.contains("journal"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_heavy_question_whose_turn_does_not_come_is_asked_to_come_again() {
    let doors = Doors::of(&Config { question_seconds: 600, ..Config::default() }).unwrap();
    doors.open(dense(40));
    let turns = std::thread::available_parallelism().map_or(1, usize::from);
    let long = |n: usize| {
        let query = LONG.replace("paths(", &format!("n{n}: paths("));
        serde_json::json!({ "query": query }).to_string()
    };
    let asking = |n: usize| {
        let (doors, body) = (doors.clone(), long(n));
        tokio::spawn(async move { post(&doors, &body).await })
    };
    let asked: Vec<_> = (0..turns).map(asking).collect();
    let all = format!("lodegraph_heavy_under_way{{kind=\"question\"}} {turns}");
    while !get(&doors, "/metrics").await.text.lines().any(|line| line == all) {
        sleep(Duration::from_millis(20)).await;
    }
    let refused = post(&doors, &long(turns)).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "1"));
    assert_eq!(code(&refused), "BUSY");
    // In words it is the same.
    let refused = get(&doors, "/ask?question=who%20supplies%20p0").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert_eq!(code(&refused), "BUSY");
    // What is light waits for nobody.
    assert_eq!(get(&doors, "/graphql?query={service{seq}}").await.status, StatusCode::OK);
    asked.into_iter().for_each(|task| task.abort());
}

#[tokio::test]
async fn an_id_from_elsewhere_counts_only_from_a_proxy_of_ones_own() {
    let given = [("x-request-id", "abc-1")];
    assert_ne!(get_as(&doors(), "/", &given).await.header("x-request-id"), "abc-1");
    let behind = with(Config { proxies: 1, ..Config::default() });
    assert_eq!(get_as(&behind, "/", &given).await.header("x-request-id"), "abc-1");
    for odd in ["a b", "", &"a".repeat(65)] {
        assert_ne!(get_as(&behind, "/", &[("x-request-id", odd)]).await.header("x-request-id"), odd);
    }
}

#[tokio::test]
async fn one_client_is_held_to_its_rate_whatever_it_says_of_itself() {
    let doors = with(Config { rate: 1, proxies: 1, ..Config::default() });
    let from = |forged: &str, real: &str| format!("{forged}, {real}");
    for number in 0..2 {
        let client = from(&format!("198.51.100.{number}"), "192.0.2.1");
        assert_eq!(get_as(&doors, "/health/live", &[("x-forwarded-for", &client)]).await.status, StatusCode::OK);
    }
    let refused = get_as(&doors, "/health/live", &[("x-forwarded-for", &from("198.51.100.9", "192.0.2.1"))]).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    let other = get_as(&doors, "/health/live", &[("x-forwarded-for", "192.0.2.2")]).await;
    assert_eq!(other.status, StatusCode::OK);
    // What stands before what the proxy wrote is of no account, whatever it is; some write the port.
    for client in [&b"\xFF\xFE, 192.0.2.3"[..], b"\xFF, 192.0.2.4:4711", b"1, [2001:db8::1]:4711"] {
        let mut refused = 0;
        for _ in 0..20 {
            let client = HeaderValue::from_bytes(client).unwrap();
            let request = Request::get("/health/live").header("x-forwarded-for", client);
            let answer = ask(&doors, request.body(Body::empty()).unwrap()).await;
            refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(refused > 0, "{}", String::from_utf8_lossy(client));
    }
    let unbounded = with(Config { proxies: 1, ..Config::default() });
    for _ in 0..50 {
        let answer = get_as(&unbounded, "/health/live", &[("x-forwarded-for", "192.0.2.1")]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_measures_say_what_was_asked_and_what_there_is() {
    let doors = doors();
    get(&doors, "/health/live").await;
    get(&doors, "/assets/none.js").await;
    // Light answers are kept when they are made again: the third is a kept one. The fourth is the same document asked otherwise.
    let north = "{entity(id:%22north%22){key}}";
    for query in [north, north, north, &format!("{north}&variables={{}}")] {
        assert_eq!(get(&doors, &format!("/graphql?query={query}")).await.status, StatusCode::OK);
    }
    let told = get(&doors, "/metrics").await;
    assert!(told.header("content-type").starts_with("application/openmetrics-text"));
    for line in [
        "lodegraph_requests_total{route=\"/health/live\",status=\"200\"} 1",
        "lodegraph_requests_total{route=\"/assets/{*path}\",status=\"404\"} 1",
        "lodegraph_request_seconds_count{route=\"/health/live\"} 1",
        "lodegraph_journal_head 1",
        "lodegraph_graph_size{kind=\"entity\"} 1",
        "lodegraph_ready 1",
        "lodegraph_subscriptions_open 0",
        "lodegraph_heavy_under_way{kind=\"question\"} 0",
        "lodegraph_heavy_under_way{kind=\"transfer\"} 0",
        "lodegraph_heavy_under_way{kind=\"export\"} 0",
        "lodegraph_graph_seq 1",
        "lodegraph_graph_lag 0",
        "lodegraph_cache_lookups_total{cache=\"answers\",result=\"hit\"} 1",
        "lodegraph_cache_lookups_total{cache=\"answers\",result=\"miss\"} 3",
        "lodegraph_cache_lookups_total{cache=\"documents\",result=\"hit\"} 2",
        "lodegraph_cache_lookups_total{cache=\"documents\",result=\"miss\"} 1",
        "lodegraph_cache_entries{cache=\"answers\"} 1",
        "lodegraph_question_cost_bucket{le=\"10.0\"} 3",
        "lodegraph_question_cost_sum 6.0",
        "# EOF",
    ] {
        assert!(told.text.lines().any(|told| told == line), "no `{line}` in\n{}", told.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_in_words_counts_for_what_it_costs() {
    let doors = doors();
    assert_eq!(get(&doors, "/ask?question=who%20supplies%20north").await.status, StatusCode::OK);
    let told = get(&doors, "/metrics").await.text;
    // How it is understood, and its answer, which searches.
    let count = |line: &str| told.lines().any(|told| told == line);
    assert!(
        count("lodegraph_question_cost_count 2") && !count("lodegraph_question_cost_bucket{le=\"2000.0\"} 2"),
        "{told}"
    );
}

#[tokio::test]
async fn every_measure_is_in_the_table_of_the_documentation() {
    let doors = doors();
    get(&doors, "/graphql?query={__typename}").await;
    let text = get(&doors, "/metrics").await.text;
    let told = text.lines().filter_map(|line| line.strip_prefix("# TYPE lodegraph_")?.split(' ').next());
    let told: Vec<&str> = told.collect();
    let page = include_str!("../../docs/operations.md");
    let (_, table) = page.split_once("## What to watch").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let named: Vec<&str> = rows.map(|name| name.split('{').next().unwrap().trim_end_matches("_total")).collect();
    for name in &told {
        assert!(named.contains(name), "`{name}` is not in the table");
    }
    for name in &named {
        assert!(told.contains(name), "`{name}` of the table is no measure");
    }
}

#[test]
fn every_setting_is_in_the_table_of_the_documentation() {
    let command = Serving::augment_args(Shared::augment_args(clap::Command::new("lodegraph")));
    let flags = command.get_arguments().filter_map(|argument| argument.get_long()).filter(|name| *name != "config");
    let mut settings: Vec<String> = flags.map(|name| name.replace('-', "_")).collect();
    let page = include_str!("../../docs/operations.md");
    let (_, table) = page.split_once("## Settings").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let cells = table.lines().filter(|line| line.starts_with("| `")).filter_map(|row| row.split('|').nth(1));
    let mut named: Vec<String> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    settings.sort();
    named.sort();
    assert_eq!(named, settings);
}

#[tokio::test]
async fn the_measures_are_not_for_everybody_who_may_read() {
    let (doors, _) = guarded(Some(Reading::Open), staff());
    assert_eq!(get(&doors, "/metrics").await.status, StatusCode::UNAUTHORIZED);
    let token = [(header::AUTHORIZATION.as_str(), "Bearer secret of reader")];
    assert_eq!(get_as(&doors, "/metrics", &token).await.status, StatusCode::OK);
    assert_eq!(get(&doors, "/health/ready").await.status, StatusCode::OK);
}

async fn server(config: Config) -> Server {
    serving(with(config)).await
}

/// Sends this, and gives what is answered until the server closes.
async fn send(address: SocketAddr, text: &str) -> (String, Duration) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it is closed");
    let _ = read;
    (String::from_utf8_lossy(&answer).into_owned(), begun.elapsed())
}

const LIVE: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
const HALF: &str = "POST /import HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/toml\r\nContent-Length: 10\r\n\r\n# ab";

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_never_finished_is_given_up_and_others_are_answered_meanwhile() {
    let server = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let halves = ["", "GET / HTTP/1.1\r\nHost: localhost\r\n", HALF].map(|half| send(server.address, half));
    let [nothing, head, body] = halves;
    let (nothing, head, body, live) = tokio::join!(nothing, head, body, send(server.address, LIVE));
    assert!(live.0.starts_with("HTTP/1.1 200") && live.1 < Duration::from_millis(900), "{live:?}");
    for (answer, took) in [nothing, head, body] {
        assert!(!answer.contains(" 200 ") && took < Duration::from_secs(4), "{answer} {took:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_connections_than_may_be_open_wait_for_one_that_closes() {
    let server = server(Config { connections: 1, idle_seconds: 2, ..Config::default() }).await;
    let held = TcpStream::connect(server.address).await.unwrap();
    sleep(Duration::from_millis(100)).await;
    let address = server.address;
    let waiting = tokio::spawn(async move { send(address, LIVE).await });
    sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    drop(held);
    assert!(waiting.await.unwrap().0.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_is_answered_when_the_server_ends_but_not_for_ever() {
    let Server { address, stop, task } = server(Config { drain_seconds: 1, ..Config::default() }).await;
    let (mut finished, mut never) =
        (TcpStream::connect(address).await.unwrap(), TcpStream::connect(address).await.unwrap());
    finished.write_all(HALF.as_bytes()).await.unwrap();
    never.write_all(HALF.as_bytes()).await.unwrap();
    sleep(Duration::from_millis(200)).await;
    stop.send_replace(true);
    sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(address).await.is_err(), "no more is taken");
    finished.write_all(b"cdef\n\n").await.unwrap();
    let mut answer = String::new();
    finished.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"taken\":0"), "{answer}");
    timeout(Duration::from_secs(5), task).await.expect("it ends").unwrap().unwrap();
}
