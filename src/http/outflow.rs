//! `GET /export` and `GET /backup`: what the store holds, sent as it is written. Who takes nothing for long, or little for longer, is left.

use std::{
    io::{self, Write},
    sync::Arc,
    time::{Duration, Instant as Clock},
};

use axum::{
    body::{Body, Bytes},
    extract::{Extension, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde::Deserialize;
use tokio::{
    runtime::Handle,
    sync::{Semaphore, mpsc},
    task::spawn_blocking,
    time::timeout,
};

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
/// How long is waited for what is taken at the pace that is owed: a piece in so much time.
const PACE: Pace = Pace { left: Duration::from_secs(30), most: Duration::from_secs(30), piece: Duration::from_secs(1) };

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
    send(&doors, doors.exports(), media_type, move |store, out| {
        write(format, recorded(store.graph(), Instant::now().day(), as_of, known_at), out)
    })
}

pub(super) async fn backup(State(doors): State<Doors>, Extension(caller): Extension<Caller>) -> Response {
    match caller.may(Role::Admin) {
        Ok(()) => send(&doors, doors.heavy(), "application/octet-stream", |store, out| {
            store.send_backup(out).map_err(io::Error::other)
        }),
        Err(fault) => refusal(&fault),
    }
}

/// Sends what is written on a thread of its own. What fails on the way breaks the answer off, so that nobody takes a part for the whole.
fn send(
    doors: &Doors,
    places: &Arc<Semaphore>,
    media_type: &'static str,
    write: impl FnOnce(&Store, &mut Pipe) -> io::Result<()> + Send + 'static,
) -> Response {
    let Some(store) = doors.store().map(Arc::clone) else {
        return refusal(&Fault::new(Code::ReadOnly, "the journal is being read\nhint: ask again in a moment"));
    };
    let Ok(place) = Arc::clone(places).try_acquire_owned() else { return busy() };
    let (sender, receiver) = mpsc::channel(PIECES);
    let mut pipe = Pipe { piece: Vec::with_capacity(PIECE_BYTES), sender, handle: Handle::current(), pace: PACE };
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
    pace: Pace,
}

/// How fast an answer is taken at the least. Who took more than is owed may pause for it, up to a bound; what was waited for the store counts for nothing.
#[derive(Clone, Copy)]
struct Pace {
    /// How long may still be waited.
    left: Duration,
    /// How long that is at most.
    most: Duration,
    /// What a piece that is taken adds.
    piece: Duration,
}

impl Pace {
    /// A piece was taken, after so long.
    fn taken(&mut self, after: Duration) {
        self.left = (self.left.saturating_sub(after) + self.piece).min(self.most);
    }
}

impl Pipe {
    fn push(&mut self, piece: io::Result<Bytes>) -> io::Result<()> {
        let begun = Clock::now();
        let sent = self.handle.block_on(async { timeout(self.pace.left, self.sender.send(piece)).await });
        match sent {
            Ok(Ok(())) => {
                self.pace.taken(begun.elapsed());
                Ok(())
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn who_takes_a_little_now_and_then_is_left_and_who_takes_what_is_owed_is_not() {
        let seconds = Duration::from_secs;
        let mut pace = PACE;
        // Half of what is owed, then what is owed.
        (0..20).for_each(|_| pace.taken(seconds(2)));
        assert_eq!(pace.left, seconds(10));
        (0..1_000).for_each(|_| pace.taken(seconds(1)));
        assert_eq!(pace.left, seconds(10));
        (0..1_000).for_each(|_| pace.taken(seconds(0)));
        assert_eq!(pace.left, PACE.most);

        let (sender, mut receiver) = mpsc::channel(1);
        let millis = Duration::from_millis;
        let pace = Pace { left: millis(200), most: millis(200), piece: millis(1) };
        let mut pipe = Pipe { piece: Vec::new(), sender, handle: Handle::current(), pace };
        let written = spawn_blocking(move || {
            loop {
                if let Err(wrong) = pipe.write_all(&[0; PIECE_BYTES]) {
                    return wrong.kind();
                }
            }
        });
        // Each within the time for which nothing may be taken.
        let taking = async {
            loop {
                tokio::time::sleep(millis(20)).await;
                if receiver.recv().await.is_none() {
                    std::future::pending::<()>().await;
                }
            }
        };
        tokio::select! {
            () = taking => {}
            kind = written => assert_eq!(kind.unwrap(), io::ErrorKind::TimedOut),
        }
    }
}
