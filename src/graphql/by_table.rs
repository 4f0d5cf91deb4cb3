//! What a question about figures answers: an answer for each table of figures. Exposure, concentration and net trade ask so.

use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::{
    at::{At, apart},
    connection::SearchReport,
    entity::Entity,
    error::Fault,
    page::limit,
    scalars::count,
};
use crate::{
    graph::View,
    questions::{
        bounds::{self, Bounds, Searched},
        error::QuestionError,
    },
};

/// A question about figures, and what each table of them says.
pub struct ByTable<Q, R> {
    at: At,
    /// What was asked.
    pub question: Q,
    results: Arc<[Arc<R>]>,
    search: bounds::SearchReport,
}

/// How such a question is answered.
pub type Answering<Q, R> = fn(View<'_>, &Q, Bounds) -> Result<Searched<Vec<R>>, QuestionError>;

impl<Q, R> ByTable<Q, R>
where
    Q: Clone + Send + 'static,
    R: Send + Sync + 'static,
{
    /// Asks.
    ///
    /// # Errors
    /// Where the question is none.
    pub async fn ask(at: At, question: Q, answering: Answering<Q, R>) -> Result<Self, Fault> {
        let (own, asked) = (at.clone(), question.clone());
        let searched = apart(move || answering(own.view(), &asked, own.bounds())).await??;
        let results = searched.answer.into_iter().map(Arc::new).collect();
        Ok(Self { at, question, results, search: searched.search })
    }

    /// An entity that the question names.
    pub fn entity(&self, node: NodeIndex) -> Entity {
        Entity::new(self.at.clone(), node)
    }

    /// So many answers from the first on.
    ///
    /// # Errors
    /// Where no list has so many.
    pub fn first<T>(&self, first: Option<i32>, of: impl Fn(At, Arc<R>) -> T) -> Result<Vec<T>, Fault> {
        let results = self.results.iter().take(limit(first)?);
        Ok(results.map(|result| of(self.at.clone(), Arc::clone(result))).collect())
    }

    /// How many answers there are.
    pub fn count(&self) -> i32 {
        count(self.results.len())
    }

    /// What the search did.
    pub fn search(&self) -> SearchReport {
        self.search.into()
    }
}
