//! The vocabulary: plain values, checked where they are made. Imports nothing of ours, knows no wire format.

#[cfg(test)]
pub mod arbitrary;
mod assumption;
mod change;
mod claim;
mod date;
mod document;
mod entity;
mod error;
mod key;
mod measure;
mod relation;
mod relation_key;
mod text;
mod vocabulary;

pub use assumption::Assumption;
pub use change::{Change, Entry, MAX_TRANSACTION_BYTES, Seq};
pub use claim::{Claim, Details, Evidence, Subject};
pub use date::{Day, Instant, PartialDate, Span};
pub use document::{Document, Passage};
pub use entity::{Code, Entity, Name};
pub use error::Invalid;
pub use key::Key;
pub use measure::{Measure, UnitKind, unit_kind};
pub use relation::{Observed, Tie};
pub use relation_key::{Head, decode as decode_subject_key, head_of_part, order_of_heads, order_of_parts};
pub use text::{Language, Text, pick};
pub use vocabulary::{ClaimMode, EntityKind, Instrument, Metric, RelationKind, Role, Stage, Status};
