//! Why one claim ranks before another about the same: the order is the graph's, this says which of its criteria decides.

use crate::graph::{Assessed, Hold, View};

/// The criteria by which claims about one subject are ranked, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankedBy {
    /// It has begun by the view's date, the other has not.
    Begun,
    /// It holds on the view's date, the other does not.
    Holds,
    /// It holds by its own dates, the other is merely carried on.
    NotCarried,
    /// It is made in a stronger mode.
    Mode,
    /// It begins later.
    BeginsLater,
    /// It was published later.
    PublishedLater,
    /// Nothing else tells them apart: by the order of their keys.
    Key,
}

/// Why the first of two claims of a ranked list stands before the second. Two of one rank differ by key alone.
pub fn ranked_by(view: View<'_>, first: Assessed, second: Assessed) -> RankedBy {
    if first.begun != second.begun {
        return RankedBy::Begun;
    }
    if first.hold != second.hold {
        return if second.hold == Hold::Carried { RankedBy::NotCarried } else { RankedBy::Holds };
    }
    let (Some(a), Some(b)) = (view.claim(first.claim), view.claim(second.claim)) else { return RankedBy::Key };
    if a.mode() != b.mode() {
        RankedBy::Mode
    } else if a.begins() != b.begins() {
        RankedBy::BeginsLater
    } else if a.published() != b.published() {
        RankedBy::PublishedLater
    } else {
        RankedBy::Key
    }
}
