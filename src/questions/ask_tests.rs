//! Which questions are understood, and as what.

use proptest::prelude::*;

use super::*;
use crate::graph::drawn::Drawn;

fn drawn() -> Drawn {
    Drawn::new(
        "PLACE china name=China zh=中国 code=ISO_3166-1_alpha-2:CN
         PLACE us name=United_States zh=美国 alias=US
         PLACE greenland name=Greenland zh=格陵兰
         INDUSTRY us-refining name=US_refining zh=美国精炼
         ORGANIZATION lynas name=Lynas zh=莱纳斯
         ORGANIZATION chamber zh=美国商会
         ORGANIZATION amcham zh=美国商会
         ORGANIZATION supplier-to-order name=Suppliers_to_Order",
    )
}

/// `suppliers us-refining`, `paths lynas us-refining 2022-01-01`.
fn read(drawn: &Drawn, question: &str) -> String {
    let key = |node| drawn.view().key(node).unwrap().as_str();
    let understood = understand(drawn.view(), question).unwrap_or_else(|wrong| panic!("{question}: {wrong}"));
    let intent = match understood.intent {
        Intent::Suppliers { of } => format!("suppliers {}", key(of)),
        Intent::Customers { of } => format!("customers {}", key(of)),
        Intent::Paths { from, to } => format!("paths {} {}", key(from), key(to)),
    };
    understood.as_of.map_or(intent.clone(), |day| format!("{intent} {day}"))
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
        "suppliers us-refining",
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
        "customers china",
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
        "paths lynas us-refining",
    );
}

#[test]
fn a_question_may_name_its_day() {
    check(
        &[
            "who supplies US refining as of 2022-01-01",
            "who supplies US refining, as of 2022-01-01?",
            "As of 2022-01-01, who supplies US refining?",
            "截至2022-01-01,谁供应美国精炼",
            "截至2022年1月1日,谁供应美国精炼?",
            "截至 2022-01-01 谁供应美国精炼",
            "谁供应美国精炼,截至2022-01-01",
        ],
        "suppliers us-refining 2022-01-01",
    );
    check(&["customers of China as of 2022-06"], "customers china 2022-06-30");
    let wrong = understand(drawn().view(), "customers of China as of yesterday").unwrap_err();
    assert_eq!(wrong, AskError::NoDate { text: "yesterday".to_owned() });
    let wrong = understand(drawn().view(), "截至2022-13-01中国供应谁").unwrap_err();
    assert_eq!(wrong, AskError::NoDate { text: "2022-13-01".to_owned() });
}

#[test]
fn of_two_readings_the_one_whose_names_are_known_is_meant() {
    check(&["suppliers of Suppliers to Order"], "suppliers supplier-to-order");
    check(&["who supplies the US"], "suppliers us");
}

#[test]
fn it_says_how_a_question_was_understood_in_its_language() {
    let paraphrase = |question| understand(drawn().view(), question).unwrap().paraphrase;
    assert_eq!(paraphrase("suppliers of US refining"), "who supplies US refining (`us-refining`)");
    assert_eq!(paraphrase("customers of 中国 as of 2022-01-01"), "whom China (`china`) supplies, as of 2022-01-01");
    assert_eq!(paraphrase("截至2022-01-01美国精炼的供应商"), "截至 2022-01-01,谁供应 美国精炼 (`us-refining`)");
    assert_eq!(paraphrase("lynas如何到达us"), "莱纳斯 (`lynas`) 如何到达 美国 (`us`)");
}

#[test]
fn an_unknown_name_brings_those_near_it() {
    let wrong = understand(drawn().view(), "who supplies Greenlnad?").unwrap_err();
    assert_eq!(wrong.to_string(), "there is no entity `Greenlnad`\nhint: perhaps `greenland` (Greenland) is meant");
    let wrong = understand(drawn().view(), "谁供应亚特兰蒂斯").unwrap_err();
    assert!(matches!(wrong, AskError::UnknownName { name, nearest } if name == "亚特兰蒂斯" && nearest.is_empty()));
}

#[test]
fn a_name_of_several_is_refused_with_the_candidates() {
    let wrong = understand(drawn().view(), "美国商会供应谁").unwrap_err();
    assert!(matches!(wrong, AskError::Ambiguous(ref several) if several.keys == ["amcham", "chamber"]), "{wrong}");
}

#[test]
fn what_is_not_understood_says_what_would_be() {
    for question in ["", "?", "who", "who supplies", "谁供应", "why is the sky blue", &"who supplies ".repeat(40)] {
        let wrong = understand(drawn().view(), question).unwrap_err();
        assert!(matches!(wrong, AskError::NotUnderstood { .. }), "{question}: {wrong}");
        assert!(wrong.to_string().contains("hint: ask such as `who supplies US refining`, "), "{wrong}");
    }
}

#[test]
fn every_example_is_understood() {
    let drawn = drawn();
    let read: Vec<_> = EXAMPLES.iter().map(|example| read(&drawn, example)).collect();
    let expected = ["suppliers us-refining", "customers china", "paths lynas us-refining"];
    assert_eq!(
        read,
        [expected[0], expected[1], "paths lynas us-refining 2025-06-13", expected[0], expected[1], expected[2]]
    );
}

proptest! {
    #[test]
    fn any_question_is_answered_alike_by_the_live_and_the_replayed_graph(
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
            prop_assert_eq!(understand(drawn.view(), &question), understand(replayed.view(drawn.view().pin()), &question));
        }
    }
}
