//! Which hops a pass of a search may use. Bottlenecks are not sums: instead of weighing standing and access into one number, a search
//! goes through the few graphs of hops at least so good, from the best down.

use std::{collections::HashMap, rc::Rc};

use petgraph::graph::EdgeIndex;

use super::{access::Access, legs::Leg, standing::Standing};

/// The worst that a path may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Within {
    pub standing: Standing,
    pub access: Access,
    pub figure: Floor,
}

/// What the figures of a path's hops may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Floor {
    /// Anything.
    Any,
    /// One hop at least has one, and none has a lower one than that of this rank, the highest being 0.
    Rank(usize),
    /// None has one.
    Nothing,
}

/// The rank of the figure of each hop that has one, the highest being 0.
pub(super) type Ranks = Rc<HashMap<EdgeIndex, usize>>;

impl Within {
    /// Every hop.
    pub(super) const ALL: Self = Self::class(Standing::Prospective, Access::Blocked);

    pub(super) const fn class(standing: Standing, access: Access) -> Self {
        Self { standing, access, figure: Floor::Any }
    }

    pub(super) const fn figures(figure: Floor) -> Self {
        Self { figure, ..Self::ALL }
    }

    /// The classes from the best to the worst: what is blocked last, then by standing, then by access. A path that one of them lets
    /// through and none before it is exactly as good as its class.
    pub(super) fn classes() -> impl Iterator<Item = Self> {
        let [passable @ .., blocked] = Access::ALL;
        let class = move |standing| passable.into_iter().map(move |access| Self::class(standing, access));
        let blocked = Standing::ALL.into_iter().map(move |standing| Self::class(standing, blocked));
        Standing::ALL.into_iter().flat_map(class).chain(blocked)
    }

    /// Whether a leg is good enough.
    pub(super) fn admits(&self, leg: &Leg, ranks: &Ranks) -> bool {
        let figure = match self.figure {
            Floor::Any => true,
            Floor::Rank(lowest) => ranks.get(&leg.edge).is_none_or(|&rank| rank <= lowest),
            Floor::Nothing => !ranks.contains_key(&leg.edge),
        };
        leg.standing <= self.standing && leg.access <= self.access && figure
    }

    /// Whether one hop at least must have a figure.
    pub(super) const fn wants_figure(&self) -> bool {
        matches!(self.figure, Floor::Rank(_))
    }
}
