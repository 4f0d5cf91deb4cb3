//! The door: a request is let in if its caller may read, and is given its date and its place in the journal once; what the library
//! refuses gets the contract's codes.

use std::{any::TypeId, sync::Arc};

use async_graphql::{Data, Executor, ID, Request, Response, SDLExportOptions, Schema, SchemaBuilder};
use futures_util::{StreamExt, future, stream, stream::BoxStream};
use tokio::time::sleep;

use super::{at::At, mutation::Mutation, query::Query, refused, rights::Caller, subscription::Subscription};
use crate::{
    model::{Day, Role},
    store::Store,
};

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
    caller: Caller,
}

impl Door {
    /// A door to a store, for whoever may do everything; `today` says which day it is in UTC, asked once for each request.
    pub fn new(store: Arc<Store>, today: impl Fn() -> Day + Send + Sync + 'static) -> Self {
        let schema = builder()
            .limit_depth(DEPTH)
            .limit_complexity(COMPLEXITY)
            .limit_recursive_depth(RECURSION)
            .disable_suggestions()
            .finish();
        Self { schema, store, today: Arc::new(today), caller: Caller::LOCAL }
    }

    /// The same door for this caller.
    #[must_use]
    pub fn of(&self, caller: Caller) -> Self {
        Self { caller, ..self.clone() }
    }

    /// For whom it is.
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The request with its caller and its now: one day and one place in the journal for all that it asks.
    fn fixed(&self, request: Request, caller: Caller) -> Request {
        let pin = self.store.now((self.today)());
        request.data(At::now(Arc::clone(&self.store), pin)).data(caller)
    }
}

impl Executor for Door {
    async fn execute(&self, request: Request) -> Response {
        if let Err(fault) = self.caller.may(Role::Reader) {
            return Response::from_errors(vec![fault.into()]);
        }
        let document = request.query.clone();
        let mut response = self.schema.execute(self.fixed(request, self.caller.clone())).await;
        response.errors.iter_mut().for_each(|error| refused::code(error, &document));
        response
    }

    /// A caller that the session holds counts before the door's. The stream ends when the caller's token does, with that as its last word.
    fn execute_stream(&self, request: Request, session: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let session = session.unwrap_or_default();
        let known = session.get(&TypeId::of::<Caller>()).and_then(|caller| caller.downcast_ref::<Caller>());
        let caller = known.unwrap_or(&self.caller).clone();
        let refused =
            |caller: &Caller| caller.may(Role::Reader).err().map(|fault| Response::from_errors(vec![fault.into()]));
        if let Some(refused) = refused(&caller) {
            return stream::once(future::ready(refused)).boxed();
        }
        let document = request.query.clone();
        let request = self.fixed(request, caller.clone());
        let stream = self.schema.execute_stream_with_session_data(request, session);
        let coded = move |mut response: Response| {
            response.errors.iter_mut().for_each(|error| refused::code(error, &document));
            response
        };
        let stream = stream.map(coded);
        match caller.remaining() {
            None => stream.boxed(),
            Some(left) => {
                let last_word = stream::once(async move { refused(&caller) }).filter_map(future::ready);
                stream.take_until(sleep(left)).chain(last_word).boxed()
            }
        }
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
