//! TLS with those who do not keep to it: what they hold is given back, and others are answered meanwhile.

use std::sync::Arc;

use lodegraph::{config::Config, http::Doors};
use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider, pki_types::ServerName};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::{
    door::store,
    hostile::{Room, alive},
    serving::{PATIENCE, Server, serving},
};

/// A server of HTTPS, its doors, and one who trusts it.
async fn server(config: Config) -> (Doors, Server, TlsConnector) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let [cert, key] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let doors = Doors::of(&Config { tls: Some((cert, key)), ..config }).unwrap();
    doors.open(store());
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let client = client.with_safe_default_protocol_versions().unwrap();
    let client = client.with_root_certificates(roots).with_no_client_auth();
    (doors.clone(), serving(doors).await, TlsConnector::from(Arc::new(client)))
}

async fn agreed(server: &Server, connector: &TlsConnector) -> TlsStream<TcpStream> {
    let stream = TcpStream::connect(server.address).await.unwrap();
    let agreed = connector.connect(ServerName::try_from("localhost").unwrap(), stream);
    timeout(PATIENCE, agreed).await.expect("in time").unwrap()
}

/// What is answered to this, until the connection is closed.
async fn told(server: &Server, connector: &TlsConnector, sent: &str) -> String {
    let mut stream = agreed(server, connector).await;
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

const LIVE: &str = "GET /health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn hands_that_are_not_shaken_give_their_places_back() {
    // A hello that is begun and not ended.
    let hello = [0x16, 3, 1, 2, 0, 1];
    for sent in [&hello[..], b"", b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n", &[0xFF; 4096]] {
        let (_, server, connector) = server(Config { connections: 2, idle_seconds: 1, ..Config::default() }).await;
        let mut held = Vec::new();
        for _ in 0..2 {
            let mut stream = TcpStream::connect(server.address).await.unwrap();
            stream.write_all(sent).await.unwrap();
            held.push(stream);
        }
        // All places are taken until those who hold them are given up.
        assert!(told(&server, &connector, LIVE).await.starts_with("HTTP/1.1 200"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_half_sent_by_tls_holds_nobody_up() {
    let (doors, server, connector) = server(Config { idle_seconds: 1, ..Config::default() }).await;
    let room = Room::now();
    let half = "content-type: application/toml\r\nconnection: close\r\ncontent-length: 100\r\n\r\n# half";
    for (sent, answered) in [
        ("", ""),
        ("GET /health/live HTTP/1.1\r\nhost: local", ""),
        (&format!("POST /import HTTP/1.1\r\nhost: localhost\r\n{half}"), "HTTP/1.1 400"),
    ] {
        let all = (0..16).map(|_| told(&server, &connector, sent)).collect::<Vec<_>>();
        let (all, live) = tokio::join!(futures_util::future::join_all(all), told(&server, &connector, LIVE));
        assert!(live.starts_with("HTTP/1.1 200"), "{live}");
        assert!(all.iter().all(|answer| answer.starts_with(answered) && !answer.contains("200 OK")), "{all:?}");
        alive(&doors).await;
        room.held(sent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_that_is_not_shaken_does_not_keep_the_server_from_ending() {
    let (_, server, _) = server(Config { drain_seconds: 600, idle_seconds: 600, ..Config::default() }).await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    silent.write_all(&[0x16, 3, 1]).await.unwrap();
    let live = TcpStream::connect(server.address).await;
    server.stop.send_replace(true);
    timeout(PATIENCE, server.task).await.expect("it ends").unwrap().unwrap();
    drop(live);
}
