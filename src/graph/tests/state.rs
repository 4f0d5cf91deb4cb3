//! The state of a relation: by the strongest claim that holds.

use super::*;

const EXPORT: &str = "export.a.b";

#[track_caller]
fn today(lines: &str, expected: &str) {
    expect(lines, EXPORT, &[(drawn::TODAY, expected)]);
}

#[test]
fn what_holds_outranks_what_is_merely_carried() {
    today(
        "a EXPORT b quantity=5t@2024 mode=OFFICIAL
         a EXPORT b status=AGREED from=2020 mode=HEARSAY",
        "AGREED disputed",
    );
}

#[test]
fn a_stronger_mode_outranks_a_weaker_one() {
    for (weak, strong) in [("REPORTED", "OFFICIAL"), ("ATTRIBUTED", "REPORTED"), ("HEARSAY", "ATTRIBUTED")] {
        let lines = format!(
            "a EXPORT b status=ACTIVE from=2020 mode={strong}
             a EXPORT b status=EASED from=2019 mode={weak}"
        );
        today(&lines, "ACTIVE");
    }
}

#[test]
fn of_one_mode_the_later_beginning_counts_and_the_earlier_is_history() {
    today(
        "a RESTRICTION b instrument=CONTROL status=ACTIVE from=2025-04
         a EXPORT b status=ACTIVE from=2020
         a EXPORT b status=EASED from=2025",
        "EASED",
    );
}

#[test]
fn of_one_beginning_the_later_publication_counts() {
    today(
        "DOCUMENT d1 published=2025-03-01
         DOCUMENT d2 published=2025-03-02
         a EXPORT b status=ACTIVE from=2025 doc=d2
         a EXPORT b status=EASED from=2025 doc=d1",
        "ACTIVE disputed",
    );
    today(
        "DOCUMENT d1 published=2025-03-01 at=2025-03-01T08:00:00Z
         DOCUMENT d2 published=2025-03-01 at=2025-03-01T09:00:00Z
         a EXPORT b status=EASED from=2025 doc=d2
         a EXPORT b status=ACTIVE from=2025 doc=d1",
        "EASED disputed",
    );
}

#[test]
fn at_last_the_key_decides() {
    today(
        "a EXPORT b status=ACTIVE from=2025 key=k1
         a EXPORT b status=EASED from=2025 key=k2",
        "ACTIVE disputed",
    );
}

#[test]
fn an_opinion_never_sets_a_state_nor_disputes_one() {
    today("a EXPORT b status=ACTIVE mode=OPINION", "lapsed");
    today(
        "a EXPORT b status=ACTIVE from=2020
         a EXPORT b status=DENIED from=2025 mode=OPINION",
        "ACTIVE",
    );
}

#[test]
fn another_status_that_begins_no_earlier_disputes() {
    today(
        "a EXPORT b status=ACTIVE from=2024 mode=OFFICIAL
         a EXPORT b status=DENIED from=2025",
        "ACTIVE disputed",
    );
    today(
        "a EXPORT b status=DENIED from=2024
         a EXPORT b status=ACTIVE from=2025",
        "ACTIVE",
    );
}

#[test]
fn figures_that_conflict_dispute() {
    let unknown = |share: &str| {
        format!("DOCUMENT d published=2025-05-28\na EXPORT b share=90..100%@2023\na EXPORT b share={share} doc=d")
    };
    today(&unknown("~70%"), "ACTIVE disputed");
    today(&unknown("~95%"), "ACTIVE");
    // The figure of 2013 is a history: it is not even carried any more.
    today("a EXPORT b share=90..100%@2023\na EXPORT b share=70%@2013", "ACTIVE");
}

#[test]
fn details_are_taken_from_the_strongest_claim_that_gives_one() {
    let drawn = Drawn::new(
        "a CONTRACT b status=AGREED from=2022 purpose=build mode=REPORTED
         a CONTRACT b status=AGREED from=2023 mode=OFFICIAL
         a CONTRACT b status=AGREED from=2030 purpose=later mode=OFFICIAL",
    );
    let contract = drawn.relation("contract.a.b");
    let purpose = contract.detail(|c| c.details().and_then(|d| d.purpose.clone()));
    assert_eq!(purpose.as_deref(), Some("build"));
    let early = drawn.on("2021-01-01").find("contract.a.b");
    let Some(Found::Relation(early)) = early else { panic!() };
    assert_eq!(early.detail(|c| c.details().and_then(|d| d.purpose.clone())), None);
}

#[test]
fn validity_reaches_from_the_earliest_beginning_to_the_latest_end_of_what_holds() {
    let valid = |lines: &str| {
        let drawn = Drawn::new(lines);
        let (from, to) = drawn.relation(EXPORT).valid();
        [from, to].map(|date| date.map_or("-".to_owned(), |d| d.to_string()))
    };
    assert_eq!(
        valid("a EXPORT b status=ACTIVE from=2022-06 to=2026\na EXPORT b status=ACTIVE from=2024 to=2027"),
        ["2022-06", "2027"]
    );
    assert_eq!(valid("a EXPORT b status=ACTIVE from=2022\na EXPORT b status=ACTIVE from=2010 to=2011"), ["2022", "-"]);
    assert_eq!(valid("a EXPORT b share=5%@2024"), ["2024", "2024"]);
    assert_eq!(valid("a EXPORT b share=5%"), ["-", "-"]);
}

#[test]
fn last_observed_is_the_end_of_the_newest_period_that_has_begun() {
    let drawn = Drawn::new("a EXPORT b share=5%@2020/2023\na EXPORT b share=6%@2022\na EXPORT b quantity=1t@2030");
    assert_eq!(drawn.relation(EXPORT).last_observed().unwrap().to_string(), "2023");
}

#[test]
fn claims_that_hold_come_first_then_those_that_held_then_those_to_come() {
    let drawn = Drawn::new(
        "a EXPORT b status=ACTIVE from=2030 key=to-come
         a EXPORT b status=ACTIVE from=2010 to=2011 key=held mode=OFFICIAL
         a EXPORT b quantity=5t@2024 key=carried mode=OFFICIAL
         a EXPORT b status=ACTIVE from=2020 key=weak mode=HEARSAY
         a EXPORT b status=ACTIVE from=2020 key=strong
         a EXPORT b status=ACTIVE from=2020 key=retracted
         ---
         RETRACT retracted",
    );
    let claims = drawn.relation(EXPORT).claims();
    let keys: Vec<_> = claims.iter().map(|a| drawn.view().claim(a.claim).unwrap().key()).collect();
    assert_eq!(keys, ["strong", "weak", "carried", "held", "to-come"]);
    let holds: Vec<_> = claims.iter().map(|a| a.hold).collect();
    assert_eq!(holds, [Hold::Holds, Hold::Holds, Hold::Carried, Hold::No, Hold::No]);
}
