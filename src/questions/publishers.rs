//! How many independent publishers stand behind relations.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::{
    graph::{DocumentIndex, Hold, Relation, View, fold_name},
    model::ClaimMode,
};

/// The number of publishers of the documents behind the claims that hold, readings (OPINION) left out. A text that several carry
/// counts once, for the one that carried it first; what has no publisher counts for none.
pub fn publishers(view: View<'_>, relations: &[EdgeIndex]) -> usize {
    let shown = |&edge: &EdgeIndex| view.shown(edge);
    let documents: BTreeSet<DocumentIndex> =
        relations.iter().filter_map(shown).flat_map(|relation| documents(view, relation)).collect();
    let mut published: Vec<_> = documents
        .into_iter()
        .filter_map(|document| {
            let publisher = view.publisher(document)?;
            let at = view.document(document).and_then(|d| d.published_at);
            Some((view.publication(document)?.0, at.is_none(), at, view.key(publisher)?, document, publisher))
        })
        .collect();
    published.sort_unstable();
    let mut texts: HashMap<String, NodeIndex> = HashMap::new();
    let mut credited: BTreeMap<NodeIndex, ()> = BTreeMap::new();
    for (.., document, publisher) in published {
        let first = match text(view, document) {
            Some(text) => *texts.entry(text).or_insert(publisher),
            None => publisher,
        };
        credited.insert(first, ());
    }
    credited.len()
}

fn documents(view: View<'_>, relation: Relation<'_>) -> Vec<DocumentIndex> {
    let holding = relation.claims().into_iter().filter(|assessed| assessed.hold != Hold::No);
    let claims = holding.filter_map(|assessed| view.claim(assessed.claim));
    let said = claims.filter(|claim| claim.mode() != ClaimMode::Opinion);
    said.flat_map(|claim| claim.evidence()).map(|evidence| evidence.document).collect()
}

/// What a document says, so that a repetition is known; none where its text is not here.
fn text(view: View<'_>, document: DocumentIndex) -> Option<String> {
    if view.struck(document).is_some() {
        return None;
    }
    let passages: Vec<String> = view.document(document)?.passages.iter().map(|p| fold_name(&p.text)).collect();
    let text = passages.join("\n");
    (!text.trim().is_empty()).then_some(text)
}
