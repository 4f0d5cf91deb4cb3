//! What is different between 2022 and 2025, and what a Chinese ban would make different.

use std::collections::BTreeSet;

use lodegraph::{
    graph::Overlay,
    model::{Assumption, Instrument, Key, RelationKind, Status, Tie},
    questions::{
        bounds::Bounds,
        diff::{About, Difference, Part, differences, supplier_differences},
        flow::Flow,
        resolve_name,
        suppliers::{Supplier, SupplyQuestion},
    },
};

use super::*;

fn told<T>(difference: &Difference<T>) -> String {
    format!("{} {:?}", difference.key, difference.changes).to_lowercase()
}

fn suppliers(before: View<'_>, after: View<'_>) -> Vec<Difference<Supplier>> {
    let of = resolve_name::entity(before, "us-refining").unwrap().unwrap();
    let question = SupplyQuestion::new(of, Flow::Up);
    let found = supplier_differences((before, &question), (after, &question), &Bounds::default()).unwrap();
    assert!(found.search.complete);
    found.answer
}

fn parts(before: View<'_>, after: View<'_>, about: About) -> Vec<Difference<Part>> {
    let found = differences(before, after, about, Bounds::default());
    assert!(found.search.complete);
    found.answer
}

#[test]
fn since_2022_india_lynas_greenland_and_the_deep_sea_came_and_china_was_restricted() {
    let store = facts();
    let found = suppliers(on(&store, "2022-01-01"), on(&store, TODAY));
    let appeared: Vec<&str> =
        found.iter().filter(|d| told(d).ends_with("{appeared}")).map(|d| d.key.as_str()).collect();
    assert_eq!(appeared, ["india-state-miner", "india", "lynas-usa", "lynas", "greenland", "us-deep-sea-mining"]);
    assert!(found.iter().any(|d| d.key == "china" && told(d).contains("access")));
    let view = on(&store, TODAY);
    let about = |index| match view.spoken_of(claim_at(view, index)) {
        Some(Found::Relation(relation)) => relation.key().unwrap().to_string(),
        _ => String::new(),
    };
    let because = |of: &str| -> BTreeSet<String> {
        let difference = found.iter().find(|difference| difference.key == of).unwrap();
        difference.claims.iter().map(|&index| about(index)).collect()
    };
    let set = |keys: &[&str]| keys.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    let control = "restriction.china.world.rare-earths..control";
    assert_eq!(because("china"), set(&[control, "restriction.china.world.rare-earths..licensing"]));
    // It was nobody's supplier before it made anything.
    assert_eq!(because("us-deep-sea-mining"), set(&["production.us-deep-sea-mining.critical-minerals"]));
    assert!(!found.iter().any(|d| told(d).contains("gone")));
}

fn claim_at(view: View<'_>, index: lodegraph::graph::ClaimIndex) -> lodegraph::graph::SubjectIndex {
    view.claim(index).unwrap().about()
}

#[test]
fn a_ban_makes_one_export_different_and_one_supplier() {
    let store = facts();
    let view = on(&store, TODAY);
    let key = |text: &str| Key::new(text).unwrap();
    let ban = Tie {
        commodity: Some(key("rare-earths")),
        instrument: Some(Instrument::Ban),
        ..Tie::new(RelationKind::Restriction, key("china"), key("us"))
    };
    let overlay = Overlay::of(view, &[Assumption::Says(ban, Some(Status::Active))]).unwrap();
    let supposed = view.with(&overlay);
    let found: Vec<String> = suppliers(view, supposed).iter().map(told).collect();
    assert_eq!(found, ["china {access}"]);
    let found: Vec<String> = parts(view, supposed, About::Everything).iter().map(told).collect();
    assert_eq!(found, ["export.china.us.rare-earths {access}", "restriction.china.us.rare-earths..ban {began}"]);
    assert!(parts(view, view, About::Everything).is_empty());
}

#[test]
fn of_lynas_all_began_since_2022() {
    let store = facts();
    let view = on(&store, TODAY);
    let lynas = view.entity_with_key("lynas").unwrap();
    let found: Vec<String> = parts(on(&store, "2022-01-01"), view, About::Entity(lynas)).iter().map(told).collect();
    assert!(!found.is_empty() && found.iter().all(|told| told.ends_with("{began}")), "{found:?}");
    assert!(found.iter().any(|told| told.starts_with("contract.us-dod.lynas")), "{found:?}");
}
