//! How the engine is opened: its settings, and its ways that must not become ours.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use sled::Db;

use super::{error::JournalError, pieces};

/// The engine keeps this much of its tree in memory; the journal is written at its end and read through once.
const CACHE_BYTES: u64 = 64 << 20;

/// How long the engine may take to close after it has been dropped.
const CLOSING: Duration = Duration::from_secs(5);

/// The directories whose entries lead to the engine's files: its own, the data directory, the one that holds that, and so on up
/// to the first that is there before these are made.
pub(super) fn directories(files: &Path) -> io::Result<Vec<PathBuf>> {
    let files = std::path::absolute(files)?;
    let missing = files.ancestors().take_while(|dir| !dir.exists()).count();
    Ok(files.ancestors().take(missing.max(2) + 1).map(Path::to_owned).collect())
}

/// Opens sled in its directory, which this process has locked.
///
/// Sled lets go of its own lock a moment after it has been closed, so that one is waited for: our lock says that no other
/// process can have it. And it panics on some of the damage that it finds: that must stop the start with a message.
pub(super) fn open(files: &Path) -> Result<Db, JournalError> {
    set_aside_unfinished_snapshot(files)?;
    let config = sled::Config::new().path(files).cache_capacity(CACHE_BYTES);
    let patience = Instant::now() + CLOSING;
    loop {
        match catch_unwind(AssertUnwindSafe(|| config.open())) {
            Ok(Err(sled::Error::Io(wrong))) if is_locked(&wrong) && Instant::now() < patience => {
                thread::sleep(Duration::from_millis(2));
            }
            Ok(opened) => return opened.map_err(pieces::engine),
            Err(panic) => {
                let words = panic.downcast_ref::<String>().cloned();
                let words = words.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
                let why = words.unwrap_or_else(|| "it gave up without a word".to_owned());
                return Err(JournalError::Engine { why });
            }
        }
    }
}

/// Sled has no kind of error for its lock.
fn is_locked(wrong: &io::Error) -> bool {
    wrong.to_string().contains("could not acquire lock")
}

/// Renames what a start that was interrupted has left. Sled writes a summary of its log at each start and renames it when
/// it is whole; when it finds one that is not, it takes it for the newest and does not open. The log has all that is in it.
fn set_aside_unfinished_snapshot(files: &Path) -> Result<(), JournalError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| JournalError::File { doing: "renamed", path, source }
    };
    for file in fs::read_dir(files).map_err(failed(files))?.flatten() {
        let name = file.file_name();
        let unfinished = name.to_str().filter(|n| n.starts_with("snap.") && n.ends_with(".generating"));
        if let Some(name) = unfinished {
            let aside = files.join(format!("unfinished.{name}"));
            fs::rename(file.path(), aside).map_err(failed(&file.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::directories;
    use std::path::Path;

    #[test]
    fn every_directory_that_is_made_is_synced_with_the_one_that_holds_it() {
        let dir = tempfile::tempdir().unwrap();
        let made = dir.path().join("a/b/journal");
        let all = directories(&made).unwrap();
        assert_eq!(all, [&*made, &dir.path().join("a/b"), &dir.path().join("a"), dir.path()]);
        std::fs::create_dir_all(&made).unwrap();
        assert_eq!(directories(&made).unwrap(), all[..3]);
    }

    #[test]
    fn a_directory_without_a_path_lies_in_the_current_one() {
        let all = directories(Path::new("nowhere/journal")).unwrap();
        assert_eq!(all.last(), Some(&std::env::current_dir().unwrap()));
    }
}
