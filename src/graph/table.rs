//! A table that one writer adds rows to while any number of readers look at them, without locks. Rows never move.
use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use super::arena::Arena;

/// Rows that are made together: so few that no commit waits long for them.
const TOGETHER: usize = 64;

/// An append-only table.
pub(super) struct Table<T> {
    rows: Arena<OnceLock<T>, TOGETHER>,
    count: AtomicUsize,
}

impl<T> Table<T> {
    pub(super) fn new() -> Self {
        Self { rows: Arena::new(), count: AtomicUsize::new(0) }
    }

    /// Adds a row: its number. For the one writer only. Constant time, but for the memory of some rows now and then.
    pub(super) fn push(&self, row: T) -> usize {
        let number = self.count.load(Ordering::Relaxed);
        match self.rows.make(number) {
            // The writer alone sets rows, in order, so this one is not set.
            Some(cell) => drop(cell.set(row)),
            None => return usize::MAX,
        }
        self.count.store(number + 1, Ordering::Release);
        number
    }

    /// The row with a number.
    #[inline]
    pub(super) fn get(&self, number: usize) -> Option<&T> {
        self.rows.get(number)?.get()
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::Acquire)
    }

    /// The rows with their numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &T)> + Clone {
        (0..self.count()).filter_map(|number| Some((number, self.get(number)?)))
    }
}

#[cfg(all(test, not(feature = "loom")))]
mod tests {
    use super::Table;

    #[test]
    fn rows_are_numbered_in_order_and_stay() {
        let table = Table::new();
        assert!(table.get(0).is_none());
        let first = {
            assert_eq!(table.push("0".to_owned()), 0);
            table.get(0).map(std::ptr::from_ref)
        };
        for n in 1..10_000 {
            assert_eq!(table.push(n.to_string()), n);
        }
        assert_eq!(table.count(), 10_000);
        assert!(table.iter().all(|(n, row)| *row == n.to_string()));
        assert_eq!(table.get(0).map(std::ptr::from_ref), first);
        assert!(table.get(10_000).is_none());
    }

    #[test]
    fn a_reader_finds_every_row_that_is_counted() {
        let table = Table::new();
        std::thread::scope(|scope| {
            scope.spawn(|| (0..20_000).for_each(|n| assert_eq!(table.push(n), n)));
            while table.count() < 20_000 {
                let count = table.count();
                assert_eq!(table.iter().take(count).filter(|(n, row)| n == *row).count(), count);
            }
        });
    }
}
