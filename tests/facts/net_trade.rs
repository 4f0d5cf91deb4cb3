//! Net trade, by figures that were worked out by hand.

use lodegraph::{
    model::Stage,
    questions::{
        bounds::Bounds,
        net_trade::{NetTrade, NetTradeQuestion, net_trade},
    },
};

use super::*;

fn ask(view: View<'_>, of: &str, stage: Option<Stage>) -> Vec<NetTrade> {
    let [of, earths] = [of, "rare-earths"].map(|key| view.entity_with_key(key).unwrap());
    let question = NetTradeQuestion { of, commodity: Some(earths), stage, metric: None };
    net_trade(view, &question, Bounds::default()).unwrap().answer
}

/// 24,679.1 t - 14,177.6 t = 10,501.5 t, and CNY 1,870 million - 920 million = 950 million: four claims.
#[test]
fn china_took_in_more_than_it_sent_out_in_the_first_quarter_of_2025() {
    let store = facts();
    let view = on(&store, TODAY);
    let answers = ask(view, "china", None);
    let told: Vec<_> = answers
        .iter()
        .map(|answer| {
            let claims: Vec<String> =
                answer.claims().into_iter().map(|claim| view.claim(claim).unwrap().key()).collect();
            (answer.net.unwrap().value.unwrap().to_string(), answer.unit.as_str(), claims)
        })
        .collect();
    let keys = |what: &str| {
        let [f, g] = if what == "quantity" { ["f31", "f35"] } else { ["f32", "f36"] };
        vec![format!("{f}-china-imports-{what}-2025-q1"), format!("{g}-china-exports-{what}-2025-q1")]
    };
    assert_eq!(told, [("10501.5".to_owned(), "t", keys("quantity")), ("950000000".to_owned(), "CNY", keys("value")),]);
    for answer in &answers {
        assert!(answer.imports.as_ref().unwrap().stated && answer.exports.as_ref().unwrap().stated);
        let period = answer.table().unwrap().period.unwrap();
        assert_eq!((period.from.to_string(), period.to.to_string()), ("2025-01".to_owned(), "2025-03".to_owned()));
    }
    assert_eq!(ask(on(&store, "2024-12-31"), "china", None), [], "the quarter had not begun");
}

/// What the United States takes in are compounds, what it sends out ores and compounds: no difference of these. Of ferrocerium and
/// alloys both are told, and of metals.
#[test]
fn what_is_counted_as_other_goods_is_not_netted() {
    let store = facts();
    let view = on(&store, TODAY);
    let answers = ask(view, "us", None);
    let both: Vec<&NetTrade> = answers.iter().filter(|answer| answer.net.is_some()).collect();
    let mut of: Vec<&str> = both.iter().map(|answer| view.key(answer.commodity.unwrap()).unwrap().as_str()).collect();
    of.sort_unstable();
    of.dedup();
    assert_eq!(of, ["ferrocerium-alloys", "re-metals-scandium-yttrium"]);
    let alloys = both.iter().find(|answer| {
        let year = answer.table().unwrap().period.unwrap().from.to_string();
        year == "2023" && answer.commodity == view.entity_with_key("ferrocerium-alloys")
    });
    // 259 t less 817 t.
    assert_eq!(alloys.unwrap().net.unwrap().value.unwrap().to_string(), "-558");
}
