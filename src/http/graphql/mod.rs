//! `/graphql`: the GraphQL service over HTTP, ours: questions by POST and GET, everything by WebSocket (graphql-transport-ws) and by
//! server-sent events (graphql-sse); `/schema.graphql`: the contract. After the GraphQL-over-HTTP specification.

mod accept;
mod answer;
pub(super) mod answers;
mod compress;
mod events;
mod parameters;
mod socket;

use async_graphql::{Request as Asked, parser::types::OperationType};
use axum::{
    extract::{FromRequestParts, Request, WebSocketUpgrade},
    http::{HeaderMap, Method, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use self::{accept::Media, answer::Refused, answers::Key, compress::Coding};
use super::{doors::Doors, gate::Asker};
use crate::{
    graphql::{Door, Pin, sdl},
    model::Role,
};

/// Any request to `/graphql`.
pub(super) async fn graphql(doors: &Doors, asker: &Asker, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(door) = doors.door() else { return Refused::not_yet().into_response() };
    let door = &door.of(asker.caller.clone());
    // What else is offered, as HTTP/2 is, need not be taken up.
    let socket = parts.headers.get(header::UPGRADE).is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket"));
    if parts.method == Method::GET && socket {
        return Box::pin(opened(doors, door, asker, parts)).await;
    }
    let media = match Media::accepted(&parts.headers) {
        Ok(media) => media,
        Err(refused) => return refused.into_response(),
    };
    let posted = parts.method == Method::POST;
    let sent = match parts.method {
        Method::GET | Method::HEAD => Ok(Bytes::copy_from_slice(parts.uri.query().unwrap_or_default().as_bytes())),
        Method::POST => parameters::read(&parts.headers, body).await,
        _ => Err(Refused::method("GET, POST, OPTIONS", "a question is asked by GET or by POST")),
    };
    let sent = match sent {
        Ok(sent) => sent,
        Err(refused) => return refused.by(media).into_response(),
    };
    let (pin, role) = (door.now(), door.caller().role());
    let key = Key { sent, seq: pin.seq, as_of: pin.as_of, role, media };
    let may = door.caller().may(Role::Reader).is_ok();
    let coding = Coding::accepted(&parts.headers);
    if let Some(had) = doors.answers().had(&key, &parts.headers).filter(|_| !posted && may) {
        return answer::unchanged(had);
    }
    if let Some(kept) = doors.answers().get(&key).filter(|_| may) {
        return answer::kept(&kept, coding).await;
    }
    let asked = if posted { parameters::of_json(&key.sent) } else { parameters::of_address(&parts.uri) };
    match asked {
        // What is kept is found without any of this, and need not carry its weight along.
        Ok(asked) => Box::pin(executed(doors, door, posted, asked, (&key, pin, coding), &parts.headers)).await,
        Err(refused) => refused.by(media).into_response(),
    }
}

async fn opened(doors: &Doors, door: &Door, asker: &Asker, mut parts: Parts) -> Response {
    match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => socket::opened(upgrade, doors.clone(), door.clone(), asker.client),
        Err(refused) => refused.into_response(),
    }
}

async fn executed(
    doors: &Doors,
    door: &Door,
    posted: bool,
    asked: Asked,
    (key, pin, coding): (&Key, Pin, Coding),
    headers: &HeaderMap,
) -> Response {
    let media = key.media;
    let ready = match door.read(asked, pin) {
        Ok(ready) => ready,
        Err(refused) => return answer::response(media, &refused),
    };
    doors.measures().asked(ready.cost());
    match ready.kind() {
        OperationType::Mutation if !posted => {
            Refused::method("POST", "what is written is sent by POST").by(media).into_response()
        }
        _ if media == Media::Events => events::opened(doors, door, ready, headers),
        OperationType::Subscription => Refused::subscription().by(media).into_response(),
        OperationType::Mutation => {
            let answered = door.answer(ready).await;
            answer::timed(answer::response(media, &answered), answered.took)
        }
        OperationType::Query => {
            // What takes long is made once, however many ask for it at a time.
            let heavy = ready.heavy();
            let making = if heavy { doors.answers().made(key).await } else { Err(None) };
            let _making = match making {
                Ok(kept) => return answer::kept(&kept, coding).await,
                Err(making) => making,
            };
            let answered = door.answer(ready).await;
            let response = if !answered.ran || answered.cut_short || !answered.errors().is_empty() {
                answer::response(media, &answered)
            } else {
                let kept = doors.answers().keep(key, answered.json(), !heavy);
                answer::kept(&kept, coding).await
            };
            answer::timed(response, answered.took)
        }
    }
}

/// The contract.
pub(super) async fn contract() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sdl()).into_response()
}
