//! Wide answers, written as JSON while they are resolved.
//!
//! The library makes a future of each field, boxes it, and gathers what comes of it in a map of each object: of an answer of hundreds of
//! objects that is nearly all the work. So what holds much is handed out as [`Written`], a list of it as [`Each`]. In the contract these
//! are what they hold. Resolved, each is one value, its bytes, told from all others by being [`Value::Binary`], of which the contract has
//! none; whatever lies within was written to the same bytes, on this thread.
//!
//! What a document asks of such an object is looked through once for all objects of which it is asked (`plan`). The fields that many answers ask
//! for a type tells in a table ([`puts`]), in which they have their numbers: what reads one is called straight away, and its value is put. All
//! others, and all that are asked for with arguments, go through the library, and the value that comes of it is copied. Either way it is read by
//! the same; what fails is told, and left out, as the library does.
//!
//! The library merges what a document asks twice under one name; written objects cannot be merged any more. So a document that does so
//! (see `repeats`) is resolved by the library alone.

mod json;
mod object;
mod plan;
mod put;
mod repeats;

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::Field,
    registry::Registry,
    resolver_utils::{Fields, resolve_container_serial},
};

pub use json::{read, value, word};
pub(super) use object::puts;
pub use object::{Table, Writes, now, put_object, resolved};
pub use plan::Of;
use plan::Plan;
pub use put::{Put, put_all};
pub use repeats::repeats;

/// In the data of a request whose answer may be written.
pub struct Writing;

/// An object that is written.
#[derive(Clone)]
pub struct Written<T>(pub T);

/// A list whose items are written.
pub struct Each<T>(pub Vec<T>);

impl<T> From<T> for Written<T> {
    fn from(object: T) -> Self {
        Self(object)
    }
}

impl<T> FromIterator<T> for Each<Written<T>> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().map(Written).collect())
    }
}

impl<T: Writes> OutputType for Written<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        if writing(ctx) { written(&self.0, ctx, field) } else { resolve_container_serial(ctx, self).await }
    }
}

impl<T: Writes> ContainerType for Written<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        self.0.resolve_any(ctx).await
    }

    fn collect_all_fields<'a>(&'a self, ctx: &ContextSelectionSet<'a>, fields: &mut Fields<'a>) -> ServerResult<()> {
        self.0.collect_all_fields(ctx, fields)
    }
}

impl<T: Writes> OutputType for Each<Written<T>> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        if writing(ctx) { written(&self.0, ctx, field) } else { self.0.resolve(ctx, field).await }
    }
}

fn writing(ctx: &ContextSelectionSet<'_>) -> bool {
    ctx.data_opt::<Writing>().is_some()
}

fn written(object: &impl Put, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
    let plan = Plan::of(&ctx.item.node, &ctx.query_env.fragments)?;
    let mut out = Vec::with_capacity(512);
    object.put(&Of { root: ctx, path: ctx.path_node.as_ref(), field, plan: &plan }, &mut out)?;
    Ok(Value::Binary(out.into()))
}
