//! From what an argument says to what it means. An id's view is not read here: arguments are of the view that is asked.

use petgraph::graph::NodeIndex;

use super::error::{Code, Fault};
use crate::{
    graph::{Found, Relation, View},
    questions::resolve_name,
};

/// The key in an id: what stands before its dates and its scenario.
pub fn key_of(id: &str) -> &str {
    id.split_once(['@', '~']).map_or(id, |(key, _)| key)
}

/// The entity that an argument means by its id, key, code or name.
///
/// # Errors
/// NOT_FOUND where there is none, AMBIGUOUS where there are several.
pub fn entity(view: View<'_>, argument: &str, text: &str) -> Result<NodeIndex, Fault> {
    resolve_name::entity(view, text)?.ok_or_else(|| {
        if let Some(gone) = taken_away(view, argument, text) {
            return gone;
        }
        let message = format!(
            "there is no entity `{text}` in this view\nhint: look it up by `search`; an entity that was recorded later is not seen by an earlier `knownAt`"
        );
        Fault::new(Code::NotFound, message).with("argument", argument)
    })
}

/// That the view supposes the relation to be gone which an argument names.
fn taken_away(view: View<'_>, argument: &str, text: &str) -> Option<Fault> {
    let key = key_of(text);
    let (None, Some(Found::Relation(_))) = (view.find(key), view.without_scenario().find(key)) else { return None };
    let message = format!(
        "the scenario takes the relation `{text}` away\nhint: ask of the `view` around the scenario, or compare the two by `diff`"
    );
    Some(Fault::new(Code::NotFound, message).with("argument", argument))
}

/// The same of an argument that may be left out.
///
/// # Errors
/// As [`entity`].
pub fn entity_if(view: View<'_>, argument: &str, text: Option<&str>) -> Result<Option<NodeIndex>, Fault> {
    text.map(|text| entity(view, argument, text)).transpose()
}

/// What an argument means where not only entities are taken.
///
/// # Errors
/// NOT_FOUND where there is nothing, AMBIGUOUS where a name is of several.
pub fn anything<'g>(view: View<'g>, argument: &str, text: &str) -> Result<Found<'g>, Fault> {
    match view.find(key_of(text)) {
        Some(found) => Ok(found),
        None => entity(view, argument, text).map(Found::Entity),
    }
}

/// The relation that an argument means by its id or key.
///
/// # Errors
/// NOT_FOUND where there is none.
pub fn relation<'g>(view: View<'g>, argument: &str, text: &str) -> Result<Relation<'g>, Fault> {
    match view.find(key_of(text)) {
        Some(Found::Relation(relation)) => Ok(relation),
        _ => {
            if let Some(gone) = taken_away(view, argument, text) {
                return Err(gone);
            }
            let message = format!(
                "there is no relation `{text}` in this view\nhint: expected an id or a key such as `export.china.us.rare-earths`; `relations` lists them"
            );
            Err(Fault::new(Code::NotFound, message).with("argument", argument))
        }
    }
}
