//! Entities as a view sees them: their version, their names, who is perhaps the same.

use petgraph::graph::NodeIndex;

use super::{
    index::hash,
    names::fold_name,
    rows::{Link, ObservationIndex, VersionRow},
    view::View,
};
use crate::model::{Entity, EntityKind, Key, Language, Seq, Stage};

/// The version of an entity that a view sees.
#[derive(Clone, Copy)]
pub struct VersionView<'g> {
    /// The entity; the survivor, where it is merged.
    pub node: NodeIndex,
    /// What the version says.
    pub entity: &'g Entity,
    row: &'g VersionRow,
    view: View<'g>,
}

/// A judgement that two entities are perhaps the same.
pub struct Judgement<'g> {
    /// The other one.
    pub other: NodeIndex,
    /// Why.
    pub reason: &'g str,
    /// When it was judged.
    pub recorded: Seq,
}

impl<'g> VersionView<'g> {
    /// Its lasting key.
    pub fn key(self) -> &'g Key {
        &self.entity.key
    }

    /// For a commodity: the wider one.
    pub fn broader(self) -> Option<NodeIndex> {
        self.row.broader.map(|node| self.view.survivor(node))
    }

    /// For a facility or an industry: on what it performs its stage.
    pub fn commodities(self) -> Vec<NodeIndex> {
        self.row.commodities.iter().map(|&node| self.view.survivor(node)).collect()
    }

    /// For a facility or an industry: the step that it performs.
    pub const fn stage(self) -> Option<Stage> {
        self.entity.stage
    }

    /// What it is.
    pub const fn kind(self) -> EntityKind {
        self.entity.kind
    }

    /// Whether it is a total.
    pub const fn aggregate(self) -> bool {
        self.entity.aggregate
    }

    /// The name in a language (official, then short ones before others), else in the first language that it has.
    pub fn name(self, language: &Language) -> &'g str {
        let names = &self.entity.names;
        let official = |role: &str| !matches!(role, "alias" | "former");
        let speaks = |own: &Language| own == language || own.primary() == language.primary();
        names
            .iter()
            .find(|n| speaks(&n.language) && official(&n.role))
            .or_else(|| names.iter().find(|n| speaks(&n.language)))
            .or_else(|| names.first())
            .map_or(self.entity.key.as_str(), |n| &n.text)
    }

    /// When this version was recorded.
    pub const fn recorded(self) -> Seq {
        self.row.recorded
    }
}

impl<'g> View<'g> {
    /// The entity, or the one that it is merged into, in its newest version.
    #[inline]
    pub fn entity(self, node: NodeIndex) -> Option<VersionView<'g>> {
        let node = self.survivor(node);
        self.newest(node).map(|(_, row)| VersionView { node, entity: &row.entity, row, view: self })
    }

    /// All entities that are not merged into another, in the order of their making.
    pub fn entities(self) -> impl DoubleEndedIterator<Item = NodeIndex> + 'g {
        (0..self.lengths().entities).map(NodeIndex::from).filter(move |&n| self.survivor(n) == n)
    }

    /// All versions of an entity that are seen, oldest first; of this one only, not of what is merged into it.
    pub fn versions(self, node: NodeIndex) -> Vec<(Seq, &'g Entity)> {
        let mut versions = Vec::new();
        let mut next = self.graph.entities.get(node.index()).and_then(|row| row.versions.get());
        while let Some(version) = next.and_then(|v| self.graph.versions.get(v as usize)) {
            if self.sees(version.recorded) {
                versions.push((version.recorded, &version.entity));
            }
            next = version.previous.get();
        }
        versions.reverse();
        versions
    }

    /// The newest version of the entity with just this key.
    pub(super) fn newest_of_key(self, key: &str) -> Option<&'g Entity> {
        self.newest(self.graph.entity_by_key(key)?).map(|(_, row)| &row.entity)
    }

    /// The newest version of just this entity, merged or not, and its place in the table.
    #[inline]
    pub(super) fn newest(self, node: NodeIndex) -> Option<(u32, &'g VersionRow)> {
        let version = |link: &Link| link.get().and_then(|id| Some((id, self.graph.versions.get(id as usize)?)));
        let mut next = version(&self.graph.entities.get(node.index())?.versions);
        while let Some((_, row)) = next.filter(|(_, row)| !self.sees(row.recorded)) {
            next = version(&row.previous);
        }
        next
    }

    /// The newest judgement of a pair: whether perhaps the same, and why.
    pub(super) fn judged(self, a: &str, b: &str) -> Option<(bool, &'g str)> {
        let (a, b) = (self.graph.entity_by_key(a)?, self.graph.entity_by_key(b)?);
        let mut next = self.graph.entities.get(a.index())?.judgements.get();
        while let Some(row) = next.and_then(|j| self.graph.judgements.get(j as usize)) {
            if row.other == b && self.sees(row.recorded) {
                return Some((row.same, &row.reason));
            }
            next = row.previous.get();
        }
        None
    }

    /// The entity with a key; of a merged one the survivor.
    pub fn entity_with_key(self, key: &str) -> Option<NodeIndex> {
        let node = self.graph.entity_by_key(key)?;
        self.key(node).map(|_| self.survivor(node))
    }

    /// The entities with a name, compared as [`fold_name`] does, in the order of their making.
    pub fn entities_named(self, name: &str) -> Vec<NodeIndex> {
        let folded = fold_name(name);
        self.listed(&self.graph.names, &folded, |entity| entity.names.iter().any(|n| fold_name(&n.text) == folded))
    }

    /// The entities with a code, of one scheme or of any, in the order of their making.
    pub fn entities_coded(self, scheme: Option<&str>, value: &str) -> Vec<NodeIndex> {
        let (folded, scheme) = (fold_name(value), scheme.map(fold_name));
        self.listed(&self.graph.codes, &folded, |entity| {
            let mut codes = entity.codes.iter().filter(|c| fold_name(&c.value) == folded);
            codes.any(|c| scheme.as_ref().is_none_or(|s| fold_name(&c.scheme) == *s))
        })
    }

    /// Who is judged perhaps to be the same, where the newest judgement of the pair says so and they are not merged.
    pub fn possibly_same(self, node: NodeIndex) -> Vec<Judgement<'g>> {
        let survivor = self.survivor(node);
        let mut seen = Vec::new();
        let mut found: Vec<Judgement<'g>> = Vec::new();
        for member in self.class(node) {
            let mut next = self.graph.entities.get(member.index()).and_then(|row| row.judgements.get());
            while let Some(row) = next.and_then(|j| self.graph.judgements.get(j as usize)) {
                next = row.previous.get();
                if !self.sees(row.recorded) || seen.contains(&(member, row.other)) {
                    continue;
                }
                seen.push((member, row.other));
                let other = self.survivor(row.other);
                if row.same && other != survivor && !found.iter().any(|j| j.other == other) {
                    found.push(Judgement { other, reason: &row.reason, recorded: row.recorded });
                }
            }
        }
        found.sort_by_key(|j| j.other);
        found
    }

    /// Whether one commodity is the other, or wider or narrower than it.
    pub fn commodities_match(self, a: NodeIndex, b: NodeIndex) -> bool {
        let (a, b) = (self.survivor(a), self.survivor(b));
        self.is_or_is_narrower(a, b) || self.is_or_is_narrower(b, a)
    }

    /// Whether a commodity is another one, or narrower than it.
    pub fn is_or_is_narrower(self, narrow: NodeIndex, wide: NodeIndex) -> bool {
        let mut next = Some(self.survivor(narrow));
        // The check keeps `broader` free of circles within a version; merges could close one, so the steps are counted.
        for _ in 0..64 {
            match next {
                Some(node) if node == wide => return true,
                Some(node) => next = self.entity(node).and_then(VersionView::broader),
                None => return false,
            }
        }
        false
    }

    /// The observations of an entity (and of what is merged into it) that any claim speaks of by now, oldest first.
    pub fn observations_of(self, node: NodeIndex) -> Vec<ObservationIndex> {
        let mut found = Vec::new();
        for member in self.class(node) {
            let mut next = self.graph.entities.get(member.index()).and_then(|row| row.observations.get());
            while let Some((id, row)) = next.and_then(|o| Some((o, self.graph.observations.get(o as usize)?))) {
                if self.observation(ObservationIndex(id)).is_some() {
                    found.push(ObservationIndex(id));
                }
                next = row.previous.get();
            }
        }
        found.sort_unstable();
        found
    }

    fn listed(self, index: &super::index::Index, folded: &str, is: impl Fn(&Entity) -> bool) -> Vec<NodeIndex> {
        let mut found = Vec::new();
        index.each(hash(folded.as_bytes()), |id| {
            let node = NodeIndex::from(id);
            // A merged entity is found by its own names as well as the survivor.
            if self.newest(node).is_some_and(|(_, row)| is(&row.entity)) {
                found.push(self.survivor(node));
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }
}
