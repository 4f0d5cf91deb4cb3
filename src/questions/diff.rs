//! What is different in another view: of the graph, of an entity or of one relation; of answers in `diff_answers`. Seen from the other
//! view it is the mirror image, and of a view to itself there is nothing.

use std::collections::BTreeSet;

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::{EdgeIndex, NodeIndex},
};

use super::{
    bounds::{Bounds, SearchReport, Searched, Stopped},
    difference::Comparing,
};
pub use super::{
    diff_answers::{path_differences, supplier_differences},
    difference::{Change, Difference, MOST_CLAIMS, Part},
};
use crate::graph::{KindSet, ObservationIndex, Relation, View};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// All relations and observations.
    Everything,
    /// The relations that start or end at an entity, and what is observed of it.
    Entity(NodeIndex),
    /// A relation, by its edge in the first view and in the second.
    Relation(Option<EdgeIndex>, Option<EdgeIndex>),
}

/// The most differences that are told.
pub const MOST: usize = 100_000;

/// The relations, by kind and key, and then the observations, by key, that are not the same in two views of one graph. Every relation
/// is read once in each; what tells the same in both is passed over without being ranked. Linear in what is compared; of everything that
/// is the whole graph.
pub fn differences(before: View<'_>, after: View<'_>, about: About, bounds: Bounds) -> Searched<Vec<Difference<Part>>> {
    let mut search = Search { views: Comparing::new(before, after, bounds), found: Vec::new(), full: false };
    // Where a bound was met, what was found by then is told.
    let _ = match about {
        About::Everything => search.everything(),
        About::Entity(node) => search.entity(node),
        About::Relation(was, is) => {
            let (was, is) = (was.and_then(|edge| before.shown(edge)), is.and_then(|edge| after.shown(edge)));
            // What a scenario takes away is still what its claims speak of.
            let (counterpart, own) = (was.and_then(|was| after.same(was)), is.and_then(|is| before.same(is)));
            search.pair(was.or(own), is.or(counterpart))
        }
    };
    let rank = |difference: &Difference<Part>| match difference.after.or(difference.before) {
        Some(Part::Relation(kind, _)) => kind.code(),
        _ => u8::MAX,
    };
    search.found.sort_by(|a, b| (rank(a), &a.key).cmp(&(rank(b), &b.key)));
    let report = search.views.work.report();
    let cut = SearchReport { complete: false, reached_bound: Some("answers"), ..report };
    Searched { answer: search.found, search: if search.full && report.complete { cut } else { report } }
}

struct Search<'g> {
    views: Comparing<'g>,
    found: Vec<Difference<Part>>,
    /// Whether more was found than is told.
    full: bool,
}

impl<'g> Search<'g> {
    fn everything(&mut self) -> Result<(), Stopped> {
        let (before, after) = (self.views.before, self.views.after);
        for relation in before.relations() {
            self.pair(Some(relation), after.same(relation))?;
        }
        for relation in after.relations() {
            let was = before.same(relation);
            let met = was.filter(|was| was.is_spoken_of()).and_then(|was| after.same(was));
            if met.is_none_or(|met| met.edge != relation.edge) {
                self.pair(was, Some(relation))?;
            }
        }
        let longer = before.lengths().observations >= after.lengths().observations;
        let all = if longer { before } else { after };
        for index in all.observations() {
            self.observation(index)?;
        }
        Ok(())
    }

    fn entity(&mut self, node: NodeIndex) -> Result<(), Stopped> {
        let (before, after) = (self.views.before, self.views.after);
        // In the order of their edges, so that what a bound cuts off does not hang on the order in which the graph gives them.
        let at = |view: View<'g>| {
            let both = [Outgoing, Incoming].into_iter();
            let mut found: Vec<_> = both.flat_map(|towards| view.relations_ever(node, towards, KindSet::ALL)).collect();
            found.sort_by_key(|relation| relation.edge);
            found.dedup_by_key(|relation| relation.edge);
            found
        };
        let mut met = BTreeSet::new();
        for was in at(before) {
            let is = after.same(was);
            met.extend(is.map(|is| (was.edge, is.edge)));
            self.pair(Some(was), is)?;
        }
        for is in at(after) {
            let was = before.same(is);
            if was.is_none_or(|was| !met.contains(&(was.edge, is.edge))) {
                self.pair(was, Some(is))?;
            }
        }
        let observed: BTreeSet<ObservationIndex> =
            [before, after].into_iter().flat_map(|view| view.observations_of(node)).collect();
        observed.into_iter().try_for_each(|index| self.observation(index))
    }

    fn pair(&mut self, before: Option<Relation<'g>>, after: Option<Relation<'g>>) -> Result<(), Stopped> {
        let found = self.views.relation(before, after)?;
        self.take(found)
    }

    fn observation(&mut self, index: ObservationIndex) -> Result<(), Stopped> {
        let found = self.views.observation(index)?;
        self.take(found)
    }

    fn take(&mut self, found: Option<Difference<Part>>) -> Result<(), Stopped> {
        self.full = found.is_some() && self.found.len() >= MOST;
        if self.full {
            return Err(Stopped);
        }
        self.found.extend(found);
        Ok(())
    }
}
