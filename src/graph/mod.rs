//! The graph in memory.
pub mod adjacency;
mod arena;
mod edge;
pub mod index;
pub mod publish;
mod sync;
