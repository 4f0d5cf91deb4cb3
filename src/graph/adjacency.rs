//! Who is beside whom, in one direction: lists that one writer adds to while any number of readers walk over
//! them, without locks, at the sequence number that they loaded. Nothing is moved, freed or used again.
//!
//! A node's list is a chain of blocks of records, newest first. The node's word says where the newest block
//! begins and how many of its records are written; storing it with Release publishes both. A block is a head,
//! which says where the list goes on, and its records, side by side in one chunk of the arena.
use super::arena::Arena;
use super::edge::{Block, Slot};
use super::sync::{
    AtomicU64, Ordering,
    size::{CHUNK, LARGEST, SMALLEST},
};

pub use super::edge::Edge;

/// The lists of one direction.
#[derive(Debug)]
pub struct Adjacency {
    /// A word a node; see [`Head`].
    heads: Arena<AtomicU64, CHUNK>,
    slots: Arena<Slot, CHUNK>,
    /// The first slot that is not given out; the writer's own. Slot 0 never is: it means "no block".
    free: AtomicU64,
}

/// Where an edge's record lies, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position(usize);

impl Default for Adjacency {
    fn default() -> Self {
        Self::new()
    }
}

impl Adjacency {
    /// No node, no edge.
    #[must_use]
    pub fn new() -> Self {
        Self { heads: Arena::new(), slots: Arena::new(), free: AtomicU64::new(1) }
    }

    /// Lists laid out flat, node by node and to measure, with the position of each edge in the order given.
    /// Reads the edges twice, in time linear in nodes and edges. The lists are the same as if all edges had
    /// been pushed, in less memory.
    pub fn with_base(nodes: u32, edges: impl Iterator<Item = (u32, Edge)> + Clone) -> (Self, Vec<Position>) {
        let lists = Self::new();
        let mut left = vec![0_usize; nodes as usize];
        for (node, _) in edges.clone() {
            if let Some(left) = left.get_mut(node as usize) {
                *left += 1;
            }
        }
        let mut positions = Vec::with_capacity(left.iter().sum());
        for (node, &left) in left.iter().enumerate().filter(|&(_, &left)| left > 0) {
            let head = lists.open(Head::NONE, left.min(LARGEST), SMALLEST);
            if let Some(word) = lists.heads.make(node) {
                word.store(head.word(), Ordering::Release);
            }
        }
        let lay = |(node, edge): (u32, Edge)| {
            let left = left.get_mut(node as usize).filter(|left| **left > 0);
            let position = lists.append(node, edge, left.as_deref().copied());
            if let Some(left) = left {
                *left -= 1;
            }
            position
        };
        positions.extend(edges.map(lay));
        (lists, positions)
    }

    /// Adds an edge to a node's list; the node need not have been named before. For the one writer only, which
    /// publishes `edge.recorded` after it. Constant time, but for a new chunk of memory now and then.
    pub fn push(&self, node: u32, edge: Edge) -> Position {
        self.append(node, edge, None)
    }

    /// Lets an edge hold from `first` or from before, until `last` or after. For the writer only. Readers at
    /// older sequence numbers may see the wider days: they are a first sieve, never the answer.
    pub fn widen(&self, at: Position, first: i32, last: i32) {
        if let Some(slot) = self.slots.get(at.0) {
            slot.widen(first, last);
        }
    }

    /// Ends an edge: at `seq` and after it is not seen. For the writer only. The first end stays.
    pub fn end(&self, at: Position, seq: u64) {
        if let Some(slot) = self.slots.get(at.0) {
            slot.end(seq);
        }
    }

    /// The edges of a node that were recorded at `seq` or before and not ended by then, the newest first: the
    /// reverse of the order in which they were pushed. None for a node never pushed to.
    pub fn edges(&self, node: u32, seq: u64) -> impl Iterator<Item = Edge> + '_ {
        let mut older = self.head(node);
        let mut records: &[Slot] = &[];
        std::iter::from_fn(move || {
            loop {
                while let Some((slot, rest)) = records.split_last() {
                    records = rest;
                    if let Some(edge) = slot.edge(seq) {
                        return Some(edge);
                    }
                }
                (older, records) = self.block(older)?;
            }
        })
    }

    /// Records in a node's list, newer and ended ones with them: no fewer than any reader sees. One step a block.
    #[must_use]
    pub fn degree_bound(&self, node: u32) -> usize {
        let blocks = std::iter::successors(self.block(self.head(node)), |&(older, _)| self.block(older));
        blocks.map(|(_, records)| records.len()).sum()
    }

    /// Bytes taken. Walks over the chunks of memory, not over the edges.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.heads.bytes() + self.slots.bytes()
    }

    fn head(&self, node: u32) -> Head {
        self.heads.get(node as usize).map_or(Head::NONE, |word| Head::of(word.load(Ordering::Acquire)))
    }

    /// The written records of a block, and where the list goes on.
    fn block(&self, head: Head) -> Option<(Head, &[Slot])> {
        if head.start == 0 {
            return None;
        }
        let block = self.slots.slice(head.start, 1 + head.length);
        let (first, records) = block.split_first()?;
        Some((Head::of(first.older()), records))
    }

    /// Writes the record, then the node's word. `left` is how many edges are still to be laid out flat.
    fn append(&self, node: u32, edge: Edge, left: Option<usize>) -> Position {
        let Some(word) = self.heads.make(node as usize) else {
            return Position(0);
        };
        let mut head = Head::of(word.load(Ordering::Relaxed));
        let newest = self.slots.get(head.start).filter(|_| head.start > 0);
        let block = newest.map_or(Block::default(), Slot::block);
        if head.length >= wide(block.room) {
            let grown = wide(block.next).max(SMALLEST);
            head = match left {
                Some(left) => self.open(head, left.min(LARGEST), SMALLEST),
                None => self.open(head, grown, (2 * grown + 1).min(LARGEST)),
            };
        }
        let at = head.start + 1 + head.length;
        if let Some(slot) = self.slots.get(at) {
            slot.write(edge);
        }
        head.length += 1;
        word.store(head.word(), Ordering::Release);
        Position(at)
    }

    /// Takes slots for a block of `room` records that goes before `older`. A block lies in one chunk.
    fn open(&self, older: Head, room: usize, next: usize) -> Head {
        let free = wide(self.free.load(Ordering::Relaxed));
        let left = CHUNK - free % CHUNK;
        let start = if room < left { free } else { free + left };
        let end = start + 1 + room;
        self.free.store(end as u64, Ordering::Relaxed);
        if let Some(slot) = self.slots.make(start) {
            slot.write_block(Block { older: older.word(), room: room as u64, next: next as u64 });
        }
        Head { start, length: 0 }
    }
}

/// A block and how many of its records are written, in one word: 48 bits for the slot where it begins, 16 for
/// the number. 2^48 slots are more memory than a machine has.
#[derive(Clone, Copy, Debug)]
struct Head {
    start: usize,
    length: usize,
}

impl Head {
    const NONE: Self = Self { start: 0, length: 0 };

    fn of(word: u64) -> Self {
        Self { start: wide(word >> 16), length: wide(word & 0xffff) }
    }

    fn word(self) -> u64 {
        (self.start as u64) << 16 | self.length as u64
    }
}

/// A position or a length from a word. What is written there came from a `usize`.
fn wide(word: u64) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}

#[cfg(all(test, not(feature = "loom")))]
#[path = "adjacency_tests.rs"]
mod tests;

#[cfg(all(test, feature = "loom"))]
#[path = "adjacency_loom.rs"]
mod loom_tests;
