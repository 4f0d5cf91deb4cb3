//! Why a relation is no hop on a view's date, by its claims: what ended it, denies it or has yet to come. One relation goes in, what is
//! said of it comes out.

use super::{
    flow::supplies,
    obstacle::{Obstacle, ObstacleKind},
    standing::Standing,
};
use crate::{
    graph::{ClaimView, Relation, View},
    model::{ClaimMode, PartialDate, RelationKind, Status},
};

/// What the status of a relation puts in the way of a hop along it.
pub(super) enum Said {
    /// Nothing.
    Holds,
    /// This.
    Fails(Obstacle),
    /// Nobody ever said that goods flow along it.
    Nothing,
}

/// What a relation is that the view sees, looking further only for whether it is known to hold later.
pub(super) fn said(relation: Relation<'_>, later: Option<View<'_>>) -> Said {
    let status = relation.status();
    if let Some(standing) = status.and_then(Standing::of) {
        return match standing {
            _ if !supplies(relation) => Said::Nothing,
            Standing::Prospective => Said::Fails(by_strongest(relation, ObstacleKind::TalkedOf)),
            _ => Said::Holds,
        };
    }
    if !ever_supplies(relation) {
        return Said::Nothing;
    }
    if let Some(known) = later.and_then(|later| known_later(relation.view(), later.shown(relation.edge)?)) {
        return Said::Fails(known);
    }
    match status {
        Some(Status::Denied) => Said::Fails(by_strongest(relation, ObstacleKind::Denied)),
        Some(_) => Said::Fails(by_strongest(relation, ObstacleKind::Ended)),
        None => lapsed(relation).map_or(Said::Nothing, Said::Fails),
    }
}

/// That a relation of a view which looks further holds there on the same day.
pub(super) fn known_later(view: View<'_>, relation: Relation<'_>) -> Option<Obstacle> {
    relation.status().and_then(Standing::of).filter(|_| supplies(relation))?;
    let claim = relation.view().claim(relation.state().strongest?)?;
    let recorded = (claim.seq() > view.seq()).then(|| claim.recorded_at());
    let printed = view.pin().published_by.is_some_and(|by| claim.published().0 > by);
    let when = if printed { claim.published().0.to_partial() } else { None };
    Some(Obstacle { when, recorded, claim: Some(claim.index), ..Obstacle::new(ObstacleKind::KnownLater) })
}

/// What the strongest claim that holds says, and since when.
fn by_strongest(relation: Relation<'_>, kind: ObstacleKind) -> Obstacle {
    let claim = relation.state().strongest.and_then(|claim| relation.view().claim(claim));
    Obstacle { when: claim.and_then(begin), claim: claim.map(|claim| claim.index), ..Obstacle::new(kind) }
}

/// Of a relation that no claim holds: which of those that said that it exists begins first of those to come, or else ended last.
fn lapsed(relation: Relation<'_>) -> Option<Obstacle> {
    let exists =
        |claim: &ClaimView<'_>| claim.mode() != ClaimMode::Opinion && claim.says().and_then(Standing::of).is_some();
    let claims = relation.claims().into_iter();
    let spoken: Vec<_> =
        claims.filter_map(|a| Some((a.begun, relation.view().claim(a.claim).filter(exists)?))).collect();
    let coming = spoken.iter().filter(|(begun, _)| !begun).map(|(_, claim)| claim);
    // The first of equals is taken, and the claims come with the strongest first.
    if let Some(claim) = coming.min_by_key(|claim| claim.begins()) {
        return Some(Obstacle { when: begin(*claim), claim: Some(claim.index), ..Obstacle::new(ObstacleKind::Later) });
    }
    let over = spoken.iter().rev().map(|(_, claim)| claim).max_by_key(|claim| claim.ends())?;
    let when = over.valid().1.or_else(|| over.ends().to_partial());
    Some(Obstacle { when, claim: Some(over.index), ..Obstacle::new(ObstacleKind::Ended) })
}

/// Where a claim begins, as precise as it says.
fn begin(claim: ClaimView<'_>) -> Option<PartialDate> {
    claim.valid().0.or_else(|| claim.begins().to_partial())
}

/// Of a negotiation: whether any claim, to come or over, says that it is about `to` supplying `from`; of anything else true.
fn ever_supplies(relation: Relation<'_>) -> bool {
    let potential = |claim: ClaimView<'_>| claim.details()?.potential_supply;
    let mut claims = relation.claims().into_iter().filter_map(|a| relation.view().claim(a.claim));
    relation.kind() != RelationKind::Negotiation || claims.find_map(potential) == Some(true)
}
