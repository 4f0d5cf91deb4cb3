//! Claims as a view sees them.

use petgraph::graph::NodeIndex;

use super::{
    rows::{ClaimIndex, ClaimRest, ClaimRow, DocumentIndex, SubjectIndex},
    view::View,
};
use crate::model::{
    Claim, ClaimMode, Day, Details, Evidence, Instant, Key, Measure, PartialDate, Seq, Status, Subject, Text,
};

/// A claim that was recorded by the view's sequence number and is in print.
#[derive(Clone, Copy)]
pub struct ClaimView<'g> {
    /// Its place in the table.
    pub index: ClaimIndex,
    row: &'g ClaimRow,
    view: View<'g>,
}

/// A document that a claim rests on.
pub struct EvidenceView<'g> {
    /// The document.
    pub document: DocumentIndex,
    /// As the source numbers it.
    pub locator: Option<&'g str>,
    /// The source's words; none once its text is struck out.
    pub quote: Option<&'g str>,
}

/// The end of a claim by a judgement.
pub struct Retraction<'g> {
    /// The transaction that retracted it.
    pub seq: Seq,
    /// When that was recorded.
    pub at: Instant,
    /// Why.
    pub reason: &'g str,
}

impl<'g> ClaimView<'g> {
    /// Its lasting key.
    pub fn key(self) -> String {
        self.row.key.read()
    }

    /// What it speaks of, as it was written; [`View::subject`] gives what the view shows in its place.
    pub fn about(self) -> SubjectIndex {
        self.row.about
    }

    /// How it is made.
    pub const fn mode(self) -> ClaimMode {
        self.row.mode
    }

    /// The status that it gives.
    pub const fn status(self) -> Option<Status> {
        self.row.status
    }

    /// What it says of its relation: its status; without one ACTIVE, and nothing for figures of zero.
    pub const fn says(self) -> Option<Status> {
        self.row.says
    }

    /// `validFrom` and `validTo` as written.
    pub const fn valid(self) -> (Option<PartialDate>, Option<PartialDate>) {
        self.row.valid
    }

    /// The source's words for the period.
    pub fn valid_as_printed(self) -> Option<&'g str> {
        self.rest()?.valid_as_printed.as_deref()
    }

    /// The first day on which it holds.
    pub const fn begins(self) -> Day {
        self.row.days.0
    }

    /// The last day on which it holds by itself, before anything ends it or carries it on.
    pub const fn ends(self) -> Day {
        self.row.days.1
    }

    /// Its figures.
    pub fn measures(self) -> Vec<Measure> {
        let graph = self.view.graph;
        graph.measures_of(self.row).map(|m| m.read(|s| graph.symbols.text(s))).collect()
    }

    /// Whose word it is.
    pub fn said_by(self) -> Vec<NodeIndex> {
        self.rest().map_or_else(Vec::new, |r| r.said_by.iter().map(|&n| self.view.survivor(n)).collect())
    }

    /// The documents in print that it rests on, in the order given.
    pub fn evidence(self) -> Vec<EvidenceView<'g>> {
        let text = |s| self.view.graph.symbols.text(s);
        let shown = |e: &'g super::rows::EvidenceRow| {
            let document = DocumentIndex(e.document);
            self.view.document(document)?;
            let struck = self.view.struck(document).is_some();
            let quote = e.quote.filter(|_| !struck).map(text);
            Some(EvidenceView { document, locator: e.locator.map(text), quote })
        };
        self.view.graph.evidence_of(self.row).filter_map(shown).collect()
    }

    /// The claim as a sentence, in the languages in which somebody wrote one.
    pub fn statement(self) -> &'g [Text] {
        self.rest().map_or(&[], |r| &r.statement)
    }

    /// A remark.
    pub fn note(self) -> &'g [Text] {
        self.rest().map_or(&[], |r| &r.note)
    }

    /// What it says beside identity, status and figures.
    pub fn details(self) -> Option<&'g Details> {
        self.rest().map(|r| &r.details)
    }

    /// Of a contract: its facility.
    pub fn facility(self) -> Option<NodeIndex> {
        self.rest()?.facility.map(|n| self.view.survivor(n))
    }

    /// Of a restriction: who is told.
    pub fn addressee(self) -> Option<NodeIndex> {
        self.rest()?.addressee.map(|n| self.view.survivor(n))
    }

    /// The transaction that recorded it.
    pub const fn seq(self) -> Seq {
        self.row.recorded
    }

    /// When it was recorded.
    pub fn recorded_at(self) -> Instant {
        self.view.recorded_at(self.row.recorded).unwrap_or(Instant::from_micros(0))
    }

    /// The first day that its earliest publication may mean, and the instant that orders within it.
    pub fn published(self) -> (Day, Instant) {
        self.view.graph.published_of(self.row)
    }

    /// The claim that it corrects.
    pub fn supersedes(self) -> Option<ClaimIndex> {
        self.row.supersedes().map(ClaimIndex)
    }

    /// The claim whose terms it changes.
    pub fn amends(self) -> Option<ClaimIndex> {
        self.row.amends().map(ClaimIndex)
    }

    /// The claim that corrects it, if that one is recorded and in print.
    pub fn superseded_by(self) -> Option<ClaimIndex> {
        let by = ClaimIndex(self.row.superseded.get()?);
        self.view.claim(by).map(|_| by)
    }

    /// Its end by a judgement.
    pub fn retraction(self) -> Option<Retraction<'g>> {
        let row = self.view.graph.retractions.get(self.row.retracted.get()? as usize)?;
        let at = self.view.recorded_at(row.recorded)?;
        self.view.sees(row.recorded).then_some(Retraction { seq: row.recorded, at, reason: &row.reason })
    }

    /// Whether it counts: neither retracted nor superseded.
    pub fn counts(self) -> bool {
        self.view.counts(self.row)
    }

    /// Whether it holds on the view's date, be it carried on.
    pub fn holds(self) -> bool {
        let claims = self.view.claims_about(self.row.about);
        claims.iter().any(|a| a.claim == self.index && a.hold != super::assess::Hold::No)
    }

    /// The claim as it was written; evidence that is not in print, and quotes that were struck out, are left out.
    pub fn to_claim(self) -> Option<Claim> {
        let evidence = self.evidence().into_iter().filter_map(|e| {
            Some(Evidence {
                document: self.view.document(e.document)?.key.clone(),
                locator: e.locator.map(str::to_owned),
                quote: e.quote.map(str::to_owned),
            })
        });
        Some(Claim { evidence: evidence.collect(), ..self.as_recorded()? })
    }

    /// The claim as it was recorded, whatever happened to its documents since.
    pub(super) fn as_recorded(self) -> Option<Claim> {
        let graph = self.view.graph;
        let key = |node: NodeIndex| self.view.key(node).cloned();
        let claim_key = |link: Option<ClaimIndex>| Key::new(&graph.claims.get(link?.0 as usize)?.key.read()).ok();
        let about = match self.row.about {
            SubjectIndex::Relation(edge) => Subject::Relation(self.view.written_tie(edge)?),
            SubjectIndex::Observation(index) => Subject::Observation(self.view.written_observation(index)?),
        };
        let rest = self.rest();
        let text = |s| graph.symbols.text(s).to_owned();
        let evidence = graph.evidence_of(self.row).filter_map(|e| {
            Some(Evidence {
                document: graph.documents.get(e.document as usize)?.document.key.clone(),
                locator: e.locator.map(text),
                quote: e.quote.map(text),
            })
        });
        Some(Claim {
            key: Key::new(&self.key()).ok(),
            about,
            details: rest.map(|r| r.details.clone()).unwrap_or_default(),
            mode: self.row.mode,
            status: self.row.status,
            valid_from: self.row.valid.0,
            valid_to: self.row.valid.1,
            valid_as_printed: self.valid_as_printed().map(str::to_owned),
            measures: self.measures(),
            said_by: rest.map_or_else(Vec::new, |r| r.said_by.iter().filter_map(|&n| key(n)).collect()),
            evidence: evidence.collect(),
            statement: self.statement().to_vec(),
            note: self.note().to_vec(),
            supersedes: claim_key(self.supersedes()),
            amends: claim_key(self.amends()),
        })
    }

    /// The view that it is seen in.
    pub const fn view(self) -> View<'g> {
        self.view
    }

    fn rest(self) -> Option<&'g ClaimRest> {
        self.row.rest.as_deref()
    }
}

impl<'g> View<'g> {
    /// The claim, if it was recorded and one of its documents is in print; retracted and superseded ones too.
    pub fn claim(self, index: ClaimIndex) -> Option<ClaimView<'g>> {
        let row = self.claim_row(index.0)?;
        (self.sees(row.recorded) && self.in_print(row)).then_some(ClaimView { index, row, view: self })
    }

    /// The claims that are seen, in the order of recording, retracted and superseded ones too. Linear.
    pub fn claims(self) -> impl DoubleEndedIterator<Item = ClaimView<'g>> + 'g {
        (0..self.lengths().claims).filter_map(move |c| self.claim(ClaimIndex(c)))
    }

    /// The claims that rest on a document, in the order of recording.
    pub fn claims_from(self, document: DocumentIndex) -> Vec<ClaimView<'g>> {
        let mut found = Vec::new();
        let mut next = self.document_row(document).and_then(|row| row.claims.get());
        while let Some(row) = next.and_then(|e| self.graph.evidence.get(e as usize)) {
            found.extend(self.claim(ClaimIndex(row.claim)));
            next = row.previous.get();
        }
        found.reverse();
        found.dedup_by_key(|c| c.index);
        found
    }

    /// The claim with a key, if it is seen.
    pub fn claim_with_key(self, key: &str) -> Option<ClaimView<'g>> {
        self.claim(ClaimIndex(self.graph.claim_by_key(key)?))
    }

    #[inline]
    pub(super) fn claim_row(self, id: u32) -> Option<&'g ClaimRow> {
        self.graph.claims.get(id as usize)
    }

    /// Recorded, in print, neither retracted nor superseded by a claim that is itself recorded and in print.
    #[inline]
    pub(super) fn counts(self, row: &ClaimRow) -> bool {
        let retracted = || {
            let retraction = row.retracted.get().and_then(|r| self.graph.retractions.get(r as usize));
            retraction.is_some_and(|r| self.sees(r.recorded))
        };
        let superseded = || {
            let by = row.superseded.get().and_then(|c| self.claim_row(c));
            by.is_some_and(|by| self.sees(by.recorded) && self.in_print(by))
        };
        self.sees(row.recorded) && self.in_print(row) && !retracted() && !superseded()
    }

    /// Whether a claim of this list is recorded and in print; where print does not matter, true.
    pub(super) fn printed(self, list: Option<u32>) -> bool {
        if self.pin().published_by.is_none() {
            return true;
        }
        let mut next = list;
        while let Some(row) = next.and_then(|id| self.claim_row(id)) {
            if self.sees(row.recorded) && self.in_print(row) {
                return true;
            }
            next = row.previous.get();
        }
        false
    }

    fn in_print(self, row: &ClaimRow) -> bool {
        self.pin().published_by.is_none()
            || self.graph.evidence_of(row).any(|e| self.document_row(DocumentIndex(e.document)).is_some())
    }
}
