//! Groups on drawn graphs, and against counting each group by itself.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;

use super::{
    bounds::Bounds,
    conflicts_tests::claims as drawn_claims,
    error::QuestionError,
    grouped::{By, Figures, claims, entities, measures, relations},
    groups::{Group, MOST_GROUPS, text},
};
use crate::{
    graph::{ClaimView, Hold, Relation, View, drawn::Drawn},
    model::{ClaimMode, Metric, Status},
};

/// `key count [figures] { groups }`.
fn told(view: View<'_>, group: &Group) -> String {
    let number = |n: Option<Decimal>| n.map_or("-".to_owned(), |n| n.to_string());
    let figures: Vec<String> = group
        .figures
        .iter()
        .map(|f| {
            format!(
                "{} {} {}: sum {} mean {} of {}+{}",
                f.metric,
                f.basis.as_deref().unwrap_or("-"),
                f.unit,
                number(f.sum),
                number(f.mean),
                f.count,
                f.without_value
            )
        })
        .collect();
    let groups: Vec<String> = group.groups.iter().map(|group| told(view, group)).collect();
    let mut words = format!("{} {}", text(view, group.key.as_ref()).unwrap_or_else(|| "?".to_owned()), group.count);
    if !figures.is_empty() {
        words.push_str(&format!(" [{}]", figures.join("; ")));
    }
    if !groups.is_empty() {
        words.push_str(&format!(" {{ {} }}", groups.join(", ")));
    }
    words
}

fn of_relations(drawn: &Drawn, by: &[By], of: Figures) -> String {
    let view = drawn.view();
    let all = view.relations().filter(|relation| relation.status().is_some());
    told(view, &relations(view, all, by, of, Bounds::default()).unwrap().answer)
}

fn of_measures(drawn: &Drawn, by: &[By], of: Figures) -> String {
    let view = drawn.view();
    let found = measures(view, view.relations(), |figure| figure.metric != Metric::Share, by, of, Bounds::default());
    told(view, &found.unwrap().answer)
}

const TRADE: &str = "PLACE world aggregate\n PLACE china subkind=country\n PLACE us subkind=country\n PLACE texas
    DOCUMENT d1 by=comtrade published=2024-05-01\n DOCUMENT d2 by=usgs published=2024-06-01
    china EXPORT us of=ree quantity=3t@2023 value=60USD@2023 share=60%@2023 doc=d1
    texas LOCATION us\n plant LOCATION texas\n plant EXPORT china of=ree quantity=500kg@2023 value=20USD@2023 doc=d2
    japan EXPORT us of=tin quantity=1t@2022 quantity=2..4t@2023 value=7CNY@2023 share=20%@2023 doc=d1,d2
    world EXPORT us of=ree quantity=9t@2023 doc=d1";

#[test]
fn groups_lie_within_groups_and_the_largest_comes_first() {
    let drawn = Drawn::new(TRADE);
    assert_eq!(
        of_relations(&drawn, &[By::Kind, By::Commodity], Figures::None),
        "? 6 { EXPORT 4 { ree 3, tin 1 }, LOCATION 2 { ? 2 } }"
    );
    assert_eq!(of_relations(&drawn, &[], Figures::None), "? 6");
}

#[test]
fn figures_add_up_by_metric_and_unit_and_totals_are_kept_apart() {
    let drawn = Drawn::new(TRADE);
    // 3 t, 500 kg and 1 t; what lies between 2 and 4 t has no number of its own. The world's 9 t are not added to their parts.
    let parts = "QUANTITY - kg: sum 4500 mean 1500 of 3+1; VALUE - CNY: sum 7 mean 7 of 1+0; VALUE - USD: sum 80 mean 40 of 2+0; SHARE - %: sum - mean 40 of 2+0";
    assert_eq!(of_relations(&drawn, &[], Figures::Parts), format!("? 6 [{parts}]"));
    assert_eq!(of_relations(&drawn, &[], Figures::Totals), "? 6 [QUANTITY - t: sum 9 mean 9 of 1+0]");
    assert_eq!(
        of_measures(&drawn, &[By::Metric, By::Year], Figures::Parts),
        "? 7 [QUANTITY - kg: sum 4500 mean 1500 of 3+1; VALUE - CNY: sum 7 mean 7 of 1+0; VALUE - USD: sum 80 mean 40 of 2+0] { \
         QUANTITY 4 [QUANTITY - kg: sum 4500 mean 1500 of 3+1] { 2023 3 [QUANTITY - kg: sum 3500 mean 1750 of 2+1], 2022 1 [QUANTITY - t: sum 1 mean 1 of 1+0] }, \
         VALUE 3 [VALUE - CNY: sum 7 mean 7 of 1+0; VALUE - USD: sum 80 mean 40 of 2+0] { 2023 3 [VALUE - CNY: sum 7 mean 7 of 1+0; VALUE - USD: sum 80 mean 40 of 2+0] } }"
    );
}

#[test]
fn a_country_is_the_nearest_that_something_belongs_to() {
    let drawn = Drawn::new(TRADE);
    assert_eq!(
        of_relations(&drawn, &[By::FromCountry], Figures::None),
        // Texas and the plant are in the United States; Japan is no country here, nor is the world.
        "? 6 { us 3, ? 2, china 1 }"
    );
    assert_eq!(of_relations(&drawn, &[By::ToCountry], Figures::None), "? 6 { us 5, china 1 }");
    let view = drawn.view();
    let all = view.entities().filter_map(|node| view.entity(node));
    let found = entities(view, all, &[By::FromCountry], Bounds::default()).unwrap().answer;
    // The United States, Texas and the plant; China; the rest lies in none.
    assert!(told(view, &found).contains("us 3, china 1"), "{}", told(view, &found));
}

#[test]
fn what_falls_into_several_groups_of_a_level_is_in_each() {
    let drawn = Drawn::new(TRADE);
    assert_eq!(of_relations(&drawn, &[By::Publisher], Figures::None), "? 6 { comtrade 3, usgs 2, ? 2 }");
}

#[test]
fn of_two_sources_the_strongest_figure_counts() {
    let drawn = Drawn::new(
        "a EXPORT b quantity=5t@2023 mode=REPORTED\n a EXPORT b quantity=6t@2023 mode=OFFICIAL\n a EXPORT b quantity=2t@2022
        a EXPORT b quantity=70t@2023 mode=OPINION\n a EXPORT b quantity=90t@2023 key=gone\n---\n RETRACT gone",
    );
    assert_eq!(of_relations(&drawn, &[], Figures::Parts), "? 1 [QUANTITY - t: sum 8 mean 4 of 2+0]");
}

#[test]
fn of_a_contract_the_terms_count_as_they_were_amended_last() {
    let drawn = Drawn::new(
        "a CONTRACT b key=first status=AGREED value=120USD@2022\n a CONTRACT b key=second amends=first status=ACTIVE from=2023
        a CONTRACT b key=third amends=second status=AGREED value=258USD from=2024\n a CONTRACT c value=7USD@2022",
    );
    let figures = "[VALUE - USD: sum 265 mean 132.5 of 2+0]";
    assert_eq!(of_relations(&drawn, &[], Figures::Parts), format!("? 2 {figures}"));
    let view = drawn.view();
    let found = claims(view, view.claims(), &[], Figures::Parts, Bounds::default()).unwrap().answer;
    assert_eq!(told(view, &found), format!("? 4 {figures}"));
}

#[test]
fn claims_are_grouped_by_what_they_give() {
    let drawn = Drawn::new(
        "a EXPORT b status=ACTIVE from=2020\n a EXPORT c status=AGREED from=2020 mode=HEARSAY\n a SEEN PRICE price=3USD/kg from=2021-06-13",
    );
    let view = drawn.view();
    let of =
        |by: &[By]| told(view, &claims(view, view.claims(), by, Figures::Parts, Bounds::default()).unwrap().answer);
    let price = "[PRICE - USD/kg: sum - mean 3 of 1+0]";
    assert_eq!(
        of(&[By::Kind, By::Status]),
        format!("? 3 {price} {{ EXPORT 2 {{ ACTIVE 1, AGREED 1 }}, OBSERVATION 1 {price} {{ ? 1 {price} }} }}")
    );
    assert_eq!(
        of(&[By::Mode, By::Year]),
        format!("? 3 {price} {{ REPORTED 2 {price} {{ 2020 1, 2021 1 {price} }}, HEARSAY 1 {{ 2020 1 }} }}")
    );
    assert_eq!(of(&[By::Month]), format!("? 3 {price} {{ 2020-01 2, 2021-06 1 {price} }}"));
}

#[test]
fn bounds_are_told() {
    let drawn = Drawn::new("a EXPORT b\n a EXPORT c");
    let view = drawn.view();
    let few = Bounds { relations: 1, ..Bounds::default() };
    let found = relations(view, view.relations(), &[By::To], Figures::None, few).unwrap();
    assert_eq!((found.answer.count, found.search.reached_bound), (1, Some("relations")));
    let deep = [By::Kind; 5];
    let refused = relations(view, view.relations(), &deep, Figures::None, Bounds::default());
    assert!(matches!(refused, Err(QuestionError::Invalid { argument: "by", .. })));
    // Too many groups: the count above is right all the same.
    let all = std::iter::repeat_with(|| view.relations()).flatten().take(10);
    let found = relations(view, all, &[By::To], Figures::None, Bounds::default()).unwrap();
    assert_eq!((found.answer.count, found.answer.groups.len(), found.search.complete), (10, 2, true));
}

#[test]
fn there_are_never_more_groups_than_the_most() {
    let lines: String = (0..MOST_GROUPS + 5).map(|n| format!("a EXPORT b{n}\n")).collect();
    let drawn = Drawn::new(&lines);
    let view = drawn.view();
    let found = relations(view, view.relations(), &[By::To], Figures::None, Bounds::default()).unwrap();
    assert_eq!((found.answer.count, found.answer.groups.len()), (MOST_GROUPS + 5, MOST_GROUPS));
    assert_eq!((found.search.complete, found.search.reached_bound), (false, Some("groups")));
}

/// What a relation has in common with others, found by itself.
fn key(relation: Relation<'_>, by: By) -> Vec<Option<String>> {
    let view = relation.view();
    let key = |node| view.key(node).map(ToString::to_string);
    match by {
        By::Kind => vec![Some(relation.kind().to_string())],
        By::Status => vec![Some(relation.status().unwrap_or(Status::Ended).to_string())],
        By::From => vec![key(relation.from())],
        By::Commodity => vec![relation.commodity().and_then(key)],
        By::Publisher => {
            let mut found = BTreeSet::new();
            for assessed in relation.claims().iter().filter(|a| a.hold != Hold::No) {
                for evidence in view.claim(assessed.claim).unwrap().evidence() {
                    found.extend(view.publisher(evidence.document).and_then(key));
                }
            }
            if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() }
        }
        _ => panic!("not tested"),
    }
}

/// All paths of keys with how many relations they lead to, and the sums of quantities in tonnes.
fn naive(view: View<'_>, by: &[By]) -> BTreeMap<Vec<Option<String>>, (usize, Decimal)> {
    let mut found = BTreeMap::new();
    for relation in view.relations() {
        let mut paths: Vec<Vec<Option<String>>> = vec![Vec::new()];
        let mut all = paths.clone();
        for &by in by {
            let keys = key(relation, by);
            paths = paths
                .iter()
                .flat_map(|path| keys.iter().map(|key| [path.clone(), vec![key.clone()]].concat()))
                .collect();
            all.extend(paths.clone());
        }
        let lapsed = relation.status().is_none();
        let mut tonnes: BTreeMap<_, Decimal> = BTreeMap::new();
        let counted: Vec<ClaimView<'_>> = relation
            .claims()
            .into_iter()
            .filter(|assessed| if lapsed { assessed.begun } else { assessed.hold != Hold::No })
            .map(|assessed| view.claim(assessed.claim).unwrap())
            .filter(|claim| claim.mode() != ClaimMode::Opinion)
            .collect();
        for claim in &counted {
            // All that it amends, straight or through others.
            let amends = |newer: &ClaimView<'_>| {
                let chain = std::iter::successors(newer.amends(), |older| view.claim(*older)?.amends());
                chain.into_iter().any(|older| older == claim.index)
            };
            for figure in claim.measures().iter().filter(|figure| figure.metric == Metric::Quantity) {
                let like = |other: &crate::model::Measure| other.metric == figure.metric && other.basis == figure.basis;
                let replaced = counted.iter().any(|newer| amends(newer) && newer.measures().iter().any(like));
                if !replaced {
                    let size = if figure.unit == "kg" {
                        figure.value.unwrap() / Decimal::ONE_THOUSAND
                    } else {
                        figure.value.unwrap()
                    };
                    tonnes.entry(figure.period.map(|p| (p.first(), p.last()))).or_insert(size);
                }
            }
        }
        for path in all {
            let entry = found.entry(path).or_insert((0, Decimal::ZERO));
            entry.0 += 1;
            entry.1 += tonnes.values().sum::<Decimal>();
        }
    }
    found
}

fn flatten(
    view: View<'_>,
    group: &Group,
    path: &[Option<String>],
    into: &mut BTreeMap<Vec<Option<String>>, (usize, Decimal)>,
) {
    let quantities = group.figures.iter().filter(|f| f.metric == Metric::Quantity);
    let tonnes =
        quantities.map(|f| if f.unit == "kg" { f.sum.unwrap() / Decimal::ONE_THOUSAND } else { f.sum.unwrap() });
    into.insert(path.to_vec(), (group.count, tonnes.sum()));
    for inner in &group.groups {
        flatten(view, inner, &[path.to_vec(), vec![text(view, inner.key.as_ref())]].concat(), into);
    }
}

proptest! {
    #[test]
    fn each_group_holds_what_counting_it_by_itself_finds(
        lines in drawn_claims(),
        by in proptest::sample::subsequence(vec![By::Kind, By::Status, By::From, By::Commodity, By::Publisher], 0..=4),
        day in select(vec!["2019-01-01", "2022-06-01", "2025-06-13"]),
    ) {
        let drawn = Drawn::new(&format!("DOCUMENT said by=press published=2020-01-01\n{lines}"));
        let view = drawn.on(day);
        let found = relations(view, view.relations(), &by, Figures::Parts, Bounds::default()).unwrap();
        let mut flat = BTreeMap::new();
        flatten(view, &found.answer, &[], &mut flat);
        prop_assert_eq!(flat, if view.relations().next().is_some() { naive(view, &by) } else { BTreeMap::from([(Vec::new(), (0, Decimal::ZERO))]) });
    }
}
