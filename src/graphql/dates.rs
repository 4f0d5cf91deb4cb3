//! What an id says of its view: the dates that the view fixes, in a form that people can read.
//!
//! Behind the key stands `@`, the day on which things are true, and, each after a `;` and only where it is fixed:
//! `k` and the instant by which things were known, `p` and the day by which they were in print, `c` and the months for which
//! figures are carried on. `china@2025-06-13;p2025-06-10;c12`. An id without `@` is of now.

use std::{fmt, str::FromStr};

use super::error::Fault;
use crate::model::{Day, Instant};

/// The dates that a view fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// When it is true.
    pub as_of: Day,
    /// By when it was known.
    pub known_at: Option<Instant>,
    /// By when it was in print.
    pub published_by: Option<Day>,
    /// For how many months figures are carried on, where it is not the usual.
    pub carry_months: Option<u32>,
}

/// The longest carrying that is taken: a century.
const MAX_CARRY_MONTHS: u32 = 1200;

/// For how many months figures are carried on.
///
/// # Errors
/// Where it is less than none, or longer than a century.
pub fn carry_months(asked: i32) -> Result<u32, Fault> {
    let taken = u32::try_from(asked).ok().filter(|&months| months <= MAX_CARRY_MONTHS);
    taken.ok_or_else(|| Fault::invalid(format!("figures are carried on for 0 to {MAX_CARRY_MONTHS} months")))
}

impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.as_of)?;
        if let Some(at) = self.known_at {
            write!(f, ";k{at}")?;
        }
        if let Some(by) = self.published_by {
            write!(f, ";p{by}")?;
        }
        if let Some(months) = self.carry_months {
            write!(f, ";c{months}")?;
        }
        Ok(())
    }
}

impl FromStr for Dates {
    type Err = Fault;

    /// Reads what follows the `@` of an id.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let wrong = || {
            Fault::invalid(format!(
                "`@{text}` are not the dates of a view; expected such as `@2025-06-13` or `@2025-06-13;p2025-06-10`\nhint: take ids as an answer gave them"
            ))
        };
        let mut parts = text.split(';');
        let as_of = parts.next().unwrap_or_default().parse().map_err(|_| wrong())?;
        let mut dates = Self { as_of, known_at: None, published_by: None, carry_months: None };
        for part in parts {
            let mut letters = part.chars();
            let (letter, rest) = (letters.next(), letters.as_str());
            match letter {
                Some('k') => dates.known_at = Some(rest.parse().map_err(|_| wrong())?),
                Some('p') => dates.published_by = Some(rest.parse().map_err(|_| wrong())?),
                Some('c') => dates.carry_months = Some(rest.parse().map_err(|_| wrong())?),
                _ => return Err(wrong()),
            }
        }
        // Only the one form that is written is taken, so that one thing has one id.
        let carries = dates.carry_months.is_none_or(|months| months <= MAX_CARRY_MONTHS);
        if carries && dates.to_string().get(1..) == Some(text) { Ok(dates) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Dates;

    #[test]
    fn what_is_written_is_read_back_and_nothing_else_is() {
        for text in ["2025-06-13", "2025-06-13;k2025-06-13T10:33:00.000001Z;p2025-06-01;c0", "2022-01-01;p2021-12-31"] {
            assert_eq!(text.parse::<Dates>().unwrap().to_string(), format!("@{text}"));
        }
        for text in [
            "",
            "2025",
            "2025-06-13;",
            "2025-06-13;x1",
            "2025-06-13;c1;p2025-01-01",
            "2025-06-13;c01",
            "2025-06-13;c9999",
        ] {
            assert!(text.parse::<Dates>().is_err(), "{text}");
        }
    }
}
