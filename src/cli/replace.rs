//! A file that is replaced when the new one is whole and on disk.

use std::{
    fs,
    io::{self, BufWriter},
    path::Path,
};

use anyhow::Context;

/// Writes a file under another name, and gives it its own when it is on disk. `check` sees it before that. Where something fails,
/// what was there stays.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<fs::File>) -> io::Result<()>,
    check: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let failed = || format!("`{}` cannot be written", path.display());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.unfinished", std::process::id()));
    let unfinished = path.with_file_name(name);
    let written = fs::File::create(&unfinished).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    });
    let replaced = written
        .with_context(failed)
        .and_then(|()| check(&unfinished))
        .and_then(|()| fs::rename(&unfinished, path).with_context(failed));
    if replaced.is_err() {
        // It is of no use to anyone; where it cannot be removed it does no harm.
        let _ = fs::remove_file(&unfinished);
    }
    replaced
}
