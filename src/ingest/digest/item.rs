//! An item of a digest, and the document that it becomes.

use super::{
    Line, Reading, Stamp,
    publisher::{Publishers, slug},
    statements,
};
use crate::model::{Change, Document, Invalid, Key, Language, Passage, Text};

/// A headline, its stamp and the lines below.
pub(super) struct Item<'a> {
    pub(super) headline: Line<'a>,
    pub(super) stamp: Stamp,
    pub(super) collection: Option<String>,
    pub(super) body: Vec<Line<'a>>,
}

impl Item<'_> {
    /// Takes the item as a document; lines of its body that cannot be read are refused.
    ///
    /// # Errors
    /// When a key that is made for it has not the form of one.
    pub(super) fn read(self, publishers: &mut Publishers<'_>, reading: &mut Reading) -> Result<(), Invalid> {
        let at = self.headline.place();
        let publisher = self.stamp.publisher.as_deref().map(|name| publishers.key(name, at, reading)).transpose()?;
        let passages = statements::read(&self.body, reading);
        let document = Document {
            key: self.key(&passages)?,
            titles: vec![Text { text: self.headline.text.to_owned(), language: language(self.headline.text) }],
            publisher,
            published: Some(self.stamp.day),
            published_at: Some(self.stamp.at),
            language: (!passages.is_empty()).then(|| language_of_most(&passages)),
            url: None,
            collection: self.collection,
            passages,
        };
        reading.take(Change::PutDocument(document), at);
        Ok(())
    }

    /// The day, the publisher's name and a hash of all that is printed: the same item read again is the same document, and a
    /// new version of it is a new one.
    fn key(&self, passages: &[Passage]) -> Result<Key, Invalid> {
        let name = self.stamp.publisher.as_deref().unwrap_or("flash");
        let mut parts = vec![self.collection.as_deref().unwrap_or_default(), self.headline.text, name];
        let at = self.stamp.at.to_string();
        parts.push(&at);
        for passage in passages {
            parts.extend([
                passage.heading.as_deref().unwrap_or_default(),
                passage.locator.as_deref().unwrap_or_default(),
                &passage.text,
            ]);
        }
        let name = slug(name).map_or(String::new(), |name| format!("-{name}"));
        Key::new(&format!("{}{name}-{}", self.stamp.day, short_hash(&parts)))
    }
}

/// 32 bits of BLAKE3 over the parts and their lengths, in hex.
pub(super) fn short_hash(parts: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_hex().chars().take(8).collect()
}

/// Chinese where there is a Han character, else English: a digest names no language.
pub(super) fn language(text: &str) -> Language {
    chosen(text.chars().any(is_han))
}

/// Chinese where Han characters outnumber Latin letters: an English text may quote a name.
fn language_of_most(passages: &[Passage]) -> Language {
    let count = |is: fn(char) -> bool| {
        let chars = passages.iter().flat_map(|p| p.text.chars());
        chars.filter(|c| is(*c)).count()
    };
    chosen(count(is_han) > count(|c| c.is_ascii_alphabetic()))
}

fn chosen(chinese: bool) -> Language {
    let zh = chinese.then(|| "zh".parse().ok()).flatten();
    zh.unwrap_or_else(Language::english)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}
