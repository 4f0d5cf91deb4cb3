//! The rules of supply, each by its cases on small drawn graphs.

use petgraph::graph::EdgeIndex;

use super::{
    access::{access_of, affected},
    bounds::Bounds,
    error::QuestionError,
    filter::Avoid,
    flow::Flow,
    standing::Standing,
    suppliers::{Supplier, SupplyQuestion, supplier_paths, suppliers},
};
use crate::{
    graph::{View, drawn::Drawn},
    model::Stage,
};

/// The answer in words, an entity a line: key, standing, access, `direct`, the share.
fn told(view: View<'_>, found: &[Supplier]) -> Vec<String> {
    let line = |s: &Supplier| {
        let direct = if s.direct { " direct" } else { "" };
        let share = s.share.as_ref().map_or(String::new(), |(m, _)| format!(" {}{}", m.size().normalize(), m.unit));
        format!("{} {} {}{direct}{share}", view.key(s.entity).unwrap(), s.standing, s.access)
    };
    found.iter().map(line).collect()
}

fn ask(drawn: &Drawn, of: &str, flow: Flow, change: impl Fn(&mut SupplyQuestion)) -> Vec<String> {
    let mut question = SupplyQuestion::new(drawn.node(of), flow);
    change(&mut question);
    let found = suppliers(drawn.view(), &question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    told(drawn.view(), &found.answer)
}

fn up(lines: &str, of: &str) -> Vec<String> {
    ask(&Drawn::new(lines), of, Flow::Up, |_| ())
}

fn down(lines: &str, of: &str) -> Vec<String> {
    ask(&Drawn::new(lines), of, Flow::Down, |_| ())
}

fn names(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.split(' ').next().unwrap()).collect()
}

/// The relations of the best path to the only answer.
fn best(drawn: &Drawn, of: &str, flow: Flow) -> String {
    let found = suppliers(drawn.view(), &SupplyQuestion::new(drawn.node(of), flow), Bounds::default()).unwrap();
    let path = |s: &Supplier| {
        let key = |edge: EdgeIndex| drawn.view().shown(edge).unwrap().key().unwrap().to_string();
        s.best.hops.iter().map(|hop| key(hop.relation)).collect::<Vec<_>>().join(" ")
    };
    found.answer.iter().map(path).collect::<Vec<_>>().join("; ")
}

#[test]
fn goods_flow_along_each_kind_of_relation_in_its_own_direction() {
    assert_eq!(names(&up("a EXPORT x", "x")), ["a"]);
    assert_eq!(names(&up("x CONTRACT a", "x")), ["a"]);
    assert_eq!(names(&up("x NEGOTIATION a potential", "x")), ["a"]);
    assert_eq!(names(&up("a OPERATION x", "x")), ["a"]);
    assert_eq!(names(&up("a OWNERSHIP b\nb EXPORT x", "x")), ["b", "a"]);
    assert_eq!(names(&up("a EXPORT b\nb MEMBERSHIP x", "x")), ["a"]);
    for placed in ["b LOCATION x", "x LOCATION b"] {
        assert_eq!(names(&up(&format!("a EXPORT b\n{placed}"), "x")), ["a"], "{placed}");
    }
    for none in [
        "x EXPORT a",
        "a CONTRACT x",
        "x NEGOTIATION a",
        "x NEGOTIATION a potential=false",
        "x OWNERSHIP a",
        "a SUPPORT x",
        "a RESTRICTION x",
        "a CONSUMPTION ree\na LOCATION x",
    ] {
        assert_eq!(names(&up(none, "x")), [""; 0], "{none}");
    }
}

#[test]
fn places_and_wholes_that_a_path_passes_through_are_no_suppliers() {
    let facts = "miner LOCATION texas\n texas LOCATION us\n us-refining LOCATION us\n miner PRODUCTION ree";
    assert_eq!(names(&up(facts, "us-refining")), ["miner"]);
}

#[test]
fn what_holds_the_one_that_is_asked_about_is_no_supplier() {
    let facts = "INDUSTRY x\n x LOCATION texas\n texas LOCATION us\n us PRODUCTION ree\n owner OWNERSHIP x
                 part MEMBERSHIP us\n us EXPORT us";
    assert_eq!(names(&up(facts, "x")), [""; 0]);
    // An owner of a supplier is one, though.
    assert_eq!(names(&up("owner OWNERSHIP a\n a EXPORT x", "x")), ["a", "owner"]);
}

#[test]
fn no_aggregate_is_on_a_path_not_even_at_its_start() {
    let facts = "PLACE world aggregate\n world EXPORT x\n a EXPORT world\n b EXPORT x";
    assert_eq!(names(&up(facts, "x")), ["b"]);
    assert_eq!(names(&up(facts, "world")), [""; 0]);
}

#[test]
fn stages_never_go_back_along_a_path() {
    let through = |first: &str, second: &str| up(&format!("a EXPORT b {first}\n b EXPORT x {second}"), "x").len();
    assert_eq!(through("stage=MINING", "stage=REFINING"), 2);
    assert_eq!(through("stage=REFINING", "stage=REFINING"), 2);
    assert_eq!(through("stage=METAL", "stage=REFINING"), 1);
    assert_eq!(through("stage=RECYCLING", "stage=MINING"), 2);
    assert_eq!(through("stage=MINING", "stage=RECYCLING"), 1);
    assert_eq!(through("", "stage=MINING"), 2);
    let at = |stage: &str, hop: &str| up(&format!("INDUSTRY x stage={stage}\n a EXPORT x {hop}"), "x").len();
    assert_eq!(at("REFINING", "stage=MINING"), 1);
    assert_eq!(at("REFINING", "stage=MANUFACTURING"), 0);
    let between = "FACILITY f stage=MANUFACTURING\n a OPERATION f\n f EXPORT x stage=REFINING";
    assert_eq!(up(between, "x").len(), 0);
    // The stage before an unknown one still counts.
    assert_eq!(names(&up("a EXPORT b stage=METAL\n b EXPORT c\n c EXPORT x stage=MINING", "x")), ["c", "b"]);
}

#[test]
fn stages_never_go_back_on_the_way_to_a_customer_either() {
    let facts = "x EXPORT a stage=REFINING\n a EXPORT b stage=MINING\n a EXPORT c stage=METAL";
    assert_eq!(names(&down(facts, "x")), ["a", "c"]);
}

#[test]
fn a_hop_of_another_commodity_is_none_and_wider_and_narrower_ones_match() {
    let facts = "COMMODITY heavy broader=ree\n COMMODITY dysprosium broader=heavy\n COMMODITY light broader=ree
                 INDUSTRY x commodities=heavy
                 a EXPORT x of=heavy\n b EXPORT x of=ree\n c EXPORT x of=dysprosium\n d EXPORT x\n e EXPORT x of=light";
    assert_eq!(names(&up(facts, "x")), ["a", "b", "c", "d"]);
    let drawn = Drawn::new(facts);
    let light = ask(&drawn, "x", Flow::Up, |q| q.commodity = Some(drawn.node("light")));
    assert_eq!(names(&light), ["b", "d", "e"]);
    // Hops are matched to what is asked, not to each other.
    let chain = "COMMODITY heavy broader=ree\n COMMODITY light broader=ree\n INDUSTRY x commodities=ree
                 a EXPORT b of=heavy\n b EXPORT x of=light";
    assert_eq!(names(&up(chain, "x")), ["b", "a"]);
}

#[test]
fn a_stage_that_is_asked_for_is_that_of_every_hop_which_has_one() {
    let drawn = Drawn::new("a EXPORT x stage=MINING\n b EXPORT x\n c EXPORT x stage=REFINING");
    let mined = ask(&drawn, "x", Flow::Up, |q| q.stage = Some(Stage::Mining));
    assert_eq!(names(&mined), ["a", "b"]);
}

#[test]
fn what_is_avoided_is_on_no_path() {
    let drawn = Drawn::new("a EXPORT b\n b EXPORT x\n a EXPORT x\n c EXPORT b");
    let avoiding = |entities: &[&str], relations: &[&str]| {
        let avoid = Avoid {
            entities: entities.iter().map(|key| drawn.node(key)).collect(),
            relations: relations.iter().map(|key| drawn.relation(key).edge).collect(),
        };
        ask(&drawn, "x", Flow::Up, |q| q.avoid = avoid.clone())
    };
    assert_eq!(names(&avoiding(&["b"], &[])), ["a"]);
    assert_eq!(names(&avoiding(&[], &["export.b.x"])), ["a"]);
    assert_eq!(names(&avoiding(&["x"], &[])), [""; 0]);
    assert_eq!(avoiding(&[], &["export.a.x"])[1..], ["a OPERATING OPEN", "c OPERATING OPEN"]);
}

#[test]
fn the_weakest_hop_and_the_own_production_say_how_real_a_supply_is() {
    for (status, standing) in [
        ("ACTIVE", "OPERATING"),
        ("EASED", "OPERATING"),
        ("AGREED", "CONTRACTED"),
        ("ANNOUNCED", "CONTRACTED"),
        ("REQUESTED", "PROSPECTIVE"),
        ("DISCUSSED", "PROSPECTIVE"),
        ("CONSIDERED", "PROSPECTIVE"),
    ] {
        let hop = format!("a EXPORT x status={status}");
        assert_eq!(up(&hop, "x"), [format!("a {standing} OPEN direct")]);
        let made = format!("a EXPORT x\n a PRODUCTION ree status={status}");
        assert_eq!(up(&made, "x"), [format!("a {standing} OPEN direct")]);
        let whole = format!("a EXPORT b status={status}\n b EXPORT x");
        assert_eq!(up(&whole, "x")[1], format!("a {standing} OPEN"));
    }
    for none in ["DENIED", "ENDED"] {
        assert_eq!(up(&format!("a EXPORT x status={none}"), "x"), [""; 0]);
    }
    // Of several productions the firmest counts, of another commodity none.
    let several = "a EXPORT x\n a PRODUCTION ree status=CONSIDERED\n a PRODUCTION ree stage=MINING";
    assert_eq!(up(several, "x"), ["a OPERATING OPEN direct"]);
    let other = "INDUSTRY x commodities=ree\n a EXPORT x\n a PRODUCTION tin status=CONSIDERED";
    assert_eq!(up(other, "x"), ["a OPERATING OPEN direct"]);
}

#[test]
fn a_production_that_decides_leaves_no_weakest_hop() {
    let weakest = |lines: &str| {
        let drawn = Drawn::new(lines);
        let question = SupplyQuestion::new(drawn.node("x"), Flow::Up);
        let found = suppliers(drawn.view(), &question, Bounds::default()).unwrap().answer;
        found.iter().find(|s| s.entity == drawn.node("a")).unwrap().best.weakest
    };
    assert_eq!(weakest("a EXPORT b\n b EXPORT x status=AGREED"), Some(1));
    assert_eq!(weakest("a EXPORT b\n b EXPORT x\n a PRODUCTION ree status=AGREED"), None);
    assert_eq!(weakest("a EXPORT b\n b EXPORT x"), Some(0));
    // Access decides where it is worse than the standing.
    let banned = "a EXPORT b status=AGREED\n b EXPORT x\n b RESTRICTION x instrument=BAN";
    assert_eq!(weakest(banned), Some(1));
    let risk = "a EXPORT b status=AGREED\n b EXPORT x\n b RESTRICTION x instrument=BAN status=DISCUSSED";
    assert_eq!(weakest(risk), Some(0));
}

#[test]
fn at_most_one_hop_of_trade_is_direct_whatever_places_lie_between() {
    let facts = "owner OWNERSHIP miner\n miner LOCATION china\n china EXPORT us\n us LOCATION north\n x LOCATION us
                 INDUSTRY x\n far EXPORT china";
    assert_eq!(up(facts, "x"), ["china OPERATING OPEN direct", "owner OPERATING OPEN direct", "far OPERATING OPEN"]);
}

#[test]
fn each_instrument_and_status_of_a_restriction_does_its_own() {
    for (restriction, access) in [
        ("instrument=BAN status=ACTIVE", "BLOCKED"),
        ("instrument=BAN status=EASED", "RESTRICTED"),
        ("instrument=QUOTA status=ACTIVE", "RESTRICTED"),
        ("instrument=CONTROL status=EASED", "RESTRICTED"),
        ("instrument=BAN status=AGREED", "AT_RISK"),
        ("instrument=TAX status=ANNOUNCED", "AT_RISK"),
        ("instrument=BAN status=REQUESTED", "AT_RISK"),
        ("instrument=BAN status=CONSIDERED", "AT_RISK"),
        ("instrument=BAN status=DISCUSSED", "AT_RISK"),
        ("instrument=BAN status=DENIED", "OPEN"),
        ("instrument=BAN status=ENDED", "OPEN"),
    ] {
        let facts = format!("a EXPORT x\n a RESTRICTION x {restriction}");
        assert_eq!(up(&facts, "x"), [format!("a OPERATING {access} direct")], "{restriction}");
    }
}

#[test]
fn a_restriction_crosses_hops_of_what_belongs_to_its_ends() {
    let crosses = |lines: &str| {
        let drawn = Drawn::new(&format!("{lines}\n miner EXPORT plant of=heavy"));
        let hop = drawn.relation("export.miner.plant.heavy");
        access_of(drawn.view(), hop).0.to_string()
    };
    let state = "COMMODITY heavy broader=ree\n PLACE world aggregate\n a RESTRICTION";
    for ends in [
        "miner LOCATION a\n plant LOCATION b",
        "miner LOCATION t\n t LOCATION a\n plant MEMBERSHIP b",
        "miner MEMBERSHIP a\n b OWNERSHIP plant",
        "a OWNERSHIP firm\n firm OWNERSHIP miner\n plant LOCATION u\n u MEMBERSHIP b",
    ] {
        assert_eq!(crosses(&format!("{state} b\n {ends}")), "RESTRICTED", "{ends}");
        assert_eq!(crosses(&format!("{state} c\n {ends}")), "OPEN", "{ends}");
    }
    assert_eq!(crosses(&format!("{state} world\n miner LOCATION a")), "RESTRICTED");
    assert_eq!(crosses(&format!("{state} b\n plant LOCATION b")), "OPEN");
    // What is held back is what is traded, a wider or a narrower one, or unsaid; whom it is addressed to does not narrow.
    let placed = "miner LOCATION a\n plant LOCATION b";
    assert_eq!(crosses(&format!("{state} b of=ree\n {placed}")), "RESTRICTED");
    assert_eq!(crosses(&format!("{state} b of=tin\n {placed}")), "OPEN");
    assert_eq!(crosses(&format!("{state} b addressee=firm\n {placed}")), "RESTRICTED");
    // Goods that stay in the house are not held back.
    assert_eq!(crosses(&format!("{state} world\n miner LOCATION a\n plant LOCATION a")), "OPEN");
    // A tie that is denied holds nothing.
    assert_eq!(crosses(&format!("{state} b\n miner LOCATION a status=DENIED\n plant LOCATION b")), "OPEN");
}

#[test]
fn a_restriction_tells_what_it_crosses() {
    let drawn = Drawn::new(
        "miner LOCATION a\n a RESTRICTION b of=ree\n miner EXPORT b of=ree\n a EXPORT b of=tin\n a EXPORT b\n b EXPORT a
         b CONTRACT miner\n a RESTRICTION b instrument=BAN status=DENIED",
    );
    let crossed = |restriction: &str| -> Vec<String> {
        let found = affected(drawn.view(), drawn.relation(restriction), Bounds::default());
        assert!(found.search.complete);
        found.answer.iter().map(|&e| drawn.view().shown(e).unwrap().key().unwrap().to_string()).collect()
    };
    assert_eq!(crossed("restriction.a.b.ree..control"), ["contract.b.miner", "export.a.b", "export.miner.b.ree"]);
    assert_eq!(crossed("restriction.a.b...ban"), [""; 0]);
}

#[test]
fn blocked_suppliers_are_shown_last() {
    let facts = "a EXPORT x\n a RESTRICTION x instrument=BAN\n b EXPORT x status=CONSIDERED
                 c EXPORT x status=AGREED\n c RESTRICTION x";
    assert_eq!(
        up(facts, "x"),
        ["c CONTRACTED RESTRICTED direct", "b PROSPECTIVE OPEN direct", "a OPERATING BLOCKED direct"]
    );
}

#[test]
fn suppliers_come_by_standing_directness_share_access_hops_and_key() {
    let facts = "z EXPORT x share=5..10%@2024\n y EXPORT x share=70@2023\n w EXPORT x\n v EXPORT x\n v RESTRICTION x
                 FACILITY plant\n firm OPERATION plant\n plant LOCATION x\n far EXPORT w\n q EXPORT x status=AGREED";
    assert_eq!(
        up(facts, "x"),
        [
            "y OPERATING OPEN direct 70%",
            "z OPERATING OPEN direct 7.5%",
            "w OPERATING OPEN direct",
            "firm OPERATING OPEN direct",
            "v OPERATING RESTRICTED direct",
            "far OPERATING OPEN",
            "q CONTRACTED OPEN direct",
        ]
    );
}

#[test]
fn the_share_is_that_of_the_newest_period_in_a_claim_that_holds() {
    let share = |claims: &str| {
        let line = up(claims, "x").remove(0);
        line.split(' ').nth(4).map(str::to_owned)
    };
    assert_eq!(share("a EXPORT x share=50@2023\n a EXPORT x share=40@2024 key=c").as_deref(), Some("40%"));
    assert_eq!(share("a EXPORT x share=50 from=2025\n a EXPORT x share=40@2023").as_deref(), Some("40%"));
    assert_eq!(share("a EXPORT x share=50@2024 mode=OPINION\n a EXPORT x share=40@2023").as_deref(), Some("40%"));
    let official = "a EXPORT x share=50@2024\n a EXPORT x share=40@2024 mode=OFFICIAL";
    assert_eq!(share(official).as_deref(), Some("40%"));
    // Over since long, so it no longer holds.
    assert_eq!(share("a EXPORT x status=ACTIVE\n a EXPORT x share=40@2013"), None);
    // Not of an indirect one.
    assert_eq!(up("b EXPORT a share=50@2024\n a EXPORT x", "x")[1], "b OPERATING OPEN");
}

#[test]
fn the_best_path_is_firm_then_open_then_short_then_first_by_keys() {
    let two_ways = |long: &str, short: &str| {
        let drawn = Drawn::new(&format!("a EXPORT x {short}\n a EXPORT b {long}\n b LOCATION x"));
        best(&drawn, "x", Flow::Up)
    };
    assert_eq!(two_ways("", ""), "export.a.x");
    assert_eq!(two_ways("", "status=AGREED"), "export.a.b location.b.x");
    let drawn = Drawn::new("a EXPORT x\n a RESTRICTION x of=ree\n a EXPORT b of=tin\n b LOCATION x");
    assert_eq!(best(&drawn, "x", Flow::Up), "export.a.b.tin location.b.x");
    let drawn = Drawn::new("a EXPORT c\n a EXPORT b\n b LOCATION x\n c LOCATION x");
    assert_eq!(best(&drawn, "x", Flow::Up), "export.a.b location.b.x");
    let drawn = Drawn::new("a EXPORT x number=2\n a EXPORT x number=1");
    assert_eq!(best(&drawn, "x", Flow::Up), "export.a.x....1");
}

#[test]
fn a_path_that_counts_may_lead_round_through_what_a_shorter_one_passes() {
    // The shortest way from `state` is by LOCATION, which makes no supplier of it; the firm that it owns lies in it.
    let drawn = Drawn::new("state OWNERSHIP firm\n firm LOCATION state\n state LOCATION x\n firm EXPORT x number=long");
    assert!(best(&drawn, "x", Flow::Up).contains("ownership.state.firm export.firm.x"));
    // Where the only way on from the firm is back through the state, there is no loopless path that begins so.
    assert_eq!(up("state OWNERSHIP firm\n firm LOCATION state\n state LOCATION x", "x"), [""; 0]);
}

#[test]
fn customers_take_goods_by_the_last_hop_or_use_them() {
    assert_eq!(names(&down("x EXPORT a", "x")), ["a"]);
    assert_eq!(names(&down("a CONTRACT x", "x")), ["a"]);
    assert_eq!(names(&down("a NEGOTIATION x potential", "x")), ["a"]);
    assert_eq!(names(&down("x OPERATION a", "x")), ["a"]);
    for none in ["x OWNERSHIP a", "x MEMBERSHIP a", "a LOCATION x", "x LOCATION a"] {
        assert_eq!(names(&down(none, "x")), [""; 0], "{none}");
    }
    assert_eq!(names(&down("INDUSTRY a\n a LOCATION x\n a CONSUMPTION ree", "x")), ["a"]);
    // The production of the source says how real every path is.
    assert_eq!(down("x EXPORT a\n x PRODUCTION ree status=CONSIDERED", "x"), ["a PROSPECTIVE OPEN direct"]);
}

#[test]
fn the_keys_of_the_best_path_to_a_customer_are_read_from_the_customer() {
    let drawn = Drawn::new("m LOCATION x\n n LOCATION x\n n EXPORT a number=1\n m EXPORT a number=2");
    assert_eq!(best(&drawn, "x", Flow::Down), "location.m.x export.m.a....2");
    let drawn =
        Drawn::new("m LOCATION x number=1\n m LOCATION x number=2\n n LOCATION x\n n EXPORT a\n m EXPORT a number=9");
    assert_eq!(best(&drawn, "x", Flow::Down), "location.m.x....1 export.m.a....9");
}

#[test]
fn all_paths_of_a_supplier_begin_with_its_best() {
    let drawn = Drawn::new("a EXPORT x status=AGREED\n a EXPORT b\n b EXPORT x\n a LOCATION x");
    let question = SupplyQuestion::new(drawn.node("x"), Flow::Up);
    let found = suppliers(drawn.view(), &question, Bounds::default()).unwrap().answer;
    let a = found.iter().find(|s| s.entity == drawn.node("a")).unwrap();
    let paths: Vec<_> = supplier_paths(drawn.view(), &question, a.entity, Bounds::default()).unwrap().collect();
    assert_eq!(paths[0], a.best);
    // The way by LOCATION alone makes no supplier of it.
    assert_eq!(paths.iter().map(|p| p.hops.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn standings_that_are_asked_for_are_those_of_the_best_paths() {
    let drawn = Drawn::new("a EXPORT x\n a EXPORT x status=AGREED number=2\n b EXPORT x status=AGREED");
    let agreed = ask(&drawn, "x", Flow::Up, |q| q.standings = vec![Standing::Contracted]);
    assert_eq!(names(&agreed), ["b"]);
}

#[test]
fn hops_are_counted_up_to_the_most_that_are_asked_for() {
    let drawn = Drawn::new("a EXPORT b\n b EXPORT c\n c EXPORT x");
    for (hops, found) in [(1, 1), (2, 2), (3, 3), (12, 3)] {
        assert_eq!(ask(&drawn, "x", Flow::Up, |q| q.max_hops = hops).len(), found);
    }
    for hops in [0, 13, 1000] {
        let question = SupplyQuestion { max_hops: hops, ..SupplyQuestion::new(drawn.node("x"), Flow::Up) };
        let refused = suppliers(drawn.view(), &question, Bounds::default()).unwrap_err();
        assert!(matches!(refused, QuestionError::Invalid { argument: "maxHops", .. }), "{refused}");
    }
}

#[test]
fn what_is_merged_is_one_and_its_relations_with_it() {
    let drawn = Drawn::new("lynas-usa EXPORT x\n lynas EXPORT x\n a OWNERSHIP lynas-usa\n---\n MERGE lynas-usa lynas");
    assert_eq!(names(&ask(&drawn, "x", Flow::Up, |_| ())), ["lynas", "a"]);
}

#[test]
fn a_hub_of_too_many_relations_is_left_out_and_said_so() {
    let spokes: String = (0..300).map(|i| format!("s{i} EXPORT hub\n")).collect();
    let drawn = Drawn::new(&format!("{spokes} hub EXPORT x\n a EXPORT x"));
    let question = SupplyQuestion::new(drawn.node("x"), Flow::Up);
    let bounds = Bounds { relations: 100, ..Bounds::default() };
    let found = suppliers(drawn.view(), &question, bounds.clone()).unwrap();
    assert_eq!(found.search.reached_bound, Some("relations"));
    assert!(!found.search.complete && found.search.relations_examined <= 2 * bounds.relations);
    assert_eq!(names(&told(drawn.view(), &found.answer)), ["a", "hub"]);
    let few = Bounds { steps: 100, ..Bounds::default() };
    assert_eq!(suppliers(drawn.view(), &question, few).unwrap().search.reached_bound, Some("steps"));
    let whole = suppliers(drawn.view(), &question, Bounds::default()).unwrap();
    assert!(whole.search.complete && whole.answer.len() == 302);
}

#[test]
fn a_search_that_is_told_to_stop_stops_and_says_so() {
    let drawn = Drawn::new("a EXPORT x");
    let question = SupplyQuestion::new(drawn.node("x"), Flow::Up);
    let bounds = Bounds::default();
    bounds.halt.raise();
    let found = suppliers(drawn.view(), &question, bounds).unwrap();
    assert_eq!((found.answer.len(), found.search.complete, found.search.reached_bound), (0, false, Some("time")));
}

#[test]
fn the_facts_of_the_model_answer_as_it_says() {
    let facts = "PLACE world aggregate
         INDUSTRY us-refining stage=REFINING commodities=ree
         COMMODITY ree broader=critical\n COMMODITY heavy broader=ree
         ORGANIZATION us-dod\n ORGANIZATION us-gov\n ORGANIZATION lynas\n ORGANIZATION lynas-usa\n ORGANIZATION irel
         INDUSTRY us-defence\n INDUSTRY us-seabed\n FACILITY texas-plant
         us-refining LOCATION us\n us-defence LOCATION us\n texas-plant LOCATION texas\n texas LOCATION us
         us-dod MEMBERSHIP us-gov\n us-gov MEMBERSHIP us\n irel LOCATION india\n india OWNERSHIP irel
         china EXPORT us of=ree share=90..100%@2023\n china EXPORT us of=ree share=~70
         malaysia EXPORT us of=ree share=13@2020/2023 mode=OFFICIAL\n japan EXPORT us of=ree share=6@2020/2023
         irel EXPORT japan of=ree\n india RESTRICTION japan of=ree status=REQUESTED mode=HEARSAY
         china RESTRICTION world of=ree instrument=CONTROL status=EASED
         china RESTRICTION world of=ree instrument=LICENSING
         china RESTRICTION us of=ree instrument=BAN status=DENIED
         us-dod CONTRACT lynas of=heavy status=AGREED\n us-dod CONTRACT lynas-usa status=AGREED
         lynas OPERATION texas-plant status=AGREED\n lynas LOCATION australia
         us NEGOTIATION greenland potential status=DISCUSSED
         us-gov SUPPORT us-seabed status=CONSIDERED\n us-seabed PRODUCTION critical status=CONSIDERED
         us-seabed LOCATION us\n us-defence CONSUMPTION ree\n china PRODUCTION ree share=70@2024\n us PRODUCTION ree";
    assert_eq!(
        up(facts, "us-refining"),
        [
            "china OPERATING RESTRICTED direct 95%",
            "malaysia OPERATING OPEN direct 13%",
            "japan OPERATING OPEN direct 6%",
            "irel OPERATING AT_RISK",
            "india OPERATING AT_RISK",
            "lynas CONTRACTED OPEN direct",
            "lynas-usa CONTRACTED OPEN direct",
            "greenland PROSPECTIVE OPEN direct",
            "us-seabed PROSPECTIVE OPEN direct",
        ]
    );
    assert_eq!(up(facts, "japan"), ["irel OPERATING AT_RISK direct", "india OPERATING AT_RISK direct"]);
}
