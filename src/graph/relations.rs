//! Relations as a view sees them. Where entities are merged, relations that then coincide are shown as one, and loops that
//! arise so are hidden.

use std::collections::HashSet;

use petgraph::{
    Direction,
    graph::{EdgeIndex, NodeIndex},
};
use smallvec::{SmallVec, smallvec};

use super::{
    assess::{Assessed, Claims, Hold, State, Weighed},
    claims::ClaimView,
    overlay::Overlay,
    rows::{ClaimIndex, ClaimRow, RelationRow, SubjectIndex, TieRow},
    view::View,
};
use crate::model::{Instrument, Key, PartialDate, RelationKind, Seq, Span, Stage, Status, Tie};

/// A relation that was spoken of by the view's sequence number. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Relation<'g> {
    /// The edge that stands for all that coincide.
    pub edge: EdgeIndex,
    /// Where it starts and ends, and of what it is: survivors, where these are merged.
    from: NodeIndex,
    to: NodeIndex,
    commodity: Option<NodeIndex>,
    /// The rest of its identity.
    tie: &'g TieRow,
    /// The edge's row; none of one that only a scenario tells of.
    row: Option<&'g RelationRow>,
    view: View<'g>,
}

impl<'g> Relation<'g> {
    /// What it says.
    pub const fn kind(self) -> RelationKind {
        self.tie.kind
    }

    /// Where it starts.
    pub const fn from(self) -> NodeIndex {
        self.from
    }

    /// Where it ends.
    pub const fn to(self) -> NodeIndex {
        self.to
    }

    /// The end that is not this one; of a loop the same.
    pub fn other_end(self, node: NodeIndex) -> NodeIndex {
        if self.from == node { self.to } else { self.from }
    }

    /// What is traded, made, used or held back.
    pub const fn commodity(self) -> Option<NodeIndex> {
        self.commodity
    }

    /// The step of the chain.
    pub const fn stage(self) -> Option<Stage> {
        self.tie.stage
    }

    /// Of a restriction: of what kind it is.
    pub const fn instrument(self) -> Option<Instrument> {
        self.tie.instrument
    }

    /// What tells it apart from parallel ones.
    pub fn number(self) -> Option<&'g str> {
        self.tie.number.map(|n| self.view.graph.symbols.text(n))
    }

    /// Its identity in keys; of survivors, where ends are merged.
    pub fn tie(self) -> Option<Tie> {
        self.view.tie_of(self.identity())
    }

    /// Its lasting key.
    pub fn key(self) -> Option<Key> {
        self.tie().map(|tie| tie.key())
    }

    /// Its status on the view's date; none where it has lapsed. Cheaper than [`Relation::state`].
    pub fn status(self) -> Option<Status> {
        self.supposed().unwrap_or_else(|| match self.only_claim() {
            Some(claim) => self.view.said_by(claim),
            None => self.view.status_of(&self.weighed()),
        })
    }

    /// The only claim that was ever made of it: most relations have one, with which no other need be compared.
    fn only_claim(self) -> Option<&'g ClaimRow> {
        if self.view.merges() {
            return None;
        }
        let newest = self.row?.claims.get()?;
        self.view.claim_row(newest).filter(|claim| claim.previous.get().is_none())
    }

    /// What its claims make of it, or the scenario instead of them.
    pub fn state(self) -> State {
        match self.supposed() {
            None => self.view.state_of(&self.weighed()),
            Some(status) => State {
                status: status.unwrap_or(Status::Ended),
                lapsed: status.is_none(),
                strongest: None,
                disputed: false,
            },
        }
    }

    /// Whether a scenario, not a source, says its status, or that it is not there.
    pub fn assumed(self) -> bool {
        self.supposed().is_some()
    }

    /// Of a negotiation: whether it is about `to` supplying `from`. One that only a scenario tells of, and no claim that counts, is.
    pub fn potential_supply(self) -> bool {
        let told = self.detail(|claim| claim.details()?.potential_supply);
        told.unwrap_or_else(|| self.assumed() && self.weighed().is_empty())
    }

    /// All claims that count: those that hold first, the strongest first; then those that held, then those still to begin.
    pub fn claims(self) -> Vec<Assessed> {
        self.view.ranked(self.weighed())
    }

    /// The first that claims say of something outside the identity, the strongest first: purpose, facility, addressee, …
    /// What has not begun by the view's date is not asked.
    pub fn detail<T>(self, of: impl Fn(ClaimView<'g>) -> Option<T>) -> Option<T> {
        let begun = self.claims().into_iter().filter(|a| a.begun);
        begun.filter_map(|a| self.view.claim(a.claim)).find_map(of)
    }

    /// From the earliest beginning to the latest end of the claims that hold, as precise as they say it; none is open or unknown.
    /// What is there by a scenario alone is so from the view's date on.
    pub fn valid(self) -> (Option<PartialDate>, Option<PartialDate>) {
        let holding: Vec<_> = self.weighed().into_iter().filter(|c| c.hold != Hold::No).collect();
        if holding.is_empty() && self.supposed().flatten().is_some() {
            return (self.view.as_of().to_partial(), None);
        }
        let periods = |c: &Weighed<'_>| self.periods(c).collect::<Vec<_>>();
        let from = holding.iter().min_by_key(|c| c.row.days.0).and_then(|c| {
            let measured = || periods(c).into_iter().map(|p| p.from).min_by_key(|d| d.first());
            c.row.valid.0.or_else(measured).or_else(|| c.row.days.0.to_partial())
        });
        let to = holding.iter().max_by_key(|c| c.row.days.1).and_then(|c| {
            let measured = || periods(c).into_iter().map(|p| p.to).max_by_key(|d| d.last());
            c.row.valid.1.or_else(|| c.row.carries.then(measured).flatten()).or_else(|| c.row.days.1.to_partial())
        });
        (from, to)
    }

    /// The end of the newest period, begun by the view's date, for which a figure was observed; by the claims that have begun.
    pub fn last_observed(self) -> Option<PartialDate> {
        let as_of = self.view.as_of();
        let begun = self.weighed().into_iter().filter(|c| c.row.days.0 <= as_of);
        let periods = begun.flat_map(|c| self.periods(&c));
        periods.filter(|p| p.first() <= as_of).map(|p| p.to).max_by_key(|d| d.last())
    }

    /// The transaction that first spoke of it; of one that only a scenario tells of, [`Seq::MAX`].
    pub fn recorded(self) -> Seq {
        self.row.map_or(Seq::MAX, |row| row.recorded)
    }

    /// The view that it is seen in.
    pub const fn view(self) -> View<'g> {
        self.view
    }

    fn periods(self, claim: &Weighed<'g>) -> impl Iterator<Item = Span> + use<'g> {
        self.view.graph.measures_of(claim.row).filter_map(|m| m.period)
    }

    /// Its identity in the graph's numbers.
    pub(super) const fn identity(self) -> TieRow {
        TieRow { from: self.from, to: self.to, commodity: self.commodity, ..*self.tie }
    }

    /// What a scenario says of it instead of its claims: none where nothing; some none where it is taken away.
    fn supposed(self) -> Option<Option<Status>> {
        self.view.over?.says(self.edge, &self.identity())
    }

    /// Whether only a scenario tells of it.
    const fn is_added(self) -> bool {
        self.row.is_none()
    }

    pub(super) fn weighed(self) -> Claims<'g> {
        self.view.weigh(self.lists().into_iter())
    }

    /// Whether the same claims about it count, and hold, as in another view, and the same is supposed: then its status and its figures
    /// are the same. Linear in its claims; nothing is ranked.
    pub fn tells_as(self, other: Relation<'_>) -> bool {
        let told = |claim: Weighed<'_>| (claim.id, claim.hold);
        self.supposed() == other.supposed()
            && self.weighed().into_iter().map(told).eq(other.weighed().into_iter().map(told))
    }

    /// Whether a claim about it counts, or a scenario says that it is there. Where all claims are retracted, superseded or not in
    /// print, nobody speaks of it.
    pub fn is_spoken_of(self) -> bool {
        if let Some(status) = self.supposed() {
            return status.is_some();
        }
        let claim = |link: Option<u32>| self.view.claim_row(link?);
        let mut claims = self
            .lists()
            .into_iter()
            .flat_map(|list| std::iter::successors(claim(list), move |row| claim(row.previous.get())));
        claims.any(|row| self.view.counts(row))
    }

    /// The newest claim of each of the edges that it stands for.
    fn lists(self) -> SmallVec<[Option<u32>; 1]> {
        let newest = |row: &RelationRow| row.claims.get();
        if !self.view.merges() {
            return smallvec![self.row.and_then(newest)];
        }
        let edges = self.view.coinciding(&self.identity()).into_iter();
        edges.map(|edge| self.view.graph.relations.get(edge.index()).and_then(newest)).collect()
    }
}

impl<'g> View<'g> {
    /// The relation that an edge belongs to, lapsed or not; none if no claim of it is recorded and in print, or a loop that a merge made.
    #[inline]
    pub fn shown(self, edge: EdgeIndex) -> Option<Relation<'g>> {
        let Some(over) = self.over else { return self.shown_by_claims(edge) };
        let added = over.added(edge).map(|tie| self.in_scenario((edge, tie)));
        let relation = added.or_else(|| self.shown_by_claims(edge))?;
        relation.supposed().is_none_or(|status| status.is_some()).then_some(relation)
    }

    /// The same, whatever a scenario says.
    #[inline]
    fn shown_by_claims(self, edge: EdgeIndex) -> Option<Relation<'g>> {
        let written = self.written(edge)?;
        if !self.merges() {
            return Some(written);
        }
        let tie = self.surviving(written.tie);
        if tie.from == tie.to && written.from != written.to {
            return None;
        }
        let edge = self.coinciding(&tie).into_iter().min()?;
        let row = self.graph.relations.get(edge.index())?;
        let TieRow { from, to, commodity, .. } = tie;
        Some(Relation { edge, from, to, commodity, tie: &row.tie, row: Some(row), view: self })
    }

    /// What stands in this view for a relation of another one, of the same graph; lapsed where a scenario takes it away.
    pub fn same(self, other: Relation<'_>) -> Option<Relation<'g>> {
        let told = || self.shown(other.edge).or_else(|| self.shown_by_claims(other.edge));
        // Edges that scenarios add are their own.
        let told = if other.is_added() { None } else { told() };
        told.or_else(|| self.relation_of(&other.tie()?))
    }

    /// The same, but a loop that a merge made is given as it was written, and what a scenario takes away is given as lapsed.
    #[inline]
    pub fn relation_spoken_of(self, edge: EdgeIndex) -> Option<Relation<'g>> {
        if self.over.is_none() && !self.merges() {
            return self.written(edge);
        }
        self.shown(edge).or_else(|| self.shown_by_claims(edge)).or_else(|| self.written(edge))
    }

    /// As it was written, whatever was merged and whatever a scenario says.
    #[inline]
    fn written(self, edge: EdgeIndex) -> Option<Relation<'g>> {
        let row = self.graph.relations.get(edge.index()).filter(|row| self.told(row))?;
        let tie = &row.tie;
        let TieRow { from, to, commodity, .. } = *tie;
        Some(Relation { edge, from, to, commodity, tie, row: Some(row), view: self })
    }

    /// One of which a scenario says that it is there.
    fn in_scenario(self, (edge, tie): (EdgeIndex, &'g TieRow)) -> Relation<'g> {
        let TieRow { from, to, commodity, .. } = *tie;
        Relation { edge, from, to, commodity, tie, row: self.graph.relations.get(edge.index()), view: self }
    }

    /// Whether a claim that is recorded and in print speaks of it, be it retracted or superseded since.
    fn told(self, row: &RelationRow) -> bool {
        self.sees(row.recorded) && self.printed(row.claims.get())
    }

    /// All relations of which a claim that counts speaks, lapsed ones too, in the order of recording; then those that a scenario
    /// adds. Linear.
    pub fn relations(self) -> impl DoubleEndedIterator<Item = Relation<'g>> + 'g {
        let recorded = (0..self.lengths().relations).filter_map(move |id| {
            let edge = EdgeIndex::from(id);
            self.shown(edge).filter(|relation| relation.edge == edge && relation.is_spoken_of())
        });
        let added = self.over.into_iter().flat_map(Overlay::all_added);
        recorded.chain(added.map(move |added| self.in_scenario(added)))
    }

    /// The relations that start (`Outgoing`) or end (`Incoming`) at an entity and may hold on the view's date: lapsed ones may be
    /// among them, since only days are compared. In no order that may be shown.
    pub fn relations_at(
        self,
        node: NodeIndex,
        direction: Direction,
        kinds: KindSet,
    ) -> impl Iterator<Item = Relation<'g>> {
        self.relations_beside(node, direction, kinds, false)
    }

    /// The same with all that have lapsed and of which a claim that counts still speaks.
    pub fn relations_ever(
        self,
        node: NodeIndex,
        direction: Direction,
        kinds: KindSet,
    ) -> impl Iterator<Item = Relation<'g>> {
        self.relations_beside(node, direction, kinds, true)
    }

    /// An upper bound of how many relations lie at an entity in a direction. Cheap.
    pub fn degree_bound(self, node: NodeIndex, direction: Direction) -> usize {
        let Some(adjacency) = self.graph.adjacency.get().map(|[out, into]| pick(direction, out, into)) else {
            return 0;
        };
        let added = self.over.map_or(0, |over| over.degree(self.survivor(node), direction));
        self.members(node).into_iter().map(|n| adjacency.degree_bound(self.number(n))).sum::<usize>() + added
    }

    /// The relation with this identity, written with any keys of its ends.
    pub fn relation_of(self, tie: &Tie) -> Option<Relation<'g>> {
        let row = self.row_of(tie)?;
        let added = || self.over?.edge_of(&row);
        self.shown(self.coinciding(&row).into_iter().min().or_else(added)?)
    }

    /// An identity in the graph's numbers, between survivors.
    pub(super) fn row_of(self, tie: &Tie) -> Option<TieRow> {
        let node = |key: &Key| self.entity_with_key(key.as_str());
        let number = match &tie.number {
            Some(number) => Some(self.graph.symbols.find(number)?),
            None => None,
        };
        let commodity = match &tie.commodity {
            Some(key) => Some(node(key)?),
            None => None,
        };
        let (from, to) = (node(&tie.from)?, node(&tie.to)?);
        Some(TieRow { kind: tie.kind, from, to, commodity, stage: tie.stage, instrument: tie.instrument, number })
    }

    /// An identity in keys.
    pub(super) fn tie_of(self, row: TieRow) -> Option<Tie> {
        let key = |node| self.key(node).cloned();
        Some(Tie {
            kind: row.kind,
            from: key(row.from)?,
            to: key(row.to)?,
            commodity: row.commodity.and_then(key),
            stage: row.stage,
            instrument: row.instrument,
            number: row.number.map(|n| self.graph.symbols.text(n).to_owned()),
        })
    }

    /// The claims about a subject that count, as [`Relation::claims`] orders them.
    pub fn claims_about(self, about: SubjectIndex) -> Vec<Assessed> {
        self.ranked(self.weighed_about(about))
    }

    /// All claims about a subject that are recorded and in print, retracted and superseded ones too, in the order of recording.
    pub fn claims_ever(self, about: SubjectIndex) -> Vec<ClaimView<'g>> {
        let lists = match about {
            SubjectIndex::Relation(edge) => match self.shown(edge) {
                Some(relation) => relation.lists(),
                None => smallvec![self.graph.relations.get(edge.index()).and_then(|row| row.claims.get())],
            },
            SubjectIndex::Observation(index) => {
                smallvec![self.graph.observations.get(index.0 as usize).and_then(|row| row.claims.get())]
            }
        };
        let mut found = Vec::new();
        for list in lists {
            let mut next = list;
            while let Some((id, row)) = next.and_then(|id| Some((id, self.claim_row(id)?))) {
                found.extend(self.claim(ClaimIndex(id)));
                next = row.previous.get();
            }
        }
        found.sort_unstable_by_key(|claim| claim.index);
        found
    }

    /// The identity of an edge as it was written.
    pub(super) fn written_tie(self, edge: EdgeIndex) -> Option<Tie> {
        self.tie_of(self.graph.relations.get(edge.index())?.tie)
    }

    /// The one or the other, as `lapsed` says.
    pub fn relations_beside(
        self,
        node: NodeIndex,
        direction: Direction,
        kinds: KindSet,
        lapsed: bool,
    ) -> impl Iterator<Item = Relation<'g>> {
        let adjacency = self.graph.adjacency.get().map(|[out, into]| pick(direction, out, into));
        let merged = self.merges();
        let mut met = HashSet::new();
        let edges = self
            .members(node)
            .into_iter()
            .flat_map(move |n| adjacency.into_iter().flat_map(move |a| a.edges(self.number(n), self.seq())))
            .filter(move |e| kinds.holds_code(e.kind) && (lapsed || self.may_hold(e.first, e.last)));
        let told = edges.filter_map(move |e| {
            let relation = self.shown(EdgeIndex::from(e.relation))?;
            // Of what a scenario speaks it says below that it is there, even where no claim may hold.
            if self.over.is_some_and(|over| over.speaks_of(relation.edge)) {
                return None;
            }
            // Only merges make two edges one.
            (!merged || met.insert(relation.edge)).then_some(relation)
        });
        let supposed = self.over.into_iter().flat_map(move |over| over.beside(self.survivor(node), direction, kinds));
        let all = told.chain(supposed.map(move |supposed| self.in_scenario(supposed)));
        all.filter(move |relation| !lapsed || relation.is_spoken_of())
    }

    /// The class of a node, without work where nothing is merged.
    fn members(self, node: NodeIndex) -> SmallVec<[NodeIndex; 1]> {
        if self.merges() && self.is_class(self.survivor(node)) { self.class(node).into() } else { smallvec![node] }
    }

    fn surviving(self, tie: &TieRow) -> TieRow {
        TieRow {
            from: self.survivor(tie.from),
            to: self.survivor(tie.to),
            commodity: tie.commodity.map(|c| self.survivor(c)),
            ..*tie
        }
    }

    /// The edges that are one in this view: written with any members of the classes of a tie between survivors.
    fn coinciding(self, tie: &TieRow) -> Vec<EdgeIndex> {
        let commodities: Vec<Option<NodeIndex>> = match tie.commodity {
            Some(commodity) => self.members(commodity).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let (froms, tos) = (self.members(tie.from), self.members(tie.to));
        let mut found = Vec::new();
        for &from in &froms {
            // What starts and ends in one class is a loop only if it was written as one.
            for &to in tos.iter().filter(|&&to| tie.from != tie.to || from == to) {
                for &commodity in &commodities {
                    found.extend(self.graph.relation_by_tie(&TieRow { from, to, commodity, ..*tie }));
                }
            }
        }
        found.retain(|edge| self.graph.relations.get(edge.index()).is_some_and(|row| self.told(row)));
        found
    }
}

/// A set of kinds of relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSet(u16);

impl KindSet {
    /// All kinds.
    pub const ALL: Self = Self(u16::MAX);

    /// Just these.
    pub const fn of(kinds: &[RelationKind]) -> Self {
        let mut set = 0;
        let mut rest = kinds;
        while let [kind, more @ ..] = rest {
            set |= 1 << kind.code();
            rest = more;
        }
        Self(set)
    }

    /// Whether a kind is among them.
    pub const fn holds(self, kind: RelationKind) -> bool {
        self.holds_code(kind.code())
    }

    const fn holds_code(self, code: u8) -> bool {
        self.0 & (1 << code) != 0
    }
}

fn pick<T>(direction: Direction, out: T, into: T) -> T {
    match direction {
        Direction::Outgoing => out,
        Direction::Incoming => into,
    }
}
