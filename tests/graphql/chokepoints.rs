//! On what a supply hangs, as it is asked through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, document, entity};

/// A sends to X past B, C straight; figures of what X takes in.
async fn world() -> Tested {
    let tie = |from: &str, to: &str| json!({ "export": { "from": from, "to": to } });
    let share = |value: &str| json!({ "measures": [{ "metric": "SHARE", "value": value, "unit": "%", "basis": "by value", "periodFrom": "2024" }] });
    Tested::with(&[json!([
        entity("PLACE", "a", "A"),
        entity("PLACE", "b", "B"),
        entity("PLACE", "c", "C"),
        entity("PLACE", "x", "X"),
        document("d1", "2025-01-01"),
        claim("e1", tie("a", "b"), "d1", json!({ "status": "ACTIVE" })),
        claim("e2", tie("b", "x"), "d1", share("40")),
        claim("e3", tie("c", "x"), "d1", share("35")),
    ])])
    .await
}

const ASKED: &str = "suppliers paths exact totalCount search { complete }
    edges { cursor node { entity { key } relation { key } lost suppliersLost(first: 1) { totalCount edges { node { key } } }
        pathsBroken pathShare essential figuresBroken { table { basis period { from } } figure { value unit derived claims { key } } relations of } } }
    pageInfo { hasNextPage endCursor }
    entityCut { size smallest entities { key } relations { key } } relationCut { relations { key } }";

async fn ask(tested: &Tested, more: &str) -> Value {
    let asked = format!("{{ view(asOf: \"2025-06-13\") {{ chokepoints(of: \"X\"{more}) {{ {ASKED} }} }} }}");
    tested.ask(&asked).await["view"]["chokepoints"].clone()
}

#[tokio::test]
async fn the_first_chokepoint_breaks_most_and_says_what() {
    let answer = ask(&world().await, "").await;
    assert_eq!((&answer["suppliers"], &answer["paths"], &answer["exact"]), (&json!(3), &json!(3), &json!(true)));
    let first = &answer["edges"][0]["node"];
    assert_eq!((&first["entity"]["key"], &first["relation"]), (&json!("b"), &Value::Null));
    assert_eq!((&first["lost"], &first["pathsBroken"], &first["pathShare"]), (&json!(2), &json!(2), &json!("66.67")));
    assert_eq!(first["suppliersLost"]["totalCount"], 2);
    assert_eq!(first["suppliersLost"]["edges"], json!([{ "node": { "key": "a" } }]));
    assert_eq!(first["essential"], false);
    let broken = &first["figuresBroken"][0];
    assert_eq!(broken["table"], json!({ "basis": "by value", "period": { "from": "2024" } }));
    assert_eq!((&broken["figure"]["value"], &broken["relations"], &broken["of"]), (&json!("40"), &json!(1), &json!(2)));
    assert_eq!(broken["figure"]["claims"][0]["key"], "e2");
    assert_eq!(answer["edges"][1]["node"]["relation"]["key"], "export.b.x");
    assert_eq!(answer["entityCut"]["entities"], json!([{ "key": "b" }, { "key": "c" }]));
    assert_eq!(answer["entityCut"]["relations"], json!([]));
    assert_eq!(answer["relationCut"]["relations"], json!([{ "key": "export.b.x" }, { "key": "export.c.x" }]));
}

#[tokio::test]
async fn pages_go_on_where_they_ended() {
    let tested = world().await;
    let (mut after, mut met) = (String::new(), Vec::new());
    loop {
        let page = ask(&tested, &format!(", first: 2{after}")).await;
        met.extend(page["edges"].as_array().unwrap().iter().map(|e| e["node"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    let whole = ask(&tested, "").await;
    let all: Vec<Value> = whole["edges"].as_array().unwrap().iter().map(|e| e["node"].clone()).collect();
    assert_eq!((met.len(), &whole["totalCount"]), (6, &json!(6)));
    assert_eq!(met, all);
}

#[tokio::test]
async fn within_a_scenario_the_supply_hangs_on_something_else() {
    let tested = world().await;
    let asked = "{ view(asOf: \"2025-06-13\") { scenario(changes: [{ remove: \"c\" }, { add: { kind: EXPORT, from: \"a\", to: \"x\" } }]) {
        chokepoints(of: \"x\", first: 1) { paths edges { node { entity { key } lost } } entityCut { entities { key } } } } } }";
    let answer = tested.ask(asked).await["view"]["scenario"]["chokepoints"].clone();
    assert_eq!(answer["paths"], 3);
    assert_eq!(answer["entityCut"]["entities"], json!([{ "key": "a" }, { "key": "b" }]));
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let tested = world().await;
    for (question, code) in [("of: \"nowhere\"", "NOT_FOUND"), ("of: \"x\", maxHops: 0", "INVALID")] {
        let error = tested.fails(&format!("{{ chokepoints({question}) {{ paths }} }}")).await;
        assert_eq!(error["extensions"]["code"], code, "{question}");
    }
}
