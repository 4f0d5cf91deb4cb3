//! A document in a record.

use serde::{Deserialize, Serialize};

use super::values::{self, Date, Text, key, optional_date, optional_key, text};
use crate::model::{self, Instant, Invalid, Key, Language};

#[derive(Serialize, Deserialize)]
pub(super) struct Document<'a> {
    key: &'a str,
    #[serde(borrow)]
    titles: Vec<Text<'a>>,
    #[serde(borrow)]
    publisher: Option<&'a str>,
    published: Option<Date>,
    /// Microseconds since 1970.
    published_at: Option<i64>,
    #[serde(borrow)]
    language: Option<&'a str>,
    #[serde(borrow)]
    url: Option<&'a str>,
    #[serde(borrow)]
    collection: Option<&'a str>,
    #[serde(borrow)]
    passages: Vec<Passage<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Passage<'a> {
    #[serde(borrow)]
    heading: Option<&'a str>,
    #[serde(borrow)]
    locator: Option<&'a str>,
    text: &'a str,
}

impl<'a> From<&'a model::Document> for Document<'a> {
    fn from(d: &'a model::Document) -> Self {
        let passage = |p: &'a model::Passage| Passage {
            heading: p.heading.as_deref(),
            locator: p.locator.as_deref(),
            text: &p.text,
        };
        Self {
            key: d.key.as_str(),
            titles: values::write_texts(&d.titles),
            publisher: d.publisher.as_ref().map(Key::as_str),
            published: d.published.map(Date::from),
            published_at: d.published_at.map(Instant::micros),
            language: d.language.as_ref().map(Language::as_str),
            url: d.url.as_deref(),
            collection: d.collection.as_deref(),
            passages: d.passages.iter().map(passage).collect(),
        }
    }
}

impl TryFrom<Document<'_>> for model::Document {
    type Error = Invalid;
    fn try_from(d: Document<'_>) -> Result<Self, Invalid> {
        let passage = |p: Passage<'_>| model::Passage {
            heading: text(p.heading),
            locator: text(p.locator),
            text: p.text.to_owned(),
        };
        Ok(Self {
            key: key(d.key)?,
            titles: values::read_texts(d.titles)?,
            publisher: optional_key(d.publisher)?,
            published: optional_date(d.published)?,
            published_at: d.published_at.map(Instant::from_micros),
            language: d.language.map(str::parse).transpose()?,
            url: text(d.url),
            collection: text(d.collection),
            passages: d.passages.into_iter().map(passage).collect(),
        })
    }
}
