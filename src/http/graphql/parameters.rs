//! The parameters of a request: `query`, `operationName`, `variables`, `extensions`, from the body of a POST or the address of a GET.

use std::{pin::pin, time::Duration};

use async_graphql::{Extensions, Request as Asked, Variables};
use axum::{
    body::{Body, to_bytes},
    extract::Query,
    http::{HeaderMap, StatusCode, Uri, header},
};
use bytes::Bytes;
use futures_util::FutureExt;
use serde::{Deserialize, de::DeserializeOwned};
use tokio::time::timeout;

use super::answer::Refused;
use crate::graphql::Code;

/// The longest body of a request: 1 MiB. Import has an address of its own.
const LONGEST: usize = 1024 * 1024;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Variables>,
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// What is asked by JSON.
///
/// # Errors
/// Where it is none, or a parameter has not the type that it must have.
pub fn of_json(bytes: &[u8]) -> Result<Asked, Refused> {
    let parameters: Parameters = serde_json::from_slice(bytes).map_err(|wrong| {
        let what = match wrong.classify() {
            serde_json::error::Category::Data => "is no request; expected a JSON object with `query` as text, and `operationName` as text, `variables` and `extensions` as objects where they are there",
            _ => "is no JSON in UTF-8",
        };
        Refused::parameter(format!("the body {what} (line {}, column {})", wrong.line(), wrong.column()))
    })?;
    parameters.asked()
}

/// What is asked by the address of a GET.
///
/// # Errors
/// As for a body.
pub fn of_address(uri: &Uri) -> Result<Asked, Refused> {
    let Query(Address { query, operation_name, variables, extensions }) =
        Query::try_from_uri(uri).map_err(|_| Refused::parameter("the address holds no parameters of a request"))?;
    let parameters = Parameters {
        query,
        operation_name: operation_name.filter(|name| !name.is_empty()),
        variables: json("variables", variables)?,
        extensions: json("extensions", extensions)?,
    };
    parameters.asked()
}

impl Parameters {
    fn asked(self) -> Result<Asked, Refused> {
        let persisted = self.extensions.as_ref().is_some_and(|extensions| extensions.contains_key("persistedQuery"));
        let query = self.query.or_else(|| persisted.then(String::new));
        let mut asked = Asked::new(query.ok_or_else(|| Refused::parameter("there is no `query`"))?)
            .variables(self.variables.unwrap_or_default());
        asked.operation_name = self.operation_name;
        asked.extensions = self.extensions.unwrap_or_default();
        Ok(asked)
    }
}

fn json<T: DeserializeOwned>(name: &str, text: Option<String>) -> Result<Option<T>, Refused> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    serde_json::from_str(&text).map_err(|_| Refused::parameter(format!("`{name}` is no JSON object")))
}

/// The body of a POST.
///
/// # Errors
/// Where it is no JSON by its label, is too long, or takes too long. What another site could send by a form or a script without the
/// browser asking first is not taken, whatever it holds.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refused> {
    if !is_json(headers) {
        return Err(Refused::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::Invalid,
            "a request is sent as JSON\nhint: `content-type: application/json`, in UTF-8",
        ));
    }
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let too_long = || {
        let message =
            format!("the body is longer than {LONGEST} bytes\nhint: what is to be imported is sent to `/import`");
        Refused::new(StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge, message)
    };
    if announced.is_some_and(|length| length > LONGEST) {
        return Err(too_long());
    }
    let mut received = pin!(to_bytes(body, LONGEST));
    // Most bodies are there with their heads, and need no timer.
    let received = match received.as_mut().now_or_never() {
        Some(received) => Ok(received),
        None => timeout(PATIENCE, received).await,
    };
    match received {
        Ok(Ok(bytes)) if bytes.is_empty() => Err(Refused::parameter("the body is empty")),
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_long()),
        Err(_) => Err(Refused::new(StatusCode::REQUEST_TIMEOUT, Code::Invalid, "the body did not arrive in time")),
    }
}

/// `application/json`, in UTF-8 where it says in what.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(label)) = headers.get(header::CONTENT_TYPE).map(|label| label.to_str()) else { return false };
    let mut parts = label.split(';').map(str::trim);
    parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json"))
        && parts.all(|part| match part.split_once('=') {
            Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
                value.trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}
