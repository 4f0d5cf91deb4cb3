//! What most of a supply hangs on: entities and relations by the suppliers and the paths that break without them, and the smallest
//! sets without which nothing is left.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    amount::{Amount, sum},
    bounds::{Bounds, SearchReport, Searched, Stopped},
    concentration,
    crossings::key,
    cuts::{Cut, Passes, cut, on_path, passes},
    error::QuestionError,
    flow::Flow,
    statistics::Statistics,
    suppliers::{Search, SupplyQuestion},
    supply_web::{MOST_PATHS, Web},
    table::Table,
};
use crate::{
    graph::{ClaimIndex, View},
    model::{Metric, RelationKind},
};

/// On what the supply of `of` hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChokepointQuestion {
    /// Whose supply.
    pub of: NodeIndex,
    /// Of what; without one the entity's own commodities, any of them, and anything where it has none.
    pub commodity: Option<NodeIndex>,
    /// The longest paths, in hops: 1 to 12.
    pub max_hops: usize,
}

impl ChokepointQuestion {
    /// All supply within as many hops as [`SupplyQuestion`] looks.
    pub const fn new(of: NodeIndex) -> Self {
        Self { of, commodity: None, max_hops: SupplyQuestion::HOPS }
    }
}

/// What may fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// An entity.
    Entity(NodeIndex),
    /// A relation, and what it says.
    Relation(EdgeIndex, RelationKind),
}

/// What breaks without an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chokepoint {
    /// Without which.
    pub element: Element,
    /// How many supply paths touch it; where they were not counted one by one, at most so many.
    pub paths_broken: u64,
    /// The suppliers that have no path past it, itself included; by key. Where paths were not counted one by one, those of which that
    /// is certain.
    pub suppliers_lost: Vec<NodeIndex>,
    /// What the figures of the imports come to that have no path past it, a table each: those tables of which any breaks.
    pub figures: Vec<Broken>,
}

/// Figures of a table that break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Of which table of [`Chokepoints::tables`].
    pub table: usize,
    /// Of which rows of it.
    pub rows: Vec<usize>,
    /// What they come to.
    pub amount: Amount,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chokepoints {
    /// In order: most suppliers lost, most paths broken, entities first, key.
    pub all: Vec<Chokepoint>,
    /// All who supply by a path that nothing blocks.
    pub suppliers: usize,
    /// How many such paths there are; at most so many where not `exact`.
    pub paths: u64,
    /// Whether the paths were counted one by one, so that all that is told is exact.
    pub exact: bool,
    /// The smallest set of entities without which no path is left; none where it was not found.
    pub entity_cut: Option<Cut>,
    /// The same of relations.
    pub relation_cut: Option<Cut>,
    /// The figures of what is taken in, as `concentration` reads them: of shares, values and quantities.
    pub tables: Vec<Table>,
}

impl Broken {
    /// The claims that it was reckoned from.
    pub fn claims(&self, table: &Table) -> Vec<ClaimIndex> {
        let mut met = BTreeSet::new();
        let claims = self.rows.iter().filter_map(|&row| table.rows.get(row)).map(|row| row.claim);
        claims.filter(|claim| met.insert(*claim)).collect()
    }
}

/// On what the supply hangs. Paths are those of the suppliers of `of`, the blocked ones left out. What is asked about, and what holds it,
/// is no chokepoint, nor is a relation between these.
///
/// Up to 50,000 paths are counted one by one. Beyond, walks of as many hops at most are: they may come back to an entity, so that counts
/// are upper bounds; which suppliers are lost is told by dominators, of which none is wrong and some may be missing.
///
/// # Errors
/// When an argument names nothing that the view sees, or is out of range.
pub fn chokepoints(
    view: View<'_>,
    question: &ChokepointQuestion,
    bounds: Bounds,
) -> Result<Searched<Chokepoints>, QuestionError> {
    within(view, question, bounds, MOST_PATHS)
}

/// The same, counting so many paths at most one by one.
pub(super) fn within(
    view: View<'_>,
    question: &ChokepointQuestion,
    bounds: Bounds,
    most_paths: usize,
) -> Result<Searched<Chokepoints>, QuestionError> {
    let supply = SupplyQuestion {
        commodity: question.commodity,
        max_hops: question.max_hops,
        ..SupplyQuestion::new(question.of, Flow::Up)
    };
    let mut search = Search::new(view, &supply, bounds.clone())?;
    let root = search.root;
    let holders = search.legs.holders(root);
    let web = Web::read(&mut search, &holders, most_paths);
    let mut report = search.legs.work.report();
    let relations = bounds.relations.saturating_sub(report.relations_examined);
    let (tables, read) = tables(view, root, question, Bounds { relations, ..bounds })?;
    report = together(report, read);
    let held = |node| holders.binary_search(&node).is_ok();
    let between: BTreeSet<EdgeIndex> =
        web.hops.iter().map(|hop| &hop.leg).filter(|leg| held(leg.near) && held(leg.far)).map(|leg| leg.edge).collect();
    let may = |element| match element {
        Element::Entity(node) => !held(node),
        Element::Relation(edge, _) => !between.contains(&edge),
    };
    let found = match &web.paths {
        Some(paths) => counted(&web, paths, &tables, &may),
        None => estimated(&web, &passes(&web, root), &tables, &may),
    };
    let key = |element| key_of(view, element);
    let mut all: Vec<Chokepoint> = found.into_values().collect();
    for chokepoint in &mut all {
        chokepoint.suppliers_lost.sort_by_cached_key(|&node| view.key(node));
    }
    all.sort_by_cached_key(|c| {
        let entity = matches!(c.element, Element::Entity(_));
        (Reverse(c.suppliers_lost.len()), Reverse(c.paths_broken), !entity, key(c.element))
    });
    let cut_of = |entities| {
        let mut found = cut(&web, root, entities, &may)?;
        found.elements.sort_by_cached_key(|&element| key(element));
        Some(found)
    };
    let answer = Chokepoints {
        all,
        suppliers: web.suppliers().len(),
        paths: web.total,
        exact: web.paths.is_some() && report.complete,
        entity_cut: cut_of(true),
        relation_cut: cut_of(false),
        tables,
    };
    Ok(Searched { answer, search: report })
}

fn key_of(view: View<'_>, element: Element) -> String {
    match element {
        Element::Entity(node) => view.key(node).map_or_else(String::new, ToString::to_string),
        Element::Relation(edge, _) => key(view, edge),
    }
}

/// What is said of the imports: shares, then values, then quantities.
fn tables(
    view: View<'_>,
    root: NodeIndex,
    question: &ChokepointQuestion,
    bounds: Bounds,
) -> Result<(Vec<Table>, SearchReport), QuestionError> {
    let mut statistics = Statistics::new(view, concentration::filter(view, root, question.commodity)?, bounds);
    let mut tables = Vec::new();
    for metric in [Metric::Share, Metric::Value, Metric::Quantity] {
        let read = statistics.nearest(root, |statistics, node| {
            let tables = statistics.imports(node, metric)?;
            Ok(tables.into_iter().filter(|table| !table.rows.is_empty()).collect())
        });
        tables.extend(read.unwrap_or_else(|Stopped| Vec::new()));
    }
    Ok((tables, statistics.report()))
}

fn together(one: SearchReport, other: SearchReport) -> SearchReport {
    SearchReport {
        complete: one.complete && other.complete,
        reached_bound: one.reached_bound.or(other.reached_bound),
        relations_examined: one.relations_examined + other.relations_examined,
    }
}

type Found = BTreeMap<Element, Chokepoint>;

fn chokepoint(element: Element) -> Chokepoint {
    Chokepoint { element, paths_broken: 0, suppliers_lost: Vec::new(), figures: Vec::new() }
}

/// What breaks, by the paths one by one.
fn counted(web: &Web, paths: &[Box<[usize]>], tables: &[Table], may: &impl Fn(Element) -> bool) -> Found {
    let priced: BTreeSet<EdgeIndex> = tables.iter().flat_map(|table| &table.rows).map(|row| row.relation).collect();
    let mut found = Found::new();
    let (mut by_supplier, mut by_import) = (HashMap::<_, u64>::new(), HashMap::<_, u64>::new());
    let (mut with_supplier, mut with_import) = (BTreeMap::<_, u64>::new(), HashMap::<_, u64>::new());
    for path in paths {
        let Some(supplier) = path.last().and_then(|&id| web.leg(id)).map(|leg| leg.far) else { continue };
        let edges = path.iter().filter_map(|&id| web.leg(id)).map(|leg| leg.edge);
        let imports: Vec<EdgeIndex> = edges.filter(|edge| priced.contains(edge)).collect();
        *by_supplier.entry(supplier).or_default() += 1;
        for &import in &imports {
            *by_import.entry(import).or_default() += 1;
        }
        for element in [on_path(web, path, true, may), on_path(web, path, false, may)].concat() {
            found.entry(element).or_insert_with(|| chokepoint(element)).paths_broken += 1;
            *with_supplier.entry((element, supplier)).or_default() += 1;
            for &import in &imports {
                *with_import.entry((element, import)).or_default() += 1;
            }
        }
    }
    for ((element, supplier), paths) in with_supplier {
        if by_supplier.get(&supplier) == Some(&paths)
            && let Some(chokepoint) = found.get_mut(&element)
        {
            chokepoint.suppliers_lost.push(supplier);
        }
    }
    for (element, chokepoint) in &mut found {
        let breaks = |import: EdgeIndex| {
            let with = with_import.get(&(*element, import));
            with.is_some() && with == by_import.get(&import)
        };
        chokepoint.figures = broken(tables, breaks);
    }
    found
}

/// What breaks at least, by what every walk leads through.
fn estimated(web: &Web, passes: &Passes, tables: &[Table], may: &impl Fn(Element) -> bool) -> Found {
    let mut found = Found::new();
    for hop in &web.hops {
        for element in [Element::Entity(hop.leg.far), Element::Relation(hop.leg.edge, hop.leg.kind)] {
            if may(element) {
                let chokepoint = found.entry(element).or_insert_with(|| chokepoint(element));
                chokepoint.paths_broken = chokepoint.paths_broken.saturating_add(hop.through).min(web.total);
            }
        }
    }
    for (&supplier, elements) in &passes.suppliers {
        for element in elements {
            if let Some(chokepoint) = found.get_mut(element) {
                chokepoint.suppliers_lost.push(supplier);
            }
        }
    }
    // An import breaks with what all ways to it lead through, and with whoever sends it.
    let priced: BTreeSet<EdgeIndex> = tables.iter().flat_map(|table| &table.rows).map(|row| row.relation).collect();
    let mut breaking: BTreeMap<Element, BTreeSet<EdgeIndex>> = BTreeMap::new();
    for (hop, before) in web.hops.iter().zip(&passes.hops).filter(|(hop, _)| priced.contains(&hop.leg.edge)) {
        for &element in before.iter().chain([&Element::Entity(hop.leg.far)]) {
            breaking.entry(element).or_default().insert(hop.leg.edge);
        }
    }
    for (element, imports) in breaking {
        if let Some(chokepoint) = found.get_mut(&element) {
            chokepoint.figures = broken(tables, |import| imports.contains(&import));
        }
    }
    found
}

fn broken(tables: &[Table], breaks: impl Fn(EdgeIndex) -> bool) -> Vec<Broken> {
    let of_table = |(at, table): (usize, &Table)| {
        let broken = table.rows.iter().enumerate().filter(|(_, row)| breaks(row.relation));
        let (rows, amounts): (Vec<usize>, Vec<Amount>) = broken.map(|(at, row)| (at, row.amount)).unzip();
        (!rows.is_empty()).then(|| Broken { table: at, rows, amount: sum(amounts) })
    };
    tables.iter().enumerate().filter_map(of_table).collect()
}
