//! `verify`: reads the whole journal, checks it, folds it, says what it found.

use std::io::Write;

use clap::Args;

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
pub(super) struct Verify {}

impl Verify {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let journal = open::journal(config)?;
        let report = journal.verify()?;
        let graph = Graph::load(journal.read(1).map(|entry| entry.map_err(StoreError::from)))?;
        let held = graph.view(Pin::new(graph.seq(), Day::MAX)).lengths();
        let time =
            |instant: Option<_>| instant.map_or_else(|| "-".to_owned(), |i: crate::model::Instant| i.to_string());
        let lines = [
            ("store", config.data_dir.display().to_string()),
            ("transactions", report.records.to_string()),
            ("first", time(report.first)),
            ("last", time(report.last)),
            ("bytes", report.bytes.to_string()),
            ("head", report.hash),
            ("entities", held.entities.to_string()),
            ("documents", held.documents.to_string()),
            ("claims", held.claims.to_string()),
            ("relations", held.relations.to_string()),
            ("observations", held.observations.to_string()),
        ];
        for (name, value) in lines {
            writeln!(out, "{name:<13} {value}")?;
        }
        writeln!(out, "every sum, number and link holds, and all of it folds")?;
        Ok(())
    }
}
