//! Questions and commits by POST and GET.

use axum::http::StatusCode;
use serde_json::json;

use crate::door::{doors, get, post};

const COMMIT: &str = r#"mutation { commit(changes: [{ putEntity: { key: \"south\", kind: PLACE, names: [{ text: \"South\", language: \"en\" }] } }]) { seq } }"#;

#[tokio::test]
async fn a_question_is_answered_by_post_and_by_get() {
    let doors = doors();
    let answer =
        post(&doors, r#"{"query":"query($key: ID) { entity(id: $key) { key } }","variables":{"key":"north"}}"#).await;
    assert_eq!(answer.json(), json!({"data": {"entity": {"key": "north"}}}));
    let answer = get(&doors, "/graphql?query=%7Bentity(id:%22north%22)%7Bkey%7D%7D").await;
    assert_eq!(answer.json(), json!({"data": {"entity": {"key": "north"}}}));
    assert!(answer.header("content-type").contains("json"));
}

#[tokio::test]
async fn what_is_committed_is_seen_by_the_next_question() {
    let doors = doors();
    let answer = post(&doors, &format!(r#"{{"query":"{COMMIT}"}}"#)).await;
    assert_eq!(answer.json(), json!({"data": {"commit": {"seq": "2"}}}));
    let answer = post(&doors, r#"{"query":"{ entity(id: \"south\") { name } }"}"#).await;
    assert_eq!(answer.json(), json!({"data": {"entity": {"name": "South"}}}));
}

#[tokio::test]
async fn nothing_is_written_by_get() {
    let doors = doors();
    let commit = COMMIT.replace("\\\"", "%22").replace(' ', "%20").replace('{', "%7B").replace('}', "%7D");
    for query in [
        commit.clone(),
        format!("query%20A%7B__typename%7D%20{}&operationName=B", commit.replace("mutation", "mutation%20B")),
    ] {
        let answer = get(&doors, &format!("/graphql?query={query}")).await;
        assert_eq!(
            (answer.status, answer.header("allow")),
            (StatusCode::METHOD_NOT_ALLOWED, "POST"),
            "{}",
            answer.text
        );
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INVALID");
    }
    let answer = post(&doors, r#"{"query":"{ entity(id: \"south\") { name } }"}"#).await;
    assert_eq!(answer.json(), json!({"data": {"entity": null}}));
}

#[tokio::test]
async fn a_document_that_is_none_is_an_error_with_its_place() {
    let answer = post(&doors(), r#"{"query":"{ entity(id: \"north\") { colour } }"}"#).await;
    let error = &answer.json()["errors"][0];
    assert_eq!(error["extensions"]["code"], "INVALID");
    assert_eq!(error["locations"], json!([{"line": 1, "column": 25}]));
    let answer = post(&doors(), "no json").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
