//! The figure of a relation: the newest of a metric that a claim which holds gives.

use std::cmp::Reverse;

use crate::{
    graph::{ClaimIndex, Hold, Relation},
    model::{ClaimMode, Measure, Metric},
};

/// Of the figures of a metric in the claims that hold, readings (OPINION) left out: that whose known period ends last, then that of
/// the strongest claim; one without a period comes after all that have one.
pub fn newest(relation: Relation<'_>, metric: Metric) -> Option<(Measure, ClaimIndex)> {
    let holding = relation.claims().into_iter().filter(|assessed| assessed.hold != Hold::No);
    let figures = holding.filter_map(|assessed| {
        let claim = relation.view().claim(assessed.claim).filter(|claim| claim.mode() != ClaimMode::Opinion)?;
        let of_metric = claim.measures().into_iter().filter(move |measure| measure.metric == metric);
        Some(of_metric.map(move |measure| (measure, assessed.claim)))
    });
    // The first of equals is taken, and the claims come with the strongest first.
    figures.flatten().min_by_key(|(measure, _)| Reverse(measure.period.map(|period| period.last())))
}
