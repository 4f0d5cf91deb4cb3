//! What happened to an entity or a relation, in the order of date: what claims say, how the state of relations changed by them,
//! what was taken back.

use std::collections::{BTreeSet, HashSet};

use petgraph::Direction::Outgoing;

use super::{
    bounds::{Bounds, SearchReport, Searched, Stopped, Work},
    crossings::Crossings,
    dated::{Dated, begins, recorded},
    error::QuestionError,
    statistics::WORLD,
    subjects::{About, subjects},
};
use crate::{
    graph::{ClaimIndex, ClaimView, Found, Hold, KindSet, Relation, SubjectIndex, View},
    model::{ClaimMode, Day, RelationKind, Status},
};

pub use super::dated::PlacedBy;

/// The most events of one answer.
pub const MOST_EVENTS: usize = 100_000;

/// What happened. Of one date they come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A contract was signed, as a claim says.
    Signed,
    /// Terms were changed by agreement.
    Amended,
    /// What a claim says begins.
    Claimed,
    /// What a claim says is over.
    Over,
    /// A restriction came into force.
    Imposed,
    /// A restriction began to be relaxed.
    Eased,
    /// A restriction went out of force.
    Lifted,
    /// The state of another relation, or another state of a restriction, changed.
    Status,
    /// A claim was replaced by a correction.
    Superseded,
    /// A claim was taken back.
    Retracted,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When, and by what that is known.
    pub dated: Dated,
    /// To which relation or observation.
    pub about: SubjectIndex,
    /// The claim that says so, ended so, or sets the state from then on.
    pub claim: Option<ClaimIndex>,
    /// Of a change of state: the status before; none where no claim held.
    pub before: Option<Status>,
    /// Of a change of state: the status from then on; none where no claim holds any more.
    pub after: Option<Status>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineQuestion {
    /// Of what. Of a relation along which goods flow, the restrictions that cross it are told too.
    pub about: About,
    /// Only what may have happened on this day or later.
    pub from: Option<Day>,
    /// Only what may have happened on this day or before.
    pub to: Option<Day>,
}

/// The events, in order: by the first day that their date may mean, the more precise date first, then by kind, and by the keys of what
/// they are about and of their claim. At most [`MOST_EVENTS`].
///
/// Told is what has begun by the view's date, of claims that count, readings (OPINION) too; and what was taken back, on the day of recording. A
/// change of state is found by looking at each day on which a claim begins, ends, or is carried no further; nothing changes between.
///
/// # Errors
/// Where the entity is not seen, or the time begins after its end.
pub fn timeline(
    view: View<'_>,
    question: &TimelineQuestion,
    bounds: Bounds,
) -> Result<Searched<Vec<Event>>, QuestionError> {
    if let (Some(from), Some(to)) = (question.from, question.to)
        && from > to
    {
        let message =
            format!("`from` is {from} and `to` is {to}, which is earlier\nhint: give the earlier day as `from`");
        return Err(QuestionError::Invalid { argument: "from", message });
    }
    let mut work = Work::new(bounds);
    let mut all = Telling { view, question, events: Vec::new(), full: false };
    let subjects = subjects(view, question.about, &mut work)?;
    let stopped = all.tell(subjects, &mut work);
    let mut search = work.report();
    if all.full && stopped.is_ok() {
        search = SearchReport { complete: false, reached_bound: Some("answers"), ..search };
    }
    let mut events = all.events;
    events.sort_by_cached_key(|event| {
        let claim = event.claim.and_then(|claim| view.claim(claim)).map(|claim| claim.key());
        (event.dated.day, event.dated.vagueness(), event.kind, key(view, event.about), claim)
    });
    Ok(Searched { answer: events, search })
}

fn key(view: View<'_>, about: SubjectIndex) -> String {
    let key = match view.spoken_of(about) {
        Some(Found::Relation(relation)) => relation.key(),
        Some(Found::Observation(seen)) => seen.key(),
        _ => None,
    };
    key.map_or_else(String::new, |key| key.to_string())
}

struct Telling<'q, 'g> {
    view: View<'g>,
    question: &'q TimelineQuestion,
    events: Vec<Event>,
    full: bool,
}

impl<'g> Telling<'_, 'g> {
    fn tell(&mut self, subjects: impl Iterator<Item = Found<'g>>, work: &mut Work) -> Result<(), Stopped> {
        for subject in subjects {
            work.read()?;
            match subject {
                Found::Relation(relation) => {
                    self.relation(relation, work)?;
                    if matches!(self.question.about, About::Subject(_)) {
                        for restriction in crossing(relation, work)? {
                            self.relation(restriction, work)?;
                        }
                    }
                }
                Found::Observation(seen) => drop(self.claims(SubjectIndex::Observation(seen.index), None, work)?),
                _ => {}
            }
            if self.full {
                break;
            }
        }
        Ok(())
    }

    fn relation(&mut self, relation: Relation<'g>, work: &mut Work) -> Result<(), Stopped> {
        let about = SubjectIndex::Relation(relation.edge);
        let counting = self.claims(about, Some(relation.kind()), work)?;
        for change in changes(relation, &counting, work)? {
            let kind = match (relation.kind(), change.before, change.after) {
                (RelationKind::Restriction, _, Some(Status::Active)) => EventKind::Imposed,
                (RelationKind::Restriction, _, Some(Status::Eased)) => EventKind::Eased,
                (RelationKind::Restriction, Some(Status::Active | Status::Eased), _) => EventKind::Lifted,
                _ => EventKind::Status,
            };
            let Change { dated, claim, before, after, .. } = change;
            self.push(Event { kind, dated, about, claim, before, after });
        }
        Ok(())
    }

    /// The events of the claims about a subject; gives those that count.
    fn claims(
        &mut self,
        about: SubjectIndex,
        kind: Option<RelationKind>,
        work: &mut Work,
    ) -> Result<Vec<ClaimView<'g>>, Stopped> {
        let view = self.view;
        let claims = view.claims_ever(about);
        if !work.walk(claims.len()) {
            return Err(Stopped);
        }
        let mut signings = HashSet::new();
        let event = |kind, dated, claim: ClaimView<'g>| Event {
            kind,
            dated,
            about,
            claim: Some(claim.index),
            before: None,
            after: None,
        };
        let mut counting = Vec::new();
        for claim in claims {
            if let Some(retraction) = claim.retraction() {
                recorded(retraction.at).into_iter().for_each(|at| self.push(event(EventKind::Retracted, at, claim)));
            } else if let Some(by) = claim.superseded_by().and_then(|by| view.claim(by)) {
                recorded(by.recorded_at())
                    .into_iter()
                    .for_each(|at| self.push(event(EventKind::Superseded, at, claim)));
            }
            if !claim.counts() {
                continue;
            }
            counting.push(claim);
            let signed = claim.details().and_then(|details| details.signed);
            let signed = signed.filter(|date| kind == Some(RelationKind::Contract) && signings.insert(*date));
            let (kind, dated) = match (signed, begins(view, claim)) {
                (Some(date), _) => (EventKind::Signed, Some(Dated::by(date, PlacedBy::Signed))),
                (None, dated) if claim.amends().is_some() => (EventKind::Amended, dated),
                (None, dated) => (EventKind::Claimed, dated),
            };
            if let Some(dated) = dated.filter(|dated| dated.day.max(claim.begins()) <= view.as_of()) {
                self.push(event(kind, dated, claim));
            }
            if let Some(to) = claim.valid().1.filter(|to| to.last() < view.as_of()) {
                self.push(event(EventKind::Over, Dated::by(to, PlacedBy::ValidTo), claim));
            }
        }
        Ok(counting)
    }

    fn push(&mut self, event: Event) {
        let (first, last) = event.dated.days();
        let within =
            self.question.from.is_none_or(|from| last >= from) && self.question.to.is_none_or(|to| first <= to);
        if !within {
            return;
        }
        if self.events.len() >= MOST_EVENTS {
            self.full = true;
        } else {
            self.events.push(event);
        }
    }
}

/// A change of state.
struct Change {
    dated: Dated,
    claim: Option<ClaimIndex>,
    before: Option<Status>,
    after: Option<Status>,
}

/// How the state of a relation changed up to the view's date.
fn changes(relation: Relation<'_>, counting: &[ClaimView<'_>], work: &mut Work) -> Result<Vec<Change>, Stopped> {
    let view = relation.view();
    let next = |day: Day| Day::from_number(day.number().saturating_add(1));
    let mut days = BTreeSet::new();
    for claim in counting {
        days.extend([claim.begins(), next(claim.ends()), next(claim.ends().plus_months(view.pin().carry_months))]);
    }
    let on = |day: Day| view.on(day).shown(relation.edge);
    let mut before = on(Day::MIN).and_then(Relation::status);
    let mut found = Vec::new();
    for day in days.into_iter().filter(|&day| day > Day::MIN && day <= view.as_of()) {
        if !work.walk(counting.len()) {
            return Err(Stopped);
        }
        let Some(then) = on(day) else { continue };
        let after = then.status();
        if after == before {
            continue;
        }
        let claim = strongest(then);
        let own = claim.and_then(|claim| begins(view, claim)).filter(|dated| dated.day == day);
        // What lapses does so by no claim that begins: an end that was said, or figures that are carried no further.
        let said = || counting.iter().any(|claim| claim.valid().1.is_some() && next(claim.ends()) == day);
        let ended =
            || counting.iter().find(|c| c.begins() == day && c.says().is_some()).and_then(|claim| begins(view, *claim));
        let by = || if said() { PlacedBy::ValidTo } else { PlacedBy::Carried };
        let dated = own.or_else(ended).or_else(|| Some(Dated::by(day.to_partial()?, by())));
        if let Some(dated) = dated {
            found.push(Change { dated, claim: claim.map(|claim| claim.index), before, after });
        }
        before = after;
    }
    Ok(found)
}

/// The claim that sets the state.
fn strongest(relation: Relation<'_>) -> Option<ClaimView<'_>> {
    let view = relation.view();
    let holding = relation.claims().into_iter().filter(|assessed| assessed.hold != Hold::No);
    let claims = holding.filter_map(|assessed| view.claim(assessed.claim));
    claims.into_iter().find(|claim| claim.mode() != ClaimMode::Opinion && claim.says().is_some())
}

/// The restrictions that ever crossed the goods that flow along a relation, by where its ends belong on the view's date; by key.
fn crossing<'g>(relation: Relation<'g>, work: &mut Work) -> Result<Vec<Relation<'g>>, Stopped> {
    let view = relation.view();
    let (exporter, importer) = match relation.kind() {
        RelationKind::Export => (relation.from(), relation.to()),
        RelationKind::Contract | RelationKind::Negotiation => (relation.to(), relation.from()),
        _ => return Ok(Vec::new()),
    };
    let mut crossings = Crossings::new(view);
    let (governments, targets) = (crossings.holders(exporter, work)?, crossings.holders(importer, work)?);
    let world = view.entity_with_key(WORLD);
    let mut found = Vec::new();
    for &government in governments.iter().filter(|government| !targets.contains(government)) {
        for restriction in view.relations_ever(government, Outgoing, KindSet::of(&[RelationKind::Restriction])) {
            work.read()?;
            let matches = match (restriction.commodity(), relation.commodity()) {
                (Some(held_back), Some(traded)) => view.commodities_match(held_back, traded),
                _ => true,
            };
            if matches && (targets.contains(&restriction.to()) || Some(restriction.to()) == world) {
                found.push(restriction);
            }
        }
    }
    found.sort_unstable_by_key(|restriction| restriction.edge);
    Ok(found)
}
