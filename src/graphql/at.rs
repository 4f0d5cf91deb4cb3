//! Where an answer stands: a store, and what the view that is asked is fixed to. Every object of an answer carries it.

use std::{
    cell::Cell,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use async_graphql::{Context, ID};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::block_in_place,
};

use super::{
    dates::Dates,
    error::{Code, Fault},
    scenario::Scenario,
};
use crate::{
    graph::{Pin, View},
    model::{Day, Seq},
    questions::bounds::{Bounds, Halt},
    store::Store,
};

/// After so much of what is gone through it is asked whether there is time for more. What is shorter is read whatever the time, so that what a
/// search had found by then can be told.
pub(super) const SHORT: usize = 64;

/// The view of an object. Cheap to clone.
#[derive(Clone)]
pub struct At(Arc<Fixed>);

struct Fixed {
    asked: Arc<Asked>,
    pin: Pin,
    dates: Option<Dates>,
    /// What is supposed, where anything is.
    scenario: Option<Arc<Scenario>>,
    /// What ids of this view end in: dates, then `~` and what stands for the scenario; empty for now.
    suffix: String,
}

/// What all views of one request share.
struct Asked {
    store: Arc<Store>,
    /// Stops its searches.
    halt: Halt,
    /// When it began to be answered, and how long that may take; nothing where it takes the time that it needs.
    time: OnceLock<(Instant, Duration)>,
}

impl At {
    /// Now: everything up to a transaction, on a day.
    pub fn now(store: Arc<Store>, pin: Pin) -> Self {
        let asked = Arc::new(Asked { store, halt: Halt::default(), time: OnceLock::new() });
        Self(Arc::new(Fixed { asked, pin, dates: None, scenario: None, suffix: String::new() }))
    }

    /// The now of the request, the same for all its fields.
    ///
    /// # Errors
    /// Where the request did not come through the door that fixes it.
    pub fn of(ctx: &Context<'_>) -> Result<Self, Fault> {
        ctx.data_opt::<Self>().cloned().ok_or_else(|| Fault::internal("the request has no date"))
    }

    /// The view of these dates, as far as this one knows; of the world as it is told, whatever this one supposes.
    pub fn on(&self, dates: Dates) -> Self {
        let Fixed { asked, pin, .. } = &*self.0;
        let seq = dates.known_at.map_or(pin.seq, |at| asked.store.graph().seq_at(at).min(pin.seq));
        let pin = Pin {
            seq,
            as_of: dates.as_of,
            known_at: dates.known_at,
            published_by: dates.published_by,
            carry_months: dates.carry_months.unwrap_or(Pin::CARRY_MONTHS),
        };
        let asked = Arc::clone(asked);
        Self(Arc::new(Fixed { asked, pin, dates: Some(dates), scenario: None, suffix: dates.to_string() }))
    }

    /// The same dates in the world as it is told, whatever this one supposes.
    pub(super) fn without_scenario(&self) -> Self {
        let Fixed { asked, pin, dates, .. } = &*self.0;
        let suffix = dates.map_or_else(String::new, |dates| dates.to_string());
        Self(Arc::new(Fixed { asked: Arc::clone(asked), pin: *pin, dates: *dates, scenario: None, suffix }))
    }

    /// The view that an id says it is of, and the key in it.
    ///
    /// # Errors
    /// Where what follows its `@` are no dates.
    pub fn split<'i>(&self, id: &'i str) -> Result<(Self, &'i str), Fault> {
        match id.split_once('@') {
            None => Ok((self.clone(), id)),
            Some((key, dates)) => Ok((self.on(dates.parse()?), key)),
        }
    }

    /// The same view at another transaction, on another day.
    ///
    /// # Errors
    /// Where what it supposes cannot be supposed there.
    pub(super) fn moved(&self, seq: Seq, as_of: Day) -> Result<Self, Fault> {
        let Fixed { asked, pin, dates, scenario, suffix } = &*self.0;
        let pin = Pin { seq, as_of, ..*pin };
        let again = |scenario: &Arc<Scenario>| scenario.again(asked.store.view(pin)).map(Arc::new);
        let scenario = scenario.as_ref().map(again).transpose()?;
        let (asked, suffix) = (Arc::clone(asked), suffix.clone());
        Ok(Self(Arc::new(Fixed { asked, pin, dates: *dates, scenario, suffix })))
    }

    /// The same view for what is asked by itself: with a time of its own, and searches that are stopped alone.
    pub(super) fn anew(&self) -> Self {
        let Fixed { asked, pin, dates, scenario, suffix } = &*self.0;
        let asked = Arc::new(Asked { store: Arc::clone(&asked.store), halt: Halt::default(), time: OnceLock::new() });
        let (scenario, suffix) = (scenario.clone(), suffix.clone());
        Self(Arc::new(Fixed { asked, pin: *pin, dates: *dates, scenario, suffix }))
    }

    /// The same view in a scenario, which was made for it, instead of its own.
    pub(super) fn in_scenario(&self, scenario: Scenario) -> Self {
        let Fixed { asked, pin, dates, .. } = &*self.0;
        let dated = dates.map_or_else(String::new, |dates| dates.to_string());
        let suffix = format!("{dated}~{}", scenario.overlay().digest(asked.store.view(*pin)));
        let (asked, scenario) = (Arc::clone(asked), Some(Arc::new(scenario)));
        Self(Arc::new(Fixed { asked, pin: *pin, dates: *dates, scenario, suffix }))
    }

    /// What it supposes.
    pub(super) fn scenario(&self) -> Option<&Scenario> {
        self.0.scenario.as_deref()
    }

    /// The view.
    #[inline]
    pub fn view(&self) -> View<'_> {
        let view = self.store().view(self.0.pin);
        self.scenario().map_or(view, |scenario| view.with(scenario.overlay()))
    }

    /// What it is fixed to.
    pub fn pin(&self) -> Pin {
        self.0.pin
    }

    /// How far a search of this request may go.
    pub fn bounds(&self) -> Bounds {
        Bounds { halt: self.halt().clone(), ..Bounds::default() }
    }

    /// What stops the searches of this request.
    pub fn halt(&self) -> &Halt {
        &self.0.asked.halt
    }

    /// From now on the request may take so long.
    pub(super) fn begin(&self, time: Duration) {
        let _ = self.0.asked.time.set((Instant::now(), time));
    }

    /// Refuses to go on with a list, where the time of the request is over or nobody waits for it any more: a part of it would pass for the whole.
    ///
    /// # Errors
    /// `TOO_COSTLY`, with the limit.
    pub(super) fn hold_time(&self) -> Result<(), Fault> {
        let Asked { halt, time, .. } = &*self.0.asked;
        let (took, most) = time.get().map_or((Duration::ZERO, Duration::MAX), |(begun, time)| (begun.elapsed(), *time));
        if took < most && !halt.raised() {
            return Ok(());
        }
        halt.raise();
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let (value, most) = (millis(took), millis(most));
        let message = format!(
            "a list was not read to its end in `{value}` ms, the question may take `{most}` ms\nhint: ask for less at once, or name an end, a document or a kind in `where`"
        );
        Err(Fault::new(Code::TooCostly, message).with("limit", "milliseconds").with("value", value).with("most", most))
    }

    /// What is gone through in a search, until the request is to stop: whoever asks for it says so then.
    pub(super) fn heeded<I: Iterator>(&self, all: I) -> impl Iterator<Item = I::Item> + use<I> {
        let at = self.clone();
        let going = all.enumerate().take_while(move |(number, _)| number % SHORT < SHORT - 1 || at.hold_time().is_ok());
        going.map(|(_, one)| one)
    }

    /// Where it reads.
    pub fn store(&self) -> &Arc<Store> {
        &self.0.asked.store
    }

    /// The dates that it fixes; none for now.
    pub fn dates(&self) -> Option<Dates> {
        self.0.dates
    }

    /// What ids of this view end in.
    pub fn suffix(&self) -> &str {
        &self.0.suffix
    }

    /// The id of what has this key.
    pub fn id(&self, key: impl AsRef<str>) -> ID {
        ID([key.as_ref(), self.suffix()].concat())
    }
}

thread_local! {
    /// Whether this thread was lent to one request, which may take its time.
    static LENT: Cell<bool> = const { Cell::new(false) };
}

/// Runs a request on a thread that is its own meanwhile: what it has to do apart is done right here.
pub(super) fn lent<T>(work: impl FnOnce() -> T) -> T {
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            LENT.set(false);
        }
    }
    LENT.set(true);
    let _back = Back;
    work()
}

/// Runs what may take long off the threads that serve requests.
///
/// # Errors
/// Where it came to harm.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    if LENT.get() {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(|_| Fault::internal("a question came to harm"))
}

/// Runs what may take long on this thread, which serves no request meanwhile.
pub(super) fn in_place<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => block_in_place(work),
        _ => work(),
    }
}
