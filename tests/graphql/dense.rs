//! A graph in which a search has no end to speak of. Shared with the tests over HTTP.

use std::sync::Arc;

use lodegraph::{
    journal::MemoryJournal,
    model::{
        Change, Claim, ClaimMode, Document, Entity, EntityKind, Key, PartialDate, RelationKind, Status, Subject, Tie,
    },
    store::{Store, Transaction},
};

/// Takes far longer than anybody waits here, unless it is told to stop.
pub const LONG: &str =
    r#"{ paths(from: "p0", to: "p1", maxHops: 12, first: 1) { totalCount search { complete reachedBound } } }"#;

/// So many places, each of which exports to all others.
pub fn dense(places: usize) -> Arc<Store> {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    let key = |n: usize| Key::new(&format!("p{n}")).unwrap();
    let commit = |changes| drop(store.commit(Transaction { changes, ..Transaction::default() }).unwrap());
    let document = Change::PutDocument(Document::new(Key::new("doc").unwrap(), "A document"));
    let entities = (0..places).map(|n| Change::PutEntity(Entity::new(key(n), EntityKind::Place, &format!("p{n}"))));
    commit(std::iter::once(document).chain(entities).collect());
    for from in 0..places {
        let tie = |to| {
            let about = Subject::Relation(Tie::new(RelationKind::Export, key(from), key(to)));
            let claim = Claim::new(about, ClaimMode::Official, Key::new("doc").unwrap());
            let valid_from = "2020".parse::<PartialDate>().ok();
            Change::Assert(Box::new(Claim { status: Some(Status::Active), valid_from, ..claim }))
        };
        commit((0..places).filter(|to| *to != from).map(tie).collect());
    }
    Arc::new(store)
}
