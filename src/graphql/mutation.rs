//! The root of all writing.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};

use super::{
    at::{At, apart},
    claim::Claim,
    document::Document,
    entity::Entity,
    error::Fault,
    inputs::Change,
    rights::Caller,
    scalars::{DateTime, Seq},
};
use crate::{
    graph::{Found, Pin},
    model::{Key, Role},
    store::Transaction,
};

/// The root of all writing.
pub struct Mutation;

/// Writing: one field, and all that it does happens or nothing.
#[Object]
impl Mutation {
    /// Writes all of these changes or none; answers when they are on disk. Sent again with the same `key`, it answers with the first
    /// result. On an error nothing is written: `extensions.change` is the number of the change, from 0, `extensions.field` where in it.
    async fn commit(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "In order. Entities and documents may be named by changes before those that make them; claims may not."
        )]
        changes: Vec<Change>,
        #[graphql(desc = "The caller's own name for this transaction, of at most 200 bytes.")] key: Option<String>,
        #[graphql(desc = "Refuses, with STALE, when others have written since this position.")] if_seq: Option<Seq>,
    ) -> Result<Commit, Fault> {
        let now = At::of(ctx)?;
        let caller = ctx.data_opt::<Caller>().cloned().unwrap_or(Caller::unnamed(None));
        caller.may(Role::Editor)?;
        let read = |(number, change): (usize, Change)| change.read().map_err(|fault| fault.with("change", number));
        let changes = changes.into_iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        caller.may_write(&changes)?;
        let who = caller.name().map(str::to_owned);
        let transaction = Transaction { changes, key, who, if_seq: if_seq.map(|s| s.0) };
        let store = Arc::clone(now.store());
        let committed = apart(move || store.commit(transaction)).await??;
        let pin = Pin { seq: committed.seq, ..now.pin() };
        let at = At::now(Arc::clone(now.store()), pin);
        let named = Named::of(&at, committed.changed.iter().chain(&committed.already));
        Ok(Commit {
            seq: Seq(committed.seq),
            recorded_at: DateTime(committed.recorded_at),
            entities: named.entities,
            documents: named.documents,
            claims: named.claims,
        })
    }
}

/// A transaction that is on disk.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Commit {
    /// Its position in the journal; where all of it stood there already, the last one there is.
    seq: Seq,
    /// When it was recorded.
    recorded_at: DateTime,
    /// The entities that it made, changed or judged; also those that stood there already.
    entities: Vec<Entity>,
    /// The documents that it made or struck; also those that stood there already.
    documents: Vec<Document>,
    /// The claims that it made or retracted; also those that stood there already.
    claims: Vec<Claim>,
}

/// What a transaction names, by what it is.
#[derive(Default)]
pub struct Named {
    /// Entities; of merged ones the survivor, once.
    pub entities: Vec<Entity>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Claims.
    pub claims: Vec<Claim>,
}

impl Named {
    /// What has these keys in a view, each once, in their order.
    pub fn of<'k>(at: &At, keys: impl Iterator<Item = &'k Key>) -> Self {
        let (mut named, mut met) = (Self::default(), Vec::new());
        for key in keys {
            match at.view().find(key.as_str()) {
                Some(Found::Entity(node)) if !met.contains(&node) => {
                    met.push(node);
                    named.entities.push(Entity::new(at.clone(), node));
                }
                Some(Found::Document(index)) => named.documents.push(Document::new(at.clone(), index)),
                Some(Found::Claim(claim)) => named.claims.push(Claim::new(at.clone(), claim.index)),
                _ => {}
            }
        }
        named
    }
}
