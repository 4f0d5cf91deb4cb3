//! Files on their way into a store, and a report of what became of each line. Imports ingest, store, journal, questions, graph and
//! model; both the command line and HTTP take files in by it.

mod file;
mod taking;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use file::File;
pub use taking::{Taking, take};

use crate::store::CommitError;

/// What became of the changes of some files; also as JSON, for programs.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// How many are new.
    #[serde(rename = "taken")]
    pub new: usize,
    /// How many were there already.
    pub already: usize,
    /// How many transactions were written.
    pub transactions: usize,
    /// What was not taken, by file and place.
    pub refused: Vec<Refused>,
}

/// What was not taken, where it stands, and why.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file's name, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Why, in one line; with a hint where there is a next step.
    pub reason: String,
}

/// Files that cannot be taken in at all.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// Nothing tells the format.
    #[error(
        "neither name nor content of `{0}` tell its format\nhint: say it by `--format dossier`, `jsonl` or `digest`"
    )]
    Format(String),
    /// The store takes nothing.
    #[error(transparent)]
    Commit(#[from] CommitError),
}
