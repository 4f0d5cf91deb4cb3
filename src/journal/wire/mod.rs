//! The body of a record, in wire forms of its own that are converted to and from the model by hand.
//!
//! Written with postcard: fields in the order declared, vocabularies as their lasting codes, variants by their place. So
//! fields and variants keep their place for ever; another layout is another version of the record.

mod claim;
mod document;
mod entity;
mod measure;
mod values;

use serde::{Deserialize, Serialize};

use crate::model::{self, Invalid, Key};
use values::{key, keys, text};

/// What a record holds beside its number, its time and its place in the chain.
#[derive(Serialize, Deserialize)]
pub(super) struct Body<'a> {
    #[serde(borrow)]
    who: Option<&'a str>,
    #[serde(borrow)]
    key: Option<&'a str>,
    #[serde(borrow)]
    changes: Vec<Change<'a>>,
    #[serde(borrow)]
    already: Vec<&'a str>,
}

#[derive(Serialize, Deserialize)]
enum Change<'a> {
    #[serde(borrow)]
    PutEntity(entity::Entity<'a>),
    #[serde(borrow)]
    PutDocument(document::Document<'a>),
    #[serde(borrow)]
    Assert(Box<claim::Claim<'a>>),
    Retract(&'a str, &'a str),
    Merge(&'a str, &'a str, &'a str),
    Split(&'a str, &'a str),
    SamePerhaps(&'a str, &'a str, &'a str),
    NotSame(&'a str, &'a str, &'a str),
    StrikeText(&'a str, &'a str),
}

/// How many bytes these changes take in a record.
///
/// At most [`MAX_TRANSACTION_BYTES`](model::MAX_TRANSACTION_BYTES) of them go into one transaction. Sizes of changes add
/// up, but for the few bytes that count them. The cost is that of writing them.
pub fn encoded_len(changes: &[model::Change]) -> usize {
    let changes: Vec<_> = changes.iter().map(Change::from).collect();
    postcard::experimental::serialized_size(&changes).unwrap_or(usize::MAX)
}

impl<'a> Body<'a> {
    pub(super) fn of(entry: &'a model::Entry) -> Self {
        Self {
            who: entry.who.as_deref(),
            key: entry.key.as_deref(),
            changes: entry.changes.iter().map(Change::from).collect(),
            already: entry.already.iter().map(Key::as_str).collect(),
        }
    }

    /// The entry of this body, with its number and its time.
    pub(super) fn entry(self, seq: model::Seq, time: model::Instant) -> Result<model::Entry, Invalid> {
        Ok(model::Entry {
            seq,
            time,
            who: text(self.who),
            key: text(self.key),
            changes: self.changes.into_iter().map(model::Change::try_from).collect::<Result<_, _>>()?,
            already: keys(self.already)?,
        })
    }
}

impl<'a> From<&'a model::Change> for Change<'a> {
    fn from(change: &'a model::Change) -> Self {
        use model::Change as M;
        match change {
            M::PutEntity(entity) => Self::PutEntity(entity.into()),
            M::PutDocument(document) => Self::PutDocument(document.into()),
            M::Assert(claim) => Self::Assert(Box::new((&**claim).into())),
            M::Retract { claim, reason } => Self::Retract(claim.as_str(), reason),
            M::Merge { from, into, reason } => Self::Merge(from.as_str(), into.as_str(), reason),
            M::Split { key, reason } => Self::Split(key.as_str(), reason),
            M::SamePerhaps { a, b, reason } => Self::SamePerhaps(a.as_str(), b.as_str(), reason),
            M::NotSame { a, b, reason } => Self::NotSame(a.as_str(), b.as_str(), reason),
            M::StrikeText { document, reason } => Self::StrikeText(document.as_str(), reason),
        }
    }
}

impl TryFrom<Change<'_>> for model::Change {
    type Error = Invalid;
    fn try_from(change: Change<'_>) -> Result<Self, Invalid> {
        use Change as W;
        let owned = str::to_owned;
        Ok(match change {
            W::PutEntity(entity) => Self::PutEntity(entity.try_into()?),
            W::PutDocument(document) => Self::PutDocument(document.try_into()?),
            W::Assert(claim) => Self::Assert(Box::new((*claim).try_into()?)),
            W::Retract(claim, reason) => Self::Retract { claim: key(claim)?, reason: owned(reason) },
            W::Merge(from, into, reason) => Self::Merge { from: key(from)?, into: key(into)?, reason: owned(reason) },
            W::Split(split, reason) => Self::Split { key: key(split)?, reason: owned(reason) },
            W::SamePerhaps(a, b, reason) => Self::SamePerhaps { a: key(a)?, b: key(b)?, reason: owned(reason) },
            W::NotSame(a, b, reason) => Self::NotSame { a: key(a)?, b: key(b)?, reason: owned(reason) },
            W::StrikeText(document, reason) => Self::StrikeText { document: key(document)?, reason: owned(reason) },
        })
    }
}
