//! What figures come to when they are reckoned with: exact decimals, each with the bounds that its sources leave it. No claims, no
//! periods: which figures may be reckoned with each other is settled before.

use rust_decimal::Decimal;

use crate::model::{Measure, Metric};

/// How many decimal places a derived figure is rounded to, half to even. All that leads there is reckoned with 28 digits.
pub const PLACES: u32 = 4;

/// A number that figures give. What is more than a decimal holds is as if it were not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// What the figures say; none where one of them gives bounds alone.
    pub value: Option<Decimal>,
    /// At least this; none is open.
    pub low: Option<Decimal>,
    /// At most this; none is open.
    pub high: Option<Decimal>,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self::exact(Decimal::ZERO);
    /// The whole, in per cent.
    pub const WHOLE: Self = Self::exact(Decimal::ONE_HUNDRED);

    /// A number without doubt.
    pub const fn exact(number: Decimal) -> Self {
        Self { value: Some(number), low: Some(number), high: Some(number) }
    }

    /// A level (a quantity, a value, a share) in another unit of its kind; its open lower bound is zero, that above a share 100 %.
    pub fn of(measure: &Measure, unit: &str) -> Option<Self> {
        let factor = measure.factor_to(unit)?;
        let (low, high) = measure.range();
        let high = if measure.metric == Metric::Share { high.or(Some(Decimal::ONE_HUNDRED)) } else { high };
        let value = measure.value.or_else(|| low.filter(|_| low == high));
        Some(Self { value, low: low.or(Some(Decimal::ZERO)), high }.scaled(factor))
    }

    /// The same in another unit, of which one of this is so much.
    pub fn scaled(self, factor: Decimal) -> Self {
        let times = |n: Option<Decimal>| n.and_then(|n| n.checked_mul(factor));
        Self { value: times(self.value), low: times(self.low), high: times(self.high) }
    }

    /// The two together.
    pub fn plus(self, other: Self) -> Self {
        let add = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Self { value: add(self.value, other.value), low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// This less the other, which vary by themselves: its bounds are those of the farthest apart.
    pub fn minus(self, other: Self) -> Self {
        let sub = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_sub(b?);
        Self { value: sub(self.value, other.value), low: sub(self.low, other.high), high: sub(self.high, other.low) }
    }

    /// A share of a share, both in per cent.
    pub fn per_cent_of(self, whole: Self) -> Self {
        let times = |a: Option<Decimal>, b: Option<Decimal>| (a? / Decimal::ONE_HUNDRED).checked_mul(b?);
        Self {
            value: times(self.value, whole.value),
            low: times(self.low, whole.low),
            high: times(self.high, whole.high),
        }
    }

    /// How much of a whole that was stated by itself this is, in per cent: 0 to 100. Where the whole is zero nothing is known of it.
    pub fn share_of(self, whole: Self) -> Self {
        self.share_of_any(whole).at_most_whole()
    }

    /// The same of a whole that it may be more than.
    pub fn share_of_any(self, whole: Self) -> Self {
        Self {
            value: share(self.value, whole.value),
            low: share(self.low, whole.high).or(Some(Decimal::ZERO)),
            high: share(self.high, whole.low),
        }
    }

    /// How much of itself and the others together this is, in per cent: least where it is least and they are most.
    pub fn share_beside(self, others: Self) -> Self {
        let part = |own: Option<Decimal>, rest: Option<Decimal>| share(own, own.zip(rest)?.0.checked_add(rest?));
        Self {
            value: part(self.value, others.value),
            low: part(self.low, others.high).or(Some(Decimal::ZERO)),
            high: part(self.high, others.low).or(Some(Decimal::ONE_HUNDRED)),
        }
    }

    /// No lower than zero.
    pub fn not_negative(self) -> Self {
        let floor = |n: Option<Decimal>| n.map(|n| n.max(Decimal::ZERO));
        Self { value: floor(self.value), low: floor(self.low.or(Some(Decimal::ZERO))), high: floor(self.high) }
    }

    /// No higher than the whole, in per cent.
    pub fn at_most_whole(self) -> Self {
        let cap = |n: Option<Decimal>| n.map(at_most_all);
        Self { value: cap(self.value), low: cap(self.low), high: cap(self.high.or(Some(Decimal::ONE_HUNDRED))) }
    }

    /// One number to sort by: what the figures say, else the middle of what is known.
    pub fn size(self) -> Decimal {
        self.value.unwrap_or_else(|| match (self.low, self.high) {
            (Some(low), Some(high)) => low.checked_add(high).map_or(low, |sum| sum / Decimal::TWO),
            (low, high) => low.or(high).unwrap_or_default(),
        })
    }

    /// The same, rounded to this many places, half to even, with no zeros at the end.
    pub fn rounded(self, places: u32) -> Self {
        let round = |n: Option<Decimal>| n.map(|n| n.round_dp(places).normalize());
        Self { value: round(self.value), low: round(self.low), high: round(self.high) }
    }

    /// A figure of this, rounded to [`PLACES`]; its bounds are told where they are not the figure itself.
    pub fn measure(self, metric: Metric, unit: &str) -> Measure {
        let Self { value, low, high } = self.rounded(PLACES);
        let told = value.or_else(|| low.filter(|_| low == high));
        let bounds = if told.is_some() && low == told && high == told { (None, None) } else { (low, high) };
        Measure { value: told, low: bounds.0, high: bounds.1, ..Measure::new(metric, told.unwrap_or_default(), unit) }
    }
}

/// The sum of some amounts; zero of none.
pub fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
    amounts.into_iter().fold(Amount::ZERO, Amount::plus)
}

fn share(part: Option<Decimal>, whole: Option<Decimal>) -> Option<Decimal> {
    part?.checked_div(whole?)?.checked_mul(Decimal::ONE_HUNDRED)
}

fn at_most_all(share: Decimal) -> Decimal {
    share.min(Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: Option<i64>, low: i64, high: i64) -> Amount {
        Amount { value: value.map(Decimal::from), low: Some(low.into()), high: Some(high.into()) }
    }

    #[test]
    fn a_figure_is_taken_with_its_bounds_in_another_unit() {
        let about = Measure { approximate: true, ..Measure::new(Metric::Quantity, Decimal::from(2), "t") };
        assert_eq!(Amount::of(&about, "kg"), Some(amount(Some(2000), 1900, 2100)));
        assert_eq!(Amount::of(&about, "USD"), None);
        let over = Measure { value: None, low: Some(90.into()), ..Measure::new(Metric::Share, Decimal::ZERO, "%") };
        assert_eq!(Amount::of(&over, "%"), Some(amount(None, 90, 100)));
    }

    #[test]
    fn bounds_are_those_of_the_farthest_apart() {
        let (a, b) = (amount(Some(10), 8, 12), amount(None, 1, 3));
        assert_eq!(a.plus(b), amount(None, 9, 15));
        assert_eq!(a.minus(b), amount(None, 5, 11));
        let open = Amount { high: None, ..a };
        assert_eq!((open.minus(b).high, b.minus(open).low), (None, None));
    }

    #[test]
    fn a_share_beside_others_moves_against_them() {
        // 10 beside 30 is a quarter; 5 beside 45 a tenth, 20 beside 20 a half.
        assert_eq!(amount(Some(10), 5, 20).share_beside(amount(Some(30), 20, 45)), amount(Some(25), 10, 50));
        assert_eq!(amount(Some(10), 5, 20).share_of(amount(Some(40), 40, 50)), amount(Some(25), 10, 50));
        assert_eq!(Amount::ZERO.share_beside(Amount::ZERO), Amount { value: None, ..amount(None, 0, 100) });
    }

    #[test]
    fn a_share_of_a_share_is_a_product() {
        assert_eq!(amount(Some(50), 40, 60).per_cent_of(amount(Some(20), 10, 30)), amount(Some(10), 4, 18));
    }

    #[test]
    fn what_is_told_is_rounded_half_to_even() {
        let told =
            Amount::exact("0.00005".parse().unwrap()).plus(Amount::exact(Decimal::ONE)).measure(Metric::Share, "%");
        assert_eq!((told.value, told.low), (Some(Decimal::ONE), None));
        let bounds = amount(None, 1, 2).measure(Metric::Share, "%");
        assert_eq!((bounds.value, bounds.low, bounds.high), (None, Some(1.into()), Some(2.into())));
    }
}
