//! Which address is what, and the headers that every answer carries.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::{from_fn_with_state, map_response},
    response::Response,
    routing::get,
};

use super::{
    graphql, health, pages,
    rights::{self, Rights},
};
use crate::{graphql::Door, model::Instant, store::Store};

/// What the server stands before, nothing until the store is open; and who may do what there.
#[derive(Clone, Default)]
pub struct Doors {
    opened: Arc<OnceLock<(Arc<Store>, Door)>>,
    rights: Arc<Rights>,
}

impl Doors {
    /// Doors to nothing yet.
    pub fn new(rights: Rights) -> Self {
        Self { opened: Arc::default(), rights: Arc::new(rights) }
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

    /// The GraphQL door to it.
    pub(super) fn door(&self) -> Option<&Door> {
        self.opened.get().map(|(_, door)| door)
    }
}

/// All addresses.
pub fn routes(doors: Doors) -> Router {
    Router::new()
        .route("/", get(pages::first))
        .route("/playground", get(pages::playground))
        .route("/playground/", get(pages::playground))
        .route("/assets/{*path}", get(pages::asset))
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/schema.graphql", get(graphql::contract))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(pages::nothing)
        .layer(from_fn_with_state(doors.clone(), rights::named))
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
