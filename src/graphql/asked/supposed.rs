//! What a question supposes, as the contract's `ScenarioChange` takes it.

use petgraph::graph::NodeIndex;
use serde_json::{Map, Value, json};

use crate::{
    graph::View,
    model::{Assumption, EntityKind, RelationKind, Status, Tie},
    questions::ask::{Change, Role, Understood},
};

/// The changes that a question supposes.
pub fn asked(changes: &[Change]) -> Vec<Value> {
    let change = |change: &Change| match change {
        Change::Remove(key) => json!({ "remove": key.as_str() }),
        Change::Lift(key) => json!({ "lift": key.as_str() }),
        Change::Impose { from, to, commodity, instrument } => {
            let ends = [("from", Some(from.as_str())), ("to", Some(to.as_str()))];
            let more = [("commodity", commodity.as_ref().map(|key| key.as_str())), ("instrument", Some(*instrument))];
            json!({ "impose": given(ends.into_iter().chain(more)) })
        }
        Change::Export { from, to, commodity } => {
            let ends = [("kind", Some("EXPORT")), ("from", Some(from.as_str())), ("to", Some(to.as_str()))];
            json!({ "add": given(ends.into_iter().chain([("commodity", commodity.as_ref().map(|key| key.as_str()))])) })
        }
    };
    changes.iter().map(change).collect()
}

/// The changes that the view supposes in which the question is asked.
pub fn told(changes: &[Assumption]) -> Vec<Value> {
    let change = |assumption: &Assumption| match assumption {
        Assumption::Without(key) => json!({ "remove": key.as_str() }),
        Assumption::Says(tie, None) => json!({ "remove": tie.key().as_str() }),
        Assumption::Says(tie, Some(status)) => says(tie, *status),
    };
    changes.iter().map(change).collect()
}

fn says(tie: &Tie, status: Status) -> Value {
    if tie.number.is_some() {
        return json!({ "set": { "relation": tie.key().as_str(), "status": status.as_str() } });
    }
    let ends = [("from", Some(tie.from.as_str())), ("to", Some(tie.to.as_str())), ("status", Some(status.as_str()))];
    let commodity = ("commodity", tie.commodity.as_ref().map(|key| key.as_str()));
    if tie.kind == RelationKind::Restriction {
        let instrument = ("instrument", tie.instrument.map(|instrument| instrument.as_str()));
        return json!({ "impose": given(ends.into_iter().chain([commodity, instrument])) });
    }
    let more = [commodity, ("kind", Some(tie.kind.as_str())), ("stage", tie.stage.map(|stage| stage.as_str()))];
    json!({ "add": given(ends.into_iter().chain(more)) })
}

/// Of what a question about a scenario compares the answers: of the suppliers of the one that is named, or that goods would no longer
/// reach; else of what there is about the one that is supposed to do something or to fall away.
pub fn of_whom(view: View<'_>, understood: &Understood) -> (&'static str, Value) {
    let key = |node| view.key(node).map_or_else(String::new, ToString::to_string);
    let supplied = |node: &NodeIndex| {
        view.entity(*node).is_some_and(|version| !version.aggregate() && version.kind() != EntityKind::Commodity)
    };
    let named = understood.entity(Role::About);
    let reached = named.or_else(|| understood.entity(Role::IfTo)).filter(supplied);
    let about = named.or_else(|| understood.entity(Role::IfFrom)).or_else(|| understood.entity(Role::IfRemoved));
    match (reached, about) {
        (Some(node), _) => ("suppliers", json!({ "of": key(node) })),
        (None, Some(node)) => ("about", key(node).into()),
        (None, None) => ("about", Value::Null),
    }
}

fn given<'v>(fields: impl Iterator<Item = (&'static str, Option<&'v str>)>) -> Map<String, Value> {
    fields.filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
}
