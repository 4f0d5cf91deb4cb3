//! What a claim is about, as it is written.

use async_graphql::{ID, InputObject, OneofObject};

use super::{TextInput, any_key, key, key_if, texts};
use crate::{
    graphql::{
        enums::{Instrument, Metric, Stage},
        error::Fault,
        scalars::PartialDate,
    },
    model::{self, Details, Observed, RelationKind, Subject, Tie},
};

/// What a claim speaks of: exactly one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum AboutInput {
    /// Exporter to importer. Only an export may lead from an entity to itself (re-imports).
    Export(TieInput),
    /// A government to whom it holds goods back from.
    Restriction(RestrictionInput),
    /// A buyer to its supplier.
    Contract(ContractInput),
    /// A producer to a commodity.
    Production(TieInput),
    /// A user to a commodity.
    Consumption(TieInput),
    /// An organisation to a facility or an industry.
    Operation(TieInput),
    /// A facility, industry, organisation or place to a place.
    Location(TieInput),
    /// An owner to what it owns.
    Ownership(TieInput),
    /// A part to its whole.
    Membership(TieInput),
    /// A seeker to its counterpart.
    Negotiation(NegotiationInput),
    /// A government to what it backs.
    Support(SupportInput),
    /// A fact about one entity that is no relation.
    Observation(ObservationInput),
}

macro_rules! ties {
    ($($(#[$doc:meta])* $name:ident { $($(#[$own_doc:meta])* $own:ident: $ty:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(InputObject, Clone, Debug)]
        pub struct $name {
            /// Where it starts: the key of an entity.
            from: ID,
            /// Where it ends: the key of an entity; of a production or a consumption the commodity.
            to: ID,
            /// What is traded or held back: the key of a commodity.
            commodity: Option<ID>,
            /// The step of the chain.
            stage: Option<Stage>,
            /// Tells parallel relations of one kind apart: a contract's number or name, say. Left out where one is enough.
            number: Option<String>,
            $($(#[$own_doc])* $own: $ty,)*
        }

        impl $name {
            fn tie(&self, kind: RelationKind, instrument: Option<model::Instrument>) -> Result<Tie, Fault> {
                Ok(Tie {
                    kind,
                    from: key("from", &self.from)?,
                    to: key("to", &self.to)?,
                    commodity: key_if("commodity", self.commodity.as_ref())?,
                    stage: self.stage.map(Into::into),
                    instrument,
                    number: self.number.clone(),
                })
            }
        }
    )+};
}

ties! {
    /// The ends of a relation, and what tells it apart.
    TieInput {}

    /// A restriction.
    RestrictionInput {
        /// Of what kind it is; CONTROL where the source names none.
        instrument: Instrument,
        /// Who is told: the key of an entity.
        addressee: Option<ID>,
    }

    /// A contract. Its value is a measure of the claim.
    ContractInput {
        /// What for.
        purpose: Option<String>,
        /// The key of the facility that it is about.
        facility: Option<ID>,
        /// When it was signed.
        signed: Option<PartialDate>,
    }

    /// A negotiation.
    NegotiationInput {
        /// What about.
        topic: Option<String>,
        /// Whether it is about `to` supplying `from`.
        potential_supply: Option<bool>,
    }

    /// A support.
    SupportInput {
        /// By what: a law, a grant, a loan, a rule that is eased.
        means: Option<String>,
    }
}

/// An observation: a fact about one entity that is no relation.
#[derive(InputObject, Clone, Debug)]
pub struct ObservationInput {
    /// The key of whom or what it is about.
    subject: ID,
    /// What is measured; OTHER where it is words alone.
    metric: Metric,
    /// The key of a commodity.
    commodity: Option<ID>,
    /// The step of the chain.
    stage: Option<Stage>,
    /// The relation that it speaks of: its key, or that of a claim about it.
    regarding: Option<ID>,
    /// Tells parallel observations apart.
    number: Option<String>,
    /// The observation in words, a text a language.
    text: Option<Vec<TextInput>>,
}

impl AboutInput {
    /// As the model has it.
    pub(super) fn read(self) -> Result<(Subject, Details), Fault> {
        let plain = |kind: RelationKind, tie: &TieInput| Ok((tie.tie(kind, None)?, Details::default()));
        let (kind, read) = match self {
            Self::Export(tie) => (RelationKind::Export, plain(RelationKind::Export, &tie)),
            Self::Production(tie) => (RelationKind::Production, plain(RelationKind::Production, &tie)),
            Self::Consumption(tie) => (RelationKind::Consumption, plain(RelationKind::Consumption, &tie)),
            Self::Operation(tie) => (RelationKind::Operation, plain(RelationKind::Operation, &tie)),
            Self::Location(tie) => (RelationKind::Location, plain(RelationKind::Location, &tie)),
            Self::Ownership(tie) => (RelationKind::Ownership, plain(RelationKind::Ownership, &tie)),
            Self::Membership(tie) => (RelationKind::Membership, plain(RelationKind::Membership, &tie)),
            Self::Restriction(tie) => (RelationKind::Restriction, tie.read()),
            Self::Contract(tie) => (RelationKind::Contract, tie.read()),
            Self::Negotiation(tie) => (RelationKind::Negotiation, tie.read()),
            Self::Support(tie) => (RelationKind::Support, tie.read()),
            Self::Observation(seen) => return seen.read().map_err(|fault| fault.within("observation")),
        };
        match read {
            Ok((tie, details)) => Ok((Subject::Relation(tie), details)),
            Err(fault) => Err(Fault::within(fault, &kind.prefix())),
        }
    }
}

impl RestrictionInput {
    fn read(self) -> Result<(Tie, Details), Fault> {
        let addressee = key_if("addressee", self.addressee.as_ref())?;
        let tie = self.tie(RelationKind::Restriction, Some(self.instrument.into()))?;
        Ok((tie, Details { addressee, ..Details::default() }))
    }
}

impl ContractInput {
    fn read(self) -> Result<(Tie, Details), Fault> {
        let tie = self.tie(RelationKind::Contract, None)?;
        let facility = key_if("facility", self.facility.as_ref())?;
        let signed = self.signed.map(|d| d.0);
        Ok((tie, Details { purpose: self.purpose, facility, signed, ..Details::default() }))
    }
}

impl NegotiationInput {
    fn read(self) -> Result<(Tie, Details), Fault> {
        let tie = self.tie(RelationKind::Negotiation, None)?;
        let details = Details { topic: self.topic, potential_supply: self.potential_supply, ..Details::default() };
        Ok((tie, details))
    }
}

impl SupportInput {
    fn read(self) -> Result<(Tie, Details), Fault> {
        let tie = self.tie(RelationKind::Support, None)?;
        Ok((tie, Details { means: self.means, ..Details::default() }))
    }
}

impl ObservationInput {
    fn read(self) -> Result<(Subject, Details), Fault> {
        let regarding = self.regarding.as_ref().map(|id| any_key("regarding", id)).transpose()?;
        let seen = Observed {
            subject: key("subject", &self.subject)?,
            metric: self.metric.into(),
            commodity: key_if("commodity", self.commodity.as_ref())?,
            stage: self.stage.map(Into::into),
            regarding,
            number: self.number,
        };
        Ok((Subject::Observation(seen), Details { text: texts("text", self.text)?, ..Details::default() }))
    }
}
