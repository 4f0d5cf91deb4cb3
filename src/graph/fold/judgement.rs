//! The fold of judgements: retractions, merges, splits, pairs, strikes.

use super::{At, Folded, row_number};
use crate::{
    graph::{
        rows::{JudgementRow, Link, MergeRow, RetractionRow, SplitRow, StrikeRow, SubjectIndex},
        tables::Graph,
    },
    model::Key,
};

impl Graph {
    pub(super) fn fold_retraction(&self, at: At, claim: &Key, reason: &str) -> Folded<()> {
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

    pub(super) fn fold_merge(&self, at: At, from: &Key, into: &Key, reason: &str) -> Folded<()> {
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

    pub(super) fn fold_split(&self, at: At, key: &Key, reason: &str) -> Folded<()> {
        let row = self.entities.get(self.node(key)?.index()).ok_or("no such entity")?;
        let merge = row.merges.get().and_then(|m| self.merges.get(m as usize));
        let merge = merge.filter(|m| m.split.get().is_none()).ok_or_else(|| format!("`{key}` is not merged"))?;
        merge.split.set(row_number(self.splits.push(SplitRow { recorded: at.seq, reason: reason.into() }))?);
        Ok(())
    }

    pub(super) fn fold_judgement(&self, at: At, a: &Key, b: &Key, same: bool, reason: &str) -> Folded<()> {
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

    pub(super) fn fold_strike(&self, at: At, document: &Key, reason: &str) -> Folded<()> {
        let row = self.documents.get(self.document_number(document)? as usize).ok_or("no such document")?;
        row.struck.set(row_number(self.strikes.push(StrikeRow { recorded: at.seq, reason: reason.into() }))?);
        Ok(())
    }
}
