//! A file that has been read, and how it is to be understood.

use super::IntakeError;
use crate::{
    ingest::{Batch, Format, read_knowing},
    model::{Day, Key},
    questions::resolve_name,
    store::Store,
};

/// A file of facts.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    format: Format,
    bytes: Vec<u8>,
}

impl File {
    /// A file of this name and content; its format is told from them where none is given.
    ///
    /// # Errors
    /// When neither tells.
    pub fn new(name: String, format: Option<Format>, bytes: Vec<u8>) -> Result<Self, IntakeError> {
        match format.or_else(|| Format::detect(&name, &bytes)) {
            Some(format) => Ok(Self { name, format, bytes }),
            None => Err(IntakeError::Format(name)),
        }
    }

    /// The name that a report gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it is written.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Its content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it holds, with the publishers that the store knows by their names.
    pub fn batch(&self, store: &Store) -> Batch {
        let view = store.view(store.now(Day::MAX));
        let publisher = |name: &str| -> Option<Key> {
            let node = resolve_name::entity_with_name(view, name).ok().flatten()?;
            view.key(node).cloned()
        };
        read_knowing(self.format, &self.name, &self.bytes, &publisher)
    }
}
