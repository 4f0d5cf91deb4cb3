//! What questions are given, made into what they ask of the graph.

use async_graphql::ID;

use super::{
    enums::{Stage, Standing},
    error::Fault,
    filters::RelationFilter,
    named,
    relations::{self, Wanted},
};
use crate::{
    graph::{Found, SubjectIndex, View},
    questions::{error::MAX_HOPS, filter::Avoid, flow::Flow, subjects::About, suppliers::SupplyQuestion},
};

/// A question about suppliers or customers, as it is asked.
pub struct Supply {
    /// Which of the two.
    pub flow: Flow,
    /// Whose.
    pub of: ID,
    /// Of what.
    pub commodity: Option<ID>,
    /// At which stage.
    pub stage: Option<Stage>,
    /// The longest paths.
    pub max_hops: Option<i32>,
    /// Only of these standings.
    pub standings: Option<Vec<Standing>>,
    /// Past these entities and relations.
    pub avoid: Option<Vec<ID>>,
}

impl Supply {
    /// The question, in the graph's terms.
    ///
    /// # Errors
    /// Where an argument names nothing, or is impossible.
    pub fn question(self, view: View<'_>) -> Result<SupplyQuestion, Fault> {
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

/// A number of hops.
///
/// # Errors
/// Where it is negative.
pub fn hops(asked: Option<i32>, usual: usize) -> Result<usize, Fault> {
    asked.map_or(Ok(usual), |asked| {
        usize::try_from(asked).map_err(|_| Fault::invalid(format!("`maxHops` is 1 to {MAX_HOPS}, not `{asked}`")))
    })
}

/// What no path may touch.
///
/// # Errors
/// Where an id is of neither an entity nor a relation.
pub fn avoided(view: View<'_>, ids: Option<&[ID]>) -> Result<Avoid, Fault> {
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
///
/// # Errors
/// Where it names an entity that is not there.
pub fn wanted(view: View<'_>, filter: RelationFilter) -> Result<Wanted, Fault> {
    let end = |argument, id: &Option<ID>| named::entity_if(view, argument, id.as_deref().map(String::as_str));
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

/// What claims are told of: those about a relation, an observation or an entity, or what a claim is about.
///
/// # Errors
/// Where the argument `about` names nothing, or a document.
pub fn among(view: View<'_>, about: &str) -> Result<About, Fault> {
    match named::anything(view, "about", about)? {
        Found::Entity(node) => Ok(About::Entity(node)),
        Found::Relation(relation) => Ok(About::Subject(SubjectIndex::Relation(relation.edge))),
        Found::Observation(seen) => Ok(About::Subject(SubjectIndex::Observation(seen.index))),
        Found::Claim(claim) => Ok(About::Claim(claim.index)),
        Found::Document(_) => {
            let message = format!("`{about}` is a document; expected an entity, a relation, an observation or a claim");
            Err(Fault::invalid(message).with("argument", "about"))
        }
    }
}
