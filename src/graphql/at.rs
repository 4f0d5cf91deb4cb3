//! Where an answer stands: a store, and what the view that is asked is fixed to. Every object of an answer carries it.

use std::{cell::Cell, sync::Arc};

use async_graphql::{Context, ID};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::block_in_place,
};

use super::{dates::Dates, error::Fault, scenario::Scenario};
use crate::{
    graph::{Pin, View},
    model::{Day, Seq},
    questions::bounds::{Bounds, Halt},
    store::Store,
};

/// The view of an object. Cheap to clone.
#[derive(Clone)]
pub struct At(Arc<Fixed>);

struct Fixed {
    store: Arc<Store>,
    pin: Pin,
    dates: Option<Dates>,
    /// What is supposed, where anything is.
    scenario: Option<Arc<Scenario>>,
    /// What ids of this view end in: dates, then `~` and what stands for the scenario; empty for now.
    suffix: String,
    /// Stops the searches of the request.
    halt: Halt,
}

impl At {
    /// Now: everything up to a transaction, on a day.
    pub fn now(store: Arc<Store>, pin: Pin) -> Self {
        Self(Arc::new(Fixed { store, pin, dates: None, scenario: None, suffix: String::new(), halt: Halt::default() }))
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
        let Fixed { store, pin, halt, .. } = &*self.0;
        let seq = dates.known_at.map_or(pin.seq, |at| store.graph().seq_at(at).min(pin.seq));
        let pin = Pin {
            seq,
            as_of: dates.as_of,
            known_at: dates.known_at,
            published_by: dates.published_by,
            carry_months: dates.carry_months.unwrap_or(Pin::CARRY_MONTHS),
        };
        let (store, halt) = (Arc::clone(store), halt.clone());
        Self(Arc::new(Fixed { store, pin, dates: Some(dates), scenario: None, suffix: dates.to_string(), halt }))
    }

    /// The same dates in the world as it is told, whatever this one supposes.
    pub(super) fn without_scenario(&self) -> Self {
        let Fixed { store, pin, dates, halt, .. } = &*self.0;
        let suffix = dates.map_or_else(String::new, |dates| dates.to_string());
        let (store, halt) = (Arc::clone(store), halt.clone());
        Self(Arc::new(Fixed { store, pin: *pin, dates: *dates, scenario: None, suffix, halt }))
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
        let Fixed { store, pin, dates, scenario, suffix, halt } = &*self.0;
        let pin = Pin { seq, as_of, ..*pin };
        let scenario = scenario.as_ref().map(|scenario| scenario.again(store.view(pin)).map(Arc::new)).transpose()?;
        let (store, suffix, halt) = (Arc::clone(store), suffix.clone(), halt.clone());
        Ok(Self(Arc::new(Fixed { store, pin, dates: *dates, scenario, suffix, halt })))
    }

    /// The same view in a scenario, which was made for it, instead of its own.
    pub(super) fn in_scenario(&self, scenario: Scenario) -> Self {
        let Fixed { store, pin, dates, halt, .. } = &*self.0;
        let dated = dates.map_or_else(String::new, |dates| dates.to_string());
        let suffix = format!("{dated}~{}", scenario.overlay().digest(store.view(*pin)));
        let (store, halt, scenario) = (Arc::clone(store), halt.clone(), Some(Arc::new(scenario)));
        Self(Arc::new(Fixed { store, pin: *pin, dates: *dates, scenario, suffix, halt }))
    }

    /// What it supposes.
    pub(super) fn scenario(&self) -> Option<&Scenario> {
        self.0.scenario.as_deref()
    }

    /// The view.
    #[inline]
    pub fn view(&self) -> View<'_> {
        let view = self.0.store.view(self.0.pin);
        self.scenario().map_or(view, |scenario| view.with(scenario.overlay()))
    }

    /// What it is fixed to.
    pub fn pin(&self) -> Pin {
        self.0.pin
    }

    /// How far a search of this request may go.
    pub fn bounds(&self) -> Bounds {
        Bounds { halt: self.0.halt.clone(), ..Bounds::default() }
    }

    /// What stops the searches of this request.
    pub fn halt(&self) -> &Halt {
        &self.0.halt
    }

    /// Where it reads.
    pub fn store(&self) -> &Arc<Store> {
        &self.0.store
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
