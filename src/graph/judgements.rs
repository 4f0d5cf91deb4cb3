//! All judgements as they were recorded: for who writes the whole graph out again.

use super::view::View;
use crate::model::{Change, Key, Seq};

impl View<'_> {
    /// Retractions, strikes, merges, splits and pairs judged, in the order of recording. Linear in their number, and in that of
    /// claims and documents.
    pub fn judgements(self) -> Vec<(Seq, Change)> {
        let mut all = Vec::new();
        all.extend(self.claims().filter_map(|claim| {
            let retraction = claim.retraction()?;
            let change = Change::Retract { claim: Key::new(&claim.key()).ok()?, reason: retraction.reason.to_owned() };
            Some((retraction.seq, change))
        }));
        all.extend(self.documents().filter_map(|index| {
            let row = self.document_row(index)?;
            let strike = self.graph.strikes.get(row.struck.get()? as usize)?;
            let change = Change::StrikeText { document: row.document.key.clone(), reason: strike.reason.to_string() };
            Some((strike.recorded, change))
        }));
        for (_, merge) in self.graph.merges.iter() {
            let (Some(from), Some(into)) = (self.key(merge.from), self.key(merge.into)) else { continue };
            let reason = merge.reason.to_string();
            all.push((merge.recorded, Change::Merge { from: from.clone(), into: into.clone(), reason }));
            if let Some(split) = merge.split.get().and_then(|s| self.graph.splits.get(s as usize)) {
                all.push((split.recorded, Change::Split { key: from.clone(), reason: split.reason.to_string() }));
            }
        }
        for (index, row) in self.graph.entities.iter() {
            let mut next = row.judgements.get();
            let mut pairs = Vec::new();
            while let Some(judgement) = next.and_then(|j| self.graph.judgements.get(j as usize)) {
                if judgement.first
                    && let (Some(a), Some(b)) =
                        (self.key(petgraph::graph::NodeIndex::new(index)), self.key(judgement.other))
                {
                    let (a, b, reason) = (a.clone(), b.clone(), judgement.reason.to_string());
                    let change = if judgement.same {
                        Change::SamePerhaps { a, b, reason }
                    } else {
                        Change::NotSame { a, b, reason }
                    };
                    pairs.push((judgement.recorded, change));
                }
                next = judgement.previous.get();
            }
            all.extend(pairs.into_iter().rev());
        }
        all.retain(|(seq, _)| self.sees(*seq));
        all.sort_by_key(|(seq, _)| *seq);
        all
    }
}
