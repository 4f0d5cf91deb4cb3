//! Observations as a view sees them: facts about one entity that are no edge.

use petgraph::graph::NodeIndex;

use super::{
    assess::{Assessed, Claims},
    rows::{ObservationIndex, ObservationRow, SubjectIndex},
    view::View,
};
use crate::model::{Key, Metric, Observed, Stage, decode_subject_key};

/// An observation of which a claim that counts speaks by the view's date.
#[derive(Clone, Copy)]
pub struct ObservationView<'g> {
    /// Its place in the table.
    pub index: ObservationIndex,
    row: &'g ObservationRow,
    view: View<'g>,
}

impl<'g> ObservationView<'g> {
    /// Whom it is about.
    pub fn subject(self) -> NodeIndex {
        self.view.survivor(self.row.seen.subject)
    }

    /// What is measured.
    pub const fn metric(self) -> Metric {
        self.row.seen.metric
    }

    /// Of what.
    pub fn commodity(self) -> Option<NodeIndex> {
        self.row.seen.commodity.map(|c| self.view.survivor(c))
    }

    /// At which step of the chain.
    pub const fn stage(self) -> Option<Stage> {
        self.row.seen.stage
    }

    /// The key of the relation that it speaks of, as written.
    pub fn regarding(self) -> Option<&'g str> {
        self.row.seen.regarding.map(|s| self.view.graph.symbols.text(s))
    }

    /// What tells it apart from others of the same.
    pub fn number(self) -> Option<&'g str> {
        self.row.seen.number.map(|n| self.view.graph.symbols.text(n))
    }

    /// Its lasting key, as it was written.
    pub fn key(self) -> Option<Key> {
        self.view.written_observation(self.index).map(|seen| seen.key())
    }

    /// All claims that count: those that hold first, the strongest first.
    pub fn claims(self) -> Vec<Assessed> {
        self.view.claims_about(SubjectIndex::Observation(self.index))
    }

    /// Whether figures that hold conflict.
    pub fn disputed(self) -> bool {
        self.view.state_of(&self.view.weigh_observation(self.index)).disputed
    }
}

impl<'g> View<'g> {
    /// The observation, if a claim that counts speaks of it by the view's date. It need not hold: a price of 2020 is still a price.
    pub fn observation(self, index: ObservationIndex) -> Option<ObservationView<'g>> {
        let begun = self.weigh_observation(index).iter().any(|c| c.row.days.0 <= self.as_of());
        self.observation_spoken_of(index).filter(|_| begun)
    }

    /// Everything that was ever observed and recorded by now, in the order of recording. Linear.
    pub fn observations(self) -> impl DoubleEndedIterator<Item = ObservationIndex> {
        (0..self.lengths().observations).map(ObservationIndex)
    }

    /// The same, whether or not a claim that is recorded and in print still counts, or has begun.
    pub(super) fn observation_spoken_of(self, index: ObservationIndex) -> Option<ObservationView<'g>> {
        let row = self.graph.observations.get(index.0 as usize).filter(|row| self.sees(row.recorded))?;
        let told = self.printed(row.claims.get());
        told.then_some(ObservationView { index, row, view: self })
    }

    /// The observation with this identity, whether or not a claim that was recorded by now still counts, or has begun.
    pub fn observation_of(self, seen: &Observed) -> Option<ObservationView<'g>> {
        let node = |key: &Key| self.graph.entity_by_key(key.as_str());
        let symbol = |text: Option<&str>| text.map(|t| self.graph.symbols.find(t));
        let commodity = match &seen.commodity {
            Some(key) => Some(node(key)?),
            None => None,
        };
        let row = super::rows::ObservedRow {
            subject: node(&seen.subject)?,
            metric: seen.metric,
            commodity,
            stage: seen.stage,
            regarding: match symbol(seen.regarding.as_ref().map(Key::as_str)) {
                Some(found) => Some(found?),
                None => None,
            },
            number: match symbol(seen.number.as_deref()) {
                Some(found) => Some(found?),
                None => None,
            },
        };
        self.observation_spoken_of(ObservationIndex(self.graph.observation_by(&row)?))
    }

    /// The identity of an observation as it was written.
    pub(super) fn written_observation(self, index: ObservationIndex) -> Option<Observed> {
        let seen = &self.graph.observations.get(index.0 as usize)?.seen;
        let text = |s| self.graph.symbols.text(s);
        let regarding = match seen.regarding.map(text) {
            Some(key) => Some(decode_subject_key(key)?.key()),
            None => None,
        };
        Some(Observed {
            subject: self.key(seen.subject)?.clone(),
            metric: seen.metric,
            commodity: seen.commodity.and_then(|c| self.key(c)).cloned(),
            stage: seen.stage,
            regarding,
            number: seen.number.map(|s| text(s).to_owned()),
        })
    }

    /// Its counting claims. Observations of merged entities keep to themselves: they are listed side by side.
    pub(super) fn weigh_observation(self, index: ObservationIndex) -> Claims<'g> {
        let row = self.graph.observations.get(index.0 as usize);
        self.weigh(row.map(|row| row.claims.get()).into_iter())
    }
}
