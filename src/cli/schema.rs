//! `schema`: the contract, as it is served at `/schema.graphql`.

use std::io::Write;

use clap::Args;

use crate::graphql::sdl;

/// Print the GraphQL contract as SDL
#[derive(Args, Debug)]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        Ok(out.write_all(sdl().as_bytes())?)
    }
}
