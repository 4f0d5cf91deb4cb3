//! What goes through the GraphQL door: a module a capability. Each test reads and writes as a client does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod chokepoints;
mod conflicts;
mod contract;
mod dense;
mod diff;
mod door;
mod drawn;
mod errors;
mod figures;
mod following;
mod groups;
mod limits;
mod reading;
mod scenario;
mod stages;
mod supply;
mod time;
mod timeline;
mod views;
mod walk;
mod why_not;
mod writing;
mod written;
