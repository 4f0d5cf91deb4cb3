//! Concentration, by figures that were worked out by hand.

use lodegraph::questions::{
    bounds::Bounds,
    concentration::{Concentration, ConcentrationQuestion, concentration},
};

use super::*;

fn ask(view: View<'_>, of: &str, metric: Metric) -> Vec<Concentration> {
    let of = view.entity_with_key(of).unwrap();
    concentration(view, &ConcentrationQuestion { of, commodity: None, metric }, Bounds::default()).unwrap().answer
}

/// Results of a publisher.
fn of<'c>(view: View<'_>, results: &'c [Concentration], publisher: &str) -> Vec<&'c Concentration> {
    let publisher = view.entity_with_key(publisher).unwrap();
    results.iter().filter(|result| result.table.source.publisher == Some(publisher)).collect()
}

fn largest<'v>(view: View<'v>, result: &Concentration, count: usize) -> Vec<(&'v str, String)> {
    let rows = result.table.rows.iter().zip(&result.shares).take(count);
    rows.map(|(row, share)| (view.key(row.partner).unwrap().as_str(), share.rounded(4).value.unwrap().to_string()))
        .collect()
}

fn index(result: &Concentration) -> [String; 3] {
    let index = result.index.rounded(2);
    [index.value, index.low, index.high].map(|n| n.map_or("?".to_owned(), |n| n.to_string()))
}

/// US imports of HS 2846 in 2023: the table's 24 partners and the world. One partner, `Other Asia, nes`, is a total and no supplier, so
/// 23 are left; by hand, in exact fractions over the rows of the table:
///
/// - by value: Σ (100 v / 181,268,698)² = 4083.0416 over the 23; they come to 181,190,990, 77,708 less than the world, which is just what
///   `Other Asia, nes` has. If one supplier had all of that: + (100 · 77,708 / 181,268,698)² = 0.0018. China 61.3280, with Japan 73.7255,
///   with France 85.3523 %: three make 80 %.
/// - by weight: Σ (100 w / 14,614,869)² = 5900.3327; 14,612,546 kg, 2,323 less; + 0.0003. China 75.2497, with Malaysia 89.6348 %: two.
#[test]
fn us_imports_of_2023_by_value_and_by_weight() {
    let store = facts_and_trade();
    let view = on(&store, TODAY);
    for (metric, hhi, first, sum, gap, coverage, makes_80) in [
        (
            Metric::Value,
            ["4083.04", "4083.04", "4083.04"],
            vec![("china", "61.328"), ("japan", "12.3974"), ("france", "11.6268")],
            "181190990",
            "77708",
            "99.9571",
            3,
        ),
        (
            Metric::Quantity,
            ["5900.33", "5900.33", "5900.33"],
            vec![("china", "75.2497"), ("malaysia", "14.3851"), ("estonia", "4.5672")],
            "14612546",
            "2323",
            "99.9841",
            2,
        ),
    ] {
        let results = ask(view, "us-refining", metric);
        let [result] = of(view, &results, "un-comtrade")[..] else { panic!("{results:?}") };
        assert_eq!(view.key(result.table.of).unwrap().as_str(), "us", "it has no figures of its own");
        assert_eq!(result.table.rows.len(), 23);
        assert_eq!(index(result), hhi);
        assert!(result.index.high > result.index.low);
        assert_eq!(largest(view, result, 3), first.iter().map(|(who, n)| (*who, (*n).to_owned())).collect::<Vec<_>>());
        assert_eq!(result.sum.value.unwrap().to_string(), sum);
        assert_eq!(result.gap.unwrap().value.unwrap().to_string(), gap);
        assert_eq!(result.coverage.unwrap().rounded(4).value.unwrap().to_string(), coverage);
        assert_eq!(result.makes_80, (Some(makes_80), Some(makes_80)));
        assert_eq!(result.table.aggregates[0].amount.value.unwrap().to_string(), gap, "what other Asia has");
        let claims: Vec<String> = result
            .table
            .claims_of_share(&result.table.rows[0])
            .into_iter()
            .map(|c| view.claim(c).unwrap().key())
            .collect();
        assert_eq!(claims, ["comtrade-us-imports-hs2846-china-2023", "comtrade-us-imports-hs2846-world-2023"]);
    }
}

/// 70² + 13² + 6² + 5² = 5130; the 6 % of other countries may be one's: + 36. Two make 80 %.
#[test]
fn shares_as_stated_make_one_answer_a_source() {
    let store = facts();
    let view = on(&store, TODAY);
    let results = ask(view, "us-refining", Metric::Share);
    let [usgs] = of(view, &results, "usgs")[..] else { panic!() };
    assert_eq!(index(usgs), ["5130", "5130", "5166"]);
    assert_eq!((usgs.makes_80, usgs.table.aggregates.len()), ((Some(2), Some(2)), 1));
    // "Over 90 %" says that at least 90² = 8100; "approximately 70 %" is 66.5 to 73.5: 4422.25 at least, and at most, with the rest
    // from one other, 73.5² + 33.5² = 6524.5.
    let [sohu] = of(view, &results, "sohu-finance")[..] else { panic!() };
    assert_eq!((index(sohu), sohu.makes_80), (["?", "8100", "10000"].map(str::to_owned), (Some(1), Some(1))));
    let [qianzhan] = of(view, &results, "qianzhan")[..] else { panic!() };
    assert_eq!((index(qianzhan), qianzhan.makes_80.1), (["4900", "4422.25", "6524.5"].map(str::to_owned), None));
    assert_eq!(results.len(), 3);
    assert_eq!(results.last().unwrap().table.period, None, "an unknown period comes last");
    // Ten years before, another figure held.
    let results = ask(on(&store, "2014-01-01"), "us", Metric::Share);
    assert_eq!(results.iter().map(index).collect::<Vec<_>>(), [["4900", "4900", "5800"]]);
}

/// Mine production of 2024 (USGS, t of REO): China 270,000, US 45,000, Myanmar 31,000, Thailand, Nigeria and Australia 13,000 each, India
/// 2,900, Russia 2,500, Madagascar 2,000, Vietnam 300, Malaysia 130, Brazil 20: 392,850, and 1,100 of other countries. The world's
/// 390,000 are rounded, and less than that, so shares are of the sum: 68.7285² + 11.4548² + 7.8911² + 3 · 3.3091² + … = 4951.16.
#[test]
fn the_mining_of_rare_earths_is_chinas_for_two_thirds() {
    let store = facts();
    let view = on(&store, TODAY);
    let results = ask(view, "rare-earths", Metric::Quantity);
    assert_eq!(index(&results[0])[0], "4951.16");
    assert_eq!(largest(view, &results[0], 2), [("china", "68.7285".to_owned()), ("us", "11.4548".to_owned())]);
    assert_eq!(results[0].gap.unwrap().value.unwrap().to_string(), "-2850");
}
