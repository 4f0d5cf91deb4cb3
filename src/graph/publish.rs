//! The sequence number up to which the graph may be read: the one word through which a commit becomes visible.
use super::sync::{AtomicU64, Ordering};

/// The last sequence number that is folded whole. One writer stores it, after all that the commit wrote;
/// any number of readers load it once and read at it, without locks.
#[derive(Debug)]
pub struct Published(AtomicU64);

impl Published {
    /// Everything up to `seq` may be read.
    #[must_use]
    pub fn new(seq: u64) -> Self {
        Self(AtomicU64::new(seq))
    }

    /// The number to read at: all that was written up to it is seen, whole.
    #[must_use]
    pub fn load(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Lets readers see up to `seq`. For the writer only, once it has folded `seq`.
    pub fn store(&self, seq: u64) {
        self.0.store(seq, Ordering::Release);
    }
}

#[cfg(all(test, not(feature = "loom")))]
mod tests {
    use super::Published;

    #[test]
    fn what_was_stored_last_is_loaded() {
        let published = Published::new(3);
        assert_eq!(published.load(), 3);
        published.store(4);
        assert_eq!(published.load(), 4);
    }
}
