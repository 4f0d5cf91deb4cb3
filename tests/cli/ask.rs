//! Questions in words, answered from the bundled facts.

use serde_json::Value;

use crate::door::Desk;

/// The lines that name an answer, each up to its key.
fn found(told: &str) -> Vec<String> {
    let numbered = told.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    numbered.map(|line| line.split_once(". ").unwrap().1.to_owned()).collect()
}

#[test]
fn the_answer_says_how_real_each_supplier_is_what_stands_in_its_way_and_who_says_so() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "who supplies US refining", "--as-of", "2025-06-13"]).done().out;
    let found = found(&told);
    let starts = |line: &str, how: &str| line.starts_with(how);
    assert!(starts(&found[0], "China (china): operating, direct, restricted, "), "{told}");
    assert!(found.iter().any(|line| starts(line, "Lynas (lynas): contracted, direct, open")), "{told}");
    assert!(found.iter().any(|line| starts(line, "Greenland (greenland): prospective, direct, open")), "{told}");
    assert!(!found.iter().any(|line| line.contains("(texas)") || line.contains("(world)")), "{told}");
    for part in ["   China → United States: export, ", "Qianzhan, 2025-05-28, [4]", "held back by: China → World: "]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
    let lines: Vec<&str> = told.lines().collect();
    for at in (0..lines.len()).filter(|&at| lines[at].contains("held back by: ")) {
        assert!(lines[at + 1].starts_with("     ") && lines[at + 1].contains(": "), "who says so: {told}");
        assert!(lines[at + 2].starts_with("       ") && lines[at + 2].contains(", 20"), "in which document: {told}");
    }
}

#[test]
fn a_question_in_chinese_is_answered_in_chinese() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "截至2025-06-13，谁供应美国精炼"]).done().out;
    assert!(found(&told)[0].starts_with("中国 (china): 在运行，直接，受限制"), "{told}");
    let held_back = told.split("限制: 中国 → 世界: ").nth(1).unwrap();
    let said: Vec<&str> = held_back.lines().skip(1).take(2).collect();
    assert!(
        ["官方", "报道", "转述", "传闻"].iter().any(|mode| said[0].starts_with(&format!("     {mode}: "))),
        "{told}"
    );
    assert!(said[1].starts_with("       ") && said[1].contains("，20"), "{told}");
    let english = desk.run(&["ask", "who", "supplies", "us-refining", "as", "of", "2025-06-13"]).done().out;
    assert_eq!(found(&told).len(), found(&english).len());
}

#[test]
fn customers_and_ways_are_told_too() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "whom does China supply", "--as-of", "2025-06-13"]).done().out;
    assert!(found(&told).iter().any(|line| line.contains("(us)")), "{told}");
    let told = desk.run(&["ask", "how does Lynas reach US refining", "--as-of", "2025-06-13"]).done().out;
    assert!(found(&told)[0].starts_with("Lynas → "), "{told}");
    assert!(found(&told)[0].contains(" → US refining: contracted"), "{told}");
}

#[test]
fn what_an_entity_is_is_told_in_both_languages() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "what is Lynas USA as of 2025-06-13"]).done().out;
    for part in ["Lynas USA (lynas-usa): organisation, company", "perhaps the same as: Lynas (lynas)", " → "] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let told = desk.run(&["ask", "截至2025年6月13日，美国精炼是什么"]).done().out;
    assert!(told.contains("美国精炼 (us-refining): 行业，精炼"), "{told}");
    assert!(told.contains("加工对象: 稀土 (rare-earths)"), "{told}");
}

#[test]
fn the_day_decides_and_only_what_holds_on_it_is_cited() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "who supplies US refining as of 2022-01-01"]).done().out;
    assert!(!told.contains("Lynas") && !told.contains("Greenland"), "{told}");
    assert!(!told.contains("In 2013"), "{told}");
    let both = ["ask", "who supplies US refining as of 2022-01-01", "--as-of", "2025-06-13"];
    desk.run(&both).failed("the question says as of 2022-01-01");
}

#[test]
fn as_json_it_is_what_graphql_answers() {
    let desk = Desk::with_facts();
    let told = desk.run(&["ask", "who supplies US refining", "--as-of", "2025-06-13", "--json"]).done().out;
    let told: Value = serde_json::from_str(&told).unwrap();
    desk.write("asked.graphql", told["document"].as_str().unwrap());
    let answer = desk.run(&["query", "asked.graphql", "--variables", &told["variables"].to_string()]).done().out;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["data"]["view"]["suppliers"], told["answer"]["suppliers"]);
    assert_eq!(told["answer"]["suppliers"]["edges"][0]["node"]["entity"]["key"], "china");
    assert_eq!(told["variables"]["asOf"], "2025-06-13");
    let asked = "query($q: String!) { view(asOf: \"2025-06-13\") { ask(question: $q) { understood message document variables suggestions
        unclear { role } reading { asks language phrase parts { role words start end variable value entity { key name } } } } } }";
    desk.write("ask.graphql", asked);
    let variables = r#"{"q": "who supplies US refining"}"#;
    let answer = desk.run(&["query", "ask.graphql", "--variables", variables]).done().out;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let mut own = told;
    own.as_object_mut().unwrap().remove("answer");
    assert_eq!(answer["data"]["view"]["ask"], own);
}

#[test]
fn what_is_not_understood_is_refused_with_the_way_out() {
    let desk = Desk::with_facts();
    desk.run(&["ask", "dig"]).failed("`dig` is not a question that is understood");
    let told = desk.run(&["ask", "who supplies greenlnad"]).failed("there is no entity `greenlnad`");
    assert!(told.err.contains("`greenland`"), "{told:?}");
    let told = desk.run(&["ask", "why", "--json"]).failed("`why` is not a question");
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&told["understood"], &told["answer"]), (&Value::Bool(false), &Value::Null));
    assert_eq!(told["suggestions"].as_array().unwrap().len(), 3);
    Desk::new().run(&["ask", "who supplies japan"]).failed("there is no store");
}

#[test]
fn a_server_answers_as_the_store_does() {
    let (desk, other) = (Desk::with_facts(), Desk::new());
    let questions = [&["谁供应美国精炼"][..], &["who supplies US refining", "--as-of", "2025-06-13", "--json"]];
    let own = questions.map(|question| desk.run(&[&["ask"], question].concat()).done().out);
    let (mut server, address) = crate::serve::start(&desk, &[]);
    let url = format!("http://{address}");
    for (question, own) in questions.iter().zip(own) {
        assert_eq!(other.run(&[&["ask"], *question, &["--server", &url]].concat()).done().out, own);
    }
    other.run(&["ask", "what this is", "--server", &url]).failed("not a question that is understood");
    server.kill().unwrap();
    server.wait().unwrap();
}
