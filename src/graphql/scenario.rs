//! Scenarios: the changes that are asked for, what they mean in a view, and the world with them. Nothing of it is stored.

use async_graphql::{ID, InputObject, OneofObject};

use super::{
    at::At,
    enums::{Instrument, RelationKind, Stage, Status},
    error::{Code, Fault},
    named,
};
use crate::{
    graph::{Found, Overlay, Relation, View},
    model::{self, Assumption, Tie},
};

/// The most changes of one scenario, those of the scenarios that it lies in included.
pub const MOST_CHANGES: usize = 1000;

/// One change that a scenario makes to the world: exactly one of these. A later one goes before an earlier one about the same relation.
#[derive(OneofObject, Clone, Debug)]
pub enum ScenarioChange {
    /// Takes a relation away, or an entity with all relations that start or end at it or are of it as a commodity: its id, key, code or name.
    Remove(ID),
    /// Ends a restriction: its id or key.
    Lift(ID),
    /// Lets a government hold goods back.
    Impose(RestrictionChange),
    /// Adds a relation, or lets one that is there have this status.
    Add(RelationChange),
    /// Lets a relation have another status.
    Set(StatusChange),
}

/// A restriction that a scenario supposes.
#[derive(InputObject, Clone, Debug)]
pub struct RestrictionChange {
    /// The government: an id, key, code or name.
    pub from: ID,
    /// Its target, a place or the world: an id, key, code or name.
    pub to: ID,
    /// What is held back, with wider and narrower ones; everything where left out.
    pub commodity: Option<ID>,
    /// Of what kind it is.
    #[graphql(default_with = "Some(Instrument::Ban)")]
    pub instrument: Option<Instrument>,
    /// How firm it is: ACTIVE is in force.
    #[graphql(default_with = "Some(Status::Active)")]
    pub status: Option<Status>,
}

/// A relation that a scenario supposes. A NEGOTIATION is taken to be about supply.
#[derive(InputObject, Clone, Debug)]
pub struct RelationChange {
    /// What it says; restrictions are imposed, not added.
    pub kind: RelationKind,
    /// Where it starts: an id, key, code or name.
    pub from: ID,
    /// Where it ends: an id, key, code or name.
    pub to: ID,
    /// What is traded or held; left out of a PRODUCTION and a CONSUMPTION, which end at it.
    pub commodity: Option<ID>,
    /// The step of the chain.
    pub stage: Option<Stage>,
    /// How firm it is.
    #[graphql(default_with = "Some(Status::Active)")]
    pub status: Option<Status>,
}

/// Another status of a relation.
#[derive(InputObject, Clone, Debug)]
pub struct StatusChange {
    /// Its id or key; a lapsed one may be named too.
    pub relation: ID,
    /// The status that it has in the scenario.
    pub status: Status,
}

/// A scenario, made for one view.
#[derive(Default)]
pub struct Scenario {
    /// What it changes, in lasting keys.
    changes: Vec<Assumption>,
    /// The same in the terms of the view.
    overlay: Overlay,
}

impl Scenario {
    /// The same with more changes, made one after the other.
    ///
    /// # Errors
    /// Where a change names what is not there or says what cannot be, or there are too many.
    pub fn with(&self, view: View<'_>, more: Vec<ScenarioChange>) -> Result<Self, Fault> {
        if self.changes.len() + more.len() > MOST_CHANGES {
            let message = format!("a scenario makes at most {MOST_CHANGES} changes, those that it lies in included");
            return Err(Fault::new(Code::TooCostly, message).with("argument", "changes"));
        }
        let mut scenario = Self { changes: self.changes.clone(), overlay: self.overlay.clone() };
        for (number, change) in more.into_iter().enumerate() {
            let (field, read) = change.read(view.with(&scenario.overlay));
            let assumed = read.and_then(|assumption| {
                scenario.overlay.assume(view, &assumption).map_err(|r| Fault::new(r.code.into(), r.message))?;
                scenario.changes.push(assumption);
                Ok(())
            });
            assumed.map_err(|fault: Fault| fault.within(&format!("changes.{number}.{field}")))?;
        }
        Ok(scenario)
    }

    /// The same changes in another view.
    ///
    /// # Errors
    /// Where that view does not know what they name.
    pub fn again(&self, view: View<'_>) -> Result<Self, Fault> {
        Ok(Self { changes: self.changes.clone(), overlay: Overlay::of(view, &self.changes)? })
    }

    /// What it changes, in lasting keys, one after the other.
    pub fn changes(&self) -> &[Assumption] {
        &self.changes
    }

    /// What it puts over the graph.
    pub const fn overlay(&self) -> &Overlay {
        &self.overlay
    }
}

impl At {
    /// The same view with these changes, beside those that it supposes already.
    ///
    /// # Errors
    /// As [`Scenario::with`].
    pub fn supposing(&self, changes: Vec<ScenarioChange>) -> Result<Self, Fault> {
        let none = Scenario::default();
        let scenario = self.scenario().unwrap_or(&none).with(self.view(), changes)?;
        Ok(self.in_scenario(scenario))
    }
}

impl ScenarioChange {
    /// Which field it is, and what it means in a view.
    fn read(self, view: View<'_>) -> (&'static str, Result<Assumption, Fault>) {
        match self {
            Self::Remove(id) => ("remove", removed(view, &id)),
            Self::Lift(id) => ("lift", lifted(view, &id)),
            Self::Impose(restriction) => ("impose", restriction.read(view)),
            Self::Add(relation) => ("add", relation.read(view)),
            Self::Set(set) => ("set", set.read(view)),
        }
    }
}

fn removed(view: View<'_>, id: &str) -> Result<Assumption, Fault> {
    match named::anything(view, "changes", id)? {
        Found::Entity(node) => Ok(Assumption::Without(key(view, node)?)),
        Found::Relation(relation) => Ok(Assumption::Says(tie(relation)?, None)),
        _ => Err(Fault::invalid(format!("`{id}` is neither an entity nor a relation"))),
    }
}

fn lifted(view: View<'_>, id: &str) -> Result<Assumption, Fault> {
    let relation = named::relation(view, "changes", id)?;
    match relation.kind() {
        model::RelationKind::Restriction => Ok(Assumption::Says(tie(relation)?, Some(model::Status::Ended))),
        kind => {
            let message = format!(
                "only a RESTRICTION is lifted; `{id}` is {}\nhint: end another relation by `set`, or take it away by `remove`",
                kind.with_article()
            );
            Err(Fault::invalid(message))
        }
    }
}

impl RestrictionChange {
    fn read(self, view: View<'_>) -> Result<Assumption, Fault> {
        let mut tie = between(view, model::RelationKind::Restriction, &self.from, &self.to, self.commodity.as_ref())?;
        tie.instrument = Some(self.instrument.unwrap_or(Instrument::Ban).into());
        Ok(Assumption::Says(tie, Some(self.status.unwrap_or(Status::Active).into())))
    }
}

impl RelationChange {
    fn read(self, view: View<'_>) -> Result<Assumption, Fault> {
        let kind = self.kind.into();
        if kind == model::RelationKind::Restriction {
            return Err(Fault::invalid("a RESTRICTION has an instrument\nhint: impose it by `impose`"));
        }
        let mut tie = between(view, kind, &self.from, &self.to, self.commodity.as_ref())?;
        tie.stage = self.stage.map(Into::into);
        Ok(Assumption::Says(tie, Some(self.status.unwrap_or(Status::Active).into())))
    }
}

impl StatusChange {
    fn read(self, view: View<'_>) -> Result<Assumption, Fault> {
        let relation = named::relation(view, "changes", &self.relation)?;
        Ok(Assumption::Says(tie(relation)?, Some(self.status.into())))
    }
}

fn between(
    view: View<'_>,
    kind: model::RelationKind,
    from: &ID,
    to: &ID,
    commodity: Option<&ID>,
) -> Result<Tie, Fault> {
    let end = |id: &ID| key(view, named::entity(view, "changes", id)?);
    Ok(Tie { commodity: commodity.map(end).transpose()?, ..Tie::new(kind, end(from)?, end(to)?) })
}

fn key(view: View<'_>, node: crate::graph::NodeIndex) -> Result<model::Key, Fault> {
    view.key(node).cloned().ok_or_else(|| Fault::internal("an entity has no key"))
}

fn tie(relation: Relation<'_>) -> Result<Tie, Fault> {
    relation.tie().ok_or_else(|| Fault::internal("a relation has no identity"))
}
