//! Where something was said.

use super::{Instant, Invalid, Key, Language, PartialDate, Text};

/// A document. It is never changed: a new version is a new document; only its text may be struck out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Lasting key.
    pub key: Key,
    /// At least one.
    pub titles: Vec<Text>,
    /// Who published it; none for a mere channel.
    pub publisher: Option<Key>,
    /// The day of publication, as precise as known.
    pub published: Option<PartialDate>,
    /// The instant; it orders documents of one day.
    pub published_at: Option<Instant>,
    /// The language of its text.
    pub language: Option<Language>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The workflow or collection that brought it.
    pub collection: Option<String>,
    /// The text in its parts.
    pub passages: Vec<Passage>,
}

/// A part of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// A heading such as `Group 1`.
    pub heading: Option<String>,
    /// The source's own number, such as `[11]`.
    pub locator: Option<String>,
    /// The words.
    pub text: String,
}

impl Document {
    /// A document with one English title and nothing else.
    pub fn new(key: Key, title: &str) -> Self {
        Self {
            key,
            titles: vec![Text { text: title.to_owned(), language: Language::english() }],
            publisher: None,
            published: None,
            published_at: None,
            language: None,
            url: None,
            collection: None,
            passages: Vec::new(),
        }
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// When it has no title.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.titles.is_empty() || self.titles.iter().any(|t| t.text.trim().is_empty()) {
            return Err(Invalid::new(format!("the document `{}` needs a title that is not empty", self.key)));
        }
        Ok(())
    }
}
