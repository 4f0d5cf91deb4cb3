//! `token`: somebody's token, and the lines that have a server take it.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use anyhow::Context;
use clap::Args;

use super::failure::say;
use crate::model::{Instant, Role};

/// What every token begins with, so that one that has got about is known for what it is.
const PREFIX: &str = "lodegraph_";
/// How much of a token is random: nobody guesses it, not even who has its hash.
const BYTES: usize = 32;
const MICROS_A_DAY: i64 = 86_400_000_000;

/// Make a token, and the lines for the file of settings that have a server take it
///
/// The lines go to standard output (`>> lodegraph.toml`), the token itself, this once, to standard error: it is kept nowhere.
#[derive(Args, Debug)]
pub(super) struct Token {
    /// Whose it is; recorded with what they write
    name: String,
    /// What they may do: reader, editor or admin
    #[arg(long)]
    role: Role,
    /// After how many days it ends [default: never]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    days: Option<u16>,
}

impl Token {
    pub(super) fn run(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut random = [0; BYTES];
        getrandom::fill(&mut random).context("the system has no randomness to give")?;
        let mut token = PREFIX.to_owned();
        random.iter().try_for_each(|byte| write!(token, "{byte:02x}"))?;
        let hash = blake3::hash(token.as_bytes());
        self.lines(&hash, Instant::now(), out)?;
        say(&format!("the token of `{}`, shown this once: {token}", self.name));
        Ok(())
    }

    fn lines(&self, hash: &blake3::Hash, now: Instant, out: &mut dyn Write) -> io::Result<()> {
        let name = toml::Value::from(self.name.as_str());
        writeln!(out, "[[token]]\nname = {name}\nrole = \"{}\"\nhash = \"blake3:{hash}\"", self.role)?;
        if let Some(days) = self.days {
            let until = Instant::from_micros(now.micros().saturating_add(i64::from(days) * MICROS_A_DAY));
            writeln!(out, "until = \"{until}\"")?;
        }
        writeln!(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Serving, Shared};

    #[test]
    fn the_lines_are_read_back_as_what_was_meant() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.toml");
        let mut lines = Vec::new();
        let hash = blake3::hash(b"secret");
        let now: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
        for (name, days) in [("the \"desk\"", Some(30)), ("desk", None)] {
            Token { name: name.to_owned(), role: Role::Editor, days }.lines(&hash, now, &mut lines).unwrap();
        }
        std::fs::write(&path, lines).unwrap();
        let shared = Shared { config: Some(path), ..Shared::default() };
        let tokens = Config::of(shared, Serving::default()).unwrap().tokens.unwrap();
        assert_eq!((tokens[0].name.as_str(), tokens[0].role, tokens[0].hash), ("the \"desk\"", Role::Editor, hash));
        assert_eq!((tokens[0].until, tokens[1].until), (Some("2026-01-31T00:00:00Z".parse().unwrap()), None));
    }
}
