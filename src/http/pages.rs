//! The pages that `web/` builds, embedded in the binary; in a debug build they are read from disk, so that a page can be
//! worked on while the server runs. Without them there is one page that says how to build them.

use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::config;

#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Pages;

/// What the explorer may do: its styles and scripts are files of this server, and nothing is asked of any other.
const EXPLORER: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);

/// The explorer; without it, the page that says how to build the pages.
pub(super) async fn explorer() -> Response {
    match Pages::get("index.html") {
        Some(page) => {
            let page = file("text/html; charset=utf-8", "no-cache", page);
            ([(header::CONTENT_SECURITY_POLICY, EXPLORER)], page).into_response()
        }
        None => Html(UNBUILT).into_response(),
    }
}

/// GraphiQL with the example documents.
pub(super) async fn playground() -> Response {
    match Pages::get("playground/index.html") {
        Some(page) => file("text/html; charset=utf-8", "no-cache", page),
        None => Html(UNBUILT).into_response(),
    }
}

/// The documents of the explorer, so that none of them has to be sent; none without it.
pub(super) fn documents() -> Vec<String> {
    let file = Pages::get("documents.json");
    file.and_then(|file| config::documents(&file.data).ok()).unwrap_or_default()
}

/// What the pages load. Their names change with their content, so they may be kept for ever.
pub(super) async fn asset(uri: Uri) -> Response {
    // As it was sent: the bundler's names are plain.
    let path = uri.path().trim_start_matches('/');
    match Pages::get(path) {
        Some(asset) => file(media_type(path), "public, max-age=31536000, immutable", asset),
        None => nothing().await.into_response(),
    }
}

/// Any other address.
pub(super) async fn nothing() -> (StatusCode, &'static str) {
    (
        StatusCode::NOT_FOUND,
        "there is nothing at this address\nhint: `/`, `/playground`, `/graphql`, `/schema.graphql`\n",
    )
}

fn file(media_type: &'static str, cache: &'static str, file: EmbeddedFile) -> Response {
    ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, cache)], file.data).into_response()
}

/// By the end of the name: the kinds of file that the bundler writes.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ttf") => "font/ttf",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

const UNBUILT: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lodegraph</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>Lodegraph</h1>
<p>The server runs, but it was built without its pages. With Node and npm installed, build them and start again:</p>
<pre>make run</pre>
<p>The graph answers at <code>/graphql</code> all the same, and <a href="/schema.graphql">its contract</a> says what can be
asked.</p>
</html>
"#;
