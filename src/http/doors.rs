//! What handlers know: the store, once it is open, who may do what, and how much is given to whom.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use thiserror::Error;
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

#[cfg(feature = "otel")]
use super::traces::Traces;
use super::{
    gate::Client,
    graphql::answers::Answers,
    inflow::Room,
    limits::Limits,
    measures::Measures,
    origins::Origins,
    pages,
    rights::{Rights, RightsError},
    throttle::Throttle,
    tls::{self, TlsError},
};
use crate::{
    config::Config,
    graphql::{Door, Limits as Questions},
    model::{Day, Instant},
    store::Store,
};

/// How many imports and backups may run at once: each reads all that is recorded.
pub(super) const HEAVY: usize = 4;
/// How many exports may run at once. Their places are their own: whoever may read has one for as long as they take it, and must keep nobody from writing.
pub(super) const EXPORTS: usize = 4;

/// What the server stands before, nothing until the store is open; who may do what there, and how much.
#[derive(Clone)]
pub struct Doors(Arc<House>);

struct House {
    opened: OnceLock<(Arc<Store>, Door)>,
    ending: watch::Sender<bool>,
    name: String,
    rights: Arc<Rights>,
    origins: Origins,
    documents: Option<Vec<String>>,
    answers: Arc<Answers>,
    limits: Limits,
    throttle: Option<Throttle>,
    tls: Option<TlsAcceptor>,
    heavy: Arc<Semaphore>,
    exports: Arc<Semaphore>,
    room: Room,
    measures: Measures,
    #[cfg(feature = "otel")]
    traces: Option<Traces>,
}

/// Settings under which the server does not start.
#[derive(Debug, Error)]
pub enum DoorsError {
    /// They do not say who may do what at an address that others reach.
    #[error(transparent)]
    Rights(#[from] RightsError),
    /// The certificate or the key cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// Spans cannot be sent as the variables of OpenTelemetry say.
    #[cfg(feature = "otel")]
    #[error(transparent)]
    Traces(#[from] super::traces::TracesError),
}

impl Default for Doors {
    /// As on one's own machine, without any setting.
    fn default() -> Self {
        Self::with(Rights::UNGUARDED, Origins::default(), &Config::default(), None)
    }
}

impl Doors {
    /// As the settings say; to nothing yet.
    ///
    /// # Errors
    /// See [`DoorsError`].
    pub fn of(config: &Config) -> Result<Self, DoorsError> {
        let tls = config.tls.as_ref().map(|(cert, key)| tls::acceptor(cert, key)).transpose()?;
        let doors = Self::with(Rights::of(config)?, Origins::of(config), config, tls);
        #[cfg(feature = "otel")]
        let doors = doors.traced(Traces::of(|name| std::env::var(name).ok())?);
        Ok(doors)
    }

    fn with(rights: Rights, origins: Origins, config: &Config, tls: Option<TlsAcceptor>) -> Self {
        let limits = Limits::of(config);
        Self(Arc::new(House {
            opened: OnceLock::new(),
            ending: watch::Sender::new(false),
            // Ids only have to differ; where the system has no randomness they do so within this process.
            name: format!("{:08x}", getrandom::u32().unwrap_or_default()),
            rights: Arc::new(rights),
            origins,
            documents: config.documents.clone(),
            answers: Arc::default(),
            limits,
            throttle: limits.rate.map(Throttle::new),
            tls,
            heavy: Arc::new(Semaphore::new(HEAVY)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            room: Room::new(limits.import_bytes.saturating_mul(HEAVY)),
            measures: Measures::default(),
            #[cfg(feature = "otel")]
            traces: None,
        }))
    }

    /// Lets requests in to a store, whose day is the clock's in UTC. The first one stays.
    pub fn open(&self, store: Arc<Store>) {
        self.open_on(store, || Instant::now().day());
    }

    /// The same, where something else says which day it is.
    pub fn open_on(&self, store: Arc<Store>, today: impl Fn() -> Day + Send + Sync + 'static) {
        let limits = Questions { time: self.0.limits.question, ..Questions::default() };
        let door = Door::within(limits, Arc::clone(&store), today);
        match &self.0.documents {
            Some(documents) => door.give(documents, true),
            None => door.give(&pages::documents(), false),
        }
        let _ = self.0.opened.set((store, door));
    }

    /// The same, whose requests are told to a collector. Before anybody has a copy.
    #[cfg(feature = "otel")]
    fn traced(mut self, traces: Option<Traces>) -> Self {
        if let Some(house) = Arc::get_mut(&mut self.0) {
            house.traces = traces;
        }
        self
    }

    /// What tells a collector of requests, if there is one.
    #[cfg(feature = "otel")]
    pub(super) fn traces(&self) -> Option<&Traces> {
        self.0.traces.as_ref()
    }

    /// The store, once it is open.
    pub(super) fn store(&self) -> Option<&Arc<Store>> {
        self.0.opened.get().map(|(store, _)| store)
    }

    /// Who may do what.
    pub(super) fn rights(&self) -> &Arc<Rights> {
        &self.0.rights
    }

    /// Places for imports and backups.
    pub(super) fn heavy(&self) -> &Arc<Semaphore> {
        &self.0.heavy
    }

    /// Places for exports.
    pub(super) fn exports(&self) -> &Arc<Semaphore> {
        &self.0.exports
    }

    /// Room for imports that are being received.
    pub(super) fn room(&self) -> &Room {
        &self.0.room
    }

    /// How much is given to whom.
    pub(super) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Counts one more that a client asks.
    ///
    /// # Errors
    /// How long it has to wait, where it asks faster than it may.
    pub(super) fn admits(&self, Client(client): Client) -> Result<(), Duration> {
        let Some((throttle, client)) = self.0.throttle.as_ref().zip(client) else { return Ok(()) };
        throttle.take(client, std::time::Instant::now()).inspect_err(|_| self.0.measures.throttled())
    }

    /// What makes a connection one of TLS, if it is to be one.
    pub(super) fn tls(&self) -> Option<&TlsAcceptor> {
        self.0.tls.as_ref()
    }

    /// What is going on.
    pub(super) fn measures(&self) -> &Measures {
        &self.0.measures
    }

    /// What ids of this process's requests begin with.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }

    /// Says that no more is to be sent here.
    pub(super) fn end(&self) {
        self.0.ending.send_replace(true);
    }

    /// Waits until the server ends.
    pub(super) fn ended(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut ending = self.0.ending.subscribe();
        async move {
            let _ = ending.wait_for(|ending| *ending).await;
        }
    }

    /// Why no more is to be sent here; none while all is well.
    pub(super) fn unready(&self) -> Option<String> {
        if *self.0.ending.borrow() {
            return Some("the server ends".to_owned());
        }
        match self.store().map(|store| store.refusing()) {
            Some(None) => None,
            Some(Some(why)) => Some(format!("nothing can be written: {why}")),
            None => Some("the journal is being read".to_owned()),
        }
    }

    /// The GraphQL door to it.
    pub(super) fn door(&self) -> Option<&Door> {
        self.0.opened.get().map(|(_, door)| door)
    }

    /// The answers that are kept.
    pub(super) fn answers(&self) -> &Answers {
        &self.0.answers
    }

    /// From where a browser may ask.
    pub(super) fn origins(&self) -> &Origins {
        &self.0.origins
    }
}
