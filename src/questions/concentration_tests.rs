//! Concentration on small drawn graphs, and against plain reckoning on random tables.

use super::{
    amount::Amount,
    bounds::Bounds,
    concentration::{Concentration, ConcentrationQuestion, concentration},
};
use crate::{graph::drawn::Drawn, model::Metric};
use proptest::prelude::*;

fn ask(drawn: &Drawn, of: &str, metric: Metric) -> Vec<Concentration> {
    let question = ConcentrationQuestion { of: drawn.node(of), commodity: None, metric };
    let found = concentration(drawn.view(), &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    let replayed = drawn.replayed();
    let again = concentration(replayed.view(drawn.view().pin()), &question, Bounds::default()).unwrap();
    assert_eq!(again, found);
    found.answer
}

fn keys<'g>(drawn: &'g Drawn, result: &Concentration) -> Vec<&'g str> {
    result.table.rows.iter().map(|row| drawn.view().key(row.partner).unwrap().as_str()).collect()
}

fn told(amount: Amount) -> String {
    let Amount { value, low, high } = amount.rounded(2);
    let number = |n: Option<rust_decimal::Decimal>| n.map_or("?".to_owned(), |n| n.to_string());
    format!("{} in {}..{}", number(value), number(low), number(high))
}

const WORLD: &str = "PLACE world aggregate\n PLACE nes aggregate\n";

#[test]
fn shares_are_of_the_stated_total_and_totals_are_no_suppliers() {
    let drawn = Drawn::new(&format!(
        "{WORLD} a EXPORT us of=ree value=60USD@2023
         b EXPORT us of=ree value=30USD@2023
         nes EXPORT us of=ree value=4USD@2023
         world EXPORT us of=ree value=100USD@2023"
    ));
    let [result] = &ask(&drawn, "us", Metric::Value)[..] else { panic!() };
    assert_eq!(keys(&drawn, result), ["a", "b"]);
    // 60² + 30², and the ten that nobody named accounts for may be one supplier's: + 10².
    assert_eq!(told(result.index), "4500 in 4500..4600");
    assert_eq!(result.gap.map(told).as_deref(), Some("10 in 10..10"));
    assert_eq!(result.coverage.map(told).as_deref(), Some("90 in 90..90"));
    assert_eq!(result.makes_80, (Some(2), Some(2)));
    assert_eq!(result.table.aggregates.len(), 1);
}

#[test]
fn without_a_total_shares_are_of_the_sum() {
    let drawn = Drawn::new("a EXPORT us value=3t@2023\n b EXPORT us value=1000kg@2023");
    let [result] = &ask(&drawn, "us", Metric::Value)[..] else { panic!() };
    assert_eq!((told(result.shares[0]), result.table.unit.as_str()), ("75 in 75..75".to_owned(), "kg"));
    // 75² + 25²
    assert_eq!((told(result.index), result.gap), ("6250 in 6250..6250".to_owned(), None));
    assert_eq!(result.makes_80, (Some(2), Some(2)));
}

#[test]
fn bases_units_periods_sources_commodities_and_stages_are_kept_apart() {
    let drawn = Drawn::new(
        "DOCUMENT d1 by=usgs published=2024\n DOCUMENT d2 by=usgs published=2024\n DOCUMENT d3 published=2024
         a EXPORT us of=ree value=1USD@2023 doc=d1
         b EXPORT us of=ree value=2USD@2023 doc=d2    # another document of one publisher
         a EXPORT us of=ree value=3CNY@2023 doc=d1
         a EXPORT us of=ree value=3USD(CIF)@2023 doc=d1
         a EXPORT us of=ree value=3USD@2022 doc=d1
         a EXPORT us of=ree value=3USD doc=d1
         a EXPORT us of=ree value=3USD@2023 doc=d3
         a EXPORT us of=ree value=3USD@2023 doc=d1 says=barclays
         a EXPORT us of=heavy value=3USD@2023 doc=d1
         a EXPORT us of=ree stage=MINING value=3USD@2023 doc=d1
         a EXPORT us of=ree number=x value=3USD@2023 doc=d1",
    );
    let results = ask(&drawn, "us", Metric::Value);
    let sizes: Vec<usize> = results.iter().map(|result| result.table.rows.len()).collect();
    assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (10, 11));
    let both = results.iter().find(|result| result.table.rows.len() == 2).unwrap();
    assert_eq!(keys(&drawn, both), ["b", "a"]);
    assert!(results[9].table.period.is_none() && results[8].table.period.unwrap().from.to_string() == "2022");
}

#[test]
fn a_source_that_says_two_things_is_taken_at_its_firmest_and_latest_word() {
    let drawn = Drawn::new(
        "DOCUMENT old by=usgs published=2024-01\n DOCUMENT new by=usgs published=2025-01
         a EXPORT us share=60@2023 doc=old mode=OFFICIAL
         a EXPORT us share=70@2023 doc=new mode=OFFICIAL
         b EXPORT us share=20@2023 doc=new mode=OFFICIAL
         b EXPORT us share=30@2023 doc=new mode=OPINION
         c EXPORT us share=9@2023 doc=new status=CONSIDERED
         d EXPORT us share=5@2023 doc=new status=DENIED",
    );
    let [result] = &ask(&drawn, "us", Metric::Share)[..] else { panic!() };
    assert_eq!(result.shares.iter().map(|&share| told(share)).collect::<Vec<_>>(), ["70 in 70..70", "20 in 20..20"]);
}

#[test]
fn ranges_give_bounds() {
    let drawn = Drawn::new("a EXPORT us share=90..100@2023\n b EXPORT us share=~5@2023");
    let [result] = &ask(&drawn, "us", Metric::Share)[..] else { panic!() };
    // 90² + 4.75² at least; at most all from one, which no sum of squares passes.
    assert_eq!(told(result.index), "? in 8122.56..10000");
    assert_eq!(result.makes_80, (Some(1), Some(1)));
    let wide = Drawn::new("a EXPORT us value=10..30USD@2023\n b EXPORT us value=20..40USD@2023");
    let [result] = &ask(&wide, "us", Metric::Value)[..] else { panic!() };
    // b: 20 of 20 + 30, 40 of 40 + 10; a: 10 of 10 + 40, 30 of 30 + 20.
    assert_eq!(result.shares.iter().map(|&s| told(s)).collect::<Vec<_>>(), ["? in 40..80", "? in 20..60"]);
    assert_eq!(told(result.index), "? in 2000..10000");
    assert_eq!(result.makes_80, (Some(1), None));
}

#[test]
fn figures_are_those_of_what_the_entity_belongs_to_where_it_has_none() {
    let drawn = Drawn::new(&format!(
        "{WORLD} INDUSTRY refining commodities=ree
         refining LOCATION texas\n texas LOCATION us\n us MEMBERSHIP world
         refining EXPORT texas value=1USD@2023
         a EXPORT us of=ree value=1USD@2023\n b EXPORT us of=cobalt value=1USD@2023
         c EXPORT world of=ree value=1USD@2023"
    ));
    let [result] = &ask(&drawn, "refining", Metric::Value)[..] else { panic!() };
    assert_eq!((result.table.of, keys(&drawn, result)), (drawn.node("texas"), vec!["refining"]));
    let drawn = Drawn::new(&format!(
        "{WORLD} INDUSTRY refining commodities=ree
         refining LOCATION us\n us MEMBERSHIP world
         b EXPORT us of=cobalt value=1USD@2023\n c EXPORT world of=ree value=1USD@2023"
    ));
    assert_eq!(ask(&drawn, "refining", Metric::Value), []);
    assert_eq!(ask(&drawn, "world", Metric::Value).len(), 1);
}

#[test]
fn a_supplier_that_belongs_to_another_is_counted_within_that_one() {
    let drawn = Drawn::new(
        "ORGANIZATION firm\n ORGANIZATION works\n works MEMBERSHIP firm\n firm LOCATION china\n firm EXPORT us share=30@2023
         works EXPORT us share=10@2023\n china EXPORT us share=60@2023\n japan EXPORT us share=20@2023",
    );
    let [result] = &ask(&drawn, "us", Metric::Share)[..] else { panic!() };
    assert_eq!((keys(&drawn, result), told(result.sum)), (vec!["china", "japan"], "80 in 80..80".to_owned()));
    assert_eq!(result.table.within.len(), 2);
    // Of two that belong to each other one is left.
    let drawn = Drawn::new("a OWNERSHIP b\n b OWNERSHIP a\n a EXPORT us share=30@2023\n b EXPORT us share=20@2023");
    let [result] = &ask(&drawn, "us", Metric::Share)[..] else { panic!() };
    assert_eq!(keys(&drawn, result), ["a"]);
}

#[test]
fn of_a_commodity_it_is_of_those_who_make_it() {
    let drawn = Drawn::new(
        "a PRODUCTION ree quantity=3t@2023\n b PRODUCTION ree quantity=1t@2023\n b PRODUCTION ree quantity=1t@2022
         a EXPORT us of=ree quantity=1t@2023",
    );
    let results = ask(&drawn, "ree", Metric::Quantity);
    assert_eq!(
        results.iter().map(|r| told(r.index)).collect::<Vec<_>>(),
        ["6250 in 6250..6250", "10000 in 10000..10000"]
    );
}

#[test]
fn suppliers_that_come_to_more_than_the_total_are_taken_by_their_sum() {
    let drawn = Drawn::new(&format!(
        "{WORLD} a EXPORT us value=3USD@2023\n b EXPORT us value=1USD@2023\n world EXPORT us value=2USD@2023"
    ));
    let [result] = &ask(&drawn, "us", Metric::Value)[..] else { panic!() };
    assert_eq!(told(result.shares[0]), "75 in 75..75");
    assert_eq!(result.gap.map(told).as_deref(), Some("-2 in -2..-2"));
    assert_eq!(result.coverage.map(told).as_deref(), Some("200 in 200..200"));
}

#[test]
fn a_bound_that_is_met_gives_nothing_half_read() {
    let drawn = Drawn::new("a EXPORT us value=3USD@2023\n b EXPORT us value=1USD@2023");
    let question = ConcentrationQuestion { of: drawn.node("us"), commodity: None, metric: Metric::Value };
    let bounds = Bounds { relations: 1, ..Bounds::default() };
    let found = concentration(drawn.view(), &question, bounds).unwrap();
    assert_eq!((found.answer, found.search.reached_bound), (vec![], Some("relations")));
    let price = ConcentrationQuestion { metric: Metric::Price, ..question };
    assert!(concentration(drawn.view(), &price, Bounds::default()).is_err());
}

/// What a table comes to by plain reckoning with floats: the index, and how many make 80 %.
fn plain(figures: &[u32], total: Option<u32>) -> (f64, Option<usize>) {
    let sum: u32 = figures.iter().sum();
    let whole = f64::from(total.filter(|&total| total >= sum).unwrap_or(sum));
    let mut shares: Vec<f64> = figures.iter().map(|&figure| 100.0 * f64::from(figure) / whole).collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    let index = shares.iter().map(|share| share * share).sum();
    let made = |n: &usize| shares[..*n].iter().sum::<f64>() >= 80.0 - 1e-9;
    (index, (1..=shares.len()).find(made))
}

proptest! {
    #[test]
    fn it_is_what_plain_reckoning_gives(
        figures in prop::collection::vec(1..100_000u32, 1..12),
        total in prop::option::of(1..8_000_000u32),
        scaled in prop::bool::ANY,
    ) {
        let unit = |n: usize| if scaled && n % 2 == 1 { "t" } else { "kg" };
        let mut lines = WORLD.to_owned();
        for (n, figure) in figures.iter().enumerate() {
            lines += &format!("p{n} EXPORT us quantity={figure}{}@2023\n", unit(n));
        }
        lines += &total.map_or(String::new(), |total| format!("world EXPORT us quantity={total}kg@2023\n"));
        let drawn = Drawn::new(&lines);
        let results = ask(&drawn, "us", Metric::Quantity);
        let kilograms: Vec<u32> =
            figures.iter().enumerate().map(|(n, &figure)| if unit(n) == "t" { figure * 1000 } else { figure }).collect();
        prop_assume!(kilograms.iter().map(|&k| u64::from(k)).sum::<u64>() < u64::from(u32::MAX));
        let (index, makes) = plain(&kilograms, total);
        prop_assert_eq!(results.len(), 1);
        let got: f64 = results[0].index.value.unwrap().try_into().unwrap();
        prop_assert!((got - index).abs() < 1e-6, "{} {}", got, index);
        prop_assert_eq!(results[0].makes_80, (makes, makes));
        prop_assert!(results[0].index.low <= results[0].index.value && results[0].index.value <= results[0].index.high);
    }
}
