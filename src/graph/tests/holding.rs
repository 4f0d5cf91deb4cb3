//! Which claims count, and which of them hold on a date.

use super::*;
use crate::model::{Day, Instant};

const EXPORT: &str = "export.a.b";

#[test]
fn a_claim_begins_on_the_first_day_of_its_validity() {
    expect("a EXPORT b status=ACTIVE from=2022-06", EXPORT, &[("2022-05-31", "lapsed"), ("2022-06-01", "ACTIVE")]);
}

#[test]
fn without_validity_it_begins_with_its_measured_period() {
    let lines = "DOCUMENT d published=2025-05-28
                 a EXPORT b quantity=5t@2024 status=ACTIVE doc=d";
    expect(lines, EXPORT, &[("2023-12-31", "lapsed"), ("2024-01-01", "ACTIVE")]);
}

#[test]
fn without_either_it_begins_on_the_day_of_its_earliest_publication() {
    let lines = "DOCUMENT late published=2025-06-10
                 DOCUMENT early published=2025-06-03
                 a EXPORT b status=ACTIVE doc=late,early";
    expect(lines, EXPORT, &[("2025-06-02", "lapsed"), ("2025-06-03", "ACTIVE")]);
}

#[test]
fn a_publication_as_precise_as_a_month_is_its_first_day() {
    let lines = "DOCUMENT d published=2025-01
                 a EXPORT b status=ACTIVE doc=d";
    expect(lines, EXPORT, &[("2024-12-31", "lapsed"), ("2025-01-01", "ACTIVE")]);
}

#[test]
fn a_document_without_a_date_is_published_when_it_is_recorded() {
    let lines = "DOCUMENT d
                 a EXPORT b status=ACTIVE doc=d";
    expect(lines, EXPORT, &[("2025-05-31", "lapsed"), ("2025-06-01", "ACTIVE")]);
}

#[test]
fn an_unknown_start_is_never_always_but_for_where_things_lie_and_belong() {
    expect("a EXPORT b status=ACTIVE", EXPORT, &[("1900-01-01", "lapsed")]);
    expect("a LOCATION b", "location.a.b", &[("1900-01-01", "ACTIVE"), ("2100-01-01", "ACTIVE")]);
    expect("a MEMBERSHIP b to=2020", "membership.a.b", &[("1900-01-01", "ACTIVE"), ("2021-01-01", "lapsed")]);
    expect("a LOCATION b from=2022", "location.a.b", &[("1900-01-01", "lapsed")]);
}

#[test]
fn it_ends_after_the_last_day_of_its_validity() {
    let lines = "a EXPORT b status=ACTIVE from=2020 to=2022-06";
    expect(lines, EXPORT, &[("2022-06-30", "ACTIVE"), ("2022-07-01", "lapsed")]);
}

#[test]
fn figures_alone_end_with_their_period_and_are_carried_on_for_three_years() {
    let lines = "a EXPORT b quantity=5t@2020/2021";
    expect(
        lines,
        EXPORT,
        &[("2019-12-31", "lapsed"), ("2021-12-31", "ACTIVE"), ("2024-12-31", "ACTIVE"), ("2025-01-01", "lapsed")],
    );
}

#[test]
fn figures_without_a_period_are_carried_on_from_their_publication() {
    let lines = "DOCUMENT d published=2025-05-28
                 a EXPORT b share=~70% doc=d";
    expect(
        lines,
        EXPORT,
        &[("2025-05-27", "lapsed"), ("2025-05-28", "ACTIVE"), ("2028-05-28", "ACTIVE"), ("2028-05-29", "lapsed")],
    );
}

#[test]
fn how_long_figures_are_carried_is_the_views_to_say() {
    let drawn = Drawn::new("a EXPORT b quantity=5t@2020");
    let carried = |months| {
        let pin = Pin { carry_months: months, ..drawn.on("2022-02-01").pin() };
        told(drawn.graph.view(pin), EXPORT)
    };
    assert_eq!([0, 12, 13, 14].map(carried), ["lapsed", "lapsed", "lapsed", "ACTIVE"]);
}

#[test]
fn a_claim_with_a_status_holds_until_something_ends_it() {
    expect("a EXPORT b status=ACTIVE quantity=5t@2020", EXPORT, &[("2100-01-01", "ACTIVE")]);
}

#[test]
fn zero_says_nothing_and_a_figure_without_a_status_says_active() {
    expect("a EXPORT b quantity=0t@2025", EXPORT, &[("2025-06-13", "lapsed")]);
    expect("a EXPORT b quantity=0t@2025 status=ACTIVE", EXPORT, &[("2025-06-13", "ACTIVE")]);
    expect("a EXPORT b quantity-change=0%@2025", EXPORT, &[("2025-06-13", "ACTIVE")]);
}

#[test]
fn ended_ends_the_earlier_ones_that_are_not_of_a_stronger_mode() {
    let ended = "b2 EXPORT b status=ACTIVE from=2020
                 b2 EXPORT b status=ENDED from=2023";
    expect(ended, "export.b2.b", &[("2022-12-31", "ACTIVE"), ("2023-01-01", "ENDED")]);
    let official = "a EXPORT b status=ACTIVE from=2020 mode=OFFICIAL
                    a EXPORT b status=ENDED from=2023";
    expect(official, EXPORT, &[("2022-12-31", "ACTIVE"), ("2023-01-01", "ACTIVE disputed")]);
    let resumed = "a EXPORT b status=ACTIVE from=2020
                   a EXPORT b status=ENDED from=2023
                   a EXPORT b status=ACTIVE from=2024";
    expect(resumed, EXPORT, &[("2023-06-01", "ENDED"), ("2024-06-01", "ACTIVE")]);
}

#[test]
fn figures_that_were_carried_are_ended_too() {
    let lines = "a EXPORT b quantity=5t@2022
                 a EXPORT b status=ENDED from=2023-03";
    expect(lines, EXPORT, &[("2023-02-28", "ACTIVE"), ("2023-03-01", "ENDED")]);
}

#[test]
fn a_superseded_claim_counts_no_more_and_its_successor_does() {
    let drawn = Drawn::new(
        "a EXPORT b status=ACTIVE key=old
         ---
         a EXPORT b status=EASED key=new supersedes=old",
    );
    assert_eq!(told(drawn.view(), EXPORT), "EASED");
    assert_eq!(told(drawn.at(1, drawn::TODAY), EXPORT), "ACTIVE");
    let old = drawn.view().claim_with_key("old").unwrap();
    assert!(!old.counts() && !old.holds());
    assert_eq!(drawn.view().claim(old.superseded_by().unwrap()).unwrap().key(), "new");
    assert!(drawn.at(1, drawn::TODAY).claim_with_key("old").unwrap().superseded_by().is_none());
}

#[test]
fn a_correction_that_is_retracted_does_not_revive_what_it_replaced() {
    let drawn = Drawn::new(
        "a EXPORT b status=ACTIVE key=old
         ---
         a EXPORT b status=EASED key=new supersedes=old
         ---
         RETRACT new
         ---
         a EXPORT b status=ACTIVE key=again",
    );
    let [corrected, retracted, again] = [2, 3, 4].map(|seq| drawn.at(seq, drawn::TODAY));
    assert_eq!(told(corrected, EXPORT), "EASED");
    assert_eq!(told(retracted, EXPORT), "lapsed");
    assert!(!retracted.claim_with_key("old").unwrap().counts());
    assert_eq!(told(again, EXPORT), "ACTIVE");
}

#[test]
fn a_correction_that_was_not_in_print_corrects_nothing() {
    let drawn = Drawn::new(
        "DOCUMENT first published=2022-01-01
         DOCUMENT second published=2024-01-01
         a EXPORT b status=ACTIVE from=2020 doc=first key=old
         a EXPORT b status=EASED from=2020 doc=second supersedes=old",
    );
    let printed = |by: &str| {
        let pin = Pin { published_by: Some(by.parse::<Day>().unwrap()), ..drawn.view().pin() };
        told(drawn.graph.view(pin), EXPORT)
    };
    assert_eq!(["2021-12-31", "2022-01-01", "2024-01-01"].map(printed), ["nothing", "ACTIVE", "EASED"]);
}

#[test]
fn a_retracted_claim_is_over_for_those_who_know_of_it() {
    let drawn = Drawn::new(
        "a EXPORT b status=ACTIVE key=c
         ---
         RETRACT c",
    );
    assert_eq!(told(drawn.view(), EXPORT), "lapsed");
    assert_eq!(told(drawn.at(1, drawn::TODAY), EXPORT), "ACTIVE");
    let claim = drawn.view().claim_with_key("c").unwrap();
    assert_eq!(claim.retraction().unwrap().seq, 2);
    assert!(drawn.at(1, drawn::TODAY).claim_with_key("c").unwrap().retraction().is_none());
}

#[test]
fn a_relation_whose_claims_were_all_retracted_may_begin_again() {
    let mut drawn = Drawn::new(
        "a EXPORT b status=ACTIVE key=c
         ---
         RETRACT c
         ---
         a EXPORT b status=ACTIVE key=c2",
    );
    let neighbours = |view: View<'_>| {
        let node = view.entity_with_key("a").unwrap();
        view.relations_at(node, ::petgraph::Direction::Outgoing, KindSet::ALL).count()
    };
    for graph in [&drawn.graph, &drawn.replayed()] {
        let at = |seq| neighbours(graph.view(Pin { seq, ..drawn.view().pin() }));
        assert_eq!((at(1), at(3)), (1, 1));
    }
    drawn.add("RETRACT c2");
    let mut replayed = Drawn { graph: drawn.replayed(), entries: drawn.entries.clone() };
    for drawn in [&mut drawn, &mut replayed] {
        drawn.add("a EXPORT b status=EASED key=c3");
        assert_eq!(neighbours(drawn.view()), 1);
        assert_eq!(told(drawn.view(), EXPORT), "EASED");
    }
}

#[test]
fn what_was_not_in_print_does_not_count() {
    let drawn = Drawn::new(
        "DOCUMENT month published=2025-03
         a EXPORT b status=ACTIVE from=2020 doc=month",
    );
    let printed = |by: &str| {
        let pin = Pin { published_by: Some(by.parse::<Day>().unwrap()), ..drawn.view().pin() };
        told(drawn.graph.view(pin), EXPORT)
    };
    // Of a month nobody knows the day: it is in print for sure when the month is over.
    assert_eq!(["2025-03-15", "2025-03-31"].map(printed), ["nothing", "ACTIVE"]);
}

#[test]
fn known_at_is_the_last_transaction_by_then() {
    let drawn = Drawn::new("a EXPORT b\n---\nc EXPORT d");
    let at = |text: &str| drawn.graph.seq_at(text.parse::<Instant>().unwrap());
    assert_eq!(
        [
            at("2025-05-31T23:59:59Z"),
            at("2025-06-01T00:00:00Z"),
            at("2025-06-01T12:00:00Z"),
            at("2030-01-01T00:00:00Z")
        ],
        [0, 1, 1, 2]
    );
}

#[test]
fn nothing_newer_than_its_number_is_seen() {
    let drawn = Drawn::new("a EXPORT b\n---\nc EXPORT d doc=later");
    let view = drawn.at(1, drawn::TODAY);
    assert!(view.find("c").is_none() && view.find("later").is_none() && view.find("export.c.d").is_none());
    assert_eq!((view.entities().count(), view.documents().count(), view.relations().count()), (2, 1, 1));
}
