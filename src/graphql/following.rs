//! Following: a subscription waits on the threads that serve requests, and takes a turn for each event that is heavy, as a question does.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_graphql::Response;
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use tokio::{
    select,
    sync::{mpsc, oneshot},
};

use super::{
    answered::Answered,
    at::At,
    documents::Parsed,
    error::Fault,
    turns::{Harm, Turns, Waiting},
};
use crate::graph::Pin;

/// Where a subscription asks for the turns that it needs.
#[derive(Clone)]
pub struct Asking {
    turns: Arc<Turns>,
    /// None where what is asked of an event is light.
    wanted: Option<mpsc::UnboundedSender<Wanted>>,
}

/// A turn that a subscription wants.
struct Wanted {
    /// The view of what it does in it, which has its time and its end for itself.
    at: At,
    /// Where to go on if the turn does not come.
    behind: Pin,
    begins: oneshot::Sender<()>,
    ends: oneshot::Receiver<()>,
}

/// What a subscription does is its turn as long as it holds this: an event, until its answer is there.
pub struct Held {
    /// Says that it is over by being dropped.
    _ends: Option<oneshot::Sender<()>>,
}

impl Asking {
    /// Waits for a turn to do in it what is asked in this view, and for a thread that is its own meanwhile. What is light begins at once.
    pub async fn turn(&self, at: &At, behind: Pin) -> Held {
        let Some(wanted) = &self.wanted else {
            at.begin(self.turns.time());
            return Held { _ends: None };
        };
        let ((begins, begun), (held, ends)) = (oneshot::channel(), oneshot::channel());
        // Where nobody is there to give it, or it does not come, the subscription is not asked on.
        let _ = wanted.send(Wanted { at: at.clone(), behind, begins, ends });
        let _ = begun.await;
        Held { _ends: Some(held) }
    }
}

/// A subscription that is counted as open.
pub struct Open(Arc<AtomicUsize>);

impl Open {
    /// Counts one more.
    pub fn new(all: &Arc<AtomicUsize>) -> Self {
        all.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(all))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The answers of a subscription, and the turns that it wants.
pub struct Following {
    turns: Arc<Turns>,
    parsed: Arc<Parsed>,
    answers: BoxStream<'static, Response>,
    wanted: mpsc::UnboundedReceiver<Wanted>,
    _open: Open,
}

impl Following {
    /// Begins to follow; what is heavy takes turns.
    pub fn begin(
        turns: &Arc<Turns>,
        heavy: bool,
        parsed: Arc<Parsed>,
        open: Open,
        begin: impl FnOnce(Asking) -> BoxStream<'static, Response>,
    ) -> BoxStream<'static, Answered> {
        let (sender, wanted) = mpsc::unbounded_channel();
        let answers = begin(Asking { turns: Arc::clone(turns), wanted: heavy.then_some(sender) });
        let following = Self { turns: Arc::clone(turns), parsed, answers, wanted, _open: open };
        stream::unfold(Some(following), Self::next).boxed()
    }

    /// The next answer; a refusal is the last.
    async fn next(following: Option<Self>) -> Option<(Answered, Option<Self>)> {
        let mut this = following?;
        loop {
            let step = select! {
                biased;
                answer = this.answers.next() => Ok(answer),
                Some(wanted) = this.wanted.recv() => Err(wanted),
            };
            let came = match step {
                Ok(answer) => Some(answer),
                Err(wanted) => {
                    let behind = wanted.behind;
                    match this.turn(wanted).await {
                        Ok((next, came)) => {
                            this = next;
                            came
                        }
                        Err(fault) => return Some((Answered::refusal(going_on(fault, behind)), None)),
                    }
                }
            };
            if let Some(answer) = came {
                let answered = Answered::of(answer?, &this.parsed.document);
                return Some((answered, Some(this)));
            }
        }
    }

    /// Goes on in a turn, on a thread of its own, to the next answer or to where it holds the turn no more.
    async fn turn(self, wanted: Wanted) -> Result<(Self, Option<Option<Response>>), Fault> {
        let (turns, Wanted { at, begins, ends, .. }) = (Arc::clone(&self.turns), wanted);
        let turn = turns.take().await?;
        let _waiting = Waiting(at.halt().clone());
        let mut this = self;
        let gone_on = turn.run(async move {
            let _ = begins.send(());
            let came = select! {
                biased;
                answer = this.answers.next() => Some(answer),
                _ = ends => None,
            };
            (this, came)
        });
        turns.in_time(&at, gone_on).await.map_err(|Harm| Fault::internal("a question came to harm"))
    }
}

/// The same fault of a subscription that ends by it, with where to go on.
pub fn going_on(fault: Fault, behind: Pin) -> Fault {
    fault.with("seq", behind.seq.to_string()).with("asOf", behind.as_of.to_string())
}

#[cfg(test)]
pub use tests::{asking, light};

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use async_graphql::Value;
    use serde_json::json;

    use super::{
        super::{documents::Documents, limits::Limits},
        *,
    };
    use crate::{journal::MemoryJournal, store::Store};

    /// Who gives the turns that a subscription wants.
    pub struct Giving(mpsc::UnboundedReceiver<Wanted>);

    /// Somebody who asks for a turn, and who gives it.
    pub fn asking() -> (Asking, Giving) {
        let (sender, wanted) = mpsc::unbounded_channel();
        (Asking { turns: Arc::new(Turns::none()), wanted: Some(sender) }, Giving(wanted))
    }

    /// Somebody to whom everything is light.
    pub fn light() -> Asking {
        Asking { turns: Arc::new(Turns::none()), wanted: None }
    }

    impl Giving {
        /// Lets whoever asks next begin.
        pub async fn give(&mut self) {
            self.0.recv().await.unwrap().begins.send(()).unwrap();
        }

        /// Whether one is wanted.
        pub fn wanted(&mut self) -> bool {
            self.0.try_recv().is_ok()
        }
    }

    /// The only answer says on which thread it was made, in the turn that it waited for.
    fn following(turns: Turns, heavy: bool) -> (BoxStream<'static, Answered>, Arc<AtomicUsize>) {
        let parsed = Documents::new().read("{ __typename }", &Limits::default()).ok().unwrap();
        let store = Arc::new(Store::over(Box::new(MemoryJournal::new())).unwrap());
        let at = At::now(Arc::clone(&store), store.now("2025-06-13".parse().unwrap()));
        let (all, pin) = (Arc::default(), Pin { seq: 7, ..at.pin() });
        let answers = move |asking: Asking| {
            let answer = async move {
                let _held = asking.turn(&at, pin).await;
                Response::new(format!("{:?}", thread::current().id()))
            };
            stream::once(answer).boxed()
        };
        (Following::begin(&Arc::new(turns), heavy, parsed, Open::new(&all), answers), all)
    }

    #[tokio::test]
    async fn what_is_heavy_leaves_the_thread_that_serves_requests_and_what_is_light_does_not() {
        let own = format!("{:?}", thread::current().id());
        for heavy in [true, false] {
            let (mut answers, open) = following(Turns::new(Duration::MAX), heavy);
            assert_eq!(open.load(Ordering::Relaxed), 1);
            let made = answers.next().await.unwrap().into_response().data;
            assert_eq!(made != Value::String(own.clone()), heavy, "{made} {own}");
            assert!(answers.next().await.is_none());
            drop(answers);
            assert_eq!(open.load(Ordering::Relaxed), 0);
        }
    }

    #[tokio::test]
    async fn a_subscription_whose_turn_does_not_come_ends_and_is_told_where_to_go_on() {
        let (mut answers, _) = following(Turns::none(), true);
        let refused = answers.next().await.unwrap();
        let told = serde_json::to_value(refused.errors()).unwrap();
        let expected = json!({ "code": "BUSY", "seq": "7", "asOf": "2025-06-13" });
        assert_eq!((refused.ran, &told[0]["extensions"]), (false, &expected), "{told}");
        assert!(answers.next().await.is_none());
    }
}
