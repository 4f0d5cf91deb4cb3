//! What a question supposes to be otherwise: which changes of the world its words mean in a view.

use std::collections::HashSet;

use petgraph::{Direction, graph::NodeIndex};

use super::kind::{Meaning, Part, Role};
use crate::{
    graph::{KindSet, Relation, View},
    model::{Key, RelationKind, Status},
    questions::{
        access::held,
        bounds::{Bounds, Work},
        resolve_name,
    },
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
            let named = match meaning(Role::IfInstrument) {
                Some(Meaning::Word(instrument)) => Some(instrument),
                _ => None,
            };
            let lifted = restrictions(view, from.ok_or(Nothing)?, to, commodity);
            let lifted = lifted.filter(|relation| named.is_none_or(|named| is_by(relation, named)));
            some(keys(lifted).into_iter().map(Change::Lift).collect())
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

/// The restrictions by one, of one target or of any, that are not over.
fn restrictions<'g>(
    view: View<'g>,
    from: NodeIndex,
    to: Option<NodeIndex>,
    commodity: Option<NodeIndex>,
) -> impl Iterator<Item = Relation<'g>> {
    const RESTRICTIONS: KindSet = KindSet::of(&[RelationKind::Restriction]);
    let there = move |relation: &Relation<'g>| {
        let over = matches!(relation.status(), None | Some(Status::Ended | Status::Denied));
        let target =
            to.is_none_or(|to| relation.to() == to || view.entity(relation.to()).is_some_and(|v| v.aggregate()));
        !over && target && is_of(view, relation, commodity)
    };
    view.relations_at(from, Direction::Outgoing, RESTRICTIONS).filter(there)
}

fn is_by(relation: &Relation<'_>, named: &str) -> bool {
    relation.instrument().is_some_and(|instrument| instrument.as_str() == named)
}

/// The trade of one and all that belongs to it with another and all that belongs to that, by key: what is traded within both is none.
/// Linear in what belongs to both and the relations of the first, within the default bounds.
fn trade(view: View<'_>, from: NodeIndex, to: NodeIndex, commodity: Option<NodeIndex>) -> Vec<Key> {
    const ALONG: KindSet = KindSet::of(&[RelationKind::Export]);
    const AGAINST: KindSet = KindSet::of(&[RelationKind::Contract, RelationKind::Negotiation]);
    let all = |node| HashSet::<NodeIndex>::from_iter(held(view, node, &mut Work::new(Bounds::default())));
    let (sellers, buyers) = (all(from), all(to));
    let sold = |seller: NodeIndex| {
        let exports = view.relations_at(seller, Direction::Outgoing, ALONG);
        exports.chain(view.relations_at(seller, Direction::Incoming, AGAINST)).map(move |relation| (seller, relation))
    };
    let there = |(seller, relation): &(NodeIndex, Relation<'_>)| {
        let buyer = relation.other_end(*seller);
        let within = buyers.contains(seller) && sellers.contains(&buyer);
        buyers.contains(&buyer) && !within && relation.status().is_some() && is_of(view, relation, commodity)
    };
    keys(sellers.iter().copied().flat_map(sold).filter(there).map(|(_, relation)| relation))
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
