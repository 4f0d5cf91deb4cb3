//! `verify`: what it finds, and that nothing damaged passes.

use std::{fmt::Write as _, time::Instant};

use crate::door::Desk;

#[test]
fn it_says_what_the_store_holds() {
    let desk = Desk::with_facts();
    let told = desk.run(&["verify"]).done().out;
    for name in ["transactions", "entities", "documents", "claims", "relations", "observations", "bytes"] {
        assert!(desk.verified(name).parse::<u64>().unwrap() > 0, "{told}");
    }
    assert_eq!(desk.verified("head").len(), 64);
    assert!(desk.verified("first") <= desk.verified("last"));
}

#[test]
fn it_says_the_same_to_a_program() {
    let desk = Desk::with_facts();
    let told: serde_json::Value = serde_json::from_str(&desk.run(&["verify", "--json"]).done().out).unwrap();
    assert_eq!(told["claims"].to_string(), desk.verified("claims"));
    assert_eq!(told["head"], desk.verified("head"));
}

#[test]
fn it_makes_no_store() {
    let desk = Desk::new();
    desk.run(&["verify"]).failed("there is no store in `lodegraph-data`");
    assert!(!desk.path("lodegraph-data").exists());
}

#[test]
fn a_damaged_record_is_named_by_its_number() {
    let desk = Desk::new();
    for n in 1..=3 {
        let line =
            format!(r#"{{"put_entity":{{"key":"e{n}","kind":"PLACE","names":[{{"text":"E","language":"en"}}]}}}}"#);
        desk.run_on(&line, &["import", "-"]).done();
    }
    // Behind the program's back, as a failing disk would.
    let db = sled::open(desk.path("lodegraph-data/journal")).unwrap();
    let (key, value) = db.iter().filter_map(Result::ok).find(|(key, _)| key[..8] == 2_u64.to_be_bytes()).unwrap();
    let mut damaged = value.to_vec();
    damaged[60] ^= 4;
    db.insert(key, damaged).unwrap();
    db.flush().unwrap();
    drop(db);
    desk.run(&["verify"]).failed("record 2 is damaged");
    desk.run(&["export"]).failed("record 2 is damaged");
}

/// So many random claims; `make verify-large` sets 100,000.
fn claims() -> usize {
    std::env::var("LODEGRAPH_VERIFY_CLAIMS").map_or(10_000, |n| n.parse().expect("a number of claims"))
}

#[test]
fn a_store_of_random_claims_is_verified_whole() {
    let claims = claims();
    let desk = Desk::new();
    desk.write("random.jsonl", &random(claims));
    let begun = Instant::now();
    let told = desk.run(&["import", "random.jsonl"]).done();
    let imported = begun.elapsed();
    assert!(told.out.starts_with(&format!("{} taken", claims + 1_050)), "{told:?}");
    let begun = Instant::now();
    assert_eq!(desk.verified("claims"), claims.to_string());
    println!("{claims} claims: import {imported:?}, verify {:?}", begun.elapsed());
}

/// Claims of several kinds, statuses and modes between random places, said by random documents; always the same for the
/// same number.
fn random(claims: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut lines = String::new();
    let name = |n: usize| format!(r#""names":[{{"text":"Place {n}","language":"en"}}]"#);
    for n in 0..1_000 {
        writeln!(lines, r#"{{"put_entity":{{"key":"place-{n}","kind":"PLACE",{}}}}}"#, name(n)).unwrap();
    }
    for n in 0..50 {
        let title = format!(r#""titles":[{{"text":"Paper {n}","language":"en"}}]"#);
        let year = 2010 + n % 15;
        writeln!(lines, r#"{{"put_document":{{"key":"paper-{n}",{title},"published":"{year}-03"}}}}"#).unwrap();
    }
    let kinds = ["export", "contract", "negotiation", "restriction"];
    let modes = ["OFFICIAL", "REPORTED", "ATTRIBUTED", "HEARSAY", "OPINION"];
    let statuses = ["ACTIVE", "EASED", "AGREED", "DISCUSSED", "DENIED", "ENDED"];
    for n in 0..claims {
        let from = next(1_000);
        let to = (from + 1 + next(999)) % 1_000;
        let (kind, mode, status) = (kinds[next(4)], modes[next(5)], statuses[next(6)]);
        let more = if kind == "restriction" { r#","instrument":"BAN""# } else { "" };
        let about = format!(r#""about":{{"{kind}":{{"from":"place-{from}","to":"place-{to}"{more}}}}}"#);
        let figure = format!(
            r#""measures":[{{"metric":"QUANTITY","value":"{}","unit":"t","period_from":"{}"}}]"#,
            next(100_000),
            2010 + next(15)
        );
        let said = format!(r#""mode":"{mode}","status":"{status}","evidence":[{{"document":"paper-{}"}}]"#, next(50));
        writeln!(lines, r#"{{"assert":{{"key":"claim-{n}",{about},{said},{figure}}}}}"#).unwrap();
    }
    lines
}
