//! What can go wrong behind the door, told by what the caller can do about it.

use std::{io, path::PathBuf};

use thiserror::Error;

use super::record::Fault;
use crate::model::Seq;

const DAMAGED: &str =
    "\nhint: nothing was changed; keep a copy of the data directory, and restore a backup into an empty one";

/// A journal that cannot be opened or read. Nothing is ever deleted or repaired.
#[derive(Debug, Error)]
pub enum JournalError {
    /// Another process has it.
    #[error("the store in `{}` is in use by process {holder}\nhint: stop that process, or go by its server: `--server URL`", dir.display())]
    InUse {
        /// The data directory.
        dir: PathBuf,
        /// Its process id as the lock file gives it, or `unknown`.
        holder: String,
    },
    /// A file or a directory cannot be made, opened or synced.
    #[error("`{}` cannot be {doing}: {source}", path.display())]
    File {
        /// What was tried, as a participle: `opened`.
        doing: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The engine does not open its files or does not read from them.
    #[error("the storage engine failed: {why}{DAMAGED}")]
    Engine {
        /// In the engine's words.
        why: String,
    },
    /// A record is missing.
    #[error("record {missing} is missing, the next one there is {}{DAMAGED}", next.map_or("none".to_owned(), |n| n.to_string()))]
    Gap {
        /// The number that should be there.
        missing: Seq,
        /// The number that is there instead.
        next: Option<Seq>,
    },
    /// A record's bytes are not those that were written.
    #[error("record {seq} is damaged: its bytes do not fit its checksum{DAMAGED}")]
    Sum {
        /// Its number.
        seq: Seq,
    },
    /// A record has a format that this program does not know.
    #[error(
        "record {seq} has the unknown format version {version}, expected 1\nhint: open the store with the newer release that wrote it"
    )]
    Version {
        /// Its number.
        seq: Seq,
        /// The version that it says it has.
        version: u8,
    },
    /// A record does not follow the one before it.
    #[error("record {seq} does not follow the record before it: the chain of hashes is broken{DAMAGED}")]
    Chain {
        /// Its number.
        seq: Seq,
    },
    /// A record fits its sum and yet cannot be read.
    #[error("record {seq} cannot be read: {why}{DAMAGED}")]
    Unreadable {
        /// Its number.
        seq: Seq,
        /// What is wrong with it.
        why: String,
    },
    /// A backup is none, or not whole.
    #[error("`{}` is not a whole backup: {why}\nhint: nothing was written; take another backup", path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and after which record.
        why: String,
    },
    /// The journal that was followed has been closed.
    #[error("the journal has been closed")]
    Closed,
}

/// Entries that were not appended, or perhaps not.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AppendError {
    /// Somebody appended first. Check again on what is there now, and append after it.
    #[error("somebody appended first, the journal ends at {head} now\nhint: check again and append after it")]
    Conflict {
        /// The last number that is there.
        head: Seq,
    },
    /// Nothing is taken any more, and nothing of this was written.
    #[error("the journal takes nothing until it is opened again, since {why}\nhint: see to the disk, then start again")]
    Refused {
        /// What happened first.
        why: String,
    },
    /// The disk failed on the way: the entries may be there after the next opening, or not.
    #[error(
        "whether this was recorded is unknown: {why}\nhint: start again and look, or send it again with the same key"
    )]
    Unknown {
        /// What failed.
        why: String,
    },
    /// An entry is too large to be one record. Nothing was written.
    #[error("transaction {seq} takes {bytes} bytes, expected at most {limit}\nhint: make several transactions of it")]
    TooLarge {
        /// Its number.
        seq: Seq,
        /// What it takes.
        bytes: usize,
        /// What it may take.
        limit: usize,
    },
    /// An entry does not continue the journal or could not be read back. Nothing was written; the caller is at fault.
    #[error("transaction {seq} cannot be recorded: {why}")]
    Unfit {
        /// Its number.
        seq: Seq,
        /// Why.
        why: String,
    },
}

impl JournalError {
    pub(super) fn record(seq: Seq, fault: Fault) -> Self {
        match fault {
            Fault::Version(version) => Self::Version { seq, version },
            Fault::Sum => Self::Sum { seq },
            Fault::Chain => Self::Chain { seq },
            Fault::Unreadable(why) => Self::Unreadable { seq, why },
        }
    }
}
