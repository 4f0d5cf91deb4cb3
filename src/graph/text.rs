//! The text index: where words stand in names, titles, passages, statements and notes. Filled by the fold, append-only, read
//! without locks like the other tables. A word is listed once a piece of text; Han text by characters and pairs of them. Each
//! distinct word is listed under its trigrams, so that words with errors in them, and words that only begin so, are found.
//! Claims without words of their own take no space.

use petgraph::graph::NodeIndex;

use super::{
    index::{Index, hash},
    rows::Link,
    table::Table,
    words::{Word, words},
};
use crate::model::{Claim, Document, Entity, Seq};

/// The kinds of thing that text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextKind {
    /// An entity.
    Entity,
    /// A document.
    Document,
    /// A claim.
    Claim,
}

/// What a piece of text is to the thing that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A name of an entity.
    Name,
    /// Key and codes of an entity.
    Code,
    /// A description of an entity.
    Description,
    /// A title of a document.
    Title,
    /// A passage of a document.
    Passage,
    /// The words of a claim, or of the observation that it makes.
    Statement,
    /// A remark on a claim.
    Note,
}

/// The row that a piece of text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Version { version: u32, node: NodeIndex },
    Document(u32),
    Claim(u32),
}

/// A piece of text: the nth of its field.
pub(super) struct PieceRow {
    pub source: Source,
    pub field: Field,
    pub nth: u32,
}

/// A distinct word, or one or two Han characters.
pub(super) struct TermRow {
    pub text: Box<str>,
    /// When it was first met.
    pub recorded: Seq,
    /// Pieces that it stands in, newest first: of entities, documents and claims.
    pub lists: [Link; 3],
}

/// Words under a trigram, newest first.
struct ShingleRow {
    text: Box<str>,
    terms: Link,
}

/// A member of a list.
struct ListRow {
    id: u32,
    previous: Link,
}

/// The tables of the text index.
pub(super) struct TextIndex {
    pub pieces: Table<PieceRow>,
    pub terms: Table<TermRow>,
    places: Table<ListRow>,
    shingles: Table<ShingleRow>,
    members: Table<ListRow>,
    by_word: Index,
    by_shingle: Index,
    /// Entities by the words of a name.
    names: Index,
    /// What names begin with, so that running text is read for names in one pass.
    beginnings: Index,
}

impl TextIndex {
    pub(super) fn new() -> Self {
        Self {
            pieces: Table::new(),
            terms: Table::new(),
            places: Table::new(),
            shingles: Table::new(),
            members: Table::new(),
            by_word: Index::new(),
            by_shingle: Index::new(),
            names: Index::new(),
            beginnings: Index::new(),
        }
    }

    /// See [`Index::join`].
    pub(super) fn join(&mut self) {
        [&mut self.by_word, &mut self.by_shingle, &mut self.names, &mut self.beginnings]
            .into_iter()
            .for_each(Index::join);
    }

    /// Takes in a version of an entity. Writer only, like all that adds.
    pub(super) fn add_version(&self, seq: Seq, version: u32, node: NodeIndex, entity: &Entity) -> Option<()> {
        let source = Source::Version { version, node };
        for (name, nth) in entity.names.iter().zip(0..) {
            let words = words(&name.text);
            self.add(seq, PieceRow { source, field: Field::Name, nth }, &words)?;
            self.add_name(node, &words);
        }
        let codes = entity.codes.iter().map(|code| code.value.as_str());
        for (code, nth) in std::iter::once(entity.key.as_str()).chain(codes).zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Code, nth }, &words(code))?;
        }
        for (text, nth) in entity.description.iter().zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Description, nth }, &words(&text.text))?;
        }
        Some(())
    }

    pub(super) fn add_document(&self, seq: Seq, id: u32, document: &Document) -> Option<()> {
        let source = Source::Document(id);
        for (title, nth) in document.titles.iter().zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Title, nth }, &words(&title.text))?;
        }
        for (passage, nth) in document.passages.iter().zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Passage, nth }, &words(&passage.text))?;
        }
        Some(())
    }

    pub(super) fn add_claim(&self, seq: Seq, id: u32, claim: &Claim) -> Option<()> {
        let source = Source::Claim(id);
        for (text, nth) in claim.statement.iter().chain(&claim.details.text).zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Statement, nth }, &words(&text.text))?;
        }
        for (text, nth) in claim.note.iter().zip(0..) {
            self.add(seq, PieceRow { source, field: Field::Note, nth }, &words(&text.text))?;
        }
        Some(())
    }

    /// The place of a word in the table of words.
    pub(super) fn term(&self, word: &str) -> Option<u32> {
        let is = |id: u32| self.terms.get(id as usize).is_some_and(|row| *row.text == *word);
        self.by_word.find(hash(word.as_bytes()), is)
    }

    /// The pieces in which a word stands in things of a kind, newest first.
    pub(super) fn places(&self, term: u32, kind: TextKind) -> impl Iterator<Item = u32> {
        let lists = self.terms.get(term as usize).map(|row| &row.lists);
        members(&self.places, lists.and_then(|lists| lists.get(kind as usize)))
    }

    /// The words under a trigram, newest first.
    pub(super) fn words_with<'g>(&'g self, shingle: &str) -> impl Iterator<Item = u32> + use<'g> {
        let row = self.shingle(shingle).and_then(|id| self.shingles.get(id as usize));
        members(&self.members, row.map(|row| &row.terms))
    }

    /// The entities any version of which has a name of these words, and whether any name begins with them.
    pub(super) fn named(&self, run: &str, found: impl FnMut(u32)) -> bool {
        let hash = hash(run.as_bytes());
        self.names.each(hash, found);
        self.beginnings.find(hash, |_| true).is_some()
    }

    /// How many pieces of text there are, distinct words, and places of words.
    pub(super) fn lengths(&self) -> (usize, usize, usize) {
        (self.pieces.count(), self.terms.count(), self.places.count())
    }

    fn add(&self, seq: Seq, piece: PieceRow, words: &[Word]) -> Option<()> {
        let kind = match piece.source {
            Source::Version { .. } => TextKind::Entity,
            Source::Document(_) => TextKind::Document,
            Source::Claim(_) => TextKind::Claim,
        };
        let id = u32::try_from(self.pieces.push(piece)).ok().filter(|id| *id < u32::MAX)?;
        for term in terms(words) {
            let term = self.put(seq, &term)?;
            let list = self.terms.get(term as usize)?.lists.get(kind as usize)?;
            list.set(push(&self.places, id, list)?);
        }
        Some(())
    }

    fn add_name(&self, node: NodeIndex, words: &[Word]) {
        let node = super::tables::node_number(node);
        let mut run = String::new();
        for (n, word) in words.iter().enumerate() {
            extend(&mut run, word);
            let hash = hash(run.as_bytes());
            if n + 1 == words.len() {
                if self.names.find(hash, |id| id == node).is_none() {
                    self.names.insert(hash, node);
                }
            } else if self.beginnings.find(hash, |_| true).is_none() {
                self.beginnings.insert(hash, 0);
            }
        }
    }

    fn put(&self, seq: Seq, word: &str) -> Option<u32> {
        if let Some(term) = self.term(word) {
            return Some(term);
        }
        let row = TermRow { text: word.into(), recorded: seq, lists: Default::default() };
        let id = u32::try_from(self.terms.push(row)).ok().filter(|id| *id < u32::MAX)?;
        self.by_word.insert(hash(word.as_bytes()), id);
        for shingle in shingles(word) {
            let row = self.put_shingle(&shingle)?;
            row.terms.set(push(&self.members, id, &row.terms)?);
        }
        Some(id)
    }

    fn shingle(&self, shingle: &str) -> Option<u32> {
        let is = |id: u32| self.shingles.get(id as usize).is_some_and(|row| *row.text == *shingle);
        self.by_shingle.find(hash(shingle.as_bytes()), is)
    }

    fn put_shingle(&self, shingle: &str) -> Option<&ShingleRow> {
        let id = match self.shingle(shingle) {
            Some(id) => id,
            None => {
                let row = ShingleRow { text: shingle.into(), terms: Link::default() };
                let id = u32::try_from(self.shingles.push(row)).ok()?;
                self.by_shingle.insert(hash(shingle.as_bytes()), id);
                id
            }
        };
        self.shingles.get(id as usize)
    }
}

/// What a piece of text is listed under, each once: words, Han characters, pairs of Han characters.
fn terms(words: &[Word]) -> Vec<String> {
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [a, b] if a.han && b.joined => Some(format!("{}{}", a.text, b.text)),
        _ => None,
    });
    let mut terms: Vec<String> = words.iter().map(|w| w.text.clone()).chain(pairs).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The trigrams of a word, its beginning and end marked; none of numbers, which are not spelt, nor of Han characters.
pub(super) fn shingles(word: &str) -> Vec<String> {
    if !word.chars().all(char::is_alphabetic) || word.chars().any(super::words::is_han) {
        return Vec::new();
    }
    let marked: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
    let mut shingles: Vec<String> = marked.windows(3).map(|three| three.iter().collect()).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Adds a word to a run of words, as names are listed.
pub(super) fn extend(run: &mut String, word: &Word) {
    if !run.is_empty() {
        run.push(' ');
    }
    run.push_str(&word.text);
}

fn push(rows: &Table<ListRow>, id: u32, list: &Link) -> Option<u32> {
    u32::try_from(rows.push(ListRow { id, previous: list.before() })).ok().filter(|row| *row < u32::MAX)
}

fn members<'g>(rows: &'g Table<ListRow>, list: Option<&Link>) -> impl Iterator<Item = u32> + use<'g> {
    let mut next = list.and_then(Link::get);
    std::iter::from_fn(move || {
        let row = rows.get(next? as usize)?;
        next = row.previous.get();
        Some(row.id)
    })
}
