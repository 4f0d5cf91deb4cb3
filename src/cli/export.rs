//! `export`: what the store holds, as a file that can be imported.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use super::{open, remote::ServerOf as _, replace::replace};
use crate::{
    config::{Config, Remote},
    export::{Format, recorded, write},
    model::{Day, Instant},
};

/// Write facts out, in a form that `import` reads
///
/// Everything, with all claims; or with `--as-of` those that hold on that day.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Form: jsonl or dossier
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: Format,
    /// Only the claims that hold on this day, such as 2025-06-13
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// Only what was recorded by this instant, such as 2025-06-13T10:33:00Z
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<Instant>,
    /// File to write instead of standard output; one that is there is replaced when all is written
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

impl Export {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        match self.remote.server()? {
            Some(server) => {
                let mut facts = server.get("export", &self.query())?;
                self.write(out, |out| io::copy(&mut facts, out).map(drop))
            }
            None => {
                let store = open::existing(config)?;
                let changes = recorded(store.graph(), Instant::now().day(), self.as_of, self.known_at);
                self.write(out, |out| write(self.format, changes, out))
            }
        }
    }

    fn query(&self) -> Vec<(&'static str, String)> {
        let as_of = self.as_of.map(|day| ("as-of", day.to_string()));
        let known_at = self.known_at.map(|instant| ("known-at", instant.to_string()));
        [("format", self.format.to_string())].into_iter().chain(as_of).chain(known_at).collect()
    }

    fn write(&self, out: &mut dyn Write, facts: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        match &self.output {
            None => Ok(facts(out)?),
            Some(path) => replace(path, |file| facts(file), |_| Ok(())),
        }
    }
}
