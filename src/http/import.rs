//! `POST /import`: facts from other programs, with the report that the command gives.
//!
//! One file of lines (`application/jsonl`) is taken as it comes, in parts, however long it is; anything else, a dry run, and what is to be taken wholly or not at
//! all, when it is there. Who sends slowly holds nobody up: a turn is taken when there is something to do.
//!
//! One file as it is (`application/toml`, `application/jsonl`, `application/x-ndjson`, `application/octet-stream`), or several that may refer
//! to each other as a JSON list of `{name, format?, text}`. None of these types can a page of another site send unasked.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Body,
    extract::{Extension, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use tokio::{sync::OwnedSemaphorePermit, task::spawn_blocking, time::timeout};

use super::{
    doors::Doors,
    inflow::{Broken, Inflow, LINE_BYTES, Part, too_large},
    rights::refusal,
};
use crate::{
    graphql::{Caller, Code, Fault},
    ingest::{Batch, Format, read_lines},
    intake::{File, Taken, Taking, take},
    model::Role,
    store::Store,
};

/// How long an import waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many lines of an import are refused, then the rest is not taken: a report is held in memory.
const MOST_REFUSED: usize = 10_000;

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
    let limit = doors.limits().import_bytes;
    let inflow = |most| Inflow::new(body, most, doors.limits().idle, doors.room().clone());
    let (store, kind, by_lines) = match begun(doors, &how, headers) {
        Ok(begun) => begun,
        Err(fault) => {
            // Who waits to be asked for the body need not send it.
            if !headers.contains_key(header::EXPECT) {
                inflow(limit).forget().await;
            }
            return Err(fault);
        }
    };
    if by_lines {
        return by_parts(doors, &store, caller, how.name, inflow(usize::MAX)).await;
    }
    let mut inflow = inflow(limit);
    let broken = match inflow.whole().await {
        Ok((bytes, room)) => {
            return whole(doors, store, caller, (how.dry_run, how.strict), files(kind, how, bytes)?, room).await;
        }
        Err(broken) => broken,
    };
    inflow.forget().await;
    match broken {
        Broken::Fault(fault) => Err(fault),
        Broken::Busy => Err(busy_fault()),
    }
}

/// What is known before the body is read: into which store it goes, how it is to be understood, and whether it is taken line by line.
fn begun(doors: &Doors, how: &How, headers: &HeaderMap) -> Result<(Arc<Store>, Kind, bool), Fault> {
    let unread = || Fault::new(Code::ReadOnly, "the journal is being read\nhint: ask again in a moment");
    let store = Arc::clone(doors.store().ok_or_else(unread)?);
    let kind = kind(headers)?;
    let format = how.format.as_deref().map(str::parse::<Format>).transpose()?;
    let told = if let Kind::File(told) = kind { told } else { None };
    let lines = format.or(told) == Some(Format::Jsonl) && !how.dry_run && !how.strict && !matches!(kind, Kind::List);
    let limit = doors.limits().import_bytes;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if !lines && length.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    Ok((store, kind, lines))
}

/// Takes files that are there, all or what can be had of them.
async fn whole(
    doors: &Doors,
    store: Arc<Store>,
    caller: Caller,
    (dry_run, strict): (bool, bool),
    files: Vec<File>,
    room: Option<OwnedSemaphorePermit>,
) -> Result<Response, Fault> {
    let place = turn(doors).await?;
    let work = move || -> Result<(Taken, bool), Fault> {
        let _held = (place, room);
        let batches: Vec<_> = files.iter().map(|file| file.batch(&store)).collect();
        drop(files);
        batches.iter().try_for_each(|batch| may_write(&caller, batch))?;
        let take =
            |store: &Store, batches| take(store, batches, caller.name(), |_| None, |_, _| ()).map_err(|e| failed(&e));
        if dry_run || strict {
            let taken = take(&store.rehearsal().map_err(|e| failed(&e))?, batches.clone())?;
            if dry_run || !taken.refused.is_empty() {
                return Ok((taken, false));
            }
        }
        Ok((take(&store, batches)?, true))
    };
    let (taken, written) = spawn_blocking(work).await.map_err(|_| harmed())??;
    let status = if written || dry_run { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Json(taken)).into_response())
}

/// Takes a file of lines as it comes. What stands before a place at which it breaks off is taken, and told.
async fn by_parts(
    doors: &Doors,
    store: &Arc<Store>,
    caller: Caller,
    name: Option<String>,
    mut inflow: Inflow,
) -> Result<Response, Fault> {
    let name: Arc<str> = name.as_deref().unwrap_or("body").into();
    let mut taking = Taking::in_parts(caller.name());
    let mut lines = 0;
    let longest = LINE_BYTES.min(doors.limits().import_bytes);
    let ended = loop {
        let part = match inflow.lines(longest).await {
            Ok(Some(part)) => part,
            Ok(None) => break Ok(()),
            Err(Broken::Fault(fault)) => break Err(fault),
            Err(Broken::Busy) => break Err(busy_fault()),
        };
        let place = match turn(doors).await {
            Ok(place) => place,
            Err(fault) => break Err(fault),
        };
        let (before, store, caller, name) = (lines, Arc::clone(store), caller.clone(), Arc::clone(&name));
        lines += part.lines;
        let work = move || {
            let _place = place;
            let taken = part_taken(&mut taking, &store, &caller, &name, part, before);
            (taking, taken)
        };
        let (back, taken) = spawn_blocking(work).await.map_err(|_| harmed())?;
        taking = back;
        if let Err(fault) = taken {
            break Err(fault);
        }
        if taking.refused() > MOST_REFUSED {
            let message = format!(
                "more than {MOST_REFUSED} lines are refused\nhint: one change a line, as `lodegraph export` writes them"
            );
            break Err(Fault::invalid(message));
        }
    };
    if ended.is_err() {
        inflow.forget().await;
    }
    let store = Arc::clone(store);
    let mut taken = spawn_blocking(move || taking.end(&store)).await.map_err(|_| harmed())?.map_err(|e| failed(&e))?;
    Ok(match ended {
        Ok(()) => Json(taken).into_response(),
        Err(fault) => {
            taken.refused.truncate(MOST_REFUSED);
            broken_off(&fault, &taken)
        }
    })
}

fn part_taken(
    taking: &mut Taking,
    store: &Store,
    caller: &Caller,
    name: &str,
    part: Part,
    before: usize,
) -> Result<(), Fault> {
    let batch = read_lines(name, &part.bytes, before);
    drop(part);
    may_write(caller, &batch)?;
    taking.part(store, batch).map_err(|e| failed(&e))
}

fn may_write(caller: &Caller, batch: &Batch) -> Result<(), Fault> {
    batch.changes.iter().try_for_each(|placed| caller.may_write(std::slice::from_ref(&placed.change)))
}

/// A turn among imports and backups, waited for.
async fn turn(doors: &Doors) -> Result<OwnedSemaphorePermit, Fault> {
    let turn = timeout(PATIENCE, Arc::clone(doors.heavy()).acquire_owned()).await;
    turn.ok().and_then(Result::ok).ok_or_else(busy_fault)
}

fn failed(why: &impl ToString) -> Fault {
    Fault::new(Code::ReadOnly, why.to_string())
}

fn harmed() -> Fault {
    Fault::internal("an import came to harm")
}

/// Why an import broke off, and what of it was taken before.
fn broken_off(fault: &Fault, taken: &Taken) -> Response {
    let mut response = refusal(fault);
    let extensions = json!({ "code": fault.code.as_str(), "taken": taken });
    let body = json!({ "errors": [{ "message": fault.message, "extensions": extensions }] });
    *response.body_mut() = body.to_string().into();
    response
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
    refusal(&busy_fault())
}

fn busy_fault() -> Fault {
    Fault::new(Code::Busy, "as many imports, exports or backups as may run at once do\nhint: ask again in a moment")
}
