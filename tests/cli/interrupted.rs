//! Commands that are killed at any moment and run again.

use std::{fmt::Write as _, thread::sleep, time::Duration};

use crate::door::{Desk, Ran};

/// Enough for a dozen transactions.
fn facts() -> String {
    let mut lines = String::new();
    for n in 0..5_000 {
        writeln!(
            lines,
            r#"{{"put_entity":{{"key":"e{n}","kind":"PLACE","names":[{{"text":"E {n}","language":"en"}}]}}}}"#
        )
        .unwrap();
    }
    lines
}

#[test]
fn an_import_that_is_killed_goes_on_where_it_stopped_and_writes_nothing_twice() {
    let desk = Desk::new();
    desk.write("facts.jsonl", &facts());
    desk.run(&["import", "facts.jsonl", "--data-dir", "unharmed"]).done();
    for wait in [0, 20, 60, 90, 120, 150, 200] {
        let mut child = desk.command(&["import", "facts.jsonl"]).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        // It may be done by now; then there is nothing left to kill.
        let _ = child.kill();
        Ran::of(child);
    }
    desk.run(&["import", "facts.jsonl"]).done();
    let of = |dir: &str| desk.run(&["export", "--data-dir", dir]).done().out;
    assert_eq!(of("lodegraph-data"), of("unharmed"));
    // Each transaction is there once: an import that wrote one twice would have put versions beside versions.
    let transactions = |dir: &str| {
        let told = desk.run(&["verify", "--data-dir", dir]).done().out;
        told.lines().find(|line| line.starts_with("transactions")).unwrap().to_owned()
    };
    assert_eq!(transactions("lodegraph-data"), transactions("unharmed"));
}

#[test]
fn a_first_fill_that_is_killed_goes_on_at_the_next_start() {
    let desk = Desk::new();
    for wait in [0, 40, 80, 120, 160] {
        let mut child = desk.command(&["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        let _ = child.kill();
        Ran::of(child);
    }
    let (mut server, _) = crate::serve::start(&desk, &[]);
    server.kill().unwrap();
    server.wait().unwrap();
    let facts = Desk::with_facts();
    assert_eq!(desk.run(&["export"]).done().out, facts.run(&["export"]).done().out);
    assert_eq!(desk.verified("transactions"), "4");
}
