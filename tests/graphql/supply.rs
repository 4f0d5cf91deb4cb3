//! Who supplies whom, by which paths, as it is asked through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

/// China and, through Japan, India supply US refining; Lynas has a contract; Greenland is talked to.
pub async fn world() -> Tested {
    let mut earths = entity("COMMODITY", "rare-earths", "Rare earths");
    earths["putEntity"]["broader"] = json!("minerals");
    let mut refining = entity("INDUSTRY", "us-refining", "US refining");
    refining["putEntity"]["commodities"] = json!(["rare-earths"]);
    let mut d1 = document("d1", "2025-01-01");
    d1["putDocument"]["publisher"] = json!("press");
    let tie = |from: &str, to: &str| json!({ "from": from, "to": to, "commodity": "rare-earths" });
    let plain = |from: &str, to: &str| json!({ "from": from, "to": to });
    let mut control = tie("china", "us");
    control["instrument"] = json!("LICENSING");
    let mut halt = tie("india", "japan");
    halt["instrument"] = json!("BAN");
    let mut talks = tie("us", "greenland");
    talks["potentialSupply"] = json!(true);
    let share = json!({ "measures": [{ "metric": "SHARE", "value": "70", "unit": "%", "periodFrom": "2024" }] });
    Tested::with(&[json!([
        entity("PLACE", "us", "United States"),
        entity("PLACE", "china", "China"),
        entity("PLACE", "japan", "Japan"),
        entity("PLACE", "india", "India"),
        entity("PLACE", "greenland", "Greenland"),
        entity("ORGANIZATION", "lynas", "Lynas"),
        entity("ORGANIZATION", "press", "Press"),
        entity("COMMODITY", "minerals", "Critical minerals"),
        earths,
        refining,
        d1,
        claim("l1", json!({ "location": plain("us-refining", "us") }), "d1", json!({})),
        claim("e1", json!({ "export": tie("china", "us") }), "d1", share),
        claim("e2", json!({ "export": tie("japan", "us") }), "d1", json!({ "status": "ACTIVE", "validFrom": "2024" })),
        claim(
            "e3",
            json!({ "export": tie("india", "japan") }),
            "d1",
            json!({ "status": "ACTIVE", "validFrom": "2024" })
        ),
        claim("r1", json!({ "restriction": control }), "d1", json!({ "status": "ACTIVE", "validFrom": "2025" })),
        claim("r2", json!({ "restriction": halt }), "d1", json!({ "status": "REQUESTED", "validFrom": "2025" })),
        claim(
            "k1",
            json!({ "contract": tie("us", "lynas") }),
            "d1",
            json!({ "status": "AGREED", "validFrom": "2024" })
        ),
        claim("n1", json!({ "negotiation": talks }), "d1", json!({ "status": "DISCUSSED", "validFrom": "2025" })),
    ])])
    .await
}

pub fn summary(suppliers: &Value) -> Vec<String> {
    let edges = suppliers["edges"].as_array().unwrap();
    let told = |node: &Value| {
        let direct = if node["direct"] == true { "direct" } else { "behind" };
        let words = [&node["entity"]["key"], &node["standing"], &node["access"]].map(|w| w.as_str().unwrap());
        format!("{} {direct}", words.join(" "))
    };
    edges.iter().map(|edge| told(&edge["node"])).collect()
}

const ASKED: &str = "totalCount search { complete reachedBound relationsExamined }
    edges { cursor node { direct standing access share { value claims { key } } entity { key } } } pageInfo { endCursor hasNextPage }";

#[tokio::test]
async fn suppliers_come_the_firmest_first_and_say_what_the_search_did() {
    let tested = world().await;
    let answer = tested.ask(&format!("{{ suppliers(of: \"US refining\") {{ {ASKED} }} }}")).await["suppliers"].clone();
    assert_eq!(
        summary(&answer),
        [
            "china OPERATING RESTRICTED direct",
            "japan OPERATING OPEN direct",
            "india OPERATING AT_RISK behind",
            "lynas CONTRACTED OPEN direct",
            "greenland PROSPECTIVE OPEN direct",
        ]
    );
    assert_eq!(answer["totalCount"], 5);
    assert_eq!(answer["search"]["complete"], true);
    assert_eq!(answer["search"]["reachedBound"], Value::Null);
    assert!(answer["search"]["relationsExamined"].as_i64().unwrap() > 5);
    assert_eq!(answer["edges"][0]["node"]["share"], json!({ "value": "70", "claims": [{ "key": "e1" }] }));
}

#[tokio::test]
async fn suppliers_are_filtered_inside_the_search() {
    let tested = world().await;
    for (args, expected) in [
        ("standings: [PROSPECTIVE]", vec!["greenland PROSPECTIVE OPEN direct"]),
        ("avoid: [\"japan\"], standings: [OPERATING]", vec!["china OPERATING RESTRICTED direct"]),
        (
            "avoid: [\"export.china.us.rare-earths\", \"Lynas\"], maxHops: 2",
            vec!["japan OPERATING OPEN direct", "greenland PROSPECTIVE OPEN direct"],
        ),
        ("commodity: \"Critical minerals\", standings: [CONTRACTED]", vec!["lynas CONTRACTED OPEN direct"]),
    ] {
        let asked = format!("{{ suppliers(of: \"us-refining\", {args}) {{ {ASKED} }} }}");
        assert_eq!(summary(&tested.ask(&asked).await["suppliers"]), expected, "{args}");
    }
}

#[tokio::test]
async fn customers_are_the_other_way_round() {
    let asked = format!("{{ customers(of: \"india\") {{ {ASKED} }} }}");
    let answer = world().await.ask(&asked).await["customers"].clone();
    assert_eq!(summary(&answer), ["japan OPERATING AT_RISK direct", "us OPERATING AT_RISK behind"]);
}

#[tokio::test]
async fn a_page_of_suppliers_goes_on_where_the_last_one_ended() {
    let tested = world().await;
    let asked =
        format!("query($after: String) {{ suppliers(of: \"us-refining\", first: 2, after: $after) {{ {ASKED} }} }}");
    let mut met = Vec::new();
    let mut after = Value::Null;
    loop {
        let answer = tested.ask_with(&asked, json!({ "after": after })).await["suppliers"].clone();
        met.extend(summary(&answer));
        after = answer["pageInfo"]["endCursor"].clone();
        if answer["pageInfo"]["hasNextPage"] == false {
            break;
        }
        let nobody = claim("late-claim", json!({ "export": { "from": "us", "to": "japan" } }), "d1", json!({}));
        tested.commit(json!([entity("PLACE", "late", "Late"), nobody])).await;
    }
    let keys: Vec<&str> = met.iter().map(|m| m.split(' ').next().unwrap()).collect();
    assert_eq!(keys, ["china", "japan", "india", "lynas", "greenland"]);
}

#[tokio::test]
async fn a_path_tells_its_hops_and_what_stands_in_the_way() {
    let asked =
        "{ suppliers(of: \"us-refining\", avoid: [\"china\"], standings: [OPERATING]) { edges { node { entity { key }
        best { key standing access publishers weakest { relation { key } } restrictions { key instrument }
          hops { from { key } to { key } reversed standing access relation { key } restrictions { key }
            claims { edges { node { key } } } } }
        paths { totalCount edges { node { key } } } } } } }";
    let answer = world().await.ask(asked).await;
    let india = &answer["suppliers"]["edges"][1]["node"];
    let best = &india["best"];
    assert_eq!(india["entity"]["key"], "india");
    let ends: Vec<_> = best["hops"].as_array().unwrap().iter().map(|h| [&h["from"]["key"], &h["to"]["key"]]).collect();
    assert_eq!(ends, [["india", "japan"], ["japan", "us"], ["us", "us-refining"]]);
    assert_eq!(best["weakest"]["relation"]["key"], "export.india.japan.rare-earths");
    assert_eq!(best["restrictions"][0]["instrument"], "BAN");
    assert_eq!(best["hops"][0]["access"], "AT_RISK");
    assert_eq!(best["hops"][2]["reversed"], true);
    assert_eq!(best["hops"][0]["claims"]["edges"][0]["node"]["key"], "e3");
    assert_eq!(best["publishers"], 1);
    assert_eq!(india["paths"]["totalCount"], 1);
    assert_eq!(india["paths"]["edges"][0]["node"]["key"], best["key"]);
}

#[tokio::test]
async fn paths_lead_from_one_to_the_other() {
    let tested = world().await;
    let asked = |args: &str| {
        format!(
            "{{ paths({args}) {{ totalCount search {{ complete }} edges {{ node {{ hops {{ relation {{ key }} }} }} }} }} }}"
        )
    };
    let count = async |args: &str| tested.ask(&asked(args)).await["paths"]["totalCount"].clone();
    assert_eq!(count("from: \"China\", to: \"US refining\"").await, 1);
    assert_eq!(count("from: \"China\", to: \"US refining\", kinds: [EXPORT]").await, 0);
    assert_eq!(count("from: \"China\", to: \"US refining\", maxHops: 1").await, 0);
    assert_eq!(count("from: \"US refining\", to: \"China\"").await, 0);
    // The export, and the control that is laid on it.
    assert_eq!(count("from: \"US refining\", to: \"China\", along: ANY, rankBy: STANDING").await, 2);
    let first = tested.ask(&asked("from: \"india\", to: \"us\", rankBy: SHARE")).await["paths"].clone();
    assert_eq!(first["search"]["complete"], true);
    let keys: Vec<_> =
        first["edges"][0]["node"]["hops"].as_array().unwrap().iter().map(|h| &h["relation"]["key"]).collect();
    assert_eq!(keys, ["export.india.japan.rare-earths", "export.japan.us.rare-earths"]);
}

#[tokio::test]
async fn on_another_date_others_supply() {
    let asked = format!("{{ view(asOf: \"2023-12-31\") {{ suppliers(of: \"us-refining\") {{ {ASKED} }} }} }}");
    assert_eq!(summary(&world().await.ask(&asked).await["view"]["suppliers"]), Vec::<String>::new());
}

#[tokio::test]
async fn search_finds_names_in_both_languages_and_misspelt() {
    let tested = world().await;
    let mut greenland = entity("PLACE", "greenland", "Greenland");
    greenland["putEntity"]["names"].as_array_mut().unwrap().push(json!({ "text": "格陵兰", "language": "zh" }));
    let mut news = document("d2", "2025-06-01");
    news["putDocument"]["titles"][0] = json!({ "text": "美国与格陵兰谈判", "language": "zh" });
    tested.commit(json!([greenland, news])).await;
    let asked = "query($text: String!, $kinds: [SearchKind!]) { search(text: $text, kinds: $kinds) { totalCount
        edges { score snippet node { __typename ... on Entity { key } ... on Document { key } ... on Claim { key } } } } }";
    let found = async |text: &str, kinds: Value| {
        let answer = tested.ask_with(asked, json!({ "text": text, "kinds": kinds })).await["search"].clone();
        let edges = answer["edges"].as_array().unwrap().clone();
        edges.iter().map(|e| e["node"]["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("格陵兰", Value::Null).await, ["greenland", "d2"]);
    assert_eq!(found("格陵兰", json!(["DOCUMENT"])).await, ["d2"]);
    assert_eq!(found("greenlnad", Value::Null).await, ["greenland"]);
    assert_eq!(found("nowhere at all", Value::Null).await, Vec::<String>::new());
    let answer = tested.ask_with(asked, json!({ "text": "格陵兰" })).await["search"].clone();
    assert_eq!(answer["edges"][1]["snippet"], "美国与«格陵兰»谈判");
    assert_eq!(answer["totalCount"], 2);
    assert!(answer["edges"][0]["score"].as_f64() >= answer["edges"][1]["score"].as_f64());
    assert_eq!(code(&tested.fails("{ search { totalCount } }").await), "INVALID");
}
