//! What goes wrong, in the contract's codes. The one place where an error of another room gets its code.

use async_graphql::{Error, ErrorExtensionValues, Pos, ServerError, Value};

use crate::{
    graph::{Refusal, RefusalCode},
    model::Invalid,
    questions::{error::QuestionError, resolve_name::Ambiguous},
    store::CommitError,
};

/// The codes of `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// There is nothing of that name.
    NotFound,
    /// Several have that name; `extensions.candidates` are their keys.
    Ambiguous,
    /// A value is impossible, or not understood.
    Invalid,
    /// A relation that its kind does not allow.
    ForbiddenTie,
    /// A claim without a document.
    NoEvidence,
    /// The key stands for other content.
    KeyTaken,
    /// Others have written since `ifSeq`.
    Stale,
    /// A transaction is larger than one may be.
    TooLarge,
    /// A question asks for more than one answer may hold.
    TooCostly,
    /// Too much is asked at once, by everybody together.
    Busy,
    /// A persisted document that is not known (yet): the word by which clients know that they have to send it.
    NoSuchDocument,
    /// Nothing can be written until the store is opened again.
    ReadOnly,
    /// They have not said who they are, or what they said is not taken.
    Unauthenticated,
    /// They may not do this.
    Forbidden,
    /// A fault of ours.
    Internal,
}

impl Code {
    const ALL: [Self; 15] = [
        Self::NotFound,
        Self::Ambiguous,
        Self::Invalid,
        Self::ForbiddenTie,
        Self::NoEvidence,
        Self::KeyTaken,
        Self::Stale,
        Self::TooLarge,
        Self::TooCostly,
        Self::Busy,
        Self::NoSuchDocument,
        Self::ReadOnly,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::Internal,
    ];

    /// The code of this word of the contract.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == word)
    }

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "NOT_FOUND",
            Self::Ambiguous => "AMBIGUOUS",
            Self::Invalid => "INVALID",
            Self::ForbiddenTie => "FORBIDDEN_TIE",
            Self::NoEvidence => "NO_EVIDENCE",
            Self::KeyTaken => "KEY_TAKEN",
            Self::Stale => "STALE",
            Self::TooLarge => "TOO_LARGE",
            Self::TooCostly => "TOO_COSTLY",
            Self::Busy => "BUSY",
            Self::NoSuchDocument => "PERSISTED_QUERY_NOT_FOUND",
            Self::ReadOnly => "READ_ONLY",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::Internal => "INTERNAL",
        }
    }
}

/// An error on its way out: a code, a message with what to do, and what a program needs beside them.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its code.
    pub code: Code,
    /// What is wrong, what was expected, and a `hint:` where there is a next step.
    pub message: String,
    extensions: Vec<(&'static str, Value)>,
    place: Option<Pos>,
}

impl Fault {
    /// An error with this code and message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), extensions: Vec::new(), place: None }
    }

    /// A value that is not taken.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message)
    }

    /// A fault of ours; the words are for the log and say nothing of the store.
    pub fn internal(what: &str) -> Self {
        Self::new(Code::Internal, format!("the server failed: {what}"))
    }

    /// The same with one more extension.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.extensions.push((name, value.into()));
        self
    }

    /// The same, at this place of the document.
    #[must_use]
    pub const fn at(mut self, place: Pos) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, about this field of an input; what was said of a field within it is put behind.
    #[must_use]
    pub fn within(mut self, field: &str) -> Self {
        let inner = self.extensions.iter_mut().find(|(name, _)| *name == "field");
        match inner {
            Some((_, Value::String(inner))) => *inner = format!("{field}.{inner}"),
            _ => self.extensions.push(("field", field.into())),
        }
        self
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let mut values = ErrorExtensionValues::default();
        values.set("code", fault.code.as_str());
        for (name, value) in fault.extensions {
            values.set(name, value);
        }
        Self { message: fault.message, source: None, extensions: Some(values) }
    }
}

impl From<Fault> for ServerError {
    fn from(fault: Fault) -> Self {
        let place = fault.place;
        let Error { message, extensions, .. } = fault.into();
        Self { extensions, ..Self::new(message, place) }
    }
}

impl From<Invalid> for Fault {
    fn from(Invalid(message): Invalid) -> Self {
        Self::invalid(message)
    }
}

impl From<RefusalCode> for Code {
    fn from(code: RefusalCode) -> Self {
        match code {
            RefusalCode::NotFound => Self::NotFound,
            RefusalCode::Invalid => Self::Invalid,
            RefusalCode::ForbiddenTie => Self::ForbiddenTie,
            RefusalCode::NoEvidence => Self::NoEvidence,
            RefusalCode::KeyTaken => Self::KeyTaken,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.code.into(), refusal.message).with("change", refusal.change).with("field", refusal.field)
    }
}

impl From<Ambiguous> for Fault {
    fn from(ambiguous: Ambiguous) -> Self {
        let message = ambiguous.to_string();
        Self::new(Code::Ambiguous, message).with("candidates", ambiguous.keys)
    }
}

impl From<CommitError> for Fault {
    fn from(error: CommitError) -> Self {
        let message = error.to_string();
        match error {
            CommitError::Refused(refusal) => refusal.into(),
            CommitError::Stale { head, .. } => Self::new(Code::Stale, message).with("seq", head.to_string()),
            CommitError::TooLarge { .. } => Self::new(Code::TooLarge, message),
            CommitError::ReadOnly(_) => Self::new(Code::ReadOnly, message),
        }
    }
}

impl From<QuestionError> for Fault {
    fn from(error: QuestionError) -> Self {
        let message = error.to_string();
        match error {
            QuestionError::NotFound { argument } => Self::new(Code::NotFound, message).with("argument", argument),
            QuestionError::Invalid { argument, .. } => Self::invalid(message).with("argument", argument),
        }
    }
}
