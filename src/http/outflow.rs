//! `GET /export` and `GET /backup`: what the store holds, sent as it is written. Who takes nothing for long is left.

use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Extension, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde::Deserialize;
use tokio::{runtime::Handle, sync::mpsc, task::spawn_blocking, time::timeout};

use super::{doors::Doors, import::busy, rights::refusal};
use crate::{
    export::{Format, recorded, write},
    graphql::{Caller, Code, Fault},
    model::{Instant, Role},
    store::Store,
};

/// What is sent at once, and how many of these wait to be taken.
const PIECE_BYTES: usize = 64 << 10;
const PIECES: usize = 4;
/// How long nothing may be taken.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the address of an export says.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Asked {
    format: Option<String>,
    as_of: Option<String>,
    known_at: Option<String>,
}

pub(super) async fn export(
    State(doors): State<Doors>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Response {
    let parsed = || -> Result<_, Fault> {
        caller.may(Role::Reader)?;
        let format = asked.format.map_or(Ok(Format::Jsonl), |format| format.parse())?;
        let as_of = asked.as_of.map(|day| day.parse()).transpose()?;
        let known_at = asked.known_at.map(|instant| instant.parse()).transpose()?;
        Ok((format, as_of, known_at))
    };
    let (format, as_of, known_at) = match parsed() {
        Ok(parsed) => parsed,
        Err(fault) => return refusal(&fault),
    };
    let media_type = match format {
        Format::Jsonl => "application/jsonl",
        Format::Dossier => "application/toml",
    };
    send(&doors, media_type, move |store, out| {
        write(format, recorded(store.graph(), Instant::now().day(), as_of, known_at), out)
    })
}

pub(super) async fn backup(State(doors): State<Doors>, Extension(caller): Extension<Caller>) -> Response {
    match caller.may(Role::Admin) {
        Ok(()) => {
            send(&doors, "application/octet-stream", |store, out| store.send_backup(out).map_err(io::Error::other))
        }
        Err(fault) => refusal(&fault),
    }
}

/// Sends what is written on a thread of its own. What fails on the way breaks the answer off, so that nobody takes a part for the whole.
fn send(
    doors: &Doors,
    media_type: &'static str,
    write: impl FnOnce(&Store, &mut Pipe) -> io::Result<()> + Send + 'static,
) -> Response {
    let Some(store) = doors.store().map(Arc::clone) else {
        return refusal(&Fault::new(Code::ReadOnly, "the journal is being read\nhint: ask again in a moment"));
    };
    let Ok(place) = Arc::clone(doors.heavy()).try_acquire_owned() else { return busy() };
    let (sender, receiver) = mpsc::channel(PIECES);
    let mut pipe = Pipe { piece: Vec::with_capacity(PIECE_BYTES), sender, handle: Handle::current() };
    spawn_blocking(move || {
        let _place = place;
        if let Err(wrong) = write(&store, &mut pipe).and_then(|()| pipe.flush()) {
            // Where the other side is gone there is nobody to tell.
            let _ = pipe.push(Err(wrong));
        }
    });
    let pieces = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
    let whole = [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))];
    (whole, Body::from_stream(pieces)).into_response()
}

/// A writer whose bytes go to an answer.
struct Pipe {
    piece: Vec<u8>,
    sender: mpsc::Sender<io::Result<Bytes>>,
    handle: Handle,
}

impl Pipe {
    fn push(&self, piece: io::Result<Bytes>) -> io::Result<()> {
        let sent = self.handle.block_on(async { timeout(PATIENCE, self.sender.send(piece)).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE_BYTES));
        self.push(Ok(piece.into()))
    }
}
