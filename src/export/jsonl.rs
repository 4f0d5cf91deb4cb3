//! JSONL: one change a line.

use std::io;

use crate::ingest::wire::ChangeWire;

/// Writes a change as a line.
pub(super) fn line(_first: bool, change: &ChangeWire, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, change)?;
    out.write_all(b"\n")
}
