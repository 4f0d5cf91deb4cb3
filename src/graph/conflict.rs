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
        let mut found: Vec<_> = self
            .weighed_about(row.about)
            .iter()
            .filter(|other| other.id != claim.0)
            .filter_map(|other| {
                let certainty = self.conflict_between((claim.0, row), (other.id, other.row))?;
                Some((ClaimIndex(other.id), certainty))
            })
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

    /// Whether two counting claims about the same subject conflict, and how surely.
    pub(super) fn conflict_between(self, a: (u32, &ClaimRow), b: (u32, &ClaimRow)) -> Option<Certainty> {
        let reads = |row: &ClaimRow| row.mode == ClaimMode::Opinion || row.measures.is_empty();
        // A contract's amendment and its original are a history.
        if reads(a.1) || reads(b.1) || self.origin(a.0) == self.origin(b.0) {
            return None;
        }
        let measures = |row: &ClaimRow| -> Vec<Measure> {
            row.measures.iter().map(|m| m.read(|s| self.graph.symbols.text(s))).collect()
        };
        let others = measures(b.1);
        measures(a.1).iter().flat_map(|m| others.iter().filter_map(|o| clash(m, o))).max()
    }

    /// The claim that a chain of amendments began with.
    fn origin(self, claim: u32) -> u32 {
        let mut origin = claim;
        // A claim amends an older one only, so the numbers fall.
        while let Some(older) = self.claim_row(origin).and_then(|row| row.amends.get()) {
            origin = older;
        }
        origin
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
