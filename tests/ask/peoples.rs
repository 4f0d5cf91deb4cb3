//! What people and goods of a country are called: understood where they stand before what is theirs, and nowhere else.

use crate::asking::Asking;

/// The kind of a question and its parts, as `ROLE=value`.
fn read(asking: &Asking, question: &str) -> Vec<String> {
    let said = asking.ask(question).unwrap();
    assert_eq!(said["understood"], true, "{question}: {said:#}");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let parts = said["reading"]["parts"].as_array().unwrap().clone();
    let parts = parts.iter().map(|part| format!("{}={}", text(&part["role"]), text(&part["value"])));
    std::iter::once(text(&said["reading"]["asks"])).chain(parts).collect()
}

#[test]
fn goods_and_measures_are_of_whom_they_are_called_by() {
    let asking = Asking::of_the_facts();
    for (question, expected) in [
        ("who supplies US rare earths", "SUPPLIERS OF=us COMMODITY=rare-earths"),
        ("where do American rare earths come from", "SUPPLIERS OF=us COMMODITY=rare-earths"),
        ("who buys Chinese rare earths", "CUSTOMERS OF=china COMMODITY=rare-earths"),
        ("who depends on Chinese rare-earth compounds", "CUSTOMERS OF=china COMMODITY=re-compounds"),
        ("how do Australian rare earths reach the US", "PATHS FROM=australia COMMODITY=rare-earths TO=us"),
        ("how dependent is the US on Chinese rare earths", "EXPOSURE OF=us TO=china COMMODITY=rare-earths"),
        ("Japanese dependence on China", "EXPOSURE OF=japan TO=china"),
        (
            "what share of Japanese rare earth imports comes from India",
            "EXPOSURE OF=japan COMMODITY=rare-earths TO=india",
        ),
        ("how concentrated are Japanese imports", "CONCENTRATION OF=japan"),
        ("bottlenecks in the Japanese rare earth supply", "CHOKEPOINTS OF=japan COMMODITY=rare-earths"),
        ("Chinese net exports of rare earths", "NET_TRADE OF=china COMMODITY=rare-earths"),
        ("what if Chinese export controls are lifted", "WHAT_IF IF_FROM=china IF_INSTRUMENT=CONTROL CHANGE=LIFT"),
        (
            "what if the Indian halt on Japan is lifted",
            "WHAT_IF IF_FROM=india IF_INSTRUMENT=BAN IF_TO=japan CHANGE=LIFT",
        ),
        (
            "what if the US stops importing Chinese rare earths",
            "WHAT_IF IF_TO=us CHANGE=STOP IF_FROM=china IF_COMMODITY=rare-earths",
        ),
        ("谁对华出口稀土", "SUPPLIERS OF=china COMMODITY=rare-earths"),
        ("美国对华依赖程度", "EXPOSURE OF=us TO=china"),
        ("为什么印度不向日出口", "WHY_NOT FROM=india TO=japan"),
        ("如果中国对美实施出口管制", "WHAT_IF IF_FROM=china IF_TO=us CHANGE=CONTROL"),
    ] {
        assert_eq!(read(&asking, question).join(" "), expected, "{question}");
    }
}

#[test]
fn a_commodity_is_found_by_the_singular_and_nobody_else_is() {
    let asking = Asking::of_the_facts();
    for question in
        ["rare earth suppliers of the US", "rare-earth suppliers to the US", "who sells rare earth to the US"]
    {
        assert_eq!(read(&asking, question).join(" "), "SUPPLIERS COMMODITY=rare-earths OF=us", "{question}");
    }
    for question in ["who supplies Lyna", "who supplies the U"] {
        assert_eq!(asking.ask(question).unwrap()["understood"], false, "{question}");
    }
}
