//! Entities: actors, and what they trade.

use async_graphql::{Context, ID, Object, ServerResult, SimpleObject};
use petgraph::graph::NodeIndex;

use super::{
    at::{At, apart, in_place},
    connection::Connection,
    document::Document,
    enums::{Direction, EntityKind, Metric, RelationKind, RelationOrder, Stage, Status},
    error::Fault,
    filters::MeasureFilter,
    observation::Observation,
    page::{Asked, Page, Place},
    relations::{self, Relations, Wanted},
    scalars::Language,
    text::Text,
    written::{Of, Put, Writes, puts},
};
use crate::{
    graph::{VersionView, View},
    model,
    questions::mentions::documents_of,
};

/// So many relations are too many to be read on a thread that serves requests.
const MANY: usize = 1000;

/// An entity in a view.
#[derive(Clone)]
pub struct Entity {
    at: At,
    node: NodeIndex,
}

impl Entity {
    /// An entity that the view sees; the survivor, where it is merged.
    pub const fn new(at: At, node: NodeIndex) -> Self {
        Self { at, node }
    }

    fn version(&self) -> Result<VersionView<'_>, Fault> {
        self.at.view().entity(self.node).ok_or_else(|| Fault::internal("an entity is not in its view"))
    }

    fn seen(&self) -> Result<Seen<'_>, Fault> {
        Seen::of(&self.at, self.at.view(), self.node)
    }
}

/// An actor or a thing that actors trade: a country, a company, a ministry, a plant, an industry, a commodity.
#[Object(serial)]
impl Entity {
    /// Its key, and the view that it is seen in.
    pub async fn id(&self) -> Result<ID, Fault> {
        Ok(self.seen()?.id())
    }

    /// Readable and lasting, the same in every view: `china`, `us-dod`, `us-refining`. A merged key resolves for ever.
    async fn key(&self) -> Result<ID, Fault> {
        Ok(ID(self.seen()?.key().to_owned()))
    }

    /// What it is.
    async fn kind(&self) -> Result<EntityKind, Fault> {
        Ok(self.seen()?.kind())
    }

    /// Finer than the kind, in words: `country`, `territory`, `company`, `government body`, `trade association`.
    async fn subkind(&self) -> Result<Option<&str>, Fault> {
        Ok(self.seen()?.subkind())
    }

    /// The name in the asked language, else in the first language that it has.
    async fn name(
        &self,
        #[graphql(desc = "Such as `en` or `zh`.", default_with = "Language::english()")] language: Option<Language>,
    ) -> Result<&str, Fault> {
        Ok(self.seen()?.name(language))
    }

    /// All its names.
    async fn names(&self) -> Result<Vec<Name>, Fault> {
        Ok(self.seen()?.names())
    }

    /// What it is, in a sentence.
    async fn description(
        &self,
        #[graphql(desc = "The language, else the first in which there is one.", default_with = "Language::english()")]
        language: Option<Language>,
    ) -> Result<Option<&str>, Fault> {
        Ok(self.seen()?.description(language))
    }

    /// The same in every language in which there is one: a newer version is written as a whole.
    async fn descriptions(&self) -> Result<Vec<Text>, Fault> {
        Ok(self.seen()?.descriptions())
    }

    /// Its codes in lists such as ISO 3166-1.
    async fn codes(&self) -> Result<Vec<Code>, Fault> {
        Ok(self.seen()?.codes())
    }

    /// For a commodity: the wider one. Heavy rare earths in rare earths in critical minerals.
    async fn broader(&self) -> Result<Option<Entity>, Fault> {
        Ok(self.seen()?.broader())
    }

    /// A total such as the world: it carries figures, and no path runs through it.
    async fn aggregate(&self) -> Result<bool, Fault> {
        Ok(self.seen()?.aggregate())
    }

    /// For a facility or an industry: the step of the chain that it performs.
    async fn stage(&self) -> Result<Option<Stage>, Fault> {
        Ok(self.seen()?.stage())
    }

    /// For a facility or an industry: on what it performs its stage.
    async fn commodities(&self) -> Result<Vec<Entity>, Fault> {
        Ok(self.seen()?.commodities())
    }

    /// The relations that start or end at it. Reads all of its relations for a page.
    #[allow(clippy::too_many_arguments)]
    async fn relations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those that start at it, end at it, or both.", default_with = "Some(Direction::Both)")]
        direction: Option<Direction>,
        #[graphql(desc = "Only these kinds.")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "Only those with this entity at the other end: an id, key, code or name.")] with: Option<ID>,
        #[graphql(desc = "Only those of this commodity, a wider or a narrower one: an id, key, code or name.")]
        commodity: Option<ID>,
        #[graphql(desc = "Only those of this step of the chain.")] stage: Option<Stage>,
        #[graphql(desc = "Only those of these statuses.")] statuses: Option<Vec<Status>>,
        #[graphql(desc = "Only those with such a figure.")] measure: Option<MeasureFilter>,
        #[graphql(desc = "Also those that no claim holds on the view's date.", default_with = "Some(false)")]
        include_lapsed: Option<bool>,
        #[graphql(desc = "In which order.", default_with = "Some(RelationOrder::Kind)")] order_by: Option<
            RelationOrder,
        >,
        #[graphql(desc = "So many from the start, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 1000.")] last: Option<i32>,
        #[graphql(desc = "Up to this cursor.")] before: Option<String>,
    ) -> Result<Relations, Fault> {
        let order = order_by.unwrap_or(RelationOrder::Kind);
        let direction = direction.unwrap_or(Direction::Both);
        let question = (
            self.version()?.key(),
            direction,
            &kinds,
            &with,
            &commodity,
            stage,
            &statuses,
            &measure,
            include_lapsed,
            order,
        );
        let page = Page::open(ctx, &self.at, &question, Asked { first, after, last, before })?;
        let view = page.at.view();
        let wanted = Wanted {
            kinds: relations::kinds(kinds.as_deref()),
            with: super::named::entity_if(view, "with", with.as_deref().map(String::as_str))?,
            commodity: super::named::entity_if(view, "commodity", commodity.as_deref().map(String::as_str))?,
            stage: stage.map(Into::into),
            statuses: statuses.map(relations::statuses),
            include_lapsed: include_lapsed.unwrap_or(false),
            measure,
            ..Wanted::default()
        };
        let (at, node) = (page.at.clone(), self.node);
        let many = relations::degree_bound(view, node, direction) > MANY;
        let read = move || relations::of_entity(&page, node, direction, &wanted, order);
        let read = if many { in_place(read) } else { read() };
        Ok(Relations::of(at, read?))
    }

    /// What claims say of it alone: prices, motives, forecasts. By metric, then by key.
    async fn observations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these metrics.")] metrics: Option<Vec<Metric>>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Observation>, Fault> {
        let question = (self.version()?.key(), &metrics);
        let page = Page::open(ctx, &self.at, &question, Asked::forward(first, after))?;
        let view = page.at.view();
        let seen = view.observations_of(self.node).into_iter().filter_map(|index| view.observation(index));
        let is = |metric: model::Metric| metrics.as_ref().is_none_or(|metrics| metrics.contains(&metric.into()));
        let read = page.select(seen.map(|o| {
            let key = if is(o.metric()) { o.key()? } else { return None };
            Some((Place::new(i128::from(o.metric().code()), key.as_str()), o.index))
        }));
        Ok(Connection::of(read?, |index| Observation::new(page.at.clone(), index)))
    }

    /// The documents that name it or carry claims about it that count, the newest first.
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Document>, Fault> {
        let page = Page::open(ctx, &self.at, &self.version()?.key(), Asked::forward(first, after))?;
        let (at, node) = (page.at.clone(), self.node);
        let read = apart(move || {
            let read = documents_of(page.at.view(), node).enumerate();
            page.sift(read.map(|(n, found)| found.map(|index| (Place::nth(n), index))))
        });
        Ok(Connection::of(read.await??, |index| Document::new(at.clone(), index)))
    }

    /// Judged to be the same: the keys that resolve here.
    async fn merged_keys(&self) -> Result<Vec<ID>, Fault> {
        Ok(self.seen()?.merged_keys())
    }

    /// Perhaps the same, not judged or judged unsure: Lynas and Lynas USA.
    async fn possibly_same(&self) -> Result<Vec<Entity>, Fault> {
        Ok(self.seen()?.possibly_same())
    }
}

/// An entity in a view, looked up once for all that is read of it.
pub(super) struct Seen<'v> {
    at: &'v At,
    version: VersionView<'v>,
}

impl<'v> Seen<'v> {
    /// An entity that this view sees, which is that of `at`; the survivor, where it is merged.
    ///
    /// # Errors
    /// Where the view sees none.
    pub(super) fn of(at: &'v At, view: View<'v>, node: NodeIndex) -> Result<Self, Fault> {
        let version = view.entity(node).ok_or_else(|| Fault::internal("an entity is not in its view"))?;
        Ok(Self { at, version })
    }

    fn entity(&self) -> Entity {
        self.other(self.version.node)
    }

    fn other(&self, node: NodeIndex) -> Entity {
        Entity::new(self.at.clone(), node)
    }

    fn id(&self) -> ID {
        self.at.id(self.key())
    }

    fn key(&self) -> &'v str {
        self.version.key().as_str()
    }

    fn kind(&self) -> EntityKind {
        self.version.kind().into()
    }

    fn subkind(&self) -> Option<&'v str> {
        self.version.entity.subkind.as_deref()
    }

    fn name(&self, language: Option<Language>) -> &'v str {
        self.version.name(&Language::asked(language))
    }

    fn description(&self, language: Option<Language>) -> Option<&'v str> {
        model::pick(&self.version.entity.description, &Language::asked(language))
    }

    fn descriptions(&self) -> Vec<Text> {
        Text::all(&self.version.entity.description)
    }

    const fn aggregate(&self) -> bool {
        self.version.aggregate()
    }

    fn stage(&self) -> Option<Stage> {
        self.version.stage().map(Into::into)
    }

    fn names(&self) -> Vec<Name> {
        let name = |n: &model::Name| Name {
            text: n.text.clone(),
            language: Language(n.language.clone()),
            role: n.role.clone(),
        };
        self.version.entity.names.iter().map(name).collect()
    }

    fn codes(&self) -> Vec<Code> {
        let code = |c: &model::Code| Code { scheme: c.scheme.clone(), value: c.value.clone() };
        self.version.entity.codes.iter().map(code).collect()
    }

    fn broader(&self) -> Option<Entity> {
        self.version.broader().map(|node| self.other(node))
    }

    fn commodities(&self) -> Vec<Entity> {
        self.version.commodities().into_iter().map(|node| self.other(node)).collect()
    }

    fn merged_keys(&self) -> Vec<ID> {
        self.at.view().merged_keys(self.version.node).into_iter().map(|key| ID(key.to_string())).collect()
    }

    fn possibly_same(&self) -> Vec<Entity> {
        let (view, node) = (self.at.view(), self.version.node);
        let mut others: Vec<_> = view.possibly_same(node).into_iter().map(|judgement| judgement.other).collect();
        others.sort_by_key(|&node| view.key(node));
        others.into_iter().map(|node| self.other(node)).collect()
    }
}

impl Writes for Entity {}

impl Put for Entity {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.seen().put(of, out)
    }
}

puts! {
    Seen<'_> as entity() {
        "id": id(),
        "key": key(),
        "kind": kind(),
        "subkind": subkind(),
        "name": name(None),
        "description": description(None),
        "descriptions": descriptions(),
        "aggregate": aggregate(),
        "stage": stage(),
        "names": names(),
        "codes": codes(),
        "broader": broader(),
        "commodities": commodities(),
        "mergedKeys": merged_keys(),
        "possiblySame": possibly_same(),
    }
}

puts! {
    Name { "text": text, "language": language, "role": role }
    Code { "scheme": scheme, "value": value }
}

/// A name of an entity.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Name {
    /// The name.
    text: String,
    /// Its language.
    language: Language,
    /// `official`, `short`, `alias` or `former`.
    role: String,
}

/// A code of an entity in a list of codes.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Code {
    /// The list: `ISO 3166-1 alpha-2`, `M49`, `HS 2022`, `LEI`.
    scheme: String,
    /// The code.
    value: String,
}
