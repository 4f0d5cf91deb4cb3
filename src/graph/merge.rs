//! Merged entities: a view reads a merged class as one node. A merge rewrites nothing; a split undoes it from then on.

use petgraph::graph::NodeIndex;

use super::{rows::MergeRow, view::View};
use crate::model::Key;

impl<'g> View<'g> {
    /// The entity that this one's key resolves to: itself, or what it is merged into.
    #[inline]
    pub fn survivor(self, node: NodeIndex) -> NodeIndex {
        if !self.merges() {
            return node;
        }
        let mut survivor = node;
        // Merges never form a circle (checked before they are recorded), so this ends.
        while let Some(merge) = self.merge_of(survivor) {
            survivor = merge.into;
        }
        survivor
    }

    /// All entities that are read as one with this one, the survivor first, the others in the order of their making.
    pub fn class(self, node: NodeIndex) -> Vec<NodeIndex> {
        let survivor = self.survivor(node);
        let mut class = vec![survivor];
        let mut next = 0;
        while let Some(&member) = class.get(next) {
            class.extend(self.absorbed(member));
            next += 1;
        }
        if let Some((_, others)) = class.split_first_mut() {
            others.sort_unstable();
        }
        class
    }

    /// The keys that resolve to this entity besides its own.
    pub fn merged_keys(self, node: NodeIndex) -> Vec<&'g Key> {
        self.class(node).into_iter().skip(1).filter_map(|n| self.key(n)).collect()
    }

    /// What an entity is merged into, straight.
    pub(super) fn merged_into(self, key: &str) -> Option<&'g Key> {
        self.key(self.merge_of(self.graph.entity_by_key(key)?)?.into)
    }

    /// Whether any merge at all is to be thought of; where none is, a node is its own class.
    pub(super) fn merges(self) -> bool {
        self.graph.merges.count() > 0
    }

    /// Whether others are read as one with this entity.
    pub(super) fn is_class(self, node: NodeIndex) -> bool {
        self.absorbed(node).next().is_some()
    }

    /// The merge of this entity into another that is in force.
    #[inline]
    fn merge_of(self, node: NodeIndex) -> Option<&'g MergeRow> {
        let mut next = self.graph.entities.get(node.index())?.merges.get();
        while let Some(merge) = next.and_then(|m| self.graph.merges.get(m as usize)) {
            if self.in_force(merge) {
                return Some(merge);
            }
            next = merge.previous.0.get();
        }
        None
    }

    /// The entities merged straight into this one.
    fn absorbed(self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> + 'g {
        let mut next = self.graph.entities.get(node.index()).and_then(|row| row.absorbed.get());
        std::iter::from_fn(move || {
            let merge = self.graph.merges.get(next? as usize)?;
            next = merge.previous.1.get();
            Some(merge)
        })
        .filter(move |merge| self.in_force(merge))
        .map(|merge| merge.from)
    }

    fn in_force(self, merge: &MergeRow) -> bool {
        let split = merge.split.get().and_then(|s| self.graph.splits.get(s as usize));
        self.sees(merge.recorded) && !split.is_some_and(|s| self.sees(s.recorded))
    }
}
