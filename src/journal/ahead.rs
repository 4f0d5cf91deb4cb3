//! A thread that reads ahead: at a start the records to come are checked and decoded while the last ones are folded.

use std::{
    io,
    sync::mpsc::{Receiver, sync_channel},
    thread::{self, JoinHandle},
};

use super::error::JournalError;
use crate::model::Entry;

/// A thread is worth its while from so many records on.
pub(super) const WORTHWHILE: u64 = 64;

/// So many entries may wait, at the most a few megabytes, so that they are still near when they are folded.
const WAITING: usize = 4;

/// A reader on a thread of its own, which ends with it.
pub(super) struct Ahead {
    entries: Receiver<Result<Entry, JournalError>>,
    thread: Option<JoinHandle<()>>,
}

impl Ahead {
    /// Lets a reader run ahead.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub(super) fn of(reader: impl Iterator<Item = Result<Entry, JournalError>> + Send + 'static) -> io::Result<Self> {
        let (sender, entries) = sync_channel(WAITING);
        let read = move || {
            for entry in reader {
                if sender.send(entry).is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("journal reader".to_owned()).spawn(read)?;
        Ok(Self { entries, thread: Some(thread) })
    }
}

impl Iterator for Ahead {
    type Item = Result<Entry, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Ok(entry) = self.entries.recv() {
            return Some(entry);
        }
        // It is done, or it came to harm: that must not look like the end of the journal.
        let harmed = self.thread.take()?.join().is_err();
        harmed.then(|| Err(JournalError::Engine { why: "its reader came to harm".to_owned() }))
    }
}

impl Drop for Ahead {
    /// Hangs up, and waits for the thread, so that it holds nothing of the journal open.
    fn drop(&mut self) {
        let (_, none) = sync_channel(0);
        drop(std::mem::replace(&mut self.entries, none));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_does_not_look_like_the_end() {
        let reader = (0..3).map(|n| if n < 2 { Err(JournalError::Closed) } else { panic!("on purpose") });
        let mut ahead = Ahead::of(reader).unwrap();
        assert!(matches!(ahead.nth(1), Some(Err(JournalError::Closed))));
        assert!(matches!(ahead.next(), Some(Err(JournalError::Engine { .. }))));
        assert!(ahead.next().is_none());
    }
}
