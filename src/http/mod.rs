//! HTTP: what is served at which address, and how the server starts and ends. Imports graphql, export, store, config and
//! model; only this room names axum.

mod graphql;
mod health;
mod pages;
mod rights;
mod routes;
mod serve;

pub use rights::{Rights, RightsError};
pub use routes::{Doors, routes};
pub use serve::serve;
