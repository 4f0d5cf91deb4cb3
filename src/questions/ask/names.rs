//! Which entities a name in a question may mean.

use petgraph::graph::NodeIndex;

use crate::{
    graph::{View, words},
    model::EntityKind,
    questions::resolve_name,
};

/// The entities that a name may mean: as wherever an entity is asked for (key, code, name), else by its words alone, so that
/// `rare-earth elements` is `rare earth elements`, and a commodity by the singular: `rare earth suppliers`. Quotes around it and `the` before it are passed over. None where there are none.
pub(super) fn meant(view: View<'_>, said: &str) -> Vec<NodeIndex> {
    let bare = unquoted(said);
    let name = without_the(bare);
    let found = named(view, bare);
    let found = if found.is_empty() && name != bare { named(view, name) } else { found };
    if found.is_empty() { goods(view, name) } else { found }
}

/// The countries with a code of ISO 3166-1 alpha-2.
pub(super) fn coded(view: View<'_>, code: &str) -> Vec<NodeIndex> {
    view.entities_coded(Some("ISO 3166-1 alpha-2"), code)
}

/// A name without quotes around it, and without `the` before it.
pub(super) fn plain(said: &str) -> &str {
    without_the(unquoted(said))
}

fn named(view: View<'_>, name: &str) -> Vec<NodeIndex> {
    // A short word in small letters is a word, not the code of a country: `in`, `to`, `are`.
    let word = name.chars().count() <= 3 && name.chars().all(|c| c.is_ascii_lowercase());
    let found = match view.entity_with_key(name) {
        Some(node) => Ok(Some(node)),
        None if word => resolve_name::entity_with_name(view, name),
        None => resolve_name::entity(view, name),
    };
    match found {
        Ok(Some(node)) => vec![node],
        Ok(None) => by_words(view, name),
        Err(several) => several.candidates,
    }
}

/// The commodities that are called so in the plural.
fn goods(view: View<'_>, name: &str) -> Vec<NodeIndex> {
    if !name.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let mut found = by_words(view, &format!("{name}s"));
    found.retain(|node| view.entity(*node).is_some_and(|version| version.kind() == EntityKind::Commodity));
    found
}

fn by_words(view: View<'_>, name: &str) -> Vec<NodeIndex> {
    let running = words(name);
    let whole = |(length, node): (usize, NodeIndex)| (length == running.len()).then_some(node);
    let mut found: Vec<NodeIndex> = view.names_at(&running).into_iter().filter_map(whole).collect();
    found.sort_by_key(|node| view.key(*node));
    found
}

fn unquoted(said: &str) -> &str {
    said.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '「' | '」' | '《' | '》' | ',')
    })
}

fn without_the(said: &str) -> &str {
    match said.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => unquoted(said.get(4..).unwrap_or_default()),
        _ => said,
    }
}
