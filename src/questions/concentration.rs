//! How concentrated a supply is: each supplier's share, and the index of Herfindahl and Hirschman.
//!
//! The index is the sum of the squares of the shares in per cent: 10,000 for a single supplier, near 0 for very many small ones
//! (Hirschman 1945, "National Power and the Structure of Foreign Trade"; Herfindahl 1950).

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use super::{
    amount::{Amount, sum},
    bounds::{Bounds, Searched, Stopped},
    error::{QuestionError, commodity, seen},
    filter::{Avoid, Filter},
    statistics::Statistics,
    table::Table,
};
use crate::{
    graph::{KindSet, View},
    model::{EntityKind, Metric},
};

/// How many places the index is rounded to, half to even.
pub const INDEX_PLACES: u32 = 2;

/// How concentrated the supply of an entity, or the making of a commodity, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcentrationQuestion {
    /// An importer, or a commodity.
    pub of: NodeIndex,
    /// Of what: it, a wider or a narrower one; without one the entity's own commodities, any of them, and anything where it has none.
    pub commodity: Option<NodeIndex>,
    /// By which figures: VALUE, QUANTITY or SHARE.
    pub metric: Metric,
}

/// What one table of figures comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration {
    /// The figures.
    pub table: Table,
    /// The share of each of its rows, in their order, in per cent.
    pub shares: Vec<Amount>,
    /// What the rows come to.
    pub sum: Amount,
    /// The stated total less that sum; of shares 100 % less it. None where no total is stated.
    pub gap: Option<Amount>,
    /// The sum in per cent of the total.
    pub coverage: Option<Amount>,
    /// The index: of the suppliers that are named; at most, if all that the gap leaves came from one more.
    pub index: Amount,
    /// How many of the largest suppliers make 80 %: the fewest that may, and the most that it may take. None where the known
    /// shares do not come to that.
    pub makes_80: (Option<usize>, Option<usize>),
}

/// One answer a source, basis, unit, period, commodity and stage, the newest period first. Reads the relations at the entity and, where no
/// figures are there, of what it belongs to.
///
/// # Errors
/// When an argument names nothing that the view sees, or the metric gives no shares.
pub fn concentration(
    view: View<'_>,
    question: &ConcentrationQuestion,
    bounds: Bounds,
) -> Result<Searched<Vec<Concentration>>, QuestionError> {
    let (of, _) = seen(view, question.of, "of")?;
    of_trade(question.metric)?;
    let mut statistics = Statistics::new(view, filter(view, of, question.commodity)?, bounds);
    let is_commodity = view.entity(of).is_some_and(|version| version.kind() == EntityKind::Commodity);
    let tables = if is_commodity {
        statistics.production(of, question.metric)
    } else {
        statistics.nearest(of, |statistics, node| {
            let tables = statistics.imports(node, question.metric)?;
            Ok(tables.into_iter().filter(|table| !table.rows.is_empty()).collect())
        })
    };
    let tables = tables.unwrap_or_else(|Stopped| Vec::new());
    let answer = tables.into_iter().filter(|table| !table.rows.is_empty()).map(Concentration::new).collect();
    Ok(Searched { answer, search: statistics.report() })
}

/// Refuses a metric of which no parts make a whole.
pub(super) fn of_trade(metric: Metric) -> Result<(), QuestionError> {
    if matches!(metric, Metric::Quantity | Metric::Value | Metric::Share) {
        return Ok(());
    }
    let message = format!("`metric` is QUANTITY, VALUE or SHARE; `{metric}` has no parts that make a whole");
    Err(QuestionError::Invalid { argument: "metric", message })
}

/// The figures that a question about an entity may use: of what is asked for, else of what the entity works on.
pub(super) fn filter(view: View<'_>, of: NodeIndex, asked: Option<NodeIndex>) -> Result<Filter, QuestionError> {
    let commodities = match asked {
        Some(asked) => vec![commodity(view, asked)?],
        None => view.entity(of).map(|version| version.commodities()).unwrap_or_default(),
    };
    Ok(Filter::new(view, commodities, None, KindSet::ALL, &Avoid::default()))
}

impl Concentration {
    fn new(table: Table) -> Self {
        let (shares, sum) = (table.shares(), table.sum());
        let total = match table.metric {
            Metric::Share => Some(Amount::WHOLE),
            _ => table.total.as_ref().map(|row| row.amount),
        };
        let gap = total.map(|total| total.minus(sum));
        let coverage = total.map(|total| match table.metric {
            Metric::Share => sum,
            _ => sum.share_of_any(total),
        });
        let rest = table.whole().map_or(Amount::ZERO, |_| Amount::WHOLE.minus(self::sum(shares.iter().copied())));
        let index = index(&shares, rest.not_negative());
        let makes_80 = (fewest(&shares, |share| share.high), fewest(&shares, |share| share.low));
        Self { table, shares, sum, gap, coverage, index, makes_80 }
    }
}

fn index(shares: &[Amount], rest: Amount) -> Amount {
    let most = Decimal::ONE_HUNDRED * Decimal::ONE_HUNDRED;
    let squares = |of: fn(&Amount) -> Option<Decimal>| {
        shares.iter().map(of).try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share?.checked_mul(share?)?))
    };
    let high = squares(|share| share.high).zip(rest.high).map(|(named, rest)| named + rest * rest);
    let cap = |n: Option<Decimal>| n.map(|n| n.min(most));
    Amount {
        value: cap(squares(|share| share.value)),
        low: cap(squares(|share| share.low)),
        high: cap(high.or(Some(most))),
    }
}

/// How many of the largest shares make 80 %.
fn fewest(shares: &[Amount], of: fn(&Amount) -> Option<Decimal>) -> Option<usize> {
    let mut shares: Vec<Decimal> = shares.iter().filter_map(of).collect();
    shares.sort_unstable_by(|a, b| b.cmp(a));
    let running = shares.into_iter().scan(Decimal::ZERO, |sum, share| {
        *sum = sum.saturating_add(share);
        Some(*sum)
    });
    running.into_iter().position(|sum| sum >= Decimal::from(80)).map(|at| at + 1)
}
