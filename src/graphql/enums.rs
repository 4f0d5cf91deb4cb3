//! The contract's vocabularies, each beside the model's.

use async_graphql::{Enum, ServerResult, resolver_utils::EnumType};

use super::written::{Of, Put, word};
use crate::model;

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident = $model:literal { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
        #[graphql(remote = $model)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl Put for $name {
            fn put(&self, _: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
                Self::items().iter().filter(|item| item.value == *self).for_each(|item| word(item.name, out));
                Ok(())
            }
        }
    )+};
}

vocabulary! {
    /// What an entity is.
    EntityKind = "model::EntityKind" {
        /// A country, a territory, a state, a region, the world.
        Place,
        /// A company, a ministry, an association, a government.
        Organization,
        /// A mine, a plant.
        Facility,
        /// All who perform one step of the chain in a place, such as US refining.
        Industry,
        /// A thing traded.
        Commodity,
    }

    /// What a relation (an edge) says, and which way goods flow along it.
    RelationKind = "model::RelationKind" {
        /// Exporter to importer; goods flow the same way.
        Export,
        /// A government to whom it holds goods back from; crosses other relations.
        Restriction,
        /// A buyer to its supplier; goods flow back, from `to` to `from`.
        Contract,
        /// A producer to a commodity.
        Production,
        /// A user to a commodity.
        Consumption,
        /// An organisation to a facility or an industry that it runs, builds or will run; goods flow the same way.
        Operation,
        /// What lies in a place to that place; goods flow both ways.
        Location,
        /// An owner to what it owns; goods flow the same way.
        Ownership,
        /// A part to its whole; goods flow the same way.
        Membership,
        /// A seeker to its counterpart; goods flow back, if the talk is about supply.
        Negotiation,
        /// A government to what it backs.
        Support,
    }

    /// A step of the chain from ore to product.
    Stage = "model::Stage" {
        /// Taking ore out of the ground.
        Mining,
        /// Ore to concentrate.
        Concentration,
        /// Separation and refining to oxides and compounds.
        Refining,
        /// Oxides to metals and alloys.
        Metal,
        /// Metals to products such as magnets.
        Manufacturing,
        /// Scrap back to material; it may come before any other stage.
        Recycling,
    }

    /// How firm a relation is, weakest first; then ENDED.
    Status = "model::Status" {
        /// A source says that it does not exist.
        Denied,
        /// It is thought of.
        Considered,
        /// It is talked about.
        Discussed,
        /// It is asked for.
        Requested,
        /// It is made public, not yet done.
        Announced,
        /// It is signed or decided.
        Agreed,
        /// It is in force and being relaxed.
        Eased,
        /// It is in force, being delivered, running.
        Active,
        /// It is over.
        Ended,
    }

    /// How a claim is made, strongest first.
    ClaimMode = "model::ClaimMode" {
        /// An official record.
        Official,
        /// Stated as a fact.
        Reported,
        /// The word of a named third party.
        Attributed,
        /// The word of an unnamed third party.
        Hearsay,
        /// A reading or a forecast; it never sets a state.
        Opinion,
    }

    /// The kind of an export restriction, in the terms of OECD's inventory.
    Instrument = "model::Instrument" {
        /// Nothing may pass.
        Ban,
        /// Goods pass with a licence.
        Licensing,
        /// Goods pass up to an amount.
        Quota,
        /// Goods pass at a duty.
        Tax,
        /// The source names no kind.
        Control,
        /// Another kind.
        Other,
    }

    /// What a figure measures.
    Metric = "model::Metric" {
        /// Mass or number of goods.
        Quantity,
        /// Money.
        Value,
        /// A part of a whole, such as of a country's imports.
        Share,
        /// A change of a quantity against a base period.
        QuantityChange,
        /// A change of a value against a base period.
        ValueChange,
        /// A change of a share against a base period.
        ShareChange,
        /// Money per mass.
        Price,
        /// A change of a price against a base period.
        PriceChange,
        /// What is in the ground and worth mining.
        Reserves,
        /// A number of things or people.
        Count,
        /// No defined measure: never compared with another.
        Other,
    }

    /// Whether goods can pass, by the restrictions that cross a hop on the view's date; of a path the worst of its hops.
    Access = "crate::questions::access::Access" {
        /// Nothing crosses.
        Open,
        /// A restriction is decided, asked for or talked of.
        AtRisk,
        /// A restriction is in force or being eased; goods may pass by its rules.
        Restricted,
        /// A ban is in force.
        Blocked,
    }

    /// How real a supply is: the status of its weakest hop, in three steps.
    Standing = "crate::questions::standing::Standing" {
        /// Goods move: ACTIVE or EASED.
        Operating,
        /// Signed, decided or announced: AGREED or ANNOUNCED.
        Contracted,
        /// Asked for, talked of or thought of: REQUESTED, DISCUSSED or CONSIDERED.
        Prospective,
    }

    /// Why a step of a way is none of a path, the mildest first.
    ObstacleKind = "crate::questions::obstacle::ObstacleKind" {
        /// It is only asked for, talked of or thought of. That makes a path PROSPECTIVE; it closes none.
        TalkedOf,
        /// It holds by what was recorded or printed later than the view looks.
        KnownLater,
        /// It begins after the view's date.
        Later,
        /// A ban that is in force crosses it.
        Blocked,
        /// It ended, or nothing has been heard of it since.
        Ended,
        /// The strongest claim says that it does not exist.
        Denied,
        /// It is of another commodity than the one that is asked about.
        Commodity,
        /// It goes back along the chain of stages.
        StageOrder,
        /// It leads into, or starts from, a total such as the world.
        Aggregate,
    }

    /// In what something differs between two views. Seen from the other view BEGAN is ENDED, BECAME_KNOWN is WITHDRAWN, APPEARED is GONE.
    DifferenceKind = "crate::questions::diff::Change" {
        /// There only afterwards: a relation of a status other than DENIED and ENDED, or an observation.
        Began,
        /// There only before.
        Ended,
        /// Of another status.
        Status,
        /// Of another standing: a supplier or a path.
        Standing,
        /// Goods can pass more, or less.
        Access,
        /// The figures that hold are others; of a supplier its share.
        Figures,
        /// Of a supplier: another best path, or direct where it was not.
        Path,
        /// A claim counts that did not: recorded since, or printed since.
        BecameKnown,
        /// A claim does not count that did: retracted, superseded, or, looking back, not known yet.
        Withdrawn,
        /// Only in the later answer.
        Appeared,
        /// Only in the earlier answer.
        Gone,
    }

    /// What paths are made of.
    Along = "crate::questions::flow::Along" {
        /// Relations along which goods flow, the way they flow, by the rules of a supply path.
        Supply,
        /// Every relation that exists, either way; no rule of stages, of aggregates or of flow.
        Any,
    }

    /// Which paths come first. What is equal in all that is named comes by the keys of the relations, read from `from`.
    PathRank = "crate::questions::paths::PathRank" {
        /// Fewest hops; then what is blocked last, by standing, by access.
        Hops,
        /// What is blocked last, by standing, by access; then fewest hops.
        Standing,
        /// The largest of the smallest shares on the hops that have one, paths without any last; then fewest hops.
        Share,
        /// The same with values, in the currency that most have theirs in.
        Value,
    }

    /// What is searched.
    SearchKind = "crate::graph::TextKind" {
        /// Entities, by name, code and key.
        Entity,
        /// Documents, by title and text.
        Document,
        /// Claims, by statement and note.
        Claim,
    }
}

vocabulary! {
    /// How sure it is that claims speak of the same.
    Certainty = "crate::graph::Certainty" {
        /// It may be another period, or another basis: one of them is not stated.
        Possible,
        /// Periods overlap, and what is measured is the same.
        Certain,
    }

    /// Of what claims disagree.
    ConflictKind = "crate::questions::conflicts::ConflictKind" {
        /// Their figures do not meet.
        Figures,
        /// They hold at the same time and give different statuses.
        Status,
        /// A stated share is not what follows from stated values and quantities.
        ComputedShare,
    }

    /// Why one claim about a subject ranks before another, in the order in which the criteria are asked.
    RankedBy = "crate::questions::ranking::RankedBy" {
        /// It has begun by the view's date, the other has not.
        Begun,
        /// It holds on the view's date, the other does not.
        Holds,
        /// It holds by its own dates, the other is merely carried on, as figures are after their period.
        NotCarried,
        /// It is made in a stronger mode: OFFICIAL, REPORTED, ATTRIBUTED, HEARSAY, OPINION.
        Mode,
        /// It begins later.
        BeginsLater,
        /// It was published later.
        PublishedLater,
        /// Nothing else tells them apart: by the order of their keys.
        Key,
    }
}

vocabulary! {
    /// What happened. Of one date events come in this order.
    EventKind = "crate::questions::timeline::EventKind" {
        /// A contract was signed, as a claim says.
        Signed,
        /// Terms were changed by agreement: a contract's amendment.
        Amended,
        /// What a claim says begins.
        Claimed,
        /// What a claim says is over.
        Over,
        /// A restriction came into force.
        Imposed,
        /// A restriction began to be relaxed.
        Eased,
        /// A restriction went out of force.
        Lifted,
        /// The state of another relation, or another state of a restriction, changed.
        Status,
        /// A claim was replaced by a correction; on the day of recording.
        Superseded,
        /// A claim was taken back; on the day of recording.
        Retracted,
    }

    /// By what an event's date is known.
    PlacedBy = "crate::questions::timeline::PlacedBy" {
        /// The claim says when what it says begins.
        ValidFrom,
        /// The claim says when what it says ends.
        ValidTo,
        /// The claim says when the contract was signed.
        Signed,
        /// The period of its figures.
        Period,
        /// Nothing but its publication.
        Publication,
        /// It was recorded then, or nothing else is known.
        Recording,
        /// Figures alone were carried on until then (`carryForwardMonths`).
        Carried,
    }
}

/// Which relations of an entity: those that start at it, those that end at it, or both.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Those that start at it.
    Out,
    /// Those that end at it.
    In,
    /// Both.
    Both,
}

/// The order of a list of entities. Ties are settled by the key.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityOrder {
    /// By English name (else the first there is), without regard to case.
    Name,
    /// By key.
    Key,
    /// By kind, in the order of EntityKind.
    Kind,
    /// Those with the most relations first; the dearest order, since all relations of all that match are counted.
    Degree,
}

/// The order of a list of documents.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentOrder {
    /// As they were recorded.
    Recorded,
    /// Those published last first; one without a date by the day of its recording. Ties are settled by the key. All are read for a page.
    Published,
}

/// The order of a list of relations. Ties are settled by the key.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationOrder {
    /// By kind, in the order of RelationKind.
    Kind,
    /// By key.
    Key,
    /// The newest observed figure first (`lastObserved`), those without one last.
    Latest,
    /// The largest VALUE first, those without one last. Currencies are not converted: filter by one to compare.
    Value,
}
