//! Spans of requests for a collector of OpenTelemetry: OTLP over HTTP in its JSON form, to the address and by the names that the variables
//! `OTEL_…` say. Only with the feature `otel`, and only where they name a collector.

use std::{
    fmt::Write as _,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header},
};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use thiserror::Error;
use tokio::{
    net::TcpStream,
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// So many spans wait to be sent; further ones are lost.
const WAITING: usize = 4_096;
/// So many are sent at a time.
const BATCH: usize = 512;
/// How long spans are gathered.
const GATHERED: Duration = Duration::from_secs(1);
/// How long the collector may take, unless said otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// Variables of OpenTelemetry that cannot be followed.
#[derive(Debug, Error)]
pub enum TracesError {
    /// The collector's address is none.
    #[error(
        "`{0}` is no address of a collector\nhint: plain HTTP alone is spoken, as in `OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318`"
    )]
    Address(String),
    /// Another protocol is asked for.
    #[error("spans are not sent by `{0}`\nhint: leave `OTEL_EXPORTER_OTLP_PROTOCOL` out, or say `http/json`")]
    Protocol(String),
}

/// Takes spans, and sends them to the collector once that was started.
pub(super) struct Traces {
    sender: mpsc::Sender<Message>,
    exporter: Mutex<Option<Exporter>>,
}

enum Message {
    Span(Value),
    Flush(oneshot::Sender<()>),
}

/// A request that has begun.
pub(super) struct Begun {
    trace: [u8; 16],
    parent: Option<[u8; 8]>,
    at: SystemTime,
    started: Instant,
}

struct Exporter {
    receiver: mpsc::Receiver<Message>,
    target: Target,
    resource: Value,
}

/// Where spans are sent.
struct Target {
    uri: Uri,
    host: String,
    authority: String,
    headers: HeaderMap,
    patience: Duration,
}

impl Traces {
    /// As the variables say; none where no collector is named, or they say that there are to be no traces.
    ///
    /// # Errors
    /// See [`TracesError`].
    pub(super) fn of(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, TracesError> {
        let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let off = variable("OTEL_SDK_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true"))
            || variable("OTEL_TRACES_EXPORTER").is_some_and(|value| value == "none");
        let of_traces = |name: &str| {
            variable(&format!("OTEL_EXPORTER_OTLP_TRACES_{name}"))
                .or_else(|| variable(&format!("OTEL_EXPORTER_OTLP_{name}")))
        };
        let named = variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        let base =
            variable("OTEL_EXPORTER_OTLP_ENDPOINT").map(|base| format!("{}/v1/traces", base.trim_end_matches('/')));
        let Some(address) = named.or(base).filter(|_| !off) else { return Ok(None) };
        if let Some(other) = of_traces("PROTOCOL").filter(|protocol| protocol != "http/json") {
            return Err(TracesError::Protocol(other));
        }
        let patience =
            of_traces("TIMEOUT").and_then(|millis| millis.parse().ok()).map_or(PATIENCE, Duration::from_millis);
        let target = Target::of(&address, of_traces("HEADERS").as_deref(), patience)?;
        let mut attributes = vec![attribute("service.version", env!("CARGO_PKG_VERSION"))];
        let service = variable("OTEL_SERVICE_NAME").unwrap_or_else(|| "lodegraph".to_owned());
        attributes.push(attribute("service.name", &service));
        let more = variable("OTEL_RESOURCE_ATTRIBUTES").unwrap_or_default();
        attributes.extend(
            pairs(&more).filter(|(name, _)| *name != "service.name").map(|(name, value)| attribute(name, value)),
        );
        let (sender, receiver) = mpsc::channel(WAITING);
        let exporter = Exporter { receiver, target, resource: json!({ "attributes": attributes }) };
        Ok(Some(Self { sender, exporter: Mutex::new(Some(exporter)) }))
    }

    /// Sends from now on. The first call counts.
    pub(super) fn start(&self) {
        if let Some(exporter) = self.exporter.lock().unwrap_or_else(PoisonError::into_inner).take() {
            tokio::spawn(exporter.run());
        }
    }

    /// Waits until what was taken is sent, or was tried to be.
    pub(super) async fn flush(&self) {
        let (done, sent) = oneshot::channel();
        if self.sender.send(Message::Flush(done)).await.is_ok() {
            let _ = timeout(PATIENCE, sent).await;
        }
    }

    /// A request begins: of the trace that it says, or of a new one. None where its caller does not want it to be traced.
    pub(super) fn begin(&self, headers: &HeaderMap) -> Option<Begun> {
        let told = headers.get(TRACEPARENT).and_then(|told| parent(told.to_str().ok()?));
        let (trace, parent) = match told {
            Some((_, _, false)) => return None,
            Some((trace, parent, true)) => (trace, Some(parent)),
            None => (random()?, None),
        };
        Some(Begun { trace, parent, at: SystemTime::now(), started: Instant::now() })
    }

    /// It has ended. Where too many wait to be sent it is not told.
    pub(super) fn end(&self, begun: Begun, method: &Method, route: &str, status: u16, id: &str) {
        let Some(span) = random::<8>() else { return };
        let start = begun.at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let end = start + begun.started.elapsed();
        let attributes = [
            attribute("http.request.method", method.as_str()),
            attribute("http.route", route),
            json!({ "key": "http.response.status_code", "value": { "intValue": status.to_string() } }),
            attribute("lodegraph.request.id", id),
        ];
        let mut told = json!({
            "traceId": hex(&begun.trace),
            "spanId": hex(&span),
            "name": format!("{method} {route}"),
            "kind": 2,
            "startTimeUnixNano": start.as_nanos().to_string(),
            "endTimeUnixNano": end.as_nanos().to_string(),
            "attributes": attributes,
            "status": if status >= 500 { json!({ "code": 2 }) } else { json!({}) },
        });
        if let (Some(parent), Some(fields)) = (begun.parent, told.as_object_mut()) {
            fields.insert("parentSpanId".to_owned(), hex(&parent).into());
        }
        let _ = self.sender.try_send(Message::Span(told));
    }
}

impl Exporter {
    async fn run(mut self) {
        let (mut failing, mut messages) = (false, Vec::new());
        while let Some(first) = self.receiver.recv().await {
            messages.push(first);
            if matches!(messages.as_slice(), [Message::Span(_)]) {
                sleep(GATHERED).await;
            }
            while messages.len() < BATCH
                && let Ok(next) = self.receiver.try_recv()
            {
                messages.push(next);
            }
            let (mut spans, mut waiting) = (Vec::new(), Vec::new());
            for message in messages.drain(..) {
                match message {
                    Message::Span(span) => spans.push(span),
                    Message::Flush(done) => waiting.push(done),
                }
            }
            if !spans.is_empty() {
                let sent = self.send(spans).await;
                match &sent {
                    Err(why) if !failing => tracing::warn!(to = %self.target.uri, why, "spans cannot be sent"),
                    Ok(()) if failing => tracing::info!(to = %self.target.uri, "spans are sent again"),
                    _ => {}
                }
                failing = sent.is_err();
            }
            for done in waiting {
                let _ = done.send(());
            }
        }
    }

    async fn send(&self, spans: Vec<Value>) -> Result<(), String> {
        let scope = json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") });
        let scoped = json!({ "scope": scope, "spans": spans });
        let body = json!({ "resourceSpans": [{ "resource": self.resource, "scopeSpans": [scoped] }] }).to_string();
        match timeout(self.target.patience, self.target.post(body)).await {
            Ok(Ok(status)) if (200..300).contains(&status) => Ok(()),
            Ok(Ok(status)) => Err(format!("the collector answers {status}")),
            Ok(Err(why)) => Err(why),
            Err(_) => Err("the collector does not answer in time".to_owned()),
        }
    }
}

impl Target {
    fn of(address: &str, headers: Option<&str>, patience: Duration) -> Result<Self, TracesError> {
        let wrong = || TracesError::Address(address.to_owned());
        let uri: Uri = address.parse().map_err(|_| wrong())?;
        let host = uri.host().filter(|_| uri.scheme_str() == Some("http")).ok_or_else(wrong)?.to_owned();
        let authority = format!("{host}:{}", uri.port_u16().unwrap_or(80));
        let mut all = HeaderMap::new();
        for (name, value) in pairs(headers.unwrap_or_default()) {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                all.insert(name, value);
            }
        }
        Ok(Self { uri, host, authority, headers: all, patience })
    }

    /// The status with which the collector answers.
    async fn post(&self, body: String) -> Result<u16, String> {
        let told = |why: &dyn std::error::Error| why.to_string();
        let stream = TcpStream::connect(&self.authority).await.map_err(|why| told(&why))?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|why| told(&why))?;
        tokio::spawn(connection);
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut request =
            Request::post(path).header(header::HOST, &self.host).header(header::CONTENT_TYPE, "application/json");
        request = request.header(header::CONNECTION, "close");
        let mut request = request.body(Body::from(body)).map_err(|why| told(&why))?;
        request.headers_mut().extend(self.headers.clone());
        let answer = sender.send_request(request).await.map_err(|why| told(&why))?;
        Ok(answer.status().as_u16())
    }
}

/// The trace and the span that a request is part of, and whether these are recorded: after W3C's Trace Context.
fn parent(told: &str) -> Option<([u8; 16], [u8; 8], bool)> {
    let mut parts = told.trim().split('-');
    let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let known = version == "00" && parts.next().is_none() || version.len() == 2 && !matches!(version, "00" | "ff");
    let (trace, span, [flags]) = (bytes::<16>(trace)?, bytes::<8>(span)?, bytes::<1>(flags)?);
    (known && trace != [0; 16] && span != [0; 8]).then_some((trace, span, flags & 1 == 1))
}

/// What these lower-case hexadecimal digits stand for.
fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    if digits.len() != 2 * N || !digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

fn attribute(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

/// `name=value`, by commas.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(',').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<Option<Traces>, TracesError> {
        Traces::of(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn nothing_is_sent_unless_a_collector_is_named() {
        let address = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318");
        assert!(of(&[]).unwrap().is_none());
        assert!(of(&[("OTEL_EXPORTER_OTLP_ENDPOINT", " ")]).unwrap().is_none());
        assert!(of(&[address]).unwrap().is_some());
        for off in [("OTEL_SDK_DISABLED", "true"), ("OTEL_TRACES_EXPORTER", "none")] {
            assert!(of(&[address, off]).unwrap().is_none());
        }
        for wrong in ["https://localhost:4318", "localhost:4318", "http://"] {
            assert!(matches!(of(&[("OTEL_EXPORTER_OTLP_ENDPOINT", wrong)]), Err(TracesError::Address(_))), "{wrong}");
        }
        let protocol = ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assert!(matches!(of(&[address, protocol]), Err(TracesError::Protocol(_))));
    }

    #[test]
    fn a_request_is_of_the_trace_that_it_says_if_it_says_one() {
        let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert_eq!(
            parent(good).map(|(trace, span, sampled)| (hex(&trace), hex(&span), sampled)),
            Some(("0af7651916cd43dd8448eb211c80319c".to_owned(), "b7ad6b7169203331".to_owned(), true))
        );
        assert!(
            parent("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-later")
                .is_some_and(|(.., sampled)| !sampled)
        );
        for wrong in [
            "",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "00-é-é-é",
        ] {
            assert_eq!(parent(wrong), None, "{wrong}");
        }
    }
}
