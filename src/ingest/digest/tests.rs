//! Digests in our own words.

use super::super::{Batch, Format, read, read_knowing};
use crate::model::{Change, Document, Key};

const DIGEST: &str = "Workflow\n稀有金属\nicon\nSearch documents\n\
    锂矿公司暂停出口\n\
    news flash· 2024-05-02 08:15\n\
    Core Viewpoint - A miner paused its shipments [1] Group 1 - Buyers - mostly in Asia - look elsewhere [1] - Prices may rise [2][3]\n\
    A headline in English\n\
    Sea Mail· 2024-05-01 23:05\n\
    U.S. Demand\n\
    - Demand grew by 4.5% [4], the fastest in years [5].\n\
    - A line without a number\n\
    价格 - 价格上涨 [6]\n";

fn documents(batch: &Batch) -> Vec<Document> {
    let document = |c: &Change| match c {
        Change::PutDocument(d) => Some(d.clone()),
        _ => None,
    };
    batch.changes.iter().filter_map(|p| document(&p.change)).collect()
}

fn digest(text: &str) -> Batch {
    read(Format::Digest, "a.txt", text.as_bytes())
}

fn passages(body: &str) -> Vec<(Option<String>, String, Option<String>)> {
    let text = format!("Ores\nA headline\nSea Mail· 2024-05-01 23:05\n{body}");
    let batch = digest(&text);
    assert_eq!(batch.refused, []);
    let one = documents(&batch).remove(0);
    one.passages.into_iter().map(|p| (p.heading, p.text, p.locator)).collect()
}

fn passage(heading: &str, text: &str, locator: &str) -> (Option<String>, String, Option<String>) {
    let given = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    (given(heading), text.to_owned(), given(locator))
}

#[test]
fn each_item_is_a_document_and_each_publisher_an_organisation() {
    let batch = digest(DIGEST);
    assert_eq!(batch.refused, []);
    insta::assert_debug_snapshot!(batch.changes);
}

#[test]
fn the_same_item_has_the_same_key_and_another_text_another() {
    let key = |text: &str| documents(&digest(text)).remove(0).key;
    assert_eq!(key(DIGEST), key(&DIGEST.replace('\n', "\r\n\r\n")));
    for (old, new) in [
        ("稀有金属", "金属"),
        ("暂停", "停止"),
        ("08:15", "08:16"),
        ("A miner", "The miner"),
        ("[2][3]", "[2]"),
        ("Group 1", "Group 2"),
    ] {
        assert_ne!(key(DIGEST), key(&DIGEST.replacen(old, new, 1)), "{old}");
    }
}

#[test]
fn a_publisher_that_is_known_is_not_made_again() {
    let known = Key::new("sea-mail-daily").unwrap();
    let batch =
        read_knowing(Format::Digest, "a.txt", DIGEST.as_bytes(), &|name| (name == "Sea Mail").then(|| known.clone()));
    assert!(batch.changes.iter().all(|p| matches!(p.change, Change::PutDocument(_))));
    assert_eq!(documents(&batch)[1].publisher, Some(known));
}

#[test]
fn a_publisher_in_another_script_has_a_key_too() {
    let batch = digest("A headline\n矿业报· 2024-05-01 23:05\nAnother\n矿业报· 2024-05-01 23:06\n");
    let makes = batch.changes.iter().filter(|p| matches!(p.change, Change::PutEntity(_))).count();
    assert_eq!(makes, 1);
    let by = documents(&batch).remove(0).publisher.unwrap();
    assert!(by.as_str().starts_with("publisher-"), "{by}");
}

#[test]
fn statements_end_in_numbers_before_a_dash_a_heading_or_the_end() {
    for (body, expected) in [
        ("- A [1]\n- B [2]", vec![passage("", "A", "[1]"), passage("", "B", "[2]")]),
        (
            "Group 1 - A [1] Group 2 - B [2] - C",
            vec![passage("Group 1", "A", "[1]"), passage("Group 2", "B", "[2]"), passage("Group 2", "C", "")],
        ),
        ("Group 1\n- A [1] [2]", vec![passage("Group 1", "A", "[1][2]")]),
        ("- A [1] and a tail - with a dash [2]", vec![passage("", "A [1] and a tail - with a dash", "[2]")]),
        ("- A [sic] [1]. - B [2]。", vec![passage("", "A [sic]", "[1]"), passage("", "B", "[2]")]),
        ("A whole sentence on its own [7]", vec![passage("", "A whole sentence on its own", "[7]")]),
        ("", vec![]),
    ] {
        assert_eq!(passages(body), expected, "{body}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_by_its_line_and_the_rest_taken() {
    let text = "Ores\nstray\nA headline\nSea Mail· 2024-05-01 23:05\nplain words, no more\n  - [3]\n- Good [4]\n\
        Late\nSea Mail· 2024-02-30 23:05\n- Lost [1]\nLast\nSea Mail· 2024-05-03 23:05\nSea Mail· 2024-05-04 23:05\n- Whose? [1]\n";
    let mut bytes = text.as_bytes().to_vec();
    bytes.extend(b"- not text \xff\n");
    let batch = read(Format::Digest, "a.txt", &bytes);
    let refused: Vec<_> = batch.refused.iter().map(|r| (r.line, r.column, r.reason.as_str())).collect();
    insta::assert_debug_snapshot!(refused);
    let titles: Vec<_> = documents(&batch).iter().map(|d| (d.titles[0].text.clone(), d.passages.len())).collect();
    assert_eq!(titles, [("A headline".to_owned(), 1), ("Last".to_owned(), 0)]);
}

#[test]
fn a_second_workflow_has_its_own_name() {
    let batch = digest("Workflow\nOne\nA\nSea Mail· 2024-05-01 23:05\nWorkflow\nTwo\nB\nSea Mail· 2024-05-01 23:05\n");
    let collections: Vec<_> = documents(&batch).iter().map(|d| d.collection.clone().unwrap()).collect();
    assert_eq!(collections, ["One", "Two"]);
}

#[test]
fn a_text_is_in_the_language_of_most_of_it() {
    let body_of = |body: &str| {
        let batch = digest(&format!("标题\nSea Mail· 2024-05-01 23:05\n{body}"));
        documents(&batch).remove(0).language.map(|l| l.to_string())
    };
    assert_eq!(body_of("- The word is 稀土 [1]").as_deref(), Some("en"));
    assert_eq!(body_of("- 稀土出口增长，Lynas 也在内 [1]").as_deref(), Some("zh"));
    assert_eq!(body_of(""), None);
}
