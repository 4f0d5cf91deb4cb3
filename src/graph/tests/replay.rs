//! The live graph and the one that a start reads from the journal are the same.

use ::petgraph::Direction;
use proptest::prelude::*;

use super::{naive::journal, *};

/// All that a view shows, in an order of its own.
pub(super) fn shown(view: View<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for node in view.entities() {
        let key = view.key(node).unwrap();
        for direction in [Direction::Outgoing, Direction::Incoming] {
            let mut beside: Vec<String> = view
                .relations_at(node, direction, KindSet::ALL)
                .filter(|r| r.status().is_some())
                .map(|r| r.key().unwrap().to_string())
                .collect();
            beside.sort();
            let ever = view.relations_ever(node, direction, KindSet::ALL);
            let mut ever: Vec<String> = ever.map(|r| r.key().unwrap().to_string()).collect();
            ever.sort();
            all.push(format!("{key} {direction:?} {beside:?} {ever:?}"));
        }
        let observations = view.observations_of(node);
        let seen = observations.iter().filter_map(|&o| view.observation(o));
        all.extend(seen.map(|o| format!("{} {:?} {}", o.key().unwrap(), o.claims(), o.disputed())));
    }
    for relation in view.relations() {
        let state = relation.state();
        all.push(format!("{} {state:?} {:?} {:?}", relation.key().unwrap(), relation.claims(), relation.valid()));
    }
    all.extend(view.claims().map(|c| format!("{} {:?} {:?}", c.key(), c.holds(), view.conflicts_with(c.index))));
    all
}

#[test]
fn a_view_never_reaches_beyond_what_is_published() {
    let drawn = Drawn::new("a EXPORT b");
    let early = drawn.at(99, drawn::TODAY);
    assert_eq!((early.seq(), early.entities().count()), (1, 2));
    // Folded and not yet published: half a commit, as far as anybody else can tell.
    let changes = check(drawn.view(), &drawn.read("b EXPORT c")).unwrap().changes;
    let entry = crate::model::Entry { seq: 2, changes, ..drawn.entries[0].clone() };
    drawn.graph.fold(&entry).unwrap();
    assert!(early.find("c").is_none() && early.find("export.b.c").is_none());
}

#[test]
fn a_relation_of_which_nobody_speaks_any_more_or_yet_is_in_no_list() {
    let drawn = Drawn::new(
        "DOCUMENT d published=2025-03-01
         a EXPORT b key=k1 doc=d
         ---
         RETRACT k1
         ---
         a EXPORT b key=k2 doc=d",
    );
    let replayed = drawn.replayed();
    let listed = |view: View<'_>| {
        let a = view.entity_with_key("a").unwrap();
        [view.relations().count(), view.relations_ever(a, Direction::Outgoing, KindSet::ALL).count()]
    };
    for (seq, expected) in [(1, 1), (2, 0), (3, 1)] {
        let pin = drawn.at(seq, drawn::TODAY).pin();
        for view in [drawn.graph.view(pin), replayed.view(pin)] {
            assert_eq!(listed(view), [expected; 2], "at {seq}");
        }
        let unprinted = Pin { published_by: Some("2024-01-01".parse().unwrap()), ..pin };
        assert_eq!(listed(drawn.graph.view(unprinted)), [0; 2]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_replayed_graph_shows_what_the_live_one_shows(lines in journal(), day in 2015..2032_u16) {
        let drawn = Drawn::new(&lines);
        let replayed = drawn.replayed();
        prop_assert_eq!(drawn.graph.seq(), replayed.seq());
        for seq in 0..=drawn.graph.seq() {
            let pin = drawn.at(seq, &format!("{day}-03-01")).pin();
            prop_assert_eq!(shown(drawn.graph.view(pin)), shown(replayed.view(pin)));
        }
    }

    #[test]
    fn what_was_shown_at_a_number_is_shown_for_ever(lines in journal()) {
        let blocks: Vec<&str> = lines.split("---").collect();
        let mut drawn = Drawn::new("");
        let mut then = Vec::new();
        for block in blocks {
            drawn.add(block);
            then.push((drawn.graph.seq(), shown(drawn.view())));
        }
        for (seq, before) in then {
            prop_assert_eq!(shown(drawn.at(seq, drawn::TODAY)), before);
        }
    }
}
