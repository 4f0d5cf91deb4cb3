//! The model's own table of answers, row by row: who supplies whom, how firmly, and what stands in the way.

use lodegraph::{
    graph::NodeIndex,
    model::{Change, Subject},
    questions::{
        bounds::Bounds,
        flow::Flow,
        paths::{PathQuestion, paths},
        resolve_name,
        suppliers::{Supplier, SupplyQuestion, suppliers},
    },
};

use super::*;

/// `china OPERATING direct RESTRICTED 70` and so on, in the order of the answer.
pub fn answer(view: View<'_>, of: &str, flow: Flow) -> Vec<String> {
    let of = resolve_name::entity(view, of).unwrap().unwrap();
    let found = suppliers(view, &SupplyQuestion::new(of, flow), Bounds::default()).unwrap();
    assert!(found.search.complete);
    found.answer.iter().map(|supplier| told(view, supplier)).collect()
}

fn told(view: View<'_>, supplier: &Supplier) -> String {
    let key = view.key(supplier.entity).unwrap();
    let direct = if supplier.direct { "direct" } else { "indirect" };
    let share = supplier.share.as_ref().map_or("-".to_owned(), |(m, _)| m.size().to_string());
    format!("{key} {:?} {direct} {:?} {share}", supplier.standing, supplier.access).to_lowercase()
}

fn keys(path: &lodegraph::questions::path::Path, view: View<'_>) -> Vec<String> {
    let source = path.hops.first().map(|hop| hop.source);
    let name = |node: NodeIndex| view.key(node).unwrap().to_string();
    source.into_iter().chain(path.hops.iter().map(|hop| hop.target)).map(name).collect()
}

pub const NOW: [&str; 10] = [
    "china operating direct restricted 70",
    "malaysia operating direct open 13",
    "japan operating direct open 6",
    "estonia operating direct open 5",
    "india-state-miner operating indirect atrisk -",
    "india operating indirect atrisk -",
    // One hop fewer: the government itself contracts it, the department contracts Lynas.
    "lynas-usa contracted direct open -",
    "lynas contracted direct open -",
    "greenland prospective direct open -",
    "us-deep-sea-mining prospective direct open -",
];

#[test]
fn who_supplies_us_refining() {
    let store = facts();
    assert_eq!(answer(on(&store, TODAY), "us-refining", Flow::Up), NOW);
}

#[test]
fn any_name_works_where_an_id_does() {
    let store = facts();
    for name in ["us-refining", "us-refining@2022-01-01", "US refining", "us REFINING", "美国精炼"] {
        assert_eq!(answer(on(&store, TODAY), name, Flow::Up), NOW, "{name}");
    }
}

#[test]
fn who_supplied_it_in_2022() {
    let store = facts();
    let expected = [
        "china operating direct open 70",
        "malaysia operating direct open 13",
        "japan operating direct open 6",
        "estonia operating direct open 5",
    ];
    assert_eq!(answer(on(&store, "2022-01-01"), "us-refining", Flow::Up), expected);
}

#[test]
fn who_supplies_japan() {
    let store = facts();
    let expected = ["india-state-miner operating direct atrisk -", "india operating direct atrisk -"];
    assert_eq!(answer(on(&store, TODAY), "japan", Flow::Up), expected);
}

#[test]
fn indias_way_leads_through_japan_and_is_crossed_by_one_request() {
    let store = facts();
    let view = on(&store, TODAY);
    let [india, refining] = ["india", "us-refining"].map(|key| view.entity_with_key(key).unwrap());
    let mut found = paths(view, &PathQuestion::new(india, refining), Bounds::default()).unwrap();
    let best = found.next().unwrap();
    assert_eq!(keys(&best, view), ["india", "india-state-miner", "japan", "us", "us-refining"]);
    let crossing: Vec<_> =
        best.restrictions.iter().map(|&edge| view.shown(edge).unwrap().key().unwrap().to_string()).collect();
    assert_eq!(crossing, ["restriction.india.japan.rare-earths..ban"]);
    assert_eq!(
        best.publishers(view),
        1,
        "the news flash is a channel: only the sheet of USGS stands behind the path by name"
    );
}

#[test]
fn whom_china_supplies() {
    let store = facts();
    let customers = answer(on(&store, TODAY), "china", Flow::Down);
    assert!(customers.iter().any(|c| c.starts_with("us ")), "{customers:?}");
    assert!(!customers.iter().any(|c| c.starts_with("world ") || c.starts_with("china ")), "{customers:?}");
}

#[test]
fn what_could_be_read_before_the_flash_knows_no_risk_for_india() {
    let store = facts();
    let before = answer(printed_by(&store, TODAY, "2025-06-02"), "us-refining", Flow::Up);
    assert!(before.iter().any(|s| s.starts_with("lynas ")), "{before:?}");
    assert!(!before.iter().any(|s| s.starts_with("india")), "{before:?}");
    assert!(before.contains(&"china operating direct open 70".to_owned()), "{before:?}");
}

#[test]
fn the_order_of_writing_does_not_matter() {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    let changes = ingest::together(ingest::bundled()).into_iter().map(|(_, placed)| placed.change);
    // What others refer to comes first; within each part all is turned round.
    let refers = |change: &Change| match change {
        Change::PutEntity(_) | Change::PutDocument(_) => 0,
        Change::Assert(claim) if claim.amends.is_none() && matches!(claim.about, Subject::Relation(_)) => 1,
        _ => 2,
    };
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    changes.for_each(|change| parts[refers(&change)].push(change));
    for changes in parts {
        let changes = changes.into_iter().rev().collect();
        store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
    }
    assert_eq!(answer(on(&store, TODAY), "us-refining", Flow::Up), NOW);
    let usual = facts();
    for (own, other) in [(&store, &usual), (&usual, &store)] {
        for relation in on(own, TODAY).relations() {
            let key = relation.key().unwrap();
            let twin = super::relation(on(other, TODAY), key.as_str());
            assert_eq!(
                (relation.status(), relation.valid(), relation.state().disputed),
                (twin.status(), twin.valid(), twin.state().disputed),
                "{key}"
            );
            assert_eq!(figures(relation, Metric::Share), figures(twin, Metric::Share), "{key}");
        }
    }
}
