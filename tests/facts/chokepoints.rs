//! On what supplies hang, on the bundled facts: worked by hand.

use lodegraph::{
    graph::{EdgeIndex, NodeIndex},
    questions::{
        bounds::Bounds,
        chokepoints::{Chokepoint, ChokepointQuestion, Chokepoints, Element, chokepoints},
        cuts::Cut,
        resolve_name,
    },
};

use super::*;

fn answer(view: View<'_>, of: &str) -> Chokepoints {
    let of = resolve_name::entity(view, of).unwrap().unwrap();
    let found = chokepoints(view, &ChokepointQuestion::new(of), Bounds::default()).unwrap();
    assert!(found.search.complete && found.answer.exact);
    found.answer
}

fn key(view: View<'_>, element: Element) -> String {
    let name = |node: NodeIndex| view.key(node).unwrap().to_string();
    let relation = |edge: EdgeIndex| view.shown(edge).unwrap().key().unwrap().to_string();
    match element {
        Element::Entity(node) => name(node),
        Element::Relation(edge, _) => relation(edge),
    }
}

fn of<'a>(view: View<'_>, answer: &'a Chokepoints, wanted: &str) -> &'a Chokepoint {
    answer.all.iter().find(|c| key(view, c.element) == wanted).unwrap_or_else(|| panic!("no {wanted}"))
}

fn lost(view: View<'_>, chokepoint: &Chokepoint) -> Vec<String> {
    chokepoint.suppliers_lost.iter().map(|&node| key(view, Element::Entity(node))).collect()
}

fn cut(view: View<'_>, cut: &Option<Cut>) -> Vec<String> {
    let cut = cut.as_ref().unwrap();
    assert!(cut.smallest);
    cut.elements.iter().map(|&element| key(view, element)).collect()
}

#[test]
fn japan_is_the_only_way_from_india_to_us_refining() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, "us-refining");
    // China, Malaysia, Estonia, Greenland, deep-sea mining and Lynas USA one each; Japan, India's miner and India; Lynas by the contract
    // of the department and by the plant.
    assert_eq!((answer.suppliers, answer.paths), (10, 11));
    assert_eq!(key(view, answer.all[0].element), "japan");
    assert_eq!(lost(view, &answer.all[0]), ["india", "india-state-miner", "japan"]);
    assert_eq!(key(view, answer.all[1].element), "export.japan.us.rare-earths");
    let figures = &answer.all[0].figures;
    let table = &answer.tables[figures[0].table];
    assert_eq!(view.key(table.source.publisher.unwrap()).unwrap().as_str(), "usgs");
    assert_eq!((figures.len(), figures[0].amount.value.unwrap().to_string().as_str()), (1, "6"));
}

#[test]
fn lynas_has_two_ways_and_neither_is_all() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, "us-refining");
    assert_eq!(of(view, &answer, "lynas").paths_broken, 2);
    for way in ["us-dod", "texas-heavy-ree-plant"] {
        assert_eq!(lost(view, of(view, &answer, way)), [""; 0], "{way}");
    }
    assert_eq!(lost(view, of(view, &answer, "us-government")), ["lynas-usa"]);
}

#[test]
fn the_place_that_it_stands_in_is_in_no_cut() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, "us-refining");
    assert!(answer.all.iter().all(|c| !["us", "location.us-refining.us"].contains(&key(view, c.element).as_str())));
    let by_entities =
        ["china", "estonia", "greenland", "japan", "malaysia", "texas", "us-deep-sea-mining", "us-government"];
    assert_eq!(cut(view, &answer.entity_cut), by_entities);
    assert_eq!(cut(view, &answer.relation_cut).len(), 8);
}

#[test]
fn japans_supply_hangs_on_one_miner() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, "japan");
    assert_eq!(cut(view, &answer.entity_cut), ["india-state-miner"]);
    assert_eq!(cut(view, &answer.relation_cut), ["export.india-state-miner.japan.rare-earths"]);
    assert_eq!(lost(view, &answer.all[0]), ["india", "india-state-miner"]);
}
