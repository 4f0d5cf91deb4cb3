//! Net trade on small drawn graphs, and against plain reckoning on random rows.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{
    bounds::Bounds,
    net_trade::{NetTrade, NetTradeQuestion, net_trade},
};
use crate::{
    graph::drawn::Drawn,
    model::{Metric, Stage},
};

fn ask(drawn: &Drawn, commodity: Option<&str>, stage: Option<Stage>) -> Vec<NetTrade> {
    let commodity = commodity.map(|key| drawn.node(key));
    let question = NetTradeQuestion { of: drawn.node("us"), commodity, stage, metric: None };
    let found = net_trade(drawn.view(), &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    let replayed = drawn.replayed();
    assert_eq!(net_trade(replayed.view(drawn.view().pin()), &question, Bounds::default()).unwrap(), found);
    found.answer
}

/// `ree: 5 t - 3 t = 2 t`, a `*` behind what is stated.
fn told(drawn: &Drawn, answer: &NetTrade) -> String {
    let number = |n: Option<Decimal>| n.map_or("?".to_owned(), |n| n.normalize().to_string());
    let sides = [&answer.imports, &answer.exports].map(|side| {
        side.as_ref().map_or("none".to_owned(), |side| number(side.amount.value) + if side.stated { "*" } else { "" })
    });
    let commodity = answer.commodity.map_or("any", |node| drawn.view().key(node).unwrap().as_str());
    let net = answer.net.map_or("none".to_owned(), |net| number(net.value));
    format!("{commodity}: {} - {} = {net} {}", sides[0], sides[1], answer.unit)
}

fn all(drawn: &Drawn, commodity: Option<&str>) -> Vec<String> {
    ask(drawn, commodity, None).iter().map(|answer| told(drawn, answer)).collect()
}

const WORLD: &str = "PLACE world aggregate\n PLACE nes aggregate\n";

#[test]
fn stated_totals_go_before_sums_and_sums_leave_totals_out() {
    let drawn = Drawn::new(&format!(
        "{WORLD} world EXPORT us of=ree quantity=10t@2023\n a EXPORT us of=ree quantity=7t@2023
         us EXPORT a of=ree quantity=2t@2023\n us EXPORT b of=ree quantity=500kg@2023\n us EXPORT nes of=ree quantity=1t@2023
         world EXPORT us of=ree value=10USD@2023\n us EXPORT world of=ree value=12USD@2023\n us EXPORT a of=ree value=12CNY@2023"
    ));
    let expected =
        ["ree: 10000* - 2500 = 7500 kg", "ree: 10* - 12* = -2 USD", "ree: none - 12 = none CNY"].map(str::to_owned);
    assert_eq!(all(&drawn, None), expected);
    let quantity = &ask(&drawn, None, None)[0];
    assert_eq!(quantity.claims().len(), 3, "the total, and two partners");
}

#[test]
fn nothing_is_netted_across_stages_bases_periods_sources_or_commodities() {
    for (imports, exports) in [
        ("of=ree stage=MINING", "of=ree stage=REFINING"),
        ("of=ree stage=MINING", "of=ree"),
        ("of=ree", "of=cobalt"),
        ("of=ree", "of=ree doc=other"),
        ("of=ree", "of=ree number=2"),
    ] {
        let drawn =
            Drawn::new(&format!("a EXPORT us {imports} quantity=3t@2023\n us EXPORT a {exports} quantity=1t@2023"));
        assert!(ask(&drawn, None, None).iter().all(|answer| answer.net.is_none()), "{imports} {exports}");
    }
    for (imports, exports) in [("3t@2023", "1t@2022"), ("3t(CIF)@2023", "1t(FOB)@2023"), ("3t@2023", "1pcs@2023")] {
        let drawn =
            Drawn::new(&format!("a EXPORT us of=ree quantity={imports}\n us EXPORT a of=ree quantity={exports}"));
        assert!(ask(&drawn, None, None).iter().all(|answer| answer.net.is_none()), "{imports} {exports}");
    }
    // A period in other words is the same; one that is not known is none.
    let drawn = Drawn::new("a EXPORT us quantity=3t@2023\n us EXPORT a quantity=1t@2023-01/2023-12");
    assert_eq!(all(&drawn, None), ["any: 3 - 1 = 2 t"]);
    let drawn =
        Drawn::new("DOCUMENT d published=2025-01\n a EXPORT us quantity=3t doc=d\n us EXPORT a quantity=1t doc=d");
    assert_eq!(all(&drawn, None), ["any: 3 - 1 = none t"]);
}

#[test]
fn a_stage_that_is_asked_for_is_the_only_known_one() {
    let drawn = Drawn::new(
        "a EXPORT us of=ree stage=MINING quantity=3t@2023\n us EXPORT a of=ree stage=MINING quantity=1t@2023
         a EXPORT us of=ree stage=METAL quantity=5t@2023\n us EXPORT a of=ree stage=METAL quantity=9t@2023",
    );
    let metal = ask(&drawn, None, Some(Stage::Metal));
    assert_eq!(metal.iter().map(|answer| told(&drawn, answer)).collect::<Vec<_>>(), ["ree: 5 - 9 = -4 t"]);
    assert_eq!(all(&drawn, None), ["ree: 3 - 1 = 2 t", "ree: 5 - 9 = -4 t"]);
}

#[test]
fn a_wider_commodity_is_the_sum_of_the_widest_below_it_and_nothing_twice() {
    let drawn = |more: &str| {
        Drawn::new(&format!(
            "COMMODITY ree\n COMMODITY heavy broader=ree\n COMMODITY light broader=ree\n COMMODITY terbium broader=heavy
             a EXPORT us of=heavy quantity=3t@2023\n a EXPORT us of=light quantity=4000kg@2023
             a EXPORT us of=terbium quantity=1t@2023
             us EXPORT a of=heavy quantity=1t@2023\n us EXPORT a of=light quantity=1t@2023\n {more}"
        ))
    };
    let whole = drawn("");
    let expected = [
        "ree: 7000 - 2000 = 5000 kg",
        "heavy: 3 - 1 = 2 t",
        "light: 4000 - 1000 = 3000 kg",
        "terbium: 1 - none = none t",
    ];
    assert_eq!(all(&whole, Some("ree")), expected);
    assert_eq!(all(&whole, None), expected[1..], "added up only where it is asked for");
    // Its own figures go before any sum; and what only one side tells of is not netted against something else.
    let own = drawn("a EXPORT us of=ree quantity=9t@2023");
    assert!(!all(&own, Some("ree")).iter().any(|told| told.starts_with("ree: 7")));
    let uneven = Drawn::new(
        "COMMODITY ree\n COMMODITY heavy broader=ree\n COMMODITY light broader=ree
         a EXPORT us of=heavy quantity=3t@2023\n a EXPORT us of=light quantity=4t@2023\n us EXPORT a of=heavy quantity=1t@2023",
    );
    assert_eq!(all(&uneven, Some("ree")), ["heavy: 3 - 1 = 2 t", "light: 4 - none = none t"]);
}

#[test]
fn ranges_give_the_farthest_apart() {
    let drawn = Drawn::new("a EXPORT us quantity=10..12t@2023\n us EXPORT a quantity=~10t@2023");
    let net = ask(&drawn, None, None)[0].net.unwrap();
    assert_eq!((net.value, net.low, net.high), (None, Some("-0.5".parse().unwrap()), Some("2.5".parse().unwrap())));
}

/// A row: whether it comes in, of which partner, commodity and year, in kilograms, and how many.
type Row = (bool, usize, usize, usize, bool, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (prop::bool::ANY, 0..4usize, 0..2usize, 0..2usize, prop::bool::ANY, 1..1000u32);
    prop::collection::vec(row, 1..20)
}

proptest! {
    #[test]
    fn it_is_what_plain_reckoning_gives(rows in rows()) {
        let (mut met, mut lines) = (BTreeSet::new(), WORLD.to_owned());
        let mut sums: BTreeMap<(usize, usize), [BTreeMap<&str, u64>; 2]> = BTreeMap::new();
        for (comes_in, partner, commodity, year, kilograms, number) in rows {
            if !met.insert((comes_in, partner, commodity, year)) {
                continue;
            }
            let partner = ["world", "nes", "a", "b"][partner];
            let (from, to) = if comes_in { (partner, "us") } else { ("us", partner) };
            let unit = if kilograms { "kg" } else { "t" };
            lines += &format!("{from} EXPORT {to} of=c{commodity} quantity={number}{unit}@202{}\n", 3 + year);
            let sides = sums.entry((commodity, year)).or_default();
            sides[usize::from(!comes_in)].insert(partner, u64::from(number) * if kilograms { 1 } else { 1000 });
        }
        let drawn = Drawn::new(&lines);
        let mut expected = BTreeSet::new();
        for ((commodity, year), sides) in sums {
            let [imports, exports] = sides.map(|mut side| {
                side.remove("nes");
                side.get("world").copied().or_else(|| (!side.is_empty()).then(|| side.values().sum()))
            });
            if let (Some(imports), Some(exports)) = (imports, exports) {
                expected.insert((commodity, 2023 + year, Decimal::from(imports) - Decimal::from(exports)));
            }
        }
        let got: BTreeSet<_> = ask(&drawn, None, None).into_iter().filter_map(|answer| {
            let commodity = usize::from(answer.commodity == drawn.view().entity_with_key("c1"));
            let year = usize::try_from(answer.table()?.period?.from.parts().0).unwrap();
            let kilograms = if answer.unit == "t" { 1000 } else { 1 };
            assert_eq!(answer.table()?.metric, Metric::Quantity);
            Some((commodity, year, answer.net?.value? * Decimal::from(kilograms)))
        }).collect();
        prop_assert_eq!(got, expected);
    }
}
