//! From where a browser may ask: the pages of this server, and of the sites that the settings name. What is no browser says no
//! origin, and may.

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

use axum::http::{
    HeaderMap, HeaderName, HeaderValue, Uri,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HOST, ORIGIN,
    },
};

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

impl Origins {
    /// As the settings say.
    pub(super) fn of(config: &Config) -> Self {
        let plain = |origin: &String| origin.trim_end_matches('/').to_ascii_lowercase();
        let origins = config.origins.iter().map(plain).collect();
        let local = config.listen.ip().is_loopback() && config.tokens.is_none() && config.reading.is_none();
        Self(Arc::new(Named { origins, local }))
    }

    /// Lets a request in by the name under which the server is asked, and by the site whose page asks.
    ///
    /// # Errors
    /// `FORBIDDEN` where either may not be.
    pub(super) fn let_in(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), Fault> {
        let host = host(headers, uri);
        if self.0.local && host.is_some_and(|host| !own(host)) {
            let message =
                "this server is asked by `localhost` or its number\nhint: it listens to its own machine alone";
            return Err(Fault::new(Code::Forbidden, message));
        }
        match headers.get(ORIGIN) {
            None => Ok(()),
            Some(origin) if self.named(origin) || same(origin, host) => Ok(()),
            Some(_) => {
                let message = "pages of this site may not ask\nhint: the setting `origins` names the sites that may";
                Err(Fault::new(Code::Forbidden, message))
            }
        }
    }

    /// Lets a page of a site that is named read the answer.
    pub(super) fn share(&self, origin: HeaderValue, headers: &mut HeaderMap) {
        if self.named(&origin) {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.extend(SHARED);
        }
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
fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let named = || headers.get(HOST).and_then(|host| host.to_str().ok());
    uri.authority().map(|authority| authority.as_str()).or_else(named)
}

/// Whether a name is one of this machine for itself.
fn own(host: &str) -> bool {
    let port = |rest: &str| rest.is_empty() || rest.strip_prefix(':').is_some_and(digits);
    if let Some((number, rest)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return port(rest) && number.parse::<Ipv6Addr>().is_ok_and(|number| number.is_loopback());
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if digits(port) => name,
        _ => host,
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    last.eq_ignore_ascii_case("localhost") && name.bytes().all(plain)
        || name.parse::<Ipv4Addr>().is_ok_and(|number| number.is_loopback())
}

fn digits(port: &str) -> bool {
    !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the page comes from this server itself.
fn same(origin: &HeaderValue, host: Option<&str>) -> bool {
    let of = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, of)| of);
    of.zip(host).is_some_and(|(of, host)| of.eq_ignore_ascii_case(host))
}
