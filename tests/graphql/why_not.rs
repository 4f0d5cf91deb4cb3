//! Why there is no path, as it is asked through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, document, entity};

/// India exports to Japan alone, by what was first recorded; what it exported to the US ended, and a ban holds it back from Korea.
async fn world() -> Tested {
    let tie = |from: &str, to: &str| json!({ "from": from, "to": to });
    let mut ban = tie("india", "korea");
    ban["instrument"] = json!("BAN");
    let first = json!([
        entity("PLACE", "us", "United States"),
        entity("PLACE", "india", "India"),
        entity("PLACE", "japan", "Japan"),
        entity("PLACE", "korea", "Korea"),
        document("d1", "2025-01-01"),
        claim("e1", json!({ "export": tie("india", "japan") }), "d1", json!({ "status": "AGREED" })),
        claim(
            "e2",
            json!({ "export": tie("india", "us") }),
            "d1",
            json!({ "status": "ACTIVE", "validFrom": "2019", "validTo": "2023-04" })
        ),
        claim("e3", json!({ "export": tie("india", "korea") }), "d1", json!({ "status": "ACTIVE" })),
        claim("r1", json!({ "restriction": ban }), "d1", json!({ "status": "ACTIVE", "validFrom": "2024-12" })),
    ]);
    let second = json!([claim("e4", json!({ "export": tie("japan", "us") }), "d1", json!({ "status": "ACTIVE" }))]);
    Tested::with(&[first, second]).await
}

const ASKED: &str = "path { hops { relation { key } } standing } firm { set { relation { key } status } }
    misses { key hops { from { key } to { key } relation { key status claims { edges { node { key } } } }
        obstacles { kind when recordedAt claim { key } restriction { key } } } obstacles { kind } }
    remedy { lift { key } set { relation { key } status } add { kind from { key } to { key } commodity { key } status } }
    search { complete reachedBound }";

async fn ask(tested: &Tested, view: &str, question: &str) -> Value {
    let asked = format!("{{ view(asOf: \"2025-06-13\"{view}) {{ whyNot({question}) {{ {ASKED} }} }} }}");
    tested.ask(&asked).await["view"]["whyNot"].clone()
}

#[tokio::test]
async fn a_path_that_is_there_is_shown_with_what_would_firm_it() {
    let answer = ask(&world().await, "", "from: \"India\", to: \"us\"").await;
    assert_eq!(answer["path"]["standing"], "CONTRACTED");
    assert_eq!(answer["path"]["hops"][1]["relation"]["key"], "export.japan.us");
    assert_eq!(answer["firm"], json!([{ "set": { "relation": { "key": "export.india.japan" }, "status": "ACTIVE" } }]));
    assert_eq!((&answer["misses"], &answer["remedy"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn near_misses_name_what_is_in_the_way_and_the_remedy_is_a_scenario() {
    let tested = world().await;
    let answer = ask(&tested, "", "from: \"india\", to: \"us\", maxHops: 1").await;
    assert_eq!(answer["path"], Value::Null);
    let hop = &answer["misses"][0]["hops"][0];
    assert_eq!(
        hop["obstacles"][0],
        json!({ "kind": "ENDED", "when": "2023-04", "recordedAt": null, "claim": { "key": "e2" }, "restriction": null })
    );
    assert_eq!(hop["relation"]["claims"]["edges"][0]["node"]["key"], "e2");
    assert_eq!(answer["remedy"][0]["set"], json!({ "relation": { "key": "export.india.us" }, "status": "ACTIVE" }));
    let korea = ask(&tested, "", "from: \"india\", to: \"korea\"").await;
    let ban = &korea["misses"][0]["obstacles"][0];
    assert_eq!(ban["kind"], "BLOCKED");
    assert_eq!(korea["misses"][0]["hops"][0]["obstacles"][0]["restriction"]["key"], "restriction.india.korea...ban");
    assert_eq!(
        korea["remedy"],
        json!([{ "lift": { "key": "restriction.india.korea...ban" }, "set": null, "add": null }])
    );
    let apart = ask(&tested, "", "from: \"korea\", to: \"india\"").await;
    let add = json!({ "kind": "EXPORT", "from": { "key": "korea" }, "to": { "key": "india" }, "commodity": null, "status": "ACTIVE" });
    assert_eq!((&apart["misses"], &apart["remedy"][0]["add"]), (&json!([]), &add));
}

#[tokio::test]
async fn what_is_known_only_later_is_told_unless_hindsight_is_refused() {
    let tested = world().await;
    let early = ", knownAt: \"2025-06-01T12:00:00Z\"";
    let answer = ask(&tested, early, "from: \"india\", to: \"us\"").await;
    let late = &answer["misses"][0]["hops"][1];
    assert_eq!(late["obstacles"][0]["kind"], "KNOWN_LATER");
    assert_eq!(late["obstacles"][0]["claim"]["key"], "e4");
    assert!(late["obstacles"][0]["recordedAt"].as_str().unwrap().starts_with("2025-06-02"));
    assert_eq!(late["relation"]["status"], "ACTIVE");
    // Of as small ones that of the path with fewer hops.
    assert_eq!(answer["remedy"][0]["set"]["relation"]["key"], "export.india.us");
    let straight = ask(&tested, early, "from: \"japan\", to: \"us\"").await;
    assert_eq!(straight["remedy"][0]["add"]["from"]["key"], "japan");
    let blind = ask(&tested, early, "from: \"india\", to: \"us\", hindsight: false").await;
    assert_eq!(blind["misses"][0]["obstacles"], json!([{ "kind": "ENDED" }]));
    assert_eq!(blind["misses"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let tested = world().await;
    for (question, code) in [
        ("from: \"india\", to: \"india\"", "INVALID"),
        ("from: \"nowhere\", to: \"india\"", "NOT_FOUND"),
        ("from: \"us\", to: \"india\", maxHops: 13", "INVALID"),
    ] {
        let error = tested.fails(&format!("{{ whyNot({question}) {{ search {{ complete }} }} }}")).await;
        assert_eq!(error["extensions"]["code"], code, "{question}");
    }
    let error = tested.fails("{ whyNot(from: \"us\", to: \"india\") { misses(first: 101) { key } } }").await;
    assert_eq!(error["extensions"]["code"], "INVALID");
}
