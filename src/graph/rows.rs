//! The rows of the graph's tables. All are append-only: what may change later is an atomic number, and carries or leads to the
//! sequence number that changed it.

use std::sync::atomic::{AtomicU32, Ordering};

use petgraph::graph::{EdgeIndex, NodeIndex};
use rust_decimal::Decimal;

use super::{adjacency::Position, symbols::Symbol};
use crate::model::{
    ClaimMode, Day, Details, Document, Entity, Instant, Instrument, Key, Measure, Metric, PartialDate, RelationKind,
    Seq, Span, Stage, Status, Text,
};

/// The place of a document in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentIndex(pub(super) u32);

/// The place of a claim in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimIndex(pub(super) u32);

/// The place of an observation in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservationIndex(pub(super) u32);

/// What a claim speaks of, in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectIndex {
    /// A relation.
    Relation(EdgeIndex),
    /// An observation.
    Observation(ObservationIndex),
}

/// A link to a row, or to none; a list is a link to its newest row, and each row links to the one before.
#[derive(Debug, Default)]
pub(super) struct Link(AtomicU32);

impl Link {
    pub(super) fn get(&self) -> Option<u32> {
        self.0.load(Ordering::Acquire).checked_sub(1)
    }

    /// Writer only.
    pub(super) fn set(&self, to: u32) {
        self.0.store(to.saturating_add(1), Ordering::Release);
    }

    /// Puts a row at the front of a list: the row's own link, to be stored in it. Writer only.
    pub(super) fn before(&self) -> Self {
        Self(AtomicU32::new(self.0.load(Ordering::Relaxed)))
    }
}

/// Rows that lie one after the other in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    first: u32,
    count: u32,
}

impl Run {
    /// Up to, but without, a row; none where the table is too long.
    pub(super) fn between(first: usize, end: usize) -> Option<Self> {
        let end = u32::try_from(end).ok()?;
        let first = u32::try_from(first).ok()?;
        Some(Self { first, count: end.checked_sub(first)? })
    }

    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Their numbers.
    pub(super) fn rows(self) -> impl Iterator<Item = usize> {
        let first = self.first as usize;
        first..first + self.count as usize
    }
}

/// An entity, without what its versions say.
pub(super) struct EntityRow {
    pub key: Key,
    pub recorded: Seq,
    pub versions: Link,
    pub observations: Link,
    /// Merges of this entity into another, newest first.
    pub merges: Link,
    /// Merges of others into this one, newest first.
    pub absorbed: Link,
    pub judgements: Link,
}

pub(super) struct VersionRow {
    pub recorded: Seq,
    pub previous: Link,
    pub entity: Entity,
    pub broader: Option<NodeIndex>,
    pub commodities: Box<[NodeIndex]>,
}

pub(super) struct DocumentRow {
    pub document: Document,
    pub publisher: Option<NodeIndex>,
    pub recorded: Seq,
    /// The first and the last day on which it may have been published.
    pub published: (Day, Day),
    pub published_at: Instant,
    /// Evidence of the claims that rest on it, newest first.
    pub claims: Link,
    /// The strike that took its text away.
    pub struck: Link,
}

/// A claim. There are as many as relations or more, so what few of them have is elsewhere.
pub(super) struct ClaimRow {
    pub key: ClaimKey,
    pub about: SubjectIndex,
    /// The claim before it about the same subject.
    pub previous: Link,
    pub recorded: Seq,
    pub retracted: Link,
    pub superseded: Link,
    pub mode: ClaimMode,
    pub status: Option<Status>,
    /// What it says of its relation: its status, or ACTIVE for a figure that is not zero.
    pub says: Option<Status>,
    /// Figures alone: it is carried on after its end.
    pub carries: bool,
    pub valid: (Option<PartialDate>, Option<PartialDate>),
    /// The first and the last day on which it holds, before supersession, retraction and carrying.
    pub days: (Day, Day),
    /// The one of its documents that was published first.
    pub earliest: u32,
    pub measures: Run,
    pub evidence: Run,
    pub rest: Option<Box<ClaimRest>>,
}

/// The key of a claim: the caller's, or the 128 bits of its content.
pub(super) enum ClaimKey {
    Given(Box<str>),
    Content([u8; 16]),
}

/// What few claims have.
#[derive(Default, PartialEq)]
pub(super) struct ClaimRest {
    pub said_by: Vec<NodeIndex>,
    pub statement: Vec<Text>,
    pub note: Vec<Text>,
    pub valid_as_printed: Option<String>,
    pub details: Details,
    pub facility: Option<NodeIndex>,
    pub addressee: Option<NodeIndex>,
    pub supersedes: Option<u32>,
    pub amends: Option<u32>,
}

impl ClaimRow {
    /// The claim that it corrects.
    pub(super) fn supersedes(&self) -> Option<u32> {
        self.rest.as_ref()?.supersedes
    }

    /// The claim whose terms it changes.
    pub(super) fn amends(&self) -> Option<u32> {
        self.rest.as_ref()?.amends
    }
}

/// A document that a claim rests on; listed at both.
pub(super) struct EvidenceRow {
    pub claim: u32,
    pub document: u32,
    /// The evidence before it from the same document.
    pub previous: Link,
    pub locator: Option<Symbol>,
    pub quote: Option<Symbol>,
}

/// A figure in little space; [`MeasureRow::read`] gives it back.
pub(super) struct MeasureRow {
    pub value: Option<Decimal>,
    pub period: Option<Span>,
    pub unit: Symbol,
    pub basis: Option<Symbol>,
    pub metric: Metric,
    pub approximate: bool,
    pub rest: Option<Box<MeasureRest>>,
}

/// What few figures have.
#[derive(Default, PartialEq)]
pub(super) struct MeasureRest {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub base: Option<Span>,
    pub as_printed: Option<Symbol>,
    pub period_as_printed: Option<Symbol>,
}

impl MeasureRow {
    /// The figure, its texts looked up.
    pub(super) fn read<'g>(&self, text: impl Fn(Symbol) -> &'g str) -> Measure {
        let own = |symbol: Option<Symbol>| symbol.map(|s| text(s).to_owned());
        let rest = self.rest.as_deref();
        Measure {
            metric: self.metric,
            value: self.value,
            low: rest.and_then(|r| r.low),
            high: rest.and_then(|r| r.high),
            approximate: self.approximate,
            unit: text(self.unit).to_owned(),
            basis: own(self.basis),
            period: self.period,
            base: rest.and_then(|r| r.base),
            as_printed: own(rest.and_then(|r| r.as_printed)),
            period_as_printed: own(rest.and_then(|r| r.period_as_printed)),
        }
    }
}

/// The identity of a relation, in the graph's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TieRow {
    pub kind: RelationKind,
    pub from: NodeIndex,
    pub to: NodeIndex,
    pub commodity: Option<NodeIndex>,
    pub stage: Option<Stage>,
    pub instrument: Option<Instrument>,
    pub number: Option<Symbol>,
}

pub(super) struct RelationRow {
    pub tie: TieRow,
    pub recorded: Seq,
    pub claims: Link,
    /// How many of its claims are not retracted.
    pub standing: AtomicU32,
    /// Where it lies in the adjacency, out and in; newest first where it ended and began again.
    pub placed: Link,
}

/// Where a relation lies in both directions of the adjacency.
pub(super) struct PlaceRow {
    pub out: Position,
    pub into: Position,
}

/// The identity of an observation, in the graph's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ObservedRow {
    pub subject: NodeIndex,
    pub metric: Metric,
    pub commodity: Option<NodeIndex>,
    pub stage: Option<Stage>,
    /// A relation's key, as written.
    pub regarding: Option<Symbol>,
    pub number: Option<Symbol>,
}

pub(super) struct ObservationRow {
    pub seen: ObservedRow,
    pub recorded: Seq,
    pub claims: Link,
    /// The observation before it of the same subject.
    pub previous: Link,
}

pub(super) struct RetractionRow {
    pub recorded: Seq,
    pub reason: Box<str>,
}

pub(super) struct StrikeRow {
    pub recorded: Seq,
    pub reason: Box<str>,
}

pub(super) struct MergeRow {
    pub from: NodeIndex,
    pub into: NodeIndex,
    pub recorded: Seq,
    pub reason: Box<str>,
    pub split: Link,
    /// The merge before it of the same `from`, and of the same `into`.
    pub previous: (Link, Link),
}

pub(super) struct SplitRow {
    pub recorded: Seq,
    pub reason: Box<str>,
}

/// A judgement of two entities, listed at both.
pub(super) struct JudgementRow {
    pub other: NodeIndex,
    pub same: bool,
    /// Whether it is listed at the first of the pair; the second's row only mirrors it.
    pub first: bool,
    pub recorded: Seq,
    pub reason: Box<str>,
    pub previous: Link,
}

/// A transaction: its time, and how long each table was after it.
pub(super) struct TransactionRow {
    pub time: Instant,
    pub who: Option<Box<str>>,
    pub key: Option<Box<str>>,
    pub already: Box<[Key]>,
    pub lengths: Lengths,
}

/// How many rows the tables have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Entities ever made.
    pub entities: u32,
    /// Versions of entities.
    pub versions: u32,
    /// Documents.
    pub documents: u32,
    /// Claims.
    pub claims: u32,
    /// Relations ever spoken of.
    pub relations: u32,
    /// Observations ever spoken of.
    pub observations: u32,
}
