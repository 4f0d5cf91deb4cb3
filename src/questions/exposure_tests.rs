//! Exposure on small drawn graphs, and against every walk of random ones, multiplied one by one.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{
    amount::Amount,
    bounds::Bounds,
    exposure::{Exposure, ExposureQuestion, Why, exposure},
};
use crate::{graph::drawn::Drawn, model::Metric};

fn ask_by(drawn: &Drawn, metric: Metric, max_hops: usize) -> Vec<Exposure> {
    let (of, to) = (drawn.node("us"), drawn.node("china"));
    let question = ExposureQuestion { of, to, commodity: None, metric, max_hops };
    let found = exposure(drawn.view(), &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    let replayed = drawn.replayed();
    assert_eq!(exposure(replayed.view(drawn.view().pin()), &question, Bounds::default()).unwrap(), found);
    found.answer
}

fn ask(drawn: &Drawn) -> Vec<Exposure> {
    ask_by(drawn, Metric::Share, ExposureQuestion::HOPS)
}

fn told(amount: Amount) -> String {
    let Amount { value, low, high } = amount.rounded(4);
    let number = |n: Option<Decimal>| n.map_or("?".to_owned(), |n| n.to_string());
    let (value, low, high) = (number(value), number(low), number(high));
    if low == high && value == low { value } else { format!("{value} in {low}..{high}") }
}

fn say(amount: Option<Amount>) -> String {
    amount.map_or("none".to_owned(), told)
}

fn ways(drawn: &Drawn, exposure: &Exposure) -> Vec<String> {
    let name = |node| drawn.view().key(node).unwrap().as_str();
    let way = |through: &super::exposure::Through| {
        let steps = through.best.iter().map(|step| name(step.table.table.rows[step.row].partner));
        format!("{} by {}", told(through.part), steps.collect::<Vec<_>>().join(" "))
    };
    exposure.through.iter().map(way).collect()
}

fn missing(drawn: &Drawn, exposure: &Exposure) -> Vec<(String, String, Why)> {
    let name = |node| drawn.view().key(node).unwrap().to_string();
    exposure.missing.iter().map(|missing| (name(missing.entity), told(missing.part), missing.why)).collect()
}

#[test]
fn what_comes_through_others_is_a_product_of_shares_and_no_part_counts_twice() {
    let drawn = Drawn::new(
        "china EXPORT us share=40@2023\n japan EXPORT us share=30@2023\n korea EXPORT us share=20@2023
         china EXPORT japan share=50@2023\n korea EXPORT japan share=20@2023\n china EXPORT korea share=10@2023",
    );
    let [answer] = &ask(&drawn)[..] else { panic!() };
    // Japan: 50 % straight, and 20 % of Korea's 10 %: 52 % of 30 %. Korea: 10 % of 20 %.
    assert_eq!(say(answer.direct), "40");
    assert_eq!(ways(&drawn, answer), ["15.6 by china japan", "2 by china korea"]);
    assert_eq!((say(answer.indirect), say(answer.total)), ("17.6".to_owned(), "57.6".to_owned()));
    assert_eq!((told(answer.unnamed), told(answer.untraced)), ("10".to_owned(), "0".to_owned()));
    assert_eq!(answer.through[0].claims.len(), 3, "China's and Korea's shares of Japan's imports, China's of Korea's");
    // Fewer hops see less.
    let [two] = &ask_by(&drawn, Metric::Share, 2)[..] else { panic!() };
    assert_eq!(say(two.indirect), "17");
    let [one] = &ask_by(&drawn, Metric::Share, 1)[..] else { panic!() };
    assert_eq!((say(one.indirect), say(one.total)), ("none".to_owned(), "40".to_owned()));
}

#[test]
fn shares_of_other_bases_units_and_periods_are_not_multiplied_and_that_is_said() {
    for (figure, why) in [
        ("share=50(by_value)@2023", Why::Others),
        ("share=50@2022", Why::Others),
        ("share=50", Why::None),
        ("value=50USD@2023", Why::None),
        ("status=ACTIVE", Why::None),
    ] {
        let drawn = Drawn::new(&format!(
            "DOCUMENT d published=2025-01\n china EXPORT us share=40@2023\n japan EXPORT us share=30@2023
             china EXPORT japan {figure}"
        ));
        let [answer] = &ask(&drawn)[..] else { panic!() };
        assert_eq!((say(answer.direct), say(answer.indirect)), ("40".to_owned(), "none".to_owned()), "{figure}");
        assert_eq!(missing(&drawn, answer), [("japan".to_owned(), "30".to_owned(), why)], "{figure}");
        assert_eq!(told(answer.untraced), "30");
    }
    let drawn =
        Drawn::new("DOCUMENT d published=2025-01\n japan EXPORT us share=30 doc=d\n china EXPORT japan share=50@2023");
    let [answer] = &ask(&drawn)[..] else { panic!() };
    assert_eq!(missing(&drawn, answer), [("japan".to_owned(), "30".to_owned(), Why::UnknownPeriod)]);
    let money = |unit: &str| {
        let drawn = Drawn::new(&format!("japan EXPORT us value=2USD@2023\n china EXPORT japan value=2{unit}@2023"));
        say(ask_by(&drawn, Metric::Value, 4)[0].indirect)
    };
    assert_eq!((money("USD"), money("JPY")), ("100".to_owned(), "none".to_owned()));
}

#[test]
fn of_what_is_missing_nothing_is_known_where_no_total_is_stated() {
    let told_of = |lines: &str| {
        let drawn = Drawn::new(&format!("china EXPORT us quantity=40t@2023\n{lines}"));
        told(ask_by(&drawn, Metric::Quantity, 4)[0].unnamed)
    };
    assert_eq!(told_of(""), "? in 0..100");
    assert_eq!(told_of("PLACE world aggregate\n world EXPORT us quantity=50t@2023"), "20");
}

#[test]
fn ranges_give_bounds() {
    let drawn = Drawn::new(
        "china EXPORT us share=65..70@2023\n japan EXPORT us share=~20@2023\n china EXPORT japan share=90..100@2023",
    );
    let [answer] = &ask(&drawn)[..] else { panic!() };
    assert_eq!(say(answer.direct), "? in 65..70");
    // 19 % of 90 % at least, 21 % of all at most.
    assert_eq!(say(answer.indirect), "? in 17.1..21");
    assert_eq!(say(answer.total), "? in 82.1..91");
    assert_eq!(told(answer.unnamed), "? in 9..16");
}

#[test]
fn of_one_that_makes_it_nothing_need_come_from_elsewhere() {
    let drawn = Drawn::new(
        "japan EXPORT us of=ree share=30@2023\n china EXPORT japan of=ree share=50@2023\n japan PRODUCTION ree status=ACTIVE from=2020",
    );
    assert_eq!(say(ask(&drawn)[0].indirect), "15 in 0..15");
}

#[test]
fn what_belongs_to_the_one_asked_about_is_its_own_and_counts_once() {
    let drawn = Drawn::new(
        "ORGANIZATION firm\n firm LOCATION china\n china EXPORT us share=40@2023\n firm EXPORT us share=30@2023
         firm EXPORT japan share=50@2023\n japan EXPORT us share=20@2023",
    );
    let [answer] = &ask(&drawn)[..] else { panic!() };
    assert_eq!((say(answer.direct), say(answer.indirect)), ("40".to_owned(), "10".to_owned()));
}

#[test]
fn each_table_makes_an_answer_and_is_traced_by_the_same_source_first() {
    let drawn = Drawn::new(
        "DOCUMENT d1 by=one published=2024\n DOCUMENT d2 by=two published=2024
         japan EXPORT us share=30@2023 doc=d1\n japan EXPORT us share=40@2023 doc=d2
         china EXPORT japan share=50@2023 doc=d1 mode=OFFICIAL\n china EXPORT japan share=60@2023 doc=d2",
    );
    let found: Vec<String> = ask(&drawn).iter().map(|answer| say(answer.indirect)).collect();
    assert_eq!(found, ["15", "24"]);
    let drawn = Drawn::new(
        "DOCUMENT d1 by=one published=2024\n DOCUMENT d2 by=two published=2024
         japan EXPORT us share=30@2023 doc=d1\n china EXPORT japan share=60@2023 doc=d2",
    );
    assert_eq!(say(ask(&drawn)[0].indirect), "18", "another source where it has none");
}

#[test]
fn goods_do_not_go_back_along_the_chain() {
    let through = |first: &str, second: &str| {
        let drawn =
            Drawn::new(&format!("japan EXPORT us {first} share=30@2023\n china EXPORT japan {second} share=50@2023"));
        say(ask(&drawn)[0].indirect)
    };
    assert_eq!(through("stage=METAL", "stage=MINING"), "15");
    assert_eq!(through("stage=MINING", "stage=METAL"), "none");
}

#[test]
fn goods_that_go_round_are_traced_until_the_hops_end() {
    // Of what Japan takes in, half is Korea's, and of that half Japan's.
    let drawn = Drawn::new(
        "japan EXPORT us share=100@2023\n korea EXPORT japan share=50@2023\n japan EXPORT korea share=50@2023
         china EXPORT japan share=50@2023",
    );
    assert_eq!(say(ask_by(&drawn, Metric::Share, 4)[0].total), "62.5");
    assert_eq!(say(ask_by(&drawn, Metric::Share, 6)[0].total), "65.625");
}

#[test]
fn what_a_bound_cuts_off_is_not_told_to_be_missing() {
    let drawn = Drawn::new("japan EXPORT us share=30@2023\n china EXPORT japan share=50@2023");
    let (of, to) = (drawn.node("us"), drawn.node("china"));
    let question = ExposureQuestion { of, to, commodity: None, metric: Metric::Share, max_hops: 4 };
    let found = exposure(drawn.view(), &question, Bounds { relations: 1, ..Bounds::default() }).unwrap();
    assert_eq!((found.search.reached_bound, found.answer.len()), (Some("relations"), 1));
    assert_eq!((found.answer[0].indirect, found.answer[0].missing.len()), (None, 0));
    assert!(exposure(drawn.view(), &ExposureQuestion { to: of, ..question.clone() }, Bounds::default()).is_err());
    assert!(exposure(drawn.view(), &ExposureQuestion { max_hops: 13, ..question }, Bounds::default()).is_err());
}

const NODES: [&str; 6] = ["us", "china", "firm", "p", "q", "r"];

/// A share of what one takes in: its bounds, and what is said of it.
type Share = (usize, usize, [f64; 3]);

/// Every walk back of at most so many hops, multiplied: what comes by the first two of [`NODES`] after `us`, and what is missing.
fn plain(shares: &[Share], node: usize, hops: usize, missing: &mut [f64; 3], times: [f64; 3]) -> [f64; 3] {
    let mut exposure = [0.0; 3];
    for (from, _, share) in shares.iter().filter(|(_, to, _)| *to == node) {
        let beyond: [f64; 3] = std::array::from_fn(|n| times[n] * share[n] / 100.0);
        let part = match *from {
            1 | 2 => [100.0; 3],
            _ if hops == 1 => continue,
            from if shares.iter().all(|(_, to, _)| *to != from) => {
                (0..3).for_each(|n| missing[n] += 100.0 * beyond[n]);
                continue;
            }
            from => plain(shares, from, hops - 1, missing, beyond),
        };
        (0..3).for_each(|n| exposure[n] += share[n] * part[n] / 100.0);
    }
    exposure.map(|part| part.min(100.0))
}

fn close(amount: Amount, expected: [f64; 3]) -> bool {
    let float = |n: Option<Decimal>| n.and_then(|n| f64::try_from(n).ok()).unwrap();
    let got = [float(amount.low), float(amount.value), float(amount.high)];
    got.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-6)
}

proptest! {
    #[test]
    fn it_is_what_every_walk_multiplied_gives(
        figures in prop::collection::btree_map((0..6usize, 0..6usize), (1..20u32, prop::bool::ANY), 1..20),
        max_hops in 1..6usize,
        stated in prop::bool::ANY,
    ) {
        let mut lines = "ORGANIZATION firm\n firm LOCATION china\n".to_owned();
        let mut kept: Vec<(usize, usize, [f64; 3])> = Vec::new();
        for ((from, to), (number, about)) in figures {
            // What China's firm sends beside China is within China's.
            if from == 2 && kept.iter().any(|(known, end, _)| *known == 1 && *end == to) {
                continue;
            }
            let about_sign = if about { "~" } else { "" };
            let unit = if stated { "%" } else { "t" };
            let metric = if stated { "share" } else { "quantity" };
            lines += &format!("{} EXPORT {} {metric}={about_sign}{number}{unit}@2023\n", NODES[from], NODES[to]);
            let number = f64::from(number);
            kept.push((from, to, if about { [0.95 * number, number, 1.05 * number] } else { [number; 3] }));
        }
        let drawn = Drawn::new(&(lines + "PLACE us"));
        let beside = |from: usize, to: usize, n: usize| -> f64 {
            kept.iter().filter(|(f, t, _)| *t == to && *f != from).map(|(.., figure)| figure[n]).sum()
        };
        let shares: Vec<Share> = kept.iter().map(|&(from, to, [low, value, high])| {
            let part = |own: f64, others: f64| 100.0 * own / (own + others);
            let of_sum = [(low, 2), (value, 1), (high, 0)].map(|(own, n)| part(own, beside(from, to, n)));
            (from, to, if stated { [low, value, high] } else { of_sum })
        }).collect();
        let metric = if stated { Metric::Share } else { Metric::Quantity };
        let answers = ask_by(&drawn, metric, max_hops);
        prop_assert_eq!(answers.len(), usize::from(shares.iter().any(|(_, to, _)| *to == 0)));
        for answer in answers {
            let mut missing = [0.0; 3];
            let expected = plain(&shares, 0, max_hops, &mut missing, [1.0; 3]);
            prop_assert!(close(answer.total.unwrap_or(Amount::ZERO), expected), "{:?} {:?}", answer.total, expected);
            prop_assert!(close(answer.untraced, missing.map(|m| m.min(100.0))), "{:?} {:?}", answer.untraced, missing);
            for through in &answer.through {
                prop_assert!(through.best.len() >= 2 && through.best.len() <= max_hops);
            }
        }
    }
}
