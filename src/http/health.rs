//! `/health/live` and `/health/ready`: for whoever watches over the process.

use axum::{extract::State, http::StatusCode};

use super::routes::Doors;

/// 200 as long as the process answers at all.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// 200 when the journal is folded and takes what is written; 503 before, and after the disk has failed.
pub(super) async fn ready(State(doors): State<Doors>) -> (StatusCode, String) {
    match doors.store().map(|store| store.refusing()) {
        Some(None) => (StatusCode::OK, "ready\n".to_owned()),
        Some(Some(why)) => (StatusCode::SERVICE_UNAVAILABLE, format!("nothing can be written: {why}\n")),
        None => (StatusCode::SERVICE_UNAVAILABLE, "the journal is being read\n".to_owned()),
    }
}
