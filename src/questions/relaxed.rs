//! The hops of a way that is no supply path, or not yet: every relation that was ever spoken of along which goods could flow, with all
//! that keeps it from being a hop. Read from the graph once a question.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    access::Access,
    bounds::{Stopped, Work},
    crossings::{Crossings, key},
    filter::Filter,
    flow::{Along, Flow, sides, supplies},
    lapse::{Said, known_later, said},
    obstacle::{Cost, Obstacle, ObstacleKind},
    remedy::Step,
    ways::Between,
};
use crate::{
    graph::{Relation, View},
    model::{RelationKind, Status},
};

/// A hop, and what keeps it from being one.
#[derive(Clone, Debug)]
pub(super) struct RelaxedHop {
    pub edge: EdgeIndex,
    pub kind: RelationKind,
    /// Empty until it is laid out: most that is read lies on no way.
    pub key: Rc<str>,
    pub source: NodeIndex,
    pub target: NodeIndex,
    pub reversed: bool,
    /// Whether the view does not see the relation.
    pub unseen: bool,
    /// All but the order of stages, which hangs on the way to here; the mildest first.
    pub obstacles: Vec<Obstacle>,
    pub cost: Cost,
    /// What would make it hold, bans aside.
    pub needs: Needs,
    /// Where the stages of the hop and of its target stand.
    pub levels: [Option<u8>; 2],
}

/// What has to be changed for a hop to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    Step(Step),
    /// No change makes it a hop of a supply path.
    More,
}

/// What is known of an entity on a way.
#[derive(Clone, Copy)]
struct Place {
    aggregate: bool,
    level: Option<u8>,
    seen: bool,
}

/// A relation as a hop from `source` to `target`.
#[derive(Clone, Copy)]
struct Way<'g> {
    relation: Relation<'g>,
    source: NodeIndex,
    target: NodeIndex,
    unseen: bool,
}

/// The hops around the two ends of one question.
pub(super) struct Relaxed<'g> {
    pub view: View<'g>,
    /// The same view, looking as far as may be told of.
    later: Option<View<'g>>,
    from: NodeIndex,
    pub filter: Filter,
    pub work: Work,
    pub crossings: Crossings<'g>,
    places: HashMap<NodeIndex, Place>,
    hops: Vec<RelaxedHop>,
    met: HashSet<(EdgeIndex, NodeIndex)>,
    nameless: Rc<str>,
}

impl<'g> Relaxed<'g> {
    pub(super) fn new(view: View<'g>, later: Option<View<'g>>, from: NodeIndex, filter: Filter, work: Work) -> Self {
        let (crossings, places) = (Crossings::new(view), HashMap::new());
        let (hops, met, nameless) = (Vec::new(), HashSet::new(), "".into());
        Self { view, later, from, filter, work, crossings, places, hops, met, nameless }
    }

    /// All hops of ways between the two ends with so many hops at most, and others: the first half of each lies within half as many
    /// hops of its start, the second half so near to its end. What keeps a relation from being a hop costs far more to tell than
    /// where it leads, so it is told of those alone that lie on such a way. What was told by then, where a bound is met.
    pub(super) fn between(&mut self, to: NodeIndex, most: u8) -> Vec<RelaxedHop> {
        let half = most / 2;
        let mut ways = Vec::new();
        let read = self
            .around(self.from, Flow::Down, half, &mut ways)
            .and_then(|()| self.around(to, Flow::Up, most - half, &mut ways));
        let between = Between::new(self.from, to, most, ways.iter().map(|way| (way.source, way.target)));
        let mut told = ways.into_iter().filter(|way| between.has(way.source, way.target));
        // Which bound was met is in the report.
        read.and_then(|()| told.try_for_each(|way| self.add(way))).unwrap_or(());
        std::mem::take(&mut self.hops)
    }

    /// A relation as the view, or the one that looks further, shows it.
    pub(super) fn shown(&self, edge: EdgeIndex) -> Option<Relation<'g>> {
        self.view.shown(edge).or_else(|| self.later?.shown(edge))
    }

    /// Where the stage of an entity stands.
    pub(super) fn level(&mut self, node: NodeIndex) -> Option<u8> {
        self.place(node).level
    }

    /// Whether it is a total, through which no path leads.
    pub(super) fn aggregate(&mut self, node: NodeIndex) -> bool {
        self.place(node).aggregate
    }

    fn around(&mut self, root: NodeIndex, flow: Flow, depth: u8, ways: &mut Vec<Way<'g>>) -> Result<(), Stopped> {
        let (mut layer, mut met) = (vec![root], HashSet::from([root]));
        for _ in 0..depth {
            let mut next = Vec::new();
            for node in std::mem::take(&mut layer) {
                for way in self.ways(node, flow)? {
                    let beyond = if flow == Flow::Down { way.target } else { way.source };
                    if met.insert(beyond) {
                        next.push(beyond);
                    }
                    ways.push(way);
                }
            }
            next.sort_unstable();
            layer = next;
        }
        Ok(())
    }

    /// What leads out of an entity (down) or into it (up), in the order of recording.
    fn ways(&mut self, node: NodeIndex, flow: Flow) -> Result<Vec<Way<'g>>, Stopped> {
        let mut ways = Vec::new();
        let mut add = |relation, other, unseen| {
            let (source, target) = if flow == Flow::Down { (node, other) } else { (other, node) };
            if source != target {
                ways.push(Way { relation, source, target, unseen });
            }
        };
        for (direction, kinds) in sides(flow, Along::Supply) {
            for relation in self.view.relations_ever(node, direction, kinds) {
                self.work.read()?;
                add(relation, relation.other_end(node), false);
            }
            if let Some(later) = self.later {
                for relation in later.relations_ever(node, direction, kinds) {
                    self.work.read()?;
                    if !self.sees(relation) {
                        let other = relation.other_end(later.survivor(node));
                        add(relation, self.view.survivor(other), true);
                    }
                }
            }
        }
        ways.sort_unstable_by_key(|way| way.relation.edge);
        Ok(ways)
    }

    /// Whether a relation of the view that looks further is spoken of in the view, be it by what it supposes.
    fn sees(&self, relation: Relation<'_>) -> bool {
        let spoken = |seen: Relation<'_>| seen.assumed() || !seen.claims().is_empty();
        let supposed = || relation.tie().and_then(|tie| self.view.relation_of(&tie));
        self.view.shown(relation.edge).or_else(supposed).is_some_and(spoken)
    }

    /// Adds what a relation makes of a hop, if any, unless it is there.
    fn add(&mut self, way: Way<'g>) -> Result<(), Stopped> {
        let Way { relation, source, target, unseen } = way;
        if self.met.contains(&(relation.edge, source)) {
            return Ok(());
        }
        let fails = match unseen {
            true => known_later(self.view, relation).map_or(Said::Nothing, Said::Fails),
            false => said(relation, self.later),
        };
        let obstacle = match fails {
            Said::Nothing => return Ok(()),
            Said::Holds => None,
            Said::Fails(obstacle) => Some(obstacle),
        };
        let obstacles = self.obstacles(way, obstacle)?;
        let needs = if obstacles.iter().any(|o| o.kind.lasts()) { Needs::More } else { self.needs(way, obstacle) };
        let levels = [relation.stage().map(|stage| stage.rank()), self.level(target)];
        let hop = RelaxedHop {
            edge: relation.edge,
            kind: relation.kind(),
            key: Rc::clone(&self.nameless),
            source,
            target,
            reversed: self.view.survivor(relation.from()) != source,
            unseen,
            cost: Cost::hop(&obstacles),
            obstacles,
            needs,
            levels,
        };
        self.met.insert((relation.edge, source));
        self.hops.push(hop);
        Ok(())
    }

    fn obstacles(&mut self, way: Way<'g>, status: Option<Obstacle>) -> Result<Vec<Obstacle>, Stopped> {
        let Way { relation, source, target, .. } = way;
        let view = self.view;
        let mut bans = self.crossings.crossing(source, target, relation.commodity(), &mut self.work)?;
        bans.retain(|barrier| barrier.access == Access::Blocked);
        bans.sort_by_cached_key(|barrier| key(view, barrier.edge));
        let banned = bans.iter().map(|ban| Obstacle {
            when: view.shown(ban.edge).and_then(|restriction| restriction.valid().0),
            restriction: Some(ban.edge),
            ..Obstacle::new(ObstacleKind::Blocked)
        });
        let mut obstacles: Vec<Obstacle> = status.into_iter().chain(banned).collect();
        // The bans stay in the order of their keys.
        obstacles.sort_by_key(|obstacle| obstacle.kind);
        if let Some(of) = relation.commodity().filter(|&of| !self.filter.takes_commodity(relation.view(), of)) {
            obstacles.push(Obstacle { entity: Some(of), ..Obstacle::new(ObstacleKind::Commodity) });
        }
        let starts = source == self.from && self.aggregate(source);
        let ends = self.aggregate(target);
        for total in [(starts, source), (ends, target)].into_iter().filter_map(|(is, total)| is.then_some(total)) {
            obstacles.push(Obstacle { entity: Some(total), ..Obstacle::new(ObstacleKind::Aggregate) });
        }
        Ok(obstacles)
    }

    /// What would make a hop hold to which nothing lasting is opposed.
    fn needs(&mut self, way: Way<'g>, status: Option<Obstacle>) -> Needs {
        let Way { relation, source, target, unseen } = way;
        if status.is_none_or(|obstacle| !obstacle.kind.closes()) {
            return Needs::Nothing;
        }
        if !unseen {
            // What talks are to be about that have yet to begin, no status brings forward.
            if !supplies(relation) {
                return Needs::More;
            }
            return Needs::Step(Step::Set { relation: relation.edge, status: Status::Active });
        }
        let commodity = relation.commodity();
        let seen = [Some(source), Some(target), commodity].into_iter().flatten().all(|node| self.place(node).seen);
        // What a scenario adds does not say which of several it is.
        if !seen || relation.number().is_some() {
            return Needs::More;
        }
        let (from, to) = (self.view.survivor(relation.from()), self.view.survivor(relation.to()));
        Needs::Step(Step::Add { kind: relation.kind(), from, to, commodity, stage: relation.stage() })
    }

    fn place(&mut self, node: NodeIndex) -> Place {
        let (view, later) = (self.view, self.later);
        *self.places.entry(node).or_insert_with(|| {
            let seen = view.entity(node);
            let version = seen.or_else(|| later?.entity(node));
            Place {
                aggregate: version.is_some_and(|version| version.aggregate()),
                level: version.and_then(|version| version.stage()).map(|stage| stage.rank()),
                seen: seen.is_some(),
            }
        })
    }
}
