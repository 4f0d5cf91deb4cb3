//! Objects that are written: the walk over what is asked of one, and the tables of what is put without the library.

use std::{
    pin::pin,
    sync::Arc,
    task::{Context as Waking, Poll, Wake, Waker},
    thread::{self, Thread},
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Error, ServerError, ServerResult, Value, parser::types::Selection,
};

use super::{
    Put,
    json::{text, value, word},
};
use crate::graphql::at::in_place;

/// An object that is written: which of its fields are put straight away.
pub trait Writes: ContainerType + Put {
    /// Puts a field that is asked for without arguments; none where the library shall resolve it.
    fn put_field(&self, ctx: &Context<'_>, out: &mut Vec<u8>) -> Option<ServerResult<()>> {
        let _ = (ctx, out);
        None
    }

    /// Resolves any field of the object. Of one behind an interface, also those that the interface does not have.
    fn resolve_any(&self, ctx: &Context<'_>) -> impl Future<Output = ServerResult<Option<Value>>> + Send {
        self.resolve_field(ctx)
    }
}

/// The table of a type: by the name of a field the resolver that is called for it, with the arguments that stand for none.
macro_rules! puts {
    ($($type:ty { $($name:literal => $resolver:ident $(($($argument:expr),+))?),* $(,)? })+) => {$(
        impl $crate::graphql::written::Writes for $type {
            fn put_field(
                &self,
                ctx: &async_graphql::Context<'_>,
                out: &mut Vec<u8>,
            ) -> Option<async_graphql::ServerResult<()>> {
                match ctx.item.node.name.node.as_str() {
                    $($name => Some($crate::graphql::written::told(
                        ctx,
                        $crate::graphql::written::now(self.$resolver(ctx $($(, $argument)+)?)),
                        out,
                    )),)*
                    _ => None,
                }
            }
        }

        impl $crate::graphql::written::Put for $type {
            fn put(
                &self,
                ctx: &async_graphql::ContextSelectionSet<'_>,
                out: &mut Vec<u8>,
            ) -> async_graphql::ServerResult<()> {
                $crate::graphql::written::put_object(self, ctx, out)
            }
        }
    )+};
}
pub(in crate::graphql) use puts;

/// Puts what a resolver of a field returned.
pub fn told<T: Put, E: Into<Error>>(ctx: &Context<'_>, told: Result<T, E>, out: &mut Vec<u8>) -> ServerResult<()> {
    match told {
        Ok(value) => value.put(&ctx.with_selection_set(&ctx.item.node.selection_set), out),
        Err(wrong) => Err(ctx.set_error_path(wrong.into().into_server_error(ctx.item.pos))),
    }
}

/// Writes what is asked of an object; null where that comes to nothing.
pub fn put_object<T: Writes>(root: &T, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    let start = out.len();
    out.push(b'{');
    select(root, ctx, out)?;
    if out.len() == start + 1 {
        out.truncate(start);
        out.extend_from_slice(b"null");
    } else {
        out.push(b'}');
    }
    Ok(())
}

/// Writes the fields of a selection. One that fails is told among the errors and left out, as the library does.
fn select<T: Writes>(root: &T, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    for item in &ctx.item.node.items {
        let (condition, selected) = match &item.node {
            Selection::Field(field) => {
                let start = out.len();
                if out.last() != Some(&b'{') {
                    out.push(b',');
                }
                // Names are letters, digits and underscores.
                word(&field.node.response_key().node, out);
                out.push(b':');
                if let Err(wrong) = put_field(root, &ctx.with_field(field), out) {
                    out.truncate(start);
                    ctx.add_error(wrong);
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

fn put_field<T: Writes>(root: &T, ctx: &Context<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    if ctx.item.node.name.node == "__typename" {
        text(&root.introspection_type_name(), out);
        return Ok(());
    }
    let table = if ctx.item.node.arguments.is_empty() { root.put_field(ctx, out) } else { None };
    table.unwrap_or_else(|| {
        value(&now(root.resolve_any(ctx))?.unwrap_or_default(), out);
        Ok(())
    })
}

/// Whether an object is of a type, or of an interface.
fn is<T: ContainerType>(root: &T, ty: &str, ctx: &ContextSelectionSet<'_>) -> bool {
    let own = root.introspection_type_name();
    own == ty || ctx.schema_env.registry.implements.get(&*own).is_some_and(|all| all.contains(ty))
}

/// What comes of a resolver. None waits but for work on another thread, which needs nothing of this one.
// A resolver is large: it is polled where it is made.
#[inline(always)]
pub fn now<F: Future>(resolver: F) -> F::Output {
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
