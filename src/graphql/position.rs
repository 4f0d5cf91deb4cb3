//! How far a subscription has come: whoever passes its answers on can say where to go on, and begin where somebody was.

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::error::Fault;
use crate::model::{Day, Seq};

/// A place to note how far one has come, shared by a subscription and the connection that its answers are sent on.
#[derive(Clone, Debug, Default)]
pub struct Position(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    reached: Option<Reached>,
    sent: Option<Seq>,
}

/// A position, as the id of an event says it: the last transaction, and behind `@` the day where an answer hangs on that too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The last transaction.
    pub seq: Seq,
    /// The day of the answer.
    pub day: Option<Day>,
}

impl Position {
    /// Of who was there before.
    pub fn after(reached: Reached) -> Self {
        Self(Arc::new(Mutex::new(Noted { reached: Some(reached), sent: None })))
    }

    /// Notes the position of the answer that is being given.
    pub(super) fn reach(&self, seq: Seq, day: Option<Day>) {
        self.noted().reached = Some(Reached { seq, day });
    }

    /// The position of the answer that was given last, or that was begun after; none where neither has one.
    pub fn get(&self) -> Option<Reached> {
        self.noted().reached
    }

    /// Notes that it is sent.
    pub fn sent(&self) {
        let mut noted = self.noted();
        noted.sent = noted.reached.map(|reached| reached.seq);
    }

    /// The position to go on after: that of the last answer that was sent.
    pub fn behind(&self) -> Option<Seq> {
        self.noted().sent
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => write!(f, "{}@{day}", self.seq),
            None => write!(f, "{}", self.seq),
        }
    }
}

impl FromStr for Reached {
    type Err = Fault;
    /// # Errors
    /// Where it is the id of no event.
    fn from_str(id: &str) -> Result<Self, Fault> {
        let (seq, day) = id.split_once('@').map_or((id, None), |(seq, day)| (seq, Some(day)));
        let (seq, day) = (seq.parse().ok(), day.map(str::parse).transpose().ok());
        seq.zip(day).map(|(seq, day)| Self { seq, day }).ok_or_else(|| {
            Fault::invalid("`Last-Event-ID` is the id of no event here\nhint: leave it out, or send the `id` of the last event that came")
        })
    }
}
