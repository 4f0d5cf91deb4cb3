//! Which keys a transaction names and which it writes, so that transactions checked apart can be recorded together.

use std::collections::HashSet;

use super::commit::Prepared;
use crate::model::{Change, Claim, Key, Subject};

/// Rules that span many entities: two transactions that touch one of them are never recorded in one group.
const MERGES: &str = " merges";
const BROADER: &str = " broader";

/// What transactions name and write.
#[derive(Default)]
pub(super) struct Footprint {
    named: HashSet<String>,
    written: HashSet<String>,
}

impl Footprint {
    /// Of one checked transaction.
    pub(super) fn of(prepared: &Prepared) -> Self {
        let mut footprint = Self::default();
        for key in &prepared.already {
            footprint.name(key);
        }
        prepared.changes.iter().for_each(|change| footprint.change(change));
        footprint
    }

    /// Whether the check of one may depend on the other.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        let meets = |written: &HashSet<String>, named: &HashSet<String>| written.iter().any(|key| named.contains(key));
        meets(&self.written, &other.named) || meets(&other.written, &self.named)
    }

    /// Adds another's.
    pub(super) fn add(&mut self, other: Self) {
        self.named.extend(other.named);
        self.written.extend(other.written);
    }

    fn name(&mut self, key: &Key) {
        self.named.insert(key.as_str().to_owned());
    }

    fn names<'k>(&mut self, keys: impl IntoIterator<Item = &'k Key>) {
        keys.into_iter().for_each(|key| self.name(key));
    }

    fn write(&mut self, key: &str) {
        self.named.insert(key.to_owned());
        self.written.insert(key.to_owned());
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::PutEntity(entity) => {
                self.write(entity.key.as_str());
                self.names(entity.broader.iter().chain(&entity.commodities));
                if entity.broader.is_some() {
                    self.write(BROADER);
                }
            }
            Change::PutDocument(document) => {
                self.write(document.key.as_str());
                self.names(&document.publisher);
            }
            Change::Assert(claim) => self.claim(claim),
            Change::Retract { claim, .. } => self.write(claim.as_str()),
            Change::Merge { from, into, .. } => {
                self.names([from, into]);
                self.write(MERGES);
            }
            Change::Split { key, .. } => {
                self.name(key);
                self.write(MERGES);
            }
            Change::SamePerhaps { a, b, .. } | Change::NotSame { a, b, .. } => {
                self.write(a.as_str());
                self.write(b.as_str());
            }
            Change::StrikeText { document, .. } => self.write(document.as_str()),
        }
    }

    fn claim(&mut self, claim: &Claim) {
        claim.key.iter().for_each(|key| self.write(key.as_str()));
        // Two claims that supersede the same one clash.
        claim.supersedes.iter().for_each(|key| self.write(key.as_str()));
        self.names(&claim.amends);
        self.names(&claim.said_by);
        self.names(claim.evidence.iter().map(|e| &e.document));
        self.names(claim.details.facility.iter().chain(&claim.details.addressee));
        match &claim.about {
            Subject::Relation(tie) => self.names([&tie.from, &tie.to].into_iter().chain(&tie.commodity)),
            // A relation that it speaks of is there for good, so nothing can come between.
            Subject::Observation(seen) => self.names(std::iter::once(&seen.subject).chain(&seen.commodity)),
        }
    }
}
