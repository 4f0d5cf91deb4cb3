//! Groups, as they are asked for through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

async fn world() -> Tested {
    let mut all = entity("PLACE", "world", "World");
    all["putEntity"]["aggregate"] = json!(true);
    let country = |key: &str| {
        let mut country = entity("PLACE", key, key);
        country["putEntity"]["subkind"] = json!("country");
        country
    };
    let mut d1 = document("d1", "2024-05-01");
    d1["putDocument"]["publisher"] = json!("press");
    let tie = |from: &str, to: &str| json!({ "export": { "from": from, "to": to, "commodity": "ree" } });
    let worth = |value: &str| json!({ "measures": [{ "metric": "VALUE", "value": value, "unit": "USD", "periodFrom": "2023" }] });
    Tested::with(&[
        json!([
            all,
            country("us"),
            country("china"),
            entity("ORGANIZATION", "press", "Press"),
            entity("FACILITY", "plant", "Plant"),
            entity("COMMODITY", "ree", "Rare earths"),
            d1,
            claim("c", tie("china", "us"), "d1", worth("60")),
            claim("p", tie("plant", "us"), "d1", worth("20")),
            claim("w", tie("world", "us"), "d1", worth("90")),
            claim("l", json!({ "location": { "from": "plant", "to": "china" } }), "d1", json!({})),
            claim("gone", tie("us", "china"), "d1", worth("7")),
        ]),
        json!([{ "retract": { "claim": "gone", "reason": "misread" } }]),
    ])
    .await
}

async fn grouped(tested: &Tested, asked: &str) -> Value {
    tested.ask(&format!("{{ groupBy {{ {asked} }} }}")).await["groupBy"].clone()
}

#[tokio::test]
async fn relations_are_grouped_within_groups_with_their_figures() {
    let tested = world().await;
    let asked = "relations(by: [KIND, FROM_COUNTRY]) { count groupCount search { complete } figures { metric unit sum min max mean count withoutValue }
        groups { key count entity { key } groups { key count entity { key } figures { sum } } } }";
    let answer = grouped(&tested, asked).await["relations"].clone();
    assert_eq!(
        (&answer["count"], &answer["groupCount"], &answer["search"]["complete"]),
        (&json!(4), &json!(2), &json!(true))
    );
    assert_eq!(
        answer["figures"],
        json!([{ "metric": "VALUE", "unit": "USD", "sum": "80", "min": "20", "max": "60", "mean": "40", "count": 2, "withoutValue": 0 }])
    );
    assert_eq!(
        answer["groups"][0],
        json!({ "key": "EXPORT", "count": 3, "entity": null, "groups": [
            { "key": "china", "count": 2, "entity": { "key": "china" }, "figures": [{ "sum": "80" }] },
            { "key": null, "count": 1, "entity": null, "figures": [] } ] })
    );
    let totals = grouped(&tested, "relations(by: [], totals: true) { count figures { sum } groups { key } }").await;
    assert_eq!(totals["relations"], json!({ "count": 4, "figures": [{ "sum": "90" }], "groups": [] }));
}

#[tokio::test]
async fn filters_are_those_of_the_lists() {
    let tested = world().await;
    for (asked, counts) in [
        ("relations(where: { kinds: [EXPORT], from: \"plant\" }, by: [STATUS])", json!([["ACTIVE", 1]])),
        ("entities(where: { kinds: [PLACE, FACILITY] }, by: [COUNTRY])", json!([["china", 2], ["us", 1], [null, 1]])),
        ("claims(where: { about: \"plant\" }, by: [KIND])", json!([["EXPORT", 1], ["LOCATION", 1]])),
        ("claims(by: [PUBLISHER])", json!([["press", 4]])),
        ("claims(by: [MONTH])", json!([["2023-01", 3], [null, 1]])),
        ("claims(where: { retracted: true }, by: [KIND])", json!([["EXPORT", 1]])),
        ("measures(metrics: [VALUE], by: [YEAR])", json!([["2023", 2]])),
        ("measures(metrics: [SHARE], by: [YEAR])", json!([])),
        ("measures(by: [METRIC], totals: true)", json!([["VALUE", 1]])),
    ] {
        let answer = grouped(&tested, &format!("of: {asked} {{ groups {{ key count }} }}")).await;
        let groups = answer["of"]["groups"].as_array().unwrap();
        let found: Vec<Value> = groups.iter().map(|group| json!([group["key"], group["count"]])).collect();
        assert_eq!(json!(found), counts, "{asked}");
    }
}

#[tokio::test]
async fn groups_obey_their_bounds_and_their_view() {
    let tested = world().await;
    let deep = "{ groupBy { relations(by: [KIND, STATUS, STAGE, FROM, TO]) { count } } }";
    assert_eq!(code(&tested.fails(deep).await), "INVALID");
    assert_eq!(
        code(&tested.fails("{ groupBy { claims(by: [KIND]) { groups(first: 1001) { key } } } }").await),
        "INVALID"
    );
    let one = grouped(&tested, "relations(by: [KIND]) { groupCount groups(first: 1) { key } }").await;
    assert_eq!(one["relations"], json!({ "groupCount": 2, "groups": [{ "key": "EXPORT" }] }));
    let before = tested
        .ask("{ view(asOf: \"2022-12-31\") { groupBy { claims(by: []) { count } relations(by: []) { count } } } }")
        .await;
    assert_eq!(before["view"]["groupBy"], json!({ "claims": { "count": 1 }, "relations": { "count": 1 } }));
    let scenario =
        "{ scenario(changes: [{ remove: \"plant\" }]) { groupBy { relations(by: [KIND]) { groups { key count } } } } }";
    let without = tested.ask(scenario).await;
    assert_eq!(without["scenario"]["groupBy"]["relations"]["groups"], json!([{ "key": "EXPORT", "count": 2 }]));
}
