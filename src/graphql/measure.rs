//! Figures and periods.

use async_graphql::{Object, SimpleObject};

use super::{
    at::At,
    claim::Claim,
    enums,
    scalars::{Decimal, PartialDate},
    written::puts,
};
use crate::{
    graph::{Assessed, ClaimIndex, Hold},
    model,
};

/// From when to when; both ends belong to it, each as precise as its source.
#[derive(SimpleObject, Clone, Debug, Default)]
#[graphql(serial)]
pub struct Period {
    /// Where it begins; null where that is open or unknown.
    pub from: Option<PartialDate>,
    /// Where it ends; null where that is open or unknown.
    pub to: Option<PartialDate>,
    /// The source's words, when they are not a date: `recent years`.
    pub as_printed: Option<String>,
}

impl Period {
    /// From these ends.
    pub fn of((from, to): (Option<model::PartialDate>, Option<model::PartialDate>), as_printed: Option<&str>) -> Self {
        Self { from: from.map(PartialDate), to: to.map(PartialDate), as_printed: as_printed.map(str::to_owned) }
    }

    /// Just this.
    pub fn span(span: model::Span) -> Self {
        Self::of((Some(span.from), Some(span.to)), None)
    }
}

/// A figure, and the claims that it is of.
#[derive(Clone)]
pub struct Measure {
    at: At,
    figure: model::Measure,
    /// One, or all that it was computed from.
    claims: Vec<ClaimIndex>,
    derived: bool,
    holds: bool,
}

impl Measure {
    /// A figure of a claim.
    pub fn new(at: At, figure: model::Measure, claim: ClaimIndex, holds: bool) -> Self {
        Self { at, figure, claims: vec![claim], derived: false, holds }
    }

    /// A figure that was computed from those of claims that hold.
    pub const fn computed(at: At, figure: model::Measure, claims: Vec<ClaimIndex>) -> Self {
        Self { at, figure, claims, derived: true, holds: true }
    }

    /// All figures of claims, in their order, of these metrics or of any.
    pub fn of(at: &At, claims: &[Assessed], metrics: Option<&[enums::Metric]>) -> Vec<Self> {
        let view = at.view();
        let wanted = |figure: &model::Measure| metrics.is_none_or(|m| m.contains(&figure.metric.into()));
        let figures = |a: &Assessed| {
            let holds = a.hold != Hold::No;
            let claim = a.claim;
            let figures = view.claim(claim).map_or_else(Vec::new, |c| c.measures());
            figures.into_iter().filter(wanted).map(move |figure| Self::new(at.clone(), figure, claim, holds))
        };
        claims.iter().flat_map(figures).collect()
    }

    /// The figure of this metric of the strongest claim, begun by the view's date, that gives one.
    pub fn strongest(at: &At, claims: &[Assessed], metric: enums::Metric) -> Option<Self> {
        let begun: Vec<Assessed> = claims.iter().filter(|a| a.begun).copied().collect();
        Self::of(at, &begun, Some(&[metric])).into_iter().next()
    }
}

/// A number as its source prints it, and as a program may use it.
#[Object(serial)]
impl Measure {
    /// What it measures.
    async fn metric(&self) -> enums::Metric {
        self.figure.metric.into()
    }

    /// The figure itself; null where only bounds are known.
    async fn value(&self) -> Option<Decimal> {
        self.figure.value.map(Decimal)
    }

    /// At least this: "over 90" is 90 to 100.
    async fn low(&self) -> Option<Decimal> {
        self.figure.low.map(Decimal)
    }

    /// At most this.
    async fn high(&self) -> Option<Decimal> {
        self.figure.high.map(Decimal)
    }

    /// Whether the source says "about"; without bounds that means within 5 %.
    async fn approximate(&self) -> bool {
        self.figure.approximate
    }

    /// `t`, `kg`, `%`, `x` (times), an ISO 4217 code, or a price such as `USD/kg`.
    async fn unit(&self) -> &str {
        &self.figure.unit
    }

    /// What the figure counts: by weight, by value, FOB, CIF, share of world.
    async fn basis(&self) -> Option<&str> {
        self.figure.basis.as_deref()
    }

    /// The period that it was measured over.
    async fn period(&self) -> Period {
        let mut period = self.figure.period.map_or_else(Period::default, Period::span);
        period.as_printed.clone_from(&self.figure.period_as_printed);
        period
    }

    /// The period that a change is measured against: 2024-Q1.
    async fn base(&self) -> Option<Period> {
        self.figure.base.map(Period::span)
    }

    /// The source's own words for the figure.
    async fn as_printed(&self) -> Option<&str> {
        self.figure.as_printed.as_deref()
    }

    /// The claim that it is of, or where a figure is derived all that it was computed from.
    async fn claims(&self) -> Vec<Claim> {
        self.claims.iter().map(|&claim| Claim::assessed(self.at.clone(), claim, self.holds)).collect()
    }

    /// Whether it was computed from the figures of claims rather than stated by one.
    async fn derived(&self) -> bool {
        self.derived
    }

    /// Whether its claims hold on the view's date.
    async fn holds(&self) -> bool {
        self.holds
    }
}

puts! {
    Measure {
        "metric" => metric,
        "value" => value,
        "low" => low,
        "high" => high,
        "approximate" => approximate,
        "unit" => unit,
        "basis" => basis,
        "period" => period,
        "base" => base,
        "asPrinted" => as_printed,
        "claims" => claims,
        "derived" => derived,
        "holds" => holds,
    }
    Period { "from" => from, "to" => to, "asPrinted" => as_printed }
}
