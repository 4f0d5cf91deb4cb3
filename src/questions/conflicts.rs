//! Which claims cannot all be true: figures of one subject that do not meet, statuses that differ on the day, and shares that the
//! stated values and quantities do not bear out.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, VecDeque},
};

use petgraph::unionfind::UnionFind;
use rust_decimal::Decimal;

use super::{
    bounds::{Bounds, SearchReport, Stopped},
    computed_shares::ComputedShares,
    error::QuestionError,
    filter::{Avoid, Filter},
    ranking::{RankedBy, ranked_by},
    statistics::Statistics,
    subjects::{About, subjects},
};
use crate::{
    graph::{Assessed, Certainty, ClaimIndex, ClaimView, Found, Hold, KindSet, Relation, SubjectIndex, View},
    model::{ClaimMode, Measure, Metric, Status},
};

/// The most claims of one conflict that are shown.
pub const MOST_SIDES: usize = 100;

/// Of what the claims disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// On a figure.
    Figures,
    /// On the status of a relation.
    Status,
    /// A stated share with the shares that are computed from stated values and quantities.
    ComputedShare,
}

/// Claims about one subject that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Of what they disagree.
    pub kind: ConflictKind,
    /// The relation or the observation.
    pub about: SubjectIndex,
    /// What is measured; none of a status.
    pub metric: Option<Metric>,
    /// The surest of its clashes.
    pub certainty: Certainty,
    /// The claims, the strongest first, [`MOST_SIDES`] at most; of a computed share those that it is held against.
    pub sides: Vec<Side>,
    /// How many claims there are.
    pub count: usize,
    /// Which of the sides clash, the stronger first; of a computed share each with the computed, so none.
    pub pairs: Vec<Clash>,
    /// What was computed: the shares of one publisher and period, by value, then by weight.
    pub computed: Vec<ComputedShare>,
}

/// Two sides that cannot both be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The stronger, by its number.
    pub first: usize,
    /// The weaker.
    pub second: usize,
    /// How sure it is that they speak of the same.
    pub certainty: Certainty,
    /// Why the one ranks before the other.
    pub why: RankedBy,
}

/// A share that was computed from one source's values or quantities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedShare {
    /// A SHARE in %, by value, by weight or by quantity, rounded to four decimal places.
    pub measure: Measure,
    /// Its bounds, not rounded: what stated shares are held against. No lower one where the total is a mere sum, which may leave some out.
    pub range: (Option<Decimal>, Option<Decimal>),
    /// What it was computed from: the flow's claim first, then those of the total.
    pub claims: Vec<ClaimIndex>,
}

/// A claim that is part of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The claim.
    pub claim: ClaimIndex,
    /// Whether it holds on the view's date.
    pub holds: bool,
    /// Its figure.
    pub figure: Option<Measure>,
    /// The status that it gives, where that is what they disagree of.
    pub status: Option<Status>,
    /// Why the first side ranks before this one; none of the first.
    pub outranked: Option<RankedBy>,
}

/// The conflicts, one at a time: relations before observations, each in the order of recording; within a subject the certain ones first,
/// then figures, statuses, computed shares, by metric, basis and unit.
///
/// Looked at are the claims that count, have begun by the view's date and are no readings (OPINION). Those whose figures clash, straight or by
/// way of others, are one conflict for each metric, basis and kind of unit. Statuses conflict where the relation is disputed by status: another
/// claim that holds gives another status than the strongest and begins no earlier.
///
/// # Errors
/// Where the entity is not seen.
pub fn conflicts<'g>(view: View<'g>, about: About, bounds: Bounds) -> Result<Conflicts<'g>, QuestionError> {
    let all = Filter::new(view, Vec::new(), None, KindSet::ALL, &Avoid::default());
    let mut statistics = Statistics::new(view, all, bounds);
    let subjects = subjects(view, about, &mut statistics.work)?;
    let only = match about {
        About::Claim(claim) => Some(claim),
        _ => None,
    };
    Ok(Conflicts { view, only, subjects, statistics, shares: ComputedShares::default(), ready: VecDeque::new() })
}

/// The conflicts that are found as they are asked for.
pub struct Conflicts<'g> {
    view: View<'g>,
    only: Option<ClaimIndex>,
    subjects: Box<dyn Iterator<Item = Found<'g>> + 'g>,
    statistics: Statistics<'g>,
    shares: ComputedShares,
    ready: VecDeque<Conflict>,
}

impl Conflicts<'_> {
    /// What the search did so far.
    pub const fn report(&self) -> SearchReport {
        self.statistics.report()
    }
}

impl Iterator for Conflicts<'_> {
    type Item = Conflict;

    fn next(&mut self) -> Option<Conflict> {
        loop {
            if let Some(conflict) = self.ready.pop_front() {
                return Some(conflict);
            }
            let subject = self.subjects.next()?;
            self.look(subject).ok()?;
        }
    }
}

impl<'g> Conflicts<'g> {
    fn look(&mut self, subject: Found<'g>) -> Result<(), Stopped> {
        self.statistics.work.read()?;
        let (about, ranked) = match subject {
            Found::Relation(relation) => (SubjectIndex::Relation(relation.edge), relation.claims()),
            Found::Observation(seen) => (SubjectIndex::Observation(seen.index), seen.claims()),
            _ => return Ok(()),
        };
        let begun = ranked.into_iter().filter(|assessed| assessed.begun);
        let claims: Vec<Ranked<'g>> = begun.filter_map(|assessed| Ranked::new(self.view, assessed)).collect();
        let mut found = if claims.len() < 2 { Vec::new() } else { self.figures(about, &claims)? };
        if let Found::Relation(relation) = subject {
            found.extend(self.status(relation, &claims));
            found.extend(self.shares.conflicts(relation, &claims, &mut self.statistics)?);
        }
        found.sort_by_key(|conflict| Reverse(conflict.certainty));
        let only = self.only;
        let wanted =
            |conflict: &Conflict| only.is_none_or(|claim| conflict.sides.iter().any(|side| side.claim == claim));
        self.ready.extend(found.into_iter().filter(wanted));
        Ok(())
    }

    /// The figures that clash, grouped.
    fn figures(&mut self, about: SubjectIndex, claims: &[Ranked<'g>]) -> Result<Vec<Conflict>, Stopped> {
        let mut figures: Vec<(usize, &Measure)> = Vec::new();
        for (rank, claim) in claims.iter().enumerate() {
            figures.extend(claim.figures.iter().map(|figure| (rank, figure)));
        }
        let mut groups: Vec<Vec<(usize, &Measure)>> = Vec::new();
        for &(rank, figure) in &figures {
            match groups.iter_mut().find(|group| group.first().is_some_and(|(_, other)| figure.comparable(other))) {
                Some(group) => group.push((rank, figure)),
                None => groups.push(vec![(rank, figure)]),
            }
        }
        groups.sort_by_key(|group| {
            group.first().map(|(_, figure)| (figure.metric, figure.basis.clone(), figure.unit.clone()))
        });
        let mut found = Vec::new();
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            if !self.statistics.work.walk(group.len().saturating_mul(group.len())) {
                return Err(Stopped);
            }
            found.extend(components(self.view, about, claims, &group));
        }
        Ok(found)
    }

    /// The statuses that claims which hold give beside that of the strongest; of what a scenario says nothing.
    fn status(&self, relation: Relation<'g>, claims: &[Ranked<'g>]) -> Option<Conflict> {
        if relation.assumed() {
            return None;
        }
        let speaks = |claim: &&Ranked<'g>| claim.assessed.hold != Hold::No && claim.view.says().is_some();
        let strongest = claims.iter().find(speaks)?;
        let other = |claim: &&Ranked<'g>| {
            claim.view.begins() >= strongest.view.begins() && claim.view.says() != strongest.view.says()
        };
        let others: Vec<&Ranked<'g>> = claims.iter().filter(speaks).filter(other).collect();
        if others.is_empty() {
            return None;
        }
        let sides: Vec<&Ranked<'g>> = std::iter::once(strongest).chain(others).collect();
        let side = |claim: &&Ranked<'g>| Side { status: claim.view.says(), ..claim.side(self.view, strongest, None) };
        let shown: Vec<Side> = sides.iter().take(MOST_SIDES).map(side).collect();
        let clash = |(second, side): (usize, &Side)| {
            side.outranked.map(|why| Clash { first: 0, second, certainty: Certainty::Certain, why })
        };
        let pairs = shown.iter().enumerate().filter_map(clash).collect();
        Some(Conflict {
            kind: ConflictKind::Status,
            about: SubjectIndex::Relation(relation.edge),
            metric: None,
            certainty: Certainty::Certain,
            count: sides.len(),
            sides: shown,
            pairs,
            computed: Vec::new(),
        })
    }
}

/// A claim that counts and has begun, with the figures that may conflict.
pub(super) struct Ranked<'g> {
    pub assessed: Assessed,
    pub view: ClaimView<'g>,
    pub figures: Vec<Measure>,
}

impl<'g> Ranked<'g> {
    /// None for a mere reading.
    fn new(view: View<'g>, assessed: Assessed) -> Option<Self> {
        let claim = view.claim(assessed.claim).filter(|claim| claim.mode() != ClaimMode::Opinion)?;
        let figures = claim.measures().into_iter().filter(|figure| figure.metric != Metric::Other).collect();
        Some(Self { assessed, view: claim, figures })
    }

    /// As a side of a conflict of which `first` is the strongest.
    pub(super) fn side(&self, view: View<'_>, first: &Self, figure: Option<&Measure>) -> Side {
        let outranked =
            (first.assessed.claim != self.assessed.claim).then(|| ranked_by(view, first.assessed, self.assessed));
        Side {
            claim: self.assessed.claim,
            holds: self.assessed.hold != Hold::No,
            figure: figure.cloned(),
            status: None,
            outranked,
        }
    }
}

/// The conflicts among comparable figures: those that clash, straight or by way of others, are one.
fn components<'g>(
    view: View<'g>,
    about: SubjectIndex,
    claims: &[Ranked<'g>],
    figures: &[(usize, &Measure)],
) -> Vec<Conflict> {
    let figures: Vec<Figure<'_, 'g>> = figures
        .iter()
        .filter_map(|&(rank, figure)| {
            claims.get(rank).map(|claim| Figure { claim, origin: claim.view.origin(), figure })
        })
        .collect();
    let mut classes = UnionFind::<usize>::new(figures.len());
    let mut surest: Vec<Option<Certainty>> = vec![None; figures.len()];
    for (i, a) in figures.iter().enumerate() {
        for (j, b) in figures.iter().enumerate().skip(i + 1) {
            let Some(certainty) = a.clash(b) else { continue };
            classes.union(i, j);
            for at in [i, j] {
                if let Some(own) = surest.get_mut(at) {
                    *own = (*own).max(Some(certainty));
                }
            }
        }
    }
    // The figures come with the strongest claims first, and so do the members of a class.
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..figures.len()).filter(|&at| surest.get(at).is_some_and(Option::is_some)) {
        members.entry(classes.find(at)).or_default().push(at);
    }
    let mut found: Vec<(usize, Conflict)> = Vec::new();
    for own in members.into_values() {
        let all: Vec<&Figure<'_, 'g>> = own.iter().filter_map(|&at| figures.get(at)).collect();
        let (Some(&start), Some(&first)) = (own.first(), all.first()) else { continue };
        let certainty = own.iter().filter_map(|&at| surest.get(at).copied().flatten()).max();
        let shown = all.get(..MOST_SIDES).unwrap_or(&all);
        let mut pairs = Vec::new();
        for (i, a) in shown.iter().enumerate() {
            let later = shown.iter().enumerate().skip(i + 1);
            pairs.extend(later.filter_map(|(j, b)| {
                let why = || ranked_by(view, a.claim.assessed, b.claim.assessed);
                a.clash(b).map(|certainty| Clash { first: i, second: j, certainty, why: why() })
            }));
        }
        found.push((
            start,
            Conflict {
                kind: ConflictKind::Figures,
                about,
                metric: Some(first.figure.metric),
                certainty: certainty.unwrap_or(Certainty::Possible),
                sides: shown.iter().map(|f| f.claim.side(view, first.claim, Some(f.figure))).collect(),
                count: all.len(),
                pairs,
                computed: Vec::new(),
            },
        ));
    }
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, conflict)| conflict).collect()
}

/// A figure of a claim.
struct Figure<'a, 'g> {
    claim: &'a Ranked<'g>,
    origin: ClaimIndex,
    figure: &'a Measure,
}

impl Figure<'_, '_> {
    fn clash(&self, other: &Self) -> Option<Certainty> {
        // A contract's amendment and its original are a history.
        if self.origin == other.origin { None } else { Certainty::of(self.figure, other.figure) }
    }
}
