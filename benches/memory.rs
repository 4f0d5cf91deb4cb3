//! What the graph takes in memory, counted by the allocator, which therefore is slow: in a benchmark of its own. Nothing is timed.
#![allow(clippy::print_stdout, reason = "what is counted is printed")]
#![allow(
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a benchmark: it stops where it fails, and numbers are small"
)]

mod generated;

use cap::Cap;
use generated::{
    NODES, relations,
    trade::{self, Trade},
};
use lodegraph::graph::{Graph, Unfoldable};
use mimalloc::MiMalloc;

#[global_allocator]
static MEMORY: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

fn main() {
    let rows = relations();
    let named = bytes_of_table(0);
    let whole = bytes_of_table(rows);
    println!(
        "the graph alone, counted: {:.0} bytes a relation with one claim ({rows}), {:.0} bytes an entity with one name ({NODES})",
        (whole - named) / rows as f64,
        named / f64::from(NODES)
    );
}

/// What a graph of that many rows takes, companies and documents included, and nothing of what it was made from.
fn bytes_of_table(rows: usize) -> f64 {
    let before = MEMORY.allocated();
    let mut trade = Trade::new(NODES);
    let graph = Graph::load(trade::entries(&mut trade, rows).map(Ok::<_, Unfoldable>));
    let graph = graph.unwrap_or_else(|wrong| panic!("{wrong}"));
    drop(trade);
    let bytes = (MEMORY.allocated() - before) as f64;
    drop(graph);
    bytes
}
