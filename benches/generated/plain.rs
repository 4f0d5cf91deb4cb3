//! What ours is held against: the same edges, sorted once and for all, and a plain loop over them.
#![allow(clippy::indexing_slicing, reason = "the plain loop is the plain one")]

use super::From;
use lodegraph::graph::adjacency::Edge;

/// What a walk keeps from one question to the next, so that none pays for memory.
pub struct Walk {
    seen: Vec<u32>,
    now: u32,
    level: Vec<u32>,
    next: Vec<u32>,
}

impl Walk {
    pub fn new(nodes: u32) -> Self {
        Self { seen: vec![0; nodes as usize], now: 0, level: Vec::new(), next: Vec::new() }
    }

    /// How many nodes are found, and a sum that tells which.
    pub fn three_hops<I: Iterator<Item = u32>>(&mut self, start: u32, upstream: impl Fn(u32) -> I) -> (u32, u64) {
        self.now += 1;
        self.level.clear();
        self.level.push(start);
        let (mut found, mut sum) = (0, 0_u64);
        for _ in 0..3 {
            for &node in &self.level {
                for neighbour in upstream(node) {
                    let seen = &mut self.seen[neighbour as usize];
                    if *seen != self.now {
                        *seen = self.now;
                        found += 1;
                        sum = sum.wrapping_add(u64::from(neighbour).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                        self.next.push(neighbour);
                    }
                }
            }
            std::mem::swap(&mut self.level, &mut self.next);
            self.next.clear();
        }
        (found, sum)
    }
}

/// The same edges, sorted by node once and for all.
pub struct Arrays {
    offsets: Vec<u32>,
    neighbours: Vec<u32>,
    beside: Vec<Beside>,
}

pub struct Beside {
    pub recorded: u64,
    pub ended: u64,
    pub commodity: u32,
    pub first: i32,
    pub last: i32,
    pub kind: u8,
}

impl Arrays {
    pub fn new(nodes: u32, mut edges: Vec<From>) -> Self {
        edges.sort_by_key(|&(node, _)| node);
        let offset = |node| edges.partition_point(|&(at, _)| at < node) as u32;
        let beside = |edge: &Edge| {
            let &Edge { recorded, ended, commodity, first, last, kind, .. } = edge;
            Beside { recorded, ended, commodity, first, last, kind }
        };
        Self {
            offsets: (0..=nodes).map(offset).collect(),
            neighbours: edges.iter().map(|(_, edge)| edge.neighbour).collect(),
            beside: edges.iter().map(|(_, edge)| beside(edge)).collect(),
        }
    }

    /// The neighbours of a node along edges that `takes` takes.
    pub fn taken(&self, node: u32, takes: impl Fn(&Beside) -> bool) -> impl Iterator<Item = u32> {
        let range = self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize;
        let edges = self.neighbours[range.clone()].iter().zip(&self.beside[range]);
        edges.filter(move |(_, edge)| takes(edge)).map(|(&neighbour, _)| neighbour)
    }
}
