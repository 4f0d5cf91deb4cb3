//! The door: a request is let in if its caller may read, is held against the limits, and is given its date and its place in the
//! journal once; what the library refuses gets the contract's codes, and what is our own fault is told to the log alone.

use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use async_graphql::{
    Data, Executor, ID, Positioned, Request, Response, SDLExportOptions, Schema, SchemaBuilder, ValidationMode,
    parser::types::{DocumentOperations, OperationDefinition, OperationType},
};
use futures_util::{
    FutureExt, StreamExt, future,
    stream::{self, BoxStream},
};
use tokio::time::sleep;

use super::{
    answered::Answered,
    asked,
    at::At,
    cost::{self, Count},
    documents::{CacheUse, Documents, Parsed},
    error::Fault,
    following::{Following, Open},
    limits::Limits,
    mutation::Mutation,
    query::Query,
    rights::Caller,
    shape::Shape,
    subscription::Subscription,
    turns::{Harm, Turn, Turns, Waiting},
    variables,
    watch::{Clock, LOOK},
    written::Writing,
};
use crate::{
    graph::Pin,
    model::{Day, Role},
    store::Store,
};

/// What is the same for all doors.
static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::new);

/// The schema, and the shape that documents are counted by.
struct Contract {
    /// Checks a document against all rules before it executes it.
    checking: Schema<Query, Mutation, Subscription>,
    /// Executes documents that were found right before. It takes itself for a part of a federation, since the library otherwise looks through
    /// all types for a sign of that at each field of the root; nothing of it is seen, as no document that asks for it is found right.
    trusting: Schema<Query, Mutation, Subscription>,
    shape: Shape,
}

impl Contract {
    fn new() -> Self {
        let schema = || builder().limit_recursive_depth(RECURSION).disable_suggestions();
        Self {
            checking: schema().finish(),
            trusting: schema().validation_mode(ValidationMode::Fast).enable_federation().finish(),
            shape: Shape::of(&sdl()),
        }
    }
}

/// How deep the library itself may recurse; what is allowed to nest nests less.
const RECURSION: usize = 64;

/// The door to a store. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    behind: Arc<Behind>,
    caller: Caller,
}

struct Behind {
    documents: Documents,
    limits: Limits,
    turns: Arc<Turns>,
    streams: Arc<AtomicUsize>,
    store: Arc<Store>,
    today: Arc<dyn Fn() -> Day + Send + Sync>,
}

/// A request that was read and is within the limits.
pub struct Ready {
    request: Request,
    parsed: Arc<Parsed>,
    kind: OperationType,
    count: Count,
    at: At,
}

impl Ready {
    /// What it does: asks, writes or follows.
    pub const fn kind(&self) -> OperationType {
        self.kind
    }

    /// What it costs, in the points that the limit is in.
    pub const fn cost(&self) -> u64 {
        self.count.cost
    }

    /// Whether it takes its turn.
    pub const fn heavy(&self) -> bool {
        self.count.heavy()
    }

    /// The same, with a value that resolvers find in their context.
    #[must_use]
    pub fn with<D: std::any::Any + Send + Sync>(self, data: D) -> Self {
        Self { request: self.request.data(data), ..self }
    }
}

impl Door {
    /// A door to a store, for whoever may do everything; `today` says which day it is in UTC, asked once for each request.
    pub fn new(store: Arc<Store>, today: impl Fn() -> Day + Send + Sync + 'static) -> Self {
        Self::within(Limits::default(), store, today)
    }

    /// The same with other limits.
    pub fn within(limits: Limits, store: Arc<Store>, today: impl Fn() -> Day + Send + Sync + 'static) -> Self {
        // Made now, so that no request waits for it.
        LazyLock::force(&CONTRACT);
        let behind = Behind {
            documents: Documents::new(),
            limits,
            turns: Arc::new(Turns::new(limits.time)),
            streams: Arc::default(),
            store,
            today: Arc::new(today),
        };
        Self { behind: Arc::new(behind), caller: Caller::LOCAL }
    }

    /// How many subscriptions are open, of all callers.
    pub fn streams(&self) -> usize {
        self.behind.streams.load(Ordering::Relaxed)
    }

    /// How parsed documents are kept, of all callers.
    pub fn documents(&self) -> CacheUse {
        self.behind.documents.cache_use()
    }

    /// How many heavy questions are being answered, of all callers.
    pub fn heavy_under_way(&self) -> usize {
        self.behind.turns.taken()
    }

    /// Knows these documents by their hashes from now on, and those by which questions in words are answered; `alone`, answers no others.
    /// The first ones given stay.
    pub fn give(&self, documents: &[String], alone: bool) {
        let own = asked::documents().map(ToOwned::to_owned);
        let all: Vec<String> = documents.iter().cloned().chain(own).collect();
        self.behind.documents.give(&all, alone);
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

    /// The place in the journal and the day that a request is given which is answered now.
    pub fn now(&self) -> Pin {
        self.behind.store.now((self.behind.today)())
    }

    /// Reads a request that is to be answered at a place and on a day.
    ///
    /// # Errors
    /// What is answered to one that never runs: its caller may not read, it is none, above a limit, or its variables do not fit.
    pub fn read(&self, mut request: Request, pin: Pin) -> Result<Ready, Box<Answered>> {
        let behind = &*self.behind;
        let mut read = || {
            self.caller.may(Role::Reader)?;
            behind.documents.persisted(&mut request, &behind.limits)?;
            let parsed = behind.documents.read(&request.query, &behind.limits)?;
            let operation = operation(&parsed, request.operation_name.as_deref())?;
            let count = || cost::count(&CONTRACT.shape, &parsed.document, operation, &request.variables);
            let count = parsed.count(operation, count)?;
            count.hold(&behind.limits)?;
            variables::hold(&CONTRACT.shape, operation, &request.variables)?;
            Ok::<_, Fault>((Arc::clone(&parsed), operation.ty, count))
        };
        let (parsed, kind, count) = read().map_err(|fault| Box::new(Answered::refusal(fault)))?;
        let at = At::now(Arc::clone(&behind.store), pin);
        let mut request = request.data(at.clone()).data(self.caller.clone());
        if kind == OperationType::Subscription {
            request = request.data(Clock { today: Arc::clone(&behind.today), look: LOOK });
        }
        if parsed.written {
            request = request.data(Writing);
        }
        request.set_parsed_query(parsed.document.clone());
        Ok(Ready { request, parsed, kind, count, at })
    }

    /// Answers a query or a mutation. What is heavy waits for its turn, then runs on a thread of its own. Dropped before it is done, its
    /// searches stop soon.
    pub async fn answer(&self, ready: Ready) -> Answered {
        let Ready { request, parsed, count, at, .. } = ready;
        let waiting = Waiting(at.halt().clone());
        let turns = &self.behind.turns;
        let turn = if count.heavy() { turns.take().await.map(Some) } else { Ok(None) };
        let turn = match turn {
            Ok(turn) => turn,
            Err(busy) => return Answered::refusal(busy),
        };
        let started = Instant::now();
        let executed = turns.in_time(&at, self.execute(request, &parsed, turn)).await;
        let Ok(executed) = executed else { return Answered::refusal(Fault::internal("a question came to harm")) };
        let mut answered = Answered::of(executed, &parsed.document);
        if answered.ran {
            parsed.found_right();
        }
        (answered.cut_short, answered.took) = (waiting.0.raised(), started.elapsed());
        answered
    }

    /// Follows a subscription, each event of which is answered as a question is; of any other operation the one answer. It ends when the
    /// caller's token does, with that as its last word.
    pub fn follow(&self, ready: Ready) -> BoxStream<'static, Answered> {
        let door = self.clone();
        if ready.kind != OperationType::Subscription {
            return stream::once(async move { door.answer(ready).await }).boxed();
        }
        let Ready { request, parsed, count, .. } = ready;
        let begin = |asking| CONTRACT.checking.execute_stream(request.data(asking));
        let open = Open::new(&self.behind.streams);
        let answers = Following::begin(&self.behind.turns, count.heavy(), parsed, open, begin);
        let Some(left) = self.caller.remaining() else { return answers };
        let last_word = stream::once(async move { door.caller.may(Role::Reader).err().map(Answered::refusal) });
        answers.take_until(sleep(left)).chain(last_word.filter_map(future::ready)).boxed()
    }

    /// Executes on this thread, or, with a turn, on one of its own.
    async fn execute(&self, request: Request, parsed: &Parsed, turn: Option<Turn>) -> Result<Response, Harm> {
        let schema = if parsed.is_right() { &CONTRACT.trusting } else { &CONTRACT.checking };
        let Some(turn) = turn else {
            return AssertUnwindSafe(schema.execute(request)).catch_unwind().await.map_err(|_| Harm);
        };
        turn.run(schema.execute(request)).await
    }
}

impl Executor for Door {
    async fn execute(&self, request: Request) -> Response {
        match self.read(request, self.now()) {
            Ok(ready) => self.answer(ready).await.into_response(),
            Err(refused) => refused.into_response(),
        }
    }

    fn execute_stream(&self, request: Request, _: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        match self.read(request, self.now()) {
            Ok(ready) => self.follow(ready).map(Answered::into_response).boxed(),
            Err(refused) => stream::once(async { refused.into_response() }).boxed(),
        }
    }
}

/// The operation that is asked for.
fn operation<'d>(parsed: &'d Parsed, name: Option<&str>) -> Result<&'d OperationDefinition, Fault> {
    let found: Option<&Positioned<OperationDefinition>> = match (&parsed.document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name),
        (DocumentOperations::Multiple(all), None) if all.len() == 1 => all.values().next(),
        (DocumentOperations::Multiple(_), None) => {
            let message = "the document has several operations\nhint: name one of them by `operationName`";
            return Err(Fault::invalid(message));
        }
    };
    let operation =
        found.ok_or_else(|| Fault::invalid("the document has no operation of the name that is asked for"))?;
    Ok(&operation.node)
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
