//! Transactions whose content follows from their key, so that whoever reads one knows what must be in it.

use lodegraph::model::{Change, Claim, ClaimMode, Document, Key, Passage, RelationKind, Subject, Tie};

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

/// What the transaction with this key does: mostly a little, now and then so much that it takes many pieces.
pub fn changes(key: &str) -> Vec<Change> {
    let mut numbers = Numbers(u64::from_le_bytes(blake3::hash(key.as_bytes()).as_bytes()[..8].try_into().unwrap()));
    let bytes = match numbers.below(20) {
        0 => 200_000,
        1..=5 => 20_000,
        _ => 200,
    };
    let length = numbers.below(bytes);
    let text = (0..length).map(|_| char::from(b'a' + u8::try_from(numbers.below(26)).unwrap())).collect();
    let source = Key::new(&format!("source.{key}")).unwrap();
    let tie = Tie::new(RelationKind::Export, Key::new("china").unwrap(), Key::new("us").unwrap());
    let document = Document {
        passages: vec![Passage { heading: None, locator: Some("[1]".to_owned()), text }],
        ..Document::new(source.clone(), key)
    };
    let claim = Claim::new(Subject::Relation(tie), ClaimMode::Reported, source);
    vec![Change::PutDocument(document), Change::Assert(Box::new(claim))]
}
