//! How far a search may go, and what it says of how far it went. No clock in here: an answer is a function of its question. Whoever
//! has a deadline asks with smaller bounds, or stops taking from an iterator.

/// The most that one question may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How many times a relation may be read from the graph, with its claims and what crosses it; as many again may be read to
    /// complete what was found by then.
    pub relations: usize,
    /// How many times a relation that was read may be walked along by the passes of a search.
    pub steps: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { relations: 2_000_000, steps: 100_000_000 }
    }
}

/// What a bounded search did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchReport {
    /// Whether no bound was met, so that nothing is missing from the answer.
    pub complete: bool,
    /// The bound that was met: `relations` or `steps`.
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
    pub(super) const fn new(bounds: Bounds) -> Self {
        Self { bounds, relations: 0, steps: 0, reached: None }
    }

    /// Counts one more relation that is read.
    pub(super) fn read(&mut self) -> Result<(), Stopped> {
        if self.reached.is_some() || self.relations >= self.bounds.relations {
            self.reached.get_or_insert("relations");
            return Err(Stopped);
        }
        self.relations += 1;
        Ok(())
    }

    /// The same for what completes an answer that was found already: as many again may be read for it.
    pub(super) fn complete(&mut self) -> Result<(), Stopped> {
        if self.relations >= self.bounds.relations.saturating_mul(2) {
            self.reached.get_or_insert("relations");
            return Err(Stopped);
        }
        self.relations += 1;
        Ok(())
    }

    /// Whether that many more relations may be walked along.
    pub(super) fn walk(&mut self, legs: usize) -> bool {
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
        self.reached == Some("steps")
    }

    pub(super) const fn report(&self) -> SearchReport {
        SearchReport {
            complete: self.reached.is_none(),
            reached_bound: self.reached,
            relations_examined: self.relations,
        }
    }
}
