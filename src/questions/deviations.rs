//! The search for the best loopless paths, one after the other, over relations: parallel ones are different paths.
//!
//! Yen's method in Lawler's form: the set of all paths is split where the last answer could have turned off, and each part knows the
//! best path in it, so that every path comes once and a page costs what it shows. The best of a part is a `tail` of its first
//! hops. Where ranking by a figure makes a walk with a loop the best of a part (it went out of its way for a hop with a figure), the
//! walk is not an answer, but its part is split all the same, so that nothing is lost.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap},
    rc::Rc,
};

use petgraph::graph::{EdgeIndex, NodeIndex};
use rust_decimal::Decimal;

use super::{
    access::Access,
    bounds::SearchReport,
    figures::newest,
    legs::{Leg, Legs},
    path::{Path, worth},
    paths::PathRank,
    search_tree::Tree,
    standing::Standing,
    tails::{Start, tail},
    within::{Floor, Ranks, Within},
};
use crate::{graph::KindSet, model::Metric};

/// Between what paths are searched for, and how they are ranked.
pub(super) struct Route {
    /// The end that the search is around.
    pub root: NodeIndex,
    /// The other end, from which keys are read.
    pub outer: NodeIndex,
    /// What the hop at the outer end may be.
    pub begins: KindSet,
    /// How real the production of the source is, where one is recorded.
    pub source: Option<Standing>,
    pub hops: u8,
    pub rank_by: PathRank,
}

/// An iterator over paths, best first.
pub struct Paths<'g> {
    legs: Legs<'g>,
    route: Route,
    trees: HashMap<Within, Tree>,
    figures: Figures,
    parts: BinaryHeap<Reverse<Part>>,
    last: Last,
}

/// What was taken last; its part is split only when more is wanted.
enum Last {
    Nothing,
    Path(Part),
    Done,
}

/// The figures of hops: their ranks, and how many different ones there are.
#[derive(Default)]
struct Figures {
    ranks: Ranks,
    different: usize,
}

/// A set of paths, by the best walk in it: they share its first hops, and turn off from then on by none of the hops named.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    rank: Rank,
    walk: Walk,
    /// How many hops all share.
    shared: usize,
    not: Vec<EdgeIndex>,
}

/// Legs, which are not what parts are compared by: the keys in the rank say all.
struct Walk(Vec<Leg>);

/// How good a path is; the least is the best. What a way of ranking does not look at is the same for all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// The rank of the lowest figure; none has no rank.
    figure: usize,
    hops_first: usize,
    blocked: bool,
    standing: Standing,
    access: Access,
    hops_last: usize,
    keys: Vec<Rc<str>>,
}

impl Iterator for Paths<'_> {
    type Item = Path;

    fn next(&mut self) -> Option<Path> {
        match std::mem::replace(&mut self.last, Last::Done) {
            Last::Nothing => self.begin(),
            Last::Path(part) => self.split(&part, part.walk.0.len()),
            Last::Done => return None,
        }
        while let Some(Reverse(part)) = self.parts.pop() {
            match loops_at(&part.walk.0) {
                Some(at) => self.split(&part, at),
                None => {
                    let path = Path::new(&mut self.legs, &part.walk.0, self.route.source);
                    self.last = Last::Path(part);
                    return Some(path);
                }
            }
        }
        None
    }
}

impl<'g> Paths<'g> {
    pub(super) fn new(legs: Legs<'g>, route: Route) -> Self {
        let (trees, parts) = (HashMap::new(), BinaryHeap::new());
        Self { legs, route, trees, figures: Figures::default(), parts, last: Last::Nothing }
    }

    /// What the search did so far. Complete says that nothing is missing among what was taken.
    pub fn report(&self) -> SearchReport {
        self.legs.work.report()
    }

    fn begin(&mut self) {
        let ends = [self.route.root, self.route.outer];
        if ends.into_iter().all(|end| self.legs.takes(end)) {
            let metric = match self.route.rank_by {
                PathRank::Share => Some(Metric::Share),
                PathRank::Value => Some(Metric::Value),
                PathRank::Hops | PathRank::Standing => None,
            };
            if let Some(metric) = metric {
                self.figures = self.rank_figures(metric);
            }
            self.add(&[], Vec::new());
        }
    }

    /// Splits a part into what turns off from its best walk at each of its hops before `end`.
    fn split(&mut self, part: &Part, end: usize) {
        for (at, leg) in part.walk.0.iter().enumerate().take(end).skip(part.shared) {
            let mut not = vec![leg.edge];
            if at == part.shared {
                not.extend(&part.not);
            }
            let shared = part.walk.0.get(..at).unwrap_or_default();
            self.add(shared, not);
        }
    }

    /// Adds the part of the paths that begin so, if there is any.
    fn add(&mut self, shared: &[Leg], not: Vec<EdgeIndex>) {
        if let Some(rest) = self.best(shared, &not) {
            let walk = [shared, &rest].concat();
            let rank = self.rank(&walk);
            self.parts.push(Reverse(Part { rank, walk: Walk(walk), shared: shared.len(), not }));
        }
    }

    fn rank(&mut self, walk: &[Leg]) -> Rank {
        let (standing, access) = worth(walk, self.route.source);
        let lowest = walk.iter().filter_map(|leg| self.figures.ranks.get(&leg.edge)).max();
        let keys = walk.iter().map(|leg| self.legs.key(leg.edge)).collect();
        let same = Rank {
            figure: lowest.map_or(usize::MAX, |&rank| rank),
            hops_first: 0,
            blocked: false,
            standing: Standing::Operating,
            access: Access::Open,
            hops_last: walk.len(),
            keys,
        };
        let blocked = access == Access::Blocked;
        match self.route.rank_by {
            PathRank::Hops => Rank { hops_first: walk.len(), blocked, standing, access, ..same },
            PathRank::Standing => Rank { blocked, standing, access, ..same },
            PathRank::Share | PathRank::Value => same,
        }
    }

    /// The best rest of the paths that begin so.
    fn best(&mut self, shared: &[Leg], not: &[EdgeIndex]) -> Option<Vec<Leg>> {
        let room = self.route.hops.checked_sub(u8::try_from(shared.len()).ok()?)?;
        match self.route.rank_by {
            PathRank::Hops => {
                let any = self.tail(Within::ALL, shared, not, room)?;
                let hops = u8::try_from(any.len()).ok()?;
                self.best_class(shared, not, hops)
            }
            PathRank::Standing => {
                self.tail(Within::ALL, shared, not, room)?;
                self.best_class(shared, not, room)
            }
            PathRank::Share | PathRank::Value => self.best_figure(shared, not, room),
        }
    }

    fn best_class(&mut self, shared: &[Leg], not: &[EdgeIndex], room: u8) -> Option<Vec<Leg>> {
        let (standing, access) = worth(shared, self.route.source);
        let classes = Within::classes().filter(|class| standing <= class.standing && access <= class.access);
        classes.into_iter().find_map(|class| self.tail(class, shared, not, room))
    }

    /// By halving: if a path keeps to the figures down to one, it keeps to those down to a lower one.
    fn best_figure(&mut self, shared: &[Leg], not: &[EdgeIndex], room: u8) -> Option<Vec<Leg>> {
        let begun = shared.iter().filter_map(|leg| self.figures.ranks.get(&leg.edge)).max().copied();
        let (mut low, mut high) = (begun.unwrap_or(0), self.figures.different);
        let mut best = None;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.tail(Within::figures(Floor::Rank(middle)), shared, not, room) {
                Some(walk) => (best, high) = (Some(walk), middle),
                None => low = middle + 1,
            }
        }
        if best.is_none() && begun.is_none() {
            best = self.tail(Within::figures(Floor::Nothing), shared, not, room);
        }
        best
    }

    fn tail(&mut self, within: Within, shared: &[Leg], not: &[EdgeIndex], room: u8) -> Option<Vec<Leg>> {
        let mut closed: Vec<NodeIndex> = shared.iter().map(|leg| leg.far).collect();
        let node = shared.last().map_or(self.route.outer, |leg| leg.near);
        let begin = self.legs.level(self.route.outer).unwrap_or(0);
        let floor = shared.iter().try_fold(begin, |floor, leg| leg.inward(floor))?;
        let figured = shared.iter().any(|leg| self.figures.ranks.contains_key(&leg.edge));
        let kinds = if shared.is_empty() { self.route.begins } else { KindSet::ALL };
        closed.retain(|&met| met != node);
        let start = Start { node, floor, figured, kinds, not, closed: &closed, hops: room };
        let (legs, root) = (&mut self.legs, self.route.root);
        let tree = self.trees.entry(within).or_insert_with(|| Tree::new(legs, root, within));
        tail(legs, tree, root, within, &self.figures.ranks, &start)
    }

    /// Reads all that lies within the hops asked for, and ranks the figures that most are given in.
    fn rank_figures(&mut self, metric: Metric) -> Figures {
        let root = self.route.root;
        let mut tree = Tree::new(&mut self.legs, root, Within::ALL);
        tree.grow(&mut self.legs, &Ranks::default(), self.route.hops);
        let mut units: BTreeMap<String, BTreeMap<EdgeIndex, Decimal>> = BTreeMap::new();
        for leg in self.legs.read_outward() {
            let figure = self.legs.view.shown(leg.edge).and_then(|relation| newest(relation, metric));
            if let Some((measure, _)) = figure {
                let unit = format!("{:?}", measure.unit_kind());
                units.entry(unit).or_default().insert(leg.edge, measure.size());
            }
        }
        // The first of those with as many, since the maximum is taken from the back.
        let figures = units.into_values().rev().max_by_key(BTreeMap::len).unwrap_or_default();
        let mut sizes: Vec<Decimal> = figures.values().copied().collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.dedup();
        let rank = |size: &Decimal| sizes.partition_point(|other| other > size);
        let ranks = figures.iter().map(|(&edge, size)| (edge, rank(size))).collect();
        Figures { ranks: Rc::new(ranks), different: sizes.len() }
    }
}

/// Where a walk comes back to an entity that it met: the number of hops until then.
fn loops_at(walk: &[Leg]) -> Option<usize> {
    let nodes: Vec<NodeIndex> = walk.iter().map(|leg| leg.far).collect();
    nodes.iter().enumerate().position(|(at, node)| nodes.iter().take(at).any(|before| before == node))
}

impl PartialEq for Walk {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Walk {}

impl PartialOrd for Walk {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Walk {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}
