//! A figure as its source prints it, and as a program may use it.

use rust_decimal::Decimal;

use super::{Invalid, Metric, Span};

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What it measures.
    pub metric: Metric,
    /// The figure itself.
    pub value: Option<Decimal>,
    /// At least this.
    pub low: Option<Decimal>,
    /// At most this.
    pub high: Option<Decimal>,
    /// "About": without `low` and `high` it means ±5 %.
    pub approximate: bool,
    /// `t`, `kg`, `%`, `pp`, `x`, an ISO 4217 code, or a price such as `USD/kg`.
    pub unit: String,
    /// What the figure counts: `by weight`, `by value`, `CIF`, `share of world`.
    pub basis: Option<String>,
    /// The period that it was measured over; none where the source does not say.
    pub period: Option<Span>,
    /// The period that a change is measured against.
    pub base: Option<Span>,
    /// The source's own words for the figure.
    pub as_printed: Option<String>,
    /// The source's words for the period, when they are not a date: `recent years`.
    pub period_as_printed: Option<String>,
}

/// Units of one kind can be converted into each other; currencies never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind<'u> {
    /// Mass, in kilograms.
    Mass,
    /// A currency or another unit that stands for itself alone.
    Own(&'u str),
    /// Money per kilogram.
    PerMass(&'u str),
}

impl UnitKind<'_> {
    /// The unit that [`Measure::base_range`] gives figures of this kind in.
    pub fn base_unit(self) -> String {
        match self {
            Self::Mass => "kg".to_owned(),
            Self::Own(unit) => unit.to_owned(),
            Self::PerMass(money) => format!("{money}/kg"),
        }
    }
}

impl Measure {
    /// A figure of this metric and unit, with nothing else known.
    pub fn new(metric: Metric, value: Decimal, unit: &str) -> Self {
        Self {
            metric,
            value: Some(value),
            low: None,
            high: None,
            approximate: false,
            unit: unit.to_owned(),
            basis: None,
            period: None,
            base: None,
            as_printed: None,
            period_as_printed: None,
        }
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// When there is no figure, no unit, or the figure lies outside its own bounds.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.value.or(self.low).or(self.high).is_none() {
            return Err(Invalid::new(format!("a {} needs a `value`, a `low` or a `high`", self.metric)));
        }
        if self.unit.trim().is_empty() || self.unit.len() > 32 {
            return Err(Invalid::new(format!(
                "`{}` is no unit; expected one such as `t`, `kg`, `%`, `x`, `USD` or `USD/kg`",
                self.unit
            )));
        }
        let value = self.value.or(self.low).or(self.high).unwrap_or_default();
        let (low, high) = (self.low.unwrap_or(value), self.high.unwrap_or(value));
        if low > high || value < low || value > high {
            return Err(Invalid::new(format!("a {} of `{value}` does not lie from `{low}` to `{high}`", self.metric)));
        }
        Ok(())
    }

    /// Between which bounds the figure lies, in its own unit; none is open.
    ///
    /// Bounds that are given count; without any, "about" means ±5 %, else the figure is exact. A bound beyond what a decimal holds
    /// is open.
    pub fn range(&self) -> (Option<Decimal>, Option<Decimal>) {
        match (self.low, self.high, self.value) {
            (None, None, Some(value)) if self.approximate => {
                let margin = value.abs() / Decimal::from(20);
                (value.checked_sub(margin), value.checked_add(margin))
            }
            (None, None, value) => (value, value),
            (low, high, _) => (low, high),
        }
    }

    /// [`Measure::range`] in the base unit of its kind, so that two of one kind compare.
    pub fn base_range(&self) -> (Option<Decimal>, Option<Decimal>) {
        let (_, factor) = unit_kind(&self.unit);
        let (low, high) = self.range();
        (low.and_then(|n| n.checked_mul(factor)), high.and_then(|n| n.checked_mul(factor)))
    }

    /// How much of another unit one of its own is; none where the two are of different kinds.
    pub fn factor_to(&self, unit: &str) -> Option<Decimal> {
        let ((own, factor), (other, of)) = (unit_kind(&self.unit), unit_kind(unit));
        (own == other).then(|| factor.checked_div(of)).flatten()
    }

    /// The kind of its unit.
    pub fn unit_kind(&self) -> UnitKind<'_> {
        unit_kind(&self.unit).0
    }

    /// One number to sort by: the value, else the middle of what is known, in the base unit of its kind.
    pub fn size(&self) -> Decimal {
        let (_, factor) = unit_kind(&self.unit);
        let size = self.value.unwrap_or_else(|| match (self.low, self.high) {
            // Where the sum is more than a decimal holds, either will do to sort by.
            (Some(low), Some(high)) => low.checked_add(high).map_or(low, |sum| sum / Decimal::TWO),
            (low, high) => low.or(high).unwrap_or_default(),
        });
        size.checked_mul(factor).unwrap_or(size)
    }

    /// Whether it says that there is nothing: a level of exactly zero. "At least 0" says no such thing.
    pub fn is_nothing(&self) -> bool {
        let zero = |figure: Option<Decimal>| figure.is_some_and(|n| n.is_zero());
        self.metric.is_level()
            && self.low.is_none_or(|n| n.is_zero())
            && (zero(self.high) || self.high.is_none() && zero(self.value))
    }

    /// Whether two figures could both be true of one thing: as [`Self::comparable`] says, and their ranges meet.
    pub fn agrees(&self, other: &Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.base_range(), other.base_range());
        let below = |a: Option<Decimal>, b: Option<Decimal>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !below(high, other_low) && !below(other_high, low)
    }

    /// Whether two figures measure the same: metric, basis and kind of unit; OTHER never does.
    pub fn comparable(&self, other: &Self) -> bool {
        self.metric == other.metric
            && self.metric != Metric::Other
            && self.basis == other.basis
            && self.unit_kind() == other.unit_kind()
    }
}

/// The kind of a unit, and how much of the kind's base unit it is.
pub fn unit_kind(unit: &str) -> (UnitKind<'_>, Decimal) {
    if let Some(kilograms) = mass(unit) {
        return (UnitKind::Mass, kilograms);
    }
    if let Some((money, per)) = unit.split_once('/')
        && let Some(kilograms) = mass(per)
    {
        return (UnitKind::PerMass(money), Decimal::ONE / kilograms);
    }
    (UnitKind::Own(unit), Decimal::ONE)
}

/// Kilograms in a unit of mass.
fn mass(unit: &str) -> Option<Decimal> {
    Some(match unit {
        "g" => Decimal::new(1, 3),
        "kg" => Decimal::ONE,
        "t" => Decimal::ONE_THOUSAND,
        "kt" => Decimal::new(1_000_000, 0),
        "Mt" => Decimal::new(1_000_000_000, 0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(value: Option<i64>, low: Option<i64>, high: Option<i64>, approximate: bool) -> Measure {
        let whole = |n: Option<i64>| n.map(Decimal::from);
        Measure {
            value: whole(value),
            low: whole(low),
            high: whole(high),
            approximate,
            ..Measure::new(Metric::Share, Decimal::ZERO, "%")
        }
    }

    #[test]
    fn about_means_five_per_cent_either_way() {
        let about = share(Some(70), None, None, true);
        assert_eq!(about.range(), (Some(Decimal::new(665, 1)), Some(Decimal::new(735, 1))));
        assert!(about.agrees(&share(None, Some(65), Some(70), false)));
        assert!(!about.agrees(&share(None, Some(90), Some(100), false)));
    }

    #[test]
    fn masses_are_converted_and_currencies_are_not() {
        let tonnes = Measure::new(Metric::Quantity, Decimal::from(2), "t");
        let kilograms = Measure::new(Metric::Quantity, Decimal::from(2000), "kg");
        assert!(tonnes.comparable(&kilograms) && tonnes.agrees(&kilograms));
        let dollars = Measure::new(Metric::Value, Decimal::from(2), "USD");
        assert!(!dollars.comparable(&Measure::new(Metric::Value, Decimal::from(2), "CNY")));
        let price = Measure::new(Metric::Price, Decimal::from(5), "USD/kg");
        assert!(price.agrees(&Measure::new(Metric::Price, Decimal::from(5000), "USD/t")));
        assert_eq!(tonnes.factor_to("kt"), Some(Decimal::new(1, 3)));
        assert_eq!((tonnes.factor_to("USD"), dollars.factor_to("CNY")), (None, None));
        assert_eq!(price.unit_kind().base_unit(), "USD/kg");
    }

    #[test]
    fn zero_is_nothing_but_no_change_is_something() {
        assert!(Measure::new(Metric::Quantity, Decimal::ZERO, "t").is_nothing());
        assert!(!Measure::new(Metric::QuantityChange, Decimal::ZERO, "%").is_nothing());
        assert!(share(Some(0), Some(0), Some(0), false).is_nothing());
        assert!(share(None, None, Some(0), false).is_nothing());
        assert!(!share(None, Some(0), None, false).is_nothing());
        assert!(!share(Some(0), None, Some(5), false).is_nothing());
    }

    #[test]
    fn the_largest_figures_have_a_range_and_a_size() {
        for largest in [Decimal::MAX, Decimal::MIN] {
            let about = Measure { approximate: true, ..Measure::new(Metric::Quantity, largest, "Mt") };
            assert!(about.validate().is_ok() && about.agrees(&about));
            assert_ne!(about.range().0.is_none(), about.range().1.is_none());
            let between = Measure { value: None, low: Some(largest), high: Some(largest), ..about };
            assert_eq!(between.size(), largest);
        }
    }

    #[test]
    fn a_figure_lies_within_its_bounds() {
        assert!(share(None, None, None, false).validate().is_err());
        assert!(share(Some(50), Some(60), None, false).validate().is_err());
        assert!(share(None, Some(90), Some(80), false).validate().is_err());
        assert!(share(Some(95), Some(90), Some(100), false).validate().is_ok());
    }
}
