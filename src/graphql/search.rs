//! Search in names, titles and texts.

use async_graphql::{SimpleObject, Union};

use super::{
    at::{At, apart},
    claim::Claim,
    document::Document,
    entity::Entity,
    error::Fault,
    page::{Page, PageInfo, Place},
};
use crate::{
    graph::{TextKind, TextOf},
    questions::search::{search, snippet},
};

/// A page of hits.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SearchConnection {
    /// The hits of the page, the best first.
    edges: Vec<SearchEdge>,
    /// What is beside the page.
    page_info: PageInfo,
    /// How many there are, at most 1000; counted only when asked for.
    total_count: Option<i32>,
}

/// A hit.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SearchEdge {
    /// Where it stands, for `after`.
    cursor: String,
    /// What was found.
    node: SearchHit,
    /// How well it fits: more than 0, at most 1.
    score: f64,
    /// The words around, with the match between `«` and `»`.
    snippet: Option<String>,
}

/// What a search can find.
#[derive(Union)]
pub enum SearchHit {
    /// An entity.
    Entity(Entity),
    /// A document.
    Document(Document),
    /// A claim.
    Claim(Claim),
}

impl SearchHit {
    fn of(at: &At, what: TextOf) -> Self {
        match what {
            TextOf::Entity(node) => Entity::new(at.clone(), node).into(),
            TextOf::Document(index) => Document::new(at.clone(), index).into(),
            TextOf::Claim(index) => Claim::new(at.clone(), index).into(),
        }
    }
}

/// What fits a text, a page of it.
///
/// # Errors
/// Where the search came to harm.
pub async fn search_page(page: Page, text: String, kinds: Vec<TextKind>) -> Result<SearchConnection, Fault> {
    let at = page.at.clone();
    let read = apart(move || {
        let view = page.at.view();
        let hits = search(view, &text, &kinds).into_iter().enumerate().map(|(n, hit)| (Place::nth(n), hit));
        page.walk(hits).map(|hit| (hit.what, hit.score, snippet(view, &text, &hit)))
    });
    let read = read.await?;
    let (page_info, total_count) = (read.info.clone(), read.total);
    let edges = read.edges(|cursor, (what, score, snippet)| {
        let node = SearchHit::of(&at, what);
        SearchEdge { cursor, node, score, snippet }
    });
    Ok(SearchConnection { edges, page_info, total_count })
}
