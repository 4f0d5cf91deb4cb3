//! What happened, as it is asked for through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

async fn world() -> Tested {
    let contract = |more: Value| {
        let mut about = json!({ "from": "us", "to": "lynas" });
        about["signed"] = more;
        json!({ "contract": about })
    };
    let worth = |value: &str| json!([{ "metric": "VALUE", "value": value, "unit": "USD", "asPrinted": value }]);
    Tested::with(&[
        json!([
            entity("PLACE", "us", "United States"),
            entity("PLACE", "china", "China"),
            entity("ORGANIZATION", "lynas", "Lynas"),
            document("d1", "2025-01-01"),
            document("d2", "2025-02-01"),
            claim(
                "signed",
                contract(json!("2022-06")),
                "d1",
                json!({ "status": "AGREED", "validFrom": "2022-06", "measures": worth("120") })
            ),
            claim(
                "raised",
                contract(json!(null)),
                "d2",
                json!({ "status": "AGREED", "measures": worth("258"), "amends": "signed" })
            ),
            claim(
                "motive",
                json!({ "observation": { "subject": "us", "metric": "OTHER" } }),
                "d1",
                json!({ "mode": "OPINION" })
            ),
            claim("wrong", json!({ "export": { "from": "china", "to": "us" } }), "d1", json!({ "status": "ACTIVE" })),
        ]),
        json!([{ "retract": { "claim": "wrong", "reason": "misread" } }]),
    ])
    .await
}

const ASKED: &str = "date placedBy kind relation { key } observation { key } claim { key statement retraction { reason } } before after measures { asPrinted }";

#[tokio::test]
async fn events_come_in_order_with_what_dates_them() {
    let tested = world().await;
    let answer = tested
        .ask(&format!(
            "{{ timeline(about: \"us\") {{ totalCount search {{ complete }} edges {{ node {{ {ASKED} }} }} }} }}"
        ))
        .await;
    let nodes: Vec<&Value> = answer["timeline"]["edges"].as_array().unwrap().iter().map(|e| &e["node"]).collect();
    let brief: Vec<String> = nodes
        .iter()
        .map(|n| format!("{} {} {} {}", n["date"], n["placedBy"], n["kind"], n["claim"]["key"]).replace('"', ""))
        .collect();
    assert_eq!(
        brief,
        [
            "2022-06 SIGNED SIGNED signed",
            "2022-06 VALID_FROM STATUS signed",
            "2025-01-01 PUBLICATION CLAIMED motive",
            "2025-02-01 PUBLICATION AMENDED raised",
        ]
    );
    assert_eq!(nodes[0]["measures"], json!([{ "asPrinted": "120" }]));
    assert_eq!((&nodes[1]["before"], &nodes[1]["after"]), (&json!(null), &json!("AGREED")));
    assert_eq!((&nodes[1]["relation"]["key"], &nodes[1]["measures"]), (&json!("contract.us.lynas"), &json!([])));
    assert_eq!(nodes[2]["observation"]["key"], "observation.us.other");
    assert_eq!(answer["timeline"]["totalCount"], 4);
}

#[tokio::test]
async fn a_relation_tells_what_was_taken_back_even_where_nothing_counts_any_more() {
    let tested = world().await;
    let asked = format!("{{ timeline(about: \"export.china.us\") {{ edges {{ node {{ {ASKED} }} }} }} }}");
    let answer = tested.ask(&asked).await;
    let edges = answer["timeline"]["edges"].as_array().unwrap();
    assert_eq!(edges.len(), 1);
    let node = &edges[0]["node"];
    assert_eq!(
        (&node["kind"], &node["date"], &node["placedBy"]),
        (&json!("RETRACTED"), &json!("2025-06-02"), &json!("RECORDING"))
    );
    assert_eq!(node["claim"]["retraction"]["reason"], "misread");
}

#[tokio::test]
async fn a_timeline_is_cut_by_days_and_paged() {
    let tested = world().await;
    let answer =
        tested.ask("{ timeline(about: \"us\", from: \"2022-06-15\", to: \"2025-01-31\") { totalCount } }").await;
    assert_eq!(answer["timeline"]["totalCount"], 3);
    let (mut kinds, mut after) = (Vec::new(), Value::Null);
    for _ in 0..4 {
        let asked = "query($after: String) { timeline(about: \"lynas\", first: 1, after: $after) { edges { node { kind } } pageInfo { endCursor hasNextPage } } }";
        let answer = tested.ask_with(asked, json!({ "after": after })).await;
        kinds.push(answer["timeline"]["edges"][0]["node"]["kind"].clone());
        after = answer["timeline"]["pageInfo"]["endCursor"].clone();
        if answer["timeline"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(kinds, ["SIGNED", "STATUS", "AMENDED"]);
    assert_eq!(code(&tested.fails("{ timeline(about: \"d1\") { totalCount } }").await), "INVALID");
    let backwards = "{ timeline(about: \"us\", from: \"2025-01-31\", to: \"2025-01-30\") { totalCount } }";
    let error = tested.fails(backwards).await;
    let message = error["message"].as_str().unwrap();
    assert_eq!((code(&error), &error["extensions"]["argument"]), ("INVALID", &json!("from")));
    assert!(message.contains("`to` is 2025-01-30") && message.contains("\nhint: "), "{message}");
    let day = "{ timeline(about: \"us\", from: \"2025-01-01\", to: \"2025-01-01\") { totalCount } }";
    assert_eq!(tested.ask(day).await["timeline"]["totalCount"], 1);
}
