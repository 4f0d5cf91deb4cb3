//! A view: the graph at a sequence number and on a date. Small, copied freely; every question takes one.

use petgraph::graph::NodeIndex;

use super::{
    overlay::Overlay,
    rows::{DocumentIndex, DocumentRow, Lengths, TransactionRow},
    tables::{Graph, node_number},
};
use crate::model::{Day, Document, Instant, Key, Seq};

/// What a view is fixed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pin {
    /// What was recorded: up to this transaction.
    pub seq: Seq,
    /// When it is true.
    pub as_of: Day,
    /// The instant by which it was known, where it was asked for so; `seq` follows from it.
    pub known_at: Option<Instant>,
    /// What was in print.
    pub published_by: Option<Day>,
    /// For how many months figures alone are carried on after their period.
    pub carry_months: u32,
}

impl Pin {
    /// For how long figures are carried on unless asked otherwise, in months: statistics lag.
    pub const CARRY_MONTHS: u32 = 36;

    /// Everything up to a transaction, on a day.
    pub const fn new(seq: Seq, as_of: Day) -> Self {
        Self { seq, as_of, known_at: None, published_by: None, carry_months: Self::CARRY_MONTHS }
    }
}

/// The graph as a pin says: what a question may look at.
#[derive(Clone, Copy)]
pub struct View<'g> {
    pub(super) graph: &'g Graph,
    pin: Pin,
    /// Days before this cannot be carried on to `as_of`.
    carried_from: Day,
    /// What a scenario puts over the graph.
    pub(super) over: Option<&'g Overlay>,
}

impl<'g> View<'g> {
    #[inline]
    pub(super) fn new(graph: &'g Graph, pin: Pin) -> Self {
        // No month is longer than 31 days, so this is never too late.
        let days = i32::try_from(pin.carry_months.saturating_mul(31)).unwrap_or(i32::MAX);
        let carried_from = Day::from_number(pin.as_of.number().saturating_sub(days));
        Self { graph, pin, carried_from, over: None }
    }

    /// What it is fixed to.
    pub const fn pin(self) -> Pin {
        self.pin
    }

    /// What was recorded: up to this transaction.
    pub const fn seq(self) -> Seq {
        self.pin.seq
    }

    /// The day on which it is asked what is true.
    pub const fn as_of(self) -> Day {
        self.pin.as_of
    }

    /// The same on another day.
    pub fn on(self, as_of: Day) -> Self {
        Self { over: self.over, ..Self::new(self.graph, Pin { as_of, ..self.pin }) }
    }

    /// The same world with the changes of a scenario, which was made for this sequence number and for what was in print. What the
    /// view supposed before is supposed no more.
    pub fn with(self, scenario: &'g Overlay) -> Self {
        Self { over: Some(scenario), ..self }
    }

    /// The world as it is told, without any scenario.
    pub fn without_scenario(self) -> Self {
        Self { over: None, ..self }
    }

    /// How long the tables are at its sequence number: totals of what was ever recorded by then.
    pub fn lengths(self) -> Lengths {
        self.graph.transaction_row(self.pin.seq).map_or_else(Lengths::default, |row| row.lengths)
    }

    /// Whether something recorded at this number is seen.
    pub(super) const fn sees(self, recorded: Seq) -> bool {
        recorded <= self.pin.seq
    }

    /// Whether a relation whose claims speak of these days may hold, carrying included: a first sieve.
    pub(super) fn may_hold(self, first: i32, last: i32) -> bool {
        first <= self.pin.as_of.number() && last >= self.carried_from.number()
    }

    /// The document, if it was recorded and in print.
    pub fn document(self, index: DocumentIndex) -> Option<&'g Document> {
        self.document_row(index).map(|row| &row.document)
    }

    /// The documents that are seen, in the order of recording. Linear in the number of documents.
    pub fn documents(self) -> impl DoubleEndedIterator<Item = DocumentIndex> + 'g {
        (0..self.lengths().documents).map(DocumentIndex).filter(move |d| self.document_row(*d).is_some())
    }

    /// Its publisher; none for a mere channel.
    pub fn publisher(self, index: DocumentIndex) -> Option<NodeIndex> {
        self.document_row(index)?.publisher.map(|node| self.survivor(node))
    }

    /// The first and the last day on which it may have been published; the day of recording where nothing is known.
    pub fn publication(self, index: DocumentIndex) -> Option<(Day, Day)> {
        self.document_row(index).map(|row| row.published)
    }

    /// Why its text was struck out. That holds at every sequence number.
    pub fn struck(self, index: DocumentIndex) -> Option<&'g str> {
        let strike = self.document_row(index)?.struck.get()?;
        self.graph.strikes.get(strike as usize).map(|row| &*row.reason)
    }

    pub(super) fn document_row(self, index: DocumentIndex) -> Option<&'g DocumentRow> {
        let row = self.graph.documents.get(index.0 as usize)?;
        let printed = self.pin.published_by.is_none_or(|by| row.published.1 <= by);
        (self.sees(row.recorded) && printed).then_some(row)
    }

    /// The time of recording of a transaction.
    pub fn recorded_at(self, seq: Seq) -> Option<Instant> {
        self.graph.transaction_row(seq).map(|row| row.time)
    }

    /// The lasting key of an entity, as it was written, merged or not.
    #[inline]
    pub fn key(self, node: NodeIndex) -> Option<&'g Key> {
        let row = self.graph.entities.get(node.index())?;
        self.sees(row.recorded).then_some(&row.key)
    }

    pub(super) fn number(self, node: NodeIndex) -> u32 {
        node_number(node)
    }
}

/// What is known of a transaction without the journal.
pub struct TransactionView<'g> {
    /// When it was recorded.
    pub time: Instant,
    /// Who wrote it.
    pub who: Option<&'g str>,
    /// The caller's key.
    pub key: Option<&'g str>,
    /// Keys that it named and that stood there already.
    pub already: &'g [Key],
    /// How long the tables were before it, and after it.
    pub lengths: (Lengths, Lengths),
}

impl Graph {
    /// The last transaction recorded by an instant; 0 before the first. Logarithmic.
    pub fn seq_at(&self, known_at: Instant) -> Seq {
        let (mut low, mut high) = (0, self.seq());
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            match self.transaction_row(middle) {
                Some(row) if row.time <= known_at => low = middle,
                _ => high = middle - 1,
            }
        }
        low
    }

    /// The transaction with this number, if it is published.
    pub fn transaction(&self, seq: Seq) -> Option<TransactionView<'_>> {
        let row = self.transaction_row(seq).filter(|_| seq <= self.seq())?;
        let before = self.transaction_row(seq - 1).map_or_else(Lengths::default, |row| row.lengths);
        Some(TransactionView {
            time: row.time,
            who: row.who.as_deref(),
            key: row.key.as_deref(),
            already: &row.already,
            lengths: (before, row.lengths),
        })
    }

    /// The transaction with this key of the caller's, folded by now.
    pub fn transaction_with_key(&self, key: &str) -> Option<Seq> {
        self.transaction_by_key(key)
    }

    fn transaction_row(&self, seq: Seq) -> Option<&TransactionRow> {
        self.transactions.get(usize::try_from(seq.checked_sub(1)?).ok()?)
    }
}
