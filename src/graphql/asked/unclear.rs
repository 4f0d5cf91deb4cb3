//! The parts of a question in words that are not clear.

use async_graphql::{Enum, SimpleObject};

use super::answer::PartRole;
use crate::{
    graphql::{at::At, entity::Entity, scalars::count},
    questions::ask::{self, Why},
};

/// Why a part of a question is not clear.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnclearBecause {
    /// No entity has this name; `candidates` have one that is near.
    Unknown,
    /// Several have it: `candidates`.
    Ambiguous,
    /// Who has it cannot be this part: a commodity supplies nobody, and nobody supplies himself.
    Unfit,
    /// It is no date, or one before that from which it is asked.
    NoDate,
    /// Nothing is there on the view's date that it could be done to: no restriction to lift, no trade to stop.
    Nothing,
}

/// A part of a question that is not clear.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Unclear {
    /// What it is to the question.
    role: PartRole,
    /// Its words, as they were written.
    words: String,
    /// Where they begin in the question, in UTF-16 code units, as JavaScript counts.
    start: i32,
    /// Where they end.
    end: i32,
    /// What is wrong with them.
    because: UnclearBecause,
    /// Who is meant perhaps: all that have the name, by key; or up to three with a name that is near, the nearest first.
    candidates: Vec<Entity>,
}

impl Unclear {
    pub(super) fn of(at: &At, part: &ask::Unclear) -> Self {
        Self {
            role: part.role.into(),
            words: part.words.text.clone(),
            start: count(part.words.start),
            end: count(part.words.end),
            because: match part.why {
                Why::Nobody(_) => UnclearBecause::Unknown,
                Why::Several(_) => UnclearBecause::Ambiguous,
                Why::Unfit(_) | Why::Same => UnclearBecause::Unfit,
                Why::NoDate | Why::Backwards => UnclearBecause::NoDate,
                Why::Nothing => UnclearBecause::Nothing,
            },
            candidates: part.why.candidates().iter().map(|node| Entity::new(at.clone(), *node)).collect(),
        }
    }
}
