//! `/graphql`: the GraphQL service over HTTP, ours: questions by POST and GET, everything by WebSocket (graphql-transport-ws) and by
//! server-sent events (graphql-sse); `/schema.graphql`: the contract. After the GraphQL-over-HTTP specification.

mod accept;
mod answer;
mod events;
mod parameters;
mod socket;

use std::sync::Arc;

use async_graphql::{Request as Asked, parser::types::OperationType};
use axum::{
    extract::{FromRequestParts, Request, State, WebSocketUpgrade},
    http::{Method, header},
    response::{IntoResponse, Response},
};

use self::{accept::Media, answer::Refused};
use super::routes::Doors;
use crate::graphql::{Caller, Door, sdl};

/// Any request to `/graphql`.
pub(super) async fn graphql(State(doors): State<Doors>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Some(door) = doors.door() else { return Refused::not_yet().into_response() };
    let caller = parts.extensions.get::<Caller>().cloned().unwrap_or(Caller::unnamed(None));
    let door = &door.of(caller);
    if parts.method == Method::GET && parts.headers.contains_key(header::UPGRADE) {
        return match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
            Ok(upgrade) => socket::opened(upgrade, door.clone(), Arc::clone(doors.rights())),
            Err(refused) => refused.into_response(),
        };
    }
    let media = match Media::accepted(&parts.headers) {
        Ok(media) => media,
        Err(refused) => return refused.into_response(),
    };
    let asked = match parts.method {
        Method::GET | Method::HEAD => parameters::of_address(&parts.uri),
        Method::POST => parameters::of_body(&parts.headers, body).await,
        _ => Err(Refused::method("GET, POST, OPTIONS", "a question is asked by GET or by POST")),
    };
    match asked {
        Ok(asked) => executed(door, parts.method == Method::POST, media, asked).await,
        Err(refused) => refused.by(media).into_response(),
    }
}

async fn executed(door: &Door, posted: bool, media: Media, asked: Asked) -> Response {
    let ready = match door.read(asked, door.now()) {
        Ok(ready) => ready,
        Err(refused) => return answer::response(media, &refused),
    };
    match ready.kind() {
        OperationType::Mutation if !posted => {
            Refused::method("POST", "what is written is sent by POST").by(media).into_response()
        }
        _ if media == Media::Events => events::opened(door, ready),
        OperationType::Subscription => Refused::subscription().by(media).into_response(),
        _ => answer::response(media, &door.answer(ready).await),
    }
}

/// The contract.
pub(super) async fn contract() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sdl()).into_response()
}
