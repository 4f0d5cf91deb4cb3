//! What a question supposes to be otherwise: which changes of the world its words mean in a view.

use petgraph::{Direction, graph::NodeIndex};

use super::kind::{Meaning, Part, Role};
use crate::{
    graph::{KindSet, Relation, View},
    model::{Key, RelationKind, Status},
    questions::resolve_name,
};

/// A change of the world that a question supposes, in lasting keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An entity or a relation falls away.
    Remove(Key),
    /// A restriction ends.
    Lift(Key),
    /// A government holds goods back.
    Impose {
        /// The government.
        from: Key,
        /// Its target.
        to: Key,
        /// What is held back; everything where none is named.
        commodity: Option<Key>,
        /// Of which kind the restriction is, in the contract's word.
        instrument: &'static str,
    },
    /// One exports to another.
    Export {
        /// Who.
        from: Key,
        /// To whom.
        to: Key,
        /// What; anything where none is named.
        commodity: Option<Key>,
    },
}

/// The changes that the parts of a question suppose, in the order of their keys; none where it supposes nothing.
///
/// # Errors
/// Where there is nothing to change: no restriction to be lifted, no trade to be stopped, no world for a ban that names no target.
pub(super) fn changes(view: View<'_>, parts: &[Part]) -> Result<Vec<Change>, Nothing> {
    let meaning = |role| parts.iter().find(|part| part.role == role).map(|part| part.meaning);
    let entity = |role| match meaning(role) {
        Some(Meaning::Entity(node)) => Some(node),
        _ => None,
    };
    let key = |node: Option<NodeIndex>| node.and_then(|node| view.key(node).cloned());
    let Some(Meaning::Word(change)) = meaning(Role::Change) else { return Ok(Vec::new()) };
    let (from, to, commodity) = (entity(Role::IfFrom), entity(Role::IfTo), entity(Role::IfCommodity));
    match change {
        "REMOVE" => key(entity(Role::IfRemoved)).map(|key| vec![Change::Remove(key)]).ok_or(Nothing),
        "LIFT" => {
            let lifted = restrictions(view, from.ok_or(Nothing)?, to, commodity);
            some(lifted.into_iter().map(Change::Lift).collect())
        }
        "STOP" => {
            let stopped = trade(view, from.ok_or(Nothing)?, to.ok_or(Nothing)?, commodity);
            some(stopped.into_iter().map(Change::Remove).collect())
        }
        "EXPORT" => {
            let (from, to) = (key(from).ok_or(Nothing)?, key(to).ok_or(Nothing)?);
            Ok(vec![Change::Export { from, to, commodity: key(commodity) }])
        }
        instrument => {
            let world = || resolve_name::entity(view, "world").ok().flatten();
            let (from, to) = (key(from).ok_or(Nothing)?, key(to.or_else(world)).ok_or(Nothing)?);
            Ok(vec![Change::Impose { from, to, commodity: key(commodity), instrument }])
        }
    }
}

/// There is nothing that the change could be made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nothing;

fn some(changes: Vec<Change>) -> Result<Vec<Change>, Nothing> {
    if changes.is_empty() { Err(Nothing) } else { Ok(changes) }
}

/// The restrictions by one, of one target or of any, that are not over, by key.
fn restrictions(view: View<'_>, from: NodeIndex, to: Option<NodeIndex>, commodity: Option<NodeIndex>) -> Vec<Key> {
    const RESTRICTIONS: KindSet = KindSet::of(&[RelationKind::Restriction]);
    let there = |relation: &Relation<'_>| {
        let over = matches!(relation.status(), None | Some(Status::Ended | Status::Denied));
        let target =
            to.is_none_or(|to| relation.to() == to || view.entity(relation.to()).is_some_and(|v| v.aggregate()));
        !over && target && is_of(view, relation, commodity)
    };
    keys(view.relations_at(from, Direction::Outgoing, RESTRICTIONS).filter(there))
}

/// The trade from one to another, by key.
fn trade(view: View<'_>, from: NodeIndex, to: NodeIndex, commodity: Option<NodeIndex>) -> Vec<Key> {
    const ALONG: KindSet = KindSet::of(&[RelationKind::Export]);
    const AGAINST: KindSet = KindSet::of(&[RelationKind::Contract, RelationKind::Negotiation]);
    let there = |relation: &Relation<'_>| relation.status().is_some() && is_of(view, relation, commodity);
    let exports = view.relations_at(from, Direction::Outgoing, ALONG).filter(|relation| relation.to() == to);
    let contracts = view.relations_at(from, Direction::Incoming, AGAINST).filter(|relation| relation.from() == to);
    keys(exports.chain(contracts).filter(there))
}

fn is_of(view: View<'_>, relation: &Relation<'_>, commodity: Option<NodeIndex>) -> bool {
    match (relation.commodity(), commodity) {
        (Some(of), Some(asked)) => view.commodities_match(of, asked),
        _ => true,
    }
}

fn keys<'g>(relations: impl Iterator<Item = Relation<'g>>) -> Vec<Key> {
    let mut keys: Vec<Key> = relations.filter_map(Relation::key).collect();
    keys.sort();
    keys
}
