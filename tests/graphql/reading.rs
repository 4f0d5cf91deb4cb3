//! Reading: what each field of what is stored answers, and what lists are filtered and ordered by.

use serde_json::{Value, json};

use crate::door::{Tested, claim, document, entity};

/// A small world with a bit of everything.
async fn world() -> Tested {
    let mut us = entity("PLACE", "us", "United States");
    us["putEntity"]["codes"] = json!([{ "scheme": "ISO 3166-1 alpha-2", "value": "US" }]);
    us["putEntity"]["names"].as_array_mut().unwrap().push(json!({ "text": "美国", "language": "zh" }));
    us["putEntity"]["subkind"] = json!("country");
    let mut earths = entity("COMMODITY", "rare-earths", "Rare earths");
    earths["putEntity"]["broader"] = json!("minerals");
    let mut refining = entity("INDUSTRY", "us-refining", "US refining");
    refining["putEntity"]["stage"] = json!("REFINING");
    refining["putEntity"]["commodities"] = json!(["rare-earths"]);
    let mut d2 = document("d2", "2025-06-10");
    d2["putDocument"]["publisher"] = json!("reuters");
    d2["putDocument"]["collection"] = json!("news");
    d2["putDocument"]["passages"] = json!([{ "text": "Beijing eases its control" }]);
    let mut control = json!({ "from": "china", "to": "world", "commodity": "rare-earths", "instrument": "CONTROL" });
    control["addressee"] = json!("lynas");
    let mut contract =
        json!({ "from": "us", "to": "lynas", "number": "N1", "purpose": "a plant", "signed": "2022-06" });
    let export = json!({ "export": { "from": "china", "to": "us", "commodity": "rare-earths" } });
    let share = |value: &str, period: &str| json!({ "measures": [{ "metric": "SHARE", "value": value, "unit": "%", "periodFrom": period }] });
    let figure = |metric: &str, value: &str, unit: &str| json!({ "metric": metric, "value": value, "unit": unit });
    let first = json!([
        us,
        entity("PLACE", "china", "China"),
        entity("PLACE", "japan", "Japan"),
        entity("PLACE", "world", "World"),
        entity("ORGANIZATION", "lynas", "Lynas"),
        entity("ORGANIZATION", "reuters", "Reuters"),
        entity("COMMODITY", "minerals", "Critical minerals"),
        entity("COMMODITY", "cobalt", "Cobalt"),
        earths,
        refining,
        document("d1", "2024-01-01"),
        d2,
        claim("s1", export.clone(), "d1", share("70", "2023")),
        claim("s2", export.clone(), "d2", share("90", "2023")),
        claim(
            "q1",
            json!({ "export": { "from": "japan", "to": "us" } }),
            "d1",
            json!({ "measures": [figure("QUANTITY", "2", "t")], "validFrom": "2024" })
        ),
        claim("r1", json!({ "restriction": control }), "d2", json!({ "status": "EASED", "validFrom": "2025-04" })),
        claim(
            "k1",
            json!({ "contract": contract.clone() }),
            "d1",
            json!({ "status": "AGREED", "validFrom": "2022-06", "measures": [figure("VALUE", "120", "USD")] })
        ),
        claim("p1", json!({ "production": { "from": "china", "to": "rare-earths" } }), "d1", share("68.5", "2024")),
        claim(
            "o1",
            json!({ "observation": { "subject": "rare-earths", "metric": "PRICE_CHANGE",
            "regarding": "restriction.china.world.rare-earths..control", "text": [{ "text": "Prices tripled.", "language": "en" }] } }),
            "d2",
            json!({ "measures": [figure("PRICE_CHANGE", "3", "x")], "validFrom": "2025-05" })
        ),
        claim(
            "over",
            json!({ "export": { "from": "us", "to": "japan" } }),
            "d1",
            json!({ "status": "ACTIVE", "validFrom": "2019", "validTo": "2020" })
        ),
        claim("idea", json!({ "export": { "from": "us", "to": "china" } }), "d1", json!({ "mode": "OPINION" })),
    ]);
    contract["purpose"] = json!("a larger plant");
    let amended =
        json!({ "status": "AGREED", "validFrom": "2024", "amends": "k1", "measures": [figure("VALUE", "258", "USD")] });
    let second = json!([
        claim("k2", json!({ "contract": contract }), "d2", amended),
        claim("p2", json!({ "production": { "from": "china", "to": "rare-earths" } }), "d1",
            json!({ "supersedes": "p1", "status": "ACTIVE", "validFrom": "2024",
                "statement": [{ "text": "中国生产稀土", "language": "zh" }] })),
        { "retract": { "claim": "q1", "reason": "misread" } },
        claim("q2", json!({ "export": { "from": "japan", "to": "us" } }), "d1",
            json!({ "measures": [figure("QUANTITY", "3000", "kg")], "validFrom": "2024" })),
    ]);
    Tested::with(&[first, second]).await
}

/// Asks one thing and compares the whole answer.
async fn check(query: &str, expected: Value) {
    assert_eq!(world().await.ask(query).await, expected, "{query}");
}

/// The keys of a list, read in one question.
async fn listed(list: &str, expected: &[&str]) {
    let answer = world().await.ask(&format!("{{ l: {list} {{ edges {{ node {{ key }} }} }} }}")).await;
    let edges = answer["l"]["edges"].as_array().unwrap();
    let keys: Vec<&str> = edges.iter().map(|e| e["node"]["key"].as_str().unwrap()).collect();
    assert_eq!(keys, expected, "{list}");
}

#[tokio::test]
async fn an_entity_is_found_by_id_key_code_and_name() {
    let asked = "{ a: entity(id: \"US\") { key } b: entity(id: \"美国\") { key } c: entity(name: \"us\") { key }
        d: entity(code: { scheme: \"iso 3166-1 alpha-2\", value: \"us\" }) { key } e: entity(name: \"united states\") { key } }";
    let us = json!({ "key": "us" });
    check(asked, json!({ "a": us, "b": us, "c": null, "d": us, "e": us })).await;
}

#[tokio::test]
async fn an_entity_tells_what_it_is() {
    let asked = "{ us: entity(id: \"us\") { kind subkind name zh: name(language: \"zh\") fr: name(language: \"fr\")
          names { text language role } codes { scheme value } aggregate stage }
        refining: entity(id: \"us-refining\") { stage commodities { key broader { key } } } }";
    let names = json!([{ "text": "United States", "language": "en", "role": "official" },
        { "text": "美国", "language": "zh", "role": "official" }]);
    check(asked, json!({
        "us": { "kind": "PLACE", "subkind": "country", "name": "United States", "zh": "美国", "fr": "United States",
            "names": names, "codes": [{ "scheme": "ISO 3166-1 alpha-2", "value": "US" }], "aggregate": false, "stage": null },
        "refining": { "stage": "REFINING", "commodities": [{ "key": "rare-earths", "broader": { "key": "minerals" } }] },
    }))
    .await;
}

#[tokio::test]
async fn entities_are_filtered_and_ordered() {
    listed("entities(where: { kinds: [PLACE] })", &["china", "japan", "us", "world"]).await;
    listed("entities(where: { kinds: [COMMODITY] })", &["cobalt", "minerals", "rare-earths"]).await;
    listed("entities(where: { kinds: [PLACE] }, orderBy: DEGREE)", &["china", "us", "japan", "world"]).await;
    listed(
        "entities(where: { kinds: [ORGANIZATION, COMMODITY] }, orderBy: KIND)",
        &["lynas", "reuters", "cobalt", "minerals", "rare-earths"],
    )
    .await;
    listed("entities(where: { commodity: \"minerals\" }, orderBy: KEY)", &["minerals", "rare-earths", "us-refining"])
        .await;
    listed("entities(where: { commodity: \"cobalt\" })", &["cobalt"]).await;
    listed("entities(where: { stage: REFINING })", &["us-refining"]).await;
    listed("entities(where: { subkind: \"country\" })", &["us"]).await;
    listed("entities(where: { text: \"ReF\" })", &["us-refining"]).await;
}

#[tokio::test]
async fn relations_of_an_entity_are_filtered() {
    let control = "restriction.china.world.rare-earths..control";
    let export = "export.china.us.rare-earths";
    let made = "production.china.rare-earths";
    for (args, expected) in [
        ("", vec![export, control, made]),
        ("(direction: IN)", vec![]),
        ("(kinds: [PRODUCTION, RESTRICTION])", vec![control, made]),
        ("(with: \"United States\")", vec![export]),
        ("(commodity: \"Critical minerals\")", vec![export, control, made]),
        ("(commodity: \"cobalt\")", vec![]),
        ("(stage: MINING)", vec![]),
        ("(statuses: [EASED])", vec![control]),
        ("(measure: { metric: SHARE, unit: \"%\", min: \"80\" })", vec![export]),
        ("(measure: { metric: SHARE, unit: \"t\", min: \"80\" })", vec![]),
        ("(includeLapsed: true)", vec![export, "export.us.china", control, made]),
        ("(statuses: [ENDED], includeLapsed: true)", vec!["export.us.china"]),
        ("(orderBy: KEY)", vec![export, made, control]),
    ] {
        let answer = world()
            .await
            .ask(&format!("{{ entity(id: \"china\") {{ relations{args} {{ edges {{ node {{ key }} }} }} }} }}"))
            .await;
        let edges = answer["entity"]["relations"]["edges"].as_array().unwrap();
        let keys: Vec<&str> = edges.iter().map(|e| e["node"]["key"].as_str().unwrap()).collect();
        assert_eq!(keys, expected, "{args}");
    }
}

#[tokio::test]
async fn relations_are_filtered_and_ordered() {
    let export = "export.china.us.rare-earths";
    let (japan, contract) = ("export.japan.us", "contract.us.lynas....N1");
    let contract = &contract.replace("N1", "_4e1");
    listed("relations(where: { to: \"us\" })", &[export, japan]).await;
    listed("relations(where: { from: \"us\", to: \"lynas\" })", &[contract]).await;
    listed("relations(where: { with: \"us\", kinds: [EXPORT] })", &[export, japan]).await;
    listed("relations(where: { disputed: true })", &[export]).await;
    listed("relations(where: { instruments: [CONTROL] })", &["restriction.china.world.rare-earths..control"]).await;
    listed("relations(where: { measure: { metric: QUANTITY, unit: \"t\", min: \"2.5\", max: \"3\" } })", &[japan])
        .await;
    listed("relations(where: { with: \"us\" }, orderBy: VALUE)", &[contract, export, japan]).await;
    listed(
        "relations(where: { kinds: [EXPORT, PRODUCTION] }, orderBy: LATEST)",
        &[export, japan, "production.china.rare-earths"],
    )
    .await;
    listed(
        "relations(where: { kinds: [EXPORT], includeLapsed: true })",
        &[export, japan, "export.us.china", "export.us.japan"],
    )
    .await;
}

#[tokio::test]
async fn a_relation_tells_what_its_claims_make_of_it() {
    let asked = "{ relation(id: \"export.china.us.rare-earths@2020-01-01\") { __typename kind from { key } to { key }
        commodity { key } stage status disputed assumed lastObserved publishers valid { from to }
        measures(metrics: [SHARE]) { value unit holds derived period { from to } claims { key } }
        claims { totalCount edges { node { key holds conflictsWith { key } } } } } }";
    let answer = world().await.ask(asked).await["relation"].clone();
    assert_eq!(answer["__typename"], "Export");
    assert_eq!(
        [&answer["from"]["key"], &answer["to"]["key"], &answer["commodity"]["key"]],
        ["china", "us", "rare-earths"]
    );
    // The figures of 2023 are carried on, and cannot both be true.
    let state =
        json!([answer["status"], answer["disputed"], answer["assumed"], answer["lastObserved"], answer["publishers"]]);
    assert_eq!(state, json!(["ACTIVE", true, false, "2023", 1]));
    assert_eq!(answer["valid"], json!({ "from": "2023", "to": "2023" }));
    let first = json!({ "value": "90", "unit": "%", "holds": true, "derived": false,
        "period": { "from": "2023", "to": "2023" }, "claims": [{ "key": "s2" }] });
    assert_eq!(answer["measures"][0], first);
    assert_eq!(answer["claims"]["totalCount"], 2);
    let node = json!({ "key": "s2", "holds": true, "conflictsWith": [{ "key": "s1" }] });
    assert_eq!(answer["claims"]["edges"][0]["node"], node);
}

#[tokio::test]
async fn each_kind_of_relation_tells_what_it_alone_has() {
    let asked = "{ control: relation(id: \"restriction.china.world.rare-earths..control\") { ... on Restriction {
          instrument addressee { key } affects { edges { node { key } } } } }
        export: relation(id: \"export.china.us.rare-earths\") { ... on Export { access restrictions { key } } }
        contract: relation(id: \"contract.us.lynas...._4e1\") { number ... on Contract { purpose facility { key } signed
          value { value } amendments { when value { value } claim { key amends { key } } } } }
        made: relation(id: \"production.china.rare-earths\") { status ... on Production { share { value } } } }";
    check(asked, json!({
        "control": { "instrument": "CONTROL", "addressee": { "key": "lynas" },
            "affects": { "edges": [{ "node": { "key": "export.china.us.rare-earths" } }] } },
        "export": { "access": "RESTRICTED", "restrictions": [{ "key": "restriction.china.world.rare-earths..control" }] },
        "contract": { "number": "N1", "purpose": "a larger plant", "facility": null, "signed": "2022-06",
            "value": { "value": "258" },
            "amendments": [{ "when": "2024", "value": { "value": "258" }, "claim": { "key": "k2", "amends": { "key": "k1" } } }] },
        "made": { "status": "ACTIVE", "share": null },
    }))
    .await;
}

#[tokio::test]
async fn an_amendment_of_which_no_source_says_when_has_no_date() {
    let tested = world().await;
    let contract = json!({ "contract": { "from": "us", "to": "lynas", "number": "N1" } });
    let terms = |period: Value| {
        let worth = json!([{ "metric": "VALUE", "value": "300", "unit": "USD", "periodFrom": period }]);
        json!({ "amends": "k1", "status": "AGREED", "measures": worth })
    };
    let undated = claim("k3", contract.clone(), "d1", terms(Value::Null));
    tested.commit(json!([undated, claim("k4", contract, "d1", terms(json!("2025-02")))])).await;
    let asked =
        "{ relation(id: \"contract.us.lynas...._4e1\") { ... on Contract { amendments { when claim { key } } } } }";
    let told = tested.ask(asked).await["relation"]["amendments"].clone();
    for (key, when) in [("k3", Value::Null), ("k4", json!("2025-02")), ("k2", json!("2024"))] {
        let amendment = json!({ "when": when, "claim": { "key": key } });
        assert!(told.as_array().unwrap().contains(&amendment), "{amendment} in {told}");
    }
}

#[tokio::test]
async fn the_value_of_a_contract_is_the_one_of_the_date() {
    let asked = "{ view(asOf: \"2023-01-01\") { relation(id: \"contract.us.lynas...._4e1\") { ... on Contract {
        value { value } purpose amendments { when } } } } }";
    let of_then = json!({ "value": { "value": "120" }, "purpose": "a plant", "amendments": [] });
    check(asked, json!({ "view": { "relation": of_then } })).await;
}

#[tokio::test]
async fn claims_are_filtered() {
    let all = ["s1", "s2", "q1", "r1", "k1", "p1", "o1", "over", "idea", "k2", "p2", "q2"];
    listed("claims", &all).await;
    listed("claims(where: { retracted: true })", &["q1"]).await;
    listed("claims(where: { about: \"japan\", retracted: false })", &["over", "q2"]).await;
    listed("claims(where: { about: \"export.japan.us\" })", &["q1", "q2"]).await;
    listed("claims(where: { about: \"export.japan.us\", counts: false })", &["q1"]).await;
    listed("claims(where: { counts: false })", &["q1", "p1"]).await;
    listed("claims(where: { about: \"japan\", counts: true })", &["over", "q2"]).await;
    listed("claims(where: { about: \"Rare earths\", document: \"d2\" })", &["s2", "r1", "o1"]).await;
    listed("claims(where: { publisher: \"Reuters\" })", &["s2", "r1", "o1", "k2"]).await;
    listed("claims(where: { modes: [OPINION] })", &["idea"]).await;
    listed("claims(where: { statuses: [AGREED, EASED] })", &["r1", "k1", "k2"]).await;
    listed("claims(first: 2)", &["s1", "s2"]).await;
}

#[tokio::test]
async fn a_claim_tells_its_history() {
    let asked = "{ old: node(id: \"p1\") { ... on Claim { holds supersededBy { key } retraction { seq }
          about { ... on Production { key } } } }
        new: node(id: \"p2\") { ... on Claim { holds mode status seq supersedes { key } valid { from to }
          evidence { document { key published } locator } } }
        gone: node(id: \"q1\") { ... on Claim { holds retraction { seq reason } measures { value holds } } }
        seen: node(id: \"o1\") { ... on Claim { about { ... on Observation { text metric disputed subject { key }
          regarding { key } measures { value unit } } } } } }";
    check(asked, json!({
        "old": { "holds": false, "supersededBy": { "key": "p2" }, "retraction": null,
            "about": { "key": "production.china.rare-earths" } },
        "new": { "holds": true, "mode": "REPORTED", "status": "ACTIVE", "seq": "2", "supersedes": { "key": "p1" },
            "valid": { "from": "2024", "to": null },
            "evidence": [{ "document": { "key": "d1", "published": "2024-01-01" }, "locator": null }] },
        "gone": { "holds": false, "retraction": { "seq": "2", "reason": "misread" },
            "measures": [{ "value": "2", "holds": false }] },
        "seen": { "about": { "text": "Prices tripled.", "metric": "PRICE_CHANGE", "disputed": false,
            "subject": { "key": "rare-earths" }, "regarding": { "key": "restriction.china.world.rare-earths..control" },
            "measures": [{ "value": "3", "unit": "x" }] } },
    }))
    .await;
}

#[tokio::test]
async fn a_statement_is_made_where_nobody_wrote_one() {
    for (key, en, zh) in [
        (
            "s2",
            "China exports Rare earths to United States: share 90 % (2023).",
            "China向美国出口Rare earths：份额90 %（2023）。",
        ),
        (
            "r1",
            "China restricts Rare earths for World by a control (being eased, from 2025-04).",
            "China对World限制Rare earths出口，方式为管制（正在放宽，自2025-04起）。",
        ),
        (
            "k1",
            "United States has a contract with Lynas: value 120 USD (agreed, from 2022-06).",
            "美国与Lynas订立合同：金额120 USD（已商定，自2022-06起）。",
        ),
        (
            "o1",
            "Rare earths: Prices tripled: change of price 3 x (from 2025-05).",
            "Rare earths：Prices tripled：价格变化3 x（自2025-05起）。",
        ),
        ("p2", "中国生产稀土", "中国生产稀土"),
    ] {
        let asked =
            format!("{{ node(id: \"{key}\") {{ ... on Claim {{ en: statement zh: statement(language: \"zh\") }} }} }}");
        check(&asked, json!({ "node": { "en": en, "zh": zh } })).await;
    }
}

#[tokio::test]
async fn observations_are_listed_by_metric() {
    let list = "observations(metrics: [PRICE_CHANGE]) { totalCount edges { node { key } } }";
    let asked =
        format!("{{ entity(id: \"rare-earths\") {{ {list} none: observations(metrics: [PRICE]) {{ totalCount }} }} }}");
    let answer = world().await.ask(&asked).await["entity"].clone();
    assert_eq!(answer["observations"]["totalCount"], 1);
    assert_eq!(answer["none"]["totalCount"], 0);
    // Nothing was known of the price yet, while the claim itself can be asked for.
    let asked = "{ view(asOf: \"2025-01-01\") { entity(id: \"rare-earths\") { observations { totalCount } }
        claims(where: { about: \"rare-earths\", document: \"d2\" }) { totalCount } } }";
    let answer = world().await.ask(asked).await["view"].clone();
    assert_eq!(answer["entity"]["observations"]["totalCount"], 0);
    assert_eq!(answer["claims"]["totalCount"], 3);
}

#[tokio::test]
async fn documents_are_filtered_and_tell_what_they_mention() {
    listed("documents", &["d1", "d2"]).await;
    listed("documents(orderBy: PUBLISHED)", &["d2", "d1"]).await;
    listed("documents(orderBy: PUBLISHED, where: { publishedTo: \"2024-01-01\" })", &["d1"]).await;
    listed("documents(where: { publisher: \"reuters\", collection: \"news\" })", &["d2"]).await;
    listed("documents(where: { publishedFrom: \"2024-01-02\" })", &["d2"]).await;
    listed("documents(where: { publishedTo: \"2024-01-01\" })", &["d1"]).await;
    listed("documents(where: { text: \"BEIJING\" })", &["d2"]).await;
    listed("documents(where: { mentions: \"lynas\" })", &["d1", "d2"]).await;
    listed("documents(where: { mentions: \"cobalt\" })", &[]).await;
    let asked = "{ node(id: \"d2\") { ... on Document { title publisher { key } collection passages { text }
        claims { totalCount } mentions { totalCount } } } entity(id: \"lynas\") { documents { edges { node { key } } } } }";
    let answer = world().await.ask(asked).await;
    assert_eq!(answer["node"]["claims"]["totalCount"], 4);
    assert_eq!(answer["entity"]["documents"]["edges"][0]["node"]["key"], "d2");
}

#[tokio::test]
async fn the_same_question_is_answered_alike_where_a_list_is_counted_and_where_not() {
    let tested = world().await;
    let plain = tested.ask("{ claims(first: 3) { edges { cursor node { key } } pageInfo { hasNextPage } } }").await;
    let counted =
        tested.ask("{ claims(first: 3) { totalCount edges { cursor node { key } } pageInfo { hasNextPage } } }").await;
    assert_eq!(counted["claims"]["totalCount"], 12);
    assert_eq!(plain["claims"]["edges"], counted["claims"]["edges"]);
    assert_eq!(plain["claims"]["pageInfo"], counted["claims"]["pageInfo"]);
}
