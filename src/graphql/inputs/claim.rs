//! Claims, as they are written.

use async_graphql::{ID, InputObject};

use super::{TextInput, about::AboutInput, key, key_if, keys, span, texts};
use crate::{
    graphql::{
        enums::{ClaimMode, Metric, Status},
        error::Fault,
        scalars::{Decimal, PartialDate},
    },
    model,
};

/// A claim: what documents assert of one relation, or of one entity. It is never changed afterwards.
#[derive(InputObject, Clone, Debug)]
pub struct ClaimInput {
    /// The caller's own; without one it is made from the content, so that the same claim sent twice is one claim.
    key: Option<ID>,
    /// What it speaks of.
    about: AboutInput,
    /// How it is made.
    mode: ClaimMode,
    /// How firm it says the relation is. An observation has none.
    status: Option<Status>,
    /// When what it says begins; without it the measured period counts, then the day of publication.
    valid_from: Option<PartialDate>,
    /// The last date on which it is so.
    valid_to: Option<PartialDate>,
    /// The source's words for the period, when they are not a date: `in recent years`.
    valid_as_printed: Option<String>,
    /// Its figures.
    measures: Option<Vec<MeasureInput>>,
    /// The keys of the named third party whose word it is; several are candidates.
    said_by: Option<Vec<ID>>,
    /// At least one document.
    evidence: Vec<EvidenceInput>,
    /// The claim as one sentence, a sentence a language.
    statement: Option<Vec<TextInput>>,
    /// A remark, a text a language.
    note: Option<Vec<TextInput>>,
    /// The key of the claim that it corrects.
    supersedes: Option<ID>,
    /// The key of the claim whose terms it changes by agreement.
    amends: Option<ID>,
}

/// A figure. One of `value`, `low` and `high` is needed: "over 90" is 90 to 100, "nearly 70" 65 to 70.
#[derive(InputObject, Clone, Debug)]
pub struct MeasureInput {
    /// What it measures.
    metric: Metric,
    /// The figure itself.
    value: Option<Decimal>,
    /// At least this.
    low: Option<Decimal>,
    /// At most this.
    high: Option<Decimal>,
    /// Whether the source says "about"; without bounds that means within 5 %.
    #[graphql(default_with = "Some(false)")]
    approximate: Option<bool>,
    /// `t`, `kg`, `%`, `x` (times), an ISO 4217 code, or a price such as `USD/kg`.
    unit: String,
    /// What the figure counts: `by weight`, `by value`, `CIF`, `share of world`.
    basis: Option<String>,
    /// Where the period begins that it was measured over.
    period_from: Option<PartialDate>,
    /// Where it ends; the same as `periodFrom` where left out.
    period_to: Option<PartialDate>,
    /// The source's words for the period, when they are not a date.
    period_as_printed: Option<String>,
    /// Where the period begins that a change is measured against.
    base_from: Option<PartialDate>,
    /// Where it ends; the same as `baseFrom` where left out.
    base_to: Option<PartialDate>,
    /// The source's own words for the figure.
    as_printed: Option<String>,
}

/// Where a claim can be read.
#[derive(InputObject, Clone, Debug)]
pub struct EvidenceInput {
    /// The key of the document, which may be made in the same transaction.
    document: ID,
    /// As the source numbers it: `[11]`.
    locator: Option<String>,
    /// The source's words.
    quote: Option<String>,
}

impl ClaimInput {
    /// As the model has it.
    pub(super) fn read(self) -> Result<model::Claim, Fault> {
        let (about, details) = self.about.read().map_err(|fault| fault.within("about"))?;
        let evidence = self.evidence.into_iter().map(|e| {
            let document = key("evidence.document", &e.document)?;
            Ok(model::Evidence { document, locator: e.locator, quote: e.quote })
        });
        Ok(model::Claim {
            key: key_if("key", self.key.as_ref())?,
            about,
            details,
            mode: self.mode.into(),
            status: self.status.map(Into::into),
            valid_from: self.valid_from.map(|d| d.0),
            valid_to: self.valid_to.map(|d| d.0),
            valid_as_printed: self.valid_as_printed,
            measures: self
                .measures
                .unwrap_or_default()
                .into_iter()
                .map(MeasureInput::read)
                .collect::<Result<_, _>>()?,
            said_by: keys("saidBy", self.said_by.as_deref())?,
            evidence: evidence.collect::<Result<_, Fault>>()?,
            statement: texts("statement", self.statement)?,
            note: texts("note", self.note)?,
            supersedes: key_if("supersedes", self.supersedes.as_ref())?,
            amends: key_if("amends", self.amends.as_ref())?,
        })
    }
}

impl MeasureInput {
    fn read(self) -> Result<model::Measure, Fault> {
        let within = |fault: Fault| fault.within("measures");
        Ok(model::Measure {
            metric: self.metric.into(),
            value: self.value.map(|d| d.0),
            low: self.low.map(|d| d.0),
            high: self.high.map(|d| d.0),
            approximate: self.approximate.unwrap_or(false),
            unit: self.unit,
            basis: self.basis,
            period: span("period", self.period_from, self.period_to).map_err(within)?,
            base: span("base", self.base_from, self.base_to).map_err(within)?,
            as_printed: self.as_printed,
            period_as_printed: self.period_as_printed,
        })
    }
}
