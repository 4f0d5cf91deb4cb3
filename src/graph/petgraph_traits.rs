//! A view in petgraph's terms, so that its algorithms run on any view: nodes are entities, edges the relations that exist on
//! the view's date, as the view shows them. Merged entities are nodes without edges.

use petgraph::{
    Direction,
    graph::{EdgeIndex, NodeIndex},
    visit::{
        Data, EdgeRef, GraphBase, GraphProp, GraphRef, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors,
        IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap,
        Visitable,
    },
};

use super::{
    relations::{KindSet, Relation},
    view::View,
};
use crate::model::Status;

impl GraphBase for View<'_> {
    type NodeId = NodeIndex;
    type EdgeId = EdgeIndex;
}

impl GraphRef for View<'_> {}

impl GraphProp for View<'_> {
    type EdgeType = petgraph::Directed;
}

impl Data for View<'_> {
    type NodeWeight = ();
    type EdgeWeight = Status;
}

impl NodeCount for View<'_> {
    fn node_count(&self) -> usize {
        self.lengths().entities as usize
    }
}

impl NodeIndexable for View<'_> {
    fn node_bound(&self) -> usize {
        self.node_count()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl NodeCompactIndexable for View<'_> {}

impl IntoNodeIdentifiers for View<'_> {
    type NodeIdentifiers = std::iter::Map<std::ops::Range<u32>, fn(u32) -> NodeIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.lengths().entities).map(NodeIndex::from)
    }
}

/// Which nodes a search has met.
#[derive(Clone, Debug, Default)]
pub struct Met(Vec<bool>);

impl VisitMap<NodeIndex> for Met {
    fn visit(&mut self, node: NodeIndex) -> bool {
        self.0.get_mut(node.index()).is_some_and(|met| !std::mem::replace(met, true))
    }

    fn is_visited(&self, node: &NodeIndex) -> bool {
        self.0.get(node.index()).is_some_and(|met| *met)
    }

    fn unvisit(&mut self, node: NodeIndex) -> bool {
        self.0.get_mut(node.index()).is_some_and(|met| std::mem::replace(met, false))
    }
}

impl Visitable for View<'_> {
    type Map = Met;

    fn visit_map(&self) -> Met {
        Met(vec![false; self.node_bound()])
    }

    fn reset_map(&self, map: &mut Met) {
        *map = self.visit_map();
    }
}

/// A relation that exists, walked from one of its ends.
#[derive(Clone, Copy)]
pub struct Walked<'g> {
    /// The relation.
    pub relation: Relation<'g>,
    status: Status,
}

impl EdgeRef for Walked<'_> {
    type NodeId = NodeIndex;
    type EdgeId = EdgeIndex;
    type Weight = Status;

    fn source(&self) -> NodeIndex {
        self.relation.from()
    }

    fn target(&self) -> NodeIndex {
        self.relation.to()
    }

    fn weight(&self) -> &Status {
        &self.status
    }

    fn id(&self) -> EdgeIndex {
        self.relation.edge
    }
}

fn walked(relation: Relation<'_>) -> Option<Walked<'_>> {
    relation.status().map(|status| Walked { relation, status })
}

impl<'g> IntoEdgeReferences for View<'g> {
    type EdgeRef = Walked<'g>;
    type EdgeReferences = Box<dyn Iterator<Item = Walked<'g>> + 'g>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.relations().filter_map(walked))
    }
}

impl<'g> IntoEdges for View<'g> {
    type Edges = Box<dyn Iterator<Item = Walked<'g>> + 'g>;

    fn edges(self, node: NodeIndex) -> Self::Edges {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'g> IntoEdgesDirected for View<'g> {
    type EdgesDirected = Box<dyn Iterator<Item = Walked<'g>> + 'g>;

    fn edges_directed(self, node: NodeIndex, direction: Direction) -> Self::EdgesDirected {
        if self.survivor(node) != node {
            return Box::new(std::iter::empty());
        }
        Box::new(self.relations_at(node, direction, KindSet::ALL).filter_map(walked))
    }
}

impl<'g> IntoNeighbors for View<'g> {
    type Neighbors = Box<dyn Iterator<Item = NodeIndex> + 'g>;

    fn neighbors(self, node: NodeIndex) -> Self::Neighbors {
        self.neighbors_directed(node, Direction::Outgoing)
    }
}

impl<'g> IntoNeighborsDirected for View<'g> {
    type NeighborsDirected = Box<dyn Iterator<Item = NodeIndex> + 'g>;

    fn neighbors_directed(self, node: NodeIndex, direction: Direction) -> Self::NeighborsDirected {
        Box::new(self.edges_directed(node, direction).map(move |walked| match direction {
            Direction::Outgoing => walked.target(),
            Direction::Incoming => walked.source(),
        }))
    }
}
