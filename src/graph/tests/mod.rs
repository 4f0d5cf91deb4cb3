//! The rules of the model, each with its cases, on small drawn graphs.

mod checks;
mod conflicts;
mod entities;
mod holding;
mod merges;
mod naive;
mod petgraph;
mod replay;
mod state;

use super::{drawn::Drawn, *};

/// What a relation is on each of some days: its status, `lapsed`, and ` disputed` behind it.
#[track_caller]
fn expect(lines: &str, relation: &str, days: &[(&str, &str)]) {
    let drawn = Drawn::new(lines);
    for (day, expected) in days {
        assert_eq!(told(drawn.on(day), relation), *expected, "on {day}");
        // A start from the journal lays everything out anew, and must tell the same.
        let replayed = drawn.replayed();
        assert_eq!(told(replayed.view(drawn.on(day).pin()), relation), *expected, "replayed, on {day}");
    }
}

fn told(view: View<'_>, relation: &str) -> String {
    let Some(Found::Relation(relation)) = view.find(relation) else { return "nothing".to_owned() };
    let state = relation.state();
    assert_eq!(relation.status(), (!state.lapsed).then_some(state.status));
    let word = if state.lapsed { "lapsed" } else { state.status.as_str() };
    format!("{word}{}", if state.disputed { " disputed" } else { "" })
}
