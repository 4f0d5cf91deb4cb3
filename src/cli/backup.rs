//! `backup`: the journal as one portable file.

use std::{io, path::PathBuf};

use anyhow::Context;
use clap::Args;

use super::{failure::say, open, remote::ServerOf as _, replace::replace};
use crate::{
    config::{Config, Remote},
    journal::{self, Journal, write_backup},
};

/// Write the whole store into one portable file, checked as it is written
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The file; one that is there is replaced when the new one is on disk
    file: PathBuf,
    #[command(flatten)]
    remote: Remote,
}

impl Backup {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<()> {
        let (records, hash) = match self.remote.server()? {
            Some(server) => {
                let mut whole = (0, String::new());
                let mut bytes = server.get("backup", &[])?;
                let write = |file: &mut io::BufWriter<std::fs::File>| io::copy(&mut bytes, file).map(drop);
                // What came over a network counts when all of it has been read back.
                replace(&self.file, write, |path| {
                    let mut backup = journal::Backup::open(path)?;
                    let records = backup.by_ref().try_fold(0, |count, entry| entry.map(|_| count + 1))?;
                    whole = (records, backup.hash());
                    Ok(())
                })
                .context("no whole backup came from the server")?;
                whole
            }
            None => {
                let report = write_backup(&self.file, open::journal(config)?.read(1))?;
                (report.records, report.hash)
            }
        };
        say(&format!("{records} transactions in `{}`, the last with the hash {hash}", self.file.display()));
        Ok(())
    }
}
