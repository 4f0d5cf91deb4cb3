//! Which entities a document names, and which documents are about an entity.

use std::{cmp::Reverse, collections::BTreeMap};

use petgraph::{Direction, graph::NodeIndex};

use crate::{
    graph::{DocumentIndex, Field, KindSet, SubjectIndex, TermIndex, TextKind, TextOf, View, Word, words},
    model::{Document, Instant},
};

/// The entities that are named in a document's title and passages, in any language, the longest name first, then by key.
/// Latin names are whole words, Han names stand anywhere; a name that lies inside a longer one is not counted there. A name that
/// several have names them all. Linear in the length of the text; none of a text that is struck out.
pub fn mentions(view: View<'_>, document: DocumentIndex) -> Vec<NodeIndex> {
    let mut longest: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for text in view.document(document).map_or_else(Vec::new, |d| texts(view, document, d)) {
        for (node, length) in named_in(view, text) {
            let known = longest.entry(node).or_default();
            *known = length.max(*known);
        }
    }
    let mut found: Vec<_> = longest.into_iter().collect();
    found.sort_by_key(|&(node, length)| (Reverse(length), view.key(node)));
    found.into_iter().map(|(node, _)| node).collect()
}

/// The documents that mention an entity, or that carry claims about it that count: those published last first, then by key.
/// Documents that have a word of its names are read one by one, as the caller goes on: a page costs what it shows. None for one that was read in
/// vain, so that the caller may give up.
pub fn documents_of(view: View<'_>, entity: NodeIndex) -> impl Iterator<Item = Option<DocumentIndex>> {
    let entity = view.survivor(entity);
    // Whether a document is known to belong here; else its text decides.
    let mut candidates: BTreeMap<DocumentIndex, bool> = BTreeMap::new();
    candidates.extend(perhaps_naming(view, entity).into_iter().map(|document| (document, false)));
    candidates.extend(with_claims_about(view, entity).into_iter().map(|document| (document, true)));
    let mut sorted: Vec<_> = candidates.into_iter().collect();
    sorted.sort_by_cached_key(|(index, _)| (by_publication(view, *index), view.document(*index).map(|d| &d.key)));
    let names = move |index| {
        let texts = view.document(index).map_or_else(Vec::new, |d| texts(view, index, d));
        texts.into_iter().any(|text| named_in(view, text).iter().any(|(node, _)| *node == entity))
    };
    sorted.into_iter().map(move |(index, known)| (known || names(index)).then_some(index))
}

/// What documents are sorted by where the one published last comes first: the days that its date may mean, then the instant. One without a date
/// is of the day of its recording.
pub fn by_publication(view: View<'_>, index: DocumentIndex) -> i128 {
    let (first, last) = view.publication(index).map_or((0, 0), |(first, last)| (first.number(), last.number()));
    let midnight = || i64::from(first).saturating_mul(86_400_000_000);
    let instant =
        view.document(index).and_then(|document| document.published_at).map_or_else(midnight, Instant::micros);
    // No number reaches into the one before it: a day has 32 bits, and no instant that is a date more than 59.
    -((i128::from(first) << 92) + (i128::from(last) << 60) + i128::from(instant))
}

/// Title and passages, as far as they may be read.
fn texts<'g>(view: View<'g>, index: DocumentIndex, document: &'g Document) -> Vec<&'g str> {
    let titles = document.titles.iter().map(|t| t.text.as_str());
    let struck = view.struck(index).is_some();
    titles.chain(document.passages.iter().filter(|_| !struck).map(|p| p.text.as_str())).collect()
}

/// The entities that a text names, and how long the name is, in characters as it is compared.
fn named_in(view: View<'_>, text: &str) -> Vec<(NodeIndex, usize)> {
    let running = words(text);
    // From which word to which, and who.
    let mut found: Vec<(usize, usize, NodeIndex)> = Vec::new();
    // Names begin further and further to the right, so one lies inside another if it ends before or with one that began before it.
    let mut reached = 0;
    for from in 0..running.len() {
        let here = view.names_at(running.get(from..).unwrap_or_default());
        let longest = here.first().map_or(0, |(length, _)| from + length);
        if longest > reached {
            found.extend(
                here.iter().filter(|(length, _)| from + length == longest).map(|(_, node)| (from, longest, *node)),
            );
            reached = longest;
        }
    }
    let length =
        |from, to| running.get(from..to).unwrap_or_default().iter().map(|w: &Word| w.text.chars().count()).sum();
    found.into_iter().map(|(from, to, node)| (node, length(from, to))).collect()
}

/// Documents that have the rarest word of one of its names. Linear in how often that word is written.
fn perhaps_naming(view: View<'_>, entity: NodeIndex) -> Vec<DocumentIndex> {
    let names = view.class(entity).into_iter().flat_map(|node| view.versions(node).pop()).flat_map(|(_, e)| &e.names);
    let mut found = Vec::new();
    for name in names {
        let terms: Vec<Option<TermIndex>> = telling(&words(&name.text)).iter().map(|t| view.term(t)).collect();
        // A word that nobody wrote is in no document.
        let Some(terms) = terms.into_iter().collect::<Option<Vec<_>>>() else { continue };
        let of = |term: &TermIndex| view.places(*term, TextKind::Document);
        let Some(rarest) = terms.iter().min_by_key(|term| of(term).count()) else { continue };
        found.extend(of(rarest).filter(|p| matches!(p.field, Field::Title | Field::Passage)).filter_map(|place| {
            match place.what {
                TextOf::Document(document) => Some(document),
                _ => None,
            }
        }));
    }
    found
}

/// The words of a name, as the index lists them: of Han characters their pairs.
fn telling(words: &[Word]) -> Vec<String> {
    let pairs = words.windows(2).filter_map(|two| match two {
        [a, b] if a.han && b.joined => Some(format!("{}{}", a.text, b.text)),
        _ => None,
    });
    words.iter().map(|w| w.text.clone()).chain(pairs).collect()
}

/// Documents of claims about relations that start or end at it, and of observations of it.
fn with_claims_about(view: View<'_>, entity: NodeIndex) -> Vec<DocumentIndex> {
    let ties = [Direction::Outgoing, Direction::Incoming].into_iter().flat_map(|way| {
        view.relations_ever(entity, way, KindSet::ALL).map(|relation| SubjectIndex::Relation(relation.edge))
    });
    let subjects = ties.chain(view.observations_of(entity).into_iter().map(SubjectIndex::Observation));
    let claims = subjects.flat_map(|about| view.claims_about(about)).filter_map(|assessed| view.claim(assessed.claim));
    claims.flat_map(|claim| claim.evidence()).map(|evidence| evidence.document).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::drawn::Drawn;

    const WHO: &str = "
        PLACE us name=US zh=美国 alias=United_States
        PLACE china name=China zh=中国
        COMMODITY rare-earths name=rare_earths zh=稀土
        COMMODITY heavy-rare-earths name=heavy_rare_earths zh=重稀土
        ORGANIZATION chamber name=US_Chamber_of_Commerce zh=美国商会
        ORGANIZATION amcham name=AmCham_China zh=中国美国商会
        ORGANIZATION amcham-2 name=AmCham zh=美国商会
        ";

    fn check(text: &str, expected: &[&str]) {
        let drawn = Drawn::new(&format!("{WHO} DOCUMENT d title=… text={}", text.replace(' ', "_")));
        let view = drawn.view();
        let document = view.document_with_key("d").unwrap();
        let keys: Vec<_> = mentions(view, document).into_iter().map(|n| view.key(n).unwrap().as_str()).collect();
        assert_eq!(keys, expected, "{text}");
    }

    fn documents(view: View<'_>, key: &str) -> Vec<String> {
        let node = view.entity_with_key(key).unwrap();
        documents_of(view, node).flatten().map(|d| view.document(d).unwrap().key.to_string()).collect()
    }

    #[test]
    fn latin_names_are_whole_words_and_han_names_stand_anywhere() {
        check("China sells rare earths.", &["rare-earths", "china"]);
        check("Chinatown is rare; earths", &["rare-earths"]); // marks between words do not part a name
        check("Indochina", &[]);
        check("对美国出口稀土的中国", &["china", "rare-earths", "us"]);
    }

    #[test]
    fn a_name_inside_a_longer_one_does_not_count_there() {
        check("heavy rare earths", &["heavy-rare-earths"]);
        check("heavy rare earths, and rare earths", &["heavy-rare-earths", "rare-earths"]);
        check("the US Chamber of Commerce", &["chamber"]);
        check("中国美国商会", &["amcham"]);
        check("中国 美国", &["china", "us"]);
    }

    #[test]
    fn a_name_that_several_have_names_them_all() {
        check("美国商会否认", &["amcham-2", "chamber"]);
    }

    #[test]
    fn a_short_name_in_capitals_is_found_in_capitals_alone() {
        check("they told us", &[]);
        check("the U.S. and the us", &["us"]);
        check("united STATES", &["us"]);
    }

    #[test]
    fn documents_of_an_entity_mention_it_or_carry_claims_about_it_newest_first() {
        let mut drawn = Drawn::new(&format!(
            "{WHO} DOCUMENT a published=2025-01-02 title=稀土与中国
             DOCUMENT b published=2025-01-03 title=silent
             DOCUMENT c published=2025-01-02 title=x text=about_China's_mines
             DOCUMENT e published=2025-01-04 title=AmCham_China
             DOCUMENT f published=2025-01-01 title=price
             china EXPORT us doc=b key=c1
             china SEEN PRICE doc=f key=c2",
        ));
        assert_eq!(documents(drawn.view(), "china"), ["b", "a", "c", "f"]);
        assert_eq!(documents(drawn.view(), "rare-earths"), ["a"]);
        assert_eq!(documents(drawn.view(), "amcham"), ["e"]);
        drawn.add("RETRACT c1 --- STRIKE c");
        assert_eq!(documents(drawn.view(), "china"), ["a", "f"]);
        assert_eq!(documents(drawn.at(1, "2025-06-13"), "china"), ["b", "a", "f"]);
    }

    #[test]
    fn a_merged_entity_has_the_documents_of_all_and_an_entity_made_later_those_from_before() {
        let mut drawn = Drawn::new("DOCUMENT a title=Lynas_USA --- DOCUMENT b title=Lynas");
        drawn.add("ORGANIZATION lynas name=Lynas --- ORGANIZATION lynas-usa name=Lynas_USA");
        assert_eq!(documents(drawn.view(), "lynas"), ["b"]);
        drawn.add("MERGE lynas-usa lynas");
        assert_eq!(documents(drawn.view(), "lynas"), ["b", "a"]);
        assert_eq!(documents(drawn.at(3, "2025-06-13"), "lynas"), ["b", "a"]);
    }

    proptest! {
        #[test]
        fn a_document_mentions_an_entity_if_it_is_one_of_its_documents(
            parts in prop::collection::vec(
                prop::sample::select(&["US", "中国", "美国", "商会", "rare", "earths", "heavy", ".", "稀土", "China", "AmCham"][..]), 0..12
            ),
            gap in prop::sample::select(&["_", ""][..]),
        ) {
            let drawn = Drawn::new(&format!("{WHO} DOCUMENT d title=t{}", parts.join(gap)));
            let view = drawn.view();
            let replayed = drawn.replayed();
            let document = view.document_with_key("d").unwrap();
            let mentioned = mentions(view, document);
            prop_assert_eq!(&mentioned, &mentions(replayed.view(view.pin()), document));
            for node in view.entities() {
                let of: Vec<_> = documents_of(view, node).flatten().collect();
                prop_assert_eq!(of == [document], mentioned.contains(&node));
            }
        }
    }
}
