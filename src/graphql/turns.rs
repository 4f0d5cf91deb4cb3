//! Turns: so many heavy questions are asked at once, each on a thread of its own, and the searches of none go on for longer than it may take.

use std::{pin::pin, sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

use super::{
    at::{At, lent},
    error::{Code, Fault},
};
use crate::questions::bounds::Halt;

/// How long a heavy question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The turns of all callers.
pub struct Turns {
    free: Arc<Semaphore>,
    at_once: usize,
    time: Duration,
    patience: Duration,
}

/// A turn, until it is dropped.
pub struct Turn {
    _free: OwnedSemaphorePermit,
}

/// A question that came to harm.
pub struct Harm;

/// Stops the searches of a request when nobody waits for its answer any more.
pub struct Waiting(pub Halt);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.raise();
    }
}

impl Turns {
    /// One for each core; whatever is asked may take so long.
    pub fn new(time: Duration) -> Self {
        let at_once = std::thread::available_parallelism().map_or(1, usize::from);
        Self { free: Arc::new(Semaphore::new(at_once)), at_once, time, patience: PATIENCE }
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.at_once.saturating_sub(self.free.available_permits())
    }

    /// How long whatever is asked may take, from when it is its turn.
    pub const fn time(&self) -> Duration {
        self.time
    }

    /// A turn, waited for.
    ///
    /// # Errors
    /// `BUSY`, where it does not come for long.
    pub async fn take(&self) -> Result<Turn, Fault> {
        match timeout(self.patience, Arc::clone(&self.free).acquire_owned()).await {
            Ok(Ok(free)) => Ok(Turn { _free: free }),
            _ => {
                let message = "too many heavy questions are being answered\nhint: ask again in a moment";
                Err(Fault::new(Code::Busy, message))
            }
        }
    }

    /// Begins the time of what is asked in a view. Once it is over its searches stop, and what they found is waited for.
    pub async fn in_time<T>(&self, at: &At, asked: impl Future<Output = T>) -> T {
        at.begin(self.time);
        let mut asked = pin!(asked);
        match timeout(self.time, asked.as_mut()).await {
            Ok(answer) => answer,
            Err(_) => {
                at.halt().raise();
                asked.await
            }
        }
    }
}

impl Turn {
    /// Asks on a thread of its own.
    ///
    /// # Errors
    /// Where it came to harm.
    pub async fn run<T: Send + 'static>(self, asked: impl Future<Output = T> + Send + 'static) -> Result<T, Harm> {
        let runtime = Handle::current();
        let run = spawn_blocking(move || {
            let _turn = self;
            lent(|| runtime.block_on(asked))
        });
        run.await.map_err(|_| Harm)
    }
}

#[cfg(test)]
impl Turns {
    /// None at all, and nobody waits for one.
    pub fn none() -> Self {
        Self { free: Arc::new(Semaphore::new(0)), at_once: 0, time: Duration::MAX, patience: Duration::ZERO }
    }
}
