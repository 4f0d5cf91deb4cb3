//! What is sent to be imported, on its way in: whole or line by line, within bounds of memory for all senders together. A slow sender takes
//! the room of what it has sent, and no turn of anybody.

use std::{sync::Arc, time::Duration};

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::graphql::{Code, Fault};

/// So much of a file of lines is read at once, in bytes: some transactions.
const PART_BYTES: usize = 1 << 20;
/// The longest line, where imports may have as much: longer than any change that fits into a transaction.
pub(super) const LINE_BYTES: usize = 4 << 20;
/// What room is counted in, in bytes.
const UNIT_BYTES: usize = 1024;

/// Room for what is being received.
#[derive(Clone)]
pub(super) struct Room(Arc<Semaphore>);

impl Room {
    /// So many bytes, rounded up.
    pub(super) fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes.div_ceil(UNIT_BYTES))))
    }
}

/// A body that is being received.
pub(super) struct Inflow {
    pieces: BodyDataStream,
    room: Room,
    /// What has arrived and was not given out yet, and the room that it takes.
    held: Vec<u8>,
    taken: Option<OwnedSemaphorePermit>,
    received: usize,
    most: usize,
    idle: Duration,
    /// Whether no more comes: it is there, or will not be.
    ended: bool,
}

/// Some lines of a file.
pub(super) struct Part {
    /// The lines, whole.
    pub(super) bytes: Vec<u8>,
    /// Their number.
    pub(super) lines: usize,
    /// The room that they take, as long as they are there.
    _taken: Option<OwnedSemaphorePermit>,
}

/// Why a body is not received.
#[derive(Debug)]
pub(super) enum Broken {
    /// It is longer than it may be, has a line that is, or did not arrive.
    Fault(Fault),
    /// There is no room now.
    Busy,
}

impl Inflow {
    /// A body of so many bytes at most, of which each piece comes within so much time.
    pub(super) fn new(body: Body, most: usize, idle: Duration, room: Room) -> Self {
        let pieces = body.into_data_stream();
        Self { pieces, room, held: Vec::new(), taken: None, received: 0, most, idle, ended: false }
    }

    /// All of it.
    ///
    /// # Errors
    /// See [`Broken`].
    pub(super) async fn whole(&mut self) -> Result<(Vec<u8>, Option<OwnedSemaphorePermit>), Broken> {
        while !self.ended {
            self.receive().await?;
        }
        Ok((std::mem::take(&mut self.held), self.taken.take()))
    }

    /// The next lines, each of so many bytes at most; none at the end.
    ///
    /// # Errors
    /// See [`Broken`].
    pub(super) async fn lines(&mut self, longest: usize) -> Result<Option<Part>, Broken> {
        loop {
            let cut = if self.ended {
                self.held.len()
            } else if self.held.len() < PART_BYTES {
                0
            } else {
                self.held.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
            };
            if cut > 0 {
                let rest = self.held.split_off(cut);
                let bytes = std::mem::replace(&mut self.held, rest);
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
                let _taken = self.taken.as_mut().and_then(|taken| taken.split(bytes.len() / UNIT_BYTES));
                return Ok(Some(Part { bytes, lines, _taken }));
            }
            if self.ended {
                return Ok(None);
            }
            if self.held.len() > longest {
                let message =
                    format!("a line has more than {longest} bytes\nhint: one change a line, of 900000 bytes at most");
                return Err(Broken::Fault(Fault::new(Code::TooLarge, message)));
            }
            self.receive().await?;
        }
    }

    /// Receives what else is sent, for as long as a piece may take, and forgets it: who is still sending hears no answer.
    pub(super) async fn forget(mut self) {
        if self.ended {
            return;
        }
        (self.held, self.taken) = (Vec::new(), None);
        let _ = timeout(self.idle, async { while let Some(Ok(_)) = self.pieces.next().await {} }).await;
    }

    /// One more piece, which is waited for only so long.
    async fn receive(&mut self) -> Result<(), Broken> {
        let piece = match timeout(self.idle, self.pieces.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(None) => {
                self.ended = true;
                return Ok(());
            }
            Ok(Some(Err(_))) | Err(_) => {
                self.ended = true;
                let message =
                    "the body did not arrive in time, or not to its end\nhint: send it again; nothing is written twice";
                return Err(Broken::Fault(Fault::invalid(message)));
            }
        };
        self.received += piece.len();
        if self.received > self.most {
            return Err(Broken::Fault(too_large(self.most)));
        }
        let has = self.taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let units = (self.held.len() + piece.len()).div_ceil(UNIT_BYTES).saturating_sub(has);
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        let more = Arc::clone(&self.room.0).try_acquire_many_owned(units).map_err(|_| Broken::Busy)?;
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            None => self.taken = Some(more),
        }
        self.held.extend_from_slice(&piece);
        Ok(())
    }
}

/// An import is longer than it may be.
pub(super) fn too_large(most: usize) -> Fault {
    let message = format!(
        "an import has at most {most} bytes\nhint: send it in parts, or one file of lines (JSONL), which is taken as it comes"
    );
    Fault::new(Code::TooLarge, message)
}
