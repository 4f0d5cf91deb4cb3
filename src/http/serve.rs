//! Serving until told to stop: so many connections at once, each with its time-outs.

use std::{convert::Infallible, io, pin::pin, time::Duration};

use axum::{body::Body, response::Response};
use futures_util::FutureExt;
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::{mpsc, watch},
    time::{sleep, timeout},
};

use super::{
    connection::{Connection, Held},
    doors::Doors,
    patience::Patience,
    places::Places,
    routes::routes,
};

/// How large the head of a request may be.
const HEAD_BYTES: usize = 64 << 10;
/// How long to wait after a connection could not be accepted: a system that is out of files is not helped by haste.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is true (or its sender gone): then takes no more connections and requests, and returns when those under way
/// are answered, or the time for that is over. Who follows is told, and goes on where they were, elsewhere.
///
/// # Errors
/// None for now: what fails is one connection's.
pub async fn serve(listener: TcpListener, doors: Doors, stop: watch::Receiver<bool>) -> io::Result<()> {
    let limits = *doors.limits();
    let places = Places::of(&limits);
    // Each connection keeps a sender, as a socket too: all are done when there is none.
    let (working, mut done) = mpsc::channel::<Infallible>(1);
    let app = routes(doors.clone());
    let mut ending = pin!(stopped(stop.clone()));
    #[cfg(feature = "otel")]
    doors.traces().into_iter().for_each(super::traces::Traces::start);
    loop {
        let next = async {
            let place = places.free().await.ok_or_else(|| io::Error::other("no places are given"))?;
            Ok::<_, io::Error>((listener.accept().await?, place))
        };
        let next = tokio::select! {
            () = &mut ending => break,
            next = next => next,
        };
        let ((stream, peer), place) = match next {
            Ok(next) => next,
            // Whoever it was is gone.
            Err(wrong) if matches!(wrong.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {
                continue;
            }
            Err(wrong) => {
                tracing::warn!(%wrong, "a connection cannot be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        let Some(place) = places.give(place, peer.ip()) else {
            doors.measures().closed();
            continue;
        };
        // Answers are small and wait for nobody.
        let _ = stream.set_nodelay(true);
        let app = app.clone();
        let service =
            service_fn(move |request: Request<Incoming>| app.answer(Some(peer), request.map(Body::new)).map(Ok));
        let (stop, tls) = (stop.clone(), doors.tls().cloned());
        let held = Held { _place: place, _counted: doors.measures().connection(), _working: working.clone() };
        tokio::spawn(async move {
            match tls {
                None => attend(Connection::new(stream, limits.idle, held), service, limits.idle, stop).await,
                Some(tls) => {
                    let agreed = tokio::select! {
                        agreed = timeout(limits.idle, tls.accept(stream)) => agreed,
                        () = stopped(stop.clone()) => return,
                    };
                    if let Ok(Ok(stream)) = agreed {
                        attend(Connection::new(stream, limits.idle, held), service, limits.idle, stop).await;
                    }
                }
            }
        });
    }
    doors.end();
    drop((listener, working));
    let _ = timeout(limits.drain, done.recv()).await;
    #[cfg(feature = "otel")]
    if let Some(traces) = doors.traces() {
        traces.flush().await;
    }
    Ok(())
}

/// A sender that is gone says the same as a stop.
async fn stopped(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Answers what comes on a connection, until it closes or the server stops.
async fn attend<I, S>(io: Connection<I>, service: S, idle: Duration, stop: watch::Receiver<bool>)
where
    I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    S: Service<Request<Incoming>, Response = Response, Error = Infallible>,
{
    let connection = http1::Builder::new()
        .timer(Patience::new())
        .header_read_timeout(idle)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(io), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    // How a connection ends badly is the client's affair.
    let ended = tokio::select! {
        biased;
        ended = connection.as_mut() => ended,
        () = stopped(stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(wrong) = ended {
        tracing::debug!(%wrong, "a connection ended");
    }
}
