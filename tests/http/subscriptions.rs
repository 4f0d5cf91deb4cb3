//! Subscriptions over a WebSocket, on a server with a port of its own.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use lodegraph::{
    http::{Doors, serve},
    store::Store,
};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

use crate::door::{put, store};

const PATIENCE: Duration = Duration::from_secs(20);

struct Server {
    store: Arc<Store>,
    address: String,
    stop: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
}

async fn server() -> Server {
    let (store, doors) = (store(), Doors::default());
    doors.open(Arc::clone(&store));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(serve(listener, doors, stopped));
    Server { store, address, stop, task }
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(server: &Server) -> Socket {
    let mut request = format!("ws://{}/graphql", server.address).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    let (mut socket, response) = connect_async(request).await.unwrap();
    assert_eq!(response.headers()["sec-websocket-protocol"], "graphql-transport-ws");
    say(&mut socket, json!({"type": "connection_init"})).await;
    assert_eq!(hear(&mut socket).await["type"], "connection_ack");
    socket
}

async fn say(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

async fn hear(socket: &mut Socket) -> Value {
    let message = timeout(PATIENCE, socket.next()).await.expect("a message in time").unwrap().unwrap();
    serde_json::from_str(message.to_text().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_come_from_the_place_that_was_asked_for_and_then_as_they_are_written() {
    let server = server().await;
    let mut socket = connect(&server).await;
    let query = r#"subscription { changes(after: "0") { seq entities { key } } }"#;
    say(&mut socket, json!({"type": "subscribe", "id": "1", "payload": {"query": query}})).await;
    for (number, key) in [(1, "north"), (2, "south"), (3, "east")] {
        if number > 1 {
            let store = Arc::clone(&server.store);
            tokio::task::spawn_blocking(move || put(&store, key)).await.unwrap();
        }
        let message = hear(&mut socket).await;
        let expected = json!({"changes": {"seq": number.to_string(), "entities": [{"key": key}]}});
        assert_eq!((&message["type"], &message["payload"]["data"]), (&json!("next"), &expected), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_on_the_same_socket() {
    let server = server().await;
    let mut socket = connect(&server).await;
    say(
        &mut socket,
        json!({"type": "subscribe", "id": "q", "payload": {"query": "{ entity(id: \"north\") { key } }"}}),
    )
    .await;
    assert_eq!(hear(&mut socket).await["payload"]["data"], json!({"entity": {"key": "north"}}));
    assert_eq!(hear(&mut socket).await["type"], "complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_waits_for_no_socket() {
    let server = server().await;
    let _socket = connect(&server).await;
    server.stop.send_replace(true);
    timeout(PATIENCE, server.task).await.expect("it stops").unwrap().unwrap();
}
