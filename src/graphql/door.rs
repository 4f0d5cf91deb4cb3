//! The door: a request is given its date and its place in the journal once, and what the library refuses gets the contract's codes.

use std::sync::Arc;

use async_graphql::{
    Data, ErrorExtensionValues, Executor, ID, Request, Response, SDLExportOptions, Schema, SchemaBuilder, ServerError,
};
use futures_util::{StreamExt, stream::BoxStream};

use super::{at::At, error::Code, mutation::Mutation, query::Query, scalars, subscription::Subscription};
use crate::{model::Day, store::Store};

/// How deep a question may nest, what it may cost by the library's own count, and how deep it may recurse. Mild: they keep accidents
/// away, and the exact cost of a document is counted elsewhere.
const DEPTH: usize = 40;
const COMPLEXITY: usize = 20_000;
const RECURSION: usize = 64;

/// The door to a store. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    schema: Schema<Query, Mutation, Subscription>,
    store: Arc<Store>,
    today: Arc<dyn Fn() -> Day + Send + Sync>,
}

impl Door {
    /// A door to a store; `today` says which day it is in UTC, asked once for each request.
    pub fn new(store: Arc<Store>, today: impl Fn() -> Day + Send + Sync + 'static) -> Self {
        let schema = builder()
            .limit_depth(DEPTH)
            .limit_complexity(COMPLEXITY)
            .limit_recursive_depth(RECURSION)
            .disable_suggestions()
            .finish();
        Self { schema, store, today: Arc::new(today) }
    }

    /// The request with its now: one day and one place in the journal for all that it asks.
    fn fixed(&self, request: Request) -> Request {
        let pin = self.store.now((self.today)());
        request.data(At::now(Arc::clone(&self.store), pin))
    }
}

impl Executor for Door {
    async fn execute(&self, request: Request) -> Response {
        let mut response = self.schema.execute(self.fixed(request)).await;
        response.errors.iter_mut().for_each(coded);
        response
    }

    fn execute_stream(&self, request: Request, session: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let stream = self.schema.execute_stream_with_session_data(self.fixed(request), session.unwrap_or_default());
        let coded = |mut response: Response| {
            response.errors.iter_mut().for_each(coded);
            response
        };
        stream.map(coded).boxed()
    }
}

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query, Mutation, Subscription).override_output_type_description::<ID>(
        "What tells a thing from all others: its key, and in a view of other dates `@` and these.",
    )
}

/// The contract, as it is printed into `schema.graphql`.
pub fn sdl() -> String {
    builder().finish().sdl_with_options(SDLExportOptions::new().prefer_single_line_descriptions())
}

/// Gives an error of the library the code of what it is: a document or a variable that is not taken.
fn coded(error: &mut ServerError) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    if extensions.get("code").is_some() {
        return;
    }
    extensions.set("code", Code::Invalid.as_str());
    let scalar = error.message.rsplit("expected type \"").next().and_then(|rest| rest.strip_suffix('"'));
    if let Some(example) = scalar.and_then(|name| scalars::example(name.trim_end_matches('!'))) {
        error.message.push_str(&format!("\nhint: write it as `\"{example}\"`"));
    }
}
