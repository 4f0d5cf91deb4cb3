//! The child: commits from several threads as fast as it can, and says what was acknowledged.

use std::{
    collections::HashMap,
    io::Write,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

use lodegraph::{
    journal::{Journal, SledJournal},
    model::{Entry, Instant, Seq},
};

use crate::content::changes;

/// The variable that makes this program a child, and says on which store.
pub const DIR: &str = "LODEGRAPH_CRASH_DIR";
/// The variable with the first part of this child's keys.
pub const NAME: &str = "LODEGRAPH_CRASH_NAME";

const WRITERS: usize = 4;

/// Waiting writers share one flush: who comes first appends what all have queued.
struct Commits {
    journal: SledJournal,
    queue: Mutex<Vec<String>>,
    recorded: Mutex<HashMap<String, Seq>>,
}

/// Opens the store and writes to it for ever. An acknowledged transaction is printed as its number and its key.
pub fn write_until_killed(dir: &Path) {
    let name = std::env::var(NAME).unwrap();
    let commits =
        Commits { journal: SledJournal::open(dir).unwrap(), queue: Mutex::default(), recorded: Mutex::default() };
    thread::scope(|threads| {
        for writer in 0..WRITERS {
            let (commits, name) = (&commits, &name);
            threads.spawn(move || {
                for number in 0.. {
                    let key = format!("{name}-{writer}-{number}");
                    let seq = commits.commit(&key);
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "{seq} {key}").and_then(|()| out.flush()).unwrap();
                }
            });
        }
    });
}

impl Commits {
    fn commit(&self, key: &str) -> Seq {
        open(&self.queue).push(key.to_owned());
        let mut recorded = open(&self.recorded);
        if let Some(seq) = recorded.remove(key) {
            return seq;
        }
        let keys = std::mem::take(&mut *open(&self.queue));
        let head = self.journal.head();
        let entry = |(seq, key): (Seq, &String)| Entry {
            seq,
            time: Instant::now(),
            who: None,
            key: Some(key.clone()),
            changes: changes(key),
            already: Vec::new(),
        };
        let entries: Vec<Entry> = (head + 1..).zip(&keys).map(entry).collect();
        self.journal.append(head, &entries).unwrap();
        recorded.extend(keys.into_iter().zip(head + 1..));
        recorded.remove(key).unwrap()
    }
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
