//! How one entity is reached from another: the best loopless paths, one after the other, parallel relations told apart.

use petgraph::graph::NodeIndex;

pub use super::deviations::Paths;
use super::{
    bounds::Bounds,
    deviations::Route,
    error::{QuestionError, commodity, max_hops, seen},
    filter::{Avoid, Filter},
    flow::{Along, Flow},
    legs::Legs,
    standing::of_commodity,
};
use crate::{
    graph::{KindSet, View},
    model::RelationKind,
};

/// Which paths come first. What is equal in all that is named comes by the keys of the relations, read from `from`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PathRank {
    /// Fewest hops; then what is blocked last, by standing, by access.
    #[default]
    Hops,
    /// What is blocked last, by standing, by access; then fewest hops.
    Standing,
    /// The larger of the smallest shares on their hops, those without one left aside, paths without any last; then fewest hops. Only
    /// shares in one unit count: that of most relations which lead to where `to` is within reach; of as many the first by name.
    Share,
    /// The same with values: only those in one currency count.
    Value,
}

/// How one entity is reached from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathQuestion {
    /// Where paths start.
    pub from: NodeIndex,
    /// Where they end.
    pub to: NodeIndex,
    /// What they are made of.
    pub along: Along,
    /// What is moved; without one anything.
    pub commodity: Option<NodeIndex>,
    /// Kinds of relation that they may be made of.
    pub kinds: KindSet,
    /// What they may not touch.
    pub avoid: Avoid,
    /// Which come first.
    pub rank_by: PathRank,
    /// The longest, in hops: 1 to 12.
    pub max_hops: usize,
}

impl PathQuestion {
    /// How long paths are unless asked otherwise, in hops.
    pub const HOPS: usize = 6;

    /// All supply paths within [`Self::HOPS`], the shortest first.
    pub fn new(from: NodeIndex, to: NodeIndex) -> Self {
        Self {
            from,
            to,
            along: Along::Supply,
            commodity: None,
            kinds: KindSet::ALL,
            avoid: Avoid::default(),
            rank_by: PathRank::Hops,
            max_hops: Self::HOPS,
        }
    }
}

/// The paths between two entities, best first, searched for as they are taken.
///
/// # Errors
/// When an argument names nothing that the view sees, or is out of range, or both ends are one.
pub fn paths<'g>(view: View<'g>, question: &PathQuestion, bounds: Bounds) -> Result<Paths<'g>, QuestionError> {
    let hops = max_hops(question.max_hops)?;
    let (from, key) = seen(view, question.from, "from")?;
    let (to, _) = seen(view, question.to, "to")?;
    if from == to {
        let message = format!("`from` and `to` are both `{key}`; expected two entities, since no path meets one twice");
        return Err(QuestionError::Invalid { argument: "to", message });
    }
    let commodities = question.commodity.map(|asked| commodity(view, asked)).transpose()?;
    let filter = Filter::new(view, commodities.into_iter().collect(), None, question.kinds, &question.avoid);
    let mut legs = Legs::new(view, Flow::Up, question.along, filter, bounds);
    let source = match question.along {
        Along::Supply => {
            of_commodity(view, from, RelationKind::Production, &legs.filter, &mut legs.work).unwrap_or_default()
        }
        Along::Any => None,
    };
    let route = Route { root: to, outer: from, begins: KindSet::ALL, source, hops, rank_by: question.rank_by };
    Ok(Paths::new(legs, route))
}
