//! Watching the answer to a question about suppliers: asked again only when a transaction can touch it, or the day turns.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_graphql::SimpleObject;
use petgraph::graph::NodeIndex;
use tokio::sync::watch;

use super::{
    at::{At, apart},
    error::Fault,
    following::{Asking, Held, going_on},
    scalars::{Date, Seq},
    supply::Supplier,
};
use crate::{
    graph::{Found, Pin, View},
    model::{self, Change, Day, Entry, RelationKind},
    questions::{
        bounds::Searched,
        suppliers::{self, SupplyQuestion},
    },
    store::Store,
};

/// How often it is looked whether the day has turned, where nothing is written.
pub const LOOK: Duration = Duration::from_secs(30);
/// So many transactions are looked through at a time.
const BATCH: usize = 256;

/// By what a watcher knows that the day has turned.
#[derive(Clone)]
pub struct Clock {
    /// Which day it is.
    pub today: Arc<dyn Fn() -> Day + Send + Sync>,
    /// How often it is looked, where nothing is written.
    pub look: Duration,
}

/// How the answer to a question about suppliers has changed.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SupplierChange {
    /// The position at which the answer is as it is now, to go on after.
    pub seq: Seq,
    /// The day of which it is, to go on from.
    pub as_of: Date,
    /// Those who supply now and did not before.
    pub appeared: Vec<Supplier>,
    /// Those who supplied before and do not now, as they last did.
    pub gone: Vec<Supplier>,
    /// Those of whom standing, access, share, or whether they are direct, is not what it was.
    pub changed: Vec<SupplierMove>,
    #[graphql(skip)]
    _turn: Held,
}

/// One who supplies otherwise than before.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct SupplierMove {
    /// As it was.
    pub before: Supplier,
    /// As it is.
    pub after: Supplier,
}

/// One who watches.
pub struct Watcher {
    at: At,
    question: Arc<SupplyQuestion>,
    known: Answer,
    published: watch::Receiver<model::Seq>,
    clock: Clock,
    asking: Asking,
}

/// An answer, by the keys of those in it.
type Answer = BTreeMap<String, Arc<suppliers::Supplier>>;

impl Watcher {
    /// Watches from a view on, whose answer is taken as known.
    ///
    /// # Errors
    /// Where the question is none.
    pub async fn from(at: At, question: SupplyQuestion, clock: Clock, asking: Asking) -> Result<Self, Fault> {
        let (question, at) = (Arc::new(question), at.anew());
        let _turn = asking.turn(&at, at.pin()).await;
        let known = answer(&at, &question).await?;
        Ok(Self { published: at.store().published(), at, question, known, clock, asking })
    }

    /// The next change, waited for; the watcher goes on unless the question could not be asked again.
    pub async fn next(watcher: Option<Self>) -> Option<(async_graphql::Result<SupplierChange>, Option<Self>)> {
        let mut this = watcher?;
        loop {
            let head = (*this.published.borrow_and_update()).max(this.at.pin().seq);
            let today = (this.clock.today)().max(this.at.pin().as_of);
            match this.step(head, today).await {
                Ok(Some(change)) => return Some((Ok(change), Some(this))),
                Ok(None) => {}
                Err(fault) => return Some((Err(going_on(fault, this.at.pin()).into()), None)),
            }
            // A time-out is a look at the day; a sender that is gone ends the server.
            if let Ok(Err(_)) = tokio::time::timeout(this.clock.look, this.published.changed()).await {
                return None;
            }
        }
    }

    /// Goes on to a position and a day, and says what has changed, if anything has.
    async fn step(&mut self, head: model::Seq, today: Day) -> Result<Option<SupplierChange>, Fault> {
        let pin = self.at.pin();
        if (head, today) == (pin.seq, pin.as_of) {
            return Ok(None);
        }
        let at = self.at.moved(head, today)?.anew();
        if today == pin.as_of && !self.touched(&at).await? {
            self.at = at;
            return Ok(None);
        }
        let turn = self.asking.turn(&at, pin).await;
        let now = answer(&at, &self.question).await?;
        // What was is shown in the time of this turn too.
        let was = at.moved(pin.seq, pin.as_of)?;
        let before = std::mem::replace(&mut self.known, now);
        self.at = at;
        let then = |found: &Arc<suppliers::Supplier>| Supplier::new(&was, &self.question, found);
        let now = |found: &Arc<suppliers::Supplier>| Supplier::new(&self.at, &self.question, found);
        let mut change = SupplierChange {
            seq: Seq(head),
            as_of: Date(today),
            appeared: Vec::new(),
            gone: before.iter().filter(|(key, _)| !self.known.contains_key(*key)).map(|(_, s)| then(s)).collect(),
            changed: Vec::new(),
            _turn: turn,
        };
        for (key, found) in &self.known {
            match before.get(key) {
                None => change.appeared.push(now(found)),
                Some(earlier) if differ(earlier, found) => {
                    change.changed.push(SupplierMove { before: then(earlier), after: now(found) });
                }
                Some(_) => {}
            }
        }
        let nothing = change.appeared.is_empty() && change.gone.is_empty() && change.changed.is_empty();
        Ok((!nothing).then_some(change))
    }

    /// Whether what was written since can touch the answer.
    async fn touched(&self, at: &At) -> Result<bool, Fault> {
        let (at, question) = (at.clone(), Arc::clone(&self.question));
        let (from, to) = (self.at.pin().seq, at.pin().seq);
        apart(move || {
            let mut after = from;
            while after < to {
                let entries = read(at.store(), after)?;
                let Some(last) = entries.last() else { return Ok(true) };
                after = last.seq;
                if entries.iter().any(|entry| entry.changes.iter().any(|c| touches(&at, &question, entry, c))) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await?
    }
}

fn read(store: &Store, after: model::Seq) -> Result<Vec<Entry>, Fault> {
    let entries = store.read(after + 1).take(BATCH).collect::<Result<Vec<_>, _>>();
    entries.map_err(|_| Fault::internal("the journal cannot be read"))
}

/// The answer in a view. A part of it, where its time was over, is none: what is not in it would be told as gone.
async fn answer(at: &At, question: &Arc<SupplyQuestion>) -> Result<Answer, Fault> {
    let (at, question) = (at.clone(), Arc::clone(question));
    apart(move || {
        let view = at.view();
        let Searched { answer: found, search } = suppliers::suppliers(view, &question, at.bounds())?;
        if search.reached_bound == Some("time") {
            at.hold_time()?;
        }
        let keyed = |s: suppliers::Supplier| Some((view.key(s.entity)?.to_string(), Arc::new(s)));
        Ok(found.into_iter().filter_map(keyed).collect())
    })
    .await?
}

fn differ(before: &suppliers::Supplier, after: &suppliers::Supplier) -> bool {
    let shares = |s: &suppliers::Supplier| s.share.as_ref().map(|(measure, _)| measure.clone());
    (before.direct, before.standing, before.access) != (after.direct, after.standing, after.access)
        || shares(before) != shares(after)
}

/// Whether a change can touch an answer about suppliers. New entities and documents do not by themselves, nor do observations, nor
/// relations along which nothing is supplied, or of another commodity.
fn touches(at: &At, question: &SupplyQuestion, entry: &Entry, change: &Change) -> bool {
    let view = at.view();
    match change {
        Change::PutEntity(entity) => existed(at, entry.seq, entity.key.as_str()),
        Change::PutDocument(_) | Change::SamePerhaps { .. } | Change::NotSame { .. } | Change::StrikeText { .. } => {
            false
        }
        Change::Merge { .. } | Change::Split { .. } => true,
        Change::Assert(claim) => match &claim.about {
            model::Subject::Observation(_) => false,
            model::Subject::Relation(tie) => {
                let commodity = tie.commodity.as_ref().map(|key| view.entity_with_key(key.as_str()));
                supplies(view, question, tie.kind, commodity)
            }
        },
        Change::Retract { claim, .. } => match view.find(claim.as_str()) {
            Some(Found::Claim(claim)) => match view.spoken_of(claim.about()) {
                Some(Found::Relation(relation)) => {
                    supplies(view, question, relation.kind(), relation.commodity().map(Some))
                }
                Some(Found::Observation(_)) => false,
                _ => true,
            },
            _ => true,
        },
    }
}

/// Whether a relation can be a part of what is asked: by its kind, and by its commodity where both have one.
fn supplies(
    view: View<'_>,
    question: &SupplyQuestion,
    kind: RelationKind,
    commodity: Option<Option<NodeIndex>>,
) -> bool {
    if matches!(kind, RelationKind::Consumption | RelationKind::Support) {
        return false;
    }
    match (question.commodity, commodity) {
        (Some(asked), Some(Some(commodity))) => view.commodities_match(asked, commodity),
        _ => true,
    }
}

/// Whether an entity was there before a transaction.
fn existed(at: &At, seq: model::Seq, key: &str) -> bool {
    let before = Pin { seq: seq.saturating_sub(1), ..at.pin() };
    at.store().view(before).entity_with_key(key).is_some()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use futures_util::future::join;

    use super::{
        super::following::{asking, light},
        *,
    };
    use crate::{
        journal::MemoryJournal,
        model::{Claim, ClaimMode, Document, Entity, EntityKind, Key, Metric, Observed, Status, Subject, Tie},
        questions::flow::Flow,
        store::Transaction,
    };

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    fn named(text: &str, kind: EntityKind, name: &str) -> Change {
        Change::PutEntity(Entity::new(key(text), kind, name))
    }

    fn told(kind: RelationKind, of: &str) -> Change {
        let tie = Tie { commodity: Some(key(of)), ..Tie::new(kind, key("north"), key("south")) };
        let claim = Claim::new(Subject::Relation(tie), ClaimMode::Official, key("doc"));
        Change::Assert(Box::new(Claim { key: Some(key(&format!("of-{of}"))), status: Some(Status::Active), ..claim }))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_answer_is_asked_for_again_only_where_what_is_written_can_touch_it() {
        let store = Arc::new(Store::over(Box::new(MemoryJournal::new())).unwrap());
        let commit = |change: Change| {
            let changes = vec![change];
            store.commit(Transaction { changes, ..Transaction::default() }).unwrap().seq
        };
        for change in [
            named("north", EntityKind::Place, "North"),
            named("south", EntityKind::Place, "South"),
            named("copper", EntityKind::Commodity, "Copper"),
            named("tin", EntityKind::Commodity, "Tin"),
            Change::PutDocument(Document::new(key("doc"), "A document")),
        ] {
            commit(change);
        }
        let day: Day = "2025-06-13".parse().unwrap();
        let at = At::now(Arc::clone(&store), store.now(day));
        let entity = |text: &str| at.view().entity_with_key(text).unwrap();
        let question =
            SupplyQuestion { commodity: Some(entity("tin")), ..SupplyQuestion::new(entity("south"), Flow::Up) };
        let clock = Clock { today: Arc::new(move || day), look: LOOK };
        let (asking, mut giving) = asking();
        let (watcher, ()) = join(Watcher::from(at, question, clock, asking), giving.give()).await;
        let mut watcher = watcher.unwrap();
        let observed = Observed {
            subject: key("south"),
            metric: Metric::Quantity,
            commodity: Some(key("tin")),
            stage: None,
            regarding: None,
            number: None,
        };
        let figure = Claim::new(Subject::Observation(observed), ClaimMode::Official, key("doc"));
        for (change, touches) in [
            (named("east", EntityKind::Place, "East"), false),
            (Change::PutDocument(Document::new(key("other"), "Another")), false),
            (Change::Assert(Box::new(figure)), false),
            (told(RelationKind::Export, "copper"), false),
            (Change::Retract { claim: key("of-copper"), reason: "wrong".to_owned() }, false),
            (Change::SamePerhaps { a: key("east"), b: key("north"), reason: "alike".to_owned() }, false),
            (told(RelationKind::Export, "tin"), true),
            (named("east", EntityKind::Place, "The East"), true),
            (Change::Retract { claim: key("of-tin"), reason: "wrong".to_owned() }, true),
            (Change::Merge { from: key("east"), into: key("north"), reason: "one".to_owned() }, true),
        ] {
            let what = format!("{change:?}");
            let head = commit(change);
            let then = watcher.at.moved(head, day).unwrap();
            assert_eq!(watcher.touched(&then).await.unwrap(), touches, "{what}");
            // What cannot touch it takes no turn, and so asks nothing.
            let given = async {
                if touches {
                    giving.give().await;
                }
            };
            let stepped = tokio::time::timeout(Duration::from_secs(60), join(watcher.step(head, day), given)).await;
            assert!(stepped.unwrap().0.is_ok() && !giving.wanted(), "{what}");
        }
    }

    #[tokio::test]
    async fn what_ends_and_what_begins_on_a_day_is_told_when_the_day_turns() {
        let store = Arc::new(Store::over(Box::new(MemoryJournal::new())).unwrap());
        let exported = |from: &str, dated: &dyn Fn(Claim) -> Claim| {
            let tie = Subject::Relation(Tie::new(RelationKind::Export, key(from), key("south")));
            let claim = Claim { status: Some(Status::Active), ..Claim::new(tie, ClaimMode::Official, key("doc")) };
            Change::Assert(Box::new(dated(claim)))
        };
        let changes = vec![
            named("north", EntityKind::Place, "North"),
            named("east", EntityKind::Place, "East"),
            named("south", EntityKind::Place, "South"),
            Change::PutDocument(Document::new(key("doc"), "A document")),
            exported("north", &|claim| Claim {
                valid_from: "2024".parse().ok(),
                valid_to: "2025-06-13".parse().ok(),
                ..claim
            }),
            exported("east", &|claim| Claim { valid_from: "2025-06-14".parse().ok(), ..claim }),
        ];
        store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
        let [day, next]: [Day; 2] = ["2025-06-13", "2025-06-14"].map(|day| day.parse().unwrap());
        let at = At::now(Arc::clone(&store), store.now(day));
        let question = SupplyQuestion::new(at.view().entity_with_key("south").unwrap(), Flow::Up);
        let now = Arc::new(Mutex::new(day));
        let clock = Clock {
            today: {
                let now = Arc::clone(&now);
                Arc::new(move || *now.lock().unwrap())
            },
            look: Duration::from_millis(5),
        };
        let watcher = Watcher::from(at, question, clock, light()).await.unwrap();
        assert!(watcher.known.keys().eq(["north"]), "{:?}", watcher.known.keys());
        let mut told = tokio::spawn(Watcher::next(Some(watcher)));
        // As long as the day is the same nothing is.
        assert!(tokio::time::timeout(Duration::from_millis(50), &mut told).await.is_err());
        *now.lock().unwrap() = next;
        let told = tokio::time::timeout(Duration::from_secs(60), told).await.expect("it is told").unwrap();
        let (Ok(change), Some(watcher)) = told.unwrap() else { panic!("it ended") };
        assert_eq!((change.seq.0, change.as_of.0), (1, next));
        assert_eq!((change.gone.len(), change.appeared.len(), change.changed.len()), (1, 1, 0));
        assert!(watcher.known.keys().eq(["east"]), "{:?}", watcher.known.keys());
    }
}
