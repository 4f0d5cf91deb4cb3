//! Chokepoints and cuts against taking each thing away and counting again, on random multigraphs.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use proptest::prelude::*;

use super::{
    access::Access,
    bounds::Bounds,
    chokepoints::{ChokepointQuestion, Element, chokepoints, within},
    cuts::Cut,
    filter::Avoid,
    flow::Flow,
    oracle,
    suppliers::SupplyQuestion,
    supply_properties::{DECLARED, NODES, claim},
};
use crate::graph::{View, drawn::Drawn};

/// How many paths each supplier has that nothing blocks, past what is avoided.
fn count(view: View<'_>, question: &SupplyQuestion, avoid: &[Element]) -> BTreeMap<NodeIndex, u64> {
    let mut question = question.clone();
    for element in avoid {
        match *element {
            Element::Entity(node) => question.avoid.entities.push(node),
            Element::Relation(edge, _) => question.avoid.relations.push(edge),
        }
    }
    let open = oracle::supply_paths(view, &question).into_iter().map(|(supplier, paths)| {
        let open = paths.iter().filter(|path| path.access != Access::Blocked).count();
        (supplier, u64::try_from(open).unwrap())
    });
    open.filter(|(_, paths)| *paths > 0).collect()
}

/// What may fall: all but what is asked about, what holds it, and what ties these to each other.
fn candidates(view: View<'_>, of: NodeIndex) -> [Vec<Element>; 2] {
    let holders = oracle::held_by(view, of);
    let entities = view.entities().filter(|node| !holders.contains(node)).map(Element::Entity).collect();
    let between = |from, to| holders.contains(&from) && holders.contains(&to);
    let relations =
        view.relations().filter(|r| !between(r.from(), r.to())).map(|r| Element::Relation(r.edge, r.kind()));
    [entities, relations.collect()]
}

fn subsets(all: &[Element], size: usize) -> Vec<Vec<Element>> {
    match all {
        _ if size == 0 => vec![vec![]],
        [] => vec![],
        [first, rest @ ..] => {
            let with = subsets(rest, size - 1).into_iter().map(|set| [&[*first], set.as_slice()].concat());
            with.chain(subsets(rest, size)).collect()
        }
    }
}

struct Case {
    drawn: Drawn,
    supply: SupplyQuestion,
    question: ChokepointQuestion,
}

impl Case {
    fn new(lines: &[String], of: usize, commodity: Option<usize>, max_hops: usize) -> Self {
        let drawn = Drawn::new(&format!("{DECLARED}{}", lines.concat()));
        let commodity = commodity.map(|c| drawn.node(&format!("c{c}")));
        let of = drawn.node(NODES[of]);
        let supply =
            SupplyQuestion { commodity, max_hops, avoid: Avoid::default(), ..SupplyQuestion::new(of, Flow::Up) };
        let question = ChokepointQuestion { of, commodity, max_hops };
        Self { drawn, supply, question }
    }
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(claim(), 2..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_breaks_is_what_is_gone_when_it_is_counted_again(
        lines in lines(),
        of in 0..NODES.len(),
        commodity in prop::option::weighted(0.4, 0..3usize),
        max_hops in 1..6usize,
    ) {
        let case = Case::new(&lines, of, commodity, max_hops);
        let view = case.drawn.view();
        let found = chokepoints(view, &case.question, Bounds::default()).unwrap();
        prop_assert!(found.search.complete && found.answer.exact);
        let whole = count(view, &case.supply, &[]);
        let total: u64 = whole.values().sum();
        prop_assert_eq!((found.answer.paths, found.answer.suppliers), (total, whole.len()));
        let mut expected = BTreeMap::new();
        for element in candidates(view, case.question.of).concat() {
            let left = count(view, &case.supply, &[element]);
            let broken = total - left.values().sum::<u64>();
            let lost: BTreeSet<NodeIndex> = whole.keys().copied().filter(|s| !left.contains_key(s)).collect();
            if broken > 0 {
                expected.insert(element, (broken, lost));
            }
        }
        let got: BTreeMap<_, _> = found.answer.all.iter()
            .map(|c| (c.element, (c.paths_broken, c.suppliers_lost.iter().copied().collect())))
            .collect();
        prop_assert_eq!(got, expected);
        let replayed = case.drawn.replayed();
        let again = chokepoints(replayed.view(view.pin()), &case.question, Bounds::default()).unwrap();
        prop_assert_eq!(&again, &found);
        // What is told of walks bounds what is told of paths.
        let few = within(view, &case.question, Bounds::default(), 0).unwrap().answer;
        prop_assert!(few.paths >= total && few.suppliers >= whole.len());
        let walks: BTreeMap<_, _> = few.all.iter().map(|c| (c.element, c)).collect();
        for exact in &found.answer.all {
            let of_walks = walks[&exact.element];
            prop_assert!(of_walks.paths_broken >= exact.paths_broken);
            let certain = of_walks.suppliers_lost.iter().filter(|lost| whole.contains_key(lost));
            prop_assert!(certain.into_iter().all(|lost| exact.suppliers_lost.contains(lost)));
            for broken in &of_walks.figures {
                let exact = exact.figures.iter().find(|f| f.table == broken.table).unwrap();
                prop_assert!(broken.rows.iter().all(|row| exact.rows.contains(row)));
            }
        }
        let again = within(replayed.view(view.pin()), &case.question, Bounds::default(), 0).unwrap().answer;
        prop_assert_eq!(again, few);
    }

    #[test]
    fn cuts_leave_nothing_and_no_smaller_ones_do(
        lines in lines(),
        of in 0..NODES.len(),
        max_hops in 1..6usize,
    ) {
        let case = Case::new(&lines, of, None, max_hops);
        let view = case.drawn.view();
        let exact = chokepoints(view, &case.question, Bounds::default()).unwrap().answer;
        let few = within(view, &case.question, Bounds::default(), 0).unwrap().answer;
        let [entities, relations] = candidates(view, case.question.of);
        let relations: Vec<Element> = relations.into_iter().filter(|r| exact.all.iter().any(|c| c.element == *r)).collect();
        for (cut, wide, all) in [
            (exact.entity_cut, few.entity_cut, entities),
            (exact.relation_cut, few.relation_cut, relations),
        ] {
            let (cut, wide): (Cut, Cut) = (cut.unwrap(), wide.unwrap());
            prop_assert!(cut.smallest && wide.elements.len() >= cut.elements.len());
            prop_assert!(count(view, &case.supply, &cut.elements).is_empty());
            prop_assert!(count(view, &case.supply, &wide.elements).is_empty());
            for smaller in (0..cut.elements.len()).flat_map(|size| subsets(&all, size)) {
                prop_assert!(!count(view, &case.supply, &smaller).is_empty(), "{:?} rather than {:?}", smaller, cut);
            }
        }
    }

    #[test]
    fn what_a_bound_cuts_off_is_the_same_live_and_replayed(
        lines in lines(),
        of in 0..NODES.len(),
        relations in 0..40usize,
        most_paths in 0..4usize,
    ) {
        let case = Case::new(&lines, of, None, 4);
        let (view, replayed) = (case.drawn.view(), case.drawn.replayed());
        let bounds = Bounds { relations, ..Bounds::default() };
        let live = within(view, &case.question, bounds.clone(), most_paths).unwrap();
        prop_assert_eq!(&within(replayed.view(view.pin()), &case.question, bounds, most_paths).unwrap(), &live);
        prop_assert!(live.search.relations_examined <= 4 * relations);
    }
}
