//! A claim and its evidence.

use serde::{Deserialize, Serialize};

use super::{
    about::AboutWire,
    figure::MeasureWire,
    plain::{DateWire, KeyWire, Plain, TextWire, texts, texts_wire, value, values},
};
use crate::model::{Claim, ClaimMode, Evidence, Invalid, Status};

/// A claim.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<KeyWire>,
    about: AboutWire,
    mode: Plain<ClaimMode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Plain<Status>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_from: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_to: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_as_printed: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    measures: Vec<MeasureWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    said_by: Vec<KeyWire>,
    evidence: Vec<EvidenceWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statement: Vec<TextWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<TextWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supersedes: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amends: Option<KeyWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceWire {
    document: KeyWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
}

impl ClaimWire {
    /// The model's claim.
    ///
    /// # Errors
    /// When its parts do not fit together, or it names no document.
    pub(super) fn into_model(self) -> Result<Claim, Invalid> {
        let evidence = |e: EvidenceWire| Evidence { document: e.document.0, locator: e.locator, quote: e.quote };
        let (about, details) = self.about.into_model();
        let claim = Claim {
            key: value(self.key),
            about,
            details,
            mode: self.mode.0,
            status: value(self.status),
            valid_from: value(self.valid_from),
            valid_to: value(self.valid_to),
            valid_as_printed: self.valid_as_printed,
            measures: self.measures.into_iter().map(MeasureWire::into_model).collect::<Result<_, _>>()?,
            said_by: values(self.said_by),
            evidence: self.evidence.into_iter().map(evidence).collect(),
            statement: texts(self.statement),
            note: texts(self.note),
            supersedes: value(self.supersedes),
            amends: value(self.amends),
        };
        claim.validate()?;
        if claim.evidence.is_empty() {
            return Err(Invalid::new(
                "a claim without evidence; hint: name the document that it was read in, `evidence = [{ document = \"…\" }]`",
            ));
        }
        Ok(claim)
    }
}

impl From<Claim> for ClaimWire {
    fn from(claim: Claim) -> Self {
        let evidence = |e: Evidence| EvidenceWire { document: Plain(e.document), locator: e.locator, quote: e.quote };
        Self {
            key: claim.key.map(Plain),
            about: AboutWire::of(claim.about, claim.details),
            mode: Plain(claim.mode),
            status: claim.status.map(Plain),
            valid_from: claim.valid_from.map(Plain),
            valid_to: claim.valid_to.map(Plain),
            valid_as_printed: claim.valid_as_printed,
            measures: claim.measures.into_iter().map(MeasureWire::from).collect(),
            said_by: claim.said_by.into_iter().map(Plain).collect(),
            evidence: claim.evidence.into_iter().map(evidence).collect(),
            statement: texts_wire(claim.statement),
            note: texts_wire(claim.note),
            supersedes: claim.supersedes.map(Plain),
            amends: claim.amends.map(Plain),
        }
    }
}
