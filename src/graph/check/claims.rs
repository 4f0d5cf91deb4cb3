//! The check of a claim: what it names, the ends that its kind of relation allows, whom it succeeds.

use super::{Check, Checking, RefusalCode, Wrong, missing, named::Kind, taken};
use crate::{
    graph::claims::ClaimView,
    model::{Change, Claim, EntityKind, Evidence, Invalid, Key, RelationKind, Subject, Tie, decode_subject_key},
};

impl Check<'_, '_> {
    pub(super) fn assert(&mut self, claim: &Claim) -> Checking<()> {
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
                    "a claim",
                    "a claim is never changed: supersede or amend it by one with a key of its own",
                ));
            }
            return self.take(&Change::Assert(Box::new(claim)), &key, true);
        }
        self.successions(&key, &claim)?;
        if let Subject::Relation(tie) = &claim.about {
            self.pending.ties.insert(tie.clone());
        }
        self.pending.claims.insert(key.clone(), claim.clone());
        self.take(&Change::Assert(Box::new(claim)), &key, false)
    }

    /// Content key of a claim that is recorded, or made earlier in this transaction.
    pub(super) fn known_claim(&self, key: &Key) -> Option<Key> {
        let pending = self.pending.claims.get(key).map(Claim::content_key);
        pending.or_else(|| self.view.claim_with_key(key.as_str())?.as_recorded().map(|c| c.content_key()))
    }

    /// `regarding` may be given as a claim's key: the relation that the claim is about is meant.
    pub(super) fn resolve_regarding(&self, claim: &mut Claim) -> Checking<()> {
        let Subject::Observation(seen) = &mut claim.about else { return Ok(()) };
        let Some(key) = &seen.regarding else { return Ok(()) };
        let field = "about.observation.regarding";
        if let Some(Subject::Relation(tie)) = decode_subject_key(key.as_str()) {
            let recorded = self.view.relation_of(&tie).is_some();
            return if recorded || self.pending.ties.contains(&tie) {
                Ok(())
            } else {
                Err(missing("relation", key, field))
            };
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
    pub(super) fn shape(&self, claim: &Claim, Invalid(message): Invalid) -> Wrong {
        match &claim.about {
            Subject::Relation(tie) if tie.validate().is_err() => {
                Wrong::new(RefusalCode::ForbiddenTie, format!("about.{}", tie.kind.prefix()), message)
            }
            _ => Wrong::new(RefusalCode::Invalid, "", message),
        }
    }

    /// The ends that each kind of relation allows.
    pub(super) fn ends(&self, tie: &Tie) -> Checking<()> {
        let at = |end: &str| format!("about.{}.{end}", tie.kind.prefix());
        let from = self.entity(&tie.from, &at("from"))?;
        let to = self.entity(&tie.to, &at("to"))?;
        let forbidden = |end: &str, key: &Key, kind: EntityKind, expected: &str| {
            let message =
                format!("`{end}` of {} is {expected}; `{key}` is {}", tie.kind.with_article(), kind.with_article());
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
            let message = format!("{} says its commodity by `to`; leave `commodity` out", tie.kind.with_article());
            return Err(Wrong::new(RefusalCode::ForbiddenTie, at("commodity"), message));
        }
        self.commodity(commodity, &at("commodity"))
    }

    pub(super) fn details(&self, claim: &Claim) -> Checking<()> {
        if let Some(facility) = &claim.details.facility {
            let kind = self.entity(facility, "about.contract.facility")?;
            if kind != EntityKind::Facility {
                let message = format!("a contract's `facility` is a FACILITY; `{facility}` is {}", kind.with_article());
                return Err(Wrong::new(RefusalCode::Invalid, "about.contract.facility", message));
            }
        }
        match &claim.details.addressee {
            Some(addressee) => self.actor(addressee, "about.restriction.addressee"),
            None => Ok(()),
        }
    }

    /// Whom a claim supersedes, and whose terms it amends.
    pub(super) fn successions(&mut self, key: &Key, claim: &Claim) -> Checking<()> {
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
}
