//! `backup`: the journal as one portable file.

use std::path::PathBuf;

use clap::Args;

use super::{failure::say, open};
use crate::{
    config::Config,
    journal::{Journal, write_backup},
};

/// Write the whole store into one portable file, checked as it is written
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The file; one that is there is replaced when the new one is on disk
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<()> {
        let journal = open::journal(config)?;
        let report = write_backup(&self.file, journal.read(1))?;
        say(&format!(
            "{} transactions in `{}`, the last with the hash {}",
            report.records,
            self.file.display(),
            report.hash
        ));
        Ok(())
    }
}
