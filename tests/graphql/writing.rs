//! Writing: whole transactions, known again by their key.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

const COMMIT: &str = "mutation($changes: [Change!]!, $key: String, $ifSeq: Seq) {
    commit(changes: $changes, key: $key, ifSeq: $ifSeq) { seq entities { id name } documents { key } claims { key holds } } }";

fn place(key: &str) -> Value {
    json!([entity("PLACE", key, key)])
}

#[tokio::test]
async fn what_a_transaction_names_comes_back() {
    let tested = Tested::empty();
    let changes = json!([
        claim(
            "c1",
            json!({ "export": { "from": "a", "to": "b" } }),
            "d1",
            json!({ "status": "ACTIVE", "validFrom": "2024" })
        ),
        document("d1", "2025-06-03"),
        entity("PLACE", "a", "Aland"),
        entity("PLACE", "b", "Bland"),
    ]);
    let variables = json!({ "changes": changes });
    let commit = tested.ask_with(COMMIT, variables.clone()).await["commit"].clone();
    assert_eq!(commit["seq"], "1");
    assert_eq!(commit["entities"], json!([{ "id": "a", "name": "Aland" }, { "id": "b", "name": "Bland" }]));
    assert_eq!(commit["documents"], json!([{ "key": "d1" }]));
    assert_eq!(commit["claims"], json!([{ "key": "c1", "holds": true }]));
    // Sent again it finds all of it there: nothing is written twice.
    let again = tested.ask_with(COMMIT, variables).await["commit"].clone();
    assert_eq!(again["seq"], "1");
    assert_eq!(again["claims"], json!([{ "key": "c1", "holds": true }]));
    assert_eq!(tested.ask("{ service { seq claims } }").await["service"], json!({ "seq": "1", "claims": 1 }));
}

#[tokio::test]
async fn a_claim_without_a_key_sent_twice_is_one_claim() {
    let tested =
        Tested::with(&[json!([entity("PLACE", "a", "A"), entity("PLACE", "b", "B"), document("d1", "2025")])]).await;
    let mut said = claim("x", json!({ "export": { "from": "a", "to": "b" } }), "d1", json!({}));
    said["assert"].as_object_mut().unwrap().remove("key");
    let first = tested.commit(json!([said])).await;
    let second = tested.commit(json!([said])).await;
    assert_eq!(first["claims"], second["claims"]);
    assert!(first["claims"][0]["key"].as_str().unwrap().starts_with("claim."));
    assert_eq!(tested.ask("{ claims { totalCount } }").await["claims"]["totalCount"], 1);
}

#[tokio::test]
async fn a_transaction_with_a_key_answers_with_its_first_result() {
    let tested = Tested::empty();
    let first = tested.ask_with(COMMIT, json!({ "changes": place("a"), "key": "k" })).await;
    tested.commit(place("c")).await;
    let again = tested.ask_with(COMMIT, json!({ "changes": place("a"), "key": "k" })).await;
    assert_eq!(first, again);
    assert_eq!(first["commit"]["seq"], "1");
    assert_eq!(tested.store.graph().seq(), 2);
}

#[tokio::test]
async fn others_writes_make_it_stale() {
    let tested = Tested::with(&[place("a")]).await;
    tested.ask_with(COMMIT, json!({ "changes": place("b"), "ifSeq": "1" })).await;
    let response = tested.send(COMMIT, json!({ "changes": place("c"), "ifSeq": "1" })).await;
    let body = serde_json::to_value(response).unwrap();
    let error = &body["errors"][0];
    assert_eq!((code(error), &error["path"]), ("STALE", &json!(["commit"])));
    assert!(error["message"].as_str().unwrap().contains("hint:"));
    assert_eq!(error["extensions"]["seq"], "2");
    assert_eq!(tested.store.graph().seq(), 2);
}

#[tokio::test]
async fn every_change_can_be_made_and_undone_by_a_later_one() {
    let tested = Tested::with(&[json!([
        entity("ORGANIZATION", "lynas", "Lynas"),
        entity("ORGANIZATION", "lynas-usa", "Lynas USA"),
        entity("PLACE", "us", "United States"),
        { "putDocument": { "key": "d1", "titles": [{ "text": "T", "language": "en" }], "published": "2025",
            "passages": [{ "locator": "[1]", "text": "secret words" }] } },
        claim("c1", json!({ "location": { "from": "lynas-usa", "to": "us" } }), "d1", json!({})),
        { "samePerhaps": { "a": "lynas", "b": "lynas-usa", "reason": "names" } },
    ])])
    .await;
    let asked = "{ entity(id: \"lynas-usa\") { key mergedKeys possiblySame { key } relations { totalCount } }
        relations(where: { includeLapsed: true }) { edges { node { from { key } claims { totalCount } } } }
        node(id: \"d1\") { ... on Document { title passages { text } } }
        claim: node(id: \"c1\") { ... on Claim { retraction { seq reason } } } }";
    let before = tested.ask(asked).await;
    assert_eq!(
        before["entity"],
        json!({ "key": "lynas-usa", "mergedKeys": [], "possiblySame": [{ "key": "lynas" }],
        "relations": { "totalCount": 1 } })
    );
    assert_eq!(before["node"]["passages"], json!([{ "text": "secret words" }]));
    let merge = json!({ "merge": { "from": "lynas-usa", "into": "lynas", "reason": "one" } });
    tested.commit(json!([merge, { "strikeText": { "document": "d1", "reason": "law" } }])).await;
    let merged = tested.ask(asked).await;
    assert_eq!(
        merged["entity"],
        json!({ "key": "lynas", "mergedKeys": ["lynas-usa"], "possiblySame": [],
        "relations": { "totalCount": 1 } })
    );
    assert_eq!(merged["relations"]["edges"][0]["node"]["from"]["key"], "lynas");
    assert_eq!(merged["node"], json!({ "title": "T", "passages": [] }));
    let split = json!({ "split": { "key": "lynas-usa", "reason": "two after all" } });
    let apart = json!({ "notSame": { "a": "lynas", "b": "lynas-usa", "reason": "two" } });
    tested.commit(json!([split, apart, { "retract": { "claim": "c1", "reason": "wrong" } }])).await;
    let after = tested.ask(asked).await;
    assert_eq!(
        after["entity"],
        json!({ "key": "lynas-usa", "mergedKeys": [], "possiblySame": [],
        "relations": { "totalCount": 0 } })
    );
    assert_eq!(after["claim"]["retraction"], json!({ "seq": "3", "reason": "wrong" }));
}

#[tokio::test]
async fn all_that_was_written_comes_back_in_every_language_so_that_it_can_be_written_anew() {
    let words = |first: &str| {
        json!([{ "text": first, "language": "ja" }, { "text": "words", "language": "en" },
        { "text": "Wörter", "language": "de" }])
    };
    let about = json!({ "observation": { "subject": "a", "metric": "PRICE", "number": "2nd", "text": words("text") } });
    let tested = Tested::with(&[json!([
        { "putEntity": { "key": "a", "kind": "PLACE", "names": [{ "text": "A", "language": "en" }], "description": words("desc") } },
        document("d1", "2025"),
        claim("c1", about, "d1", json!({ "statement": words("statement"), "note": words("note") })),
        claim("c2", json!({ "export": { "from": "a", "to": "a" } }), "d1", json!({})),
    ])])
    .await;
    let told = tested
        .ask(
            "{ entity(id: \"a\") { descriptions { text language } }
               said: node(id: \"c1\") { ... on Claim { statements { text language } notes { text language } texts { text language }
                 about { ... on Observation { number } } } }
               made: node(id: \"c2\") { ... on Claim { statement statements { text } notes { text } texts { text } } } }",
        )
        .await;
    assert_eq!(told["entity"]["descriptions"], words("desc"));
    let (statements, notes, texts) = (words("statement"), words("note"), words("text"));
    assert_eq!(
        told["said"],
        json!({ "statements": statements, "notes": notes, "texts": texts, "about": { "number": "2nd" } })
    );
    assert_eq!(told["made"]["statement"], "A exports goods to A.");
    assert_eq!([&told["made"]["statements"], &told["made"]["notes"], &told["made"]["texts"]], [&json!([]); 3]);
}
