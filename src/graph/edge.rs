//! One relation as it lies beside each of its ends: what a search filters by, in a few atomic words.
use super::sync::{AtomicU64, Ordering::Relaxed};

/// What a search filters by, beside each neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The node at the other end.
    pub neighbour: u32,
    /// The relation's place in its table.
    pub relation: u32,
    /// The kind of relation, as a number.
    pub kind: u8,
    /// The stage of processing, as a number; 0: none.
    pub stage: u8,
    /// The commodity's node; `u32::MAX`: none.
    pub commodity: u32,
    /// The first day on which it may hold, in days since 1970-01-01; `i32::MIN`: no beginning.
    pub first: i32,
    /// The last day on which it may hold, in days since 1970-01-01; `i32::MAX`: no end.
    pub last: i32,
    /// The sequence number that recorded it: below 2^40 - 1.
    pub recorded: u64,
    /// The sequence number that ended it; `u64::MAX`: none.
    pub ended: u64,
}

/// A slot of a list's memory: a record, which holds an edge, or the head of a block of records. 32 bytes, so that
/// two fill a cache line. Not yet written, it was recorded [`NEVER`], so no reader takes it for an edge.
#[derive(Debug)]
#[repr(align(32))]
pub(super) struct Slot([AtomicU64; 4]);

/// Stands for `u64::MAX` in a record, where sequence numbers have 40 bits: enough for 30 years of 1,000 a second.
const NEVER: u64 = (1 << 40) - 1;

/// The head of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    /// Where the list goes on, with what is older.
    pub(super) older: u64,
    /// Records that the block has room for.
    pub(super) room: u64,
    /// Room of the block that comes when this one is full.
    pub(super) next: u64,
}

impl Default for Slot {
    fn default() -> Self {
        Self([NEVER << 24, 0, 0, 0].map(AtomicU64::new))
    }
}

impl Slot {
    /// The edge, if it was recorded at `seq` or before and not ended by then.
    pub(super) fn edge(&self, seq: u64) -> Option<Edge> {
        let Self([began, ended, ends, days]) = self;
        let (began, ended) = (began.load(Relaxed), ended.load(Relaxed));
        let seq = seq.min(NEVER - 1);
        if began >> 24 > seq || ended >> 24 <= seq {
            return None;
        }
        let (neighbour, relation) = split(ends.load(Relaxed));
        let (first, last) = split(days.load(Relaxed));
        let [.., kind, stage, a] = began.to_be_bytes();
        let [.., b, c, d] = ended.to_be_bytes();
        Some(Edge {
            neighbour,
            relation,
            kind,
            stage,
            commodity: u32::from_be_bytes([a, b, c, d]),
            first: first.cast_signed(),
            last: last.cast_signed(),
            recorded: seq_of(began),
            ended: seq_of(ended),
        })
    }

    /// Writes a record, before it is published.
    pub(super) fn write(&self, edge: Edge) {
        let Self([began, ended, ends, days]) = self;
        let [a, b, c, d] = edge.commodity.to_be_bytes();
        ended.store(word_of(edge.ended, [b, c, d]), Relaxed);
        ends.store(pair(edge.neighbour, edge.relation), Relaxed);
        days.store(pair(edge.first.cast_unsigned(), edge.last.cast_unsigned()), Relaxed);
        began.store(word_of(edge.recorded, [edge.kind, edge.stage, a]), Relaxed);
    }

    /// Widens the days of a record: both change in one store.
    pub(super) fn widen(&self, first: i32, last: i32) {
        let Self([_, _, _, days]) = self;
        let (old_first, old_last) = split(days.load(Relaxed));
        let (first, last) = (first.min(old_first.cast_signed()), last.max(old_last.cast_signed()));
        days.store(pair(first.cast_unsigned(), last.cast_unsigned()), Relaxed);
    }

    /// Ends a record from a sequence number on; the first end stays.
    pub(super) fn end(&self, seq: u64) {
        let Self([_, ended, ..]) = self;
        let old = ended.load(Relaxed);
        let [.., a, b, c] = old.to_be_bytes();
        ended.store(word_of(seq.min(seq_of(old)), [a, b, c]), Relaxed);
    }

    /// The head of a block.
    pub(super) fn block(&self) -> Block {
        let Self([_, older, room, next]) = self;
        Block { older: older.load(Relaxed), room: room.load(Relaxed), next: next.load(Relaxed) }
    }

    /// Where the list goes on after this head of a block.
    pub(super) fn older(&self) -> u64 {
        let Self([_, older, ..]) = self;
        older.load(Relaxed)
    }

    /// Writes the head of a block, before it is published.
    pub(super) fn write_block(&self, block: Block) {
        let Self([_, older, room, next]) = self;
        older.store(block.older, Relaxed);
        room.store(block.room, Relaxed);
        next.store(block.next, Relaxed);
    }
}

/// A sequence number and three bytes in one word.
fn word_of(seq: u64, beside: [u8; 3]) -> u64 {
    let [a, b, c] = beside;
    seq.min(NEVER) << 24 | u64::from(u32::from_be_bytes([0, a, b, c]))
}

/// The sequence number in a word.
fn seq_of(word: u64) -> u64 {
    Some(word >> 24).filter(|&seq| seq != NEVER).unwrap_or(u64::MAX)
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

fn split(word: u64) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = word.to_be_bytes();
    (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
}

#[cfg(all(test, not(feature = "loom")))]
mod tests {
    use super::{Edge, Slot};

    fn edge() -> Edge {
        Edge {
            neighbour: u32::MAX,
            relation: 7,
            kind: 250,
            stage: 9,
            commodity: 0x8123_4567,
            first: i32::MIN,
            last: -3,
            recorded: 5,
            ended: u64::MAX,
        }
    }

    #[test]
    fn an_edge_comes_back_whole_from_its_words() {
        let slot = Slot::default();
        for recorded in [0, 5, (1 << 40) - 3] {
            for ended in [recorded + 1, u64::MAX] {
                for commodity in [0, u32::MAX, edge().commodity] {
                    let edge = Edge { commodity, recorded, ended, ..edge() };
                    slot.write(edge);
                    assert_eq!(slot.edge(recorded), Some(edge));
                }
            }
        }
        assert_eq!(size_of::<Slot>(), 32);
    }

    #[test]
    fn an_edge_is_seen_from_its_recording_until_before_its_end() {
        let slot = Slot::default();
        assert_eq!(slot.edge(u64::MAX), None, "not yet written");
        slot.write(edge());
        assert_eq!(slot.edge(u64::MAX), Some(edge()));
        slot.end(8);
        slot.end(9);
        let ended = 8;
        assert_eq!(slot.edge(7), Some(Edge { ended, ..edge() }));
        let seen: Vec<u64> = (0..12).filter(|&seq| slot.edge(seq).is_some()).collect();
        assert_eq!(seen, [5, 6, 7]);
    }

    #[test]
    fn days_only_ever_widen() {
        let slot = Slot::default();
        slot.write(Edge { first: 10, last: 20, ..edge() });
        slot.widen(12, 18);
        slot.widen(-5, 15);
        slot.widen(15, i32::MAX);
        let seen = slot.edge(5).unwrap();
        assert_eq!((seen.first, seen.last), (-5, i32::MAX));
    }
}
