//! Every question with its default bounds on a generated graph of a million relations: how long it takes, how many relations it
//! reads, and whether it was complete. `LODEGRAPH_BENCH_RELATIONS` makes the graph smaller.
#![allow(clippy::print_stdout, reason = "what is measured is printed")]
#![allow(
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a benchmark: numbers are small, and it stops where it fails"
)]

mod generated;

use std::fmt::Display;

use generated::{
    NODES, Random,
    measured::{micros, middle, shares, time},
    relations,
    trade::{self, Trade},
};
use lodegraph::{
    graph::{Graph, Overlay, Pin, View},
    model::{Assumption, Day, Language, Metric},
    questions::{
        ask::understand,
        bounds::{Bounds, SearchReport},
        chokepoints::{ChokepointQuestion, chokepoints},
        concentration::{ConcentrationQuestion, concentration},
        conflicts::conflicts,
        diff::{self, differences, supplier_differences},
        exposure::{ExposureQuestion, exposure},
        flow::Flow,
        grouped::{self, By, Figures},
        net_trade::{NetTradeQuestion, net_trade},
        paths::{PathQuestion, paths},
        subjects::About,
        suppliers::{SupplyQuestion, suppliers},
        timeline::{TimelineQuestion, timeline},
        why_not::{WhyNotQuestion, why_not},
    },
};
use mimalloc::MiMalloc;
use petgraph::{Direction, graph::NodeIndex};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The day of the questions.
const ON: &str = "2024-06-30";
/// The day that it is compared with.
const BEFORE: &str = "2023-06-30";
/// So many times each question is asked, each time of others.
const TIMES: usize = 30;
/// Who takes in so many relations or more trades much; the middle company has seven.
const MUCH: usize = 100;

fn main() {
    // Cargo hands `--bench` to it, and a name to ask one question alone.
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let graph = Graph::new();
    let mut trade = Trade::new(NODES);
    for entry in trade::entries(&mut trade, relations()) {
        ok(graph.fold(&entry));
        graph.publish(entry.seq);
    }
    let asked = Asked { view: graph.view(Pin::new(graph.seq(), ok(ON.parse::<Day>()))), only };
    asked.suppliers();
    asked.paths();
    asked.why_not();
    asked.exposure();
    asked.concentration();
    asked.chokepoints();
    asked.net_trade();
    asked.conflicts();
    asked.timeline();
    asked.diff();
    asked.scenario();
    asked.group_by();
    asked.in_words();
}

/// The graph that is asked.
struct Asked<'g> {
    view: View<'g>,
    only: Option<String>,
}

impl Asked<'_> {
    fn suppliers(&self) {
        self.report("suppliers", |view, of, _, commodity| {
            let found = ok(suppliers(
                view,
                &SupplyQuestion { commodity, ..SupplyQuestion::new(of, Flow::Up) },
                Bounds::default(),
            ));
            (found.answer.len(), found.search)
        });
    }

    fn paths(&self) {
        self.report("paths", |view, from, to, commodity| {
            let mut found =
                ok(paths(view, &PathQuestion { commodity, ..PathQuestion::new(from, to) }, Bounds::default()));
            (found.by_ref().take(20).count(), found.report())
        });
    }

    fn why_not(&self) {
        // Most pairs are far apart: what is not there is searched for to the end.
        self.report("whyNot", |view, from, to, commodity| {
            let question = WhyNotQuestion { commodity, ..WhyNotQuestion::new(from, to) };
            let found = ok(why_not(view, None, &question, Bounds::default()));
            (found.answer.misses.len(), found.search)
        });
    }

    fn exposure(&self) {
        self.report("exposure", |view, of, to, commodity| {
            let question =
                ExposureQuestion { of, to, commodity, metric: Metric::Share, max_hops: ExposureQuestion::HOPS };
            let found = ok(exposure(view, &question, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }

    fn concentration(&self) {
        self.report("concentration", |view, of, _, commodity| {
            let question = ConcentrationQuestion { of, commodity, metric: Metric::Quantity };
            let found = ok(concentration(view, &question, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }

    fn net_trade(&self) {
        self.report("netTrade", |view, of, _, commodity| {
            let found =
                ok(net_trade(view, &NetTradeQuestion { of, commodity, stage: None, metric: None }, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }

    fn group_by(&self) {
        self.report("groupBy, all relations by kind and commodity", |view, _, _, _| {
            let by = [By::Kind, By::Commodity];
            let found = ok(grouped::relations(view, view.relations(), &by, Figures::Parts, Bounds::default()));
            (found.answer.groups.len(), found.search)
        });
    }

    fn timeline(&self) {
        self.report("timeline", |view, of, _, _| {
            let question = TimelineQuestion { about: About::Entity(of), from: None, to: None };
            let found = ok(timeline(view, &question, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }

    fn conflicts(&self) {
        self.report("conflicts", |view, of, _, _| {
            let mut found = ok(conflicts(view, About::Entity(of), Bounds::default()));
            (found.by_ref().take(20).count(), found.report())
        });
        self.report("conflicts of the whole graph, all", |view, _, _, _| {
            let mut found = ok(conflicts(view, About::Everything, Bounds::default()));
            (found.by_ref().count(), found.report())
        });
    }

    fn diff(&self) {
        let then = || self.view.on(ok(BEFORE.parse::<Day>()));
        self.report("diff of an entity", |view, of, _, _| {
            let found = differences(then(), view, diff::About::Entity(of), Bounds::default());
            (found.answer.len(), found.search)
        });
        self.report("diff of suppliers", |view, of, _, commodity| {
            let question = SupplyQuestion { commodity, ..SupplyQuestion::new(of, Flow::Up) };
            let found = ok(supplier_differences((then(), &question), (view, &question), &Bounds::default()));
            (found.answer.len(), found.search)
        });
        self.report("diff of the whole graph", |view, _, _, _| {
            let found = differences(then(), view, diff::About::Everything, Bounds::default());
            (found.answer.len(), found.search)
        });
    }

    fn scenario(&self) {
        self.report("suppliers in a scenario", |view, of, without, commodity| {
            let changes: Vec<_> = view.key(without).cloned().map(Assumption::Without).into_iter().collect();
            let overlay = ok(Overlay::of(view, &changes));
            let question = SupplyQuestion { commodity, ..SupplyQuestion::new(of, Flow::Up) };
            let found = ok(suppliers(view.with(&overlay), &question, Bounds::default()));
            (found.answer.len(), found.search)
        });
    }

    fn chokepoints(&self) {
        self.report("chokepoints", |view, of, _, commodity| {
            let question = ChokepointQuestion { commodity, ..ChokepointQuestion::new(of) };
            let found = ok(chokepoints(view, &question, Bounds::default()));
            (found.answer.all.len(), found.search)
        });
    }

    fn in_words(&self) {
        self.report("a question in words, how it is read", |view, from, to, _| {
            let name = |node| {
                view.entity(node).map_or_else(String::new, |version| version.name(&Language::english()).to_owned())
            };
            let question = format!("why does {} not supply {} with rare-earths, as of 2024", name(from), name(to));
            // It is read within a number of steps of its own, and no relation for it.
            let complete = understand(view, &question).is_ok();
            (1, SearchReport { complete, ..SearchReport::default() })
        });
    }

    /// Asks a question of companies that trade much, and prints how it went. `answer` gives how much was found.
    fn report(
        &self,
        name: &str,
        answer: impl Fn(View<'_>, NodeIndex, NodeIndex, Option<NodeIndex>) -> (usize, SearchReport),
    ) {
        if self.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            return;
        }
        let mut random = Random(11);
        let mut company = || {
            loop {
                let node = self.view.entity_with_key(trade::company(random.hub()).as_str()).unwrap_or_default();
                if self.view.degree_bound(node, Direction::Incoming) >= MUCH {
                    return node;
                }
            }
        };
        let commodity = self.view.entity_with_key("rare-earths");
        let (mut times, mut found, mut read, mut whole) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for _ in 0..TIMES {
            let (a, b) = (company(), company());
            if a == b {
                continue;
            }
            times.push(micros(time(|| {
                let (answers, search) = answer(self.view, a, b, commodity);
                found.push(answers as f64);
                read.push(search.relations_examined as f64);
                whole += usize::from(search.complete);
            })));
        }
        let count = times.len();
        let [p50, most] = shares(times, [0.5, 1.0]);
        println!(
            "{name}: p50 {:.1} ms, most {:.1} ms; {:.0} found and {:.0} relations read in the middle, {whole} of {count} complete",
            p50 / 1000.0,
            most / 1000.0,
            middle(found),
            middle(read)
        );
    }
}

fn ok<T, E: Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}
