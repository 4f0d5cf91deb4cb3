//! What happened, by the bundled facts: worked out by hand from the rows of the news.

use lodegraph::{
    graph::SubjectIndex,
    model::Status,
    questions::timeline::{Event, TimelineQuestion, timeline},
};

use super::*;

fn events(view: View<'_>, about: About) -> Vec<String> {
    let found = timeline(view, &TimelineQuestion { about, from: None, to: None }, Bounds::default()).unwrap();
    assert!(found.search.complete);
    let status = |status: Option<Status>| status.map_or("none", Status::as_str);
    let tell = |event: Event| {
        let row = event.claim.map_or("-".to_owned(), |claim| view.claim(claim).unwrap().key()[..3].to_owned());
        let change = if event.before == event.after {
            String::new()
        } else {
            format!(" {}>{}", status(event.before), status(event.after))
        };
        format!("{} {:?} {row}{change}", event.dated.date, event.kind)
    };
    found.answer.into_iter().map(tell).collect()
}

fn of(view: View<'_>, key: &str) -> Vec<String> {
    events(view, About::Subject(SubjectIndex::Relation(relation(view, key).edge)))
}

#[test]
fn the_contract_is_one_that_was_raised() {
    let store = facts();
    // F44 and F47; of the second no date is known but that of its publication.
    assert_eq!(
        of(on(&store, TODAY), "contract.us-dod.lynas.heavy-rare-earths.refining"),
        ["2022-06 Signed f44", "2022-06 Status f44 none>AGREED", "2025-05-28 Amended f47"]
    );
}

#[test]
fn the_control_is_imposed_then_eased_and_the_ban_never_was() {
    let store = facts();
    let view = on(&store, TODAY);
    let control = [
        "2025-04 Claimed f18",
        "2025-04 Imposed f18 none>ACTIVE",
        "2025-06-03 Claimed f11",
        "2025-06-03 Eased f11 ACTIVE>EASED",
    ];
    assert_eq!(of(view, "restriction.china.world.rare-earths..control"), control);
    assert_eq!(
        of(view, "restriction.china.world.rare-earths..ban"),
        ["2025-06-03 Claimed f10", "2025-06-03 Status f10 none>DENIED"]
    );
    // All three instruments cross what China sells to the United States.
    let trade = of(view, "export.china.us.rare-earths");
    assert!(control.iter().all(|event| trade.contains(&(*event).to_owned())), "{trade:?}");
    // Ten years ago 70 %: it began then, ran out after the months that figures are carried, and began again in 2020.
    assert_eq!(trade[..2], ["2013 Claimed f23", "2013 Status f23 none>ACTIVE"]);
    assert_eq!(trade[2], "2017-01-01 Status - ACTIVE>none");
    assert!(trade.contains(&"2020 Status usg none>ACTIVE".to_owned()), "{trade:?}");
}

#[test]
fn what_was_not_yet_in_print_is_not_told() {
    let store = facts();
    let before = printed_by(&store, TODAY, "2025-06-02");
    let key = "contract.us-dod.lynas.heavy-rare-earths.refining";
    assert_eq!(of(before, key).len(), 3);
    assert!(before.find("restriction.china.world.rare-earths..control").is_none());
    assert_eq!(of(on(&store, "2022-05-31"), key), [""; 0]);
}
