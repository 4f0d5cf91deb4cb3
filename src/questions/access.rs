//! Whether goods can pass: what restrictions make of the hops that they cross.

use std::{collections::HashSet, fmt};

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::{EdgeIndex, NodeIndex},
};

use super::{
    bounds::{Bounds, Searched, Stopped, Work},
    crossings::{Crossings, barrier, key, shown, worst},
    flow::{Along, Course, Flow, sides, supplies},
    standing::Standing,
};
use crate::{
    graph::{KindSet, Relation, View},
    model::{Instrument, RelationKind, Status},
};

/// Whether goods can pass, by the restrictions that cross a hop; of a path, the worst of its hops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Nothing crosses.
    Open,
    /// A restriction is decided, asked for or talked of.
    AtRisk,
    /// A restriction is in force, or being eased.
    Restricted,
    /// A ban is in force.
    Blocked,
}

impl Access {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Open, Self::AtRisk, Self::Restricted, Self::Blocked];

    /// What a restriction does to the hops that it crosses.
    pub const fn under(instrument: Instrument, status: Status) -> Self {
        match (status, instrument) {
            (Status::Active, Instrument::Ban) => Self::Blocked,
            (Status::Active | Status::Eased, _) => Self::Restricted,
            (Status::Denied | Status::Ended, _) => Self::Open,
            _ => Self::AtRisk,
        }
    }

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::AtRisk => "AT_RISK",
            Self::Restricted => "RESTRICTED",
            Self::Blocked => "BLOCKED",
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether goods can pass along a relation, and the restrictions that say so; OPEN where none flow along it. Of a LOCATION: on the
/// way into the place.
pub fn access_of(view: View<'_>, relation: Relation<'_>) -> (Access, Vec<EdgeIndex>) {
    let Some((exporter, importer)) = along(relation) else { return (Access::Open, Vec::new()) };
    let mut work = Work::new(Bounds::default());
    let barriers = Crossings::new(view).crossing(exporter, importer, relation.commodity(), &mut work);
    let barriers = barriers.unwrap_or_default();
    (worst(&barriers), shown(barriers, |edge| key(view, edge)))
}

/// From where to where goods flow along a relation; of a LOCATION into the place.
pub(super) fn along(relation: Relation<'_>) -> Option<(NodeIndex, NodeIndex)> {
    match Course::of(relation.kind()) {
        Course::With | Course::Both => Some((relation.from(), relation.to())),
        Course::Against => Some((relation.to(), relation.from())),
        Course::None => None,
    }
}

/// The relations that a restriction crosses, by key: those out of its `from` and of all that belongs to it. A bounded search.
pub fn affected(view: View<'_>, restriction: Relation<'_>, bounds: Bounds) -> Searched<Vec<EdgeIndex>> {
    let mut work = Work::new(bounds);
    let mut found = Vec::new();
    if barrier(restriction).is_some() {
        let mut crossings = Crossings::new(view);
        for exporter in held(view, restriction.from(), &mut work) {
            let crossed = crossed_out_of(view, exporter, restriction.edge, &mut crossings, &mut work);
            found.extend(crossed.unwrap_or_default());
        }
    }
    found.sort_by_cached_key(|&edge| key(view, edge));
    found.dedup();
    Searched { answer: found, search: work.report() }
}

fn crossed_out_of(
    view: View<'_>,
    exporter: NodeIndex,
    restriction: EdgeIndex,
    crossings: &mut Crossings<'_>,
    work: &mut Work,
) -> Result<Vec<EdgeIndex>, Stopped> {
    let mut found = Vec::new();
    for (direction, kinds) in sides(Flow::Down, Along::Supply) {
        for relation in view.relations_at(exporter, direction, kinds) {
            work.read()?;
            if relation.status().and_then(Standing::of).is_none() || !supplies(relation) {
                continue;
            }
            let importer = relation.other_end(exporter);
            let barriers = crossings.crossing(exporter, importer, relation.commodity(), work)?;
            if barriers.iter().any(|barrier| barrier.edge == restriction) {
                found.push(relation.edge);
            }
        }
    }
    Ok(found)
}

/// An entity and all that belongs to it, in no order; what was met when a bound was.
pub(super) fn held(view: View<'_>, node: NodeIndex, work: &mut Work) -> Vec<NodeIndex> {
    const DOWN: KindSet = KindSet::of(&[RelationKind::Location, RelationKind::Membership]);
    const OWNER: KindSet = KindSet::of(&[RelationKind::Ownership]);
    let (mut all, mut met) = (vec![node], HashSet::from([node]));
    let mut next = 0;
    while let Some(&holder) = all.get(next) {
        next += 1;
        for (direction, kinds) in [(Incoming, DOWN), (Outgoing, OWNER)] {
            for relation in view.relations_at(holder, direction, kinds) {
                if work.read().is_err() {
                    return all;
                }
                let below = relation.other_end(holder);
                if relation.status().and_then(Standing::of).is_some() && met.insert(below) {
                    all.push(below);
                }
            }
        }
    }
    all
}
