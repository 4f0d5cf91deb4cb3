//! The graph itself: its tables and indexes, all append-only, and the number up to which they are published.

use std::sync::OnceLock;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    adjacency::Adjacency,
    index::{Index, hash},
    publish::Published,
    rows::{
        ClaimKey, ClaimRow, DocumentRow, EntityRow, EvidenceRow, JudgementRow, MeasureRow, MergeRow, ObservationRow,
        ObservedRow, PlaceRow, RelationRow, RetractionRow, SplitRow, StrikeRow, TieRow, TransactionRow, VersionRow,
    },
    symbols::Symbols,
    table::Table,
    text::TextIndex,
    view::{Pin, View},
};
use crate::model::{Day, Instant, Key, Seq};

/// The fold of the journal. One writer folds and publishes; readers look at it through a [`View`], without locks.
pub struct Graph {
    pub(super) entities: Table<EntityRow>,
    pub(super) versions: Table<VersionRow>,
    pub(super) documents: Table<DocumentRow>,
    pub(super) claims: Table<ClaimRow>,
    pub(super) measures: Table<MeasureRow>,
    pub(super) evidence: Table<EvidenceRow>,
    pub(super) relations: Table<RelationRow>,
    pub(super) places: Table<PlaceRow>,
    pub(super) observations: Table<ObservationRow>,
    pub(super) retractions: Table<RetractionRow>,
    pub(super) strikes: Table<StrikeRow>,
    pub(super) merges: Table<MergeRow>,
    pub(super) splits: Table<SplitRow>,
    pub(super) judgements: Table<JudgementRow>,
    pub(super) transactions: Table<TransactionRow>,
    pub(super) symbols: Symbols,
    pub(super) text: TextIndex,
    /// Entities by key, by folded name, and by folded value of a code.
    pub(super) entity_keys: Index,
    pub(super) names: Index,
    pub(super) codes: Index,
    pub(super) document_keys: Index,
    pub(super) claim_keys: Index,
    pub(super) ties: Index,
    pub(super) observed: Index,
    pub(super) transaction_keys: Index,
    /// Out and in; laid out when the journal has been folded at the start.
    pub(super) adjacency: OnceLock<[Adjacency; 2]>,
    pub(super) published: Published,
}

impl Default for Graph {
    fn default() -> Self {
        Self::new()
    }
}

impl Graph {
    /// The graph of an empty journal.
    pub fn new() -> Self {
        let graph = Self::unlaid();
        let _ = graph.adjacency.set([Adjacency::new(), Adjacency::new()]);
        graph
    }

    /// A graph whose adjacency is still to be laid out flat.
    pub(super) fn unlaid() -> Self {
        Self {
            entities: Table::new(),
            versions: Table::new(),
            documents: Table::new(),
            claims: Table::new(),
            measures: Table::new(),
            evidence: Table::new(),
            relations: Table::new(),
            places: Table::new(),
            observations: Table::new(),
            retractions: Table::new(),
            strikes: Table::new(),
            merges: Table::new(),
            splits: Table::new(),
            judgements: Table::new(),
            transactions: Table::new(),
            symbols: Symbols::new(),
            text: TextIndex::new(),
            entity_keys: Index::new(),
            names: Index::new(),
            codes: Index::new(),
            document_keys: Index::new(),
            claim_keys: Index::new(),
            ties: Index::new(),
            observed: Index::new(),
            transaction_keys: Index::new(),
            adjacency: OnceLock::new(),
            published: Published::new(0),
        }
    }

    /// Makes a look-up take one step again where an index has grown. Only before anybody reads.
    pub(super) fn join_indexes(&mut self) {
        let indexes = [
            &mut self.entity_keys,
            &mut self.names,
            &mut self.codes,
            &mut self.document_keys,
            &mut self.claim_keys,
            &mut self.ties,
            &mut self.observed,
            &mut self.transaction_keys,
        ];
        indexes.into_iter().for_each(Index::join);
        self.symbols.join();
        self.text.join();
    }

    /// The last published sequence number.
    pub fn seq(&self) -> Seq {
        self.published.load()
    }

    /// Lets readers see everything up to `seq`. Writer only, after the journal holds it and it is folded.
    pub fn publish(&self, seq: Seq) {
        self.published.store(seq);
    }

    /// The graph as this pin says; of a number that is not published yet, up to the last one that is.
    #[inline]
    pub fn view(&self, pin: Pin) -> View<'_> {
        View::new(self, Pin { seq: pin.seq.min(self.seq()), ..pin })
    }

    pub(super) fn entity_by_key(&self, key: &str) -> Option<NodeIndex> {
        let is = |id: u32| self.entities.get(id as usize).is_some_and(|row| row.key.as_str() == key);
        self.entity_keys.find(hash(key.as_bytes()), is).map(NodeIndex::from)
    }

    pub(super) fn document_by_key(&self, key: &str) -> Option<u32> {
        let is = |id: u32| self.documents.get(id as usize).is_some_and(|row| row.document.key.as_str() == key);
        self.document_keys.find(hash(key.as_bytes()), is)
    }

    pub(super) fn claim_by_key(&self, key: &str) -> Option<u32> {
        let is = |id: u32| self.claims.get(id as usize).is_some_and(|row| row.key.is(key));
        self.claim_keys.find(hash(key.as_bytes()), is)
    }

    /// The figures of a claim.
    pub(super) fn measures_of(&self, claim: &ClaimRow) -> impl Iterator<Item = &MeasureRow> {
        claim.measures.rows().filter_map(|row| self.measures.get(row))
    }

    /// The documents that a claim rests on, and where in them.
    pub(super) fn evidence_of(&self, claim: &ClaimRow) -> impl Iterator<Item = &EvidenceRow> {
        claim.evidence.rows().filter_map(|row| self.evidence.get(row))
    }

    /// The earliest publication among a claim's documents: the first day that it may mean, and the instant that orders within it.
    pub(super) fn published_of(&self, claim: &ClaimRow) -> (Day, Instant) {
        let document = self.documents.get(claim.earliest as usize);
        document.map_or((Day::MAX, Instant::from_micros(i64::MAX)), |d| (d.published.0, d.published_at))
    }

    pub(super) fn relation_by_tie(&self, tie: &TieRow) -> Option<EdgeIndex> {
        let is = |id: u32| self.relations.get(id as usize).is_some_and(|row| row.tie == *tie);
        self.ties.find(tie.hash(), is).map(EdgeIndex::from)
    }

    pub(super) fn observation_by(&self, seen: &ObservedRow) -> Option<u32> {
        let is = |id: u32| self.observations.get(id as usize).is_some_and(|row| row.seen == *seen);
        self.observed.find(seen.hash(), is)
    }

    pub(super) fn transaction_by_key(&self, key: &str) -> Option<Seq> {
        let is = |id: u32| self.transactions.get(id as usize).is_some_and(|row| row.key.as_deref() == Some(key));
        self.transaction_keys.find(hash(key.as_bytes()), is).map(|id| Seq::from(id) + 1)
    }
}

impl ClaimKey {
    pub(super) fn new(key: &Key) -> Self {
        let bytes = |hex: &str| -> Option<[u8; 16]> {
            let take = |bits: u128, digit: char| Some(bits << 4 | u128::from(digit.to_digit(16)?));
            hex.chars().try_fold(0, take).map(u128::to_be_bytes)
        };
        let content = crate::model::Claim::is_content_key(key)
            .then(|| key.as_str().strip_prefix("claim.").and_then(bytes))
            .flatten();
        content.map_or_else(|| Self::Given(key.as_str().into()), Self::Content)
    }

    pub(super) fn read(&self) -> String {
        match self {
            Self::Given(key) => key.to_string(),
            Self::Content(bits) => format!("claim.{:032x}", u128::from_be_bytes(*bits)),
        }
    }

    fn is(&self, key: &str) -> bool {
        match self {
            Self::Given(own) => **own == *key,
            Self::Content(_) => self.read() == key,
        }
    }
}

impl TieRow {
    pub(super) fn hash(&self) -> u64 {
        let mut bytes = [0; 19];
        let number = self.number.map_or(0, |n| n.number());
        let commodity = self.commodity.map_or(u32::MAX, node_number);
        let parts = [node_number(self.from), node_number(self.to), commodity, number];
        for (to, part) in bytes.chunks_exact_mut(4).zip(parts) {
            to.copy_from_slice(&part.to_le_bytes());
        }
        let [.., kind, stage, instrument] = &mut bytes;
        *kind = self.kind.code();
        *stage = self.stage.map_or(u8::MAX, |s| s.code());
        *instrument = self.instrument.map_or(u8::MAX, |i| i.code());
        hash(&bytes)
    }
}

impl ObservedRow {
    pub(super) fn hash(&self) -> u64 {
        let mut bytes = [0; 18];
        let symbol = |s: Option<super::symbols::Symbol>| s.map_or(0, |n| n.number());
        let commodity = self.commodity.map_or(u32::MAX, node_number);
        let parts = [node_number(self.subject), commodity, symbol(self.regarding), symbol(self.number)];
        for (to, part) in bytes.chunks_exact_mut(4).zip(parts) {
            to.copy_from_slice(&part.to_le_bytes());
        }
        let [.., metric, stage] = &mut bytes;
        *metric = self.metric.code();
        *stage = self.stage.map_or(u8::MAX, |s| s.code());
        hash(&bytes)
    }
}

/// The number of a node; nodes are counted in 32 bits.
pub(super) fn node_number(node: NodeIndex) -> u32 {
    u32::try_from(node.index()).unwrap_or(u32::MAX)
}
