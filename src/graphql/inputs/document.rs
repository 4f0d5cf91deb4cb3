//! Documents, as they are written.

use async_graphql::{ID, InputObject};

use super::{TextInput, key, key_if, texts};
use crate::{
    graphql::{
        error::Fault,
        scalars::{DateTime, Language, PartialDate},
    },
    model,
};

/// A document. It is never changed: a new version is a new document, under another key.
#[derive(InputObject, Clone, Debug)]
pub struct DocumentInput {
    /// Lasting; of `a-z`, `0-9`, `.`, `_` and `-`.
    key: ID,
    /// At least one.
    titles: Vec<TextInput>,
    /// The key of who published it; none for a mere channel.
    publisher: Option<ID>,
    /// The day of publication, as precise as known. Without it and `publishedAt` it is published when recorded.
    published: Option<PartialDate>,
    /// The instant of publication, where it is known.
    published_at: Option<DateTime>,
    /// The language of its text.
    language: Option<Language>,
    /// Where it can be read.
    url: Option<String>,
    /// The workflow or collection that brought it.
    collection: Option<String>,
    /// The text in its parts.
    passages: Option<Vec<PassageInput>>,
}

/// A part of a document's text.
#[derive(InputObject, Clone, Debug)]
pub struct PassageInput {
    /// A heading such as `Group 1`.
    heading: Option<String>,
    /// The source's own number, such as `[11]`; an evidence's locator finds it.
    locator: Option<String>,
    /// The words.
    text: String,
}

impl DocumentInput {
    /// As the model has it.
    pub(super) fn read(self) -> Result<model::Document, Fault> {
        let passage = |p: PassageInput| model::Passage { heading: p.heading, locator: p.locator, text: p.text };
        Ok(model::Document {
            key: key("key", &self.key)?,
            titles: texts("titles", Some(self.titles))?,
            publisher: key_if("publisher", self.publisher.as_ref())?,
            published: self.published.map(|d| d.0),
            published_at: self.published_at.map(|d| d.0),
            language: self.language.map(|l| l.0),
            url: self.url,
            collection: self.collection,
            passages: self.passages.unwrap_or_default().into_iter().map(passage).collect(),
        })
    }
}
