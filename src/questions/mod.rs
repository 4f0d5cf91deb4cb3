//! The questions: one file each, pure functions over a view. They know no clock, no disk and no wire format; every search is
//! bounded, and what is answered is sorted, never in the order of a hash or of adjacency.

pub mod ask;
mod grammar;
pub mod mentions;
pub mod resolve_name;
pub mod search;
mod snippet;
