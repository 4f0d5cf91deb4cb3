//! Relations: the fields that all kinds share, written once, and the interface over the eleven kinds.

// The fields of an interface are one list of attributes, in which two of one type are no mistake.
#![allow(clippy::duplicated_attributes)]

use async_graphql::{Context, ID, Interface, Object, ServerResult};
use petgraph::graph::{EdgeIndex, NodeIndex};

pub use super::relation_kinds::{
    Consumption, Contract, Export, Location, Membership, Negotiation, Operation, Ownership, Production, Restriction,
    Support,
};
use super::{
    at::At,
    claim::Claim,
    connection::Connection,
    entity::{self, Entity},
    enums::{Metric, RelationKind, Stage, Status},
    error::Fault,
    measure::{Measure, Period},
    page::{Asked, Page, Place},
    scalars::{PartialDate, count},
    written::{Each, Of, Put, Written, puts},
};
use crate::{
    graph::{self, SubjectIndex},
    questions::publishers::publishers,
};

/// A relation in a view: what all kinds have.
#[derive(Clone)]
pub struct Shared {
    pub(super) at: At,
    pub(super) edge: EdgeIndex,
}

impl Shared {
    pub(super) fn relation(&self) -> Result<graph::Relation<'_>, Fault> {
        self.seen().map(|seen| seen.relation)
    }

    fn seen(&self) -> Result<Seen<'_>, Fault> {
        Seen::of(&self.at, self.at.view(), self.edge)
    }

    pub(super) fn lasting_key(&self) -> Result<String, Fault> {
        self.seen()?.lasting_key()
    }

    /// Of the field that each kind has for itself.
    pub(super) async fn id(&self, _: &Context<'_>) -> Result<ID, Fault> {
        self.seen()?.id()
    }

    pub(super) fn strongest(&self, metric: Metric) -> Result<Option<Measure>, Fault> {
        Ok(Measure::strongest(&self.at, &self.relation()?.claims(), metric))
    }

    pub(super) fn entity(&self, node: NodeIndex) -> Entity {
        Entity::new(self.at.clone(), node)
    }
}

/// The fields that all relations have.
#[Object(serial, name = "SharedByRelations")]
impl Shared {
    /// Made from what tells it apart: kind, ends, commodity, stage, instrument, number. Lasting, the same in every view.
    async fn key(&self) -> Result<ID, Fault> {
        self.seen()?.key()
    }

    /// What it says.
    async fn kind(&self) -> Result<RelationKind, Fault> {
        Ok(self.seen()?.kind())
    }

    /// Where it starts: the exporter, the buyer, the government, the producer …
    async fn from(&self) -> Result<Entity, Fault> {
        Ok(self.entity(self.relation()?.from()))
    }

    /// Where it ends: the importer, the supplier, the target, the commodity …
    async fn to(&self) -> Result<Entity, Fault> {
        Ok(self.entity(self.relation()?.to()))
    }

    /// What is traded or held back; null where none is named.
    async fn commodity(&self) -> Result<Option<Entity>, Fault> {
        Ok(self.relation()?.commodity().map(|node| self.entity(node)))
    }

    /// The step of the chain, where one is named.
    async fn stage(&self) -> Result<Option<Stage>, Fault> {
        Ok(self.seen()?.stage())
    }

    /// What tells it apart from parallel ones: a contract's number or name, say.
    async fn number(&self) -> Result<Option<String>, Fault> {
        Ok(self.seen()?.number().map(str::to_owned))
    }

    /// By the strongest claim that holds on the view's date; ENDED where none does (a lapsed relation, shown only when asked for).
    async fn status(&self) -> Result<Status, Fault> {
        Ok(self.seen()?.status())
    }

    /// From the earliest beginning to the latest end of the claims that hold.
    async fn valid(&self) -> Result<Period, Fault> {
        Ok(self.seen()?.valid())
    }

    /// The end of the newest period, begun by the view's date, for which a figure was observed.
    async fn last_observed(&self) -> Result<Option<PartialDate>, Fault> {
        Ok(self.seen()?.last_observed())
    }

    /// Whether claims that hold at the same time disagree, on the status or on a figure.
    async fn disputed(&self) -> Result<bool, Fault> {
        Ok(self.seen()?.disputed())
    }

    /// True where a scenario, not a source, says so: one that it adds, or of which it says another status or that it is not there.
    async fn assumed(&self) -> Result<bool, Fault> {
        Ok(self.seen()?.assumed())
    }

    /// Independent publishers behind the claims that hold, readings left out; a repeated text counts once.
    async fn publishers(&self) -> Result<i32, Fault> {
        Ok(self.seen()?.publishers())
    }

    /// The figures of all claims that count; those that hold come first.
    async fn measures(
        &self,
        #[graphql(desc = "Only these; all where left out.")] metrics: Option<Vec<Metric>>,
    ) -> Result<Each<Written<Measure>>, Fault> {
        Ok(self.seen()?.measures(metrics.as_deref()))
    }

    /// All claims that count: those that hold first, the strongest first.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Claim>, Fault> {
        let page = Page::open(ctx, &self.at, &self.edge, Asked::forward(first, after))?;
        let claims = page.at.view().claims_about(SubjectIndex::Relation(self.edge));
        let read = page.walk(claims.into_iter().enumerate().map(|(n, claim)| (Place::nth(n), claim)));
        Ok(Connection::of(read, |claim| Claim::weighed(&page.at, claim)))
    }
}

/// A relation in a view, looked up once for all that is read of it.
pub(super) struct Seen<'v> {
    at: &'v At,
    relation: graph::Relation<'v>,
}

impl<'v> Seen<'v> {
    /// A relation of this view, which is that of `at`: whoever reads many has it at hand.
    ///
    /// # Errors
    /// Where the view does not show it.
    pub(super) fn of(at: &'v At, view: graph::View<'v>, edge: EdgeIndex) -> Result<Self, Fault> {
        let relation = view.relation_spoken_of(edge);
        let relation = relation.ok_or_else(|| Fault::internal("a relation is not in its view"))?;
        Ok(Self { at, relation })
    }

    fn whole(&self) -> Relation {
        Relation::of(self.at, self.relation)
    }

    fn entity(&self, node: NodeIndex) -> Result<entity::Seen<'v>, Fault> {
        entity::Seen::of(self.at, self.relation.view(), node)
    }

    fn lasting_key(&self) -> Result<String, Fault> {
        let key = self.relation.key().ok_or_else(|| Fault::internal("a relation has no key"))?;
        Ok(key.as_str().to_owned())
    }

    fn id(&self) -> Result<ID, Fault> {
        Ok(self.at.id(self.lasting_key()?))
    }

    fn key(&self) -> Result<ID, Fault> {
        self.lasting_key().map(ID)
    }

    fn kind(&self) -> RelationKind {
        self.relation.kind().into()
    }

    fn from(&self) -> Result<entity::Seen<'v>, Fault> {
        self.entity(self.relation.from())
    }

    fn to(&self) -> Result<entity::Seen<'v>, Fault> {
        self.entity(self.relation.to())
    }

    fn commodity(&self) -> Option<Result<entity::Seen<'v>, Fault>> {
        self.relation.commodity().map(|node| self.entity(node))
    }

    fn stage(&self) -> Option<Stage> {
        self.relation.stage().map(Into::into)
    }

    fn number(&self) -> Option<&'v str> {
        self.relation.number()
    }

    fn status(&self) -> Status {
        self.relation.status().map_or(Status::Ended, Into::into)
    }

    fn valid(&self) -> Period {
        Period::of(self.relation.valid(), None)
    }

    fn last_observed(&self) -> Option<PartialDate> {
        self.relation.last_observed().map(PartialDate)
    }

    fn disputed(&self) -> bool {
        self.relation.state().disputed
    }

    fn assumed(&self) -> bool {
        self.relation.assumed()
    }

    fn publishers(&self) -> i32 {
        count(publishers(self.relation.view(), &[self.relation.edge]))
    }

    fn measures(&self, metrics: Option<&[Metric]>) -> Each<Written<Measure>> {
        Measure::of(self.at, &self.relation.claims(), metrics).into_iter().collect()
    }

    async fn claims(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<Claim>, Fault> {
        Shared { at: self.at.clone(), edge: self.relation.edge }.claims(ctx, first, after).await
    }
}

puts! {
    Seen<'_> as whole() {
        "id": id(),
        "key": key(),
        "kind": kind(),
        "from": from(),
        "to": to(),
        "commodity": commodity(),
        "stage": stage(),
        "number": number(),
        "status": status(),
        "valid": valid(),
        "lastObserved": last_observed(),
        "disputed": disputed(),
        "assumed": assumed(),
        "publishers": publishers(),
        "measures": measures(None),
        "claims" => claims(None, None),
    }
}

impl Put for Shared {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.seen().put(of, out)
    }
}

/// One edge of the graph, as it stands on the view's date: everything that any source says of one kind of tie between two entities.
#[derive(Interface, Clone)]
#[graphql(
    field(name = "id", ty = "ID", desc = "Its key, and the view that it is seen in."),
    field(name = "key", ty = "ID", desc = "Made from what tells it apart; lasting, the same in every view."),
    field(name = "kind", ty = "RelationKind", desc = "What it says."),
    field(name = "from", ty = "Entity", desc = "Where it starts."),
    field(name = "to", ty = "Entity", desc = "Where it ends."),
    field(name = "commodity", ty = "Option<Entity>", desc = "What is traded or held back; null where none is named."),
    field(name = "stage", ty = "Option<Stage>", desc = "The step of the chain, where one is named."),
    field(
        name = "number",
        ty = "Option<String>",
        desc = "What tells it apart from parallel ones: a contract's number or name, say."
    ),
    field(
        name = "status",
        ty = "Status",
        desc = "By the strongest claim that holds on the view's date; ENDED where none does (a lapsed relation, shown only when asked for)."
    ),
    field(
        name = "valid",
        ty = "Period",
        desc = "From the earliest beginning to the latest end of the claims that hold."
    ),
    field(
        name = "last_observed",
        ty = "Option<PartialDate>",
        desc = "The end of the newest period, begun by the view's date, for which a figure was observed."
    ),
    field(
        name = "disputed",
        ty = "bool",
        desc = "Whether claims that hold at the same time disagree, on the status or on a figure."
    ),
    field(name = "assumed", ty = "bool", desc = "True where a scenario, not a source, says so."),
    field(
        name = "publishers",
        ty = "i32",
        desc = "Independent publishers behind the claims that hold, readings left out; a repeated text counts once."
    ),
    field(
        name = "measures",
        ty = "Each<Written<Measure>>",
        desc = "The figures of all claims that count; those that hold come first.",
        arg(name = "metrics", ty = "Option<Vec<Metric>>", desc = "Only these; all where left out.")
    ),
    field(
        name = "claims",
        ty = "Connection<Claim>",
        desc = "All claims that count: those that hold first, the strongest first.",
        arg(name = "first", ty = "Option<i32>", desc = "So many, 20 unless asked, at most 1000."),
        arg(name = "after", ty = "Option<String>", desc = "From behind this cursor.")
    )
)]
pub enum Relation {
    /// Goods go somewhere.
    Export(Export),
    /// A government holds goods back.
    Restriction(Restriction),
    /// A buyer engages a supplier.
    Contract(Contract),
    /// A commodity is made.
    Production(Production),
    /// A commodity is used.
    Consumption(Consumption),
    /// A facility or an industry is run.
    Operation(Operation),
    /// Something lies in a place.
    Location(Location),
    /// Something is owned.
    Ownership(Ownership),
    /// Something is part of a whole.
    Membership(Membership),
    /// Two sides talk.
    Negotiation(Negotiation),
    /// A government backs something.
    Support(Support),
}

impl Relation {
    /// A relation of a view, by its kind.
    pub fn of(at: &At, relation: graph::Relation<'_>) -> Self {
        Self::at(at.clone(), relation.kind(), relation.edge)
    }

    /// A relation that a view shows under this edge.
    pub fn at(at: At, kind: crate::model::RelationKind, edge: EdgeIndex) -> Self {
        Self::of_kind(kind, Shared { at, edge })
    }
}
