//! The rules of the house: which room may import which, which crate only one room names, what every file has and none may have.
//! A rule that is wrong is changed here and in ARCHITECTURE.md, with the reason in the commit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A room and the rooms that it may import, in reading order: no room is imported by one that it imports.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("config", &["model"]),
    ("journal", &["model"]),
    ("graph", &["model"]),
    ("questions", &["graph", "model"]),
    ("store", &["journal", "graph", "model"]),
    ("ingest", &["questions", "graph", "model"]),
    ("export", &["ingest", "questions", "graph", "model"]),
    ("intake", &["ingest", "store", "journal", "questions", "graph", "model"]),
    ("graphql", &["store", "questions", "ingest", "graph", "model"]),
    ("http", &["graphql", "intake", "export", "ingest", "store", "graph", "config", "model"]),
    (
        "cli",
        &["http", "graphql", "intake", "export", "ingest", "store", "questions", "graph", "journal", "config", "model"],
    ),
];

/// A crate and the rooms that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("sled", &["journal"]),
    ("postcard", &["journal"]),
    ("crc32c", &["journal"]),
    ("petgraph", &["graph", "questions", "graphql"]),
    ("boxcar", &["graph"]),
    ("strsim", &["questions"]),
    ("toml", &["ingest", "export", "config", "cli"]),
    ("async_graphql", &["graphql", "http", "cli"]),
    ("quick_cache", &["graphql", "http"]),
    ("axum", &["http"]),
    ("tower", &["http"]),
    ("hyper", &["http"]),
    ("tokio_rustls", &["http"]),
    ("prometheus_client", &["http"]),
    ("clap", &["config", "cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
    ("ureq", &["cli"]),
    ("rustls", &["http", "cli"]),
];

/// What no file of the program may hold.
const FORBIDDEN: &[&str] = &["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore", "unsafe {"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, with their text.
fn files(folder: &str) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.insert(path.strip_prefix(root()).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// `graph` for `src/graph/view.rs` and for `src/graph.rs`; none for `src/lib.rs` and `src/main.rs`.
fn room(path: &Path) -> Option<String> {
    let part = path.components().nth(1)?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (!matches!(part.as_str(), "lib" | "main")).then_some(part)
}

fn is_test(path: &Path) -> bool {
    let named = |name: &str| matches!(name, "tests" | "tests.rs" | "drawn.rs") || name.ends_with("_tests.rs");
    path.components().any(|c| c.as_os_str().to_str().is_some_and(named))
}

/// A file's code up to its inner tests, comments left out.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = before_tests.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The names that follow `crate::` in a file, those in braces included.
fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let head =
            |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && depth == 0 && !c.is_whitespace() => {
                        names.push(head(&list[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            names.push(head(rest));
        }
    }
    names
}

#[test]
fn every_room_is_known() {
    for path in files("src").keys() {
        if let Some(room) = room(path) {
            assert!(ROOMS.iter().any(|(name, _)| *name == room), "{} is in no known room", path.display());
        }
    }
}

#[test]
fn no_room_is_imported_by_one_that_it_imports() {
    for (place, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            assert!(
                ROOMS[..place].iter().any(|(name, _)| name == other),
                "{room} may not import {other}, which comes later"
            );
        }
    }
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for (path, text) in files("src") {
        let Some(room) = room(&path).filter(|_| !is_test(&path)) else { continue };
        let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).unwrap();
        for name in imported(&code(&text)) {
            let is_room = ROOMS.iter().any(|(other, _)| *other == name);
            if is_room && name != room && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_only_where_they_may() {
    let mut wrong = Vec::new();
    for (path, text) in files("src") {
        let Some(room) = room(&path).filter(|_| !is_test(&path)) else { continue };
        let code = code(&text);
        for (name, rooms) in CRATES {
            let named = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_at_its_head_what_it_is() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in files(folder) {
            assert!(text.starts_with("//! "), "{} does not begin with `//! `", path.display());
        }
    }
}

#[test]
fn nothing_is_left_undone_or_switched_off() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in files(folder) {
            if path.ends_with("house/main.rs") {
                continue;
            }
            for word in FORBIDDEN {
                assert!(!text.contains(word), "{} holds `{word}`", path.display());
            }
        }
    }
}

#[test]
fn no_file_outgrows_its_reader() {
    for (path, text) in files("src").into_iter().filter(|(path, _)| !is_test(path)) {
        let lines = code(&text).lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 400, "{} has {lines} lines of code: a crowded room wants a new layout", path.display());
    }
}
