//! A question as it is compared: compatible forms made one, each character with its place in what was written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::kind::Words;
use crate::graph::is_han;

/// A question, character by character.
pub(super) struct Said<'q> {
    written: &'q str,
    chars: Vec<char>,
    /// The place of each character, in bytes of what was written.
    places: Vec<(usize, usize)>,
}

impl<'q> Said<'q> {
    /// A question without the marks that end it.
    pub(super) fn new(written: &'q str) -> Self {
        let mut said = Self { written, chars: Vec::new(), places: Vec::new() };
        let mut letters = written.char_indices().peekable();
        while let Some((start, first)) = letters.next() {
            let mut end = start + first.len_utf8();
            while let Some((at, mark)) = letters.next_if(|(_, c)| is_combining_mark(*c)) {
                end = at + mark.len_utf8();
            }
            for c in written.get(start..end).unwrap_or_default().nfkc() {
                said.chars.push(if matches!(c, '’' | '‘') { '\'' } else { c });
                said.places.push((start, end));
            }
        }
        let ends = |c: &char| c.is_whitespace() || matches!(c, '?' | '.' | '。' | '!' | ',' | '、' | ';' | '呢' | '吗');
        while said.chars.last().is_some_and(ends) {
            said.chars.pop();
        }
        said
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// A character.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// What stands from one place up to another.
    pub(super) fn between(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    /// Whether any of it is Chinese.
    pub(super) fn is_chinese(&self) -> bool {
        self.chars.iter().any(|c| is_han(*c))
    }

    /// Where the next word begins: behind spaces, and the marks between the parts of a sentence.
    pub(super) fn after_space(&self, mut at: usize) -> usize {
        while self.at(at).is_some_and(is_space) {
            at += 1;
        }
        at
    }

    /// Where a name may end that begins at a place: behind whole words, the longest first.
    pub(super) fn ends(&self, from: usize, longest: usize) -> impl Iterator<Item = usize> {
        let ends = (from + 1..=self.len().min(from.saturating_add(longest))).rev();
        ends.filter(move |end| self.is_border(*end) && !self.at(end - 1).is_some_and(is_space))
    }

    /// Where a word ends that begins here and is this one, in any case.
    pub(super) fn literal(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if !self.at(end)?.to_lowercase().eq(c.to_lowercase()) {
                return None;
            }
            end += 1;
        }
        (self.is_border(at) && self.is_border(end)).then_some(end)
    }

    /// Whether a place does not lie within a word; between Han characters there are no words.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let spelt = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
        !(at.checked_sub(1).is_some_and(|before| spelt(self.at(before))) && spelt(self.at(at)))
    }

    /// The words from one place up to another, as they were written.
    pub(super) fn words(&self, from: usize, to: usize) -> Words {
        let start = self.places.get(from).map_or(self.written.len(), |place| place.0);
        let end = to.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |place| place.1.max(start));
        let units = |up_to: usize| self.written.get(..up_to).unwrap_or_default().encode_utf16().count();
        Words {
            text: self.written.get(start..end).unwrap_or_default().to_owned(),
            start: units(start),
            end: units(end),
        }
    }
}

/// What stands between words and the parts of a sentence.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '、' | ':' | ';' | '。')
}
