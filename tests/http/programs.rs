//! The routes for other programs: what goes in, what comes out, and for whom.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use lodegraph::{
    config::{Config, Reading, Serving, Shared},
    http::{Doors, routes},
    journal::Backup,
};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    door::{Answer, ask, doors, get, store},
    rights::{code, guarded, staff},
    serving::PATIENCE,
    subscriptions::flood,
};

const GOOD: &str = "[[entity]]\nkey = \"south\"\nkind = \"PLACE\"\nnames = [{ text = \"South\", language = \"en\" }]\n";
const BAD: &str =
    "[[entity]]\nkey = \"Not A Key\"\nkind = \"PLACE\"\nnames = [{ text = \"South\", language = \"en\" }]\n";
const TOML: &str = "application/toml";

async fn import(doors: &Doors, how: &str, media_type: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("/import{how}")).header(header::CONTENT_TYPE, media_type);
    ask(doors, request.body(body.into()).unwrap()).await
}

async fn has_south(doors: &Doors) -> bool {
    get(doors, "/export").await.text.contains("South")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_once_with_a_report() {
    let doors = doors();
    let answer = import(&doors, "", TOML, format!("{GOOD}{BAD}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let report = answer.json();
    assert_eq!((&report["taken"], &report["already"], &report["transactions"]), (&json!(1), &json!(0), &json!(1)));
    let refused = report["refused"].as_array().unwrap();
    assert_eq!((refused.len(), &refused[0]["file"], &refused[0]["line"]), (1, &json!("body"), &json!(6)), "{report}");
    let report = import(&doors, "?name=again.toml", TOML, GOOD).await.json();
    assert_eq!(report, json!({"taken": 0, "already": 1, "transactions": 0, "refused": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_by_a_dry_run_nor_strictly_where_anything_is_refused() {
    let doors = doors();
    let answer = import(&doors, "?dry-run=true", TOML, GOOD).await;
    assert_eq!((answer.status, &answer.json()["taken"]), (StatusCode::OK, &json!(1)));
    let answer = import(&doors, "?strict=true", TOML, format!("{GOOD}{BAD}")).await;
    assert_eq!((answer.status, &answer.json()["taken"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(1)));
    assert!(!has_south(&doors).await);
    assert_eq!(import(&doors, "?strict=true", TOML, GOOD).await.status, StatusCode::OK);
    assert!(has_south(&doors).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_may_refer_to_each_other() {
    let doors = doors();
    let east = "[[entity]]\nkey = \"east\"\nkind = \"COMMODITY\"\nbroader = \"south\"\nnames = [{ text = \"East\", language = \"en\" }]\n";
    let files = json!([{"name": "east.toml", "text": east}, {"name": "south", "format": "dossier", "text": GOOD.replace("PLACE", "COMMODITY")}]);
    let answer = import(&doors, "", "application/json", files.to_string()).await;
    assert_eq!(answer.json(), json!({"taken": 2, "already": 0, "transactions": 1, "refused": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_elsewhere_could_send_or_is_too_large_is_refused_unread() {
    let doors = doors();
    for media_type in ["text/plain", "multipart/form-data; boundary=a", "application/x-www-form-urlencoded", ""] {
        let answer = import(&doors, "", media_type, GOOD).await;
        assert_eq!((answer.status, code(&answer)), (StatusCode::BAD_REQUEST, json!("INVALID")), "{media_type}");
    }
    assert_eq!(import(&doors, "?dryrun=true", TOML, GOOD).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(import(&doors, "?format=xml", TOML, GOOD).await.status, StatusCode::BAD_REQUEST);
    let serving = Serving { import_mib: Some(1), ..Serving::default() };
    let small = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    small.open(store());
    let answer = import(&small, "", TOML, "#".repeat((1 << 20) + 1)).await;
    assert_eq!((answer.status, code(&answer)), (StatusCode::PAYLOAD_TOO_LARGE, json!("TOO_LARGE")));
    assert!(!has_south(&doors).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_what_an_import_reads() {
    let (doors, other) = (doors(), doors());
    for (format, media_type) in [("jsonl", "application/jsonl"), ("dossier", TOML)] {
        let facts = get(&doors, &format!("/export?format={format}")).await;
        assert_eq!((facts.status, facts.header("content-type")), (StatusCode::OK, media_type));
        let report = import(&other, "", media_type, facts.text).await.json();
        assert_eq!(report, json!({"taken": 0, "already": 1, "transactions": 0, "refused": []}));
    }
    assert_eq!(get(&doors, "/export?known-at=2000-01-01T00:00:00Z").await.text, "");
    assert_eq!(get(&doors, "/export?as-of=yesterday").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_whole() {
    let request = Request::get("/backup").body(Body::empty()).unwrap();
    let answer = routes(doors()).answer(None, request).await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("backup");
    std::fs::write(&path, answer.into_body().collect().await.unwrap().to_bytes()).unwrap();
    let entries: Result<Vec<_>, _> = Backup::open(&path).unwrap().collect();
    assert_eq!(entries.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_route_is_for_those_whose_role_it_is() {
    let (doors, store) = guarded(None, staff());
    for (name, export, written, backup) in [
        (None, 401, 401, 401),
        (Some("reader"), 200, 403, 403),
        (Some("editor"), 200, 200, 403),
        (Some("admin"), 200, 200, 200),
    ] {
        let as_who = |request: axum::http::request::Builder| match name {
            Some(name) => request.header(header::AUTHORIZATION, format!("Bearer secret of {name}")),
            None => request,
        };
        let facts = GOOD.replace("south", &format!("south-{}", name.unwrap_or("none")));
        let import =
            as_who(Request::post("/import").header(header::CONTENT_TYPE, TOML)).body(Body::from(facts)).unwrap();
        let empty = |path| as_who(Request::get(path)).body(Body::empty()).unwrap();
        let mut answers = Vec::new();
        for request in [empty("/export"), import, empty("/backup")] {
            answers.push(ask(&doors, request).await.status.as_u16());
        }
        assert_eq!(answers, [export, written, backup], "{name:?}");
    }
    let who: Vec<Option<String>> = Arc::clone(&store).read(2).map(|entry| entry.unwrap().who).collect();
    assert_eq!(who, [Some("editor".to_owned()), Some("admin".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_strikes_no_text_but_by_an_admin() {
    let (doors, store) = guarded(None, staff());
    let strike = json!({"strike_text": {"document": "doc-none", "reason": "asked to"}}).to_string();
    let mut codes = Vec::new();
    for name in ["editor", "admin"] {
        let request = Request::post("/import")
            .header(header::CONTENT_TYPE, "application/jsonl")
            .header(header::AUTHORIZATION, format!("Bearer secret of {name}"));
        let answer = ask(&doors, request.body(Body::from(strike.clone())).unwrap()).await;
        codes.push(answer.json());
    }
    assert_eq!(codes[0]["errors"][0]["extensions"]["code"], "FORBIDDEN", "{codes:?}");
    // There is no such document: it is refused by its line, not for want of the right.
    assert_eq!(codes[1]["refused"][0]["line"], 1, "{codes:?}");
    assert_eq!(store.read(2).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_or_given_before_the_store_is_open() {
    let doors = Doors::default();
    for answer in [get(&doors, "/export").await, get(&doors, "/backup").await, import(&doors, "", TOML, GOOD).await] {
        assert_eq!((answer.status, code(&answer)), (StatusCode::SERVICE_UNAVAILABLE, Value::from("READ_ONLY")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_in_words_is_for_whoever_may_read() {
    let (doors, _) = guarded(None, staff());
    assert_eq!(get(&doors, "/ask?question=who%20supplies%20north").await.status, StatusCode::UNAUTHORIZED);
    let doors = crate::door::doors();
    let answer = get(&doors, "/ask?question=who%20supplies%20north&as-of=2025-06-13").await;
    let said = answer.json();
    assert_eq!((answer.status, &said["variables"]["asOf"]), (StatusCode::OK, &json!("2025-06-13")), "{}", answer.text);
    assert_eq!(answer.json()["answer"]["suppliers"]["edges"], json!([]));
    let not = get(&doors, "/ask?question=what%20this%20is").await;
    assert_eq!(
        (not.status, &not.json()["understood"], &not.json()["answer"]),
        (StatusCode::OK, &json!(false), &json!(null))
    );
    let refused = get(&doors, "/ask?question=customers%20of%20north%20as%20of%202022-01-01&as-of=2025-06-13").await;
    assert_eq!((refused.status, code(&refused)), (StatusCode::BAD_REQUEST, json!("INVALID")));
}

/// A line of JSONL for a place.
fn place(key: &str) -> String {
    format!(
        "{{\"put_entity\":{{\"key\":\"{key}\",\"kind\":\"PLACE\",\"names\":[{{\"text\":\"p\",\"language\":\"en\"}}]}}}}\n"
    )
}

/// A line for a commodity within a wider one.
fn within(key: &str, broader: &str) -> String {
    format!(
        "{{\"put_entity\":{{\"key\":\"{key}\",\"kind\":\"COMMODITY\",\"broader\":\"{broader}\",\"names\":[{{\"text\":\"{key}\",\"language\":\"en\"}}]}}}}\n"
    )
}

fn pieces(pieces: impl IntoIterator<Item = Result<String, std::io::Error>, IntoIter: Send + 'static>) -> Body {
    Body::from_stream(futures_util::stream::iter(pieces))
}

const JSONL: &str = "application/jsonl";

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_taken_as_they_come_and_may_refer_to_later_ones() {
    let doors = doors();
    // Some MiB, so that it comes in several parts; the first line needs the last, and one in the middle is no line.
    let filler = || (0..12_000).map(|n| Ok(place(&format!("place-{n}-{}", "x".repeat(200)))));
    let body = || {
        let first = [Ok(within("narrow", "wide"))];
        let bad = [Ok("{\"put_entity\":{}}\n".to_owned()), Ok(place("place-0-twice").replace("PLACE", "NOWHERE"))];
        let last = within("wide", "x").replace("\"broader\":\"x\",", "");
        pieces(first.into_iter().chain(filler()).chain(bad).chain([Ok(last)]))
    };
    let answer = import(&doors, "?name=many.jsonl", JSONL, body()).await;
    let report = answer.json();
    assert_eq!(
        (answer.status, &report["taken"], &report["already"]),
        (StatusCode::OK, &json!(12_002), &json!(0)),
        "{report}"
    );
    let refused: Vec<_> = report["refused"].as_array().unwrap().iter().map(|r| (&r["file"], &r["line"])).collect();
    assert_eq!(refused, [(&json!("many.jsonl"), &json!(12_002)), (&json!("many.jsonl"), &json!(12_003))]);
    let again = import(&doors, "?name=many.jsonl", JSONL, body()).await.json();
    assert_eq!((&again["taken"], &again["already"]), (&json!(0), &json!(12_002)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_breaks_off_has_taken_what_came_and_goes_on_when_it_is_sent_again() {
    let doors = doors();
    let all = || (0..12_000).map(|n| place(&format!("place-{n}-{}", "x".repeat(200))));
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let answer = import(&doors, "", JSONL, pieces(all().take(9_000).map(Ok).chain([Err(broken)]))).await;
    let error = &answer.json()["errors"][0];
    assert_eq!((answer.status, &error["extensions"]["code"]), (StatusCode::BAD_REQUEST, &json!("INVALID")), "{error}");
    let taken = error["extensions"]["taken"]["taken"].as_u64().unwrap();
    assert!((1..9_000).contains(&taken), "{taken}");
    let again = import(&doors, "", JSONL, pieces(all().map(Ok))).await.json();
    assert_eq!((&again["already"], &again["taken"]), (&json!(taken), &json!(12_000 - taken)), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_lines_may_be_longer_than_what_is_held_but_not_all_wrong() {
    let serving = Serving { import_mib: Some(1), ..Serving::default() };
    let small = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    small.open(store());
    let line = place(&format!("far-{}", "x".repeat(200)));
    // Eight MiB of it: the room for all imports together is four.
    let lines = (8 << 20) / line.len();
    let report = import(&small, "", JSONL, pieces((0..lines).map(move |_| Ok(line.clone())))).await.json();
    assert_eq!((&report["taken"], &report["already"]), (&json!(1), &json!(lines - 1)), "{report}");
    let wrong = pieces((0..4_000).map(|_| Ok("x\n".repeat(1_000))));
    let answer = import(&small, "", JSONL, wrong).await;
    let error = &answer.json()["errors"][0];
    assert_eq!((answer.status, &error["extensions"]["code"]), (StatusCode::BAD_REQUEST, &json!("INVALID")));
    assert!(error["message"].as_str().unwrap().contains("10000 lines are refused\nhint: "), "{}", error["message"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_too_long_is_told_as_that_however_little_is_held_for_imports() {
    let doors = Doors::of(&Config { import_mib: 1, ..Config::default() }).unwrap();
    doors.open(store());
    let answer = import(&doors, "", JSONL, pieces((0..96).map(|_| Ok("x".repeat(64 << 10))))).await;
    assert_eq!(code(&answer), "TOO_LARGE", "{}", answer.text);
    assert!(answer.text.contains("a line has more than 1048576 bytes"), "{}", answer.text);
}

/// A body that begins with this, pauses for a while, and then goes on without an end; how many pieces were asked for after the pause.
fn endless(first: &str, pause: Duration) -> (Body, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let (first, counted) = (stream::iter([Ok::<_, std::io::Error>(first.to_owned())]), Arc::clone(&asked));
    let rest = stream::unfold(pause, move |pause| {
        let counted = Arc::clone(&counted);
        async move {
            tokio::time::sleep(pause).await;
            counted.fetch_add(1, Ordering::Relaxed);
            Some((Ok("#".repeat(1024)), Duration::from_millis(1)))
        }
    });
    (Body::from_stream(first.chain(rest)), asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_is_received_for_a_while_and_what_came_too_late_not_at_all() {
    let doors = Doors::of(&Config { idle_seconds: 1, import_mib: 1, ..Config::default() }).unwrap();
    doors.open(store());
    for media_type in [TOML, JSONL] {
        let (late, asked) = endless("#", Duration::from_millis(1_500));
        let answer = timeout(PATIENCE, import(&doors, "", media_type, late)).await.expect("an answer");
        assert!(answer.text.contains("did not arrive in time"), "{}", answer.text);
        assert_eq!(asked.load(Ordering::Relaxed), 0, "{media_type}");
    }
    // Too long, and of no kind that is taken.
    for (media_type, first) in
        [(TOML, "#".repeat(2 << 20)), (JSONL, "#".repeat(2 << 20)), ("text/plain", "#".to_owned())]
    {
        let (body, asked) = endless(&first, Duration::ZERO);
        let answer = timeout(PATIENCE, import(&doors, "", media_type, body)).await.expect("an answer");
        assert!(answer.status.is_client_error() && asked.load(Ordering::Relaxed) > 0, "{media_type}");
    }
    // From who may not write nothing is received.
    let (doors, _) = guarded(Some(Reading::Open), staff());
    let (body, asked) = endless("#", Duration::ZERO);
    assert_eq!(import(&doors, "", TOML, body).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(asked.load(Ordering::Relaxed), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_contents_of_a_key_are_told_by_their_lines_of_the_whole_file() {
    let doors = doors();
    let place = |name: &str| {
        format!(
            "{{\"put_entity\":{{\"key\":\"d\",\"kind\":\"PLACE\",\"names\":[{{\"text\":\"{name}\",\"language\":\"en\"}}]}}}}\n"
        )
    };
    // More than a part of it, so that both stand in the second.
    let blank = "\n".repeat(1 << 20);
    let body = Body::from_stream(futures_util::stream::iter(
        [blank, place("One") + &place("Two")].map(Ok::<_, std::io::Error>),
    ));
    let answer = import(&doors, "", "application/jsonl", body).await;
    let refused = &answer.json()["refused"][0];
    assert_eq!(refused["line"], (1 << 20) + 2, "{}", answer.text);
    let reason = refused["reason"].as_str().unwrap();
    assert!(reason.contains(&format!("has another content in line {};", (1 << 20) + 1)), "{reason}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_slowly_holds_nobody_up() {
    let doors = doors();
    // More than may run at once, each of which has sent a part and sends no more.
    let mut slow = Vec::new();
    for media_type in [JSONL, JSONL, JSONL, JSONL, TOML, TOML, TOML, TOML, "application/json"] {
        let (sender, receiver) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(1);
        let body =
            Body::from_stream(futures_util::stream::unfold(receiver, |mut r| async { Some((r.recv().await?, r)) }));
        let doors = doors.clone();
        slow.push((sender.clone(), tokio::spawn(async move { import(&doors, "", media_type, body).await })));
        sender.send(Ok("# nothing yet\n".to_owned())).await.unwrap();
        sender.reserve().await.unwrap();
    }
    let report = import(&doors, "", TOML, GOOD).await;
    assert_eq!((report.status, &report.json()["taken"]), (StatusCode::OK, &json!(1)));
    assert_eq!(get(&doors, "/export").await.status, StatusCode::OK);
    for (sender, answer) in slow {
        drop(sender);
        assert_ne!(answer.await.unwrap().status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_an_export_slowly_keeps_nobody_from_writing_or_backing_up() {
    let (doors, store) = guarded(None, staff());
    flood(&store).await;
    let as_who = |request: axum::http::request::Builder, name: &str| {
        request.header(header::AUTHORIZATION, format!("Bearer secret of {name}"))
    };
    let get = |path, name| as_who(Request::get(path), name).body(Body::empty()).unwrap();
    // As many as may run at once, none of which is read.
    let mut held = Vec::new();
    loop {
        let answer = routes(doors.clone()).answer(None, get("/export", "reader")).await;
        if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(answer.headers()[header::RETRY_AFTER], "5");
            break;
        }
        held.push(answer);
    }
    let measures = ask(&doors, get("/metrics", "reader")).await.text;
    assert!(measures.contains(&format!("heavy_under_way{{kind=\"export\"}} {}", held.len())), "{measures}");
    let request = as_who(Request::post("/import"), "editor").header(header::CONTENT_TYPE, TOML);
    let report = ask(&doors, request.body(Body::from(GOOD)).unwrap()).await;
    assert_eq!((report.status, &report.json()["taken"]), (StatusCode::OK, &json!(1)));
    assert_eq!(ask(&doors, get("/backup", "admin")).await.status, StatusCode::OK);
    drop(held);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_received_is_bounded_for_all_together() {
    let serving = Serving { import_mib: Some(1), ..Serving::default() };
    let small = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    small.open(store());
    let mut held = Vec::new();
    // Room is for four times the largest: here all but two KiB of each, and one byte.
    for _ in 0..4 {
        let (sender, receiver) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(1);
        let body =
            Body::from_stream(futures_util::stream::unfold(receiver, |mut r| async { Some((r.recv().await?, r)) }));
        let doors = small.clone();
        held.push((sender.clone(), tokio::spawn(async move { import(&doors, "", TOML, body).await })));
        sender.send(Ok("#".repeat((1 << 20) - (2 << 10)))).await.unwrap();
        // Once the byte is fetched, the piece before it has its room.
        sender.send(Ok("#".to_owned())).await.unwrap();
        sender.reserve().await.unwrap();
    }
    let more_than_is_left = format!("{GOOD}\n#{}", " ".repeat(16 << 10));
    let answer = import(&small, "", TOML, more_than_is_left).await;
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, "5"),
        "{}",
        answer.text
    );
    for (sender, answer) in held {
        drop(sender);
        assert_eq!(answer.await.unwrap().status, StatusCode::OK);
    }
    assert_eq!(import(&small, "", TOML, GOOD).await.status, StatusCode::OK);
}
