//! Answers as server-sent events: graphql-sse in the mode of distinct connections, one operation a connection.

use std::{convert::Infallible, time::Duration};

use axum::{
    http::{HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{StreamExt, stream};

use super::{super::doors::Doors, accept::Media};
use crate::graphql::{Answered, Door, Position, Ready};

/// How often a connection on which nothing happens says that it lives.
const QUIET: Duration = Duration::from_secs(12);

/// The answers of an operation: `next` for each, then `complete`. An event's id is the position to go on after.
///
/// Without `complete` it was cut off, as when the server ends: then it is to be asked again, from the last position on.
///
/// Nothing is read ahead: a slow reader holds its own connection back, and the journal keeps what comes.
pub(super) fn opened(doors: &Doors, door: &Door, ready: Ready) -> Response {
    let position = Position::default();
    let answers = door.follow(ready.with(position.clone()));
    let next = answers.map(move |answered| next(&answered, &position));
    let complete = stream::once(async { Event::default().event("complete").data("") });
    let events = next.chain(complete).take_until(doors.ended());
    let kept = KeepAlive::new().interval(QUIET).text("");
    let mut response = Sse::new(events.map(Ok::<_, Infallible>)).keep_alive(kept).into_response();
    // Proxies that collect answers would hold events back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(Media::Events.label()));
    response
}

fn next(answered: &Answered, position: &Position) -> Event {
    let json = String::from_utf8(answered.json()).unwrap_or_default();
    let event = Event::default().event("next").data(json);
    match position.get() {
        0 => event,
        seq => event.id(seq.to_string()),
    }
}
