//! Entries as they come.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError, Weak},
    time::Duration,
};

use super::{
    Follow,
    engine::Shelf,
    error::JournalError,
    reader::{self, Reader},
    record::Link,
};
use crate::model::{Entry, Seq};

/// The last number that is on disk, told to all who wait for it.
#[derive(Debug)]
pub(super) struct Tide {
    /// None when the journal has been closed.
    head: Mutex<Option<Seq>>,
    risen: Condvar,
}

impl Tide {
    pub(super) fn at(head: Seq) -> Self {
        Self { head: Mutex::new(Some(head)), risen: Condvar::new() }
    }

    pub(super) fn set(&self, head: Option<Seq>) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
        self.risen.notify_all();
    }

    pub(super) fn head(&self) -> Option<Seq> {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is more than `seq`, and says how far; the same number when the time ran out.
    fn beyond(&self, seq: Seq, wait: Duration) -> Option<Seq> {
        let head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        let there_is_no_more = |head: &mut Option<Seq>| head.is_some_and(|head| head <= seq);
        let (head, _) =
            self.risen.wait_timeout_while(head, wait, there_is_no_more).unwrap_or_else(PoisonError::into_inner);
        *head
    }
}

/// Follows the journal of one process. It does not keep the journal open.
pub(super) struct Follower {
    shelf: Weak<Shelf>,
    tide: Arc<Tide>,
    from: Seq,
    /// The record before the next one, once it has been looked up.
    before: Option<Link>,
}

impl Follower {
    pub(super) fn new(shelf: &Arc<Shelf>, tide: &Arc<Tide>, from: Seq) -> Self {
        Self { shelf: Arc::downgrade(shelf), tide: Arc::clone(tide), from: from.max(1), before: None }
    }
}

impl Follow for Follower {
    fn next(&mut self, wait: Duration) -> Result<Option<Entry>, JournalError> {
        let head = self.tide.beyond(self.from - 1, wait).ok_or(JournalError::Closed)?;
        if head < self.from {
            return Ok(None);
        }
        let shelf = self.shelf.upgrade().ok_or(JournalError::Closed)?;
        let before = match self.before {
            Some(before) => before,
            None => reader::link(&shelf, self.from - 1)?,
        };
        let mut reader = Reader::after(&shelf, before, self.from);
        let entry = reader.next().transpose()?;
        self.before = Some(reader.end());
        self.from = reader.end().seq + 1;
        Ok(entry)
    }
}
