//! The hops at an entity as a search sees them: filtered, with their standing and access, read from the graph once a question.

use std::{collections::HashMap, rc::Rc};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    access::Access,
    bounds::{Bounds, Stopped, Work},
    crossings::{Crossings, key, shown, worst},
    filter::Filter,
    flow::{Along, Course, Flow, Hop, sides, supplies},
    standing::Standing,
};
use crate::{
    graph::{Relation, View},
    model::{RelationKind, Stage},
};

/// A hop between an entity nearer to the one that is asked about and one farther from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub edge: EdgeIndex,
    pub near: NodeIndex,
    pub far: NodeIndex,
    pub kind: RelationKind,
    pub reversed: bool,
    pub standing: Standing,
    pub access: Access,
    levels: Levels,
}

/// Where the stages of a hop and of its ends stand. They never rise on the way from the one that is asked about.
#[derive(Clone, Copy, Debug)]
struct Levels {
    near: Option<u8>,
    hop: Option<u8>,
    far: Option<u8>,
}

/// A bound that every level keeps.
pub(super) const LOOSE: u8 = 5;

impl Leg {
    /// What the levels beyond may be, where those up to `near` let them be `bound` at most; none if this leg keeps them not.
    pub(super) fn outward(&self, bound: u8) -> Option<u8> {
        let keep = |bound: u8, level: Option<u8>| level.map_or(Some(bound), |l| (l <= bound).then_some(l));
        keep(keep(bound, self.levels.hop)?, self.levels.far)
    }

    /// What the levels towards the one that is asked about are at least, where those up to `far` are at most `floor`.
    pub(super) fn inward(&self, floor: u8) -> Option<u8> {
        let keep = |floor: u8, level: Option<u8>| level.map_or(Some(floor), |l| (l >= floor).then_some(l));
        keep(keep(floor, self.levels.hop)?, self.levels.near)
    }
}

/// What is known of an entity on a path.
#[derive(Clone, Copy)]
struct Place {
    open: bool,
    level: Option<u8>,
}

/// The hops of one question.
pub(super) struct Legs<'g> {
    pub view: View<'g>,
    pub flow: Flow,
    pub along: Along,
    pub filter: Filter,
    pub work: Work,
    crossings: Crossings<'g>,
    outward: HashMap<NodeIndex, Rc<[Leg]>>,
    inward: HashMap<NodeIndex, Rc<[Leg]>>,
    places: HashMap<NodeIndex, Place>,
    commodities: HashMap<NodeIndex, bool>,
    keys: HashMap<EdgeIndex, Rc<str>>,
    nothing: Rc<[Leg]>,
}

impl<'g> Legs<'g> {
    pub(super) fn new(view: View<'g>, flow: Flow, along: Along, filter: Filter, bounds: Bounds) -> Self {
        Self {
            view,
            flow,
            along,
            filter,
            work: Work::new(bounds),
            crossings: Crossings::new(view),
            outward: HashMap::new(),
            inward: HashMap::new(),
            places: HashMap::new(),
            commodities: HashMap::new(),
            keys: HashMap::new(),
            nothing: Rc::new([]),
        }
    }

    /// The legs away from the one that is asked about, of which this entity is the near end, in the order of recording. None are
    /// read any more once a bound is met, and what was being read then is left out whole.
    pub(super) fn outward(&mut self, near: NodeIndex) -> Rc<[Leg]> {
        if let Some(known) = self.outward.get(&near) {
            return Rc::clone(known);
        }
        match self.read(near, true) {
            Ok(legs) => Rc::clone(self.outward.entry(near).or_insert(legs)),
            Err(Stopped) => Rc::clone(&self.nothing),
        }
    }

    /// The legs of which this entity is the far end.
    pub(super) fn inward(&mut self, far: NodeIndex) -> Rc<[Leg]> {
        if let Some(known) = self.inward.get(&far) {
            return Rc::clone(known);
        }
        match self.read(far, false) {
            Ok(legs) => Rc::clone(self.inward.entry(far).or_insert(legs)),
            Err(Stopped) => Rc::clone(&self.nothing),
        }
    }

    /// All legs that were read by going outward, in no order.
    pub(super) fn read_outward(&self) -> impl Iterator<Item = &Leg> {
        self.outward.values().flat_map(|legs| legs.iter())
    }

    /// Whether an entity may be on a path at all.
    pub(super) fn takes(&mut self, node: NodeIndex) -> bool {
        self.place(node).open
    }

    /// The level of an entity's own stage.
    pub(super) fn level(&mut self, node: NodeIndex) -> Option<u8> {
        self.place(node).level
    }

    /// The key of a relation.
    pub(super) fn key(&mut self, edge: EdgeIndex) -> Rc<str> {
        Rc::clone(self.keys.entry(edge).or_insert_with(|| key(self.view, edge).into()))
    }

    /// What an entity belongs to, itself included; just itself where a bound was met.
    pub(super) fn holders(&mut self, node: NodeIndex) -> Rc<[NodeIndex]> {
        self.crossings.holders(node, &mut self.work).unwrap_or_else(|Stopped| [node].into())
    }

    /// The legs as steps of a path, with what crosses them.
    pub(super) fn hop(&mut self, leg: &Leg) -> Hop {
        let (source, target) = self.ends(leg);
        let relation = self.view.shown(leg.edge);
        // What crosses was read when the leg was, so no bound is met here.
        let barriers = relation.and_then(|r| {
            let (exporter, importer) = flows(self.along, &r, source, target)?;
            self.crossings.crossing(exporter, importer, r.commodity(), &mut self.work).ok()
        });
        Hop {
            relation: leg.edge,
            kind: leg.kind,
            source,
            target,
            reversed: leg.reversed,
            standing: leg.standing,
            access: leg.access,
            restrictions: shown(barriers.unwrap_or_default(), |edge| self.key(edge)),
        }
    }

    /// Source and target of a leg, along the path.
    pub(super) fn ends(&self, leg: &Leg) -> (NodeIndex, NodeIndex) {
        match self.flow {
            Flow::Up => (leg.far, leg.near),
            Flow::Down => (leg.near, leg.far),
        }
    }

    fn read(&mut self, node: NodeIndex, outward: bool) -> Result<Rc<[Leg]>, Stopped> {
        if self.work.stopped() {
            return Err(Stopped);
        }
        let flow = match (self.flow, outward) {
            (flow, true) => flow,
            (Flow::Up, false) => Flow::Down,
            (Flow::Down, false) => Flow::Up,
        };
        let mut legs = Vec::new();
        for (direction, kinds) in sides(flow, self.along) {
            for relation in self.view.relations_at(node, direction, kinds) {
                self.work.read()?;
                let other = relation.other_end(node);
                let (near, far) = if outward { (node, other) } else { (other, node) };
                legs.extend(self.leg(relation, near, far)?);
            }
        }
        legs.sort_unstable_by_key(|leg| leg.edge);
        legs.dedup_by_key(|leg| leg.edge);
        Ok(legs.into())
    }

    /// The leg that a relation makes, if any. The cheap sieves come first.
    fn leg(&mut self, relation: Relation<'g>, near: NodeIndex, far: NodeIndex) -> Result<Option<Leg>, Stopped> {
        let takes_commodity = relation.commodity().is_none_or(|commodity| self.takes_commodity(commodity));
        if near == far || !takes_commodity || !self.filter.takes_relation(&relation) {
            return Ok(None);
        }
        if !self.takes(near) || !self.takes(far) {
            return Ok(None);
        }
        let Some(standing) = relation.status().and_then(Standing::of) else { return Ok(None) };
        if self.along == Along::Supply && !supplies(relation) {
            return Ok(None);
        }
        let levels = match self.along {
            Along::Supply => Levels {
                near: self.level(near),
                hop: relation.stage().map(|stage| level(self.flow, stage)),
                far: self.level(far),
            },
            Along::Any => Levels { near: None, hop: None, far: None },
        };
        let (source, target) = if self.flow == Flow::Up { (far, near) } else { (near, far) };
        let access = match flows(self.along, &relation, source, target) {
            Some((exporter, importer)) => {
                worst(&self.crossings.crossing(exporter, importer, relation.commodity(), &mut self.work)?)
            }
            None => Access::Open,
        };
        let reversed = source != relation.from();
        Ok(Some(Leg { edge: relation.edge, near, far, kind: relation.kind(), reversed, standing, access, levels }))
    }

    fn takes_commodity(&mut self, commodity: NodeIndex) -> bool {
        let (view, filter) = (self.view, &self.filter);
        *self.commodities.entry(commodity).or_insert_with(|| filter.takes_commodity(view, commodity))
    }

    fn place(&mut self, node: NodeIndex) -> Place {
        let supply = self.along == Along::Supply;
        let (view, flow, filter) = (self.view, self.flow, &self.filter);
        *self.places.entry(node).or_insert_with(|| {
            let version = view.entity(node);
            Place {
                open: filter.takes_entity(node) && version.is_some_and(|v| !(supply && v.aggregate())),
                level: version.and_then(|v| v.stage()).map(|stage| level(flow, stage)),
            }
        })
    }
}

/// Where a stage stands, so that it never rises on the way from the one that is asked about.
const fn level(flow: Flow, stage: Stage) -> u8 {
    match flow {
        Flow::Up => stage.rank(),
        Flow::Down => LOOSE.saturating_sub(stage.rank()),
    }
}

/// From where to where goods flow on a step from `source` to `target`, which need not be the way of the step where any relation is
/// followed either way.
fn flows(
    along: Along,
    relation: &Relation<'_>,
    source: NodeIndex,
    target: NodeIndex,
) -> Option<(NodeIndex, NodeIndex)> {
    match (along, Course::of(relation.kind())) {
        (Along::Supply, _) | (Along::Any, Course::Both) => Some((source, target)),
        (Along::Any, Course::With) => Some((relation.from(), relation.to())),
        (Along::Any, Course::Against) => supplies(*relation).then_some((relation.to(), relation.from())),
        (Along::Any, Course::None) => None,
    }
}
