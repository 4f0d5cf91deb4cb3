//! Values that are put into an answer as they are, without one of the library's between.

use std::borrow::Cow;

use async_graphql::{Error, ID, QueryPathSegment, ServerResult};

use super::{
    Each, Of, Written,
    json::{listed, text},
};

/// What a resolver returns and an answer can be given straight away. It is written as the library would write it.
pub trait Put {
    /// Writes it; `of` is what is asked of it, and where it stands. Where it fails, what it has written is cut off again by who asked.
    ///
    /// # Errors
    /// Where what holds it fails as well.
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()>;
}

impl<T: Put> Put for Written<T> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.0.put(of, out)
    }
}

impl<T: Put> Put for Each<Written<T>> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        self.0.put(of, out)
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        put_all(self, of, out)
    }
}

/// Writes a list.
///
/// # Errors
/// Where one of it fails.
pub fn put_all(items: impl IntoIterator<Item: Put>, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
    listed(items.into_iter().enumerate(), out, |(number, item), out| {
        let way = of.way(QueryPathSegment::Index(number));
        item.put(&Of { path: Some(&way), ..*of }, out)
    })
}

impl<T: Put> Put for Option<T> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        let start = out.len();
        match self.as_ref().map(|value| value.put(of, out)) {
            Some(Ok(())) => return Ok(()),
            Some(Err(wrong)) => of.root.add_error(wrong),
            None => {}
        }
        out.truncate(start);
        out.extend_from_slice(b"null");
        Ok(())
    }
}

impl<T: Put, E: Clone + Into<Error>> Put for Result<T, E> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        match self {
            Ok(value) => value.put(of, out),
            Err(wrong) => Err(of.wrong(wrong.clone())),
        }
    }
}

impl Put for str {
    fn put(&self, _: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        text(self, out);
        Ok(())
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        T::put(self, of, out)
    }
}

impl Put for Cow<'_, str> {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        str::put(self, of, out)
    }
}

impl Put for String {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        str::put(self, of, out)
    }
}

impl Put for ID {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        str::put(self, of, out)
    }
}

impl Put for bool {
    fn put(&self, _: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
        Ok(())
    }
}

impl Put for i32 {
    fn put(&self, _: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        // Memory takes everything.
        let _ = serde_json::to_writer(out, self);
        Ok(())
    }
}
