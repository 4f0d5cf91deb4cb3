//! Everything that has an id.

use async_graphql::{ID, Interface};

use super::{
    at::At,
    claim::Claim,
    document::Document,
    entity::Entity,
    error::Fault,
    observation::Observation,
    relation::{
        Consumption, Contract, Export, Location, Membership, Negotiation, Operation, Ownership, Production, Relation,
        Restriction, Support,
    },
    view::View,
};
use crate::graph::Found;

/// Everything that has an id. An id says its view: it is a plain key, `china`, of now, and ends in the dates of another view,
/// `china@2025-06-13`, so that a client's cache keeps two dates apart. A scenario's ids end in `~` and what stands for its changes, and
/// `node` answers null for them. Arguments take an id (what follows `@` or `~` is not read there) or a plain key, and, where an entity
/// is meant, any of its codes or names.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Its key, and the view that it is seen in."))]
pub enum Node {
    /// An entity.
    Entity(Entity),
    /// An export.
    Export(Export),
    /// A restriction.
    Restriction(Restriction),
    /// A contract.
    Contract(Contract),
    /// A production.
    Production(Production),
    /// A consumption.
    Consumption(Consumption),
    /// An operation.
    Operation(Operation),
    /// A location.
    Location(Location),
    /// An ownership.
    Ownership(Ownership),
    /// A membership.
    Membership(Membership),
    /// A negotiation.
    Negotiation(Negotiation),
    /// A support.
    Support(Support),
    /// A claim.
    Claim(Claim),
    /// An observation.
    Observation(Observation),
    /// A document.
    Document(Document),
    /// A view.
    View(View),
}

impl Node {
    /// What has this id, in the view that it says; none where there is nothing.
    ///
    /// # Errors
    /// Where what follows its `@` are no dates.
    pub fn find(now: &At, id: &str) -> Result<Option<Self>, Fault> {
        // What a scenario tells is nowhere but in its own answer.
        if id.contains('~') {
            return Ok(None);
        }
        if id == View::NOW {
            return Ok(Some(View::at(now.clone()).into()));
        }
        let (at, key) = now.split(id)?;
        if key.is_empty() && at.dates().is_some() {
            return Ok(Some(View::at(at).into()));
        }
        let found = at.view().find(key);
        Ok(found.map(|found| match found {
            Found::Entity(node) => Entity::new(at.clone(), node).into(),
            Found::Document(index) => Document::new(at.clone(), index).into(),
            Found::Claim(claim) => Claim::new(at.clone(), claim.index).into(),
            Found::Relation(relation) => Relation::of(&at, relation).into(),
            Found::Observation(seen) => Observation::new(at.clone(), seen.index).into(),
        }))
    }
}
