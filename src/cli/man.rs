//! `man`: the man page, from the same definitions as the help.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

/// Print the man page
#[derive(Args, Debug)]
pub(super) struct Man {
    /// That of this command alone
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut all = super::Cli::command();
        all.build();
        let command = match &self.command {
            None => all,
            Some(name) => {
                let found = all.find_subcommand(name).cloned();
                found.ok_or_else(|| {
                    anyhow::anyhow!("there is no command `{name}`\nhint: `lodegraph help` lists the commands")
                })?
            }
        };
        Ok(Page::new(command).render(&mut &mut *out)?)
    }
}
