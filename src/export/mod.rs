//! The way back: what a view holds as changes, and changes as files that [`crate::ingest`] reads. The same view gives the same bytes.
//!
//! Imports the graph and the model, and from ingest the forms that both share.

#[cfg(test)]
mod answers;
mod changes;
mod dossier;
mod jsonl;
#[cfg(test)]
mod tests;

use std::{fmt, io, str::FromStr};

use crate::{
    graph::{Graph, Pin},
    ingest::wire::ChangeWire,
    model::{Change, Day, Instant, Invalid},
};

pub use changes::{Extent, changes};

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML for people.
    Dossier,
    /// One change a line, for programs.
    Jsonl,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Dossier, Self::Jsonl];

    /// Its name, as a setting gives it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Jsonl => "jsonl",
        }
    }
}

impl FromStr for Format {
    type Err = Invalid;
    /// # Errors
    /// When nothing is written in a format of this name.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|f| f.as_str() == text).ok_or_else(|| {
            let names = Self::ALL.map(Self::as_str).join("`, `");
            Invalid::new(format!("`{text}` is no format to write; expected one of `{names}`"))
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The changes that make what was known at an instant, now if none is given: of all dates, or what holds on one of them. Linear in
/// the graph.
pub fn recorded(graph: &Graph, today: Day, as_of: Option<Day>, known_at: Option<Instant>) -> Vec<Change> {
    let seq = known_at.map_or_else(|| graph.seq(), |instant| graph.seq_at(instant));
    let view = graph.view(Pin { known_at, ..Pin::new(seq, as_of.unwrap_or(today)) });
    changes(view, if as_of.is_some() { Extent::Holding } else { Extent::All })
}

/// Writes changes one after the other, in UTF-8.
///
/// # Errors
/// When the writer fails. What was written before stays.
pub fn write(format: Format, changes: impl IntoIterator<Item = Change>, out: &mut dyn io::Write) -> io::Result<()> {
    let item = match format {
        Format::Dossier => dossier::item,
        Format::Jsonl => jsonl::line,
    };
    for (i, change) in changes.into_iter().enumerate() {
        item(i == 0, &ChangeWire::from(change), out)?;
    }
    Ok(())
}
