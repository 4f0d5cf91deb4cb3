//! Questions in words at the door of GraphQL: what one was understood as, and the document that answers it. Enters: the documents,
//! one a question, in files beside this one.

mod answer;
mod documents;
mod supposed;
mod unclear;
mod words;

pub use self::{
    answer::Answer,
    words::{Asked, InWords},
};

/// The documents by which questions in words are understood and answered.
pub fn documents() -> impl Iterator<Item = &'static str> {
    std::iter::once(words::ASK).chain(documents::DOCUMENTS.iter().map(|(.., document)| document.as_str()))
}
