//! All that a view answers, as text: two stores that give the same text give the same answers.

use std::fmt::Write as _;

use crate::{
    graph::{Assessed, View},
    model::Language,
};

/// Answers to everything that a view can be asked, but for numbers and times of recording.
pub(super) fn answers(view: View<'_>) -> String {
    let mut said = String::new();
    let mut line = |words: String| writeln!(said, "{words}").unwrap();
    let key = |node| view.key(node).unwrap().to_string();
    let claims = |list: Vec<Assessed>| -> Vec<_> {
        let one = |a: &Assessed| (view.claim(a.claim).unwrap().to_claim().unwrap(), a.hold, a.begun);
        list.iter().map(one).collect()
    };
    let mut nodes: Vec<_> = view.entities().collect();
    nodes.sort_by_key(|n| key(*n));
    for node in &nodes {
        let entity = view.entity(*node).unwrap();
        let mut merged = view.merged_keys(*node);
        merged.sort();
        let same: Vec<_> = view.possibly_same(*node).iter().map(|j| (key(j.other), j.reason)).collect();
        line(format!("{:?} {} {merged:?} {same:?}", entity.entity, entity.name(&Language::english())));
        for index in view.observations_of(*node) {
            let seen = view.observation(index);
            line(format!("  {:?}", seen.map(|s| (s.key(), s.regarding(), s.disputed(), claims(s.claims())))));
        }
    }
    let mut relations: Vec<_> = view.relations().collect();
    relations.sort_by_key(|r| r.key());
    for r in relations {
        line(format!("{:?} {:?} {:?} {:?} {:?}", r.key(), r.state(), r.valid(), r.last_observed(), claims(r.claims())));
    }
    for index in view.documents() {
        let document = view.document(index).unwrap();
        let passages = if view.struck(index).is_some() { &[][..] } else { &document.passages[..] };
        line(format!("{} {:?} {:?} {passages:?}", document.key, document.titles, view.publication(index)));
        line(format!("  {:?} {:?}", document.publisher, view.struck(index)));
    }
    for claim in view.claims() {
        let by = claim.superseded_by().map(|c| view.claim(c).unwrap().key());
        line(format!("{} {} {by:?} {:?}", claim.key(), claim.counts(), claim.retraction().map(|r| r.reason)));
    }
    said
}
