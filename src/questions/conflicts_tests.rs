//! Conflicts on drawn graphs, and against comparing every claim with every other.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    bounds::Bounds,
    conflicts::{Clash, Conflict, ConflictKind, conflicts},
    ranking::RankedBy,
    subjects::About,
};
use crate::{
    graph::{Certainty, Found, Hold, Pin, SubjectIndex, View, drawn::Drawn},
    model::{ClaimMode, Metric},
};

fn all(view: View<'_>, about: About) -> Vec<Conflict> {
    let mut found = conflicts(view, about, Bounds::default()).unwrap();
    let answer = found.by_ref().collect();
    assert!(found.report().complete);
    answer
}

/// `KIND METRIC CERTAINTY: claim>claim`, with why the first ranks before the second.
fn told(view: View<'_>, conflict: &Conflict) -> String {
    let sides: Vec<String> = conflict.sides.iter().map(|side| view.claim(side.claim).unwrap().key()).collect();
    let metric = conflict.metric.map_or(String::new(), |metric| format!(" {metric}"));
    format!("{:?}{metric} {:?}: {}", conflict.kind, conflict.certainty, sides.join(">"))
}

fn everything(drawn: &Drawn) -> Vec<String> {
    all(drawn.view(), About::Everything).iter().map(|conflict| told(drawn.view(), conflict)).collect()
}

#[test]
fn figures_that_clash_are_one_conflict_with_the_strongest_claim_first() {
    let drawn = Drawn::new(
        "a EXPORT b key=news mode=ATTRIBUTED share=90..100%@2023
        DOCUMENT new published=2025-05-28
        a EXPORT b key=about mode=REPORTED share=~70% doc=new
        a EXPORT b key=sheet mode=OFFICIAL share=70%@2020/2023
        a EXPORT b key=before mode=ATTRIBUTED share=70%@2013
        a EXPORT b key=reading mode=OPINION share=10%@2023",
    );
    assert_eq!(everything(&drawn), ["Figures SHARE Certain: sheet>about>news"]);
    let [conflict] = &all(drawn.view(), About::Everything)[..] else { panic!() };
    let clash = |first, certainty| Clash { first, second: 2, certainty, why: RankedBy::Mode };
    assert_eq!(conflict.pairs, [clash(0, Certainty::Certain), clash(1, Certainty::Possible)]);
    let why: Vec<Option<RankedBy>> = conflict.sides.iter().map(|side| side.outranked).collect();
    // All three are merely carried on after their periods.
    assert_eq!(why, [None, Some(RankedBy::Mode), Some(RankedBy::Mode)]);
}

#[test]
fn each_metric_basis_and_unit_is_a_conflict_of_its_own() {
    let drawn = Drawn::new(
        "a EXPORT b key=one share=90%@2023 share=50%(by_weight)@2023 quantity=5t@2023 value=5USD@2023
        a EXPORT b key=two mode=OFFICIAL share=70%@2023 share=51%(by_weight)@2023 quantity=5000kg@2023 value=5CNY@2023
        a SEEN PRICE of=ree price=3USD/kg@2023 key=p\n a SEEN PRICE of=ree price=4000USD/t@2023 key=q",
    );
    assert_eq!(
        everything(&drawn),
        ["Figures SHARE Certain: two>one", "Figures SHARE Certain: two>one", "Figures PRICE Certain: p>q"]
    );
}

#[test]
fn amendments_and_what_is_taken_back_are_no_conflict() {
    let drawn = Drawn::new(
        "a CONTRACT b key=one value=120USD\n a CONTRACT b key=two value=258USD amends=one
        a EXPORT b key=wrong share=90%@2023\n a EXPORT b key=right share=70%@2023 supersedes=wrong
        a EXPORT c key=told share=90%@2023\n a EXPORT c key=taken share=70%@2023\n---\n RETRACT taken",
    );
    assert_eq!(everything(&drawn), [""; 0]);
}

#[test]
fn statuses_conflict_where_the_relation_is_disputed() {
    let drawn = Drawn::new(
        "a RESTRICTION b key=in-force status=ACTIVE from=2024 mode=OFFICIAL
        a RESTRICTION b key=denied status=DENIED from=2025
        a RESTRICTION b key=earlier status=REQUESTED from=2023\n a RESTRICTION b key=reading status=EASED from=2025 mode=OPINION
        a EXPORT b key=began status=ACTIVE from=2025\n a EXPORT b key=planned status=AGREED from=2024",
    );
    assert_eq!(everything(&drawn), ["Status Certain: in-force>denied"]);
}

#[test]
fn what_has_not_begun_is_not_compared() {
    let drawn = Drawn::new("a EXPORT b key=now share=90%@2023\n a EXPORT b key=later share=70%@2023/2024 from=2026");
    assert_eq!(everything(&drawn), [""; 0]);
    let later = drawn.on("2026-01-01");
    assert_eq!(told(later, &all(later, About::Everything)[0]), "Figures SHARE Certain: later>now");
}

const TRADE: &str = "PLACE world aggregate\n DOCUMENT d1 by=comtrade published=2024-05-01
    china EXPORT us of=ree key=c value=613USD@2023 quantity=752kg@2023 doc=d1 mode=OFFICIAL
    world EXPORT us of=ree key=w value=1000USD@2023 quantity=1t@2023 doc=d1 mode=OFFICIAL\n";

#[test]
fn a_stated_share_is_held_against_the_computed_ones() {
    let of = |said: &str| {
        let drawn = Drawn::new(&format!("{TRADE} china EXPORT us of=ree key=told {said}"));
        let found = all(drawn.view(), About::Everything);
        assert!(found.len() < 2 && found.iter().all(|c| c.kind == ConflictKind::ComputedShare));
        for conflict in &found {
            let shares: Vec<String> =
                conflict.computed.iter().map(|s| s.measure.value.unwrap().normalize().to_string()).collect();
            assert_eq!(shares, ["61.3", "75.2"]);
        }
        found.first().map(|conflict| conflict.certainty)
    };
    // Of no basis: outside of both, and it may still count something else.
    assert_eq!(of("share=90..100%@2023"), Some(Certainty::Possible));
    assert_eq!(of("share=~70%"), None);
    assert_eq!(of("share=70%@2020/2023"), None);
    assert_eq!(of("share=90..100%@2013"), None);
    // Of the same basis, as precise as it is written.
    assert_eq!(of("share=61%(by_value)@2023"), None);
    assert_eq!(of("share=62%(by_value)@2023"), Some(Certainty::Certain));
    assert_eq!(of("share=62%(by_value)@2022/2023"), Some(Certainty::Possible));
    assert_eq!(of("share=62%(by_value)"), Some(Certainty::Possible));
    assert_eq!(of("share=62%(share_of_world)@2023"), None);
    assert_eq!(of("share=62%@2023 mode=OPINION"), None);
}

#[test]
fn without_a_stated_total_a_share_is_at_most_what_is_computed() {
    let trade = "DOCUMENT d1 by=comtrade\n china EXPORT us of=ree value=60USD@2023 doc=d1\n japan EXPORT us of=ree value=40USD@2023 doc=d1";
    let of = |share: &str| {
        let drawn = Drawn::new(&format!("{trade}\n china EXPORT us of=ree key=told share={share}(by_value)@2023"));
        all(drawn.view(), About::Everything).len()
    };
    assert_eq!((of("70%"), of("50%")), (1, 0));
}

#[test]
fn it_is_asked_of_an_entity_a_relation_a_claim_or_a_commodity() {
    let drawn = Drawn::new(
        "COMMODITY heavy broader=ree\n COMMODITY ree\n a EXPORT b of=heavy key=one share=90%@2023\n a EXPORT b of=heavy key=two share=70%@2023
        a SEEN PRICE of=tin price=3USD/kg@2023 key=p\n a SEEN PRICE of=tin price=4USD/kg@2023 key=q\n a EXPORT c key=alone share=3%",
    );
    let view = drawn.view();
    let of = |about| all(view, about).iter().map(|c| told(view, c)).collect::<Vec<_>>();
    let (share, price) = ("Figures SHARE Certain: one>two", "Figures PRICE Certain: p>q");
    assert_eq!(of(About::Entity(drawn.node("a"))), [share, price]);
    assert_eq!(of(About::Entity(drawn.node("b"))), [share]);
    assert_eq!(of(About::Entity(drawn.node("c"))), [""; 0]);
    assert_eq!(of(About::Entity(drawn.node("ree"))), [share]);
    assert_eq!(of(About::Entity(drawn.node("tin"))), [price]);
    assert_eq!(of(About::Claim(view.claim_with_key("q").unwrap().index)), [price]);
    assert_eq!(of(About::Claim(view.claim_with_key("alone").unwrap().index)), [""; 0]);
    assert_eq!(of(About::Subject(view.claim_with_key("one").unwrap().about())), [share]);
}

#[test]
fn a_bound_is_told() {
    let drawn = Drawn::new("a EXPORT b\n a EXPORT c\n a EXPORT d");
    let mut found = conflicts(drawn.view(), About::Everything, Bounds { relations: 2, ..Bounds::default() }).unwrap();
    assert_eq!(found.by_ref().count(), 0);
    assert_eq!((found.report().complete, found.report().reached_bound), (false, Some("relations")));
}

/// Claims about few relations and observations, so that they clash.
pub(super) fn claims() -> impl Strategy<Value = String> {
    let claim = (
        select(vec!["a EXPORT b", "b EXPORT a", "a RESTRICTION b", "a SEEN SHARE", "a SEEN SHARE of=ree"]),
        select(vec!["", "status=ACTIVE", "status=DENIED", "status=ENDED"]),
        select(vec!["OFFICIAL", "REPORTED", "HEARSAY", "OPINION"]),
        select(vec!["", "from=2018", "from=2024", "from=2026", "from=2020 to=2021"]),
        select(vec![
            "",
            "share=70%",
            "share=~90%@2023",
            "share=50%@2015",
            "share=90%@2015/2023",
            "share=60%(by_weight)@2023",
            "share=80%(by_weight)@2023 share=10%@2015",
            "quantity=5t@2020/2022",
            "quantity=9kg@2022",
        ]),
        0..10_u8,
    );
    vec(claim, 1..9).prop_map(|claims| {
        let (mut lines, mut last) = (String::new(), BTreeMap::new());
        for (n, (about, status, mode, valid, figure, dice)) in claims.into_iter().enumerate() {
            let status = if about.contains("SEEN") { "" } else { status };
            // A claim amends one about the same subject only.
            let link = match last.insert(about, n) {
                Some(older) if dice < 3 => format!("amends=c{older}"),
                _ => String::new(),
            };
            lines.push_str(&format!("{about} key=c{n} {status} mode={mode} {valid} {figure} {link}\n"));
        }
        lines
    })
}

/// Pairs of claims whose figures clash: by going through all pairs.
fn clashes(view: View<'_>) -> BTreeSet<(String, String, Certainty)> {
    let mut found = BTreeSet::new();
    let claims: Vec<_> =
        view.claims().filter(|c| c.counts() && c.begins() <= view.as_of() && c.mode() != ClaimMode::Opinion).collect();
    for a in &claims {
        for b in &claims {
            let chain = |mut claim: crate::graph::ClaimIndex| {
                while let Some(older) = view.claim(claim).unwrap().amends() {
                    claim = older;
                }
                claim
            };
            if a.about() == b.about() && a.key() < b.key() && chain(a.index) != chain(b.index) {
                for m in a.measures() {
                    for o in b.measures() {
                        let same = m.metric == o.metric
                            && m.metric != Metric::Other
                            && m.basis == o.basis
                            && m.unit_kind() == o.unit_kind();
                        let sure = match (m.period, o.period) {
                            (Some(p), Some(q)) if p.first() <= q.last() && q.first() <= p.last() => {
                                Some(Certainty::Certain)
                            }
                            (Some(_), Some(_)) => None,
                            _ => Some(Certainty::Possible),
                        };
                        if same && !m.agrees(&o) {
                            found.extend(sure.map(|sure| (a.key(), b.key(), sure)));
                        }
                    }
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn all_that_clash_are_found_and_nothing_else(lines in claims(), day in select(vec!["2019-01-01", "2022-06-01", "2025-06-13"])) {
        let drawn = Drawn::new(&lines);
        let view = drawn.graph.view(Pin::new(drawn.graph.seq(), day.parse().unwrap()));
        let found = all(view, About::Everything);
        let mut pairs = BTreeSet::new();
        for conflict in found.iter().filter(|c| c.kind == ConflictKind::Figures) {
            let keys: Vec<String> = conflict.sides.iter().map(|s| view.claim(s.claim).unwrap().key()).collect();
            prop_assert_eq!(Some(conflict.certainty), conflict.pairs.iter().map(|pair| pair.certainty).max());
            for &Clash { first, second, certainty, .. } in &conflict.pairs {
                let (a, b) = (keys[first].clone(), keys[second].clone());
                pairs.insert(if a < b { (a, b, certainty) } else { (b, a, certainty) });
            }
            // Strongest first, as the graph ranks them.
            let ranked: Vec<_> = view.claims_about(conflict.about).into_iter().map(|a| a.claim).collect();
            prop_assert!(conflict.sides.iter().map(|s| ranked.iter().position(|c| *c == s.claim)).is_sorted());
        }
        prop_assert_eq!(pairs, clashes(view));
        // And a relation is disputed where a conflict of status, or one of figures that hold, is found.
        for relation in view.relations() {
            let own = found.iter().filter(|c| c.about == SubjectIndex::Relation(relation.edge));
            let disputed = own.into_iter().any(|c| match c.kind {
                ConflictKind::Status => true,
                ConflictKind::Figures => c.pairs.iter().any(|p| c.sides[p.first].holds && c.sides[p.second].holds),
                ConflictKind::ComputedShare => false,
            });
            prop_assert_eq!(disputed, relation.state().disputed);
            let Some(Found::Relation(_)) = view.subject(SubjectIndex::Relation(relation.edge)) else { panic!() };
            prop_assert!(relation.claims().iter().all(|a| a.hold == Hold::No || a.begun));
        }
    }
}
