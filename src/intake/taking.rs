//! Changes on their way into a store, in transactions that are each whole: what a rule refuses is left out and told, with
//! the place where it was read, and the rest of its transaction is taken without it.

use std::collections::HashMap;

use super::{IntakeError, Taken};
use crate::{
    ingest::{Batch, Placed, Refused, ordered, plan, together},
    journal::encoded_len,
    model::{Change, Key, MAX_TRANSACTION_BYTES},
    store::{CommitError, Store, Transaction},
};

/// So that the keys of what is there already fit a record beside the changes.
const MAX_CHANGES: usize = 400;

/// So much of what a part of an import is refused is kept to be tried again, in bytes of a record.
const WAITING_BYTES: usize = 16 << 20;

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
    let mut taking = Taking { who: who.map(str::to_owned), ..Taking::default() };
    taking.all(store, batches, key, progress)?;
    Ok(taking.report())
}

/// What is being taken, part by part, and what became of it so far.
#[derive(Default)]
pub struct Taking {
    names: Vec<String>,
    who: Option<String>,
    taken: Taken,
    /// Each entity's first version in this import: its file and line, and a hash of what it says.
    first: HashMap<Key, (usize, usize, blake3::Hash)>,
    /// What was refused in a part, since it may refer to what comes later; none where nothing comes later.
    waiting: Option<Waiting>,
}

/// Changes that are tried once more at the end.
#[derive(Default)]
struct Waiting {
    items: Vec<Item>,
    bytes: usize,
}

impl Taking {
    /// Takes one file part by part: a line may refer to what stands in a later part.
    pub fn in_parts(who: Option<&str>) -> Self {
        Self { who: who.map(str::to_owned), waiting: Some(Waiting::default()), ..Self::default() }
    }

    /// Takes one more part.
    ///
    /// # Errors
    /// When the store takes nothing at all. What was written before stays.
    pub fn part(&mut self, store: &Store, part: Batch) -> Result<(), IntakeError> {
        self.all(store, vec![part], |_| None, |_, _| ())
    }

    /// Tries once more what was refused when it came, and tells what became of everything.
    ///
    /// # Errors
    /// When the store takes nothing at all. What was written before stays.
    pub fn end(mut self, store: &Store) -> Result<Taken, IntakeError> {
        if let Some(waiting) = self.waiting.take() {
            self.write(store, ordered(waiting.items, |(_, placed)| &placed.change), |_| None, |_, _| ())?;
        }
        Ok(self.report())
    }

    /// How many are refused so far.
    pub fn refused(&self) -> usize {
        self.taken.refused.len()
    }

    fn report(self) -> Taken {
        let mut taken = self.taken;
        taken.refused.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        taken
    }

    fn all(
        &mut self,
        store: &Store,
        batches: Vec<Batch>,
        key: impl Fn(usize) -> Option<String>,
        progress: impl Fn(usize, usize),
    ) -> Result<(), IntakeError> {
        let before = self.names.len();
        for (file, batch) in batches.iter().enumerate() {
            self.names.push(batch.name.clone());
            batch.refused.iter().for_each(|refused| self.refuse(before + file, refused.clone()));
        }
        let items = together(batches).into_iter().map(|(file, placed)| (before + file, placed)).collect();
        let items = self.without_second_versions(items);
        self.write(store, items, key, progress)
    }

    fn write(
        &mut self,
        store: &Store,
        items: Vec<Item>,
        key: impl Fn(usize) -> Option<String>,
        progress: impl Fn(usize, usize),
    ) -> Result<(), IntakeError> {
        let all = items.len();
        let planned = plan(items, MAX_TRANSACTION_BYTES, MAX_CHANGES, size);
        for (file, placed) in planned.too_large {
            let reason = format!("it is larger than a transaction may be, {MAX_TRANSACTION_BYTES} bytes");
            self.refuse(file, at(&placed, reason));
        }
        let mut done = 0;
        for (number, items) in planned.transactions.into_iter().enumerate() {
            done += items.len();
            self.commit(store, items, key(number))?;
            progress(done, all);
        }
        Ok(())
    }

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
        let mut kept = Vec::with_capacity(items.len());
        for (file, placed) in items {
            if let Change::PutEntity(entity) = &placed.change {
                let says = blake3::hash(format!("{entity:?}").as_bytes());
                let (by, line, known) =
                    *self.first.entry(entity.key.clone()).or_insert_with(|| (file, placed.line, says));
                if known != says {
                    let reason = format!(
                        "`{}` is put with other content at {}:{line}; hint: keep one of them",
                        entity.key,
                        self.names.get(by).map_or("", String::as_str)
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
    fn commit(&mut self, store: &Store, mut items: Vec<Item>, key: Option<String>) -> Result<(), IntakeError> {
        while !items.is_empty() {
            let changes: Vec<Change> = items.iter().map(|(_, placed)| placed.change.clone()).collect();
            let before = store.graph().seq();
            let transaction = Transaction { changes, key: key.clone(), who: self.who.clone(), if_seq: None };
            match store.commit(transaction) {
                Ok(committed) => {
                    let already = if committed.repeated { items.len() } else { committed.already.len() };
                    self.taken.already += already;
                    self.taken.new += items.len() - already;
                    self.taken.transactions += usize::from(committed.seq > before);
                    return Ok(());
                }
                Err(CommitError::Refused(refusal)) if refusal.change < items.len() => {
                    let (file, placed) = items.remove(refusal.change);
                    if let Some(waiting) = &mut self.waiting
                        && waiting.bytes < WAITING_BYTES
                    {
                        waiting.bytes += size(&(file, placed.clone()));
                        waiting.items.push((file, placed));
                        continue;
                    }
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

/// The bytes of a change in a record.
fn size((_, placed): &Item) -> usize {
    encoded_len(std::slice::from_ref(&placed.change)) + ADDED_BYTES
}

fn at(placed: &Placed, reason: String) -> Refused {
    Refused { line: placed.line, column: placed.column, reason }
}
