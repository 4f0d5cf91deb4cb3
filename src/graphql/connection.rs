//! Pages as Relay wants them.

use std::borrow::Cow;

use async_graphql::{Context, ContextSelectionSet, Error, ObjectType, ServerResult, SimpleObject, TypeName};

use super::{
    page::{PageInfo, Read},
    scalars::count,
    written::{Put, Writes, Written, put_object, told},
};
use crate::questions::bounds;

/// A page of a list, written as it is resolved.
pub type Connection<N, X = Total> = Written<Listed<N, X>>;

/// A page of a list, after the Relay cursor specification.
#[derive(SimpleObject)]
#[graphql(serial, name_type)]
pub struct Listed<N: Writes, X: ObjectType = Total> {
    /// The items of the page, each with its cursor.
    pub edges: Vec<Edge<N>>,
    /// What is beside the page.
    pub page_info: PageInfo,
    #[graphql(flatten)]
    pub(super) more: X,
}

/// An item of a page.
#[derive(SimpleObject)]
#[graphql(serial, name_type)]
pub struct Edge<N: Writes> {
    /// Where it stands, for `after` and `before`. It holds the view in which the first page was read.
    pub cursor: String,
    /// The item.
    pub node: Written<N>,
}

/// How long a list is.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Total {
    /// How long the whole list is; counted only when asked for.
    pub total_count: Option<i32>,
}

/// How long a searched list is, and what the search did.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct TotalAndSearch {
    /// How long the whole list is; counted only when asked for, null when the search was not complete.
    pub total_count: Option<i32>,
    /// What the search did.
    pub search: SearchReport,
}

/// What a bounded search did; `complete: false` says that a bound was met, and which. (Time goes into a header, so that an answer
/// stays a function of its question.)
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SearchReport {
    /// Whether no bound was met, so that nothing is missing from the answer.
    complete: bool,
    /// The bound that was met: `relations` read, `steps` walked along them, `answers` given, or the `time` of the request.
    reached_bound: Option<String>,
    /// How many times a relation was read from the graph.
    relations_examined: i32,
}

impl From<bounds::SearchReport> for SearchReport {
    fn from(report: bounds::SearchReport) -> Self {
        Self {
            complete: report.complete,
            reached_bound: report.reached_bound.map(str::to_owned),
            relations_examined: count(report.relations_examined),
        }
    }
}

impl<N: Writes> Connection<N, TotalAndSearch> {
    /// The page of a searched list.
    pub fn searched<T>(read: Read<T>, search: bounds::SearchReport, make: impl FnMut(T) -> N) -> Self {
        let total_count = read.total.filter(|_| search.complete);
        let Written(Listed { edges, page_info, .. }) = Connection::of(read, make);
        Written(Listed { edges, page_info, more: TotalAndSearch { total_count, search: search.into() } })
    }
}

impl<N: Writes> Connection<N> {
    /// The page.
    pub fn of<T>(read: Read<T>, make: impl FnMut(T) -> N) -> Self {
        let Read { items, info, total } = read.map(make);
        let edges = items.into_iter().map(|(cursor, node)| Edge { cursor, node: Written(node) }).collect();
        Written(Listed { edges, page_info: info, more: Total { total_count: total } })
    }
}

impl<N: Writes, X: ObjectType> Writes for Listed<N, X> {
    fn put_field(&self, ctx: &Context<'_>, out: &mut Vec<u8>) -> Option<ServerResult<()>> {
        match ctx.item.node.name.node.as_str() {
            "edges" => Some(told(ctx, Ok::<_, Error>(&self.edges), out)),
            "pageInfo" => Some(told(ctx, Ok::<_, Error>(&self.page_info), out)),
            _ => None,
        }
    }
}

impl<N: Writes> Writes for Edge<N> {
    fn put_field(&self, ctx: &Context<'_>, out: &mut Vec<u8>) -> Option<ServerResult<()>> {
        match ctx.item.node.name.node.as_str() {
            "node" => Some(told(ctx, Ok::<_, Error>(&self.node), out)),
            "cursor" => Some(told(ctx, Ok::<_, Error>(&self.cursor), out)),
            _ => None,
        }
    }
}

impl<N: Writes, X: ObjectType> Put for Listed<N, X> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        put_object(self, ctx, out)
    }
}

impl<N: Writes> Put for Edge<N> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        put_object(self, ctx, out)
    }
}

impl<N: Writes, X: ObjectType> TypeName for Listed<N, X> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", N::type_name()))
    }
}

impl<N: Writes> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", N::type_name()))
    }
}
