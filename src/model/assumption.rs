//! What a scenario supposes: plain values, in lasting keys. Nothing of it is ever recorded.

use super::{Key, Status, Tie};

/// One change that a scenario makes to the world. Of two that speak of the same relation the later one is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Assumption {
    /// The entity falls away: no relation starts or ends at it, or is of it as a commodity.
    Without(Key),
    /// The relation has this status, whether or not there is one so far; none: it is not there.
    Says(Tie, Option<Status>),
}
