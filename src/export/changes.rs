//! What a view holds, as changes that make it again in an empty store.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    graph::{ClaimIndex, ClaimView, DocumentIndex, View},
    ingest::ordered,
    model::{Change, Claim, Document, Key, Subject},
};

/// Which claims are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All, superseded and retracted ones too.
    All,
    /// Those that hold on the view's date, and what these refer to.
    Holding,
}

/// The changes that make what the view holds, each after those that it refers to. An empty store that takes them gives the
/// same answers for every date from now on; `knownAt`, transactions and sequence numbers are the new store's own.
///
/// What stands is written, not how it came to: of an entity the newest version, merges in force, of a pair the newest judgement. So
/// an import of the same changes writes nothing twice. Text and quotes that were struck out are left out. A document without
/// a date is given the day of its recording, since that is when it counts as published. Linear in the view.
pub fn changes(view: View<'_>, extent: Extent) -> Vec<Change> {
    let mut all = entities(view);
    all.extend(view.documents().filter_map(|index| document(view, index)).map(Change::PutDocument));
    let (claims, renamed) = claims(view, extent);
    let taken = claims.iter().filter_map(|claim| claim.key.clone()).collect();
    all.extend(claims.into_iter().map(|claim| Change::Assert(Box::new(claim))));
    all.extend(view.documents().filter_map(|index| {
        let document = view.document(index)?.key.clone();
        Some(Change::StrikeText { document, reason: view.struck(index)?.to_owned() })
    }));
    all.extend(judgements(view, &renamed, &taken));
    ordered(all, |change| change)
}

/// The newest version of every entity, merged ones too, in the order of making.
fn entities(view: View<'_>) -> Vec<Change> {
    let nodes: BTreeSet<_> = view.entities().flat_map(|node| view.class(node)).collect();
    let newest = nodes.into_iter().filter_map(|node| view.versions(node).pop());
    newest.map(|(_, entity)| Change::PutEntity(entity.clone())).collect()
}

fn document(view: View<'_>, index: DocumentIndex) -> Option<Document> {
    let mut document = view.document(index)?.clone();
    if view.struck(index).is_some() {
        document.passages.clear();
    }
    if document.published.is_none() && document.published_at.is_none() {
        document.published = view.publication(index)?.0.to_partial();
    }
    Some(document)
}

/// The claims, and the new keys of those whose key is made from a content of which something is left out.
fn claims(view: View<'_>, extent: Extent) -> (Vec<Claim>, HashMap<Key, Key>) {
    let chosen = match extent {
        Extent::All => view.claims().map(|claim| claim.index).collect(),
        Extent::Holding => holding(view),
    };
    let mut renamed = HashMap::new();
    let mut all = Vec::with_capacity(chosen.len());
    for claim in chosen.into_iter().filter_map(|index| view.claim(index)?.to_claim()) {
        all.push(renew(claim, &mut renamed));
    }
    (all, renamed)
}

/// Gives a claim whose key is that of its content the key of what is left of it. What it refers to was recorded before it.
fn renew(mut claim: Claim, renamed: &mut HashMap<Key, Key>) -> Claim {
    for reference in [&mut claim.supersedes, &mut claim.amends].into_iter().flatten() {
        if let Some(new) = renamed.get(reference) {
            *reference = new.clone();
        }
    }
    if let Some(old) = claim.key.clone().filter(Claim::is_content_key) {
        let new = claim.content_key();
        if new != old {
            renamed.insert(old, new.clone());
            claim.key = Some(new);
        }
    }
    claim
}

/// The claims that hold, and those that they supersede, amend or regard, in the order of recording.
fn holding(view: View<'_>) -> BTreeSet<ClaimIndex> {
    let first: HashMap<Key, ClaimIndex> =
        view.claims().rev().filter_map(|claim| Some((claim.to_claim()?.about.key(), claim.index))).collect();
    let mut open: Vec<ClaimIndex> = view.claims().filter(|claim| claim.holds()).map(|claim| claim.index).collect();
    let mut taken = BTreeSet::new();
    while let Some(index) = open.pop() {
        if taken.insert(index)
            && let Some(claim) = view.claim(index)
        {
            open.extend(claim.supersedes());
            open.extend(claim.amends());
            open.extend(regarding(claim).and_then(|relation| first.get(&relation)));
        }
    }
    taken
}

/// The key of the relation that an observation regards; where there is a claim about that, there is the relation.
fn regarding(claim: ClaimView<'_>) -> Option<Key> {
    match claim.to_claim()?.about {
        Subject::Observation(seen) => seen.regarding,
        Subject::Relation(_) => None,
    }
}

/// Retractions, merges in force, and the newest judgement of each pair, in the order of recording.
fn judgements(view: View<'_>, keys: &HashMap<Key, Key>, taken: &HashSet<Key>) -> Vec<Change> {
    let mut kept = Vec::new();
    let mut split = HashSet::new();
    let mut judged = HashSet::new();
    for (_, change) in view.judgements().into_iter().rev() {
        match change {
            Change::Retract { claim, reason } => {
                let claim = keys.get(&claim).cloned().unwrap_or(claim);
                if taken.contains(&claim) {
                    kept.push(Change::Retract { claim, reason });
                }
            }
            Change::Split { key, .. } => drop(split.insert(key)),
            // Between two merges of a key there is a split, so each undoes the one before it.
            Change::Merge { ref from, .. } => {
                if !split.remove(from) {
                    kept.push(change);
                }
            }
            Change::SamePerhaps { ref a, ref b, .. } | Change::NotSame { ref a, ref b, .. } => {
                if judged.insert(if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }) {
                    kept.push(change);
                }
            }
            Change::PutEntity(_) | Change::PutDocument(_) | Change::Assert(_) | Change::StrikeText { .. } => {}
        }
    }
    kept.reverse();
    kept
}
