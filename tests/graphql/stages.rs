//! A small world, written in stages. Whatever a stage writes bears its mark: `zz2` in what it says of entities and in its judgements,
//! `qq2` in its documents and claims, which are also printed later, on 2025-05-02. After the stages, what is to come.

use serde_json::{Value, json};

use crate::door::{claim, document, entity};

/// How many stages there are. Stage n is recorded on 2025-06-0n.
pub const COUNT: usize = 3;

/// The changes of a stage.
pub fn stage(n: usize) -> Value {
    let mut changes = if n == 1 { reference() } else { Vec::new() };
    changes.extend(marked_entities(n));
    changes.extend(marked_claims(n));
    changes.extend(judgements(n));
    Value::Array(changes)
}

fn reference() -> Vec<Value> {
    let mut changes = vec![
        entity("PLACE", "world", "World"),
        entity("PLACE", "us", "United States"),
        entity("PLACE", "greenland", "Greenland"),
        entity("ORGANIZATION", "us-dod", "US Department of Defense"),
        entity("ORGANIZATION", "lynas", "Lynas"),
        entity("ORGANIZATION", "press", "Press"),
        entity("FACILITY", "plant", "Texas plant"),
        entity("COMMODITY", "minerals", "Critical minerals"),
    ];
    changes[0]["putEntity"]["aggregate"] = json!(true);
    let mut earths = entity("COMMODITY", "rare-earths", "Rare earths");
    earths["putEntity"]["broader"] = json!("minerals");
    let mut refining = entity("INDUSTRY", "us-refining", "US refining");
    refining["putEntity"]["stage"] = json!("REFINING");
    refining["putEntity"]["commodities"] = json!(["rare-earths"]);
    changes.extend([earths, refining]);
    changes
}

fn marked_entities(n: usize) -> Vec<Value> {
    let mut china = entity("PLACE", "china", "China");
    china["putEntity"]["names"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "text": format!("Zz{n} China"), "language": "zh" }));
    china["putEntity"]["description"] = json!([{ "text": format!("zz{n}"), "language": "en" }]);
    china["putEntity"]["codes"] = json!([{ "scheme": "zz", "value": format!("ZZ{n}") }]);
    china["putEntity"]["subkind"] = json!(format!("zz{n}"));
    vec![china, entity("PLACE", &format!("zz{n}-land"), &format!("Zz{n} Land"))]
}

fn marked_claims(n: usize) -> Vec<Value> {
    let (doc, mark) = (format!("qq{n}-doc"), format!("qq{n}"));
    let mut said = document(&doc, &format!("2025-05-{n:02}"));
    said["putDocument"]["publisher"] = json!("press");
    said["putDocument"]["collection"] = json!(mark);
    said["putDocument"]["url"] = json!(format!("https://example.org/{mark}"));
    said["putDocument"]["passages"] = json!([{ "heading": mark, "locator": format!("[{n}]"), "text": format!("{mark}: China sells Rare earths to Lynas") }]);
    let words = json!([{ "text": format!("{mark} says so"), "language": "en" }]);
    let share = json!([{ "metric": "SHARE", "value": format!("{}", 60 + 9 * n), "unit": "%", "basis": "by value",
        "periodFrom": "2024", "asPrinted": mark, "baseFrom": "2023" }]);
    let tie = |from: &str, to: &str| json!({ "from": from, "to": to });
    let of_earths = |from: &str, to: &str| json!({ "from": from, "to": to, "commodity": "rare-earths" });
    let mut changes = vec![said];
    let mut assert = |name: &str, about: Value, more: Value| {
        let mut claim = claim(&format!("{mark}-{name}"), about, &doc, more);
        claim["assert"]["statement"] = words.clone();
        claim["assert"]["note"] = words.clone();
        claim["assert"]["evidence"][0]["quote"] = json!(mark);
        changes.push(claim);
    };
    let number = |mut tie: Value| {
        tie["number"] = json!(mark);
        tie
    };
    assert("share", json!({ "export": of_earths("china", "us") }), json!({ "measures": share, "saidBy": ["lynas"] }));
    let amount = json!([{ "metric": "QUANTITY", "value": format!("{}", 5 * n), "unit": "t", "periodFrom": "2024", "asPrinted": mark }]);
    assert("amount", json!({ "export": of_earths("china", "us") }), json!({ "measures": amount }));
    for (name, from, to) in
        [("through", "greenland", "us"), ("beyond", "china", "greenland"), ("unknown", "press", "us")]
    {
        assert(name, json!({ "export": of_earths(from, to) }), json!({ "measures": share, "saidBy": ["lynas"] }));
    }
    assert("export", json!({ "export": of_earths("china", "us-refining") }), json!({ "status": "ACTIVE" }));
    assert("former", json!({ "export": of_earths("us-refining", "greenland") }), json!({ "status": "ENDED" }));
    assert("other", json!({ "export": number(tie("greenland", "us")) }), json!({ "status": "AGREED" }));
    let mut control = of_earths("china", "world");
    control["instrument"] = json!("CONTROL");
    control["addressee"] = json!("lynas");
    let status = if n.is_multiple_of(2) { "EASED" } else { "ACTIVE" };
    assert("control", json!({ "restriction": control }), json!({ "status": status, "validFrom": "2025-04" }));
    let mut contract = of_earths("us-dod", "lynas");
    contract["purpose"] = json!(mark);
    contract["facility"] = json!("plant");
    contract["signed"] = json!("2022-06");
    let worth = json!([{ "metric": "VALUE", "value": format!("{}", 120 * n), "unit": "USD" }]);
    let mut terms = json!({ "status": "AGREED", "measures": worth, "validFrom": format!("2022-{:02}", n + 5) });
    if n > 1 {
        terms["amends"] = json!(format!("qq{}-contract", n - 1));
    }
    assert("contract", json!({ "contract": contract }), terms);
    let mut made = json!({ "measures": share, "status": "ACTIVE" });
    if n > 1 {
        made["supersedes"] = json!(format!("qq{}-production", n - 1));
    }
    assert("production", json!({ "production": tie("china", "rare-earths") }), made);
    assert("consumption", json!({ "consumption": tie("us", "rare-earths") }), json!({ "measures": share }));
    assert("operation", json!({ "operation": tie("lynas", "plant") }), json!({ "status": "AGREED" }));
    assert("plant", json!({ "location": tie("plant", "us") }), json!({ "validFrom": "2021" }));
    assert("place", json!({ "location": tie("us-refining", "us") }), json!({}));
    assert("part", json!({ "membership": tie("us-dod", "us") }), json!({}));
    assert("owner", json!({ "ownership": tie("greenland", "lynas") }), json!({ "measures": share }));
    let mut talks = of_earths("us", "greenland");
    talks["topic"] = json!(mark);
    talks["potentialSupply"] = json!(true);
    assert("talks", json!({ "negotiation": talks }), json!({ "status": "DISCUSSED" }));
    let mut support = tie("us", "us-refining");
    support["means"] = json!(mark);
    assert("support", json!({ "support": support }), json!({ "status": "CONSIDERED" }));
    let price = json!({ "subject": "rare-earths", "metric": "PRICE_CHANGE", "regarding": "export.china.us.rare-earths",
        "text": words });
    let tripled = json!([{ "metric": "PRICE_CHANGE", "value": format!("{n}"), "unit": "x" }]);
    assert("price", json!({ "observation": price }), json!({ "measures": tripled }));
    let motive = json!({ "subject": "china", "metric": "OTHER", "number": mark, "text": words });
    assert("motive", json!({ "observation": motive }), json!({ "mode": "OPINION" }));
    changes
}

/// What the keys and the words of claims to come begin with.
pub const TO_COME: &str = "ahead";

/// Claims about what the stages speak of, in print like the first of them and true only from a day on: each with details and figures
/// that nobody gave before.
pub fn to_come(from: &str) -> Value {
    let tie = |from: &str, to: &str| json!({ "from": from, "to": to });
    let of_earths = |from: &str, to: &str| json!({ "from": from, "to": to, "commodity": "rare-earths" });
    let with = |mut about: Value, more: Value| {
        about.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        about
    };
    let figure = |metric: &str, value: &str, unit: &str| json!([{ "metric": metric, "value": value, "unit": unit, "periodFrom": "2024", "periodTo": "2025-05", "asPrinted": TO_COME }]);
    let share = || json!({ "status": "ENDED", "measures": figure("SHARE", "99", "%") });
    let contract = json!({ "purpose": TO_COME, "signed": "2025-06" });
    let talks = json!({ "topic": TO_COME, "potentialSupply": false });
    let price = json!({ "subject": "rare-earths", "metric": "PRICE_CHANGE", "regarding": "export.china.us.rare-earths",
        "text": [{ "text": TO_COME, "language": "en" }] });
    let terms = json!({ "status": "ACTIVE", "measures": figure("VALUE", "999", "USD"), "amends": format!("qq{COUNT}-contract") });
    let control = json!({ "instrument": "CONTROL", "addressee": "greenland" });
    let claims = [
        (json!({ "export": of_earths("china", "us") }), share()),
        (json!({ "export": of_earths("china", "us-refining") }), json!({ "status": "ENDED" })),
        (json!({ "restriction": with(of_earths("china", "world"), control) }), json!({ "status": "ENDED" })),
        (json!({ "contract": with(of_earths("us-dod", "lynas"), contract) }), terms),
        (json!({ "production": tie("china", "rare-earths") }), share()),
        (json!({ "consumption": tie("us", "rare-earths") }), share()),
        (json!({ "operation": tie("lynas", "plant") }), json!({ "status": "ENDED" })),
        (json!({ "location": tie("plant", "us") }), json!({ "status": "ENDED" })),
        (json!({ "membership": tie("us-dod", "us") }), json!({ "status": "ENDED" })),
        (json!({ "ownership": tie("greenland", "lynas") }), share()),
        (json!({ "negotiation": with(of_earths("us", "greenland"), talks) }), json!({ "status": "AGREED" })),
        (
            json!({ "support": with(tie("us", "us-refining"), json!({ "means": TO_COME })) }),
            json!({ "status": "ACTIVE" }),
        ),
        (json!({ "observation": price }), json!({ "measures": figure("PRICE_CHANGE", "9", "x") })),
    ];
    let claims = claims.into_iter().enumerate().map(|(n, (about, more))| {
        let mut claim = claim(&format!("{TO_COME}-{n}"), about, "qq1-doc", more);
        claim["assert"]["mode"] = json!("OFFICIAL");
        claim["assert"]["validFrom"] = json!(from);
        claim
    });
    claims.collect()
}

fn judgements(n: usize) -> Vec<Value> {
    let land = |n: usize| format!("zz{n}-land");
    let reason = format!("zz{n}");
    let mut changes = vec![json!({ "samePerhaps": { "a": "greenland", "b": land(n), "reason": reason } })];
    if n > 1 {
        changes.push(json!({ "retract": { "claim": format!("qq{}-consumption", n - 1), "reason": reason } }));
        changes.push(json!({ "merge": { "from": land(n), "into": "us", "reason": reason } }));
    }
    if n > 2 {
        changes.push(json!({ "split": { "key": land(n - 1), "reason": reason } }));
        changes.push(json!({ "notSame": { "a": "greenland", "b": land(n - 1), "reason": reason } }));
    }
    changes
}
