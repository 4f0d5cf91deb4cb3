//! A backup of a journal: one file that can be carried elsewhere, and checked without the store that it was taken from.
//!
//! ```text
//! bytes  field
//!    19  `lodegraph backup 1` and a line break
//!     …  the records as they stand on disk, one after another, see `record`
//!     1  0, which is no record's version: the end
//!     8  how many records there are, little-endian
//!    32  BLAKE3 of all bytes before it
//! ```

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use super::{
    engine::Report,
    error::JournalError,
    record::{self, Link, Record},
};
use crate::model::{Entry, Seq};

const MAGIC: &[u8] = b"lodegraph backup 1\n";
const END: u8 = 0;

/// Writes a backup of all entries, from the first one on: under another name first, and under its own when it is on disk. A
/// file that was there is replaced.
///
/// # Errors
/// When an entry cannot be read, or the file cannot be written. What was there under the name stays.
pub fn write_backup(
    path: &Path,
    entries: impl Iterator<Item = Result<Entry, JournalError>>,
) -> Result<Report, JournalError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.unfinished", std::process::id()));
    let unfinished = path.with_file_name(name);
    let written = write_and_sync(&unfinished, entries).and_then(|report| {
        fs::rename(&unfinished, path).and_then(|()| sync_directory(path)).map_err(failed("written", path))?;
        Ok(report)
    });
    if written.is_err() {
        // It is of no use to anyone; that it stays where it cannot be removed does no harm.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Writes a backup of all entries to wherever it is to go. Only what ends in its checksum is a backup, so that who receives it
/// notices when a part is missing.
///
/// # Errors
/// When an entry cannot be read, or the bytes are not taken.
pub fn send_backup(
    out: &mut dyn Write,
    entries: impl Iterator<Item = Result<Entry, JournalError>>,
) -> Result<Report, JournalError> {
    written(out, entries, |source| failed("sent", Path::new("backup"))(source))
}

fn write_and_sync(
    path: &Path,
    entries: impl Iterator<Item = Result<Entry, JournalError>>,
) -> Result<Report, JournalError> {
    let wrong = |source| failed("written", path)(source);
    let mut out = BufWriter::new(File::create(path).map_err(wrong)?);
    let report = written(&mut out, entries, wrong)?;
    let file = out.into_inner().map_err(|error| wrong(error.into_error()))?;
    file.sync_all().map_err(wrong)?;
    Ok(report)
}

fn written(
    out: impl Write,
    entries: impl Iterator<Item = Result<Entry, JournalError>>,
    wrong: impl Fn(io::Error) -> JournalError,
) -> Result<Report, JournalError> {
    let mut out = Summed { inner: out, sum: blake3::Hasher::new() };
    out.write_all(MAGIC).map_err(&wrong)?;
    let (mut link, mut first, mut bytes) = (Link::START, None, 0_u64);
    for entry in entries {
        let entry = entry?;
        let unfit = |why| JournalError::Unreadable { seq: entry.seq, why };
        let (record, next) = record::write(&entry, &link).map_err(unfit)?;
        out.write_all(&record).map_err(&wrong)?;
        bytes += record.len() as u64;
        first = first.or(Some(entry.time));
        link = next;
    }
    out.write_all(&[END]).map_err(&wrong)?;
    out.write_all(&link.seq.to_le_bytes()).map_err(&wrong)?;
    let sum = out.sum.finalize();
    out.inner.write_all(sum.as_bytes()).map_err(&wrong)?;
    let last = first.map(|_| link.time);
    Ok(Report { records: link.seq, bytes, first, last, hash: blake3::Hash::from_bytes(link.hash).to_hex().to_string() })
}

fn sync_directory(path: &Path) -> io::Result<()> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(dir)?.sync_all()
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> JournalError {
    let path = path.to_owned();
    move |source| JournalError::File { doing, path, source }
}

/// The entries of a backup, in order, each checked as it is read. Only what is read to its end is a whole backup: the last
/// thing it gives is an error where it is not.
pub struct Backup {
    path: PathBuf,
    from: Summed<BufReader<File>>,
    link: Link,
    over: bool,
}

impl Backup {
    /// Opens a backup.
    ///
    /// # Errors
    /// When the file cannot be read or is no backup.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let file = File::open(path).map_err(failed("opened", path))?;
        let from = Summed { inner: BufReader::new(file), sum: blake3::Hasher::new() };
        let mut backup = Self { path: path.to_owned(), from, link: Link::START, over: false };
        let magic = backup.next_bytes(MAGIC.len())?;
        if magic != MAGIC {
            return Err(backup.damaged("it does not begin as one"));
        }
        Ok(backup)
    }

    /// The hash of the last record read, in hex: it vouches for all before it.
    pub fn hash(&self) -> String {
        blake3::Hash::from_bytes(self.link.hash).to_hex().to_string()
    }

    fn read(&mut self) -> Result<Option<Entry>, JournalError> {
        let mut bytes = self.next_bytes(1)?;
        if bytes.first() == Some(&END) {
            return self.end().map(|()| None);
        }
        let length = self.next_bytes(4)?;
        let number: [u8; 4] = length.as_slice().try_into().map_err(|_| self.damaged("it ends too early"))?;
        let rest = usize::try_from(u32::from_le_bytes(number)).unwrap_or(usize::MAX).saturating_sub(5);
        bytes.extend(length);
        if rest > record::MAX_BYTES {
            return Err(self.damaged("the next record says that it is longer than a record can be"));
        }
        bytes.extend(self.next_bytes(rest)?);
        let seq = self.link.seq + 1;
        let wrong = |fault| JournalError::record(seq, fault).to_string();
        let read = Record::check(&bytes).and_then(|record| {
            record.follows(&self.link)?;
            Ok((record.entry()?, record.link()))
        });
        let (entry, link) = read.map_err(|fault| {
            let told = wrong(fault);
            self.damaged(told.split("\nhint").next().unwrap_or_default())
        })?;
        self.link = link;
        Ok(Some(entry))
    }

    fn end(&mut self) -> Result<(), JournalError> {
        let count = self.next_bytes(8)?;
        if count != self.link.seq.to_le_bytes() {
            return Err(self.damaged("it says that it has another number of records"));
        }
        let sum = *self.from.sum.finalize().as_bytes();
        if self.next_bytes(sum.len())? != sum {
            return Err(self.damaged("its bytes do not fit its checksum"));
        }
        match self.from.inner.read(&mut [0]).map_err(failed("read", &self.path))? {
            0 => Ok(()),
            _ => Err(self.damaged("something follows its end")),
        }
    }

    fn next_bytes(&mut self, count: usize) -> Result<Vec<u8>, JournalError> {
        let mut bytes = vec![0; count];
        match self.from.read_exact(&mut bytes) {
            Ok(()) => Ok(bytes),
            Err(wrong) if wrong.kind() == io::ErrorKind::UnexpectedEof => Err(self.damaged("it ends too early")),
            Err(wrong) => Err(failed("read", &self.path)(wrong)),
        }
    }

    fn damaged(&self, why: &str) -> JournalError {
        let place = |seq: Seq| if seq == 0 { String::new() } else { format!(", after record {seq}") };
        JournalError::Backup { path: self.path.clone(), why: format!("{why}{}", place(self.link.seq)) }
    }
}

impl Iterator for Backup {
    type Item = Result<Entry, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let read = self.read().transpose();
        self.over = !matches!(read, Some(Ok(_)));
        read
    }
}

/// Bytes on their way, and their sum.
struct Summed<T> {
    inner: T,
    sum: blake3::Hasher,
}

impl<T: Write> Summed<T> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.inner.write_all(bytes)
    }
}

impl<T: Read> Summed<T> {
    fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.inner.read_exact(bytes)?;
        self.sum.update(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary;

    fn written(entries: &[Entry]) -> (tempfile::TempDir, PathBuf, Report) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("backup");
        let report = write_backup(&path, entries.iter().cloned().map(Ok)).unwrap();
        (dir, path, report)
    }

    fn read(path: &Path) -> Result<Vec<Entry>, JournalError> {
        Backup::open(path)?.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn a_backup_is_read_as_it_was_written_and_any_changed_byte_is_noticed(
            changes in proptest::collection::vec(proptest::collection::vec(arbitrary::change(), 0..3), 0..4),
            place in any::<prop::sample::Index>(),
        ) {
            let entries: Vec<Entry> = (1..).zip(changes).map(|(seq, changes)| Entry {
                seq, time: crate::model::Instant::from_micros(i64::try_from(seq).unwrap()), who: Some("x".to_owned()), key: None, changes, already: vec![],
            }).collect();
            let (_dir, path, report) = written(&entries);
            prop_assert_eq!(report.records, entries.len() as u64);
            prop_assert_eq!(read(&path).unwrap(), entries);
            let whole = fs::read(&path).unwrap();
            let at = place.index(whole.len());
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            fs::write(&path, damaged).unwrap();
            prop_assert_eq!(read(&path).unwrap_err().to_string().matches("hint:").count(), 1);
            fs::write(&path, &whole[..at]).unwrap();
            prop_assert!(read(&path).is_err());
            fs::write(&path, [whole, vec![0]].concat()).unwrap();
            prop_assert!(read(&path).is_err());
        }
    }

    #[test]
    fn what_was_there_stays_when_a_backup_cannot_be_finished() {
        let (dir, path, _) = written(&[]);
        let before = fs::read(&path).unwrap();
        let broken = || Err(JournalError::Closed);
        assert!(write_backup(&path, std::iter::once_with(broken)).is_err());
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
