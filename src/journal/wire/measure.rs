//! A figure in a record.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::values::{Date, text, word};
use crate::model::{self, Invalid, Metric};

#[derive(Serialize, Deserialize)]
pub(super) struct Measure<'a> {
    metric: u8,
    value: Option<Figure>,
    low: Option<Figure>,
    high: Option<Figure>,
    approximate: bool,
    unit: &'a str,
    #[serde(borrow)]
    basis: Option<&'a str>,
    period: Option<Span>,
    base: Option<Span>,
    #[serde(borrow)]
    as_printed: Option<&'a str>,
    #[serde(borrow)]
    period_as_printed: Option<&'a str>,
}

/// A decimal number, digits and how many of them stand after the point, so that `1.50` stays `1.50`.
#[derive(Serialize, Deserialize)]
struct Figure {
    digits: i128,
    scale: u32,
}

#[derive(Serialize, Deserialize)]
struct Span(Date, Date);

impl From<Decimal> for Figure {
    fn from(n: Decimal) -> Self {
        Self { digits: n.mantissa(), scale: n.scale() }
    }
}

impl TryFrom<Figure> for Decimal {
    type Error = Invalid;
    fn try_from(f: Figure) -> Result<Self, Invalid> {
        Self::try_from_i128_with_scale(f.digits, f.scale)
            .map_err(|_| Invalid::new(format!("`{}` with {} decimals is no figure", f.digits, f.scale)))
    }
}

impl From<model::Span> for Span {
    fn from(span: model::Span) -> Self {
        Self(span.from.into(), span.to.into())
    }
}

impl TryFrom<Span> for model::Span {
    type Error = Invalid;
    fn try_from(Span(from, to): Span) -> Result<Self, Invalid> {
        Ok(Self { from: from.try_into()?, to: to.try_into()? })
    }
}

impl<'a> From<&'a model::Measure> for Measure<'a> {
    fn from(m: &'a model::Measure) -> Self {
        Self {
            metric: m.metric.code(),
            value: m.value.map(Figure::from),
            low: m.low.map(Figure::from),
            high: m.high.map(Figure::from),
            approximate: m.approximate,
            unit: &m.unit,
            basis: m.basis.as_deref(),
            period: m.period.map(Span::from),
            base: m.base.map(Span::from),
            as_printed: m.as_printed.as_deref(),
            period_as_printed: m.period_as_printed.as_deref(),
        }
    }
}

impl TryFrom<Measure<'_>> for model::Measure {
    type Error = Invalid;
    fn try_from(m: Measure<'_>) -> Result<Self, Invalid> {
        let figure = |f: Option<Figure>| f.map(Decimal::try_from).transpose();
        let span = |s: Option<Span>| s.map(model::Span::try_from).transpose();
        Ok(Self {
            metric: word(m.metric, Metric::from_code)?,
            value: figure(m.value)?,
            low: figure(m.low)?,
            high: figure(m.high)?,
            approximate: m.approximate,
            unit: m.unit.to_owned(),
            basis: text(m.basis),
            period: span(m.period)?,
            base: span(m.base)?,
            as_printed: text(m.as_printed),
            period_as_printed: text(m.period_as_printed),
        })
    }
}
