//! The cells that the graph publishes through: those of std or, under the feature `loom`, those of loom, so
//! that its tests drive the very types that the service runs on. Nothing else of the room names either.
#[cfg(not(feature = "loom"))]
pub(super) use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

#[cfg(feature = "loom")]
pub(super) use self::checked::OnceLock;
#[cfg(feature = "loom")]
pub(super) use loom::sync::atomic::{AtomicU64, Ordering};

/// Sizes of what grows. Under loom they are so small that three pushes reach every step of growth.
pub(super) mod size {
    /// Cells in a chunk of the adjacency, a stretch of memory that never moves.
    pub(in crate::graph) const CHUNK: usize = if cfg!(feature = "loom") { 4 } else { 4_096 };
    /// Rows of an arena's spine: chunks for every position that there is.
    pub(in crate::graph) const ROWS: usize = if cfg!(feature = "loom") { 3 } else { usize::BITS as usize };
    /// Records in the first block of a node's list: with its head, 8 slots. Half of it would save a thirtieth of
    /// the memory and take a sixth more time to search, since more lists are in more than one place.
    pub(in crate::graph) const SMALLEST: usize = if cfg!(feature = "loom") { 1 } else { 7 };
    /// Records in the largest block: with its head, 1,024 slots.
    pub(in crate::graph) const LARGEST: usize = if cfg!(feature = "loom") { 3 } else { 1_023 };
    /// Binary logarithm of the slots in an index's first table.
    pub(in crate::graph) const TABLE_BITS: u32 = if cfg!(feature = "loom") { 1 } else { 10 };
    /// Tables of an index: the last would hold more ids than `u32` has.
    pub(in crate::graph) const TABLES: usize = if cfg!(feature = "loom") { 3 } else { 32 };
}

#[cfg(feature = "loom")]
mod checked {
    use super::{AtomicU64, Ordering};

    /// A cell set once, by one writer. Loom has none: here the value lies in std's, and whether a
    /// reader may see it is told by a flag of loom's, stored with Release and loaded with Acquire.
    #[derive(Debug)]
    pub(in crate::graph) struct OnceLock<T> {
        set: AtomicU64,
        value: std::sync::OnceLock<T>,
    }

    impl<T> Default for OnceLock<T> {
        fn default() -> Self {
            Self { set: AtomicU64::new(0), value: std::sync::OnceLock::new() }
        }
    }

    impl<T> OnceLock<T> {
        pub(in crate::graph) fn get(&self) -> Option<&T> {
            (self.set.load(Ordering::Acquire) == 1).then(|| self.value.get()).flatten()
        }

        pub(in crate::graph) fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
            if let Some(value) = self.value.get() {
                return value;
            }
            let value = self.value.get_or_init(make);
            self.set.store(1, Ordering::Release);
            value
        }
    }
}
