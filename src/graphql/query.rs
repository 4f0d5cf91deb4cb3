//! The root of all reading.

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    at::At,
    dates::{Dates, carry_months},
    error::Fault,
    node::Node,
    questions::Questions,
    scalars::{Date, DateTime, Seq, count},
    view::View,
};
use crate::graph::Pin;

/// The root of all reading: the questions themselves, asked of today and of all that is known now, or of other dates by `view`.
pub struct Query;

// `view` stands above the flattened questions: the other way round `View` would be registered while they still are, and lose them.
/// Ask of today and of all that is known now, or of other dates by `view`. All fields of one request see one state of the store.
#[Object(serial)]
impl Query {
    /// The world on other dates. Ids in it end in the dates that it fixes, so that `node` and a client's cache stay in it.
    async fn view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "When it is true; today where left out.")] as_of: Option<Date>,
        #[graphql(
            desc = "What this store had recorded by then. Before it was first filled it knew nothing: for what could be read by then there is `publishedBy`."
        )]
        known_at: Option<DateTime>,
        #[graphql(desc = "What was in print on that day.")] published_by: Option<Date>,
        #[graphql(
            desc = "For how many months figures are carried on after the period that they were measured in, 0 to 1200.",
            default_with = "Some(36)"
        )]
        carry_forward_months: Option<i32>,
    ) -> Result<View, Fault> {
        let now = At::of(ctx)?;
        let carry = carry_forward_months.map_or(Ok(Pin::CARRY_MONTHS), carry_months)?;
        let carry_months = (carry != Pin::CARRY_MONTHS).then_some(carry);
        let (known_at, published_by) = (known_at.map(|d| d.0), published_by.map(|d| d.0));
        if as_of.is_none() && known_at.is_none() && published_by.is_none() && carry_months.is_none() {
            return Ok(View::at(now));
        }
        let as_of = as_of.map_or(now.pin().as_of, |d| d.0);
        Ok(View::at(now.on(Dates { as_of, known_at, published_by, carry_months })))
    }

    /// What has this id, in the view that the id says; null where there is nothing.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As an answer gave it: `china`, `china@2025-06-13`.")] id: ID,
    ) -> Result<Option<Node>, Fault> {
        Node::find(&At::of(ctx)?, &id)
    }

    /// What has these ids, each in the view that it says, in the same order; null where there is nothing.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As answers gave them; at most 1000.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>, Fault> {
        if ids.len() > 1000 {
            let message = format!("at most 1000 nodes at once, `{}` were asked for\nhint: ask in parts", ids.len());
            return Err(Fault::new(super::error::Code::TooCostly, message));
        }
        let now = At::of(ctx)?;
        ids.iter().map(|id| Node::find(&now, id)).collect()
    }

    /// What this server is, and how much it holds.
    async fn service(&self, ctx: &Context<'_>) -> Result<Service, Fault> {
        let now = At::of(ctx)?;
        let lengths = now.view().lengths();
        Ok(Service {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seq: Seq(now.pin().seq),
            entities: count(lengths.entities),
            relations: count(lengths.relations),
            claims: count(lengths.claims),
            documents: count(lengths.documents),
        })
    }

    #[graphql(flatten)]
    async fn now(&self, ctx: &Context<'_>) -> async_graphql::Result<Questions> {
        Ok(Questions::new(At::of(ctx)?))
    }
}

/// What a server is, and how much it holds: all that was ever recorded, merged, lapsed and retracted ones too.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Service {
    /// The version of the program.
    version: String,
    /// The last transaction.
    seq: Seq,
    /// Entities ever made.
    entities: i32,
    /// Relations ever spoken of.
    relations: i32,
    /// Claims ever made.
    claims: i32,
    /// Documents ever made.
    documents: i32,
}
