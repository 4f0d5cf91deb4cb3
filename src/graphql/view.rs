//! Everything that can be asked, on one pair of dates.

use async_graphql::{Context, ID, MergedObject, Object};

use super::{
    at::{At, apart},
    claim::Claim,
    connection::Connection,
    document::Document,
    entity::Entity,
    enums::{Along, EntityOrder, PathRank, RelationKind, RelationOrder, SearchKind, Stage, Standing},
    error::Fault,
    filters::{ClaimFilter, DocumentFilter, EntityFilter, RelationFilter},
    inputs::CodeInput,
    lists, named,
    page::{Asked, Page},
    relation::Relation,
    relations::{self, Wanted},
    scalars::{Date, DateTime, Seq},
    search::{SearchConnection, search_page},
    supply::{PathConnection, SupplierConnection, path_page, supplier_page},
};
use crate::{
    graph::{self, Found},
    questions::{
        error::MAX_HOPS, filter::Avoid, flow::Flow, paths::PathQuestion, resolve_name, suppliers::SupplyQuestion,
    },
};

/// Everything that can be asked, on one pair of dates. `Query` has the same fields, for today and all that is known now.
#[derive(MergedObject)]
#[graphql(serial)]
pub struct View(Dated, Questions);

impl View {
    /// The id of the view of today and all that is known now.
    pub const NOW: &'static str = "@now";

    /// The view itself as an object.
    pub fn at(at: At) -> Self {
        Self(Dated(at.clone()), Questions(at))
    }

    /// Its id.
    ///
    /// # Errors
    /// None; an interface's fields may fail.
    pub async fn id(&self, _: &Context<'_>) -> async_graphql::Result<ID> {
        Ok(self.0.own_id())
    }
}

/// What a view is fixed to.
pub struct Dated(At);

impl Dated {
    fn own_id(&self) -> ID {
        ID(if self.0.dates().is_some() { self.0.suffix() } else { View::NOW }.to_owned())
    }
}

/// What a view is fixed to.
#[Object(serial)]
impl Dated {
    /// The dates themselves, encoded: a client may refetch by it.
    async fn id(&self) -> ID {
        self.own_id()
    }

    /// When it is true.
    async fn as_of(&self) -> Date {
        Date(self.0.pin().as_of)
    }

    /// By when it was recorded; null for all that is known.
    async fn known_at(&self) -> Option<DateTime> {
        self.0.pin().known_at.map(DateTime)
    }

    /// By when it was in print; null where that does not matter.
    async fn published_by(&self) -> Option<Date> {
        self.0.pin().published_by.map(Date)
    }

    /// The last transaction that it sees.
    async fn seq(&self) -> Seq {
        Seq(self.0.pin().seq)
    }
}

/// The questions, in the view that they are asked of.
pub struct Questions(pub(super) At);

/// The questions that can be asked of a view.
#[Object(serial)]
impl Questions {
    /// By id, key, code or name, tried in this order; by name or code alone where it must be one of them. Null where there is none,
    /// an error AMBIGUOUS with the candidates where there are several. Exactly one argument is given.
    async fn entity(
        &self,
        #[graphql(desc = "An id, key, code or name: `china`, `CN`, `China`, `中国`.")] id: Option<ID>,
        #[graphql(desc = "A name in any language, without regard to case.")] name: Option<String>,
        #[graphql(desc = "A code in a list of codes.")] code: Option<CodeInput>,
    ) -> Result<Option<Entity>, Fault> {
        let view = self.0.view();
        let node = match (id, name, code) {
            (Some(id), None, None) => resolve_name::entity(view, &id)?,
            (None, Some(name), None) => resolve_name::entity_with_name(view, &name)?,
            (None, None, Some(code)) => resolve_name::entity_with_code(view, Some(&code.scheme), &code.value)?,
            _ => return Err(Fault::invalid("an entity is asked for by exactly one of `id`, `name` and `code`")),
        };
        Ok(node.map(|node| Entity::new(self.0.clone(), node)))
    }

    /// The entities, those merged into others left out. All are read for a page.
    #[allow(clippy::too_many_arguments)]
    async fn entities(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<EntityFilter>,
        #[graphql(desc = "In which order.", default_with = "Some(EntityOrder::Name)")] order_by: Option<EntityOrder>,
        #[graphql(desc = "So many from the start, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 1000.")] last: Option<i32>,
        #[graphql(desc = "Up to this cursor.")] before: Option<String>,
    ) -> Result<Connection<Entity>, Fault> {
        let order = order_by.unwrap_or(EntityOrder::Name);
        let page = Page::open(ctx, &self.0, &(&filter, order), Asked { first, after, last, before })?;
        let at = page.at.clone();
        let read = apart(move || lists::entities(&page, filter.unwrap_or_default(), order)).await??;
        Ok(Connection::of(read, |node| Entity::new(at.clone(), node)))
    }

    /// A relation by its id or key, lapsed ones too; null where there is none. A key with merged ends resolves.
    async fn relation(
        &self,
        #[graphql(desc = "Its id or key: `export.china.us.rare-earths`.")] id: ID,
    ) -> Option<Relation> {
        match self.0.view().find(named::key_of(&id)) {
            Some(Found::Relation(relation)) => Some(Relation::of(&self.0, relation)),
            _ => None,
        }
    }

    /// The relations. Where no end is named all are read for a page, whatever the order.
    #[allow(clippy::too_many_arguments)]
    async fn relations(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all that a claim holds where left out.")] filter: Option<
            RelationFilter,
        >,
        #[graphql(desc = "In which order.", default_with = "Some(RelationOrder::Kind)")] order_by: Option<
            RelationOrder,
        >,
        #[graphql(desc = "So many from the start, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 1000.")] last: Option<i32>,
        #[graphql(desc = "Up to this cursor.")] before: Option<String>,
    ) -> Result<Connection<Relation>, Fault> {
        let order = order_by.unwrap_or(RelationOrder::Kind);
        let page = Page::open(ctx, &self.0, &(&filter, order), Asked { first, after, last, before })?;
        let wanted = wanted(&page.at, filter.unwrap_or_default())?;
        let at = page.at.clone();
        let read = apart(move || relations::all(&page, &wanted, order));
        Ok(Connection::of(read.await?, |(kind, edge)| Relation::at(at.clone(), kind, edge)))
    }

    /// The claims, in the order of recording; superseded ones too, and retracted ones unless left out.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<ClaimFilter>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Claim>, Fault> {
        let page = Page::open(ctx, &self.0, &filter, Asked::forward(first, after))?;
        let at = page.at.clone();
        let read = apart(move || lists::claims(&page, &filter.unwrap_or_default())).await??;
        Ok(Connection::of(read, |index| Claim::new(at.clone(), index)))
    }

    /// The documents that are in print, in the order of recording.
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<DocumentFilter>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Document>, Fault> {
        let page = Page::open(ctx, &self.0, &filter, Asked::forward(first, after))?;
        let at = page.at.clone();
        let read = apart(move || lists::documents(&page, &filter.unwrap_or_default())).await??;
        Ok(Connection::of(read, |index| Document::new(at.clone(), index)))
    }

    /// Names, titles and texts, in Chinese and English; ranked, tolerant of small errors, with the matching snippet. At most 1000 hits.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words; the first 16 are looked at.")] text: String,
        #[graphql(desc = "Only things of these kinds.")] kinds: Option<Vec<SearchKind>>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<SearchConnection, Fault> {
        let page = Page::open(ctx, &self.0, &(&text, &kinds), Asked::forward(first, after))?;
        let all = || vec![SearchKind::Entity, SearchKind::Document, SearchKind::Claim];
        let kinds = kinds.unwrap_or_else(all).into_iter().map(Into::into).collect();
        search_page(page, text, kinds).await
    }

    /// Who supplies `of`: every entity with a supply path to it, the firmest first. Blocked ones come last; then the order is by
    /// standing, direct first, larger share, access, fewest hops, key. A bounded search.
    #[allow(clippy::too_many_arguments)]
    async fn suppliers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose suppliers: an id, key, code or name, `US refining`.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(desc = "Every hop that has a stage has this one.")] stage: Option<Stage>,
        #[graphql(desc = "The longest paths, in hops: 1 to 12.", default_with = "Some(4)")] max_hops: Option<i32>,
        #[graphql(desc = "Only those of these standings.")] standings: Option<Vec<Standing>>,
        #[graphql(desc = "No path touches these entities or relations.")] avoid: Option<Vec<ID>>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<SupplierConnection, Fault> {
        let asked = (&of, &commodity, stage, max_hops, &standings, &avoid);
        let page = Page::open(ctx, &self.0, &asked, Asked::forward(first, after))?;
        let supply = Supply { flow: Flow::Up, of, commodity, stage, max_hops, standings, avoid };
        let question = supply.question(page.at.view())?;
        supplier_page(page, question).await
    }

    /// Whom `of` supplies: the same search, down the chain.
    #[allow(clippy::too_many_arguments)]
    async fn customers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose customers: an id, key, code or name.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(desc = "Every hop that has a stage has this one.")] stage: Option<Stage>,
        #[graphql(desc = "The longest paths, in hops: 1 to 12.", default_with = "Some(4)")] max_hops: Option<i32>,
        #[graphql(desc = "Only those of these standings.")] standings: Option<Vec<Standing>>,
        #[graphql(desc = "No path touches these entities or relations.")] avoid: Option<Vec<ID>>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<SupplierConnection, Fault> {
        let asked = (&of, &commodity, stage, max_hops, &standings, &avoid);
        let page = Page::open(ctx, &self.0, &asked, Asked::forward(first, after))?;
        let supply = Supply { flow: Flow::Down, of, commodity, stage, max_hops, standings, avoid };
        let question = supply.question(page.at.view())?;
        supplier_page(page, question).await
    }

    /// The best loopless paths between two entities, parallel relations told apart. A bounded search: a page costs what it shows.
    #[allow(clippy::too_many_arguments)]
    async fn paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where they start: an id, key, code or name.")] from: ID,
        #[graphql(desc = "Where they end: an id, key, code or name.")] to: ID,
        #[graphql(desc = "What they are made of.", default_with = "Some(Along::Supply)")] along: Option<Along>,
        #[graphql(desc = "Every hop that has a commodity has this, a wider or a narrower one.")] commodity: Option<ID>,
        #[graphql(desc = "Only by relations of these kinds.")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "No path touches these entities or relations.")] avoid: Option<Vec<ID>>,
        #[graphql(desc = "Which come first.", default_with = "Some(PathRank::Hops)")] rank_by: Option<PathRank>,
        #[graphql(desc = "The longest paths, in hops: 1 to 12.", default_with = "Some(6)")] max_hops: Option<i32>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<PathConnection, Fault> {
        let asked = (&from, &to, along, &commodity, &kinds, &avoid, rank_by, max_hops);
        let page = Page::open(ctx, &self.0, &asked, Asked::forward(first, after))?;
        let view = page.at.view();
        let question = PathQuestion {
            from: named::entity(view, "from", &from)?,
            to: named::entity(view, "to", &to)?,
            along: along.unwrap_or(Along::Supply).into(),
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            kinds: relations::kinds(kinds.as_deref()),
            avoid: avoided(view, avoid.as_deref())?,
            rank_by: rank_by.unwrap_or(PathRank::Hops).into(),
            max_hops: hops(max_hops, PathQuestion::HOPS)?,
        };
        path_page(page, question).await
    }
}

/// A question about suppliers or customers, as it is asked.
struct Supply {
    flow: Flow,
    of: ID,
    commodity: Option<ID>,
    stage: Option<Stage>,
    max_hops: Option<i32>,
    standings: Option<Vec<Standing>>,
    avoid: Option<Vec<ID>>,
}

impl Supply {
    fn question(self, view: graph::View<'_>) -> Result<SupplyQuestion, Fault> {
        Ok(SupplyQuestion {
            of: named::entity(view, "of", &self.of)?,
            flow: self.flow,
            commodity: named::entity_if(view, "commodity", self.commodity.as_deref().map(String::as_str))?,
            stage: self.stage.map(Into::into),
            max_hops: hops(self.max_hops, SupplyQuestion::HOPS)?,
            standings: self.standings.unwrap_or_default().into_iter().map(Into::into).collect(),
            avoid: avoided(view, self.avoid.as_deref())?,
        })
    }
}

fn hops(asked: Option<i32>, usual: usize) -> Result<usize, Fault> {
    asked.map_or(Ok(usual), |asked| {
        usize::try_from(asked).map_err(|_| Fault::invalid(format!("`maxHops` is 1 to {MAX_HOPS}, not `{asked}`")))
    })
}

fn avoided(view: graph::View<'_>, ids: Option<&[ID]>) -> Result<Avoid, Fault> {
    let mut avoid = Avoid::default();
    for id in ids.unwrap_or_default() {
        match named::anything(view, "avoid", id)? {
            Found::Entity(node) => avoid.entities.push(node),
            Found::Relation(relation) => avoid.relations.push(relation.edge),
            _ => {
                return Err(Fault::invalid(format!("`{}` is neither an entity nor a relation", id.as_str()))
                    .with("argument", "avoid"));
            }
        }
    }
    Ok(avoid)
}

/// What a filter asks for, in the graph's terms.
fn wanted(at: &At, filter: RelationFilter) -> Result<Wanted, Fault> {
    let end = |argument, id: &Option<ID>| named::entity_if(at.view(), argument, id.as_deref().map(String::as_str));
    Ok(Wanted {
        kinds: relations::kinds(filter.kinds.as_deref()),
        from: end("where.from", &filter.from)?,
        to: end("where.to", &filter.to)?,
        with: end("where.with", &filter.with)?,
        commodity: end("where.commodity", &filter.commodity)?,
        stage: filter.stage.map(Into::into),
        statuses: filter.statuses.map(relations::statuses),
        instruments: filter.instruments.map(|all| all.into_iter().map(Into::into).collect()),
        disputed: filter.disputed,
        include_lapsed: filter.include_lapsed.unwrap_or(false),
        measure: filter.measure,
    })
}
