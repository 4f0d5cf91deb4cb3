//! The line below a headline: who published it, and when.

use crate::model::{Instant, PartialDate};

/// Digests print no time zone; their workflows run in China.
const PRESUMED_OFFSET: &str = "+08:00";
/// What stands between publisher and time.
const DOT: char = '·';

/// Publisher and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// None for a channel such as `news flash`.
    pub(super) publisher: Option<String>,
    /// The day as printed.
    pub(super) day: PartialDate,
    /// The instant, eight hours ahead of UTC presumed.
    pub(super) at: Instant,
}

/// The stamp that a line has the form of: none where it has another form, an error where there is no such time.
pub(super) fn read(line: &str) -> Option<Result<Stamp, String>> {
    let (name, time) = line.rsplit_once(DOT)?;
    let (name, time) = (name.trim(), time.trim());
    let form = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    if !matches!(form(time).as_str(), "0000-00-00 00:00" | "0000-00-00 00:00:00") {
        return None;
    }
    let (day, clock) = time.split_once(' ')?;
    let stamp = || {
        let at = format!("{day}T{clock}{}{PRESUMED_OFFSET}", if clock.len() == 5 { ":00" } else { "" });
        let publisher = (!name.is_empty() && !is_channel(name)).then(|| name.to_owned());
        Some(Stamp { publisher, day: day.parse().ok()?, at: at.parse().ok()? })
    };
    Some(stamp().ok_or_else(|| format!("there is no time `{time}`; expected one such as `2025-06-03 03:46`")))
}

/// Publishers are printed with capitals or in a script that has none; what stands in small Latin letters alone, such as
/// `news flash`, is the channel through which an item came, and nobody's word.
fn is_channel(name: &str) -> bool {
    name.is_ascii() && !name.bytes().any(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_names_a_publisher_a_day_and_an_instant() {
        let stamp = read("Sea Mail·  2025-06-03 03:46").unwrap().unwrap();
        assert_eq!(stamp.publisher.as_deref(), Some("Sea Mail"));
        assert_eq!(stamp.day.to_string(), "2025-06-03");
        assert_eq!(stamp.at.to_string(), "2025-06-02T19:46:00Z");
        assert_eq!(read("矿业报·2025-06-03 03:46:07").unwrap().unwrap().publisher.as_deref(), Some("矿业报"));
    }

    #[test]
    fn a_channel_is_no_publisher() {
        for line in ["news flash· 2025-06-13 10:33", "· 2025-06-13 10:33"] {
            assert_eq!(read(line).unwrap().unwrap().publisher, None, "{line}");
        }
    }

    #[test]
    fn another_form_is_no_stamp_and_an_impossible_time_is_said() {
        for line in [
            "Sea Mail 2025-06-03 03:46",
            "Sea Mail· 2025-06-03",
            "Sea Mail· yesterday",
            "·",
            "Sea Mail· 2025-06-03  03:46",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert!(read("Sea Mail· 2025-02-30 03:46").unwrap().unwrap_err().contains("no time `2025-02-30 03:46`"));
        assert!(read("Sea Mail· 2025-02-03 24:46").unwrap().is_err());
    }
}
