//! Arguments, settings, help, exit codes.

use std::{
    io::{Read, Write},
    process::{Command, Stdio},
};

use crate::door::{Desk, Ran};

const COMMANDS: [&str; 11] =
    ["serve", "import", "export", "ask", "query", "schema", "verify", "backup", "restore", "completions", "man"];

#[test]
fn wrong_usage_is_two() {
    let desk = Desk::new();
    desk.run(&[]).misused("Usage");
    desk.run(&["dig"]).misused("dig");
    desk.run(&["import"]).misused("FILE");
    desk.run(&["import", "--format", "xml", "a"]).misused("`xml` is no format");
    desk.run(&["export", "--as-of", "2025-02-30"]).misused("`2025-02-30` is no date");
    desk.run(&["export", "--known-at", "yesterday"]).misused("`yesterday` is no instant");
    desk.run(&["verify", "--log", "a=b=c"]).misused("a=b=c");
    assert!(!desk.path("lodegraph-data").exists());
}

#[test]
fn every_command_has_a_help_that_says_what_it_does() {
    let desk = Desk::new();
    let all = desk.run(&["--help"]).done().out;
    let man = desk.run(&["man"]).done().out;
    for command in COMMANDS {
        assert!(all.contains(&format!("\n  {command} ")), "{command}");
        assert!(man.contains(&format!("lodegraph\\-{command}")), "{command}");
        let help = desk.run(&[command, "--help"]).done().out;
        let first = help.lines().next().unwrap();
        assert!(first.len() > 10 && !first.starts_with("Usage"), "{help}");
        assert!(desk.run(&["man", command]).done().out.contains(".SH SYNOPSIS"));
    }
    desk.run(&["man", "dig"]).failed("there is no command `dig`");
}

#[test]
fn completions_are_a_script_that_the_shell_reads() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]).done().out;
        assert!(script.contains("restore"), "{shell}");
        let shell = match shell {
            "bash" | "zsh" | "fish" => shell,
            _ => continue,
        };
        let Ok(mut reading) = Command::new(shell).arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else {
            // The shell is not on this machine; bash is wherever the tests run, since the gates are written for it.
            assert_ne!(shell, "bash");
            continue;
        };
        reading.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        Ran::of(reading).done();
    }
}

#[test]
fn a_setting_is_a_flag_or_a_variable_or_a_line_in_the_file_in_that_order() {
    let desk = Desk::new();
    let store_of = |told: Ran| told.err.split('`').nth(1).unwrap().to_owned();
    desk.write("settings.toml", "data_dir = \"by-file\"\n");
    let by_file = ["verify", "--config", "settings.toml"];
    assert_eq!(store_of(desk.run(&["verify"]).failed("no store")), "lodegraph-data");
    assert_eq!(store_of(desk.run(&by_file).failed("no store")), "by-file");
    let by_variable = desk.command(&by_file).env("LODEGRAPH_DATA_DIR", "by-variable").spawn().unwrap();
    assert_eq!(store_of(Ran::of(by_variable).failed("no store")), "by-variable");
    let mut by_flag = desk.command(&[by_file.as_slice(), &["--data-dir", "by-flag"]].concat());
    let by_flag = by_flag.env("LODEGRAPH_DATA_DIR", "by-variable").spawn().unwrap();
    assert_eq!(store_of(Ran::of(by_flag).failed("no store")), "by-flag");
    let by_variable = desk.command(&["verify"]).env("LODEGRAPH_CONFIG", "settings.toml").spawn().unwrap();
    assert_eq!(store_of(Ran::of(by_variable).failed("no store")), "by-file");
}

#[test]
fn a_file_of_settings_with_a_key_that_is_none_is_wrong_usage() {
    let desk = Desk::new();
    desk.write("settings.toml", "log = \"info\"\ndatadir = \"a\"\n");
    let told = desk.run(&["verify", "--config", "settings.toml"]).misused("line 2");
    assert!(told.err.contains("`datadir`") && told.err.lines().last().unwrap().starts_with("hint: "), "{told:?}");
    desk.run(&["verify", "--config", "nowhere.toml"]).misused("`nowhere.toml`");
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    let desk = Desk::with_facts();
    for arguments in [&["export"][..], &["man"], &["completions", "bash"]] {
        let mut child = desk.command(arguments).spawn().unwrap();
        let mut read = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut read).unwrap();
        let ran = Ran::of(child).done();
        assert_eq!(ran.err, "", "{arguments:?}");
    }
}
