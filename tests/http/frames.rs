//! Frames that no client sends: after each the server answers the next question at once, and its memory stays bounded.

use std::time::Duration;

use lodegraph::{config::Config, http::Doors};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

use crate::{
    door::store,
    hostile::{Room, alive},
    serving::{PATIENCE, Server, serving},
};

const TEXT: u8 = 1;
const PING: u8 = 9;
const LAST: u8 = 0x80;
const MASKED: u8 = 0x80;

/// A frame as clients send them, masked by nothing.
fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    framed(kind, MASKED, payload.len() as u64, payload)
}

fn framed(kind: u8, masked: u8, length: u64, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![kind];
    match length {
        0..126 => frame.push(masked | u8::try_from(length).unwrap()),
        126..65_536 => {
            frame.push(masked | 126);
            frame.extend_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
        }
        _ => {
            frame.push(masked | 127);
            frame.extend_from_slice(&length.to_be_bytes());
        }
    }
    if masked != 0 {
        frame.extend_from_slice(&[0; 4]);
    }
    frame.extend_from_slice(payload);
    frame
}

async fn shaken(server: &Server) -> TcpStream {
    // Little room for what is answered, so that who does not read is soon waited for.
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 << 10).unwrap();
    let mut stream = socket.connect(server.address).await.unwrap();
    let head = "GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
        sec-websocket-protocol: graphql-transport-ws\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(timeout(PATIENCE, stream.read_u8()).await.expect("in time").unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    stream
}

async fn server(config: Config) -> (Doors, Server) {
    let doors = Doors::of(&config).unwrap();
    doors.open(store());
    let server = serving(doors.clone()).await;
    (doors, server)
}

/// All that is said until the connection is closed.
async fn last_words(stream: &mut TcpStream) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut said)).await.expect("it is closed");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_that_are_none_or_too_much_close_the_socket() {
    let (doors, server) = server(Config::default()).await;
    let room = Room::now();
    let part = vec![b' '; 64 << 10];
    let begun = |kind: u8| frame(kind, &part);
    let endless: Vec<u8> = std::iter::once(begun(TEXT)).chain((0..64).map(|_| begun(0))).flatten().collect();
    for (what, sent) in [
        ("a message of four MiB in parts, without an end", endless),
        ("a frame that says it has 2^62 bytes", framed(TEXT | LAST, MASKED, 1 << 62, b"{")),
        ("a frame of two MiB", framed(TEXT | LAST, MASKED, 2 << 20, &part)),
        ("a text that is none", frame(TEXT | LAST, b"{\"type\":\"ping\",\"id\":\"\xC3\x28\"}")),
        ("a text that is none, in parts", [frame(TEXT, b"{\"a\":\"\xE2\x82"), frame(LAST, b"\x28\"}")].concat()),
        ("half a letter at the end", frame(TEXT | LAST, b"{\"type\":\"ping\"}\xE2\x82")),
        ("a ping in parts", frame(PING, b"a")),
        ("a ping of 200 bytes", frame(PING | LAST, &[0; 200])),
        ("a frame without a mask", framed(TEXT | LAST, 0, 2, b"{}")),
        ("a kind of frame that is none", frame(LAST | 3, b"a")),
        ("bits that stand for nothing", frame(LAST | 0x70 | TEXT, b"a")),
        ("a part of nothing", frame(LAST, b"a")),
        ("a message within a message", [begun(TEXT), begun(TEXT)].concat()),
        ("no JSON", frame(TEXT | LAST, &vec![b'['; 500_000])),
        ("binary", frame(LAST | 2, b"{}")),
        ("HTTP", b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec()),
    ] {
        let mut stream = shaken(&server).await;
        // It may be closed before all is sent.
        let _ = stream.write_all(&sent).await;
        last_words(&mut stream).await;
        alive(&doors).await;
        room.held(what);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_pings_or_of_nothing_holds_nobody_up() {
    let (doors, server) = server(Config { idle_seconds: 3, ..Config::default() }).await;
    let room = Room::now();
    let many = |frame: Vec<u8>, times: usize| frame.repeat(times);
    let ping = format!(r#"{{"type":"ping","payload":{{"a":"{}"}}}}"#, "p".repeat(4 << 10));
    for (what, begun, flood) in [
        ("pings", Vec::new(), many(frame(PING | LAST, &[b'p'; 125]), 1_000)),
        ("parts with nothing in them", frame(TEXT, b""), many(frame(0, b""), 1_000)),
        ("pings of the protocol", Vec::new(), many(frame(TEXT | LAST, ping.as_bytes()), 30)),
    ] {
        let mut stream = shaken(&server).await;
        stream.write_all(&frame(TEXT | LAST, br#"{"type":"connection_init"}"#)).await.unwrap();
        stream.write_all(&begun).await.unwrap();
        // Nothing is read. The server takes no more than it can answer: what is sent stays where it is.
        let answered = what != "parts with nothing in them";
        let mut stalled = false;
        for _ in 0..if answered { 400 } else { 50 } {
            stalled = !matches!(timeout(Duration::from_millis(500), stream.write_all(&flood)).await, Ok(Ok(())));
            if stalled {
                break;
            }
        }
        assert!(stalled || !answered, "{what}");
        alive(&doors).await;
        room.held(what);
        last_words(&mut stream).await;
        alive(&doors).await;
    }
}
