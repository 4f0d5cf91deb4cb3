//! Observations: facts about one entity that are no relation.

use async_graphql::{Context, ID, Object};

use super::{
    at::At,
    claim::Claim,
    connection::Connection,
    entity::Entity,
    enums::{Metric, Stage},
    error::Fault,
    measure::Measure,
    page::{Asked, Page, Place},
    relation::Relation,
    scalars::Language,
    written::{Written, puts},
};
use crate::{
    graph::{Assessed, Found, ObservationIndex, ObservationView, SubjectIndex},
    model,
};

/// An observation in a view.
#[derive(Clone)]
pub struct Observation {
    at: At,
    index: ObservationIndex,
}

impl Observation {
    /// An observation that the view has heard of.
    pub const fn new(at: At, index: ObservationIndex) -> Self {
        Self { at, index }
    }

    fn seen(&self) -> Result<ObservationView<'_>, Fault> {
        match self.at.view().spoken_of(SubjectIndex::Observation(self.index)) {
            Some(Found::Observation(seen)) => Ok(seen),
            _ => Err(Fault::internal("an observation is not in its view")),
        }
    }

    fn lasting_key(&self) -> Result<String, Fault> {
        let key = self.seen()?.key().ok_or_else(|| Fault::internal("an observation has no key"))?;
        Ok(key.to_string())
    }

    fn entity(&self, node: Option<petgraph::graph::NodeIndex>) -> Option<Entity> {
        node.map(|node| Entity::new(self.at.clone(), node))
    }
}

/// A fact about one entity that is no relation: a price that tripled, a motive, a forecast.
#[Object(serial)]
impl Observation {
    /// Its key, and the view that it is seen in.
    pub async fn id(&self) -> Result<ID, Fault> {
        Ok(self.at.id(self.lasting_key()?))
    }

    /// Made from its subject, metric and what else tells it apart; lasting, the same in every view.
    async fn key(&self) -> Result<ID, Fault> {
        Ok(ID(self.lasting_key()?))
    }

    /// Whom or what it is about.
    async fn subject(&self) -> Result<Entity, Fault> {
        Ok(Entity::new(self.at.clone(), self.seen()?.subject()))
    }

    /// Of which commodity.
    async fn commodity(&self) -> Result<Option<Entity>, Fault> {
        Ok(self.entity(self.seen()?.commodity()))
    }

    /// At which step of the chain.
    async fn stage(&self) -> Result<Option<Stage>, Fault> {
        Ok(self.seen()?.stage().map(Into::into))
    }

    /// What is measured; OTHER where it is words alone.
    async fn metric(&self) -> Result<Metric, Fault> {
        Ok(self.seen()?.metric().into())
    }

    /// What tells it apart from others of the same.
    async fn number(&self) -> Result<Option<&str>, Fault> {
        Ok(self.seen()?.number())
    }

    /// In words, as the strongest claim has them that has begun and gives any.
    async fn text(
        &self,
        #[graphql(desc = "The language, else the first in which there is one.", default_with = "Language::english()")]
        language: Option<Language>,
    ) -> Result<Option<String>, Fault> {
        let (view, language) = (self.at.view(), Language::asked(language));
        let words = |a: Assessed| model::pick(&view.claim(a.claim)?.details()?.text, &language).map(str::to_owned);
        Ok(self.seen()?.claims().into_iter().filter(|a| a.begun).find_map(words))
    }

    /// The relation that it speaks of, such as the control that made a price triple.
    async fn regarding(&self) -> Result<Option<Written<Relation>>, Fault> {
        let found = self.seen()?.regarding().and_then(|key| self.at.view().find(key));
        Ok(match found {
            Some(Found::Relation(relation)) => Some(Written(Relation::of(&self.at, relation))),
            _ => None,
        })
    }

    /// All claims about it that count, those that hold first, the strongest first.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Claim>, Fault> {
        let page = Page::open(ctx, &self.at, &self.index, Asked::forward(first, after))?;
        let claims = page.at.view().claims_about(SubjectIndex::Observation(self.index));
        let read = page.walk(claims.into_iter().enumerate().map(|(n, claim)| (Place::nth(n), claim)));
        Ok(Connection::of(read, |claim| Claim::weighed(&page.at, claim)))
    }

    /// Its figures; those that hold first.
    async fn measures(&self) -> Result<Vec<Measure>, Fault> {
        Ok(Measure::of(&self.at, &self.seen()?.claims(), None))
    }

    /// Whether figures that hold conflict.
    async fn disputed(&self) -> Result<bool, Fault> {
        Ok(self.seen()?.disputed())
    }
}

puts! {
    Observation {
        "id" => id,
        "key" => key,
        "subject" => subject,
        "commodity" => commodity,
        "stage" => stage,
        "metric" => metric,
        "number" => number,
        "text" => text(Language::english()),
        "regarding" => regarding,
        "claims" => claims(None, None),
        "measures" => measures,
        "disputed" => disputed,
    }
}
