//! The child: commits from several threads as fast as it can, and says what was acknowledged.

use std::{io::Write, path::Path, thread};

use lodegraph::store::Store;

use crate::content::{COUNTRIES, transaction};

/// The variable that makes this program a child, and says on which store.
pub const DIR: &str = "LODEGRAPH_CRASH_DIR";
/// The variable with the first part of this child's keys.
pub const NAME: &str = "LODEGRAPH_CRASH_NAME";

const WRITERS: usize = 4;

/// Opens the store and writes to it for ever. An acknowledged transaction is printed as its number and its key.
pub fn write_until_killed(dir: &Path) {
    let name = std::env::var(NAME).unwrap();
    let store = Store::open(dir).unwrap();
    let commit = |key: &str| {
        let seq = store.commit(transaction(key)).unwrap().seq;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{seq} {key}").and_then(|()| out.flush()).unwrap();
    };
    commit(COUNTRIES);
    thread::scope(|threads| {
        for writer in 0..WRITERS {
            let (commit, name) = (&commit, &name);
            threads.spawn(move || {
                for number in 0.. {
                    commit(&format!("{name}-{writer}-{number}"));
                }
            });
        }
    });
}
