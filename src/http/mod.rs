//! HTTP: what is served at which address, and how the server starts and ends. Imports graphql, intake, export, store, config and
//! model; only this room names axum.

mod ask;
mod connection;
mod doors;
mod gate;
mod graphql;
mod health;
mod import;
mod inflow;
mod limits;
mod measures;
mod origins;
mod outflow;
mod pages;
mod patience;
mod places;
mod rights;
mod routes;
mod serve;
mod throttle;
mod tls;
#[cfg(feature = "otel")]
mod traces;

pub use doors::{Doors, DoorsError};
pub use rights::RightsError;
pub use routes::{Routes, routes};
pub use serve::serve;
pub use tls::TlsError;
#[cfg(feature = "otel")]
pub use traces::TracesError;
