//! What must fall for no supply path to be left: the smallest such sets, and what every path of a supplier leads through.
//!
//! **Cuts** by the theorem of Ford and Fulkerson (1956, "Maximal flow through a network"): with a capacity of one on all that may fall
//! the greatest flow from the suppliers is as large as the smallest cut; found by Dinic's method (1970). The network holds every way
//! along the hops of supply paths, longer ones and such as break the order of stages too. So its cut always severs the paths, and
//! may be larger than it has to be: where the paths are known one by one, smaller sets are searched for.
//!
//! **Dominators** after Cooper, Harvey, Kennedy (2001, "A simple, fast dominance algorithm"), outward from the one that is supplied.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use petgraph::{
    Direction::{Incoming, Outgoing},
    algo::{dinics, dominators::simple_fast},
    graph::{DiGraph, EdgeIndex, NodeIndex},
    visit::EdgeRef,
};

use super::{chokepoints::Element, legs::Leg, supply_web::Web};

/// So many steps the search for a smaller cut may take.
const MOST_STEPS: usize = 5_000_000;

/// The work that a cut may take: entities times what may fall.
const WIDEST: usize = 50_000_000;

/// A set without which no supply path is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What would have to fall; by key.
    pub elements: Vec<Element>,
    /// Whether no smaller set is there; else none was found.
    pub smallest: bool,
}

/// The smallest set of elements that `may` fall whose fall leaves no path. None where the supply is too wide for it to be found, or paths
/// pass by all that may fall.
pub(super) fn cut(web: &Web, root: NodeIndex, entities: bool, may: &impl Fn(Element) -> bool) -> Option<Cut> {
    let (network, source, sink, elements) = network(web, root, entities, may);
    if network.node_count().saturating_mul(elements.len().min(web.begins.len()).max(1)) > WIDEST {
        return None;
    }
    let endless = endless(web);
    let (flow, flows) = dinics(&network, source, sink);
    if flow >= endless {
        return None;
    }
    let flow_on = |arc: EdgeIndex| flows.get(arc.index()).copied().unwrap_or(0);
    // What still reaches the sink is the same whichever greatest flow was found: the cut that is nearest to it.
    let (mut reaching, mut next) = (HashSet::from([sink]), vec![sink]);
    while let Some(node) = next.pop() {
        let into = network.edges_directed(node, Incoming).filter(|arc| *arc.weight() > flow_on(arc.id()));
        let back = network.edges_directed(node, Outgoing).filter(|arc| flow_on(arc.id()) > 0);
        let near: Vec<NodeIndex> = into.map(|arc| arc.source()).chain(back.map(|arc| arc.target())).collect();
        next.extend(near.into_iter().filter(|&node| reaching.insert(node)));
    }
    let severed = |arc: &EdgeIndex| {
        network.edge_endpoints(*arc).is_some_and(|(from, to)| !reaching.contains(&from) && reaching.contains(&to))
    };
    let found: BTreeSet<Element> =
        elements.iter().filter(|(arc, _)| severed(arc)).map(|(_, &element)| element).collect();
    let elements: Vec<Element> = found.into_iter().collect();
    let Some(paths) = &web.paths else {
        return Some(Cut { smallest: elements.len() <= 1, elements });
    };
    let mut sets: Vec<Vec<Element>> = paths.iter().map(|path| on_path(web, path, entities, may)).collect();
    sets.sort_by_cached_key(Vec::len);
    sets.dedup();
    let mut steps = MOST_STEPS;
    for size in 0..elements.len() {
        match hitting(&sets, size, &mut Vec::new(), &mut steps) {
            Ok(Some(elements)) => return Some(Cut { elements, smallest: true }),
            Ok(None) => {}
            Err(Endless) => return Some(Cut { elements, smallest: false }),
        }
    }
    Some(Cut { elements, smallest: true })
}

/// More than what may fall can let through.
fn endless(web: &Web) -> u32 {
    u32::try_from(web.hops.len()).unwrap_or(u32::MAX / 8).saturating_mul(4).saturating_add(4)
}

type Network = (DiGraph<(), u32>, NodeIndex, NodeIndex, HashMap<EdgeIndex, Element>);

/// The network from a source before all suppliers to the one that is supplied. Of an entity that may fall its inner arc is what can be cut.
fn network(web: &Web, root: NodeIndex, entities: bool, may: &impl Fn(Element) -> bool) -> Network {
    let mut network = DiGraph::new();
    let (endless, mut elements) = (endless(web), HashMap::new());
    let source = network.add_node(());
    let sink = network.add_node(());
    let mut places: HashMap<NodeIndex, (NodeIndex, NodeIndex)> = HashMap::from([(root, (sink, sink))]);
    for leg in web.hops.iter().map(|hop| &hop.leg) {
        for node in [leg.far, leg.near] {
            places.entry(node).or_insert_with(|| {
                let into = network.add_node(());
                let out = if entities { network.add_node(()) } else { into };
                if entities {
                    let element = Element::Entity(node);
                    let falls = may(element);
                    let arc = network.add_edge(into, out, if falls { 1 } else { endless });
                    elements.extend(falls.then_some((arc, element)));
                }
                (into, out)
            });
        }
        let ends = places.get(&leg.far).zip(places.get(&leg.near));
        if let Some((&(_, from), &(to, _))) = ends {
            let element = Element::Relation(leg.edge, leg.kind);
            let falls = !entities && may(element);
            let arc = network.add_edge(from, to, if falls { 1 } else { endless });
            elements.extend(falls.then_some((arc, element)));
        }
    }
    for supplier in web.suppliers() {
        if let Some(&(into, _)) = places.get(&supplier) {
            network.add_edge(source, into, endless);
        }
    }
    (network, source, sink, elements)
}

/// What may fall on a path, outward from the one that is supplied.
pub(super) fn on_path(web: &Web, path: &[usize], entities: bool, may: &impl Fn(Element) -> bool) -> Vec<Element> {
    let legs = path.iter().filter_map(|&id| web.leg(id));
    let element = |leg: &Leg| {
        if entities { Element::Entity(leg.far) } else { Element::Relation(leg.edge, leg.kind) }
    };
    legs.map(element).filter(|&element| may(element)).collect()
}

/// The search took too long.
struct Endless;

/// A set of so many elements at most that meets every set, the first that is found.
fn hitting(
    sets: &[Vec<Element>],
    size: usize,
    chosen: &mut Vec<Element>,
    steps: &mut usize,
) -> Result<Option<Vec<Element>>, Endless> {
    let missed = sets.iter().position(|set| set.iter().all(|element| !chosen.contains(element)));
    *steps = steps.checked_sub(missed.map_or(sets.len(), |at| at + 1)).ok_or(Endless)?;
    let Some(missed) = missed.and_then(|at| sets.get(at)) else {
        let mut found = chosen.clone();
        found.sort_unstable();
        return Ok(Some(found));
    };
    if chosen.len() == size {
        return Ok(None);
    }
    for &element in missed {
        chosen.push(element);
        let found = hitting(sets, size, chosen, steps)?;
        chosen.pop();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// What every path of a supplier leads through, and of each hop what every path that comes to it from there leads through.
pub(super) struct Passes {
    /// By supplier.
    pub suppliers: BTreeMap<NodeIndex, Vec<Element>>,
    /// By hop.
    pub hops: Vec<Vec<Element>>,
}

/// All that dominates. Nearly linear in the hops.
pub(super) fn passes(web: &Web, root: NodeIndex) -> Passes {
    let mut graph: DiGraph<Option<Element>, ()> = DiGraph::new();
    let start = graph.add_node(None);
    let mut places = HashMap::from([(root, start)]);
    let mut place = |graph: &mut DiGraph<Option<Element>, ()>, node| {
        *places.entry(node).or_insert_with(|| graph.add_node(Some(Element::Entity(node))))
    };
    let mut suppliers: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
    let mut hops = Vec::new();
    for (id, leg) in web.hops.iter().map(|hop| &hop.leg).enumerate() {
        let (near, far) = (place(&mut graph, leg.near), place(&mut graph, leg.far));
        let hop = graph.add_node(Some(Element::Relation(leg.edge, leg.kind)));
        graph.add_edge(near, hop, ());
        graph.add_edge(hop, far, ());
        hops.push(hop);
        if web.begins.contains(&id) {
            // A supplier is reached by the hops alone that its paths begin with.
            let supplier = *suppliers.entry(leg.far).or_insert_with(|| graph.add_node(None));
            graph.add_edge(hop, supplier, ());
        }
    }
    let dominators = simple_fast(&graph, start);
    let above = |node| {
        let all = dominators.dominators(node).into_iter().flatten();
        all.filter_map(|node| graph.node_weight(node).copied().flatten()).collect::<Vec<Element>>()
    };
    let suppliers = suppliers.into_iter().map(|(supplier, node)| {
        let mut all = above(node);
        all.push(Element::Entity(supplier));
        all.sort_unstable();
        all.dedup();
        (supplier, all)
    });
    Passes { suppliers: suppliers.collect(), hops: hops.into_iter().map(above).collect() }
}
