//! Answers that are kept: exact, told apart by all that they depend on, and not sent to who has them.

use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt;
use lodegraph::{
    config::{Config, Serving, Shared},
    http::{Doors, routes},
};
use serde_json::json;

use crate::{
    dense::{LONG, dense},
    door::{Answer, ask, doors, get, post, put, store},
};

const SEQ: &str = "/graphql?query={service{seq}}";

async fn got(doors: &Doors, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    ask(doors, request.body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_that_of_the_store_as_it_is_however_often_it_was_asked_before() {
    let store = store();
    let doors = Doors::default();
    doors.open(store.clone());
    for seq in 1..6 {
        for _ in 0..3 {
            assert_eq!(get(&doors, SEQ).await.json(), json!({"data": {"service": {"seq": seq.to_string()}}}));
            let posted =
                post(&doors, r#"{"query":"query($id: ID) { entity(id: $id) { key } }","variables":{"id":"p5"}}"#);
            assert_eq!(posted.await.json()["data"]["entity"].is_null(), seq < 5);
        }
        let (store, key) = (store.clone(), format!("p{}", seq + 1));
        tokio::task::spawn_blocking(move || put(&store, &key)).await.unwrap();
    }
}

#[tokio::test]
async fn requests_that_differ_in_anything_have_answers_of_their_own() {
    let doors = doors();
    let query = "query A($id: ID) { entity(id: $id) { key } } query B { __typename }";
    let mut tags = Vec::new();
    for request in [
        json!({ "query": query, "operationName": "A", "variables": { "id": "north" } }),
        json!({ "query": query, "operationName": "A", "variables": { "id": "south" } }),
        json!({ "query": query, "operationName": "B" }),
        json!({ "query": "{ __typename }" }),
    ] {
        let (first, second) = (post(&doors, &request.to_string()).await, post(&doors, &request.to_string()).await);
        assert_eq!((first.status, &first.text), (StatusCode::OK, &second.text));
        assert_eq!(first.header("etag"), second.header("etag"));
        tags.push(first.header("etag").to_owned());
    }
    for accept in ["application/json", "application/graphql-response+json"] {
        tags.push(got(&doors, SEQ, &[("accept", accept)]).await.header("etag").to_owned());
    }
    let known = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), known);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_many_ask_at_once_is_made_once() {
    let doors = Doors::default();
    doors.open(dense(12));
    let query = r#"{ suppliers(of: "p0", maxHops: 3, first: 5) { totalCount edges { node { entity { key } } } } }"#;
    let body = json!({ "query": query }).to_string();
    let asking = (0..20).map(|_| {
        let (doors, body) = (doors.clone(), body.clone());
        tokio::spawn(async move { post(&doors, &body).await })
    });
    let (mut made, mut texts) = (0, Vec::new());
    for answer in asking.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        made += usize::from(!answer.header("server-timing").is_empty());
        texts.push(answer.text);
    }
    texts.dedup();
    assert_eq!((made, texts.len()), (1, 1), "{texts:?}");
    // One that is not kept is made by each.
    let missing = json!({ "query": r#"{ suppliers(of: "nobody") { totalCount } }"# }).to_string();
    for _ in 0..3 {
        let (one, other) = tokio::join!(post(&doors, &missing), post(&doors, &missing));
        assert!(one.text.contains("NOT_FOUND") && other.text.contains("NOT_FOUND"), "{} {}", one.text, other.text);
    }
}

#[tokio::test]
async fn what_is_light_is_kept_once_it_is_asked_again_and_what_is_heavy_at_once() {
    let doors = Doors::default();
    doors.open(dense(4));
    let light = r#"{ entity(id: "p0") { key } }"#;
    let heavy = r#"{ suppliers(of: "p0", maxHops: 3, first: 5) { totalCount } }"#;
    for (query, expected) in [(light, [true, true, false, false]), (heavy, [true, false, false, false])] {
        let body = json!({ "query": query }).to_string();
        let (mut made, mut texts) = (Vec::new(), Vec::new());
        for _ in expected {
            let answer = post(&doors, &body).await;
            made.push(!answer.header("server-timing").is_empty());
            texts.push((answer.text.clone(), answer.header("etag").to_owned()));
        }
        texts.dedup();
        assert_eq!((made.as_slice(), texts.len()), (expected.as_slice(), 1), "{query}: {texts:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_cut_short_is_not_kept_and_has_no_tag() {
    let serving = Serving { question_seconds: Some(1), ..Serving::default() };
    let doors = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    doors.open(dense(40));
    let answer = post(&doors, &json!({ "query": LONG }).to_string()).await;
    let report = json!({ "complete": false, "reachedBound": "time" });
    assert_eq!(
        (answer.status, &answer.json()["data"]["paths"]["search"]),
        (StatusCode::OK, &report),
        "{}",
        answer.text
    );
    assert_eq!((answer.header("etag"), answer.header("cache-control")), ("", "no-store"));
    let took = answer.header("server-timing").strip_prefix("execute;dur=").unwrap().parse::<f64>().unwrap();
    assert!(took >= 1_000.0, "{took}");
    let kept = |text: &str| text.lines().any(|line| line == "lodegraph_cache_entries{cache=\"answers\"} 0");
    let told = get(&doors, "/metrics").await.text;
    assert!(kept(&told), "{told}");
}

#[tokio::test]
async fn who_has_the_answer_is_told_so_until_it_changes() {
    let store = store();
    let doors = Doors::default();
    doors.open(store.clone());
    let tag = get(&doors, SEQ).await.header("etag").to_owned();
    for tags in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let answer = got(&doors, SEQ, &[("if-none-match", &tags)]).await;
        assert_eq!(
            (answer.status, answer.text.as_str(), answer.header("etag")),
            (StatusCode::NOT_MODIFIED, "", tag.as_str())
        );
    }
    put(&store, "south");
    let answer = got(&doors, SEQ, &[("if-none-match", &tag)]).await;
    assert_eq!(answer.json(), json!({"data": {"service": {"seq": "2"}}}));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_today_is_not_of_tomorrow() {
    let doors = Doors::default();
    let tomorrow = Arc::new(AtomicBool::new(false));
    let turned = Arc::clone(&tomorrow);
    let day = move || if turned.load(Ordering::Relaxed) { "2020-01-01" } else { "2019-12-31" }.parse().unwrap();
    // All that is told there begins in 2020.
    doors.open_on(dense(2), day);
    let path = "/graphql?query={relations{totalCount}}";
    // Made anew a second time, it is kept.
    get(&doors, path).await;
    let first = get(&doors, path).await;
    assert_eq!(first.json(), json!({"data": {"relations": {"totalCount": 0}}}));
    let had = [("if-none-match", first.header("etag"))];
    assert_eq!(got(&doors, path, &had).await.status, StatusCode::NOT_MODIFIED);
    tomorrow.store(true, Ordering::Relaxed);
    assert_eq!(got(&doors, path, &had).await.json(), json!({"data": {"relations": {"totalCount": 2}}}));
}

#[tokio::test]
async fn a_text_that_is_struck_out_is_in_no_answer_that_was_kept() {
    let doors = doors();
    let put = r#"mutation { commit(changes: [{ putDocument: { key: "report", titles: [{ text: "Report", language: "en" }],
        published: "2020", passages: [{ text: "secret words" }] } }]) { seq } }"#;
    let strike =
        r#"mutation { commit(changes: [{ strikeText: { document: "report", reason: "asked to" } }]) { seq } }"#;
    let read = json!({ "query": "{ documents { edges { node { key passages { text } } } } }" }).to_string();
    let written = post(&doors, &json!({ "query": put }).to_string()).await;
    assert!(written.json()["errors"].is_null(), "{}", written.text);
    for _ in 0..2 {
        assert!(post(&doors, &read).await.text.contains("secret words"));
    }
    let struck = post(&doors, &json!({ "query": strike }).to_string()).await;
    assert!(struck.json()["errors"].is_null(), "{}", struck.text);
    let answer = post(&doors, &read).await.text;
    assert!(answer.contains("report") && !answer.contains("secret words"), "{answer}");
}

#[tokio::test]
async fn errors_and_what_is_written_are_not_kept() {
    let doors = doors();
    for query in ["{ nothing }", "{ view(carryForwardMonths: -1) { seq } }"] {
        let answer = post(&doors, &json!({ "query": query }).to_string()).await;
        assert_eq!(answer.header("etag"), "", "{query}");
    }
    let commit = "mutation { commit(changes: [{ putEntity: { key: \"south\", kind: PLACE, names: [{ text: \"South\", language: \"en\" }] } }]) { seq } }";
    let body = json!({ "query": commit }).to_string();
    assert_eq!(post(&doors, &body).await.header("etag"), "");
    assert_eq!(post(&doors, &body).await.json()["data"]["commit"]["seq"], "2");
}

#[tokio::test]
async fn a_long_answer_is_compressed_as_it_is_accepted_and_says_so() {
    let doors = doors();
    let path = "/graphql?query={__schema{types{name,description}}}";
    let plain = get(&doors, path).await;
    assert!(plain.text.len() > 4_000 && plain.header("content-encoding").is_empty());
    let mut tags = vec![plain.header("etag").to_owned()];
    for (accepted, coding) in
        [("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("gzip, deflate, br", "br"), ("br", "br")]
    {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, accepted).body(Body::empty()).unwrap();
        let response = routes(doors.clone()).answer(None, request).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], coding, "{accepted}");
        tags.push(response.headers()[header::ETAG].to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        assert!(bytes.len() * 2 < plain.text.len());
        let mut text = String::new();
        match coding {
            "gzip" => flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text),
            _ => brotli::Decompressor::new(&bytes[..], 4096).read_to_string(&mut text),
        }
        .unwrap();
        assert_eq!(text, plain.text);
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3);
    let short = got(&doors, SEQ, &[("accept-encoding", "br")]).await;
    assert_eq!(short.header("content-encoding"), "");
    // Who has one form has the answer, and is told so by the tag of that.
    tags.iter().for_each(|tag| assert!(tag.starts_with(&tags[0][..33]), "{tags:?}"));
    for (path, tag) in tags.iter().map(|tag| (path, tag.as_str())).chain([(SEQ, short.header("etag"))]) {
        let again = got(&doors, path, &[("accept-encoding", "br"), ("if-none-match", tag)]).await;
        assert_eq!((again.status, again.header("etag")), (StatusCode::NOT_MODIFIED, tag));
    }
    let other = tags[0].replace("\"", "") + "-zstd";
    assert_eq!(got(&doors, path, &[("if-none-match", &format!("\"{other}\""))]).await.status, StatusCode::OK);
}
