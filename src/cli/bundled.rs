//! How an empty store comes by the bundled facts.

use anyhow::ensure;

use super::failure::say;
use crate::{ingest::bundled, intake::take, store::Store};

/// What the keys of the first transactions begin with: a store that has one was begun with the bundled facts.
const KEY: &str = "bundled";

/// Fills a store that is empty, or goes on where that was interrupted. Any other store is left alone.
pub(super) fn fill(store: &Store) -> anyhow::Result<()> {
    let begun = store.graph().transaction(1).map(|first| first.key.is_some_and(|key| key.starts_with(KEY)));
    if begun == Some(false) {
        return Ok(());
    }
    for batch in bundled() {
        let name = batch.name.clone();
        let key = |number: usize| Some(format!("{KEY}:{name}:{}", number + 1));
        let taken = take(store, vec![batch], None, key, |_, _| ())?;
        let refused = taken.refused.first().map(|r| format!("{}:{}: {}", r.file, r.line, r.reason));
        ensure!(refused.is_none(), "a bundled fact is refused: {}", refused.unwrap_or_default());
        if taken.transactions > 0 {
            say(&format!("{name}: {} facts", taken.new));
        }
    }
    Ok(())
}
