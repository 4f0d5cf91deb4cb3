//! The order in which changes can be written: each refers only to what stands before it.

use std::collections::HashMap;

use super::{Batch, Placed};
use crate::model::{Change, Key, Subject};

/// The changes of several files in one order, each with the index of its batch; a file may refer to a later one.
///
/// Entities come first, then documents, claims and judgements; among these what is referred to comes first, else they keep
/// their order.
pub fn together(batches: Vec<Batch>) -> Vec<(usize, Placed)> {
    let all = batches.into_iter().enumerate().flat_map(|(i, batch)| batch.changes.into_iter().map(move |p| (i, p)));
    ordered(all.collect(), |(_, placed)| &placed.change)
}

/// The items in the order of [`together`]. A circle of references is left as it stands: it is the graph's to refuse.
pub(crate) fn ordered<T>(items: Vec<T>, change: impl Fn(&T) -> &Change) -> Vec<T> {
    let mut starts: Vec<usize> = (0..items.len()).collect();
    let rank_of = |i: &usize| items.get(*i).map(|item| rank(change(item)));
    starts.sort_by_key(rank_of);
    let mut made: HashMap<Key, usize> = HashMap::new();
    for (i, item) in items.iter().enumerate() {
        for key in makes(change(item)) {
            made.entry(key).or_insert(i);
        }
    }
    let needed = |i: usize| -> Vec<usize> {
        let keys = items.get(i).map(|item| needs(change(item))).unwrap_or_default();
        keys.iter().filter_map(|key| made.get(*key).copied()).filter(|j| rank_of(j) == rank_of(&i)).collect()
    };
    let mut seen = vec![false; items.len()];
    let mut order = Vec::with_capacity(items.len());
    for start in starts {
        visit(start, &needed, &mut seen, &mut order);
    }
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| items.get_mut(i).and_then(Option::take)).collect()
}

/// Depth first without recursion, since a chain of references may be as long as the file.
fn visit(start: usize, needed: &impl Fn(usize) -> Vec<usize>, seen: &mut [bool], order: &mut Vec<usize>) {
    let mut enter = |i: usize| seen.get_mut(i).is_some_and(|s| !std::mem::replace(s, true));
    if !enter(start) {
        return;
    }
    let mut path = vec![(start, needed(start).into_iter())];
    while let Some((i, rest)) = path.last_mut() {
        match rest.next() {
            Some(j) if enter(j) => path.push((j, needed(j).into_iter())),
            Some(_) => {}
            None => {
                order.push(*i);
                path.pop();
            }
        }
    }
}

fn rank(change: &Change) -> u8 {
    match change {
        Change::PutEntity(_) => 0,
        Change::PutDocument(_) => 1,
        Change::Assert(_) => 2,
        _ => 3,
    }
}

/// What others may refer to once the change is written.
fn makes(change: &Change) -> Vec<Key> {
    match change {
        Change::PutEntity(entity) => vec![entity.key.clone()],
        Change::Assert(claim) => claim.key.clone().into_iter().chain([claim.about.key()]).collect(),
        _ => Vec::new(),
    }
}

/// What the change refers to among its like.
fn needs(change: &Change) -> Vec<&Key> {
    match change {
        Change::PutEntity(entity) => entity.broader.iter().chain(&entity.commodities).collect(),
        Change::Assert(claim) => {
            let regarding = match &claim.about {
                Subject::Observation(seen) => seen.regarding.as_ref(),
                Subject::Relation(_) => None,
            };
            claim.supersedes.iter().chain(&claim.amends).chain(regarding).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, ClaimMode, Document, Entity, EntityKind, Metric, Observed, RelationKind, Tie};

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    fn commodity(name: &str, broader: Option<&str>) -> Change {
        let entity = Entity::new(key(name), EntityKind::Commodity, name);
        Change::PutEntity(Entity { broader: broader.map(key), ..entity })
    }

    fn claim(name: &str, about: Subject, change: impl FnOnce(&mut Claim)) -> Change {
        let mut claim = Claim::new(about, ClaimMode::Reported, key("d"));
        claim.key = Some(key(name));
        change(&mut claim);
        Change::Assert(Box::new(claim))
    }

    fn tie() -> Tie {
        Tie::new(RelationKind::Export, key("a"), key("b"))
    }

    fn names(changes: &[Change]) -> Vec<String> {
        let name = |c: &Change| match c {
            Change::PutEntity(e) => e.key.to_string(),
            Change::PutDocument(d) => d.key.to_string(),
            Change::Assert(c) => c.key.clone().unwrap().to_string(),
            Change::Retract { claim, .. } => format!("no {claim}"),
            _ => "other".to_owned(),
        };
        changes.iter().map(name).collect()
    }

    #[test]
    fn what_is_referred_to_comes_first_and_the_rest_keeps_its_order() {
        let about_tie = || Subject::Relation(tie());
        let seen = Observed { regarding: Some(tie().key()), ..Observed::new(key("a"), Metric::Other) };
        let changes = vec![
            Change::Retract { claim: key("c1"), reason: "r".to_owned() },
            claim("c3", Subject::Observation(seen), |_| {}),
            claim("c2", about_tie(), |c| c.amends = Some(key("c1"))),
            claim("c1", about_tie(), |_| {}),
            Change::PutDocument(Document::new(key("d"), "D")),
            commodity("heavy", Some("ores")),
            commodity("zinc", None),
            commodity("ores", Some("all")),
            commodity("all", None),
        ];
        let ordered = ordered(changes, |c| c);
        assert_eq!(names(&ordered), ["all", "ores", "heavy", "zinc", "d", "c1", "c2", "c3", "no c1"]);
    }

    #[test]
    fn a_circle_is_passed_on_whole() {
        let changes = vec![commodity("a", Some("b")), commodity("b", Some("a")), commodity("c", Some("c"))];
        assert_eq!(names(&ordered(changes, |c| c)), ["b", "a", "c"]);
    }

    #[test]
    fn a_long_chain_is_turned_round() {
        let last = 50_000;
        let changes: Vec<_> = (0..last)
            .map(|i| commodity(&i.to_string(), (i + 1 < last).then(|| (i + 1).to_string()).as_deref()))
            .collect();
        assert_eq!(names(&ordered(changes, |c| c)).first().map(String::as_str), Some("49999"));
    }

    #[test]
    fn a_file_may_refer_to_a_later_one() {
        let batch = |change| Batch { changes: vec![Placed { change, line: 7, column: 1 }], ..Batch::default() };
        let all = together(vec![batch(commodity("heavy", Some("ores"))), batch(commodity("ores", None))]);
        assert_eq!(all.iter().map(|(i, _)| *i).collect::<Vec<_>>(), [1, 0]);
    }
}
