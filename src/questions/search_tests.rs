//! What search finds, and what it must not.

use proptest::prelude::*;

use super::*;
use crate::{
    graph::{
        Pin,
        drawn::{Drawn, TODAY},
    },
    model::Day,
};

const ALL: [TextKind; 3] = [TextKind::Entity, TextKind::Document, TextKind::Claim];

fn drawn() -> Drawn {
    Drawn::new(
        "PLACE greenland name=Greenland zh=格陵兰 code=ISO_3166-1_alpha-2:GL
         PLACE china name=China zh=中国
         PLACE chile name=Chile zh=智利
         PLACE us name=United_States_of_America zh=美国
         ORGANIZATION lynas name=Lynas
         ORGANIZATION lynas-usa name=Lynas_USA
         COMMODITY rare-earths name=rare_earths zh=稀土
         COMMODITY neodymium name=neodymium zh=钕
         DOCUMENT d1 published=2025-06-03 title=Talks_about_mines text=Officials_said_that_Greenland_may_open_mines_for_rare_earths.
         DOCUMENT d2 published=2025-06-08 title=稀土贸易消息 text=有人提到格陵兰的稀土矿。
         us NEGOTIATION greenland doc=d1 key=c1 statement=The_US_talks_with_Greenland. note=格陵兰没有回应
         us NEGOTIATION china doc=d2 key=c2",
    )
}

fn keys(view: View<'_>, text: &str, kinds: &[TextKind]) -> Vec<String> {
    search(view, text, kinds).into_iter().filter_map(|hit| key(view, hit.what)).collect()
}

fn check(drawn: &Drawn, text: &str, expected: &[&str]) {
    assert_eq!(keys(drawn.view(), text, &ALL), expected, "{text}");
}

fn shown(drawn: &Drawn, text: &str, key_of: &str) -> String {
    let hits = search(drawn.view(), text, &ALL);
    let hit = hits.iter().find(|hit| key(drawn.view(), hit.what).as_deref() == Some(key_of)).unwrap();
    snippet(drawn.view(), text, hit).unwrap()
}

#[test]
fn a_name_finds_the_entity_first_then_what_speaks_of_it() {
    check(&drawn(), "Greenland", &["greenland", "c1", "d1"]);
    check(&drawn(), "格陵兰", &["greenland", "d2", "c1"]);
    check(&drawn(), "GL", &["greenland"]);
    check(&drawn(), "钕", &["neodymium"]);
}

#[test]
fn small_errors_are_forgiven_where_the_word_is_found_nowhere() {
    for misspelt in ["greenlnad", "Grenland", "greenlandd", "greebland", "gréenland"] {
        assert_eq!(keys(drawn().view(), misspelt, &ALL).first().unwrap(), "greenland", "{misspelt}");
    }
    check(&drawn(), "chima", &["china"]);
    check(&drawn(), "格林兰", &["greenland"]);
    check(&drawn(), "china", &["china"]); // though `chile` is near
    check(&drawn(), "gl1", &[]);
    check(&drawn(), "xyzzy", &[]);
    check(&drawn(), " … ", &[]);
}

#[test]
fn the_beginning_of_a_word_finds_it_and_what_is_just_so_comes_first() {
    check(&drawn(), "Green", &["greenland", "c1", "d1"]);
    check(&drawn(), "Gr", &[]);
    let found = search(drawn().view(), "Lynas", &ALL);
    assert_eq!(found.iter().map(|hit| hit.score).collect::<Vec<_>>(), [1.0, 0.9]);
    check(&drawn(), "lynas", &["lynas", "lynas-usa"]);
    check(&drawn(), "lynas usa", &["lynas-usa", "lynas"]);
}

#[test]
fn at_least_half_of_the_words_are_found_and_more_rank_higher() {
    check(&drawn(), "mines for rare earths", &["d1", "rare-earths"]);
    check(&drawn(), "稀土贸易", &["d2"]);
    check(&drawn(), "greenland xyzzy quux", &[]);
}

#[test]
fn only_the_kinds_asked_for_are_given() {
    let drawn = drawn();
    assert_eq!(keys(drawn.view(), "格陵兰", &[TextKind::Document]), ["d2"]);
    assert_eq!(keys(drawn.view(), "格陵兰", &[]), Vec::<String>::new());
}

#[test]
fn a_snippet_shows_the_match_between_marks() {
    let drawn = drawn();
    assert_eq!(shown(&drawn, "格陵兰", "d2"), "有人提到«格陵兰»的稀土矿。");
    assert_eq!(shown(&drawn, "greenlnad", "greenland"), "«Greenland»");
    assert_eq!(shown(&drawn, "rare earths", "d1"), "Officials said that Greenland may open mines for «rare» «earths».");
    assert_eq!(shown(&drawn, "格林兰", "greenland"), "«格»陵«兰»");
}

#[test]
fn a_long_text_is_cut_at_words_around_the_match() {
    let long = format!("{}needle{}", "before_".repeat(30), "_after".repeat(30));
    let drawn = Drawn::new(&format!("DOCUMENT d title=t text={long}"));
    let snippet = shown(&drawn, "needle", "d");
    assert!(snippet.starts_with("…before before"), "{snippet}");
    assert!(snippet.contains("before «needle» after"), "{snippet}");
    assert!(snippet.ends_with(" after…") && snippet.len() < 220, "{snippet}");
}

#[test]
fn what_is_struck_out_replaced_retracted_or_not_in_print_is_not_found() {
    let mut drawn = drawn();
    drawn.add("STRIKE d1 --- PLACE greenland name=Kalaallit_Nunaat --- RETRACT c1");
    check(&drawn, "Greenland", &["greenland"]); // by its key
    check(&drawn, "格陵兰", &["d2"]);
    check(&drawn, "Officials", &[]);
    check(&drawn, "Talks", &["d1"]);
    let then = drawn.at(1, TODAY);
    assert_eq!(keys(then, "Greenland", &ALL), ["greenland", "c1"]); // what is struck is struck in the past too
    let early = Pin { published_by: Some("2025-06-04".parse::<Day>().unwrap()), ..drawn.view().pin() };
    assert_eq!(keys(drawn.graph.view(early), "稀土", &ALL), ["rare-earths"]);
    assert_eq!(keys(drawn.at(0, TODAY), "China", &ALL), Vec::<String>::new());
}

#[test]
fn a_merged_entity_is_found_by_any_of_its_names() {
    let mut drawn = drawn();
    drawn.add("MERGE lynas-usa lynas");
    check(&drawn, "lynas usa", &["lynas"]);
    drawn.add("SPLIT lynas-usa");
    check(&drawn, "lynas usa", &["lynas-usa", "lynas"]);
}

#[test]
fn what_an_observation_says_is_found() {
    let drawn = Drawn::new("china SEEN PRICE text=dysprosium_tripled key=o1");
    check(&drawn, "dysprosium", &["o1"]);
    assert_eq!(shown(&drawn, "tripled", "o1"), "dysprosium «tripled»");
}

#[test]
fn claims_without_words_take_no_space_in_the_index() {
    let mut drawn = drawn();
    let before = drawn.graph.text_lengths();
    drawn.add("us EXPORT china share=4%@2024 doc=d1");
    assert_eq!(drawn.graph.text_lengths(), before);
}

fn anything() -> impl Strategy<Value = String> {
    const WORDS: &[&str] =
        &["greenland", "格陵兰", "稀土", "rare", "earths", "Chinna", "c", "美", "2025", "Ｇｒｅｅｎ"];
    prop_oneof![
        "\\PC{0,40}",
        prop::collection::vec(prop::sample::select(WORDS), 0..6).prop_map(|words| words.join(" ")),
        prop::collection::vec(prop::sample::select(WORDS), 0..6).prop_map(|words| words.concat()),
    ]
}

#[test]
fn what_was_written_in_another_order_is_answered_alike() {
    let lines: Vec<_> = [
        "PLACE greenland name=Greenland zh=格陵兰",
        "PLACE greenland-2 name=Greenland alias=Greenland_(the_island)",
        "ORGANIZATION g name=Greenland_Mines",
        "DOCUMENT d1 title=Greenland text=mines_of_Greenland",
        "DOCUMENT d2 title=Greenland text=格陵兰",
        "g OPERATION mine key=c1 statement=Greenland note=格陵兰",
    ]
    .into();
    let answers = |lines: Vec<&str>| {
        let drawn = Drawn::new(&lines.join(" --- "));
        let shown = |text: &str| {
            let hits = search(drawn.view(), text, &ALL);
            let hits =
                hits.iter().map(|hit| (key(drawn.view(), hit.what), hit.score, snippet(drawn.view(), text, hit)));
            hits.collect::<Vec<_>>()
        };
        ["greenland", "格陵兰", "greenlnad mines"].map(shown)
    };
    assert_eq!(answers(lines.clone())[0].len(), 6);
    let mut back = lines.clone();
    back[..5].reverse();
    assert_eq!(answers(lines), answers(back));
}

proptest! {
    #[test]
    fn any_text_is_answered_alike_by_the_live_and_the_replayed_graph(text in anything()) {
        let drawn = drawn();
        let replayed = drawn.replayed();
        let again = replayed.view(drawn.view().pin());
        let hits = search(drawn.view(), &text, &ALL);
        prop_assert_eq!(&hits, &search(again, &text, &ALL));
        for hit in &hits {
            prop_assert!(hit.score > 0.0 && hit.score <= 1.0);
            prop_assert_eq!(snippet(drawn.view(), &text, hit), snippet(again, &text, hit));
        }
    }

    #[test]
    fn what_is_recorded_later_changes_nothing_in_an_earlier_view(text in anything(), more in anything()) {
        let mut drawn = drawn();
        let pin = drawn.view().pin();
        let before = search(drawn.view(), &text, &ALL);
        let words = more.split_whitespace().collect::<Vec<_>>().join("_").replace(['#', '-'], "");
        drawn.add(&format!("DOCUMENT later title=t{words} text={words} --- PLACE greenland name=G{words}"));
        prop_assert_eq!(before, search(drawn.graph.view(pin), &text, &ALL));
    }
}
