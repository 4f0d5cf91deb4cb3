//! When what a claim says happened: a date as precise as its source, and by what it is known.

use crate::{
    graph::{ClaimView, View},
    model::{Day, Instant, PartialDate},
};

/// By what a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacedBy {
    /// The claim says when it begins.
    ValidFrom,
    /// The claim says when it ends.
    ValidTo,
    /// The claim says when the contract was signed.
    Signed,
    /// The period of its figures.
    Period,
    /// Nothing but its publication.
    Publication,
    /// It was recorded then, or nothing else is known.
    Recording,
    /// Figures alone were carried on until then.
    Carried,
}

/// A date, and by what it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The first day that it may mean.
    pub day: Day,
    /// As precise as it is known.
    pub date: PartialDate,
    /// By what.
    pub placed_by: PlacedBy,
}

impl Dated {
    pub(super) fn by(date: PartialDate, placed_by: PlacedBy) -> Self {
        Self { day: date.first(), date, placed_by }
    }

    /// The days that it may mean, first and last.
    pub fn days(self) -> (Day, Day) {
        (self.day, self.date.last())
    }

    /// How little is known of it: 0 for a day, 1 for a month, 2 for a year.
    pub fn vagueness(self) -> u8 {
        match self.date.parts() {
            (_, _, Some(_)) => 0,
            (_, Some(_), None) => 1,
            (_, None, None) => 2,
        }
    }
}

/// The day on which something was recorded; none beyond the calendar.
pub(super) fn recorded(at: Instant) -> Option<Dated> {
    at.day().to_partial().map(|date| Dated::by(date, PlacedBy::Recording))
}

/// When what a claim says begins, by the rule of the model; none of what holds on every day before its end.
pub(super) fn begins(view: View<'_>, claim: ClaimView<'_>) -> Option<Dated> {
    if claim.begins() == Day::MIN {
        return None;
    }
    if let Some(from) = claim.valid().0 {
        return Some(Dated::by(from, PlacedBy::ValidFrom));
    }
    let measured = claim.measures().into_iter().filter_map(|figure| figure.period).map(|period| period.from);
    if let Some(from) = measured.min_by_key(|from| from.first()) {
        return Some(Dated::by(from, PlacedBy::Period));
    }
    let on_its_day = |day: &Day| *day == claim.begins();
    let published = claim.evidence().into_iter().find_map(|evidence| {
        view.publication(evidence.document).map(|(first, _)| first).filter(on_its_day)?;
        view.document(evidence.document)
    });
    let placed_by = match published {
        Some(document) if document.published.is_none() && document.published_at.is_none() => PlacedBy::Recording,
        _ => PlacedBy::Publication,
    };
    let date = published.and_then(|document| document.published).or_else(|| claim.begins().to_partial())?;
    Some(Dated::by(date, placed_by))
}
