//! Differences against a plain reading of both views: every relation by its key, every claim by what it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{
    access::{Access, access_of, along},
    bounds::Bounds,
    diff::{About, Change, Difference, Part, differences, path_differences, supplier_differences},
    flow::Flow,
    paths::{PathQuestion, paths},
    standing::Standing,
    suppliers::{SupplyQuestion, suppliers},
    supply_properties::{DECLARED, NODES, claim},
};
use crate::{
    graph::{Found, Overlay, View, drawn::Drawn},
    model::{Assumption, Key, RelationKind, Status, decode_subject_key},
};

/// One line of a graph: a claim with days on which it holds, or what is seen of somebody.
fn line() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec!["", "from=2023", "to=2023-06-30", "from=2022 to=2024-12-31", "mode=OFFICIAL"]);
    let seen = (0..4usize, 1..4u8, prop::sample::select(vec!["", "from=2024"]))
        .prop_map(|(who, price, from)| format!("p{who} SEEN PRICE price={price}USD {from}"));
    let told = (claim(), days).prop_map(|(line, days)| {
        let line = line.trim().to_owned();
        if line.is_empty() { line } else { format!("{line} {days}") }
    });
    prop_oneof![6 => told, 1 => seen]
}

/// Three transactions; the later ones may retract what was claimed before.
fn graph() -> impl Strategy<Value = String> {
    let block = || prop::collection::vec(line(), 0..8);
    (block(), block(), block(), prop::collection::vec(0..8usize, 0..3), prop::bool::weighted(0.2)).prop_map(
        |(a, b, c, retracted, merged)| {
            let keyed = |block: &[String], name: &str| -> Vec<String> {
                let lines = block.iter().enumerate().filter(|(_, line)| !line.is_empty());
                lines.map(|(n, line)| format!("{line} key={name}{n}")).collect()
            };
            let [a, b, c] = [keyed(&a, "x"), keyed(&b, "y"), keyed(&c, "z")];
            let named = |n: &usize| a.iter().any(|line| line.ends_with(&format!("key=x{n}")));
            let gone: BTreeSet<usize> = retracted.into_iter().filter(named).collect();
            let gone: String = gone.into_iter().map(|n| format!("RETRACT x{n}\n")).collect();
            let merge = if merged { "MERGE p3 p2\n" } else { "" };
            let blocks =
                [format!("{DECLARED}{merge}{}", a.join("\n")), b.join("\n"), format!("{}\n{gone}", c.join("\n"))];
            blocks.join("\n---\n")
        },
    )
}

/// Where a view stands: after how many transactions, on which day, and what it supposes of which relation.
fn place() -> impl Strategy<Value = (u64, &'static str, Option<(usize, Option<Status>)>)> {
    let status = prop::option::of(prop::sample::select(Status::ALL.to_vec()));
    let days = prop::sample::select(vec!["2021-06-01", "2023-06-30", "2024-01-01", "2025-06-13"]);
    (1..4u64, days, prop::option::weighted(0.5, (0..20usize, status)))
}

fn overlay(drawn: &Drawn, seq: u64, supposed: Option<(usize, Option<Status>)>) -> Overlay {
    let view = drawn.at(seq, "2025-06-13");
    let relations: Vec<_> = view.relations().collect();
    let changes = supposed.into_iter().map(|(n, status)| match relations.get(n) {
        Some(relation) => Assumption::Says(relation.tie().unwrap(), status),
        None if n % 2 == 0 => Assumption::Without(Key::new(NODES[n % 4]).unwrap()),
        None => {
            let Some(crate::model::Subject::Relation(tie)) = decode_subject_key("export.p0.p1.c2.metal") else {
                panic!()
            };
            Assumption::Says(tie, Some(status.unwrap_or(Status::Active)))
        }
    });
    Overlay::of(view, &changes.collect::<Vec<_>>()).unwrap()
}

/// What a view tells of one relation or observation.
#[derive(Default, PartialEq)]
struct Told {
    listed: bool,
    there: bool,
    status: Option<Status>,
    access: Option<Access>,
    counting: BTreeSet<String>,
    figures: BTreeSet<String>,
}

fn all_told(view: View<'_>) -> BTreeMap<String, Told> {
    let mut all: BTreeMap<String, Told> = BTreeMap::new();
    for relation in view.relations() {
        let told = all.entry(relation.key().unwrap().to_string()).or_default();
        told.listed = true;
        told.status = relation.status();
        told.there = told.status.is_some_and(|s| s != Status::Ended && s != Status::Denied);
        let moves = relation.kind() != RelationKind::Negotiation || relation.potential_supply();
        let hop = moves && along(relation).is_some() && told.status.and_then(Standing::of).is_some();
        told.access = hop.then(|| access_of(view, relation).0);
    }
    for claim in view.claims().filter(|claim| claim.counts()) {
        let (key, figures) = match view.spoken_of(claim.about()) {
            Some(Found::Relation(relation)) => (relation.key(), claim.holds()),
            Some(Found::Observation(seen)) => (seen.key(), claim.begins() <= view.as_of()),
            _ => panic!("a claim speaks of nothing"),
        };
        let told = all.entry(key.unwrap().to_string()).or_default();
        if let Some(Found::Observation(seen)) = view.subject(claim.about()) {
            (told.listed, told.there) = (true, view.observation(seen.index).is_some());
        }
        told.counting.insert(claim.key());
        if figures {
            told.figures.extend(claim.measures().iter().map(|figure| format!("{figure:?}")));
        }
    }
    all
}

/// In what each thing differs, and in which of the views it is.
type Expected = BTreeMap<String, (BTreeSet<Change>, bool, bool)>;

fn expected(before: View<'_>, after: View<'_>) -> Expected {
    let (was, is) = (all_told(before), all_told(after));
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let nothing = Told::default();
    let mut expected = Expected::new();
    for key in keys {
        let (was, is) = (was.get(key).unwrap_or(&nothing), is.get(key).unwrap_or(&nothing));
        let shown = |told: &Told| told.status.unwrap_or(Status::Ended);
        let kinds = [
            (Change::Began, is.there && !was.there),
            (Change::Ended, was.there && !is.there),
            (Change::Status, was.there == is.there && shown(was) != shown(is)),
            (Change::Access, was.access.zip(is.access).is_some_and(|(was, is)| was != is)),
            (Change::Figures, was.there && is.there && was.figures != is.figures),
            (Change::BecameKnown, !is.counting.is_subset(&was.counting)),
            (Change::Withdrawn, !was.counting.is_subset(&is.counting)),
        ];
        let kinds: BTreeSet<Change> = kinds.into_iter().filter(|(_, is)| *is).map(|(kind, _)| kind).collect();
        if !kinds.is_empty() && (was.listed || is.listed) {
            expected.insert(key.clone(), (kinds, was.listed, is.listed));
        }
    }
    expected
}

fn found(before: View<'_>, after: View<'_>, about: About) -> Vec<Difference<Part>> {
    let searched = differences(before, after, about, Bounds::default());
    assert!(searched.search.complete);
    searched.answer
}

fn by_key<T>(differences: &[Difference<T>]) -> Expected {
    let told = |d: &Difference<T>| (d.key.clone(), (d.changes.clone(), d.before.is_some(), d.after.is_some()));
    let all: Expected = differences.iter().map(told).collect();
    assert_eq!(all.len(), differences.len(), "told twice");
    all
}

fn mirrored<T: Clone>(differences: &[Difference<T>]) -> Vec<Difference<T>> {
    let opposite = |change: &Change| match change {
        Change::Began => Change::Ended,
        Change::Ended => Change::Began,
        Change::BecameKnown => Change::Withdrawn,
        Change::Withdrawn => Change::BecameKnown,
        Change::Appeared => Change::Gone,
        Change::Gone => Change::Appeared,
        same => *same,
    };
    let mirror = |d: &Difference<T>| Difference {
        key: d.key.clone(),
        changes: d.changes.iter().map(opposite).collect(),
        before: d.after.clone(),
        after: d.before.clone(),
        claims: d.claims.clone(),
    };
    differences.iter().map(mirror).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn differences_are_those_of_the_plain_reading_and_have_a_mirror_image(
        lines in graph(),
        (was, is) in (place(), place()),
        of in 0..5usize,
    ) {
        let drawn = Drawn::new(&lines);
        let [was_over, is_over] = [was, is].map(|(seq, _, supposed)| overlay(&drawn, seq, supposed));
        let (before, after) = (drawn.at(was.0, was.1).with(&was_over), drawn.at(is.0, is.1).with(&is_over));
        let all = found(before, after, About::Everything);
        let expected = expected(before, after);
        prop_assert_eq!(by_key(&all), expected.clone());
        prop_assert_eq!(found(after, before, About::Everything), mirrored(&all));
        prop_assert_eq!(found(before, before, About::Everything), vec![]);
        prop_assert_eq!(found(after, after, About::Everything), vec![]);
        let (told_before, told_after) = (all_told(before), all_told(after));
        for difference in &all {
            let nothing = Told::default();
            let [was, is] = [&told_before, &told_after].map(|told| told.get(&difference.key).unwrap_or(&nothing));
            let claims: BTreeSet<String> = difference
                .claims
                .iter()
                .map(|&index| after.claim(index).or(before.claim(index)).unwrap().key())
                .collect();
            prop_assert!(was.counting.symmetric_difference(&is.counting).all(|key| claims.contains(key)));
        }
        // Of an entity: what touches it.
        let node = drawn.node(NODES[of]);
        let touches = |difference: &&Difference<Part>| {
            let ends = |view: View<'_>, part: Option<Part>| match part {
                Some(Part::Relation(_, edge)) => {
                    let relation = view.shown(edge).unwrap();
                    relation.from() == view.survivor(node) || relation.to() == view.survivor(node)
                }
                Some(Part::Observation(index)) => view.observation(index).unwrap().subject() == view.survivor(node),
                None => false,
            };
            ends(before, difference.before) || ends(after, difference.after)
        };
        let touching: Vec<Difference<Part>> = all.iter().filter(touches).cloned().collect();
        prop_assert_eq!(found(before, after, About::Entity(node)), touching);
        // Of each relation: itself.
        for (key, _) in told_before.iter().chain(&told_after) {
            let edge = |view: View<'_>| match view.find(key) {
                Some(Found::Relation(relation)) => Some(relation.edge),
                _ => None,
            };
            if let (None, None) = (edge(before), edge(after)) {
                continue;
            }
            let own: Vec<Difference<Part>> = all.iter().filter(|d| d.key == *key).cloned().collect();
            prop_assert_eq!(found(before, after, About::Relation(edge(before), edge(after))), own);
        }
        let replayed = drawn.replayed();
        let [was_again, is_again] = [(&was_over, before), (&is_over, after)]
            .map(|(over, view)| replayed.view(view.pin()).with(over));
        prop_assert_eq!(found(was_again, is_again, About::Everything), all.clone());
        let bounds = Bounds { relations: 3, ..Bounds::default() };
        let cut = differences(before, after, About::Everything, bounds);
        prop_assert!(cut.answer.iter().all(|difference| all.contains(difference)));
    }

    #[test]
    fn answers_differ_by_who_is_in_them_and_how(
        lines in graph(),
        (was, is) in (place(), place()),
        (of, to) in (0..5usize, 0..5usize),
        flow in prop::sample::select(vec![Flow::Up, Flow::Down]),
    ) {
        let drawn = Drawn::new(&lines);
        let [was_over, is_over] = [was, is].map(|(seq, _, supposed)| overlay(&drawn, seq, supposed));
        let (before, after) = (drawn.at(was.0, was.1).with(&was_over), drawn.at(is.0, is.1).with(&is_over));
        let question = SupplyQuestion::new(drawn.node(NODES[of]), flow);
        let compare = |before, after| {
            supplier_differences((before, &question), (after, &question), &Bounds::default()).unwrap()
        };
        let differences = compare(before, after);
        prop_assert!(differences.search.complete);
        let answer = |view| {
            let found = suppliers(view, &question, Bounds::default()).unwrap().answer.into_iter();
            let told = found.map(|s| {
                let share = s.share.map(|(figure, _)| figure);
                (view.key(s.entity).unwrap().to_string(), (s.standing, s.access, share, (s.direct, s.best.key)))
            });
            told.collect::<BTreeMap<_, _>>()
        };
        let (was_told, is_told) = (answer(before), answer(after));
        let mut expected = Expected::new();
        for key in was_told.keys().chain(is_told.keys()) {
            let kinds = match (was_told.get(key), is_told.get(key)) {
                (Some(was), Some(is)) => vec![
                    (Change::Standing, was.0 != is.0),
                    (Change::Access, was.1 != is.1),
                    (Change::Figures, was.2 != is.2),
                    (Change::Path, was.3 != is.3),
                ],
                (None, _) => vec![(Change::Appeared, true)],
                (_, None) => vec![(Change::Gone, true)],
            };
            let kinds: BTreeSet<Change> = kinds.into_iter().filter(|(_, is)| *is).map(|(kind, _)| kind).collect();
            if !kinds.is_empty() {
                expected.insert(key.clone(), (kinds, was_told.contains_key(key), is_told.contains_key(key)));
            }
        }
        prop_assert_eq!(by_key(&differences.answer), expected);
        prop_assert_eq!(compare(after, before).answer, mirrored(&differences.answer));
        prop_assert_eq!(compare(before, before).answer, vec![]);

        let question = PathQuestion::new(drawn.node(NODES[of]), drawn.node(NODES[to]));
        prop_assume!(question.from != question.to);
        let compare =
            |before, after| path_differences((before, &question), (after, &question), &Bounds::default()).unwrap();
        let differences = compare(before, after);
        let answer = |view| -> BTreeMap<String, (Standing, Access)> {
            let found = paths(view, &question, Bounds::default()).unwrap();
            found.map(|path| (path.key, (path.standing, path.access))).collect()
        };
        let (was_told, is_told) = (answer(before), answer(after));
        let of_kind = |kind| differences.answer.iter().filter(|d| d.changes.contains(&kind)).count();
        prop_assert_eq!(of_kind(Change::Gone), was_told.keys().filter(|key| !is_told.contains_key(*key)).count());
        prop_assert_eq!(of_kind(Change::Appeared), is_told.keys().filter(|key| !was_told.contains_key(*key)).count());
        let both = |differs: &dyn Fn((Standing, Access), (Standing, Access)) -> bool| {
            was_told.iter().filter(|(key, was)| is_told.get(*key).is_some_and(|is| differs(**was, *is))).count()
        };
        prop_assert_eq!(of_kind(Change::Standing), both(&|was, is| was.0 != is.0));
        prop_assert_eq!(of_kind(Change::Access), both(&|was, is| was.1 != is.1));
        prop_assert_eq!(compare(after, before).answer, mirrored(&differences.answer));
        prop_assert_eq!(compare(before, before).answer, vec![]);
    }
}
