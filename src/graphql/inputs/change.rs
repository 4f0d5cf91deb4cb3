//! Changes, as they are written.

use async_graphql::{ID, InputObject, OneofObject};

use super::{claim::ClaimInput, document::DocumentInput, entity::EntityInput, key};
use crate::{graphql::error::Fault, model};

/// One thing that a transaction does: exactly one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum Change {
    /// Makes an entity, or a newer version of it, as a whole.
    PutEntity(Box<EntityInput>),
    /// Makes a document.
    PutDocument(Box<DocumentInput>),
    /// Makes a claim.
    Assert(Box<ClaimInput>),
    /// Ends a claim for good; said again, it needs a new key.
    Retract(RetractInput),
    /// Judges two entities to be one.
    Merge(MergeInput),
    /// Undoes a merge from now on.
    Split(SplitInput),
    /// Judges two entities to be perhaps the same.
    SamePerhaps(PairInput),
    /// Judges two entities not to be the same.
    NotSame(PairInput),
    /// Takes a document's text away.
    StrikeText(StrikeInput),
}

/// The end of a claim.
#[derive(InputObject, Clone, Debug)]
pub struct RetractInput {
    /// The claim's key.
    claim: ID,
    /// Why.
    reason: String,
}

/// A judgement that two entities are one.
#[derive(InputObject, Clone, Debug)]
pub struct MergeInput {
    /// The key that resolves to the other's from now on.
    from: ID,
    /// The key of the one that survives.
    into: ID,
    /// Why.
    reason: String,
}

/// The end of a merge.
#[derive(InputObject, Clone, Debug)]
pub struct SplitInput {
    /// The key that was merged into another.
    key: ID,
    /// Why.
    reason: String,
}

/// A judgement of two entities.
#[derive(InputObject, Clone, Debug)]
pub struct PairInput {
    /// The key of one.
    a: ID,
    /// The key of the other.
    b: ID,
    /// Why.
    reason: String,
}

/// Takes a document's text away on legal demand; title, dates and claims stay.
#[derive(InputObject, Clone, Debug)]
pub struct StrikeInput {
    /// The document's key.
    document: ID,
    /// Why.
    reason: String,
}

impl Change {
    /// As the model has it.
    ///
    /// # Errors
    /// Where a key is none or a value is impossible.
    pub fn read(self) -> Result<model::Change, Fault> {
        Ok(match self {
            Self::PutEntity(entity) => model::Change::PutEntity(entity.read()?),
            Self::PutDocument(document) => model::Change::PutDocument(document.read()?),
            Self::Assert(claim) => model::Change::Assert(Box::new(claim.read()?)),
            Self::Retract(r) => model::Change::Retract { claim: key("claim", &r.claim)?, reason: r.reason },
            Self::Merge(m) => {
                model::Change::Merge { from: key("from", &m.from)?, into: key("into", &m.into)?, reason: m.reason }
            }
            Self::Split(s) => model::Change::Split { key: key("key", &s.key)?, reason: s.reason },
            Self::SamePerhaps(p) => {
                model::Change::SamePerhaps { a: key("a", &p.a)?, b: key("b", &p.b)?, reason: p.reason }
            }
            Self::NotSame(p) => model::Change::NotSame { a: key("a", &p.a)?, b: key("b", &p.b)?, reason: p.reason },
            Self::StrikeText(s) => {
                model::Change::StrikeText { document: key("document", &s.document)?, reason: s.reason }
            }
        })
    }
}
