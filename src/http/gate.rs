//! What every request passes through, once: it comes from where it may, gets an id, is counted and told, is held to its client's rate, and says
//! who speaks. One plain function, since each layer of its own costs as much as a small answer.
//!
//! Logs hold the id, method, route, status, time, the client and who spoke; never a query, a variable, a header or a token.

use std::{
    io::Write as _,
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

#[cfg(feature = "otel")]
use super::traces::Begun;
use super::{doors::Doors, rights::refusal, routes::Route};
use crate::graphql::{Caller, Fault};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// How long an id that a proxy gives may be.
const ID_BYTES: usize = 64;

/// Whom a request is counted for, where that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client(pub(super) Option<IpAddr>);

/// Who asks, and from where.
pub(super) struct Asker {
    pub(super) caller: Caller,
    pub(super) client: Client,
}

/// What every answer says, unless it has said so itself. Pages load nothing from elsewhere, no other site may frame them, and a browser takes an
/// answer for what it says it is. It may be another for a page of another site.
const SAID: [(HeaderName, HeaderValue); 3] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::VARY, HeaderValue::from_static("origin")),
];

/// What every answer says, with room for its id and some more: an answer that is sent again and again begins with this, so that nothing has to be
/// found room for each time.
pub(super) fn said() -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(12);
    headers.extend(SAID);
    headers.insert(REQUEST_ID, HeaderValue::from_static("none"));
    headers
}

/// A request between its coming and its answer.
pub(super) struct Visit {
    started: Instant,
    id: HeaderValue,
    method: Method,
    origin: Option<HeaderValue>,
    client: Client,
    #[cfg(feature = "otel")]
    span: Option<Begun>,
}

impl Visit {
    /// A request has come, from this other end where it came by a connection.
    pub(super) fn begin(doors: &Doors, peer: Option<SocketAddr>, request: &Request) -> Self {
        Self {
            started: Instant::now(),
            id: id(request, doors),
            method: request.method().clone(),
            origin: request.headers().get(header::ORIGIN).cloned(),
            client: client(request, peer, doors),
            #[cfg(feature = "otel")]
            span: doors.traces().and_then(|traces| traces.begin(request.headers())),
        }
    }

    /// Who asks, where they come from where they may, no faster than they may, and say rightly who they are.
    ///
    /// # Errors
    /// What is answered here already.
    pub(super) fn asker(&self, doors: &Doors, request: &Request) -> Result<Asker, Box<Response>> {
        let refused = |fault: &Fault| Box::new(refusal(fault));
        doors.origins().let_in(request.headers(), request.uri()).map_err(|fault| refused(&fault))?;
        if self.origin.is_some() && self.method == Method::OPTIONS {
            return Err(Box::new(StatusCode::NO_CONTENT.into_response()));
        }
        if let Err(wait) = doors.admits(self.client) {
            let seconds = HeaderValue::from(wait.as_secs() + 1);
            let words = "more is asked from this address than may be\nhint: ask again as `Retry-After` says\n";
            let refused = (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds)], words);
            return Err(Box::new(refused.into_response()));
        }
        let words = request.headers().get(header::AUTHORIZATION).map(|words| words.to_str().unwrap_or_default());
        let caller = doors.rights().caller(words).map_err(|fault| refused(&fault))?;
        Ok(Asker { caller, client: self.client })
    }

    /// It is answered: that is counted and told, the answer says what every answer says, and a page of a site that is named may read it.
    pub(super) fn end(self, doors: &Doors, route: &Route, asker: Option<&Asker>, response: &mut Response) {
        let Self { started, id, method, origin, client: Client(client), .. } = self;
        let (status, took) = (response.status().as_u16(), started.elapsed());
        doors.measures().answered(&route.counts, route.name, status, took);
        let (route, shown) = (route.name, id.to_str().unwrap_or_default());
        #[cfg(feature = "otel")]
        if let Some((traces, span)) = doors.traces().zip(self.span) {
            traces.end(span, &method, route, status, shown);
        }
        let client = client.map(tracing::field::display);
        let who = asker.and_then(|asker| asker.caller.name()).unwrap_or_default();
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if status >= 500 {
            tracing::warn!(target: "lodegraph::request", id = shown, %method, route, status, micros, client, who, "failed");
        } else {
            tracing::debug!(target: "lodegraph::request", id = shown, %method, route, status, micros, client, who, "answered");
        }
        let headers = response.headers_mut();
        headers.insert(REQUEST_ID, id);
        for (name, value) in SAID {
            headers.entry(name).or_insert(value);
        }
        if let Some(origin) = origin {
            doors.origins().share(origin, headers);
        }
    }
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
        let mut room = [0; ID_BYTES];
        let mut rest = room.as_mut_slice();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let _ = write!(rest, "{}-{number:x}", doors.name());
        let unused = rest.len();
        let id = room.get(..ID_BYTES - unused).unwrap_or_default();
        HeaderValue::from_bytes(id).unwrap_or(HeaderValue::from_static("none"))
    })
}

/// The client's address: the other end, or what the outermost proxy of one's own saw there.
fn client(request: &Request, peer: Option<SocketAddr>, doors: &Doors) -> Client {
    let peer = peer.map(|address| address.ip());
    let Some(back) = usize::from(doors.limits().proxies).checked_sub(1) else { return Client(peer) };
    let lines = request.headers().get_all(FORWARDED_FOR).iter();
    let seen: Vec<&[u8]> = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).collect();
    Client(seen.iter().rev().nth(back).and_then(|address| address_of(address)).or(peer))
}

/// An address as proxies write it; some write the port too.
fn address_of(bytes: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}
