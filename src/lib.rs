//! Lodegraph: who supplies whom, under which restrictions, on whose evidence, as of any date.
//!
//! **It is** a journal of what documents claim, a graph derived from it, and questions asked of that graph on any pair of dates.
//! **It is not** a database that is updated: nothing is changed or erased, and no answer knows more than its view.
//!
//! The rooms in reading order: [`model`], [`config`], [`journal`], [`graph`], [`questions`], [`store`], [`ingest`], [`export`],
//! [`intake`], [`graphql`], [`http`], [`cli`]. `ARCHITECTURE.md` says what each may know.

pub mod cli;
pub mod config;
pub mod export;
pub mod graph;
pub mod graphql;
pub mod http;
pub mod ingest;
pub mod intake;
pub mod journal;
pub mod model;
pub mod questions;
pub mod store;
