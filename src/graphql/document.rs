//! Documents: where something was said.

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    at::At,
    claim::Claim,
    connection::Connection,
    entity::Entity,
    error::Fault,
    page::{Asked, Page, Place},
    scalars::{DateTime, Language, PartialDate},
    written::puts,
};
use crate::{graph::DocumentIndex, model, questions::mentions::mentions};

/// A document in a view.
#[derive(Clone)]
pub struct Document {
    at: At,
    index: DocumentIndex,
}

impl Document {
    /// A document that the view sees.
    pub const fn new(at: At, index: DocumentIndex) -> Self {
        Self { at, index }
    }

    fn document(&self) -> Result<&model::Document, Fault> {
        self.at.view().document(self.index).ok_or_else(|| Fault::internal("a document is not in its view"))
    }
}

/// Where something was said: never changed; a new version is a new document. Only its text can be struck out on legal demand.
#[Object(serial)]
impl Document {
    /// Its key, and the view that it is seen in.
    pub async fn id(&self) -> Result<ID, Fault> {
        Ok(self.at.id(self.document()?.key.as_str()))
    }

    /// Lasting, the same in every view.
    async fn key(&self) -> Result<ID, Fault> {
        Ok(ID(self.document()?.key.to_string()))
    }

    /// Its title.
    async fn title(
        &self,
        #[graphql(desc = "The language, else the first in which there is one.", default_with = "Language::english()")]
        language: Option<Language>,
    ) -> Result<&str, Fault> {
        Ok(model::pick(&self.document()?.titles, &Language::asked(language)).unwrap_or_default())
    }

    /// Who published it; null for a mere channel, which speaks for nobody.
    async fn publisher(&self) -> Option<Entity> {
        let publisher = self.at.view().publisher(self.index)?;
        Some(Entity::new(self.at.clone(), publisher))
    }

    /// The day of publication, as precise as known.
    async fn published(&self) -> Result<Option<PartialDate>, Fault> {
        Ok(self.document()?.published.map(PartialDate))
    }

    /// The instant of publication, where it is known; it orders documents of one day.
    async fn published_at(&self) -> Result<Option<DateTime>, Fault> {
        Ok(self.document()?.published_at.map(DateTime))
    }

    /// The language of its text.
    async fn language(&self) -> Result<Option<Language>, Fault> {
        Ok(self.document()?.language.clone().map(Language))
    }

    /// Where it can be read.
    async fn url(&self) -> Result<Option<&str>, Fault> {
        Ok(self.document()?.url.as_deref())
    }

    /// The text in its parts. An evidence's locator finds its passage. Empty once the text is struck out.
    async fn passages(&self) -> Result<Vec<Passage>, Fault> {
        if self.at.view().struck(self.index).is_some() {
            return Ok(Vec::new());
        }
        let passage = |p: &model::Passage| Passage {
            heading: p.heading.clone(),
            locator: p.locator.clone(),
            text: p.text.clone(),
        };
        Ok(self.document()?.passages.iter().map(passage).collect())
    }

    /// The workflow or collection that brought it: 稀土贸易.
    async fn collection(&self) -> Result<Option<&str>, Fault> {
        Ok(self.document()?.collection.as_deref())
    }

    /// The claims that rest on it, retracted and superseded ones too, in the order of recording.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Claim>, Fault> {
        let page = Page::open(ctx, &self.at, &self.index, Asked::forward(first, after))?;
        let claims = page.at.view().claims_from(self.index);
        let read = page.walk(claims.iter().enumerate().map(|(n, claim)| (Place::nth(n), claim.index)));
        Ok(Connection::of(read, |index| Claim::new(page.at.clone(), index)))
    }

    /// Entities named in title and passages, longest name first, in any language; none once the text is struck out but those of the
    /// title. Reads the whole text.
    async fn mentions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Entity>, Fault> {
        let page = Page::open(ctx, &self.at, &self.index, Asked::forward(first, after))?;
        let named = mentions(page.at.view(), self.index);
        let read = page.walk(named.into_iter().enumerate().map(|(n, node)| (Place::nth(n), node)));
        Ok(Connection::of(read, |node| Entity::new(page.at.clone(), node)))
    }
}

puts! {
    Document {
        "id" => id,
        "key" => key,
        "title" => title(Language::english()),
        "publisher" => publisher,
        "published" => published,
        "publishedAt" => published_at,
        "language" => language,
        "url" => url,
        "passages" => passages,
        "collection" => collection,
    }
    Passage { "heading" => heading, "locator" => locator, "text" => text }
}

/// A part of a document's text.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Passage {
    /// A heading such as `Group 1`.
    heading: Option<String>,
    /// The source's own number, such as `[11]`.
    locator: Option<String>,
    /// The words.
    text: String,
}
