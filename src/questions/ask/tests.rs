//! Which questions are understood, and as what.

use proptest::prelude::*;

use super::*;
use crate::graph::drawn::Drawn;

const WHO: &str = "
    PLACE china name=China zh=中国 code=ISO_3166-1_alpha-2:CN
    PLACE us name=United_States zh=美国 alias=US
    PLACE greenland name=Greenland zh=格陵兰
    COMMODITY rare-earths name=Rare_earths zh=稀土
    INDUSTRY us-refining name=US_refining zh=美国精炼
    ORGANIZATION lynas name=Lynas zh=莱纳斯
    ORGANIZATION chamber zh=美国商会
    ORGANIZATION amcham zh=美国商会
    ORGANIZATION supplier-to-order name=Suppliers_to_Order
    ";

fn drawn() -> Drawn {
    Drawn::new(WHO)
}

/// `SUPPLIERS of=us-refining asOf=2022-01-01`: what is asked, and the parts in the order of the question.
fn read(drawn: &Drawn, question: &str) -> String {
    let view = drawn.view();
    let understood = understand(view, question).unwrap_or_else(|wrong| panic!("{question}: {wrong}"));
    let meaning = |part: &Part| match part.meaning {
        Meaning::Entity(node) => view.key(node).unwrap().to_string(),
        Meaning::Day(day) => day.to_string(),
        Meaning::Word(word) => word.to_owned(),
    };
    let parts = understood.parts.iter().map(|part| format!(" {}={}", part.role.as_str(), meaning(part)));
    understood.asks.as_str().to_owned() + &parts.collect::<String>()
}

fn check(questions: &[&str], expected: &str) {
    let drawn = drawn();
    for question in questions {
        assert_eq!(read(&drawn, question), expected, "{question}");
    }
}

#[test]
fn who_supplies_somebody_is_understood() {
    check(
        &[
            "who supplies US refining",
            "Who supplies US refining?",
            "WHO SUPPLIES us-refining",
            "which countries supply US refining?",
            "who are the suppliers of US refining?",
            "suppliers of “US refining”",
            "US refining's suppliers",
            "US refining’s suppliers",
            "list all suppliers to US refining.",
            "who does US refining depend on?",
            "谁供应美国精炼",
            "谁供应美国精炼?",
            "谁向美国精炼供货?",
            "哪些国家供应 US refining",
            "美国精炼的供应商",
            "美国精炼的供应商有哪些?",
            "US refining 的供应商是谁",
            "美国精炼由谁供应呢?",
        ],
        "SUPPLIERS OF=us-refining",
    );
}

#[test]
fn whom_somebody_supplies_is_understood() {
    check(
        &[
            "whom does China supply",
            "Who does CN supply?",
            "to whom does China sell?",
            "customers of China",
            "what are China's customers",
            "who buys from China?",
            "中国供应谁",
            "中国向谁供货?",
            "中国的客户有哪些",
            "谁从中国进口?",
            "China 供应谁",
        ],
        "CUSTOMERS OF=china",
    );
}

#[test]
fn how_somebody_reaches_another_is_understood() {
    check(
        &[
            "how does Lynas reach US refining",
            "How can Lynas supply the “US refining”?",
            "paths from Lynas to US refining",
            "what are the supply routes from Lynas to US refining?",
            "Lynas 如何到达美国精炼",
            "莱纳斯怎么才能供应美国精炼?",
            "从莱纳斯到美国精炼的路径有哪些",
        ],
        "PATHS FROM=lynas TO=us-refining",
    );
}

#[test]
fn a_question_may_name_its_day() {
    check(
        &[
            "who supplies US refining as of 2022-01-01",
            "who supplies US refining, as of 2022-01-01?",
            "who supplies US refining on 1 January 2022",
            "谁供应美国精炼,截至2022-01-01",
        ],
        "SUPPLIERS OF=us-refining AS_OF=2022-01-01",
    );
    check(
        &[
            "As of 2022-01-01, who supplies US refining?",
            "on January 1, 2022 who supplies US refining?",
            "截至2022-01-01,谁供应美国精炼",
            "截至2022年1月1日,谁供应美国精炼?",
            "截至 2022-01-01 谁供应美国精炼",
            "在2022年1月1日时，谁供应美国精炼",
        ],
        "SUPPLIERS AS_OF=2022-01-01 OF=us-refining",
    );
    check(&["customers of China as of 2022-06"], "CUSTOMERS OF=china AS_OF=2022-06-30");
    check(&["customers of China in 2022", "customers of China in Dec 2022"], "CUSTOMERS OF=china AS_OF=2022-12-31");
}

#[test]
fn it_may_name_by_when_things_were_known_and_in_print() {
    check(
        &["who supplies US refining as of 2025-06-13, by what was in print on 2025-05-31"],
        "SUPPLIERS OF=us-refining AS_OF=2025-06-13 PUBLISHED_BY=2025-05-31",
    );
    check(&["据2025年5月31日前发表的资料，谁供应美国精炼"], "SUPPLIERS PUBLISHED_BY=2025-05-31 OF=us-refining");
    check(&["customers of China as known on 2025-06-01"], "CUSTOMERS OF=china KNOWN_AT=2025-06-01");
}

#[test]
fn it_may_name_a_commodity_a_stage_a_standing_and_whom_to_pass_by() {
    check(
        &[
            "who supplies US refining with rare earths",
            "suppliers of US refining for the rare earths",
            "谁供应美国精炼稀土",
            "谁向美国精炼出口稀土",
            "美国精炼的稀土供应商",
        ],
        "SUPPLIERS OF=us-refining COMMODITY=rare-earths",
    );
    check(
        &["who sells rare earths to US refining", "rare earths suppliers of US refining"],
        "SUPPLIERS COMMODITY=rare-earths OF=us-refining",
    );
    check(&["suppliers of the US at the mining stage"], "SUPPLIERS OF=us STAGE=MINING");
    check(&["美国在采矿环节的供应商"], "SUPPLIERS OF=us STAGE=MINING");
    check(
        &["possible suppliers of the US", "list all prospective suppliers to US"],
        "SUPPLIERS STANDING=PROSPECTIVE OF=us",
    );
    check(&["美国的潜在供应商有哪些"], "SUPPLIERS OF=us STANDING=PROSPECTIVE");
    check(&["paths from Lynas to the US avoiding China"], "PATHS FROM=lynas TO=us AVOID=china");
    check(&["从莱纳斯到美国不经过中国的路径"], "PATHS FROM=lynas TO=us AVOID=china");
}

#[test]
fn what_an_entity_is_is_understood() {
    check(
        &["what is Lynas", "Who is Lynas?", "tell me about lynas", "莱纳斯是什么", "什么是莱纳斯?"],
        "ENTITY ABOUT=lynas",
    );
    check(&["what are rare earths", "稀土是什么"], "ENTITY ABOUT=rare-earths");
}

#[test]
fn what_is_supposed_becomes_changes_of_what_there_is() {
    let drawn = Drawn::new(&format!(
        "{WHO} PLACE world name=World aggregate
         china EXPORT us of=rare-earths status=ACTIVE from=2020 --- us CONTRACT lynas status=AGREED from=2020
         china RESTRICTION world of=rare-earths instrument=CONTROL status=ACTIVE from=2020
         china RESTRICTION greenland instrument=BAN status=ENDED from=2020"
    ));
    let changes = |question: &str| understand(drawn.view(), question).map(|understood| understood.changes);
    let key = |text: &str| crate::model::Key::new(text).unwrap();
    assert_eq!(changes("what if there were no Lynas"), Ok(vec![Change::Remove(key("lynas"))]));
    assert_eq!(changes("what if China lifts its controls on the US").unwrap().len(), 1);
    assert_eq!(changes("如果中国取消出口管制").unwrap().len(), 1);
    assert_eq!(changes("what if Lynas no longer supplies the US").unwrap().len(), 1);
    let banned =
        Change::Impose { from: key("china"), to: key("world"), commodity: Some(key("rare-earths")), instrument: "BAN" };
    assert_eq!(changes("what if China bans exports of rare earths"), Ok(vec![banned]));
    let exports = Change::Export { from: key("greenland"), to: key("us"), commodity: None };
    assert_eq!(changes("what if Greenland exported to the US"), Ok(vec![exports]));
    for question in
        ["what if Lynas lifts its ban", "what if Greenland stops supplying the US", "如果莱纳斯停止向中国出口"]
    {
        let wrong = changes(question).unwrap_err();
        assert_eq!((wrong.unclear[0].role, &wrong.unclear[0].why), (Role::Change, &Why::Nothing), "{question}");
    }
}

#[test]
fn a_name_may_follow_a_whole_date_without_a_space() {
    check(&["截至2025-06-13Lynas的供应商", "截至2025-06-13，Lynas的供应商"], "SUPPLIERS AS_OF=2025-06-13 OF=lynas");
}

#[test]
fn of_two_readings_the_one_whose_names_are_known_is_meant() {
    check(&["suppliers of Suppliers to Order"], "SUPPLIERS OF=supplier-to-order");
    check(&["who supplies the US", "who supplies the U.S.?"], "SUPPLIERS OF=us");
}

#[test]
fn a_part_says_which_words_it_is_in_the_units_of_a_page() {
    let drawn = drawn();
    let question = "  who supplies “US  refining”，as of ２０２２？";
    let understood = understand(drawn.view(), question).unwrap();
    let units: Vec<u16> = question.encode_utf16().collect();
    for (part, words) in understood.parts.iter().zip(["“US  refining”", "２０２２"]) {
        assert_eq!(part.words.text, words);
        assert_eq!(String::from_utf16(&units[part.words.start..part.words.end]).unwrap(), words);
    }
}

#[test]
fn it_says_how_a_question_was_understood() {
    let drawn = drawn();
    let phrase = |question| {
        let understood = understand(drawn.view(), question).unwrap();
        understood.phrase(drawn.view(), &understood.language)
    };
    assert_eq!(phrase("suppliers of US refining"), "who supplies US refining (`us-refining`)");
    assert_eq!(phrase("customers of 中国 as of 2022-01-01"), "whom China (`china`) supplies, as of 2022-01-01");
    assert_eq!(phrase("截至2022-01-01美国精炼的供应商"), "截至 2022-01-01，谁供应 美国精炼 (`us-refining`)");
    for (question, expected) in [
        (
            "what if China bans exports to the US",
            "what would change, if China (`china`) banned exports to United States (`us`)",
        ),
        (
            "how could China reach the US if Lynas falls away",
            "how China (`china`) reaches United States (`us`), if Lynas (`lynas`) fell away",
        ),
        ("如果中国禁止向美国出口", "如果 中国 (`china`) 禁止向 美国 (`us`) 出口 ，会有什么变化"),
        (
            "what changed for Lynas between 2022 and 2025-06-13",
            "what changed for Lynas (`lynas`) between 2022-01-01 and 2025-06-13",
        ),
    ] {
        assert_eq!(phrase(question), expected);
    }
    assert_eq!(phrase("lynas如何到达us"), "莱纳斯 (`lynas`) 如何到达 美国 (`us`)");
}

#[test]
fn an_unknown_name_brings_those_near_it() {
    let drawn = drawn();
    let wrong = understand(drawn.view(), "who supplies Greenlnad?").unwrap_err();
    assert_eq!(wrong.to_string(), "there is no entity `Greenlnad`\nhint: perhaps `greenland` (Greenland) is meant");
    assert_eq!((wrong.asks, wrong.unclear[0].role), (Some(Asks::Suppliers), Role::Of));
    assert_eq!((wrong.unclear[0].words.start, wrong.unclear[0].words.end), (13, 22));
    assert_eq!(wrong.unclear[0].why, Why::Nobody(vec![drawn.node("greenland")]));
    let wrong = understand(drawn.view(), "谁供应亚特兰蒂斯").unwrap_err();
    assert_eq!((&*wrong.unclear[0].words.text, &wrong.unclear[0].why), ("亚特兰蒂斯", &Why::Nobody(Vec::new())));
    let wrong = understand(drawn.view(), "how does Atlantis reach US refining in 2022").unwrap_err();
    assert_eq!(wrong.unclear[0].words.text, "Atlantis");
    assert_eq!(wrong.parts.len(), 2, "what is clear is said: {wrong:?}");
    let wrong = understand(drawn.view(), "paths from Atlantis to Utopia").unwrap_err();
    assert_eq!(wrong.unclear.len(), 2, "{wrong}");
}

#[test]
fn a_name_of_several_is_refused_with_the_candidates() {
    let drawn = drawn();
    let wrong = understand(drawn.view(), "美国商会供应谁").unwrap_err();
    let several = [drawn.node("amcham"), drawn.node("chamber")];
    assert_eq!(wrong.unclear[0].why, Why::Several(several.to_vec()), "{wrong}");
    assert!(
        wrong.to_string().starts_with("`美国商会` may be any of `amcham` (amcham), `chamber` (chamber)"),
        "{wrong}"
    );
}

#[test]
fn what_cannot_be_such_a_part_is_refused() {
    let wrong = understand(drawn().view(), "who supplies rare earths").unwrap_err();
    assert_eq!(wrong.to_string(), "`rare earths` is a commodity; who trades, such as a country is expected there");
    let wrong = understand(drawn().view(), "who supplies US refining with China").unwrap_err();
    assert_eq!(wrong.to_string(), "`China` is no commodity; a commodity is expected there");
}

#[test]
fn what_is_no_date_is_refused() {
    for (question, words) in [
        ("customers of China as of yesterday", "yesterday"),
        ("截至2022-13-01中国供应谁", "2022-13-01"),
        ("customers of China as of 2022-02-30", "2022-02-30"),
        ("customers of China as of 31 June 2022", "31 June 2022"),
    ] {
        let wrong = understand(drawn().view(), question).unwrap_err();
        assert_eq!(
            (&*wrong.unclear[0].words.text, &wrong.unclear[0].why),
            (words, &Why::NoDate),
            "{question}: {wrong:?}"
        );
    }
}

#[test]
fn what_is_no_sentence_is_not_understood() {
    for question in [
        "",
        "?",
        "who",
        "who supplies",
        "谁供应",
        "why is the sky blue",
        "China",
        "中国",
        "China US",
        "supplies who China",
        "who supplies China China",
        "who supplies China and the US",
        "who supplies China supply",
        "does China",
        "China supplies the US",
        "中国供应美国",
        "谁中国供应",
        "how does China",
        "suppliers",
        "的供应商",
        &"who supplies ".repeat(40),
        &"to ".repeat(100),
    ] {
        let wrong = understand(drawn().view(), question).unwrap_err();
        assert!(wrong.unclear.iter().all(|part| matches!(part.why, Why::Nobody(_))), "{question}: {wrong}");
    }
    let wrong = understand(drawn().view(), "why is the sky blue").unwrap_err();
    assert_eq!(
        (wrong.asks, wrong.to_string().as_str()),
        (None, "`why is the sky blue` is not a question that is understood")
    );
}

#[test]
fn whoever_is_not_understood_is_told_what_would_be() {
    let drawn = Drawn::new(&format!(
        "{WHO} china EXPORT us of=rare-earths status=ACTIVE from=2020 --- lynas EXPORT us status=ACTIVE from=2020"
    ));
    let view = drawn.view();
    let english = suggest(view, "what about Greenland", &Language::english());
    assert_eq!(english[0], "who supplies Greenland");
    let chinese = suggest(view, "啊", &"zh".parse().unwrap());
    assert_eq!(chinese[0], "谁供应美国");
    for question in english.iter().chain(&chinese) {
        assert!(understand(view, question).is_ok(), "{question}");
    }
    assert_eq!((english.len(), chinese.len()), (3, 3));
    assert_eq!(suggest(Drawn::new("").view(), "who", &Language::english()), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_question_is_read_alike_by_the_live_and_the_replayed_graph(
        any in "\\PC{0,50}",
        parts in prop::collection::vec(
            prop::sample::select(
                &["who", "supplies", "China", "美国", "供应", "谁", "how", "does", "reach", "from", "to", "as of", "截至", "2022-01-01", "'s", "的"][..]
            ), 0..9
        ),
        gap in prop::sample::select(&[" ", ""][..]),
    ) {
        let drawn = drawn();
        let replayed = drawn.replayed();
        for question in [any, parts.join(gap)] {
            let (live, again) = (drawn.view(), replayed.view(drawn.view().pin()));
            prop_assert_eq!(understand(live, &question), understand(again, &question));
            prop_assert_eq!(suggest(live, &question, &Language::english()), suggest(again, &question, &Language::english()));
        }
    }
}
