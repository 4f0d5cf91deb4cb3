//! Documents that are asked for by their hash.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use lodegraph::{config::Config, http::Doors};

use crate::door::{doors, get, post, store};

fn hash(query: &str) -> String {
    Sha256::digest(query.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn named(query: Option<&str>, hash: &str) -> String {
    let mut body = json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } });
    if let Some(query) = query {
        body["query"] = json!(query);
    }
    body.to_string()
}

#[tokio::test]
async fn a_document_is_sent_once_and_then_asked_for_by_its_hash() {
    let doors = doors();
    let query = "{ entity(id: \"north\") { key } }";
    let (found, hash) = (json!({"data": {"entity": {"key": "north"}}}), hash(query));
    let unknown = post(&doors, &named(None, &hash)).await;
    assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound");
    assert_eq!(unknown.json()["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(post(&doors, &named(Some(query), &hash)).await.json(), found);
    assert_eq!(post(&doors, &named(None, &hash)).await.json(), found);
    let extensions = format!("%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22{hash}%22%7D%7D");
    assert_eq!(get(&doors, &format!("/graphql?extensions={extensions}")).await.json(), found);
}

/// What the explorer asks, where it was built.
#[allow(clippy::print_stderr, reason = "what is skipped is told")]
fn of_the_pages() -> Vec<String> {
    let pages = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist"));
    if !pages.exists() {
        eprintln!("SKIPPED: what the pages ask, because they are not built");
        return Vec::new();
    }
    let documents = lodegraph::config::documents(&std::fs::read(pages.join("documents.json")).unwrap()).unwrap();
    assert!(!documents.is_empty());
    documents
}

#[tokio::test]
async fn what_the_servers_own_pages_and_sentences_ask_is_known_by_its_hash_from_the_start() {
    let told = get(&doors(), "/ask?question=who%20supplies%20north").await.json();
    let sentence = told["document"].as_str().expect("a document").to_owned();
    let doors = doors();
    for text in of_the_pages().iter().chain([&sentence]) {
        let answer = post(&doors, &named(None, &hash(text))).await.json();
        // Its variables are not sent, so that it may be refused; but it is known.
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_ne!(code, "PERSISTED_QUERY_NOT_FOUND", "{text}");
    }
}

#[tokio::test]
async fn a_hash_stands_for_its_own_document_alone() {
    let doors = doors();
    let (query, other) = ("{ __typename }", "{ service { seq } }");
    for wrong in [hash(other), "00".repeat(32), "zz".repeat(32), "é".repeat(32), String::new()] {
        let answer = post(&doors, &named(Some(query), &wrong)).await;
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INVALID", "{wrong}");
        assert_eq!(post(&doors, &named(None, &wrong)).await.json()["data"], Value::Null);
    }
    assert_eq!(post(&doors, &json!({ "extensions": {} }).to_string()).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn where_the_documents_are_listed_no_other_is_answered() {
    let listed = "{ entity(id: \"north\") { key } }";
    let config = Config { documents: Some(vec![listed.to_owned()]), ..Config::default() };
    let doors = Doors::of(&config).unwrap();
    doors.open(store());
    let found = json!({"data": {"entity": {"key": "north"}}});
    assert_eq!(post(&doors, &named(None, &hash(listed))).await.json(), found);
    assert_eq!(post(&doors, &json!({ "query": listed }).to_string()).await.json(), found);
    let asked = get(&doors, "/ask?question=who%20supplies%20north").await;
    assert_eq!((asked.status, &asked.json()["understood"]), (StatusCode::OK, &json!(true)), "{}", asked.text);
    // What the pages ask is allowed only where it is listed too.
    for text in of_the_pages() {
        let answer = post(&doors, &named(None, &hash(&text))).await.json();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND", "{text}");
    }
    for body in
        [named(Some("{ __typename }"), &hash("{ __typename }")), json!({ "query": "{ __typename }" }).to_string()]
    {
        let answer = post(&doors, &body).await;
        assert_eq!((answer.status, answer.json()["data"].is_null()), (StatusCode::FORBIDDEN, true));
    }
}
