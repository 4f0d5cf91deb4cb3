//! The parent: starts, kills, looks.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use lodegraph::{model::Seq, store::Store};

use crate::{
    child,
    content::{Numbers, changes},
};

/// The name that runners of tests are told.
pub const NAME: &str = "every_acknowledged_transaction_survives_a_kill";

const ROUNDS: u64 = 50;
/// After so many rounds on one store a new one is begun: a store must survive many kills, and new ones their first.
const ROUNDS_A_STORE: u64 = 10;
/// The latest kill; a start takes a few of these milliseconds, so that some kills hit it.
const LATEST: u64 = 500;

/// Runs all rounds; panics at the first broken promise.
pub fn run() {
    let asked = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a whole number"));
    let rounds = asked("LODEGRAPH_CRASH_ROUNDS").unwrap_or(ROUNDS);
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seed = asked("LODEGRAPH_CRASH_SEED").unwrap_or(u64::from(clock.subsec_nanos()));
    println!("{NAME}: {rounds} rounds, LODEGRAPH_CRASH_SEED={seed}");

    let mut numbers = Numbers(seed);
    let (mut acknowledged, mut recorded, mut silent) = (0, 0, 0);
    for first in (0..rounds).step_by(usize::try_from(ROUNDS_A_STORE).unwrap()) {
        let dir = tempfile::tempdir().unwrap();
        let mut promised = HashMap::new();
        for round in first..rounds.min(first + ROUNDS_A_STORE) {
            let moment = Duration::from_millis(numbers.below(LATEST));
            let said = kill_after(dir.path(), &format!("round{round}"), moment);
            silent += u64::from(said.is_empty());
            for line in said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
                let (seq, key) = line.split_once(' ').expect("a number and a key");
                promised.insert(seq.parse::<Seq>().unwrap(), key.to_owned());
            }
            recorded += look(dir.path(), &promised, round);
        }
        acknowledged += promised.len();
    }
    println!("{NAME}: {acknowledged} transactions acknowledged, {recorded} records read back,");
    println!("{silent} children killed before their first word; ok");
    assert!(acknowledged > 0, "no child lived long enough to acknowledge anything");
}

/// Starts a child, kills it after that long, and returns all that it said.
fn kill_after(dir: &Path, name: &str, moment: Duration) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(child::DIR, dir)
        .env(child::NAME, name)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let listener = thread::spawn(move || {
        let mut said = String::new();
        out.read_to_string(&mut said).unwrap();
        said
    });
    thread::sleep(moment);
    assert_eq!(
        child.try_wait().unwrap(),
        None,
        "the child ended by itself: its store did not open or did not take more"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    listener.join().unwrap()
}

/// Opens and reads the whole store, which checks sums, numbers, chain and rules, and holds it against what was promised.
fn look(dir: &Path, promised: &HashMap<Seq, String>, round: u64) -> usize {
    let store = Store::open(dir).unwrap_or_else(|wrong| panic!("after round {round}: {wrong}"));
    let mut keys = HashSet::new();
    for entry in store.read(1) {
        let entry = entry.unwrap_or_else(|wrong| panic!("after round {round}: {wrong}"));
        let key = entry.key.expect("children give keys");
        assert!(entry.changes == changes(&key), "after round {round}: record {} is not what was sent", entry.seq);
        if let Some(promised) = promised.get(&entry.seq) {
            assert_eq!(
                &key, promised,
                "after round {round}: record {} is another one than was acknowledged",
                entry.seq
            );
        }
        assert!(keys.insert(key), "after round {round}: record {} is there twice", entry.seq);
    }
    let last = promised.keys().max().copied().unwrap_or_default();
    assert!(
        store.graph().seq() >= last,
        "after round {round}: {last} was acknowledged and the journal ends at {}",
        store.graph().seq()
    );
    keys.len()
}
