//! By which figures a question is answered that names none.

use super::{Asks, Role, Understood};
use crate::{
    graph::View,
    model::Metric,
    questions::{
        bounds::Bounds,
        concentration::{ConcentrationQuestion, concentration},
    },
};

/// The figures by which the concentration of a supply is told, where the question names none: values, else quantities, else shares as
/// stated, the first of which there are any on its day. None of any other question, and where there are none.
pub fn metric(view: View<'_>, understood: &Understood, bounds: &Bounds) -> Option<Metric> {
    let of = understood.entity(Role::Of)?;
    if understood.asks != Asks::Concentration || understood.part(Role::Metric).is_some() {
        return None;
    }
    let view = understood.day(Role::AsOf).map_or(view, |day| view.on(day));
    let commodity = understood.entity(Role::Commodity);
    let tells = |metric: &Metric| {
        let question = ConcentrationQuestion { of, commodity, metric: *metric };
        concentration(view, &question, bounds.clone()).is_ok_and(|found| !found.answer.is_empty())
    };
    [Metric::Value, Metric::Quantity, Metric::Share].into_iter().find(tells)
}
