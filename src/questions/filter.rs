//! What a question about paths leaves out. Filters act inside the searches, on every hop.

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::{
    graph::{KindSet, Relation, View},
    model::Stage,
};

/// What no path may touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Avoid {
    /// Entities; an end of the question among them leaves no path.
    pub entities: Vec<NodeIndex>,
    /// Relations.
    pub relations: Vec<EdgeIndex>,
}

/// Which relations a path may be made of.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    /// Of a hop that has a commodity it matches one of these; empty: any.
    commodities: Vec<NodeIndex>,
    /// Of a hop that has a stage it is this one.
    stage: Option<Stage>,
    kinds: KindSet,
    avoid: Avoid,
}

impl Filter {
    pub(super) fn new(
        view: View<'_>,
        commodities: Vec<NodeIndex>,
        stage: Option<Stage>,
        kinds: KindSet,
        avoid: &Avoid,
    ) -> Self {
        let mut entities: Vec<_> = avoid.entities.iter().map(|&node| view.survivor(node)).collect();
        let shown = |&edge: &EdgeIndex| view.shown(edge).map(|relation| relation.edge);
        let mut relations: Vec<_> = avoid.relations.iter().filter_map(shown).collect();
        entities.sort_unstable();
        relations.sort_unstable();
        Self { commodities, stage, kinds, avoid: Avoid { entities, relations } }
    }

    /// Whether what is traded or made is what is asked for: itself, a wider or a narrower one.
    pub(super) fn takes_commodity(&self, view: View<'_>, commodity: NodeIndex) -> bool {
        self.commodities.is_empty() || self.commodities.iter().any(|&asked| view.commodities_match(asked, commodity))
    }

    /// Whether the entity may be on a path.
    pub(super) fn takes_entity(&self, node: NodeIndex) -> bool {
        self.avoid.entities.binary_search(&node).is_err()
    }

    /// Whether the relation may be on a path, by all but its commodity and its ends.
    pub(super) fn takes_relation(&self, relation: &Relation<'_>) -> bool {
        self.kinds.holds(relation.kind())
            && (self.stage.is_none() || relation.stage().is_none() || relation.stage() == self.stage)
            && self.avoid.relations.binary_search(&relation.edge).is_err()
    }
}
