//! The answer to a question of every kind, as it is printed from the bundled facts.

use crate::door::Desk;

/// What is printed for a question asked of the day that the facts end on, and that it holds these lines, or beginnings of lines.
fn check(desk: &Desk, question: &str, lines: &[&str]) {
    let told = desk.run(&["ask", question, "--as-of", "2025-06-13"]).done().out;
    for line in lines {
        assert!(told.lines().any(|told| told.starts_with(line)), "no line `{line}` to `{question}`:\n{told}");
    }
}

#[test]
fn chokepoints_are_told_with_what_is_lost_and_the_smallest_cut() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "what are the chokepoints of US refining",
        &[
            "suppliers: 10; paths: 11",
            "1. Japan (japan): suppliers lost: 3, paths broken: 3 (27.27 %)",
            "   suppliers lost: India, India's state-owned miner (name unknown), Japan",
            "   of the figures: 6 % (2020–2023)",
        ],
    );
    check(&desk, "美国精炼的瓶颈", &["1. 日本 (japan): "]);
}

#[test]
fn conflicts_are_told_side_by_side_with_who_says_so() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "what do sources disagree about",
        &[
            "1. China → United States: export, Rare earths, active, disputed: figures that do not meet, certain",
            "   70% (2020–2023)",
            "     official: China accounted for 70 %",
            "   over 90 % (2023)",
        ],
    );
}

#[test]
fn differences_are_told_before_and_after_with_whether_goods_can_pass() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "what if China bans exports to the US",
        &[
            "1. China (china): another access",
            "   before: operating, direct, restricted, 70%",
            "   after: operating, direct, blocked, 70%",
        ],
    );
    check(
        &desk,
        "what if China bans exports",
        &[
            "   before: export, Rare earths, active, restricted, disputed",
            "   after: export, Rare earths, active, blocked, disputed",
        ],
    );
    check(&desk, "what if India's halt is lifted", &["   before: restriction, ban, Rare earths, requested"]);
}

#[test]
fn a_span_that_is_compared_ends_on_the_day_that_is_asked_of() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "what changed for India since 2025-06-01",
        &["what changed for India (`india`) between 2025-06-01 and "],
    );
    let named = "what changed for India between 2025-06-01 and 2025-06-12";
    desk.run(&["ask", named, "--as-of", "2025-06-13"]).failed("the question says as of 2025-06-12");
    check(&desk, "what changed for India between 2025-06-01 and 2025-06-13", &["1. "]);
}

#[test]
fn an_exposure_a_concentration_and_net_trade_are_told_by_their_tables() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "how dependent is US refining on China",
        &[
            "US Geological Survey: United States, Rare earths, share, 2020–2023",
            "   in all: 70 %",
            "   direct: 70 %",
            "   from suppliers of whose own supply no figures tell: 24 %",
            "   from no named supplier: 6 %",
        ],
    );
    check(
        &desk,
        "how concentrated are US imports of rare earths",
        &["   Malaysia (malaysia): 13 %", "   Herfindahl-Hirschman index: 5130 (5130–5166)", "   so many make 80 %: 2"],
    );
    check(&desk, "how concentrated is the supply of rare earths", &["   China (china): "]);
    check(
        &desk,
        "net imports of China by weight",
        &["   net imports: 10501.5 t", "   imports: 24679.1 t", "   exports: 14177.6 t"],
    );
    check(&desk, "how dependent is Greenland on Japan", &["no figures tell"]);
}

#[test]
fn groups_are_counted() {
    let desk = Desk::with_facts();
    check(&desk, "how many relations are there by kind", &["     15  export", "     64  in all"]);
    check(&desk, "按种类统计关系的数量", &["     15  出口"]);
}

#[test]
fn a_timeline_tells_what_happened_when_and_by_whose_word() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "what happened to India in 2025",
        &["what happened to India (`india`) from 2025-01-01 on up to 2025-12-31", "2025-06-13 ("],
    );
    desk.run(&["ask", "what happened to China since 2025 until 2024"])
        .failed("`2024` is earlier than the day from which it is asked");
}

#[test]
fn why_not_tells_the_way_that_is_there_or_what_is_in_the_way_and_what_would_open_one() {
    let desk = Desk::with_facts();
    check(
        &desk,
        "why does China not supply US refining",
        &[
            "there is a path",
            "1. China → United States → US refining: operating, restricted",
            "   held back by: China → World: ",
        ],
    );
    let told = desk.run(&["ask", "why does India not supply Japan as of 2022-01-01"]).done().out;
    for line in ["there is no path", "the nearest ways:", "     ✗ begins later"] {
        assert!(told.lines().any(|told| told.starts_with(line)), "no line `{line}`:\n{told}");
    }
    check(
        &desk,
        "why does Greenland not supply Japan",
        &["there is no path", "what would open one:", "   add: Greenland → Japan: export"],
    );
}
