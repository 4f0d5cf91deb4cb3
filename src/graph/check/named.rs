//! What a transaction names: is it there, is it of the kind that is wanted, is the key free?

use super::{Check, Checking, RefusalCode, Wrong, missing, taken};
use crate::{
    graph::{claims::ClaimView, resolve::Found},
    model::{Claim, Entity, EntityKind, Key, Subject},
};

impl Check<'_, '_> {
    pub(super) fn entity(&self, key: &Key, field: &str) -> Checking<EntityKind> {
        if let Some(entity) = self.pending.entities.get(key.as_str()) {
            return Ok(entity.kind);
        }
        let known = self.view.newest_of_key(key.as_str());
        known.map(|entity| entity.kind).ok_or_else(|| missing("entity", key, field))
    }

    pub(super) fn commodity(&self, key: &Key, field: &str) -> Checking<()> {
        match self.entity(key, field)? {
            EntityKind::Commodity => Ok(()),
            kind => Err(Wrong::new(
                RefusalCode::Invalid,
                field,
                format!("expected a COMMODITY; `{key}` is {}", kind.with_article()),
            )),
        }
    }

    pub(super) fn actor(&self, key: &Key, field: &str) -> Checking<()> {
        match self.entity(key, field)? {
            EntityKind::Commodity => {
                Err(Wrong::new(RefusalCode::Invalid, field, format!("expected an actor; `{key}` is a COMMODITY")))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn document(&self, key: &Key, field: &str) -> Checking<()> {
        let pending = self.pending.documents.contains_key(key.as_str());
        if pending || self.view.document_with_key(key.as_str()).is_some() {
            return Ok(());
        }
        Err(missing("document", key, field))
    }

    /// What a claim that is recorded, or made earlier in this transaction, is about.
    pub(super) fn claim_subject(&self, key: &Key, field: &str) -> Checking<Subject> {
        if let Some(claim) = self.pending.claims.get(key) {
            return Ok(claim.about.clone());
        }
        let recorded = self.view.claim_with_key(key.as_str()).and_then(ClaimView::as_recorded);
        recorded.map(|claim| claim.about).ok_or_else(|| missing("claim", key, field))
    }

    pub(super) fn no_circle(&self, entity: &Entity, broader: &Key) -> Checking<()> {
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
                None => self.view.newest_of_key(key.as_str()).and_then(|e| e.broader.clone()),
            };
        }
        Ok(())
    }

    /// A key stands for one thing only, over entities, documents, claims, relations and observations.
    pub(super) fn free_key(&self, key: &Key, kind: Kind) -> Checking<()> {
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

/// What has a key of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Entity,
    Document,
    Claim,
}

impl Kind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Document => "a document",
            Self::Claim => "a claim",
        }
    }
}
