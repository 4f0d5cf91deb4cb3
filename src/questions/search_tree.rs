//! The fewest hops from each entity to the one that is asked about: one layered breadth-first search outward from it.
//!
//! The state is (entity, bound of the stages beyond it). Going outward the bound only tightens, and what a tighter bound lets through
//! a looser one does too. So if a walk meets an entity twice, leaving the loop out leaves a valid walk: **a shortest valid walk is
//! loopless**, and a state that was met in an earlier layer with a bound at least as loose need not be met again. Of the walks of
//! one length to one state the one is kept whose relations' keys, read from its outer end, come first: a relation's key says
//! everything about it, so that this is the least key of the first hop, then the least rest.

use std::{cmp::Ordering, collections::HashMap};

use petgraph::graph::NodeIndex;

use super::{
    legs::{LOOSE, Leg, Legs},
    within::{Ranks, Within},
};

/// The layers around the entity that is asked about, within what a pass may use. Grown as far as is needed.
pub(super) struct Tree {
    within: Within,
    root: NodeIndex,
    entries: Vec<Entry>,
    newest: HashMap<NodeIndex, usize>,
    /// Where the outermost layer starts.
    layer: usize,
    depth: u8,
}

/// A state, and the best way on from it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub node: NodeIndex,
    pub bound: u8,
    /// Hops to the one that is asked about.
    pub depth: u8,
    /// The first hop, and the entry at its near end; none at the root.
    step: Option<(Leg, usize)>,
    /// The entry of the same node that was met before.
    older: Option<usize>,
}

impl Tree {
    pub(super) fn new(legs: &mut Legs<'_>, root: NodeIndex, within: Within) -> Self {
        let bound = legs.level(root).unwrap_or(LOOSE);
        let entry = Entry { node: root, bound, depth: 0, step: None, older: None };
        let entries = if legs.takes(root) { vec![entry] } else { Vec::new() };
        Self { within, root, entries, newest: HashMap::from([(root, 0)]), layer: 0, depth: 0 }
    }

    /// Grows until all that lies within `depth` hops is in it, or a bound is met.
    pub(super) fn grow(&mut self, legs: &mut Legs<'_>, ranks: &Ranks, depth: u8) {
        while self.depth < depth && !self.whole() && !legs.work.spent() {
            let (from, to) = (self.layer, self.entries.len());
            self.depth += 1;
            self.layer = to;
            for id in from..to {
                self.expand(legs, ranks, id);
            }
        }
    }

    /// Whether nothing lies beyond.
    pub(super) fn whole(&self) -> bool {
        self.layer == self.entries.len()
    }

    /// No walk from the entity has fewer hops; none where there is no walk.
    pub(super) fn at_least(&self, node: NodeIndex) -> Option<u8> {
        let nearest = self.of(node).last().map(|(_, entry)| entry.depth);
        nearest.or_else(|| (!self.whole()).then_some(self.depth + 1))
    }

    /// The entries of an entity, the outermost first; its first walk is in the last of them.
    pub(super) fn of(&self, node: NodeIndex) -> impl Iterator<Item = (usize, &Entry)> {
        let entry = move |id: usize| self.entries.get(id).filter(|e| e.node == node).map(|entry| (id, entry));
        let first = self.newest.get(&node).and_then(move |&id| entry(id));
        std::iter::successors(first, move |(_, newer)| entry(newer.older?))
    }

    /// All entities in it but the root, in no order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeIndex> {
        self.newest.keys().copied().filter(|&node| node != self.root)
    }

    /// The legs from an entry to the root.
    pub(super) fn walk(&self, id: usize) -> impl Iterator<Item = &Leg> {
        let step = |id: usize| self.entries.get(id).and_then(|entry| entry.step.as_ref());
        std::iter::successors(step(id), move |(_, next)| step(*next)).map(|(leg, _)| leg)
    }

    /// Which of two walks with as many hops comes first: by a first hop each, and then by the entry that it leads to.
    pub(super) fn order(&self, legs: &mut Legs<'_>, a: (&Leg, usize), b: (&Leg, usize)) -> Ordering {
        if a.0.edge != b.0.edge {
            return legs.key(a.0.edge).cmp(&legs.key(b.0.edge));
        }
        self.order_entries(legs, a.1, b.1)
    }

    /// Which of two entries with as many hops has the walk that comes first.
    pub(super) fn order_entries(&self, legs: &mut Legs<'_>, a: usize, b: usize) -> Ordering {
        let differ = self.walk(a).zip(self.walk(b)).find(|(a, b)| a.edge != b.edge);
        differ.map_or(Ordering::Equal, |(a, b)| legs.key(a.edge).cmp(&legs.key(b.edge)))
    }

    fn expand(&mut self, legs: &mut Legs<'_>, ranks: &Ranks, id: usize) {
        let Some(&Entry { node, bound, .. }) = self.entries.get(id) else { return };
        let beyond = legs.outward(node);
        if !legs.work.walk(beyond.len()) {
            return;
        }
        for leg in &*beyond {
            if leg.far != self.root
                && self.within.admits(leg, ranks)
                && let Some(bound) = leg.outward(bound)
            {
                self.meet(legs, *leg, bound, id);
            }
        }
    }

    fn meet(&mut self, legs: &mut Legs<'_>, leg: Leg, bound: u8, next: usize) {
        let depth = self.depth;
        let mut same = None;
        for (id, known) in self.of(leg.far) {
            if known.depth < depth && known.bound >= bound {
                return;
            }
            if known.depth == depth && known.bound == bound {
                same = Some((id, known.step));
            }
        }
        if let Some((id, Some((known, known_next)))) = same {
            if self.order(legs, (&leg, next), (&known, known_next)) == Ordering::Less
                && let Some(entry) = self.entries.get_mut(id)
            {
                entry.step = Some((leg, next));
            }
            return;
        }
        let id = self.entries.len();
        let older = self.newest.insert(leg.far, id);
        self.entries.push(Entry { node: leg.far, bound, depth, step: Some((leg, next)), older });
    }
}
