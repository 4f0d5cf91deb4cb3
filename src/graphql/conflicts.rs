//! Conflicts: claims that cannot all be true, as the contract tells them.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};

use super::{
    arguments::among,
    at::{At, apart},
    claim::{Claim, ClaimSubject},
    connection::{Connection, TotalAndSearch},
    enums::{Certainty, ConflictKind, Metric, RankedBy, Status},
    error::Fault,
    measure::Measure,
    page::{Page, Place},
    scalars::count,
    written::puts,
};
use crate::questions::{
    conflicts::{self, conflicts},
    error::QuestionError,
    subjects::About,
};

/// A page of conflicts.
pub type ConflictConnection = Connection<Conflict, TotalAndSearch>;

/// A page of the conflicts about something, or of all.
///
/// # Errors
/// Where what is named is not there, or claims are never about it.
pub async fn conflict_page(page: Page, about: Option<ID>) -> Result<ConflictConnection, Fault> {
    let at = page.at.clone();
    let about = about.map_or(Ok(About::Everything), |id| among(at.view(), &id))?;
    let searched = apart(move || {
        let mut found = conflicts(page.at.view(), about, page.at.bounds())?;
        let read = page.walk(found.by_ref().enumerate().map(|(n, conflict)| (Place::nth(n), conflict)));
        Ok::<_, QuestionError>((read, found.report()))
    });
    let (read, report) = searched.await??;
    Ok(Connection::searched(read, report, |found| Conflict { at: at.clone(), found: Arc::new(found) }))
}

/// A conflict in a view.
pub struct Conflict {
    at: At,
    found: Arc<conflicts::Conflict>,
}

impl Conflict {
    fn claim(&self, side: &conflicts::Side) -> Claim {
        Claim::assessed(self.at.clone(), side.claim, side.holds)
    }
}

/// Claims about one relation or observation that cannot all be true.
#[Object(serial)]
impl Conflict {
    /// Stable while its strongest claim and what it is about stay the same.
    async fn key(&self) -> ID {
        let (view, found) = (self.at.view(), &self.found);
        let first = found.sides.first();
        let claim = first.and_then(|side| view.claim(side.claim)).map_or_else(String::new, |claim| claim.key());
        let figure = first.and_then(|side| side.figure.as_ref()).map(|figure| {
            let period = figure.period.map(|period| format!("{}/{}", period.from, period.to));
            format!("{}.{}.{}", figure.metric, figure.basis.as_deref().unwrap_or_default(), period.unwrap_or_default())
        });
        let computed =
            found.computed.first().and_then(|share| share.claims.get(1)).and_then(|&claim| view.claim(claim));
        let computed = computed.map_or_else(String::new, |claim| claim.key());
        ID(format!("{:?}.{claim}.{}.{computed}", found.kind, figure.unwrap_or_default()))
    }

    /// The relation or the observation.
    async fn about(&self) -> Result<ClaimSubject, Fault> {
        ClaimSubject::of(&self.at, self.found.about)
    }

    /// Of what the claims disagree.
    async fn kind(&self) -> ConflictKind {
        self.found.kind.into()
    }

    /// What is measured; null where they disagree on a status.
    async fn metric(&self) -> Option<Metric> {
        self.found.metric.map(Into::into)
    }

    /// How sure it is that they speak of the same: that of the surest of its pairs.
    async fn certainty(&self) -> Certainty {
        self.found.certainty.into()
    }

    /// The claims, the strongest first, each with the figure or the status that it gives; at most 100.
    async fn sides(&self) -> Vec<ConflictSide> {
        let side = |side: &conflicts::Side| ConflictSide {
            claim: self.claim(side),
            measure: side.figure.clone().map(|figure| Measure::new(self.at.clone(), figure, side.claim, side.holds)),
            status: side.status.map(Into::into),
            outranked_by: side.outranked.map(Into::into),
        };
        self.found.sides.iter().map(side).collect()
    }

    /// The claims, the strongest first; at most 100. Of a computed share the claims that state another.
    async fn claims(&self) -> Vec<Claim> {
        self.found.sides.iter().map(|side| self.claim(side)).collect()
    }

    /// How many claims there are, those that are not shown included.
    async fn claim_count(&self) -> i32 {
        count(self.found.count)
    }

    /// Why the first claim ranks before the second; null where there is one alone, held against what is computed.
    async fn why(&self) -> Option<RankedBy> {
        self.found.sides.get(1)?.outranked.map(Into::into)
    }

    /// Which of the claims clash with which. Others are in the conflict by way of these.
    async fn pairs(&self) -> Vec<ConflictPair> {
        let side = |at: usize| self.found.sides.get(at).map(|side| self.claim(side));
        let pair = |&conflicts::Clash { first, second, certainty, why }: &conflicts::Clash| {
            Some(ConflictPair {
                first: side(first)?,
                second: side(second)?,
                certainty: certainty.into(),
                why: why.into(),
            })
        };
        self.found.pairs.iter().filter_map(pair).collect()
    }

    /// Of a computed share: what was computed from one source's figures of one period, by value, then by weight; rounded to four
    /// decimal places. Each names all claims that it was computed from.
    async fn computed(&self) -> Vec<Measure> {
        let shares = self.found.computed.iter();
        shares.map(|share| Measure::computed(self.at.clone(), share.measure.clone(), share.claims.clone())).collect()
    }
}

puts! {
    Conflict {
        "key" => key,
        "kind" => kind,
        "metric" => metric,
        "certainty" => certainty,
        "sides" => sides,
        "claims" => claims,
        "claimCount" => claim_count,
        "why" => why,
        "pairs" => pairs,
        "computed" => computed,
    }
    ConflictSide { "claim" => claim, "measure" => measure, "status" => status, "outrankedBy" => outranked_by }
    ConflictPair { "first" => first, "second" => second, "certainty" => certainty, "why" => why }
}

/// A claim that is part of a conflict.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct ConflictSide {
    /// The claim.
    claim: Claim,
    /// Its figure, where they disagree on one.
    measure: Option<Measure>,
    /// Its status, where they disagree on that.
    status: Option<Status>,
    /// Why the strongest claim ranks before this one; null of the strongest.
    outranked_by: Option<RankedBy>,
}

/// Two claims that cannot both be true.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct ConflictPair {
    /// The stronger.
    first: Claim,
    /// The weaker.
    second: Claim,
    /// How sure it is that they speak of the same.
    certainty: Certainty,
    /// Why the first ranks before the second.
    why: RankedBy,
}
