//! A file while it is read: what every format does with an item that it made out.

use std::collections::HashMap;

use super::{Batch, Placed, Refused, order::ordered, wire::ChangeWire};
use crate::model::{Change, Key};

/// What was read and refused so far.
#[derive(Default)]
pub(super) struct Reading {
    changes: Vec<Placed>,
    refused: Vec<Refused>,
}

impl Reading {
    /// Takes a written change, or refuses it where its parts do not fit together.
    pub(super) fn wire(&mut self, wire: ChangeWire, (line, column): (usize, usize)) {
        match wire.into_change() {
            Ok(change) => self.take(change, (line, column)),
            Err(invalid) => self.refuse((line, column), &invalid.0),
        }
    }

    /// Takes a change.
    pub(super) fn take(&mut self, change: Change, (line, column): (usize, usize)) {
        self.changes.push(Placed { change, line, column });
    }

    /// Refuses what stands here. The reason is brought onto one line.
    pub(super) fn refuse(&mut self, (line, column): (usize, usize), reason: &str) {
        let reason = reason.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("; ");
        self.refused.push(Refused { line, column, reason });
    }

    /// Refuses a second content under one key, brings the changes into order and the refused into that of their lines.
    pub(super) fn finish(mut self, name: &str) -> Batch {
        self.changes.sort_by_key(|p| (p.line, p.column));
        self.one_content_a_key();
        self.refused.sort_by_key(|r| (r.line, r.column));
        Batch { name: name.to_owned(), changes: ordered(self.changes, |p| &p.change), refused: self.refused }
    }

    /// Of two contents under one key in one file the second is refused: read again, the two would take turns for ever.
    fn one_content_a_key(&mut self) {
        let mut first: HashMap<Key, usize> = HashMap::new();
        let mut kept: Vec<Placed> = Vec::with_capacity(self.changes.len());
        for placed in std::mem::take(&mut self.changes) {
            let Some(key) = own_key(&placed.change) else {
                kept.push(placed);
                continue;
            };
            match first.get(&key).and_then(|i| kept.get(*i)) {
                Some(before) if before.change != placed.change => {
                    let reason = format!(
                        "the key `{key}` has another content in line {}; hint: give one of the two another key, or take one out",
                        before.line
                    );
                    self.refuse((placed.line, placed.column), &reason);
                }
                _ => {
                    first.entry(key).or_insert(kept.len());
                    kept.push(placed);
                }
            }
        }
        self.changes = kept;
    }
}

/// The key that a change makes something under.
fn own_key(change: &Change) -> Option<Key> {
    match change {
        Change::PutEntity(entity) => Some(entity.key.clone()),
        Change::PutDocument(document) => Some(document.key.clone()),
        Change::Assert(claim) => claim.key.clone(),
        _ => None,
    }
}
