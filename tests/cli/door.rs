//! The program, a directory to run it in, and what came of a run.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// A directory of its own for one test; the store is in it under its default name.
pub struct Desk(tempfile::TempDir);

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with a store that holds the bundled facts.
    pub fn with_facts() -> Self {
        let desk = Self::new();
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let file = |name: &str| data.join(name).display().to_string();
        let files = ["countries.toml", "reference.toml", "news-2025.toml", "usgs-mcs-2025.toml"].map(file);
        let mut arguments = vec!["import"];
        arguments.extend(files.iter().map(String::as_str));
        desk.run(&arguments).done();
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    /// The program with these arguments, not run yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lodegraph"));
        command.args(arguments).current_dir(self.0.path());
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("LODEGRAPH_") || name.starts_with("OTEL_")) {
                command.env_remove(name);
            }
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).spawn().unwrap())
    }

    /// Runs it with this on standard input.
    pub fn run_on(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::of(child)
    }

    /// The line of `verify` with this name.
    pub fn verified(&self, name: &str) -> String {
        let told = self.run(&["verify"]).done().out;
        let line = told.lines().find(|line| line.split_whitespace().next() == Some(name));
        line.unwrap_or_else(|| panic!("no line `{name}` in {told}")).split_whitespace().nth(1).unwrap().to_owned()
    }
}

impl Ran {
    pub fn of(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Expects that it was done.
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// Expects that it failed as a command does: one line that holds this, then a hint, nothing else on standard error
    /// after it.
    pub fn failed(self, why: &str) -> Self {
        assert_eq!(self.code, 1, "{self:?}");
        self.complained(why)
    }

    /// Expects wrong usage.
    pub fn misused(self, why: &str) -> Self {
        assert_eq!(self.code, 2, "{self:?}");
        assert!(self.err.contains(why), "{self:?}");
        self
    }

    fn complained(self, why: &str) -> Self {
        let lines: Vec<&str> = self.err.lines().collect();
        let error = lines.iter().position(|line| line.starts_with("error: ")).unwrap_or_else(|| panic!("{self:?}"));
        assert!(lines[error].contains(why), "expected `{why}` in {self:?}");
        assert!(lines[error + 1].starts_with("hint: ") && lines.len() == error + 2, "{self:?}");
        self
    }
}

/// Reads a line, byte by byte, so that the rest stays to be read.
pub fn line(from: &mut impl Read) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while from.read(&mut byte).unwrap() == 1 && byte != *b"\n" {
        line.push(byte[0]);
    }
    String::from_utf8(line).unwrap()
}
