//! Entities, relations, claims and figures in groups: what each of them has in common with others, and which figures count.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    rc::Rc,
};

use petgraph::graph::NodeIndex;

use super::{
    bounds::{Bounds, SearchReport, Searched, Stopped, Work},
    crossings::Crossings,
    error::QuestionError,
    groups::{Filling, Group, GroupKey},
};
use crate::{
    graph::{ClaimIndex, ClaimView, Found, Hold, ObservationView, Relation, SubjectIndex, VersionView, View},
    model::{ClaimMode, Day, Measure, RelationKind, Span, Status},
};

/// How many levels of groups within groups.
pub const MOST_LEVELS: usize = 4;

/// What things are grouped by. What a thing has none of has no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The kind; of a claim or a figure that of its relation, else OBSERVATION.
    Kind,
    /// Of an entity: its finer kind.
    Subkind,
    /// Of a relation (and its figures) on the view's date; of a claim the one that it gives.
    Status,
    /// How the claim is made.
    Mode,
    /// The step of the chain.
    Stage,
    /// Of a relation what is traded, made or used; of a facility or an industry each that it works on.
    Commodity,
    /// Of a restriction.
    Instrument,
    /// Where the relation starts; whom the observation is about.
    From,
    /// Where it ends.
    To,
    /// In which country an entity, or the start of a relation, lies.
    FromCountry,
    /// In which country its end lies.
    ToCountry,
    /// Each publisher of a document behind it: of a relation behind the claims that hold.
    Publisher,
    /// Of a figure its period's; of a relation that of its newest figure; of a claim that in which it begins. `2020/2023` where it is several.
    Year,
    /// Of a claim: the year and the month in which it begins, `2020-06`.
    Month,
    /// Of a figure: what it measures.
    Metric,
    /// Of a figure: its unit as printed.
    Unit,
    /// Of a figure: what it counts.
    Basis,
}

/// Which figures are told of groups. Those of totals such as the world are never added to those of their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// None.
    None,
    /// Those of relations and observations with no total at an end.
    Parts,
    /// Those of the others alone.
    Totals,
}

/// Entities in groups.
///
/// # Errors
/// Where there are more than [`MOST_LEVELS`] levels.
pub fn entities<'g>(
    view: View<'g>,
    all: impl Iterator<Item = VersionView<'g>>,
    by: &[By],
    bounds: Bounds,
) -> Result<Searched<Group>, QuestionError> {
    Grouping::of(view, by, bounds, all, |grouping, version| grouping.take(Thing::Entity(version), &[]))
}

/// Relations in groups, with the figures of each: see [`figures`].
///
/// # Errors
/// Where there are more than [`MOST_LEVELS`] levels.
pub fn relations<'g>(
    view: View<'g>,
    all: impl Iterator<Item = Relation<'g>>,
    by: &[By],
    of: Figures,
    bounds: Bounds,
) -> Result<Searched<Group>, QuestionError> {
    Grouping::of(view, by, bounds, all, |grouping, relation| {
        let told = told(of, is_total(view, &[relation.from(), relation.to()]));
        let figures = if told { figures(relation) } else { Vec::new() };
        let figures: Vec<Measure> = figures.into_iter().map(|(figure, _)| figure).collect();
        grouping.take(Thing::Relation(relation), &figures)
    })
}

/// The figures of relations in groups: see [`figures`].
///
/// # Errors
/// Where there are more than [`MOST_LEVELS`] levels.
pub fn measures<'g>(
    view: View<'g>,
    all: impl Iterator<Item = Relation<'g>>,
    wanted: impl Fn(&Measure) -> bool,
    by: &[By],
    of: Figures,
    bounds: Bounds,
) -> Result<Searched<Group>, QuestionError> {
    Grouping::of(view, by, bounds, all, |grouping, relation| {
        if !told(of, is_total(view, &[relation.from(), relation.to()])) {
            return Ok(());
        }
        figures(relation).into_iter().filter(|(figure, _)| wanted(figure)).try_for_each(|(figure, claim)| {
            let own = std::slice::from_ref(&figure);
            grouping.take(Thing::Figure(relation, claim, &figure), own)
        })
    })
}

/// Claims in groups, each with its own figures.
///
/// # Errors
/// Where there are more than [`MOST_LEVELS`] levels.
pub fn claims<'g>(
    view: View<'g>,
    all: impl Iterator<Item = ClaimView<'g>>,
    by: &[By],
    of: Figures,
    bounds: Bounds,
) -> Result<Searched<Group>, QuestionError> {
    let mut terms: HashMap<SubjectIndex, Terms> = HashMap::new();
    Grouping::of(view, by, bounds, all, |grouping, claim| {
        let (thing, ends) = match view.spoken_of(claim.about()) {
            Some(Found::Relation(relation)) => (Thing::Claim(claim, relation), vec![relation.from(), relation.to()]),
            Some(Found::Observation(seen)) => (Thing::Told(claim, seen), vec![seen.subject()]),
            _ => return Ok(()),
        };
        let mut figures = if told(of, is_total(view, &ends)) { claim.measures() } else { Vec::new() };
        if !figures.is_empty() {
            let terms = terms.entry(claim.about()).or_insert_with(|| {
                let others = view.claims_about(claim.about()).into_iter().filter(|assessed| assessed.begun);
                let others: Vec<ClaimView<'_>> = others.filter_map(|assessed| view.claim(assessed.claim)).collect();
                Terms::of(view, &others)
            });
            figures.retain(|figure| !terms.replace(claim, figure));
        }
        grouping.take(thing, &figures)
    })
}

/// The figures of a relation that count, with their claims: of claims that hold (of a lapsed relation: that have begun) and are no readings (OPINION);
/// of each metric, basis, kind of unit and period the strongest claim's, so that what two sources tell is not added up; of a contract the terms
/// as they were amended last.
pub fn figures<'g>(relation: Relation<'g>) -> Vec<(Measure, ClaimView<'g>)> {
    let (view, lapsed) = (relation.view(), relation.status().is_none());
    let counted = relation.claims().into_iter().filter(|a| if lapsed { a.begun } else { a.hold != Hold::No });
    let claims = counted.filter_map(|a| view.claim(a.claim)).filter(|claim| claim.mode() != ClaimMode::Opinion);
    let claims: Vec<ClaimView<'g>> = claims.collect();
    let terms = Terms::of(view, &claims);
    let mut met = HashSet::new();
    let mut found = Vec::new();
    for claim in claims {
        for figure in claim.measures().into_iter().filter(|figure| !terms.replace(claim, figure)) {
            let days = figure.period.map(|period| (period.first(), period.last()));
            if met.insert((figure.metric, figure.basis.clone(), figure.unit_kind().base_unit(), days)) {
                found.push((figure, claim));
            }
        }
    }
    found
}

/// What amendments say in the place of what they amend: an amended value and the original are a history, never a sum.
struct Terms(Vec<(ClaimIndex, Vec<Measure>)>);

impl Terms {
    /// Of the amendments among claims about one subject: each claim that is amended, straight or through others, with the figures that stand in its place.
    fn of(view: View<'_>, claims: &[ClaimView<'_>]) -> Self {
        let mut terms = Vec::new();
        for claim in claims {
            let mut amended = claim.amends();
            while let Some(older) = amended {
                terms.push((older, claim.measures()));
                amended = view.claim(older).and_then(ClaimView::amends);
            }
        }
        Self(terms)
    }

    /// Whether an amendment gives a figure of the same metric, basis and kind of unit.
    fn replace(&self, claim: ClaimView<'_>, figure: &Measure) -> bool {
        let own = self.0.iter().filter(|(amended, _)| *amended == claim.index);
        own.flat_map(|(_, figures)| figures).any(|newer| newer.comparable(figure))
    }
}

fn told(of: Figures, total: bool) -> bool {
    match of {
        Figures::None => false,
        Figures::Parts => !total,
        Figures::Totals => total,
    }
}

fn is_total(view: View<'_>, ends: &[NodeIndex]) -> bool {
    ends.iter().any(|&end| view.entity(end).is_some_and(|version| version.aggregate()))
}

/// What falls into groups.
#[derive(Clone, Copy)]
enum Thing<'t, 'g> {
    Entity(VersionView<'g>),
    Relation(Relation<'g>),
    Figure(Relation<'g>, ClaimView<'g>, &'t Measure),
    Claim(ClaimView<'g>, Relation<'g>),
    Told(ClaimView<'g>, ObservationView<'g>),
}

struct Grouping<'q, 'g> {
    by: &'q [By],
    filling: Filling,
    keys: Keys<'g>,
}

impl<'q, 'g> Grouping<'q, 'g> {
    /// Takes things one after the other, as long as the work lasts.
    fn of<T>(
        view: View<'g>,
        by: &'q [By],
        bounds: Bounds,
        mut all: impl Iterator<Item = T>,
        mut take: impl FnMut(&mut Self, T) -> Result<(), Stopped>,
    ) -> Result<Searched<Group>, QuestionError> {
        let mut grouping = Self::new(view, by, bounds)?;
        let stopped = all.try_for_each(|thing| {
            grouping.keys.work.read()?;
            take(&mut grouping, thing)
        });
        Ok(grouping.finish(stopped))
    }

    fn new(view: View<'g>, by: &'q [By], bounds: Bounds) -> Result<Self, QuestionError> {
        if by.len() > MOST_LEVELS {
            let message = format!("groups go {MOST_LEVELS} levels deep; `{}` were asked for", by.len());
            return Err(QuestionError::Invalid { argument: "by", message });
        }
        let keys = Keys { view, crossings: Crossings::new(view), countries: HashMap::new(), work: Work::new(bounds) };
        Ok(Self { by, filling: Filling::default(), keys })
    }

    fn take(&mut self, thing: Thing<'_, 'g>, figures: &[Measure]) -> Result<(), Stopped> {
        let mut levels = Vec::with_capacity(self.by.len());
        for &by in self.by {
            let keys: Vec<Option<GroupKey>> = self.keys.of(thing, by)?.into_iter().map(Some).collect();
            levels.push(if keys.is_empty() { vec![None] } else { keys });
        }
        self.filling.take(&levels, figures);
        Ok(())
    }

    fn finish(mut self, stopped: Result<(), Stopped>) -> Searched<Group> {
        // What was gone through may have ended since it was told to stop.
        let stopped = stopped.and_then(|()| self.keys.work.heed());
        let mut search = self.keys.work.report();
        if self.filling.full() && stopped.is_ok() {
            search = SearchReport { complete: false, reached_bound: Some("groups"), ..search };
        }
        Searched { answer: self.filling.finish(self.keys.view), search }
    }
}

/// What things have in common.
struct Keys<'g> {
    view: View<'g>,
    crossings: Crossings<'g>,
    countries: HashMap<NodeIndex, Rc<[NodeIndex]>>,
    work: Work,
}

impl<'g> Keys<'g> {
    fn of(&mut self, thing: Thing<'_, 'g>, by: By) -> Result<Vec<GroupKey>, Stopped> {
        let entities = |nodes: &[NodeIndex]| nodes.iter().map(|&node| GroupKey::Entity(node)).collect();
        let word = |word: Option<&'static str>| word.map(GroupKey::Word).into_iter().collect();
        let text = |text: Option<String>| text.map(GroupKey::Text).into_iter().collect();
        let (from, to) = ends(thing);
        Ok(match by {
            By::Kind => word(Some(kind(thing))),
            By::Subkind => text(match thing {
                Thing::Entity(version) => version.entity.subkind.clone(),
                _ => None,
            }),
            By::Status => word(status(thing).map(Status::as_str)),
            By::Mode => word(claim(thing).map(|claim| claim.mode().as_str())),
            By::Stage => word(
                match thing {
                    Thing::Entity(version) => version.stage(),
                    Thing::Told(_, seen) => seen.stage(),
                    Thing::Relation(relation) | Thing::Figure(relation, ..) | Thing::Claim(_, relation) => {
                        relation.stage()
                    }
                }
                .map(|stage| stage.as_str()),
            ),
            By::Commodity => entities(&commodities(thing)),
            By::Instrument => {
                word(relation(thing).and_then(Relation::instrument).map(|instrument| instrument.as_str()))
            }
            By::From => entities(&from.into_iter().collect::<Vec<_>>()),
            By::To => entities(&to.into_iter().collect::<Vec<_>>()),
            By::FromCountry => match from {
                Some(node) => entities(&self.countries(node)?),
                None => Vec::new(),
            },
            By::ToCountry => match to {
                Some(node) => entities(&self.countries(node)?),
                None => Vec::new(),
            },
            By::Publisher => entities(&publishers(self.view, thing)),
            By::Year => text(year(thing)),
            By::Month => text(begun(thing).map(|(year, month)| format!("{year:04}-{month:02}"))),
            By::Metric => word(figure(thing).map(|figure| figure.metric.as_str())),
            By::Unit => text(figure(thing).map(|figure| figure.unit.clone())),
            By::Basis => text(figure(thing).and_then(|figure| figure.basis.clone())),
        })
    }

    /// The countries and territories that an entity is, or belongs to: the nearest up LOCATION and MEMBERSHIP, and from owned to owner; several
    /// where they are as near.
    fn countries(&mut self, node: NodeIndex) -> Result<Rc<[NodeIndex]>, Stopped> {
        if let Some(known) = self.countries.get(&node) {
            return Ok(Rc::clone(known));
        }
        let (mut level, mut met) = (BTreeSet::from([node]), HashSet::from([node]));
        let found = loop {
            let is = |&&node: &&NodeIndex| self.view.entity(node).is_some_and(is_country);
            let found: Vec<NodeIndex> = level.iter().filter(is).copied().collect();
            if !found.is_empty() || level.is_empty() {
                break found;
            }
            let mut above = BTreeSet::new();
            for node in level {
                above.extend(self.crossings.above(node, &mut self.work)?.iter().copied());
            }
            level = above.into_iter().filter(|&node| met.insert(node)).collect();
        };
        let found: Rc<[NodeIndex]> = found.into();
        self.countries.insert(node, Rc::clone(&found));
        Ok(found)
    }
}

fn is_country(version: VersionView<'_>) -> bool {
    matches!(version.entity.subkind.as_deref(), Some("country" | "territory"))
}

const fn relation<'g>(thing: Thing<'_, 'g>) -> Option<Relation<'g>> {
    match thing {
        Thing::Relation(relation) | Thing::Figure(relation, ..) | Thing::Claim(_, relation) => Some(relation),
        Thing::Entity(_) | Thing::Told(..) => None,
    }
}

const fn claim<'g>(thing: Thing<'_, 'g>) -> Option<ClaimView<'g>> {
    match thing {
        Thing::Figure(_, claim, _) | Thing::Claim(claim, _) | Thing::Told(claim, _) => Some(claim),
        Thing::Entity(_) | Thing::Relation(_) => None,
    }
}

const fn figure<'t>(thing: Thing<'t, '_>) -> Option<&'t Measure> {
    match thing {
        Thing::Figure(_, _, figure) => Some(figure),
        _ => None,
    }
}

fn kind(thing: Thing<'_, '_>) -> &'static str {
    match thing {
        Thing::Entity(version) => version.kind().as_str(),
        Thing::Told(..) => "OBSERVATION",
        Thing::Relation(relation) | Thing::Figure(relation, ..) | Thing::Claim(_, relation) => relation.kind().as_str(),
    }
}

fn ends(thing: Thing<'_, '_>) -> (Option<NodeIndex>, Option<NodeIndex>) {
    match thing {
        Thing::Entity(version) => (Some(version.node), None),
        Thing::Told(_, seen) => (Some(seen.subject()), None),
        Thing::Relation(relation) | Thing::Figure(relation, ..) | Thing::Claim(_, relation) => {
            (Some(relation.from()), Some(relation.to()))
        }
    }
}

fn status(thing: Thing<'_, '_>) -> Option<Status> {
    match thing {
        Thing::Claim(claim, _) | Thing::Told(claim, _) => claim.status(),
        Thing::Relation(relation) | Thing::Figure(relation, ..) => Some(relation.status().unwrap_or(Status::Ended)),
        Thing::Entity(_) => None,
    }
}

fn commodities(thing: Thing<'_, '_>) -> Vec<NodeIndex> {
    match thing {
        Thing::Entity(version) => version.commodities(),
        Thing::Told(_, seen) => seen.commodity().into_iter().collect(),
        Thing::Relation(relation) | Thing::Figure(relation, ..) | Thing::Claim(_, relation) => {
            let made = matches!(relation.kind(), RelationKind::Production | RelationKind::Consumption);
            relation.commodity().or_else(|| made.then(|| relation.to())).into_iter().collect()
        }
    }
}

/// The publishers behind it, each once.
fn publishers(view: View<'_>, thing: Thing<'_, '_>) -> Vec<NodeIndex> {
    let claims: Vec<ClaimView<'_>> = match (claim(thing), thing) {
        (Some(claim), _) => vec![claim],
        (None, Thing::Relation(relation)) => {
            let holding = relation.claims().into_iter().filter(|assessed| assessed.hold != Hold::No);
            holding.filter_map(|assessed| view.claim(assessed.claim)).collect()
        }
        _ => Vec::new(),
    };
    let documents = claims.into_iter().flat_map(|claim| claim.evidence()).map(|evidence| evidence.document);
    let all: BTreeSet<NodeIndex> = documents.filter_map(|document| view.publisher(document)).collect();
    all.into_iter().collect()
}

fn year(thing: Thing<'_, '_>) -> Option<String> {
    match thing {
        Thing::Figure(_, _, figure) => figure.period.map(years),
        Thing::Relation(relation) => relation.last_observed().map(|date| format!("{:04}", date.parts().0)),
        _ => begun(thing).map(|(year, _)| format!("{year:04}")),
    }
}

/// The year and the month in which a claim begins.
fn begun(thing: Thing<'_, '_>) -> Option<(i16, u8)> {
    match thing {
        Thing::Claim(claim, _) | Thing::Told(claim, _) if claim.begins() > Day::MIN => {
            let (year, month, _) = claim.begins().to_partial()?.parts();
            Some((year, month?))
        }
        _ => None,
    }
}

fn years(period: Span) -> String {
    let (from, to) = (period.from.parts().0, period.to.parts().0);
    if from == to { format!("{from:04}") } else { format!("{from:04}/{to:04}") }
}
