//! Along which relations goods flow, and which way.

use petgraph::{
    Direction::{self, Incoming, Outgoing},
    graph::{EdgeIndex, NodeIndex},
};

use super::{access::Access, standing::Standing};
use crate::{
    graph::{KindSet, Relation},
    model::RelationKind,
};

/// Which way a question looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// To where goods come from.
    Up,
    /// To where goods go.
    Down,
}

/// What paths are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Along {
    /// Relations along which goods flow, the way they flow, by the rules of a supply path.
    #[default]
    Supply,
    /// Every relation that exists, either way; no rule of stages, of aggregates or of flow.
    Any,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The relation.
    pub relation: EdgeIndex,
    /// What it says.
    pub kind: RelationKind,
    /// Where the step starts, along the path.
    pub source: NodeIndex,
    /// Where it ends.
    pub target: NodeIndex,
    /// Whether it runs against the edge, as goods do along a contract.
    pub reversed: bool,
    /// How real it is.
    pub standing: Standing,
    /// Whether goods can pass.
    pub access: Access,
    /// The restrictions that cross it and do something: what holds back most first, then by key.
    pub restrictions: Vec<EdgeIndex>,
}

impl Hop {
    /// Whether it is a step between houses, not within one: neither a LOCATION, a MEMBERSHIP nor an OWNERSHIP.
    pub const fn is_trade(&self) -> bool {
        trades(self.kind)
    }
}

pub(super) const fn trades(kind: RelationKind) -> bool {
    !matches!(kind, RelationKind::Location | RelationKind::Membership | RelationKind::Ownership)
}

/// Which way goods flow along a relation of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    With,
    Against,
    Both,
    None,
}

impl Course {
    pub(super) const fn of(kind: RelationKind) -> Self {
        match kind {
            RelationKind::Export | RelationKind::Operation | RelationKind::Ownership | RelationKind::Membership => {
                Self::With
            }
            RelationKind::Contract | RelationKind::Negotiation => Self::Against,
            RelationKind::Location => Self::Both,
            RelationKind::Production
            | RelationKind::Consumption
            | RelationKind::Restriction
            | RelationKind::Support => Self::None,
        }
    }
}

/// At which side of an entity the relations of a flow lie: by the direction of the edge, those of which kinds.
pub(super) const fn sides(flow: Flow, along: Along) -> [(Direction, KindSet); 2] {
    use RelationKind::{Contract, Export, Location, Membership, Negotiation, Operation, Ownership};
    const WITH: KindSet = KindSet::of(&[Export, Operation, Ownership, Membership, Location]);
    const AGAINST: KindSet = KindSet::of(&[Contract, Negotiation, Location]);
    match (along, flow) {
        (Along::Supply, Flow::Up) => [(Incoming, WITH), (Outgoing, AGAINST)],
        (Along::Supply, Flow::Down) => [(Outgoing, WITH), (Incoming, AGAINST)],
        (Along::Any, _) => [(Incoming, KindSet::ALL), (Outgoing, KindSet::ALL)],
    }
}

/// Of a negotiation: whether it is about `to` supplying `from`; of anything else true.
pub(super) fn supplies(relation: Relation<'_>) -> bool {
    relation.kind() != RelationKind::Negotiation || relation.potential_supply()
}
