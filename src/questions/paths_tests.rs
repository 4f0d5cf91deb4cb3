//! Paths between two entities, by cases on small drawn graphs.

use super::{
    bounds::Bounds,
    error::QuestionError,
    flow::Along,
    paths::{PathQuestion, PathRank, paths},
};
use crate::graph::{KindSet, drawn::Drawn};
use crate::model::RelationKind;

/// The paths from `a` to `x`, a line each: the relations without their ends' names where one hop tells them.
fn told(drawn: &Drawn, change: impl Fn(&mut PathQuestion)) -> Vec<String> {
    let mut question = PathQuestion::new(drawn.node("a"), drawn.node("x"));
    change(&mut question);
    let key = |edge| drawn.view().shown(edge).unwrap().key().unwrap().to_string();
    let found = paths(drawn.view(), &question, Bounds::default()).unwrap();
    found.map(|p| p.hops.iter().map(|h| key(h.relation)).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn parallel_relations_are_different_paths() {
    let drawn = Drawn::new("a EXPORT x number=2\n a EXPORT x number=1\n x CONTRACT a");
    assert_eq!(told(&drawn, |_| ()), ["contract.x.a", "export.a.x....1", "export.a.x....2"]);
}

#[test]
fn a_path_meets_no_entity_twice() {
    let drawn = Drawn::new("a EXPORT b\n b EXPORT a\n b EXPORT c\n c EXPORT b\n c EXPORT x\n a EXPORT a\n x EXPORT c");
    assert_eq!(told(&drawn, |q| q.max_hops = 12), ["export.a.b export.b.c export.c.x"]);
}

#[test]
fn a_longer_way_that_leaves_the_stages_open_is_not_lost_to_a_shorter_one() {
    let drawn = Drawn::new(
        "a EXPORT b stage=METAL\n a EXPORT c\n c EXPORT b\n b EXPORT d\n d EXPORT x stage=REFINING\n z EXPORT a",
    );
    assert_eq!(told(&drawn, |_| ()), ["export.a.c export.c.b export.b.d export.d.x..refining"]);
    let from_z = told(&drawn, |q| q.from = drawn.node("z"));
    assert_eq!(from_z, ["export.z.a export.a.c export.c.b export.b.d export.d.x..refining"]);
}

#[test]
fn paths_say_which_way_each_hop_runs() {
    let drawn = Drawn::new("b CONTRACT a\n b EXPORT x");
    let question = PathQuestion::new(drawn.node("a"), drawn.node("x"));
    let path = paths(drawn.view(), &question, Bounds::default()).unwrap().next().unwrap();
    let hops: Vec<_> = path.hops.iter().map(|h| (h.source, h.target, h.reversed)).collect();
    let (a, b, x) = (drawn.node("a"), drawn.node("b"), drawn.node("x"));
    assert_eq!(hops, [(a, b, true), (b, x, false)]);
}

#[test]
fn each_rank_has_its_order() {
    let drawn = Drawn::new(
        "a EXPORT x status=AGREED share=5
         a EXPORT b status=ACTIVE share=60 value=9USD\n b EXPORT x status=ACTIVE share=40 value=7USD
         a EXPORT c status=ACTIVE value=8USD\n c EXPORT x number=1",
    );
    let by = |rank: PathRank| told(&drawn, |q| q.rank_by = rank);
    let (direct, b, c) = ("export.a.x", "export.a.b export.b.x", "export.a.c export.c.x....1");
    assert_eq!(by(PathRank::Hops), [direct, b, c]);
    assert_eq!(by(PathRank::Standing), [b, c, direct]);
    assert_eq!(by(PathRank::Share), [b, direct, c]);
    assert_eq!(by(PathRank::Value), [c, b, direct]);
}

#[test]
fn values_in_another_currency_than_most_are_left_aside() {
    let drawn = Drawn::new("a EXPORT b value=1USD@2024\n b EXPORT x value=2USD@2024\n a EXPORT x value=900CNY@2024");
    assert_eq!(told(&drawn, |q| q.rank_by = PathRank::Value), ["export.a.b export.b.x", "export.a.x"]);
}

#[test]
fn a_hop_with_a_figure_is_not_bought_with_a_loop() {
    // The only figure lies on a way that leads back to where it came from.
    let drawn = Drawn::new("a EXPORT b\n b EXPORT c share=50@2024\n c EXPORT b\n b EXPORT x");
    assert_eq!(told(&drawn, |q| q.rank_by = PathRank::Share), ["export.a.b export.b.x"]);
}

#[test]
fn any_relation_either_way_is_followed_where_that_is_asked_for() {
    let drawn = Drawn::new("PLACE hub aggregate\n a SUPPORT hub\n x RESTRICTION hub\n x SUPPORT a status=DENIED");
    assert_eq!(told(&drawn, |_| ()), [""; 0]);
    assert_eq!(told(&drawn, |q| q.along = Along::Any), ["support.a.hub restriction.x.hub...control"]);
    assert_eq!(told(&drawn, |q| (q.along, q.kinds) = (Along::Any, KindSet::of(&[RelationKind::Support]))), [""; 0]);
}

#[test]
fn a_question_that_cannot_be_meant_is_refused() {
    let drawn = Drawn::new("a EXPORT x of=ree");
    let refused = |change: &dyn Fn(&mut PathQuestion)| {
        let mut question = PathQuestion::new(drawn.node("a"), drawn.node("x"));
        change(&mut question);
        paths(drawn.view(), &question, Bounds::default()).err().unwrap()
    };
    let argument = |error: QuestionError| match error {
        QuestionError::NotFound { argument } | QuestionError::Invalid { argument, .. } => argument,
    };
    assert_eq!(argument(refused(&|q| q.to = q.from)), "to");
    assert_eq!(argument(refused(&|q| q.commodity = Some(q.to))), "commodity");
    assert_eq!(argument(refused(&|q| q.max_hops = 0)), "maxHops");
    assert_eq!(argument(refused(&|q| q.from = 99.into())), "from");
}

#[test]
fn a_page_costs_what_it_shows() {
    // A ladder of 2^10 paths.
    let lines: String =
        (0..10).map(|i| format!("n{i} EXPORT n{} number=1\n n{i} EXPORT n{} number=2\n", i + 1, i + 1)).collect();
    let drawn = Drawn::new(&lines);
    let question = PathQuestion { max_hops: 12, ..PathQuestion::new(drawn.node("n0"), drawn.node("n10")) };
    let mut found =
        paths(drawn.view(), &question, Bounds { relations: 200, steps: 20_000, ..Bounds::default() }).unwrap();
    assert_eq!(found.by_ref().take(5).count(), 5);
    assert!(found.report().complete);
    assert_eq!(paths(drawn.view(), &question, Bounds::default()).unwrap().count(), 1024);
}

#[test]
fn a_hub_between_two_ends_stays_within_the_bound() {
    let spokes: String = (0..400).map(|i| format!("hub EXPORT s{i}\n s{i} EXPORT x\n")).collect();
    let drawn = Drawn::new(&format!("{spokes} a EXPORT hub"));
    let question = PathQuestion::new(drawn.node("a"), drawn.node("x"));
    let bounds = Bounds { relations: 300, ..Bounds::default() };
    let mut found = paths(drawn.view(), &question, bounds.clone()).unwrap();
    let some = found.by_ref().count();
    let report = found.report();
    assert_eq!((some, report.complete, report.reached_bound), (0, false, Some("relations")));
    assert!(report.relations_examined <= 2 * bounds.relations);
    assert_eq!(paths(drawn.view(), &question, Bounds::default()).unwrap().count(), 400);
}
