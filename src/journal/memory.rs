//! A journal in memory: nothing outlives the process. For questions asked of facts that are not kept, and for tests.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use super::{AppendError, Follow, Journal, JournalError};
use crate::model::{Entry, Seq};

/// A journal in memory. Clones share their entries, so that two stores can stand over one journal.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    entries: Mutex<Vec<Entry>>,
    grown: Condvar,
}

impl MemoryJournal {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn from(&self, from: Seq) -> Vec<Entry> {
        let entries = self.0.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let skip = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
        entries.iter().skip(skip).cloned().collect()
    }
}

impl Journal for MemoryJournal {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        let mut all = self.0.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let head = all.len() as Seq;
        if after != head {
            return Err(AppendError::Conflict { head });
        }
        all.extend_from_slice(entries);
        self.0.grown.notify_all();
        Ok(all.len() as Seq)
    }

    fn read(&self, from: Seq) -> Box<dyn Iterator<Item = Result<Entry, JournalError>> + '_> {
        Box::new(self.from(from).into_iter().map(Ok))
    }

    fn head(&self) -> Seq {
        self.0.entries.lock().unwrap_or_else(PoisonError::into_inner).len() as Seq
    }

    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        Box::new(Follower { journal: self.clone(), next: from.max(1) })
    }
}

struct Follower {
    journal: MemoryJournal,
    next: Seq,
}

impl Follow for Follower {
    fn next(&mut self, wait: Duration) -> Result<Option<Entry>, JournalError> {
        let shared = &self.journal.0;
        let place = usize::try_from(self.next - 1).unwrap_or(usize::MAX);
        let entries = shared.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let (entries, _) = shared
            .grown
            .wait_timeout_while(entries, wait, |entries| entries.len() <= place)
            .unwrap_or_else(PoisonError::into_inner);
        let entry = entries.get(place).cloned();
        self.next += Seq::from(entry.is_some());
        Ok(entry)
    }
}
