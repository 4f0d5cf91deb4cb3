//! The journal: the only truth, a chain of records on disk, behind a narrow door. Imports the model.
//!
//! **Promised.** An entry that [`Journal::append`] has acknowledged is on disk, whole. Numbers have no gaps. After a disk
//! has failed once nothing is taken until the journal is opened again. What cannot be read stops the reader with the number
//! of the record; nothing is deleted or repaired.
//!
//! **Not assumed.** That there is one process, or one machine: a replicated log may stand behind the same door. Somebody
//! else may append first, and the answer is to check again and append after that.
//!
//! No other room names the engine or the codec.

mod ahead;
mod backup;
mod draft;
mod engine;
mod error;
#[cfg(test)]
mod fixtures;
mod follow;
mod lock;
mod memory;
mod opening;
mod pieces;
mod reader;
mod record;
#[cfg(test)]
mod tests;
mod wire;

use std::{sync::Arc, time::Duration};

pub use backup::{Backup, send_backup, write_backup};
pub use draft::Draft;
pub use engine::{Report, SledJournal, Sync};
pub use error::{AppendError, JournalError};
pub use memory::MemoryJournal;
pub use wire::encoded_len;

use crate::model::{Entry, Seq};

/// Entries in order, each checked as it is read; nothing follows an error.
pub type Entries<'a> = Box<dyn Iterator<Item = Result<Entry, JournalError>> + 'a>;

/// The door.
pub trait Journal: Send + std::marker::Sync {
    /// Appends entries, numbered `after + 1` and on, with one flush for all; returns the last number when all are on disk.
    /// Either all are there or none.
    ///
    /// # Errors
    /// See [`AppendError`]: only after [`AppendError::Unknown`] they may be there all the same.
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError>;

    /// The entries from a number to the last one that is there now, in order, each checked. Ends after an error.
    fn read(&self, from: Seq) -> Entries<'_>;

    /// The last number that is on disk, 0 for an empty journal.
    fn head(&self) -> Seq;

    /// The entries from a number on, those to come included: for replicas and subscriptions.
    fn follow(&self, from: Seq) -> Box<dyn Follow>;
}

impl<J: Journal + ?Sized> Journal for Arc<J> {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        J::append(self, after, entries)
    }

    fn read(&self, from: Seq) -> Entries<'_> {
        J::read(self, from)
    }

    fn head(&self) -> Seq {
        J::head(self)
    }

    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        J::follow(self, from)
    }
}

/// Somebody who follows a journal; stops by being dropped.
pub trait Follow: Send {
    /// The next entry, waited for at most that long; none when none came.
    ///
    /// # Errors
    /// When a record cannot be read, or the journal has been closed.
    fn next(&mut self, wait: Duration) -> Result<Option<Entry>, JournalError>;
}
