//! The documents that answer questions in words: one a question, always the same text, so that what is asked lies in its variables alone.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::{
    graph::{Pin, View},
    model::Language,
    questions::ask::{Asks, Meaning, Part, Role, Understood},
};

/// The document of every question, with the fragments that it spreads.
pub static DOCUMENTS: LazyLock<Vec<(Asks, String)>> =
    LazyLock::new(|| Asks::ALL.iter().map(|&asks| (asks, with_fragments(own(asks)))).collect());

/// The document that answers a question.
pub fn document(asks: Asks) -> &'static str {
    DOCUMENTS.iter().find(|(of, _)| *of == asks).map_or("", |(_, document)| document)
}

const fn own(asks: Asks) -> &'static str {
    match asks {
        Asks::Suppliers => include_str!("suppliers.graphql"),
        Asks::Customers => include_str!("customers.graphql"),
        Asks::Paths => include_str!("paths.graphql"),
        Asks::Entity => include_str!("entity.graphql"),
    }
}

/// A document with the fragments that it, or one of them, spreads.
fn with_fragments(own: &str) -> String {
    let fragments = include_str!("fragments.graphql").split("\n\n");
    let mut document = own.to_owned();
    let mut left: Vec<&str> = fragments.collect();
    loop {
        let spread = |fragment: &&str| {
            let name = fragment.split_whitespace().nth(1).unwrap_or_default();
            document.lines().flat_map(str::split_whitespace).any(|word| word.strip_prefix("...") == Some(name))
        };
        let Some(next) = left.iter().position(spread) else { return document };
        document = format!("{document}\n{}\n", left.remove(next).trim_end());
    }
}

/// The variable that a part fills.
pub const fn variable(role: Role) -> &'static str {
    match role {
        Role::Of => "of",
        Role::From => "from",
        Role::To => "to",
        Role::About => "about",
        Role::Commodity => "commodity",
        Role::Avoid => "avoid",
        Role::Stage => "stage",
        Role::Standing => "standings",
        Role::AsOf => "asOf",
        Role::KnownAt => "knownAt",
        Role::PublishedBy => "publishedBy",
    }
}

/// The variables with which its document answers a question: those of its parts, and the view that it is asked of.
pub fn variables(view: View<'_>, understood: &Understood, language: &Language) -> Map<String, Value> {
    let Pin { as_of, known_at, published_by, carry_months, .. } = view.pin();
    let mut variables = Map::new();
    let mut set = |name: &str, value: Value| drop(variables.insert(name.to_owned(), value));
    set("asOf", as_of.to_string().into());
    if let Some(at) = known_at {
        set("knownAt", at.to_string().into());
    }
    if let Some(by) = published_by {
        set("publishedBy", by.to_string().into());
    }
    if carry_months != Pin::CARRY_MONTHS {
        set("carryForwardMonths", carry_months.into());
    }
    set("language", language.as_str().into());
    for part in &understood.parts {
        set(variable(part.role), value(view, part));
    }
    variables
}

/// What a part says, as its variable takes it.
fn value(view: View<'_>, part: &Part) -> Value {
    let said = text(view, part.meaning);
    match part.role {
        Role::Avoid | Role::Standing => json!([said]),
        Role::KnownAt => format!("{said}T23:59:59.999999Z").into(),
        _ => said.into(),
    }
}

/// What words mean: an entity's key, a day, a word of the contract.
pub fn text(view: View<'_>, meaning: Meaning) -> String {
    match meaning {
        Meaning::Entity(node) => view.key(node).map_or_else(String::new, ToString::to_string),
        Meaning::Day(day) => day.to_string(),
        Meaning::Word(word) => word.to_owned(),
    }
}
