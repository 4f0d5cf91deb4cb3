//! What is computed from figures, as it is asked through the door.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

/// What two documents say of what Japan buys: a table with a total, and a share.
async fn trade() -> Tested {
    let mut world = entity("PLACE", "world", "World");
    world["putEntity"]["aggregate"] = json!(true);
    let mut refining = entity("INDUSTRY", "refining", "Refining in Japan");
    refining["putEntity"]["commodities"] = json!(["rare-earths"]);
    let mut table = document("table", "2024-06-01");
    table["putDocument"]["publisher"] = json!("customs");
    let tie = |from: &str, to: &str| json!({ "export": { "from": from, "to": to, "commodity": "rare-earths" } });
    let worth = |value: &str| {
        json!({ "mode": "OFFICIAL", "measures": [{ "metric": "VALUE", "value": value, "unit": "USD", "basis": "CIF",
            "periodFrom": "2023", "asPrinted": value }] })
    };
    let over = json!([{ "metric": "SHARE", "low": "60", "high": "100", "unit": "%", "periodFrom": "2023" }]);
    Tested::with(&[json!([
        world,
        entity("PLACE", "japan", "Japan"),
        entity("PLACE", "china", "China"),
        entity("PLACE", "india", "India"),
        entity("ORGANIZATION", "customs", "Customs"),
        entity("ORGANIZATION", "bank", "Bank"),
        entity("COMMODITY", "rare-earths", "Rare earths"),
        refining,
        table,
        document("flash", "2024-07-01"),
        claim("place", json!({ "location": { "from": "refining", "to": "japan" } }), "table", json!({})),
        claim("c", tie("china", "japan"), "table", worth("30")),
        claim("i", tie("india", "japan"), "table", worth("15")),
        claim("w", tie("world", "japan"), "table", worth("60")),
        claim("x", tie("japan", "world"), "table", worth("100")),
        claim("o", tie("china", "japan"), "flash", json!({ "saidBy": ["bank"], "measures": over })),
    ])])
    .await
}

#[tokio::test]
async fn concentration_names_every_figure_that_it_rests_on() {
    let asked = "{ concentration(of: \"Refining in Japan\") { of { key } metric resultCount search { complete } results {
        table { of { key } source { publisher { key } document { key } saidBy { key } } basis unit period { from } commodity { key } }
        supplierCount suppliers(first: 1) { entity { key } figure { asPrinted } relation { key }
            share { value low unit basis derived claims { key holds } } }
        total { value derived claims { key } } aggregates { entity { key } } sum { value } gap { value claims { key } } coverage { value }
        hhi { value low high } makes80Percent { least most } } } }";
    let answer = trade().await.ask(asked).await["concentration"].clone();
    // Of 60: 50 and 25 %; 2500 + 625, and the last quarter may be one supplier's: + 625.
    let expected = json!({ "of": { "key": "refining" }, "metric": "VALUE", "resultCount": 1, "search": { "complete": true }, "results": [{
        "table": { "of": { "key": "japan" }, "source": { "publisher": { "key": "customs" }, "document": null, "saidBy": [] },
            "basis": "CIF", "unit": "USD", "period": { "from": "2023" }, "commodity": { "key": "rare-earths" } },
        "supplierCount": 2,
        "suppliers": [{ "entity": { "key": "china" }, "figure": { "asPrinted": "30" }, "relation": { "key": "export.china.japan.rare-earths" },
            "share": { "value": "50", "low": null, "unit": "%", "basis": "by value", "derived": true,
                "claims": [{ "key": "c", "holds": true }, { "key": "w", "holds": true }] } }],
        "total": { "value": "60", "derived": false, "claims": [{ "key": "w" }] }, "aggregates": [],
        "sum": { "value": "45" },
        "gap": { "value": "15", "claims": [{ "key": "c" }, { "key": "i" }, { "key": "w" }] },
        "coverage": { "value": "75" },
        "hhi": { "value": "3125", "low": "3125", "high": "3750" }, "makes80Percent": { "least": null, "most": null },
    }] });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn concentration_of_stated_shares_gives_bounds() {
    let asked = "{ concentration(of: \"japan\", metric: SHARE) { results {
        table { source { publisher { key } document { key } saidBy { key } } } suppliers { share { low high value derived } }
        total { value } gap { value low high } hhi { value low high } makes80Percent { least most } } } }";
    let answer = trade().await.ask(asked).await["concentration"]["results"].clone();
    let expected = json!([{
        "table": { "source": { "publisher": null, "document": { "key": "flash" }, "saidBy": [{ "key": "bank" }] } },
        "suppliers": [{ "share": { "low": "60", "high": "100", "value": null, "derived": false } }],
        "total": null, "gap": { "value": null, "low": "0", "high": "40" },
        "hhi": { "value": null, "low": "3600", "high": "10000" }, "makes80Percent": { "least": 1, "most": null },
    }]);
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn net_trade_tells_both_ways_and_their_difference() {
    let side = "figure { value derived claims { key } } stated";
    let asked = format!(
        "{{ netTrade(of: \"Refining in Japan\") {{ of {{ key }} resultCount search {{ complete }} results {{ table {{ of {{ key }} basis metric }}
        commodity {{ key }} parts {{ key }} imports {{ {side} }} exports {{ {side} }}
        netImports {{ value unit basis derived holds period {{ from }} claims {{ key }} }} }} }} }}"
    );
    let answer = trade().await.ask(&asked).await["netTrade"].clone();
    let expected = json!({ "of": { "key": "refining" }, "resultCount": 1, "search": { "complete": true }, "results": [{
        "table": { "of": { "key": "japan" }, "basis": "CIF", "metric": "VALUE" }, "commodity": { "key": "rare-earths" }, "parts": [],
        "imports": { "figure": { "value": "60", "derived": false, "claims": [{ "key": "w" }] }, "stated": true },
        "exports": { "figure": { "value": "100", "derived": false, "claims": [{ "key": "x" }] }, "stated": true },
        "netImports": { "value": "-40", "unit": "USD", "basis": "CIF", "derived": true, "holds": true, "period": { "from": "2023" },
            "claims": [{ "key": "w" }, { "key": "x" }] },
    }] });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn exposure_tells_what_comes_straight_and_through_whom() {
    let tested = trade().await;
    let worth = |value: &str, from: &str| {
        let figure = json!({ "metric": "VALUE", "value": value, "unit": "USD", "basis": "CIF", "periodFrom": "2023" });
        let tie = json!({ "export": { "from": from, "to": "india", "commodity": "rare-earths" } });
        claim(&format!("{from}-india"), tie, "table", json!({ "mode": "OFFICIAL", "measures": [figure] }))
    };
    tested.commit(json!([worth("4", "china"), worth("16", "japan")])).await;
    let share = "value low approximate derived claims { key }";
    let asked = format!(
        "{{ exposure(of: \"refining\", to: \"China\", metric: VALUE) {{ of {{ key }} to {{ key }} metric resultCount search {{ complete }} results {{
        table {{ of {{ key }} basis }} direct {{ {share} }} indirect {{ {share} }} total {{ value }} unnamed {{ value }} untraced {{ value }}
        through {{ entity {{ key }} share {{ value }} exposure {{ value claims {{ key }} }} part {{ value approximate }}
            largestWay {{ from {{ key }} to {{ key }} share {{ value }} }} }}
        missingCount missing {{ entity {{ key }} }} }} }} }}"
    );
    let answer = tested.ask(&asked).await["exposure"].clone();
    // Of what Japan takes in half is China's and a quarter India's; of India's 20 % are China's and 80 % Japan's own. Within four hops India's part
    // is 20 + 80 · (50 + 25 · 20 %) % = 64 %, that is 16 of 100; the way that most comes by leads over Japan once more.
    let expected = json!({ "of": { "key": "refining" }, "to": { "key": "china" }, "metric": "VALUE", "resultCount": 1,
        "search": { "complete": true }, "results": [{
        "table": { "of": { "key": "japan" }, "basis": "CIF" },
        "direct": { "value": "50", "low": null, "approximate": false, "derived": true, "claims": [{ "key": "c" }, { "key": "w" }] },
        "indirect": { "value": "16", "low": null, "approximate": true, "derived": true,
            "claims": [{ "key": "i" }, { "key": "w" }, { "key": "china-india" }, { "key": "japan-india" }, { "key": "c" }] },
        "total": { "value": "66" }, "unnamed": { "value": "25" }, "untraced": { "value": "0" },
        "through": [{ "entity": { "key": "india" }, "share": { "value": "25" },
            "exposure": { "value": "64", "claims": [{ "key": "china-india" }, { "key": "japan-india" }, { "key": "c" }, { "key": "w" }, { "key": "i" }] },
            "part": { "value": "16", "approximate": true },
            "largestWay": [
                { "from": { "key": "china" }, "to": { "key": "japan" }, "share": { "value": "50" } },
                { "from": { "key": "japan" }, "to": { "key": "india" }, "share": { "value": "80" } },
                { "from": { "key": "india" }, "to": { "key": "japan" }, "share": { "value": "25" } },
            ] }],
        "missingCount": 0, "missing": [],
    }] });
    assert_eq!(answer, expected);
    let stated = "{ exposure(of: \"japan\", to: \"india\", maxHops: 2) { results { direct { value } unnamed { low high } untraced { low high }
        missing { entity { key } reason part { low high derived } } } } }";
    let answer = tested.ask(stated).await["exposure"]["results"].clone();
    let expected = json!([{ "direct": null, "unnamed": { "low": "0", "high": "40" }, "untraced": { "low": "60", "high": "100" },
        "missing": [{ "entity": { "key": "china" }, "reason": "NO_FIGURES", "part": { "low": "60", "high": "100", "derived": false } }] }]);
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn what_gives_no_shares_is_refused() {
    let tested = trade().await;
    let refused = tested.fails("{ concentration(of: \"japan\", metric: PRICE) { resultCount } }").await;
    assert_eq!(code(&refused), "INVALID");
    let refused = tested.fails("{ netTrade(of: \"japan\", metric: SHARE) { resultCount } }").await;
    assert_eq!(code(&refused), "INVALID");
    let refused = tested.fails("{ exposure(of: \"japan\", to: \"Japan\") { resultCount } }").await;
    assert_eq!(code(&refused), "INVALID");
    let refused = tested.fails("{ concentration(of: \"atlantis\") { resultCount } }").await;
    assert_eq!(code(&refused), "NOT_FOUND");
    let nothing = tested.ask("{ concentration(of: \"china\") { resultCount results { supplierCount } } }").await;
    let refused = tested.fails("{ concentration(of: \"japan\") { results(first: 1001) { supplierCount } } }").await;
    assert_eq!(code(&refused), "TOO_COSTLY");
    assert_eq!(nothing["concentration"], json!({ "resultCount": 0, "results": Value::Array(Vec::new()) }));
}

#[tokio::test]
async fn a_scenario_changes_what_figures_come_to() {
    let asked = "{ scenario(changes: [{ set: { relation: \"export.india.japan.rare-earths\", status: ENDED } }]) {
        concentration(of: \"japan\") { results { supplierCount suppliers { entity { key } share { value } } gap { value } } }
        exposure(of: \"japan\", to: \"india\", metric: VALUE) { results { direct { value } } }
        netTrade(of: \"japan\") { results { netImports { value } } } } }";
    let answer = trade().await.ask(asked).await["scenario"].clone();
    let expected = json!({
        "concentration": { "results": [{ "supplierCount": 1, "gap": { "value": "30" },
            "suppliers": [{ "entity": { "key": "china" }, "share": { "value": "50" } }] }] },
        "exposure": { "results": [{ "direct": null }] },
        "netTrade": { "results": [{ "netImports": { "value": "-40" } }] },
    });
    assert_eq!(answer, expected);
}
