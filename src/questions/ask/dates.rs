//! Dates in a question: `2025-06-13`, `2025-06`, `2025`, `13 June 2025`, `June 13, 2025`, `June 2025`, `2025年6月13日`.

use super::said::Said;
use crate::model::PartialDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The dates that begin here, each with where it ends, the longest first.
pub(super) fn dates(said: &Said<'_>, at: usize) -> Vec<(usize, PartialDate)> {
    let mut found: Vec<(usize, PartialDate)> =
        [numbers(said, at), chinese(said, at), month_first(said, at), day_first(said, at)]
            .into_iter()
            .flatten()
            .collect();
    found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    found
}

/// Where what stands in the place of a date may end: digits and what goes with them, else a word; or up to three words.
pub(super) fn in_place_of_date(said: &Said<'_>, at: usize) -> Vec<usize> {
    let of_date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '年' | '月' | '日' | '号');
    let run =
        |from: usize, is: &dyn Fn(char) -> bool| (from..).find(|end| !said.at(*end).is_some_and(is)).unwrap_or(from);
    let word = |from: usize| run(from, &|c| !c.is_whitespace() && c != ',');
    let first = Some(run(at, &of_date)).filter(|end| *end > at).unwrap_or_else(|| word(at));
    let further = |end: &usize| Some(word(said.after_space(*end))).filter(|next| next > end);
    std::iter::successors(Some(first), further).take(3).collect()
}

/// `2022-01-01`, `2022-01`, `2022`.
fn numbers(said: &Said<'_>, at: usize) -> Option<(usize, PartialDate)> {
    let (mut end, year) = number(said, at, 4)?;
    let mut parts = [None; 2];
    for part in &mut parts {
        let Some((next, value)) = (said.at(end) == Some('-')).then(|| number(said, end + 1, 2)).flatten() else {
            break;
        };
        (end, *part) = (next, Some(value));
    }
    // A dash that goes on with something else belongs to what is no date. Behind a whole date a name may follow without a space, as
    // in Chinese: `截至2025-06-13Lynas的供应商`.
    let named = parts[1].is_some() && said.at(end).is_some_and(char::is_alphabetic);
    let ends = said.is_border(end) || named;
    if said.at(end) == Some('-') && said.at(end + 1).is_some_and(char::is_alphanumeric) || !ends {
        return None;
    }
    Some((end, date(year, parts[0], parts[1])?))
}

/// `2022年1月1日`, `2022年1月`, `2022年`.
fn chinese(said: &Said<'_>, at: usize) -> Option<(usize, PartialDate)> {
    let marked = |at: usize, marks: &[char]| {
        let (end, value) = number(said, at, if marks == ['年'] { 4 } else { 2 })?;
        said.at(end).filter(|c| marks.contains(c)).map(|_| (end + 1, value))
    };
    let (end, year) = marked(at, &['年'])?;
    let Some((end, month)) = marked(end, &['月']) else {
        return Some((end, date(year, None, None)?));
    };
    match marked(end, &['日', '号']) {
        Some((end, day)) => Some((end, date(year, Some(month), Some(day))?)),
        None => Some((end, date(year, Some(month), None)?)),
    }
}

/// `June 2025`, `June 13, 2025`.
fn month_first(said: &Said<'_>, at: usize) -> Option<(usize, PartialDate)> {
    let (end, month) = month(said, at)?;
    let next = said.after_space(end);
    if let Some((end, year)) = year(said, next) {
        return Some((end, date(year, Some(month), None)?));
    }
    let (end, day) = number(said, next, 2)?;
    let (end, year) = year(said, said.after_space(end))?;
    Some((end, date(year, Some(month), Some(day))?))
}

/// `13 June 2025`.
fn day_first(said: &Said<'_>, at: usize) -> Option<(usize, PartialDate)> {
    let (end, day) = number(said, at, 2)?;
    let (end, month) = month(said, said.after_space(end))?;
    let (end, year) = year(said, said.after_space(end))?;
    Some((end, date(year, Some(month), Some(day))?))
}

fn month(said: &Said<'_>, at: usize) -> Option<(usize, u16)> {
    (1..).zip(MONTHS).find_map(|(nth, name)| {
        let end = said.literal(at, name).or_else(|| said.literal(at, name.get(..3)?))?;
        Some((end, nth))
    })
}

fn year(said: &Said<'_>, at: usize) -> Option<(usize, u16)> {
    number(said, at, 4).filter(|(end, year)| *year >= 1000 && said.is_border(*end))
}

/// A number of at most so many digits, a year of just so many.
fn number(said: &Said<'_>, at: usize, digits: usize) -> Option<(usize, u16)> {
    let (mut end, mut value) = (at, 0);
    while let Some(digit) = said.at(end).and_then(|c| c.to_digit(10)) {
        if end - at == digits {
            return None;
        }
        value = value * 10 + u16::try_from(digit).ok()?;
        end += 1;
    }
    (end > at && (digits < 4 || end - at == digits)).then_some((end, value))
}

fn date(year: u16, month: Option<u16>, day: Option<u16>) -> Option<PartialDate> {
    let small = |n: Option<u16>| n.map_or(Some(None), |n| u8::try_from(n).ok().map(Some));
    PartialDate::from_parts(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}
