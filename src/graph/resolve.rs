//! From a key to what has it.

use petgraph::graph::NodeIndex;

use super::{
    claims::ClaimView,
    observations::ObservationView,
    relations::Relation,
    rows::{DocumentIndex, SubjectIndex},
    view::View,
};
use crate::model::{Subject, decode_subject_key};

/// What a key stands for.
#[derive(Clone, Copy)]
pub enum Found<'g> {
    /// An entity; the survivor, where it is merged.
    Entity(NodeIndex),
    /// A document.
    Document(DocumentIndex),
    /// A claim.
    Claim(ClaimView<'g>),
    /// A relation, lapsed or not.
    Relation(Relation<'g>),
    /// An observation.
    Observation(ObservationView<'g>),
}

impl<'g> View<'g> {
    /// What has this key. A merged key, or a relation's written with merged keys, resolves for ever.
    pub fn find(self, key: &str) -> Option<Found<'g>> {
        match decode_subject_key(key) {
            Some(Subject::Relation(tie)) => self.relation_of(&tie).map(Found::Relation),
            Some(Subject::Observation(seen)) => self.observation_of(&seen).map(Found::Observation),
            None => {
                let entity = || self.entity_with_key(key).map(Found::Entity);
                let document = || self.document_with_key(key).map(Found::Document);
                entity().or_else(document).or_else(|| self.claim_with_key(key).map(Found::Claim))
            }
        }
    }

    /// The document with a key, if it is seen.
    pub fn document_with_key(self, key: &str) -> Option<DocumentIndex> {
        let index = DocumentIndex(self.graph.document_by_key(key)?);
        self.document(index).map(|_| index)
    }

    /// The relation or observation that a claim speaks of, as the view shows it.
    pub fn subject(self, about: SubjectIndex) -> Option<Found<'g>> {
        match about {
            SubjectIndex::Relation(edge) => self.shown(edge).map(Found::Relation),
            SubjectIndex::Observation(index) => self.observation(index).map(Found::Observation),
        }
    }

    /// What a claim speaks of, shown or not: a relation that a merge made a loop, and an observation of which no claim counts (any
    /// more, or yet), are given as they were written.
    pub fn spoken_of(self, about: SubjectIndex) -> Option<Found<'g>> {
        match about {
            SubjectIndex::Relation(edge) => self.relation_spoken_of(edge).map(Found::Relation),
            SubjectIndex::Observation(index) => self.observation_spoken_of(index).map(Found::Observation),
        }
    }
}
