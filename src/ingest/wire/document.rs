//! A document and its passages.

use serde::{Deserialize, Serialize};

use super::plain::{DateWire, InstantWire, KeyWire, Plain, TextWire, texts, texts_wire, value};
use crate::model::{Document, Invalid, Language, Passage};

/// A document.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentWire {
    key: KeyWire,
    titles: Vec<TextWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publisher: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published_at: Option<InstantWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Plain<Language>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collection: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passages: Vec<PassageWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locator: Option<String>,
    text: String,
}

impl DocumentWire {
    /// The model's document.
    ///
    /// # Errors
    /// When its parts do not fit together.
    pub(super) fn into_model(self) -> Result<Document, Invalid> {
        let passage = |p: PassageWire| Passage { heading: p.heading, locator: p.locator, text: p.text };
        let document = Document {
            key: self.key.0,
            titles: texts(self.titles),
            publisher: value(self.publisher),
            published: value(self.published),
            published_at: value(self.published_at),
            language: value(self.language),
            url: self.url,
            collection: self.collection,
            passages: self.passages.into_iter().map(passage).collect(),
        };
        document.validate()?;
        Ok(document)
    }
}

impl From<Document> for DocumentWire {
    fn from(document: Document) -> Self {
        let passage = |p: Passage| PassageWire { heading: p.heading, locator: p.locator, text: p.text };
        Self {
            key: Plain(document.key),
            titles: texts_wire(document.titles),
            publisher: document.publisher.map(Plain),
            published: document.published.map(Plain),
            published_at: document.published_at.map(Plain),
            language: document.language.map(Plain),
            url: document.url,
            collection: document.collection,
            passages: document.passages.into_iter().map(passage).collect(),
        }
    }
}
