//! Words in one language, of a list that has them in every language in which they were written.

use async_graphql::SimpleObject;

use super::{scalars::Language, written::puts};
use crate::model;

/// Words in a language.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Text {
    /// The words.
    text: String,
    /// Their language.
    language: Language,
}

impl Text {
    /// All of them, as they were written.
    pub fn all(texts: &[model::Text]) -> Vec<Self> {
        let text = |t: &model::Text| Self { text: t.text.clone(), language: Language(t.language.clone()) };
        texts.iter().map(text).collect()
    }
}

puts! {
    Text { "text": text, "language": language }
}
