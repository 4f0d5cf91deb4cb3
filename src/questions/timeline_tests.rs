//! Timelines on drawn graphs, and against looking at every day.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    bounds::Bounds,
    conflicts_tests::claims,
    subjects::About,
    timeline::{Event, EventKind, PlacedBy, TimelineQuestion, timeline},
};
use crate::{
    graph::{Pin, Relation, SubjectIndex, View, drawn::Drawn},
    model::{Day, Status},
};

fn all(view: View<'_>, about: About) -> Vec<Event> {
    let question = TimelineQuestion { about, from: None, to: None };
    let found = timeline(view, &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    found.answer
}

/// `date KIND claim [before>after] (placed by)`.
fn told(view: View<'_>, event: &Event) -> String {
    let claim = event.claim.map_or("-".to_owned(), |claim| view.claim(claim).unwrap().key());
    let status = |status: Option<Status>| status.map_or("none", Status::as_str);
    let change = if event.before == event.after {
        String::new()
    } else {
        format!(" {}>{}", status(event.before), status(event.after))
    };
    format!("{} {:?} {claim}{change} ({:?})", event.dated.date, event.kind, event.dated.placed_by)
}

fn of(drawn: &Drawn, key: &str) -> Vec<String> {
    let view = drawn.view();
    let about = match view.find(key) {
        Some(crate::graph::Found::Relation(relation)) => About::Subject(SubjectIndex::Relation(relation.edge)),
        Some(crate::graph::Found::Entity(node)) => About::Entity(node),
        _ => panic!("{key}"),
    };
    all(view, about).iter().map(|event| told(view, event)).collect()
}

#[test]
fn a_contract_is_signed_amended_and_over() {
    let drawn = Drawn::new(
        "DOCUMENT d published=2023-05-28
        dod CONTRACT lynas key=first status=AGREED from=2022-06 signed=2022-06 value=120USD
        dod CONTRACT lynas key=more status=AGREED amends=first value=258USD doc=d
        dod CONTRACT lynas key=end status=ENDED from=2024-03-05",
    );
    assert_eq!(
        of(&drawn, "contract.dod.lynas"),
        [
            "2022-06 Signed first (Signed)",
            "2022-06 Status first none>AGREED (ValidFrom)",
            "2023-05-28 Amended more (Publication)",
            "2024-03-05 Claimed end (ValidFrom)",
            "2024-03-05 Status end AGREED>ENDED (ValidFrom)",
        ]
    );
}

#[test]
fn a_restriction_is_imposed_eased_and_lifted() {
    let drawn = Drawn::new(
        "PLACE world aggregate\n china RESTRICTION world key=asked status=ANNOUNCED from=2025-01
        china RESTRICTION world key=on status=ACTIVE from=2025-04
        china RESTRICTION world key=easing status=EASED from=2025-05-20 to=2025-06-01
        china EXPORT us key=e status=ACTIVE from=2020\n us EXPORT china key=back status=ACTIVE from=2020",
    );
    let control = [
        "2025-01 Claimed asked (ValidFrom)",
        "2025-01 Status asked none>ANNOUNCED (ValidFrom)",
        "2025-04 Claimed on (ValidFrom)",
        "2025-04 Imposed on ANNOUNCED>ACTIVE (ValidFrom)",
        "2025-05-20 Claimed easing (ValidFrom)",
        "2025-05-20 Eased easing ACTIVE>EASED (ValidFrom)",
        "2025-06-01 Over easing (ValidTo)",
        "2025-06-02 Imposed on EASED>ACTIVE (ValidTo)",
    ];
    assert_eq!(of(&drawn, "restriction.china.world...control")[..], control);
    // It crosses what China sells, and nothing that China buys.
    let export = ["2020 Claimed e (ValidFrom)", "2020 Status e none>ACTIVE (ValidFrom)"];
    assert_eq!(of(&drawn, "export.china.us"), [&export[..], &control[..]].concat());
    assert_eq!(of(&drawn, "export.us.china").len(), 2);
}

#[test]
fn figures_are_placed_by_their_period_and_carried_on() {
    let drawn = Drawn::new(
        "a EXPORT b key=q quantity=5t@2020/2021\n a LOCATION b key=l\n a SEEN PRICE of=ree price=3USD/kg key=p",
    );
    assert_eq!(
        of(&drawn, "a"),
        [
            "2020-01-01 Claimed p (Publication)",
            "2020 Claimed q (Period)",
            "2020 Status q none>ACTIVE (Period)",
            "2025-01-01 Status - ACTIVE>none (Carried)",
        ]
    );
}

#[test]
fn what_was_taken_back_or_corrected_is_told_on_the_day_of_recording() {
    let mut drawn =
        Drawn::new("a EXPORT b key=one status=ACTIVE from=2020\n a EXPORT b key=two status=DENIED from=2021");
    drawn.add("RETRACT two\n---\n a EXPORT b key=three status=AGREED from=2019 supersedes=one");
    assert_eq!(
        of(&drawn, "export.a.b"),
        [
            "2019 Claimed three (ValidFrom)",
            "2019 Status three none>AGREED (ValidFrom)",
            "2025-06-02 Retracted two (Recording)",
            "2025-06-03 Superseded one (Recording)",
        ]
    );
    // By what was known before, neither had happened.
    let before = drawn.at(1, "2025-06-13");
    let kinds: Vec<EventKind> = all(before, About::Entity(drawn.node("a"))).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Claimed, EventKind::Status, EventKind::Claimed, EventKind::Status]);
}

#[test]
fn what_becomes_true_later_is_not_told() {
    let drawn =
        Drawn::new("a EXPORT b key=one status=ACTIVE from=2020 to=2025\n a EXPORT b key=two status=EASED from=2026");
    assert_eq!(of(&drawn, "a"), ["2020 Claimed one (ValidFrom)", "2020 Status one none>ACTIVE (ValidFrom)"]);
    let later = all(drawn.on("2026-02-01"), About::Entity(drawn.node("a")));
    let last: Vec<String> = later.iter().skip(2).map(|event| told(drawn.view(), event)).collect();
    assert_eq!(
        last,
        ["2025 Over one (ValidTo)", "2026 Claimed two (ValidFrom)", "2026 Status two ACTIVE>EASED (ValidFrom)"]
    );
}

#[test]
fn a_day_comes_before_a_month_and_that_before_a_year() {
    let drawn = Drawn::new(
        "a EXPORT b key=y from=2020\n a EXPORT c key=m from=2020-01\n a EXPORT d key=k from=2020-01-01\n a EXPORT e key=z from=2020-01-02",
    );
    let claimed: Vec<String> = of(&drawn, "a").into_iter().filter(|event| event.contains("Claimed")).collect();
    assert_eq!(
        claimed,
        [
            "2020-01-01 Claimed k (ValidFrom)",
            "2020-01 Claimed m (ValidFrom)",
            "2020 Claimed y (ValidFrom)",
            "2020-01-02 Claimed z (ValidFrom)"
        ]
    );
}

#[test]
fn from_and_to_take_what_may_lie_within() {
    let drawn = Drawn::new(
        "a EXPORT b key=y mode=OPINION from=2020\n a EXPORT c key=m mode=OPINION from=2020-03\n a EXPORT d key=k mode=OPINION from=2020-05-06",
    );
    let within = |from: Option<&str>, to: Option<&str>| {
        let day = |day: Option<&str>| day.map(|day| day.parse::<Day>().unwrap());
        let question = TimelineQuestion { about: About::Entity(drawn.node("a")), from: day(from), to: day(to) };
        let found = timeline(drawn.view(), &question, Bounds::default()).unwrap().answer;
        found.iter().map(|event| drawn.view().claim(event.claim.unwrap()).unwrap().key()).collect::<String>()
    };
    assert_eq!(within(None, None), "ymk");
    assert_eq!(within(Some("2020-03-31"), None), "ymk");
    assert_eq!(within(Some("2020-04-01"), None), "yk");
    assert_eq!(within(None, Some("2020-03-01")), "ym");
    assert_eq!(within(Some("2020-05-07"), Some("2020-05-08")), "y");
    assert_eq!(within(Some("2021-01-01"), None), "");
}

#[test]
fn a_bound_is_told() {
    let drawn = Drawn::new("a EXPORT b\n a EXPORT c\n a EXPORT d");
    let question = TimelineQuestion { about: About::Everything, from: None, to: None };
    let found = timeline(drawn.view(), &question, Bounds { relations: 2, ..Bounds::default() }).unwrap();
    assert_eq!((found.search.reached_bound, found.search.complete), (Some("relations"), false));
}

/// The status of each relation on a day, by its place.
fn statuses(view: View<'_>) -> BTreeMap<SubjectIndex, Option<Status>> {
    view.relations().map(|relation| (SubjectIndex::Relation(relation.edge), Relation::status(relation))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_changes_of_state_are_those_that_are_seen_day_by_day(lines in claims()) {
        let drawn = Drawn::new(&lines);
        let first: Day = "2014-12-01".parse().unwrap();
        let last: Day = "2026-02-01".parse().unwrap();
        let view = drawn.graph.view(Pin::new(drawn.graph.seq(), last));
        let mut expected = Vec::new();
        let mut before = statuses(view.on(first));
        prop_assert!(before.values().all(Option::is_none));
        for day in first.number() + 1..=last.number() {
            let now = statuses(view.on(Day::from_number(day)));
            for (about, after) in &now {
                if before[about] != *after {
                    expected.push((Day::from_number(day), *about, before[about], *after));
                }
            }
            before = now;
        }
        let events = all(view, About::Everything);
        let change = |event: &&Event| matches!(event.kind, EventKind::Status | EventKind::Imposed | EventKind::Eased | EventKind::Lifted);
        let mut found: Vec<_> = events.iter().filter(change).map(|e| (e.dated.day, e.about, e.before, e.after)).collect();
        found.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
        // Every claim that counts and has begun is told once, and all in order of their days.
        prop_assert!(events.iter().map(|event| event.dated.day).is_sorted());
        let begun = view.claims().filter(|claim| claim.counts() && claim.begins() <= last);
        let told = events.iter().filter(|e| matches!(e.kind, EventKind::Claimed | EventKind::Amended | EventKind::Signed));
        prop_assert_eq!(told.count(), begun.count());
        prop_assert!(events.iter().all(|event| event.dated.placed_by != PlacedBy::Recording));
    }
}
