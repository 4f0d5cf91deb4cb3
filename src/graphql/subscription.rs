//! What happens, as it happens.

use std::sync::Arc;

use async_graphql::{Context, ID, SimpleObject, Subscription};
use futures_util::{Stream, StreamExt, stream};
use petgraph::graph::NodeIndex;

use super::{
    arguments::Supply,
    at::{At, apart},
    claim::Claim,
    document::Document,
    entity::Entity,
    enums::{RelationKind, Stage},
    error::Fault,
    following::{Asking, Held},
    mutation::Named,
    named,
    position::Position,
    relation::Relation,
    relations,
    scalars::{Date, DateTime, Seq},
    watch::{Clock, SupplierChange, Watcher},
};
use crate::{
    graph::{self, Found, KindSet, Pin, View},
    model::{self, Change, Entry, Key},
    questions::flow::Flow,
    store::Store,
};

/// So many transactions are read from the journal at a time.
const BATCH: usize = 256;

/// The root of all following.
pub struct Subscription;

/// Following what is written.
#[Subscription]
impl Subscription {
    /// Every transaction after a position, then live: whole transactions, in order. To go on after a lost connection, give the `seq`
    /// of the last one that came: nothing is lost or repeated.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behind this position; `0` is the beginning. Where left out, only what comes from now on.")]
        after: Option<Seq>,
        #[graphql(desc = "Only transactions that touch one of these: ids, keys, codes or names.")] about: Option<
            Vec<ID>,
        >,
        #[graphql(desc = "Only transactions that touch a relation of one of these kinds.")] kinds: Option<
            Vec<RelationKind>,
        >,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<ChangeEvent>>> {
        let now = At::of(ctx)?;
        let position = ctx.data_opt::<Position>().cloned().unwrap_or_default();
        // Who was here goes on where they were, whatever they began with.
        let reached = position.get().map(|reached| reached.seq);
        let after = reached.or(after.map(|s| s.0)).unwrap_or(now.pin().seq);
        if after > now.pin().seq {
            let message = format!("`{after}` is still to come; the last transaction is `{}`", now.pin().seq);
            return Err(Fault::invalid(message).into());
        }
        let about = about.map(|ids| ids.iter().map(|id| filtered(now.view(), id)).collect::<Result<Vec<_>, _>>());
        let touching =
            Touching { about: about.transpose()?, kinds: kinds.as_deref().map(|k| relations::kinds(Some(k))) };
        let follower = Follower { published: now.store().published(), now, after, touching };
        let asking = asking(ctx)?;
        let events = stream::unfold(Some(follower), Follower::next).flat_map(stream::iter);
        Ok(events.then(move |event| {
            let (asking, position) = (asking.clone(), position.clone());
            async move {
                let Event { at, mut told } = event?;
                let pin = at.pin();
                told.turn = Some(asking.turn(&at, Pin { seq: pin.seq.saturating_sub(1), ..pin }).await);
                position.reach(pin.seq, None);
                Ok(told)
            }
        }))
    }

    /// Tells when the answer to a question about suppliers changes, and how: who appeared, who is gone, who supplies otherwise. It is
    /// asked again only when what is written can touch it, or the day turns. To go on after a lost connection, give the `seq` and the
    /// `asOf` of the last change that came.
    #[allow(clippy::too_many_arguments)]
    async fn suppliers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose suppliers: an id, key, code or name, `US refining`.")] of: ID,
        #[graphql(
            desc = "Of which commodity, a wider or a narrower one; without it those that the entity works on, or any."
        )]
        commodity: Option<ID>,
        #[graphql(desc = "Every hop that has a stage has this one.")] stage: Option<Stage>,
        #[graphql(desc = "The longest paths, in hops: 1 to 12.", default_with = "Some(4)")] max_hops: Option<i32>,
        #[graphql(desc = "Against the answer at this position; the present one where left out.")] after: Option<Seq>,
        #[graphql(desc = "And on this day; today where left out.")] after_day: Option<Date>,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<SupplierChange>>> {
        let now = At::of(ctx)?;
        let clock = ctx.data_opt::<Clock>().cloned().ok_or_else(|| Fault::internal("the request has no clock"))?;
        let supply = Supply { flow: Flow::Up, of, commodity, stage, max_hops, standings: None, avoid: None };
        let question = supply.question(now.view())?;
        let pin = now.pin();
        let position = ctx.data_opt::<Position>().cloned().unwrap_or_default();
        let (seq, as_of) = match position.get() {
            Some(reached) => (Some(reached.seq), reached.day),
            None => (after.map(|s| s.0), after_day.map(|d| d.0)),
        };
        let (seq, as_of) = (seq.unwrap_or(pin.seq), as_of.unwrap_or(pin.as_of));
        if seq > pin.seq || as_of > pin.as_of {
            let message = format!("`{seq}` on `{as_of}` is still to come; it is `{}` on `{}`", pin.seq, pin.as_of);
            return Err(Fault::invalid(message).into());
        }
        let from = now.moved(seq, as_of)?;
        let watcher = Watcher::from(from, question, clock, asking(ctx)?).await?;
        Ok(stream::unfold(Some(watcher), Watcher::next).inspect(move |change| {
            if let Ok(SupplierChange { seq: Seq(seq), as_of: Date(day), .. }) = change {
                position.reach(*seq, Some(*day));
            }
        }))
    }
}

/// Where turns are asked for.
fn asking(ctx: &Context<'_>) -> Result<Asking, Fault> {
    ctx.data_opt::<Asking>().cloned().ok_or_else(|| Fault::internal("the request is not followed"))
}

/// The key of what transactions are filtered by.
fn filtered(view: View<'_>, id: &str) -> Result<Key, Fault> {
    let key = match named::anything(view, "about", id)? {
        Found::Entity(node) => view.key(node).cloned(),
        Found::Document(index) => view.document(index).map(|d| d.key.clone()),
        Found::Claim(claim) => Key::new(&claim.key()).ok(),
        Found::Relation(relation) => relation.key(),
        Found::Observation(seen) => seen.key(),
    };
    key.ok_or_else(|| Fault::internal("what was found has no key"))
}

/// One whole transaction, so that a resume loses and repeats nothing. What it touched is shown as it stood right after it.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct ChangeEvent {
    /// Its position, to go on after.
    seq: Seq,
    /// When it was recorded.
    recorded_at: DateTime,
    /// The entities that it made, changed or judged.
    entities: Vec<Entity>,
    /// The documents that it made or struck.
    documents: Vec<Document>,
    /// The claims that it made or retracted.
    claims: Vec<Claim>,
    /// The relations that these claims are about.
    relations: Vec<Relation>,
    #[graphql(skip)]
    turn: Option<Held>,
}

/// An event, and the view that it is told in.
struct Event {
    at: At,
    told: ChangeEvent,
}

/// Somebody who follows the journal.
struct Follower {
    now: At,
    published: tokio::sync::watch::Receiver<model::Seq>,
    after: model::Seq,
    touching: Touching,
}

type Events = Vec<async_graphql::Result<Event>>;

impl Follower {
    /// The next transactions that touch, waited for; the follower goes on unless the journal could not be read.
    async fn next(follower: Option<Self>) -> Option<(Events, Option<Self>)> {
        let mut this = follower?;
        loop {
            let head = *this.published.borrow_and_update();
            if head <= this.after {
                this.published.changed().await.ok()?;
                continue;
            }
            let read = apart(move || (this.read(), this)).await;
            let events = match read {
                Ok((Ok(events), next)) => {
                    this = next;
                    events
                }
                Ok((Err(fault), _)) | Err(fault) => return Some((vec![Err(fault.into())], None)),
            };
            if !events.is_empty() {
                return Some((events, Some(this)));
            }
        }
    }

    /// Reads on, and gives what touches of the transactions that it read.
    fn read(&mut self) -> Result<Events, Fault> {
        let entries = read(self.now.store(), self.after)?;
        self.after = entries.last().map_or(self.after, |last| last.seq);
        Ok(entries.iter().filter_map(|entry| self.event(entry)).map(Ok).collect())
    }

    /// The event of a transaction, if it touches what is followed.
    fn event(&self, entry: &Entry) -> Option<Event> {
        let pin = self.now.pin();
        // A subscription may outlive the day on which it began.
        let pin = Pin { seq: entry.seq, as_of: pin.as_of.max(entry.time.day()), ..pin };
        let at = At::now(Arc::clone(self.now.store()), pin);
        let keys: Vec<&Key> = entry.changes.iter().flat_map(named_by).collect();
        let touched = Touched::of(at.view(), &keys);
        if !self.touching.meets(at.view(), &touched) {
            return None;
        }
        let Named { entities, documents, claims } = Named::of(&at, keys.into_iter());
        let relations = touched.relations.iter().map(|&relation| Relation::of(&at, relation)).collect();
        let (seq, recorded_at) = (Seq(entry.seq), DateTime(entry.time));
        let told = ChangeEvent { seq, recorded_at, entities, documents, claims, relations, turn: None };
        Some(Event { at, told })
    }
}

fn read(store: &Store, after: model::Seq) -> Result<Vec<Entry>, Fault> {
    let entries = store.read(after + 1).take(BATCH).collect::<Result<Vec<_>, _>>();
    entries.map_err(|_| Fault::internal("the journal cannot be read"))
}

/// The keys of what a change makes, changes or judges.
fn named_by(change: &Change) -> Vec<&Key> {
    match change {
        Change::PutEntity(entity) => vec![&entity.key],
        Change::PutDocument(document) => vec![&document.key],
        Change::Assert(claim) => claim.key.iter().collect(),
        Change::Retract { claim, .. } => vec![claim],
        Change::Merge { from, into, .. } => vec![from, into],
        Change::Split { key, .. } => vec![key],
        Change::SamePerhaps { a, b, .. } | Change::NotSame { a, b, .. } => vec![a, b],
        Change::StrikeText { document, .. } => vec![document],
    }
}

/// What a subscription is filtered by.
struct Touching {
    about: Option<Vec<Key>>,
    kinds: Option<KindSet>,
}

/// What a transaction touches.
struct Touched<'g> {
    relations: Vec<graph::Relation<'g>>,
    /// Entities that are changed, judged, or spoken of by an observation.
    entities: Vec<NodeIndex>,
    keys: Vec<String>,
}

impl<'g> Touched<'g> {
    fn of(view: View<'g>, keys: &[&Key]) -> Self {
        let mut touched = Self { relations: Vec::new(), entities: Vec::new(), keys: Vec::new() };
        for key in keys {
            touched.keys.push(key.to_string());
            match view.find(key.as_str()) {
                Some(Found::Entity(node)) => touched.entities.push(node),
                Some(Found::Claim(claim)) => touched.claim(view, claim),
                _ => {}
            }
        }
        touched
    }

    fn claim(&mut self, view: View<'g>, claim: graph::ClaimView<'g>) {
        match view.spoken_of(claim.about()) {
            Some(Found::Relation(relation)) if !self.relations.iter().any(|r| r.edge == relation.edge) => {
                self.relations.push(relation);
            }
            Some(Found::Observation(seen)) => {
                self.entities.extend(std::iter::once(seen.subject()).chain(seen.commodity()));
                self.keys.extend(seen.key().map(|key| key.to_string()));
            }
            _ => {}
        }
        self.entities.extend(claim.said_by());
        let documents = claim.evidence();
        self.keys.extend(documents.iter().filter_map(|e| Some(view.document(e.document)?.key.to_string())));
    }
}

impl Touching {
    /// Whether a transaction touches what is asked for; where both are, by one and the same relation.
    fn meets(&self, view: View<'_>, touched: &Touched<'_>) -> bool {
        let Some(about) = &self.about else {
            return self.kinds.is_none_or(|kinds| touched.relations.iter().any(|r| kinds.holds(r.kind())));
        };
        about.iter().any(|key| {
            let node = view.entity_with_key(key.as_str());
            let is = |end: NodeIndex| Some(end) == node;
            let at = |r: &graph::Relation<'_>| {
                is(r.from()) || is(r.to()) || r.commodity().is_some_and(is) || r.key().as_ref() == Some(key)
            };
            match self.kinds {
                Some(kinds) => touched.relations.iter().any(|r| kinds.holds(r.kind()) && at(r)),
                None => {
                    touched.relations.iter().any(at)
                        || touched.entities.iter().any(|&e| is(e))
                        || touched.keys.iter().any(|k| k == key.as_str())
                }
            }
        })
    }
}
