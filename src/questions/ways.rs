//! The ways between two ends over relaxed hops, the nearest to open first.
//!
//! First the least cost from every entity on to the end is laid out, for every number of hops left and every stage met so far. Then ways
//! are grown from the start in the order of what they cost so far and will at least, as A* does (Hart, Nilsson, Raphael 1968, "A formal
//! basis for the heuristic determination of minimum cost paths"), so that they come out in order. What comes next after a hop is told
//! by its sorted siblings, of which one at a time waits: what is kept grows with the answers, not with the degrees.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, VecDeque},
    rc::Rc,
};

use petgraph::graph::NodeIndex;

use super::{
    bounds::Work,
    obstacle::{Cost, ObstacleKind},
    relaxed::RelaxedHop,
};

/// So many steps a way weighs that is grown by a hop: the memory that it takes is bounded with them.
const GROWN: usize = 64;

/// The hops that lie on ways of so many hops at most between two ends, laid out.
pub(super) struct Ways {
    pub hops: Vec<RelaxedHop>,
    /// By the number of the source.
    pub out: Vec<Vec<usize>>,
    pub numbers: HashMap<NodeIndex, usize>,
    pub from: usize,
    pub to: usize,
    pub most: u8,
    /// The highest stage up to the start.
    pub floor: u8,
    /// All heights that a floor may have, the lowest first.
    floors: Vec<u8>,
}

/// Which arcs lie on ways of so many hops at most between two ends: by the fewest hops from the one and to the other.
pub(super) struct Between {
    /// The nodes, numbered: the start is 0, the end 1.
    numbers: HashMap<NodeIndex, usize>,
    forth: Vec<Option<u8>>,
    back: Vec<Option<u8>>,
    most: u8,
}

impl Between {
    /// Of so many arcs. Linear in them.
    pub(super) fn new(
        from: NodeIndex,
        to: NodeIndex,
        most: u8,
        arcs: impl Iterator<Item = (NodeIndex, NodeIndex)> + Clone,
    ) -> Self {
        let mut numbers = HashMap::from([(from, 0), (to, 1)]);
        for node in arcs.clone().flat_map(|(source, target)| [source, target]) {
            let next = numbers.len();
            numbers.entry(node).or_insert(next);
        }
        let number = |node: NodeIndex| numbers.get(&node).copied().unwrap_or_default();
        let numbered = arcs.map(|(source, target)| (number(source), number(target)));
        let forth = distances(numbers.len(), 0, numbered.clone());
        let back = distances(numbers.len(), 1, numbered.map(|(source, target)| (target, source)));
        Self { numbers, forth, back, most }
    }

    /// Whether an arc may lie on such a way.
    pub(super) fn has(&self, source: NodeIndex, target: NodeIndex) -> bool {
        let near = |of: &[Option<u8>], node| self.numbers.get(&node).and_then(|&at| of.get(at).copied().flatten());
        let ends = near(&self.forth, source).zip(near(&self.back, target));
        ends.is_some_and(|(before, after)| before.saturating_add(after) < self.most)
    }
}

/// A way: the hops' numbers from the start on.
pub(super) type Way = Vec<usize>;

impl Ways {
    /// The hops between two ends. Linear in what is given.
    pub(super) fn new(hops: Vec<RelaxedHop>, from: NodeIndex, to: NodeIndex, floor: u8, most: u8) -> Self {
        let between = Between::new(from, to, most, hops.iter().map(|hop| (hop.source, hop.target)));
        let lies_between = |hop: &RelaxedHop| between.has(hop.source, hop.target);
        let hops: Vec<RelaxedHop> =
            hops.into_iter().filter(|hop| lies_between(hop) && hop.target != from && hop.source != to).collect();
        let Between { numbers, .. } = between;
        let mut out = vec![Vec::new(); numbers.len()];
        for (id, hop) in hops.iter().enumerate() {
            if let Some(out) = numbers.get(&hop.source).and_then(|&source| out.get_mut(source)) {
                out.push(id);
            }
        }
        let mut floors: Vec<u8> = hops.iter().flat_map(|hop| hop.levels).flatten().chain([floor]).collect();
        floors.retain(|&level| level >= floor);
        floors.sort_unstable();
        floors.dedup();
        Self { hops, out, numbers, from: 0, to: 1, most, floor, floors }
    }

    /// The number of an entity.
    pub(super) fn number(&self, node: NodeIndex) -> usize {
        self.numbers.get(&node).copied().unwrap_or_default()
    }

    /// The hops out of an entity.
    pub(super) fn out_of(&self, node: usize) -> &[usize] {
        self.out.get(node).map_or(&[], Vec::as_slice)
    }

    /// The highest stage after a hop, and whether the hop goes back behind it.
    pub(super) fn step(hop: &RelaxedHop, floor: u8) -> (u8, bool) {
        hop.levels
            .into_iter()
            .flatten()
            .fold((floor, false), |(floor, back), level| (floor.max(level), back || level < floor))
    }

    fn cost(hop: &RelaxedHop, floor: u8) -> (Cost, u8) {
        let (beyond, back) = Self::step(hop, floor);
        (if back { hop.cost.plus(Cost::of(ObstacleKind::StageOrder)) } else { hop.cost }, beyond)
    }

    /// The loopless ways that something closes, the nearest to open first; of as near ones by the keys of the relations. At most so
    /// many.
    pub(super) fn nearest(&self, most: usize, work: &mut Work) -> Vec<Way> {
        let Some(rests) = Rests::new(self, work) else { return Vec::new() };
        let mut search = Search { ways: self, rests, sorted: HashMap::new(), open: BinaryHeap::new() };
        search.push(&Rc::new(Begun { hops: Vec::new(), keys: Vec::new(), cost: Cost::ZERO, floor: self.floor }), 0);
        let mut found = Vec::new();
        while found.len() < most
            && work.walk(GROWN)
            && let Some(Reverse(next)) = search.open.pop()
        {
            search.push(&next.begun, next.sibling + 1);
            let Some(way) = search.grown(&next) else { continue };
            let arrived =
                way.hops.last().and_then(|&id| self.hops.get(id)).is_some_and(|hop| self.number(hop.target) == self.to);
            if !arrived {
                search.push(&Rc::new(way), 0);
            } else if way.cost.closes() {
                found.push(way.hops);
            }
        }
        found
    }
}

/// The least cost from each entity on to the end.
struct Rests {
    nodes: usize,
    floors: Vec<u8>,
    table: Vec<Cost>,
}

impl Rests {
    /// None where a bound is met. For every hop as many steps as there are hops a way may have and stages it may have met.
    fn new(ways: &Ways, work: &mut Work) -> Option<Self> {
        let (nodes, floors) = (ways.numbers.len(), ways.floors.clone());
        let layers = usize::from(ways.most) + 1;
        let mut rests = Self { nodes, table: vec![Cost::NONE; layers * nodes * floors.len()], floors };
        for left in 0..=ways.most {
            for &floor in &ways.floors {
                rests.lower(ways.to, floor, left, Cost::ZERO);
            }
        }
        for left in 1..=ways.most {
            if !work.walk(ways.hops.len() * ways.floors.len()) {
                return None;
            }
            for hop in &ways.hops {
                let (source, target) = (ways.number(hop.source), ways.number(hop.target));
                for &floor in &ways.floors {
                    let (cost, beyond) = Ways::cost(hop, floor);
                    rests.lower(source, floor, left, cost.plus(rests.of(target, beyond, left - 1)));
                }
            }
        }
        Some(rests)
    }

    fn place(&self, node: usize, floor: u8, left: u8) -> usize {
        let floor = self.floors.partition_point(|&known| known < floor);
        (usize::from(left) * self.nodes + node) * self.floors.len() + floor
    }

    fn of(&self, node: usize, floor: u8, left: u8) -> Cost {
        self.table.get(self.place(node, floor, left)).copied().unwrap_or(Cost::NONE)
    }

    fn lower(&mut self, node: usize, floor: u8, left: u8, to: Cost) {
        let place = self.place(node, floor, left);
        if let Some(known) = self.table.get_mut(place) {
            *known = to.min(*known);
        }
    }
}

/// A way that is begun.
struct Begun {
    hops: Way,
    keys: Vec<Rc<str>>,
    cost: Cost,
    floor: u8,
}

/// A begun way with one hop more: which of the sorted hops that can follow.
struct Next {
    least: Cost,
    keys: Vec<Rc<str>>,
    begun: Rc<Begun>,
    sibling: usize,
    hop: usize,
}

/// What can follow an entity, with a floor and so many hops left: the least cost from there on, and the hop; sorted.
type Following = Rc<[(Cost, usize)]>;

struct Search<'w> {
    ways: &'w Ways,
    rests: Rests,
    sorted: HashMap<(usize, u8, u8), Following>,
    open: BinaryHeap<Reverse<Next>>,
}

impl Search<'_> {
    /// Lets a begun way wait with the first hop from a sibling on that does not lead back to where it was.
    fn push(&mut self, begun: &Rc<Begun>, sibling: usize) {
        let following = self.following(begun);
        let met =
            |node: NodeIndex| begun.hops.iter().any(|&id| self.ways.hops.get(id).is_some_and(|h| h.target == node));
        let next = following.iter().enumerate().skip(sibling).find_map(|(sibling, &(rest, id))| {
            let hop = self.ways.hops.get(id).filter(|hop| !met(hop.target))?;
            let mut keys = begun.keys.clone();
            keys.push(Rc::clone(&hop.key));
            Some(Next { least: begun.cost.plus(rest), keys, begun: Rc::clone(begun), sibling, hop: id })
        });
        self.open.extend(next.map(Reverse));
    }

    fn grown(&self, next: &Next) -> Option<Begun> {
        let (cost, floor) = Ways::cost(self.ways.hops.get(next.hop)?, next.begun.floor);
        let mut hops = next.begun.hops.clone();
        hops.push(next.hop);
        Some(Begun { hops, keys: next.keys.clone(), cost: next.begun.cost.plus(cost), floor })
    }

    fn following(&mut self, begun: &Begun) -> Following {
        let ways = self.ways;
        let last = begun.hops.last().and_then(|&id| ways.hops.get(id));
        let node = last.map_or(ways.from, |hop| ways.number(hop.target));
        let gone = u8::try_from(begun.hops.len()).unwrap_or(u8::MAX);
        let left = ways.most.saturating_sub(gone);
        let rests = &self.rests;
        let sorted = self.sorted.entry((node, begun.floor, left)).or_insert_with(|| {
            let mut following: Vec<(Cost, usize)> = Vec::new();
            for &id in ways.out_of(node).iter().filter(|_| left > 0) {
                let Some(hop) = ways.hops.get(id) else { continue };
                let (cost, floor) = Ways::cost(hop, begun.floor);
                let rest = rests.of(ways.number(hop.target), floor, left - 1);
                if rest != Cost::NONE {
                    following.push((cost.plus(rest), id));
                }
            }
            let key = |id: usize| ways.hops.get(id).map(|hop| &hop.key);
            following.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))));
            following.into()
        });
        Rc::clone(sorted)
    }
}

impl PartialEq for Next {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Next {}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.least.cmp(&other.least).then_with(|| self.keys.cmp(&other.keys))
    }
}

/// The fewest steps from one of so many nodes to each.
fn distances(nodes: usize, from: usize, arcs: impl Iterator<Item = (usize, usize)>) -> Vec<Option<u8>> {
    let mut beside = vec![Vec::new(); nodes];
    for (source, target) in arcs {
        if let Some(beside) = beside.get_mut(source) {
            beside.push(target);
        }
    }
    let mut distances = vec![None; nodes];
    let mut next = VecDeque::from([(from, 0_u8)]);
    while let Some((node, distance)) = next.pop_front() {
        if let Some(known @ None) = distances.get_mut(node) {
            *known = Some(distance);
            let beyond = beside.get(node).into_iter().flatten();
            next.extend(beyond.map(|&target| (target, distance.saturating_add(1))));
        }
    }
    distances
}
