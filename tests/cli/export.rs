//! What `export` writes, and that it is the same graph when it is read again.

use std::{fs, path::Path};

use crate::door::Desk;

/// Judgements of every sort over the bundled facts.
const JUDGEMENTS: &str = r#"
{"merge":{"from":"lynas-usa","into":"lynas","reason":"a try"}}
{"retract":{"claim":"f51-us-talks-with-greenland","reason":"a try"}}
{"not_same":{"a":"us-chamber-of-commerce","b":"amcham-china","reason":"a try"}}
{"strike_text":{"document":"s2-sohu-2025-06-03","reason":"a try"}}
"#;

#[test]
fn an_export_of_everything_read_into_an_empty_store_gives_the_same_answers() {
    let desk = Desk::with_facts();
    desk.write("judgements.jsonl", JUDGEMENTS);
    desk.run(&["import", "--strict", "judgements.jsonl"]).done();
    desk.run(&["export", "-o", "all.jsonl"]).done();
    desk.run(&["import", "--data-dir", "again", "--strict", "all.jsonl"]).done();
    let mut asked = 0;
    for example in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("web/examples")).unwrap() {
        let file = example.unwrap().path();
        if !fs::read_to_string(&file).unwrap().contains("\nquery ") {
            continue;
        }
        let of = |dir: &str| desk.run(&["query", file.to_str().unwrap(), "--data-dir", dir]).done().out;
        assert_eq!(of("again"), of("lodegraph-data"), "{}", file.display());
        asked += 1;
    }
    assert!(asked >= 8);
    for question in ["whom does China supply", "谁供应日本", "how does Lynas reach US refining"] {
        let of = |dir: &str| desk.run(&["ask", question, "--as-of", "2025-06-13", "--data-dir", dir]).done().out;
        assert_eq!(of("again"), of("lodegraph-data"), "{question}");
    }
}

#[test]
fn an_export_of_everything_read_into_an_empty_store_exports_the_same() {
    for (format, name) in [("jsonl", "all.jsonl"), ("dossier", "all.toml")] {
        let desk = Desk::with_facts();
        desk.run(&["export", "--format", format, "-o", name]).done();
        desk.run(&["import", "--data-dir", "again", "--strict", name]).done();
        let again = desk.run(&["export", "--format", format, "--data-dir", "again"]).done().out;
        assert_eq!(std::fs::read_to_string(desk.path(name)).unwrap(), again);
        for form in ["jsonl", "dossier"] {
            let of = |dir: &str| {
                desk.run(&["export", "--format", form, "--data-dir", dir, "--as-of", "2022-01-01"]).done().out
            };
            assert_eq!(of("again"), of("lodegraph-data"));
        }
    }
}

#[test]
fn an_export_of_a_day_has_what_holds_on_it() {
    let desk = Desk::with_facts();
    let of = |day: &str| desk.run(&["export", "--as-of", day]).done().out;
    let contract = "f44-";
    assert!(of("2025-06-13").contains(contract));
    assert!(!of("2022-01-01").contains(contract));
}

#[test]
fn before_the_first_start_nothing_was_known() {
    let desk = Desk::with_facts();
    assert_eq!(desk.run(&["export", "--known-at", "2000-01-01T00:00:00Z"]).done().out, "");
}

#[test]
fn a_file_that_was_there_stays_when_the_export_fails() {
    let desk = Desk::new();
    desk.write("all.jsonl", "mine\n");
    desk.run(&["export", "-o", "all.jsonl"]).failed("there is no store in `lodegraph-data`");
    assert_eq!(std::fs::read_to_string(desk.path("all.jsonl")).unwrap(), "mine\n");
    assert!(!desk.path("lodegraph-data").exists());
}
