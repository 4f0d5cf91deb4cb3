//! The smallest set of changes to what is recorded that would open a path: relations that would have to hold, bans that would have to
//! be lifted. A ban that crosses several hops is lifted once, so the least is no sum over hops.
//!
//! A search over (entity, highest stage so far) with labels, after Hansen (1980), "Bicriterion path problems": a way to an entity is
//! dropped only for another with as few hops and changes, none but its bans, and as low a stage. Going on only ever adds to these, so
//! that what is dropped leads nowhere that the other does not, and no way that comes back to an entity is kept.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    rc::Rc,
};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    access::Access,
    bounds::Work,
    crossings::{Crossings, key},
    obstacle::ObstacleKind,
    relaxed::{Needs, Relaxed, RelaxedHop},
    ways::{Way, Ways},
};
use crate::{
    graph::{Relation, View},
    model::{EntityKind, RelationKind, Stage, Status},
};

/// One change of a scenario that would help a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A restriction that is no more.
    Lift(EdgeIndex),
    /// A relation that has this status.
    Set {
        /// Which.
        relation: EdgeIndex,
        /// From now on.
        status: Status,
    },
    /// A relation that nobody speaks of in the view, in force.
    Add {
        /// What it says.
        kind: RelationKind,
        /// Where it starts.
        from: NodeIndex,
        /// Where it ends.
        to: NodeIndex,
        /// Of what.
        commodity: Option<NodeIndex>,
        /// At which stage.
        stage: Option<Stage>,
    },
}

/// The smallest set of changes to what lies between that opens a path; of as small ones that of the path with fewest hops, then by the
/// keys of the relations. Empty where there is none.
pub(super) fn smallest(relaxed: &mut Relaxed<'_>, ways: &Ways) -> Vec<Step> {
    let Some(way) = Labels::default().cheapest(ways, &mut relaxed.work) else { return Vec::new() };
    let hops: Vec<&RelaxedHop> = way.iter().filter_map(|&id| ways.hops.get(id)).collect();
    let mut steps: Vec<Step> = hops
        .iter()
        .filter_map(|hop| match hop.needs {
            Needs::Step(step) => Some(step),
            Needs::Nothing | Needs::More => None,
        })
        .collect();
    // What holds an end of a hop from then on may bring other bans with it, or take some away.
    let mut crossings = Crossings::assuming(relaxed.view, held(&hops));
    let mut bans = Vec::new();
    for hop in &hops {
        let of = relaxed.shown(hop.edge).and_then(Relation::commodity);
        bans.extend(banned(&mut crossings, hop.source, hop.target, of, &mut relaxed.work));
    }
    steps.extend(lifts(relaxed.view, bans));
    steps
}

/// An EXPORT straight from one end to the other, where stages and totals let it be a path, and the bans that would cross it lifted.
pub(super) fn export(
    relaxed: &mut Relaxed<'_>,
    from: NodeIndex,
    to: NodeIndex,
    commodity: Option<NodeIndex>,
) -> Vec<Step> {
    let stages = relaxed.level(from).zip(relaxed.level(to));
    let ends = [from, to];
    let trades =
        |node: &NodeIndex| relaxed.view.entity(*node).is_some_and(|version| version.kind() != EntityKind::Commodity);
    let fits = ends.iter().all(trades) && stages.is_none_or(|(from, to)| from <= to);
    if !fits || ends.into_iter().any(|node| relaxed.aggregate(node)) {
        return Vec::new();
    }
    let bans = banned(&mut relaxed.crossings, from, to, commodity, &mut relaxed.work);
    let add = Step::Add { kind: RelationKind::Export, from, to, commodity, stage: None };
    std::iter::once(add).chain(lifts(relaxed.view, bans)).collect()
}

fn banned(
    crossings: &mut Crossings<'_>,
    source: NodeIndex,
    target: NodeIndex,
    commodity: Option<NodeIndex>,
    work: &mut Work,
) -> Vec<EdgeIndex> {
    let barriers = crossings.crossing(source, target, commodity, work).unwrap_or_default();
    barriers.into_iter().filter(|barrier| barrier.access == Access::Blocked).map(|barrier| barrier.edge).collect()
}

fn lifts(view: View<'_>, mut bans: Vec<EdgeIndex>) -> impl Iterator<Item = Step> {
    bans.sort_by_cached_key(|&ban| key(view, ban));
    bans.dedup();
    bans.into_iter().map(Step::Lift)
}

/// What would belong to what by the hops that are made to hold: what is held, and by what.
fn held(hops: &[&RelaxedHop]) -> Vec<(NodeIndex, NodeIndex)> {
    let belongs = |hop: &&&RelaxedHop| {
        let (from, to) = if hop.reversed { (hop.target, hop.source) } else { (hop.source, hop.target) };
        match hop.kind {
            RelationKind::Location | RelationKind::Membership => Some((from, to)),
            RelationKind::Ownership => Some((to, from)),
            _ => None,
        }
    };
    hops.iter().filter(|hop| matches!(hop.needs, Needs::Step(_))).filter_map(|hop| belongs(&hop)).collect()
}

/// A way to an entity.
struct Label {
    node: usize,
    floor: u8,
    hops: u8,
    changes: usize,
    /// Sorted.
    bans: Rc<[EdgeIndex]>,
    step: Option<(usize, usize)>,
}

impl Label {
    fn is_as_good_as(&self, other: &Self) -> bool {
        let fewer = self.floor <= other.floor && self.hops <= other.hops && self.changes <= other.changes;
        fewer && self.bans.iter().all(|ban| other.bans.binary_search(ban).is_ok())
    }
}

/// In which order labels are settled: fewest changes, fewest hops, keys.
type Turn = (usize, u8, Vec<Rc<str>>, usize);

#[derive(Default)]
struct Labels {
    all: Vec<Label>,
    settled: HashMap<usize, Vec<usize>>,
    open: BinaryHeap<Reverse<Turn>>,
}

impl Labels {
    fn cheapest(mut self, ways: &Ways, work: &mut Work) -> Option<Way> {
        self.add(
            Label { node: ways.from, floor: ways.floor, hops: 0, changes: 0, bans: Rc::new([]), step: None },
            Vec::new(),
        );
        while let Some(Reverse((_, _, keys, id))) = self.open.pop() {
            let label = self.all.get(id)?;
            let settled = self.settled.entry(label.node).or_default();
            if !work.walk(1 + settled.len()) {
                return None;
            }
            if settled.iter().filter_map(|&id| self.all.get(id)).any(|known| known.is_as_good_as(label)) {
                continue;
            }
            settled.push(id);
            if label.node == ways.to {
                return Some(self.way(id));
            }
            let (node, hops) = (label.node, label.hops);
            if hops < ways.most {
                let out = ways.out_of(node);
                if !work.walk(out.len()) {
                    return None;
                }
                for &hop in out {
                    if let Some((label, key)) = self.follow(ways, id, hop) {
                        let keys = keys.iter().cloned().chain([key]).collect();
                        self.add(label, keys);
                    }
                }
            }
        }
        None
    }

    /// The label at the end of a hop; none where no change makes it one.
    fn follow(&self, ways: &Ways, from: usize, id: usize) -> Option<(Label, Rc<str>)> {
        let (label, hop) = (self.all.get(from)?, ways.hops.get(id)?);
        let (floor, back) = Ways::step(hop, label.floor);
        let changes = match hop.needs {
            Needs::Nothing => 0,
            Needs::Step(_) => 1,
            Needs::More => return None,
        };
        if back {
            return None;
        }
        let blocked = hop.obstacles.iter().filter(|obstacle| obstacle.kind == ObstacleKind::Blocked);
        let mut bans: Vec<EdgeIndex> = blocked.filter_map(|obstacle| obstacle.restriction).collect();
        let bans = if bans.is_empty() {
            Rc::clone(&label.bans)
        } else {
            bans.extend(&*label.bans);
            bans.sort_unstable();
            bans.dedup();
            bans.into()
        };
        let next = Label {
            node: ways.number(hop.target),
            floor,
            hops: label.hops + 1,
            changes: label.changes + changes,
            bans,
            step: Some((id, from)),
        };
        Some((next, Rc::clone(&hop.key)))
    }

    fn add(&mut self, label: Label, keys: Vec<Rc<str>>) {
        self.open.push(Reverse((label.changes + label.bans.len(), label.hops, keys, self.all.len())));
        self.all.push(label);
    }

    fn way(&self, id: usize) -> Way {
        let step = |id: usize| self.all.get(id).and_then(|label| label.step);
        let mut way: Way = std::iter::successors(step(id), |&(_, from)| step(from)).map(|(hop, _)| hop).collect();
        way.reverse();
        way
    }
}
