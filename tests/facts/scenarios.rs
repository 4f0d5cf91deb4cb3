//! What if? The suppliers of US refining when China falls away, bans, is no longer asked to be followed by India, or somebody new exports.

use lodegraph::{
    graph::Overlay,
    model::{Assumption, Instrument, Key, RelationKind, Status, Tie},
    questions::flow::Flow,
};

use super::{
    suppliers::{NOW, answer},
    *,
};

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn tie(from: &str, kind: RelationKind, to: &str) -> Tie {
    Tie { commodity: Some(key("rare-earths")), ..Tie::new(kind, key(from), key(to)) }
}

/// Who supplies US refining after a change.
fn supplied(change: Assumption) -> Vec<String> {
    let store = facts();
    let overlay = Overlay::of(on(&store, TODAY), &[change]).unwrap();
    let found = answer(on(&store, TODAY).with(&overlay), "us-refining", Flow::Up);
    // The world itself is as it was.
    assert_eq!(answer(on(&store, TODAY), "us-refining", Flow::Up), NOW);
    found
}

#[test]
fn without_china_the_others_stand_as_they_did() {
    assert_eq!(supplied(Assumption::Without(key("china"))), NOW[1..]);
    // It is the one export that makes China a supplier.
    let export = tie("china", RelationKind::Export, "us");
    assert_eq!(supplied(Assumption::Says(export, None)), NOW[1..]);
}

#[test]
fn a_chinese_ban_on_the_us_puts_china_last_and_blocked() {
    let ban = Tie { instrument: Some(Instrument::Ban), ..tie("china", RelationKind::Restriction, "us") };
    let found = supplied(Assumption::Says(ban, Some(Status::Active)));
    assert_eq!(found[..9], NOW[1..]);
    assert_eq!(found[9..], ["china operating direct blocked 70"]);
}

#[test]
fn the_ban_that_was_denied_would_block_china_too() {
    let ban = Tie { instrument: Some(Instrument::Ban), ..tie("china", RelationKind::Restriction, "world") };
    let found = supplied(Assumption::Says(ban, Some(Status::Active)));
    assert_eq!(found.last().unwrap(), "china operating direct blocked 70");
}

#[test]
fn india_is_open_when_it_does_not_ask_its_miner_to_halt() {
    let halt = Tie { instrument: Some(Instrument::Ban), ..tie("india", RelationKind::Restriction, "japan") };
    let found = supplied(Assumption::Says(halt, Some(Status::Ended)));
    assert_eq!(found[4..6], ["india-state-miner operating indirect open -", "india operating indirect open -"]);
    assert_eq!((&found[..4], &found[6..]), (&NOW.map(str::to_owned)[..4], &NOW.map(str::to_owned)[6..]));
}

#[test]
fn an_export_of_greenlands_makes_of_talks_a_supply() {
    let export = tie("greenland", RelationKind::Export, "us");
    let found = supplied(Assumption::Says(export, Some(Status::Active)));
    assert!(found.contains(&"greenland operating direct open -".to_owned()), "{found:?}");
    assert_eq!(found.len(), NOW.len());
}
