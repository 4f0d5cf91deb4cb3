//! Objects that are written: the walk over what is asked of one, and the tables of what is put without the library.

use std::{
    borrow::Cow,
    pin::pin,
    sync::Arc,
    task::{Context as Waking, Poll, Wake, Waker},
    thread::{self, Thread},
};

use async_graphql::{ContainerType, Context, QueryPathSegment, ServerResult, Value};

use super::{
    Put,
    json::value,
    plan::{Asked, Item, Of, Plan, TYPE},
};
use crate::graphql::at::in_place;

/// An object that is written.
pub trait Writes: ContainerType + Put {
    /// Resolves any field of the object. Of one behind an interface, also those that the interface does not have.
    fn resolve_any(&self, ctx: &Context<'_>) -> impl Future<Output = ServerResult<Option<Value>>> + Send {
        self.resolve_field(ctx)
    }
}

impl<T: Writes> Writes for &T {
    fn resolve_any(&self, ctx: &Context<'_>) -> impl Future<Output = ServerResult<Option<Value>>> + Send {
        T::resolve_any(self, ctx)
    }
}

/// What an object is written from: the object itself, or what was looked up once for all its fields.
pub trait Table {
    /// The fields that are put straight away where they are asked for without arguments.
    const NAMES: &'static [&'static str];

    /// Puts the field of this number among them, any other by the library.
    ///
    /// # Errors
    /// What its resolver refuses.
    fn put_field(&self, number: u8, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()>;

    /// The name of its type; of one behind an interface its own.
    fn own_type(&self) -> Cow<'static, str>;

    /// Puts any field by the library.
    ///
    /// # Errors
    /// What its resolver refuses.
    fn put_any(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()>;
}

/// The table of a type. By the name of a field stands what its value comes of: `=>` the resolver that the library would call, with the
/// arguments that stand for none, or `:` a part of the object or what reads it straight away.
macro_rules! puts {
    (@put $object:ident $of:ident $out:ident : $reader:ident $(($($none:expr),*))?) => {
        $crate::graphql::written::Put::put(&$object.$reader $(($($none),*))?, $of, $out)
    };
    (@put $object:ident $of:ident $out:ident => $resolver:ident $(($($argument:expr),*))?) => {
        $crate::graphql::written::Put::put(
            &$crate::graphql::written::now($object.$resolver(&$of.context() $($(, $argument)*)?)),
            $of,
            $out,
        )
    };
    (@fields [$($name:literal $how:tt $source:ident $(($($argument:expr),*))?),* $(,)?]) => {
        const NAMES: &'static [&'static str] = &[$($name),*];

        fn put_field(
            &self,
            number: u8,
            of: &$crate::graphql::written::Of<'_>,
            out: &mut Vec<u8>,
        ) -> async_graphql::ServerResult<()> {
            let mut numbers = 0..;
            $(
                if numbers.next() == Some(number) {
                    return $crate::graphql::written::puts!(@put self of out $how $source $(($($argument),*))?);
                }
            )*
            self.put_any(of, out)
        }
    };
    (@table [$($generics:tt)*] $type:ty [$($own:ident $($call:tt)?)?] { $($fields:tt)* }) => {
        impl<$($generics)*> $crate::graphql::written::Table for $type {
            $crate::graphql::written::puts!(@fields [$($fields)*]);

            fn own_type(&self) -> std::borrow::Cow<'static, str> {
                async_graphql::OutputType::introspection_type_name(&self$(.$own $($call)?)?)
            }

            fn put_any(
                &self,
                of: &$crate::graphql::written::Of<'_>,
                out: &mut Vec<u8>,
            ) -> async_graphql::ServerResult<()> {
                $crate::graphql::written::resolved(&self$(.$own $($call)?)?, of, out)
            }
        }

        impl<$($generics)*> $crate::graphql::written::Put for $type {
            fn put(
                &self,
                of: &$crate::graphql::written::Of<'_>,
                out: &mut Vec<u8>,
            ) -> async_graphql::ServerResult<()> {
                $crate::graphql::written::put_object(self, of, out);
                Ok(())
            }
        }
    };
    ($type:ty as $own:ident $(($($none:expr),*))? $(where [$($generics:tt)*])? { $($fields:tt)* }) => {
        $crate::graphql::written::puts!(@table [$($($generics)*)?] $type [$own $(($($none),*))?] { $($fields)* });
    };
    ($($type:ty $(where [$($generics:tt)*])? { $($fields:tt)* })+) => {$(
        $crate::graphql::written::puts!(@table [$($($generics)*)?] $type [] { $($fields)* });

        impl $(<$($generics)*>)? $crate::graphql::written::Writes for $type {}
    )+};
}
pub(in crate::graphql) use puts;

/// Puts what the library resolves of a field.
///
/// # Errors
/// What its resolver refuses.
pub fn resolved(object: &impl Writes, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    value(&now(object.resolve_any(&of.context()))?.unwrap_or_default(), out);
    Ok(())
}

/// Writes what is asked of an object; null where that comes to nothing.
pub fn put_object<T: Table>(object: &T, of: &Of<'_>, out: &mut Vec<u8>) {
    let start = out.len();
    out.push(b'{');
    select(object, of, of.plan, out.len(), out);
    if out.len() == start + 1 {
        out.truncate(start);
        out.extend_from_slice(b"null");
    } else {
        out.push(b'}');
    }
}

/// Writes what a plan asks of an object whose fields begin at `first`. A field that fails is told among the errors and left out, as the
/// library does.
fn select<T: Table>(object: &T, of: &Of<'_>, plan: &Plan<'_>, first: usize, out: &mut Vec<u8>) {
    plan.number::<T>();
    for item in &plan.items {
        match item {
            Item::Field(Asked { field, name, number, plan }) => {
                let start = out.len();
                // What is first has no comma.
                out.extend_from_slice(name.get(usize::from(start == first)..).unwrap_or_default());
                let way = of.way(QueryPathSegment::Name(&field.node.response_key().node));
                let of = Of { path: Some(&way), field, plan, ..*of };
                let put = match number.get() {
                    TYPE => object.own_type().put(&of, out),
                    number => object.put_field(number, &of, out),
                };
                if let Err(wrong) = put {
                    out.truncate(start);
                    of.root.add_error(wrong);
                }
            }
            Item::Of(ty, plan) if is(object, ty, of) => select(object, of, plan, first, out),
            Item::Of(..) => {}
        }
    }
}

/// Whether an object is of a type, or of an interface.
fn is<T: Table>(object: &T, ty: &str, of: &Of<'_>) -> bool {
    let own = object.own_type();
    own == ty || of.root.schema_env.registry.implements.get(&*own).is_some_and(|all| all.contains(ty))
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
