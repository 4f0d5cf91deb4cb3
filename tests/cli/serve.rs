//! `serve`: what it fills, what it says, how it ends.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

use crate::door::{Desk, Ran, line};

/// Starts a server on a free port; returns when it has said where it serves.
pub fn start(desk: &Desk, arguments: &[&str]) -> (Child, String) {
    let mut child = desk.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat()).spawn().unwrap();
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

#[test]
fn a_port_that_is_taken_is_told_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = Desk::new().run(&["serve", "--listen", &address]).failed(&format!("cannot listen on `{address}`"));
    assert!(told.err.contains("--listen"), "{told:?}");
}
