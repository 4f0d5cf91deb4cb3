//! What differences are asked of: another view, and the questions whose answers are compared.

use async_graphql::{ID, InputObject};

use super::{
    arguments::{Supply, avoided, hops},
    at::At,
    dates::{Dates, carry_months},
    enums::{Along, RelationKind, Stage, Standing},
    error::Fault,
    named, relations,
    scalars::{Date, DateTime},
    scenario::ScenarioChange,
};
use crate::{
    graph::{Pin, View},
    questions::{
        flow::Flow,
        paths::{PathQuestion, PathRank},
        suppliers::SupplyQuestion,
    },
};

/// Another view of the world. Dates left out are those of the view that is asked.
#[derive(InputObject, Clone, Debug)]
pub struct ViewInput {
    /// When it is true.
    pub as_of: Option<Date>,
    /// What this store had recorded by then.
    pub known_at: Option<DateTime>,
    /// What was in print on that day.
    pub published_by: Option<Date>,
    /// For how many months figures are carried on after the period that they were measured in, 0 to 1200.
    pub carry_forward_months: Option<i32>,
    /// What a scenario changes, in the world as it is told; without it there is no scenario.
    pub changes: Option<Vec<ScenarioChange>>,
}

impl ViewInput {
    /// The view that is meant, beside another one of the same request.
    ///
    /// # Errors
    /// Where a number or a change is impossible.
    pub fn of(self, own: &At, now: &At) -> Result<At, Fault> {
        let Self { as_of, known_at, published_by, carry_forward_months: carry, changes } = self;
        let pin = own.pin();
        let dated = as_of.is_some() || known_at.is_some() || published_by.is_some() || carry.is_some();
        let at = if dated {
            let carry = carry.map_or(Ok(pin.carry_months), carry_months)?;
            let dates = Dates {
                as_of: as_of.map_or(pin.as_of, |date| date.0),
                known_at: known_at.map(|at| at.0).or(pin.known_at),
                published_by: published_by.map(|by| by.0).or(pin.published_by),
                carry_months: (carry != Pin::CARRY_MONTHS).then_some(carry),
            };
            // A view that knows all there is holds still over pages; one that is fixed to what was known may be held against later ones.
            if pin.known_at.is_some() { now.on(dates) } else { own.on(dates) }
        } else {
            own.without_scenario()
        };
        changes.map_or(Ok(at.clone()), |changes| at.supposing(changes))
    }
}

/// A question about suppliers or customers, as the field of that name takes it.
#[derive(InputObject, Clone, Debug)]
pub struct SupplyInput {
    /// Whose: an id, key, code or name.
    pub of: ID,
    /// Of which commodity, a wider or a narrower one; without it those that the entity works on, or any.
    pub commodity: Option<ID>,
    /// Every hop that has a stage has this one.
    pub stage: Option<Stage>,
    /// The longest paths, in hops: 1 to 12.
    #[graphql(default_with = "Some(4)")]
    pub max_hops: Option<i32>,
    /// Only those of these standings.
    pub standings: Option<Vec<Standing>>,
    /// No path touches these entities or relations.
    pub avoid: Option<Vec<ID>>,
}

impl SupplyInput {
    /// The question, in a view's terms.
    ///
    /// # Errors
    /// As [`Supply::question`].
    pub fn question(&self, flow: Flow, view: View<'_>) -> Result<SupplyQuestion, Fault> {
        let Self { of, commodity, stage, max_hops, standings, avoid } = self.clone();
        Supply { flow, of, commodity, stage, max_hops, standings, avoid }.question(view)
    }
}

/// A question about paths, as the field of that name takes it.
#[derive(InputObject, Clone, Debug)]
pub struct PathsInput {
    /// Where they start: an id, key, code or name.
    pub from: ID,
    /// Where they end: an id, key, code or name.
    pub to: ID,
    /// What they are made of.
    #[graphql(default_with = "Some(Along::Supply)")]
    pub along: Option<Along>,
    /// Every hop that has a commodity has this, a wider or a narrower one.
    pub commodity: Option<ID>,
    /// Only by relations of these kinds.
    pub kinds: Option<Vec<RelationKind>>,
    /// No path touches these entities or relations.
    pub avoid: Option<Vec<ID>>,
    /// The longest paths, in hops: 1 to 12.
    #[graphql(default_with = "Some(6)")]
    pub max_hops: Option<i32>,
}

impl PathsInput {
    /// The question, in a view's terms.
    ///
    /// # Errors
    /// Where an argument names nothing, or is impossible.
    pub fn question(&self, view: View<'_>, rank_by: PathRank) -> Result<PathQuestion, Fault> {
        Ok(PathQuestion {
            from: named::entity(view, "from", &self.from)?,
            to: named::entity(view, "to", &self.to)?,
            along: self.along.unwrap_or(Along::Supply).into(),
            commodity: named::entity_if(view, "commodity", self.commodity.as_deref().map(String::as_str))?,
            kinds: relations::kinds(self.kinds.as_deref()),
            avoid: avoided(view, self.avoid.as_deref())?,
            rank_by,
            max_hops: hops(self.max_hops, PathQuestion::HOPS)?,
        })
    }
}

/// What is compared.
pub enum OfWhat {
    /// All relations and observations.
    Everything,
    /// An entity or a relation.
    About(ID),
    /// Who supplies, or is supplied.
    Supply(Flow, SupplyInput),
    /// By which paths.
    Paths(PathsInput),
}

impl OfWhat {
    /// The one that is asked for; everything where none is.
    ///
    /// # Errors
    /// Where there are several.
    pub fn one(
        about: Option<ID>,
        suppliers: Option<SupplyInput>,
        customers: Option<SupplyInput>,
        paths: Option<PathsInput>,
    ) -> Result<Self, Fault> {
        let supply = |flow, asked: Option<SupplyInput>| asked.map(|asked| Self::Supply(flow, asked));
        let all = [
            about.map(Self::About),
            supply(Flow::Up, suppliers),
            supply(Flow::Down, customers),
            paths.map(Self::Paths),
        ];
        let mut asked = all.into_iter().flatten();
        match (asked.next(), asked.next()) {
            (None, _) => Ok(Self::Everything),
            (Some(one), None) => Ok(one),
            _ => Err(Fault::invalid(
                "differences are asked of at most one of `about`, `suppliers`, `customers` and `paths`",
            )),
        }
    }
}
