//! How a question in words was understood, as it is answered.

use async_graphql::{Enum, ID, Json, Object, SimpleObject};
use serde_json::{Map, Value};

use super::{
    documents::{document, text, variable, variables},
    unclear::Unclear,
};
use crate::{
    graphql::{
        at::{At, apart},
        entity::Entity,
        error::Fault,
        scalars::{Language, count},
    },
    model,
    questions::ask::{self, Asks, NotUnderstood, Part, Understood, language_of, suggest, understand},
};

/// What a question in words asks for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Asks")]
pub enum QuestionKind {
    /// Who supplies somebody: `suppliers`.
    Suppliers,
    /// Whom somebody supplies: `customers`.
    Customers,
    /// The ways for goods from one to another: `paths`.
    Paths,
    /// Why one does not supply another: `whyNot`.
    WhyNot,
    /// How much of a supply comes from one: `exposure`.
    Exposure,
    /// How concentrated a supply, or the making of a commodity, is: `concentration`.
    Concentration,
    /// Without whom a supply breaks: `chokepoints`.
    Chokepoints,
    /// Which claims cannot all be true: `conflicts`.
    Conflicts,
    /// What happened: `timeline`.
    Timeline,
    /// What is different on another day: `diff`.
    Diff,
    /// What is different in a scenario: `diff` against it.
    WhatIf,
    /// Imports less exports: `netTrade`.
    NetTrade,
    /// How many relations, in groups: `groupBy`.
    Groups,
    /// What an entity is: `entity`.
    Entity,
}

/// What a part of a question is to it.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "ask::Role")]
pub enum PartRole {
    /// Whose suppliers, whose supply.
    Of,
    /// Where goods start.
    From,
    /// Where goods end; upon whom somebody depends.
    To,
    /// What is told of.
    About,
    /// Of which commodity.
    Commodity,
    /// Past whom.
    Avoid,
    /// At which stage.
    Stage,
    /// How real.
    Standing,
    /// By which figures.
    Metric,
    /// By what they are grouped.
    Grouping,
    /// From this day on.
    Since,
    /// Up to this day.
    Until,
    /// Held against this day.
    ToDate,
    /// What is supposed to be otherwise.
    Change,
    /// Who is supposed to fall away.
    IfRemoved,
    /// Who is supposed to do something.
    IfFrom,
    /// To whom.
    IfTo,
    /// With which commodity.
    IfCommodity,
    /// By which instrument goods are held back that are supposed to pass.
    IfInstrument,
    /// True on this day.
    AsOf,
    /// By what was recorded up to this day.
    KnownAt,
    /// By what was in print on this day.
    PublishedBy,
}

/// A question in words: how it was understood, and what to ask for the answer.
pub struct Answer {
    at: At,
    question: String,
    language: model::Language,
    read: Result<(Understood, Map<String, Value>), NotUnderstood>,
}

impl Answer {
    /// What a question means in a view.
    ///
    /// # Errors
    /// Where the reading came to harm.
    pub async fn to(at: &At, question: String, language: Option<Language>) -> Result<Self, Fault> {
        let at = at.clone();
        apart(move || {
            let read = understand(at.view(), &question);
            let asked_in = match &read {
                Ok(understood) => understood.language.clone(),
                Err(not) => not.asks.map_or_else(|| language_of(&question), |_| not.language.clone()),
            };
            let language = language.map_or(asked_in, |language| language.0);
            let read = read.map(|understood| {
                let variables = variables(&at, &understood, &language);
                (understood, variables)
            });
            Self { language, at, question, read }
        })
        .await
    }
}

/// A question in words: how it was understood, and the document that answers it.
#[Object(serial)]
impl Answer {
    /// Whether it was: then `reading`, `document` and `variables` are there, else `message` and `suggestions`.
    async fn understood(&self) -> bool {
        self.read.is_ok()
    }

    /// Why it was not understood, and what to do, in lines; null where it was.
    async fn message(&self) -> Option<String> {
        self.read.as_ref().err().map(ToString::to_string)
    }

    /// How it was understood; of one that was not, as far as it was. Null where it is no sentence that is known.
    async fn reading(&self) -> Option<Reading> {
        let (asks, parts, phrase) = match &self.read {
            Ok((understood, _)) => {
                (understood.asks, &understood.parts, Some(understood.phrase(self.at.view(), &self.language)))
            }
            Err(not) => (not.asks?, &not.parts, None),
        };
        let variables = self.read.as_ref().ok().map(|(_, variables)| variables);
        let parts = parts.iter().map(|part| ReadingPart::of(&self.at, part, variables)).collect();
        Some(Reading { asks: asks.into(), language: self.language.clone().into(), phrase, parts })
    }

    /// The GraphQL document that answers it. Run with `variables` it gives the answer; it is the same for all questions of a kind, so
    /// that a page changes a part by its variable.
    async fn document(&self) -> Option<&'static str> {
        self.read.as_ref().ok().map(|(understood, _)| document(understood, &self.at))
    }

    /// The variables of the document: those of the parts, and the dates of the view, all fixed.
    async fn variables(&self) -> Option<Json<Map<String, Value>>> {
        self.read.as_ref().ok().map(|(_, variables)| Json(variables.clone()))
    }

    /// The parts that are not clear: names that nobody has or that several have, and what is no date.
    async fn unclear(&self) -> Vec<Unclear> {
        let unclear = self.read.as_ref().err().map(|not| not.unclear.as_slice());
        unclear.unwrap_or_default().iter().map(|part| Unclear::of(&self.at, part)).collect()
    }

    /// Up to three questions that are understood, about what this one names or else about what much is known of; none where it was
    /// understood itself.
    async fn suggestions(&self) -> Vec<String> {
        match &self.read {
            Ok(_) => Vec::new(),
            Err(_) => suggest(self.at.view(), &self.question, &self.language),
        }
    }
}

/// How a question was understood.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Reading {
    /// What it asks for.
    asks: QuestionKind,
    /// The language that it is answered in: that which was asked for, else its own.
    language: Language,
    /// The question said again as it was understood, with the keys of the entities; null where it was not.
    phrase: Option<String>,
    /// Its parts, in the order of the question.
    parts: Vec<ReadingPart>,
}

/// A part of a question.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct ReadingPart {
    /// What it is to the question.
    role: PartRole,
    /// Its words, as they were written.
    words: String,
    /// Where they begin in the question, in UTF-16 code units, as JavaScript counts.
    start: i32,
    /// Where they end.
    end: i32,
    /// The variable of the document that it fills.
    variable: &'static str,
    /// What it means: an entity's key, a day, a word of the contract.
    value: ID,
    /// The entity that it means; null of any other part.
    entity: Option<Entity>,
}

impl ReadingPart {
    fn of(at: &At, part: &Part, variables: Option<&Map<String, Value>>) -> Self {
        let supplied = part.role == ask::Role::About && variables.is_some_and(|all| all.contains_key("suppliers"));
        let entity = match part.meaning {
            ask::Meaning::Entity(node) => Some(Entity::new(at.clone(), node)),
            _ => None,
        };
        Self {
            role: part.role.into(),
            words: part.words.text.clone(),
            start: count(part.words.start),
            end: count(part.words.end),
            variable: if supplied { "suppliers" } else { variable(part.role) },
            value: ID(text(at.view(), part.meaning)),
            entity,
        }
    }
}
