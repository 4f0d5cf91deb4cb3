//! The door: a request is let in if its caller may read, is held against the limits, and is given its date and its place in the
//! journal once; what the library refuses gets the contract's codes, and what is our own fault is told to the log alone.

use std::{
    panic::AssertUnwindSafe,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use async_graphql::{
    Data, ErrorExtensionValues, Executor, ID, Positioned, Request, Response, SDLExportOptions, Schema, SchemaBuilder,
    ServerError, Value,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use futures_util::{
    FutureExt, StreamExt, future,
    stream::{self, BoxStream},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::{sleep, timeout},
};

use super::{
    at::At,
    cost::{self, HEAVY},
    documents::{CacheUse, Documents, Parsed},
    error::{Code, Fault},
    limits::Limits,
    mutation::Mutation,
    query::Query,
    refused,
    rights::Caller,
    shape::Shape,
    subscription::Subscription,
    variables,
    watch::Watched,
};
use crate::{
    graph::Pin,
    model::{Day, Role},
    questions::bounds::Halt,
    store::Store,
};

/// How deep the library itself may recurse; what is allowed to nest nests less.
const RECURSION: usize = 64;
/// How long a heavy question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest message of an error, in characters.
const LONGEST_MESSAGE: usize = 600;
/// The longest name that an error says again, in characters.
const LONGEST_NAME: usize = 64;

/// The door to a store. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    behind: Arc<Behind>,
    caller: Caller,
}

struct Behind {
    schema: Schema<Query, Mutation, Subscription>,
    shape: Shape,
    documents: Documents,
    limits: Limits,
    turns: Arc<Semaphore>,
    turns_at_once: usize,
    streams: AtomicUsize,
    store: Arc<Store>,
    today: Arc<dyn Fn() -> Day + Send + Sync>,
}

/// A subscription that is counted as open; its searches stop when nobody waits for it.
struct Streaming {
    behind: Arc<Behind>,
    _waiting: Waiting,
}

impl Streaming {
    fn new(behind: &Arc<Behind>, halt: Halt) -> Self {
        behind.streams.fetch_add(1, Ordering::Relaxed);
        Self { behind: Arc::clone(behind), _waiting: Waiting(halt) }
    }
}

impl Drop for Streaming {
    fn drop(&mut self) {
        self.behind.streams.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A request that was read and is within the limits.
pub struct Ready {
    request: Request,
    parsed: Arc<Parsed>,
    kind: OperationType,
    cost: u64,
    halt: Halt,
}

/// Stops the searches of a request when nobody waits for its answer any more.
struct Waiting(Halt);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.raise();
    }
}

/// What is answered to a request.
#[derive(Debug)]
pub struct Answered {
    /// The answer.
    pub response: Response,
    /// Whether anything was executed; if not, the request as a whole was refused.
    pub ran: bool,
    /// Whether its time was over before it was done, so that its searches were cut short: what is answered hangs on the clock.
    pub cut_short: bool,
    /// How long it was executed.
    pub took: Duration,
}

impl Answered {
    /// With the codes of the contract.
    fn of(mut response: Response, document: &ExecutableDocument) -> Self {
        let ran = ran(&response);
        response.errors.iter_mut().for_each(|error| coded(error, Some(document)));
        Self { response, ran, cut_short: false, took: Duration::ZERO }
    }

    /// What is answered to a request that never ran.
    pub fn refused(response: Response) -> Self {
        Self { response, ran: false, cut_short: false, took: Duration::ZERO }
    }
}

impl Ready {
    /// What it does: asks, writes or follows.
    pub const fn kind(&self) -> OperationType {
        self.kind
    }

    /// What it costs, in the points that the limit is in.
    pub const fn cost(&self) -> u64 {
        self.cost
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
        let schema = builder().limit_recursive_depth(RECURSION).disable_suggestions().finish();
        let turns = std::thread::available_parallelism().map_or(1, usize::from);
        let behind = Behind {
            schema,
            shape: Shape::of(&sdl()),
            documents: Documents::new(),
            limits,
            turns: Arc::new(Semaphore::new(turns)),
            turns_at_once: turns,
            streams: AtomicUsize::new(0),
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
        self.behind.turns_at_once.saturating_sub(self.behind.turns.available_permits())
    }

    /// From now on answers these documents alone. The first list stays.
    pub fn close(&self, documents: &[String]) {
        self.behind.documents.close(documents);
    }

    /// The same door for this caller.
    #[must_use]
    pub fn of(&self, caller: Caller) -> Self {
        Self { caller, ..self.clone() }
    }

    /// What it leads to.
    pub(super) fn store(&self) -> &Arc<Store> {
        &self.behind.store
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
            let count = cost::count(&behind.shape, &parsed.document, operation, &request.variables)?;
            count.hold(&behind.limits)?;
            variables::hold(&behind.shape, operation, &request.variables)?;
            Ok::<_, Fault>((Arc::clone(&parsed), operation.ty, count.cost))
        };
        let (parsed, kind, cost) = read().map_err(|fault| Box::new(refusal(fault)))?;
        let at = At::now(Arc::clone(&behind.store), pin);
        let halt = at.halt().clone();
        let mut request = request.data(at).data(self.caller.clone());
        if kind == OperationType::Subscription {
            let (today, turns) = (Arc::clone(&behind.today), Arc::clone(&behind.turns));
            request = request.data(Watched { today, turns });
        }
        request.set_parsed_query(parsed.document.clone());
        Ok(Ready { request, parsed, kind, cost, halt })
    }

    /// Answers a query or a mutation. What is heavy waits for its turn, then runs on a thread of its own. Dropped before it is done, its
    /// searches stop soon.
    pub async fn answer(&self, ready: Ready) -> Answered {
        let Ready { request, parsed, cost, halt, .. } = ready;
        let waiting = Waiting(halt);
        let turn = if cost < HEAVY { Ok(None) } else { self.turn().await.map(Some) };
        let turn = match turn {
            Ok(turn) => turn,
            Err(busy) => return refusal(busy),
        };
        let started = Instant::now();
        let mut executed = pin!(self.execute(request, turn));
        let executed = match timeout(self.behind.limits.time, executed.as_mut()).await {
            Ok(executed) => executed,
            Err(_) => {
                waiting.0.raise();
                executed.await
            }
        };
        let answered = executed.map_or_else(refusal, |response| Answered::of(response, &parsed.document));
        Answered { cut_short: waiting.0.raised(), took: started.elapsed(), ..answered }
    }

    /// Follows a subscription; of any other operation the one answer. It ends when the caller's token does, with that as its last word.
    pub fn follow(&self, ready: Ready) -> BoxStream<'static, Answered> {
        let door = self.clone();
        if ready.kind != OperationType::Subscription {
            return stream::once(async move { door.answer(ready).await }).boxed();
        }
        let Ready { request, parsed, halt, .. } = ready;
        let answers = self.behind.schema.execute_stream(request);
        let streaming = Streaming::new(&self.behind, halt);
        let answers = answers.map(move |response| {
            let _open = &streaming;
            Answered::of(response, &parsed.document)
        });
        let Some(left) = self.caller.remaining() else { return answers.boxed() };
        let last_word = stream::once(async move { door.caller.may(Role::Reader).err().map(refusal) });
        answers.take_until(sleep(left)).chain(last_word.filter_map(future::ready)).boxed()
    }

    /// A turn for a heavy question, waited for.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let turns = &self.behind.turns;
        match Arc::clone(turns).try_acquire_owned() {
            Ok(turn) => Ok(turn),
            Err(_) => match timeout(PATIENCE, Arc::clone(turns).acquire_owned()).await {
                Ok(Ok(turn)) => Ok(turn),
                _ => {
                    let message = "too many heavy questions are being answered\nhint: ask again in a moment";
                    Err(Fault::new(Code::Busy, message))
                }
            },
        }
    }

    /// Executes on this thread, or, with a turn, on one of its own.
    async fn execute(&self, request: Request, turn: Option<OwnedSemaphorePermit>) -> Result<Response, Fault> {
        let harmed = || Fault::internal("a question came to harm");
        let Some(turn) = turn else {
            let executed = AssertUnwindSafe(self.behind.schema.execute(request)).catch_unwind().await;
            return executed.map_err(|_| harmed());
        };
        let (door, runtime) = (self.clone(), tokio::runtime::Handle::current());
        let executed = spawn_blocking(move || {
            let _turn = turn;
            runtime.block_on(door.behind.schema.execute(request))
        });
        executed.await.map_err(|_| harmed())
    }
}

impl Executor for Door {
    async fn execute(&self, request: Request) -> Response {
        match self.read(request, self.now()) {
            Ok(ready) => self.answer(ready).await.response,
            Err(refused) => refused.response,
        }
    }

    fn execute_stream(&self, request: Request, _: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        match self.read(request, self.now()) {
            Ok(ready) => self.follow(ready).map(|answered| answered.response).boxed(),
            Err(refused) => stream::once(async { refused.response }).boxed(),
        }
    }
}

/// Whether anything was executed: if not, the request as a whole was refused.
fn ran(response: &Response) -> bool {
    response.errors.is_empty() || response.data != Value::Null || response.errors.iter().any(|e| !e.path.is_empty())
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

/// What is answered to a request that never ran.
fn refusal(fault: Fault) -> Answered {
    let mut error = ServerError::from(fault);
    coded(&mut error, None);
    Answered::refused(Response::from_errors(vec![error]))
}

/// Gives an error of the library the code of what it is: a document or a variable that is not taken. Tells a fault of ours to the
/// log, and its number alone to who asked.
fn coded(error: &mut ServerError, document: Option<&ExecutableDocument>) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    match extensions.get("code") {
        Some(Value::String(code)) if code == Code::Internal.as_str() => {
            let number = numbered();
            tracing::error!(number, path = ?error.path, "{}", error.message);
            extensions.set("number", number.as_str());
            error.message = format!("the server failed; its log says how, under `{number}`");
        }
        Some(_) => {}
        None => {
            if let Some(document) = document {
                refused::code(error, document);
            }
        }
    }
    error.message = shortened(&error.message);
}

/// A message in which nothing that was sent can be long: neither a name nor the whole.
fn shortened(message: &str) -> String {
    let (mut short, mut word) = (String::with_capacity(message.len()), 0);
    for (at, letter) in message.chars().enumerate() {
        word = if letter.is_alphanumeric() || letter == '_' { word + 1 } else { 0 };
        if at >= LONGEST_MESSAGE {
            short.push('…');
            break;
        }
        if word <= LONGEST_NAME {
            short.push(letter);
        }
    }
    short
}

/// A number for what is told to the log: when this process first failed, and how often since.
fn numbered() -> String {
    static FAILED: AtomicU64 = AtomicU64::new(0);
    let nth = FAILED.fetch_add(1, Ordering::Relaxed);
    format!("{:x}.{nth}", crate::model::Instant::now().micros())
}
