//! On what a supply hangs, by cases on small drawn graphs.

use super::{
    bounds::Bounds,
    chokepoints::{Chokepoint, ChokepointQuestion, Chokepoints, Element, chokepoints, within},
    cuts::Cut,
    error::QuestionError,
};
use crate::graph::{View, drawn::Drawn};

fn name(view: View<'_>, element: Element) -> String {
    match element {
        Element::Entity(node) => view.key(node).unwrap().to_string(),
        Element::Relation(edge, _) => view.shown(edge).unwrap().key().unwrap().to_string(),
    }
}

/// `b: 2 of 3 paths, loses a b`.
fn told(view: View<'_>, answer: &Chokepoints, chokepoint: &Chokepoint) -> String {
    let lost: Vec<String> = chokepoint.suppliers_lost.iter().map(|&n| view.key(n).unwrap().to_string()).collect();
    let (broken, all) = (chokepoint.paths_broken, answer.paths);
    format!("{}: {broken} of {all}, loses {}", name(view, chokepoint.element), lost.join(" "))
}

fn ask(drawn: &Drawn) -> Chokepoints {
    let found = chokepoints(drawn.view(), &ChokepointQuestion::new(drawn.node("x")), Bounds::default()).unwrap();
    assert!(found.search.complete && found.answer.exact);
    found.answer
}

fn all(lines: &str) -> Vec<String> {
    let drawn = Drawn::new(lines);
    let answer = ask(&drawn);
    answer.all.iter().map(|chokepoint| told(drawn.view(), &answer, chokepoint)).collect()
}

fn cut(view: View<'_>, cut: Option<&Cut>) -> Vec<String> {
    let cut = cut.unwrap();
    assert!(cut.smallest);
    cut.elements.iter().map(|&element| name(view, element)).collect()
}

/// The smallest cuts by entities and by relations.
fn cuts(lines: &str) -> [Vec<String>; 2] {
    let drawn = Drawn::new(lines);
    let answer = ask(&drawn);
    [&answer.entity_cut, &answer.relation_cut].map(|found| cut(drawn.view(), found.as_ref()))
}

#[test]
fn what_all_suppliers_lead_through_comes_first() {
    let chain = "a EXPORT b\nb EXPORT x\nc EXPORT b\nd EXPORT x";
    assert_eq!(
        all(chain),
        [
            "b: 3 of 4, loses a b c",
            "export.b.x: 3 of 4, loses a b c",
            "a: 1 of 4, loses a",
            "c: 1 of 4, loses c",
            "d: 1 of 4, loses d",
            "export.a.b: 1 of 4, loses a",
            "export.c.b: 1 of 4, loses c",
            "export.d.x: 1 of 4, loses d",
        ]
    );
    assert_eq!(cuts(chain), [vec!["b", "d"], vec!["export.b.x", "export.d.x"]]);
}

#[test]
fn a_supplier_with_a_way_round_is_not_lost() {
    let diamond = "a EXPORT b\na EXPORT c\nb EXPORT x\nc EXPORT x";
    assert_eq!(
        all(diamond),
        [
            "a: 2 of 4, loses a",
            "b: 2 of 4, loses b",
            "c: 2 of 4, loses c",
            "export.b.x: 2 of 4, loses b",
            "export.c.x: 2 of 4, loses c",
            "export.a.b: 1 of 4, loses ",
            "export.a.c: 1 of 4, loses ",
        ]
    );
}

#[test]
fn where_an_entity_stands_is_no_chokepoint_of_it() {
    let placed = "INDUSTRY x\nx LOCATION land\nland MEMBERSHIP union\na EXPORT land\nb EXPORT union";
    let found = all(placed);
    assert_eq!(found.iter().filter(|line| line.starts_with("land") || line.starts_with("location")).count(), 0);
    assert_eq!(found[0], "a: 1 of 1, loses a", "nothing flows from the union back to its part");
    assert_eq!(cuts(placed), [vec!["a"], vec!["export.a.land"]]);
}

#[test]
fn what_makes_it_in_the_place_supplies_along_the_place() {
    let mine = "FACILITY mine\nINDUSTRY x\nx LOCATION land\nmine LOCATION land\nmine PRODUCTION ree\nx LOCATION land";
    assert_eq!(all(mine), ["mine: 1 of 1, loses mine", "location.mine.land: 1 of 1, loses mine"]);
}

#[test]
fn a_blocked_path_is_no_supply() {
    let banned = "a EXPORT x\na RESTRICTION x instrument=BAN\nb EXPORT x";
    assert_eq!(all(banned), ["b: 1 of 1, loses b", "export.b.x: 1 of 1, loses b"]);
    assert_eq!(all("PLACE x\na EXPORT b"), [""; 0]);
    assert_eq!(cuts("PLACE x\na EXPORT b"), [[""; 0], [""; 0]], "nothing has to fall where nothing leads");
}

#[test]
fn a_smaller_cut_is_found_where_the_order_of_stages_leaves_fewer_paths() {
    // Along the hops alone a reaches x past c, too; by their stages no path does.
    let staged = "a EXPORT v stage=METAL number=1\na EXPORT v stage=METAL number=2\nb EXPORT v\nv MEMBERSHIP c
        c MEMBERSHIP x\nv MEMBERSHIP x stage=MINING number=1\nv MEMBERSHIP x stage=MINING number=2";
    assert_eq!(cuts(staged), [vec!["v"], vec!["export.b.v", "membership.c.x"]]);
    assert_eq!(all(staged)[..2], ["v: 5 of 5, loses a b", "b: 3 of 5, loses b"]);
}

#[test]
fn figures_of_imports_that_break_are_added_up_in_their_table_alone() {
    let drawn = Drawn::new(
        "DOCUMENT d1 by=usgs\nDOCUMENT d2 by=press
         a EXPORT x share=60@2023 doc=d1\nb EXPORT x share=25@2023 doc=d1\nc EXPORT x share=90@2023 doc=d2
         h EXPORT a\nh EXPORT b\na EXPORT b",
    );
    let answer = ask(&drawn);
    let figures = |key: &str| {
        let of = answer.all.iter().find(|c| name(drawn.view(), c.element) == key).unwrap();
        let told = of.figures.iter().map(|f| {
            let table = &answer.tables[f.table];
            let publisher = drawn.view().key(table.source.publisher.unwrap()).unwrap();
            format!("{publisher} {} of {} rows", f.amount.value.unwrap().normalize(), f.rows.len())
        });
        told.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(figures("a"), "usgs 60 of 1 rows");
    assert_eq!(figures("export.c.x"), "press 90 of 1 rows");
    assert_eq!(figures("h"), "", "a and b send what they have all the same");
}

#[test]
fn wide_supplies_are_counted_by_walks() {
    let drawn = Drawn::new("a EXPORT b\nb EXPORT a\nb EXPORT x\nc EXPORT b\nc EXPORT x share=30@2023\na EXPORT c");
    let question = ChokepointQuestion::new(drawn.node("x"));
    let few = within(drawn.view(), &question, Bounds::default(), 3).unwrap().answer;
    let exact = ask(&drawn);
    assert!(!few.exact && exact.exact);
    assert!(few.paths > exact.paths, "{} walks, {} paths", few.paths, exact.paths);
    let b = |answer: &Chokepoints| {
        let of_b = answer.all.iter().find(|c| c.element == Element::Entity(drawn.node("b"))).unwrap();
        of_b.suppliers_lost.clone()
    };
    assert_eq!((b(&few), b(&exact)), (vec![drawn.node("b")], vec![drawn.node("b")]));
    assert_eq!(few.entity_cut.unwrap().elements, exact.entity_cut.unwrap().elements);
}

#[test]
fn impossible_questions_are_refused_and_bounds_are_told() {
    let drawn = Drawn::new("a EXPORT b\nb EXPORT x");
    let question = ChokepointQuestion::new(drawn.node("x"));
    let wrong = chokepoints(drawn.view(), &ChokepointQuestion { max_hops: 13, ..question.clone() }, Bounds::default());
    assert!(matches!(wrong, Err(QuestionError::Invalid { .. })));
    let cut = chokepoints(drawn.view(), &question, Bounds { relations: 1, ..Bounds::default() }).unwrap();
    assert!(!cut.search.complete && !cut.answer.exact);
}
