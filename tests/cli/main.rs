//! The door of the command line: the built program is run as a user runs it, each test in a directory of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod answers;
mod ask;
mod backup;
mod door;
mod export;
mod import;
mod interrupted;
mod operations;
mod query;
mod remote;
mod serve;
mod token;
mod usage;
mod verify;
