//! Group commit: writers wait in line; one of them leads, checks each waiting transaction on the published graph, appends
//! all that do not depend on each other with one flush, folds them, publishes, and answers.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use thiserror::Error;

use super::{Store, footprint::Footprint};
use crate::{
    graph::{Refusal, RefusalCode, check},
    journal::{AppendError, JournalError, encoded_len},
    model::{Change, Entry, Instant, Key, MAX_TRANSACTION_BYTES, Seq},
};

/// What is to be written, all or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// In order. Entities and documents may be named before they are put; claims may not.
    pub changes: Vec<Change>,
    /// The caller's key: sent again with the same one, it answers with the first result.
    pub key: Option<String>,
    /// Who writes, where that is known.
    pub who: Option<String>,
    /// Only if nobody has written since.
    pub if_seq: Option<Seq>,
}

/// A transaction that is on disk and published; or one that found all of it there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its number; where nothing was to be written, the last one there is.
    pub seq: Seq,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// Keys of the entities, documents and claims that it changed, in order.
    pub changed: Vec<Key>,
    /// Keys of those that stood there already with the same content.
    pub already: Vec<Key>,
    /// Whether this is the first result of a key that was sent before.
    pub repeated: bool,
}

/// A transaction that was not taken; nothing of it was written, but where it is said to be unknown.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CommitError {
    /// It breaks a rule.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody has written since.
    #[error(
        "others have written since `{if_seq}`, the last transaction is `{head}`\nhint: look at what changed, then send it again with `ifSeq` {head}"
    )]
    Stale {
        /// What was asked for.
        if_seq: Seq,
        /// What is.
        head: Seq,
    },
    /// It does not fit one record.
    #[error(
        "the transaction takes {bytes} bytes, at most {MAX_TRANSACTION_BYTES} fit\nhint: make several of it, each whole"
    )]
    TooLarge {
        /// What it takes.
        bytes: usize,
    },
    /// The store takes nothing more until it is opened again, or it is unknown whether this was recorded.
    #[error("{0}")]
    ReadOnly(String),
}

/// Those who wait for their transaction to be recorded.
#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<Waiting>,
    led: bool,
    /// Why nothing is taken any more: a leader came to harm and what it held may be lost, or the graph lags the journal for good.
    broken: Option<String>,
}

struct Waiting {
    transaction: Transaction,
    answer: Arc<Answer>,
}

type Outcome = Result<Committed, CommitError>;

#[derive(Default)]
struct Answer(Mutex<Option<Outcome>>);

impl Answer {
    fn give(&self, outcome: Outcome) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }

    fn take(&self) -> Option<Outcome> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A checked transaction on its way into a group.
pub(super) struct Prepared {
    waiting: Waiting,
    pub(super) changes: Vec<Change>,
    pub(super) already: Vec<Key>,
}

impl Store {
    /// Records a transaction, whole or not at all. Returns when it is on disk and every new view sees it. Blocks; several
    /// writers at once share one flush.
    ///
    /// # Errors
    /// See [`CommitError`].
    pub fn commit(&self, transaction: Transaction) -> Result<Committed, CommitError> {
        let answer = Arc::new(Answer::default());
        let mut queue = self.lock_queue();
        queue.waiting.push_back(Waiting { transaction, answer: Arc::clone(&answer) });
        loop {
            if let Some(outcome) = answer.take() {
                return outcome;
            }
            if let Some(why) = &queue.broken {
                return Err(CommitError::ReadOnly(why.clone()));
            }
            if queue.led {
                queue = self.answered.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            queue.led = true;
            let batch = std::mem::take(&mut queue.waiting);
            drop(queue);
            let leading = Leading(self);
            let deferred = self.lead(batch);
            drop(leading);
            queue = self.lock_queue();
            for waiting in deferred.into_iter().rev() {
                queue.waiting.push_front(waiting);
            }
            queue.led = false;
            self.answered.notify_all();
        }
    }

    /// Answers a batch, but for those that depend on others of it: they are given back, in order.
    fn lead(&self, batch: VecDeque<Waiting>) -> Vec<Waiting> {
        let mut deferred = Vec::new();
        let mut batch = Vec::from(batch);
        while !batch.is_empty() {
            let (group, later) = self.gather(batch);
            deferred.extend(later);
            batch = self.record(group);
        }
        deferred
    }

    /// Checks each; answers what needs no writing; takes into one group what does not depend on what is in it already.
    fn gather(&self, batch: Vec<Waiting>) -> (Vec<Prepared>, Vec<Waiting>) {
        let (mut group, mut deferred) = (Vec::new(), Vec::new());
        let mut footprint = Footprint::default();
        for waiting in batch {
            match self.prepare(&waiting.transaction) {
                Err(early) => waiting.answer.give(*early),
                Ok((changes, already)) => {
                    let prepared = Prepared { waiting, changes, already };
                    let own = Footprint::of(&prepared);
                    let transaction = &prepared.waiting.transaction;
                    let same_key = |other: &Prepared| other.waiting.transaction.key == transaction.key;
                    let twice = transaction.key.is_some() && group.iter().any(same_key);
                    let first_only = transaction.if_seq.is_some() && !group.is_empty();
                    if own.clashes(&footprint) || twice || first_only {
                        deferred.push(prepared.waiting);
                    } else {
                        footprint.add(own);
                        group.push(prepared);
                    }
                }
            }
        }
        (group, deferred)
    }

    /// Checks a transaction; or answers it at once, where nothing is to be recorded.
    fn prepare(&self, transaction: &Transaction) -> Result<(Vec<Change>, Vec<Key>), Box<Outcome>> {
        let head = self.graph.seq();
        short("key", transaction.key.as_deref())?;
        short("who", transaction.who.as_deref())?;
        if let Some(seq) = transaction.key.as_deref().and_then(|key| self.graph.transaction_with_key(key)) {
            return Err(Box::new(self.first_result(seq)));
        }
        if let Some(if_seq) = transaction.if_seq.filter(|seq| *seq != head) {
            return Err(Box::new(Err(CommitError::Stale { if_seq, head })));
        }
        // The day does not matter to a check; the view is of everything that is published.
        let view = self.view(self.now(crate::model::Day::MAX));
        let checked = check(view, &transaction.changes).map_err(|r| Box::new(Err(CommitError::Refused(r))))?;
        if checked.changes.is_empty() && transaction.key.is_none() {
            let recorded_at = view.recorded_at(head).unwrap_or(Instant::from_micros(0));
            let changed = Vec::new();
            let found = Committed { seq: head, recorded_at, changed, already: checked.already, repeated: false };
            return Err(Box::new(Ok(found)));
        }
        // What is there already is recorded too, by its keys.
        let bytes =
            encoded_len(&checked.changes) + checked.already.iter().map(|key| key.as_str().len() + 2).sum::<usize>();
        if bytes > MAX_TRANSACTION_BYTES {
            return Err(Box::new(Err(CommitError::TooLarge { bytes })));
        }
        Ok((checked.changes, checked.already))
    }

    /// What was answered when the transaction with this number was recorded.
    fn first_result(&self, seq: Seq) -> Outcome {
        let entry = self.journal.read(seq).next().unwrap_or(Err(JournalError::Closed));
        let entry = entry.map_err(|error| CommitError::ReadOnly(error.to_string()))?;
        Ok(Committed { repeated: true, ..committed(&entry) })
    }

    /// Appends a group with one flush, folds and publishes it, and answers. Gives back what is to be checked again, since
    /// somebody else appended first.
    fn record(&self, group: Vec<Prepared>) -> Vec<Waiting> {
        if group.is_empty() {
            return Vec::new();
        }
        let head = self.graph.seq();
        let view = self.view(self.now(crate::model::Day::MAX));
        let last = view.recorded_at(head).unwrap_or(Instant::from_micros(i64::MIN));
        let time = (self.clock)().max(last);
        let (mut entries, mut waiting) = (Vec::new(), Vec::new());
        for (seq, prepared) in (head + 1..).zip(group) {
            let Transaction { key, who, .. } = &prepared.waiting.transaction;
            let (who, key) = (who.clone(), key.clone());
            entries.push(Entry { seq, time, who, key, changes: prepared.changes, already: prepared.already });
            waiting.push(prepared.waiting);
        }
        let appended = self.journal.append(head, &entries);
        let passing = matches!(appended, Err(AppendError::TooLarge { .. } | AppendError::Unfit { .. }));
        let failed = match appended {
            Ok(_) => self.fold_all(entries.iter()).err(),
            Err(AppendError::Conflict { .. }) => match self.catch_up() {
                Ok(()) => return waiting,
                Err(error) => Some(error),
            },
            Err(error) => Some(error.to_string()),
        };
        if let Some(why) = failed.as_ref().filter(|_| !passing) {
            // The first cause is the one to tell.
            let _ = self.refusing.set(why.clone());
        }
        for (waiting, entry) in waiting.into_iter().zip(&entries) {
            waiting.answer.give(match &failed {
                None => Ok(committed(entry)),
                Some(why) => Err(CommitError::ReadOnly(why.clone())),
            });
        }
        Vec::new()
    }

    /// Folds what others appended.
    fn catch_up(&self) -> Result<(), String> {
        let entries: Result<Vec<Entry>, JournalError> = self.journal.read(self.graph.seq() + 1).collect();
        self.fold_all(entries.map_err(|error| error.to_string())?.iter())
    }

    fn fold_all<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> Result<(), String> {
        let mut last = self.graph.seq();
        for entry in entries {
            if let Err(error) = self.graph.fold(entry) {
                // Half of it is in the tables, and nobody may fold on top of that. It is never published.
                self.break_off(&error.to_string());
                return Err(error.to_string());
            }
            last = entry.seq;
        }
        self.graph.publish(last);
        self.published.send_replace(last);
        Ok(())
    }

    /// Lets nobody commit any more, and tells all who wait.
    fn break_off(&self, why: &str) {
        self.lock_queue().broken = Some(why.to_owned());
        let _ = self.refusing.set(why.to_owned());
        self.answered.notify_all();
    }

    fn lock_queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// While somebody leads; tells the others if it comes to harm.
struct Leading<'s>(&'s Store);

impl Drop for Leading<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.break_off(
                "the program failed in the middle of a commit, and whether it was recorded is unknown\nhint: start again and look, or send it again with the same key",
            );
        }
    }
}

fn committed(entry: &Entry) -> Committed {
    let mut changed: Vec<Key> = Vec::new();
    let mut met = HashSet::new();
    for change in &entry.changes {
        let keys: [Option<&Key>; 2] = match change {
            Change::PutEntity(entity) => [Some(&entity.key), None],
            Change::PutDocument(document) => [Some(&document.key), None],
            Change::Assert(claim) => [claim.key.as_ref(), None],
            Change::Retract { claim, .. } => [Some(claim), None],
            Change::Merge { from, into, .. } => [Some(from), Some(into)],
            Change::Split { key, .. } => [Some(key), None],
            Change::SamePerhaps { a, b, .. } | Change::NotSame { a, b, .. } => [Some(a), Some(b)],
            Change::StrikeText { document, .. } => [Some(document), None],
        };
        for key in keys.into_iter().flatten() {
            if met.insert(key) {
                changed.push(key.clone());
            }
        }
    }
    Committed { seq: entry.seq, recorded_at: entry.time, changed, already: entry.already.clone(), repeated: false }
}

/// Refuses a text about the transaction that is empty or long: it takes room in the record beside the changes.
fn short(field: &str, text: Option<&str>) -> Result<(), Box<Outcome>> {
    match text.map_or(1, str::len) {
        1..=200 => Ok(()),
        bytes => {
            let message = format!("a transaction's `{field}` has 1 to 200 bytes, this one has {bytes}");
            let refusal = Refusal { code: RefusalCode::Invalid, change: 0, field: field.to_owned(), message };
            Err(Box::new(Err(CommitError::Refused(refusal))))
        }
    }
}
