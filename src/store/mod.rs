//! Where journal and graph meet: open, commit, view, follow. Imports journal, graph and model. Synchronous: whoever calls from
//! async code does so on a thread of its own.

mod commit;
mod footprint;
#[cfg(test)]
mod tests;

use std::{
    io,
    path::Path,
    sync::{Arc, Condvar, Mutex, OnceLock},
};

use thiserror::Error;
use tokio::sync::watch;

pub use commit::{CommitError, Committed, Transaction};

use crate::{
    graph::{Graph, Pin, Unfoldable, View},
    journal::{Draft, Journal, JournalError, SledJournal, send_backup},
    model::{Day, Entry, Instant, Seq},
};

/// A journal and the graph folded from it.
pub struct Store {
    graph: Graph,
    journal: Arc<dyn Journal>,
    queue: Mutex<commit::Queue>,
    answered: Condvar,
    published: watch::Sender<Seq>,
    /// Why nothing is taken any more.
    refusing: OnceLock<String>,
    clock: Box<dyn Fn() -> Instant + Send + Sync>,
}

/// A store that cannot be opened.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The journal cannot be opened or read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal holds what the rules do not allow.
    #[error(transparent)]
    Unfoldable(#[from] Unfoldable),
}

impl Store {
    /// Opens the store in a directory, made if it is not there. Reads, checks and folds the whole journal: linear in its size.
    ///
    /// # Errors
    /// When another process has it, or a record is missing, damaged, of an unknown version or against the rules. Nothing is changed.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::over(Box::new(SledJournal::open(dir)?))
    }

    /// Opens the store over any journal.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn over(journal: Box<dyn Journal>) -> Result<Self, StoreError> {
        Self::with_clock(journal, Instant::now)
    }

    /// Opens the store over any journal, with a clock of the caller's for the times of recording.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn with_clock(
        journal: Box<dyn Journal>,
        clock: impl Fn() -> Instant + Send + Sync + 'static,
    ) -> Result<Self, StoreError> {
        let graph = Graph::load(journal.read(1).map(|entry| entry.map_err(StoreError::from)))?;
        let published = watch::Sender::new(graph.seq());
        Ok(Self {
            graph,
            journal: Arc::from(journal),
            queue: Mutex::default(),
            answered: Condvar::new(),
            published,
            refusing: OnceLock::new(),
            clock: Box::new(clock),
        })
    }

    /// The graph.
    pub const fn graph(&self) -> &Graph {
        &self.graph
    }

    /// All that is known now, as of a day.
    pub fn now(&self, as_of: Day) -> Pin {
        Pin::new(self.graph.seq(), as_of)
    }

    /// The graph as a pin says.
    pub fn view(&self, pin: Pin) -> View<'_> {
        self.graph.view(pin)
    }

    /// The recorded transactions from a number on, in order, each checked as it is read.
    pub fn read(&self, from: Seq) -> impl Iterator<Item = Result<Entry, JournalError>> + '_ {
        let head = self.graph.seq();
        // The journal may be ahead of what is published by a moment; nobody is told what no view shows yet.
        self.journal.read(from).take_while(move |entry| entry.as_ref().map_or(true, |e| e.seq <= head))
    }

    /// A store with all that is in this one, whose commits go nowhere: what would be recorded can be tried on it. Reads, checks and folds the
    /// whole journal, and takes as much memory as this one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn rehearsal(&self) -> Result<Self, StoreError> {
        Self::over(Box::new(Draft::over(Box::new(Arc::clone(&self.journal)))))
    }

    /// Sends a backup of all that is recorded now. Linear in the journal, constant in memory; nobody waits for it.
    ///
    /// # Errors
    /// When a record cannot be read, or the bytes are not taken.
    pub fn send_backup(&self, out: &mut dyn io::Write) -> Result<(), StoreError> {
        send_backup(out, self.read(1))?;
        Ok(())
    }

    /// The last transaction in the journal: ahead of the graph by those that are written and not yet folded.
    pub fn journal_head(&self) -> Seq {
        self.journal.head()
    }

    /// Why nothing is taken any more until the store is opened again; none while all is well.
    pub fn refusing(&self) -> Option<&str> {
        self.refusing.get().map(String::as_str)
    }

    /// The last published sequence number, and a wake-up at each new one.
    pub fn published(&self) -> watch::Receiver<Seq> {
        self.published.subscribe()
    }
}
