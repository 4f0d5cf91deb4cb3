//! `import`: facts from files, and a report of what became of each.

use std::{
    fs,
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::{
    open,
    remote::{Server, ServerOf as _},
};
use crate::{
    config::{Config, Remote},
    ingest::Format,
    intake::{File, IntakeError, Taken, take},
    store::Store,
};

/// How much of a file is looked at first to tell its format, in bytes; as much again where that does not tell.
const TELLING: u64 = 1 << 16;

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
    #[command(flatten)]
    remote: Remote,
}

impl Import {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        if let Some(server) = self.remote.server()? {
            let taken = self.send(&server)?;
            let written = !self.dry_run && (!self.strict || taken.refused.is_empty());
            self.report(&taken, if written { "" } else { "would be " }, out)?;
            return self.verdict(&taken, if written { "the rest was taken" } else { "nothing was written" });
        }
        let files = self.read()?;
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
        if self.json {
            serde_json::to_writer_pretty(&mut *out, taken).map_err(io::Error::from)?;
            return writeln!(out);
        }
        let Taken { new, already, refused, transactions } = taken;
        for at in refused {
            writeln!(out, "{}:{}:{}: {}", at.file, at.line, at.column, at.reason)?;
        }
        let refused = refused.len();
        writeln!(
            out,
            "{new} {tense}taken in {transactions} transactions, {already} there already, {refused} {tense}refused"
        )
    }

    fn read(&self) -> anyhow::Result<Vec<File>> {
        self.files.iter().map(|path| Opened::at(path)?.whole(self.format)).collect()
    }

    /// One file is sent while it is read. Several, which may refer to each other, are sent as one list.
    fn send(&self, server: &Server) -> anyhow::Result<Taken> {
        let mut how = vec![("dry-run", self.dry_run.to_string()), ("strict", self.strict.to_string())];
        let text = match self.files.as_slice() {
            [path] => {
                let (name, mut content) = Opened::at(path)?.aside()?;
                let format = self.format.map_or_else(|| told(&name, &mut content), Ok)?;
                how.extend([("name", name), ("format", format.to_string())]);
                server.send("import", &how, "application/octet-stream", content)?
            }
            _ => {
                let files = self.read()?.iter().map(listed).collect::<anyhow::Result<Vec<_>>>()?;
                server.post("import", &how, &files.into())?
            }
        };
        serde_json::from_str(&text).context("the server's report is not understood")
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

/// What is open to be read.
struct Opened {
    name: String,
    content: Content,
}

enum Content {
    File(fs::File),
    /// Standard input, or whatever else comes as somebody writes it.
    Pipe(Box<dyn Read>),
}

impl Opened {
    fn at(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        if path == Path::new("-") {
            return Ok(Self { name, content: Content::Pipe(Box::new(io::stdin())) });
        }
        let unread = || format!("`{name}` cannot be read");
        let file = fs::File::open(path).with_context(unread)?;
        let lies = file.metadata().with_context(unread)?.is_file();
        Ok(Self { name, content: if lies { Content::File(file) } else { Content::Pipe(Box::new(file)) } })
    }

    /// All of it.
    fn whole(self, format: Option<Format>) -> anyhow::Result<File> {
        let mut bytes = Vec::new();
        let read = match self.content {
            Content::File(mut file) => file.read_to_end(&mut bytes),
            Content::Pipe(mut pipe) => pipe.read_to_end(&mut bytes),
        };
        read.with_context(|| format!("`{}` cannot be read", self.name))?;
        Ok(File::new(self.name, format, bytes)?)
    }

    /// Its name, and a file to be sent. What comes by a pipe is put aside first: whoever writes it may pause for longer than a server waits.
    fn aside(self) -> anyhow::Result<(String, fs::File)> {
        let Self { name, content } = self;
        let file = match content {
            Content::File(file) => file,
            Content::Pipe(mut pipe) => {
                let mut aside = tempfile::tempfile().context("there is no place to put aside what comes by a pipe")?;
                io::copy(&mut pipe, &mut aside).with_context(|| format!("`{name}` cannot be put aside"))?;
                aside.rewind()?;
                aside
            }
        };
        Ok((name, file))
    }
}

/// The format that a file's name or as much of its content as it takes tells; it is at its beginning then.
fn told(name: &str, content: &mut fs::File) -> anyhow::Result<Format> {
    let mut bytes = Vec::new();
    loop {
        let most = TELLING.max(bytes.len() as u64);
        let more = Read::by_ref(content)
            .take(most)
            .read_to_end(&mut bytes)
            .with_context(|| format!("`{name}` cannot be read"))?;
        match Format::detect(name, &bytes) {
            Some(format) => {
                content.rewind()?;
                return Ok(format);
            }
            None if more == 0 => return Err(IntakeError::Format(name.to_owned()).into()),
            None => {}
        }
    }
}

/// One of several files, as a server takes them.
fn listed(file: &File) -> anyhow::Result<Value> {
    let text = std::str::from_utf8(file.bytes());
    let text = text.with_context(|| format!("`{}` cannot be sent, since it is not UTF-8", file.name()))?;
    Ok(json!({ "name": file.name(), "format": file.format().as_str(), "text": text }))
}

fn into(store: &Store, files: &[File]) -> anyhow::Result<Taken> {
    let batches = files.iter().map(|file| file.batch(store)).collect();
    let bar = bar()?;
    let taken = take(
        store,
        batches,
        None,
        |_| None,
        |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        },
    );
    bar.finish_and_clear();
    Ok(taken?)
}

/// Drawn on standard error, where that is a terminal.
fn bar() -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} changes, {eta} to go")?;
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    Ok(bar)
}
