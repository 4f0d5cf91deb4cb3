//! The door's promises, on real files.

use std::{
    fs::File,
    io,
    path::Path,
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use proptest::prelude::*;

use super::{
    record::{self, Fault, Link, Record},
    *,
};
use crate::model::{Change, Instant, Key, MAX_TRANSACTION_BYTES, arbitrary};

fn entry(seq: Seq) -> Entry {
    Entry {
        seq,
        time: Instant::from_micros(1_750_000_000_000_000 + i64::try_from(seq).unwrap()),
        who: Some("somebody".to_owned()),
        key: Some(format!("batch-{seq}")),
        changes: vec![split("some reason")],
        already: vec![],
    }
}

fn split(reason: &str) -> Change {
    Change::Split { key: Key::new("china").unwrap(), reason: reason.to_owned() }
}

fn large(seq: Seq, bytes: usize) -> Entry {
    Entry { changes: vec![split(&"x".repeat(bytes))], ..entry(seq) }
}

fn open(dir: &Path) -> SledJournal {
    SledJournal::open(dir).unwrap()
}

fn all(journal: &SledJournal, from: Seq) -> Vec<Entry> {
    journal.read(from).collect::<Result<_, _>>().unwrap()
}

/// Writes to a store's files behind the journal's back.
fn behind(dir: &Path, change: impl FnOnce(&sled::Db)) {
    let db = super::opening::open(&dir.join("journal")).unwrap();
    change(&db);
    db.flush().unwrap();
}

fn first_error(dir: &Path) -> JournalError {
    match SledJournal::open(dir) {
        Ok(journal) => journal.read(1).find_map(Result::err).unwrap(),
        Err(wrong) => wrong,
    }
}

/// A store with three records, the middle one of several pieces.
fn three() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    open(dir.path()).append(0, &[entry(1), large(2, 10_000), entry(3)]).unwrap();
    dir
}

fn piece_key(seq: Seq, piece: u16) -> Vec<u8> {
    [seq.to_be_bytes().as_slice(), &piece.to_be_bytes()].concat()
}

fn record_of(db: &sled::Db, seq: Seq) -> Vec<u8> {
    db.scan_prefix(seq.to_be_bytes()).flat_map(|p| p.unwrap().1.to_vec()).collect()
}

#[test]
fn what_was_appended_is_read_again_after_opening_again() {
    let dir = tempfile::tempdir().unwrap();
    {
        let journal = open(dir.path());
        assert_eq!(journal.head(), 0);
        assert_eq!(journal.append(0, &[]), Ok(0));
        assert_eq!(journal.append(0, &[entry(1), large(2, 300_000)]), Ok(2));
        assert_eq!(journal.append(2, &[entry(3)]), Ok(3));
        assert_eq!(all(&journal, 1), [entry(1), large(2, 300_000), entry(3)]);
    }
    let journal = open(dir.path());
    assert_eq!(journal.head(), 3);
    assert_eq!(all(&journal, 2), [large(2, 300_000), entry(3)]);
    assert_eq!(all(&journal, 4), []);
    assert_eq!(journal.append(3, &[entry(4)]), Ok(4));
    let report = journal.verify().unwrap();
    assert_eq!((report.records, report.first, report.last), (4, Some(entry(1).time), Some(entry(4).time)));
    assert!(report.bytes > 300_000 && report.hash.len() == 64, "{report:?}");
}

#[test]
fn who_appends_second_is_told_where_the_journal_ends() {
    let dir = three();
    let journal = open(dir.path());
    assert_eq!(journal.append(2, &[entry(3)]), Err(AppendError::Conflict { head: 3 }));
    assert_eq!(journal.append(9, &[entry(10)]), Err(AppendError::Conflict { head: 3 }));
    assert_eq!(all(&journal, 1).len(), 3);
}

#[test]
fn an_entry_that_does_not_continue_the_journal_is_refused_and_nothing_of_it_is_written() {
    let dir = three();
    let journal = open(dir.path());
    let early = Entry { time: Instant::from_micros(0), ..entry(4) };
    for (entries, seq) in [(vec![entry(5)], 5), (vec![entry(4), entry(4)], 4), (vec![early], 4)] {
        assert!(matches!(journal.append(3, &entries), Err(AppendError::Unfit { seq: s, .. }) if s == seq));
    }
    assert_eq!(journal.append(3, &[entry(4)]), Ok(4));
}

#[test]
fn a_transaction_is_as_large_as_the_limit_and_no_larger() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path());
    let fits = |bytes| large(1, bytes).changes;
    let overhead = encoded_len(&fits(800_000)) - 800_000;
    let most = MAX_TRANSACTION_BYTES - overhead;
    assert!(matches!(
        journal.append(0, &[large(1, most + 1)]),
        Err(AppendError::TooLarge { seq: 1, bytes, limit: MAX_TRANSACTION_BYTES }) if bytes == MAX_TRANSACTION_BYTES + 1
    ));
    assert_eq!(journal.append(0, &[large(1, most), large(2, most)]), Ok(2));
    assert_eq!(all(&journal, 1), [large(1, most), large(2, most)]);
    let wordy = Entry { who: Some("x".repeat(200_000)), ..large(3, most) };
    assert!(matches!(journal.append(2, &[wordy]), Err(AppendError::TooLarge { seq: 3, .. })));
}

#[test]
fn no_value_leaves_the_file_that_is_synced() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path());
    for seq in 1..=40 {
        journal.append(seq - 1, &[large(seq, 890_000)]).unwrap();
    }
    let blobs = std::fs::read_dir(dir.path().join("journal/blobs")).unwrap().count();
    assert_eq!(blobs, 0);
}

#[test]
fn after_a_failed_sync_nothing_is_taken_until_the_journal_is_opened_again() {
    let dir = three();
    {
        let broken = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&broken);
        let sync = move |file: &File| match seen.load(Ordering::SeqCst) {
            true => Err(io::Error::other("the drive is gone")),
            false => file.sync_all(),
        };
        let journal = SledJournal::open_syncing(dir.path(), Box::new(sync)).unwrap();
        journal.append(3, &[entry(4)]).unwrap();
        broken.store(true, Ordering::SeqCst);
        let failed = journal.append(4, &[entry(5)]).unwrap_err();
        assert!(matches!(&failed, AppendError::Unknown { why } if why.contains("the drive is gone")));
        broken.store(false, Ordering::SeqCst);
        let refused = journal.append(4, &[entry(5)]).unwrap_err();
        assert!(matches!(&refused, AppendError::Refused { why } if why.contains("the drive is gone")));
        assert_eq!(journal.head(), 4, "what is not known to be on disk is not shown");
        assert_eq!(all(&journal, 1).len(), 4);
    }
    let journal = open(dir.path());
    let head = journal.head();
    assert!(head == 4 || head == 5, "it is there or it is not: {head}");
    assert_eq!(journal.append(head, &[entry(head + 1)]), Ok(head + 1));
    assert_eq!(journal.verify().unwrap().records, head + 1);
}

#[test]
fn a_second_opening_is_refused_with_the_holder() {
    let dir = three();
    let journal = open(dir.path());
    let refused = SledJournal::open(dir.path()).err().unwrap();
    assert!(matches!(&refused, JournalError::InUse { holder, .. } if *holder == std::process::id().to_string()));
    drop(journal);
    open(dir.path());
}

#[test]
fn many_entries_are_read_alike_whether_they_are_wanted_or_not() {
    let dir = tempfile::tempdir().unwrap();
    let many: Vec<Entry> = (1..=200).map(entry).collect();
    let journal = open(dir.path());
    journal.append(0, &many).unwrap();
    assert_eq!(all(&journal, 1), many);
    assert_eq!(journal.read(1).take(3).map(Result::unwrap).collect::<Vec<_>>(), many[..3]);
    drop(journal);
    behind(dir.path(), |db| drop(db.remove(piece_key(150, 0)).unwrap().unwrap()));
    let journal = open(dir.path());
    let mut read = journal.read(1);
    assert_eq!(read.by_ref().take(149).map(Result::unwrap).collect::<Vec<_>>(), many[..149]);
    assert!(matches!(read.next(), Some(Err(JournalError::Gap { missing: 150, next: Some(151) }))));
    assert!(read.next().is_none());
}

#[test]
fn a_follower_is_handed_what_is_there_and_what_comes() {
    let dir = three();
    let journal = open(dir.path());
    let mut follower = journal.follow(2);
    let long = Duration::from_secs(20);
    assert_eq!(follower.next(long).unwrap(), Some(large(2, 10_000)));
    assert_eq!(follower.next(Duration::ZERO).unwrap(), Some(entry(3)));
    assert_eq!(follower.next(Duration::ZERO).unwrap(), None);
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| follower.next(long));
        journal.append(3, &[entry(4), entry(5)]).unwrap();
        assert_eq!(waiting.join().unwrap().unwrap(), Some(entry(4)));
    });
    assert_eq!(follower.next(long).unwrap(), Some(entry(5)));
    let waiting = std::thread::spawn(move || follower.next(long));
    drop(journal);
    assert!(matches!(waiting.join().unwrap(), Err(JournalError::Closed)));
    open(dir.path());
}

#[test]
fn a_missing_record_stops_the_reader_with_its_number() {
    let dir = three();
    behind(dir.path(), |db| {
        for piece in 0..3 {
            db.remove(piece_key(2, piece)).unwrap().unwrap();
        }
    });
    assert!(matches!(first_error(dir.path()), JournalError::Gap { missing: 2, next: Some(3) }));
}

#[test]
fn a_missing_piece_stops_the_reader_with_the_number_of_its_record() {
    for piece in 0..3 {
        let dir = three();
        behind(dir.path(), |db| drop(db.remove(piece_key(2, piece)).unwrap().unwrap()));
        let wrong = first_error(dir.path());
        assert!(matches!(wrong, JournalError::Unreadable { seq: 2, .. } | JournalError::Sum { seq: 2 }), "{wrong}");
    }
}

#[test]
fn a_damaged_record_stops_the_reader_with_its_number() {
    let dir = three();
    behind(dir.path(), |db| {
        let mut piece = db.get(piece_key(2, 1)).unwrap().unwrap().to_vec();
        piece[1000] ^= 1;
        db.insert(piece_key(2, 1), piece).unwrap();
    });
    let wrong = first_error(dir.path());
    assert!(matches!(wrong, JournalError::Sum { seq: 2 }), "{wrong}");
    let told = wrong.to_string();
    assert!(told.contains("record 2") && told.contains("hint: "), "{told}");
}

#[test]
fn a_damaged_last_record_stops_the_opening() {
    let dir = three();
    behind(dir.path(), |db| drop(db.insert(piece_key(3, 0), &b"\x01short"[..]).unwrap()));
    assert!(matches!(SledJournal::open(dir.path()), Err(JournalError::Sum { seq: 3 })));
}

#[test]
fn an_unknown_version_stops_the_reader_with_its_number() {
    let dir = three();
    behind(dir.path(), |db| {
        let mut record = record_of(db, 3);
        record[0] = 2;
        db.insert(piece_key(3, 0), record).unwrap();
    });
    assert!(matches!(first_error(dir.path()), JournalError::Version { seq: 3, version: 2 }));
}

#[test]
fn a_record_that_was_exchanged_breaks_the_chain_at_the_next_one() {
    let dir = three();
    behind(dir.path(), |db| {
        let other = Entry { who: Some("somebody else".to_owned()), ..entry(1) };
        let (record, _) = record::write(&other, &Link::START).unwrap();
        db.insert(piece_key(1, 0), record).unwrap();
    });
    assert!(matches!(first_error(dir.path()), JournalError::Chain { seq: 2 }));
    // Reading from later on looks at the record before, so that this is noticed there too.
    let journal = open(dir.path());
    assert!(matches!(journal.read(2).next(), Some(Err(JournalError::Chain { seq: 2 }))));
    assert!(journal.read(2).nth(1).is_none(), "nothing follows an error");
    assert!(journal.verify().is_err());
}

fn snapshot(dir: &Path) -> std::path::PathBuf {
    let files = std::fs::read_dir(dir.join("journal")).unwrap();
    files
        .map(|file| file.unwrap().path())
        .find(|path| path.to_string_lossy().contains("snap."))
        .expect("a summary of the log, since it has been opened twice")
}

#[test]
fn files_that_the_engine_cannot_read_stop_the_opening_with_a_message() {
    let dir = three();
    behind(dir.path(), |_| {});
    std::fs::write(snapshot(dir.path()), b"nonsense and more of it").unwrap();
    let told = SledJournal::open(dir.path()).err().unwrap().to_string();
    assert!(told.contains("hint: "), "{told}");
}

#[test]
fn what_an_interrupted_start_leaves_does_not_stop_the_next() {
    let dir = three();
    behind(dir.path(), |_| {});
    let whole = snapshot(dir.path());
    let unfinished = dir.path().join("journal/snap.00000000FFFFFFFF.generating");
    std::fs::write(&unfinished, &std::fs::read(whole).unwrap()[..20]).unwrap();
    assert_eq!(all(&open(dir.path()), 1).len(), 3);
    assert!(!unfinished.exists());
}

#[test]
fn sizes_of_changes_add_up() {
    let (one, two) = (vec![split("one")], vec![split("one"), split("another")]);
    let second = encoded_len(&two[1..]);
    assert!(encoded_len(&one) + second - encoded_len(&two) <= 2);
}

proptest! {
    #[test]
    fn an_entry_is_read_as_it_was_written(entry in arbitrary::entry(7)) {
        let before = Link { seq: 6, time: Instant::from_micros(0), hash: [9; 32] };
        let (bytes, link) = record::write(&entry, &before).unwrap();
        let record = Record::check(&bytes).unwrap();
        prop_assert_eq!(record.follows(&before), Ok(()));
        prop_assert_eq!(record.link(), link);
        prop_assert_eq!(record.entry().unwrap(), entry);
    }

    #[test]
    fn any_byte_that_changes_is_noticed(entry in arbitrary::entry(1), place: prop::sample::Index, flip in 1..=255_u8) {
        let (mut bytes, _) = record::write(&entry, &Link::START).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        let fault = Record::check(&bytes).map(|_| ()).unwrap_err();
        prop_assert!(matches!(fault, Fault::Sum | Fault::Version(_)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let (mut bytes, _) = record::write(&entry(1), &Link::START).unwrap();
        bytes.truncate(53);
        bytes.extend(&body);
        let length = u32::try_from(bytes.len() + 4).unwrap();
        bytes[1..5].copy_from_slice(&length.to_le_bytes());
        bytes.extend(crc32c::crc32c(&bytes).to_le_bytes());
        drop(Record::check(&bytes).unwrap().entry());
    }
}
