//! README.md, taken at its word: its commands are run in the order of the page and say what it shows, its documents are
//! answered as it answers them, its dossier is imported. `…` in it stands for what is left out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// A fenced block: its language, and what it holds.
struct Block {
    language: String,
    text: String,
}

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn blocks() -> Vec<Block> {
    let page = fs::read_to_string(house().join("README.md")).unwrap();
    let parts: Vec<&str> = page.split("```").collect();
    let fenced = parts.iter().skip(1).step_by(2);
    fenced
        .map(|part| {
            let (language, text) = part.split_once('\n').unwrap();
            Block { language: language.to_owned(), text: text.to_owned() }
        })
        .collect()
}

/// A directory with a store that holds the bundled facts, as the first start leaves it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for file in ["countries", "reference", "news-2025", "usgs-mcs-2025"] {
            let path = house().join(format!("data/{file}.toml"));
            let (code, said) = desk.shell(&format!("lodegraph import {}", path.display()));
            assert_eq!(code, 0, "{said}");
        }
        desk
    }

    /// Runs a line as a person would; gives all that it says.
    fn shell(&self, line: &str) -> (i32, String) {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_lodegraph"));
        let paths = std::env::join_paths(
            std::iter::once(program.parent().unwrap().to_owned())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{line} 2>&1")]).current_dir(self.0.path()).env("PATH", paths.unwrap());
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(|n| n.starts_with("LODEGRAPH_")))
        {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }
}

/// Whether a text is what is shown, where `…` stands for anything.
fn is_shown(text: &str, shown: &str) -> bool {
    let mut parts = shown.split('…');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[test]
fn an_ellipsis_stands_for_anything_and_the_rest_for_itself() {
    for (text, shown, is) in [
        ("a\n", "a\n", true),
        ("a b c", "a … c", true),
        ("a b c", "…b…", true),
        ("a b c", "a … d", false),
        ("a b", "a", false),
        ("x a", "a…", false),
    ] {
        assert_eq!(is_shown(text, shown), is, "{text} {shown}");
    }
}

#[test]
fn the_page_does_what_it_says() {
    let desk = Desk::new();
    let mut commands = 0;
    let mut blocks = blocks().into_iter().peekable();
    while let Some(Block { language, text }) = blocks.next() {
        match language.as_str() {
            "toml" => fs::write(desk.0.path().join("mine.toml"), text).unwrap(),
            "console" => {
                for session in text.split("$ ").skip(1) {
                    let (line, shown) = session.split_once('\n').unwrap();
                    let (code, said) = desk.shell(line);
                    // A line of `…` alone stands for whole lines, its own break among them.
                    let shown = shown.replace("…\n", "…");
                    assert!(is_shown(&said, &shown), "{line}\nshows\n{shown}\nsays\n{said}");
                    assert_eq!(code, i32::from(shown.starts_with("error: ")), "{line}: {said}");
                    commands += 1;
                }
            }
            "graphql" => {
                fs::write(desk.0.path().join("document.graphql"), &text).unwrap();
                let (code, said) = desk.shell("lodegraph query document.graphql");
                assert_eq!(code, 0, "{said}");
                assert!(text.contains("asOf: "), "the answer has to be the same next year: {text}");
                let said: Value = serde_json::from_str(&said).unwrap();
                let shown = blocks.next().filter(|block| block.language == "json").expect("an answer to a document");
                assert_eq!(said["data"], serde_json::from_str::<Value>(&shown.text).unwrap(), "{text}");
                commands += 1;
            }
            "sh" | "text" => {}
            other => panic!("`{other}` is no language of a block that is taken at its word"),
        }
    }
    assert!(commands >= 11, "{commands}");
}

#[test]
fn every_target_of_make_that_it_names_is_there() {
    let makefile = fs::read_to_string(house().join("Makefile")).unwrap();
    for block in blocks().into_iter().filter(|block| block.language == "sh") {
        for line in block.text.lines() {
            let target = line.strip_prefix("make ").unwrap_or_else(|| panic!("`{line}` is not run by any test"));
            assert!(makefile.contains(&format!("\n{target}: ##")), "{target}");
        }
    }
}

#[test]
fn every_file_that_it_leads_to_is_there() {
    let page = fs::read_to_string(house().join("README.md")).unwrap();
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for target in targets.filter(|target| !target.starts_with("http")) {
        assert!(house().join(target).exists(), "{target}");
    }
}
