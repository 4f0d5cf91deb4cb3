//! Shares computed from stated values and quantities: what part of a total each flow is. The total is the one that the same publisher
//! states for the world, or, without one, the sum of what it states for single sources. Read by whatever asks for shares.

use std::{cmp::Reverse, collections::BTreeMap};

use petgraph::graph::{EdgeIndex, NodeIndex};
use rust_decimal::Decimal;

use crate::{
    graph::{ClaimIndex, ClaimView, DocumentIndex, Relation, View},
    model::{ClaimMode, Day, Key, Measure, Metric, RelationKind, Span, Stage, UnitKind},
};

/// The entity whose flows are the total of all.
const WORLD: &str = "world";

/// Whose figures are added up; those of two are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// A publisher's.
    Publisher(NodeIndex),
    /// Those of a document that has no publisher.
    Document(DocumentIndex),
}

/// A figure that is part of a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The flow.
    pub relation: EdgeIndex,
    /// Where it comes from.
    pub source: NodeIndex,
    /// The strongest claim that gives the figure.
    pub claim: ClaimIndex,
    /// The figure as stated.
    pub figure: Measure,
}

/// Figures that may be added up: flows of one kind to one end, of one commodity and stage, told by one publisher in one metric, kind
/// of unit and basis, over the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The kind of the flows.
    pub kind: RelationKind,
    /// Where they all end.
    pub to: NodeIndex,
    /// Of which commodity, as their relations name it.
    pub commodity: Option<NodeIndex>,
    /// At which step of the chain.
    pub stage: Option<Stage>,
    /// Whose figures.
    pub by: By,
    /// VALUE or QUANTITY.
    pub metric: Metric,
    /// The unit that sums are in: `kg` for masses, else the figures' own.
    pub unit: String,
    /// What the figures count, as stated: `CIF`, `net weight`.
    pub basis: Option<String>,
    /// The period of all of them; none where no figure says.
    pub period: Option<Span>,
    /// One for each single source, the largest first, then by key.
    pub parts: Vec<Entry>,
    /// Of aggregates other than the world, such as areas that are not named: neither sources nor added to the sum, since they may hold sources that are.
    pub aggregates: Vec<Entry>,
    /// What is stated for the world.
    pub stated: Option<Entry>,
}

/// A share that was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedShare {
    /// A SHARE in %, with basis `by value`, `by weight` or `by quantity` and the period. Where the total is a sum, the share is
    /// at most that: the source may leave some out.
    pub measure: Measure,
    /// The claims that it was computed from: the flow's first, then those of the total, in the order of the parts.
    pub claims: Vec<ClaimIndex>,
    /// Whether the total is stated rather than added up.
    pub stated: bool,
}

/// What tells tallies apart, and their order: by end, kind, commodity, stage, publisher; the newest period first; by basis and unit.
type Order<'g> = (
    Option<&'g Key>,
    RelationKind,
    Option<&'g Key>,
    Option<Stage>,
    (bool, Option<&'g Key>),
    Reverse<Option<(Day, Day)>>,
    Option<String>,
    String,
);

/// The tallies of these relations by VALUE or QUANTITY. Read are the claims that count, have begun by the view's date and are no mere
/// readings (OPINION), whether or not they hold: periods keep the figures of two years apart. Of two claims of one publisher about the
/// same flow and period the stronger is taken. A figure without a number of its own counts by the middle of its bounds where one number is needed.
///
/// Linear in the figures, and logarithmic in the number of tallies.
pub fn tallies<'g>(view: View<'g>, relations: impl IntoIterator<Item = Relation<'g>>, metric: Metric) -> Vec<Tally> {
    let world = view.entity_with_key(WORLD);
    let mut found: BTreeMap<Order<'g>, Tally> = BTreeMap::new();
    for relation in relations {
        for assessed in relation.claims().into_iter().filter(|assessed| assessed.begun) {
            let Some(claim) = view.claim(assessed.claim).filter(|c| c.mode() != ClaimMode::Opinion) else { continue };
            let Some(by) = by(view, claim) else { continue };
            for figure in claim.measures().into_iter().filter(|figure| figure.metric == metric) {
                let Some(unit) = sum_unit(&figure) else { continue };
                let tally = found.entry(order(view, relation, by, &figure, unit)).or_insert_with(|| Tally {
                    kind: relation.kind(),
                    to: relation.to(),
                    commodity: relation.commodity(),
                    stage: relation.stage(),
                    by,
                    metric,
                    unit: unit.to_owned(),
                    basis: figure.basis.clone(),
                    period: figure.period,
                    parts: Vec::new(),
                    aggregates: Vec::new(),
                    stated: None,
                });
                let source = relation.from();
                let entry = Entry { relation: relation.edge, source, claim: claim.index, figure };
                tally.take(entry, Some(source) == world, view.entity(source).is_some_and(|v| v.aggregate()));
            }
        }
    }
    let mut tallies: Vec<Tally> = found.into_values().collect();
    for tally in &mut tallies {
        let key = |entry: &Entry| (Reverse(entry.figure.size()), view.key(entry.source));
        tally.parts.sort_by(|a, b| key(a).cmp(&key(b)));
        tally.aggregates.sort_by(|a, b| key(a).cmp(&key(b)));
    }
    tallies
}

impl Tally {
    /// Puts a figure where it belongs; the first about a flow is the strongest claim's.
    fn take(&mut self, entry: Entry, is_world: bool, aggregate: bool) {
        if is_world {
            self.stated.get_or_insert(entry);
            return;
        }
        let list = if aggregate { &mut self.aggregates } else { &mut self.parts };
        // Parallel relations (told apart by a number) of one source are parts of their own.
        if !list.iter().any(|other| other.relation == entry.relation) {
            list.push(entry);
        }
    }

    /// The sum of the single sources, in [`Tally::unit`]; none where it is more than a decimal holds.
    pub fn sum(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.figure.size()))
    }

    /// What shares are of: the stated total, else the sum; in [`Tally::unit`].
    pub fn total(&self) -> Option<Decimal> {
        self.stated.as_ref().map_or_else(|| self.sum(), |stated| Some(stated.figure.size()))
    }

    /// Stated total less sum, where a total is stated: what is left to sources that are not named. Negative where the parts are more.
    pub fn gap(&self) -> Option<Decimal> {
        self.stated.as_ref()?.figure.size().checked_sub(self.sum()?)
    }

    /// What the shares count: `by value`, `by weight` for masses, `by quantity` for other units.
    pub fn share_basis(&self) -> &'static str {
        match (self.metric, self.unit.as_str()) {
            (Metric::Value, _) => "by value",
            (_, KILOGRAM) => "by weight",
            _ => "by quantity",
        }
    }

    /// The part that an entry of this tally is of its total, exact in decimal arithmetic (28 digits), not rounded; with bounds where
    /// figures are ranges. None where the total is not above zero.
    pub fn share(&self, entry: &Entry) -> Option<DerivedShare> {
        let of = |part: Decimal, total: Decimal| {
            let positive = total > Decimal::ZERO;
            part.checked_mul(Decimal::ONE_HUNDRED).filter(|_| positive)?.checked_div(total)
        };
        let value = of(entry.figure.size(), self.total()?)?;
        let (low, high) = entry.figure.base_range();
        let (total_low, total_high) = self.total_range();
        let low = low.zip(total_high).and_then(|(part, total)| of(part, total));
        let high = high.zip(total_low).and_then(|(part, total)| of(part, total));
        let exact = low == high && low.is_some();
        let (low, high) = match &self.stated {
            Some(_) if exact => (None, None),
            Some(_) => (low, high),
            None => (None, high),
        };
        let measure = Measure {
            low,
            high,
            basis: Some(self.share_basis().to_owned()),
            period: self.period,
            ..Measure::new(Metric::Share, value, "%")
        };
        let total: Vec<&Entry> =
            self.stated.as_ref().map_or_else(|| self.parts.iter().collect(), |stated| vec![stated]);
        let mut claims = vec![entry.claim];
        for part in total {
            if !claims.contains(&part.claim) {
                claims.push(part.claim);
            }
        }
        Some(DerivedShare { measure, claims, stated: self.stated.is_some() })
    }

    /// The bounds of the total; none is open.
    fn total_range(&self) -> (Option<Decimal>, Option<Decimal>) {
        if let Some(stated) = &self.stated {
            return stated.figure.base_range();
        }
        let zero = (Some(Decimal::ZERO), Some(Decimal::ZERO));
        let add = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        self.parts
            .iter()
            .map(|part| part.figure.base_range())
            .fold(zero, |sum, part| (add(sum.0, part.0), add(sum.1, part.1)))
    }
}

const KILOGRAM: &str = "kg";

/// The unit that sizes of such a figure are in; none for what cannot be added up.
fn sum_unit(figure: &Measure) -> Option<&str> {
    match figure.unit_kind() {
        UnitKind::Mass => Some(KILOGRAM),
        UnitKind::Own(unit) => Some(unit).filter(|unit| !matches!(*unit, "%" | "pp" | "x")),
        UnitKind::PerMass(_) => None,
    }
}

/// Whose figures a claim gives: the publisher of the first of its documents that has one, else its first document.
fn by(view: View<'_>, claim: ClaimView<'_>) -> Option<By> {
    let evidence = claim.evidence();
    let publisher = evidence.iter().find_map(|e| view.publisher(e.document)).map(By::Publisher);
    publisher.or_else(|| evidence.first().map(|e| By::Document(e.document)))
}

fn order<'g>(view: View<'g>, relation: Relation<'g>, by: By, figure: &Measure, unit: &str) -> Order<'g> {
    let by = match by {
        By::Publisher(publisher) => (false, view.key(publisher)),
        By::Document(document) => (true, view.document(document).map(|document| &document.key)),
    };
    (
        view.key(relation.to()),
        relation.kind(),
        relation.commodity().and_then(|commodity| view.key(commodity)),
        relation.stage(),
        by,
        Reverse(figure.period.map(|period| (period.first(), period.last()))),
        figure.basis.clone(),
        unit.to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, KindSet, drawn::Drawn};

    fn of(drawn: &Drawn, to: &str, metric: Metric) -> Vec<Tally> {
        let view = drawn.view();
        tallies(view, view.relations_ever(drawn.node(to), Direction::Incoming, KindSet::ALL), metric)
    }

    fn told(drawn: &Drawn, tally: &Tally) -> Vec<String> {
        let tell = |part: &Entry| {
            let share = tally.share(part).unwrap();
            let rounded = |n: Option<Decimal>| n.map_or(String::new(), |n| n.round_dp(2).normalize().to_string());
            let Measure { value, low, high, .. } = share.measure;
            format!(
                "{} {} [{}..{}]",
                drawn.view().key(part.source).unwrap(),
                rounded(value),
                rounded(low),
                rounded(high)
            )
        };
        tally.parts.iter().map(tell).collect()
    }

    const DRAWN: &str = "PLACE world aggregate\n PLACE nes aggregate
        DOCUMENT d1 by=comtrade published=2024-05-01\n DOCUMENT d2 by=usgs published=2024-06-01\n";

    #[test]
    fn a_stated_total_is_what_shares_are_of_and_the_gap_is_told() {
        let drawn = Drawn::new(&format!(
            "{DRAWN} china EXPORT us of=ree value=60USD@2023 quantity=3t@2023 doc=d1
            japan EXPORT us of=ree value=20USD@2023 quantity=500kg@2023 doc=d1
            nes EXPORT us of=ree value=5USD@2023 doc=d1
            world EXPORT us of=ree value=100USD@2023 quantity=4t@2023 doc=d1"
        ));
        let [value] = &of(&drawn, "us", Metric::Value)[..] else { panic!() };
        assert_eq!(told(&drawn, value), ["china 60 [..]", "japan 20 [..]"]);
        assert_eq!((value.gap().unwrap(), value.aggregates.len()), (Decimal::from(20), 1));
        let [weight] = &of(&drawn, "us", Metric::Quantity)[..] else { panic!() };
        assert_eq!(told(&drawn, weight), ["china 75 [..]", "japan 12.5 [..]"]);
        assert_eq!((weight.unit.as_str(), weight.share_basis()), ("kg", "by weight"));
        let share = value.share(&value.parts[0]).unwrap();
        assert_eq!((share.claims.len(), share.stated, share.measure.basis.as_deref()), (2, true, Some("by value")));
    }

    #[test]
    fn of_a_sum_a_share_is_at_most_that() {
        let drawn = Drawn::new(&format!(
            "{DRAWN} china EXPORT us of=ree value=60USD@2023 doc=d1\n japan EXPORT us of=ree value=20USD@2023 doc=d1
            nes EXPORT us of=ree value=20USD@2023 doc=d1"
        ));
        let [tally] = &of(&drawn, "us", Metric::Value)[..] else { panic!() };
        assert_eq!(told(&drawn, tally), ["china 75 [..75]", "japan 25 [..25]"]);
        assert_eq!((tally.gap(), tally.share(&tally.parts[0]).unwrap().stated), (None, false));
    }

    #[test]
    fn ranges_give_bounds() {
        let drawn = Drawn::new(&format!(
            "{DRAWN} china EXPORT us of=ree value=~60USD@2023 doc=d1\n world EXPORT us of=ree value=100..120USD@2023 doc=d1"
        ));
        let [tally] = &of(&drawn, "us", Metric::Value)[..] else { panic!() };
        assert_eq!(told(&drawn, tally), ["china 54.55 [47.5..63]"]);
    }

    #[test]
    fn what_may_not_be_added_up_is_kept_apart() {
        let drawn = Drawn::new(&format!(
            "{DRAWN} china EXPORT us of=ree value=60USD@2023 doc=d1\n japan EXPORT us of=ree value=20USD@2022 doc=d1
            india EXPORT us of=ree value=7CNY@2023 doc=d1\n india EXPORT us of=ree value=1USD@2023 doc=d2
            peru EXPORT us of=tin value=4USD@2023 doc=d1\n china EXPORT us of=ree stage=MINING value=3USD@2023 doc=d1
            china EXPORT us of=ree mode=OPINION value=99USD@2023 doc=d1
            china EXPORT us of=ree mode=HEARSAY value=98USD@2023 doc=d1"
        ));
        let found = of(&drawn, "us", Metric::Value);
        let sizes: Vec<(String, Vec<String>)> = found
            .iter()
            .map(|t| (t.unit.clone(), t.parts.iter().map(|p| p.figure.size().to_string()).collect()))
            .collect();
        let expected = [("CNY", "7"), ("USD", "60"), ("USD", "20"), ("USD", "1"), ("USD", "3"), ("USD", "4")];
        let expected: Vec<(String, Vec<String>)> =
            expected.iter().map(|(unit, size)| ((*unit).to_owned(), vec![(*size).to_owned()])).collect();
        assert_eq!(sizes, expected);
    }

    #[test]
    fn nothing_is_a_share_of_nothing() {
        let drawn = Drawn::new(&format!("{DRAWN} china EXPORT us of=ree status=ACTIVE value=0USD@2023 doc=d1"));
        let [tally] = &of(&drawn, "us", Metric::Value)[..] else { panic!() };
        assert_eq!(tally.share(&tally.parts[0]), None);
    }
}
