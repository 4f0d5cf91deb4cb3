//! The door of HTTP: addresses, headers, and GraphQL over each of its transports. What GraphQL answers is held by its own door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod addresses;
#[path = "../graphql/dense.rs"]
mod dense;
mod door;
mod frames;
mod hostile;
mod kept;
mod operations;
mod persisted;
mod programs;
mod questions;
mod rights;
mod secret;
mod service;
mod serving;
mod subscriptions;
mod wire;
