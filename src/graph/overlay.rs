//! What a scenario puts over the graph: which relations are not there, which say something else than their claims, and which
//! are there beside those that are recorded. A small plain value; the graph below is neither copied nor changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use petgraph::{
    Direction,
    graph::{EdgeIndex, NodeIndex},
};

use super::{
    check::{Refusal, check_tie},
    relations::KindSet,
    rows::TieRow,
    view::View,
};
use crate::model::{Assumption, Key, Status, Tie};

/// The changes of a scenario, in the terms of the view that they were made for: of its sequence number and what was in print
/// then. Any day may be looked at through it.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Entities that fell away; survivors.
    hidden: BTreeSet<NodeIndex>,
    /// What is said of relations instead of their claims, by the edge that stands for all that coincide.
    said: BTreeMap<EdgeIndex, Said>,
    /// The relations of which it says that they are there, by where they start and by where they end.
    beside: [HashMap<NodeIndex, Vec<EdgeIndex>>; 2],
    /// How many relations it ever added.
    added: u32,
}

#[derive(Clone, Copy, Debug)]
struct Said {
    /// Between survivors.
    tie: TieRow,
    /// None: it is not there.
    status: Option<Status>,
    /// Whether no claim speaks of it.
    added: bool,
}

impl Overlay {
    /// The changes, one after the other, over the graph as a view shows it. What the view supposes already is not looked at.
    ///
    /// # Errors
    /// As [`Overlay::assume`].
    pub fn of(view: View<'_>, changes: &[Assumption]) -> Result<Self, Refusal> {
        let mut overlay = Self::default();
        changes.iter().try_for_each(|change| overlay.assume(view, change))?;
        Ok(overlay)
    }

    /// Makes one more change, after those that were made. Linear in their number.
    ///
    /// # Errors
    /// When it names what the view does not see, or its kind does not allow a relation that is to be added.
    pub fn assume(&mut self, view: View<'_>, change: &Assumption) -> Result<(), Refusal> {
        let view = view.without_scenario();
        match change {
            Assumption::Without(key) => {
                let node = view.entity_with_key(key.as_str()).ok_or_else(|| Refusal::missing("entity", key))?;
                // What was supposed of its relations so far falls with it; what is supposed later stands.
                let touching: Vec<EdgeIndex> =
                    self.said.iter().filter(|(_, said)| touches(&said.tie, node)).map(|(&edge, _)| edge).collect();
                touching.into_iter().for_each(|edge| self.take(edge));
                self.hidden.insert(node);
                Ok(())
            }
            Assumption::Says(tie, status) => self.say(view, tie, *status),
        }
    }

    /// Stands for what it changes: 16 hex digits, the same for the same changes in whatever steps they were made.
    pub fn digest(&self, view: View<'_>) -> String {
        let mut hash = blake3::Hasher::new();
        let key = |node: &NodeIndex| view.key(*node).map(Key::as_str);
        let hidden: BTreeSet<&str> = self.hidden.iter().filter_map(key).collect();
        let said: BTreeMap<String, &str> = self
            .said
            .values()
            .filter_map(|said| {
                Some((view.tie_of(said.tie)?.key().to_string(), said.status.map_or("-", Status::as_str)))
            })
            .collect();
        // Keys have neither spaces nor line breaks.
        for key in hidden {
            hash.update(format!("{key}\n").as_bytes());
        }
        for (key, status) in said {
            hash.update(format!("{key} {status}\n").as_bytes());
        }
        let hex = hash.finalize().to_hex();
        hex.get(..16).unwrap_or_default().to_owned()
    }

    /// What it says of a relation between survivors: none where it leaves it to the claims; some none where it is not there.
    pub(super) fn says(&self, edge: EdgeIndex, tie: &TieRow) -> Option<Option<Status>> {
        let hides = |node: NodeIndex| self.hidden.contains(&node);
        let hidden = || (hides(tie.from) || hides(tie.to) || tie.commodity.is_some_and(hides)).then_some(None);
        self.said.get(&edge).map(|said| said.status).or_else(hidden)
    }

    /// Whether the relation under this edge is told by it alone, or told otherwise by it.
    pub(super) fn speaks_of(&self, edge: EdgeIndex) -> bool {
        self.said.contains_key(&edge)
    }

    /// The relation that it adds under this edge.
    pub(super) fn added(&self, edge: EdgeIndex) -> Option<&TieRow> {
        self.said.get(&edge).filter(|said| said.added).map(|said| &said.tie)
    }

    /// All that it adds, in the order of adding.
    pub(super) fn all_added(&self) -> impl DoubleEndedIterator<Item = (EdgeIndex, &TieRow)> {
        self.said.iter().rev().filter(|(_, said)| said.added).map(|(&edge, said)| (edge, &said.tie))
    }

    /// The edge under which it adds a relation with this identity.
    pub(super) fn edge_of(&self, tie: &TieRow) -> Option<EdgeIndex> {
        self.all_added().find(|(_, added)| *added == tie).map(|(edge, _)| edge)
    }

    /// The relations at an entity of which it says that they are there.
    pub(super) fn beside(
        &self,
        node: NodeIndex,
        direction: Direction,
        kinds: KindSet,
    ) -> impl Iterator<Item = (EdgeIndex, &TieRow)> {
        let edges = self.edges(node, direction).iter();
        let ties = edges.filter_map(|edge| Some((*edge, &self.said.get(edge)?.tie)));
        ties.filter(move |(_, tie)| kinds.holds(tie.kind))
    }

    /// How many these are.
    pub(super) fn degree(&self, node: NodeIndex, direction: Direction) -> usize {
        self.edges(node, direction).len()
    }

    fn edges(&self, node: NodeIndex, direction: Direction) -> &[EdgeIndex] {
        let [out, into] = &self.beside;
        let side = if direction == Direction::Outgoing { out } else { into };
        side.get(&node).map_or(&[], Vec::as_slice)
    }

    fn say(&mut self, view: View<'_>, tie: &Tie, status: Option<Status>) -> Result<(), Refusal> {
        if let Some(relation) = view.relation_of(tie) {
            self.put(relation.edge, Said { tie: relation.identity(), status, added: false });
            return Ok(());
        }
        let row = view.row_of(tie);
        let added = row.and_then(|row| self.edge_of(&row));
        let Some(status) = status else {
            // What is only supposed is taken back.
            added.into_iter().for_each(|edge| self.take(edge));
            return Ok(());
        };
        let surviving = row.and_then(|row| view.tie_of(row));
        check_tie(view, surviving.as_ref().unwrap_or(tie))?;
        // Its ends are there, so it is its number that nobody ever wrote.
        let row = row.ok_or_else(|| Refusal::missing("relation", &tie.key()))?;
        let edge = added.unwrap_or_else(|| self.next_edge());
        self.put(edge, Said { tie: row, status: Some(status), added: true });
        Ok(())
    }

    /// Edges are counted down from the end, where no table reaches.
    fn next_edge(&mut self) -> EdgeIndex {
        self.added += 1;
        EdgeIndex::from(u32::MAX - self.added)
    }

    fn put(&mut self, edge: EdgeIndex, said: Said) {
        self.take(edge);
        if said.status.is_some() {
            let [out, into] = &mut self.beside;
            out.entry(said.tie.from).or_default().push(edge);
            into.entry(said.tie.to).or_default().push(edge);
        }
        self.said.insert(edge, said);
    }

    fn take(&mut self, edge: EdgeIndex) {
        if let Some(old) = self.said.remove(&edge) {
            let [out, into] = &mut self.beside;
            for list in [out.get_mut(&old.tie.from), into.get_mut(&old.tie.to)].into_iter().flatten() {
                list.retain(|&other| other != edge);
            }
        }
    }
}

fn touches(tie: &TieRow, node: NodeIndex) -> bool {
    tie.from == node || tie.to == node || tie.commodity == Some(node)
}
