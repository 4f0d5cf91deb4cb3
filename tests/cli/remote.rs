//! Commands that work on a running server.

use std::{
    fs,
    io::Write,
    process::{Child, Stdio},
    thread::sleep,
    time::Duration,
};

use crate::{
    door::{Desk, Ran},
    serve::start,
};

const PLACE: &str =
    "[[entity]]\nkey = \"south\"\nkind = \"PLACE\"\nnames = [{ text = \"South\", language = \"en\" }]\n";
const NONE: &str =
    "[[entity]]\nkey = \"Not A Key\"\nkind = \"PLACE\"\nnames = [{ text = \"South\", language = \"en\" }]\n";

fn end(mut server: Child) {
    server.kill().unwrap();
    server.wait().unwrap();
}

#[test]
fn what_goes_to_a_server_and_comes_from_it_is_what_the_store_would_say() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (server, address) = start(&desk, &["--empty"]);
    let url = format!("http://{address}");
    let at = |arguments: &[&str]| other.run(&[arguments, &["--server", &url]].concat());
    other.write("place.toml", PLACE);
    other.write("both.toml", &format!("{PLACE}{NONE}"));
    assert!(at(&["import", "place.toml", "--dry-run"]).done().out.contains("1 would be taken in 1 transactions"));
    let strict = at(&["import", "both.toml", "--strict"]).failed("nothing was written");
    assert!(strict.out.contains("both.toml:6:") && strict.out.contains("1 would be refused"), "{strict:?}");
    assert_eq!(at(&["import", "both.toml"]).failed("the rest was taken").out.lines().count(), 2);
    assert_eq!(at(&["import", "place.toml"]).done().out, "0 taken in 0 transactions, 1 there already, 0 refused\n");
    let facts = at(&["export"]).done().out;
    at(&["export", "-o", "facts.jsonl"]).done();
    assert_eq!(std::fs::read_to_string(other.path("facts.jsonl")).unwrap(), facts);
    other.write("question.graphql", "query($key: ID) { entity(id: $key) { name } }");
    let question = ["query", "question.graphql", "--variables", r#"{"key":"south"}"#];
    let answer: serde_json::Value = serde_json::from_str(&at(&question).done().out).unwrap();
    assert_eq!(answer["data"]["entity"]["name"], "South");
    other.write("wrong.graphql", "{ entity(id: \"south\") { colour } }");
    assert_eq!(at(&["query", "wrong.graphql"]).code, 1);
    at(&["backup", "whole"]).done();
    end(server);
    assert_eq!(desk.run(&["export"]).done().out, facts);
    other.run(&["restore", "whole"]).done();
    assert_eq!(other.run(&["export"]).done().out, facts);
    at(&["export"]).failed("does not answer");
}

#[test]
fn a_server_that_wants_tokens_is_shown_one() {
    let desk = Desk::new();
    let mut tokens = Vec::new();
    for role in ["reader", "editor"] {
        let Ran { out, err, .. } = desk.run(&["token", role, "--role", role]).done();
        tokens.push((out, err.trim().rsplit(' ').next().unwrap().to_owned()));
    }
    desk.write("settings.toml", &tokens.iter().map(|(lines, _)| lines.as_str()).collect::<String>());
    desk.write("place.toml", PLACE);
    let (server, address) = start(&desk, &["--empty", "--config", "settings.toml"]);
    let url = format!("http://{address}");
    let import = |token: Option<&str>| {
        let mut command = desk.command(&["import", "place.toml", "--server", &url]);
        if let Some(token) = token {
            command.env("LODEGRAPH_TOKEN", token);
        }
        Ran::of(command.spawn().unwrap())
    };
    import(None).failed("401");
    import(Some("none")).failed("not known");
    import(Some(&tokens[0].1)).failed("`reader` has not got it");
    import(Some(&tokens[1].1)).done();
    end(server);
    desk.run(&["export", "--token", "a"]).misused("--server");
    desk.run(&["export", "--server", "http://192.0.2.1"]).failed("in the clear");
}

/// The most that a process ever had in memory, in KiB; none where the system does not tell.
fn most_resident(process: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// So much is sent, in MiB.
const LONG: usize = 128;

#[test]
#[allow(clippy::print_stderr, reason = "what is skipped is told")]
fn what_comes_by_a_pipe_is_put_aside_and_then_taken_while_it_is_sent() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (server, address) = start(&desk, &["--empty", "--import-mib", "1", "--idle-seconds", "1"]);
    let before = most_resident(&server);
    let line = |name: &str| {
        format!(
            "{{\"put_entity\":{{\"key\":\"far\",\"kind\":\"PLACE\",\"names\":[{{\"text\":\"{name}\",\"language\":\"en\"}}]}}}}\n"
        )
    };
    // Long lines, since blanks say nothing: the same again and again.
    let said = line("Far").replace('\n', &format!("{}\n", " ".repeat(64 << 10)));
    let mut client = other
        .command(&["import", "-", "--format", "jsonl", "--server", &format!("http://{address}")])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = client.stdin.take().unwrap();
    let lines = (LONG << 20) / said.len();
    for _ in 0..lines {
        input.write_all(said.as_bytes()).unwrap();
    }
    let client_most = most_resident(&client);
    // For longer than the server waits for anything that it is owed.
    sleep(Duration::from_secs(3));
    input.write_all(line("Another").as_bytes()).unwrap();
    drop(input);
    let ran = Ran::of(client).failed("the rest was taken");
    let most = [client_most, most_resident(&server)];
    let (first, last) = ran.out.split_once('\n').unwrap();
    assert!(first.starts_with(&format!("-:{}:1: ", lines + 1)) && first.contains("`far`"), "{first}");
    assert_eq!(last, format!("1 taken in 1 transactions, {} there already, 1 refused\n", lines - 1));
    end(server);
    let (Some(before), [Some(client), Some(server)]) = (before, most) else {
        eprintln!("SKIPPED: what is in memory, because this system has no /proc/PID/status");
        return;
    };
    let all = (LONG as u64) << 10;
    assert!(client < all && server < before + all / 2, "{client} KiB sent it, {before} to {server} KiB took it");
}

#[test]
fn what_breaks_off_says_why_and_how_much_was_taken() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (server, address) = start(&desk, &["--empty"]);
    let place =
        "{\"put_entity\":{\"key\":\"far\",\"kind\":\"PLACE\",\"names\":[{\"text\":\"Far\",\"language\":\"en\"}]}}\n";
    // Some parts, then a line without end, and far more behind it than is on its way at a time.
    other.write("long.jsonl", &format!("{}{}", place.repeat(20_000), "x".repeat(100 << 20)));
    let at = ["--server", &format!("http://{address}")];
    other.run(&[&["import", "long.jsonl"], &at[..]].concat()).failed("when 1 were taken: a line has more than");
    end(server);
}

#[test]
fn a_digest_is_told_by_its_first_stamp_wherever_that_stands() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (server, address) = start(&desk, &["--empty"]);
    let preface = "Nothing that tells.\n".repeat(8_000);
    other.write("news", &format!("{preface}Ores\nA headline\nA Paper· 2025-06-03 03:46\n"));
    let at = ["--server", &format!("http://{address}")];
    let there = other.run(&["import", "news", "--dry-run"]).out;
    let sent = other.run(&[&["import", "news", "--dry-run"], &at[..]].concat()).out;
    assert!(sent.contains("would be taken"), "{sent}");
    assert_eq!(sent, there);
    other.write("none", &preface);
    other.run(&[&["import", "none"], &at[..]].concat()).failed("tell its format");
    end(server);
}
