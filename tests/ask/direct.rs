//! The questions themselves, as somebody writes them who knows the contract: what the documents of `ask` are held against.

use crate::{asking::TODAY, filling::Filled};

/// The document of a question with these parts. A change that is only known by what there is (a restriction that is lifted, trade that
/// is stopped) is taken as it was understood.
pub fn document(kind: &str, filled: &Filled, understood_changes: Option<String>) -> String {
    let text = |name: &str| filled.parts.get(name).map(|value| format!("\"{value}\""));
    let word = |name: &str| filled.parts.get(name).cloned();
    let list = |value: Option<String>| value.map(|value| format!("[{value}]"));
    let first = |number: u32| ("first", Some(number.to_string()));
    let as_of = text("asOf").or_else(|| text("fromDate")).unwrap_or_else(|| format!("\"{TODAY}\""));
    let view = given(&[("asOf", Some(as_of)), ("publishedBy", text("publishedBy"))]);
    let (of, about) = (("of", text("of").or_else(|| text("product"))), ("about", text("about")));
    let (from, to) = (("from", text("from")), ("to", text("to")));
    let (commodity, avoid, metric) = (
        ("commodity", text("commodity")),
        ("avoid", list(text("avoid"))),
        ("metric", word("metric").or_else(|| word("amount"))),
    );
    let changes = changes(filled).or(understood_changes).map(|changes| format!("[{changes}]"));
    let page = |field: &str, arguments: &[(&str, Option<String>)], node: &str| {
        format!("{field}({}) {{ edges {{ node {{ {node} }} }} }}", given(arguments))
    };
    let asked = match kind {
        "SUPPLIERS" | "CUSTOMERS" => {
            let (stage, standings) = (("stage", word("stage")), ("standings", list(word("standings"))));
            let arguments = [of, commodity, avoid, stage, standings, first(100)];
            page(&kind.to_lowercase(), &arguments, "entity { key } standing access direct")
        }
        "PATHS" => page("paths", &[from, to, commodity, avoid, first(10)], "key standing access"),
        "WHY_NOT" => {
            let step = "lift { key } set { status relation { key } } add { kind from { key } to { key } }";
            let answer = format!("path {{ key }} misses {{ key hops {{ obstacles {{ kind }} }} }} remedy {{ {step} }}");
            format!("whyNot({}) {{ {answer} }}", given(&[from, to, commodity]))
        }
        "EXPOSURE" => format!(
            "exposure({}) {{ metric resultCount results(first: 10) {{ total {{ value low high }} direct {{ value }} }} }}",
            given(&[of, to, commodity, metric])
        ),
        "CONCENTRATION" => format!(
            "concentration({}) {{ metric resultCount results(first: 10) {{ hhi {{ value low high }} sum {{ value unit }} }} }}",
            given(&[of, commodity, metric])
        ),
        "NET_TRADE" => format!(
            "netTrade({}) {{ resultCount results {{ netImports {{ value unit }} table {{ metric }} }} }}",
            given(&[of, commodity, metric])
        ),
        "GROUPS" => {
            let filter = given(&[("with", text("of")), commodity]);
            let by = word("grouping").unwrap();
            format!("groupBy {{ relations(where: {{ {filter} }}, by: [{by}]) {{ count groups {{ key count }} }} }}")
        }
        "CHOKEPOINTS" => page("chokepoints", &[of, commodity, first(20)], "lost pathsBroken entity { key }"),
        "CONFLICTS" => page("conflicts", &[about, first(50)], "key kind claimCount"),
        "TIMELINE" => {
            let span = [("from", text("since")), ("to", text("until"))];
            page("timeline", &[about, span[0].clone(), span[1].clone(), first(100)], "date kind relation { key }")
        }
        "DIFF" => {
            let day = text("toDate").unwrap_or_else(|| format!("\"{TODAY}\""));
            page("diff", &[("to", Some(format!("{{ asOf: {day} }}"))), about, first(100)], "key kinds")
        }
        "WHAT_IF" => {
            let supplied = text("about").or_else(|| text("ifTo"));
            let to = ("to", Some(format!("{{ changes: {} }}", changes.clone().unwrap())));
            let suppliers = supplied.clone().map(|key| format!("{{ of: {key} }}"));
            let other = text("ifFrom").or_else(|| text("ifRemoved")).filter(|_| supplied.is_none());
            page("diff", &[to, ("suppliers", suppliers), ("about", other), first(100)], "key kinds")
        }
        "ENTITY" => {
            format!("entity({}) {{ key kind relations(first: 50) {{ totalCount }} }}", given(&[("id", text("about"))]))
        }
        other => panic!("how is {other} asked?"),
    };
    match changes.filter(|_| kind != "WHAT_IF") {
        Some(changes) => format!("{{ view({view}) {{ scenario(changes: {changes}) {{ {asked} }} }} }}"),
        None => format!("{{ view({view}) {{ {asked} }} }}"),
    }
}

fn given(arguments: &[(&str, Option<String>)]) -> String {
    let given = arguments.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?)));
    given.collect::<Vec<_>>().join(", ")
}

/// How it is said that goods are held back, that trade with somebody stops, and that there is some.
const BANS: &[&str] = &["bans", "banned", "禁止"];
const STOPS: &[&str] = &["stopped", "no longer", "停止", "断供"];
const SENDS: &[&str] = &["exported", "supplies", "sells", "供应"];

/// The change that a sentence supposes, where its words alone say which.
fn changes(filled: &Filled) -> Option<String> {
    let part = |name: &str| filled.parts.get(name);
    if let Some(removed) = part("ifRemoved") {
        return Some(format!("{{ remove: \"{removed}\" }}"));
    }
    let (from, commodity) = (part("ifFrom")?, part("ifCommodity").map(|key| format!("\"{key}\"")));
    let to = format!("\"{}\"", part("ifTo").map_or("world", String::as_str));
    let ends = [("from", Some(format!("\"{from}\""))), ("to", Some(to)), ("commodity", commodity)];
    let sentence = filled.sentence;
    let instrument = match sentence {
        _ if sentence.contains("lift") || sentence.contains("取消") => return None,
        _ if BANS.iter().any(|ban| sentence.contains(ban)) => "BAN",
        _ if part("ifTo").is_some() && STOPS.iter().any(|stop| sentence.contains(stop)) => return None,
        _ if SENDS.iter().any(|send| sentence.contains(send)) => {
            return Some(format!("{{ add: {{ kind: EXPORT, {} }} }}", given(&ends)));
        }
        _ if sentence.contains("restrict") || sentence.contains("限制") => "CONTROL",
        _ => "BAN",
    };
    Some(format!("{{ impose: {{ instrument: {instrument}, {} }} }}", given(&ends)))
}
