//! Why one does not supply another, on the bundled facts: worked by hand.

use lodegraph::{
    graph::NodeIndex,
    questions::{
        access::Access,
        bounds::Bounds,
        obstacle::ObstacleKind,
        remedy::Step,
        resolve_name,
        standing::Standing,
        why_not::{Miss, WhyNot, WhyNotQuestion, why_not},
    },
};

use super::*;

fn answer(view: View<'_>, later: Option<View<'_>>, from: &str, to: &str) -> WhyNot {
    let node = |name| resolve_name::entity(view, name).unwrap().unwrap();
    let found = why_not(view, later, &WhyNotQuestion::new(node(from), node(to)), Bounds::default()).unwrap();
    assert!(found.search.complete);
    found.answer
}

/// Each hop that fails, by its target: `us-dod LATER 2022-06`.
fn told(view: View<'_>, miss: &Miss) -> Vec<String> {
    let name = |node: NodeIndex| view.key(node).unwrap().to_string();
    let fails = miss.hops.iter().flat_map(|hop| hop.obstacles.iter().map(move |obstacle| (hop.target, obstacle)));
    fails
        .map(|(target, obstacle)| {
            let when = obstacle.when.map_or("-".to_owned(), |when| when.to_string());
            format!("{} {} {when}", name(target), obstacle.kind)
        })
        .collect()
}

#[test]
fn india_does_supply_the_us_at_risk_through_japan_alone() {
    let store = facts();
    let answer = answer(on(&store, TODAY), None, "India", "US refining");
    let path = answer.path.unwrap();
    assert_eq!((path.standing, path.access, path.hops.len()), (Standing::Operating, Access::AtRisk, 4));
    assert_eq!((answer.firm, answer.misses, answer.remedy), (vec![], vec![], vec![]));
}

#[test]
fn before_the_news_what_india_does_was_known_to_nobody() {
    let store = facts();
    let (view, later) = (printed_by(&store, TODAY, "2025-05-31"), on(&store, TODAY));
    let answer = answer(view, Some(later), "India", "US refining");
    let expected = ["india-state-miner KNOWN_LATER 2025-06-13", "japan KNOWN_LATER 2025-06-13"];
    assert_eq!(told(later, &answer.misses[0]), expected);
    assert_eq!(answer.misses.len(), 1);
    assert!(answer.remedy.iter().all(|step| matches!(step, Step::Add { .. })) && answer.remedy.len() == 2);
}

#[test]
fn before_its_contract_lynas_did_not_supply_us_refining() {
    let store = facts();
    let view = on(&store, "2021-06-13");
    let answer = answer(view, None, "Lynas", "US refining");
    assert_eq!(told(view, &answer.misses[0]), ["us-dod LATER 2022-06"]);
    assert_eq!(told(view, &answer.misses[1]), ["texas-heavy-ree-plant LATER 2025-05-28"]);
    let [Step::Set { relation, .. }] = answer.remedy[..] else { panic!("{:?}", answer.remedy) };
    let key = view.shown(relation).unwrap().key().unwrap().to_string();
    assert_eq!(key, "contract.us-dod.lynas.heavy-rare-earths.refining");
}

#[test]
fn what_greenland_would_have_to_do_is_said() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, None, "Greenland", "US refining");
    assert_eq!(answer.path.unwrap().standing, Standing::Prospective);
    let [Step::Set { relation, .. }] = answer.firm[..] else { panic!("{:?}", answer.firm) };
    assert_eq!(view.shown(relation).unwrap().key().unwrap().to_string(), "negotiation.us.greenland.rare-earths");
}

#[test]
fn what_is_known_of_the_world_alone_is_no_path() {
    let store = facts();
    let view = on(&store, TODAY);
    let answer = answer(view, None, "Japan", "China");
    assert!(answer.misses.iter().all(|miss| miss.hops.iter().any(|hop| {
        hop.obstacles.iter().any(|o| o.kind == ObstacleKind::Aggregate && o.entity == view.entity_with_key("world"))
    })));
    assert!(!answer.misses.is_empty());
    assert!(matches!(answer.remedy[..], [Step::Add { .. }]));
}
