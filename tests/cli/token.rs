//! `token`, and the servers that take it.

use crate::door::Desk;

#[test]
fn a_token_goes_to_the_terminal_and_its_hash_to_the_file() {
    let desk = Desk::new();
    let made = desk.run(&["token", "the desk", "--role", "editor", "--days", "30"]).done();
    let token = made.err.lines().find_map(|line| line.split_once("once: ")).expect("it is shown").1;
    assert!(token.len() > 64 && !made.out.contains(token), "{made:?}");
    let hash = blake3::hash(token.as_bytes());
    assert!(made.out.contains(&format!("hash = \"blake3:{hash}\"")) && made.out.contains("until = "), "{made:?}");
    let again = desk.run(&["token", "the desk", "--role", "editor"]).done();
    assert!(!again.err.contains(token), "two tokens are never the same");
    desk.run(&["token", "desk", "--role", "owner"]).misused("reader, editor, admin");
}

#[test]
fn a_server_that_others_reach_starts_only_when_it_is_told_who_may_do_what() {
    let desk = Desk::new();
    let serve = ["serve", "--empty", "--listen", "0.0.0.0:0"];
    let with = |more: &[&str]| desk.run(&[&serve, more].concat());
    assert!(with(&[]).failed("who may write").err.contains("lodegraph token"));
    assert!(with(&["--reading", "open"]).failed("who may write").err.contains("--config"));
    desk.write("nobody.toml", "token = []\n");
    assert!(with(&["--config", "nobody.toml"]).failed("who may read").err.contains("--reading"));
    assert!(!desk.path("lodegraph-data").exists(), "nothing is begun before that is said");
}
