//! GraphQL documents without a server, those of the playground's tabs among them.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::door::Desk;

fn data(told: &str) -> Value {
    let answer: Value = serde_json::from_str(told).unwrap_or_else(|wrong| panic!("{wrong}: {told}"));
    answer["data"].clone()
}

#[test]
fn a_document_is_answered_with_its_variables() {
    let desk = Desk::with_facts();
    let document = "query A($key: ID!) { entity(id: $key) { key } } query B { entity(id: \"china\") { key } }";
    let run = |arguments: &[&str]| desk.run_on(document, &[&["query", "-"], arguments].concat());
    let told = run(&["--operation", "A", "--variables", r#"{"key":"japan"}"#]).done().out;
    assert_eq!(data(&told), json!({"entity": {"key": "japan"}}));
    assert_eq!(data(&run(&["--operation", "B"]).done().out), json!({"entity": {"key": "china"}}));
    assert!(run(&["--variables", "7"]).err.contains("`7` is no JSON object of variables"));
}

#[test]
fn an_answer_with_errors_is_printed_and_is_a_failure() {
    let desk = Desk::with_facts();
    let told = desk.run_on("{ suppliers(of: \"greenlnad\") { totalCount } }", &["query", "-"]);
    assert_eq!(told.code, 1);
    let answer: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    assert!(told.err.starts_with("error: "), "{told:?}");
}

#[test]
fn the_contract_is_printed_as_it_stands_in_the_house() {
    let contract = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql")).unwrap();
    assert_eq!(Desk::new().run(&["schema"]).done().out, contract);
}

#[test]
fn a_subscription_is_for_the_server() {
    let desk = Desk::with_facts();
    desk.run_on("subscription { changes { seq } }", &["query", "-"]).failed("a subscription goes on for ever");
}

/// Each example of the playground, and what its answer has to hold.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("01-who-supplies-us-refining", &["\"china\"", "\"RESTRICTED\"", "\"greenland\""]),
    ("02-the-same-in-2022", &["\"china\"", "\"malaysia\""]),
    ("03-who-supplies-japan", &["\"india-state-miner\"", "\"AT_RISK\""]),
    ("04-how-much-does-china-export-to-the-us", &["\"disputed\": true", "\"over 90 %\""]),
    ("05-the-contract-of-the-dod-with-lynas", &["\"258000000\"", "approximately USD 258 million"]),
    ("06-is-there-a-chinese-ban", &["\"DENIED\"", "\"EASED\"", "\"ACTIVE\""]),
    ("07-search-greenland-in-chinese", &["\"greenland\""]),
    ("08-paths-from-lynas-to-us-refining", &["\"CONTRACTED\""]),
    ("09-write-a-claim", &["\"example-plant-in-texas\""]),
    ("11-how-concentrated-are-us-imports", &["\"5130\"", "US Geological Survey"]),
    ("12-how-much-the-us-depend-on-china", &["\"NO_FIGURES\"", "\"70\""]),
    ("13-net-imports-of-china", &["\"10501.5\"", "\"950000000\""]),
    ("14-what-cannot-all-be-true", &["\"CERTAIN\"", "\"over 90 %\"", "\"MODE\""]),
    ("15-what-happened-to-the-contract", &["\"AMENDED\"", "\"2022-06\"", "\"PUBLICATION\""]),
    ("16-how-many-of-what", &["\"PRODUCTION\"", "\"China\"", "\"392850\""]),
    ("17-why-not", &["\"AT_RISK\"", "\"LATER\"", "\"KNOWN_LATER\"", "\"2025-06-13\""]),
    ("18-chokepoints", &["\"lost\": 3", "\"Japan\"", "\"size\": 8"]),
    ("19-what-if-china-bans-exports-to-the-us", &["\"BLOCKED\"", "\"Malaysia\""]),
    ("20-what-changed-since-2022", &["\"APPEARED\"", "\"india-state-miner\""]),
    ("21-in-words", &["\"WHAT_IF\"", "\"WHY_NOT\"", "\"UNKNOWN\"", "what if China bans exports"]),
];

#[test]
fn every_example_of_the_playground_is_answered_from_the_bundled_facts() {
    let desk = Desk::with_facts();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/examples");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let ran = desk.run(&["query", file.to_str().unwrap()]);
        if fs::read_to_string(file).unwrap().contains("\nsubscription ") {
            ran.failed("a subscription goes on for ever");
            continue;
        }
        let told = ran.done().out;
        let (_, parts) = EXAMPLES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name} is new"));
        for part in *parts {
            assert!(told.contains(part), "{part} in {name}: {told}");
        }
    }
    assert!(files.len() > EXAMPLES.len());
}
