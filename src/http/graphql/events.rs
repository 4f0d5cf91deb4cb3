//! Answers as server-sent events: graphql-sse in the mode of distinct connections, one operation a connection.

use std::{convert::Infallible, time::Duration};

use async_graphql::parser::types::OperationType;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{FutureExt, Stream, StreamExt, future, stream};

use super::{super::doors::Doors, accept::Media};
use crate::graphql::{Answered, Door, Position, Ready};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// How often a connection on which nothing happens says that it lives.
const QUIET: Duration = Duration::from_secs(12);

/// The answers of an operation: `next` for each, then `complete`. An event's id is the position to go on after.
///
/// Without `complete` a subscription was cut off, as when the server ends: then it is to be asked again, from the last position on. What
/// is asked or written once is answered still.
///
/// A browser's `EventSource` that lost its connection asks again at the same address, and says in a header the id of the last event that it was told: that
/// is gone on after, whatever the document says.
///
/// Nothing is read ahead: a slow reader holds its own connection back, and the journal keeps what comes.
pub(super) fn opened(doors: &Doors, door: &Door, ready: Ready, headers: &HeaderMap) -> Response {
    let follows = ready.kind() == OperationType::Subscription;
    let last = headers.get(LAST_EVENT_ID).filter(|last| follows && !last.is_empty());
    let position = match last.map(|last| last.to_str().unwrap_or_default().parse()).transpose() {
        Ok(last) => last.map_or_else(Position::default, Position::after),
        Err(fault) => return once(&Answered::refusal(fault)),
    };
    let answers = door.follow(ready.with(position.clone()));
    let next = answers.map(move |answered| next(&answered, &position));
    let ended = if follows { doors.ended().left_future() } else { future::pending().right_future() };
    sent(next.chain(stream::once(async { complete() })).take_until(ended))
}

/// The one answer to what is not executed: events are what is listened for, and where a browser refuses a status it tells the page nothing of why.
pub(super) fn once(answered: &Answered) -> Response {
    sent(stream::iter([next(answered, &Position::default()), complete()]))
}

fn sent(events: impl Stream<Item = Event> + Send + 'static) -> Response {
    let kept = KeepAlive::new().interval(QUIET).text("");
    let mut response = Sse::new(events.map(Ok::<_, Infallible>)).keep_alive(kept).into_response();
    // Proxies that collect answers would hold events back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(Media::Events.label()));
    response
}

fn complete() -> Event {
    // A browser passes on no event without data, and no data is written where there is none at all: this is two empty lines of it.
    Event::default().event("complete").data("\n")
}

fn next(answered: &Answered, position: &Position) -> Event {
    let json = String::from_utf8(answered.json()).unwrap_or_default();
    let event = Event::default().event("next").data(json);
    match position.get() {
        None => event,
        Some(reached) => event.id(reached.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::to_bytes;

    use super::*;
    use crate::{journal::MemoryJournal, store::Store};

    #[tokio::test]
    async fn what_is_asked_once_is_answered_though_the_server_ends() {
        let doors = Doors::default();
        doors.open(Arc::new(Store::over(Box::new(MemoryJournal::new())).unwrap()));
        doors.end();
        let door = doors.door().unwrap();
        for (query, answered) in [("{ __typename }", true), ("subscription { changes(after: \"0\") { seq } }", false)] {
            let ready = door.read(query.into(), door.now()).ok().unwrap();
            let body = to_bytes(opened(&doors, door, ready, &HeaderMap::new()).into_body(), usize::MAX).await.unwrap();
            let told = String::from_utf8_lossy(&body);
            assert_eq!(
                (told.contains("event: next"), told.contains("event: complete")),
                (answered, answered),
                "{told}"
            );
        }
    }
}
