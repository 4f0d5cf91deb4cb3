//! `completions`: what a shell needs to complete our commands, from the same definitions as the help.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::{Generator, Shell};

/// Print a shell's completions
#[derive(Args, Debug)]
pub(super) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut command = super::Cli::command();
        command.set_bin_name("lodegraph");
        command.build();
        Ok(self.shell.try_generate(&command, out)?)
    }
}
