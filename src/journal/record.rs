//! The record: how one entry stands on disk, for ever.
//!
//! ```text
//! bytes  field
//!     1  version of the format, 1
//!     4  length of the whole record, the sum included
//!     8  sequence number
//!     8  time, microseconds since 1970
//!    32  hash of the record before: BLAKE3 of all its bytes; zeros before the first
//!     …  body, see `wire`
//!     4  CRC-32C of all bytes before it
//! ```
//! Numbers are little-endian. The sum notices damage, the chain of hashes tampering, and lets a replica prove that it
//! follows the same history. Every past version stays readable.

use super::wire::Body;
use crate::model::{Entry, Instant, Seq};

const VERSION: u8 = 1;
const HEAD_BYTES: usize = 1 + 4 + 8 + 8 + 32;
const SUM_BYTES: usize = 4;

/// The most that a record may take, in bytes: the changes, and room for who wrote them and what was there already.
pub(super) const MAX_BYTES: usize = 1_000_000;

/// BLAKE3 of a record's bytes.
pub(super) type Hash = [u8; 32];

/// The end of a chain of records: what the next one has to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) seq: Seq,
    pub(super) time: Instant,
    pub(super) hash: Hash,
}

/// What is wrong with the bytes of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Written by a version that this program does not know.
    Version(u8),
    /// The sum does not fit the bytes.
    Sum,
    /// It does not follow the record before.
    Chain,
    /// The sum fits, and yet it cannot be read.
    Unreadable(String),
}

/// A record whose sum has been checked.
pub(super) struct Record<'a> {
    link: Link,
    before: Hash,
    body: &'a [u8],
}

impl Link {
    /// Before the first record.
    pub(super) const START: Self = Self { seq: 0, time: Instant::from_micros(i64::MIN), hash: [0; 32] };
}

/// The record of an entry that follows `before`, and the link that it makes.
pub(super) fn write(entry: &Entry, before: &Link) -> Result<(Vec<u8>, Link), String> {
    let mut bytes = Vec::with_capacity(1024);
    bytes.push(VERSION);
    bytes.extend([0; 4]);
    bytes.extend(entry.seq.to_le_bytes());
    bytes.extend(entry.time.micros().to_le_bytes());
    bytes.extend(before.hash);
    let mut bytes = postcard::to_extend(&Body::of(entry), bytes).map_err(|wrong| wrong.to_string())?;
    let length = u32::try_from(bytes.len() + SUM_BYTES).map_err(|wrong| wrong.to_string())?;
    for (byte, value) in bytes.iter_mut().skip(1).zip(length.to_le_bytes()) {
        *byte = value;
    }
    bytes.extend(crc32c::crc32c(&bytes).to_le_bytes());
    let link = Link { seq: entry.seq, time: entry.time, hash: *blake3::hash(&bytes).as_bytes() };
    Ok((bytes, link))
}

impl<'a> Record<'a> {
    /// Checks version, length and sum.
    pub(super) fn check(bytes: &'a [u8]) -> Result<Self, Fault> {
        let version = bytes.first().copied().unwrap_or_default();
        if version != VERSION {
            return Err(Fault::Version(version));
        }
        let (summed, sum) = bytes.split_last_chunk::<SUM_BYTES>().ok_or(Fault::Sum)?;
        if crc32c::crc32c(summed) != u32::from_le_bytes(*sum) {
            return Err(Fault::Sum);
        }
        let short = || Fault::Unreadable(format!("it has only {} bytes", bytes.len()));
        let (head, body) = summed.split_first_chunk::<HEAD_BYTES>().ok_or_else(short)?;
        let rest = head.split_first().map_or(&[][..], |(_, rest)| rest);
        let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
        let (seq, rest) = rest.split_first_chunk::<8>().ok_or_else(short)?;
        let (time, rest) = rest.split_first_chunk::<8>().ok_or_else(short)?;
        let before = rest.first_chunk::<32>().ok_or_else(short)?;
        let length = u32::from_le_bytes(*length);
        if usize::try_from(length) != Ok(bytes.len()) {
            return Err(Fault::Unreadable(format!("it says that it has {length} bytes and has {}", bytes.len())));
        }
        let link = Link {
            seq: Seq::from_le_bytes(*seq),
            time: Instant::from_micros(i64::from_le_bytes(*time)),
            hash: *blake3::hash(bytes).as_bytes(),
        };
        Ok(Self { link, before: *before, body })
    }

    /// The link that it makes for the next record.
    pub(super) fn link(&self) -> Link {
        self.link
    }

    /// Checks that it follows `before`: its hash, its number, and that time does not go back.
    pub(super) fn follows(&self, before: &Link) -> Result<(), Fault> {
        if self.before != before.hash {
            return Err(Fault::Chain);
        }
        if before.seq.checked_add(1) != Some(self.link.seq) {
            return Err(Fault::Unreadable(format!("it says that it is record {}", self.link.seq)));
        }
        if self.link.time < before.time {
            return Err(Fault::Unreadable(format!(
                "its time `{}` is before that of the record before, `{}`",
                self.link.time, before.time
            )));
        }
        Ok(())
    }

    /// The entry.
    pub(super) fn entry(&self) -> Result<Entry, Fault> {
        let unreadable = |why: String| Fault::Unreadable(why);
        let (body, rest) = postcard::take_from_bytes::<Body<'_>>(self.body)
            .map_err(|wrong| unreadable(format!("its body cannot be decoded: {wrong}")))?;
        if !rest.is_empty() {
            return Err(unreadable(format!("its body ends in {} bytes that nobody knows", rest.len())));
        }
        body.entry(self.link.seq, self.link.time)
            .map_err(|wrong| unreadable(format!("its body has a value that cannot be: {wrong}")))
    }
}
