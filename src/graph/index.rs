//! From a hash to the places in a table: an index that one writer adds to while readers look things up, without locks.
use super::sync::{
    AtomicU64, OnceLock, Ordering,
    size::{TABLE_BITS, TABLES},
};

/// Ids by hash. Tables double in size and never move: when the newest is three quarters full the next is begun.
/// It keeps a fingerprint of 32 bits and not the key, so the caller compares keys. A lookup may meet an id that
/// was inserted after the sequence number that the caller reads at: to pass it over is the caller's part.
#[derive(Debug)]
pub struct Index {
    /// Each slot: the hash's upper 32 bits, then id + 1; 0 is empty.
    tables: [OnceLock<Box<[AtomicU64]>>; TABLES],
    first_bits: u32,
    /// The table that is being filled.
    newest: AtomicU64,
    /// Entries in it; the writer's own.
    filled: AtomicU64,
}

/// What a slot keeps of a hash.
const FINGERPRINT: u64 = !(u32::MAX as u64);

impl Default for Index {
    fn default() -> Self {
        Self::new()
    }
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// An empty index that takes `n` entries in its first table.
    #[must_use]
    pub fn with_capacity(n: usize) -> Self {
        let slots = n.saturating_mul(4).div_ceil(3);
        let first_bits = slots.next_power_of_two().ilog2().max(TABLE_BITS);
        let tables = std::array::from_fn(|_| OnceLock::default());
        let (newest, filled) = (AtomicU64::new(0), AtomicU64::new(0));
        let index = Self { tables, first_bits, newest, filled };
        index.begin(0);
        index
    }

    /// Adds an id, less than `u32::MAX`, under a hash. A hash may have any number of ids, but each makes the next of the same
    /// hash dearer: meant for a few. For the one writer only.
    pub fn insert(&self, hash: u64, id: u32) {
        let mut newest = self.newest.load(Ordering::Relaxed);
        let mut filled = self.filled.load(Ordering::Relaxed);
        let full = self.table(newest).is_none_or(|table| 4 * (filled + 1) > 3 * table.len() as u64);
        if full {
            (newest, filled) = (newest + 1, 0);
            self.begin(newest);
            self.newest.store(newest, Ordering::Release);
        }
        let Some(table) = self.table(newest) else {
            return;
        };
        if let Some(slot) = probe(table, hash).find(|slot| slot.load(Ordering::Relaxed) == 0) {
            slot.store(hash & FINGERPRINT | (u64::from(id) + 1), Ordering::Release);
            self.filled.store(filled + 1, Ordering::Relaxed);
        }
    }

    /// Makes one table of all that there are, so that a look-up takes one step. For a time when nobody reads: linear in what the
    /// index holds, and constant for each of its entries when it is done whenever a table has been begun.
    pub fn join(&mut self) {
        let newest = self.newest.load(Ordering::Relaxed);
        if newest == 0 {
            return;
        }
        let tables = (0..=newest).filter_map(|table| self.table(table));
        let words = tables.flatten().map(|slot| slot.load(Ordering::Relaxed)).filter(|&word| word != 0);
        let joined = Self::with_capacity(words.clone().count());
        words.for_each(|word| joined.insert(word, id(word)));
        *self = joined;
    }

    /// The id under a hash for which `is` says so, the newest table first. About one step a table for what is
    /// not there; `is` is asked only where 32 bits of the hash agree.
    pub fn find(&self, hash: u64, mut is: impl FnMut(u32) -> bool) -> Option<u32> {
        self.ids(hash).find(|&id| is(id))
    }

    /// All ids inserted under a hash, and now and then one of another hash whose upper half is the same: in some millions of ids
    /// once in a thousand look-ups. In no order.
    pub fn each(&self, hash: u64, found: impl FnMut(u32)) {
        self.ids(hash).for_each(found);
    }

    /// Bytes taken.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let tables = self.tables.iter().filter_map(OnceLock::get);
        size_of::<Self>() + tables.map(|table| size_of_val::<[AtomicU64]>(table)).sum::<usize>()
    }

    fn ids(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let newest = self.newest.load(Ordering::Acquire);
        let tables = (0..=newest).rev().filter_map(|table| self.table(table));
        let slots = tables.flat_map(move |table| {
            probe(table, hash).map(|slot| slot.load(Ordering::Acquire)).take_while(|&word| word != 0)
        });
        slots.filter(move |word| (word ^ hash) >> 32 == 0).map(id)
    }

    fn table(&self, table: u64) -> Option<&[AtomicU64]> {
        let cell = self.tables.get(usize::try_from(table).ok()?)?;
        cell.get().map(|slots| &**slots)
    }

    fn begin(&self, table: u64) {
        let cell = usize::try_from(table).ok().and_then(|table| self.tables.get(table));
        if let Some(cell) = cell {
            cell.get_or_init(|| {
                (0..1_u64 << (u64::from(self.first_bits) + table)).map(|_| AtomicU64::new(0)).collect()
            });
        }
    }
}

/// The slots of a table from the one that a hash names, round to it. Its upper half names it, which the slots keep: so a table's
/// entries can be moved to a larger one without their keys, and lie there in the same order.
fn probe(table: &[AtomicU64], hash: u64) -> impl Iterator<Item = &AtomicU64> {
    let share = u128::from(hash & FINGERPRINT) * table.len() as u128;
    let start = usize::try_from(share >> 64).unwrap_or_default();
    let (before, from) = table.split_at(start);
    from.iter().chain(before)
}

/// The id in a slot that is not empty.
fn id(word: u64) -> u32 {
    let [_, _, _, _, a, b, c, d] = word.to_be_bytes();
    u32::from_be_bytes([a, b, c, d]).wrapping_sub(1)
}

/// A hash that is the same everywhere and always, so that no answer hangs on it: eight bytes at a time, each taken in by a product
/// and a turn, as `FxHash` does, then mixed as `MurmurHash3` ends (Appleby), so that each half is even. Not against malice.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let take = |hash: u64, word: [u8; 8]| {
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    };
    let (words, rest) = bytes.as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, &byte)| *to = byte);
    // The length tells bytes from the zeros that fill up the last eight.
    let mut hash = take(words.iter().copied().fold(bytes.len() as u64, take), last);
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

#[cfg(all(test, not(feature = "loom")))]
mod tests {
    use super::{Index, OnceLock, hash};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn all(index: &Index, hash: u64) -> Vec<u32> {
        let mut ids = Vec::new();
        index.each(hash, |id| ids.push(id));
        ids
    }

    #[test]
    fn a_key_hashes_to_the_same_number_for_ever() {
        assert_eq!(hash(b""), 0);
        assert_eq!(hash(b"rare-earths"), 0x218d_2f38_24e5_82a3);
        assert_ne!(hash(b"china"), hash(b"chile"));
        assert_ne!(hash(b"china"), hash(b"china\0"));
    }

    #[test]
    fn neither_half_of_the_hashes_of_short_keys_is_crowded() {
        let hashes: Vec<u64> = (0..4_096_u32).map(|n| hash(&n.to_le_bytes())).collect();
        for shift in [0, 32, 54] {
            let mut buckets = BTreeMap::new();
            hashes.iter().for_each(|hash| *buckets.entry((hash >> shift) % 1_024).or_insert(0) += 1);
            assert!(buckets.values().all(|&n| n < 20), "{:?}", buckets.values().max());
        }
    }

    #[test]
    fn what_was_inserted_is_found_through_all_growth() {
        let index = Index::new();
        let key = |id: u32| hash(&id.to_le_bytes());
        for id in 0..20_000 {
            assert_eq!(index.find(key(id), |_| true), None);
            index.insert(key(id), id);
        }
        for id in 0..20_000 {
            assert_eq!(index.find(key(id), |found| found == id), Some(id));
        }
    }

    #[test]
    fn an_index_with_capacity_does_not_grow_before_it_is_reached() {
        for n in [0, 1, 768, 769, 3_000, 100_000_u32] {
            let index = Index::with_capacity(n as usize);
            let empty = index.bytes();
            (0..n).for_each(|id| index.insert(hash(&id.to_le_bytes()), id));
            assert_eq!(index.bytes(), empty);
        }
    }

    #[test]
    fn a_hash_may_have_any_number_of_ids_and_the_same_one_twice() {
        let index = Index::new();
        [5, 3, 5, 8].into_iter().for_each(|id| index.insert(u64::MAX, id));
        let mut ids = all(&index, u64::MAX);
        ids.sort_unstable();
        assert_eq!(ids, [3, 5, 5, 8]);
        assert_eq!(index.find(u64::MAX, |id| id > 5), Some(8));
        assert!(all(&index, 0).is_empty());
    }

    proptest! {
        #[test]
        fn every_hash_has_the_ids_that_a_map_has(
            inserts in prop::collection::vec((0..60_u64, 0..9_u32), 0..4_000),
            joined in 0..5_000_usize,
        ) {
            let mut index = Index::new();
            let mut model: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            for (n, (key, id)) in inserts.into_iter().enumerate() {
                if n == joined {
                    index.join();
                    prop_assert!(index.tables.iter().filter_map(OnceLock::get).count() == 1);
                }
                let hash = hash(&key.to_le_bytes());
                index.insert(hash, id);
                model.entry(hash).or_default().push(id);
            }
            for (hash, mut expected) in model {
                let mut found = all(&index, hash);
                found.sort_unstable();
                expected.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }
    }
}

#[cfg(all(test, feature = "loom"))]
#[path = "index_loom.rs"]
mod loom_tests;
