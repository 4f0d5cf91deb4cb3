//! What is written, as the contract takes it, made into the model's values by hand. An error says in `extensions.field` where it is.

mod about;
mod change;
mod claim;
mod document;
mod entity;

pub use change::Change;
pub use entity::CodeInput;

use async_graphql::{ID, InputObject};

use super::{
    error::Fault,
    scalars::{Language, PartialDate},
};
use crate::model::{self, Key};

/// Words in a language.
#[derive(InputObject, Clone, Debug)]
pub struct TextInput {
    /// The words; not empty.
    pub text: String,
    /// Their language.
    pub language: Language,
}

/// The key that is written, or the key in an id.
fn key(field: &str, id: &ID) -> Result<Key, Fault> {
    let text = super::named::key_of(id);
    Key::new(text).map_err(|model::Invalid(message)| {
        Fault::invalid(format!(
            "{message}\nhint: what is written names everything by its key or id, never by a name; `entity(name: …)` tells the key"
        ))
        .within(field)
    })
}

/// A key of a relation or an observation, which may be longer than one that somebody chose.
fn any_key(field: &str, id: &ID) -> Result<Key, Fault> {
    match model::decode_subject_key(super::named::key_of(id)) {
        Some(subject) => Ok(subject.key()),
        None => key(field, id),
    }
}

fn key_if(field: &str, id: Option<&ID>) -> Result<Option<Key>, Fault> {
    id.map(|id| key(field, id)).transpose()
}

fn keys(field: &str, ids: Option<&[ID]>) -> Result<Vec<Key>, Fault> {
    ids.unwrap_or_default().iter().map(|id| key(field, id)).collect()
}

fn texts(field: &str, texts: Option<Vec<TextInput>>) -> Result<Vec<model::Text>, Fault> {
    let text = |t: TextInput| {
        if t.text.trim().is_empty() {
            return Err(Fault::invalid("a text may not be empty\nhint: leave it out").within(field));
        }
        Ok(model::Text { text: t.text, language: t.language.0 })
    };
    texts.unwrap_or_default().into_iter().map(text).collect()
}

/// A span of two dates, of which the second may be left out.
fn span(field: &str, from: Option<PartialDate>, to: Option<PartialDate>) -> Result<Option<model::Span>, Fault> {
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), to) => {
            let span = model::Span::new(from.0, to.map(|t| t.0));
            span.map(Some).map_err(|wrong| Fault::from(wrong).within(&format!("{field}To")))
        }
        (None, Some(to)) => {
            let message = format!("a period that ends on `{}` needs a beginning, `{field}From`", to.0);
            Err(Fault::invalid(message).within(&format!("{field}From")))
        }
    }
}
