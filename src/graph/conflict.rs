//! Conflicts: figures about one subject that cannot both be true.

use super::{
    assess::Claims,
    claims::ClaimView,
    rows::{ClaimIndex, ClaimRow, SubjectIndex},
    view::View,
};
use crate::model::{ClaimMode, Measure};

/// How sure it is that two figures speak of the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// One of the periods is unknown.
    Possible,
    /// Their periods overlap.
    Certain,
}

impl Certainty {
    /// How surely two figures about one subject cannot both be true; none where they can be, or measure different things.
    pub fn of(a: &Measure, b: &Measure) -> Option<Self> {
        if !a.comparable(b) || a.agrees(b) {
            return None;
        }
        match (a.period, b.period) {
            (Some(a), Some(b)) => a.overlaps(b).then_some(Self::Certain),
            _ => Some(Self::Possible),
        }
    }
}

impl ClaimView<'_> {
    /// The claim that a chain of amendments began with: itself, where it amends none. Two of one chain are a history, not a conflict.
    pub fn origin(self) -> ClaimIndex {
        ClaimIndex(self.view().origin(self.index.0))
    }
}

impl<'g> View<'g> {
    /// The counting claims whose figures conflict with those of this one, and how surely, in the order of recording.
    pub fn conflicts_with(self, claim: ClaimIndex) -> Vec<(ClaimIndex, Certainty)> {
        let Some(row) = self.claim_row(claim.0).filter(|row| self.counts(row)) else { return Vec::new() };
        let Some(own) = self.figures(claim.0, row) else { return Vec::new() };
        let others = self.weighed_about(row.about).into_iter().filter(|other| other.id != claim.0);
        let mut found: Vec<_> = others
            .filter_map(|other| Some((ClaimIndex(other.id), own.conflict(&self.figures(other.id, other.row)?)?)))
            .collect();
        found.sort_unstable();
        found
    }

    /// All counting claims about one subject, those of merged twins included.
    pub(super) fn weighed_about(self, about: SubjectIndex) -> Claims<'g> {
        match about {
            SubjectIndex::Relation(edge) => match self.shown(edge) {
                Some(relation) => relation.weighed(),
                None => self.weigh(self.graph.relations.get(edge.index()).map(|r| r.claims.get()).into_iter()),
            },
            SubjectIndex::Observation(index) => self.weigh_observation(index),
        }
    }

    /// The figures of a claim that counts; none where it has none, or is a mere reading.
    pub(super) fn figures(self, id: u32, row: &ClaimRow) -> Option<Figures> {
        let reads = row.mode == ClaimMode::Opinion || row.measures.is_empty();
        let measures = || self.graph.measures_of(row).map(|m| m.read(|s| self.graph.symbols.text(s))).collect();
        (!reads).then(|| Figures { origin: self.origin(id), measures: measures() })
    }

    /// The claim that a chain of amendments began with.
    fn origin(self, claim: u32) -> u32 {
        let mut origin = claim;
        // A claim amends an older one only, so the numbers fall.
        while let Some(older) = self.claim_row(origin).and_then(ClaimRow::amends) {
            origin = older;
        }
        origin
    }
}

/// A claim's figures, read once to be compared with many others.
pub(super) struct Figures {
    /// The claim that its chain of amendments began with.
    origin: u32,
    measures: Vec<Measure>,
}

impl Figures {
    /// Whether they conflict with those of another claim about the same subject, and how surely.
    pub(super) fn conflict(&self, other: &Self) -> Option<Certainty> {
        // A contract's amendment and its original are a history.
        if self.origin == other.origin {
            return None;
        }
        self.measures.iter().flat_map(|m| other.measures.iter().filter_map(|o| Certainty::of(m, o))).max()
    }
}

/// Whether any two claims conflict. Figures with a period are compared where periods meet, so that a long series costs what sorting it does.
pub(super) fn any_conflict(claims: &[Figures]) -> bool {
    let figures = claims.iter().flat_map(|claim| claim.measures.iter().map(|measure| (claim.origin, measure)));
    let (mut dated, mut undated) = (Vec::new(), Vec::new());
    for (origin, measure) in figures {
        match measure.period {
            Some(period) => dated.push((period.first(), period.last(), (origin, measure))),
            None => undated.push((origin, measure)),
        }
    }
    dated.sort_unstable_by_key(|&(first, last, (origin, _))| (first, last, origin));
    let conflict = |a: (u32, &Measure), b: (u32, &Measure)| a.0 != b.0 && Certainty::of(a.1, b.1).is_some();
    let meets = |(i, &(_, last, a)): (usize, &(_, _, _))| {
        let later = dated.iter().skip(i + 1).take_while(|&&(first, ..)| first <= last);
        later.into_iter().any(|&(.., b)| conflict(a, b))
    };
    dated.iter().enumerate().any(meets)
        || undated.iter().enumerate().any(|(i, &a)| {
            let others = dated.iter().map(|&(.., b)| b).chain(undated.iter().skip(i + 1).copied());
            others.into_iter().any(|b| conflict(a, b))
        })
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::{Figures, any_conflict};
    use crate::model::{Measure, Metric, PartialDate, Span};

    /// Shares of a few sizes, each of a year, of several, or of none.
    fn share() -> impl Strategy<Value = Measure> {
        let year = |y: i16| PartialDate::from_parts(2000 + y, None, None).unwrap();
        (0..3_i64, proptest::option::of((0..8_i16, 0..3_i16))).prop_map(move |(size, period)| {
            let period = period.map(|(from, years)| Span { from: year(from), to: year(from + years) });
            Measure { period, ..Measure::new(Metric::Share, size.into(), "%") }
        })
    }

    proptest! {
        #[test]
        fn going_through_periods_in_order_finds_what_comparing_all_pairs_finds(
            claims in vec((0..4_u32, vec(share(), 1..3)), 0..5)
        ) {
            let claims: Vec<_> = claims.into_iter().map(|(origin, measures)| Figures { origin, measures }).collect();
            let pairs = claims.iter().any(|a| claims.iter().any(|b| a.conflict(b).is_some()));
            prop_assert_eq!(any_conflict(&claims), pairs);
        }
    }
}
