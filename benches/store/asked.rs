//! Questions: hops through views beside the plain loop, look-ups, pages by GraphQL, suppliers and paths.
use std::{hint::black_box, sync::Arc, time::Duration};

use async_graphql::{Executor, Request, Variables};
use criterion::Criterion;
use lodegraph::{
    graph::{Pin, adjacency::Edge},
    graphql::Door,
    model::{Change, Day, Key, RelationKind, Subject},
    questions::{
        bounds::{Bounds, SearchReport},
        flow::Flow,
        paths::{PathQuestion, paths},
        suppliers::{SupplyQuestion, suppliers},
    },
    store::Store,
};
use petgraph::{Direction, graph::NodeIndex};

use super::{
    EXPORTS,
    generated::{
        From, NODES, Random,
        measured::{micros, middle, shares, time},
        plain::{Arrays, Walk},
        relations,
        trade::{self, Trade},
    },
    ok,
};

/// The day of the questions.
const ON: &str = "2024-06-30";
const PAGE: &str = "query($id: ID!) { entity(id: $id) { relations(direction: IN, first: 50) {
    edges { node { key kind status from { key name } to { key name } } } pageInfo { hasNextPage endCursor } } } }";

/// The same three hops upstream along exports of one commodity, on a day, through views and by the plain loop.
pub fn three_hops(store: &Store) {
    let mut trade = Trade::new(NODES);
    let rows = trade.rows(relations());
    let now = store.view(store.now(Day::MAX));
    let node = |key: &Key| now.entity_with_key(key.as_str()).map_or(0, |node| node.index() as u32);
    let edge = |change: &Change| -> Option<From> {
        let Change::Assert(claim) = change else { return None };
        let Subject::Relation(tie) = &claim.about else { return None };
        let period = claim.measures.first()?.period?;
        let commodity = node(tie.commodity.as_ref()?);
        let (first, last) = (period.first().number(), period.last().number());
        let (kind, recorded, ended) = (tie.kind.code(), 1, u64::MAX);
        let edge =
            Edge { neighbour: node(&tie.from), relation: 0, kind, stage: 0, commodity, first, last, recorded, ended };
        Some((node(&tie.to), edge))
    };
    let count = now.lengths().entities;
    let arrays = Arrays::new(count, rows.iter().filter_map(edge).collect());
    let mut random = Random(6);
    let day = |random: &mut Random| ok("2010-06-30".parse::<Day>()).number() + random.below(5_000).cast_signed();
    let asked: Vec<(u32, u32, Day)> = (0..2_000)
        .map(|_| (node(&trade::company(random.hub())), random.below(4), Day::from_number(day(&mut random))))
        .collect();
    let mut walk = Walk::new(count);
    let kind = RelationKind::Export.code();
    let mut plain = |&(start, commodity, day): &(u32, u32, Day)| {
        let (until, from) = (day.number(), day.number() - 31 * Pin::CARRY_MONTHS.cast_signed());
        walk.three_hops(start, |node| {
            arrays.taken(node, move |edge| {
                edge.kind == kind && edge.commodity == commodity && edge.first <= until && edge.last >= from
            })
        })
    };
    let mut walk = Walk::new(count);
    let mut ours = |&(start, commodity, day): &(u32, u32, Day)| {
        let view = now.on(day);
        walk.three_hops(start, |node| {
            let relations = view.relations_at(NodeIndex::from(node), Direction::Incoming, EXPORTS);
            let taken = relations.filter(move |r| r.commodity() == Some(NodeIndex::from(commodity)));
            taken.map(|r| r.from().index() as u32)
        })
    };
    let found: u32 = asked
        .iter()
        .map(|asked| {
            let expected = plain(asked);
            assert_eq!(ours(asked), expected, "{asked:?}");
            expected.0
        })
        .sum();
    let each = |time: Duration| micros(time) / asked.len() as f64;
    let (mut ratios, mut times) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let plain = time(|| {
            asked.iter().for_each(|asked| {
                black_box(plain(asked));
            })
        });
        let ours = time(|| {
            asked.iter().for_each(|asked| {
                black_box(ours(asked));
            })
        });
        ratios.push(ours.div_duration_f64(plain));
        times.push((each(plain), each(ours)));
    }
    let (plain, ours) = (times.iter().map(|t| t.0).collect(), times.iter().map(|t| t.1).collect());
    println!(
        "three hops through a view: {} nodes on average, {:.1} us, {:.2} of the plain loop's {:.1} us",
        found / asked.len() as u32,
        middle(ours),
        middle(ratios),
        middle(plain)
    );
}

/// What is asked of a store, each time of another entity.
pub fn questions(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    let view = store.view(store.now(ok(ON.parse())));
    let nodes: Vec<NodeIndex> = view.entities().collect();
    let keys: Vec<&str> = nodes.iter().filter_map(|&n| view.key(n)).map(|key| key.as_str()).collect();
    let mut random = Random(7);
    let count = nodes.len() as u32;
    let mut next = move || random.below(count) as usize;
    let mut group = criterion.benchmark_group(name);
    group.bench_function("entity by key", |b| {
        b.iter(|| keys.get(next()).map(|key| view.entity_with_key(key)));
    });
    let door = Door::new(Arc::clone(store), || ok(ON.parse()));
    let runtime = ok(tokio::runtime::Builder::new_current_thread().build());
    group.bench_function("page of relations, by GraphQL", |b| {
        b.iter(|| {
            let variables = Variables::from_json(serde_json::json!({ "id": keys.get(next()) }));
            let response = runtime.block_on(door.execute(Request::new(PAGE).variables(variables)));
            assert!(response.is_ok(), "{:?}", response.errors);
            response
        });
    });
    group.finish();
}

/// Who supplies a company of the table, and how two of them are joined: how long, and how many relations are read.
pub fn supply(store: &Store) {
    let view = store.view(store.now(ok(ON.parse())));
    let mut random = Random(11);
    let mut company = || view.entity_with_key(trade::company(random.hub()).as_str()).unwrap_or_default();
    let commodity = view.entity_with_key("rare-earths");
    for max_hops in [1, 2, 3] {
        let asked = (0..30).map(|_| SupplyQuestion { commodity, max_hops, ..SupplyQuestion::new(company(), Flow::Up) });
        report(&format!("suppliers within {max_hops} hops"), asked, |asked| {
            let found = ok(suppliers(view, &asked, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }
    for max_hops in [2, 4] {
        let asked = (0..30).map(|_| PathQuestion { commodity, max_hops, ..PathQuestion::new(company(), company()) });
        report(&format!("the best ten paths within {max_hops} hops"), asked.filter(|a| a.from != a.to), |asked| {
            let mut paths = ok(paths(view, &asked, Bounds::default()));
            (paths.by_ref().take(10).count(), paths.report())
        });
    }
}

fn report<Q>(name: &str, asked: impl Iterator<Item = Q>, answer: impl Fn(Q) -> (usize, SearchReport)) {
    let (mut times, mut found, mut read, mut whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for asked in asked {
        times.push(micros(time(|| {
            let (answers, search) = answer(asked);
            found.push(answers as f64);
            read.push(search.relations_examined as f64);
            whole.push(search.complete);
        })));
    }
    let complete = whole.iter().filter(|&&complete| complete).count();
    let count = whole.len();
    let [p50, most] = shares(times, [0.5, 1.0]);
    println!(
        "{name}: p50 {p50:.0} us, most {most:.0} us; {:.0} found and {:.0} relations read in the middle, {complete} of {count} complete",
        middle(found),
        middle(read)
    );
}
