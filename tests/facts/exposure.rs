//! Exposure, by figures that were worked out by hand.

use lodegraph::questions::{
    amount::Amount,
    bounds::Bounds,
    exposure::{Exposure, ExposureQuestion, Why, exposure},
};

use super::*;

fn ask(view: View<'_>, to: &str, metric: Metric) -> Vec<Exposure> {
    let [of, to] = ["us-refining", to].map(|key| view.entity_with_key(key).unwrap());
    let max_hops = ExposureQuestion::HOPS;
    exposure(view, &ExposureQuestion { of, to, commodity: None, metric, max_hops }, Bounds::default()).unwrap().answer
}

fn told(amount: Option<Amount>) -> String {
    let Some(Amount { value, low, high }) = amount.map(|amount| amount.rounded(4)) else { return "none".to_owned() };
    let number = |n: Option<rust_decimal::Decimal>| n.map_or("?".to_owned(), |n| n.to_string());
    format!("{} in {}..{}", number(value), number(low), number(high))
}

fn publisher<'v>(view: View<'v>, answer: &Exposure) -> &'v str {
    view.key(answer.table.table.source.publisher.unwrap()).unwrap().as_str()
}

/// 70 % from 2020 to 2023 (USGS), over 90 % in 2023 (the news by Barclays), about 70 % of no year (the news): three sources, three answers.
#[test]
fn three_sources_say_three_things_of_chinas_part() {
    let store = facts();
    let view = on(&store, TODAY);
    let answers = ask(view, "china", Metric::Share);
    let direct: Vec<_> = answers.iter().map(|a| (publisher(view, a), told(a.direct), told(a.indirect))).collect();
    let none = || "none".to_owned();
    assert_eq!(
        direct,
        [
            ("usgs", "70 in 70..70".to_owned(), none()),
            ("sohu-finance", "? in 90..100".to_owned(), none()),
            ("qianzhan", "70 in 66.5..73.5".to_owned(), none()),
        ]
    );
    // 6 % come from countries that are not named, 13 + 6 + 5 % from some whose own imports nobody counts.
    let usgs = &answers[0];
    assert_eq!(
        (told(Some(usgs.unnamed)), told(Some(usgs.untraced))),
        ("6 in 6..6".to_owned(), "24 in 24..24".to_owned())
    );
    let missing: Vec<_> =
        usgs.missing.iter().map(|m| (view.key(m.entity).unwrap().as_str(), told(Some(m.part)), m.why)).collect();
    assert_eq!(
        missing,
        [
            ("malaysia", "13 in 13..13".to_owned(), Why::None),
            ("japan", "6 in 6..6".to_owned(), Why::None),
            ("estonia", "5 in 5..5".to_owned(), Why::None),
        ]
    );
}

/// By the rows of 2023: 111,168,490 of USD 181,268,698 are 61.3280 %, 10,997,647 of 14,614,869 kg 75.2497 %. Who is not in a table has no figure.
#[test]
fn shares_of_trade_are_computed_on_their_own_basis() {
    let store = facts_and_trade();
    let view = on(&store, TODAY);
    let trade = |to: &str, metric| {
        let answers = ask(view, to, metric);
        let answer = answers.into_iter().find(|answer| publisher(view, answer) == "un-comtrade").unwrap();
        (answer.table.table.basis.clone().unwrap(), told(answer.direct))
    };
    assert_eq!(trade("china", Metric::Value), ("CIF".to_owned(), "61.328 in 61.328..61.328".to_owned()));
    assert_eq!(trade("china", Metric::Quantity), ("net weight".to_owned(), "75.2497 in 75.2497..75.2497".to_owned()));
    assert_eq!(trade("greenland", Metric::Value).1, "none");
    let shares = ask(view, "china", Metric::Share);
    let mut bases: Vec<Option<String>> = shares.iter().map(|answer| answer.table.table.basis.clone()).collect();
    bases.sort();
    assert_eq!(bases, [None, None, None, Some("by value".to_owned()), Some("by weight".to_owned())]);
}
