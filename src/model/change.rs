//! What is written: changes, and the transaction that holds them.

use super::{Claim, Document, Entity, Instant, Key};

/// A position in the journal. The first transaction has 1; 0 is the empty store.
pub type Seq = u64;

/// The most that the changes of one transaction may take as a record, in bytes, so that it fits one message of a replicated log.
pub const MAX_TRANSACTION_BYTES: usize = 900_000;

/// One thing that a transaction does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Makes an entity, or a newer version of it, as a whole.
    PutEntity(Entity),
    /// Makes a document.
    PutDocument(Document),
    /// Makes a claim.
    Assert(Box<Claim>),
    /// Ends a claim for good.
    Retract {
        /// Which.
        claim: Key,
        /// Why.
        reason: String,
    },
    /// Judges `from` to be the same as `into`, which survives.
    Merge {
        /// The one whose key resolves to the other's from now on.
        from: Key,
        /// The survivor.
        into: Key,
        /// Why.
        reason: String,
    },
    /// Undoes the merge of a key from now on.
    Split {
        /// The key that was merged.
        key: Key,
        /// Why.
        reason: String,
    },
    /// Judges two entities to be perhaps the same.
    SamePerhaps {
        /// One.
        a: Key,
        /// The other.
        b: Key,
        /// Why.
        reason: String,
    },
    /// Judges two entities not to be the same.
    NotSame {
        /// One.
        a: Key,
        /// The other.
        b: Key,
        /// Why.
        reason: String,
    },
    /// Takes a document's text away, at every sequence number; title, dates and claims stay.
    StrikeText {
        /// Which.
        document: Key,
        /// Why.
        reason: String,
    },
}

/// A recorded transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: Seq,
    /// When it was recorded; never before the one before it.
    pub time: Instant,
    /// Who wrote it, where that is known.
    pub who: Option<String>,
    /// The caller's key for the transaction.
    pub key: Option<String>,
    /// What it did.
    pub changes: Vec<Change>,
    /// Keys that it named and that stood there already with the same content.
    pub already: Vec<Key>,
}
