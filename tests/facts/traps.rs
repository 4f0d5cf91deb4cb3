//! The traps of the first facts, by their numbers: what a naive reading gets wrong, and how it is held here.

use lodegraph::{
    model::{ClaimMode, Metric, Status},
    questions::{
        bounds::Bounds,
        grouped::{Figures, relations},
    },
};

use super::*;

const SHARE: &str = "export.china.us.rare-earths";

#[test]
fn x01_over_90_per_cent_and_about_70_are_two_claims_and_perhaps_a_conflict() {
    let store = facts();
    let view = on(&store, TODAY);
    assert!(relation(view, SHARE).state().disputed);
    let found = conflicts(view, "f22-us-import-share-china-2023");
    assert!(found.contains(&("f29-us-import-share-china".to_owned(), "POSSIBLE".to_owned())), "{found:?}");
    // A period that is unknown is not "now": both stand with what their source says of it.
    let shares = figures(relation(view, SHARE), Metric::Share);
    assert!(
        shares.contains(&"over 90 % (2023)".to_owned()) && shares.contains(&"approximately 70 % (?)".to_owned()),
        "{shares:?}"
    );
}

#[test]
fn x02_seventy_per_cent_ten_years_ago_is_a_history() {
    let store = facts();
    let view = on(&store, TODAY);
    let shares = figures(relation(view, SHARE), Metric::Share);
    assert!(shares.contains(&"70 % (2013)".to_owned()), "{shares:?}");
    assert!(!claim(view, "f23-us-import-share-china-2013").holds());
    assert!(conflicts(view, "f23-us-import-share-china-2013").is_empty());
    assert!(claim(on(&store, "2014-01-01"), "f23-us-import-share-china-2013").holds());
}

#[test]
fn x03_statistics_from_elsewhere_stand_beside_and_none_is_dropped() {
    let store = facts_and_trade();
    let view = on(&store, TODAY);
    let relation = relation(view, SHARE);
    let claims: Vec<_> = relation.claims().into_iter().map(|a| view.claim(a.claim).unwrap()).collect();
    // Official figures come before what the news says; the news stays.
    assert_eq!(claims[0].mode(), ClaimMode::Official);
    assert!(claims.iter().any(|c| c.key() == "f22-us-import-share-china-2023" && c.holds()));
    let found = conflicts(view, "f22-us-import-share-china-2023");
    let usgs: Vec<_> = found.iter().filter(|(key, _)| key.starts_with("usgs-")).collect();
    assert_eq!(usgs.len(), 1);
    assert_eq!(usgs[0].1, "CERTAIN");
    // By value and by weight are other measures than a share of no known basis.
    assert!(!found.iter().any(|(key, _)| key.starts_with("comtrade-")), "{found:?}");
    let trade = claim(view, "comtrade-us-imports-hs2846-china-2023");
    let shares: Vec<_> = trade
        .measures()
        .into_iter()
        .filter(|m| m.metric == Metric::Share)
        .map(|m| format!("{} {}", m.value.unwrap().round_dp(1), m.basis.unwrap()))
        .collect();
    assert_eq!(shares, ["61.3 by value", "75.2 by weight"]);
    // And what sides with the news's second figure does not clash with it.
    assert!(!conflicts(view, "f29-us-import-share-china").iter().any(|(key, _)| key.starts_with("usgs-")));
}

#[test]
fn x04_a_denied_ban_says_nothing_against_a_control() {
    let store = facts();
    let view = on(&store, TODAY);
    let ban = claim(view, "f10-chamber-denies-ban");
    assert_eq!(ban.status(), Some(Status::Denied));
    assert_ne!(ban.about(), claim(view, "f18-china-export-control-2025-04").about());
    assert_eq!(ban.said_by().len(), 2, "either chamber may be meant: both are candidates");
    assert_eq!(view.entities_named("美国商会").len(), 2);
}

#[test]
fn x05_one_unnamed_source_asks_and_nothing_is_banned() {
    let store = facts();
    let view = on(&store, TODAY);
    let request = claim(view, "f01-india-asks-halt-to-japan");
    assert_eq!((request.mode(), request.status()), (ClaimMode::Hearsay, Some(Status::Requested)));
    let banned = view.relations().filter(|r| {
        r.kind().as_str() == "RESTRICTION"
            && r.instrument().unwrap().as_str() == "BAN"
            && r.status() == Some(Status::Active)
    });
    assert_eq!(banned.count(), 0);
}

#[test]
fn x06_after_the_request_india_still_supplies_japan_until_somebody_says_otherwise() {
    let store = facts();
    for day in ["2025-06-13", "2026-06-13"] {
        let flow = relation(on(&store, day), "export.india-state-miner.japan.rare-earths");
        assert_eq!((flow.status(), flow.valid().1), (Some(Status::Active), None), "{day}");
    }
}

#[test]
fn x07_a_net_importer_may_be_the_dominant_refiner() {
    let store = facts();
    let view = on(&store, TODAY);
    for key in ["production.china.rare-earths", "production.china.rare-earths..refining"] {
        let relation = relation(view, key);
        assert_eq!((relation.status(), relation.state().disputed), (Some(Status::Active), false), "{key}");
    }
    let trade = ["export.world.china.rare-earths", "export.china.world.rare-earths"].map(|key| relation(view, key));
    assert!(trade.iter().all(|r| !r.state().disputed && r.stage().is_none()), "nothing is netted, no stage is made up");
}

#[test]
fn x08_a_trend_is_not_the_quarters_claim() {
    let store = facts();
    let view = on(&store, TODAY);
    let trend = claim(view, "f26-china-imports-exceed-exports");
    assert!(trend.measures().is_empty());
    assert_eq!(trend.valid_as_printed(), Some("recent years"));
    let quarter = claim(view, "f33-china-imports-quantity-change-2025-q1");
    let change = &quarter.measures()[0];
    assert_eq!((change.metric, change.value.unwrap().to_string().as_str()), (Metric::QuantityChange, "-30.9"));
    assert_eq!(change.base.unwrap().from.to_string(), "2024-01");
    assert_ne!(trend.about(), quarter.about());
}

#[test]
fn x09_quantity_up_and_value_down_are_two_measures() {
    let store = facts();
    let view = on(&store, TODAY);
    let exports = relation(view, "export.china.world.rare-earths");
    assert_eq!(figures(exports, Metric::QuantityChange), ["+5.1 % (2025-01/2025-03)"]);
    assert_eq!(figures(exports, Metric::ValueChange), ["-9.8 % (2025-01/2025-03)"]);
    assert!(!exports.state().disputed);
}

#[test]
fn x10_an_amended_contract_is_one_contract_with_a_history() {
    let store = facts();
    let view = on(&store, TODAY);
    let contracts: Vec<_> = view
        .relations()
        .filter(|r| r.kind().as_str() == "CONTRACT" && r.to() == view.entity_with_key("lynas").unwrap())
        .collect();
    assert_eq!(contracts.len(), 1);
    assert_eq!(
        figures(contracts[0], Metric::Value),
        ["approximately USD 258 million (?)", "USD 120 million (2022-06)"]
    );
    assert!(!contracts[0].state().disputed && conflicts(view, "f44-dod-contract-lynas").is_empty());
    let grouped = relations(view, contracts.iter().copied(), &[], Figures::Parts, Bounds::default()).unwrap().answer;
    let sums: Vec<_> = grouped.figures.iter().map(|figure| figure.sum.unwrap().to_string()).collect();
    assert_eq!(sums, ["258000000"], "never 378 million");
    let raised = claim(view, "f47-dod-contract-lynas-raised");
    assert_eq!(view.claim(raised.amends().unwrap()).unwrap().key(), "f44-dod-contract-lynas");
    let before = relation(on(&store, "2022-07-01"), contracts[0].key().unwrap().as_str());
    let holding: Vec<_> = before.claims().into_iter().filter(|a| a.begun).collect();
    assert_eq!(holding.len(), 1, "in 2022 the amendment was not yet");
}

#[test]
fn x11_lynas_and_lynas_usa_are_perhaps_the_same_and_nothing_merges_them() {
    let store = facts();
    let view = on(&store, TODAY);
    let [lynas, usa] = ["lynas", "lynas-usa"].map(|key| view.entity_with_key(key).unwrap());
    assert_ne!(lynas, usa);
    assert_eq!(view.possibly_same(lynas)[0].other, usa);
    assert_eq!(view.possibly_same(usa)[0].other, lynas);
}

#[test]
fn x12_a_measure_that_nobody_defined_is_compared_with_nothing() {
    let store = facts();
    let view = on(&store, TODAY);
    for key in ["f20-trade-relationships-concentrated", "f21-five-or-fewer-suppliers"] {
        let claim = claim(view, key);
        assert_eq!(claim.measures()[0].metric, Metric::Other);
        assert!(conflicts(view, key).is_empty());
        assert!(!claim.details().unwrap().text.is_empty());
    }
}

#[test]
fn x13_three_shares_near_each_other_are_of_three_things() {
    let store = facts();
    let view = on(&store, TODAY);
    let keys = ["f16-china-production-share-2024", "f17-china-refines-most", "f22-us-import-share-china-2023"];
    let mut subjects: Vec<_> = keys.iter().map(|key| claim(view, key).about()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), 3);
    assert!(conflicts(view, "f16-china-production-share-2024").is_empty());
    assert!(claim(view, "f17-china-refines-most").measures().is_empty(), "a near-monopoly is no number");
}

#[test]
fn x14_threefold_keeps_its_words_and_says_that_they_are_ambiguous() {
    let store = facts();
    let view = on(&store, TODAY);
    let claim = claim(view, "f19-price-threefold");
    let measure = &claim.measures()[0];
    assert_eq!((measure.value.unwrap().to_string().as_str(), measure.unit.as_str()), ("3", "x"));
    assert_eq!(measure.as_printed.as_deref(), Some("threefold"));
    assert!(claim.note().iter().any(|n| n.text.contains("Ambiguous")));
    let Some(Found::Observation(seen)) = view.subject(claim.about()) else { panic!() };
    assert_eq!(seen.regarding(), Some("restriction.china.world.rare-earths..control"));
}

#[test]
fn x15_a_channel_is_no_publisher() {
    let store = facts();
    let view = on(&store, TODAY);
    let publisher = |key: &str| view.publisher(view.document_with_key(key).unwrap());
    assert_eq!(publisher("s1-newsflash-2025-06-13"), None);
    assert!(publisher("s2-sohu-2025-06-03").is_some());
}

#[test]
fn what_could_be_read_by_a_day_is_asked_by_publication() {
    let store = facts();
    let before = printed_by(&store, TODAY, "2025-06-02");
    assert!(before.claim_with_key("f22-us-import-share-china-2023").is_none());
    assert!(before.claim_with_key("f29-us-import-share-china").is_some());
    assert!(before.find("s1-newsflash-2025-06-13").is_none());
}
