//! Values that are put into an answer as they are, without one of the library's between.

use async_graphql::{ContextSelectionSet, ID, ServerResult};

use super::{
    Each, Writes, Written,
    json::{listed, text},
};

/// What a resolver returns and an answer can be given straight away. It is written as the library would write it.
pub trait Put {
    /// Writes it; `ctx` is what is asked of it, if it is an object. Where it fails, what it has written is cut off again by who asked.
    ///
    /// # Errors
    /// Where what holds it fails as well.
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()>;
}

impl<T: Writes> Put for Written<T> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.0.put(ctx, out)
    }
}

impl<T: Writes> Put for Each<Written<T>> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.0.put(ctx, out)
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        listed(self.iter().enumerate(), out, |(number, item), out| {
            let ctx = ctx.with_index(number);
            item.put(&ctx, out).map_err(|wrong| ctx.set_error_path(wrong))
        })
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        let start = out.len();
        match self.as_ref().map(|value| value.put(ctx, out)) {
            Some(Ok(())) => return Ok(()),
            Some(Err(wrong)) => ctx.add_error(wrong),
            None => {}
        }
        out.truncate(start);
        out.extend_from_slice(b"null");
        Ok(())
    }
}

impl Put for str {
    fn put(&self, _: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        text(self, out);
        Ok(())
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        T::put(self, ctx, out)
    }
}

impl Put for String {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        str::put(self, ctx, out)
    }
}

impl Put for ID {
    fn put(&self, ctx: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        str::put(self, ctx, out)
    }
}

impl Put for bool {
    fn put(&self, _: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
        Ok(())
    }
}

impl Put for i32 {
    fn put(&self, _: &ContextSelectionSet<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        // Memory takes everything.
        let _ = serde_json::to_writer(out, self);
        Ok(())
    }
}
