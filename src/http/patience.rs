//! How long a connection may take over the head of a request. Each request has a time of its own, and nearly all come in time: so one timer
//! of the runtime is kept for the whole connection, and set anew only when it goes off before what is waited for is over.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::{Duration, Instant},
};

use hyper::rt::{Sleep, Timer};
use tokio::time;

/// The timer of one connection, on which one time at most is waited for, each later than the one before it.
#[derive(Clone)]
pub(super) struct Patience(Arc<Mutex<Pin<Box<time::Sleep>>>>);

/// A time that is waited for.
struct Until {
    deadline: Instant,
    patience: Patience,
}

impl Patience {
    /// Of a new connection. In a runtime.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Box::pin(time::sleep(Duration::ZERO)))))
    }
}

impl Timer for Patience {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(Instant::now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Until { deadline, patience: self.clone() })
    }
}

impl Sleep for Until {}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { deadline, patience: Patience(timer) } = &*self;
        let mut timer = timer.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            ready!(timer.as_mut().poll(cx));
            if timer.deadline() >= (*deadline).into() {
                return Poll::Ready(());
            }
            timer.as_mut().reset((*deadline).into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_waited_for_is_over_at_its_time_whatever_was_waited_for_before() {
        let (patience, started) = (Patience::new(), Instant::now());
        let wait = |millis| patience.sleep_until(started + Duration::from_millis(millis));
        // One that is given up, as most are.
        assert!(time::timeout(Duration::from_millis(1), wait(40)).await.is_err());
        for millis in [60, 120] {
            wait(millis).await;
            assert!(started.elapsed() >= Duration::from_millis(millis));
        }
        wait(0).await;
    }
}
