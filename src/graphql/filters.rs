//! What lists are filtered by.

use async_graphql::{ID, InputObject};

use super::{
    enums::{ClaimMode, EntityKind, Instrument, Metric, RelationKind, Stage, Status},
    scalars::{Date, Decimal},
};

/// Which entities; all that is given must be so.
#[derive(InputObject, Clone, Debug, Default)]
pub struct EntityFilter {
    /// Of one of these kinds.
    pub kinds: Option<Vec<EntityKind>>,
    /// Of this finer kind, in the words of the facts: `country`, `company`.
    pub subkind: Option<String>,
    /// Performing this step of the chain.
    pub stage: Option<Stage>,
    /// Being this commodity or a narrower one, or performing a stage on it, a wider or a narrower one: an id, key, code or name.
    pub commodity: Option<ID>,
    /// With this text in a name, a code or the key, without regard to case; for misspellings see `search`.
    pub text: Option<String>,
}

/// Which relations; all that is given must be so. The kinds, `from`, `to` and `with` narrow the search itself; the rest is looked at one by one.
#[derive(InputObject, Clone, Debug, Default)]
pub struct RelationFilter {
    /// Of one of these kinds.
    pub kinds: Option<Vec<RelationKind>>,
    /// Starting at this entity: an id, key, code or name.
    pub from: Option<ID>,
    /// Ending at this entity: an id, key, code or name.
    pub to: Option<ID>,
    /// Starting or ending at this entity: an id, key, code or name.
    pub with: Option<ID>,
    /// Of this commodity, a wider or a narrower one: an id, key, code or name.
    pub commodity: Option<ID>,
    /// Of this step of the chain.
    pub stage: Option<Stage>,
    /// Of one of these statuses.
    pub statuses: Option<Vec<Status>>,
    /// Restrictions of one of these instruments; relations of other kinds are left out.
    pub instruments: Option<Vec<Instrument>>,
    /// Only those on which claims disagree, or only those on which they do not.
    pub disputed: Option<bool>,
    /// Also those that no claim holds on the view's date.
    #[graphql(default_with = "Some(false)")]
    pub include_lapsed: Option<bool>,
    /// With such a figure.
    pub measure: Option<MeasureFilter>,
}

/// Relations with a figure of this metric and unit in this range, of a claim that holds (of a lapsed relation: that counts). Masses
/// are converted into each other; currencies never.
#[derive(InputObject, Clone, Debug)]
pub struct MeasureFilter {
    /// What it measures.
    pub metric: Metric,
    /// In this unit or one that can be converted to it; needed for `min` and `max`.
    pub unit: Option<String>,
    /// At least this.
    pub min: Option<Decimal>,
    /// At most this.
    pub max: Option<Decimal>,
}

/// Which claims; all that is given must be so.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ClaimFilter {
    /// About this relation or observation, or about one of which this entity is a part: an id or key, and of an entity also a code or name.
    pub about: Option<ID>,
    /// Resting on this document: its id or key.
    pub document: Option<ID>,
    /// Made in one of these ways.
    pub modes: Option<Vec<ClaimMode>>,
    /// Giving one of these statuses.
    pub statuses: Option<Vec<Status>>,
    /// Resting on a document of this publisher: an id, key, code or name.
    pub publisher: Option<ID>,
    /// Only those that were retracted, or only those that were not. Both where left out.
    pub retracted: Option<bool>,
    /// Only those that count, or only those that do not, being retracted or superseded. Both where left out.
    pub counts: Option<bool>,
}

/// Which documents; all that is given must be so.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DocumentFilter {
    /// Of this publisher: an id, key, code or name.
    pub publisher: Option<ID>,
    /// Brought by this workflow or collection.
    pub collection: Option<String>,
    /// Naming this entity, or carrying claims about it that count: an id, key, code or name.
    pub mentions: Option<ID>,
    /// Published on this day or later; a document of 2025-06 may be of its last day.
    pub published_from: Option<Date>,
    /// Published on this day or before; a document of 2025-06 may be of its first day.
    pub published_to: Option<Date>,
    /// With this text in a title or a passage, without regard to case; for misspellings see `search`.
    pub text: Option<String>,
}
