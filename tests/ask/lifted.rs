//! Restrictions that are supposed to be lifted, by what they are called; and trade that is supposed to stop, of whoever belongs to whom.

use serde_json::{Value, json};

use crate::asking::{Asking, TODAY};

/// What each change of a question names, or the reason why there is none.
fn changed(asking: &Asking, question: &str) -> Vec<String> {
    let said = asking.ask(question).unwrap();
    if said["understood"] == false {
        return said["unclear"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part["because"].as_str().unwrap().to_owned())
            .collect();
    }
    let changes = ["changes", "supposed"].iter().find_map(|name| said["variables"][*name].as_array());
    let named = changes.unwrap().iter().map(|change| change.as_object().unwrap().values().next().unwrap());
    let mut named: Vec<String> = named.map(|value| value.as_str().unwrap().to_owned()).collect();
    named.sort();
    named
}

/// The relations between two, by key.
fn between(asking: &Asking, from: &str, to: &str, more: &str) -> Vec<String> {
    let filter = format!("from: \"{from}\", to: \"{to}\", {more}");
    let asked = format!(
        "{{ view(asOf: \"{TODAY}\") {{ relations(first: 100, where: {{ {filter} }}) {{ edges {{ node {{ key }} }} }} }} }}"
    );
    let said: Value = asking.run(&asked, json!({})).unwrap();
    let edges = said["view"]["relations"]["edges"].as_array().unwrap();
    let mut keys: Vec<String> = edges.iter().map(|edge| edge["node"]["key"].as_str().unwrap().to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn only_restrictions_of_the_instrument_that_is_named_are_lifted() {
    let asking = Asking::of_the_facts();
    let of = |instruments: &str| between(&asking, "china", "world", &format!("instruments: [{instruments}]"));
    let (licensing, control, both) = (of("LICENSING"), of("CONTROL"), of("LICENSING, CONTROL"));
    assert_eq!((licensing.len(), control.len(), both.len()), (1, 1, 2));
    let nothing = vec!["NOTHING".to_owned()];
    for (question, expected) in [
        ("what if China's ban is lifted", &nothing),
        ("what if China lifts its embargo on Japan", &nothing),
        ("what if the quota of China were lifted", &nothing),
        ("如果中国取消禁令", &nothing),
        ("如果中国的出口关税被取消", &nothing),
        ("what if China's licensing is lifted", &licensing),
        ("如果中国取消出口许可制度", &licensing),
        ("what if China lifts its export controls on Japan", &control),
        ("如果中国对日本的稀土出口管制被解除", &control),
        ("what if China's restrictions are lifted", &both),
        ("如果中国取消对日本的出口限制", &both),
    ] {
        assert_eq!(&changed(&asking, question), expected, "{question}");
    }
}

#[test]
fn what_was_looked_for_in_vain_is_said_and_where_to_look_next() {
    let asking = Asking::of_the_facts();
    for (question, sought, hint) in [
        (
            "what if China's ban is lifted",
            "no restriction `BAN` by `china`",
            "\nhint: `lodegraph ask \"what is china\"`",
        ),
        ("如果格陵兰停止向日本出口", "to `japan`", "\nhint: `lodegraph ask \"who supplies japan\"`"),
    ] {
        let said = asking.ask(question).unwrap();
        let message = said["message"].as_str().unwrap();
        assert!(message.contains(sought) && message.contains(hint), "{message}");
        let next = hint.split('"').nth(1).unwrap();
        assert_eq!(asking.ask(next).unwrap()["understood"], true, "{next}");
    }
}

#[test]
fn trade_stops_of_whoever_belongs_to_the_one_that_is_named() {
    let asking = Asking::of_the_facts();
    let export = between(&asking, "india-state-miner", "japan", "kinds: [EXPORT]");
    assert_eq!(export.len(), 1);
    for question in [
        "what if India stops supplying Japan",
        "what if India's state-owned miner (name unknown) stops supplying Japan",
        "如果印度停止向日本供应稀土",
        "如果印度停止向日本供应稀土，谁供应美国精炼",
    ] {
        assert_eq!(changed(&asking, question), export, "{question}");
    }
    assert_eq!(changed(&asking, "what if Japan stops supplying India"), ["NOTHING"]);
    assert_eq!(changed(&asking, "如果印度停止向格陵兰供应稀土"), ["NOTHING"]);
}
