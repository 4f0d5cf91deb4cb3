//! Which address is what, and the headers that every answer carries.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::{from_fn_with_state, map_response},
    response::Response,
    routing::{any, get, post},
};
use tokio::sync::Semaphore;

use super::{
    graphql::{self, answers::Answers},
    health, import,
    origins::{self, Origins},
    outflow, pages,
    rights::{self, Rights, RightsError},
};
use crate::{config::Config, graphql::Door, model::Instant, store::Store};

/// How many imports, exports and backups may run at once: each reads all that is recorded.
const HEAVY: usize = 4;

/// What the server stands before, nothing until the store is open; who may do what there, and how much.
#[derive(Clone)]
pub struct Doors {
    opened: Arc<OnceLock<(Arc<Store>, Door)>>,
    rights: Arc<Rights>,
    origins: Origins,
    answers: Arc<Answers>,
    heavy: Arc<Semaphore>,
    import_bytes: usize,
}

impl Default for Doors {
    /// As on one's own machine, without any setting.
    fn default() -> Self {
        Self::with(Rights::default(), Origins::default(), crate::config::IMPORT_MIB)
    }
}

impl Doors {
    /// As the settings say; to nothing yet.
    ///
    /// # Errors
    /// Where they do not say who may do what at an address that others reach.
    pub fn of(config: &Config) -> Result<Self, RightsError> {
        Ok(Self::with(Rights::of(config)?, Origins::of(config), config.import_mib))
    }

    fn with(rights: Rights, origins: Origins, import_mib: u16) -> Self {
        Self {
            opened: Arc::default(),
            rights: Arc::new(rights),
            origins,
            answers: Arc::default(),
            heavy: Arc::new(Semaphore::new(HEAVY)),
            import_bytes: usize::from(import_mib) << 20,
        }
    }

    /// Lets requests in to a store, whose day is the clock's in UTC. The first one stays.
    pub fn open(&self, store: Arc<Store>) {
        let door = Door::new(Arc::clone(&store), || Instant::now().day());
        let _ = self.opened.set((store, door));
    }

    /// The store, once it is open.
    pub(super) fn store(&self) -> Option<&Arc<Store>> {
        self.opened.get().map(|(store, _)| store)
    }

    /// Who may do what.
    pub(super) fn rights(&self) -> &Arc<Rights> {
        &self.rights
    }

    /// Places for what takes much.
    pub(super) fn heavy(&self) -> &Arc<Semaphore> {
        &self.heavy
    }

    /// How many bytes an import may have.
    pub(super) const fn import_bytes(&self) -> usize {
        self.import_bytes
    }

    /// The GraphQL door to it.
    pub(super) fn door(&self) -> Option<&Door> {
        self.opened.get().map(|(_, door)| door)
    }

    /// The answers that are kept.
    pub(super) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// From where a browser may ask.
    pub(super) const fn origins(&self) -> &Origins {
        &self.origins
    }
}

/// All addresses.
pub fn routes(doors: Doors) -> Router {
    Router::new()
        .route("/", get(pages::first))
        .route("/playground", get(pages::playground))
        .route("/playground/", get(pages::playground))
        .route("/assets/{*path}", get(pages::asset))
        .route("/graphql", any(graphql::graphql))
        .route("/schema.graphql", get(graphql::contract))
        .route("/import", post(import::import))
        .route("/export", get(outflow::export))
        .route("/backup", get(outflow::backup))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(pages::nothing)
        .layer(from_fn_with_state(doors.clone(), rights::named))
        .layer(from_fn_with_state(doors.clone(), origins::held))
        .layer(map_response(guarded))
        .with_state(doors)
}

/// Pages load nothing from elsewhere, and a browser takes an answer for what it says it is.
const GUARDS: [(HeaderName, HeaderValue); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

async fn guarded(mut response: Response) -> Response {
    response.headers_mut().extend(GUARDS);
    response
}
