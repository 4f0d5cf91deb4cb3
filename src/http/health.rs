//! `/health/live` and `/health/ready`: for whoever watches over the process.

use axum::{extract::State, http::StatusCode};

use super::doors::Doors;

/// 200 as long as the process answers at all.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// 200 when the journal is folded and takes what is written; 503 before, after the disk has failed, and when the server ends.
pub(super) async fn ready(State(doors): State<Doors>) -> (StatusCode, String) {
    match doors.unready() {
        None => (StatusCode::OK, "ready\n".to_owned()),
        Some(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")),
    }
}
