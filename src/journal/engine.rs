//! The journal of one process, in sled; its file is synced once more after each flush, for what that leaves out.

use std::{
    fs::{self, File},
    io,
    path::Path,
    sync::{Arc, Mutex},
};

use sled::{Batch, Db};

use super::{
    AppendError, Entries, Follow, Journal, JournalError,
    ahead::{self, Ahead},
    encoded_len,
    follow::{Follower, Tide},
    lock::Lock,
    opening, pieces,
    reader::{self, Reader},
    record::{self, Link, Record},
};
use crate::model::{Entry, Instant, MAX_TRANSACTION_BYTES, Seq};

/// Brings what the engine has written to its file onto the disk.
pub type Sync = Box<dyn Fn(&File) -> io::Result<()> + Send + std::marker::Sync>;

/// A journal in a data directory, open in this process alone.
pub struct SledJournal {
    shelf: Arc<Shelf>,
    tide: Arc<Tide>,
    end: Mutex<End>,
    sync: Sync,
}

/// The open files; the lock is let go of last.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) db: Db,
    /// The engine's file once more: its flush leaves the file's length and the drive's cache unsynced.
    file: File,
    _lock: Lock,
}

/// Where the next record goes.
struct End {
    link: Link,
    /// Why nothing is taken any more.
    refused: Option<String>,
}

/// What [`SledJournal::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many records there are, which is the last one's number.
    pub records: u64,
    /// How many bytes they take, without what the engine adds.
    pub bytes: u64,
    /// When the first was recorded.
    pub first: Option<Instant>,
    /// When the last was recorded.
    pub last: Option<Instant>,
    /// BLAKE3 of the last record in hex: it vouches for all before it. Zeros when there is none.
    pub hash: String,
}

impl SledJournal {
    /// Whether a directory holds a journal.
    pub fn is_in(dir: &Path) -> bool {
        dir.join("journal").is_dir()
    }

    /// Opens the journal of a data directory, or makes one. Only the last record is read: the others are checked by whoever
    /// reads them, so that a start reads everything once.
    ///
    /// # Errors
    /// When another process has it, a file cannot be had, or what is there cannot be read. Nothing is changed then.
    pub fn open(dir: &Path) -> Result<Self, JournalError> {
        Self::open_syncing(dir, Box::new(File::sync_all))
    }

    /// As [`SledJournal::open`], with another way to bring the file onto the disk: to measure what it costs, or to let it
    /// fail. Whatever does less than [`File::sync_all`] does not keep the promise of [`Journal::append`] when power fails.
    ///
    /// # Errors
    /// As [`SledJournal::open`].
    pub fn open_syncing(dir: &Path, sync: Sync) -> Result<Self, JournalError> {
        let files = dir.join("journal");
        let failed = |doing, path: &Path| {
            let path = path.to_owned();
            move |source| JournalError::File { doing, path, source }
        };
        let above = opening::directories(&files).map_err(failed("found", &files))?;
        fs::create_dir_all(&files).map_err(failed("made", &files))?;
        let lock = Lock::take(dir)?;
        let db = opening::open(&files)?;
        let path = files.join("db");
        let file = File::open(&path).map_err(failed("opened", &path))?;
        // The engine never syncs its settings, and may not open without them. And a file that is on disk is no use when the
        // directories that lead to it are not.
        for synced in std::iter::once(files.join("conf")).chain(above) {
            File::open(&synced).and_then(|f| f.sync_all()).map_err(failed("synced", &synced))?;
        }
        let shelf = Shelf { db, file, _lock: lock };
        let head = pieces::last(&shelf.db)?;
        let link = reader::link(&shelf, head)?;
        Ok(Self {
            shelf: Arc::new(shelf),
            tide: Arc::new(Tide::at(head)),
            end: Mutex::new(End { link, refused: None }),
            sync,
        })
    }

    /// Reads all records and checks each. The cost is that of opening: linear in the journal's size.
    ///
    /// # Errors
    /// At the first record that is missing, damaged or unknown.
    pub fn verify(&self) -> Result<Report, JournalError> {
        let mut reader = Reader::after(&self.shelf, Link::START, self.head());
        let (mut first, mut last) = (None, None);
        while let Some(entry) = reader.next().transpose()? {
            first = first.or(Some(entry.time));
            last = Some(entry.time);
        }
        let Link { seq, hash, .. } = reader.end();
        let hash = blake3::Hash::from_bytes(hash).to_hex().to_string();
        Ok(Report { records: seq, bytes: reader.bytes, first, last, hash })
    }

    /// Writes a batch, flushes the engine, syncs its file.
    fn write(&self, batch: Batch) -> Result<(), String> {
        let engine = |wrong: sled::Error| format!("the storage engine failed: {wrong}");
        self.shelf.db.apply_batch(batch).map_err(engine)?;
        self.shelf.db.flush().map_err(engine)?;
        (self.sync)(&self.shelf.file).map_err(|wrong| format!("the journal could not be synced: {wrong}"))
    }
}

impl Journal for SledJournal {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        let mut end = self
            .end
            .lock()
            .map_err(|_| AppendError::Refused { why: "the program failed in the middle of an append".to_owned() })?;
        if let Some(why) = end.refused.clone() {
            return Err(AppendError::Refused { why });
        }
        let head = end.link.seq;
        if after != head {
            return Err(AppendError::Conflict { head });
        }
        let mut batch = Batch::default();
        let mut link = end.link;
        for entry in entries {
            link = put(entry, &link, &mut batch)?;
        }
        if link.seq == head {
            return Ok(head);
        }
        if let Err(why) = self.write(batch) {
            end.refused = Some(why.clone());
            return Err(AppendError::Unknown { why });
        }
        end.link = link;
        self.tide.set(Some(link.seq));
        Ok(link.seq)
    }

    fn read(&self, from: Seq) -> Entries<'_> {
        let entries = Reader::from(&self.shelf, from, self.head()).and_then(|reader| match reader.left() {
            ahead::WORTHWHILE.. => {
                Ahead::of(reader).map(boxed).map_err(|wrong| JournalError::Engine { why: wrong.to_string() })
            }
            _ => Ok(boxed(reader)),
        });
        entries.unwrap_or_else(|wrong| boxed(std::iter::once(Err(wrong))))
    }

    fn head(&self) -> Seq {
        self.tide.head().unwrap_or_default()
    }

    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        Box::new(Follower::new(&self.shelf, &self.tide, from))
    }
}

impl Drop for SledJournal {
    fn drop(&mut self) {
        self.tide.set(None);
    }
}

fn boxed<'a>(entries: impl Iterator<Item = Result<Entry, JournalError>> + 'a) -> Entries<'a> {
    Box::new(entries)
}

/// Puts an entry's record into a batch, after reading it back: nothing is acknowledged that the next start cannot read.
fn put(entry: &Entry, before: &Link, into: &mut Batch) -> Result<Link, AppendError> {
    let seq = entry.seq;
    let unfit = |why: String| AppendError::Unfit { seq, why };
    let too_large = |bytes: usize, limit: usize| match bytes {
        bytes if bytes > limit => Err(AppendError::TooLarge { seq, bytes, limit }),
        _ => Ok(()),
    };
    too_large(encoded_len(&entry.changes), MAX_TRANSACTION_BYTES)?;
    let (bytes, link) = record::write(entry, before).map_err(unfit)?;
    too_large(bytes.len(), record::MAX_BYTES)?;
    let read_back = || {
        let record = Record::check(&bytes)?;
        record.follows(before)?;
        record.entry()
    };
    match read_back() {
        Ok(read) if read == *entry => {}
        Ok(_) => return Err(unfit("it would be read back as something else".to_owned())),
        Err(fault) => return Err(unfit(JournalError::record(seq, fault).to_string())),
    }
    pieces::cut(seq, &bytes, into);
    Ok(link)
}
