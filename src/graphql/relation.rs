//! Relations: the fields that all kinds share, written once, and the interface over the eleven kinds.

// The fields of an interface are one list of attributes, in which two of one type are no mistake.
#![allow(clippy::duplicated_attributes)]

use std::ops::Deref;

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
    written::{Each, Of, Put, Writes, Written, puts},
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
        let relation = self.at.view().relation_spoken_of(self.edge);
        relation.ok_or_else(|| Fault::internal("a relation is not in its view"))
    }

    fn seen<'r, T>(&'r self, relation: &'r T) -> Result<Seen<'r, T>, Fault> {
        Ok(Seen { relation, shared: self, seen: self.relation()? })
    }

    /// Writes it, as what it is in the contract.
    pub(super) fn put_as(&self, relation: &impl Writes, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.seen(relation).put(of, out)
    }

    pub(super) fn lasting_key(&self) -> Result<String, Fault> {
        let key = self.relation()?.key().ok_or_else(|| Fault::internal("a relation has no key"))?;
        Ok(key.as_str().to_owned())
    }

    /// Of the field that each kind has for itself.
    pub(super) async fn id(&self, _: &Context<'_>) -> Result<ID, Fault> {
        Ok(self.at.id(self.lasting_key()?))
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
        Ok(ID(self.lasting_key()?))
    }

    /// What it says.
    async fn kind(&self) -> Result<RelationKind, Fault> {
        Ok(self.seen(self)?.kind())
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
        Ok(self.seen(self)?.stage())
    }

    /// What tells it apart from parallel ones: a contract's number or name, say.
    async fn number(&self) -> Result<Option<String>, Fault> {
        Ok(self.seen(self)?.number().map(str::to_owned))
    }

    /// By the strongest claim that holds on the view's date; ENDED where none does (a lapsed relation, shown only when asked for).
    async fn status(&self) -> Result<Status, Fault> {
        Ok(self.seen(self)?.status())
    }

    /// From the earliest beginning to the latest end of the claims that hold.
    async fn valid(&self) -> Result<Period, Fault> {
        Ok(self.seen(self)?.valid())
    }

    /// The end of the newest period, begun by the view's date, for which a figure was observed.
    async fn last_observed(&self) -> Result<Option<PartialDate>, Fault> {
        Ok(self.seen(self)?.last_observed())
    }

    /// Whether claims that hold at the same time disagree, on the status or on a figure.
    async fn disputed(&self) -> Result<bool, Fault> {
        Ok(self.seen(self)?.disputed())
    }

    /// True where a scenario, not a source, says so: one that it adds, or of which it says another status or that it is not there.
    async fn assumed(&self) -> Result<bool, Fault> {
        Ok(self.seen(self)?.assumed())
    }

    /// Independent publishers behind the claims that hold, readings left out; a repeated text counts once.
    async fn publishers(&self) -> i32 {
        count(publishers(self.at.view(), &[self.edge]))
    }

    /// The figures of all claims that count; those that hold come first.
    async fn measures(
        &self,
        #[graphql(desc = "Only these; all where left out.")] metrics: Option<Vec<Metric>>,
    ) -> Result<Each<Written<Measure>>, Fault> {
        Ok(Measure::of(&self.at, &self.relation()?.claims(), metrics.as_deref()).into_iter().collect())
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

/// A relation, as what it is in the contract, looked up once for all that is read of it.
struct Seen<'r, T> {
    relation: &'r T,
    shared: &'r Shared,
    seen: graph::Relation<'r>,
}

impl<'r, T> Seen<'r, T> {
    fn kind(&self) -> RelationKind {
        self.seen.kind().into()
    }

    fn from(&self) -> Result<entity::Seen<'r>, Fault> {
        entity::Seen::of(&self.shared.at, self.seen.from())
    }

    fn to(&self) -> Result<entity::Seen<'r>, Fault> {
        entity::Seen::of(&self.shared.at, self.seen.to())
    }

    fn commodity(&self) -> Option<Result<entity::Seen<'r>, Fault>> {
        self.seen.commodity().map(|node| entity::Seen::of(&self.shared.at, node))
    }

    fn stage(&self) -> Option<Stage> {
        self.seen.stage().map(Into::into)
    }

    fn number(&self) -> Option<&'r str> {
        self.seen.number()
    }

    fn status(&self) -> Status {
        self.seen.status().map_or(Status::Ended, Into::into)
    }

    fn valid(&self) -> Period {
        Period::of(self.seen.valid(), None)
    }

    fn last_observed(&self) -> Option<PartialDate> {
        self.seen.last_observed().map(PartialDate)
    }

    fn disputed(&self) -> bool {
        self.seen.state().disputed
    }

    fn assumed(&self) -> bool {
        self.seen.assumed()
    }
}

impl<T> Deref for Seen<'_, T> {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.shared
    }
}

puts! {
    Seen<'_, T> as relation where [T: Writes] {
        "id" => id,
        "key" => key,
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
        "publishers" => publishers,
        "measures" => measures(None),
        "claims" => claims(None, None),
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
