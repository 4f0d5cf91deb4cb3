//! `export`: what the store holds, as a file that can be imported.

use std::{
    fs,
    io::{BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;

use super::open;
use crate::{
    config::Config,
    export::{Extent, Format, changes, write},
    graph::Pin,
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
}

impl Export {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let store = open::existing(config)?;
        let as_of = self.as_of.unwrap_or_else(|| Instant::now().day());
        let seq = self.known_at.map_or_else(|| store.graph().seq(), |instant| store.graph().seq_at(instant));
        let view = store.view(Pin { known_at: self.known_at, ..Pin::new(seq, as_of) });
        let extent = if self.as_of.is_some() { Extent::Holding } else { Extent::All };
        let changes = changes(view, extent);
        let Some(path) = &self.output else { return Ok(write(self.format, changes, out)?) };
        let failed = || format!("`{}` cannot be written", path.display());
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.unfinished", std::process::id()));
        let unfinished = path.with_file_name(name);
        let written = fs::File::create(&unfinished).and_then(|file| {
            let mut file = BufWriter::new(file);
            write(self.format, changes, &mut file)?;
            file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
            fs::rename(&unfinished, path)
        });
        if written.is_err() {
            // It is of no use to anyone; where it cannot be removed it does no harm.
            let _ = fs::remove_file(&unfinished);
        }
        written.with_context(failed)
    }
}
