//! Groups: what things have in common, how many they are, what their figures come to.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::{
    at::At,
    connection::SearchReport,
    entity::Entity,
    enums::Metric,
    error::Fault,
    page::LONGEST,
    scalars::{Decimal, count},
};
use crate::questions::{
    bounds::{self, Searched},
    groups::{self, GroupKey, text},
};

/// All that were grouped, in a view.
pub struct Groups {
    whole: Group,
    search: bounds::SearchReport,
}

/// A group in a view.
pub struct Group {
    at: At,
    group: Arc<groups::Group>,
}

impl Groups {
    /// What was grouped.
    pub fn new(at: At, found: Searched<groups::Group>) -> Self {
        Self { whole: Group { at, group: Arc::new(found.answer) }, search: found.search }
    }
}

impl Group {
    fn figures(&self) -> Vec<FigureSummary> {
        self.group.figures.iter().map(FigureSummary::of).collect()
    }

    fn groups(&self, first: Option<i32>) -> Result<Vec<Self>, Fault> {
        let first = first.map_or(Ok(USUAL), usize::try_from).ok().filter(|&first| first <= LONGEST);
        let first =
            first.ok_or_else(|| Fault::invalid(format!("`first` is 0 to {LONGEST}")).with("argument", "first"))?;
        let shown = self.group.groups.iter().take(first);
        Ok(shown.map(|group| Self { at: self.at.clone(), group: Arc::clone(group) }).collect())
    }
}

/// How many groups are shown unless asked otherwise.
const USUAL: usize = 100;

/// Everything that was grouped.
#[Object(serial)]
impl Groups {
    /// How many things there are. The counts of groups may come to more, where one thing falls into several of a level (publishers, commodities).
    async fn count(&self) -> i32 {
        count(self.whole.group.count)
    }

    /// What the figures of all of them come to, by metric, basis and unit.
    async fn figures(&self) -> Vec<FigureSummary> {
        self.whole.figures()
    }

    /// How many groups there are on the first level.
    async fn group_count(&self) -> i32 {
        count(self.whole.group.groups.len())
    }

    /// The groups of the first level: the largest first, then by key; what has nothing to be grouped by comes last of its size.
    async fn groups(
        &self,
        #[graphql(desc = "So many, at most 1000.", default_with = "Some(100)")] first: Option<i32>,
    ) -> Result<Vec<Group>, Fault> {
        self.whole.groups(first)
    }

    /// What the pass did. `reachedBound: groups` where there would be more than 10,000 groups: the counts above a group that is left out are right.
    async fn search(&self) -> SearchReport {
        self.search.into()
    }
}

/// Things that have something in common.
#[Object(serial)]
impl Group {
    /// What they have in common: a word of the contract, an entity's key, a year, a month; null where they have none.
    async fn key(&self) -> Option<String> {
        text(self.at.view(), self.group.key.as_ref())
    }

    /// The entity, where they have one in common.
    async fn entity(&self) -> Option<Entity> {
        match self.group.key {
            Some(GroupKey::Entity(node)) => Some(Entity::new(self.at.clone(), node)),
            _ => None,
        }
    }

    /// How many they are.
    async fn count(&self) -> i32 {
        count(self.group.count)
    }

    /// What their figures come to, by metric, basis and unit.
    #[graphql(name = "figures")]
    async fn summed(&self) -> Vec<FigureSummary> {
        self.figures()
    }

    /// How many groups there are within.
    async fn group_count(&self) -> i32 {
        count(self.group.groups.len())
    }

    /// The groups within, in the same order.
    #[graphql(name = "groups")]
    async fn within(
        &self,
        #[graphql(desc = "So many, at most 1000.", default_with = "Some(100)")] first: Option<i32>,
    ) -> Result<Vec<Self>, Fault> {
        self.groups(first)
    }
}

/// What figures of one metric, basis and kind of unit come to. Masses are converted into each other; nothing else is.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct FigureSummary {
    /// What they measure.
    metric: Metric,
    /// What they count: by weight, CIF.
    basis: Option<String>,
    /// The unit in which all are printed, else the base unit of the kind: `kg` for masses.
    unit: String,
    /// How many have a number of their own.
    count: i32,
    /// How many give bounds alone, "over 90": they are in none of the numbers.
    without_value: i32,
    /// The sum, of quantities, values, reserves and counts; null of what does not add up, such as shares. Figures of different years are added: group by YEAR to tell them apart.
    sum: Option<Decimal>,
    /// The least.
    min: Option<Decimal>,
    /// The most.
    max: Option<Decimal>,
    /// The arithmetic mean, each figure counting the same.
    mean: Option<Decimal>,
}

impl FigureSummary {
    fn of(summary: &groups::Summary) -> Self {
        let decimal = |number: Option<rust_decimal::Decimal>| number.map(Decimal);
        Self {
            metric: summary.metric.into(),
            basis: summary.basis.clone(),
            unit: summary.unit.clone(),
            count: count(summary.count),
            without_value: count(summary.without_value),
            sum: decimal(summary.sum),
            min: decimal(summary.min),
            max: decimal(summary.max),
            mean: decimal(summary.mean),
        }
    }
}
