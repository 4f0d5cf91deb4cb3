//! Scenarios as they are asked for through the door: what each change does, that they nest, what their ids are, and that nothing of them
//! is kept.

use serde_json::{Value, json};

use crate::{
    door::{Tested, claim, code},
    supply::{summary, world},
};

const SUPPLIERS: &str = "suppliers(of: \"us-refining\") { edges { node { direct standing access entity { key } } } }";

/// Who supplies US refining in a scenario.
async fn supplied(tested: &Tested, changes: &str) -> Vec<String> {
    let answer = tested.ask(&format!("{{ scenario(changes: [{changes}]) {{ {SUPPLIERS} }} }}")).await;
    summary(&answer["scenario"]["suppliers"])
}

#[tokio::test]
async fn each_change_does_to_the_suppliers_what_it_says() {
    let tested = world().await;
    let [china, japan, india] =
        ["china OPERATING RESTRICTED direct", "japan OPERATING OPEN direct", "india OPERATING AT_RISK behind"];
    let [lynas, greenland] = ["lynas CONTRACTED OPEN direct", "greenland PROSPECTIVE OPEN direct"];
    assert_eq!(supplied(&tested, "").await, [china, japan, india, lynas, greenland]);
    for (change, expected) in [
        ("{ remove: \"China\" }", vec![japan, india, lynas, greenland]),
        ("{ remove: \"export.china.us.rare-earths\" }", vec![japan, india, lynas, greenland]),
        ("{ remove: \"japan@2025-06-13\" }", vec![china, lynas, greenland]),
        (
            "{ lift: \"restriction.india.japan.rare-earths..ban\" }",
            vec![china, japan, "india OPERATING OPEN behind", lynas, greenland],
        ),
        (
            "{ impose: { from: \"china\", to: \"us\" } }",
            vec![japan, india, lynas, greenland, "china OPERATING BLOCKED direct"],
        ),
        (
            "{ add: { kind: EXPORT, from: \"greenland\", to: \"us\", commodity: \"Rare earths\", stage: MINING } }",
            vec![china, "greenland OPERATING OPEN direct", japan, india, lynas],
        ),
        (
            "{ set: { relation: \"contract.us.lynas.rare-earths\", status: ACTIVE } }",
            vec![china, japan, "lynas OPERATING OPEN direct", india, greenland],
        ),
    ] {
        assert_eq!(supplied(&tested, change).await, expected, "{change}");
    }
}

#[tokio::test]
async fn a_scenario_in_a_scenario_is_as_if_all_changes_were_made_at_once() {
    let tested = world().await;
    let [a, b] = [
        "{ remove: \"japan\" }, { impose: { from: \"china\", to: \"us\", instrument: QUOTA } }",
        "{ add: { kind: EXPORT, from: \"india\", to: \"us\" } }, { remove: \"restriction.china.us...quota\" }",
    ];
    let within = format!(
        "{{ scenario(changes: [{a}]) {{ scenario(changes: [{b}]) {{ id {SUPPLIERS} relations {{ totalCount edges {{ node {{ id assumed }} }} }} }} }} }}"
    );
    let at_once = format!(
        "{{ scenario(changes: [{a}, {b}]) {{ id {SUPPLIERS} relations {{ totalCount edges {{ node {{ id assumed }} }} }} }} }}"
    );
    let within = tested.ask(&within).await["scenario"]["scenario"].clone();
    assert_eq!(within, tested.ask(&at_once).await["scenario"]);
    assert_eq!(summary(&within["suppliers"])[1], "india OPERATING OPEN direct");
}

#[tokio::test]
async fn ids_of_a_scenario_say_that_they_are_and_are_no_nodes() {
    let tested = world().await;
    let asked = "id entity(id: \"china\") { id } relation(id: \"export.china.us.rare-earths\") { id }
        scenario(changes: [{ remove: \"japan\" }]) { id }";
    let query = format!(
        "{{ scenario(changes: [{{ lift: \"restriction.china.us.rare-earths..licensing\" }}]) {{ {asked} }}
            view(asOf: \"2025-06-12\") {{ scenario(changes: [{{ remove: \"japan\" }}]) {{ {asked} }} }} }}"
    );
    let answer = tested.ask(&query).await;
    let now = &answer["scenario"];
    let then = &answer["view"]["scenario"];
    let hash = |id: &Value| id.as_str().unwrap().rsplit_once('~').unwrap().1.to_owned();
    let other = hash(&now["id"]);
    assert_eq!(other.len(), 16);
    assert_eq!(now["id"], format!("@now~{other}"));
    assert_eq!(now["entity"]["id"], format!("china~{other}"));
    assert_eq!(now["relation"]["id"], format!("export.china.us.rare-earths~{other}"));
    assert_ne!(hash(&now["scenario"]["id"]), other);
    assert_eq!(then["entity"]["id"], format!("china@2025-06-12~{}", hash(&then["id"])));
    // The same change made twice is the same scenario.
    assert_eq!(then["id"], then["scenario"]["id"]);
    for id in [&now["id"], &now["entity"]["id"], &then["entity"]["id"], &then["id"]] {
        assert_eq!(tested.ask(&format!("{{ node(id: {id}) {{ id }} }}")).await["node"], Value::Null, "{id}");
    }
    // Arguments read the key alone.
    let asked =
        format!("{{ entity(id: {}) {{ id }} relation(id: {}) {{ id }} }}", then["entity"]["id"], now["relation"]["id"]);
    let answer = tested.ask(&asked).await;
    assert_eq!(answer["entity"]["id"], "china");
    assert_eq!(answer["relation"]["id"], "export.china.us.rare-earths");
}

#[tokio::test]
async fn what_is_assumed_says_so_and_what_is_taken_away_is_only_told_by_its_claims() {
    let tested = world().await;
    let gone = "export.japan.us.rare-earths";
    let asked = format!(
        "{{ scenario(changes: [{{ remove: \"japan\" }}, {{ impose: {{ from: \"china\", to: \"us\", status: ANNOUNCED }} }},
            {{ add: {{ kind: NEGOTIATION, from: \"us\", to: \"lynas\" }} }}]) {{
          relation(id: \"{gone}\") {{ id }} entity(id: \"japan\") {{ name relations {{ totalCount }} }}
          ban: relation(id: \"restriction.china.us...ban\") {{ status assumed publishers disputed lastObserved
            valid {{ from to }} measures {{ value }} claims {{ totalCount }} ... on Restriction {{ affects {{ edges {{ node {{ key }} }} }} }} }}
          talks: relation(id: \"negotiation.us.lynas\") {{ assumed ... on Negotiation {{ potentialSupply }} }}
          export: relation(id: \"export.china.us.rare-earths\") {{ assumed ... on Export {{ access restrictions {{ key assumed }} }} }}
          claims {{ edges {{ node {{ key about {{ ... on Export {{ key status assumed }} }} }} }} }} }} }}"
    );
    let answer = tested.ask(&asked).await["scenario"].clone();
    assert_eq!(answer["relation"], Value::Null);
    assert_eq!(answer["entity"], json!({ "name": "Japan", "relations": { "totalCount": 0 } }));
    assert_eq!(
        answer["ban"],
        json!({ "status": "ANNOUNCED", "assumed": true, "publishers": 0, "disputed": false, "lastObserved": null,
            "valid": { "from": "2025-06-13", "to": null }, "measures": [], "claims": { "totalCount": 0 },
            "affects": { "edges": [{ "node": { "key": "export.china.us.rare-earths" } }] } })
    );
    assert_eq!(answer["talks"], json!({ "assumed": true, "potentialSupply": true }));
    assert_eq!(
        answer["export"],
        json!({ "assumed": false, "access": "RESTRICTED", "restrictions": [
            { "key": "restriction.china.us.rare-earths..licensing", "assumed": false },
            { "key": "restriction.china.us...ban", "assumed": true },
        ] })
    );
    let claims = answer["claims"]["edges"].as_array().unwrap();
    let told = claims.iter().find(|edge| edge["node"]["key"] == "e2").unwrap();
    assert_eq!(told["node"]["about"], json!({ "key": gone, "status": "ENDED", "assumed": true }));
}

#[tokio::test]
async fn what_is_asked_of_a_relation_that_is_taken_away_says_that_the_scenario_does() {
    let tested = world().await;
    let gone = "export.japan.us.rare-earths";
    let scenario = format!("scenario(changes: [{{ remove: \"{gone}\" }}])");
    for (asked, message) in [
        (
            format!("{scenario} {{ timeline(about: \"{gone}\") {{ totalCount }} }}"),
            "the scenario takes the relation `export.japan.us.rare-earths` away\nhint: ask of the `view` around",
        ),
        (
            format!(
                "{scenario} {{ scenario(changes: [{{ set: {{ relation: \"{gone}\", status: ENDED }} }}]) {{ id }} }}"
            ),
            "the scenario takes the relation `export.japan.us.rare-earths` away",
        ),
        (
            format!("{scenario} {{ timeline(about: \"export.us.us\") {{ totalCount }} }}"),
            "there is no entity `export.us.us`",
        ),
        (
            format!("concentration(of: \"{gone}\") {{ resultCount }}"),
            "there is no entity `export.japan.us.rare-earths`",
        ),
    ] {
        let error = tested.fails(&format!("{{ {asked} }}")).await;
        assert_eq!(code(&error), "NOT_FOUND", "{error}");
        assert!(error["message"].as_str().unwrap().starts_with(message), "{error}");
    }
}

#[tokio::test]
async fn nothing_of_a_scenario_is_kept() {
    let tested = world().await;
    let asked = format!(
        "{{ service {{ seq relations }} {SUPPLIERS} relations {{ edges {{ node {{ id status assumed }} }} }} }}"
    );
    let before = tested.ask(&asked).await;
    supplied(&tested, "{ remove: \"china\" }, { add: { kind: EXPORT, from: \"india\", to: \"us\" } }").await;
    assert_eq!(tested.ask(&asked).await, before);
}

#[tokio::test]
async fn pages_of_a_scenario_hold_still_and_are_of_no_other() {
    let tested = world().await;
    let page = |changes: &str, after: &Value| {
        format!(
            "{{ scenario(changes: [{changes}]) {{ relations(orderBy: KEY, first: 3, after: {after}) {{
                edges {{ node {{ key status }} }} pageInfo {{ endCursor hasNextPage }} }} }} }}"
        )
    };
    let changes = "{ add: { kind: EXPORT, from: \"india\", to: \"us\" } }, { remove: \"lynas\" }";
    let all = |answer: &Value| answer["scenario"]["relations"].clone();
    let first = all(&tested.ask(&page(changes, &Value::Null)).await);
    let cursor = first["pageInfo"]["endCursor"].clone();
    let second = all(&tested.ask(&page(changes, &cursor)).await);
    for other in ["", "{ remove: \"lynas\" }"] {
        let error = tested.fails(&page(other, &cursor)).await;
        assert_eq!(code(&error), "INVALID", "{error}");
    }
    // What was only supposed when the first page was read is told by then; the second page is of the world as it was.
    let plain = json!({ "from": "india", "to": "us" });
    tested
        .commit(json!([
            claim("e9", json!({ "export": plain }), "d1", json!({ "status": "AGREED" })),
            claim("e8", json!({ "export": { "from": "us", "to": "india" } }), "d1", json!({ "status": "ACTIVE" })),
        ]))
        .await;
    assert_eq!(all(&tested.ask(&page(changes, &cursor)).await), second);
    assert_eq!(first["edges"][1]["node"], json!({ "key": "export.india.japan.rare-earths", "status": "ACTIVE" }));
    assert_eq!(first["edges"][2]["node"], json!({ "key": "export.india.us", "status": "ACTIVE" }));
}

#[tokio::test]
async fn what_cannot_be_supposed_is_refused_and_says_why() {
    let tested = world().await;
    let export = "export.china.us.rare-earths";
    for (change, expected, message, field) in [
        ("{ remove: \"atlantis\" }".to_owned(), "NOT_FOUND", "no entity `atlantis`", "changes.0.remove"),
        ("{ remove: \"e1\" }".to_owned(), "INVALID", "neither an entity nor a relation", "changes.0.remove"),
        (format!("{{ lift: \"{export}\" }}"), "INVALID", "only a RESTRICTION is lifted", "changes.0.lift"),
        ("{ lift: \"restriction.us.china...ban\" }".to_owned(), "NOT_FOUND", "no relation", "changes.0.lift"),
        (
            "{ impose: { from: \"rare-earths\", to: \"us\" } }".to_owned(),
            "FORBIDDEN_TIE",
            "never a COMMODITY",
            "changes.0.impose",
        ),
        (
            "{ add: { kind: RESTRICTION, from: \"us\", to: \"china\" } }".to_owned(),
            "INVALID",
            "hint: impose it",
            "changes.0.add",
        ),
        (
            "{ add: { kind: LOCATION, from: \"us\", to: \"lynas\" } }".to_owned(),
            "FORBIDDEN_TIE",
            "a PLACE; `lynas` is an ORGANIZATION",
            "changes.0.add",
        ),
        (
            format!("{{ remove: \"china\" }}, {{ set: {{ relation: \"{export}\", status: ACTIVE }} }}"),
            "NOT_FOUND",
            "the scenario takes the relation",
            "changes.1.set",
        ),
    ] {
        let error = tested.fails(&format!("{{ scenario(changes: [{change}]) {{ id }} }}")).await;
        assert_eq!(code(&error), expected, "{error}");
        assert!(error["message"].as_str().unwrap().contains(message), "{error}");
        assert_eq!(error["extensions"]["field"], field, "{error}");
    }
    let [some, more] = [999, 2].map(|n| "{ remove: \"china\" } ".repeat(n));
    let error =
        tested.fails(&format!("{{ scenario(changes: [{some}]) {{ scenario(changes: [{more}]) {{ id }} }} }}")).await;
    assert_eq!(code(&error), "TOO_COSTLY", "{error}");
}
