//! Which address is what, and what every answer carries.

use axum::http::StatusCode;
use lodegraph::http::Doors;

use crate::door::{doors, get, post};

#[tokio::test]
async fn the_first_page_is_the_explorer_or_says_how_to_build_it() {
    let answer = get(&doors(), "/").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    assert!(answer.text.contains("id=\"explorer\"") || answer.text.contains("make run"), "{}", answer.text);
}

#[tokio::test]
async fn the_explorer_may_use_no_style_and_no_script_but_those_of_files() {
    let answer = get(&doors(), "/").await;
    let closer = !answer.header("content-security-policy").contains("unsafe");
    assert_eq!(answer.text.contains("id=\"explorer\""), closer, "{}", answer.header("content-security-policy"));
}

#[tokio::test]
async fn the_playground_is_a_page_whether_the_pages_are_built_or_not() {
    for path in ["/playground", "/playground/"] {
        let answer = get(&doors(), path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
        // Built, it loads its parts from here; unbuilt, it says how to build them.
        assert!(answer.text.contains("../assets/") || answer.text.contains("make run"), "{}", answer.text);
    }
}

#[tokio::test]
async fn every_part_that_the_pages_load_is_there() {
    let doors = doors();
    let pages = get(&doors, "/playground").await.text + &get(&doors, "/").await.text;
    for part in pages.split("./assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
        let answer = get(&doors, &format!("/assets/{part}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{part}");
        assert!(answer.header("cache-control").contains("immutable") && !answer.header("content-type").is_empty());
    }
}

#[tokio::test]
async fn the_contract_is_the_one_that_the_schema_prints() {
    let answer = get(&doors(), "/schema.graphql").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text, lodegraph::graphql::sdl());
}

#[tokio::test]
async fn an_address_that_is_none_is_not_found() {
    for path in ["/nowhere", "/assets/nothing.js", "/assets/../Cargo.toml", "/assets/..%2f..%2fCargo.toml", "/health"] {
        let answer = get(&doors(), path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn it_lives_before_it_is_ready_and_asks_for_patience_until_then() {
    let doors = Doors::default();
    assert_eq!(get(&doors, "/health/live").await.status, StatusCode::OK);
    for answer in [get(&doors, "/health/ready").await, get(&doors, "/graphql?query={__typename}").await] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
    }
    assert_eq!(post(&doors, r#"{"query":"{__typename}"}"#).await.status, StatusCode::SERVICE_UNAVAILABLE);
    doors.open(crate::door::store());
    assert_eq!(get(&doors, "/health/ready").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let doors = doors();
    for path in ["/", "/playground", "/schema.graphql", "/health/live", "/nowhere", "/graphql?query={__typename}"] {
        let answer = get(&doors, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'; ") && policy.ends_with("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}
