//! How one relation or observation differs between two views, and which claims make the difference.

use std::collections::BTreeSet;

use petgraph::graph::EdgeIndex;

use super::{
    access::along,
    bounds::{Bounds, Stopped, Work},
    crossings::{Barrier, Crossings, worst},
    flow::supplies,
    standing::Standing,
};
use crate::{
    graph::{Assessed, ClaimIndex, Hold, ObservationIndex, Relation, SubjectIndex, View},
    model::{ClaimMode, Measure, RelationKind, Status},
};

/// In what something differs. Seen from the other view, each pair of opposites is the other of the two, and the rest is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// There only afterwards.
    Began,
    /// There only before.
    Ended,
    /// Of another status; or denied, where it was over.
    Status,
    /// Of another standing.
    Standing,
    /// Goods can pass more, or less.
    Access,
    /// The figures that hold are others.
    Figures,
    /// Another best path, or direct where it was not.
    Path,
    /// A claim counts that did not.
    BecameKnown,
    /// A claim does not count that did: retracted, superseded, or, on the way back, not known yet.
    Withdrawn,
    /// Only in the later answer.
    Appeared,
    /// Only in the earlier answer.
    Gone,
}

impl Change {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 11] = [
        Self::Began,
        Self::Ended,
        Self::Status,
        Self::Standing,
        Self::Access,
        Self::Figures,
        Self::Path,
        Self::BecameKnown,
        Self::Withdrawn,
        Self::Appeared,
        Self::Gone,
    ];
}

/// Something that is not the same in two views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<T> {
    /// The lasting key of what differs.
    pub key: String,
    /// In what; at least one.
    pub changes: BTreeSet<Change>,
    /// As the first view has it.
    pub before: Option<T>,
    /// As the second view has it.
    pub after: Option<T>,
    /// The claims that make the difference, by key; the first [`MOST_CLAIMS`]. None where only a scenario makes it.
    pub claims: Vec<ClaimIndex>,
}

/// So many claims are named at most for one difference.
pub const MOST_CLAIMS: usize = 100;

/// What differs of the graph itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A relation, under the edge that it has in its view.
    Relation(RelationKind, EdgeIndex),
    /// An observation.
    Observation(ObservationIndex),
}

/// Two views that are compared.
pub(super) struct Comparing<'g> {
    pub before: View<'g>,
    pub after: View<'g>,
    pub work: Work,
    /// Whether figures, and claims that decide nothing, are compared too.
    whole: bool,
    crossings: [Crossings<'g>; 2],
}

/// What is being found out about a difference.
#[derive(Default)]
struct Found {
    changes: BTreeSet<Change>,
    claims: BTreeSet<ClaimIndex>,
}

/// What a view tells of one thing.
#[derive(Default)]
struct Told {
    there: bool,
    status: Option<Status>,
    strongest: Option<ClaimIndex>,
    counting: BTreeSet<ClaimIndex>,
    figures: Vec<(ClaimIndex, Measure)>,
}

impl<'g> Comparing<'g> {
    pub(super) fn new(before: View<'g>, after: View<'g>, bounds: Bounds) -> Self {
        Self { before, after, work: Work::new(bounds), whole: true, crossings: [before, after].map(Crossings::new) }
    }

    /// The same for what decides whether there is a hop, how real it is and whether goods can pass, and for nothing else.
    pub(super) fn of_hops(self) -> Self {
        Self { whole: false, ..self }
    }

    /// How a relation differs, as it is in each of the two views.
    pub(super) fn relation(
        &mut self,
        before: Option<Relation<'g>>,
        after: Option<Relation<'g>>,
    ) -> Result<Option<Difference<Part>>, Stopped> {
        self.work.read()?;
        let mut found = Found::default();
        if !before.zip(after).is_some_and(|(before, after)| before.tells_as(after)) {
            found.tell(&Told::of_relation(before), &Told::of_relation(after), self.whole);
        }
        if let (Some(before), Some(after)) = (before, after) {
            self.access(before, after, &mut found)?;
        }
        let shown = |relation: Option<Relation<'g>>| relation.filter(|relation| relation.is_spoken_of());
        let key = [before, after].into_iter().flatten().filter_map(Relation::key).min().map(|key| key.to_string());
        let part = |relation: Relation<'_>| Part::Relation(relation.kind(), relation.edge);
        Ok(found.difference(self, key, shown(before).map(part), shown(after).map(part)))
    }

    /// How an observation differs.
    pub(super) fn observation(&mut self, index: ObservationIndex) -> Result<Option<Difference<Part>>, Stopped> {
        self.work.read()?;
        let mut found = Found::default();
        let seen = [self.before, self.after].map(|view| view.observation(index));
        let [before, after] = [self.before, self.after].map(|view| Told::of_observation(view, index));
        found.tell(&before, &after, self.whole);
        let key = seen.iter().flatten().find_map(|seen| seen.key()).map(|key| key.to_string());
        let [before, after] = seen.map(|seen| seen.map(|_| Part::Observation(index)));
        Ok(found.difference(self, key, before, after))
    }

    /// Whether goods can pass along what is there in both views.
    fn access(&mut self, before: Relation<'g>, after: Relation<'g>, found: &mut Found) -> Result<(), Stopped> {
        let [was, is] = &mut self.crossings;
        let (Some(was), Some(is)) = (barriers(before, was, &mut self.work)?, barriers(after, is, &mut self.work)?)
        else {
            return Ok(());
        };
        if worst(&was) == worst(&is) {
            return Ok(());
        }
        found.changes.insert(Change::Access);
        for (own, others, view, other) in [(&was, &is, self.before, self.after), (&is, &was, self.after, self.before)] {
            for barrier in own {
                let Some(restriction) = view.shown(barrier.edge) else { continue };
                let there = other.same(restriction).map(|relation| relation.edge);
                let as_much = |b: &Barrier| Some(b.edge) == there && b.access == barrier.access;
                if !others.iter().any(as_much) {
                    found.claims.extend(Told::of_relation(Some(restriction)).strongest);
                }
            }
        }
        Ok(())
    }
}

/// What crosses a relation that is a hop; none where it is none.
fn barriers<'g>(
    relation: Relation<'g>,
    crossings: &mut Crossings<'g>,
    work: &mut Work,
) -> Result<Option<Vec<Barrier>>, Stopped> {
    let Some((exporter, importer)) = along(relation) else { return Ok(None) };
    if relation.status().and_then(Standing::of).is_none() || !supplies(relation) {
        return Ok(None);
    }
    crossings.crossing(exporter, importer, relation.commodity(), work).map(Some)
}

impl Found {
    /// Compares what two views tell; the whole of it, or only whether it is there and its status.
    fn tell(&mut self, before: &Told, after: &Told, whole: bool) {
        let begins = [(Change::Began, after.there && !before.there), (Change::Ended, before.there && !after.there)];
        let status = (Change::Status, before.there == after.there && before.status != after.status);
        for (change, _) in begins.into_iter().chain([status]).filter(|(_, is)| *is) {
            self.changes.insert(change);
            // A claim that is the strongest in both decides nothing.
            if before.strongest != after.strongest {
                self.claims.extend(before.strongest.into_iter().chain(after.strongest));
            }
        }
        if !whole {
            return;
        }
        for (change, has, had) in [(Change::BecameKnown, after, before), (Change::Withdrawn, before, after)] {
            let mut others = has.counting.difference(&had.counting).copied().peekable();
            if others.peek().is_some() {
                self.changes.insert(change);
                self.claims.extend(others);
            }
        }
        if before.there && after.there {
            let only = |own: &Told, others: &Told| -> Vec<ClaimIndex> {
                let is_new = |(_, figure): &&(ClaimIndex, Measure)| !others.figures.iter().any(|(_, f)| f == figure);
                own.figures.iter().filter(is_new).map(|(claim, _)| *claim).collect()
            };
            let changed = [only(before, after), only(after, before)].concat();
            if !changed.is_empty() {
                self.changes.insert(Change::Figures);
                self.claims.extend(changed);
            }
        }
    }

    fn difference<T>(
        self,
        views: &Comparing<'_>,
        key: Option<String>,
        before: Option<T>,
        after: Option<T>,
    ) -> Option<Difference<T>> {
        let differs = !self.changes.is_empty() && (before.is_some() || after.is_some());
        let claims = named(views, self.claims);
        differs.then(|| Difference { key: key.unwrap_or_default(), changes: self.changes, before, after, claims })
    }
}

/// Claims by key, as many as are named.
pub(super) fn named(views: &Comparing<'_>, claims: BTreeSet<ClaimIndex>) -> Vec<ClaimIndex> {
    let key =
        |index: ClaimIndex| [views.after, views.before].into_iter().find_map(|view| view.claim(index)).map(|c| c.key());
    let mut named: Vec<ClaimIndex> = claims.into_iter().collect();
    named.sort_by_cached_key(|&index| key(index));
    named.truncate(MOST_CLAIMS);
    named
}

impl Told {
    fn of_relation(relation: Option<Relation<'_>>) -> Self {
        let Some(relation) = relation else { return Self { status: Some(Status::Ended), ..Self::default() } };
        let status = relation.status().unwrap_or(Status::Ended);
        let claims = relation.claims();
        let speaks = |assessed: &&Assessed| {
            let claim = relation.view().claim(assessed.claim);
            let sets = claim.is_some_and(|c| c.mode() != ClaimMode::Opinion && c.says().is_some());
            assessed.hold != Hold::No && sets
        };
        Self {
            there: !matches!(status, Status::Ended | Status::Denied),
            status: Some(status),
            // The strongest comes first.
            strongest: claims.iter().find(speaks).map(|assessed| assessed.claim).filter(|_| !relation.assumed()),
            counting: claims.iter().map(|assessed| assessed.claim).collect(),
            figures: figures(relation.view(), claims.iter().filter(|assessed| assessed.hold != Hold::No)),
        }
    }

    fn of_observation(view: View<'_>, index: ObservationIndex) -> Self {
        let claims = view.claims_about(SubjectIndex::Observation(index));
        Self {
            there: view.observation(index).is_some(),
            status: None,
            strongest: claims.iter().find(|assessed| assessed.begun).map(|assessed| assessed.claim),
            counting: claims.iter().map(|assessed| assessed.claim).collect(),
            // What was seen once is not over when its period is.
            figures: figures(view, claims.iter().filter(|assessed| assessed.begun)),
        }
    }
}

fn figures<'c>(view: View<'_>, claims: impl Iterator<Item = &'c Assessed>) -> Vec<(ClaimIndex, Measure)> {
    let read = |index: ClaimIndex| view.claim(index).map(|claim| claim.measures()).unwrap_or_default();
    claims.flat_map(|a| read(a.claim).into_iter().map(|figure| (a.claim, figure))).collect()
}
