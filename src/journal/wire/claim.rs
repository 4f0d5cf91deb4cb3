//! A claim in a record.

use serde::{Deserialize, Serialize};

use super::{
    measure::Measure,
    values::{self, Date, Text, key, keys, optional_date, optional_key, optional_word, text, word},
};
use crate::model::{self, ClaimMode, Instrument, Invalid, Key, Metric, RelationKind, Stage, Status};

#[derive(Serialize, Deserialize)]
pub(super) struct Claim<'a> {
    #[serde(borrow)]
    key: Option<&'a str>,
    #[serde(borrow)]
    about: Subject<'a>,
    /// None where the claim has no details at all, as most have not.
    #[serde(borrow)]
    details: Option<Details<'a>>,
    mode: u8,
    status: Option<u8>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    #[serde(borrow)]
    valid_as_printed: Option<&'a str>,
    #[serde(borrow)]
    measures: Vec<Measure<'a>>,
    #[serde(borrow)]
    said_by: Vec<&'a str>,
    #[serde(borrow)]
    evidence: Vec<Evidence<'a>>,
    #[serde(borrow)]
    statement: Vec<Text<'a>>,
    #[serde(borrow)]
    note: Vec<Text<'a>>,
    #[serde(borrow)]
    supersedes: Option<&'a str>,
    #[serde(borrow)]
    amends: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
enum Subject<'a> {
    #[serde(borrow)]
    Relation(Tie<'a>),
    #[serde(borrow)]
    Observation(Observed<'a>),
}

#[derive(Serialize, Deserialize)]
struct Tie<'a> {
    kind: u8,
    from: &'a str,
    to: &'a str,
    #[serde(borrow)]
    commodity: Option<&'a str>,
    stage: Option<u8>,
    instrument: Option<u8>,
    #[serde(borrow)]
    number: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct Observed<'a> {
    subject: &'a str,
    metric: u8,
    #[serde(borrow)]
    commodity: Option<&'a str>,
    stage: Option<u8>,
    #[serde(borrow)]
    regarding: Option<&'a str>,
    #[serde(borrow)]
    number: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct Details<'a> {
    #[serde(borrow)]
    purpose: Option<&'a str>,
    #[serde(borrow)]
    facility: Option<&'a str>,
    signed: Option<Date>,
    #[serde(borrow)]
    addressee: Option<&'a str>,
    #[serde(borrow)]
    topic: Option<&'a str>,
    potential_supply: Option<bool>,
    #[serde(borrow)]
    means: Option<&'a str>,
    #[serde(borrow)]
    text: Vec<Text<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Evidence<'a> {
    document: &'a str,
    #[serde(borrow)]
    locator: Option<&'a str>,
    #[serde(borrow)]
    quote: Option<&'a str>,
}

impl<'a> From<&'a model::Claim> for Claim<'a> {
    fn from(c: &'a model::Claim) -> Self {
        let evidence = |e: &'a model::Evidence| Evidence {
            document: e.document.as_str(),
            locator: e.locator.as_deref(),
            quote: e.quote.as_deref(),
        };
        Self {
            key: c.key.as_ref().map(Key::as_str),
            about: (&c.about).into(),
            details: (c.details != model::Details::default()).then(|| (&c.details).into()),
            mode: c.mode.code(),
            status: c.status.map(Status::code),
            valid_from: c.valid_from.map(Date::from),
            valid_to: c.valid_to.map(Date::from),
            valid_as_printed: c.valid_as_printed.as_deref(),
            measures: c.measures.iter().map(Measure::from).collect(),
            said_by: c.said_by.iter().map(Key::as_str).collect(),
            evidence: c.evidence.iter().map(evidence).collect(),
            statement: values::write_texts(&c.statement),
            note: values::write_texts(&c.note),
            supersedes: c.supersedes.as_ref().map(Key::as_str),
            amends: c.amends.as_ref().map(Key::as_str),
        }
    }
}

impl TryFrom<Claim<'_>> for model::Claim {
    type Error = Invalid;
    fn try_from(c: Claim<'_>) -> Result<Self, Invalid> {
        let evidence = |e: Evidence<'_>| {
            Ok(model::Evidence { document: key(e.document)?, locator: text(e.locator), quote: text(e.quote) })
        };
        Ok(Self {
            key: optional_key(c.key)?,
            about: c.about.try_into()?,
            details: c.details.map(model::Details::try_from).transpose()?.unwrap_or_default(),
            mode: word(c.mode, ClaimMode::from_code)?,
            status: optional_word(c.status, Status::from_code)?,
            valid_from: optional_date(c.valid_from)?,
            valid_to: optional_date(c.valid_to)?,
            valid_as_printed: text(c.valid_as_printed),
            measures: c.measures.into_iter().map(model::Measure::try_from).collect::<Result<_, _>>()?,
            said_by: keys(c.said_by)?,
            evidence: c.evidence.into_iter().map(evidence).collect::<Result<_, Invalid>>()?,
            statement: values::read_texts(c.statement)?,
            note: values::read_texts(c.note)?,
            supersedes: optional_key(c.supersedes)?,
            amends: optional_key(c.amends)?,
        })
    }
}

impl<'a> From<&'a model::Subject> for Subject<'a> {
    fn from(subject: &'a model::Subject) -> Self {
        match subject {
            model::Subject::Relation(tie) => Self::Relation(Tie {
                kind: tie.kind.code(),
                from: tie.from.as_str(),
                to: tie.to.as_str(),
                commodity: tie.commodity.as_ref().map(Key::as_str),
                stage: tie.stage.map(Stage::code),
                instrument: tie.instrument.map(Instrument::code),
                number: tie.number.as_deref(),
            }),
            model::Subject::Observation(seen) => Self::Observation(Observed {
                subject: seen.subject.as_str(),
                metric: seen.metric.code(),
                commodity: seen.commodity.as_ref().map(Key::as_str),
                stage: seen.stage.map(Stage::code),
                regarding: seen.regarding.as_ref().map(Key::as_str),
                number: seen.number.as_deref(),
            }),
        }
    }
}

impl TryFrom<Subject<'_>> for model::Subject {
    type Error = Invalid;
    fn try_from(subject: Subject<'_>) -> Result<Self, Invalid> {
        Ok(match subject {
            Subject::Relation(tie) => Self::Relation(model::Tie {
                kind: word(tie.kind, RelationKind::from_code)?,
                from: key(tie.from)?,
                to: key(tie.to)?,
                commodity: optional_key(tie.commodity)?,
                stage: optional_word(tie.stage, Stage::from_code)?,
                instrument: optional_word(tie.instrument, Instrument::from_code)?,
                number: text(tie.number),
            }),
            Subject::Observation(seen) => Self::Observation(model::Observed {
                subject: key(seen.subject)?,
                metric: word(seen.metric, Metric::from_code)?,
                commodity: optional_key(seen.commodity)?,
                stage: optional_word(seen.stage, Stage::from_code)?,
                regarding: optional_key(seen.regarding)?,
                number: text(seen.number),
            }),
        })
    }
}

impl<'a> From<&'a model::Details> for Details<'a> {
    fn from(d: &'a model::Details) -> Self {
        Self {
            purpose: d.purpose.as_deref(),
            facility: d.facility.as_ref().map(Key::as_str),
            signed: d.signed.map(Date::from),
            addressee: d.addressee.as_ref().map(Key::as_str),
            topic: d.topic.as_deref(),
            potential_supply: d.potential_supply,
            means: d.means.as_deref(),
            text: values::write_texts(&d.text),
        }
    }
}

impl TryFrom<Details<'_>> for model::Details {
    type Error = Invalid;
    fn try_from(d: Details<'_>) -> Result<Self, Invalid> {
        Ok(Self {
            purpose: text(d.purpose),
            facility: optional_key(d.facility)?,
            signed: optional_date(d.signed)?,
            addressee: optional_key(d.addressee)?,
            topic: text(d.topic),
            potential_supply: d.potential_supply,
            means: text(d.means),
            text: values::read_texts(d.text)?,
        })
    }
}
