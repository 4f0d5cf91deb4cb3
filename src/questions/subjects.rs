//! What a question about claims looks through: relations and observations, all or those that something is a part of. Read by
//! questions whose answers are told subject by subject.

use petgraph::{Direction, graph::NodeIndex};

use super::{
    bounds::Work,
    error::{QuestionError, seen},
};
use crate::{
    graph::{ClaimIndex, Found, KindSet, Relation, SubjectIndex, View},
    model::EntityKind,
};

/// What is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// All relations and observations.
    Everything,
    /// Those of which an entity is a part; of a commodity also those that are of it or of a narrower one.
    Entity(NodeIndex),
    /// One relation or observation.
    Subject(SubjectIndex),
    /// That which a claim is about.
    Claim(ClaimIndex),
}

/// The relations, then the observations, each in the order of recording. Linear in all there are where everything or a commodity is asked for.
///
/// # Errors
/// Where the entity is not seen.
pub(super) fn subjects<'g>(
    view: View<'g>,
    about: About,
    work: &mut Work,
) -> Result<Box<dyn Iterator<Item = Found<'g>> + 'g>, QuestionError> {
    let everything = || {
        let observations = view.observations().filter_map(move |index| view.observation(index));
        view.relations().map(Found::Relation).chain(observations.map(Found::Observation))
    };
    Ok(match about {
        About::Everything => Box::new(everything()),
        About::Subject(subject) => Box::new(view.subject(subject).into_iter()),
        About::Claim(claim) => Box::new(view.claim(claim).and_then(|claim| view.subject(claim.about())).into_iter()),
        About::Entity(node) => {
            let (node, _) = seen(view, node, "about")?;
            if view.entity(node).is_some_and(|version| version.kind() == EntityKind::Commodity) {
                let of =
                    move |commodity: Option<NodeIndex>| commodity.is_some_and(|own| view.is_or_is_narrower(own, node));
                return Ok(Box::new(everything().filter(move |subject| match subject {
                    Found::Relation(relation) => of(relation.commodity()) || of(Some(relation.to())),
                    Found::Observation(seen) => of(seen.commodity()) || of(Some(seen.subject())),
                    _ => false,
                })));
            }
            Box::new(beside(view, node, work).into_iter())
        }
    })
}

/// The relations and observations of an entity, in the order of recording; as many relations as the bounds allow.
fn beside<'g>(view: View<'g>, node: NodeIndex, work: &mut Work) -> Vec<Found<'g>> {
    let towards = [Direction::Outgoing, Direction::Incoming];
    let all = towards.into_iter().flat_map(|towards| view.relations_ever(node, towards, KindSet::ALL));
    let mut relations: Vec<Relation<'g>> = all.take_while(|_| work.walk(1)).collect();
    relations.sort_unstable_by_key(|relation| relation.edge);
    relations.dedup_by_key(|relation| relation.edge);
    let observations = view.observations_of(node).into_iter().filter_map(|index| view.observation(index));
    relations.into_iter().map(Found::Relation).chain(observations.map(Found::Observation)).collect()
}
