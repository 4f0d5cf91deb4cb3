//! The contract on top: the GraphQL schema over a store, its errors in the contract's codes, its lists as Relay wants them. Imports
//! store, questions, graph and model; the only room that names async-graphql's types. Knows nothing of HTTP.
//!
//! Every object carries the view that it was read in (`at`). No resolver waits but for work on another thread (`at::apart`); wide lists are
//! written as JSON while they are resolved (`written`).

mod answered;
mod arguments;
mod asked;
mod at;
mod by_table;
mod chokepoints;
mod claim;
mod concentration;
mod conflicts;
mod connection;
mod cost;
mod dates;
mod diff;
mod diff_inputs;
mod document;
mod documents;
mod door;
mod entity;
mod enums;
mod error;
mod exposure;
mod filters;
mod following;
mod fresh;
mod group_by;
mod groups;
mod inputs;
mod limits;
mod lists;
mod measure;
mod mutation;
mod named;
mod net_trade;
mod node;
mod observation;
mod page;
mod position;
mod query;
mod questions;
mod refused;
mod relation;
mod relation_kinds;
mod relations;
mod rights;
mod scalars;
mod scenario;
mod search;
mod shape;
mod statement;
mod statistics;
mod subscription;
mod supply;
mod text;
mod timeline;
mod tokens;
mod turns;
mod variables;
mod view;
mod watch;
mod why_not;
mod written;

pub use answered::Answered;
pub use asked::{Asked, InWords};
pub use documents::CacheUse;
pub use door::{Door, Ready, sdl};
pub use error::{Code, Fault};
pub use limits::Limits;
pub use position::{Position, Reached};
pub use rights::Caller;

pub use crate::graph::Pin;
