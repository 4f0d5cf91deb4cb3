//! The restrictions that cross a hop, and what holds an entity: read from the graph once a question.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::{EdgeIndex, NodeIndex},
};

use super::{
    access::Access,
    bounds::{Stopped, Work},
    standing::Standing,
};
use crate::{
    graph::{KindSet, Relation, View},
    model::RelationKind,
};

/// The entity that stands for all of them as the target of a restriction.
const WORLD: &str = "world";

/// A restriction that does something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Barrier {
    pub edge: EdgeIndex,
    commodity: Option<NodeIndex>,
    pub access: Access,
}

/// The restrictions of one government, by their target.
type Barriers = HashMap<NodeIndex, Vec<Barrier>>;

/// Those that hold an entity and restrict anything.
type Restrictors = Rc<[(NodeIndex, Rc<Barriers>)]>;

/// What crosses hops, read once a question.
pub(super) struct Crossings<'g> {
    view: View<'g>,
    world: Option<NodeIndex>,
    /// What is taken to belong to what, though it does not: what is held, and by what.
    assumed: Vec<(NodeIndex, NodeIndex)>,
    /// What an entity belongs to straight.
    above: HashMap<NodeIndex, Rc<[NodeIndex]>>,
    /// An entity and what it belongs to.
    holders: HashMap<NodeIndex, Rc<[NodeIndex]>>,
    barriers: HashMap<NodeIndex, Rc<Barriers>>,
    restrictors: HashMap<NodeIndex, Restrictors>,
}

impl<'g> Crossings<'g> {
    pub(super) fn new(view: View<'g>) -> Self {
        Self::assuming(view, Vec::new())
    }

    /// What crosses where some things belonged to others: what is held, and by what.
    pub(super) fn assuming(view: View<'g>, assumed: Vec<(NodeIndex, NodeIndex)>) -> Self {
        Self {
            view,
            world: view.entity_with_key(WORLD),
            assumed,
            above: HashMap::new(),
            holders: HashMap::new(),
            barriers: HashMap::new(),
            restrictors: HashMap::new(),
        }
    }

    /// The entity itself and what it belongs to: up LOCATION and MEMBERSHIP, and from owned to owner, where these are hops.
    pub(super) fn holders(&mut self, node: NodeIndex, work: &mut Work) -> Result<Rc<[NodeIndex]>, Stopped> {
        if let Some(known) = self.holders.get(&node) {
            return Ok(Rc::clone(known));
        }
        let (mut all, mut met) = (vec![node], HashSet::from([node]));
        let mut next = 0;
        while let Some(&held) = all.get(next) {
            next += 1;
            let above = self.above(held, work)?;
            if !work.walk(above.len()) {
                return Err(Stopped);
            }
            all.extend(above.iter().filter(|&&holder| met.insert(holder)));
        }
        all.sort_unstable();
        let all: Rc<[NodeIndex]> = all.into();
        self.holders.insert(node, Rc::clone(&all));
        Ok(all)
    }

    /// What an entity belongs to straight, by index.
    pub(super) fn above(&mut self, held: NodeIndex, work: &mut Work) -> Result<Rc<[NodeIndex]>, Stopped> {
        const UP: KindSet = KindSet::of(&[RelationKind::Location, RelationKind::Membership]);
        const OWNED: KindSet = KindSet::of(&[RelationKind::Ownership]);
        if let Some(known) = self.above.get(&held) {
            return Ok(Rc::clone(known));
        }
        let assumed = self.assumed.iter().filter(|(under, _)| *under == held);
        let mut above: Vec<NodeIndex> = assumed.map(|(_, holder)| *holder).collect();
        for (direction, kinds) in [(Outgoing, UP), (Incoming, OWNED)] {
            for relation in self.view.relations_at(held, direction, kinds) {
                work.read()?;
                if relation.status().and_then(Standing::of).is_some() {
                    above.push(relation.other_end(held));
                }
            }
        }
        // Sorted, so that what a bound cuts off does not hang on the order in which the graph gives its relations.
        above.sort_unstable();
        above.dedup();
        let above: Rc<[NodeIndex]> = above.into();
        self.above.insert(held, Rc::clone(&above));
        Ok(above)
    }

    fn barriers(&mut self, government: NodeIndex, work: &mut Work) -> Result<Rc<Barriers>, Stopped> {
        if let Some(known) = self.barriers.get(&government) {
            return Ok(Rc::clone(known));
        }
        let mut barriers = Barriers::new();
        for relation in self.view.relations_at(government, Outgoing, KindSet::of(&[RelationKind::Restriction])) {
            work.read()?;
            if let Some(barrier) = barrier(relation) {
                barriers.entry(relation.to()).or_default().push(barrier);
            }
        }
        let barriers = Rc::new(barriers);
        self.barriers.insert(government, Rc::clone(&barriers));
        Ok(barriers)
    }

    fn restrictors(&mut self, exporter: NodeIndex, work: &mut Work) -> Result<Restrictors, Stopped> {
        if let Some(known) = self.restrictors.get(&exporter) {
            return Ok(Rc::clone(known));
        }
        let mut found = Vec::new();
        for &holder in &*self.holders(exporter, work)? {
            let barriers = self.barriers(holder, work)?;
            if !barriers.is_empty() {
                found.push((holder, barriers));
            }
        }
        let found: Rc<[_]> = found.into();
        self.restrictors.insert(exporter, Rc::clone(&found));
        Ok(found)
    }

    /// The restrictions that cross goods of a commodity on their way from an exporter to an importer.
    pub(super) fn crossing(
        &mut self,
        exporter: NodeIndex,
        importer: NodeIndex,
        commodity: Option<NodeIndex>,
        work: &mut Work,
    ) -> Result<Vec<Barrier>, Stopped> {
        let mut found = Vec::new();
        let restrictors = self.restrictors(exporter, work)?;
        if restrictors.is_empty() {
            return Ok(found);
        }
        let holders = self.holders(importer, work)?;
        let world = self.world.filter(|world| holders.binary_search(world).is_err());
        for (government, barriers) in &*restrictors {
            // Goods that stay within its own are not held back.
            if holders.binary_search(government).is_ok() {
                continue;
            }
            for target in holders.iter().chain(&world) {
                let matches = |barrier: &&Barrier| match (barrier.commodity, commodity) {
                    (Some(held_back), Some(traded)) => self.view.commodities_match(held_back, traded),
                    _ => true,
                };
                found.extend(barriers.get(target).into_iter().flatten().filter(matches));
            }
        }
        Ok(found)
    }
}

/// What a restriction does; none if it does nothing.
pub(super) fn barrier(relation: Relation<'_>) -> Option<Barrier> {
    let access = Access::under(relation.instrument()?, relation.status()?);
    (access != Access::Open).then_some(Barrier { edge: relation.edge, commodity: relation.commodity(), access })
}

/// The worst that barriers do.
pub(super) fn worst(barriers: &[Barrier]) -> Access {
    barriers.iter().map(|barrier| barrier.access).max().unwrap_or(Access::Open)
}

/// Barriers in the order in which they are shown: what holds back most first, then by key.
pub(super) fn shown<K: Ord>(mut barriers: Vec<Barrier>, mut key: impl FnMut(EdgeIndex) -> K) -> Vec<EdgeIndex> {
    barriers.sort_by_cached_key(|barrier| (Reverse(barrier.access), key(barrier.edge)));
    barriers.into_iter().map(|barrier| barrier.edge).collect()
}

/// The key of a relation; empty where the view does not show it.
pub(super) fn key(view: View<'_>, edge: EdgeIndex) -> String {
    view.shown(edge).and_then(Relation::key).map_or_else(String::new, |key| key.to_string())
}
