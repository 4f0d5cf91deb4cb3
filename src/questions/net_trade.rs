//! What an entity takes in less what it sends out, of one commodity, as one source counts both.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use super::{
    amount::{Amount, sum},
    bounds::{Bounds, Searched, Stopped},
    error::{QuestionError, commodity, seen},
    filter::{Avoid, Filter},
    statistics::Statistics,
    table::{Place, Table, Trade},
};
use crate::{
    graph::{ClaimIndex, KindSet, View},
    model::{Measure, Metric, Stage},
};

/// What an entity trades, net.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetTradeQuestion {
    /// Who trades.
    pub of: NodeIndex,
    /// Of what: it, a wider or a narrower one; without one the entity's own commodities, any of them, and anything where it has none.
    pub commodity: Option<NodeIndex>,
    /// The stage that all trade has which has any.
    pub stage: Option<Stage>,
    /// QUANTITY or VALUE; both where none is asked for.
    pub metric: Option<Metric>,
}

/// All that goes one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// How much, in the unit of the answer.
    pub amount: Amount,
    /// Whether it is the stated total (of each commodity that is added up) rather than the sum of the partners.
    pub stated: bool,
    /// The figures.
    pub tables: Vec<Table>,
}

/// Both ways of trade, in one metric, unit and period, on one basis, by one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetTrade {
    /// Of which commodity.
    pub commodity: Option<NodeIndex>,
    /// What is added up to make it, where its own figures are not there; by key.
    pub parts: Vec<NodeIndex>,
    /// The unit: the one in which all is printed, else the base unit of the kind.
    pub unit: String,
    /// What is taken in; none where no figure says.
    pub imports: Option<Side>,
    /// What is sent out.
    pub exports: Option<Side>,
    /// Imports less exports, below zero for a net exporter. None where a side is missing or the period is unknown.
    pub net: Option<Amount>,
}

/// One answer a source, metric, basis, unit, period, commodity, stage and number: those with both sides first, then the newest period. Reads the
/// trade of the entity and, where there are no figures, of what it belongs to.
///
/// # Errors
/// When an argument names nothing that the view sees, or the metric is not added up.
pub fn net_trade(
    view: View<'_>,
    question: &NetTradeQuestion,
    bounds: Bounds,
) -> Result<Searched<Vec<NetTrade>>, QuestionError> {
    let (of, _) = seen(view, question.of, "of")?;
    let asked = question.commodity.map(|asked| commodity(view, asked)).transpose()?;
    let own = || view.entity(of).map(|version| version.commodities()).unwrap_or_default();
    let commodities = asked.map_or_else(own, |asked| vec![asked]);
    let filter = Filter::new(view, commodities, question.stage, KindSet::ALL, &Avoid::default());
    let metrics = match question.metric {
        None => vec![Metric::Quantity, Metric::Value],
        Some(metric @ (Metric::Quantity | Metric::Value)) => vec![metric],
        Some(metric) => {
            let message = format!("`metric` is QUANTITY or VALUE; `{metric}` of two ways of trade has no difference");
            return Err(QuestionError::Invalid { argument: "metric", message });
        }
    };
    let mut statistics = Statistics::new(view, filter, bounds);
    let read = statistics.nearest(of, |statistics, node| {
        let mut tables = Vec::new();
        for &metric in &metrics {
            tables.extend(statistics.imports(node, metric)?);
            tables.extend(statistics.exports(node, metric)?);
        }
        tables.retain(|table| table.total.is_some() || !table.rows.is_empty());
        Ok(tables)
    });
    let tables = read.unwrap_or_else(|Stopped| Vec::new());
    Ok(Searched { answer: answers(view, asked, tables), search: statistics.report() })
}

impl Side {
    /// Tables of several commodities, added up.
    fn new(tables: Vec<Table>, unit: &str) -> Option<Self> {
        let stated = !tables.is_empty() && tables.iter().all(|table| table.total.is_some());
        let amounts: Option<Vec<Amount>> = tables.iter().map(|table| all(table, unit)).collect();
        let amount = sum(amounts.filter(|amounts| !amounts.is_empty())?);
        Some(Self { amount, stated, tables })
    }

    /// The claims that it rests on.
    pub fn claims(&self) -> Vec<ClaimIndex> {
        let rows = self.tables.iter().flat_map(|table| match &table.total {
            Some(total) => std::slice::from_ref(total),
            None => &table.rows,
        });
        let mut met = BTreeSet::new();
        rows.map(|row| row.claim).filter(|claim| met.insert(*claim)).collect()
    }

    /// The figure itself, where it is one that a source prints.
    pub fn printed(&self) -> Option<(&Measure, ClaimIndex)> {
        let [Table { total: Some(row), .. }] = &self.tables[..] else { return None };
        Some((&row.figure, row.claim))
    }
}

impl NetTrade {
    /// One of the tables: they have all in common that an answer has.
    pub fn table(&self) -> Option<&Table> {
        self.imports.iter().chain(&self.exports).find_map(|side| side.tables.first())
    }

    /// A figure of it.
    pub fn derived(&self, amount: Amount) -> Option<Measure> {
        let table = self.table()?;
        let measure = amount.measure(table.metric, &self.unit);
        Some(Measure { basis: table.basis.clone(), period: table.period, ..measure })
    }

    /// The claims that the difference rests on.
    pub fn claims(&self) -> Vec<ClaimIndex> {
        let mut met = BTreeSet::new();
        let sides = self.imports.iter().chain(&self.exports);
        sides.flat_map(Side::claims).filter(|claim| met.insert(*claim)).collect()
    }

    fn new(commodity: Option<NodeIndex>, parts: Vec<NodeIndex>, imports: Vec<Table>, exports: Vec<Table>) -> Self {
        let units: BTreeSet<&str> = imports.iter().chain(&exports).map(|table| table.unit.as_str()).collect();
        let base = || imports.iter().chain(&exports).map(|table| table.place().unit).next().unwrap_or_default();
        let unit = match units.first() {
            Some(unit) if units.len() == 1 => (*unit).to_owned(),
            _ => base(),
        };
        let known = imports.iter().chain(&exports).all(|table| table.period.is_some());
        let (imports, exports) = (Side::new(imports, &unit), Side::new(exports, &unit));
        let net = imports.as_ref().zip(exports.as_ref()).filter(|_| known);
        let net = net.map(|(imports, exports)| imports.amount.minus(exports.amount));
        Self { commodity, parts, unit, imports, exports, net }
    }
}

/// All of a table in another unit of its kind: the stated total, else the sum of the rows.
fn all(table: &Table, unit: &str) -> Option<Amount> {
    let amount = table.total.as_ref().map_or_else(|| table.sum(), |row| row.amount);
    Some(amount.scaled(Measure::new(table.metric, Decimal::ZERO, &table.unit).factor_to(unit)?))
}

/// The tables of each commodity, imports and exports, that have all else in common.
type Both = BTreeMap<Option<NodeIndex>, [Vec<Table>; 2]>;

fn answers(view: View<'_>, asked: Option<NodeIndex>, tables: Vec<Table>) -> Vec<NetTrade> {
    // Answers come in the order of their first tables.
    let mut groups: BTreeMap<(NodeIndex, Metric, Place), (usize, Both)> = BTreeMap::new();
    for (at, table) in tables.into_iter().enumerate() {
        let group = (table.of, table.metric, Place { commodity: None, ..table.place() });
        let (_, both) = groups.entry(group).or_insert_with(|| (at, Both::new()));
        let [imports, exports] = both.entry(table.commodity).or_default();
        if table.trade == Trade::Imports { imports.push(table) } else { exports.push(table) }
    }
    let mut groups: Vec<(usize, Both)> = groups.into_values().collect();
    groups.sort_unstable_by_key(|(at, _)| *at);
    let mut answers: Vec<NetTrade> = Vec::new();
    for (_, both) in groups {
        answers.extend(asked.and_then(|asked| added_up(view, asked, &both)));
        let mut both: Vec<_> = both.into_iter().collect();
        both.sort_by_key(|(commodity, _)| commodity.and_then(|commodity| view.key(commodity)));
        answers
            .extend(both.into_iter().map(|(of, [imports, exports])| NetTrade::new(of, Vec::new(), imports, exports)));
    }
    answers.sort_by_key(|answer| answer.net.is_none());
    answers
}

/// The asked commodity as the sum of narrower ones, where it has no figures of its own and both ways of trade are told of the same ones. Of a
/// wider and a narrower one only the wider is in the sum.
fn added_up(view: View<'_>, asked: NodeIndex, both: &Both) -> Option<NetTrade> {
    if both.contains_key(&Some(asked)) {
        return None;
    }
    let widest = |side: fn(&[Vec<Table>; 2]) -> &Vec<Table>| -> BTreeSet<NodeIndex> {
        let told = both.iter().filter(|(_, tables)| !side(tables).is_empty());
        let narrower: Vec<NodeIndex> =
            told.filter_map(|(commodity, _)| *commodity).filter(|&c| view.is_or_is_narrower(c, asked)).collect();
        let within = |c: NodeIndex| narrower.iter().any(|&wider| wider != c && view.is_or_is_narrower(c, wider));
        narrower.iter().copied().filter(|&c| !within(c)).collect()
    };
    let parts = widest(|[imports, _]| imports);
    if parts.len() < 2 || parts != widest(|[_, exports]| exports) {
        return None;
    }
    let mut parts: Vec<NodeIndex> = parts.into_iter().collect();
    parts.sort_by_key(|&part| view.key(part));
    let of =
        |side: usize| parts.iter().filter_map(|part| both.get(&Some(*part))?.get(side)).flatten().cloned().collect();
    let (imports, exports) = (of(0), of(1));
    Some(NetTrade::new(Some(asked), parts, imports, exports))
}
