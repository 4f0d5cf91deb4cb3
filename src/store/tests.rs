//! What the store promises: whole or not at all, once for a key, checked again when somebody was first.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use super::*;
use crate::{
    graph::{RefusalCode, drawn::Drawn},
    journal::{AppendError, Entries, Follow, MemoryJournal},
    model::{Change, Claim, ClaimMode, Document, Entity, EntityKind, Key, RelationKind, Subject, Tie},
};

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn place(text: &str) -> Change {
    Change::PutEntity(Entity::new(key(text), EntityKind::Place, text))
}

fn export(from: &str, to: &str) -> Change {
    let tie = Tie::new(RelationKind::Export, key(from), key(to));
    Change::Assert(Box::new(Claim::new(Subject::Relation(tie), ClaimMode::Reported, key("news"))))
}

fn news() -> Change {
    Change::PutDocument(Document::new(key("news"), "News"))
}

fn transaction(changes: Vec<Change>) -> Transaction {
    Transaction { changes, ..Transaction::default() }
}

fn store() -> Store {
    Store::over(Box::new(MemoryJournal::new())).unwrap()
}

#[test]
fn what_is_committed_is_seen_and_is_there_after_reopening() {
    let journal = MemoryJournal::new();
    let store = Store::over(Box::new(journal.clone())).unwrap();
    let done = store.commit(transaction(vec![place("china"), place("us"), news(), export("china", "us")])).unwrap();
    assert_eq!((done.seq, done.changed.len()), (1, 4));
    for store in [&store, &Store::over(Box::new(journal)).unwrap()] {
        let view = store.view(store.now(Day::MAX));
        assert_eq!(view.lengths().relations, 1);
        assert!(view.find("export.china.us").is_some());
    }
}

#[test]
fn a_transaction_is_taken_whole_or_not_at_all() {
    let store = store();
    let refused = store.commit(transaction(vec![place("china"), news(), export("china", "nowhere")])).unwrap_err();
    let CommitError::Refused(refusal) = refused else { panic!("{refused}") };
    assert_eq!((refusal.code, refusal.change, refusal.field.as_str()), (RefusalCode::NotFound, 2, "about.export.to"));
    assert_eq!(store.graph().seq(), 0);
    assert!(store.view(store.now(Day::MAX)).find("china").is_none());
}

#[test]
fn the_same_key_answers_with_the_first_result_also_after_reopening() {
    let journal = MemoryJournal::new();
    let store = Store::over(Box::new(journal.clone())).unwrap();
    let keyed = |changes| Transaction { key: Some("import-1".to_owned()), ..transaction(changes) };
    let first = store.commit(keyed(vec![place("china")])).unwrap();
    store.commit(transaction(vec![place("us")])).unwrap();
    let again = store.commit(keyed(vec![place("japan")])).unwrap();
    assert_eq!(again, Committed { repeated: true, ..first.clone() });
    let reopened = Store::over(Box::new(journal)).unwrap();
    assert_eq!(reopened.commit(keyed(vec![])).unwrap(), again);
    assert!(reopened.view(reopened.now(Day::MAX)).find("japan").is_none());
}

#[test]
fn what_is_there_already_is_not_written_twice() {
    let store = store();
    let changes = vec![place("china"), place("us"), news(), export("china", "us")];
    store.commit(transaction(changes.clone())).unwrap();
    let again = store.commit(transaction(changes)).unwrap();
    assert_eq!((again.seq, again.changed.len(), again.already.len()), (1, 0, 4));
    assert_eq!(store.graph().seq(), 1);
}

#[test]
fn if_seq_refuses_when_others_have_written_since() {
    let store = store();
    store.commit(transaction(vec![place("china")])).unwrap();
    let late = Transaction { if_seq: Some(0), ..transaction(vec![place("us")]) };
    assert_eq!(store.commit(late.clone()), Err(CommitError::Stale { if_seq: 0, head: 1 }));
    assert_eq!(store.commit(Transaction { if_seq: Some(1), ..late }).unwrap().seq, 2);
}

#[test]
fn a_transaction_that_does_not_fit_a_record_is_refused() {
    let store = store();
    let mut document = Document::new(key("long"), "Long");
    document.url = Some("x".repeat(crate::model::MAX_TRANSACTION_BYTES));
    let refused = store.commit(transaction(vec![Change::PutDocument(document)])).unwrap_err();
    assert!(matches!(refused, CommitError::TooLarge { .. }), "{refused}");
}

#[test]
fn what_is_said_of_a_transaction_is_short_and_not_empty() {
    let store = store();
    for text in ["".to_owned(), "x".repeat(201)] {
        for (keyed, field) in [(true, "key"), (false, "who")] {
            let text = Some(text.clone());
            let [key, who] = if keyed { [text, None] } else { [None, text] };
            let refused = store.commit(Transaction { key, who, ..transaction(vec![place("a")]) }).unwrap_err();
            assert!(matches!(&refused, CommitError::Refused(r) if r.field == field), "{refused}");
        }
    }
}

#[test]
fn what_is_there_already_has_to_fit_the_record_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let name = |part: usize, n: usize| format!("{}-{part}-{n}", "x".repeat(200));
    let places = |part| (0..1_500).map(|n| place(&name(part, n))).collect::<Vec<_>>();
    (0..4).for_each(|part| drop(store.commit(transaction(places(part))).unwrap()));
    let all = Transaction { key: Some("again".to_owned()), ..transaction((0..4).flat_map(places).collect()) };
    assert!(matches!(store.commit(all), Err(CommitError::TooLarge { .. })));
    assert_eq!(store.refusing(), None);
}

#[test]
fn somebody_who_appended_first_is_read_and_the_check_made_again() {
    let journal = MemoryJournal::new();
    let [one, other] = [0, 1].map(|_| Store::over(Box::new(journal.clone())).unwrap());
    one.commit(transaction(vec![place("china")])).unwrap();
    // The other store has not read that yet: its append comes too late, is checked again on what is there, and follows.
    let done = other.commit(transaction(vec![place("us")])).unwrap();
    assert_eq!(done.seq, 2);
    assert!(other.view(other.now(Day::MAX)).find("china").is_some());
    // The same key with other content was free in what this store had read; it is not any more.
    other.commit(transaction(vec![Change::PutDocument(Document::new(key("news"), "Other news"))])).unwrap();
    let refused = one.commit(transaction(vec![news()])).unwrap_err();
    assert!(matches!(&refused, CommitError::Refused(r) if r.code == RefusalCode::KeyTaken), "{refused}");
}

#[test]
fn writers_at_once_are_all_answered_and_share_flushes() {
    #[derive(Clone, Default)]
    struct Counting(MemoryJournal, Arc<Mutex<Vec<usize>>>);
    impl Journal for Counting {
        fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
            std::thread::sleep(std::time::Duration::from_millis(2));
            self.1.lock().unwrap().push(entries.len());
            self.0.append(after, entries)
        }
        fn read(&self, from: Seq) -> Box<dyn Iterator<Item = Result<Entry, JournalError>> + '_> {
            self.0.read(from)
        }
        fn head(&self) -> Seq {
            self.0.head()
        }
        fn follow(&self, from: Seq) -> Box<dyn Follow> {
            self.0.follow(from)
        }
    }
    let journal = Counting::default();
    let store = Store::over(Box::new(journal.clone())).unwrap();
    store.commit(transaction(vec![place("hub"), news()])).unwrap();
    let seqs = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (store, seqs) = (&store, &seqs);
            scope.spawn(move || {
                for n in 0..20 {
                    let name = format!("p{writer}-{n}");
                    let done = store.commit(transaction(vec![place(&name), export(&name, "hub")])).unwrap();
                    assert!(store.view(store.now(Day::MAX)).find(&name).is_some());
                    seqs.lock().unwrap().push(done.seq);
                }
            });
        }
    });
    let mut seqs = seqs.into_inner().unwrap();
    seqs.sort_unstable();
    assert_eq!(seqs, (2..=161).collect::<Vec<_>>());
    let flushes = journal.1.lock().unwrap().len();
    assert!(flushes <= 161 / 2, "{flushes} flushes for 161 transactions");
    let replayed = Store::over(Box::new(journal.0.clone())).unwrap();
    assert_eq!(replayed.view(replayed.now(Day::MAX)).lengths(), store.view(store.now(Day::MAX)).lengths());
}

/// A journal in memory that takes nothing while somebody holds its gate, so that writers gather before it.
#[derive(Clone, Default)]
struct Gated(MemoryJournal, Arc<Mutex<()>>);

impl Journal for Gated {
    fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
        drop(self.1.lock().unwrap());
        self.0.append(after, entries)
    }
    fn read(&self, from: Seq) -> Entries<'_> {
        self.0.read(from)
    }
    fn head(&self) -> Seq {
        self.0.head()
    }
    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        self.0.follow(from)
    }
}

/// What two writers are answered whose transactions are led together, the second one's behind the first's.
fn together(known: &str, first: &str, second: &str) -> [Result<Committed, CommitError>; 2] {
    let journal = Gated::default();
    let store = Store::over(Box::new(journal.clone())).unwrap();
    store.commit(transaction(Drawn::new("").read(known))).unwrap();
    let gate = journal.1.lock().unwrap();
    let answers = std::thread::scope(|scope| {
        let writer = |changes: Vec<Change>| {
            let store = &store;
            let writer = scope.spawn(move || store.commit(transaction(changes)));
            // Time to get in line; too little of it makes this test weaker, never wrong.
            std::thread::sleep(std::time::Duration::from_millis(30));
            writer
        };
        let leader = writer(vec![place("leader")]);
        let writers = [first, second].map(|lines| writer(Drawn::new(known).read(lines)));
        drop(gate);
        leader.join().unwrap().unwrap();
        writers.map(|writer| writer.join().unwrap())
    });
    let replayed = Store::over(Box::new(journal.0)).unwrap();
    assert_eq!(replayed.view(replayed.now(Day::MAX)).lengths(), store.view(store.now(Day::MAX)).lengths());
    answers
}

#[test]
fn transactions_led_together_that_depend_on_each_other_are_checked_one_after_the_other() {
    let known = "a EXPORT b key=k\nPLACE x\nPLACE y\nCOMMODITY c\nCOMMODITY d";
    for (first, second, says) in [
        ("DOCUMENT new title=One", "DOCUMENT new title=Two", "`new`"),
        ("PLACE new", "DOCUMENT new", "`new`"),
        ("PLACE new", "ORGANIZATION new", "cannot become"),
        ("a EXPORT b share=5% key=new", "a EXPORT b share=6% key=new", "`new`"),
        ("a EXPORT b share=5% supersedes=k key=k1", "a EXPORT b share=6% supersedes=k key=k2", "`k1`"),
        ("COMMODITY c broader=d", "COMMODITY d broader=c", "wider than itself"),
        ("MERGE x y", "MERGE y x", "split `x` first"),
    ] {
        let [one, other] = together(known, first, second);
        assert!(one.is_ok(), "{first}: {one:?}");
        let refused = other.expect_err(second).to_string();
        assert!(refused.contains(says), "{second}: {refused}");
    }
    let [one, other] = together(known, "RETRACT k", "RETRACT k");
    assert_eq!((one.unwrap().changed.len(), other.unwrap().changed.len()), (1, 0));
}

#[test]
fn after_a_failed_append_nothing_of_it_is_seen() {
    #[derive(Clone)]
    struct Failing(MemoryJournal, Arc<AtomicBool>);
    impl Journal for Failing {
        fn append(&self, after: Seq, entries: &[Entry]) -> Result<Seq, AppendError> {
            if self.1.load(Ordering::Relaxed) {
                return Err(AppendError::Unknown { why: "the disk is gone".to_owned() });
            }
            self.0.append(after, entries)
        }
        fn read(&self, from: Seq) -> Box<dyn Iterator<Item = Result<Entry, JournalError>> + '_> {
            self.0.read(from)
        }
        fn head(&self) -> Seq {
            self.0.head()
        }
        fn follow(&self, from: Seq) -> Box<dyn Follow> {
            self.0.follow(from)
        }
    }
    let fails = Arc::new(AtomicBool::new(false));
    let store = Store::over(Box::new(Failing(MemoryJournal::new(), Arc::clone(&fails)))).unwrap();
    store.commit(transaction(vec![place("china")])).unwrap();
    fails.store(true, Ordering::Relaxed);
    let refused = store.commit(transaction(vec![place("us")])).unwrap_err();
    assert!(matches!(refused, CommitError::ReadOnly(_)), "{refused}");
    let view = store.view(store.now(Day::MAX));
    assert_eq!(view.lengths().entities, 1);
    assert!(view.find("us").is_none());
}

#[test]
fn the_time_of_recording_never_goes_back() {
    let times = Mutex::new(vec![Instant::from_micros(5), Instant::from_micros(10)]);
    let clock = move || times.lock().unwrap().pop().unwrap_or(Instant::from_micros(20));
    let store = Store::with_clock(Box::new(MemoryJournal::new()), clock).unwrap();
    for name in ["a", "b", "c"] {
        store.commit(transaction(vec![place(name)])).unwrap();
    }
    let times: Vec<_> = store.read(1).map(|entry| entry.unwrap().time.micros()).collect();
    assert_eq!(times, [10, 10, 20]);
    assert_eq!([4, 10, 19, 20].map(|t| store.graph().seq_at(Instant::from_micros(t))), [0, 2, 2, 3]);
}

#[test]
fn what_cannot_be_folded_stops_the_store_with_the_first_cause() {
    let journal = MemoryJournal::new();
    let store = Store::over(Box::new(journal.clone())).unwrap();
    // Another program writes what no check of ours lets in.
    let entry =
        |seq, changes| Entry { seq, changes, who: None, key: None, time: Instant::from_micros(0), already: vec![] };
    let nothing = Change::Retract { claim: key("nothing"), reason: "none".to_owned() };
    journal.append(0, &[entry(1, vec![place("a")]), entry(2, vec![place("b"), nothing])]).unwrap();
    for name in ["c", "d"] {
        let refused = store.commit(transaction(vec![place(name)])).unwrap_err().to_string();
        assert!(refused.contains("transaction 2 cannot be folded"), "{refused}");
    }
    assert!(store.refusing().is_some() && journal.head() == 2);
}
