//! Documents that were parsed and found within the limits, kept by what they are a hash of, so that each is read once.

use std::sync::Arc;

use async_graphql::parser::{self, parse_query, types::ExecutableDocument};
use quick_cache::{Weighter, sync::Cache};

use super::{error::Fault, limits::Limits, tokens};

/// So many bytes of documents are kept, as they were sent.
const KEPT_BYTES: u64 = 4 * 1024 * 1024;
/// About as many documents as that will be.
const KEPT: usize = 4_096;

/// A hash of a document.
type Hash = [u8; 32];

/// The documents. What is asked often stays; a flood of others does not drive it out.
pub struct Documents(Cache<Hash, Arc<Parsed>, ByLength>);

/// A document within the limits.
pub struct Parsed {
    /// What it says.
    pub document: ExecutableDocument,
    bytes: u64,
}

#[derive(Clone)]
struct ByLength;

impl Weighter<Hash, Arc<Parsed>> for ByLength {
    fn weight(&self, _: &Hash, parsed: &Arc<Parsed>) -> u64 {
        // However short, it takes its place.
        parsed.bytes.max(256)
    }
}

impl Documents {
    /// With none kept.
    pub fn new() -> Self {
        Self(Cache::with_weighter(KEPT, KEPT_BYTES, ByLength))
    }

    /// A document, parsed now or before.
    ///
    /// # Errors
    /// Where it is above a limit, or is none.
    pub fn read(&self, text: &str, limits: &Limits) -> Result<Arc<Parsed>, Fault> {
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        if let Some(parsed) = self.0.get(&hash) {
            return Ok(parsed);
        }
        tokens::hold(text, limits)?;
        let document = parse_query(text).map_err(|wrong| none(&wrong))?;
        let parsed = Arc::new(Parsed { document, bytes: u64::try_from(text.len()).unwrap_or(u64::MAX) });
        self.0.insert(hash, Arc::clone(&parsed));
        Ok(parsed)
    }
}

/// Says what is wrong and where, and nothing of what was sent.
fn none(wrong: &parser::Error) -> Fault {
    let at = wrong.positions().next();
    let place = at.map_or_else(String::new, |at| format!(" at line {}, column {}", at.line, at.column));
    let what = match wrong {
        parser::Error::Syntax { .. } => "it is no GraphQL",
        parser::Error::MultipleOperations { .. } => "an operation without a name stands alone, and there is another",
        parser::Error::OperationDuplicated { .. } => "two operations have one name",
        parser::Error::FragmentDuplicated { .. } => "two fragments have one name",
        parser::Error::MissingOperation => "it has no operation",
        parser::Error::RecursionLimitExceeded => "it nests too deep",
        _ => "it is no document to execute",
    };
    let fault = Fault::invalid(format!("the document cannot be read{place}: {what}"));
    match at {
        Some(at) => fault.at(at),
        None => fault,
    }
}
