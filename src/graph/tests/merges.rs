//! Merges: two entities read as one, relations that coincide shown as one, all undone by a split.

use ::petgraph::Direction;

use super::*;

const LYNAS: &str = "ORGANIZATION lynas name=Lynas
     ORGANIZATION lynas-usa name=Lynas_USA
     ORGANIZATION dod
     dod CONTRACT lynas status=AGREED key=k1
     dod CONTRACT lynas-usa status=ACTIVE key=k2 from=2024
     lynas OWNERSHIP lynas-usa
     ---
     MERGE lynas-usa lynas
     ---
     SPLIT lynas-usa";

fn keys(view: View<'_>, node: &str) -> Vec<String> {
    let node = view.entity_with_key(node).unwrap();
    let directions = [Direction::Outgoing, Direction::Incoming];
    let mut keys: Vec<_> = directions
        .into_iter()
        .flat_map(|d| view.relations_at(node, d, KindSet::ALL))
        .map(|r| r.key().unwrap().to_string())
        .collect();
    keys.sort();
    keys
}

#[test]
fn a_merged_key_resolves_to_the_survivor_until_it_is_split() {
    let drawn = Drawn::new(LYNAS);
    let resolved = |seq, key: &str| {
        let view = drawn.at(seq, drawn::TODAY);
        view.key(view.entity_with_key(key).unwrap()).unwrap().to_string()
    };
    assert_eq!([1, 2, 3].map(|seq| resolved(seq, "lynas-usa")), ["lynas-usa", "lynas", "lynas-usa"]);
    let merged = drawn.at(2, drawn::TODAY);
    let survivor = merged.entity_with_key("lynas").unwrap();
    assert_eq!(merged.merged_keys(survivor).iter().map(|k| k.as_str()).collect::<Vec<_>>(), ["lynas-usa"]);
    assert_eq!(merged.entities_named("Lynas USA"), [survivor]);
    assert_eq!(merged.entities().count(), 2);
}

#[test]
fn relations_that_coincide_are_shown_as_one_and_loops_are_hidden() {
    let drawn = Drawn::new(LYNAS);
    let merged = drawn.at(2, drawn::TODAY);
    assert_eq!(keys(merged, "dod"), ["contract.dod.lynas"]);
    assert_eq!(keys(merged, "lynas"), ["contract.dod.lynas"]);
    assert!(merged.find("ownership.lynas.lynas-usa").is_none());
    let Some(Found::Relation(contract)) = merged.find("contract.dod.lynas") else { panic!() };
    assert_eq!(contract.claims().len(), 2);
    assert_eq!(contract.status().unwrap().as_str(), "ACTIVE");
    let Some(Found::Relation(other)) = merged.find("contract.dod.lynas-usa") else { panic!() };
    assert_eq!(other.edge, contract.edge);
    assert_eq!(merged.relations().count(), 1);
}

#[test]
fn a_split_undoes_it_from_then_on() {
    let drawn = Drawn::new(LYNAS);
    for seq in [1, 3] {
        let view = drawn.at(seq, drawn::TODAY);
        assert_eq!(keys(view, "dod"), ["contract.dod.lynas", "contract.dod.lynas-usa"]);
        assert_eq!(view.relations().count(), 3);
    }
}

#[test]
fn a_survivors_key_resolves_where_nobody_ever_wrote_it() {
    let drawn = Drawn::new(
        "ORGANIZATION a
         ORGANIZATION b
         dod CONTRACT b status=AGREED
         MERGE b a",
    );
    let Some(Found::Relation(contract)) = drawn.view().find("contract.dod.a") else { panic!() };
    assert_eq!(contract.key().unwrap().as_str(), "contract.dod.a");
    assert_eq!(drawn.relation("contract.dod.b").edge, contract.edge);
}

#[test]
fn merges_follow_each_other() {
    let drawn = Drawn::new("PLACE a\nPLACE b\nPLACE c\na EXPORT x\nMERGE a b\nMERGE b c\n---\nSPLIT b");
    let keys = |seq: u64| {
        let view = drawn.at(seq, drawn::TODAY);
        ["a", "b", "c"].map(|k| view.key(view.entity_with_key(k).unwrap()).unwrap().to_string())
    };
    assert_eq!(keys(1), ["c", "c", "c"]);
    assert_eq!(keys(2), ["b", "b", "c"]);
    assert_eq!(drawn.relation("export.a.x").key().unwrap().as_str(), "export.b.x");
}

#[test]
fn merged_commodities_coincide_too() {
    let drawn = Drawn::new(
        "COMMODITY ree
         COMMODITY rare-earths
         a EXPORT b of=ree share=90%@2023
         a EXPORT b of=rare-earths share=70%@2023
         ---
         MERGE ree rare-earths",
    );
    let before = drawn.at(1, drawn::TODAY);
    assert_eq!(told(before, "export.a.b.ree"), "ACTIVE");
    assert_eq!(told(drawn.view(), "export.a.b.ree"), "ACTIVE disputed");
    assert_eq!(drawn.view().relations().count(), 1);
}

#[test]
fn an_export_to_itself_that_was_written_so_stays() {
    let drawn = Drawn::new("us EXPORT us\nus EXPORT usa\nMERGE usa us");
    assert_eq!(drawn.view().relations().count(), 1);
    assert_eq!(drawn.relation("export.us.us").claims().len(), 1);
}

#[test]
fn claims_written_with_a_merged_key_go_with_it_when_it_is_split() {
    let mut drawn = Drawn::new("PLACE a\nPLACE b\nMERGE b a");
    drawn.add("b EXPORT c");
    assert_eq!(drawn.relation("export.b.c").key().unwrap().as_str(), "export.a.c");
    drawn.add("SPLIT b");
    assert_eq!(drawn.relation("export.b.c").key().unwrap().as_str(), "export.b.c");
    assert!(drawn.view().find("export.a.c").is_none());
}
