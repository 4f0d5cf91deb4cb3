//! Pages as Relay wants them.

use std::borrow::Cow;

use async_graphql::{ObjectType, OutputType, SimpleObject, TypeName};

use super::{
    page::{PageInfo, Read},
    scalars::count,
    written::{Put, Writes, Written, puts},
};
use crate::questions::bounds;

/// A page of a list, written as it is resolved.
pub type Connection<N, X = Total> = Written<Listed<Vec<Edge<N>>, X>>;

/// The items of a page, each with its cursor: as they are handed out, or what they are made of where they are wanted.
pub trait Edges: OutputType + Put {
    /// What they are.
    type Node: Writes;
}

impl<N: Writes> Edges for Vec<Edge<N>> {
    type Node = N;
}

/// A page of a list, after the Relay cursor specification.
#[derive(SimpleObject)]
#[graphql(serial, name_type)]
pub struct Listed<E: Edges, X: ObjectType = Total> {
    /// The items of the page, each with its cursor.
    pub edges: E,
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
    pub fn of<T>(read: Read<T>, mut make: impl FnMut(T) -> N) -> Self {
        let (page_info, more) = (read.info.clone(), Total { total_count: read.total });
        let edges = read.edges(|cursor, item| Edge { cursor, node: Written(make(item)) });
        Written(Listed { edges, page_info, more })
    }
}

puts! {
    Listed<E, X> where [E: Edges, X: ObjectType] { "edges": edges, "pageInfo": page_info }
    Edge<N> where [N: Writes] { "cursor": cursor, "node": node }
}

impl<E: Edges, X: ObjectType> TypeName for Listed<E, X> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", E::Node::type_name()))
    }
}

impl<N: Writes> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", N::type_name()))
    }
}
