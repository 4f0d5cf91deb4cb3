//! How real a supply is.

use std::fmt;

use petgraph::{Direction, graph::NodeIndex};

use super::{
    bounds::{Stopped, Work},
    filter::Filter,
};
use crate::{
    graph::{KindSet, View},
    model::{RelationKind, Status},
};

/// How real a supply is, the firmest first; of a path, that of its weakest hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Goods move, or are held back less than before.
    Operating,
    /// Signed, decided or announced.
    Contracted,
    /// Asked for, talked of or thought of.
    Prospective,
}

impl Standing {
    /// All of them, the firmest first.
    pub const ALL: [Self; 3] = [Self::Operating, Self::Contracted, Self::Prospective];

    /// What a status makes of a hop; none where there is no hop.
    pub const fn of(status: Status) -> Option<Self> {
        match status {
            Status::Active | Status::Eased => Some(Self::Operating),
            Status::Agreed | Status::Announced => Some(Self::Contracted),
            Status::Requested | Status::Discussed | Status::Considered => Some(Self::Prospective),
            Status::Denied | Status::Ended => None,
        }
    }

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operating => "OPERATING",
            Self::Contracted => "CONTRACTED",
            Self::Prospective => "PROSPECTIVE",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How real the making (PRODUCTION) or using (CONSUMPTION) of what is asked for is: the firmest of those recorded; one that is denied
/// or over is none.
pub(super) fn of_commodity(
    view: View<'_>,
    node: NodeIndex,
    kind: RelationKind,
    filter: &Filter,
    work: &mut Work,
) -> Result<Option<Standing>, Stopped> {
    let mut firmest: Option<Standing> = None;
    for relation in view.relations_at(node, Direction::Outgoing, KindSet::of(&[kind])) {
        work.complete()?;
        if filter.takes_commodity(view, relation.to())
            && let Some(standing) = relation.status().and_then(Standing::of)
        {
            firmest = Some(firmest.map_or(standing, |best| best.min(standing)));
        }
    }
    Ok(firmest)
}
