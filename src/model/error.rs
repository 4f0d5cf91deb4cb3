//! What is wrong with a value, in words that its writer can act on.

use thiserror::Error;

/// A value that the model does not take. The message names the value, says what was expected, and may end in a hint.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct Invalid(pub String);

impl Invalid {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
