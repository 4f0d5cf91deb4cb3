//! `restore`: a backup into an empty store, with the same numbers and times.

use std::path::PathBuf;

use anyhow::{bail, ensure};
use clap::Args;

use super::{failure::say, open};
use crate::{
    config::Config,
    graph::Graph,
    journal::{Backup, Journal, JournalError, SledJournal},
    model::{Entry, Seq},
    store::StoreError,
};

/// So many transactions share one flush.
const BATCH: usize = 256;

/// Read a backup into an empty store
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// The file that `backup` wrote
    file: PathBuf,
}

impl Restore {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<()> {
        let dir = &config.data_dir;
        // The whole file is checked, and folded, before anything is written.
        let mut whole = Backup::open(&self.file)?;
        let folded = Graph::load(whole.by_ref().map(|entry| entry.map_err(StoreError::from)))?;
        let hash = whole.hash();
        let journal = SledJournal::open(dir)?;
        let resumed = open::is_being_restored(dir);
        if journal.head() > 0 && !resumed {
            bail!(
                "the store in `{}` is not empty, its journal ends at {}\nhint: restore into a new directory: `--data-dir DIR`",
                dir.display(),
                journal.head()
            );
        }
        open::mark_restoring(dir, true)?;
        let mut entries = Backup::open(&self.file)?;
        same_so_far(&journal, &mut entries)?;
        append(&journal, entries)?;
        let report = journal.verify()?;
        ensure!(report.hash == hash, "what was restored is not what the backup holds: {} and {hash}", report.hash);
        open::mark_restoring(dir, false)?;
        say(&format!("{} transactions in `{}`, the last with the hash {hash}", folded.seq(), dir.display()));
        Ok(())
    }
}

/// Passes over what an interrupted restore has written already.
fn same_so_far(journal: &SledJournal, entries: &mut Backup) -> anyhow::Result<()> {
    for recorded in journal.read(1) {
        let recorded = recorded?;
        let same = entries.next().transpose()?.is_some_and(|entry| entry == recorded);
        ensure!(
            same,
            "transaction {} is not the one of the backup\nhint: use the file with which the restore began, or another `--data-dir`",
            recorded.seq
        );
    }
    Ok(())
}

fn append(journal: &SledJournal, entries: impl Iterator<Item = Result<Entry, JournalError>>) -> anyhow::Result<()> {
    let mut batch: Vec<Entry> = Vec::new();
    let mut after: Seq = journal.head();
    for entry in entries {
        batch.push(entry?);
        if batch.len() == BATCH {
            after = journal.append(after, &batch)?;
            batch.clear();
        }
    }
    journal.append(after, &batch)?;
    Ok(())
}
