//! An answer as bytes with its status, and the refusal of what does not even come to be asked.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::task::spawn_blocking;

use super::{accept::Media, answers::Kept, compress::Coding, events};
use crate::graphql::{Answered, Code, Fault};

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");
/// What is shorter is compressed on the spot.
const QUICK: usize = 64 * 1024;

/// What was answered, as it is sent.
pub(super) fn response(media: Media, answered: &Answered) -> Response {
    let status = if answered.ran { StatusCode::OK } else { self::status(media, answered.code()) };
    let mut response = sent(status, media, answered);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

/// An answer with its status. Who listens for events is told by one what is wrong with what they asked; whom the status alone keeps out, as JSON.
fn sent(status: StatusCode, media: Media, answered: &Answered) -> Response {
    let label = match media {
        Media::Events if status == StatusCode::BAD_REQUEST => return events::once(answered),
        Media::Events => Media::Json.label(),
        _ => media.label(),
    };
    let headers = [(header::CONTENT_TYPE, label), (header::CACHE_CONTROL, "no-store")];
    (status, headers, Body::from(answered.json())).into_response()
}

/// An answer that is kept, or was just made and may be: the same to whoever asks the same.
pub(super) async fn kept(kept: &Arc<Kept>, accepted: Coding) -> Response {
    let coding = if kept.length() < Coding::SHORTEST { Coding::Plain } else { accepted };
    if kept.has(coding) || kept.length() < QUICK {
        return kept.response(coding);
    }
    let apart = Arc::clone(kept);
    spawn_blocking(move || apart.response(coding)).await.unwrap_or_else(|_| kept.response(Coding::Plain))
}

/// Says how long a request was executed, in milliseconds.
pub(super) fn timed(mut response: Response, took: Duration) -> Response {
    let micros = took.as_micros();
    let timing = format!("execute;dur={}.{:03}", micros / 1_000, micros % 1_000);
    response.headers_mut().extend(HeaderValue::try_from(timing).ok().map(|timing| (SERVER_TIMING, timing)));
    response
}

/// What is answered to who has the answer already.
pub(super) fn unchanged(described: HeaderMap) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    *response.headers_mut() = described;
    response
}

/// The status of what was refused as a whole.
fn status(media: Media, code: Option<&str>) -> StatusCode {
    match code {
        Some("UNAUTHENTICATED") => StatusCode::UNAUTHORIZED,
        _ if media == Media::Events => StatusCode::BAD_REQUEST,
        Some("BUSY") => StatusCode::SERVICE_UNAVAILABLE,
        Some("INTERNAL") => StatusCode::INTERNAL_SERVER_ERROR,
        Some("FORBIDDEN") => StatusCode::FORBIDDEN,
        _ if media == Media::Json => StatusCode::OK,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// A request that is refused before GraphQL sees it: an error in the form of an answer.
#[derive(Debug)]
pub struct Refused(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    media: Media,
    header: Option<(HeaderName, &'static str)>,
    fault: Fault,
}

impl Refused {
    /// With a status of its own.
    pub fn new(status: StatusCode, code: Code, message: impl Into<String>) -> Self {
        let fault = Fault::new(code, message);
        Self(Box::new(Inner { status, media: Media::Json, header: None, fault }))
    }

    /// A parameter that is none.
    pub fn parameter(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Code::Invalid, message)
    }

    /// A method that does not do this.
    pub fn method(allowed: &'static str, message: &str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, Code::Invalid, message).with(header::ALLOW, allowed)
    }

    /// A subscription for whose answers there is only one place.
    pub fn subscription() -> Self {
        Self::parameter(
            "a subscription has more than one answer\nhint: open a WebSocket (graphql-transport-ws), or accept `text/event-stream`",
        )
    }

    /// Before the store is open.
    pub fn not_yet() -> Self {
        let message = "the journal is being read\nhint: ask again in a moment";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Code::Busy, message).with(header::RETRY_AFTER, "1")
    }

    fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// The same in this form.
    #[must_use]
    pub fn by(mut self, media: Media) -> Self {
        self.0.media = media;
        self
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Inner { status, media, header, fault } = *self.0;
        let mut response = sent(status, media, &Answered::refusal(fault));
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
