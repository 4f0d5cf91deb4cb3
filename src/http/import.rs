//! `POST /import`: facts from other programs, with the report that the command gives.
//!
//! One file as it is (`application/toml`, `application/jsonl`, `application/x-ndjson`, `application/octet-stream`), or several that may refer
//! to each other as a JSON list of `{name, format?, text}`. None of these types can a page of another site send unasked.

use std::sync::Arc;

use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Extension, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{rights::refusal, routes::Doors};
use crate::{
    graphql::{Caller, Code, Fault},
    ingest::Format,
    intake::{File, Taken, take},
    model::Role,
    store::Store,
};

/// What the address says.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct How {
    name: Option<String>,
    format: Option<String>,
    #[serde(default)]
    dry_run: bool,
    #[serde(default)]
    strict: bool,
}

/// One of several files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    name: String,
    format: Option<String>,
    text: String,
}

/// How the body is to be understood.
enum Kind {
    File(Option<Format>),
    List,
}

pub(super) async fn import(
    State(doors): State<Doors>,
    Extension(caller): Extension<Caller>,
    Query(how): Query<How>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    taken(&doors, caller, how, &headers, body).await.unwrap_or_else(|fault| refusal(&fault))
}

async fn taken(doors: &Doors, caller: Caller, how: How, headers: &HeaderMap, body: Body) -> Result<Response, Fault> {
    caller.may(Role::Editor)?;
    let store = Arc::clone(
        doors
            .store()
            .ok_or_else(|| Fault::new(Code::ReadOnly, "the journal is being read\nhint: ask again in a moment"))?,
    );
    let kind = kind(headers)?;
    let Ok(place) = Arc::clone(doors.heavy()).try_acquire_owned() else { return Ok(busy()) };
    let limit = doors.limits().import_bytes;
    let too_large = |_| {
        Fault::new(
            Code::TooLarge,
            format!(
                "an import has at most {limit} bytes, and arrives whole\nhint: send it in parts; running it again writes nothing twice"
            ),
        )
    };
    let bytes = to_bytes(body, limit).await.map_err(too_large)?;
    let (dry_run, strict) = (how.dry_run, how.strict);
    let files = files(kind, how, bytes.to_vec())?;
    let work = move || -> Result<(Taken, bool), Fault> {
        let _place = place;
        let batches = |store: &Store| -> Vec<_> { files.iter().map(|file| file.batch(store)).collect() };
        for batch in batches(&store) {
            let changes: Vec<_> = batch.changes.into_iter().map(|placed| placed.change).collect();
            caller.may_write(&changes)?;
        }
        let failed = |why: String| Fault::new(Code::ReadOnly, why);
        let take = |store: &Store| {
            take(store, batches(store), caller.name(), |_| None, |_, _| ()).map_err(|e| failed(e.to_string()))
        };
        if dry_run || strict {
            let taken = take(&store.rehearsal().map_err(|e| failed(e.to_string()))?)?;
            if dry_run || !taken.refused.is_empty() {
                return Ok((taken, false));
            }
        }
        Ok((take(&store)?, true))
    };
    let (taken, written) =
        tokio::task::spawn_blocking(work).await.map_err(|_| Fault::internal("an import came to harm"))??;
    let status = if written || dry_run { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Json(taken)).into_response())
}

fn kind(headers: &HeaderMap) -> Result<Kind, Fault> {
    let told = headers.get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok()).unwrap_or_default();
    match told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/toml" => Ok(Kind::File(Some(Format::Dossier))),
        "application/jsonl" | "application/x-ndjson" => Ok(Kind::File(Some(Format::Jsonl))),
        "application/octet-stream" => Ok(Kind::File(None)),
        "application/json" => Ok(Kind::List),
        _ => Err(Fault::invalid(
            "the content type is none that facts come in\nhint: `application/toml`, `application/jsonl`, `application/octet-stream` with `?format=`, or `application/json` for a list of files",
        )),
    }
}

fn files(kind: Kind, how: How, bytes: Vec<u8>) -> Result<Vec<File>, Fault> {
    let named =
        |format: Option<String>| -> Result<Option<Format>, Fault> { Ok(format.map(|f| f.parse()).transpose()?) };
    let file = |name, format, bytes| File::new(name, format, bytes).map_err(|wrong| Fault::invalid(wrong.to_string()));
    let format = named(how.format)?;
    match kind {
        Kind::File(told) => Ok(vec![file(how.name.unwrap_or_else(|| "body".to_owned()), format.or(told), bytes)?]),
        Kind::List => {
            let sent: Vec<Sent> = serde_json::from_slice(&bytes).map_err(|wrong| {
                Fault::invalid(format!("the body is no list of files: {wrong}\nhint: `[{{\"name\": …, \"text\": …}}]`"))
            })?;
            sent.into_iter().map(|s| file(s.name, named(s.format)?.or(format), s.text.into_bytes())).collect()
        }
    }
}

/// What is asked for takes much, and others are at it.
pub(super) fn busy() -> Response {
    let mut response = refusal(&Fault::new(
        Code::Busy,
        "as many imports, exports and backups as may run at once do\nhint: ask again in a moment",
    ));
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
