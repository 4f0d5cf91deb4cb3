//! Serving until told to stop.

use std::{io, time::Duration};

use tokio::{net::TcpListener, sync::watch, time::sleep};

use super::routes::{Doors, routes};

/// How long answers that are under way may take after the server has been told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until `stop` is true (or its sender gone): then takes no more requests, and returns when those under way are
/// answered, or their time is over.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, doors: Doors, stop: watch::Receiver<bool>) -> io::Result<()> {
    let stopped = |mut stop: watch::Receiver<bool>| async move {
        // A sender that is gone says the same as a stop.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let overdue = stopped(stop.clone());
    let server = axum::serve(listener, routes(doors)).with_graceful_shutdown(stopped(stop));
    tokio::select! {
        ended = server => ended,
        () = async { overdue.await; sleep(PATIENCE).await } => Ok(()),
    }
}
