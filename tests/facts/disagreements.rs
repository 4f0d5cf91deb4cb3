//! Which of the traps of the first facts are conflicts, and that nothing else is: what `conflicts` finds in all facts.

use lodegraph::graph::Certainty;

use super::*;

const SHARES: &str =
    "SHARE Certain: usgs-us-import-share-china-2020-2023 > f29-us-import-share-china > f22-us-import-share-china-2023";

#[test]
fn of_all_traps_one_is_a_conflict_of_the_bundled_facts() {
    // X1, and of X3 the USGS's sheet.
    let store = facts();
    let view = on(&store, TODAY);
    assert_eq!(all_conflicts(view, About::Everything), [SHARES]);
    // The sheet and "over 90" speak of the same time; what has no year may speak of another.
    let found = questions::conflicts(view, About::Everything, Bounds::default()).unwrap().next().unwrap();
    let clashes: Vec<_> = found.pairs.iter().map(|pair| (pair.first, pair.second, pair.certainty)).collect();
    assert_eq!(clashes, [(0, 2, Certainty::Certain), (1, 2, Certainty::Possible)]);
}

#[test]
fn no_other_trap_is_a_conflict() {
    let store = facts_and_trade();
    let view = on(&store, TODAY);
    for (trap, claims) in [
        ("X2: ten years ago", &["f23-us-import-share-china-2013"][..]),
        ("X4: a ban denied is no control denied", &["f10-chamber-denies-ban", "f18-china-export-control-2025-04"]),
        ("X5, X6: what is asked for is not done", &["f01-india-asks-halt-to-japan"]),
        ("X7, X13: other things are measured", &["f16-china-production-share-2024", "f17-china-refines-most"]),
        (
            "X8: a trend is no quarter",
            &["f26-china-imports-exceed-exports", "f33-china-imports-quantity-change-2025-q1"],
        ),
        (
            "X9: quantity is not value",
            &["f37-china-exports-quantity-change-2025-q1", "f38-china-exports-value-change-2025-q1"],
        ),
        ("X10: an amendment is a history", &["f44-dod-contract-lynas", "f47-dod-contract-lynas-raised"]),
        ("X12: nobody defined it", &["f20-trade-relationships-concentrated", "f21-five-or-fewer-suppliers"]),
        ("X14: one claim that may be read in two ways", &["f19-price-threefold"]),
    ] {
        for key in claims {
            let found = all_conflicts(view, About::Claim(claim(view, key).index));
            assert!(found.is_empty(), "{trap}: {found:?}");
        }
    }
    // X11: perhaps the same, and nothing is said of the one that contradicts the other. X15: a channel adds no claim of its own.
    for key in ["lynas", "lynas-usa", "india", "japan"] {
        let found = all_conflicts(view, About::Entity(view.entity_with_key(key).unwrap()));
        assert!(found.is_empty(), "{key}: {found:?}");
    }
}

#[test]
fn over_90_per_cent_is_not_what_the_trade_figures_give() {
    // The rest of X3. 70 and "approximately 70" without a basis lie between the two, so they are not held to be wrong.
    let store = facts_and_trade();
    let view = on(&store, TODAY);
    let computed = "SHARE Possible: f22-us-import-share-china-2023 against 61.3 by value and 75.2 by weight";
    assert_eq!(all_conflicts(view, About::Everything), [SHARES, computed]);
    let found = questions::conflicts(view, About::Everything, Bounds::default()).unwrap().nth(1).unwrap();
    for share in &found.computed {
        let keys: Vec<String> = share.claims.iter().map(|&c| view.claim(c).unwrap().key()).collect();
        assert_eq!(keys, ["comtrade-us-imports-hs2846-china-2023", "comtrade-us-imports-hs2846-world-2023"]);
    }
    // 111,168,490 of 181,268,698 dollars, 10,997,647 of 14,614,869 kilograms.
    let shown: Vec<String> = found.computed.iter().map(|s| s.measure.value.unwrap().to_string()).collect();
    assert_eq!(shown, ["61.328", "75.2497"]);
}

#[test]
fn conflicts_obey_the_view() {
    let store = facts();
    let certain = "SHARE Certain: usgs-us-import-share-china-2020-2023 > f22-us-import-share-china-2023";
    assert_eq!(all_conflicts(on(&store, "2025-05-27"), About::Everything), [certain]);
    assert_eq!(all_conflicts(on(&store, "2022-12-31"), About::Everything), [""; 0]);
    assert_eq!(all_conflicts(printed_by(&store, TODAY, "2025-06-02"), About::Everything), [""; 0]);
}
