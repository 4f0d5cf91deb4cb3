//! A generated graph, the same on every machine: few nodes have most edges, as in trade. What is measured is held against the
//! plain loop of [`plain`].
#![allow(dead_code, reason = "each benchmark uses a part")]

pub mod measured;
pub mod plain;
pub mod trade;

use lodegraph::graph::adjacency::Edge;

/// Nodes of the graph.
pub const NODES: u32 = 100_000;
/// Edges of the graph, each recorded by a commit of its own.
pub const EDGES: u32 = 1_000_000;
/// An edge is of one of these.
pub const COMMODITIES: u32 = 4;
/// Kinds of edges.
pub const KINDS: u32 = 11;
/// Days, from the first on, on which an edge may begin.
pub const DAYS: u32 = 10_000;

/// Rows of the generated table of trade: as many as edges, or what `LODEGRAPH_BENCH_RELATIONS` says.
pub fn relations() -> usize {
    std::env::var("LODEGRAPH_BENCH_RELATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(EDGES as usize)
}

/// An edge, and the node that it leaves; [`Edge::neighbour`] is the one that it reaches.
pub type From = (u32, Edge);

/// Numbers drawn from a seed, by SplitMix64 (Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 32
    }

    /// From 0 up to, but without, `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        scale(self.bits(), n)
    }

    /// A node, a few far more often than the rest: the `r` greatest have a share of (r / nodes)^(1/3) of all draws.
    pub fn hub(&mut self) -> u32 {
        let share = self.bits();
        let squared = (share * share) >> 32;
        let rank = scale((squared * share) >> 32, NODES);
        // the great ones lie far from each other in memory, as they do when nodes come in any order
        (u64::from(rank) * 61_803 % u64::from(NODES)) as u32
    }

    /// An edge between nodes at random, recorded by `seq`; of one in two the last day is open.
    pub fn edge(&mut self, relation: u32, seq: u64) -> From {
        let (from, neighbour) = (self.below(NODES), self.hub());
        let first = self.below(DAYS).cast_signed();
        let length = self.below(1_000).cast_signed();
        let last = if self.below(2) == 0 { i32::MAX } else { first + length };
        let (kind, stage) = (self.below(KINDS) as u8, self.below(6) as u8);
        let commodity = self.below(COMMODITIES);
        let (recorded, ended) = (seq, u64::MAX);
        let edge = Edge { neighbour, relation, kind, stage, commodity, first, last, recorded, ended };
        (from, edge)
    }
}

/// All edges of the graph, in the order of their recording.
pub fn edges() -> Vec<From> {
    let mut random = Random(1);
    (0..EDGES).map(|n| random.edge(n, u64::from(n) + 1)).collect()
}

/// An edge as it lies beside the node that it reaches.
pub fn reversed(&(from, edge): &From) -> From {
    (edge.neighbour, Edge { neighbour: from, ..edge })
}

/// `n` times a share of 2^32.
fn scale(share: u64, n: u32) -> u32 {
    ((share * u64::from(n)) >> 32) as u32
}
