//! Wide answers are written while they are resolved; a document that asks something twice under one name is resolved by the library. Both
//! must answer the same.

use std::{cell::Cell, fs, path::Path};

use async_graphql::{Request, Variables};
use lodegraph::{
    ingest,
    journal::MemoryJournal,
    store::{Store, Transaction},
};
use proptest::{
    collection::vec,
    prelude::any,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::{door::Tested, drawn, walk::Described};

/// A store of the bundled facts.
fn facts() -> Tested {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    for batch in ingest::bundled() {
        let changes = batch.changes.into_iter().map(|placed| placed.change).collect();
        store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
    }
    Tested::over(store.into())
}

/// The answer as it is sent: its bytes read again, whatever order they are in.
async fn sent(tested: &Tested, query: &str, variables: &Value) -> (Value, String) {
    let request = Request::new(query).variables(Variables::from_json(variables.clone()));
    let ready = tested.door.read(request, tested.door.now()).map_err(|refused| refused.into_response()).unwrap();
    let text = String::from_utf8(tested.door.answer(ready).await.json()).unwrap();
    (serde_json::from_str(&text).unwrap_or_else(|wrong| panic!("{wrong}: {text}")), text)
}

/// Asks by both ways, and once more when the document is known to be right.
async fn same(tested: &Tested, query: &str, variables: &Value) -> Value {
    let (written, text) = sent(tested, query, variables).await;
    let at = query.match_indices('{').map(|(at, _)| at).find(|at| !query[..*at].ends_with('(')).unwrap();
    let twice = format!("{} twice: __typename twice: __typename {}", &query[..=at], &query[at + 1..]);
    let (mut resolved, _) = sent(tested, &twice, variables).await;
    let Some(fields) = resolved["data"].as_object_mut() else { panic!("{query} is not answered: {resolved}") };
    assert_eq!(fields.remove("twice"), Some(json!("Query")), "{query}");
    if fields.is_empty() {
        resolved["data"] = Value::Null;
    }
    for error in [&written, &resolved].into_iter().filter_map(|answer| answer["errors"].as_array()).flatten() {
        assert!(error["extensions"]["code"].is_string(), "{error}");
    }
    let errors = |answer: &Value| -> Vec<Value> {
        let all = answer["errors"].as_array().into_iter().flatten();
        all.map(|error| json!([error["path"], error["message"], error["extensions"]])).collect()
    };
    assert_eq!((&written["data"], errors(&written)), (&resolved["data"], errors(&resolved)), "{query}");
    let (again, text_again) = sent(tested, query, variables).await;
    assert_eq!((again, text_again), (written.clone(), text), "{query}");
    written
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_are_answered_the_same_by_both_ways() {
    let tested = facts();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/examples");
    let mut asked = 0;
    for example in fs::read_dir(folder).unwrap() {
        let query = fs::read_to_string(example.unwrap().path()).unwrap();
        let code: Vec<&str> = query.lines().filter(|line| !line.starts_with('#')).collect();
        if code.first().is_some_and(|line| line.starts_with("query")) {
            let answer = same(&tested, &code.join("\n"), &json!({})).await;
            assert!(answer["errors"].is_null(), "{query} {answer:#}");
            asked += 1;
        }
    }
    assert!(asked >= 8, "{asked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_document_does_it_is_answered_the_same_by_both_ways() {
    let tested = facts();
    let cursor = tested.ask("{ entity(id: \"china\") { relations(first: 1) { pageInfo { endCursor } } } }").await;
    let cursor = &cursor["entity"]["relations"]["pageInfo"]["endCursor"];
    for (query, variables) in [
        // Interfaces, with what only some kinds have, in and out of fragments.
        (
            "{ relations(first: 60) { edges { node { __typename id ... on Restriction { instrument addressee { name } } ... on Contract { purpose value { value unit } } } } } }",
            json!({}),
        ),
        (
            "{ relations(first: 60) { edges { ...Edge } } } fragment Edge on RelationEdge { cursor node { ...Rel } } fragment Rel on Relation { kind from { ...E } commodity { key } } fragment E on Entity { key name }",
            json!({}),
        ),
        (
            "{ nodes(ids: [\"china\", \"nobody\", \"export.china.us.rare-earths\"]) { __typename id ... on Relation { claims { edges { node { key } } } } ... on Entity { relations(first: 2) { totalCount edges { node { key } } } } } }",
            json!({}),
        ),
        // Names of one's own, what is left out, variables, lists in lists.
        (
            "query($n: Int, $no: Boolean!) { e: entity(id: \"china\") { r: relations(first: $n, direction: OUT) { hits: edges { n: node { k: key } cursor @skip(if: $no) } i: pageInfo { hasNextPage endCursor startCursor } } names @include(if: $no) { text language } } }",
            json!({ "n": 3, "no": true }),
        ),
        (
            "{ entity(id: \"china\") { relations(first: 0) { totalCount edges { node { key } } pageInfo { endCursor } } documents(first: 3) { edges { node { title(language: \"zh\") passages { text } } } } } }",
            json!({}),
        ),
        (
            "query($after: String) { entity(id: \"china\") { relations(first: 2, after: $after) { edges { cursor node { key claims { totalCount edges { node { statement(language: \"zh\") measures { value asPrinted period { from } } evidence { quote document { title } } } } } } } pageInfo { hasPreviousPage } } } }",
            json!({ "after": cursor }),
        ),
        // What fails deep within.
        (
            "{ entity(id: \"china\") { key relations(first: 3) { edges { node { key claims(first: -1) { totalCount } to { relations(first: 2, last: 2) { totalCount } name } } } } } }",
            json!({}),
        ),
        ("{ entity(id: \"china\") { relations(first: 2, after: \"none\") { edges { node { key } } } } }", json!({})),
        // On another date.
        (
            "{ view(asOf: \"2022-01-01\") { id suppliers(of: \"us-refining\", first: 5) { totalCount search { complete } edges { node { entity { id key } paths(first: 2) { edges { node { key hops { relation { id } } } } search { relationsExamined } } } } } } }",
            json!({}),
        ),
    ] {
        same(&tested, query, &variables).await;
    }
}

#[test]
fn documents_that_nobody_wrote_are_answered_the_same_by_both_ways() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let tested = facts().unlimited();
    let described = runtime.block_on(Described::by(&tested));
    let (answered, failed) = (Cell::new(0), Cell::new(0));
    let choices = vec(any::<u16>(), 20..400);
    let config = Config { failure_persistence: None, ..Config::with_cases(200) };
    let ran = TestRunner::new(config).run(&choices, |choices| {
        let query = drawn::document(&described, &choices);
        let answer = runtime.block_on(same(&tested, &query, &json!({ "yes": true, "no": false })));
        answered.set(answered.get() + usize::from(answer["data"].to_string().len() > 200));
        failed.set(failed.get() + usize::from(answer["errors"].is_array()));
        Ok(())
    });
    ran.unwrap();
    assert!(answered.get() > 20 && failed.get() > 20, "{answered:?} answers of some length, {failed:?} with errors");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_twice_under_one_name_is_answered_as_one() {
    let tested = facts();
    for query in [
        "{ entity(id: \"china\") { relations(first: 2) { edges { node { key } } } relations(first: 2) { totalCount edges { node { kind } } } } }",
        "{ entity(id: \"china\") { relations(first: 2) { edges { node { key } } } ...More } } fragment More on Entity { relations(first: 2) { totalCount edges { node { kind } } } }",
        "{ ...A ... on Query { entity(id: \"china\") { relations(first: 2) { totalCount edges { node { kind } } } } } } fragment A on Query { entity(id: \"china\") { relations(first: 2) { edges { node { key } } } } }",
    ] {
        let relations = &tested.ask(query).await["entity"]["relations"];
        let edges = relations["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 2);
        assert!(relations["totalCount"].as_i64().unwrap() > 2, "{relations}");
        assert!(edges.iter().all(|e| e["node"]["key"].is_string() && e["node"]["kind"].is_string()), "{relations}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn as_deep_as_may_be_asked_is_answered() {
    let tested = facts();
    let deep = "relations(first: 1) { edges { node { to { ".repeat(7);
    let query = format!("{{ entity(id: \"china\") {{ {deep} key {} }} }}", "} } } } ".repeat(7));
    let mut at = &same(&tested, &query, &json!({})).await["data"]["entity"];
    let mut levels = 0;
    while let Some(edge) = at["relations"]["edges"].get(0) {
        (at, levels) = (&edge["node"]["to"], levels + 1);
    }
    assert!(levels > 0, "{at}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_was_right_before_is_not_asked_for_what_only_the_library_knows() {
    let tested = facts();
    for query in [
        "{ _service { sdl } }",
        "{ _entities(representations: []) { __typename } }",
        "{ __type(name: \"_Service\") { name } }",
    ] {
        for _ in 0..3 {
            let body = serde_json::to_value(tested.send(query, json!({})).await).unwrap();
            assert!(body["errors"].is_array() || body["data"]["__type"].is_null(), "{body}");
        }
    }
    let types = "{ __schema { types { name } } }";
    let first = tested.ask(types).await;
    assert_eq!(tested.ask(types).await, first);
    assert!(!first.to_string().contains("_Service"), "{first}");
}
