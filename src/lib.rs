//! Lodegraph: who supplies whom, under which restrictions, on whose evidence, as of any date.

pub mod cli;
pub mod config;
pub mod export;
pub mod graph;
pub mod graphql;
pub mod http;
pub mod ingest;
pub mod journal;
pub mod model;
pub mod questions;
pub mod store;
