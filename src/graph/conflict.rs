//! Conflicts: figures about one subject that cannot both be true.

use super::{
    assess::Weighed,
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
    pub(super) fn weighed_about(self, about: SubjectIndex) -> Vec<Weighed<'g>> {
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
        self.measures.iter().flat_map(|m| other.measures.iter().filter_map(|o| clash(m, o))).max()
    }
}

fn clash(a: &Measure, b: &Measure) -> Option<Certainty> {
    if !a.comparable(b) || a.agrees(b) {
        return None;
    }
    match (a.period, b.period) {
        (Some(a), Some(b)) => a.overlaps(b).then_some(Certainty::Certain),
        _ => Some(Certainty::Possible),
    }
}
