//! The check before a transaction is recorded: what it lets in folds without failing. Pure; says what is wrong, where, and what to do.

mod claims;
mod judgements;
mod named;

use std::collections::{HashMap, HashSet};

use self::named::Kind;
use super::view::View;
use crate::model::{Change, Claim, Document, Entity, Invalid, Key, Tie};

/// What a refusal is about, in the contract's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// It names what is not there.
    NotFound,
    /// A value is impossible.
    Invalid,
    /// A relation that its kind does not allow.
    ForbiddenTie,
    /// A claim without a document.
    NoEvidence,
    /// The key stands for other content.
    KeyTaken,
}

/// Why a transaction is not taken. Nothing of it is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What it is about.
    pub code: RefusalCode,
    /// Which change, counted from 0.
    pub change: usize,
    /// Where in it, in the words of the contract's inputs: `about.export.from`; empty for the whole.
    pub field: String,
    /// What is wrong, what was expected, and a `hint:` where there is a next step.
    pub message: String,
}

/// A transaction that may be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What it changes, keys filled in; what is there already left out.
    pub changes: Vec<Change>,
    /// The keys of what is there already, with the same content.
    pub already: Vec<Key>,
}

/// Checks a transaction against all that is recorded. Linear in its size, a look-up for each key that it names.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(view: View<'_>, changes: &[Change]) -> Result<Checked, Refusal> {
    let mut check = Check { view, pending: Pending::default(), checked: Checked::default() };
    check.declare(changes);
    for (number, change) in changes.iter().enumerate() {
        check.change(change).map_err(|wrong| wrong.at(number))?;
    }
    Ok(check.checked)
}

/// Checks whether there may be such a relation: by the shape of its identity and the kinds of its ends, as of one that is claimed.
///
/// # Errors
/// The first rule that it breaks, as of the first change of a transaction.
pub fn check_tie(view: View<'_>, tie: &Tie) -> Result<(), Refusal> {
    let check = Check { view, pending: Pending::default(), checked: Checked::default() };
    let shape = tie.validate().map_err(|Invalid(message)| Wrong::new(RefusalCode::ForbiddenTie, "", message));
    shape.and_then(|()| check.ends(tie)).map_err(|wrong| wrong.at(0))
}

struct Check<'g, 'c> {
    view: View<'g>,
    pending: Pending<'c>,
    checked: Checked,
}

/// What the transaction itself makes, seen by what comes after it.
#[derive(Default)]
struct Pending<'c> {
    /// The last version of each, wherever it is put.
    entities: HashMap<&'c str, &'c Entity>,
    /// The first of each key, wherever it is put.
    documents: HashMap<&'c str, &'c Document>,
    /// The newest version put so far.
    versions: HashMap<&'c str, &'c Entity>,
    claims: HashMap<Key, Claim>,
    /// What the claims so far are about.
    ties: HashSet<Tie>,
    /// Where a key is merged into another (or, split again, into none).
    merges: HashMap<Key, Option<Key>>,
    ended: HashSet<Key>,
    superseded: HashMap<Key, Key>,
}

impl Refusal {
    /// Of an entity or a relation that is not there.
    pub(super) fn missing(what: &str, key: &Key) -> Self {
        missing(what, key, "").at(0)
    }
}

struct Wrong {
    code: RefusalCode,
    field: String,
    message: String,
}

type Checking<T> = Result<T, Wrong>;

impl Wrong {
    fn new(code: RefusalCode, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, field: field.into(), message: message.into() }
    }

    fn at(self, change: usize) -> Refusal {
        Refusal { code: self.code, change, field: self.field, message: self.message }
    }
}

fn invalid(field: &str) -> impl Fn(Invalid) -> Wrong {
    move |Invalid(message)| Wrong::new(RefusalCode::Invalid, field, message)
}

impl<'c> Check<'_, 'c> {
    /// Entities and documents may be named anywhere in their transaction.
    fn declare(&mut self, changes: &'c [Change]) {
        for change in changes {
            match change {
                Change::PutEntity(entity) => drop(self.pending.entities.insert(entity.key.as_str(), entity)),
                Change::PutDocument(doc) => drop(self.pending.documents.entry(doc.key.as_str()).or_insert(doc)),
                _ => {}
            }
        }
    }

    fn change(&mut self, change: &'c Change) -> Checking<()> {
        match change {
            Change::PutEntity(entity) => self.put_entity(entity),
            Change::PutDocument(document) => self.put_document(document),
            Change::Assert(claim) => self.assert(claim),
            Change::Retract { claim, reason } => self.retract(claim, reason),
            Change::Merge { from, into, reason } => self.merge(from, into, reason),
            Change::Split { key, reason } => self.split(key, reason),
            Change::SamePerhaps { a, b, reason } | Change::NotSame { a, b, reason } => self.judge(change, a, b, reason),
            Change::StrikeText { document, reason } => {
                needs_reason(reason)?;
                self.document(document, "document")?;
                let struck = self.view.document_with_key(document.as_str()).and_then(|d| self.view.struck(d));
                self.take(change, document, struck.is_some())
            }
        }
    }

    /// Takes a change, or notes that it is there already.
    fn take(&mut self, change: &Change, key: &Key, already: bool) -> Checking<()> {
        if already {
            self.checked.already.push(key.clone());
        } else {
            self.checked.changes.push(change.clone());
        }
        Ok(())
    }

    fn put_entity(&mut self, entity: &'c Entity) -> Checking<()> {
        entity.validate().map_err(invalid(""))?;
        self.free_key(&entity.key, Kind::Entity)?;
        if let Some(broader) = &entity.broader {
            self.commodity(broader, "broader")?;
            self.no_circle(entity, broader)?;
        }
        for commodity in &entity.commodities {
            self.commodity(commodity, "commodities")?;
        }
        let before = self.pending.versions.insert(entity.key.as_str(), entity);
        let known = before.or_else(|| self.view.newest_of_key(entity.key.as_str()));
        if let Some(known) = known
            && known.kind != entity.kind
        {
            let message = format!(
                "`{}` is {} and cannot become {}\nhint: make a new entity and, if need be, merge",
                entity.key,
                known.kind.with_article(),
                entity.kind.with_article()
            );
            return Err(Wrong::new(RefusalCode::Invalid, "kind", message));
        }
        let already = known == Some(entity);
        self.take(&Change::PutEntity(entity.clone()), &entity.key, already)
    }

    fn put_document(&mut self, document: &'c Document) -> Checking<()> {
        document.validate().map_err(invalid(""))?;
        self.free_key(&document.key, Kind::Document)?;
        if let Some(publisher) = &document.publisher {
            self.actor(publisher, "publisher")?;
        }
        let place = self.view.document_with_key(document.key.as_str());
        let recorded = place.and_then(|d| self.view.document(d));
        let struck = place.is_some_and(|d| self.view.struck(d).is_some());
        // The first one in the transaction is the one that is declared, in place as well as in content.
        let first = self.pending.documents.get(document.key.as_str()).copied();
        let known = recorded.or(first.filter(|first| !std::ptr::eq(*first, document)));
        // Of a document whose text was struck out only the rest can be said again.
        let same = |known: &Document| {
            let bare = || Document { passages: Vec::new(), ..known.clone() };
            known == document || (struck && bare() == *document)
        };
        if known.is_some_and(|known| !same(known)) {
            return Err(taken(
                &document.key,
                "a document",
                "a new version is a new document: give it a key of its own",
            ));
        }
        self.take(&Change::PutDocument(document.clone()), &document.key, known.is_some())
    }
}

fn taken(key: &Key, of: &str, hint: &str) -> Wrong {
    let message = format!("the key `{key}` stands for {of} with other content\nhint: {hint}");
    Wrong::new(RefusalCode::KeyTaken, "key", message)
}

fn missing(what: &str, key: &Key, field: &str) -> Wrong {
    let message = format!("there is no {what} `{key}`\nhint: put it in the same transaction, or search for its key");
    Wrong::new(RefusalCode::NotFound, field, message)
}

fn needs_reason(reason: &str) -> Checking<()> {
    if reason.trim().is_empty() {
        return Err(Wrong::new(RefusalCode::Invalid, "reason", "a judgement needs a reason that is not empty"));
    }
    Ok(())
}
