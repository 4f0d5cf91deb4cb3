//! `/graphql`: questions by POST and GET, subscriptions by WebSocket (graphql-transport-ws); `/schema.graphql`: the contract.

use async_graphql::{
    ErrorExtensionValues, Executor, Request, Response as Answer, ServerError,
    parser::types::{DocumentOperations, OperationType},
};
use async_graphql_axum::{GraphQLBatchRequest, GraphQLProtocol, GraphQLRequest, GraphQLResponse, GraphQLWebSocket};
use axum::{
    extract::{FromRequest, FromRequestParts, Request as Asked, ws::WebSocketUpgrade},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::routes::Doors;
use crate::graphql::{Code, Door, sdl};

/// What a WebSocket may speak: the current protocol, and the one before it.
const PROTOCOLS: [&str; 2] = ["graphql-transport-ws", "graphql-ws"];

/// The door, once the store is open; 503 before.
pub(super) struct Open(Door);

impl FromRequestParts<Doors> for Open {
    type Rejection = Response;

    async fn from_request_parts(_: &mut Parts, doors: &Doors) -> Result<Self, Response> {
        let door = doors.door().cloned();
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
pub(super) async fn get(Open(door): Open, asked: Asked) -> Response {
    if asked.headers().contains_key(header::UPGRADE) {
        return socket(door, asked).await.unwrap_or_else(IntoResponse::into_response);
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

async fn socket(door: Door, asked: Asked) -> Result<Response, Response> {
    let (mut parts, _) = asked.into_parts();
    let protocol = GraphQLProtocol::from_request_parts(&mut parts, &()).await.map_err(IntoResponse::into_response)?;
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await.map_err(IntoResponse::into_response)?;
    Ok(upgrade.protocols(PROTOCOLS).on_upgrade(move |socket| GraphQLWebSocket::new(socket, door, protocol).serve()))
}

/// The contract.
pub(super) async fn contract() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sdl()).into_response()
}
