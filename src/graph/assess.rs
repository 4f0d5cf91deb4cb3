//! Which claims hold on a view's date, and what they make of their relation: its status, and whether they disagree.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::{
    conflict::any_conflict,
    rows::{ClaimIndex, ClaimRow},
    tables::Graph,
    view::View,
};
use crate::model::{ClaimMode, Day, Instant, Status};

/// Whether a claim holds on the view's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It has begun and not ended.
    Holds,
    /// Figures alone, whose period is over, carried on since statistics lag.
    Carried,
    /// It has not begun, or has ended.
    No,
}

/// A claim that counts, and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// The claim.
    pub claim: ClaimIndex,
    /// Whether it holds.
    pub hold: Hold,
    /// Whether it has begun by the view's date.
    pub begun: bool,
}

/// What the claims about a relation make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// By the strongest claim that holds; ENDED where none does.
    pub status: Status,
    /// Whether no claim holds that says anything.
    pub lapsed: bool,
    /// The claim that sets the status.
    pub strongest: Option<ClaimIndex>,
    /// Whether claims that hold disagree, on the status or on a figure.
    pub disputed: bool,
}

/// A claim with its row, while it is being weighed.
#[derive(Clone, Copy)]
pub(super) struct Weighed<'g> {
    pub id: u32,
    pub row: &'g ClaimRow,
    pub hold: Hold,
    graph: &'g Graph,
}

/// The counting claims of one subject. Most relations have one, which then lies right here.
pub(super) type Claims<'g> = SmallVec<[Weighed<'g>; 1]>;

impl<'g> Weighed<'g> {
    /// By strength, then by key: the stronger is less.
    pub(super) fn stronger(&self, other: &Self) -> Ordering {
        let (own, others) = (self.row, other.row);
        (self.hold, own.mode)
            .cmp(&(other.hold, others.mode))
            .then_with(|| (others.days.0, other.published()).cmp(&(own.days.0, self.published())))
            .then_with(|| own.key.read().cmp(&others.key.read()))
    }

    fn published(&self) -> (Day, Instant) {
        self.graph.published_of(self.row)
    }

    fn speaks(&self) -> bool {
        speaks(self.row, self.hold)
    }
}

impl<'g> View<'g> {
    /// The counting claims of one subject, given the lists of its rows, weighed; in the order of the lists.
    pub(super) fn weigh(self, lists: impl Iterator<Item = Option<u32>>) -> Claims<'g> {
        let mut claims = Claims::new();
        let mut ends = false;
        for list in lists {
            let mut next = list;
            while let Some((id, row)) = next.and_then(|id| Some((id, self.claim_row(id)?))) {
                if self.counts(row) {
                    ends |= row.status == Some(Status::Ended);
                    claims.push(Weighed { id, row, hold: self.hold_by_days(row), graph: self.graph });
                }
                next = row.previous.get();
            }
        }
        if ends {
            self.apply_ends(&mut claims);
        }
        claims
    }

    /// Whether it holds as far as its own days go.
    fn hold_by_days(self, row: &ClaimRow) -> Hold {
        let (first, last) = row.days;
        if first > self.as_of() {
            Hold::No
        } else if last >= self.as_of() {
            Hold::Holds
        } else if row.carries && last.plus_months(self.pin().carry_months) >= self.as_of() {
            Hold::Carried
        } else {
            Hold::No
        }
    }

    /// A claim of status ENDED that has begun ends the earlier ones of its relation that are not of a stronger mode.
    fn apply_ends(self, claims: &mut [Weighed<'g>]) {
        let order = |c: &Weighed<'_>| (c.row.days.0, c.published());
        let ends: Vec<(ClaimMode, (Day, _))> = claims
            .iter()
            .filter(|c| c.row.status == Some(Status::Ended) && c.row.days.0 <= self.as_of())
            .map(|c| (c.row.mode, order(c)))
            .collect();
        for claim in claims {
            let ended = |(mode, end): &(ClaimMode, _)| claim.row.mode >= *mode && order(claim) < *end;
            if ends.iter().any(ended) {
                claim.hold = Hold::No;
            }
        }
    }

    /// The status of a relation of which only this claim was ever made.
    pub(super) fn said_by(self, row: &ClaimRow) -> Option<Status> {
        let speaks = self.counts(row) && speaks(row, self.hold_by_days(row));
        row.says.filter(|_| speaks)
    }

    /// The status of a relation on the view's date; none where it has lapsed. Linear in its claims.
    pub(super) fn status_of(self, claims: &[Weighed<'g>]) -> Option<Status> {
        strongest(claims)?.row.says
    }

    /// The state of a relation. Linear in its claims for the status; for figures quadratic in those whose periods meet or are unknown.
    pub(super) fn state_of(self, claims: &[Weighed<'g>]) -> State {
        let Some(strongest) = strongest(claims) else {
            return State {
                status: Status::Ended,
                lapsed: true,
                strongest: None,
                disputed: self.figures_clash(claims),
            };
        };
        let status = strongest.row.says.unwrap_or(Status::Ended);
        let other_status = claims.iter().any(|c| {
            c.speaks() && c.row.days.0 >= strongest.row.days.0 && c.row.says.is_some_and(|says| says != status)
        });
        State {
            status,
            lapsed: false,
            strongest: Some(ClaimIndex(strongest.id)),
            disputed: other_status || self.figures_clash(claims),
        }
    }

    /// The claims with what they are worth: those that hold first, then the strongest first; then those that have begun.
    pub(super) fn ranked(self, mut claims: Claims<'g>) -> Vec<Assessed> {
        let begun = |c: &Weighed<'_>| c.row.days.0 <= self.as_of();
        claims.sort_by(|a, b| begun(b).cmp(&begun(a)).then_with(|| a.stronger(b)));
        claims.iter().map(|c| Assessed { claim: ClaimIndex(c.id), hold: c.hold, begun: begun(c) }).collect()
    }

    fn figures_clash(self, claims: &[Weighed<'g>]) -> bool {
        // Nobody contradicts oneself.
        if claims.len() < 2 {
            return false;
        }
        let holding = claims.iter().filter(|c| c.hold != Hold::No);
        let figures: Vec<_> = holding.filter_map(|c| self.figures(c.id, c.row)).collect();
        any_conflict(&figures)
    }
}

/// Whether a claim may set a state: it holds, says something, and is no mere reading.
fn speaks(row: &ClaimRow, hold: Hold) -> bool {
    hold != Hold::No && row.mode != ClaimMode::Opinion && row.says.is_some()
}

fn strongest<'a, 'g>(claims: &'a [Weighed<'g>]) -> Option<&'a Weighed<'g>> {
    claims.iter().filter(|c| c.speaks()).min_by(|a, b| a.stronger(b))
}
