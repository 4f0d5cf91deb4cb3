//! The best way from one entity to the one that is asked about, past what it may not touch: what a deviation of a path needs, and a
//! supplier whose shortest way would lead through itself.
//!
//! A layered search inward, for one length after the other, guided by the tree around the one that is asked about: an entity is gone
//! to only if, by what the tree knows, the rest of the way fits. The tree grows half as far as the length, so that the two meet in
//! the middle. As in the tree, a state that was met in an earlier layer with a looser bound is not met again, which is exact, and of
//! the walks of one length to one state the least by keys, read from the start, is kept.

use std::{cmp::Ordering, collections::HashMap};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    legs::{Leg, Legs},
    search_tree::Tree,
    within::{Ranks, Within},
};
use crate::graph::KindSet;

/// Where a way starts, and what it may not touch.
pub(super) struct Start<'a> {
    pub node: NodeIndex,
    /// The highest level of a stage up to here.
    pub floor: u8,
    /// Whether a hop up to here has a figure.
    pub figured: bool,
    /// What the first hop may be.
    pub kinds: KindSet,
    /// What the first hop may not be.
    pub not: &'a [EdgeIndex],
    /// Entities that it may not touch.
    pub closed: &'a [NodeIndex],
    /// Most hops.
    pub hops: u8,
}

struct State {
    node: NodeIndex,
    floor: u8,
    figured: bool,
    depth: u8,
    /// The hop to here and the state that it comes from.
    step: Option<(Leg, usize)>,
    older: Option<usize>,
}

/// The walk with the fewest hops, of these the least by keys. It touches neither its start nor what is closed again; it is loopless
/// unless `within` wants a figure, for which a loop may be the shortest way.
pub(super) fn tail(
    legs: &mut Legs<'_>,
    tree: &mut Tree,
    root: NodeIndex,
    within: Within,
    ranks: &Ranks,
    start: &Start<'_>,
) -> Option<Vec<Leg>> {
    for length in 1..=start.hops {
        tree.grow(legs, ranks, length.div_ceil(2));
        if tree.at_least(start.node)? > length {
            continue;
        }
        let mut search = Inward { root, within, ranks, start, length, states: Vec::new(), newest: HashMap::new() };
        if let Some(found) = search.run(legs, tree) {
            return Some(found);
        }
        if legs.work.spent() {
            return None;
        }
    }
    None
}

struct Inward<'a> {
    root: NodeIndex,
    within: Within,
    ranks: &'a Ranks,
    start: &'a Start<'a>,
    length: u8,
    states: Vec<State>,
    newest: HashMap<NodeIndex, usize>,
}

impl Inward<'_> {
    fn run(&mut self, legs: &mut Legs<'_>, tree: &Tree) -> Option<Vec<Leg>> {
        let Start { node, floor, figured, .. } = *self.start;
        self.states.push(State { node, floor, figured, depth: 0, step: None, older: None });
        let mut layer = 0;
        let mut arrived: Option<(Leg, usize)> = None;
        for depth in 1..=self.length {
            let (from, to) = (layer, self.states.len());
            layer = to;
            for id in from..to {
                let Some(state) = self.states.get(id) else { continue };
                let beyond = legs.inward(state.node);
                if !legs.work.walk(beyond.len()) {
                    return None;
                }
                for leg in &*beyond {
                    let Some(next) = self.next(tree, id, leg, depth) else { continue };
                    if leg.near != self.root {
                        self.meet(legs, next);
                    } else if arrived.is_none_or(|known| self.order(legs, (*leg, id), known) == Ordering::Less) {
                        arrived = Some((*leg, id));
                    }
                }
            }
        }
        let (last, before) = arrived?;
        let mut walk: Vec<Leg> = self.walk(before).collect();
        walk.reverse();
        walk.push(last);
        Some(walk)
    }

    /// Where a leg leads to from a state; none if it may not be used, or the rest of the way cannot fit.
    fn next(&self, tree: &Tree, from: usize, leg: &Leg, depth: u8) -> Option<State> {
        let state = self.states.get(from)?;
        let first = || self.start.kinds.holds(leg.kind) && !self.start.not.contains(&leg.edge);
        let open = leg.near != self.start.node && !self.start.closed.contains(&leg.near);
        if !open || !self.within.admits(leg, self.ranks) || (depth == 1 && !first()) {
            return None;
        }
        let floor = leg.inward(state.floor)?;
        let figured = state.figured || self.ranks.contains_key(&leg.edge);
        let fits = if leg.near == self.root {
            depth == self.length && (figured || !self.within.wants_figure())
        } else {
            tree.at_least(leg.near).is_some_and(|rest| depth + rest <= self.length)
        };
        fits.then_some(State { node: leg.near, floor, figured, depth, step: Some((*leg, from)), older: None })
    }

    fn meet(&mut self, legs: &mut Legs<'_>, state: State) {
        let mut next = self.newest.get(&state.node).copied();
        while let Some((id, known)) = next.and_then(|id| Some((id, self.states.get(id)?))) {
            let looser = known.floor <= state.floor && known.figured >= state.figured;
            if known.depth < state.depth && looser {
                return;
            }
            if known.depth == state.depth && (known.floor, known.figured) == (state.floor, state.figured) {
                let (Some(step), Some(known)) = (state.step, known.step) else { return };
                if self.order(legs, step, known) == Ordering::Less
                    && let Some(worse) = self.states.get_mut(id)
                {
                    worse.step = Some(step);
                }
                return;
            }
            next = known.older;
        }
        let older = self.newest.insert(state.node, self.states.len());
        self.states.push(State { older, ..state });
    }

    /// The legs from a state back to the start.
    fn walk(&self, id: usize) -> impl Iterator<Item = Leg> {
        let step = |id: usize| self.states.get(id).and_then(|state| state.step);
        std::iter::successors(step(id), move |(_, from)| step(*from)).map(|(leg, _)| leg)
    }

    /// Which of two walks with as many hops comes first: by the state that its last hop comes from, and then by that hop.
    fn order(&self, legs: &mut Legs<'_>, a: (Leg, usize), b: (Leg, usize)) -> Ordering {
        let back = |(last, from): (Leg, usize)| std::iter::once(last).chain(self.walk(from));
        // The difference that is nearest to the start decides: the last one on the way back.
        let differ = back(a).zip(back(b)).filter(|(a, b)| a.edge != b.edge).last();
        differ.map_or(Ordering::Equal, |(a, b)| legs.key(a.edge).cmp(&legs.key(b.edge)))
    }
}
