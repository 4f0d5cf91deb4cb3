//! How a command comes to its store.

use std::path::Path;

use anyhow::{Context, bail};

use crate::{
    config::Config,
    journal::{Draft, Journal, MemoryJournal, SledJournal},
    store::Store,
};

/// Says, in the data directory, that a restore has begun and not ended.
const RESTORING: &str = "restoring";

/// The store, made where there is none.
pub(super) fn or_make(config: &Config) -> anyhow::Result<Store> {
    whole(&config.data_dir)?;
    Ok(Store::open(&config.data_dir)?)
}

/// The store that is there: a command that only reads makes none.
pub(super) fn existing(config: &Config) -> anyhow::Result<Store> {
    there(&config.data_dir)?;
    or_make(config)
}

/// The journal of the store that is there, not read yet.
pub(super) fn journal(config: &Config) -> anyhow::Result<SledJournal> {
    there(&config.data_dir)?;
    whole(&config.data_dir)?;
    Ok(SledJournal::open(&config.data_dir)?)
}

/// The store as it is, over a journal that keeps nothing: what is committed to it is only tried.
pub(super) fn rehearsal(config: &Config) -> anyhow::Result<Store> {
    let dir = &config.data_dir;
    whole(dir)?;
    let journal: Box<dyn Journal> = if SledJournal::is_in(dir) {
        Box::new(Draft::over(Box::new(SledJournal::open(dir)?)))
    } else {
        Box::new(MemoryJournal::new())
    };
    Ok(Store::over(journal)?)
}

fn there(dir: &Path) -> anyhow::Result<()> {
    if !SledJournal::is_in(dir) {
        bail!(
            "there is no store in `{}`\nhint: `lodegraph serve` makes one with the bundled facts, `lodegraph import FILE` with yours; `--data-dir` names another",
            dir.display()
        );
    }
    Ok(())
}

/// Refuses what an interrupted restore has left: a part of a store that looks like one.
fn whole(dir: &Path) -> anyhow::Result<()> {
    if is_being_restored(dir) {
        bail!(
            "the store in `{}` is a part of one, since its restore was interrupted\nhint: run `lodegraph restore` with the same file again: it goes on where it stopped",
            dir.display()
        );
    }
    Ok(())
}

/// Whether a restore has begun and not ended.
pub(super) fn is_being_restored(dir: &Path) -> bool {
    dir.join(RESTORING).exists()
}

/// Notes, on disk, that a restore has begun or ended.
pub(super) fn mark_restoring(dir: &Path, begun: bool) -> anyhow::Result<()> {
    let mark = dir.join(RESTORING);
    let done =
        if begun { std::fs::File::create(&mark).and_then(|f| f.sync_all()) } else { std::fs::remove_file(&mark) };
    let synced = done.and_then(|()| std::fs::File::open(dir)?.sync_all());
    synced.with_context(|| format!("`{}` cannot be written", mark.display()))
}
