//! Transactions whose content follows from their key, so that whoever reads one knows what must be in it.

use lodegraph::{
    model::{Change, Claim, ClaimMode, Document, Entity, EntityKind, Key, Passage, RelationKind, Subject, Tie},
    store::Transaction,
};

/// The key of the transaction that all others need.
pub const COUNTRIES: &str = "countries";

/// Numbers that look random and follow from a seed (splitmix64).
pub struct Numbers(pub u64);

impl Numbers {
    /// The next one, below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (n ^ (n >> 31)) % end
    }
}

/// The transaction with this key.
pub fn transaction(key: &str) -> Transaction {
    Transaction { changes: changes(key), key: Some(key.to_owned()), ..Transaction::default() }
}

/// What the transaction with this key does: mostly a little, now and then so much that it takes many pieces.
pub fn changes(key: &str) -> Vec<Change> {
    let key_of = |text: &str| Key::new(text).unwrap();
    if key == COUNTRIES {
        let country = |key, name| Change::PutEntity(Entity::new(key_of(key), EntityKind::Place, name));
        return vec![country("china", "China"), country("us", "United States")];
    }
    let mut numbers = Numbers(u64::from_le_bytes(blake3::hash(key.as_bytes()).as_bytes()[..8].try_into().unwrap()));
    let bytes = match numbers.below(20) {
        0 => 200_000,
        1..=5 => 20_000,
        _ => 200,
    };
    let length = numbers.below(bytes);
    let text = (0..length).map(|_| char::from(b'a' + u8::try_from(numbers.below(26)).unwrap())).collect();
    let source = key_of(&format!("source.{key}"));
    let document = Document {
        passages: vec![Passage { heading: None, locator: Some("[1]".to_owned()), text }],
        ..Document::new(source.clone(), key)
    };
    let tie = Tie::new(RelationKind::Export, key_of("china"), key_of("us"));
    let claim = Claim {
        key: Some(key_of(&format!("said.{key}"))),
        ..Claim::new(Subject::Relation(tie), ClaimMode::Reported, source)
    };
    vec![Change::PutDocument(document), Change::Assert(Box::new(claim))]
}
