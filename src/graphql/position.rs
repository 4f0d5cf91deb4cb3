//! How far a subscription has come: whoever passes its answers on can say where to go on.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use crate::model::Seq;

/// A place to note positions, shared by a subscription and the connection that its answers are sent on.
#[derive(Clone, Debug, Default)]
pub struct Position(Arc<[AtomicU64; 2]>);

impl Position {
    /// Notes the position of the answer that is being given.
    pub(super) fn reach(&self, seq: Seq) {
        let [reached, _] = &*self.0;
        reached.store(seq, Ordering::Relaxed);
    }

    /// The position of the answer that was given last; 0 where none has one.
    pub fn get(&self) -> Seq {
        let [reached, _] = &*self.0;
        reached.load(Ordering::Relaxed)
    }

    /// Notes that it is sent.
    pub fn sent(&self) {
        let [reached, sent] = &*self.0;
        sent.store(reached.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// The position to go on after: that of the last answer that was sent.
    pub fn behind(&self) -> Option<Seq> {
        let [_, sent] = &*self.0;
        Some(sent.load(Ordering::Relaxed)).filter(|seq| *seq > 0)
    }
}
