//! A journal whose new entries stay in memory: what would be recorded can be tried on what is recorded.

use std::{collections::VecDeque, time::Duration};

use super::{AppendError, Follow, Journal, JournalError, MemoryJournal};
use crate::model::{Entry, Seq};

/// A journal over another, which it reads and never writes.
pub struct Draft {
    base: Box<dyn Journal>,
    /// Where the base ended when this was made.
    fork: Seq,
    /// The entries after that, renumbered from 1.
    tail: MemoryJournal,
}

impl Draft {
    /// Over a journal, from where it ends now.
    pub fn over(base: Box<dyn Journal>) -> Self {
        let fork = base.head();
        Self { base, fork, tail: MemoryJournal::new() }
    }
}

impl Journal for Draft {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        let head = self.head();
        let Some(after) = after.checked_sub(self.fork) else { return Err(AppendError::Conflict { head }) };
        match self.tail.append(after, entries) {
            Ok(last) => Ok(self.fork + last),
            Err(AppendError::Conflict { .. }) => Err(AppendError::Conflict { head: self.head() }),
            Err(error) => Err(error),
        }
    }

    fn read(&self, from: Seq) -> Box<dyn Iterator<Item = Result<Entry, JournalError>> + '_> {
        let fork = self.fork;
        let recorded = self.base.read(from).take_while(move |entry| entry.as_ref().map_or(true, |e| e.seq <= fork));
        Box::new(recorded.chain(self.tail.read(from.saturating_sub(fork).max(1))))
    }

    fn head(&self) -> Seq {
        self.fork + self.tail.head()
    }

    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        let fork = self.fork;
        let recorded = self.base.read(from).take_while(|entry| entry.as_ref().map_or(true, |e| e.seq <= fork));
        let tail = self.tail.follow(from.saturating_sub(fork).max(1));
        Box::new(Follower { recorded: recorded.collect(), tail })
    }
}

struct Follower {
    recorded: VecDeque<Result<Entry, JournalError>>,
    tail: Box<dyn Follow>,
}

impl Follow for Follower {
    fn next(&mut self, wait: Duration) -> Result<Option<Entry>, JournalError> {
        self.recorded.pop_front().map_or_else(|| self.tail.next(wait), |entry| entry.map(Some))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Instant;

    fn entry(seq: Seq) -> Entry {
        Entry { seq, time: Instant::from_micros(0), who: None, key: None, changes: Vec::new(), already: Vec::new() }
    }

    fn seqs(journal: &dyn Journal, from: Seq) -> Vec<Seq> {
        journal.read(from).map(|entry| entry.unwrap().seq).collect()
    }

    #[test]
    fn a_draft_goes_on_from_its_base_and_leaves_it_alone() {
        let base = MemoryJournal::new();
        base.append(0, &[entry(1), entry(2)]).unwrap();
        let draft = Draft::over(Box::new(base.clone()));
        assert_eq!(draft.append(1, &[entry(2)]), Err(AppendError::Conflict { head: 2 }));
        assert_eq!(draft.append(2, &[entry(3)]), Ok(3));
        assert_eq!(draft.append(2, &[entry(3)]), Err(AppendError::Conflict { head: 3 }));
        assert_eq!(draft.append(3, &[entry(4), entry(5)]), Ok(5));
        assert_eq!((draft.head(), base.head()), (5, 2));
        base.append(2, &[entry(3)]).unwrap();
        assert_eq!(seqs(&draft, 1), [1, 2, 3, 4, 5]);
        assert_eq!(seqs(&draft, 2), [2, 3, 4, 5]);
        assert_eq!(seqs(&draft, 5), [5]);
        let mut follow = draft.follow(2);
        let followed: Vec<_> = (0..4).map(|_| follow.next(Duration::ZERO).unwrap().unwrap().seq).collect();
        assert_eq!(followed, [2, 3, 4, 5]);
        assert_eq!(follow.next(Duration::ZERO).unwrap(), None);
    }
}
