//! What is answered to a request, with the codes of the contract: what the library refuses gets one, and what is our own fault is told to
//! the log alone.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value, parser::types::ExecutableDocument};

use super::{
    error::{Code, Fault},
    refused, written,
};

/// The longest message of an error, in characters.
const LONGEST_MESSAGE: usize = 600;
/// The longest name that an error says again, in characters.
const LONGEST_NAME: usize = 64;

/// What is answered to a request.
#[derive(Debug)]
pub struct Answered {
    response: Response,
    /// Whether anything was executed; if not, the request as a whole was refused.
    pub ran: bool,
    /// Whether its time was over before it was done, so that its searches were cut short: what is answered hangs on the clock.
    pub cut_short: bool,
    /// How long it was executed.
    pub took: Duration,
}

impl Answered {
    /// What the library answers, with the codes of the contract.
    pub(super) fn of(mut response: Response, document: &ExecutableDocument) -> Self {
        let ran = ran(&response);
        response.errors.iter_mut().for_each(|error| coded(error, Some(document)));
        Self { response, ran, cut_short: false, took: Duration::ZERO }
    }

    /// What is answered to a request that never ran.
    pub fn refusal(fault: Fault) -> Self {
        let mut error = ServerError::from(fault);
        coded(&mut error, None);
        Self { response: Response::from_errors(vec![error]), ran: false, cut_short: false, took: Duration::ZERO }
    }

    /// What went wrong.
    pub fn errors(&self) -> &[ServerError] {
        &self.response.errors
    }

    /// The code of the first error that has one.
    pub fn code(&self) -> Option<&str> {
        self.response.errors.iter().find_map(|error| match error.extensions.as_ref()?.get("code")? {
            Value::String(code) => Some(code.as_str()),
            _ => None,
        })
    }

    /// The answer as JSON: without `data` where nothing ran.
    pub fn json(&self) -> Vec<u8> {
        let Response { data, errors, .. } = &self.response;
        let mut out = Vec::with_capacity(256);
        out.push(b'{');
        if self.ran {
            out.extend_from_slice(b"\"data\":");
            written::value(data, &mut out);
        }
        if !errors.is_empty() {
            out.extend_from_slice(if self.ran { b",\"errors\":" } else { b"\"errors\":" });
            // Values of JSON are all that there is to write, and memory takes them.
            let _ = serde_json::to_writer(&mut out, errors);
        }
        out.push(b'}');
        out
    }

    /// The same for who wants its values.
    pub fn into_response(mut self) -> Response {
        self.response.data = written::read(self.response.data);
        self.response
    }
}

/// Whether anything was executed: if not, the request as a whole was refused.
fn ran(response: &Response) -> bool {
    response.errors.is_empty() || response.data != Value::Null || response.errors.iter().any(|e| !e.path.is_empty())
}

/// Gives an error of the library the code of what it is: a document or a variable that is not taken. Tells a fault of ours to the
/// log, and its number alone to who asked.
fn coded(error: &mut ServerError, document: Option<&ExecutableDocument>) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    match extensions.get("code") {
        Some(Value::String(code)) if code == Code::Internal.as_str() => {
            let number = numbered();
            tracing::error!(number, path = ?error.path, "{}", error.message);
            extensions.set("number", number.as_str());
            error.message = format!("the server failed; its log says how, under `{number}`");
        }
        Some(_) => {}
        None => {
            if let Some(document) = document {
                refused::code(error, document);
            }
        }
    }
    error.message = shortened(&error.message);
}

/// A message in which nothing that was sent can be long: neither a name nor the whole.
fn shortened(message: &str) -> String {
    let (mut short, mut word) = (String::with_capacity(message.len()), 0);
    for (at, letter) in message.chars().enumerate() {
        word = if letter.is_alphanumeric() || letter == '_' { word + 1 } else { 0 };
        if at >= LONGEST_MESSAGE {
            short.push('…');
            break;
        }
        if word <= LONGEST_NAME {
            short.push(letter);
        }
    }
    short
}

/// A number for what is told to the log: when this process first failed, and how often since.
fn numbered() -> String {
    static FAILED: AtomicU64 = AtomicU64::new(0);
    let nth = FAILED.fetch_add(1, Ordering::Relaxed);
    format!("{:x}.{nth}", crate::model::Instant::now().micros())
}
