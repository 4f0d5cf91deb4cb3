//! The questions: one file each, pure functions over a view. They know no clock, no disk and no wire format; every search is
//! bounded, and what is answered is sorted, never in the order of a hash or of adjacency.

pub mod access;
pub mod amount;
pub mod ask;
pub mod bounds;
pub mod chokepoints;
#[cfg(test)]
mod chokepoints_properties;
#[cfg(test)]
mod chokepoints_tests;
mod computed_shares;
pub mod concentration;
#[cfg(test)]
mod concentration_tests;
pub mod conflicts;
#[cfg(test)]
mod conflicts_tests;
mod crossings;
pub mod cuts;
mod dated;
mod deviations;
pub mod diff;
mod diff_answers;
#[cfg(test)]
mod diff_properties;
mod difference;
pub mod error;
pub mod exposure;
#[cfg(test)]
mod exposure_tests;
pub mod figures;
pub mod filter;
pub mod flow;
pub mod grouped;
#[cfg(test)]
mod grouped_tests;
pub mod groups;
mod lapse;
mod legs;
pub mod mentions;
pub mod net_trade;
#[cfg(test)]
mod net_trade_tests;
pub mod obstacle;
#[cfg(test)]
mod oracle;
pub mod path;
pub mod paths;
#[cfg(test)]
mod paths_tests;
pub mod publishers;
pub mod ranking;
mod relaxed;
pub mod remedy;
pub mod resolve_name;
#[cfg(test)]
mod scenario_properties;
pub mod search;
mod search_tree;
mod snippet;
pub mod standing;
mod statistics;
pub mod subjects;
pub mod suppliers;
#[cfg(test)]
mod suppliers_tests;
#[cfg(test)]
mod supply_properties;
mod supply_web;
pub mod table;
mod tails;
pub mod timeline;
#[cfg(test)]
mod timeline_tests;
mod traces;
mod ways;
pub mod why_not;
#[cfg(test)]
mod why_not_properties;
#[cfg(test)]
mod why_not_tests;
mod within;
