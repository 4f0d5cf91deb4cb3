//! The questions themselves, as somebody writes them who knows the contract: what the documents of `ask` are held against.

use std::collections::BTreeMap;

use crate::asking::TODAY;

/// The document of a question with these parts.
pub fn document(kind: &str, parts: &BTreeMap<String, String>) -> String {
    let text = |name: &str| parts.get(name).map(|value| format!("\"{value}\""));
    let given = |arguments: &[(&str, Option<String>)]| {
        let given = arguments.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?)));
        given.collect::<Vec<_>>().join(", ")
    };
    let word = |name: &str| parts.get(name).cloned();
    let list = |value: Option<String>| value.map(|value| format!("[{value}]"));
    let as_of = text("asOf").unwrap_or_else(|| format!("\"{TODAY}\""));
    let view = given(&[("asOf", Some(as_of)), ("publishedBy", text("publishedBy"))]);
    let (commodity, avoid) = (("commodity", text("commodity")), ("avoid", list(text("avoid"))));
    let asked = match kind {
        "SUPPLIERS" | "CUSTOMERS" => {
            let arguments = given(&[
                ("of", text("of")),
                commodity,
                avoid,
                ("stage", word("stage")),
                ("standings", list(word("standings"))),
                ("first", Some("100".to_owned())),
            ]);
            let field = kind.to_lowercase();
            format!("{field}({arguments}) {{ edges {{ node {{ entity {{ key }} standing access direct }} }} }}")
        }
        "PATHS" => {
            let arguments = given(&[
                ("from", text("from")),
                ("to", text("to")),
                commodity,
                avoid,
                ("first", Some("10".to_owned())),
            ]);
            format!("paths({arguments}) {{ edges {{ node {{ key standing access }} }} }}")
        }
        "ENTITY" => {
            format!("entity({}) {{ key kind relations(first: 50) {{ totalCount }} }}", given(&[("id", text("about"))]))
        }
        other => panic!("how is {other} asked?"),
    };
    format!("{{ view({view}) {{ {asked} }} }}")
}
