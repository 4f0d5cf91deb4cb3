//! The fold of a claim: its subject, its evidence, its figures, and the days on which it holds by itself.

use std::sync::atomic::AtomicU32;

use petgraph::graph::EdgeIndex;

use super::{At, Folded, full, row_number};
use crate::{
    graph::{
        index::hash,
        rows::{
            ClaimKey, ClaimRest, ClaimRow, EvidenceRow, Link, MeasureRest, MeasureRow, ObservationIndex,
            ObservationRow, ObservedRow, RelationRow, Run, SubjectIndex, TieRow,
        },
        tables::Graph,
    },
    model::{Claim, Day, Key, Measure, Observed, RelationKind, Span, Status, Subject, Tie},
};

impl Graph {
    pub(super) fn fold_claim(&self, at: At, claim: &Claim) -> Folded<()> {
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

    pub(super) fn fold_subject(&self, at: At, about: &Subject) -> Folded<(SubjectIndex, &Link)> {
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

    pub(super) fn claim_row(
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
    pub(super) fn fold_evidence(&self, claim: u32, recorded: &Claim) -> Folded<(Run, (u32, Day))> {
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

    pub(super) fn fold_measures(&self, claim: &Claim) -> Folded<Run> {
        let first = self.measures.count();
        for measure in &claim.measures {
            row_number(self.measures.push(self.measure_row(measure)?))?;
        }
        Run::between(first, self.measures.count()).ok_or_else(full)
    }

    pub(super) fn claim_rest(&self, claim: &Claim) -> Folded<Option<Box<ClaimRest>>> {
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

    pub(super) fn measure_row(&self, m: &Measure) -> Folded<MeasureRow> {
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

    pub(in crate::graph) fn tie_row(&self, tie: &Tie) -> Folded<TieRow> {
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

    pub(super) fn observed_row(&self, seen: &Observed) -> Folded<ObservedRow> {
        Ok(ObservedRow {
            subject: self.node(&seen.subject)?,
            metric: seen.metric,
            commodity: seen.commodity.as_ref().map(|k| self.node(k)).transpose()?,
            stage: seen.stage,
            regarding: self.symbol(seen.regarding.as_ref().map(Key::as_str))?,
            number: self.symbol(seen.number.as_deref())?,
        })
    }
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
    let first = match (claim.valid_from, measured.clone().map(Span::first).min()) {
        (Some(from), _) => from.first(),
        (None, Some(first)) => first,
        (None, None) if undated_place => Day::MIN,
        (None, None) => published,
    };
    let figures_alone = claim.status.is_none() && !claim.measures.is_empty();
    let last = match (claim.valid_to, figures_alone) {
        (Some(to), _) => to.last(),
        (None, true) => measured.map(Span::last).max().unwrap_or(published),
        (None, false) => Day::MAX,
    };
    ((first, last), figures_alone && claim.valid_to.is_none())
}
