//! The documents that answer questions in words: one a question, always the same text, so that what is asked lies in its variables alone.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::supposed;
use crate::{
    graph::{Pin, View},
    graphql::at::At,
    model::Language,
    questions::ask::{self, Asks, Meaning, Part, Role, Understood},
};

/// The document of every question, with the fragments that it spreads; and the same asked of a scenario.
pub static DOCUMENTS: LazyLock<Vec<(Asks, bool, String)>> = LazyLock::new(|| {
    let both =
        |&asks: &Asks| [(asks, false, with_fragments(own(asks))), (asks, true, with_fragments(&supposed(own(asks))))];
    Asks::ALL.iter().flat_map(both).collect()
});

/// The document that answers a question.
pub fn document(understood: &Understood, at: &At) -> &'static str {
    let scenario = in_scenario(understood, at);
    let found = DOCUMENTS.iter().find(|(asks, supposes, _)| (*asks, *supposes) == (understood.asks, scenario));
    found.map_or("", |(.., document)| document)
}

/// Whether the question is asked of a scenario: what it supposes itself is compared with the world as it is by `diff`.
fn in_scenario(understood: &Understood, at: &At) -> bool {
    at.scenario().is_some() || (understood.asks != Asks::WhatIf && !understood.changes.is_empty())
}

const fn own(asks: Asks) -> &'static str {
    match asks {
        Asks::Suppliers => include_str!("suppliers.graphql"),
        Asks::Customers => include_str!("customers.graphql"),
        Asks::Paths => include_str!("paths.graphql"),
        Asks::WhyNot => include_str!("why_not.graphql"),
        Asks::Exposure => include_str!("exposure.graphql"),
        Asks::Concentration => include_str!("concentration.graphql"),
        Asks::Chokepoints => include_str!("chokepoints.graphql"),
        Asks::Conflicts => include_str!("conflicts.graphql"),
        Asks::Timeline => include_str!("timeline.graphql"),
        Asks::Diff => include_str!("diff.graphql"),
        Asks::WhatIf => include_str!("what_if.graphql"),
        Asks::NetTrade => include_str!("net_trade.graphql"),
        Asks::Groups => include_str!("groups.graphql"),
        Asks::Entity => include_str!("entity.graphql"),
    }
}

/// A document whose question is asked of a scenario: all that stands in the braces of `view` stands in those of `scenario` in it.
fn supposed(own: &str) -> String {
    let mut depth = 0_usize;
    let mut document = String::new();
    for line in own.lines() {
        match line {
            "  view(asOf: $asOf, knownAt: $knownAt, publishedBy: $publishedBy, carryForwardMonths: $carryForwardMonths) {" =>
            {
                document.push_str(line);
                document.push_str("\n    scenario(changes: $supposed) {\n");
                depth = 1;
            }
            "  }" if depth == 1 => document.push_str("    }\n  }\n"),
            ") {" => document.push_str(",\n  $supposed: [ScenarioChange!]!\n) {\n"),
            line => {
                document.push_str(line);
                document.push('\n');
            }
        }
    }
    document
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
        Role::Metric => "metric",
        Role::Grouping => "grouping",
        Role::Since => "from",
        Role::Until => "to",
        Role::ToDate => "toDate",
        Role::Change | Role::IfRemoved | Role::IfFrom | Role::IfTo | Role::IfCommodity | Role::IfInstrument => {
            "changes"
        }
    }
}

/// The variables with which its document answers a question: those of its parts, and the view that it is asked of.
pub fn variables(at: &At, understood: &Understood, language: &Language) -> Map<String, Value> {
    let Pin { as_of, known_at, published_by, carry_months, .. } = at.pin();
    let view = at.view();
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
    // Of whom a scenario is told is set below, with what it is compared by.
    let set_below = |role: Role| role.is_of_change() || (understood.asks == Asks::WhatIf && role == Role::About);
    for part in understood.parts.iter().filter(|part| !set_below(part.role)) {
        set(variable(part.role), value(view, part));
    }
    if let Some(metric) = ask::metric(view, understood, &at.bounds()) {
        set("metric", metric.as_str().into());
    }
    if understood.asks == Asks::Diff && understood.part(Role::ToDate).is_none() {
        set("toDate", as_of.to_string().into());
    }
    let told = at.scenario().map_or_else(Vec::new, |scenario| supposed::told(scenario.changes()));
    let asked = supposed::asked(&understood.changes);
    if understood.asks == Asks::WhatIf {
        let (name, value) = supposed::of_whom(view, understood);
        set(name, value);
        // In a scenario the world that is compared is the same scenario with more.
        set("changes", told.iter().cloned().chain(asked).collect());
        if !told.is_empty() {
            set("supposed", told.into());
        }
    } else if in_scenario(understood, at) {
        set("supposed", told.into_iter().chain(asked).collect());
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
