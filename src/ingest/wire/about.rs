//! What a claim speaks of: `about.export = { from = "china", to = "us" }`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::plain::{DateWire, KeyWire, Plain, TextWire, texts, texts_wire, value};
use crate::model::{
    Details, Instrument, Invalid, Key, Metric, Observed, RelationKind, Stage, Subject, Tie, decode_subject_key,
};

/// Exactly one of these.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AboutWire {
    Export(TieWire),
    Restriction(TieWire),
    Contract(TieWire),
    Production(TieWire),
    Consumption(TieWire),
    Operation(TieWire),
    Location(TieWire),
    Ownership(TieWire),
    Membership(TieWire),
    Negotiation(TieWire),
    Support(TieWire),
    Observation(ObservationWire),
}

/// A relation's identity and what only some kinds have; which kind takes what is the model's to say.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TieWire {
    from: KeyWire,
    to: KeyWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commodity: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<Plain<Stage>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instrument: Option<Plain<Instrument>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    addressee: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facility: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    potential_supply: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    means: Option<String>,
}

/// An observation's identity and its words.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObservationWire {
    subject: KeyWire,
    metric: Plain<Metric>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commodity: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<Plain<Stage>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    regarding: Option<Plain<Regarding>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    text: Vec<TextWire>,
}

/// The key of a relation, which may be longer than others, or of a claim.
#[derive(Debug)]
struct Regarding(Key);

impl FromStr for Regarding {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        decode_subject_key(text).map_or_else(|| Key::new(text), |subject| Ok(subject.key())).map(Self)
    }
}

impl fmt::Display for Regarding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl AboutWire {
    /// The model's subject, and what lies outside its identity.
    pub(super) fn into_model(self) -> (Subject, Details) {
        let (kind, tie) = match self {
            Self::Export(tie) => (RelationKind::Export, tie),
            Self::Restriction(tie) => (RelationKind::Restriction, tie),
            Self::Contract(tie) => (RelationKind::Contract, tie),
            Self::Production(tie) => (RelationKind::Production, tie),
            Self::Consumption(tie) => (RelationKind::Consumption, tie),
            Self::Operation(tie) => (RelationKind::Operation, tie),
            Self::Location(tie) => (RelationKind::Location, tie),
            Self::Ownership(tie) => (RelationKind::Ownership, tie),
            Self::Membership(tie) => (RelationKind::Membership, tie),
            Self::Negotiation(tie) => (RelationKind::Negotiation, tie),
            Self::Support(tie) => (RelationKind::Support, tie),
            Self::Observation(seen) => return seen.into_model(),
        };
        tie.into_model(kind)
    }

    /// As it is written.
    pub(super) fn of(subject: Subject, details: Details) -> Self {
        let tie = match subject {
            Subject::Relation(tie) => tie,
            Subject::Observation(seen) => {
                return Self::Observation(ObservationWire::of(seen, details));
            }
        };
        let wire = match tie.kind {
            RelationKind::Export => Self::Export,
            RelationKind::Restriction => Self::Restriction,
            RelationKind::Contract => Self::Contract,
            RelationKind::Production => Self::Production,
            RelationKind::Consumption => Self::Consumption,
            RelationKind::Operation => Self::Operation,
            RelationKind::Location => Self::Location,
            RelationKind::Ownership => Self::Ownership,
            RelationKind::Membership => Self::Membership,
            RelationKind::Negotiation => Self::Negotiation,
            RelationKind::Support => Self::Support,
        };
        wire(TieWire::of(tie, details))
    }
}

impl TieWire {
    fn into_model(self, kind: RelationKind) -> (Subject, Details) {
        let tie = Tie {
            kind,
            from: self.from.0,
            to: self.to.0,
            commodity: value(self.commodity),
            stage: value(self.stage),
            instrument: value(self.instrument),
            number: self.number,
        };
        let details = Details {
            purpose: self.purpose,
            facility: value(self.facility),
            signed: value(self.signed),
            addressee: value(self.addressee),
            topic: self.topic,
            potential_supply: self.potential_supply,
            means: self.means,
            text: Vec::new(),
        };
        (Subject::Relation(tie), details)
    }

    fn of(tie: Tie, details: Details) -> Self {
        Self {
            from: Plain(tie.from),
            to: Plain(tie.to),
            commodity: tie.commodity.map(Plain),
            stage: tie.stage.map(Plain),
            instrument: tie.instrument.map(Plain),
            number: tie.number,
            addressee: details.addressee.map(Plain),
            purpose: details.purpose,
            facility: details.facility.map(Plain),
            signed: details.signed.map(Plain),
            topic: details.topic,
            potential_supply: details.potential_supply,
            means: details.means,
        }
    }
}

impl ObservationWire {
    fn into_model(self) -> (Subject, Details) {
        let seen = Observed {
            subject: self.subject.0,
            metric: self.metric.0,
            commodity: value(self.commodity),
            stage: value(self.stage),
            regarding: value(self.regarding).map(|r| r.0),
            number: self.number,
        };
        (Subject::Observation(seen), Details { text: texts(self.text), ..Details::default() })
    }

    fn of(seen: Observed, details: Details) -> Self {
        Self {
            subject: Plain(seen.subject),
            metric: Plain(seen.metric),
            commodity: seen.commodity.map(Plain),
            stage: seen.stage.map(Plain),
            regarding: seen.regarding.map(|key| Plain(Regarding(key))),
            number: seen.number,
            text: texts_wire(details.text),
        }
    }
}
