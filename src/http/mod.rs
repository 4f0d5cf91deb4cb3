//! HTTP: what is served at which address, and how the server starts and ends. Imports graphql, intake, export, store, config and
//! model; only this room names axum.

mod graphql;
mod health;
mod import;
mod origins;
mod outflow;
mod pages;
mod rights;
mod routes;
mod serve;

pub use rights::RightsError;
pub use routes::{Doors, routes};
pub use serve::serve;
