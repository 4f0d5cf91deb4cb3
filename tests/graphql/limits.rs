//! What a document may be at most.

use std::{sync::Arc, time::Duration};

use async_graphql::{Executor, Request, Variables};
use futures_util::StreamExt;
use lodegraph::{
    graphql::{Door, Limits},
    model::{Change, Document, Key, Passage},
    store::Transaction,
};
use serde_json::{Value, json};

use crate::{
    dense::dense,
    door::{TODAY, Tested, code},
};

/// The refusal of a document: which limit, the value, the limit. Who spread out what it is asked to count would never come to an end.
async fn refused(tested: &Tested, query: &str) -> (String, u64, u64) {
    let error = tested.fails(query).await;
    assert_eq!(code(&error), "TOO_COSTLY", "{error}");
    let extensions = &error["extensions"];
    let (value, most) = (extensions["value"].as_u64().unwrap(), extensions["most"].as_u64().unwrap());
    let message = error["message"].as_str().unwrap();
    assert!(
        value > most && message.contains(&format!("`{value}`")) && message.contains(&format!("`{most}`")),
        "{error}"
    );
    (extensions["limit"].as_str().unwrap().to_owned(), value, most)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_playground_and_the_pages_ask_is_within_the_limits() {
    let tested = Tested::empty();
    let introspection = include_str!("../fixtures/introspection.graphql");
    assert!(tested.ask(introspection).await["__schema"]["types"].as_array().unwrap().len() > 60);
    let figures = "measures { metric value low high unit basis asPrinted period { from to } }";
    let claims = format!(
        "claims {{ edges {{ node {{ key statement mode status valid {{ from to }} {figures}
        evidence {{ locator document {{ key title url published publisher {{ name }} }} }} }} }} }}"
    );
    let page = format!("{{ suppliers(of: \"north\", first: 50) {{ totalCount search {{ complete }} edges {{ cursor node {{
        direct standing access share {{ value }} entity {{ key name kind }}
        best {{ standing access hops {{ from {{ key name }} to {{ key name }} relation {{ key kind status {claims} }} }} }} }} }} }} }}");
    let error = tested.fails(&page).await;
    assert_eq!(code(&error), "NOT_FOUND", "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_limit_refuses_what_is_above_it_at_once() {
    let tested = Tested::empty();
    let many = |n: usize, part: &str| part.repeat(n);
    let aliases: String = (0..201).map(|n| format!("a{n}: key ")).collect();
    let deep = format!("{{ entity(id: \"a\") {{ {} key {} }} }}", many(40, "broader { "), many(40, "} "));
    let wide = "{ relations(first: 1000) { edges { node { claims(first: 1000) { edges { node { key } } } } } } }";
    let through = "{ node(id: \"a\") { ... on Relation { claims(first: 1000) { edges { node { about { ... on Relation {
        claims(first: 1000) { edges { node { key } } } } } } } } } } }";
    let unmultiplied = "{ relations(first: 0) { edges { node { claims(first: 0) { edges { node { key } } } } } } }";
    for (query, limit) in [
        (format!("{{ entity(id: \"a\") {{ {aliases} }} }}"), "aliases"),
        (deep, "levels of fields"),
        (format!("{{ entity(id: \"a\") {{ {} }} }}", many(11_000, "key ")), "tokens"),
        (format!("{{ {} }}", many(51, "__typename ")), "fields at the root"),
        (format!("{{ __typename {} }}", many(101, "@include(if: true) ")), "directives"),
        (format!("{{ entity(id: \"{}\") {{ key }} }}", many(140_000, "x")), "bytes"),
        (
            format!("{{ entities(where: {{ text: {}1{} }}) {{ totalCount }} }}", many(70, "["), many(70, "]")),
            "levels of braces, brackets and parentheses",
        ),
        (wide.to_owned(), "points of cost"),
        // The interface is no way round.
        (through.to_owned(), "points of cost"),
    ] {
        let shown = &query[..query.len().min(120)];
        assert_eq!(refused(&tested, &query).await.0, limit, "{shown}");
    }
    tested.ask(unmultiplied).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_variable_asks_for_costs_as_much() {
    let tested = Tested::empty();
    let query = "query($n: Int = 1000) { relations(first: $n) { edges { node { claims(first: $n) { edges { node { key } } } } } } }";
    for (variables, taken) in
        [(json!({}), false), (json!({ "n": 1000 }), false), (json!({ "n": 5 }), true), (json!({ "n": null }), true)]
    {
        let response = serde_json::to_value(tested.send(query, variables.clone()).await).unwrap();
        assert_eq!(response["errors"] == Value::Null, taken, "{variables} {response}");
    }
}

/// `a0` spreads `a1` many times over, that spreads `a2` …
fn bomb(levels: usize, times: usize, last: &str) -> String {
    let spread = |n: usize| format!("...a{n} ").repeat(times);
    let fragments = (0..levels).map(|n| format!("fragment a{n} on Query {{ {} }}\n", spread(n + 1)));
    format!("{{ ...a0 }}\n{}fragment a{levels} on Query {{ {last} }}", fragments.collect::<String>())
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_that_spread_fragments_are_counted_once_each() {
    let tested = Tested::empty();
    for (levels, times) in [(20, 2), (30, 10), (60, 3), (3, 300)] {
        let (limit, value, _) = refused(&tested, &bomb(levels, times, "__typename")).await;
        assert!(limit == "fields" && value > 1_000, "{limit} {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_in_a_circle_are_refused_whether_they_are_asked_for_or_not() {
    let tested = Tested::empty();
    for query in [
        bomb(3, 9, "...a0"),
        "{ ...a } fragment a on Query { ...a ...a }".to_owned(),
        "{ __typename } fragment a on Query { ...b ...b } fragment b on Query { ...a ...a }".to_owned(),
        "{ entity(id: \"a\") { ...e } } fragment e on Entity { broader { ...e } commodities { ...e } }".to_owned(),
    ] {
        let error = tested.fails(&query).await;
        assert!(error["message"].as_str().unwrap().ends_with("spreads itself"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn introspection_that_goes_round_and_round_is_refused() {
    let tested = Tested::empty();
    let round = "fields { type { ".repeat(6);
    let query = format!("{{ __schema {{ types {{ {round} name {} }} }} }}", "} } ".repeat(6));
    refused(&tested, &query).await;
    let query = format!("{{ __type(name: \"Query\") {{ {round} name {} }} }}", "} } ".repeat(6));
    refused(&tested, &query).await;
}

/// Many of everything, and a door at which no question has any time.
fn hurried() -> (Tested, Tested) {
    let store = dense(70);
    let document = |n: usize| {
        let passage = Passage { heading: None, locator: None, text: "p0 was named here".to_owned() };
        let key = Key::new(&format!("doc-{n}")).unwrap();
        Change::PutDocument(Document { passages: vec![passage], ..Document::new(key, "Another document") })
    };
    let changes = (0..70).map(document).collect();
    store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
    let today = TODAY.parse().unwrap();
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    let hurried = Tested { door: Door::within(limits, Arc::clone(&store), move || today), store: Arc::clone(&store) };
    (Tested::over(store), hurried)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_cut_short_does_not_pass_for_the_whole() {
    let (patient, hurried) = hurried();
    for list in [
        "entities(first: 3) { edges { node { key } } }",
        r#"entities(where: { text: "nothing is called so" }) { totalCount }"#,
        "relations(first: 3) { edges { node { key } } }",
        r#"relations(where: { kinds: [OWNERSHIP] }) { totalCount }"#,
        "claims { totalCount }",
        "claims(where: { statuses: [DENIED] }) { edges { node { key } } }",
        "documents { totalCount }",
        r#"documents(where: { text: "nothing says so" }) { edges { node { key } } }"#,
        r#"documents(where: { mentions: "p0" }, first: 1) { edges { node { key } } }"#,
        r#"entity(id: "p0") { relations(first: 3) { edges { node { key } } } }"#,
        r#"entity(id: "p0") { documents { totalCount } }"#,
    ] {
        let query = format!("{{ {list} }}");
        patient.ask(&query).await;
        let error = hurried.fails(&query).await;
        let extensions = &error["extensions"];
        assert_eq!((code(&error), &extensions["limit"]), ("TOO_COSTLY", &json!("milliseconds")), "{query} {error}");
        assert!(extensions["value"].is_u64() && extensions["most"] == 0, "{error}");
        assert!(error["message"].as_str().unwrap().contains("`0` ms\nhint: "), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_of_what_was_not_gone_through_to_its_end_say_so() {
    let (patient, hurried) = hurried();
    for grouped in [
        r#"entities(where: { text: "nothing is called so" }, by: [KIND])"#,
        "relations(where: { kinds: [OWNERSHIP] }, by: [KIND])",
        "claims(where: { statuses: [DENIED] }, by: [KIND])",
        "measures(where: { kinds: [OWNERSHIP] }, by: [KIND])",
    ] {
        let query = format!("{{ groupBy {{ {grouped} {{ count search {{ complete reachedBound }} }} }} }}");
        let answers = [patient.ask(&query).await, hurried.ask(&query).await];
        let search =
            answers.map(|answer| answer["groupBy"].as_object().unwrap().values().next().unwrap()["search"].clone());
        let told =
            [json!({ "complete": true, "reachedBound": null }), json!({ "complete": false, "reachedBound": "time" })];
        assert_eq!(search, told, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_search_found_in_time_is_told_with_its_short_lists() {
    let (_, hurried) = hurried();
    let query = r#"{ entity(id: "p0") { key } relation(id: "export.p0.p1") { claims { totalCount edges { node { evidence { document { key } } } } } } }"#;
    let answer = hurried.ask(query).await;
    assert_eq!(answer["relation"]["claims"]["totalCount"], 1, "{answer}");
}

/// The first refusal of a subscription.
async fn not_followed(tested: &Tested, query: &str) -> Value {
    let mut all = tested.door.execute_stream(Request::new(query), None);
    let first = tokio::time::timeout(Duration::from_secs(20), all.next()).await;
    let response = first.expect("it is refused").unwrap();
    serde_json::to_value(response).unwrap()["errors"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_has_one_field_at_its_root() {
    let tested = Tested::over(dense(4));
    let many: String = (0..50).map(|n| format!("a{n}: suppliers(of: \"p0\") {{ seq }} ")).collect();
    for fields in [many.as_str(), "changes { seq } ...F", "a: changes { seq } b: changes { seq }"] {
        let fragment =
            if fields.contains("...F") { "fragment F on Subscription { suppliers(of: \"p0\") { seq } }" } else { "" };
        let error = not_followed(&tested, &format!("subscription {{ {fields} }} {fragment}")).await;
        assert_eq!(code(&error), "INVALID", "{fields} {error}");
        assert!(error["message"].as_str().unwrap().starts_with("a subscription has one field at its root"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_costs_what_one_of_its_events_may() {
    let tested = Tested::over(dense(4));
    let nested = "relations(first: 1000) { edges { node { claims(first: 40) { edges { node { key } } } } } }";
    for query in [
        format!("subscription {{ changes(after: \"0\") {{ entities {{ {nested} }} }} }}"),
        "subscription { suppliers(of: \"p0\") { appeared { paths(first: 1) { totalCount } } } }".to_owned(),
        format!("mutation {{ commit(changes: []) {{ entities {{ {nested} }} }} }}"),
    ] {
        let error = not_followed(&tested, &query).await;
        assert_eq!((code(&error), &error["extensions"]["limit"]), ("TOO_COSTLY", &json!("points of cost")), "{error}");
    }
    let heavy = |query: &str, variables: Value| {
        let request = Request::new(query).variables(Variables::from_json(variables));
        tested.door.read(request, tested.door.now()).ok().unwrap().heavy()
    };
    assert!(heavy("subscription { suppliers(of: \"p0\") { seq } }", json!({})));
    // Those who follow in a browser wait for no turn.
    let page = include_str!("../../web/src/features/live/live.graphql");
    assert!(!heavy(page, json!({ "after": "0", "about": ["p0"], "language": "en" })));
    assert!(!heavy(include_str!("../../web/examples/10-follow-changes.graphql"), json!({})));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_event_of_a_subscription_has_the_time_of_a_question() {
    let (patient, hurried) = hurried();
    for asked in [
        "changes(after: \"1\") { relations { from { relations(first: 1) { totalCount } } } }",
        "changes(after: \"1\") { relations { from { relations(first: 30) { totalCount edges { node { key } } } } } }",
        "suppliers(of: \"p0\", after: \"1\") { seq appeared { standing } }",
    ] {
        let asked = format!("subscription {{ {asked} }}");
        let follow = |tested: &Tested| {
            let all = tested.door.execute_stream(Request::new(asked.as_str()), None);
            all.map(|response| serde_json::to_value(response).unwrap())
        };
        let mut whole = follow(&patient);
        // A slow one does not take from the time of the next.
        for _ in 0..if asked.contains("suppliers") { 1 } else { 2 } {
            let body = tokio::time::timeout(Duration::from_secs(60), whole.next()).await.expect("it comes").unwrap();
            assert_eq!(body["errors"], Value::Null, "{asked} {body}");
        }
        let mut cut = follow(&hurried);
        let body = tokio::time::timeout(Duration::from_secs(60), cut.next()).await.expect("it comes").unwrap();
        let error = &body["errors"][0];
        assert_eq!(
            (code(error), &error["extensions"]["limit"]),
            ("TOO_COSTLY", &json!("milliseconds")),
            "{asked} {body}"
        );
        if asked.contains("suppliers") {
            let told = &error["extensions"];
            assert_eq!((&told["seq"], &told["asOf"]), (&json!("1"), &json!(TODAY)), "{body}");
            assert!(cut.next().await.is_none());
        }
    }
}
