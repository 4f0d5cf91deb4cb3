//! Wide answers, written as JSON while they are resolved: object by object and leaf by leaf on this thread, without a future and a map for
//! each, as the library has them. What is written is told from other values by being bytes, of which the contract has none.
//!
//! The library merges what a document asks twice under one name; written objects cannot be merged any more. So a document that does so
//! (see `repeats`) is resolved by the library alone.

use std::{
    borrow::Cow,
    collections::HashMap,
    pin::pin,
    sync::Arc,
    task::{Context as Waking, Poll, Wake, Waker},
    thread::{self, Thread},
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Name, OutputType, Positioned, ServerError, ServerResult, Value,
    parser::types::{ExecutableDocument, Field, Selection, SelectionSet},
    registry::Registry,
    resolver_utils::resolve_container_serial,
};

use super::at::in_place;

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

impl<T: ContainerType> OutputType for Written<T> {
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
        if writes(ctx) { object(&self.0, ctx) } else { self.0.resolve(ctx, field).await }
    }
}

impl<T: ContainerType> ContainerType for Written<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        self.0.resolve_field(ctx).await
    }
}

impl<T: OutputType> OutputType for Each<T> {
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
        if writes(ctx) { list(&self.0, ctx, field) } else { self.0.resolve(ctx, field).await }
    }
}

fn writes(ctx: &ContextSelectionSet<'_>) -> bool {
    ctx.data_opt::<Writing>().is_some()
}

fn list<T: OutputType>(items: &[T], ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
    let mut out = Vec::with_capacity(64 + 128 * items.len());
    out.push(b'[');
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        let ctx = ctx.with_index(number);
        let value = now(item.resolve(&ctx, field)).map_err(|wrong| ctx.set_error_path(wrong))?;
        write(&value, &mut out);
    }
    out.push(b']');
    Ok(Value::Binary(out.into()))
}

fn object<T: ContainerType>(root: &T, ctx: &ContextSelectionSet<'_>) -> ServerResult<Value> {
    let plain = ctx.item.node.items.iter().all(|item| matches!(item.node, Selection::Field(_)));
    // Which object stands behind an interface is the library's to tell.
    if !plain && root.introspection_type_name() != T::type_name() {
        return now(resolve_container_serial(ctx, root));
    }
    let mut out = Vec::with_capacity(128);
    out.push(b'{');
    select(root, ctx, &mut out)?;
    if out.len() == 1 {
        return Ok(Value::Null);
    }
    out.push(b'}');
    Ok(Value::Binary(out.into()))
}

/// Writes what is asked of an object. A field that fails is told among the errors and left out, as the library does.
fn select<T: ContainerType>(root: &T, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    for item in &ctx.item.node.items {
        let (condition, selected) = match &item.node {
            Selection::Field(field) => {
                let name = &field.node.response_key().node;
                if field.node.name.node == "__typename" {
                    key(name, out);
                    text(&root.introspection_type_name(), out);
                    continue;
                }
                let ctx_field = ctx.with_field(field);
                match now(root.resolve_field(&ctx_field)) {
                    Ok(value) => {
                        key(name, out);
                        write(&value.unwrap_or_default(), out);
                    }
                    Err(wrong) => ctx.add_error(wrong),
                }
                continue;
            }
            Selection::FragmentSpread(spread) => {
                let fragment = ctx.query_env.fragments.get(&spread.node.fragment_name.node);
                let fragment =
                    fragment.ok_or_else(|| ServerError::new("there is no such fragment", Some(spread.pos)))?;
                (Some(&fragment.node.type_condition), &fragment.node.selection_set)
            }
            Selection::InlineFragment(inline) => (inline.node.type_condition.as_ref(), &inline.node.selection_set),
        };
        if condition.is_none_or(|condition| is(root, &condition.node.on.node, ctx)) {
            select(root, &ctx.with_selection_set(selected), out)?;
        }
    }
    Ok(())
}

/// Whether an object is of a type, or of an interface.
fn is<T: ContainerType>(root: &T, ty: &str, ctx: &ContextSelectionSet<'_>) -> bool {
    let own = root.introspection_type_name();
    own == ty || ctx.schema_env.registry.implements.get(&*own).is_some_and(|all| all.contains(ty))
}

fn key(name: &Name, out: &mut Vec<u8>) {
    if out.len() > 1 {
        out.push(b',');
    }
    // Names are letters, digits and underscores.
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

fn text(text: &str, out: &mut Vec<u8>) {
    // Memory takes everything.
    let _ = serde_json::to_writer(out, text);
}

/// Writes a value, what is written in it as it is.
pub(super) fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Binary(written) => out.extend_from_slice(written),
        Value::Null => out.extend_from_slice(b"null"),
        Value::Boolean(true) => out.extend_from_slice(b"true"),
        Value::Boolean(false) => out.extend_from_slice(b"false"),
        Value::String(string) => text(string, out),
        Value::Enum(word) => text(word, out),
        Value::Number(number) => drop(serde_json::to_writer(out, number)),
        Value::List(items) => {
            out.push(b'[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    out.push(b',');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Value::Object(fields) => {
            out.push(b'{');
            for (number, (name, value)) in fields.iter().enumerate() {
                if number > 0 {
                    out.push(b',');
                }
                text(name, out);
                out.push(b':');
                write(value, out);
            }
            out.push(b'}');
        }
    }
}

/// The same value with what is written in it read again.
pub(super) fn read(value: Value) -> Value {
    match value {
        Value::Binary(written) => serde_json::from_slice(&written).unwrap_or_default(),
        Value::List(items) => Value::List(items.into_iter().map(read).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, read(value))).collect()),
        plain => plain,
    }
}

/// What comes of a resolver. None waits but for work on another thread, which needs nothing of this one.
// A resolver is large: it is polled where it is made.
#[inline(always)]
fn now<F: Future>(resolver: F) -> F::Output {
    struct Woken(Thread);
    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let mut resolver = pin!(resolver);
    if let Poll::Ready(value) = resolver.as_mut().poll(&mut Waking::from_waker(Waker::noop())) {
        return value;
    }
    in_place(|| {
        let waker = Waker::from(Arc::new(Woken(thread::current())));
        loop {
            if let Poll::Ready(value) = resolver.as_mut().poll(&mut Waking::from_waker(&waker)) {
                return value;
            }
            thread::park();
        }
    })
}

/// Whether a document asks anything twice of one object, under one name; also where that is told by types that no object has both of.
/// Each fragment is looked through once.
pub(super) fn repeats(document: &ExecutableDocument) -> bool {
    let mut pass = Names { document, fragments: HashMap::new() };
    document.operations.iter().any(|(_, operation)| pass.of(&operation.node.selection_set.node).is_none())
        || document.fragments.keys().any(|name| pass.of_fragment(name).is_none())
}

struct Names<'d> {
    document: &'d ExecutableDocument,
    fragments: HashMap<&'d str, Option<Vec<&'d str>>>,
}

impl<'d> Names<'d> {
    /// The names under which a selection asks something of its object, in order; none where there are two of one.
    fn of(&mut self, set: &'d SelectionSet) -> Option<Vec<&'d str>> {
        let mut names = Vec::with_capacity(set.items.len());
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    self.of(&field.node.selection_set.node)?;
                    names.push(field.node.response_key().node.as_str());
                }
                Selection::InlineFragment(inline) => names.extend(self.of(&inline.node.selection_set.node)?),
                Selection::FragmentSpread(spread) => names.extend(self.of_fragment(&spread.node.fragment_name.node)?),
            }
        }
        names.sort_unstable();
        names.is_sorted_by(|a, b| a < b).then_some(names)
    }

    fn of_fragment(&mut self, name: &str) -> Option<Vec<&'d str>> {
        let (name, fragment) = self.document.fragments.get_key_value(name)?;
        if let Some(known) = self.fragments.get(name.as_str()) {
            return known.clone();
        }
        // What spreads itself is refused elsewhere.
        self.fragments.insert(name, None);
        let names = self.of(&fragment.node.selection_set.node);
        self.fragments.insert(name, names.clone());
        names
    }
}
