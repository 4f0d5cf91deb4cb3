//! `/graphql`: questions by POST and GET, subscriptions by WebSocket (graphql-transport-ws); `/schema.graphql`: the contract.

use std::{future::pending, sync::Arc};

use async_graphql::{
    Data, ErrorExtensionValues, Executor, Request, Response as Answer, ServerError,
    parser::types::{DocumentOperations, OperationType},
};
use async_graphql_axum::{GraphQLBatchRequest, GraphQLProtocol, GraphQLRequest, GraphQLResponse, GraphQLWebSocket};
use axum::{
    extract::{
        FromRequest, FromRequestParts, Request as Asked, State,
        ws::{WebSocket, WebSocketUpgrade},
    },
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use tokio::{sync::oneshot, time::sleep};

use super::{rights::Rights, routes::Doors};
use crate::graphql::{Caller, Code, Door, sdl};

/// What a WebSocket may speak: the current protocol, and the one before it.
const PROTOCOLS: [&str; 2] = ["graphql-transport-ws", "graphql-ws"];

/// The door for whoever speaks, once the store is open; 503 before.
pub(super) struct Open(Door);

impl FromRequestParts<Doors> for Open {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Response> {
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or(Caller::unnamed(None));
        let door = doors.door().map(|door| door.of(caller));
        door.map(Self).ok_or_else(|| {
            let again = [(header::RETRY_AFTER, HeaderValue::from_static("1"))];
            (StatusCode::SERVICE_UNAVAILABLE, again, "the journal is being read\nhint: ask again in a moment\n")
                .into_response()
        })
    }
}

/// Any operation but a subscription; several at once as a list.
pub(super) async fn post(Open(door): Open, request: GraphQLBatchRequest) -> GraphQLResponse {
    door.execute_batch(request.into_inner()).await.into()
}

/// A query in the address, or the WebSocket on which all operations are taken.
pub(super) async fn get(State(doors): State<Doors>, Open(door): Open, asked: Asked) -> Response {
    if asked.headers().contains_key(header::UPGRADE) {
        return socket(door, Arc::clone(doors.rights()), asked).await.unwrap_or_else(IntoResponse::into_response);
    }
    let mut request = match <GraphQLRequest>::from_request(asked, &()).await {
        Ok(request) => request.into_inner(),
        Err(refused) => return refused.into_response(),
    };
    if writes(&mut request) {
        let allow = [(header::ALLOW, HeaderValue::from_static("POST"))];
        let mut error = ServerError::new("only a query can be asked by GET\nhint: send it by POST", None);
        error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", Code::Invalid.as_str());
        let answer = GraphQLResponse::from(Answer::from_errors(vec![error]));
        return (StatusCode::METHOD_NOT_ALLOWED, allow, answer).into_response();
    }
    GraphQLResponse::from(door.execute(request).await).into_response()
}

/// Whether the request may do more than ask. What cannot be parsed does nothing; the door says what is wrong with it.
fn writes(request: &mut Request) -> bool {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else { return false };
    match &document.operations {
        DocumentOperations::Single(operation) => operation.node.ty != OperationType::Query,
        DocumentOperations::Multiple(all) => all
            .iter()
            .filter(|(known, _)| name.as_deref().is_none_or(|name| name == known.as_str()))
            .any(|(_, operation)| operation.node.ty != OperationType::Query),
    }
}

async fn socket(door: Door, rights: Arc<Rights>, asked: Asked) -> Result<Response, Response> {
    let (mut parts, _) = asked.into_parts();
    let protocol = GraphQLProtocol::from_request_parts(&mut parts, &()).await.map_err(IntoResponse::into_response)?;
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await.map_err(IntoResponse::into_response)?;
    Ok(upgrade.protocols(PROTOCOLS).on_upgrade(move |socket| served(socket, door, rights, protocol)))
}

/// Serves a socket. A browser cannot send a header with it, so it says who speaks in its first message; it ends with the token.
async fn served(socket: WebSocket, door: Door, rights: Arc<Rights>, protocol: GraphQLProtocol) {
    let unnamed = door.caller().clone();
    let (tell, told) = oneshot::channel();
    let init = move |params: serde_json::Value| async move {
        let words = ["authorization", "Authorization"].iter().find_map(|name| params.get(name)?.as_str());
        let caller = words.map_or(Ok(unnamed), |words| rights.caller(Some(words)))?;
        // Where nobody listens the socket has gone already.
        let _ = tell.send(caller.remaining());
        let mut session = Data::default();
        session.insert(caller);
        Ok(session)
    };
    let served = GraphQLWebSocket::new(socket, door, protocol).on_connection_init(init).serve();
    let ended = async {
        match told.await {
            Ok(Some(left)) => sleep(left).await,
            _ => pending().await,
        }
    };
    tokio::select! {
        () = served => {}
        () = ended => {}
    }
}

/// The contract.
pub(super) async fn contract() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sdl()).into_response()
}
