//! Changes on their way into a store, in transactions that are each whole: what a rule refuses is left out and told, with
//! the place where it was read, and the rest of its transaction is taken without it.

use std::collections::HashMap;

use super::{IntakeError, Taken};
use crate::{
    ingest::{Batch, Placed, Refused, plan, together},
    journal::encoded_len,
    model::{Change, Entity, Key, MAX_TRANSACTION_BYTES},
    store::{CommitError, Store, Transaction},
};

/// So that the keys of what is there already fit a record beside the changes.
const MAX_CHANGES: usize = 400;

/// What the store adds to a claim when it records it: its own key, and that of a relation that it regards.
const ADDED_BYTES: usize = 512;

/// A change, the file that it is from, and its place there.
type Item = (usize, Placed);

/// Takes what several files hold; they may refer to each other. `key` gives the key of each transaction, if it is to have
/// one; `who` is recorded with all of them; `progress` is told how many changes are done of how many.
///
/// # Errors
/// When the store takes nothing at all. What was written before stays.
pub fn take(
    store: &Store,
    batches: Vec<Batch>,
    who: Option<&str>,
    key: impl Fn(usize) -> Option<String>,
    progress: impl Fn(usize, usize),
) -> Result<Taken, IntakeError> {
    let names: Vec<String> = batches.iter().map(|batch| batch.name.clone()).collect();
    let mut taking = Taking { store, names, who: who.map(str::to_owned), taken: Taken::default() };
    for (file, batch) in batches.iter().enumerate() {
        batch.refused.iter().for_each(|refused| taking.refuse(file, refused.clone()));
    }
    let items = taking.without_second_versions(together(batches));
    let all = items.len();
    let size = |(_, placed): &Item| encoded_len(std::slice::from_ref(&placed.change)) + ADDED_BYTES;
    let planned = plan(items, MAX_TRANSACTION_BYTES, MAX_CHANGES, size);
    for (file, placed) in planned.too_large {
        let reason = format!("it is larger than a transaction may be, {MAX_TRANSACTION_BYTES} bytes");
        taking.refuse(file, at(&placed, reason));
    }
    let mut done = 0;
    for (number, items) in planned.transactions.into_iter().enumerate() {
        done += items.len();
        taking.commit(items, key(number))?;
        progress(done, all);
    }
    let mut taken = taking.taken;
    taken.refused.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Ok(taken)
}

struct Taking<'s> {
    store: &'s Store,
    names: Vec<String>,
    who: Option<String>,
    taken: Taken,
}

impl Taking<'_> {
    fn name(&self, file: usize) -> String {
        self.names.get(file).cloned().unwrap_or_default()
    }

    fn refuse(&mut self, file: usize, refused: Refused) {
        let file = self.name(file);
        let Refused { line, column, reason } = refused;
        self.taken.refused.push(super::Refused { file, line, column, reason });
    }

    /// One import gives an entity once: of two versions neither would be the one that was meant, and each further run would
    /// write both again.
    fn without_second_versions(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut first: HashMap<Key, (usize, usize, Entity)> = HashMap::new();
        let mut kept = Vec::with_capacity(items.len());
        for (file, placed) in items {
            if let Change::PutEntity(entity) = &placed.change {
                let (by, line, known) =
                    first.entry(entity.key.clone()).or_insert_with(|| (file, placed.line, entity.clone()));
                if known != entity {
                    let reason = format!(
                        "`{}` is put with other content at {}:{line}; hint: keep one of them",
                        entity.key,
                        self.names.get(*by).map_or("", String::as_str)
                    );
                    self.refuse(file, at(&placed, reason));
                    continue;
                }
            }
            kept.push((file, placed));
        }
        kept
    }

    /// Writes one transaction, without what is refused.
    fn commit(&mut self, mut items: Vec<Item>, key: Option<String>) -> Result<(), IntakeError> {
        while !items.is_empty() {
            let changes: Vec<Change> = items.iter().map(|(_, placed)| placed.change.clone()).collect();
            let before = self.store.graph().seq();
            let transaction = Transaction { changes, key: key.clone(), who: self.who.clone(), if_seq: None };
            match self.store.commit(transaction) {
                Ok(committed) => {
                    let already = if committed.repeated { items.len() } else { committed.already.len() };
                    self.taken.already += already;
                    self.taken.new += items.len() - already;
                    self.taken.transactions += usize::from(committed.seq > before);
                    return Ok(());
                }
                Err(CommitError::Refused(refusal)) if refusal.change < items.len() => {
                    let (file, placed) = items.remove(refusal.change);
                    let field = if refusal.field.is_empty() { String::new() } else { format!("{}: ", refusal.field) };
                    let message = refusal.message.replace("\nhint:", "; hint:").replace('\n', " ");
                    self.refuse(file, at(&placed, format!("{field}{message}")));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

fn at(placed: &Placed, reason: String) -> Refused {
    Refused { line: placed.line, column: placed.column, reason }
}
