//! A measure: a figure and what it counts.

use serde::{Deserialize, Serialize};

use super::plain::{DateWire, Figure, Plain};
use crate::model::{Invalid, Measure, Metric, Span};

/// A measure.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureWire {
    metric: Plain<Metric>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Figure>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low: Option<Figure>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high: Option<Figure>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
    unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period_from: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period_to: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period_as_printed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_from: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_to: Option<DateWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_printed: Option<String>,
}

impl MeasureWire {
    /// The model's measure; it is validated with its claim.
    ///
    /// # Errors
    /// When a period is none.
    pub(super) fn into_model(self) -> Result<Measure, Invalid> {
        Ok(Measure {
            metric: self.metric.0,
            value: self.value.map(|f| f.0),
            low: self.low.map(|f| f.0),
            high: self.high.map(|f| f.0),
            approximate: self.approximate,
            unit: self.unit,
            basis: self.basis,
            period: span("period", self.period_from, self.period_to)?,
            base: span("base", self.base_from, self.base_to)?,
            as_printed: self.as_printed,
            period_as_printed: self.period_as_printed,
        })
    }
}

impl From<Measure> for MeasureWire {
    fn from(measure: Measure) -> Self {
        let from = |span: Option<Span>| span.map(|s| Plain(s.from));
        let to = |span: Option<Span>| span.filter(|s| s.to != s.from).map(|s| Plain(s.to));
        Self {
            metric: Plain(measure.metric),
            value: measure.value.map(Figure),
            low: measure.low.map(Figure),
            high: measure.high.map(Figure),
            approximate: measure.approximate,
            unit: measure.unit,
            basis: measure.basis,
            period_from: from(measure.period),
            period_to: to(measure.period),
            period_as_printed: measure.period_as_printed,
            base_from: from(measure.base),
            base_to: to(measure.base),
            as_printed: measure.as_printed,
        }
    }
}

fn span(name: &str, from: Option<DateWire>, to: Option<DateWire>) -> Result<Option<Span>, Invalid> {
    match (from, to) {
        (Some(from), to) => Span::new(from.0, to.map(|d| d.0)).map(Some),
        (None, None) => Ok(None),
        (None, Some(to)) => Err(Invalid::new(format!("`{name}_to` is `{}`, but there is no `{name}_from`", to.0))),
    }
}
