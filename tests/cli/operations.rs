//! A server as others run it: its logs, its certificate.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
};

use crate::{
    door::{Desk, Ran},
    serve::start,
};

#[test]
fn logs_are_json_for_programs_and_hold_no_secrets() {
    let desk = Desk::new();
    let flags = ["--empty", "--log", "lodegraph=debug", "--log-format", "json", "--drain-seconds", "1"];
    let (server, address) = start(&desk, &flags);
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(
        stream,
        "GET /graphql?query=%7B__typename%7D&variables=hidden-1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer hidden-2\r\nCookie: hidden-3\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    std::process::Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    let told = Ran::of(server).done().err;
    let lines: Vec<serde_json::Value> = told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let answered = lines.iter().find(|line| line["id"] == id.as_str()).unwrap_or_else(|| panic!("{told}"));
    assert_eq!((&answered["status"], &answered["route"]), (&401.into(), &"/graphql".into()), "{told}");
    assert!(answered["client"] == "127.0.0.1" && answered["micros"].is_number(), "{told}");
    assert!(!told.contains("hidden"), "{told}");
}

#[test]
fn a_certificate_makes_it_https_and_the_commands_go_by_it() {
    let desk = Desk::new();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(desk.path("cert.pem"), made.cert.pem()).unwrap();
    fs::write(desk.path("key.pem"), made.signing_key.serialize_pem()).unwrap();
    let serve =
        |cert, key| desk.run(&["serve", "--empty", "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key]);
    serve("key.pem", "key.pem").failed("no certificate");
    serve("cert.pem", "none.pem").failed("no private key");
    let mut server = desk
        .command(&["serve", "--empty", "--listen", "127.0.0.1:0", "--tls-cert", "cert.pem", "--tls-key", "key.pem"])
        .spawn()
        .unwrap();
    let said = crate::door::line(server.stderr.as_mut().unwrap());
    let port = said.rsplit(':').next().unwrap().to_owned();
    assert!(said.contains("https://"), "{said}");
    let url = format!("https://localhost:{port}");
    let export = |trusted: bool| {
        let mut command = desk.command(&["export", "--server", &url]);
        if trusted {
            command.env("SSL_CERT_FILE", desk.path("cert.pem"));
        }
        Ran::of(command.spawn().unwrap())
    };
    assert_eq!(export(true).done().out, "");
    export(false).failed("does not answer");
    server.kill().unwrap();
    server.wait().unwrap();
}
