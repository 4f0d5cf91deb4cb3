//! Days, dates as precise as their source, spans of them, and instants.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, Unit, civil, tz::TimeZone};

use super::Invalid;

/// A calendar day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Before every day.
    pub const MIN: Self = Self(i32::MIN);
    /// After every day.
    pub const MAX: Self = Self(i32::MAX);

    /// The day with this number.
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day that many calendar months later, the last of its month where there is no such day; open ends stay open.
    pub fn plus_months(self, months: u32) -> Self {
        let later = || {
            let span = jiff::Span::new().try_months(months).ok()?;
            self.civil()?.checked_add(span).ok().map(Self::of)
        };
        later().unwrap_or(if self == Self::MIN { Self::MIN } else { Self::MAX })
    }

    /// The same day with full precision; none for an open end.
    pub fn to_partial(self) -> Option<PartialDate> {
        let date = self.civil()?;
        Some(PartialDate { year: date.year(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() })
    }

    fn civil(self) -> Option<civil::Date> {
        let span = jiff::Span::new().try_days(self.0).ok()?;
        civil::date(1970, 1, 1).checked_add(span).ok()
    }

    fn of(date: civil::Date) -> Self {
        let days = date.since((Unit::Day, civil::date(1970, 1, 1))).map_or(0, |span| span.get_days());
        Self(days)
    }
}

impl FromStr for Day {
    type Err = Invalid;
    /// # Errors
    /// When the text is not a full calendar date.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.parse::<PartialDate>() {
            Ok(date) if date.day != 0 => Ok(date.first()),
            _ => Err(Invalid::new(format!("`{text}` is no date; expected one such as `2025-06-13`"))),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(date) => write!(f, "{date}"),
            None => f.write_str(".."),
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A date as precise as its source: a year, a month or a day (EDTF level 0), from 0000 to 9999. Never padded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// The first day that it may mean.
    pub fn first(self) -> Day {
        self.day_with(1, 1)
    }

    /// The last day that it may mean.
    pub fn last(self) -> Day {
        let month = if self.month == 0 { 12 } else { self.month };
        let days = civil::Date::new(self.year, i8_of(month), 1).map_or(31, |d| d.days_in_month());
        self.day_with(12, days.unsigned_abs())
    }

    /// The date of a year, a month and a day, as far as they are known.
    ///
    /// # Errors
    /// When there is no such month or day, the year is not from 0 to 9999, or a day has no month.
    pub fn from_parts(year: i16, month: Option<u8>, day: Option<u8>) -> Result<Self, Invalid> {
        let small = |n: Option<u8>| n.map_or(Some(1), |n| i8::try_from(n).ok());
        let exists = (0..=9999).contains(&year)
            && (month.is_some() || day.is_none())
            && matches!((small(month), small(day)), (Some(m), Some(d)) if civil::Date::new(year, m, d).is_ok());
        if !exists {
            return Err(Invalid::new(format!("there is no date of year `{year}`, month {month:?} and day {day:?}")));
        }
        Ok(Self { year, month: month.unwrap_or(0), day: day.unwrap_or(0) })
    }

    /// The year, and the month and the day where they are known.
    pub fn parts(self) -> (i16, Option<u8>, Option<u8>) {
        let known = |n: u8| (n != 0).then_some(n);
        (self.year, known(self.month), known(self.day))
    }

    fn day_with(self, month: u8, day: u8) -> Day {
        let month = if self.month == 0 { month } else { self.month };
        let day = if self.day == 0 { day } else { self.day };
        civil::Date::new(self.year, i8_of(month), i8_of(day)).map_or(Day::MIN, Day::of)
    }
}

fn i8_of(n: u8) -> i8 {
    i8::try_from(n).unwrap_or(1)
}

impl FromStr for PartialDate {
    type Err = Invalid;
    /// # Errors
    /// When the text is not `2025`, `2025-06` or `2025-06-13`, or there is no such month or day.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(format!("`{text}` is no date; expected `2025`, `2025-06` or `2025-06-13`"));
        let digits = |part: &str, n: usize| -> Result<i16, Invalid> {
            if part.len() == n && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse().map_err(|_| wrong())
            } else {
                Err(wrong())
            }
        };
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|p| digits(p, 2)).transpose()?;
        let day = parts.next().map(|p| digits(p, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(wrong());
        }
        let small = |n: Option<i16>| n.map(u8::try_from).transpose().map_err(|_| wrong());
        Self::from_parts(year, small(month)?, small(day)?).map_err(|_| wrong())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month != 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day != 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A period that a figure was measured over; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Where it begins.
    pub from: PartialDate,
    /// Where it ends; the same as `from` for one year, month or day.
    pub to: PartialDate,
}

impl Span {
    /// From `from` to `to`, or just `from`.
    ///
    /// # Errors
    /// When it ends before it begins.
    pub fn new(from: PartialDate, to: Option<PartialDate>) -> Result<Self, Invalid> {
        let to = to.unwrap_or(from);
        if to.last() < from.first() {
            return Err(Invalid::new(format!("a period from `{from}` to `{to}` ends before it begins")));
        }
        Ok(Self { from, to })
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.from.first()
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.to.last()
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }
}

/// An instant, in microseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant with this number of microseconds since 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The clock's. Not for the fold or a question: these are pure.
    pub fn now() -> Self {
        Self(Timestamp::now().as_microsecond())
    }

    /// The calendar day in UTC.
    pub fn day(self) -> Day {
        Timestamp::from_microsecond(self.0).map_or(Day::MIN, |t| Day::of(TimeZone::UTC.to_datetime(t).date()))
    }
}

impl FromStr for Instant {
    type Err = Invalid;
    /// # Errors
    /// When the text is not an RFC 3339 instant with its offset.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.parse::<Timestamp>().map(|t| Self(t.as_microsecond())).map_err(|_| {
            Invalid::new(format!("`{text}` is no instant; expected RFC 3339 such as `2025-06-13T10:33:00Z`"))
        })
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_microsecond(self.0) {
            Ok(t) => write!(f, "{t}"),
            Err(_) => f.write_str(".."),
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_partial_date_is_an_interval_and_prints_as_it_was_written() {
        for (text, first, last) in [
            ("2022-06", "2022-06-01", "2022-06-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("2025-06-13", "2025-06-13", "2025-06-13"),
        ] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(date(text).first().to_string(), first);
            assert_eq!(date(text).last().to_string(), last);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "25", "2025-13", "2025-02-30", "2025-6", "2025-06-13T00", "2025-06-13-01", "+2025", "20 5"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        assert!("2025-06".parse::<Day>().is_err());
    }

    #[test]
    fn a_date_is_made_of_its_parts() {
        for text in ["0000", "2024-02", "2024-02-29"] {
            let (year, month, day) = date(text).parts();
            assert_eq!(PartialDate::from_parts(year, month, day), Ok(date(text)));
        }
        for (year, month, day) in [
            (2025, Some(2), Some(29)),
            (2025, None, Some(1)),
            (2025, Some(0), None),
            (-1, None, None),
            (10_000, None, None),
        ] {
            assert!(PartialDate::from_parts(year, month, day).is_err());
        }
    }

    #[test]
    fn months_are_added_by_the_calendar() {
        assert_eq!("2023-12-31".parse::<Day>().unwrap().plus_months(36).to_string(), "2026-12-31");
        assert_eq!("2024-02-29".parse::<Day>().unwrap().plus_months(12).to_string(), "2025-02-28");
        assert_eq!(Day::MAX.plus_months(1), Day::MAX);
    }

    #[test]
    fn an_instant_has_its_day_in_utc() {
        let t: Instant = "2025-06-13T01:33:00+08:00".parse().unwrap();
        assert_eq!(t.day().to_string(), "2025-06-12");
        assert_eq!(t.to_string(), "2025-06-12T17:33:00Z");
    }

    #[test]
    fn spans_with_a_day_in_common_overlap() {
        let quarter = Span::new(date("2025-01"), Some(date("2025-03"))).unwrap();
        assert!(quarter.overlaps(Span::new(date("2025"), None).unwrap()));
        assert!(!quarter.overlaps(Span::new(date("2024"), None).unwrap()));
        assert!(Span::new(date("2025"), Some(date("2024"))).is_err());
    }
}
