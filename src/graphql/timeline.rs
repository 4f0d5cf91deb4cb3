//! Timelines: what happened, as the contract tells it.

use async_graphql::Object;

use super::{
    arguments::among,
    at::{At, apart},
    claim::Claim,
    connection::{Connection, TotalAndSearch},
    enums::{EventKind, PlacedBy, Status},
    error::Fault,
    measure::Measure,
    observation::Observation,
    page::{Page, Place},
    relation::Relation,
    scalars::{Date, PartialDate},
    written::{Written, puts},
};
use crate::{
    graph::{Found, SubjectIndex},
    questions::{
        error::QuestionError,
        timeline::{self, TimelineQuestion, timeline},
    },
};

/// A page of events.
pub type EventConnection = Connection<Event, TotalAndSearch>;

/// A page of what happened to something.
///
/// # Errors
/// Where what is named is not there, or claims are never about it.
pub async fn event_page(
    page: Page,
    about: &str,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<EventConnection, Fault> {
    let at = page.at.clone();
    let about = among(at.view(), about)?;
    let question = TimelineQuestion { about, from: from.map(|day| day.0), to: to.map(|day| day.0) };
    let searched = apart(move || {
        let searched = timeline(page.at.view(), &question, page.at.bounds())?;
        let numbered = searched.answer.into_iter().enumerate().map(|(n, event)| (Place::nth(n), event));
        Ok::<_, QuestionError>((page.walk(numbered), searched.search))
    });
    let (read, report) = searched.await??;
    Ok(Connection::searched(read, report, |event| Event { at: at.clone(), event }))
}

/// An event in a view.
pub struct Event {
    at: At,
    event: timeline::Event,
}

/// Something that happened to a relation or an observation.
#[Object(serial)]
impl Event {
    /// When: as precise as it is known.
    async fn date(&self) -> PartialDate {
        PartialDate(self.event.dated.date)
    }

    /// By what the date is known.
    async fn placed_by(&self) -> PlacedBy {
        self.event.dated.placed_by.into()
    }

    /// What happened.
    async fn kind(&self) -> EventKind {
        self.event.kind.into()
    }

    /// To which relation; null where it happened to an observation.
    async fn relation(&self) -> Option<Written<Relation>> {
        match self.at.view().spoken_of(self.event.about) {
            Some(Found::Relation(relation)) => Some(Written(Relation::of(&self.at, relation))),
            _ => None,
        }
    }

    /// To which observation; null where it happened to a relation.
    async fn observation(&self) -> Option<Observation> {
        match self.event.about {
            SubjectIndex::Observation(index) => Some(Observation::new(self.at.clone(), index)),
            SubjectIndex::Relation(_) => None,
        }
    }

    /// The claim that says so (its `statement` has it in words), that was corrected or taken back, or that sets the state from then on; null where no claim holds any more.
    async fn claim(&self) -> Option<Claim> {
        self.event.claim.map(|claim| Claim::new(self.at.clone(), claim))
    }

    /// Of a change of state: the status before; null where no claim held.
    async fn before(&self) -> Option<Status> {
        self.event.before.map(Into::into)
    }

    /// Of a change of state: the status from then on; null where no claim holds any more, and of other events.
    async fn after(&self) -> Option<Status> {
        self.event.after.map(Into::into)
    }

    /// The figures of the claim, where it is not of a change of state.
    async fn measures(&self) -> Vec<Measure> {
        let told = self.event.claim.filter(|_| self.event.before.is_none() && self.event.after.is_none());
        let Some(claim) = told.and_then(|claim| self.at.view().claim(claim)) else { return Vec::new() };
        let holds = claim.holds();
        let figures = claim.measures().into_iter();
        figures.map(|figure| Measure::new(self.at.clone(), figure, claim.index, holds)).collect()
    }
}

puts! {
    Event {
        "date" => date,
        "placedBy" => placed_by,
        "kind" => kind,
        "relation" => relation,
        "observation" => observation,
        "claim" => claim,
        "before" => before,
        "after" => after,
        "measures" => measures,
    }
}
