//! What differs in another view, as it is asked for through the door.

use serde_json::{Value, json};

use crate::{
    door::{claim, code},
    supply::world,
};

/// `kinds key` of each difference, in order.
fn told(connection: &Value) -> Vec<String> {
    let edges = connection["edges"].as_array().unwrap();
    let one = |node: &Value| {
        let kinds: Vec<&str> = node["kinds"].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap()).collect();
        format!("{} {}", kinds.join("+"), node["key"].as_str().unwrap())
    };
    edges.iter().map(|edge| one(&edge["node"])).collect()
}

const BAN: &str = "{ impose: { from: \"china\", to: \"us\" } }";

#[tokio::test]
async fn what_began_since_is_told_with_both_sides_and_the_claims() {
    let tested = world().await;
    let asked = "{ view(asOf: \"2024-06-01\") { diff(to: { asOf: \"2025-06-13\" }) { totalCount search { complete } edges { node { key kinds
        before { __typename ... on Relation { id status valid { from } } } after { ... on Relation { id status valid { from } } } claims { id } } } } } }";
    let diff = tested.ask(asked).await["view"]["diff"].clone();
    assert_eq!(
        told(&diff),
        [
            // Of the same hop goods pass less, for what began.
            "ACCESS export.china.us.rare-earths",
            "ACCESS export.india.japan.rare-earths",
            "BEGAN restriction.china.us.rare-earths..licensing",
            "BEGAN restriction.india.japan.rare-earths..ban",
            "BEGAN negotiation.us.greenland.rare-earths",
        ]
    );
    assert_eq!((&diff["totalCount"], &diff["search"]["complete"]), (&json!(5), &json!(true)));
    let began = &diff["edges"][2]["node"];
    let key = "restriction.china.us.rare-earths..licensing";
    assert_eq!(
        began["before"],
        json!({ "__typename": "Restriction", "id": format!("{key}@2024-06-01"), "status": "ENDED", "valid": { "from": null } })
    );
    assert_eq!(
        began["after"],
        json!({ "id": format!("{key}@2025-06-13"), "status": "ACTIVE", "valid": { "from": "2025" } })
    );
    assert_eq!(began["claims"], json!([{ "id": "r1@2025-06-13" }]));
    assert_eq!(diff["edges"][0]["node"]["claims"], json!([{ "id": "r1@2025-06-13" }]));
    // The other way round everything has ended.
    let back =
        tested.ask("{ diff(to: { asOf: \"2024-06-01\" }) { edges { node { key kinds } } } }").await["diff"].clone();
    let mirrored: Vec<String> = told(&diff).iter().map(|line| line.replace("BEGAN", "ENDED")).collect();
    assert_eq!(told(&back), mirrored);
    let same = tested.ask("{ diff(to: {}) { totalCount edges { node { key } } } }").await["diff"].clone();
    assert_eq!(same["totalCount"], 0);
}

#[tokio::test]
async fn a_scenario_against_the_world_is_the_what_if_answer() {
    let tested = world().await;
    let supplier = "edges { node { key kinds claims { key } before { ... on Supplier { access entity { id } } }
        after { ... on Supplier { access entity { id } best { restrictions { key assumed } } } } } }";
    let asked =
        format!("{{ diff(to: {{ changes: [{BAN}] }}, suppliers: {{ of: \"us-refining\" }}) {{ {supplier} }} }}");
    let diff = tested.ask(&asked).await["diff"].clone();
    assert_eq!(told(&diff), ["ACCESS china"]);
    let node = &diff["edges"][0]["node"];
    assert_eq!(node["before"], json!({ "access": "RESTRICTED", "entity": { "id": "china" } }));
    assert_eq!(node["after"]["access"], "BLOCKED");
    assert_eq!(
        node["after"]["best"]["restrictions"][0],
        json!({ "key": "restriction.china.us...ban", "assumed": true })
    );
    assert!(node["after"]["entity"]["id"].as_str().unwrap().starts_with("china~"));
    // From within, the world as it is told is the other view.
    let inside = format!(
        "{{ scenario(changes: [{BAN}]) {{ diff(to: {{}}) {{ edges {{ node {{ key kinds before {{ ... on Relation {{ assumed }} }} after {{ __typename }} }} }} }} }} }}"
    );
    let diff = tested.ask(&inside).await["scenario"]["diff"].clone();
    assert_eq!(told(&diff), ["ACCESS export.china.us.rare-earths", "ENDED restriction.china.us...ban"]);
    assert_eq!(diff["edges"][1]["node"]["before"], json!({ "assumed": true }));
    assert_eq!(diff["edges"][1]["node"]["after"], Value::Null);
    // What is taken away is not withdrawn: its claims still say it.
    let gone = "{ diff(to: { changes: [{ remove: \"japan\" }] }, about: \"japan\") { edges { node { key kinds after { __typename } } } } }";
    let diff = tested.ask(gone).await["diff"].clone();
    assert_eq!(told(&diff)[0], "ENDED export.india.japan.rare-earths");
    assert_eq!(diff["edges"][0]["node"]["after"], Value::Null);
    assert_eq!(told(&diff).len(), 3);
}

#[tokio::test]
async fn what_became_known_and_what_was_withdrawn_is_told_of_relations_and_answers() {
    let tested = world().await;
    let e9 = claim("e9", json!({ "export": { "from": "greenland", "to": "us" } }), "d1", json!({ "status": "ACTIVE" }));
    tested.commit(json!([e9, { "retract": { "claim": "k1", "reason": "wrong" } }])).await;
    let asked = |of: &str| {
        format!(
            "{{ view(knownAt: \"2025-06-01T12:00:00Z\") {{ diff(to: {{ knownAt: \"2025-06-02T12:00:00Z\" }}{of}) {{
                edges {{ node {{ key kinds claims {{ key retraction {{ reason }} }} before {{ __typename }} after {{ __typename }} }} }} }} }} }}"
        )
    };
    let diff = tested.ask(&asked("")).await["view"]["diff"].clone();
    assert_eq!(
        told(&diff),
        ["BEGAN+BECAME_KNOWN export.greenland.us", "ENDED+WITHDRAWN contract.us.lynas.rare-earths"]
    );
    assert_eq!(diff["edges"][0]["node"]["before"], Value::Null);
    assert_eq!(diff["edges"][1]["node"]["claims"], json!([{ "key": "k1", "retraction": { "reason": "wrong" } }]));
    let of = ", suppliers: { of: \"us-refining\" }";
    let diff = tested.ask(&asked(of)).await["view"]["diff"].clone();
    assert_eq!(told(&diff), ["STANDING+PATH greenland", "GONE lynas"]);
    let of = ", paths: { from: \"greenland\", to: \"us-refining\" }";
    let diff = tested.ask(&asked(of)).await["view"]["diff"].clone();
    assert_eq!(told(&diff).len(), 1);
    assert_eq!(diff["edges"][0]["node"]["kinds"], json!(["APPEARED"]));
    let of = ", customers: { of: \"lynas\" }, about: \"lynas\"";
    let error = tested.fails(&asked(of)).await;
    assert_eq!(code(&error), "INVALID", "{error}");
    for of in [", about: \"k1\"", ", about: \"atlantis\"", ", suppliers: { of: \"atlantis\" }"] {
        assert_ne!(code(&tested.fails(&asked(of)).await), "none", "{of}");
    }
    // Of an entity, and of one relation.
    let of = tested.ask(&asked(", about: \"Greenland\"")).await["view"]["diff"].clone();
    assert_eq!(told(&of), ["BEGAN+BECAME_KNOWN export.greenland.us"]);
    let of = tested.ask(&asked(", about: \"export.greenland.us\"")).await["view"]["diff"].clone();
    assert_eq!(told(&of), ["BEGAN+BECAME_KNOWN export.greenland.us"]);
}

#[tokio::test]
async fn differences_are_paged_and_cursors_are_of_one_comparison() {
    let tested = world().await;
    let page = |to: &str, after: &Value| {
        format!(
            "{{ diff(to: {{ asOf: \"{to}\" }}, first: 2, after: {after}) {{ edges {{ node {{ key kinds }} }} pageInfo {{ endCursor hasNextPage }} }} }}"
        )
    };
    let mut all = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let diff = tested.ask(&page("2024-06-01", &cursor)).await["diff"].clone();
        all.extend(told(&diff));
        cursor = diff["pageInfo"]["endCursor"].clone();
        if diff["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(all.len(), 5);
    assert_eq!(code(&tested.fails(&page("2024-06-02", &cursor)).await), "INVALID");
}
