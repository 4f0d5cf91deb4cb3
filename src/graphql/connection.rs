//! Pages as Relay wants them.

use std::borrow::Cow;

use async_graphql::{ObjectType, OutputType, SimpleObject, TypeName};

use super::page::{PageInfo, Read};

/// A page of a list, after the Relay cursor specification.
#[derive(SimpleObject)]
#[graphql(serial, name_type)]
pub struct Connection<N: OutputType, X: ObjectType = Total> {
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
pub struct Edge<N: OutputType> {
    /// Where it stands, for `after` and `before`. It holds the view in which the first page was read.
    pub cursor: String,
    /// The item.
    pub node: N,
}

/// How long a list is.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Total {
    /// How long the whole list is; counted only when asked for.
    pub total_count: Option<i32>,
}

impl<N: OutputType> Connection<N> {
    /// The page.
    pub fn of<T>(read: Read<T>, make: impl FnMut(T) -> N) -> Self {
        let Read { items, info, total } = read.map(make);
        let edges = items.into_iter().map(|(cursor, node)| Edge { cursor, node }).collect();
        Self { edges, page_info: info, more: Total { total_count: total } }
    }
}

impl<N: OutputType, X: ObjectType> TypeName for Connection<N, X> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", N::type_name()))
    }
}

impl<N: OutputType> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", N::type_name()))
    }
}
