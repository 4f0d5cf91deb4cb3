//! The fold: a recorded transaction into the tables. Pure: the same journal gives the same graph. What was checked before it was
//! recorded folds without failing.

mod claim;
mod entities;
mod judgement;
mod placing;

use petgraph::graph::NodeIndex;
use thiserror::Error;

use super::{
    index::hash,
    rows::{Lengths, TransactionRow},
    symbols::Symbol,
    tables::Graph,
};
use crate::model::{Change, Entry, Instant, Key, Seq};

/// A recorded transaction that the rules do not allow: the journal holds what no check of ours let in.
#[derive(Debug, Error)]
#[error(
    "transaction {seq} cannot be folded: {why}\nhint: the journal was written by another program or another version; restore a backup"
)]
pub struct Unfoldable {
    /// Which transaction.
    pub seq: Seq,
    /// What is wrong with it.
    pub why: String,
}

type Folded<T> = Result<T, String>;

impl Graph {
    /// Folds a whole journal and publishes its last number. Adjacency lists are laid out flat at the end.
    /// Linear in the size of the journal.
    ///
    /// # Errors
    /// The first error of `entries`, or an entry that cannot be folded.
    pub fn load<E: From<Unfoldable>>(entries: impl Iterator<Item = Result<Entry, E>>) -> Result<Self, E> {
        let mut graph = Self::unlaid();
        let mut last = 0;
        for entry in entries {
            let entry = entry?;
            graph.fold(&entry)?;
            graph.join_indexes();
            last = entry.seq;
        }
        graph.lay_out().map_err(|why| Unfoldable { seq: last, why })?;
        graph.publish(last);
        Ok(graph)
    }

    /// Adds a transaction to the tables, unseen until [`Graph::publish`]. Writer only; call it only for what the journal holds.
    ///
    /// # Errors
    /// When it names what is not there, or its number is not the next.
    pub fn fold(&self, entry: &Entry) -> Result<(), Unfoldable> {
        let seq = entry.seq;
        let unfoldable = |why: String| Unfoldable { seq, why };
        if seq != self.transactions.count() as Seq + 1 {
            return Err(unfoldable(format!("expected transaction {}", self.transactions.count() + 1)));
        }
        let at = At { seq, time: entry.time };
        self.fold_entities(at, &entry.changes).map_err(unfoldable)?;
        for change in &entry.changes {
            self.fold_change(at, change).map_err(unfoldable)?;
        }
        let row = TransactionRow {
            time: entry.time,
            who: entry.who.as_deref().map(Into::into),
            key: entry.key.as_deref().map(Into::into),
            already: entry.already.as_slice().into(),
            lengths: self.lengths(),
        };
        let id = row_number(self.transactions.push(row)).map_err(unfoldable)?;
        if let Some(key) = &entry.key {
            self.transaction_keys.insert(hash(key.as_bytes()), id);
        }
        Ok(())
    }

    /// How long the tables are, unpublished rows included.
    pub(in crate::graph) fn lengths(&self) -> Lengths {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Lengths {
            entities: count(self.entities.count()),
            versions: count(self.versions.count()),
            documents: count(self.documents.count()),
            claims: count(self.claims.count()),
            relations: count(self.relations.count()),
            observations: count(self.observations.count()),
        }
    }

    fn fold_change(&self, at: At, change: &Change) -> Folded<()> {
        match change {
            Change::PutEntity(_) | Change::PutDocument(_) => Ok(()),
            Change::Assert(claim) => self.fold_claim(at, claim),
            Change::Retract { claim, reason } => self.fold_retraction(at, claim, reason),
            Change::Merge { from, into, reason } => self.fold_merge(at, from, into, reason),
            Change::Split { key, reason } => self.fold_split(at, key, reason),
            Change::SamePerhaps { a, b, reason } => self.fold_judgement(at, a, b, true, reason),
            Change::NotSame { a, b, reason } => self.fold_judgement(at, a, b, false, reason),
            Change::StrikeText { document, reason } => self.fold_strike(at, document, reason),
        }
    }

    pub(super) fn node(&self, key: &Key) -> Folded<NodeIndex> {
        self.entity_by_key(key.as_str()).ok_or_else(|| format!("there is no entity `{key}`"))
    }

    pub(super) fn document_number(&self, key: &Key) -> Folded<u32> {
        self.document_by_key(key.as_str()).ok_or_else(|| format!("there is no document `{key}`"))
    }

    pub(super) fn symbol(&self, text: Option<&str>) -> Folded<Option<Symbol>> {
        text.map(|t| self.symbols.put(t).ok_or_else(|| "too many texts".to_owned())).transpose()
    }
}

/// Number and time of the transaction that is folded.
#[derive(Clone, Copy)]
struct At {
    seq: Seq,
    time: Instant,
}

fn row_number(index: usize) -> Folded<u32> {
    // One less than the highest number, so that a link can add one.
    u32::try_from(index).ok().filter(|n| *n < u32::MAX).ok_or_else(full)
}

fn full() -> String {
    "a table is full: it has 2^32 rows".to_owned()
}
