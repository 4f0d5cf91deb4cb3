//! How far a search may go, and what it says of how far it went. No clock in here: an answer that met none of its bounds is a function of
//! its question. Whoever has a deadline raises a [`Halt`].

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

/// A sign to stop, raised from any thread: nobody waits for the answer any more, or its time is up.
#[derive(Clone, Debug, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// Every search that is bounded by it stops soon.
    pub fn raise(&self) {
        self.0.store(true, Relaxed);
    }

    /// Whether it was raised.
    pub fn raised(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// The most that one question may do.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// How many times a relation may be read from the graph, with its claims and what crosses it; as many again may be read to
    /// complete what was found by then.
    pub relations: usize,
    /// How many times a relation that was read may be walked along by the passes of a search.
    pub steps: usize,
    /// Stops it before that.
    pub halt: Halt,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { relations: 2_000_000, steps: 100_000_000, halt: Halt::default() }
    }
}

/// What a bounded search did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchReport {
    /// Whether no bound was met, so that nothing is missing from the answer.
    pub complete: bool,
    /// The bound that was met: `relations`, `steps`, or `time` where it was told to stop.
    pub reached_bound: Option<&'static str>,
    /// How many times a relation was read from the graph.
    pub relations_examined: usize,
}

/// An answer, and what the search for it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched<T> {
    /// The answer. Where the search is not complete: what the part that was searched gives.
    pub answer: T,
    /// What the search did.
    pub search: SearchReport,
}

/// A bound was met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopped;

/// What is done so far. Counts the same whatever the order in which the graph gives its relations.
#[derive(Debug)]
pub(super) struct Work {
    bounds: Bounds,
    relations: usize,
    steps: usize,
    reached: Option<&'static str>,
}

impl Work {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self { bounds, relations: 0, steps: 0, reached: None }
    }

    /// Counts one more relation that is read.
    pub(super) fn read(&mut self) -> Result<(), Stopped> {
        self.heed()?;
        if self.reached.is_some() || self.relations >= self.bounds.relations {
            self.reached.get_or_insert("relations");
            return Err(Stopped);
        }
        self.relations += 1;
        Ok(())
    }

    /// The same for what completes an answer that was found already: as many again may be read for it.
    pub(super) fn complete(&mut self) -> Result<(), Stopped> {
        self.heed()?;
        if self.relations >= self.bounds.relations.saturating_mul(2) {
            self.reached.get_or_insert("relations");
            return Err(Stopped);
        }
        self.relations += 1;
        Ok(())
    }

    /// Whether that many more relations may be walked along.
    pub(super) fn walk(&mut self, legs: usize) -> bool {
        if self.heed().is_err() {
            return false;
        }
        let steps = self.steps.saturating_add(legs);
        if steps > self.bounds.steps {
            self.reached.get_or_insert("steps");
            return false;
        }
        self.steps = steps;
        true
    }

    /// Whether a bound was met: nothing more is read from the graph.
    pub(super) const fn stopped(&self) -> bool {
        self.reached.is_some()
    }

    /// Whether the passes may not go on either.
    pub(super) fn spent(&self) -> bool {
        matches!(self.reached, Some("steps" | "time"))
    }

    /// Whether it was told to stop. That outweighs any other bound: what is left of the answer hangs on when it was.
    pub(super) fn heed(&mut self) -> Result<(), Stopped> {
        if self.bounds.halt.raised() {
            self.reached = Some("time");
            return Err(Stopped);
        }
        Ok(())
    }

    pub(super) const fn report(&self) -> SearchReport {
        SearchReport {
            complete: self.reached.is_none(),
            reached_bound: self.reached,
            relations_examined: self.relations,
        }
    }
}
