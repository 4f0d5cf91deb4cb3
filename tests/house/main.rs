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
    ("strsim", &["questions"]),
    ("toml", &["ingest", "export", "config", "cli"]),
    ("async_graphql", &["graphql", "http", "cli"]),
    ("quick_cache", &["graphql", "http"]),
    ("axum", &["http"]),
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

/// The rows of the table of rooms in ARCHITECTURE.md: room, what it may import, which of the crates it names.
fn rows() -> Vec<(String, String, String)> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = page.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    table
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 6, "{line}");
            (cells[1].trim_matches('`').to_owned(), cells[3].to_owned(), cells[4].to_owned())
        })
        .collect()
}

/// The names of a list: `ingest (its wire forms), graph` are ingest and graph.
fn names(list: &str) -> Vec<&str> {
    list.split(',').filter_map(|part| part.split_whitespace().next()).collect()
}

#[test]
fn the_table_of_rooms_says_the_same() {
    let rows = rows();
    let rooms: Vec<&str> = rows.iter().map(|(room, ..)| room.as_str()).collect();
    assert_eq!(rooms, ROOMS.iter().map(|(room, _)| *room).collect::<Vec<_>>());
    for ((room, imports, crates), (_, allowed)) in rows.iter().zip(ROOMS) {
        let mut said = match imports.as_str() {
            "nothing of ours" => Vec::new(),
            "every room" => rooms.iter().copied().filter(|other| other != room).collect(),
            list => names(list),
        };
        let mut allowed = allowed.to_vec();
        said.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(said, allowed, "{room}");
        let mut said: Vec<String> = names(crates).into_iter().map(|name| name.replace('-', "_")).collect();
        let mut allowed: Vec<&str> =
            CRATES.iter().filter(|(_, namers)| namers.contains(&room.as_str())).map(|(name, _)| *name).collect();
        said.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(said, allowed, "{room}");
    }
}

#[test]
fn every_crate_that_only_some_rooms_name_is_one_that_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for (name, _) in CRATES {
        let used = manifest.lines().any(|line| line.split(' ').next() == Some(&name.replace('_', "-")));
        let used = used || manifest.lines().any(|line| line.split(' ').next() == Some(*name));
        assert!(used, "`{name}` is no dependency");
    }
}

#[test]
fn the_reading_order_is_the_same_in_the_crate_s_own_words() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let list = text.split("in reading order:").nth(1).unwrap();
    let said: Vec<&str> = list.split("[`").skip(1).filter_map(|part| part.split("`]").next()).collect();
    assert_eq!(said, ROOMS.iter().map(|(room, _)| *room).collect::<Vec<_>>());
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
