//! Sentences that are nearly some of the grammar, and are not understood; and what is said of them.

use serde_json::{Value, json};

use crate::asking::Asking;

/// No sentence of the grammars.
const NO_SENTENCE: &[&str] = &[
    "who",
    "China",
    "中国",
    "supply China",
    "who China supplies Japan",
    "China supplies Japan",
    "中国供应日本",
    "why does the sun shine",
    "how China reach",
    "how many people live in China",
    "suppliers",
    "suppliers of",
    "paths from China",
    "paths to China from Japan",
    "谁供应",
    "的供应商",
    "从中国的路径",
    "中国为什么大",
    "is China big",
    "please",
    "as of 2022",
    "why does China supply Japan",
    "why is China not Japan",
    "how dependent is China",
    "how concentrated is China",
    "chokepoints",
    "what happened",
    "what happened since 2020",
    "what changed for China",
    "what changed between 2022 and 2025 and 2026",
    "what if",
    "what if China",
    "what if China bans Japan",
    "if China bans exports to Japan",
    "who supplies Japan if",
    "net imports",
    "net imports China",
    "sources disagree",
    "China depends on Japan",
    "如果中国",
    "为什么中国供应日本",
    "美国依赖中国",
    "集中度",
    "净进口",
    "瓶颈",
    "发生了什么",
    "2022年以来",
    "如果中国禁止",
    "截至2022年",
    "Chinese",
    "US rare earths",
    "China supplies the US",
    "中国供应美国",
    "is China dependent",
    "alternatives to China",
    "who could replace China",
    "China's share of imports",
    "if Greenland supplies the US",
    "what if tariffs rise",
    "what if China does nothing",
    "what does China export",
    "when did China impose controls",
    "who supplies what",
    "supplies the US",
    "does the US",
    "is the US dependent",
    "what would it take",
    "producers",
    "the supply chain",
    "印度停止向日本出口",
    "美国没有从中国进口",
    "谁能替代中国",
    "中国占进口的比例",
    "2025年",
    "如果中国断供会怎样吗吗吗吗",
];

/// A sentence of the grammars with words that mean nothing, or not what is needed: those words, and why.
const UNCLEAR: &[(&str, &str, &str)] = &[
    ("who supplies Atlantis", "Atlantis", "UNKNOWN"),
    ("who supplies Chinaa", "Chinaa", "UNKNOWN"),
    ("谁供应亚特兰蒂斯", "亚特兰蒂斯", "UNKNOWN"),
    ("who supplies China and Japan", "China and Japan", "UNKNOWN"),
    ("who supplies rare earths", "rare earths", "UNFIT"),
    ("who supplies the US with Japan", "Japan", "UNFIT"),
    ("谁供应稀土", "稀土", "UNFIT"),
    ("who supplies 美国商会", "美国商会", "AMBIGUOUS"),
    ("美国商会的供应商", "美国商会", "AMBIGUOUS"),
    ("who supplies the US as of Tuesday", "Tuesday", "NO_DATE"),
    ("who supplies the US as of 2025-02-30", "2025-02-30", "NO_DATE"),
    ("截至2025年13月谁供应美国", "2025年13月", "NO_DATE"),
    ("who supplies the US as of 2025-06-13T10", "2025-06-13T10", "NO_DATE"),
    ("how does Atlantis reach Japan", "Atlantis", "UNKNOWN"),
    ("what is love", "love", "UNKNOWN"),
    ("why does India not supply Atlantis", "Atlantis", "UNKNOWN"),
    ("how dependent is the US on Atlantis", "Atlantis", "UNKNOWN"),
    ("what happened to Atlantis since 2020", "Atlantis", "UNKNOWN"),
    ("what happened to China since yesterday", "yesterday", "NO_DATE"),
    ("what if Atlantis falls away", "Atlantis", "UNKNOWN"),
    ("what if Greenland lifts its ban", "lifts", "NOTHING"),
    ("如果格陵兰停止向日本出口", "停止", "NOTHING"),
    ("美国对亚特兰蒂斯的依赖", "亚特兰蒂斯", "UNKNOWN"),
    ("Chinese suppliers", "Chinese", "UNKNOWN"),
    ("who supplies Chinese", "Chinese", "UNKNOWN"),
    ("who supplies Big Blue Moon", "Big Blue Moon", "UNKNOWN"),
    ("how concentrated is the supply of Atlantis", "Atlantis", "UNKNOWN"),
    ("how concentrated is the production of China", "China", "UNFIT"),
    ("how dependent is the US on Atlantean rare earths", "Atlantean", "UNKNOWN"),
    ("what happened to China from 2025 to June 2024", "June 2024", "NO_DATE"),
    ("中国从2025年到2024年的大事记", "2024年", "NO_DATE"),
    ("what happened to China in Tuesday", "Tuesday", "NO_DATE"),
    ("what changed for China in 2025-02-30", "2025-02-30", "NO_DATE"),
    ("why does China not supply China", "China", "UNFIT"),
    ("how dependent is China on Chinese rare earths", "Chinese", "UNFIT"),
    ("how does 中国 reach China", "China", "UNFIT"),
    ("what if China bans exports to China", "China", "UNFIT"),
    ("为什么中国不供应中国", "中国", "UNFIT"),
    ("what if China stops exporting rare earths to Greenland", "stops exporting", "NOTHING"),
    ("如果中国断供格陵兰", "断供", "NOTHING"),
];

#[test]
fn what_is_nearly_a_sentence_is_not_understood_and_says_what_would_be() {
    let asking = Asking::of_the_facts();
    for question in NO_SENTENCE {
        let said = asking.ask(question).unwrap();
        assert_eq!(said["understood"], false, "{question}: {said:#}");
        assert_eq!((&said["document"], &said["variables"]), (&Value::Null, &Value::Null), "{question}");
        let suggestions = said["suggestions"].as_array().unwrap();
        assert_eq!(suggestions.len(), 3, "{question}: {said:#}");
        for suggestion in suggestions {
            assert_eq!(asking.ask(suggestion.as_str().unwrap()).unwrap()["understood"], true, "{suggestion}");
        }
    }
}

#[test]
fn words_without_a_meaning_are_named_with_who_is_meant_perhaps() {
    let asking = Asking::of_the_facts();
    for (question, words, because) in UNCLEAR {
        let said = asking.ask(question).unwrap();
        assert_eq!(said["understood"], false, "{question}: {said:#}");
        let unclear: Vec<(&Value, &Value)> =
            said["unclear"].as_array().unwrap().iter().map(|part| (&part["words"], &part["because"])).collect();
        assert_eq!(unclear, [(&json!(words), &json!(because))], "{question}: {said:#}");
        assert!(said["message"].as_str().unwrap().contains(words), "{said:#}");
    }
    let said = asking.ask("谁供应美国商会").unwrap();
    let candidates = json!([{ "key": "amcham-china" }, { "key": "us-chamber-of-commerce" }]);
    assert_eq!(said["unclear"][0]["candidates"], candidates);
    let said = asking.ask("Chinese suppliers").unwrap();
    assert_eq!(said["unclear"][0]["candidates"], json!([{ "key": "china" }]), "whose people they are");
    let said = asking.ask("who supplies Chinaa").unwrap();
    assert_eq!(said["unclear"][0]["candidates"][0]["key"], "china");
}

#[test]
fn a_question_that_is_too_long_says_how_long_it_may_be() {
    let asking = Asking::of_the_facts();
    let long = "who supplies the US ".repeat(16);
    let said = asking.ask(&long).unwrap();
    assert_eq!(said["understood"], false);
    let message = said["message"].as_str().unwrap();
    assert!(message.starts_with("the question has 320 characters; at most 300 are read\nhint: "), "{message}");
    let just = format!("who supplies the US{}", " ".repeat(281));
    assert_eq!(asking.ask(&just).unwrap()["understood"], true);
}
