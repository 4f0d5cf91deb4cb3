//! From where a browser may ask: the pages of this server, and of the sites that the settings name. What is no browser says no
//! origin, and may.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{
            ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
            ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HOST, ORIGIN, VARY,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{gate::gate, rights::refusal, routes::Doors};
use crate::{
    config::Config,
    graphql::{Code, Fault},
};

/// The sites whose pages may ask, and the names under which this server is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins(Arc<Named>);

#[derive(Debug, Default)]
struct Named {
    /// As browsers write them: `https://example.org`.
    origins: Vec<String>,
    /// Whether everybody at this machine may do everything: then it is asked by that machine's own names, or somebody lends it
    /// another so that a page of theirs may ask.
    local: bool,
}

/// Lets in what may ask, and a page of a site that is named read what is answered.
pub(super) async fn held(doors: &Doors, request: Request, next: Next) -> Response {
    let origins = doors.origins();
    if let Err(fault) = origins.let_in(request.headers(), request.uri()) {
        return refusal(&fault);
    }
    let origin = request.headers().get(ORIGIN).cloned();
    let mut response = match (request.method(), &origin) {
        (&Method::OPTIONS, Some(_)) => StatusCode::NO_CONTENT.into_response(),
        _ => gate(doors, request, next).await,
    };
    origins.share(origin, response.headers_mut());
    response
}

impl Origins {
    /// As the settings say.
    pub(super) fn of(config: &Config) -> Self {
        let plain = |origin: &String| origin.trim_end_matches('/').to_ascii_lowercase();
        let origins = config.origins.iter().map(plain).collect();
        let local = config.listen.ip().is_loopback() && config.tokens.is_none() && config.reading.is_none();
        Self(Arc::new(Named { origins, local }))
    }

    fn let_in(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), Fault> {
        let host = host(headers, uri);
        if self.0.local && host.as_deref().is_some_and(|host| !own(host)) {
            let message =
                "this server is asked by `localhost` or its number\nhint: it listens to its own machine alone";
            return Err(Fault::new(Code::Forbidden, message));
        }
        match headers.get(ORIGIN) {
            None => Ok(()),
            Some(origin) if self.named(origin) || same(origin, host.as_deref()) => Ok(()),
            Some(_) => {
                let message = "pages of this site may not ask\nhint: the setting `origins` names the sites that may";
                Err(Fault::new(Code::Forbidden, message))
            }
        }
    }

    fn share(&self, origin: Option<HeaderValue>, headers: &mut HeaderMap) {
        headers.append(VARY, HeaderValue::from_static("origin"));
        let Some(origin) = origin.filter(|origin| self.named(origin)) else { return };
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.extend(SHARED);
    }

    fn named(&self, origin: &HeaderValue) -> bool {
        origin.to_str().is_ok_and(|origin| self.0.origins.contains(&origin.to_ascii_lowercase()))
    }
}

const SHARED: [(HeaderName, HeaderValue); 4] = [
    (ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST")),
    (ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type, accept")),
    (ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, retry-after, server-timing")),
    (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600")),
];

/// Under which name the server is asked, with its port: where the address is given whole it is that of the address.
fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let named = || headers.get(HOST).and_then(|host| host.to_str().ok());
    uri.authority().map(|authority| authority.as_str()).or_else(named).map(str::to_ascii_lowercase)
}

/// Whether a name is one of this machine for itself.
fn own(host: &str) -> bool {
    let Ok(uri) = host.parse::<Uri>() else { return false };
    let name = uri.host().unwrap_or_default();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Whether the page comes from this server itself.
fn same(origin: &HeaderValue, host: Option<&str>) -> bool {
    let of = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, of)| of.to_ascii_lowercase());
    of.is_some_and(|of| Some(of.as_str()) == host)
}
