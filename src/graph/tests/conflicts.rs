//! Figures that cannot both be true.

use super::*;

/// The conflicts of the claim `one` with others: key and certainty.
fn conflicts(lines: &str) -> Vec<(String, Certainty)> {
    let drawn = Drawn::new(lines);
    let view = drawn.view();
    let found = view.conflicts_with(view.claim_with_key("one").unwrap().index);
    for (other, certainty) in &found {
        let back = view.conflicts_with(*other);
        assert!(back.contains(&(view.claim_with_key("one").unwrap().index, *certainty)), "a conflict is mutual");
    }
    found.into_iter().map(|(claim, certainty)| (view.claim(claim).unwrap().key(), certainty)).collect()
}

#[track_caller]
fn clash(one: &str, two: &str, expected: Option<Certainty>) {
    let lines = format!("a EXPORT b key=one {one}\na EXPORT b key=two {two}");
    let expected: Vec<_> = expected.map(|c| ("two".to_owned(), c)).into_iter().collect();
    assert_eq!(conflicts(&lines), expected);
}

#[test]
fn periods_that_overlap_make_it_certain_and_an_unknown_one_possible() {
    clash("share=90..100%@2023", "share=70%@2020/2023", Some(Certainty::Certain));
    clash("share=90..100%@2023", "share=~70%", Some(Certainty::Possible));
    clash("share=90..100%", "share=~70%", Some(Certainty::Possible));
    clash("share=90..100%@2023", "share=70%@2013", None);
}

#[test]
fn ranges_that_meet_agree() {
    clash("share=65..70%@2023", "share=~70%@2023", None);
    clash("share=65..70%@2023", "share=~74%@2023", Some(Certainty::Certain));
}

#[test]
fn only_the_same_metric_and_kind_of_unit_is_compared() {
    clash("quantity=5t@2023", "quantity=5000kg@2023", None);
    clash("quantity=5t@2023", "quantity=6000kg@2023", Some(Certainty::Certain));
    clash("value=5USD@2023", "value=50CNY@2023", None);
    clash("value=5USD@2023", "value=6USD@2023", Some(Certainty::Certain));
    clash("share=5%@2023", "share-change=50%@2023", None);
    clash("other=5%@2023", "other=50%@2023", None);
}

#[test]
fn what_counts_other_things_is_not_compared() {
    clash("share=5%(by_weight)@2023", "share=50%(by_value)@2023", None);
    clash("share=5%(by_weight)@2023", "share=50%@2023", None);
    clash("share=5%(by_weight)@2023", "share=50%(by_weight)@2023", Some(Certainty::Certain));
}

#[test]
fn an_opinion_conflicts_with_nothing() {
    clash("share=5%@2023", "share=50%@2023 mode=OPINION", None);
}

#[test]
fn other_relations_are_other_subjects() {
    for other in ["a EXPORT c", "a EXPORT b of=ree", "a EXPORT b stage=MINING", "a EXPORT b number=7"] {
        let lines = format!("a EXPORT b share=5%@2023 key=one\n{other} share=50%@2023");
        assert!(conflicts(&lines).is_empty(), "{other}");
    }
}

#[test]
fn an_amendment_and_its_original_are_a_history() {
    let lines = "a CONTRACT b value=120USD@2022-06 key=first
                 a CONTRACT b value=~258USD amends=first key=one
                 a CONTRACT b value=300USD amends=one key=third";
    assert!(conflicts(lines).is_empty());
    let stranger = format!("{lines}\na CONTRACT b value=500USD key=stranger");
    assert_eq!(conflicts(&stranger), [("stranger".to_owned(), Certainty::Possible)]);
}

#[test]
fn what_does_not_count_does_not_conflict() {
    let lines = "a EXPORT b share=5%@2023 key=one
                 a EXPORT b share=50%@2023 key=two
                 a EXPORT b share=60%@2023 key=three supersedes=two
                 ---
                 RETRACT three";
    // Two is superseded, three retracted.
    assert!(conflicts(lines).is_empty());
}

#[test]
fn observations_conflict_alike() {
    let lines = "DOCUMENT d published=2025
                 china SEEN RESERVES of=ree reserves=44Mt key=one doc=d
                 china SEEN RESERVES of=ree reserves=22Mt key=two doc=d";
    assert_eq!(conflicts(lines), [("two".to_owned(), Certainty::Possible)]);
    let drawn = Drawn::new(lines);
    let seen = drawn.view().observations_of(drawn.node("china"));
    assert!(drawn.view().observation(seen[0]).unwrap().disputed());
}
