//! Entries in order, each checked as it is read.

use super::{
    engine::Shelf,
    error::JournalError,
    pieces::Whole,
    record::{Link, Record},
};
use crate::model::{Entry, Seq};

/// From a number to the last one that was there when it was made. After an error nothing follows.
pub(super) struct Reader {
    records: Whole,
    before: Link,
    upto: Seq,
    /// Bytes of the records read so far.
    pub(super) bytes: u64,
}

impl Reader {
    /// Entries `after + 1 ..= upto`, the first of which has to follow `after`.
    pub(super) fn after(shelf: &Shelf, after: Link, upto: Seq) -> Self {
        Self { records: Whole::from(&shelf.db, after.seq.saturating_add(1)), before: after, upto, bytes: 0 }
    }

    /// Entries `from ..= upto`; the record before them is looked up, so that the first is checked like the others.
    pub(super) fn from(shelf: &Shelf, from: Seq, upto: Seq) -> Result<Self, JournalError> {
        Ok(Self::after(shelf, link(shelf, from.saturating_sub(1).min(upto))?, upto))
    }

    /// The end of the chain that has been read.
    pub(super) fn end(&self) -> Link {
        self.before
    }

    /// How many entries are to come.
    pub(super) fn left(&self) -> u64 {
        self.upto.saturating_sub(self.before.seq)
    }

    fn read(&mut self) -> Result<Entry, JournalError> {
        let expected = self.before.seq.saturating_add(1);
        let (seq, bytes) = match self.records.next()? {
            Some((seq, bytes)) if seq == expected => (seq, bytes),
            other => {
                return Err(JournalError::Gap { missing: expected, next: other.map(|(seq, _)| seq) });
            }
        };
        let damaged = |fault| JournalError::record(seq, fault);
        let record = Record::check(bytes).map_err(damaged)?;
        record.follows(&self.before).map_err(damaged)?;
        let entry = record.entry().map_err(damaged)?;
        self.before = record.link();
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(entry)
    }
}

impl Iterator for Reader {
    type Item = Result<Entry, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.before.seq >= self.upto {
            return None;
        }
        let read = self.read();
        if read.is_err() {
            self.upto = 0;
        }
        Some(read)
    }
}

/// The link that record `seq` makes; its sum is checked, its place in the chain is not.
pub(super) fn link(shelf: &Shelf, seq: Seq) -> Result<Link, JournalError> {
    if seq == 0 {
        return Ok(Link::START);
    }
    match Whole::from(&shelf.db, seq).next()? {
        Some((found, bytes)) if found == seq => {
            Ok(Record::check(bytes).map_err(|fault| JournalError::record(seq, fault))?.link())
        }
        other => Err(JournalError::Gap { missing: seq, next: other.map(|(seq, _)| seq) }),
    }
}
