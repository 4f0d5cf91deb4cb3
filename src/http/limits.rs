//! How much is given to whom: sizes, times and numbers, as the settings say.

use std::{num::NonZeroU16, time::Duration};

use crate::config::Config;

/// Bounds of the server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How many bytes an import may have.
    pub(super) import_bytes: usize,
    /// How long what is under way may take after the server is told to end.
    pub(super) drain: Duration,
    /// After how long without what it owes a connection is closed.
    pub(super) idle: Duration,
    /// How many connections may be open at once.
    pub(super) connections: usize,
    /// How many requests a second one client may make; none for as many as it likes.
    pub(super) rate: Option<NonZeroU16>,
    /// How long the searches of a question may take.
    pub(super) question: Duration,
    /// How many proxies of one's own stand in front.
    pub(super) proxies: u8,
}

impl Limits {
    /// As the settings say.
    pub(super) fn of(config: &Config) -> Self {
        Self {
            import_bytes: usize::from(config.import_mib) << 20,
            drain: Duration::from_secs(config.drain_seconds.into()),
            idle: Duration::from_secs(config.idle_seconds.into()),
            connections: config.connections.into(),
            rate: NonZeroU16::new(config.rate),
            question: Duration::from_secs(config.question_seconds.into()),
            proxies: config.proxies,
        }
    }
}
