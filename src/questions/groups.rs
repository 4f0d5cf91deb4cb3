//! Groups within groups, filled in one pass: how many things fall into each, and what their figures come to. Figures are added up per
//! metric, basis and kind of unit; units of two kinds never meet. What falls where is settled elsewhere.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use crate::{
    graph::View,
    model::{Measure, Metric, unit_kind},
};

/// The most groups of one answer, those of all levels together.
pub const MOST_GROUPS: usize = 10_000;

/// What the things of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// A word of a closed vocabulary.
    Word(&'static str),
    /// An entity.
    Entity(NodeIndex),
    /// Another text: a year, a unit.
    Text(String),
}

/// Things that have something in common; of the whole, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; none of the whole, and of what has none.
    pub key: Option<GroupKey>,
    /// How many they are.
    pub count: usize,
    /// What their figures come to, by metric, basis and unit.
    pub figures: Vec<Summary>,
    /// Divided further: the largest group first, then by the text of its key.
    pub groups: Vec<Arc<Group>>,
}

/// Figures of one metric, basis and kind of unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What they measure.
    pub metric: Metric,
    /// What they count.
    pub basis: Option<String>,
    /// The unit in which all are printed, else the base unit of its kind.
    pub unit: String,
    /// How many have a number of their own.
    pub count: usize,
    /// How many give bounds alone; they are in none of the sums.
    pub without_value: usize,
    /// Their sum: of quantities, values, reserves and counts; of the rest none, nor where it is more than a decimal holds.
    pub sum: Option<Decimal>,
    /// The least.
    pub min: Option<Decimal>,
    /// The most.
    pub max: Option<Decimal>,
    /// The arithmetic mean, each figure counting the same.
    pub mean: Option<Decimal>,
}

/// The groups while they are filled.
#[derive(Debug, Default)]
pub(super) struct Filling {
    whole: Part,
    made: usize,
    full: bool,
}

#[derive(Debug, Default)]
struct Part {
    count: usize,
    figures: BTreeMap<(Metric, Option<String>, String), Running>,
    parts: BTreeMap<Option<GroupKey>, Part>,
}

/// Figures that were met so far, in the base unit of their kind.
#[derive(Debug, Default)]
struct Running {
    units: Printed,
    count: usize,
    without_value: usize,
    sum: Option<Decimal>,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

#[derive(Debug, Default)]
enum Printed {
    #[default]
    None,
    One(String),
    Several,
}

impl Filling {
    /// Takes one more thing: its keys on each level (of several on one level it falls into each), and its figures.
    pub fn take(&mut self, levels: &[Vec<Option<GroupKey>>], figures: &[Measure]) {
        let Self { whole, made, full } = self;
        whole.take(levels, figures, &mut || {
            *made += 1;
            *full |= *made > MOST_GROUPS;
            *made <= MOST_GROUPS
        });
    }

    /// Whether something was left out since there would be too many groups.
    pub const fn full(&self) -> bool {
        self.full
    }

    pub fn finish(self, view: View<'_>) -> Group {
        self.whole.finish(view, None)
    }
}

impl Part {
    fn take(&mut self, levels: &[Vec<Option<GroupKey>>], figures: &[Measure], may_make: &mut impl FnMut() -> bool) {
        self.count += 1;
        for figure in figures {
            let unit = figure.unit_kind().base_unit();
            self.figures.entry((figure.metric, figure.basis.clone(), unit)).or_default().take(figure);
        }
        let Some((keys, deeper)) = levels.split_first() else { return };
        for key in keys {
            if !self.parts.contains_key(key) && !may_make() {
                continue;
            }
            self.parts.entry(key.clone()).or_default().take(deeper, figures, may_make);
        }
    }

    fn finish(self, view: View<'_>, key: Option<GroupKey>) -> Group {
        let mut groups: Vec<Arc<Group>> =
            self.parts.into_iter().map(|(key, part)| Arc::new(part.finish(view, key))).collect();
        groups.sort_by_cached_key(|group| (Reverse(group.count), group.key.is_none(), text(view, group.key.as_ref())));
        let figures = self.figures.into_iter().map(|((metric, basis, base), all)| all.finish(metric, basis, base));
        Group { key, count: self.count, figures: figures.collect(), groups }
    }
}

/// The key in words: of an entity its own key.
pub fn text(view: View<'_>, key: Option<&GroupKey>) -> Option<String> {
    match key? {
        GroupKey::Word(word) => Some((*word).to_owned()),
        GroupKey::Text(text) => Some(text.clone()),
        GroupKey::Entity(node) => view.key(*node).map(ToString::to_string),
    }
}

impl Running {
    fn take(&mut self, figure: &Measure) {
        self.units = match std::mem::take(&mut self.units) {
            Printed::None => Printed::One(figure.unit.clone()),
            Printed::One(unit) if unit == figure.unit => Printed::One(unit),
            _ => Printed::Several,
        };
        let exact = figure.value.or_else(|| figure.low.filter(|_| figure.low == figure.high));
        let Some(value) = exact.and_then(|value| value.checked_mul(unit_kind(&figure.unit).1)) else {
            self.without_value += 1;
            return;
        };
        // Once the sum is more than a decimal holds it stays unknown.
        self.sum = if self.count == 0 { Some(value) } else { self.sum.and_then(|sum| sum.checked_add(value)) };
        self.min = Some(self.min.map_or(value, |min| min.min(value)));
        self.max = Some(self.max.map_or(value, |max| max.max(value)));
        self.count += 1;
    }

    fn finish(self, metric: Metric, basis: Option<String>, base: String) -> Summary {
        let unit = if let Printed::One(unit) = self.units { unit } else { base };
        let factor = unit_kind(&unit).1;
        let shown = |number: Option<Decimal>| number.and_then(|n| n.checked_div(factor)).map(|n| n.normalize());
        let mean = self.sum.and_then(|sum| sum.checked_div(Decimal::from(self.count)));
        let adds_up = matches!(metric, Metric::Quantity | Metric::Value | Metric::Reserves | Metric::Count);
        Summary {
            metric,
            basis,
            count: self.count,
            without_value: self.without_value,
            sum: shown(self.sum.filter(|_| adds_up)),
            min: shown(self.min),
            max: shown(self.max),
            mean: shown(mean),
            unit,
        }
    }
}
