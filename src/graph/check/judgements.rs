//! The check of a judgement: retractions, merges, splits, pairs.

use super::{Check, Checking, RefusalCode, Wrong, needs_reason};
use crate::model::{Change, Key};

impl Check<'_, '_> {
    pub(super) fn retract(&mut self, key: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        self.claim_subject(key, "claim")?;
        let recorded = self.view.claim_with_key(key.as_str());
        let already = recorded.is_some_and(|c| c.retraction().is_some()) || !self.pending.ended.insert(key.clone());
        let change = Change::Retract { claim: key.clone(), reason: reason.to_owned() };
        self.take(&change, key, already)
    }

    pub(super) fn merge(&mut self, from: &Key, into: &Key, reason: &str) -> Checking<()> {
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
            return refuse(format!("{} cannot be merged into {}", kind.with_article(), other.with_article()));
        }
        self.pending.merges.insert(from.clone(), Some(into.clone()));
        let change = Change::Merge { from: from.clone(), into: into.clone(), reason: reason.to_owned() };
        self.take(&change, from, false)
    }

    pub(super) fn split(&mut self, key: &Key, reason: &str) -> Checking<()> {
        needs_reason(reason)?;
        self.entity(key, "key")?;
        if self.merged_into(key).is_none() {
            let message = format!("`{key}` is not merged into another entity, so there is nothing to split");
            return Err(Wrong::new(RefusalCode::Invalid, "key", message));
        }
        self.pending.merges.insert(key.clone(), None);
        self.take(&Change::Split { key: key.clone(), reason: reason.to_owned() }, key, false)
    }

    pub(super) fn judge(&mut self, change: &Change, a: &Key, b: &Key, reason: &str) -> Checking<()> {
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
    pub(super) fn merged_into(&self, key: &Key) -> Option<Key> {
        match self.pending.merges.get(key) {
            Some(into) => into.clone(),
            None => self.view.merged_into(key.as_str()).cloned(),
        }
    }

    pub(super) fn survivor(&self, key: &Key) -> Key {
        let mut survivor = key.clone();
        while let Some(into) = self.merged_into(&survivor) {
            survivor = into;
        }
        survivor
    }
}
