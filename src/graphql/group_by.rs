//! What can be grouped, and by what.

use async_graphql::{Context, Enum, Object};

use super::{
    arguments,
    at::{At, apart},
    enums::Metric,
    error::Fault,
    filters::{ClaimFilter, EntityFilter, RelationFilter},
    groups::Groups,
    lists, relations,
};
use crate::{
    graph::ClaimView,
    model::Measure,
    questions::grouped::{self, By, Figures, MOST_LEVELS},
};

/// What can be grouped, in the view that it is asked of.
pub struct GroupBy(At);

impl GroupBy {
    /// Of this view.
    pub const fn new(at: At) -> Self {
        Self(at)
    }
}

macro_rules! groupings {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl From<$name> for By {
            fn from(by: $name) -> Self {
                match by { $($name::$variant => Self::$variant),+ }
            }
        }
    )+};
}

groupings! {
    /// By what entities are grouped.
    EntityGrouping {
        /// The kind.
        Kind,
        /// The finer kind, in words: `country`, `company`.
        Subkind,
        /// The step of the chain that a facility or an industry performs.
        Stage,
        /// Each commodity that a facility or an industry works on.
        Commodity,
        /// The country or territory: itself, else the nearest that it belongs to, up LOCATION and MEMBERSHIP and from owned to owner.
        #[graphql(name = "COUNTRY")]
        FromCountry,
    }

    /// By what relations are grouped.
    RelationGrouping {
        /// The kind.
        Kind,
        /// The status on the view's date.
        Status,
        /// What is traded, made, used or held back.
        Commodity,
        /// The step of the chain.
        Stage,
        /// Of restrictions.
        Instrument,
        /// The entity where it starts.
        From,
        /// The entity where it ends.
        To,
        /// The country or territory of its start: itself, else the nearest that it belongs to, up LOCATION and MEMBERSHIP and from owned to owner.
        FromCountry,
        /// The country or territory of its end, likewise.
        ToCountry,
        /// Each publisher of a document behind a claim that holds.
        Publisher,
        /// In which the newest figure's period ends.
        Year,
    }

    /// By what claims are grouped.
    ClaimGrouping {
        /// The kind of the relation, else OBSERVATION.
        Kind,
        /// The status that the claim gives.
        Status,
        /// How it is made.
        Mode,
        /// What is traded, made, used, held back or measured.
        Commodity,
        /// The step of the chain.
        Stage,
        /// Where the relation starts, or whom the observation is about.
        From,
        /// Where the relation ends.
        To,
        /// The country or territory of `from`: itself, else the nearest that it belongs to, up LOCATION and MEMBERSHIP and from owned to owner.
        FromCountry,
        /// The country or territory of `to`, likewise.
        ToCountry,
        /// Each publisher of a document that it rests on.
        Publisher,
        /// In which what it says begins.
        Year,
        /// The same by months, `2020-06`; what begins in a year that is known alone is of its January.
        Month,
    }

    /// By what figures of relations are grouped.
    MeasureGrouping {
        /// What is measured.
        Metric,
        /// The unit as printed.
        Unit,
        /// What is counted.
        Basis,
        /// The year of the period; `2020/2023` where it is several.
        Year,
        /// How the claim is made.
        Mode,
        /// Each publisher of a document that the claim rests on.
        Publisher,
        /// The kind of the relation.
        Kind,
        /// The status of the relation on the view's date.
        Status,
        /// What is traded, made, used or held back.
        Commodity,
        /// The step of the chain.
        Stage,
        /// The entity where the relation starts.
        From,
        /// The entity where it ends.
        To,
        /// The country or territory of its start: itself, else the nearest that it belongs to, up LOCATION and MEMBERSHIP and from owned to owner.
        FromCountry,
        /// The country or territory of its end, likewise.
        ToCountry,
    }
}

/// What can be grouped: in one pass, groups within groups up to four levels deep, at most 10,000 in all. Without `by`: all of them, as one.
#[Object(serial)]
impl GroupBy {
    /// Entities, those merged into others left out.
    async fn entities(
        &self,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<EntityFilter>,
        #[graphql(desc = "By what, the outermost first; at most four.")] by: Vec<EntityGrouping>,
    ) -> Result<Groups, Fault> {
        let (at, by) = (self.0.clone(), levels(by));
        apart(move || {
            let view = at.view();
            let is = lists::entity_filter(view, filter.unwrap_or_default())?;
            let all = at.heeded(view.entities()).filter_map(|node| view.entity(node)).filter(is);
            let found = grouped::entities(view, all, &by, at.bounds())?;
            Ok(Groups::new(at.clone(), found))
        })
        .await?
    }

    /// Relations. Of their figures those of claims that hold count, readings (OPINION) left out; of each metric, basis, kind of unit and
    /// period the strongest claim's alone.
    async fn relations(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all that a claim holds where left out.")] filter: Option<
            RelationFilter,
        >,
        #[graphql(desc = "By what, the outermost first; at most four.")] by: Vec<RelationGrouping>,
        #[graphql(
            desc = "Sum the figures of relations with a total (the world, areas that are not named) at an end, and no others; those are left out otherwise, so that parts are never added to their totals. The relations are counted either way.",
            default_with = "Some(false)"
        )]
        totals: Option<bool>,
    ) -> Result<Groups, Fault> {
        let (at, by, of) = (self.0.clone(), levels(by), figures(ctx, totals));
        apart(move || {
            let view = at.view();
            let wanted = arguments::wanted(view, filter.unwrap_or_default())?;
            let found = grouped::relations(view, relations::wanted(&at, &wanted), &by, of, at.bounds())?;
            Ok(Groups::new(at.clone(), found))
        })
        .await?
    }

    /// Claims that count and have begun by the view's date. Superseded and retracted ones do not count; `where: { retracted: true }` groups just the retracted.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Only these; all where left out.")] filter: Option<ClaimFilter>,
        #[graphql(desc = "By what, the outermost first; at most four.")] by: Vec<ClaimGrouping>,
        #[graphql(
            desc = "Sum the figures about totals (the world, areas that are not named), and no others; those are left out otherwise.",
            default_with = "Some(false)"
        )]
        totals: Option<bool>,
    ) -> Result<Groups, Fault> {
        let (at, by, of) = (self.0.clone(), levels(by), figures(ctx, totals));
        apart(move || {
            let (view, filter) = (at.view(), filter.unwrap_or_default());
            let is = lists::claim_filter(view, &filter)?;
            let retracted = filter.retracted == Some(true);
            let counts = |claim: &ClaimView<'_>| (retracted || claim.counts()) && claim.begins() <= view.as_of();
            let all: Box<dyn Iterator<Item = ClaimView<'_>>> = match lists::document_of(view, &filter)? {
                None => Box::new(view.claims()),
                Some(document) => Box::new(view.claims_from(document).into_iter()),
            };
            let all = at.heeded(all).filter(|claim| counts(claim) && is(*claim));
            let found = grouped::claims(view, all, &by, of, at.bounds())?;
            Ok(Groups::new(at.clone(), found))
        })
        .await?
    }

    /// The figures of relations, each counted by itself; which count is told at `relations`.
    async fn measures(
        &self,
        #[graphql(name = "where", desc = "Only those of these relations; of all that a claim holds where left out.")]
        filter: Option<RelationFilter>,
        #[graphql(desc = "Only figures of these metrics.")] metrics: Option<Vec<Metric>>,
        #[graphql(desc = "By what, the outermost first; at most four.")] by: Vec<MeasureGrouping>,
        #[graphql(
            desc = "The figures of relations with a total (the world, areas that are not named) at an end, and no others; those are left out otherwise.",
            default_with = "Some(false)"
        )]
        totals: Option<bool>,
    ) -> Result<Groups, Fault> {
        let (at, by, of) = (self.0.clone(), levels(by), parts_or_totals(totals));
        apart(move || {
            let view = at.view();
            let wanted = arguments::wanted(view, filter.unwrap_or_default())?;
            let takes =
                |figure: &Measure| metrics.as_ref().is_none_or(|metrics| metrics.contains(&figure.metric.into()));
            let found = grouped::measures(view, relations::wanted(&at, &wanted), takes, &by, of, at.bounds())?;
            Ok(Groups::new(at.clone(), found))
        })
        .await?
    }
}

fn levels<T: Into<By>>(by: Vec<T>) -> Vec<By> {
    by.into_iter().map(Into::into).collect()
}

fn parts_or_totals(totals: Option<bool>) -> Figures {
    if totals == Some(true) { Figures::Totals } else { Figures::Parts }
}

/// Which figures are read: none where nobody asks what they come to.
fn figures(ctx: &Context<'_>, totals: Option<bool>) -> Figures {
    let mut level = ctx.look_ahead();
    for _ in 0..=MOST_LEVELS {
        if level.field("figures").exists() {
            return parts_or_totals(totals);
        }
        level = level.field("groups");
    }
    Figures::None
}
