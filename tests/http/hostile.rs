//! What is sent to wear the server down: after each it answers the next question at once, and its memory stays bounded.

use std::{
    fs,
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use lodegraph::{
    graphql::Limits,
    http::{Doors, serve},
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::{self, Runtime},
    sync::watch,
    time::timeout,
};

use crate::door::{Answer, ask, doors, get, post, store};

/// How long anything may take here, in a debug build on a busy machine; what blows up takes minutes.
const AT_ONCE: Duration = Duration::from_secs(10);

const NESTING: &str = "levels of braces, brackets and parentheses";

pub async fn alive(doors: &Doors) {
    let answer = timeout(AT_ONCE, get(doors, "/graphql?query={entity(id:%22north%22){key}}")).await.expect("in time");
    assert_eq!(answer.json(), json!({"data": {"entity": {"key": "north"}}}));
}

/// A server whose requests are all served by one thread, so that what holds it up holds up the next question too. The time is kept by the
/// thread of the test, which serves nothing.
struct Served {
    doors: Doors,
    runtime: Option<Runtime>,
}

impl Served {
    fn new() -> Self {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { doors: doors(), runtime: Some(runtime) }
    }

    /// Begins to ask; what comes of it comes later.
    fn begin<T: Send + 'static>(&self, asked: impl Future<Output = T> + Send + 'static) -> mpsc::Receiver<T> {
        let (told, hears) = mpsc::channel();
        self.runtime.as_ref().unwrap().spawn(async move { told.send(asked.await) });
        hears
    }

    /// Begins to ask what is hostile, and asks whether the server lives: while that is under way, and once it is answered.
    fn asked(&self, hostile: Request<Body>, what: &str) -> Answer {
        let doors = self.doors.clone();
        let answer = self.begin(async move { ask(&doors, hostile).await });
        self.lives(what);
        let answer = answer.recv_timeout(AT_ONCE).unwrap_or_else(|why| panic!("{why}: {}", short(what)));
        self.lives(what);
        answer
    }

    fn lives(&self, what: &str) {
        let doors = self.doors.clone();
        let lives = self.begin(async move { alive(&doors).await }).recv_timeout(AT_ONCE);
        lives.unwrap_or_else(|why| panic!("the next question is not answered, {why}: {}", short(what)));
    }

    /// The same of a document.
    fn sent(&self, query: &str) -> Answer {
        let request = Request::post("/graphql").header("content-type", "application/json");
        let answer = self.asked(request.body(Body::from(json!({ "query": query }).to_string())).unwrap(), query);
        assert!(answer.status.as_u16() < 500, "{} {}", answer.status, answer.text);
        assert!(answer.text.len() < 64 * 1024, "{} bytes", answer.text.len());
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A thread that is held up is not waited for.
        self.runtime.take().unwrap().shutdown_background();
    }
}

fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

/// The most of what a limit is on.
fn most_of(limit: &str) -> u64 {
    let limits = Limits::default();
    match limit {
        "bytes" => limits.bytes,
        "tokens" => limits.tokens,
        NESTING => limits.nesting,
        "levels of fields" => limits.depth,
        "fields" => limits.fields,
        "fields at the root" => limits.root_fields,
        "aliases" => limits.aliases,
        "directives" => limits.directives,
        "points of cost" => limits.cost,
        _ => panic!("{limit} is no limit"),
    }
}

fn nested(open: &str, close: &str, times: usize) -> String {
    format!("{}1{}", open.repeat(times), close.repeat(times))
}

#[test]
fn what_holds_a_server_up_is_found_out() {
    let served = Served::new();
    let (open, opened) = mpsc::channel::<()>();
    let held = served.begin(async move { opened.recv() });
    let doors = served.doors.clone();
    let lives = served.begin(async move { alive(&doors).await });
    assert_eq!(lives.recv_timeout(Duration::from_millis(200)), Err(mpsc::RecvTimeoutError::Timeout));
    drop(open);
    assert!(held.recv_timeout(AT_ONCE).unwrap().is_err());
    lives.recv_timeout(AT_ONCE).unwrap();
}

#[test]
fn documents_that_blow_up_are_refused() {
    let served = Served::new();
    let spread = |n: usize, times: usize| format!("...f{n} ").repeat(times);
    let fragments = |levels: usize, times: usize, last: &str| -> String {
        let all = (0..levels).map(|n| format!("fragment f{n} on Query {{ {} }} ", spread(n + 1, times)));
        format!("{{ ...f0 }} {} fragment f{levels} on Query {{ {last} }}", all.collect::<String>())
    };
    let aliases: String = (0..5_000).map(|n| format!("a{n}: service {{ seq }} ")).collect();
    let wide = |from: usize| (from..60).map(|n| format!("...w{n} ")).collect::<String>();
    let parts: String = (0..60).map(|n| format!("fragment w{n} on Query {{ __typename {} }} ", wide(n + 1))).collect();
    let room = Room::now();
    for (query, code, limit) in [
        (fragments(40, 2, "__typename"), "TOO_COSTLY", "fields"),
        (fragments(8, 40, "__typename"), "TOO_COSTLY", "fields"),
        (fragments(10, 3, "...f0"), "INVALID", ""),
        (format!("{{ {} }} {parts}", wide(0)), "TOO_COSTLY", "fields"),
        (format!("{{ {aliases} }}"), "TOO_COSTLY", "tokens"),
        (
            format!("{{ service {{ {} }} }}", (0..201).map(|n| format!("a{n}: seq ")).collect::<String>()),
            "TOO_COSTLY",
            "aliases",
        ),
        (format!("{{ service {{ {} }} }}", "seq @include(if: true) ".repeat(101)), "TOO_COSTLY", "directives"),
        (format!("{{ {} }}", "service { seq } ".repeat(51)), "TOO_COSTLY", "fields at the root"),
        (format!("{{ {} }}", "service { seq } ".repeat(3_000)), "TOO_COSTLY", "tokens"),
        (format!("{{ entities(first: {}) {{ totalCount }} }}", nested("[", "]", 4_000)), "TOO_COSTLY", NESTING),
        (format!("{{ entities(where: {{ text: {} }}) {{ totalCount }} }}", nested("{a: ", "}", 50)), "INVALID", ""),
        (format!("{{ entities(where: {}) {{ totalCount }} }}", nested("[", "]", 50)), "INVALID", ""),
        ("{".repeat(9_000), "TOO_COSTLY", NESTING),
        ("{".repeat(100_000), "TOO_COSTLY", "tokens"),
        (
            format!("query({}) {{ __typename }}", (0..3_000).map(|n| format!("$v{n}: Int ")).collect::<String>()),
            "TOO_COSTLY",
            "tokens",
        ),
        (format!("query($v: {}Int{}) {{ __typename }}", "[".repeat(55), "]".repeat(55)), "INVALID", ""),
        (format!("{{ __typename {} }}", "@skip(if: false) ".repeat(3_000)), "TOO_COSTLY", "tokens"),
        (format!("{{ entity(id: \"{}\") {{ key }} }}", "x".repeat(900_000)), "TOO_COSTLY", "bytes"),
        (format!("{{ __typename }} #{}", "#".repeat(140_000)), "TOO_COSTLY", "bytes"),
        (
            "{ relations(first: 1000) { edges { node { claims(first: 1000) { edges { node { key } } } } } } }"
                .to_owned(),
            "TOO_COSTLY",
            "points of cost",
        ),
        (
            format!("{{ {}key{} }}", "relations(first: 1) { edges { node { to { ".repeat(9), " } } } }".repeat(9)),
            "TOO_COSTLY",
            "levels of fields",
        ),
    ] {
        let answer = served.sent(&query);
        let error = &answer.json()["errors"][0];
        let extensions = &error["extensions"];
        let told = (extensions["code"].as_str().unwrap(), extensions["limit"].as_str().unwrap_or_default());
        assert_eq!(told, (code, limit), "{} {}", &query[..query.len().min(80)], answer.text);
        if code == "TOO_COSTLY" {
            assert!(answer.json().get("data").is_none(), "{}", answer.text);
            let (value, most) = (extensions["value"].as_u64().unwrap(), extensions["most"].as_u64().unwrap());
            assert!(most == most_of(limit) && value > most, "{}", answer.text);
            let message = format!("the document has `{value}` {limit}, at most `{most}` are taken\nhint: ask in parts");
            assert_eq!(error["message"], message);
        }
        room.held(&query);
    }
}

#[test]
fn names_and_numbers_of_any_length_are_taken_for_what_they_are() {
    let served = Served::new();
    let room = Room::now();
    let long = "n".repeat(100_000);
    for query in [
        format!("{{ entity(id: \"{long}\") {{ key }} }}"),
        format!("{{ entity(id: \"\"\"{}\"\"\") {{ key }} }}", "\\\"\"\"".repeat(20_000)),
        format!("{{ search(text: \"{long}\") {{ totalCount }} }}"),
        format!("{{ suppliers(of: \"{long}\") {{ totalCount }} }}"),
        format!("{{ {long} }}"),
        format!("{{ entities(first: 1{}) {{ totalCount }} }}", "0".repeat(50_000)),
        format!("{{ view(asOf: \"{long}\") {{ seq }} }}"),
    ] {
        served.sent(&query);
        room.held(&query);
    }
}

#[test]
fn cursors_that_are_forged_or_cut_off_are_refused() {
    let served = Served::new();
    let room = Room::now();
    let page = served.sent("{ entities(first: 1) { pageInfo { endCursor } } }").json();
    let cursor = page["data"]["entities"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    let parts: Vec<&str> = cursor.split('.').collect();
    let mut forged =
        vec![String::new(), "....".to_owned(), "-".to_owned(), cursor.repeat(1_000), format!("{cursor}\u{0}")];
    forged.extend((1..cursor.find('.').unwrap()).map(|end| cursor[..end].to_owned()));
    for at in 0..4 {
        for with in ["", "x", "-1", "99999999999999999999999999999999999999999999", "\u{202e}"] {
            let mut parts = parts.clone();
            parts[at] = with;
            forged.push(parts.join("."));
        }
    }
    for cursor in forged {
        let query = format!("{{ entities(after: {}) {{ edges {{ cursor }} }} }}", json!(cursor));
        let answer = served.sent(&query);
        // A cursor cut in its text is another place of the same list: nothing is there to be had by it.
        assert!(answer.text.contains("INVALID") || answer.text.contains("\"edges\""), "{cursor} {}", answer.text);
        room.held(&cursor);
    }
}

#[test]
fn bodies_that_are_no_text_or_no_request_are_refused() {
    let served = Served::new();
    let room = Room::now();
    let deep = format!("{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":{}}}}}", nested("[", "]", 100_000));
    for body in [
        vec![0xFF, 0xFE, 0x00],
        b"{\"query\":\"{ __typename \xC3\x28 }\"}".to_vec(),
        b"{\"query\":\"\\uD800\"}".to_vec(),
        b"{\"query\":\"{ __typename }\"".to_vec(),
        deep.into_bytes(),
        vec![b'['; 500_000],
        b"null".to_vec(),
        vec![0; 100_000],
    ] {
        let request = Request::post("/graphql").header("content-type", "application/json");
        let what = String::from_utf8_lossy(&body).into_owned();
        let answer = served.asked(request.body(Body::from(body)).unwrap(), &what);
        assert!(answer.status.is_client_error(), "{} {}", answer.status, answer.text);
        room.held(&what);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_half_sent_hold_nobody_up() {
    let doors = Doors::default();
    doors.open(store());
    let room = Room::now();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (_stop, stopped) = watch::channel(false);
    tokio::spawn(serve(listener, doors.clone(), stopped));
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"query\"";
    let mut waiting = Vec::new();
    for _ in 0..64 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        waiting.push(stream);
    }
    alive(&doors).await;
    for mut stream in waiting {
        let mut bytes = [0; 512];
        let read = timeout(Duration::from_secs(30), stream.read(&mut bytes)).await.expect("it is told").unwrap();
        let answer = String::from_utf8_lossy(&bytes[..read]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {}", StatusCode::REQUEST_TIMEOUT.as_u16())), "{answer}");
    }
    alive(&doors).await;
    room.held("bodies half sent");
}

/// The most that the process ever had in memory before something that may not take much more, for good or for a moment: what is kept of
/// documents and answers is bounded, and may not be full yet.
pub struct Room(Option<u64>);

impl Room {
    const MOST: u64 = 160 * 1024;

    #[allow(clippy::print_stderr, reason = "what is skipped is told")]
    pub fn now() -> Self {
        let peak = peak();
        if peak.is_none() {
            eprintln!("SKIPPED: what is in memory, because this system has no /proc/self/status");
        }
        Self(peak)
    }

    pub fn held(&self, after: &str) {
        if let Some((before, now)) = self.0.zip(peak()) {
            assert!(now < before + Self::MOST, "{before} kB grew to {now} kB by {}", short(after));
        }
    }
}

/// The most kilobytes that were ever in memory; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The next of the numbers that a seed gives, by SplitMix64.
fn drawn(state: &AtomicU64) -> usize {
    let mut n = state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((n ^ (n >> 31)) >> 33).unwrap()
}

#[test]
fn ten_thousand_documents_changed_at_random_do_no_harm() {
    const DOCUMENTS: [&str; 5] = [
        "query A($id: ID = \"north\", $n: Int) { entity(id: $id) { key ...E relations(first: $n) { edges { node { id } } } } } fragment E on Entity { name names { text language } }",
        "{ suppliers(of: \"north\", maxHops: 3) { edges { node { entity { key } best { hops { reversed } } } } search { complete } } }",
        "{ view(asOf: \"2025-06-13\") { seq node: entity(name: \"north\") { kind @include(if: true) } } service { seq } }",
        "{ __schema { types { name fields { name args { name type { kind ofType { name } } } } } } }",
        "{ search(text: \"north\", first: 5) { edges { score node { __typename ... on Entity { key } } } } }",
    ];
    const PARTS: [&str; 20] = [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "...",
        "...E",
        "\"",
        "\"\"\"",
        "$id",
        ":",
        "@skip",
        "!",
        "first: 1000 ",
        "\\",
        "#",
        "\u{0}",
        "é",
        "relations ",
    ];
    let served = Served::new();
    let state = AtomicU64::new(7);
    let pick = |n: usize| drawn(&state) % n;
    let mut room = Room::now();
    for round in 0..10_000 {
        let mut document: Vec<char> = DOCUMENTS[pick(DOCUMENTS.len())].chars().collect();
        for _ in 0..=pick(4) {
            let (from, to) = (pick(document.len() + 1), pick(document.len() + 1));
            let (from, to) = (from.min(to), from.max(to));
            match pick(4) {
                0 => drop(document.drain(from..to.min(from + 12))),
                1 => drop(document.splice(from..from, PARTS[pick(PARTS.len())].chars()).collect::<Vec<_>>()),
                2 => {
                    let again: Vec<char> = document[from..to].to_vec();
                    drop(document.splice(from..from, again).collect::<Vec<_>>());
                }
                _ => {
                    let last = document.len() - 1;
                    document.swap(from.min(last), to.min(last));
                }
            }
            if document.is_empty() {
                document.push('{');
            }
        }
        let document: String = document.into_iter().collect();
        let (doors, body) = (served.doors.clone(), json!({ "query": document }).to_string());
        let answer = served.begin(async move { post(&doors, &body).await });
        let answer = answer.recv_timeout(AT_ONCE).unwrap_or_else(|why| panic!("{why}: {document}"));
        assert!(answer.status.as_u16() < 500, "{document}\n{} {}", answer.status, answer.text);
        if round == 2_000 {
            room = Room::now();
        }
        if round % 50 == 0 {
            served.lives(&document);
            room.held(&document);
        }
    }
    served.lives("all of them");
    room.held("all of them");
}
