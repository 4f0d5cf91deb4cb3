//! `serve`: what it fills, what it says, how it ends.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

use crate::door::{Desk, Ran, line};

/// Starts a server on a free port; returns when it has said where it serves.
pub fn start(desk: &Desk, arguments: &[&str]) -> (Child, String) {
    said(desk.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat()).spawn().unwrap())
}

/// A server that was started, and the address that it says.
fn said(mut child: Child) -> (Child, String) {
    let said = child.stderr.as_mut().unwrap();
    let mut lines = std::iter::repeat_with(|| line(said)).take_while(|line| !line.is_empty());
    let address = lines.find_map(|line| line.split_once("http://").map(|(_, address)| address.to_owned()));
    match address {
        Some(address) => (child, address),
        None => panic!("it ended without an address: {:?}", Ran::of(child)),
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn an_empty_store_is_filled_and_the_server_ends_well_when_asked_to() {
    for how in ["-INT", "-TERM"] {
        let desk = Desk::new();
        let (server, address) = start(&desk, &[]);
        assert!(address.starts_with("127.0.0.1:"));
        assert!(get(&address, "/health/ready").starts_with("HTTP/1.1 200"));
        desk.run(&["verify"]).failed(&format!("is in use by process {}", server.id()));
        signal(&server, how);
        Ran::of(server).done();
        assert!(desk.verified("claims").parse::<u32>().unwrap() > 100);
    }
}

#[test]
fn an_empty_store_stays_empty_if_asked_to() {
    let desk = Desk::new();
    let (server, _) = start(&desk, &["--empty"]);
    signal(&server, "-TERM");
    Ran::of(server).done();
    assert_eq!(desk.verified("transactions"), "0");
}

#[test]
fn a_store_with_facts_of_its_own_is_left_as_it_is() {
    let desk = Desk::new();
    desk.run_on(
        "[[entity]]\nkey = \"mine\"\nkind = \"PLACE\"\nnames = [{ text = \"Mine\", language = \"en\" }]\n",
        &["import", "-"],
    )
    .done();
    let (server, _) = start(&desk, &[]);
    signal(&server, "-TERM");
    Ran::of(server).done();
    assert_eq!(desk.verified("transactions"), "1");
}

/// A collector of one batch of spans: what was sent to it, head and body.
#[cfg(feature = "otel")]
fn collected(collector: &TcpListener) -> (String, serde_json::Value) {
    let (mut stream, _) = collector.accept().unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
    let mut sent = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = stream.read(&mut piece).unwrap();
        sent.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&sent).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        if let Ok(body) = serde_json::from_str(body) {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
            return (head.to_ascii_lowercase(), body);
        }
        assert!(read > 0, "{text}");
    }
}

#[cfg(feature = "otel")]
#[test]
fn a_request_is_told_to_the_collector_that_the_variables_name() {
    let desk = Desk::new();
    let collector = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}/", collector.local_addr().unwrap());
    let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0", "--empty"]);
    let variables = [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()),
        ("OTEL_EXPORTER_OTLP_HEADERS", "x-team=minerals"),
        ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"),
    ];
    let (server, address) = said(command.envs(variables).spawn().unwrap());
    let mut stream = TcpStream::connect(&address).unwrap();
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    write!(stream, "GET /health/live HTTP/1.1\r\nHost: {address}\r\nTraceparent: {trace}\r\nConnection: close\r\n\r\n")
        .unwrap();
    stream.read_to_string(&mut String::new()).unwrap();
    let (head, body) = collected(&collector);
    assert!(head.starts_with("post /v1/traces http/1.1") && head.contains("x-team: minerals"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let resource = &body["resourceSpans"][0];
    let attributes = resource["resource"]["attributes"].to_string();
    assert!(attributes.contains("\"lodegraph\"") && attributes.contains("deployment.environment.name"), "{attributes}");
    let span = &resource["scopeSpans"][0]["spans"][0];
    assert_eq!((&span["name"], &span["kind"]), (&"GET /health/live".into(), &2.into()), "{span}");
    assert_eq!(span["traceId"], "0af7651916cd43dd8448eb211c80319c");
    assert_eq!(span["parentSpanId"], "b7ad6b7169203331");
    assert_eq!(span["spanId"].as_str().unwrap().len(), 16);
    let nanos = |name: &str| span[name].as_str().unwrap().parse::<u128>().unwrap();
    assert!(nanos("startTimeUnixNano") > 0 && nanos("endTimeUnixNano") >= nanos("startTimeUnixNano"));
    assert!(span["attributes"].to_string().contains("\"intValue\":\"200\""), "{span}");
    // What its caller does not record is not told; what ends with the server still is.
    let untold = trace.replace("-01", "-00");
    for (path, more) in [("/untold", format!("Traceparent: {untold}\r\n")), ("/health/live", String::new())] {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n{more}Connection: close\r\n\r\n").unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
    }
    signal(&server, "-TERM");
    let (_, body) = collected(&collector);
    let spans = body["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().unwrap();
    assert_eq!(spans.iter().map(|span| span["name"].as_str().unwrap()).collect::<Vec<_>>(), ["GET /health/live"]);
    assert!(spans[0]["parentSpanId"].is_null() && spans[0]["traceId"].as_str().unwrap().len() == 32);
    Ran::of(server).done();
}

#[test]
fn a_port_that_is_taken_is_told_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = Desk::new().run(&["serve", "--listen", &address]).failed(&format!("cannot listen on `{address}`"));
    assert!(told.err.contains("--listen"), "{told:?}");
}
