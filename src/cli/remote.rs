//! A command's work done on a running server, by its HTTP routes.

use std::{io::Read, sync::Arc, time::Duration};

use anyhow::{Context, anyhow, bail};
use serde_json::Value;
use ureq::{
    Agent, AsSendBody, Body,
    http::{Response, Uri, header},
    tls::{RootCerts, TlsConfig},
};

use crate::config::Remote;

/// How long a connection may take to come about, and the first line of an answer.
const CONNECTING: Duration = Duration::from_secs(10);
const ANSWERING: Duration = Duration::from_secs(600);
/// How much of a refusal is read.
const REFUSAL_BYTES: u64 = 1 << 20;

/// Settings that may name a server.
pub(super) trait ServerOf {
    /// The server, if the command is to work on one.
    fn server(&self) -> anyhow::Result<Option<Server>>;
}

impl ServerOf for Remote {
    fn server(&self) -> anyhow::Result<Option<Server>> {
        self.server.as_deref().map(|url| Server::new(url, self.token.clone())).transpose()
    }
}

/// A running server.
pub(super) struct Server {
    agent: Agent,
    base: String,
    token: Option<String>,
}

impl Server {
    fn new(url: &str, token: Option<String>) -> anyhow::Result<Self> {
        let base = url.trim_end_matches('/').to_owned();
        let address: Uri = base.parse().with_context(|| format!("`{url}` is no address of a server"))?;
        let host = address.host().unwrap_or_default().trim_matches(['[', ']']);
        let here = host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        match address.scheme_str() {
            Some("https") => {}
            Some("http") if here => {}
            Some("http") => bail!(
                "`{url}` would send the token and the facts in the clear\nhint: `https://…`; `http` is for a server on this machine"
            ),
            _ => bail!("`{url}` is no address of a server\nhint: `https://graph.example.org`, `http://127.0.0.1:8080`"),
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(CONNECTING))
            .timeout_recv_response(Some(ANSWERING))
            .build()
            .into();
        Ok(Self { agent, base, token })
    }

    /// What stands at a path, to be read as it comes.
    pub(super) fn get(&self, path: &str, query: &[(&str, String)]) -> anyhow::Result<impl Read + use<>> {
        let mut request = self.agent.get(format!("{}/{path}", self.base));
        for (name, value) in query {
            request = request.query(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let answer = self.taken(request.call())?;
        Ok(answer.into_body().into_reader())
    }

    /// The JSON that answers a JSON value sent to a path.
    pub(super) fn post(&self, path: &str, query: &[(&str, String)], value: &Value) -> anyhow::Result<String> {
        self.send(path, query, "application/json", value.to_string())
    }

    /// The JSON that answers what is sent to a path; what is refused unread is not sent.
    pub(super) fn send(
        &self,
        path: &str,
        query: &[(&str, String)],
        media_type: &str,
        body: impl AsSendBody,
    ) -> anyhow::Result<String> {
        let mut request = self.agent.post(format!("{}/{path}", self.base));
        for (name, value) in query {
            request = request.query(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request = request.header(header::CONTENT_TYPE, media_type).header(header::ACCEPT, "application/json");
        let answer = self.taken(request.header(header::EXPECT, "100-continue").send(body))?;
        let mut text = String::new();
        answer.into_body().into_reader().read_to_string(&mut text).context("no whole answer came")?;
        Ok(text)
    }

    /// The answer, if it is one. A report of a refusal (422) is.
    fn taken(&self, answer: Result<Response<Body>, ureq::Error>) -> anyhow::Result<Response<Body>> {
        let hint = "is it running? is this its address?";
        let answer = answer.map_err(|wrong| anyhow!("`{}` does not answer: {wrong}\nhint: {hint}", self.base))?;
        let status = answer.status();
        if status.is_success() || status == 422 {
            return Ok(answer);
        }
        let mut text = String::new();
        answer
            .into_body()
            .into_reader()
            .take(REFUSAL_BYTES)
            .read_to_string(&mut text)
            .context("no whole answer came")?;
        let refusal: Value = serde_json::from_str(&text).unwrap_or_default();
        let message = refusal.pointer("/errors/0/message").and_then(Value::as_str).unwrap_or_else(|| text.trim());
        let before = refusal.pointer("/errors/0/extensions/taken/taken").and_then(Value::as_u64);
        let before = before.map_or_else(String::new, |taken| format!(", when {taken} were taken"));
        bail!("the server refuses ({status}){before}: {message}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_in_the_clear_to_another_machine() {
        for (url, taken) in [
            ("https://graph.example.org", true),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]:8080", true),
            ("http://localhost:8080", true),
            ("http://graph.example.org", false),
            ("http://192.0.2.1:8080", false),
            ("graph.example.org", false),
            ("ftp://127.0.0.1", false),
        ] {
            assert_eq!(Server::new(url, None).is_ok(), taken, "{url}");
        }
    }
}
