//! Which entities a name in a question may mean.

use petgraph::graph::NodeIndex;

use crate::{
    graph::{View, words},
    questions::resolve_name,
};

/// The entities that a name may mean: as wherever an entity is asked for (key, code, name), else by its words alone, so that
/// `rare-earth elements` is `rare earth elements`. Quotes around it and `the` before it are passed over. None where there are none.
pub(super) fn meant(view: View<'_>, said: &str) -> Vec<NodeIndex> {
    let bare = unquoted(said);
    let name = without_the(bare);
    let found = named(view, bare);
    if found.is_empty() && name != bare { named(view, name) } else { found }
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
