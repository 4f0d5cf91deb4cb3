//! Lists of relations: which, from where, in which order.

use std::{borrow::Cow, cmp::Ordering, collections::HashSet, iter::repeat};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field, registry::Registry,
};
use petgraph::{
    Direction as Towards,
    graph::{EdgeIndex, NodeIndex},
};
use rust_decimal::Decimal;

use super::{
    at::At,
    connection::{Edge, Edges, Listed, Total},
    enums::{self, Direction, RelationOrder},
    error::Fault,
    filters::MeasureFilter,
    page::{Order, Page, Place, Read},
    relation::{Relation, Seen},
    written::{Of, Put, Written, put_all, puts},
};
use crate::{
    graph::{self, Hold, KindSet, View},
    model::{
        Head, Instrument, Key, Measure, Metric, RelationKind, Stage, Status, head_of_part, order_of_heads,
        order_of_parts,
    },
};

/// A page of relations, written as it is resolved.
pub type Relations = Written<Listed<Lines>>;

/// The relations of a page, looked up as they are written.
pub struct Lines {
    at: At,
    read: Read<(RelationKind, EdgeIndex)>,
}

impl Relations {
    /// The page.
    pub fn of(at: At, read: Read<(RelationKind, EdgeIndex)>) -> Self {
        let (page_info, more) = (read.info.clone(), Total { total_count: read.total });
        Written(Listed { edges: Lines { at, read }, page_info, more })
    }
}

impl Lines {
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let (Self { at, read }, view) = (self, self.at.view());
        let cursors = read.cursors.iter().map(String::as_str).chain(repeat(""));
        read.items.iter().zip(cursors).map(move |(&(kind, edge), cursor)| Line { cursor, kind, edge, at, view })
    }
}

impl Edges for Lines {
    type Node = Relation;
}

impl OutputType for Lines {
    fn type_name() -> Cow<'static, str> {
        Vec::<Edge<Relation>>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<Edge<Relation>>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<Edge<Relation>>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let edges: Vec<_> = self.lines().map(|line| line.edge()).collect();
        edges.resolve(ctx, field).await
    }
}

impl Put for Lines {
    fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
        put_all(self.lines(), of, out)
    }
}

/// A relation of a page while it is written.
struct Line<'p> {
    cursor: &'p str,
    kind: RelationKind,
    edge: EdgeIndex,
    at: &'p At,
    view: View<'p>,
}

impl<'p> Line<'p> {
    fn edge(&self) -> Edge<Relation> {
        Edge { cursor: self.cursor.to_owned(), node: Written(Relation::at(self.at.clone(), self.kind, self.edge)) }
    }

    fn node(&self) -> Result<Seen<'p>, Fault> {
        Seen::of(self.at, self.view, self.edge)
    }
}

puts! {
    Line<'_> as edge() { "cursor": cursor, "node": node() }
}

/// Which relations are wanted, in the graph's terms.
pub struct Wanted {
    /// Of these kinds.
    pub kinds: KindSet,
    /// Starting here.
    pub from: Option<NodeIndex>,
    /// Ending here.
    pub to: Option<NodeIndex>,
    /// Starting or ending here.
    pub with: Option<NodeIndex>,
    /// Of this commodity, a wider or a narrower one.
    pub commodity: Option<NodeIndex>,
    /// Of this step of the chain.
    pub stage: Option<Stage>,
    /// Of these statuses.
    pub statuses: Option<Vec<Status>>,
    /// Of these instruments.
    pub instruments: Option<Vec<Instrument>>,
    /// Disputed or not.
    pub disputed: Option<bool>,
    /// Also those that no claim holds.
    pub include_lapsed: bool,
    /// With such a figure.
    pub measure: Option<MeasureFilter>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            kinds: KindSet::ALL,
            from: None,
            to: None,
            with: None,
            commodity: None,
            stage: None,
            statuses: None,
            instruments: None,
            disputed: None,
            include_lapsed: false,
            measure: None,
        }
    }
}

impl Wanted {
    /// Whether it is one of them; what is cheap to tell is asked first.
    fn is(&self, view: View<'_>, relation: graph::Relation<'_>) -> bool {
        let ends = [relation.from(), relation.to()];
        self.kinds.holds(relation.kind())
            && self.from.is_none_or(|node| relation.from() == node)
            && self.to.is_none_or(|node| relation.to() == node)
            && self.with.is_none_or(|node| ends.contains(&node))
            && self.stage.is_none_or(|stage| relation.stage() == Some(stage))
            && self.instruments.as_ref().is_none_or(|all| relation.instrument().is_some_and(|i| all.contains(&i)))
            && self.commodity.is_none_or(|wanted| of_commodity(view, relation, wanted))
            && self.stands(relation)
            && self.disputed.is_none_or(|disputed| relation.state().disputed == disputed)
            && self.measure.as_ref().is_none_or(|filter| measures_so(view, relation, filter))
    }

    fn stands(&self, relation: graph::Relation<'_>) -> bool {
        let status = relation.status();
        let shown = status.unwrap_or(Status::Ended);
        (status.is_some() || self.include_lapsed) && self.statuses.as_ref().is_none_or(|all| all.contains(&shown))
    }
}

/// The set of kinds that is asked for; all where nothing is.
pub fn kinds(kinds: Option<&[enums::RelationKind]>) -> KindSet {
    let of = |kinds: &[enums::RelationKind]| KindSet::of(&kinds.iter().map(|&k| k.into()).collect::<Vec<_>>());
    kinds.map_or(KindSet::ALL, of)
}

/// The statuses that are asked for.
pub fn statuses(statuses: Vec<enums::Status>) -> Vec<Status> {
    statuses.into_iter().map(Into::into).collect()
}

/// Whether it is of a commodity, a wider or a narrower one: what it names, or what is made or used.
fn of_commodity(view: View<'_>, relation: graph::Relation<'_>, wanted: NodeIndex) -> bool {
    let end = matches!(relation.kind(), RelationKind::Production | RelationKind::Consumption).then(|| relation.to());
    relation.commodity().or(end).is_some_and(|own| view.commodities_match(own, wanted))
}

fn measures_so(view: View<'_>, relation: graph::Relation<'_>, filter: &MeasureFilter) -> bool {
    let lapsed = relation.status().is_none();
    let counted = relation.claims().into_iter().filter(|a| if lapsed { a.begun } else { a.hold != Hold::No });
    counted.filter_map(|a| view.claim(a.claim)).flat_map(|claim| claim.measures()).any(|m| measure_is(&m, filter))
}

fn measure_is(measure: &Measure, filter: &MeasureFilter) -> bool {
    let bound = |figure: Decimal| Measure::new(measure.metric, figure, filter.unit.as_deref().unwrap_or(&measure.unit));
    measure.metric == Metric::from(filter.metric)
        && filter.unit.as_ref().is_none_or(|_| bound(Decimal::ZERO).unit_kind() == measure.unit_kind())
        && filter.min.as_ref().is_none_or(|min| measure.size() >= bound(min.0).size())
        && filter.max.as_ref().is_none_or(|max| measure.size() <= bound(max.0).size())
}

/// The relations of an entity that may be wanted, each once.
pub fn beside<'g>(
    view: View<'g>,
    node: NodeIndex,
    direction: Direction,
    wanted: &Wanted,
) -> impl Iterator<Item = graph::Relation<'g>> + use<'g> {
    let (kinds, lapsed) = (wanted.kinds, wanted.include_lapsed);
    let found = towards(direction).iter().flat_map(move |&towards| view.relations_beside(node, towards, kinds, lapsed));
    // A loop lies in both directions.
    let (both, mut met) = (direction == Direction::Both, HashSet::new());
    found.filter(move |relation| !both || met.insert(relation.edge))
}

/// How many relations lie at an entity at most.
pub fn degree_bound(view: View<'_>, node: NodeIndex, direction: Direction) -> usize {
    towards(direction).iter().map(|&towards| view.degree_bound(node, towards)).sum()
}

const fn towards(direction: Direction) -> &'static [Towards] {
    match direction {
        Direction::Out => &[Towards::Outgoing],
        Direction::In => &[Towards::Incoming],
        Direction::Both => &[Towards::Outgoing, Towards::Incoming],
    }
}

/// A page of all relations that are wanted, in order. Linear in those beside the rarer of the named ends, or, where none is named,
/// in all there are.
///
/// # Errors
/// Where the time is over.
pub fn all(page: &Page, wanted: &Wanted, order: RelationOrder) -> Result<Read<(RelationKind, EdgeIndex)>, Fault> {
    select(page, candidates(page.at.view(), wanted), wanted, order, wanted.from)
}

/// All relations that are wanted, in no order, until the request is to stop. As [`all`], without a page.
pub fn wanted<'a>(at: &'a At, wanted: &'a Wanted) -> impl Iterator<Item = graph::Relation<'a>> {
    let view = at.view();
    at.heeded(candidates(view, wanted)).filter(move |relation| wanted.is(view, *relation))
}

fn candidates<'g>(view: View<'g>, wanted: &Wanted) -> Box<dyn Iterator<Item = graph::Relation<'g>> + 'g> {
    let named = [(wanted.from, Direction::Out), (wanted.to, Direction::In), (wanted.with, Direction::Both)];
    let ends = named.into_iter().filter_map(|(node, direction)| Some((node?, direction)));
    match ends.min_by_key(|&(node, direction)| degree_bound(view, node, direction)) {
        Some((node, direction)) => Box::new(beside(view, node, direction, wanted)),
        None => Box::new(view.relations()),
    }
}

/// A page of those of an entity that are wanted, in order. Linear in all that lie there.
///
/// # Errors
/// Where the time is over.
pub fn of_entity(
    page: &Page,
    node: NodeIndex,
    direction: Direction,
    wanted: &Wanted,
    order: RelationOrder,
) -> Result<Read<(RelationKind, EdgeIndex)>, Fault> {
    let from = if direction == Direction::Out { Some(node) } else { wanted.from };
    // What goes through relations is large, and is not moved from hand to hand.
    select(page, &mut beside(page.at.view(), node, direction, wanted), wanted, order, from)
}

fn select<'g>(
    page: &'g Page,
    candidates: impl Iterator<Item = graph::Relation<'g>>,
    wanted: &Wanted,
    order: RelationOrder,
    from: Option<NodeIndex>,
) -> Result<Read<(RelationKind, EdgeIndex)>, Fault> {
    let view = page.at.view();
    let mut ranked = candidates.map(|relation| {
        let telling = if from.is_some() { relation.to() } else { relation.from() };
        wanted.is(view, relation).then(|| Ranked {
            rank: rank(view, relation, order),
            head: head_of_part(part(view, Some(telling))),
            kind: relation.kind(),
            edge: relation.edge,
        })
    });
    Ok(page.select_by(&ByRankAndKey(view), &mut ranked)?.map(|ranked| (ranked.kind, ranked.edge)))
}

/// A relation among others that are put in order.
struct Ranked {
    rank: i128,
    /// How the first part of its key begins in which it can differ from others.
    head: Head,
    kind: RelationKind,
    edge: EdgeIndex,
}

/// By rank, then by key; most keys need not be made for that.
struct ByRankAndKey<'g>(View<'g>);

impl<'g> ByRankAndKey<'g> {
    fn key(&self, relation: &Ranked) -> Option<Key> {
        self.0.shown(relation.edge)?.key()
    }

    /// What its key is made of, as far as that mostly tells.
    fn parts(&self, relation: &Ranked) -> [&'g str; 3] {
        let shown = self.0.shown(relation.edge);
        let nodes = shown.map_or([None; 3], |shown| [Some(shown.from()), Some(shown.to()), shown.commodity()]);
        nodes.map(|node| part(self.0, node))
    }

    // Heads mostly tell: what is done where they do not shall not be in the way.
    #[cold]
    fn by_key(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let told = if a.kind == b.kind { order_of_parts(self.parts(a), self.parts(b)) } else { None };
        told.unwrap_or_else(|| self.key(a).cmp(&self.key(b)))
    }
}

impl Order<Ranked> for ByRankAndKey<'_> {
    #[inline]
    fn compare(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let told = || if a.kind == b.kind { order_of_heads(a.head, b.head) } else { None };
        a.rank.cmp(&b.rank).then_with(|| told().unwrap_or_else(|| self.by_key(a, b)))
    }

    #[inline]
    fn guess(&self, a: &Ranked, b: &Ranked) -> Ordering {
        a.rank.cmp(&b.rank).then_with(|| a.head.cmp(&b.head))
    }

    fn place(&self, relation: &Ranked) -> Place {
        Place::new(relation.rank, self.key(relation).map_or_else(String::new, |key| key.to_string()))
    }
}

fn part(view: View<'_>, node: Option<NodeIndex>) -> &str {
    node.and_then(|node| view.key(node)).map_or("", Key::as_str)
}

fn rank(view: View<'_>, relation: graph::Relation<'_>, order: RelationOrder) -> i128 {
    match order {
        RelationOrder::Kind => i128::from(relation.kind().code()),
        RelationOrder::Key => 0,
        RelationOrder::Latest => relation.last_observed().map_or(i128::MAX, |date| -i128::from(date.last().number())),
        RelationOrder::Value => value(view, relation).map_or(i128::MAX, |size| -fixed_point(size)),
    }
}

/// The VALUE of the strongest claim that has begun and gives one.
fn value(view: View<'_>, relation: graph::Relation<'_>) -> Option<Decimal> {
    let begun = relation.claims().into_iter().filter(|a| a.begun);
    let mut figures = begun.filter_map(|a| view.claim(a.claim)).flat_map(|claim| claim.measures());
    figures.find(|m| m.metric == Metric::Value).map(|m| m.size())
}

/// Millionths: any decimal has fewer than 2^127 of them.
fn fixed_point(figure: Decimal) -> i128 {
    let mut millionths = figure;
    millionths.rescale(6);
    match millionths.scale() {
        6 => millionths.mantissa(),
        // Too large to have six places behind the point.
        scale => millionths.mantissa().saturating_mul(10_i128.saturating_pow(6 - scale.min(6))),
    }
}
