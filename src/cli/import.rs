//! `import`: facts from files, and a report of what became of each.

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::{
    open,
    taking::{Taken, take},
};
use crate::{
    config::Config,
    ingest::{Batch, Format, Refused, read_knowing},
    model::{Day, Key},
    questions::resolve_name,
    store::Store,
};

/// Read facts in from files; `-` is standard input
///
/// Files may refer to each other. The format is told from name and content. What is refused is reported by file, line and
/// column, and the rest is taken; then the exit code is 1. Running it again writes nothing twice.
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Their format: dossier, jsonl or digest
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Report what would be taken and refused, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write nothing if anything would be refused
    #[arg(long)]
    strict: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let files = self.files.iter().map(|path| File::read(path, self.format)).collect::<anyhow::Result<Vec<_>>>()?;
        if self.dry_run || self.strict {
            let taken = into(&open::rehearsal(config)?, &files)?;
            if self.dry_run || !taken.refused.is_empty() {
                self.report(&taken, "would be ", out)?;
                return self.verdict(&taken, "nothing was written");
            }
        }
        let taken = into(&open::or_make(config)?, &files)?;
        self.report(&taken, "", out)?;
        self.verdict(&taken, "the rest was taken")
    }

    fn report(&self, taken: &Taken, tense: &str, out: &mut dyn Write) -> io::Result<()> {
        let Taken { new, already, refused, transactions } = taken;
        if self.json {
            let place = |(file, at): &(String, Refused)| json!({ "file": file, "line": at.line, "column": at.column, "reason": at.reason });
            let refused: Vec<Value> = refused.iter().map(place).collect();
            let told = json!({ "taken": new, "already": already, "transactions": transactions, "refused": refused });
            return writeln!(out, "{told:#}");
        }
        for (file, at) in refused {
            writeln!(out, "{file}:{}:{}: {}", at.line, at.column, at.reason)?;
        }
        let refused = refused.len();
        writeln!(
            out,
            "{new} {tense}taken in {transactions} transactions, {already} there already, {refused} {tense}refused"
        )
    }

    fn verdict(&self, taken: &Taken, rest: &str) -> anyhow::Result<()> {
        match taken.refused.len() {
            0 => Ok(()),
            refused => {
                let all = refused + taken.new + taken.already;
                bail!(
                    "{refused} of {all} were refused, {rest}\nhint: see to the lines above and run it again: nothing is written twice"
                )
            }
        }
    }
}

/// A file that has been read, and how it is to be understood.
struct File {
    name: String,
    format: Format,
    bytes: Vec<u8>,
}

impl File {
    fn read(path: &Path, format: Option<Format>) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let bytes = if path == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(path)
        };
        let bytes = bytes.with_context(|| format!("`{name}` cannot be read"))?;
        let format = format.or_else(|| Format::detect(&name, &bytes)).ok_or_else(|| {
            anyhow!("neither name nor content of `{name}` tell its format\nhint: say it by `--format dossier`, `jsonl` or `digest`")
        })?;
        Ok(Self { name, format, bytes })
    }

    /// What the file holds, with the publishers that the store knows by their names.
    fn batch(&self, store: &Store) -> Batch {
        let view = store.view(store.now(Day::MAX));
        let publisher = |name: &str| -> Option<Key> {
            let node = resolve_name::entity_with_name(view, name).ok().flatten()?;
            view.key(node).cloned()
        };
        read_knowing(self.format, &self.name, &self.bytes, &publisher)
    }
}

fn into(store: &Store, files: &[File]) -> anyhow::Result<Taken> {
    let batches = files.iter().map(|file| file.batch(store)).collect();
    let bar = bar()?;
    let taken = take(
        store,
        batches,
        |_| None,
        |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        },
    );
    bar.finish_and_clear();
    taken
}

/// Drawn on standard error, where that is a terminal.
fn bar() -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} changes, {eta} to go")?;
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    Ok(bar)
}
