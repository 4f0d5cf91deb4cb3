//! All supply paths to an entity together: which hops they go along, who supplies by them, and how many there are. Counted one by one
//! while they are few; else by walks, which may come back to an entity, so that what is told of them is an upper bound.

use std::{
    collections::{BTreeSet, HashMap},
    rc::Rc,
};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    access::Access,
    bounds::Stopped,
    legs::{LOOSE, Leg},
    suppliers::Search,
};

/// So many paths are counted one by one.
pub(super) const MOST_PATHS: usize = 50_000;

/// So many hops are looked at while they are.
const MOST_STEPS: usize = 2_000_000;

/// What all supply paths to an entity come to that nothing blocks.
pub(super) struct Web {
    /// The hops that lie on any.
    pub hops: Vec<WebHop>,
    /// The hops that paths begin with: each with the supplier at its far end.
    pub begins: BTreeSet<usize>,
    /// How many paths there are.
    pub total: u64,
    /// Each path by its hops, outward from the one that is supplied; none where they were not counted one by one.
    pub paths: Option<Vec<Box<[usize]>>>,
}

/// A hop on a path.
pub(super) struct WebHop {
    pub leg: Leg,
    /// How many paths go along it.
    pub through: u64,
}

impl Web {
    /// The supplier of a path that begins with a hop, if any does.
    pub(super) fn suppliers(&self) -> BTreeSet<NodeIndex> {
        self.begins.iter().filter_map(|&id| self.leg(id)).map(|leg| leg.far).collect()
    }

    pub(super) fn leg(&self, id: usize) -> Option<&Leg> {
        self.hops.get(id).map(|hop| &hop.leg)
    }

    /// All that supplies the one that is asked about, as far as the search may look; so many paths at most are counted one by one.
    pub(super) fn read(search: &mut Search<'_>, holders: &Rc<[NodeIndex]>, most_paths: usize) -> Self {
        let mut reader = Reader { search, holders: Rc::clone(holders), made: HashMap::new(), most_paths };
        match reader.paths() {
            Some(web) => web,
            None => reader.walks(),
        }
    }
}

struct Reader<'s, 'g> {
    search: &'s mut Search<'g>,
    holders: Rc<[NodeIndex]>,
    made: HashMap<NodeIndex, bool>,
    most_paths: usize,
}

impl Reader<'_, '_> {
    /// The hops out of a state that a path may go on along, each with the bound beyond it.
    fn beyond(&mut self, node: NodeIndex, bound: u8) -> Vec<(Leg, u8)> {
        let root = self.search.root;
        let legs = self.search.legs.outward(node);
        let open = legs.iter().filter(|leg| leg.far != root && leg.access != Access::Blocked);
        open.filter_map(|leg| Some((*leg, leg.outward(bound)?))).collect()
    }

    /// Whether a path that begins with a hop is one of a supplier.
    fn supplies(&mut self, leg: &Leg) -> bool {
        if self.holders.binary_search(&leg.far).is_ok() {
            return false;
        }
        if self.search.begins.holds(leg.kind) {
            return true;
        }
        if let Some(&made) = self.made.get(&leg.far) {
            return made;
        }
        // What cannot be read any more is left out, as the question about suppliers does.
        let made = match self.search.made(leg.far) {
            Ok(made) => made.is_some(),
            Err(Stopped) => return false,
        };
        self.made.insert(leg.far, made);
        made
    }

    fn start(&mut self) -> Option<(NodeIndex, u8)> {
        let root = self.search.root;
        let bound = self.search.legs.level(root).unwrap_or(LOOSE);
        self.search.legs.takes(root).then_some((root, bound))
    }

    /// All paths one by one; none where they are too many.
    fn paths(&mut self) -> Option<Web> {
        let mut found = Found { hops: Hops::default(), paths: Vec::new(), steps: MOST_STEPS };
        if let Some((root, bound)) = self.start() {
            self.grow(root, bound, &mut Vec::new(), &mut found)?;
        }
        let (hops, paths) = found.compact();
        let begins = paths.iter().filter_map(|path| path.last().copied()).collect();
        let total = u64::try_from(paths.len()).unwrap_or(u64::MAX);
        Some(Web { hops, begins, total, paths: Some(paths) })
    }

    /// Goes on from a path, as deep as there may be hops.
    fn grow(
        &mut self,
        node: NodeIndex,
        bound: u8,
        path: &mut Vec<(usize, NodeIndex)>,
        found: &mut Found,
    ) -> Option<()> {
        for (leg, bound) in self.beyond(node, bound) {
            found.steps = found.steps.checked_sub(1)?;
            if path.iter().any(|(_, met)| *met == leg.far) || !self.search.legs.work.walk(1) {
                continue;
            }
            path.push((found.hops.number(&leg), leg.far));
            if self.supplies(&leg) {
                if found.paths.len() >= self.most_paths {
                    return None;
                }
                for &(id, _) in path.iter() {
                    found.hops.add(id, 1);
                }
                found.paths.push(path.iter().map(|(id, _)| *id).collect());
            }
            if path.len() < usize::from(self.search.hops) {
                self.grow(leg.far, bound, path, found)?;
            }
            path.pop();
        }
        Some(())
    }

    /// The walks, counted by how many lead to a state and how many lead on from it.
    fn walks(&mut self) -> Web {
        let most = usize::from(self.search.hops);
        let mut layers: Vec<HashMap<(NodeIndex, u8), u64>> =
            vec![self.start().map(|state| (state, 1)).into_iter().collect()];
        let mut beyond: HashMap<(NodeIndex, u8), Vec<(Leg, u8)>> = HashMap::new();
        for _ in 0..most {
            let mut next = HashMap::new();
            let mut states: Vec<_> = layers.last().into_iter().flatten().map(|(&state, &ways)| (state, ways)).collect();
            // Sorted, so that what a bound cuts off does not hang on the order of a hash.
            states.sort_unstable();
            for (state, ways) in states {
                let legs = beyond.entry(state).or_insert_with(|| self.beyond(state.0, state.1));
                if !self.search.legs.work.walk(legs.len()) {
                    break;
                }
                for (leg, bound) in legs {
                    let to: &mut u64 = next.entry((leg.far, *bound)).or_default();
                    *to = to.saturating_add(ways);
                }
            }
            layers.push(next);
        }
        // How many ways lead on from a state with so many hops left.
        let mut rests: Vec<HashMap<(NodeIndex, u8), u64>> = vec![HashMap::new()];
        let mut states: Vec<_> = beyond.keys().copied().collect();
        states.sort_unstable();
        for left in 1..=most {
            let mut rest = HashMap::new();
            for &state in &states {
                let legs = beyond.get(&state).map_or(&[][..], Vec::as_slice);
                if !self.search.legs.work.walk(legs.len()) {
                    break;
                }
                let mut ways = 0_u64;
                for (leg, bound) in legs {
                    let on = rests.get(left - 1).and_then(|rest| rest.get(&(leg.far, *bound))).copied().unwrap_or(0);
                    ways = ways.saturating_add(on).saturating_add(u64::from(self.supplies(leg)));
                }
                rest.insert(state, ways);
            }
            rests.push(rest);
        }
        let (mut hops, mut begins, mut total) = (Hops::default(), BTreeSet::new(), 0_u64);
        for (depth, layer) in layers.iter().enumerate().take(most) {
            let mut states: Vec<_> = layer.iter().map(|(&state, &ways)| (state, ways)).collect();
            states.sort_unstable();
            for (state, ways) in states {
                for (leg, bound) in beyond.get(&state).into_iter().flatten() {
                    let ends = self.supplies(leg);
                    let on = rests.get(most - depth - 1).and_then(|rest| rest.get(&(leg.far, *bound))).copied();
                    let through = ways.saturating_mul(on.unwrap_or(0).saturating_add(u64::from(ends)));
                    if through == 0 {
                        continue;
                    }
                    let id = hops.number(leg);
                    hops.add(id, through);
                    if ends {
                        begins.insert(id);
                        total = total.saturating_add(ways);
                    }
                }
            }
        }
        Web { hops: hops.all, begins, total, paths: None }
    }
}

struct Found {
    hops: Hops,
    paths: Vec<Box<[usize]>>,
    steps: usize,
}

impl Found {
    /// Without the hops that were met and lie on no path.
    fn compact(self) -> (Vec<WebHop>, Vec<Box<[usize]>>) {
        let mut numbers = vec![0; self.hops.all.len()];
        let mut hops = Vec::new();
        for (hop, number) in self.hops.all.into_iter().zip(&mut numbers).filter(|(hop, _)| hop.through > 0) {
            *number = hops.len();
            hops.push(hop);
        }
        let renumbered = |path: Box<[usize]>| path.iter().filter_map(|&id| numbers.get(id).copied()).collect();
        (hops, self.paths.into_iter().map(renumbered).collect())
    }
}

/// The hops that were met, by number. A LOCATION is walked either way.
#[derive(Default)]
struct Hops {
    all: Vec<WebHop>,
    numbers: HashMap<(EdgeIndex, NodeIndex), usize>,
}

impl Hops {
    fn number(&mut self, leg: &Leg) -> usize {
        let all = &mut self.all;
        *self.numbers.entry((leg.edge, leg.near)).or_insert_with(|| {
            all.push(WebHop { leg: *leg, through: 0 });
            all.len() - 1
        })
    }

    fn add(&mut self, id: usize, ways: u64) {
        if let Some(hop) = self.all.get_mut(id) {
            hop.through = hop.through.saturating_add(ways);
        }
    }
}
