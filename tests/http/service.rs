//! GraphQL over HTTP: forms of an answer, statuses, and what is refused before it is asked. The audits of the specification are run
//! against the whole server by `scripts/check.sh clients`.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use lodegraph::{
    config::{Config, Reading, Serving, Shared},
    http::Doors,
};
use serde_json::json;

use crate::{
    door::{Answer, ask, doors, get, post, store},
    rights::{guarded, staff},
};

const GRAPHQL: &str = "application/graphql-response+json";

async fn sent(doors: &Doors, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let request =
        headers.iter().fold(Request::post("/graphql"), |request, (name, value)| request.header(*name, *value));
    ask(doors, request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn what_never_ran_has_no_data_and_a_status_by_the_form_that_is_asked_for() {
    let doors = doors();
    for query in ["{", "{ nothing }", "query($id: ID!) { entity(id: $id) { key } }", "query A { a } query B { b }"] {
        let body = json!({ "query": query }).to_string();
        let old = post(&doors, &body).await;
        let new = sent(&doors, &[("content-type", "application/json"), ("accept", GRAPHQL)], body).await;
        assert_eq!((old.status, new.status), (StatusCode::OK, StatusCode::BAD_REQUEST), "{query}");
        for (answer, label) in
            [(old, "application/json; charset=utf-8"), (new, "application/graphql-response+json; charset=utf-8")]
        {
            assert_eq!(answer.header("content-type"), label);
            assert!(answer.json().get("data").is_none(), "{}", answer.text);
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INVALID");
        }
    }
}

#[tokio::test]
async fn who_listens_for_events_is_told_by_one_what_is_wrong() {
    let doors = doors();
    let events = [("content-type", "application/json"), ("accept", "text/event-stream")];
    for (body, code) in [
        (json!({ "query": "subscription {" }), "INVALID"),
        (json!({ "query": "subscription { nothing }" }), "INVALID"),
        (json!({ "query": "subscription($id: ID!) { suppliers(of: $id) { seq } }" }), "INVALID"),
        (json!({ "query": format!("{{ {} }}", "a: __typename ".repeat(201)) }), "TOO_COSTLY"),
        (
            json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "0".repeat(64) } } }),
            "PERSISTED_QUERY_NOT_FOUND",
        ),
        (json!({ "variables": {} }), "INVALID"),
    ] {
        let answer = sent(&doors, &events, body.to_string()).await;
        let head = (answer.status, answer.header("content-type"), answer.header("cache-control"));
        assert_eq!(head, (StatusCode::OK, "text/event-stream; charset=utf-8", "no-store"), "{body} {}", answer.text);
        let data = answer
            .text
            .strip_prefix("event: next\ndata: ")
            .and_then(|rest| rest.strip_suffix("\n\nevent: complete\ndata: \ndata: \n\n"));
        let told: serde_json::Value = serde_json::from_str(data.unwrap_or_else(|| panic!("{}", answer.text))).unwrap();
        assert_eq!((&told["errors"][0]["extensions"]["code"], told.get("data")), (&json!(code), None), "{told}");
    }
    // Who may not ask, or not so, is told by the status, which is seen before any event.
    let (guarded, _) = guarded(None, staff());
    let body = json!({ "query": "{ __typename }" }).to_string();
    let answer = sent(&guarded, &events, body.clone()).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::UNAUTHORIZED, "application/json; charset=utf-8")
    );
    let answer = sent(&doors, &[("accept", "text/event-stream")], body).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "application/json; charset=utf-8")
    );
}

#[tokio::test]
async fn what_ran_and_met_an_error_has_its_data_and_succeeds() {
    let body =
        json!({ "query": "{ a: entity(id: \"north\") { key } view(carryForwardMonths: -1) { seq } }" }).to_string();
    let answer = sent(&doors(), &[("content-type", "application/json"), ("accept", GRAPHQL)], body).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.json().get("data").is_some() && answer.json()["errors"][0]["path"] == json!(["view"]));
}

#[tokio::test]
async fn what_another_site_could_send_unasked_is_not_taken() {
    let doors = doors();
    let body = json!({ "query": "{ __typename }" }).to_string();
    for label in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/graphql",
        "application/json; charset=utf-16",
        "",
    ] {
        let answer = sent(&doors, &[("content-type", label)], body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{label}");
    }
    assert_eq!(sent(&doors, &[], body.clone()).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let batch = format!("[{body},{body}]");
    assert_eq!(post(&doors, &batch).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_body_is_of_a_mebibyte_at_most_whether_it_says_so_or_not() {
    let doors = doors();
    let long = json!({ "query": "{ __typename }", "extensions": { "a": "x".repeat(1024 * 1024) } }).to_string();
    let answer = post(&doors, &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "TOO_LARGE");
    let parts = long.as_bytes().chunks(1024).map(|part| Ok::<_, std::io::Error>(part.to_vec())).collect::<Vec<_>>();
    let streamed = Body::from_stream(futures_util::stream::iter(parts));
    let answer = sent(&doors, &[("content-type", "application/json")], streamed).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn no_error_says_again_what_was_sent() {
    let doors = doors();
    let secret = "pa55word".repeat(40);
    for query in [
        format!("{{ entity(id: \"{secret}"),
        format!("{{ entity(id: \"{secret}\") {{ key ! }} }}"),
        format!("{{ {secret} }}"),
        format!("query({secret} {{ a }}"),
        format!("{{ view(asOf: \"{secret}\") {{ seq }} }}"),
        format!("{{ ...{secret} }}"),
    ] {
        let answer = post(&doors, &json!({ "query": query }).to_string()).await;
        assert!(answer.text.contains("\"errors\"") && !answer.text.contains(&secret), "{}", answer.text);
    }
    for body in [format!("{{\"query\": \"{secret}"), format!("{{\"query\": [\"{secret}\"]}}"), format!("\"{secret}\"")]
    {
        let answer = post(&doors, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(!answer.text.contains("pa55word"), "{}", answer.text);
    }
    let variables = json!({ "query": "query($d: Date!) { view(asOf: $d) { seq } }", "variables": { "d": secret } });
    assert!(!post(&doors, &variables.to_string()).await.text.contains("pa55word"));
}

#[tokio::test]
async fn nothing_is_suggested_for_what_is_not_there() {
    let doors = doors();
    for query in ["{ entit(id: \"north\") { key } }", "{ entity(idd: \"north\") { key } }", "{ entity { kex } }"] {
        let answer = post(&doors, &json!({ "query": query }).to_string()).await;
        let message = answer.json()["errors"][0]["message"].as_str().unwrap().to_lowercase();
        assert!(!message.contains("did you mean") && !message.contains("`key`"), "{message}");
    }
}

#[tokio::test]
async fn methods_and_forms_that_are_none_are_named() {
    let doors = doors();
    let put = ask(&doors, Request::put("/graphql").body(Body::empty()).unwrap()).await;
    assert_eq!((put.status, put.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, POST, OPTIONS"));
    let html = ask(
        &doors,
        Request::get("/graphql?query={__typename}").header("accept", "text/html").body(Body::empty()).unwrap(),
    )
    .await;
    assert_eq!(html.status, StatusCode::NOT_ACCEPTABLE);
    let subscription = post(&doors, r#"{"query":"subscription { changes { seq } }"}"#).await;
    assert_eq!(subscription.status, StatusCode::BAD_REQUEST);
    assert!(subscription.text.contains("text/event-stream"), "{}", subscription.text);
    assert_eq!(get(&doors, "/graphql").await.status, StatusCode::BAD_REQUEST);
}

fn local() -> Doors {
    let serving = Serving { origins: Some(vec!["https://desk.example".to_owned()]), ..Serving::default() };
    let doors = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    doors.open(store());
    doors
}

#[tokio::test]
async fn pages_of_other_sites_may_ask_only_where_they_are_named() {
    let doors = local();
    let body = json!({ "query": "{ __typename }" }).to_string();
    let host = ("host", "127.0.0.1:8080");
    let json = ("content-type", "application/json");
    for (origin, allowed, shared) in [
        ("http://127.0.0.1:8080", true, ""),
        ("https://desk.example", true, "https://desk.example"),
        ("https://evil.example", false, ""),
        ("http://127.0.0.1:9090", false, ""),
        ("null", false, ""),
    ] {
        let answer = sent(&doors, &[host, json, ("origin", origin)], body.clone()).await;
        let status = if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (status, shared), "{origin}");
        let asked = Request::options("/graphql").header("host", host.1).header("origin", origin);
        let preflight =
            ask(&doors, asked.header("access-control-request-method", "POST").body(Body::empty()).unwrap()).await;
        let status = if allowed { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (status, shared), "{origin}");
    }
}

#[tokio::test]
async fn behind_a_proxy_it_is_asked_by_whatever_name_that_has() {
    let serving = Serving { reading: Some(Reading::Open), ..Serving::default() };
    let doors = Doors::of(&Config::of(Shared::default(), serving).unwrap()).unwrap();
    doors.open(store());
    let body = json!({ "query": "{ __typename }" }).to_string();
    let headers =
        [("host", "graph.example"), ("origin", "https://graph.example"), ("content-type", "application/json")];
    assert_eq!(sent(&doors, &headers, body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_of_its_own_machine_is_asked_by_that_machines_names() {
    let doors = local();
    let body = json!({ "query": "{ __typename }" }).to_string();
    for (host, status) in [
        ("localhost:8080", StatusCode::OK),
        ("127.0.0.1:8080", StatusCode::OK),
        ("[::1]:8080", StatusCode::OK),
        ("[::1]", StatusCode::OK),
        ("Graph.Localhost:8080", StatusCode::OK),
        ("evil.example:8080", StatusCode::FORBIDDEN),
        ("localhost.evil.example", StatusCode::FORBIDDEN),
        ("evillocalhost", StatusCode::FORBIDDEN),
        ("localhost:80@evil.example", StatusCode::FORBIDDEN),
        ("evil.example:80@localhost", StatusCode::FORBIDDEN),
        ("[::1].evil.example", StatusCode::FORBIDDEN),
        ("[::2]", StatusCode::FORBIDDEN),
        ("192.0.2.7", StatusCode::FORBIDDEN),
    ] {
        let answer = sent(&doors, &[("host", host), ("content-type", "application/json")], body.clone()).await;
        assert_eq!(answer.status, status, "{host}");
    }
    let answer = ask(
        &doors,
        Request::get("/graphql?query={__typename}").header(header::HOST, "evil.example").body(Body::empty()).unwrap(),
    );
    assert_eq!(answer.await.status, StatusCode::FORBIDDEN);
}
