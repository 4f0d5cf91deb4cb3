//! A record in the engine's tree, cut into pieces.
//!
//! The engine writes what is larger than a quarter of its segment to files of its own that it never syncs, and rewrites a
//! leaf of up to 17 values as a whole. So a value is kept small enough that a leaf always stays in the one file that we
//! sync. A piece's key is the record's number and the piece's, both big-endian, so that keys sort as records do.

use std::iter::Peekable;

use sled::{Batch, Db};

use super::error::JournalError;
use crate::model::Seq;

const PIECE_BYTES: usize = 4096;

/// Puts a record's pieces into a batch.
pub(super) fn cut(seq: Seq, record: &[u8], into: &mut Batch) {
    for (number, piece) in (0_u16..).zip(record.chunks(PIECE_BYTES)) {
        let mut key = [0; 10];
        let (left, right) = key.split_at_mut(8);
        left.copy_from_slice(&seq.to_be_bytes());
        right.copy_from_slice(&number.to_be_bytes());
        into.insert(&key, piece);
    }
}

/// The number of the last record, 0 where there is none.
pub(super) fn last(db: &Db) -> Result<Seq, JournalError> {
    match db.last().map_err(engine)? {
        Some((key, _)) => Ok(place(&key)?.0),
        None => Ok(0),
    }
}

/// Whole records in order, from a number on: each with its number, cut off where they end.
pub(super) struct Whole {
    pieces: Peekable<sled::Iter>,
    bytes: Vec<u8>,
}

impl Whole {
    pub(super) fn from(db: &Db, seq: Seq) -> Self {
        Self { pieces: db.range(seq.to_be_bytes()..).peekable(), bytes: Vec::new() }
    }

    /// The next record's number and bytes; the bytes are lent until the next call, so that one buffer serves all.
    pub(super) fn next(&mut self) -> Result<Option<(Seq, &[u8])>, JournalError> {
        self.bytes.clear();
        let Some(first) = self.pieces.next() else {
            return Ok(None);
        };
        let (key, piece) = first.map_err(engine)?;
        let (seq, mut number) = place(&key)?;
        if number != 0 {
            return Err(torn(seq, 0));
        }
        self.bytes.extend_from_slice(&piece);
        let of_this = |next: &sled::Result<(sled::IVec, sled::IVec)>| match next {
            Ok((key, _)) => key.starts_with(&seq.to_be_bytes()),
            Err(_) => true,
        };
        while let Some(next) = self.pieces.next_if(of_this) {
            let (key, piece) = next.map_err(engine)?;
            number = number.saturating_add(1);
            if place(&key)? != (seq, number) {
                return Err(torn(seq, number));
            }
            self.bytes.extend_from_slice(&piece);
        }
        Ok(Some((seq, &self.bytes)))
    }
}

pub(super) fn engine(wrong: sled::Error) -> JournalError {
    JournalError::Engine { why: wrong.to_string() }
}

/// The record's number and the piece's that a key names.
fn place(key: &[u8]) -> Result<(Seq, u16), JournalError> {
    let parts = key.split_first_chunk::<8>().and_then(|(seq, rest)| Some((seq, rest.try_into().ok()?)));
    match parts {
        Some((seq, number)) => Ok((Seq::from_be_bytes(*seq), u16::from_be_bytes(number))),
        None => Err(JournalError::Engine { why: format!("its key `{key:02x?}` is of no record") }),
    }
}

fn torn(seq: Seq, number: u16) -> JournalError {
    JournalError::Unreadable { seq, why: format!("its piece {number} is missing") }
}
