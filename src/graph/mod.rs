//! The graph in memory: tables, adjacency, the fold of the journal into them, the check before it. Read only through a [`View`].
//! Imports the model. Nothing here knows a clock, a disk or a wire format.

pub mod adjacency;
mod arena;
mod assess;
mod check;
mod claims;
mod conflict;
#[cfg(test)]
pub mod drawn;
mod edge;
mod entities;
mod fold;
pub mod index;
mod judgements;
mod merge;
mod names;
mod observations;
mod overlay;
mod petgraph_traits;
mod places;
pub mod publish;
mod relations;
mod resolve;
mod rows;
mod symbols;
mod sync;
mod table;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod view;
mod words;

pub use ::petgraph::{
    Direction,
    graph::{EdgeIndex, NodeIndex},
};
pub use assess::{Assessed, Hold, State};
pub use check::{Checked, Refusal, RefusalCode, check};
pub use claims::{ClaimView, EvidenceView, Retraction};
pub use conflict::Certainty;
pub use entities::{Judgement, VersionView};
pub use fold::Unfoldable;
pub use names::fold_name;
pub use observations::ObservationView;
pub use overlay::Overlay;
pub use petgraph_traits::{Met, Walked};
pub use places::{Place, TermIndex, TextOf};
pub use relations::{KindSet, Relation};
pub use resolve::Found;
pub use rows::{ClaimIndex, DocumentIndex, Lengths, ObservationIndex, SubjectIndex};
pub use tables::Graph;
pub use text::{Field, TextKind};
pub use view::{Pin, TransactionView, View};
pub use words::{Word, is_han, words};
