//! What a document may be at most, and the refusal of one that is more.

use std::time::Duration;

use super::error::{Code, Fault};

/// The most that one request may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document.
    pub bytes: u64,
    /// Names, values and marks of the document.
    pub tokens: u64,
    /// How deep braces, brackets and parentheses nest.
    pub nesting: u64,
    /// How deep fields nest, fragments put in their places.
    pub depth: u64,
    /// Fields of the operation, fragments put in their places.
    pub fields: u64,
    /// Fields at the root.
    pub root_fields: u64,
    /// Fields under another name than their own.
    pub aliases: u64,
    /// Directives.
    pub directives: u64,
    /// What it costs: a field costs one, and what is asked of each item of a list is taken as often as the list is long.
    pub cost: u64,
    /// How long it may take, counted from when it is its turn. What a search has found by then is answered, and said to be a part; a list that
    /// was not read to its end is refused.
    pub time: Duration,
}

impl Default for Limits {
    /// Room for the introspection of GraphiQL, and for a page of 50 suppliers with the hops of their paths, their claims and evidence.
    fn default() -> Self {
        Self {
            bytes: 128 * 1024,
            tokens: 10_000,
            nesting: 60,
            depth: 32,
            fields: 10_000,
            root_fields: 50,
            aliases: 200,
            directives: 100,
            cost: 500_000,
            time: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// Refuses a value above its limit: says which limit, the value, and the limit.
    ///
    /// # Errors
    /// Where it is above.
    pub fn hold(what: &'static str, value: u64, limit: u64) -> Result<(), Fault> {
        if value <= limit {
            return Ok(());
        }
        let message = format!("the document has `{value}` {what}, at most `{limit}` are taken\nhint: ask in parts");
        Err(Fault::new(Code::TooCostly, message).with("limit", what).with("value", value).with("most", limit))
    }
}
