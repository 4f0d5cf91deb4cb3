//! The command line, one file a command. May import every room. Data goes to standard output; logs, progress and what went
//! wrong to standard error. Exit: 0 done, 1 it failed, 2 wrong usage. A broken pipe is success: who reads has had enough.

mod answer;
mod ask;
mod backup;
mod bundled;
mod completions;
mod export;
mod failure;
mod import;
mod man;
mod open;
mod query;
mod remote;
mod replace;
mod restore;
mod schema;
mod serve;
mod token;
mod verify;
mod words;

use std::{
    ffi::OsString,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, Serving, Shared};

/// Who supplies whom with critical minerals, under which restrictions, on whose evidence, as of any date.
#[derive(Debug, Parser)]
#[command(name = "lodegraph", version, propagate_version = false, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the graph: GraphQL, its contract, and the pages
    Serve(Serving),
    Import(import::Import),
    Export(export::Export),
    Ask(ask::Ask),
    Query(query::Query),
    Schema(schema::Schema),
    Verify(verify::Verify),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Token(token::Token),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs a command as the arguments say.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Cli { shared, command } = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            // Help and version come this way too; where they cannot be written nobody reads them.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(failure::USAGE));
        }
    };
    let serving = match &command {
        Command::Serve(serving) => serving.clone(),
        _ => Serving::default(),
    };
    let config = match Config::of(shared, serving) {
        Ok(config) => config,
        Err(wrong) => return failure::tell(&wrong.into(), failure::USAGE),
    };
    let filter = match EnvFilter::try_new(&config.log) {
        Ok(filter) => filter,
        Err(wrong) => {
            let message = format!("`{}` is no log filter: {wrong}\nhint: try `info` or `lodegraph=debug`", config.log);
            return failure::tell(&anyhow::Error::msg(message), failure::USAGE);
        }
    };
    // A second logger in one process is a test's; the first one stays.
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let _ = match config.log_format {
        LogFormat::Plain => logs.try_init(),
        LogFormat::Json => logs.json().flatten_event(true).try_init(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = dispatch(command, &config, &mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => failure::tell(&error, failure::FAILED),
    }
}

fn dispatch(command: Command, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
    match command {
        Command::Serve(_) => serve::run(config),
        Command::Import(import) => import.run(config, out),
        Command::Export(export) => export.run(config, out),
        Command::Ask(ask) => ask.run(config, out),
        Command::Query(query) => query.run(config, out),
        Command::Schema(schema) => schema.run(out),
        Command::Verify(verify) => verify.run(config, out),
        Command::Backup(backup) => backup.run(config),
        Command::Restore(restore) => restore.run(config),
        Command::Token(token) => token.run(out),
        Command::Completions(completions) => completions.run(out),
        Command::Man(man) => man.run(out),
    }
}
