//! Following: whole transactions, in order, none lost and none twice.

use std::time::Duration;

use async_graphql::{Executor, Request, Response};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

/// The events of a subscription with these arguments.
fn follow(tested: &Tested, args: &str) -> impl Stream<Item = Value> + Unpin + use<> {
    let asked = format!(
        "subscription {{ changes{args} {{ seq entities {{ key }} documents {{ key }} claims {{ key }} relations {{ key status }} }} }}"
    );
    let told = |response: Response| serde_json::to_value(response).unwrap();
    tested.door.execute_stream(Request::new(asked), None).map(told)
}

async fn next(stream: &mut (impl Stream<Item = Value> + Unpin)) -> Value {
    let body = tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("nothing came").unwrap();
    assert_eq!(body["errors"], Value::Null, "{body:#}");
    body["data"]["changes"].clone()
}

fn export(key: &str, from: &str, status: &str) -> Value {
    claim(key, json!({ "export": { "from": from, "to": "b" } }), "d1", json!({ "status": status, "validFrom": "2024" }))
}

async fn world() -> Tested {
    Tested::with(&[
        json!([
            entity("PLACE", "a", "A"),
            entity("PLACE", "b", "B"),
            entity("PLACE", "c", "C"),
            document("d1", "2025")
        ]),
        json!([export("c1", "a", "AGREED")]),
        json!([export("c2", "c", "ACTIVE"), entity("COMMODITY", "x", "X")]),
    ])
    .await
}

#[tokio::test]
async fn what_was_comes_first_and_then_what_is() {
    let tested = world().await;
    let mut stream = follow(&tested, "(after: \"0\")");
    assert_eq!(next(&mut stream).await["documents"], json!([{ "key": "d1" }]));
    let second = json!({ "seq": "2", "entities": [], "documents": [], "claims": [{ "key": "c1" }],
        "relations": [{ "key": "export.a.b", "status": "AGREED" }] });
    assert_eq!(next(&mut stream).await, second);
    assert_eq!(next(&mut stream).await["entities"], json!([{ "key": "x" }]));
    let mut firmer = export("c3", "a", "ACTIVE");
    firmer["assert"]["validFrom"] = json!("2025");
    tested.commit(json!([firmer])).await;
    let live = next(&mut stream).await;
    assert_eq!((&live["seq"], &live["relations"][0]["status"]), (&json!("4"), &json!("ACTIVE")));
}

#[tokio::test]
async fn a_resume_loses_and_repeats_nothing() {
    let tested = world().await;
    let mut met = Vec::new();
    let mut after = "0".to_owned();
    // Reconnects after each event, while somebody writes.
    for n in 0..6 {
        let mut stream = follow(&tested, &format!("(after: \"{after}\")"));
        after = next(&mut stream).await["seq"].as_str().unwrap().to_owned();
        met.push(after.clone());
        tested.commit(json!([entity("PLACE", &format!("n{n}"), "N")])).await;
    }
    assert_eq!(met, ["1", "2", "3", "4", "5", "6"]);
}

#[tokio::test]
async fn without_a_position_it_is_live_from_now_on() {
    let tested = world().await;
    let mut stream = follow(&tested, "");
    // The stream begins when it is first asked.
    let first = tokio::spawn(async move { next(&mut stream).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    tested.commit(json!([entity("PLACE", "d", "D")])).await;
    assert_eq!(first.await.unwrap()["seq"], "4");
}

#[tokio::test]
async fn a_filter_lets_whole_transactions_through() {
    let tested = world().await;
    let seqs = async |args: &str| {
        let mut stream = follow(&tested, args);
        let mut met = Vec::new();
        while let Ok(Some(body)) = tokio::time::timeout(Duration::from_millis(200), stream.next()).await {
            met.push(body["data"]["changes"]["seq"].as_str().unwrap().to_owned());
        }
        met
    };
    assert_eq!(seqs("(after: \"0\", about: [\"a\"])").await, ["1", "2"]);
    assert_eq!(seqs("(after: \"0\", about: [\"export.c.b\"])").await, ["3"]);
    assert_eq!(seqs("(after: \"0\", about: [\"C\", \"c1\"])").await, ["1", "2", "3"]);
    assert_eq!(seqs("(after: \"0\", kinds: [EXPORT])").await, ["2", "3"]);
    assert_eq!(seqs("(after: \"0\", about: [\"a\"], kinds: [EXPORT])").await, ["2"]);
    assert_eq!(seqs("(after: \"0\", kinds: [SUPPORT])").await, Vec::<String>::new());
    assert_eq!(seqs("(after: \"1\", about: [\"d1\"])").await, ["2", "3"]);
}

#[tokio::test]
async fn a_position_that_is_still_to_come_is_refused() {
    let tested = world().await;
    for (args, expected) in [("(after: \"9\")", "INVALID"), ("(about: [\"atlantis\"])", "NOT_FOUND")] {
        let body = follow(&tested, args).next().await.unwrap();
        assert_eq!(code(&body["errors"][0]), expected, "{body:#}");
    }
}

/// The changes of an answer about suppliers, with these arguments.
fn watch(tested: &Tested, args: &str) -> impl Stream<Item = Value> + Unpin + use<> {
    let asked = format!(
        "subscription {{ suppliers{args} {{ seq asOf appeared {{ entity {{ key }} standing }} gone {{ entity {{ key }} }}
            changed {{ before {{ entity {{ key }} standing access }} after {{ standing access }} }} }} }}"
    );
    let told = |response: Response| serde_json::to_value(response).unwrap()["data"]["suppliers"].clone();
    tested.door.execute_stream(Request::new(asked), None).map(told)
}

async fn told(stream: &mut (impl Stream<Item = Value> + Unpin)) -> Value {
    tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("nothing came").unwrap()
}

#[tokio::test]
async fn a_watcher_of_suppliers_hears_who_appears_who_is_gone_and_who_changes() {
    let tested = world().await;
    let mut stream = watch(&tested, "(of: \"b\", after: \"1\")");
    // What came since the position comes at once, and as one change.
    let first = told(&mut stream).await;
    let appeared = json!([{ "entity": { "key": "a" }, "standing": "CONTRACTED" }, { "entity": { "key": "c" }, "standing": "OPERATING" }]);
    assert_eq!((&first["seq"], &first["appeared"], &first["gone"]), (&json!("3"), &appeared, &json!([])));
    let mut firmer = export("c3", "a", "ACTIVE");
    firmer["assert"]["validFrom"] = json!("2025");
    // What cannot touch the answer is passed over.
    tested.commit(json!([entity("PLACE", "d", "D"), document("d2", "2025")])).await;
    tested.commit(json!([firmer])).await;
    let second = told(&mut stream).await;
    let moved = json!([{ "before": { "entity": { "key": "a" }, "standing": "CONTRACTED", "access": "OPEN" },
        "after": { "standing": "OPERATING", "access": "OPEN" } }]);
    assert_eq!((&second["seq"], &second["appeared"], &second["changed"]), (&json!("5"), &json!([]), &moved));
    tested.commit(json!([{ "retract": { "claim": "c2", "reason": "wrong" } }])).await;
    let third = told(&mut stream).await;
    assert_eq!((&third["seq"], &third["gone"]), (&json!("6"), &json!([{ "entity": { "key": "c" } }])));
}

#[tokio::test]
async fn a_watcher_hears_of_what_the_turn_of_a_day_brings() {
    let tested = world().await;
    let mut ends = export("c4", "d", "ACTIVE");
    ends["assert"]["validTo"] = json!("2025-06-10");
    tested.commit(json!([entity("PLACE", "d", "D"), ends])).await;
    let mut stream = watch(&tested, "(of: \"b\", afterDay: \"2025-06-10\")");
    let turned = told(&mut stream).await;
    assert_eq!((&turned["asOf"], &turned["gone"]), (&json!("2025-06-13"), &json!([{ "entity": { "key": "d" } }])));
}

#[tokio::test]
async fn a_position_or_a_day_that_is_still_to_come_cannot_be_watched_from() {
    let tested = world().await;
    for args in ["(of: \"b\", after: \"99\")", "(of: \"b\", afterDay: \"2031-01-01\")", "(of: \"nothing\")"] {
        let asked = format!("subscription {{ suppliers{args} {{ seq }} }}");
        let response = tested.door.execute_stream(Request::new(asked), None).next().await.unwrap();
        assert!(!response.errors.is_empty(), "{args}");
    }
}
