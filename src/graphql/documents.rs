//! Documents that were parsed and found within the limits, kept by what they are a hash of, so that each is read once.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use async_graphql::{
    Request, Value,
    parser::{
        self, parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition},
    },
};
use quick_cache::{Weighter, sync::Cache};
use sha2::{Digest, Sha256};

use super::{
    cost::Count,
    error::{Code, Fault},
    limits::Limits,
    tokens,
    written::repeats,
};

/// So many bytes of documents are kept, as they were sent.
const KEPT_BYTES: u64 = 4 * 1024 * 1024;
/// About as many documents as that will be.
const KEPT: usize = 4_096;

/// A hash of a document.
type Hash = [u8; 32];

/// The documents. What is asked often stays; a flood of others does not drive it out.
pub struct Documents {
    parsed: Cache<Hash, Arc<Parsed>, ByLength>,
    /// Those that clients ask for by name, which is their SHA-256.
    persisted: Cache<Hash, Arc<str>, ByLength>,
    /// Those that are known from the start, which no others push out.
    given: OnceLock<Given>,
}

/// What a cache holds, and how often it had what was looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheUse {
    /// How many are kept.
    pub entries: u64,
    /// The bytes that they are reckoned at.
    pub bytes: u64,
    /// How often what was looked for was there.
    pub hits: u64,
    /// How often it was not.
    pub misses: u64,
}

/// Documents that are known from the start.
struct Given {
    named: HashMap<Hash, Arc<str>>,
    /// These alone are answered; none where others are too.
    alone: Option<HashSet<Hash>>,
}

/// A document within the limits.
pub struct Parsed {
    /// What it says.
    pub document: ExecutableDocument,
    /// Whether its answer may be written as it is resolved.
    pub written: bool,
    bytes: u64,
    /// Whether one operation is all that it has, and none that asks for the contract.
    plain: bool,
    /// What its operation asks, once that is counted.
    count: OnceLock<Count>,
    right: AtomicBool,
}

impl Parsed {
    fn of(document: ExecutableDocument, text: &str) -> Self {
        let one = matches!(document.operations, DocumentOperations::Single(_));
        let mut introspecting = text.match_indices("__").filter_map(|(at, _)| text.get(at..));
        let plain = one && introspecting.all(|from| from.starts_with("__typename"));
        Self {
            written: !repeats(&document),
            document,
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            plain,
            count: OnceLock::new(),
            right: AtomicBool::new(false),
        }
    }

    /// What an operation of it asks. Counted once, where there is no other and no variable can change it.
    ///
    /// # Errors
    /// Where it cannot be counted.
    pub fn count(
        &self,
        operation: &OperationDefinition,
        count: impl FnOnce() -> Result<Count, Fault>,
    ) -> Result<Count, Fault> {
        match self.count.get() {
            Some(count) => Ok(*count),
            None if self.plain && operation.variable_definitions.is_empty() => {
                count().map(|count| *self.count.get_or_init(|| count))
            }
            None => count(),
        }
    }

    /// Notes that it was checked against all rules and executed.
    pub fn found_right(&self) {
        self.right.store(self.plain, Ordering::Relaxed);
    }

    /// Whether it need not be checked again.
    pub fn is_right(&self) -> bool {
        self.right.load(Ordering::Relaxed)
    }
}

#[derive(Clone)]
struct ByLength;

impl Weighter<Hash, Arc<Parsed>> for ByLength {
    fn weight(&self, _: &Hash, parsed: &Arc<Parsed>) -> u64 {
        // However short, it takes its place.
        parsed.bytes.max(256)
    }
}

impl Weighter<Hash, Arc<str>> for ByLength {
    fn weight(&self, _: &Hash, text: &Arc<str>) -> u64 {
        u64::try_from(text.len()).unwrap_or(u64::MAX).max(256)
    }
}

impl Documents {
    /// With none kept.
    pub fn new() -> Self {
        Self {
            parsed: Cache::with_weighter(KEPT, KEPT_BYTES, ByLength),
            persisted: Cache::with_weighter(KEPT, KEPT_BYTES, ByLength),
            given: OnceLock::new(),
        }
    }

    /// How the parsed documents are kept.
    pub fn cache_use(&self) -> CacheUse {
        let Self { parsed, .. } = self;
        CacheUse { entries: parsed.len() as u64, bytes: parsed.weight(), hits: parsed.hits(), misses: parsed.misses() }
    }

    /// Knows these documents by their names from now on; `alone`, takes no others, by text or by name. The first ones given stay.
    pub fn give(&self, texts: &[String], alone: bool) {
        let named = texts.iter().map(|text| (Sha256::digest(text.as_bytes()).into(), text.as_str().into())).collect();
        let hash = |text: &String| *blake3::hash(text.as_bytes()).as_bytes();
        let alone = alone.then(|| texts.iter().map(hash).collect());
        let _ = self.given.set(Given { named, alone });
    }

    /// Completes a request that asks for a persisted document: by its name alone, or by both, whereupon it is known by its name.
    ///
    /// # Errors
    /// Where the name is none, is not known, or is not that of the document.
    pub fn persisted(&self, request: &mut Request, limits: &Limits) -> Result<(), Fault> {
        let Some(named) = request.extensions.get("persistedQuery") else { return Ok(()) };
        let name = name(named).ok_or_else(|| {
            Fault::invalid(
                "`persistedQuery` is not understood\nhint: `version` is 1, `sha256Hash` has 64 hexadecimal digits",
            )
        })?;
        if request.query.is_empty() {
            let given = self.given.get().and_then(|given| given.named.get(&name).cloned());
            let known = given.or_else(|| self.persisted.get(&name));
            let known = known.ok_or_else(|| Fault::new(Code::NoSuchDocument, "PersistedQueryNotFound"))?;
            request.query = known.to_string();
            return Ok(());
        }
        tokens::hold(&request.query, limits)?;
        if Sha256::digest(request.query.as_bytes()).as_slice() != name {
            return Err(Fault::invalid("`sha256Hash` is not the hash of the document"));
        }
        self.persisted.insert(name, request.query.as_str().into());
        Ok(())
    }

    /// A document, parsed now or before.
    ///
    /// # Errors
    /// Where it is above a limit, or is none.
    pub fn read(&self, text: &str, limits: &Limits) -> Result<Arc<Parsed>, Fault> {
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        let alone = self.given.get().and_then(|given| given.alone.as_ref());
        if alone.is_some_and(|alone| !alone.contains(&hash)) {
            return Err(Fault::new(
                Code::Forbidden,
                "only the documents of a list are answered here, and this is none of them",
            ));
        }
        if let Some(parsed) = self.parsed.get(&hash) {
            return Ok(parsed);
        }
        tokens::hold(text, limits)?;
        let document = parse_query(text).map_err(|wrong| none(&wrong))?;
        let parsed = Arc::new(Parsed::of(document, text));
        self.parsed.insert(hash, Arc::clone(&parsed));
        Ok(parsed)
    }
}

/// The name that a request says.
fn name(said: &Value) -> Option<Hash> {
    let Value::Object(said) = said else { return None };
    let (Value::Number(version), Value::String(digits)) = (said.get("version")?, said.get("sha256Hash")?) else {
        return None;
    };
    if version.as_u64() != Some(1) || digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut name = [0; 32];
    for (at, byte) in name.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(name)
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
