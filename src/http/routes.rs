//! Which address is what, and the headers that every answer carries.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::map_response,
    response::Response,
    routing::get,
};

use super::{health, pages};
use crate::store::Store;

/// What the server stands before: nothing until the store is open.
#[derive(Clone, Default)]
pub struct Doors(Arc<OnceLock<Arc<Store>>>);

impl Doors {
    /// Lets requests in to a store. The first one stays.
    pub fn open(&self, store: Arc<Store>) {
        let _ = self.0.set(store);
    }

    /// The store, once it is open.
    pub(super) fn store(&self) -> Option<&Arc<Store>> {
        self.0.get()
    }
}

/// All addresses.
pub fn routes(doors: Doors) -> Router {
    Router::new()
        .route("/", get(pages::first))
        .route("/playground", get(pages::playground))
        .route("/playground/", get(pages::playground))
        .route("/assets/{*path}", get(pages::asset))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(pages::nothing)
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
