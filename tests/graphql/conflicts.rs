//! Claims that cannot all be true, as they are asked for through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

/// Three shares that clash, a status that is denied, and trade from which shares follow.
async fn world() -> Tested {
    let mut all = entity("PLACE", "world", "World");
    all["putEntity"]["aggregate"] = json!(true);
    let tie = |from: &str, to: &str| json!({ "export": { "from": from, "to": to, "commodity": "ree" } });
    let share =
        |value: &str| json!({ "measures": [{ "metric": "SHARE", "value": value, "unit": "%", "periodFrom": "2023" }] });
    let worth = |value: &str| json!({ "mode": "OFFICIAL", "measures": [{ "metric": "VALUE", "value": value, "unit": "USD", "periodFrom": "2023" }] });
    let with = |mut more: Value, mode: &str| {
        more["mode"] = json!(mode);
        more
    };
    Tested::with(&[json!([
        all,
        entity("PLACE", "us", "United States"),
        entity("PLACE", "china", "China"),
        entity("ORGANIZATION", "lynas", "Lynas"),
        entity("COMMODITY", "ree", "Rare earths"),
        document("d1", "2025-01-01"),
        claim("high", tie("china", "us"), "d1", with(share("90"), "ATTRIBUTED")),
        claim("low", tie("china", "us"), "d1", share("70")),
        claim("traded", tie("china", "us"), "d1", worth("50")),
        claim("total", tie("world", "us"), "d1", worth("80")),
        claim("on", tie("lynas", "us"), "d1", json!({ "status": "ACTIVE" })),
        claim("off", tie("lynas", "us"), "d1", json!({ "status": "DENIED", "mode": "HEARSAY" })),
    ])])
    .await
}

const ASKED: &str =
    "kind metric certainty why claimCount claims { key } sides { claim { key } measure { value } status outrankedBy }
    pairs { first { key } second { key } certainty why } computed { value basis derived holds claims { key } }
    about { ... on Export { key disputed } }";

#[tokio::test]
async fn each_conflict_tells_its_claims_and_why_the_first_is_first() {
    let tested = world().await;
    let answer = tested
        .ask(&format!("{{ conflicts {{ edges {{ node {{ {ASKED} }} }} totalCount search {{ complete }} }} }}"))
        .await;
    assert_eq!(
        (&answer["conflicts"]["totalCount"], &answer["conflicts"]["search"]["complete"]),
        (&json!(3), &json!(true))
    );
    let nodes: Vec<&Value> = answer["conflicts"]["edges"].as_array().unwrap().iter().map(|e| &e["node"]).collect();
    let [figures, computed, status] = nodes[..] else { panic!("{answer}") };
    assert_eq!(
        figures["sides"],
        json!([{ "claim": { "key": "low" }, "measure": { "value": "70" }, "status": null, "outrankedBy": null },
               { "claim": { "key": "high" }, "measure": { "value": "90" }, "status": null, "outrankedBy": "MODE" }])
    );
    assert_eq!(
        (&figures["kind"], &figures["metric"], &figures["why"]),
        (&json!("FIGURES"), &json!("SHARE"), &json!("MODE"))
    );
    assert_eq!(
        figures["pairs"],
        json!([{ "first": { "key": "low" }, "second": { "key": "high" }, "certainty": "CERTAIN", "why": "MODE" }])
    );
    assert_eq!(computed["certainty"], "POSSIBLE");
    assert_eq!(computed["claims"], json!([{ "key": "low" }, { "key": "high" }]));
    assert_eq!(
        computed["computed"],
        json!([{ "value": "62.5", "basis": "by value", "derived": true, "holds": true, "claims": [{ "key": "traded" }, { "key": "total" }] }])
    );
    assert_eq!(
        status["sides"][1],
        json!({ "claim": { "key": "off" }, "measure": null, "status": "DENIED", "outrankedBy": "MODE" })
    );
    assert_eq!(
        (&status["kind"], &status["metric"], &status["claimCount"]),
        (&json!("STATUS"), &json!(null), &json!(2))
    );
    assert_eq!(status["about"], json!({ "key": "export.lynas.us.ree", "disputed": true }));
}

#[tokio::test]
async fn conflicts_are_asked_of_anything_that_claims_are_about() {
    let tested = world().await;
    for (about, count) in [
        ("us", 3),
        ("Lynas", 1),
        ("export.china.us.ree", 2),
        ("high", 2),
        ("total", 0),
        ("Rare earths", 3),
        ("world", 0),
    ] {
        let answer = tested.ask(&format!("{{ conflicts(about: \"{about}\") {{ totalCount }} }}")).await;
        assert_eq!(answer["conflicts"]["totalCount"], count, "{about}");
    }
    assert_eq!(code(&tested.fails("{ conflicts(about: \"d1\") { totalCount } }").await), "INVALID");
    assert_eq!(code(&tested.fails("{ conflicts(about: \"nobody\") { totalCount } }").await), "NOT_FOUND");
}

#[tokio::test]
async fn a_page_of_conflicts_goes_on_where_the_last_one_ended() {
    let tested = world().await;
    let mut kinds = Vec::new();
    let mut after = Value::Null;
    for _ in 0..3 {
        let asked = "query($after: String) { conflicts(first: 1, after: $after) { edges { node { key kind } } pageInfo { endCursor } } }";
        let answer = tested.ask_with(asked, json!({ "after": after })).await;
        kinds.push(answer["conflicts"]["edges"][0]["node"]["kind"].clone());
        after = answer["conflicts"]["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(kinds, ["FIGURES", "COMPUTED_SHARE", "STATUS"]);
}
