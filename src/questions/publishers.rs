//! How many independent publishers stand behind relations.

use std::collections::{BTreeSet, HashMap};

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
    let mut credited: BTreeSet<NodeIndex> = BTreeSet::new();
    for (.., document, publisher) in published {
        let first = match text(view, document) {
            Some(text) => *texts.entry(text).or_insert(publisher),
            None => publisher,
        };
        credited.insert(first);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::drawn::Drawn;

    const DOCUMENTS: &str = "DOCUMENT r1 by=reuters published=2025-06-01 text=exports_halted
        DOCUMENT r2 by=reuters published=2025-06-02 text=exports_resumed
        DOCUMENT k1 by=kyodo published=2025-06-02 text=exports_halted
        DOCUMENT k2 by=kyodo published=2025-06-03 text=a_report_of_our_own
        DOCUMENT channel published=2025-05-01 text=a_flash
        DOCUMENT bare by=xinhua published=2025-06-01\n";

    fn behind(lines: &str) -> usize {
        let drawn = Drawn::new(&format!("{DOCUMENTS}{lines}"));
        let relations: Vec<EdgeIndex> = drawn.view().relations().map(|relation| relation.edge).collect();
        publishers(drawn.view(), &relations)
    }

    #[test]
    fn two_documents_of_one_publisher_count_once() {
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1,r2"), 1);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1\n b EXPORT c status=ACTIVE doc=k2"), 2);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1,bare"), 2);
    }

    #[test]
    fn a_text_that_several_carry_counts_for_the_first() {
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1,k1"), 1);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1,k1,k2"), 2);
    }

    #[test]
    fn channels_readings_and_what_no_longer_holds_count_for_none() {
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=channel"), 0);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1\n a EXPORT b mode=OPINION doc=k2"), 1);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1\n a EXPORT b status=ACTIVE to=2025-06-04 doc=k2"), 1);
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1\n a EXPORT b key=c doc=k2\n---\n RETRACT c"), 1);
    }

    #[test]
    fn a_text_that_was_struck_out_repeats_nothing() {
        assert_eq!(behind("a EXPORT b status=ACTIVE doc=r1,k1\n---\n STRIKE k1"), 2);
    }
}
