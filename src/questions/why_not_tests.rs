//! Why there is no path, each reason by its cases on small drawn graphs.

use super::{
    bounds::Bounds,
    error::QuestionError,
    obstacle::{Obstacle, ObstacleKind},
    remedy::Step,
    standing::Standing,
    why_not::{Miss, WhyNot, WhyNotQuestion, why_not},
};
use crate::{
    graph::{Pin, View, drawn::Drawn},
    model::Day,
};

fn ask(view: View<'_>, later: Option<View<'_>>, change: impl Fn(&mut WhyNotQuestion)) -> WhyNot {
    let node = |key| view.entity_with_key(key).unwrap();
    let mut question = WhyNotQuestion::new(node("a"), node("x"));
    change(&mut question);
    let found = why_not(view, later, &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    found.answer
}

fn key(view: View<'_>, edge: petgraph::graph::EdgeIndex) -> String {
    view.shown(edge).unwrap().key().unwrap().to_string()
}

fn step(view: View<'_>, step: &Step) -> String {
    let name = |node| view.key(node).unwrap().to_string();
    match *step {
        Step::Lift(edge) => format!("lift {}", key(view, edge)),
        Step::Set { relation, status } => format!("set {} {status}", key(view, relation)),
        Step::Add { kind, from, to, commodity, stage } => {
            let of = commodity.map_or(String::new(), |of| format!(" of {}", name(of)));
            let at = stage.map_or(String::new(), |at| format!(" at {at}"));
            format!("add {} {kind} {}{of}{at}", name(from), name(to))
        }
    }
}

fn obstacle(view: View<'_>, obstacle: &Obstacle) -> String {
    let mut told = obstacle.kind.to_string();
    if let Some(when) = obstacle.when {
        told = format!("{told} {when}");
    }
    if let Some(recorded) = obstacle.recorded {
        told = format!("{told} recorded {}", recorded.day().to_partial().unwrap());
    }
    if let Some(edge) = obstacle.restriction {
        told = format!("{told} by {}", key(view, edge));
    }
    if let Some(node) = obstacle.entity {
        told = format!("{told} {}", view.key(node).unwrap());
    }
    if let Some((stage, behind)) = obstacle.stages {
        told = format!("{told} {stage} behind {behind}");
    }
    told
}

/// `a>b[ENDED 2020] b>x`.
fn told(view: View<'_>, miss: &Miss) -> String {
    let name = |node| view.key(node).map_or("?".to_owned(), ToString::to_string);
    let hops = miss.hops.iter().map(|hop| {
        let obstacles: Vec<String> = hop.obstacles.iter().map(|o| obstacle(view, o)).collect();
        let why = if obstacles.is_empty() { String::new() } else { format!("[{}]", obstacles.join(", ")) };
        format!("{}>{}{why}", name(hop.source), name(hop.target))
    });
    hops.collect::<Vec<_>>().join(" ")
}

fn misses(lines: &str) -> Vec<String> {
    let drawn = Drawn::new(lines);
    let view = drawn.view();
    ask(view, None, |_| ()).misses.iter().map(|miss| told(view, miss)).collect()
}

fn remedy(lines: &str) -> Vec<String> {
    let drawn = Drawn::new(lines);
    let view = drawn.view();
    ask(view, None, |_| ()).remedy.iter().map(|s| step(view, s)).collect()
}

#[test]
fn a_path_that_is_there_is_shown_and_nothing_else() {
    let drawn = Drawn::new("a EXPORT b\nb EXPORT x\na EXPORT x status=ENDED\na RESTRICTION x instrument=CONTROL");
    let answer = ask(drawn.view(), None, |_| ());
    assert_eq!(answer.path.unwrap().hops.len(), 2);
    assert_eq!((answer.misses, answer.remedy, answer.firm), (vec![], vec![], vec![]));
}

#[test]
fn what_would_firm_a_path_that_is_not_operating_is_said() {
    let drawn = Drawn::new(
        "a EXPORT b status=AGREED
         b EXPORT c
         x NEGOTIATION c potential status=DISCUSSED
         a PRODUCTION ree status=CONSIDERED\na PRODUCTION tin status=ANNOUNCED",
    );
    let view = drawn.view();
    let answer = ask(view, None, |_| ());
    assert_eq!(answer.path.unwrap().standing, Standing::Prospective);
    let firm: Vec<String> = answer.firm.iter().map(|s| step(view, s)).collect();
    assert_eq!(
        firm,
        ["set export.a.b ACTIVE", "set negotiation.x.c ACTIVE", "set production.a.tin ACTIVE"],
        "the firmest production counts"
    );
    let of_ree = ask(view, None, |question| question.commodity = Some(drawn.node("ree")));
    assert_eq!(step(view, of_ree.firm.last().unwrap()), "set production.a.ree ACTIVE");
}

#[test]
fn a_hop_that_is_over_says_when() {
    assert_eq!(misses("a EXPORT x to=2023-04"), ["a>x[ENDED 2023-04]"]);
    assert_eq!(misses("a EXPORT x share=5@2019"), ["a>x[ENDED 2019-12-31]"]);
    assert_eq!(misses("a EXPORT x from=2010\na EXPORT x status=ENDED from=2022-02 key=end"), ["a>x[ENDED 2022-02]"]);
    assert_eq!(remedy("a EXPORT x to=2023-04"), ["set export.a.x ACTIVE"]);
}

#[test]
fn a_hop_to_come_says_from_when_on() {
    assert_eq!(misses("a EXPORT x from=2026-01\na EXPORT x from=2027 key=k"), ["a>x[LATER 2026-01]"]);
    assert_eq!(misses("a EXPORT x to=2020\na EXPORT x from=2027 key=k"), ["a>x[LATER 2027]"]);
    assert_eq!(remedy("a EXPORT x from=2026-01"), ["set export.a.x ACTIVE"]);
}

#[test]
fn a_hop_that_is_denied_names_the_claim() {
    let drawn = Drawn::new("a EXPORT x status=DENIED key=denial from=2024-05");
    let answer = ask(drawn.view(), None, |_| ());
    let denied = answer.misses[0].hops[0].obstacles[0];
    assert_eq!(obstacle(drawn.view(), &denied), "DENIED 2024-05");
    assert_eq!(drawn.view().claim(denied.claim.unwrap()).unwrap().key(), "denial");
}

#[test]
fn a_ban_says_which_and_since_when_and_is_lifted_once() {
    let lines = "a EXPORT b\nb EXPORT x\nb MEMBERSHIP a\na RESTRICTION world instrument=BAN from=2024-12\nPLACE world aggregate";
    assert_eq!(
        misses(lines),
        ["a>b b>x[BLOCKED 2024-12 by restriction.a.world...ban]"],
        "what stays within a is not held back"
    );
    let twice = "m OWNERSHIP a\na EXPORT b\nb EXPORT x\nb LOCATION g\na LOCATION g\ng RESTRICTION x instrument=BAN
        b LOCATION h\nh RESTRICTION x instrument=BAN\na EXPORT x";
    assert_eq!(remedy(twice), ["lift restriction.g.x...ban"]);
    let across =
        "PLACE world aggregate\ng RESTRICTION world instrument=BAN\na MEMBERSHIP g\nb OWNERSHIP c\nb MEMBERSHIP g
        a EXPORT b\nb EXPORT c number=1\nb EXPORT x number=2\na EXPORT c number=3";
    assert_eq!(remedy(across), ["lift restriction.g.world...ban"]);
}

#[test]
fn what_is_only_talked_of_closes_nothing_and_is_told_beside_what_does() {
    assert_eq!(
        misses("a EXPORT b status=CONSIDERED from=2025-05\nb EXPORT x to=2021"),
        ["a>b[TALKED_OF 2025-05] b>x[ENDED 2021]"]
    );
    assert_eq!(remedy("a EXPORT b status=CONSIDERED\nb EXPORT x to=2021"), ["set export.b.x ACTIVE"]);
}

#[test]
fn what_no_status_would_mend_is_told_and_an_export_is_the_remedy() {
    let stages = "INDUSTRY x stage=REFINING\na EXPORT b stage=METAL\nb EXPORT x";
    assert_eq!(misses(stages), ["a>b b>x[STAGE_ORDER REFINING behind METAL]"]);
    assert_eq!(remedy(stages), ["add a EXPORT x"]);
    let total = "PLACE world aggregate\na EXPORT world\nworld EXPORT x";
    assert_eq!(misses(total), ["a>world[AGGREGATE world] world>x"]);
    assert_eq!(remedy(total), ["add a EXPORT x"]);
    assert_eq!(remedy("a EXPORT b\nc EXPORT x"), ["add a EXPORT x"], "nothing leads there at all");
    assert_eq!(
        remedy("a EXPORT b\nc EXPORT x\na RESTRICTION x instrument=BAN"),
        ["add a EXPORT x", "lift restriction.a.x...ban"]
    );
    assert_eq!(remedy("FACILITY a stage=METAL\nINDUSTRY x stage=MINING\nx LOCATION p"), [""; 0], "no export would do");
    assert_eq!(remedy("PLACE a aggregate\na EXPORT x"), [""; 0], "no path starts from a total");
}

#[test]
fn a_hop_of_another_commodity_is_told_where_one_is_asked_for() {
    let drawn = Drawn::new("COMMODITY ree\na EXPORT x of=tin");
    let view = drawn.view();
    let answer = ask(view, None, |question| question.commodity = Some(drawn.node("ree")));
    assert_eq!(told(view, &answer.misses[0]), "a>x[COMMODITY tin]");
    assert_eq!(step(view, &answer.remedy[0]), "add a EXPORT x of ree");
}

#[test]
fn the_fewest_and_mildest_obstacles_come_first() {
    let lines = "PLACE world aggregate
        a EXPORT world\nworld EXPORT x
        a EXPORT x status=DENIED\na EXPORT x number=2 to=2020\na EXPORT x number=3 from=2030
        a EXPORT b to=2020\nb EXPORT x to=2020
        a EXPORT c\nc EXPORT x to=2020";
    assert_eq!(
        misses(lines),
        [
            "a>x[LATER 2030]",
            "a>x[ENDED 2020]",
            "a>c c>x[ENDED 2020]",
            "a>x[DENIED 2020-01-01]",
            "a>b[ENDED 2020] b>x[ENDED 2020]",
        ]
    );
    let drawn = Drawn::new(lines);
    let all = ask(drawn.view(), None, |question| question.misses = 9).misses;
    assert_eq!(told(drawn.view(), &all[5]), "a>world[AGGREGATE world] world>x", "what no status mends comes last");
    assert_eq!(all.len(), 6);
}

#[test]
fn what_is_known_only_later_is_told_of_as_far_as_may_be_looked() {
    let drawn = Drawn::new(
        "DOCUMENT d2 published=2025-05-20\nPLACE a\nPLACE x\na EXPORT b
         ---
         b EXPORT x doc=d2 key=late
         ---
         RETRACT late
         b EXPORT x number=2 doc=d2 key=later",
    );
    let early = drawn.at(1, "2025-06-13");
    assert_eq!(ask(early, None, |_| ()).misses, []);
    let answer = ask(early, Some(drawn.at(2, "2025-06-13")), |_| ());
    assert_eq!(told(early, &answer.misses[0]), "a>b b>x[KNOWN_LATER recorded 2025-06-02]");
    assert!(answer.misses[0].hops[1].unseen);
    assert_eq!(step(early, &answer.remedy[0]), "add b EXPORT x");
    let printed = drawn.graph.view(Pin {
        published_by: Some("2025-05-01".parse::<Day>().unwrap()),
        ..Pin::new(3, "2025-06-13".parse().unwrap())
    });
    let answer = ask(printed, Some(drawn.view()), |_| ());
    assert_eq!(told(printed, &answer.misses[0]), "a>b b>x[KNOWN_LATER 2025-05-20]");
    assert_eq!(step(printed, &answer.remedy[0]), "add a EXPORT x", "which of several it is cannot be said");
    let denied = Drawn::new("a EXPORT x status=DENIED\n---\na EXPORT x mode=OFFICIAL status=ACTIVE");
    let answer = ask(denied.at(1, "2025-06-13"), Some(denied.view()), |_| ());
    assert_eq!(told(denied.view(), &answer.misses[0]), "a>x[KNOWN_LATER recorded 2025-06-02]");
    assert_eq!(step(denied.view(), &answer.remedy[0]), "set export.a.x ACTIVE");
}

#[test]
fn talks_and_readings_are_no_hops() {
    assert_eq!(misses("x NEGOTIATION a status=ENDED"), [""; 0]);
    assert_eq!(misses("x NEGOTIATION a potential to=2020"), ["a>x[ENDED 2020]"]);
    assert_eq!(misses("a EXPORT x mode=OPINION status=ACTIVE"), [""; 0]);
    assert_eq!(misses("a EXPORT x to=2020 key=k\n---\nRETRACT k"), [""; 0]);
}

#[test]
fn a_bound_is_told_and_impossible_questions_are_refused() {
    let drawn = Drawn::new("a EXPORT b\nb EXPORT c to=2020\nc EXPORT x");
    let question = WhyNotQuestion::new(drawn.node("a"), drawn.node("x"));
    let bounds = Bounds { relations: 2, ..Bounds::default() };
    let cut = why_not(drawn.view(), None, &question, bounds).unwrap();
    assert!(!cut.search.complete && cut.search.reached_bound == Some("relations"));
    assert_eq!(cut.answer.misses, []);
    for wrong in [
        WhyNotQuestion { max_hops: 0, ..question.clone() },
        WhyNotQuestion { to: question.from, ..question.clone() },
        WhyNotQuestion { commodity: Some(question.to), ..question },
    ] {
        let refused = why_not(drawn.view(), None, &wrong, Bounds::default());
        assert!(matches!(refused, Err(QuestionError::Invalid { .. })), "{wrong:?}");
    }
    assert_eq!(ObstacleKind::ALL.iter().filter(|kind| kind.closes()).count(), 8);
}
