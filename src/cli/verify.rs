//! `verify`: reads the whole journal, checks it, folds it, says what it found.

use std::io::Write;

use clap::Args;
use serde::Serialize;

use super::open;
use crate::{
    config::Config,
    graph::{Graph, Pin},
    journal::Journal,
    model::Day,
    store::StoreError,
};

/// Read the whole journal, check sums, sequence and chain, fold it, and say what it holds
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// Say it as JSON
    #[arg(long)]
    json: bool,
}

/// What was found, as `--json` says it.
#[derive(Serialize)]
struct Found {
    store: String,
    transactions: u64,
    first: Option<String>,
    last: Option<String>,
    bytes: u64,
    head: String,
    entities: u32,
    documents: u32,
    claims: u32,
    relations: u32,
    observations: u32,
}

/// The same in the order of the lines.
const NAMES: [&str; 11] = [
    "store",
    "transactions",
    "first",
    "last",
    "bytes",
    "head",
    "entities",
    "documents",
    "claims",
    "relations",
    "observations",
];

impl Verify {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let journal = open::journal(config)?;
        let report = journal.verify()?;
        let graph = Graph::load(journal.read(1).map(|entry| entry.map_err(StoreError::from)))?;
        let held = graph.view(Pin::new(graph.seq(), Day::MAX)).lengths();
        let found = Found {
            store: config.data_dir.display().to_string(),
            transactions: report.records,
            first: report.first.map(|time| time.to_string()),
            last: report.last.map(|time| time.to_string()),
            bytes: report.bytes,
            head: report.hash,
            entities: held.entities,
            documents: held.documents,
            claims: held.claims,
            relations: held.relations,
            observations: held.observations,
        };
        let found = serde_json::to_value(found)?;
        if self.json {
            return Ok(writeln!(out, "{found:#}")?);
        }
        for name in NAMES {
            let value = found.get(name).filter(|value| !value.is_null());
            let value = value.map_or_else(
                || "-".to_owned(),
                |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            );
            writeln!(out, "{name:<13} {value}")?;
        }
        writeln!(out, "every sum, number and link holds, and all of it folds")?;
        Ok(())
    }
}
