//! The questions that can be asked of a view; `Query` has them too, asked of now.

use async_graphql::{Context, ID, Object};

use super::{
    arguments::{Supply, hops, wanted},
    asked::Answer,
    at::{At, apart},
    chokepoints::{ChokepointConnection, chokepoint_page},
    claim::Claim,
    concentration::Concentration,
    conflicts::{ConflictConnection, conflict_page},
    connection::Connection,
    diff::{DifferenceConnection, difference_page},
    diff_inputs::{OfWhat, PathsInput, SupplyInput, ViewInput},
    document::Document,
    entity::Entity,
    enums::{
        Along, DocumentOrder, EntityOrder, Metric, PathRank, RelationKind, RelationOrder, SearchKind, Stage, Standing,
    },
    error::Fault,
    exposure::Exposure,
    filters::{ClaimFilter, DocumentFilter, EntityFilter, RelationFilter},
    group_by::GroupBy,
    inputs::CodeInput,
    lists, named,
    net_trade::NetTrade,
    page::{Asked, Page},
    relation::Relation,
    relations::{self, Relations},
    scalars::Date,
    scalars::Language,
    scenario::ScenarioChange,
    search::{SearchConnection, search_page},
    supply::{PathConnection, SupplierConnection, path_page, supplier_page},
    timeline::{EventConnection, event_page},
    view::View,
    why_not::{self, WhyNot},
    written::Written,
};
use crate::{
    graph::Found,
    questions::{
        chokepoints::ChokepointQuestion, concentration::ConcentrationQuestion, exposure::ExposureQuestion, flow::Flow,
        net_trade::NetTradeQuestion, paths::PathQuestion, resolve_name, suppliers::SupplyQuestion,
        why_not::WhyNotQuestion,
    },
};

/// The questions, in the view that they are asked of.
pub struct Questions(At);

impl Questions {
    /// The questions, asked of this view.
    pub const fn new(at: At) -> Self {
        Self(at)
    }
}

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
    ) -> Result<Option<Written<Entity>>, Fault> {
        let view = self.0.view();
        let node = match (id, name, code) {
            (Some(id), None, None) => resolve_name::entity(view, &id)?,
            (None, Some(name), None) => resolve_name::entity_with_name(view, &name)?,
            (None, None, Some(code)) => resolve_name::entity_with_code(view, Some(&code.scheme), &code.value)?,
            _ => return Err(Fault::invalid("an entity is asked for by exactly one of `id`, `name` and `code`")),
        };
        Ok(node.map(|node| Written(Entity::new(self.0.clone(), node))))
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
    ) -> Option<Written<Relation>> {
        match self.0.view().find(named::key_of(&id)) {
            Some(Found::Relation(relation)) => Some(Written(Relation::of(&self.0, relation))),
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
    ) -> Result<Relations, Fault> {
        let order = order_by.unwrap_or(RelationOrder::Kind);
        let page = Page::open(ctx, &self.0, &(&filter, order), Asked { first, after, last, before })?;
        let wanted = wanted(page.at.view(), filter.unwrap_or_default())?;
        let at = page.at.clone();
        let read = apart(move || relations::all(&page, &wanted, order));
        Ok(Relations::of(at, read.await??))
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

    /// The documents that are in print.
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<DocumentFilter>,
        #[graphql(desc = "In which order.", default_with = "Some(DocumentOrder::Recorded)")] order_by: Option<
            DocumentOrder,
        >,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Document>, Fault> {
        let order = order_by.unwrap_or(DocumentOrder::Recorded);
        let page = Page::open(ctx, &self.0, &(&filter, order), Asked::forward(first, after))?;
        let at = page.at.clone();
        let read = apart(move || lists::documents(&page, &filter.unwrap_or_default(), order)).await??;
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
        let supply = Supply { flow: Flow::Up, of, commodity, stage, max_hops, standings, avoid };
        supplier_page(ctx, &self.0, supply, Asked::forward(first, after)).await
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
        let supply = Supply { flow: Flow::Down, of, commodity, stage, max_hops, standings, avoid };
        supplier_page(ctx, &self.0, supply, Asked::forward(first, after)).await
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
        let asked = PathsInput { from, to, along, commodity, kinds, avoid, max_hops };
        let question = asked.question(page.at.view(), rank_by.unwrap_or(PathRank::Hops).into())?;
        path_page(page, question).await
    }

    /// Why `from` does not supply `to`: the relations that ended, have yet to begin, are denied or banned, that go back along the stages
    /// or lead through a total, and the least that would have to be otherwise. If there is a path after all, it is shown. Bounded
    /// searches.
    #[allow(clippy::too_many_arguments)]
    async fn why_not(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where goods would come from: an id, key, code or name.")] from: ID,
        #[graphql(desc = "Where they would go: an id, key, code or name.")] to: ID,
        #[graphql(desc = "Every hop that has a commodity has this, a wider or a narrower one.")] commodity: Option<ID>,
        #[graphql(desc = "The longest ways, in hops: 1 to 12.", default_with = "Some(6)")] max_hops: Option<i32>,
        #[graphql(
            desc = "Whether to tell what was recorded after `knownAt`, or printed after `publishedBy`, as KNOWN_LATER.",
            default_with = "Some(true)"
        )]
        hindsight: Option<bool>,
    ) -> Result<WhyNot, Fault> {
        let view = self.0.view();
        let question = WhyNotQuestion {
            from: named::entity(view, "from", &from)?,
            to: named::entity(view, "to", &to)?,
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            max_hops: hops(max_hops, PathQuestion::HOPS)?,
            misses: if ctx.look_ahead().field("misses").exists() { WhyNotQuestion::MOST_MISSES } else { 0 },
        };
        let later = if hindsight.unwrap_or(true) { why_not::hindsight(&At::of(ctx)?, &self.0)? } else { None };
        why_not::answer(&self.0, later, question).await
    }

    /// How much of `of`'s supply comes from `to`: directly by each source, basis and period, and through others as a product of shares along the
    /// ways, an estimate, with every figure that the answer rests on, and who has none. A bounded search.
    async fn exposure(
        &self,
        #[graphql(desc = "Whose supply: an id, key, code or name.")] of: ID,
        #[graphql(desc = "From whom, and from what belongs to it: an id, key, code or name.")] to: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(
            desc = "By which figures: SHARE, as stated, or VALUE or QUANTITY, of which shares are computed.",
            default_with = "Some(Metric::Share)"
        )]
        metric: Option<Metric>,
        #[graphql(desc = "The hops of trade that are traced back, 1 to 12; one is direct.", default_with = "Some(4)")]
        max_hops: Option<i32>,
    ) -> Result<Exposure, Fault> {
        let view = self.0.view();
        let question = ExposureQuestion {
            of: named::entity(view, "of", &of)?,
            to: named::entity(view, "to", &to)?,
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            metric: metric.unwrap_or(Metric::Share).into(),
            max_hops: hops(max_hops, ExposureQuestion::HOPS)?,
        };
        Exposure::ask(self.0.clone(), question).await
    }

    /// How concentrated the supply of `of` is: shares by supplier and the Herfindahl-Hirschman index, per source and basis. Of an importer by what it
    /// imports (or what it belongs to does, where it has no figures of its own), of a commodity by what is made of it. Rounded half to even.
    async fn concentration(
        &self,
        #[graphql(desc = "An importer or a commodity: an id, key, code or name.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(
            desc = "By which figures: VALUE or QUANTITY, of which shares are computed, or SHARE, as stated.",
            default_with = "Some(Metric::Value)"
        )]
        metric: Option<Metric>,
    ) -> Result<Concentration, Fault> {
        let view = self.0.view();
        let question = ConcentrationQuestion {
            of: named::entity(view, "of", &of)?,
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            metric: metric.unwrap_or(Metric::Value).into(),
        };
        Concentration::ask(self.0.clone(), question).await
    }
    /// The entities and relations without which most of the supply of `of` breaks: most suppliers lost, most paths broken, entities first, key.
    /// What `of` stands in is none, nor is a relation between these. A bounded search.
    async fn chokepoints(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose supply: an id, key, code or name.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(desc = "The longest paths, in hops: 1 to 12.", default_with = "Some(4)")] max_hops: Option<i32>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<ChokepointConnection, Fault> {
        let page = Page::open(ctx, &self.0, &(&of, &commodity, max_hops), Asked::forward(first, after))?;
        let view = page.at.view();
        let question = ChokepointQuestion {
            of: named::entity(view, "of", &of)?,
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            max_hops: hops(max_hops, SupplyQuestion::HOPS)?,
        };
        chokepoint_page(page, question).await
    }

    /// Claims that cannot all be true, grouped: figures of one relation or observation that do not meet, statuses that differ on the day, and
    /// stated shares of imports that the stated values and quantities do not bear out. Relations come before observations, each in the order of recording.
    /// Read are claims that count and have begun; readings (OPINION) and the metric OTHER conflict with nothing. A bounded search: a page costs what it goes through.
    async fn conflicts(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only about this relation, observation or entity, or with this claim: an id or key, and of an entity also a code or name. About a commodity are also those of it or of a narrower one."
        )]
        about: Option<ID>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<ConflictConnection, Fault> {
        let page = Page::open(ctx, &self.0, &about, Asked::forward(first, after))?;
        conflict_page(page, about).await
    }

    /// What happened to an entity or a relation, in order of date: what claims say, how the state of relations changed, restrictions imposed, eased and lifted,
    /// contracts signed and amended, claims corrected and taken back. In order of the first day that a date may mean, the more precise date first. What becomes
    /// true after the view's date is not told. A bounded search; at most 100,000 events.
    #[allow(clippy::too_many_arguments)]
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Of this relation, observation or entity, or of what this claim is about: an id or key, and of an entity also a code or name. Of a relation along which goods flow, the restrictions that cross it are told too; of a commodity all that is of it or of a narrower one."
        )]
        about: ID,
        #[graphql(desc = "Only what may have happened on this day or later.")] from: Option<Date>,
        #[graphql(desc = "Only what may have happened on this day or before.")] to: Option<Date>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<EventConnection, Fault> {
        let page = Page::open(ctx, &self.0, &(&about, &from, &to), Asked::forward(first, after))?;
        event_page(page, &about, from, to).await
    }

    /// How many entities, relations, claims and figures there are of each kind, status, country, publisher, year …, and what their figures come to.
    async fn group_by(&self) -> GroupBy {
        GroupBy::new(self.0.clone())
    }

    /// What `of` takes in less what it sends out, per source, period, basis and unit; never across stages that differ, and by the stated totals where there
    /// are any, else by the sum of the partners. Rounded half to even.
    async fn net_trade(
        &self,
        #[graphql(desc = "Who trades: an id, key, code or name.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(desc = "All trade that has a stage has this one.")] stage: Option<Stage>,
        #[graphql(desc = "QUANTITY or VALUE; both where left out.")] metric: Option<Metric>,
    ) -> Result<NetTrade, Fault> {
        let view = self.0.view();
        let question = NetTradeQuestion {
            of: named::entity(view, "of", &of)?,
            commodity: named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            stage: stage.map(Into::into),
            metric: metric.map(Into::into),
        };
        NetTrade::ask(self.0.clone(), question).await
    }

    /// What is different in another view: of an entity, of a relation, of the answer of one question, or of the whole graph where nothing
    /// is named; what began, ended, has another status, standing, access or figures, and which claims became known or were
    /// withdrawn. A bounded search; the whole graph is read in both views. At most 100,000 differences.
    #[allow(clippy::too_many_arguments)]
    async fn diff(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The view that it is compared with. Dates left out are those of the view that is asked; without `changes` it is the world as it is told, in a scenario too."
        )]
        to: ViewInput,
        #[graphql(
            desc = "Only of an entity, with its relations and observations, or only of a relation: an id, key, code or name."
        )]
        about: Option<ID>,
        #[graphql(desc = "Of the answer of `suppliers`.")] suppliers: Option<SupplyInput>,
        #[graphql(desc = "Of the answer of `customers`.")] customers: Option<SupplyInput>,
        #[graphql(desc = "Of the answer of `paths`; the best 1000 are compared.")] paths: Option<PathsInput>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<DifferenceConnection, Fault> {
        let asked = (&to, &about, &suppliers, &customers, &paths);
        let page = Page::open(ctx, &self.0, &asked, Asked::forward(first, after))?;
        let other = to.of(&page.at, &At::of(ctx)?)?;
        difference_page(page, other, OfWhat::one(about, suppliers, customers, paths)?).await
    }

    /// The same world with a change: a ban that is not, a supplier that falls away. Ask anything of it, a further scenario too. What it
    /// changes is `assumed`, and is not told by any claim; nothing of it is stored.
    async fn scenario(
        &self,
        #[graphql(
            desc = "What is changed, one after the other; at most 1000, those of the scenarios around included."
        )]
        changes: Vec<ScenarioChange>,
    ) -> Result<View, Fault> {
        Ok(View::at(self.0.supposing(changes)?))
    }

    /// A question in words, in English or Chinese: `who supplies US refining`, `谁供应美国精炼`. Says how it was understood, and gives the
    /// document that answers it.
    async fn ask(
        &self,
        #[graphql(desc = "At most 300 characters; names, codes or keys, in either language.")] question: String,
        #[graphql(desc = "That of the answer; the question's where left out.")] language: Option<Language>,
    ) -> Result<Answer, Fault> {
        Answer::to(&self.0, question, language).await
    }
}
