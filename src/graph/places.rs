//! Where words stand, as a view sees it: nothing newer, nothing that is not in print, nothing struck out or replaced.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::{
    rows::{ClaimIndex, DocumentIndex},
    tables::Graph,
    text::{Field, PieceRow, Source, TextKind, extend, shingles},
    view::View,
    words::{Word, words},
};
use crate::model::Entity;

/// A thing that text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextOf {
    /// An entity; the survivor, where it is merged.
    Entity(NodeIndex),
    /// A document.
    Document(DocumentIndex),
    /// A claim.
    Claim(ClaimIndex),
}

/// A piece of text: a name, a title, a passage …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Whose text it is.
    pub what: TextOf,
    /// What it is to it.
    pub field: Field,
    piece: u32,
}

/// A distinct word, or one or two Han characters, of any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermIndex(u32);

/// Names of one word in capitals with at most so many letters are found in running text only in capitals: `US` is not `us`.
const ABBREVIATION: usize = 3;

impl Graph {
    /// How many pieces of text the index has, distinct words, and places of words: what its size hangs on.
    pub fn text_lengths(&self) -> (usize, usize, usize) {
        self.text.lengths()
    }
}

impl<'g> View<'g> {
    /// A word of some text, as [`Word::text`] has it; of Han text one character, or two that follow each other.
    pub fn term(self, word: &str) -> Option<TermIndex> {
        self.seen(self.graph.text.term(word)?).map(|(term, _)| term)
    }

    /// The words that begin so, the shortest first, then by their letters. Linear in the words with the same two first letters;
    /// none for less than two letters.
    pub fn terms_beginning(self, beginning: &str) -> Vec<(TermIndex, &'g str)> {
        let mut letters = beginning.chars();
        let (Some(a), Some(b)) = (letters.next(), letters.next()) else {
            return Vec::new();
        };
        let with = self.graph.text.words_with(&format!("^{a}{b}")).filter_map(|id| self.seen(id));
        let mut found: Vec<_> = with.filter(|(_, word)| word.starts_with(beginning)).collect();
        found.sort_unstable_by_key(|(_, word)| (word.len(), *word));
        found
    }

    /// The words that have a trigram in common with a word, by their letters: among them all with few errors in them.
    pub fn terms_like(self, word: &str) -> Vec<(TermIndex, &'g str)> {
        let like = shingles(word).into_iter();
        let ids: BTreeSet<u32> = like.flat_map(|shingle| self.graph.text.words_with(&shingle)).collect();
        let mut found: Vec<_> = ids.into_iter().filter_map(|id| self.seen(id)).collect();
        found.sort_unstable_by_key(|(_, word)| *word);
        found
    }

    /// Where a word stands in things of a kind, what was recorded last first. What is recorded later changes nothing in this order.
    pub fn places(self, term: TermIndex, kind: TextKind) -> impl Iterator<Item = Place> {
        self.graph.text.places(term.0, kind).filter_map(move |piece| self.place(piece))
    }

    /// The text of a place.
    pub fn text_at(self, place: Place) -> Option<&'g str> {
        let piece = self.graph.text.pieces.get(place.piece as usize)?;
        let nth = usize::try_from(piece.nth).ok()?;
        match piece.source {
            Source::Version { version, .. } => {
                let entity = &self.graph.versions.get(version as usize)?.entity;
                match piece.field {
                    Field::Name => entity.names.get(nth).map(|n| n.text.as_str()),
                    Field::Code if nth == 0 => Some(entity.key.as_str()),
                    Field::Code => entity.codes.get(nth - 1).map(|c| c.value.as_str()),
                    _ => entity.description.get(nth).map(|t| t.text.as_str()),
                }
            }
            Source::Document(id) => {
                let document = self.document(DocumentIndex(id))?;
                match piece.field {
                    Field::Title => document.titles.get(nth).map(|t| t.text.as_str()),
                    _ => document.passages.get(nth).map(|p| p.text.as_str()),
                }
            }
            Source::Claim(id) => {
                let claim = self.claim(ClaimIndex(id))?;
                let own = if piece.field == Field::Note { claim.note() } else { claim.statement() };
                let observed = claim.details().map_or(&[][..], |d| &d.text);
                let texts = own.iter().chain(if piece.field == Field::Note { &[] } else { observed });
                texts.map(|t| t.text.as_str()).nth(nth)
            }
        }
    }

    /// The entities whose name these words begin with, and of how many words that name is: the longest first, then in the order of
    /// their making. Latin names are whole words; a short name in capitals is found only in capitals.
    pub fn names_at(self, running: &[Word]) -> Vec<(usize, NodeIndex)> {
        let mut found = Vec::new();
        let mut run = String::new();
        for (word, length) in running.iter().zip(1..) {
            extend(&mut run, word);
            let first = found.len();
            let goes_on = self.graph.text.named(&run, |id| found.push((length, NodeIndex::from(id))));
            let read = running.get(..length).unwrap_or_default();
            let mut nth = 0;
            found.retain(|(_, node)| {
                nth += 1;
                nth <= first || self.newest(*node).is_some_and(|(_, row)| is_named(&row.entity, read))
            });
            if !goes_on {
                break;
            }
        }
        for (_, node) in &mut found {
            *node = self.survivor(*node);
        }
        found.sort_by_key(|(length, node)| (std::cmp::Reverse(*length), *node));
        found.dedup();
        found
    }

    fn seen(self, id: u32) -> Option<(TermIndex, &'g str)> {
        let row = self.graph.text.terms.get(id as usize).filter(|row| self.sees(row.recorded))?;
        Some((TermIndex(id), &*row.text))
    }

    fn place(self, id: u32) -> Option<Place> {
        let piece: &PieceRow = self.graph.text.pieces.get(id as usize)?;
        let what = match piece.source {
            Source::Version { version, node } => {
                (self.newest(node)?.0 == version).then(|| TextOf::Entity(self.survivor(node)))
            }
            Source::Document(id) => {
                let index = DocumentIndex(id);
                let hidden = piece.field == Field::Passage && self.struck(index).is_some();
                (self.document_row(index).is_some() && !hidden).then_some(TextOf::Document(index))
            }
            Source::Claim(id) => {
                self.claim_row(id).is_some_and(|row| self.counts(row)).then_some(TextOf::Claim(ClaimIndex(id)))
            }
        };
        Some(Place { what: what?, field: piece.field, piece: id })
    }
}

fn is_named(entity: &Entity, read: &[Word]) -> bool {
    entity.names.iter().any(|name| {
        let name = words(&name.text);
        // Han characters follow each other in the text as they do in the name; between Latin words marks do not matter.
        let alike = |(a, b): (&Word, &Word)| a.text == b.text && a.joined == b.joined;
        let first = name.first().zip(read.first()).is_some_and(|(a, b)| a.text == b.text);
        let same = name.len() == read.len() && first && name.iter().zip(read).skip(1).all(alike);
        let abbreviation = matches!(&name[..], [one] if one.capitals && one.text.chars().count() <= ABBREVIATION);
        same && (!abbreviation || read.iter().all(|word| word.capitals))
    })
}
