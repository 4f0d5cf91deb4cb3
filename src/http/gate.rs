//! What every request passes through, once: it gets an id, is counted and told, is held to its client's rate, and says who speaks.
//!
//! Logs hold the id, method, route, status, time, the client and who spoke; never a query, a variable, a header or a token.

use std::{
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{rights::refusal, routes::Doors};
use crate::graphql::Caller;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// How long an id that a proxy gives may be.
const ID_BYTES: usize = 64;

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Whom a request is counted for, where that is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client(pub(super) Option<IpAddr>);

/// Lets a request pass, or answers it here.
pub(super) async fn gate(doors: &Doors, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = id(&request, doors);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let client = client(&request, doors);
    #[cfg(feature = "otel")]
    let span = doors.traces().and_then(|traces| traces.begin(request.headers()));
    let mut who = None;
    let mut response = match admitted(doors, &request, client) {
        Ok(caller) => {
            who = caller.name().map(str::to_owned);
            request.extensions_mut().insert(caller);
            request.extensions_mut().insert(Client(client));
            next.run(request).await
        }
        Err(refused) => *refused,
    };
    let (status, took) = (response.status(), started.elapsed());
    doors.measures().answered(&route, status.as_u16(), took);
    #[cfg(feature = "otel")]
    if let Some((traces, span)) = doors.traces().zip(span) {
        traces.end(span, &method, &route, status.as_u16(), id.to_str().unwrap_or_default());
    }
    let (status, client, who) = (status.as_u16(), client.map(tracing::field::display), who.unwrap_or_default());
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let shown = id.to_str().unwrap_or_default();
    if status >= 500 {
        tracing::warn!(target: "lodegraph::request", id = shown, %method, route, status, micros, client, who, "failed");
    } else {
        tracing::debug!(target: "lodegraph::request", id = shown, %method, route, status, micros, client, who, "answered");
    }
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// Who speaks, where their client may ask so fast and they say so rightly.
fn admitted(doors: &Doors, request: &Request, client: Option<IpAddr>) -> Result<Caller, Box<Response>> {
    if let Err(wait) = doors.admits(Client(client)) {
        let seconds = HeaderValue::from(wait.as_secs() + 1);
        let words = "more is asked from this address than may be\nhint: ask again as `Retry-After` says\n";
        return Err(Box::new((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds)], words).into_response()));
    }
    let words = request.headers().get(header::AUTHORIZATION).map(|words| words.to_str().unwrap_or_default());
    doors.rights().caller(words).map_err(|fault| Box::new(refusal(&fault)))
}

/// The id that a proxy of one's own gave, or one that nobody else has.
fn id(request: &Request, doors: &Doors) -> HeaderValue {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let fit = |id: &&HeaderValue| {
        let bytes = id.as_bytes();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        !bytes.is_empty() && bytes.len() <= ID_BYTES && bytes.iter().all(plain)
    };
    let given = request.headers().get(REQUEST_ID).filter(|_| doors.limits().proxies > 0);
    given.filter(fit).cloned().unwrap_or_else(|| {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let id = format!("{}-{number:x}", doors.name());
        HeaderValue::try_from(id).unwrap_or(HeaderValue::from_static("none"))
    })
}

/// The client's address: the other end, or what the outermost proxy of one's own saw there.
fn client(request: &Request, doors: &Doors) -> Option<IpAddr> {
    let peer = request.extensions().get::<Peer>().map(|Peer(address)| address.ip());
    let Some(back) = usize::from(doors.limits().proxies).checked_sub(1) else { return peer };
    let lines = request.headers().get_all(FORWARDED_FOR).iter();
    let seen: Vec<&[u8]> = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).collect();
    seen.iter().rev().nth(back).and_then(|address| address_of(address)).or(peer)
}

/// An address as proxies write it; some write the port too.
fn address_of(bytes: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}
