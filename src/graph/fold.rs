//! The fold: a recorded transaction into the tables. Pure: the same journal gives the same graph. What was checked before it was
//! recorded folds without failing.

use std::sync::atomic::{AtomicU32, Ordering};

use petgraph::graph::{EdgeIndex, NodeIndex};
use thiserror::Error;

use super::{
    adjacency::{Adjacency, Edge},
    index::hash,
    names::fold_name,
    rows::{
        ClaimKey, ClaimRest, ClaimRow, DocumentRow, EntityRow, EvidenceRow, JudgementRow, Lengths, Link, MeasureRest,
        MeasureRow, MergeRow, ObservationIndex, ObservationRow, ObservedRow, PlaceRow, RelationRow, RetractionRow, Run,
        SplitRow, StrikeRow, SubjectIndex, TieRow, TransactionRow, VersionRow,
    },
    tables::{Graph, node_number},
};
use crate::model::{
    Change, Claim, Day, Document, Entity, Entry, Instant, Key, Measure, Observed, RelationKind, Seq, Status, Subject,
    Tie,
};

/// A recorded transaction that the rules do not allow: the journal holds what no check of ours let in.
#[derive(Debug, Error)]
#[error(
    "transaction {seq} cannot be folded: {why}\nhint: the journal was written by another program or another version; restore a backup"
)]
pub struct Unfoldable {
    /// Which transaction.
    pub seq: Seq,
    /// What is wrong with it.
    pub why: String,
}

type Folded<T> = Result<T, String>;

impl Graph {
    /// Folds a whole journal and publishes its last number. Adjacency lists are laid out flat at the end.
    /// Linear in the size of the journal.
    ///
    /// # Errors
    /// The first error of `entries`, or an entry that cannot be folded.
    pub fn load<E: From<Unfoldable>>(entries: impl Iterator<Item = Result<Entry, E>>) -> Result<Self, E> {
        let mut graph = Self::unlaid();
        let mut last = 0;
        for entry in entries {
            let entry = entry?;
            graph.fold(&entry)?;
            graph.join_indexes();
            last = entry.seq;
        }
        graph.lay_out();
        graph.publish(last);
        Ok(graph)
    }

    /// Adds a transaction to the tables, unseen until [`Graph::publish`]. Writer only; call it only for what the journal holds.
    ///
    /// # Errors
    /// When it names what is not there, or its number is not the next.
    pub fn fold(&self, entry: &Entry) -> Result<(), Unfoldable> {
        let seq = entry.seq;
        let unfoldable = |why: String| Unfoldable { seq, why };
        if seq != self.transactions.count() as Seq + 1 {
            return Err(unfoldable(format!("expected transaction {}", self.transactions.count() + 1)));
        }
        let at = At { seq, time: entry.time };
        self.fold_entities(at, &entry.changes).map_err(unfoldable)?;
        for change in &entry.changes {
            self.fold_change(at, change).map_err(unfoldable)?;
        }
        let row = TransactionRow {
            time: entry.time,
            who: entry.who.as_deref().map(Into::into),
            key: entry.key.as_deref().map(Into::into),
            already: entry.already.as_slice().into(),
            lengths: self.lengths(),
        };
        let id = row_number(self.transactions.push(row)).map_err(unfoldable)?;
        if let Some(key) = &entry.key {
            self.transaction_keys.insert(hash(key.as_bytes()), id);
        }
        Ok(())
    }

    /// How long the tables are, unpublished rows included.
    pub(super) fn lengths(&self) -> Lengths {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Lengths {
            entities: count(self.entities.count()),
            versions: count(self.versions.count()),
            documents: count(self.documents.count()),
            claims: count(self.claims.count()),
            relations: count(self.relations.count()),
            observations: count(self.observations.count()),
        }
    }

    /// Entities and documents of a transaction may be named anywhere in it, so their keys are there before anything else.
    fn fold_entities(&self, at: At, changes: &[Change]) -> Folded<()> {
        for change in changes {
            if let Change::PutEntity(entity) = change
                && self.entity_by_key(entity.key.as_str()).is_none()
            {
                let row = EntityRow {
                    key: entity.key.clone(),
                    recorded: at.seq,
                    versions: Link::default(),
                    observations: Link::default(),
                    merges: Link::default(),
                    absorbed: Link::default(),
                    judgements: Link::default(),
                };
                let id = row_number(self.entities.push(row))?;
                self.entity_keys.insert(hash(entity.key.as_str().as_bytes()), id);
            }
        }
        for change in changes {
            match change {
                Change::PutEntity(entity) => self.fold_version(at, entity)?,
                Change::PutDocument(document) => self.fold_document(at, document)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn fold_change(&self, at: At, change: &Change) -> Folded<()> {
        match change {
            Change::PutEntity(_) | Change::PutDocument(_) => Ok(()),
            Change::Assert(claim) => self.fold_claim(at, claim),
            Change::Retract { claim, reason } => self.fold_retraction(at, claim, reason),
            Change::Merge { from, into, reason } => self.fold_merge(at, from, into, reason),
            Change::Split { key, reason } => self.fold_split(at, key, reason),
            Change::SamePerhaps { a, b, reason } => self.fold_judgement(at, a, b, true, reason),
            Change::NotSame { a, b, reason } => self.fold_judgement(at, a, b, false, reason),
            Change::StrikeText { document, reason } => {
                let id = self.document_number(document)?;
                let strike =
                    row_number(self.strikes.push(StrikeRow { recorded: at.seq, reason: reason.as_str().into() }))?;
                if let Some(row) = self.documents.get(id as usize) {
                    row.struck.set(strike);
                }
                Ok(())
            }
        }
    }

    fn fold_version(&self, at: At, entity: &Entity) -> Folded<()> {
        let node = self.node(&entity.key)?;
        let row = self.entities.get(node.index()).ok_or("no such entity")?;
        let version = VersionRow {
            recorded: at.seq,
            previous: row.versions.before(),
            broader: entity.broader.as_ref().map(|k| self.node(k)).transpose()?,
            commodities: entity.commodities.iter().map(|k| self.node(k)).collect::<Folded<_>>()?,
            entity: entity.clone(),
        };
        let before = row.versions.get().and_then(|v| self.versions.get(v as usize)).map(|v| &v.entity);
        let id = row_number(self.versions.push(version))?;
        row.versions.set(id);
        // What the version before has is listed already. A name that comes back later is listed again; who looks it up checks it
        // against the version that it sees.
        let names: fn(&Entity) -> Vec<String> = |e| e.names.iter().map(|n| fold_name(&n.text)).collect();
        let codes: fn(&Entity) -> Vec<String> = |e| e.codes.iter().map(|c| fold_name(&c.value)).collect();
        for (index, of) in [(&self.names, names), (&self.codes, codes)] {
            let mut listed = before.map(of).unwrap_or_default();
            listed.sort_unstable();
            for folded in of(entity).iter().filter(|folded| listed.binary_search(folded).is_err()) {
                index.insert(hash(folded.as_bytes()), node_number(node));
            }
        }
        self.text.add_version(at.seq, id, node, entity).ok_or_else(full)
    }

    fn fold_document(&self, at: At, document: &Document) -> Folded<()> {
        let recorded = at.time.day();
        let published = match (document.published, document.published_at) {
            (Some(date), _) => (date.first(), date.last()),
            (None, Some(instant)) => (instant.day(), instant.day()),
            (None, None) => (recorded, recorded),
        };
        let row = DocumentRow {
            publisher: document.publisher.as_ref().map(|k| self.node(k)).transpose()?,
            recorded: at.seq,
            published,
            published_at: document
                .published_at
                .unwrap_or(Instant::from_micros(i64::from(published.0.number()).saturating_mul(86_400_000_000))),
            claims: Link::default(),
            struck: Link::default(),
            document: document.clone(),
        };
        let id = row_number(self.documents.push(row))?;
        self.document_keys.insert(hash(document.key.as_str().as_bytes()), id);
        self.text.add_document(at.seq, id, document).ok_or_else(full)
    }

    fn fold_claim(&self, at: At, claim: &Claim) -> Folded<()> {
        let key = claim.key.as_ref().ok_or("a recorded claim has a key")?;
        let (about, list) = self.fold_subject(at, &claim.about)?;
        let id = row_number(self.claims.count())?;
        let row = self.claim_row(at, id, key, claim, about, list)?;
        let (days, supersedes) = (row.days, row.supersedes());
        self.claims.push(row);
        self.claim_keys.insert(hash(key.as_str().as_bytes()), id);
        self.text.add_claim(at.seq, id, claim).ok_or_else(full)?;
        if let Some(old) = supersedes.and_then(|old| self.claims.get(old as usize)) {
            old.superseded.set(id);
        }
        list.set(id);
        if let SubjectIndex::Relation(edge) = about {
            self.place(at, edge, days)?;
        }
        Ok(())
    }

    fn fold_subject(&self, at: At, about: &Subject) -> Folded<(SubjectIndex, &Link)> {
        match about {
            Subject::Relation(tie) => {
                let tie = self.tie_row(tie)?;
                let edge = match self.relation_by_tie(&tie) {
                    Some(edge) => edge,
                    None => {
                        let row = RelationRow {
                            tie,
                            recorded: at.seq,
                            claims: Link::default(),
                            standing: AtomicU32::new(0),
                            placed: Link::default(),
                        };
                        let id = row_number(self.relations.push(row))?;
                        self.ties.insert(tie.hash(), id);
                        EdgeIndex::from(id)
                    }
                };
                let row = self.relations.get(edge.index()).ok_or("no such relation")?;
                Ok((SubjectIndex::Relation(edge), &row.claims))
            }
            Subject::Observation(seen) => {
                let seen = self.observed_row(seen)?;
                let id = match self.observation_by(&seen) {
                    Some(id) => id,
                    None => {
                        let subject = self.entities.get(seen.subject.index()).ok_or("no such entity")?;
                        let hash = seen.hash();
                        let row = ObservationRow {
                            seen,
                            recorded: at.seq,
                            claims: Link::default(),
                            previous: subject.observations.before(),
                        };
                        let id = row_number(self.observations.push(row))?;
                        self.observed.insert(hash, id);
                        subject.observations.set(id);
                        id
                    }
                };
                let row = self.observations.get(id as usize).ok_or("no such observation")?;
                Ok((SubjectIndex::Observation(ObservationIndex(id)), &row.claims))
            }
        }
    }

    fn claim_row(
        &self,
        at: At,
        id: u32,
        key: &Key,
        claim: &Claim,
        about: SubjectIndex,
        list: &Link,
    ) -> Folded<ClaimRow> {
        let (evidence, earliest) = self.fold_evidence(id, claim)?;
        let (days, carries) = days(claim, earliest.1);
        Ok(ClaimRow {
            key: ClaimKey::new(key),
            about,
            previous: list.before(),
            recorded: at.seq,
            retracted: Link::default(),
            superseded: Link::default(),
            mode: claim.mode,
            status: claim.status,
            says: says(claim),
            carries,
            valid: (claim.valid_from, claim.valid_to),
            days,
            earliest: earliest.0,
            measures: self.fold_measures(claim)?,
            evidence,
            rest: self.claim_rest(claim)?,
        })
    }

    /// Lists what a claim rests on at its documents. With it the document that was published first, and the first day that may mean.
    fn fold_evidence(&self, claim: u32, recorded: &Claim) -> Folded<(Run, (u32, Day))> {
        let first = self.evidence.count();
        let mut earliest = None;
        for e in &recorded.evidence {
            let document = self.document_number(&e.document)?;
            let row = self.documents.get(document as usize).ok_or("no such document")?;
            let published = (row.published.0, row.published_at);
            if earliest.is_none_or(|(_, other)| published < other) {
                earliest = Some((document, published));
            }
            let (locator, quote) = (self.symbol(e.locator.as_deref())?, self.symbol(e.quote.as_deref())?);
            let evidence = EvidenceRow { claim, document, previous: row.claims.before(), locator, quote };
            row.claims.set(row_number(self.evidence.push(evidence))?);
        }
        let (document, (day, _)) = earliest.ok_or("a claim without evidence")?;
        Ok((Run::between(first, self.evidence.count()).ok_or_else(full)?, (document, day)))
    }

    fn fold_measures(&self, claim: &Claim) -> Folded<Run> {
        let first = self.measures.count();
        for measure in &claim.measures {
            row_number(self.measures.push(self.measure_row(measure)?))?;
        }
        Run::between(first, self.measures.count()).ok_or_else(full)
    }

    fn claim_rest(&self, claim: &Claim) -> Folded<Option<Box<ClaimRest>>> {
        let node = |key: &Option<Key>| key.as_ref().map(|k| self.node(k)).transpose();
        let other = |key: &Option<Key>| {
            let found = |key: &Key| self.claim_by_key(key.as_str()).ok_or_else(|| format!("there is no claim `{key}`"));
            key.as_ref().map(found).transpose()
        };
        let rest = ClaimRest {
            said_by: claim.said_by.iter().map(|k| self.node(k)).collect::<Folded<_>>()?,
            statement: claim.statement.clone(),
            note: claim.note.clone(),
            valid_as_printed: claim.valid_as_printed.clone(),
            details: claim.details.clone(),
            facility: node(&claim.details.facility)?,
            addressee: node(&claim.details.addressee)?,
            supersedes: other(&claim.supersedes)?,
            amends: other(&claim.amends)?,
        };
        Ok((rest != ClaimRest::default()).then(|| Box::new(rest)))
    }

    fn measure_row(&self, m: &Measure) -> Folded<MeasureRow> {
        let rest = MeasureRest {
            low: m.low,
            high: m.high,
            base: m.base,
            as_printed: self.symbol(m.as_printed.as_deref())?,
            period_as_printed: self.symbol(m.period_as_printed.as_deref())?,
        };
        Ok(MeasureRow {
            value: m.value,
            period: m.period,
            unit: self.symbol(Some(&m.unit))?.ok_or("no unit")?,
            basis: self.symbol(m.basis.as_deref())?,
            metric: m.metric,
            approximate: m.approximate,
            rest: (rest != MeasureRest::default()).then(|| Box::new(rest)),
        })
    }

    fn fold_retraction(&self, at: At, claim: &Key, reason: &str) -> Folded<()> {
        let id = self.claim_by_key(claim.as_str()).ok_or_else(|| format!("there is no claim `{claim}`"))?;
        let row = self.claims.get(id as usize).ok_or("no such claim")?;
        if row.retracted.get().is_some() {
            return Err(format!("the claim `{claim}` is retracted already"));
        }
        let retraction = RetractionRow { recorded: at.seq, reason: reason.into() };
        row.retracted.set(row_number(self.retractions.push(retraction))?);
        if let SubjectIndex::Relation(edge) = row.about {
            self.unplace(at, edge);
        }
        Ok(())
    }

    fn fold_merge(&self, at: At, from: &Key, into: &Key, reason: &str) -> Folded<()> {
        let (from, into) = (self.node(from)?, self.node(into)?);
        let (Some(a), Some(b)) = (self.entities.get(from.index()), self.entities.get(into.index())) else {
            return Err("no such entity".to_owned());
        };
        let id = row_number(self.merges.push(MergeRow {
            from,
            into,
            recorded: at.seq,
            reason: reason.into(),
            split: Link::default(),
            previous: (a.merges.before(), b.absorbed.before()),
        }))?;
        a.merges.set(id);
        b.absorbed.set(id);
        Ok(())
    }

    fn fold_split(&self, at: At, key: &Key, reason: &str) -> Folded<()> {
        let row = self.entities.get(self.node(key)?.index()).ok_or("no such entity")?;
        let merge = row.merges.get().and_then(|m| self.merges.get(m as usize));
        let merge = merge.filter(|m| m.split.get().is_none()).ok_or_else(|| format!("`{key}` is not merged"))?;
        merge.split.set(row_number(self.splits.push(SplitRow { recorded: at.seq, reason: reason.into() }))?);
        Ok(())
    }

    fn fold_judgement(&self, at: At, a: &Key, b: &Key, same: bool, reason: &str) -> Folded<()> {
        let (a, b) = (self.node(a)?, self.node(b)?);
        for (first, entity, other) in [(true, a, b), (false, b, a)] {
            let row = self.entities.get(entity.index()).ok_or("no such entity")?;
            let judgement = JudgementRow {
                other,
                same,
                first,
                recorded: at.seq,
                reason: reason.into(),
                previous: row.judgements.before(),
            };
            row.judgements.set(row_number(self.judgements.push(judgement))?);
        }
        Ok(())
    }

    pub(super) fn tie_row(&self, tie: &Tie) -> Folded<TieRow> {
        Ok(TieRow {
            kind: tie.kind,
            from: self.node(&tie.from)?,
            to: self.node(&tie.to)?,
            commodity: tie.commodity.as_ref().map(|k| self.node(k)).transpose()?,
            stage: tie.stage,
            instrument: tie.instrument,
            number: self.symbol(tie.number.as_deref())?,
        })
    }

    fn observed_row(&self, seen: &Observed) -> Folded<ObservedRow> {
        Ok(ObservedRow {
            subject: self.node(&seen.subject)?,
            metric: seen.metric,
            commodity: seen.commodity.as_ref().map(|k| self.node(k)).transpose()?,
            stage: seen.stage,
            regarding: self.symbol(seen.regarding.as_ref().map(Key::as_str))?,
            number: self.symbol(seen.number.as_deref())?,
        })
    }

    fn node(&self, key: &Key) -> Folded<NodeIndex> {
        self.entity_by_key(key.as_str()).ok_or_else(|| format!("there is no entity `{key}`"))
    }

    fn document_number(&self, key: &Key) -> Folded<u32> {
        self.document_by_key(key.as_str()).ok_or_else(|| format!("there is no document `{key}`"))
    }

    fn symbol(&self, text: Option<&str>) -> Folded<Option<super::symbols::Symbol>> {
        text.map(|t| self.symbols.put(t).ok_or_else(|| "too many texts".to_owned())).transpose()
    }
}

/// Adjacency: where relations lie beside their ends.
impl Graph {
    /// Lets a relation be found on the days of a new claim.
    fn place(&self, at: At, edge: EdgeIndex, days: (Day, Day)) -> Folded<()> {
        let row = self.relations.get(edge.index()).ok_or("no such relation")?;
        let stood = row.standing.fetch_add(1, Ordering::Relaxed);
        let Some([out, into]) = self.adjacency.get() else { return Ok(()) };
        if stood > 0 {
            if let Some(place) = row.placed.get().and_then(|p| self.places.get(p as usize)) {
                out.widen(place.out, days.0.number(), days.1.number());
                into.widen(place.into, days.0.number(), days.1.number());
            }
            return Ok(());
        }
        // New, or all that was said of it before is retracted: it begins (again) here.
        let record = |neighbour| edge_record(&row.tie, edge, neighbour, days, at.seq);
        let place = PlaceRow {
            out: out.push(node_number(row.tie.from), record(row.tie.to)),
            into: into.push(node_number(row.tie.to), record(row.tie.from)),
        };
        row.placed.set(row_number(self.places.push(place))?);
        Ok(())
    }

    /// Lets a relation end where its last claim is retracted.
    fn unplace(&self, at: At, edge: EdgeIndex) {
        let Some(row) = self.relations.get(edge.index()) else { return };
        let stood = row.standing.fetch_sub(1, Ordering::Relaxed);
        if stood == 1
            && let Some([out, into]) = self.adjacency.get()
            && let Some(place) = row.placed.get().and_then(|p| self.places.get(p as usize))
        {
            out.end(place.out, at.seq);
            into.end(place.into, at.seq);
        }
    }

    /// Lays the lists out flat for all relations folded so far.
    fn lay_out(&self) {
        let nodes = self.lengths().entities;
        let mut whole = Vec::with_capacity(self.relations.count());
        whole.extend(self.relations.iter().map(|(_, row)| self.days_of(row)));
        let records = |end: fn(&TieRow) -> (NodeIndex, NodeIndex)| {
            self.relations.iter().zip(&whole).map(move |((id, row), days)| {
                let (node, neighbour) = end(&row.tie);
                let edge = EdgeIndex::new(id);
                (node_number(node), edge_record(&row.tie, edge, neighbour, *days, row.recorded))
            })
        };
        // The reader of the journal is done, so there is a processor for the other direction.
        let ((out, out_places), (into, into_places)) = std::thread::scope(|scope| {
            let out = scope.spawn(|| Adjacency::with_base(nodes, records(|tie| (tie.from, tie.to))));
            let into = Adjacency::with_base(nodes, records(|tie| (tie.to, tie.from)));
            (out.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), into)
        });
        for ((_, row), (out_place, into_place)) in self.relations.iter().zip(out_places.into_iter().zip(into_places)) {
            let place = PlaceRow { out: out_place, into: into_place };
            if row.standing.load(Ordering::Relaxed) == 0 {
                let ended = self.ended_at(row);
                out.end(place.out, ended);
                into.end(place.into, ended);
            }
            if let Ok(place) = row_number(self.places.push(place)) {
                row.placed.set(place);
            }
        }
        let _ = self.adjacency.set([out, into]);
    }

    /// When the last of a relation's claims was retracted, of one that has none left.
    fn ended_at(&self, row: &RelationRow) -> Seq {
        let mut ended = 0;
        let mut next = row.claims.get();
        while let Some(claim) = next.and_then(|id| self.claims.get(id as usize)) {
            let retraction = claim.retracted.get().and_then(|r| self.retractions.get(r as usize));
            ended = ended.max(retraction.map_or(0, |r| r.recorded));
            next = claim.previous.get();
        }
        ended
    }

    /// From the first to the last day that any claim about a relation may speak of.
    fn days_of(&self, row: &RelationRow) -> (Day, Day) {
        let mut days = (Day::MAX, Day::MIN);
        let mut next = row.claims.get();
        while let Some(claim) = next.and_then(|id| self.claims.get(id as usize)) {
            days = (days.0.min(claim.days.0), days.1.max(claim.days.1));
            next = claim.previous.get();
        }
        days
    }
}

fn edge_record(tie: &TieRow, edge: EdgeIndex, neighbour: NodeIndex, days: (Day, Day), recorded: Seq) -> Edge {
    Edge {
        neighbour: node_number(neighbour),
        relation: u32::try_from(edge.index()).unwrap_or(u32::MAX),
        kind: tie.kind.code(),
        stage: tie.stage.map_or(0, |s| s.code() + 1),
        commodity: tie.commodity.map_or(u32::MAX, node_number),
        first: days.0.number(),
        last: days.1.number(),
        recorded,
        ended: u64::MAX,
    }
}

/// Number and time of the transaction that is folded.
#[derive(Clone, Copy)]
struct At {
    seq: Seq,
    time: Instant,
}

fn row_number(index: usize) -> Folded<u32> {
    // One less than the highest number, so that a link can add one.
    u32::try_from(index).ok().filter(|n| *n < u32::MAX).ok_or_else(full)
}

fn full() -> String {
    "a table is full: it has 2^32 rows".to_owned()
}

/// What a claim says of its relation's status: its own; without one ACTIVE, but a figure of zero says nothing.
fn says(claim: &Claim) -> Option<Status> {
    let nothing = !claim.measures.is_empty() && claim.measures.iter().all(Measure::is_nothing);
    claim.status.or((!nothing).then_some(Status::Active))
}

/// From which to which day a claim holds by itself, and whether it is figures alone, carried on after its end.
fn days(claim: &Claim, published: Day) -> ((Day, Day), bool) {
    let undated_place = matches!(
        &claim.about,
        Subject::Relation(tie) if matches!(tie.kind, RelationKind::Location | RelationKind::Membership)
    );
    let measured = claim.measures.iter().filter_map(|m| m.period);
    let first = match (claim.valid_from, measured.clone().map(crate::model::Span::first).min()) {
        (Some(from), _) => from.first(),
        (None, Some(first)) => first,
        (None, None) if undated_place => Day::MIN,
        (None, None) => published,
    };
    let figures_alone = claim.status.is_none() && !claim.measures.is_empty();
    let last = match (claim.valid_to, figures_alone) {
        (Some(to), _) => to.last(),
        (None, true) => measured.map(crate::model::Span::last).max().unwrap_or(published),
        (None, false) => Day::MAX,
    };
    ((first, last), figures_alone && claim.valid_to.is_none())
}
