//! The check before a transaction is recorded: what it lets in folds without failing. Pure; says what is wrong, where, and what to do.

use std::collections::{HashMap, HashSet};

use super::{claims::ClaimView, resolve::Found, view::View};
use crate::model::{
    Change, Claim, Document, Entity, EntityKind, Evidence, Invalid, Key, RelationKind, Subject, Tie, decode_subject_key,
};

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

struct Check<'g, 'c> {
    view: View<'g>,
    pending: Pending<'c>,
    checked: Checked,
}

/// What the transaction itself makes, seen by what comes after it.
#[derive(Default)]
struct Pending<'c> {
    entities: HashMap<&'c str, &'c Entity>,
    documents: HashMap<&'c str, &'c Document>,
    claims: HashMap<Key, Claim>,
    /// Where a key is merged into another (or, split again, into none).
    merges: HashMap<Key, Option<Key>>,
    ended: HashSet<Key>,
    superseded: HashMap<Key, Key>,
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
        let last = self.view.versions_of_key(entity.key.as_str()).pop();
        if let Some(known) = last
            && known.kind != entity.kind
        {
            let message = format!(
                "`{}` is a {} and cannot become a {}\nhint: make a new entity and, if need be, merge",
                entity.key, known.kind, entity.kind
            );
            return Err(Wrong::new(RefusalCode::Invalid, "kind", message));
        }
        // The last version of a key in a transaction counts for what names it; an earlier one with the same key is a version too.
        let repeated = self.checked.changes.iter().rev().find_map(|c| match c {
            Change::PutEntity(e) if e.key == entity.key => Some(e),
            _ => None,
        });
        let already = repeated.or(last) == Some(entity);
        self.take(&Change::PutEntity(entity.clone()), &entity.key, already)
    }

    fn put_document(&mut self, document: &'c Document) -> Checking<()> {
        document.validate().map_err(invalid(""))?;
        self.free_key(&document.key, Kind::Document)?;
        if let Some(publisher) = &document.publisher {
            self.actor(publisher, "publisher")?;
        }
        let recorded = self.view.document_with_key(document.key.as_str()).and_then(|d| self.view.document(d));
        let first = self.pending.documents.get(document.key.as_str()).copied();
        let repeated =
            self.checked.changes.iter().any(|c| matches!(c, Change::PutDocument(d) if d.key == document.key));
        let known = recorded.or(first.filter(|_| repeated));
        if known.is_some_and(|known| known != document) {
            return Err(taken(&document.key, "document", "a new version is a new document: give it a key of its own"));
        }
        self.take(&Change::PutDocument(document.clone()), &document.key, known.is_some())
    }

    fn assert(&mut self, claim: &Claim) -> Checking<()> {
        let mut claim = claim.clone();
        self.resolve_regarding(&mut claim)?;
        claim.validate().map_err(|wrong| self.shape(&claim, wrong))?;
        if claim.evidence.is_empty() {
            let message = "a claim needs at least one document\nhint: put the document in the same transaction, and name it in `evidence`";
            return Err(Wrong::new(RefusalCode::NoEvidence, "evidence", message));
        }
        for Evidence { document, .. } in &claim.evidence {
            self.document(document, "evidence.document")?;
        }
        match &claim.about {
            Subject::Relation(tie) => self.ends(tie)?,
            Subject::Observation(seen) => {
                self.entity(&seen.subject, "about.observation.subject")?;
                if let Some(commodity) = &seen.commodity {
                    self.commodity(commodity, "about.observation.commodity")?;
                }
                if claim.status.is_some() {
                    let message = "an observation has no `status`; say what was seen by a measure or by `text`";
                    return Err(Wrong::new(RefusalCode::Invalid, "status", message));
                }
            }
        }
        for person in &claim.said_by {
            self.actor(person, "saidBy")?;
        }
        self.details(&claim)?;
        let content = claim.content_key();
        let key = claim.key.get_or_insert_with(|| content.clone()).clone();
        if key != content {
            self.free_key(&key, Kind::Claim)?;
        }
        if let Some(known) = self.known_claim(&key) {
            if known != content {
                return Err(taken(
                    &key,
                    "claim",
                    "a claim is never changed: supersede or amend it by one with a key of its own",
                ));
            }
            return self.take(&Change::Assert(Box::new(claim)), &key, true);
        }
        self.successions(&key, &claim)?;
        self.pending.claims.insert(key.clone(), claim.clone());
        self.take(&Change::Assert(Box::new(claim)), &key, false)
    }

    /// Content key of a claim that is recorded, or made earlier in this transaction.
    fn known_claim(&self, key: &Key) -> Option<Key> {
        let pending = self.pending.claims.get(key).map(Claim::content_key);
        pending.or_else(|| self.view.claim_with_key(key.as_str())?.as_recorded().map(|c| c.content_key()))
    }

    /// `regarding` may be given as a claim's key: the relation that the claim is about is meant.
    fn resolve_regarding(&self, claim: &mut Claim) -> Checking<()> {
        let Subject::Observation(seen) = &mut claim.about else { return Ok(()) };
        let Some(key) = &seen.regarding else { return Ok(()) };
        let field = "about.observation.regarding";
        if let Some(Subject::Relation(tie)) = decode_subject_key(key.as_str()) {
            let recorded = self.view.relation_of(&tie).is_some();
            let pending = || self.pending.claims.values().any(|c| c.about == Subject::Relation(tie.clone()));
            return if recorded || pending() { Ok(()) } else { Err(missing("relation", key, field)) };
        }
        let about = match self.pending.claims.get(key) {
            Some(claim) => Some(claim.about.clone()),
            None => self.view.claim_with_key(key.as_str()).and_then(ClaimView::as_recorded).map(|c| c.about),
        };
        match about {
            Some(Subject::Relation(tie)) => seen.regarding = Some(tie.key()),
            Some(Subject::Observation(_)) => {
                let message = format!("the claim `{key}` is about an observation; `regarding` names a relation");
                return Err(Wrong::new(RefusalCode::Invalid, field, message));
            }
            None => return Err(missing("relation or claim", key, field)),
        }
        Ok(())
    }

    /// A wrong shape of a tie is a forbidden tie; of anything else it is invalid.
    fn shape(&self, claim: &Claim, Invalid(message): Invalid) -> Wrong {
        match &claim.about {
            Subject::Relation(tie) if tie.validate().is_err() => {
                Wrong::new(RefusalCode::ForbiddenTie, format!("about.{}", tie.kind.prefix()), message)
            }
            _ => Wrong::new(RefusalCode::Invalid, "", message),
        }
    }

    /// The ends that each kind of relation allows.
    fn ends(&self, tie: &Tie) -> Checking<()> {
        let at = |end: &str| format!("about.{}.{end}", tie.kind.prefix());
        let from = self.entity(&tie.from, &at("from"))?;
        let to = self.entity(&tie.to, &at("to"))?;
        let forbidden = |end: &str, key: &Key, kind: EntityKind, expected: &str| {
            let message = format!("`{end}` of a {} is {expected}; `{key}` is a {kind}", tie.kind);
            Err(Wrong::new(RefusalCode::ForbiddenTie, at(end), message))
        };
        if from == EntityKind::Commodity {
            return forbidden("from", &tie.from, from, "an actor or a place, never a COMMODITY");
        }
        let (fits, expected) = match tie.kind {
            RelationKind::Production | RelationKind::Consumption => (to == EntityKind::Commodity, "a COMMODITY"),
            RelationKind::Operation => {
                (matches!(to, EntityKind::Facility | EntityKind::Industry), "a FACILITY or an INDUSTRY")
            }
            RelationKind::Location => (to == EntityKind::Place, "a PLACE"),
            _ => (to != EntityKind::Commodity, "an actor or a place, never a COMMODITY"),
        };
        if !fits {
            return forbidden("to", &tie.to, to, expected);
        }
        let Some(commodity) = &tie.commodity else { return Ok(()) };
        if matches!(tie.kind, RelationKind::Production | RelationKind::Consumption) {
            let message = format!("a {} says its commodity by `to`; leave `commodity` out", tie.kind);
            return Err(Wrong::new(RefusalCode::ForbiddenTie, at("commodity"), message));
        }
        self.commodity(commodity, &at("commodity"))
    }

    fn details(&self, claim: &Claim) -> Checking<()> {
        if let Some(facility) = &claim.details.facility {
            let kind = self.entity(facility, "about.contract.facility")?;
            if kind != EntityKind::Facility {
                let message = format!("a contract's `facility` is a FACILITY; `{facility}` is a {kind}");
                return Err(Wrong::new(RefusalCode::Invalid, "about.contract.facility", message));
            }
        }
        match &claim.details.addressee {
            Some(addressee) => self.actor(addressee, "about.restriction.addressee"),
            None => Ok(()),
        }
    }

    /// Whom a claim supersedes, and whose terms it amends.
    fn successions(&mut self, key: &Key, claim: &Claim) -> Checking<()> {
        if let Some(old) = &claim.supersedes {
            self.claim_subject(old, "supersedes")?;
            let recorded = self.view.claim_with_key(old.as_str()).and_then(ClaimView::superseded_by);
            let by = self.pending.superseded.get(old).map(ToString::to_string);
            let by = by.or_else(|| Some(self.view.claim(recorded?)?.key()));
            if let Some(by) = by {
                let message = format!("the claim `{old}` is superseded by `{by}` already\nhint: supersede `{by}`");
                return Err(Wrong::new(RefusalCode::Invalid, "supersedes", message));
            }
            self.pending.superseded.insert(old.clone(), key.clone());
        }
        if let Some(old) = &claim.amends {
            let subject = self.claim_subject(old, "amends")?;
            if subject != claim.about {
                let message = format!(
                    "a claim amends one about the same relation; `{old}` is about `{}`, this one about `{}`",
                    subject.key(),
                    claim.about.key()
                );
                return Err(Wrong::new(RefusalCode::Invalid, "amends", message));
            }
        }
        Ok(())
    }

    fn retract(&mut self, key: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        self.claim_subject(key, "claim")?;
        let recorded = self.view.claim_with_key(key.as_str());
        let already = recorded.is_some_and(|c| c.retraction().is_some()) || !self.pending.ended.insert(key.clone());
        let change = Change::Retract { claim: key.clone(), reason: reason.to_owned() };
        self.take(&change, key, already)
    }

    fn merge(&mut self, from: &Key, into: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        let (kind, other) = (self.entity(from, "from")?, self.entity(into, "into")?);
        let refuse = |message: String| Err(Wrong::new(RefusalCode::Invalid, "into", message));
        if from == into {
            return refuse(format!(
                "`{from}` cannot be merged into itself\nhint: name the entity that survives in `into`"
            ));
        }
        if self.merged_into(from).as_ref() == Some(into) {
            let change = Change::Merge { from: from.clone(), into: into.clone(), reason: reason.to_owned() };
            return self.take(&change, from, true);
        }
        if let Some(survivor) = self.merged_into(from) {
            return refuse(format!("`{from}` is merged into `{survivor}` already\nhint: split `{from}` first"));
        }
        if self.survivor(into) == *from {
            return refuse(format!(
                "`{into}` is merged into `{from}`, so `{from}` cannot be merged into it\nhint: split `{into}` first"
            ));
        }
        if kind != other {
            return refuse(format!("a {kind} cannot be merged into a {other}"));
        }
        self.pending.merges.insert(from.clone(), Some(into.clone()));
        let change = Change::Merge { from: from.clone(), into: into.clone(), reason: reason.to_owned() };
        self.take(&change, from, false)
    }

    fn split(&mut self, key: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        self.entity(key, "key")?;
        if self.merged_into(key).is_none() {
            let message = format!("`{key}` is not merged into another entity, so there is nothing to split");
            return Err(Wrong::new(RefusalCode::Invalid, "key", message));
        }
        self.pending.merges.insert(key.clone(), None);
        self.take(&Change::Split { key: key.clone(), reason: reason.to_owned() }, key, false)
    }

    fn judge(&mut self, change: &Change, a: &Key, b: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        self.entity(a, "a")?;
        self.entity(b, "b")?;
        if a == b {
            let message = format!("`{a}` is the same as itself; expected two entities");
            return Err(Wrong::new(RefusalCode::Invalid, "b", message));
        }
        let already =
            self.view.judged(a.as_str(), b.as_str()) == Some((matches!(change, Change::SamePerhaps { .. }), reason));
        self.take(change, a, already)
    }

    /// What a key is merged into, straight.
    fn merged_into(&self, key: &Key) -> Option<Key> {
        match self.pending.merges.get(key) {
            Some(into) => into.clone(),
            None => self.view.merged_into(key.as_str()).cloned(),
        }
    }

    fn survivor(&self, key: &Key) -> Key {
        let mut survivor = key.clone();
        while let Some(into) = self.merged_into(&survivor) {
            survivor = into;
        }
        survivor
    }

    fn entity(&self, key: &Key, field: &str) -> Checking<EntityKind> {
        if let Some(entity) = self.pending.entities.get(key.as_str()) {
            return Ok(entity.kind);
        }
        let known = self.view.versions_of_key(key.as_str()).pop();
        known.map(|entity| entity.kind).ok_or_else(|| missing("entity", key, field))
    }

    fn commodity(&self, key: &Key, field: &str) -> Checking<()> {
        match self.entity(key, field)? {
            EntityKind::Commodity => Ok(()),
            kind => Err(Wrong::new(RefusalCode::Invalid, field, format!("expected a COMMODITY; `{key}` is a {kind}"))),
        }
    }

    fn actor(&self, key: &Key, field: &str) -> Checking<()> {
        match self.entity(key, field)? {
            EntityKind::Commodity => {
                Err(Wrong::new(RefusalCode::Invalid, field, format!("expected an actor; `{key}` is a COMMODITY")))
            }
            _ => Ok(()),
        }
    }

    fn document(&self, key: &Key, field: &str) -> Checking<()> {
        let pending = self.pending.documents.contains_key(key.as_str());
        if pending || self.view.document_with_key(key.as_str()).is_some() {
            return Ok(());
        }
        Err(missing("document", key, field))
    }

    /// What a claim that is recorded, or made earlier in this transaction, is about.
    fn claim_subject(&self, key: &Key, field: &str) -> Checking<Subject> {
        if let Some(claim) = self.pending.claims.get(key) {
            return Ok(claim.about.clone());
        }
        let recorded = self.view.claim_with_key(key.as_str()).and_then(ClaimView::as_recorded);
        recorded.map(|claim| claim.about).ok_or_else(|| missing("claim", key, field))
    }

    fn no_circle(&self, entity: &Entity, broader: &Key) -> Checking<()> {
        let mut next = Some(broader.clone());
        let mut steps = 0;
        while let Some(key) = next {
            steps += 1;
            if key == entity.key || steps > 60 {
                let message = format!("`{}` would be wider than itself by way of `{broader}`", entity.key);
                return Err(Wrong::new(RefusalCode::Invalid, "broader", message));
            }
            next = match self.pending.entities.get(key.as_str()) {
                Some(entity) => entity.broader.clone(),
                None => self.view.versions_of_key(key.as_str()).pop().and_then(|e| e.broader.clone()),
            };
        }
        Ok(())
    }

    /// A key stands for one thing only, over entities, documents, claims, relations and observations.
    fn free_key(&self, key: &Key, kind: Kind) -> Checking<()> {
        if Claim::is_kept_key(key) {
            let message = format!(
                "keys such as `{key}` are kept for what is derived\nhint: choose one that does not begin with a kind and a dot"
            );
            return Err(Wrong::new(RefusalCode::Invalid, "key", message));
        }
        let found = match self.view.find(key.as_str()) {
            Some(Found::Entity(_)) => Some(Kind::Entity),
            Some(Found::Document(_)) => Some(Kind::Document),
            Some(Found::Claim(_)) => Some(Kind::Claim),
            _ => None,
        };
        let pending = [
            (self.pending.entities.contains_key(key.as_str()), Kind::Entity),
            (self.pending.documents.contains_key(key.as_str()), Kind::Document),
            (self.pending.claims.contains_key(key), Kind::Claim),
        ];
        let mut others = found.into_iter().chain(pending.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind));
        match others.find(|other| *other != kind) {
            Some(other) => Err(taken(key, other.word(), "choose another key")),
            None => Ok(()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Entity,
    Document,
    Claim,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Document => "document",
            Self::Claim => "claim",
        }
    }
}

fn taken(key: &Key, of: &str, hint: &str) -> Wrong {
    let message = format!("the key `{key}` stands for a {of} with other content\nhint: {hint}");
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
