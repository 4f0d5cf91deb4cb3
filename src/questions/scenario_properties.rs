//! Scenarios against graphs in which the same changes were really recorded: relations left out, added, or with a claim that outranks all
//! others. Every answer is the same.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    Direction::{Incoming, Outgoing},
    visit::{EdgeRef, IntoEdgeReferences},
};
use proptest::prelude::*;

use super::{
    access::{access_of, affected},
    bounds::Bounds,
    flow::Flow,
    oracle::Told,
    paths::{PathQuestion, paths},
    suppliers::{SupplyQuestion, suppliers},
    supply_properties::{DECLARED, NODES, claim, told},
};
use crate::{
    graph::{Found, KindSet, Overlay, SubjectIndex, View, drawn::Drawn},
    model::{Assumption, Instrument, Key, RelationKind, Status, Tie},
};

const COMMODITIES: [&str; 3] = ["c0", "c1", "c2"];

/// A claim as a line, and the relation that it speaks of.
#[derive(Clone, Debug)]
struct Line {
    tie: Tie,
    text: String,
    retracted: bool,
    /// The claim's; empty where it is made from the content.
    key: String,
}

impl Line {
    fn named(&self) -> String {
        if self.key.is_empty() { String::new() } else { format!("key={}", self.key) }
    }
}

#[derive(Clone, Debug)]
struct World {
    lines: Vec<Line>,
    /// Claims about relations that fell away.
    gone: Vec<Line>,
    merge: Option<(&'static str, &'static str)>,
}

/// A change, before it is known which relations there are.
#[derive(Clone, Debug)]
enum Wish {
    Without(usize),
    Remove(usize),
    Set(usize, Status),
    Say(Tie, Status),
}

fn read(line: &str) -> Tie {
    let words: Vec<&str> = line.split_whitespace().collect();
    let key = |text: &str| Key::new(text).unwrap();
    let mut tie = Tie::new(words[1].parse().unwrap(), key(words[0]), key(words[2]));
    for word in &words[3..] {
        match word.split_once('=') {
            Some(("of", commodity)) => tie.commodity = Some(key(commodity)),
            Some(("stage", stage)) => tie.stage = Some(stage.parse().unwrap()),
            Some(("number", number)) => tie.number = Some(number.to_owned()),
            Some(("instrument", instrument)) => tie.instrument = Some(instrument.parse().unwrap()),
            _ => {}
        }
    }
    tie
}

fn world() -> impl Strategy<Value = World> {
    let line = (claim(), prop::bool::weighted(0.2), prop::bool::weighted(0.1)).prop_filter_map(
        "a kind allows no such ends",
        |(text, lapsed, retracted)| {
            let lapse = if lapsed { "to=2024-01-01" } else { "" };
            (!text.is_empty()).then(|| {
                let (tie, text) = (read(&text), format!("{} {lapse}", text.trim()));
                Line { tie, text, retracted, key: String::new() }
            })
        },
    );
    let merges = prop_oneof![4 => Just(None), 1 => Just(Some(("p3", "p2"))), 1 => Just(Some(("f0", "f1")))];
    (prop::collection::vec(line, 1..18), merges).prop_map(|(mut lines, merge)| {
        lines.iter_mut().enumerate().for_each(|(n, line)| line.key = format!("k{n:02}"));
        World { lines, gone: Vec::new(), merge }
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let status = || prop::sample::select(Status::ALL.to_vec());
    let new = (claim(), status()).prop_filter_map("a kind allows no such ends", |(text, status)| {
        (!text.is_empty()).then(|| Wish::Say(Tie { number: None, ..read(&text) }, status))
    });
    prop_oneof![
        1 => (0..NODES.len() + COMMODITIES.len()).prop_map(Wish::Without),
        2 => (0..18usize).prop_map(Wish::Remove),
        3 => (0..18usize, status()).prop_map(|(line, status)| Wish::Set(line, status)),
        3 => new,
    ]
}

impl Wish {
    fn of(&self, world: &World) -> Assumption {
        let tie = |line: usize| world.lines[line % world.lines.len()].tie.clone();
        match self {
            Self::Without(which) => {
                let all = [&NODES[..], &COMMODITIES[..]].concat();
                Assumption::Without(Key::new(all[*which]).unwrap())
            }
            Self::Remove(line) => Assumption::Says(tie(*line), None),
            Self::Set(line, status) => Assumption::Says(tie(*line), Some(*status)),
            Self::Say(tie, status) => Assumption::Says(tie.clone(), Some(*status)),
        }
    }
}

impl World {
    fn drawn(&self) -> Drawn {
        let claims: String = self.lines.iter().map(|line| format!("{} {}\n", line.text, line.named())).collect();
        let retracted = self.lines.iter().filter(|line| line.retracted);
        let retracted: String = retracted.map(|line| format!("RETRACT {}\n", line.key)).collect();
        let merge = self.merge.map_or(String::new(), |(from, into)| format!("MERGE {from} {into}\n"));
        Drawn::new(&format!("{DECLARED}{claims}\n---\n{retracted}\n---\n{merge}"))
    }

    fn survivor(&self, key: &Key) -> Key {
        match self.merge {
            Some((from, into)) if key.as_str() == from => Key::new(into).unwrap(),
            _ => key.clone(),
        }
    }

    fn surviving(&self, tie: &Tie) -> Tie {
        Tie { from: self.survivor(&tie.from), to: self.survivor(&tie.to), ..tie.clone() }
    }

    /// Whether two identities are one; what a merge made a loop is none that is shown.
    fn coincide(&self, a: &Tie, b: &Tie) -> bool {
        let loops = |tie: &Tie| (tie.from == tie.to, self.surviving(tie).from == self.surviving(tie).to);
        let shown = |tie: &Tie| loops(tie) != (false, true);
        self.surviving(a) == self.surviving(b) && shown(a)
    }

    /// Whether the model allows a relation that is there by no claim.
    fn allows(&self, tie: &Tie) -> bool {
        let tie = self.surviving(tie);
        tie.kind == RelationKind::Export || tie.from != tie.to
    }

    /// Records a change.
    fn make(&mut self, change: &Assumption) {
        match change {
            Assumption::Without(key) => {
                let gone = self.survivor(key);
                let touches = |tie: &Tie| tie.from == gone || tie.to == gone || tie.commodity.as_ref() == Some(&gone);
                let lines = self.lines.clone().into_iter();
                let (gone, kept) = lines.partition(|line| touches(&self.surviving(&line.tie)));
                self.lines = kept;
                self.fall(gone);
            }
            Assumption::Says(tie, None) => {
                let lines = self.lines.clone().into_iter();
                let (gone, kept) = lines.partition(|line| self.coincide(&line.tie, tie));
                self.lines = kept;
                self.fall(gone);
            }
            Assumption::Says(tie, Some(status)) => {
                let tie = self.surviving(tie);
                let official = |line: &Line| line.text.contains("OFFICIAL") && self.coincide(&line.tie, &tie);
                let mut lines: Vec<Line> = self.lines.iter().filter(|line| !official(line)).cloned().collect();
                let part = |name: &str, value: Option<String>| value.map_or(String::new(), |v| format!("{name}={v}"));
                let text = format!(
                    "{} {} {} {} {} {} {} {} status={status} mode=OFFICIAL from=2025-06-13",
                    tie.from,
                    tie.kind,
                    tie.to,
                    part("of", tie.commodity.as_ref().map(ToString::to_string)),
                    part("stage", tie.stage.as_ref().map(ToString::to_string)),
                    part("number", tie.number.clone()),
                    part("instrument", tie.instrument.as_ref().map(ToString::to_string)),
                    if tie.kind == RelationKind::Negotiation { "potential" } else { "" },
                );
                // What is told of it comes back with it.
                let (back, gone) = self.gone.clone().into_iter().partition(|line| self.coincide(&line.tie, &tie));
                lines.extend::<Vec<Line>>(back);
                lines.push(Line { tie, text, retracted: false, key: String::new() });
                (self.lines, self.gone) = (lines, gone);
            }
        }
    }

    /// Notes what sources say of relations that fall away.
    fn fall(&mut self, gone: Vec<Line>) {
        self.gone.extend(gone.into_iter().filter(|line| !line.text.contains("OFFICIAL")));
    }
}

/// Everything that a view tells of relations, in keys: listed, at each entity, at each entity with those that lapsed, as edges.
fn all_told(view: View<'_>) -> Vec<(String, Option<Status>)> {
    let mut all = Vec::new();
    let mut note = |place: String, relations: Vec<crate::graph::Relation<'_>>| {
        let found: BTreeMap<String, Option<Status>> =
            relations.iter().map(|r| (format!("{place} {}", r.key().unwrap()), r.status())).collect();
        assert_eq!(found.len(), relations.len(), "told twice at {place}");
        all.extend(found);
    };
    note("all".to_owned(), view.relations().collect());
    note("back".to_owned(), view.relations().rev().collect());
    for node in view.entities() {
        for direction in [Outgoing, Incoming] {
            let key = view.key(node).unwrap();
            let now: Vec<_> = view.relations_at(node, direction, KindSet::ALL).collect();
            assert!(now.len() <= view.degree_bound(node, direction));
            note(format!("{key} {direction:?}"), now.into_iter().filter(|r| r.status().is_some()).collect());
            let exports = KindSet::of(&[RelationKind::Export]);
            note(format!("{key} {direction:?} ever"), view.relations_ever(node, direction, exports).collect());
        }
    }
    let edges: Vec<_> = view.edge_references().map(|e| (e.relation, e.source(), e.target())).collect();
    assert!(edges.iter().all(|(r, source, target)| (r.from(), r.to()) == (*source, *target)));
    note("edge".to_owned(), edges.into_iter().map(|(r, ..)| r).collect());
    all
}

/// What crosses what, both ways round, in keys.
fn crossed(view: View<'_>) -> Vec<(String, String, BTreeSet<String>, BTreeSet<String>)> {
    let key = |edge| view.shown(edge).unwrap().key().unwrap().to_string();
    let told = view.relations().filter(|r| r.status().is_some()).map(|relation| {
        let (access, restrictions) = access_of(view, relation);
        let under = match relation.instrument() {
            Some(_) => affected(view, relation, Bounds::default()).answer,
            None => Vec::new(),
        };
        let keys = |edges: Vec<_>| edges.into_iter().map(key).collect();
        (relation.key().unwrap().to_string(), access.to_string(), keys(restrictions), keys(under))
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

type Supplied = Vec<(Told, bool, Option<crate::model::Measure>)>;

fn supplied(view: View<'_>, question: &SupplyQuestion) -> Supplied {
    let found = suppliers(view, question, Bounds::default()).unwrap();
    assert!(found.search.complete);
    let answer = found.answer.iter();
    answer.map(|s| (told(view, &s.best), s.direct, s.share.clone().map(|(figure, _)| figure))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_scenario_answers_as_if_its_changes_had_been_recorded(
        world in world(),
        wishes in prop::collection::vec(wish(), 1..7),
        (of, to) in (0..5usize, 0..NODES.len()),
        flow in prop::sample::select(vec![Flow::Up, Flow::Down]),
    ) {
        let drawn = world.drawn();
        let before = all_told(drawn.view());
        let (mut changed, mut overlay, mut made) = (world.clone(), Overlay::default(), Vec::new());
        for wish in &wishes {
            let change = wish.of(&world);
            let allowed = !matches!(&change, Assumption::Says(tie, Some(_)) if !world.allows(tie));
            let taken = overlay.assume(drawn.view(), &change);
            prop_assert_eq!(taken.is_ok(), allowed, "{:?} {:?}", change, taken);
            if allowed {
                changed.make(&change);
                made.push(change);
            }
        }
        let recorded = changed.drawn();
        let replayed = drawn.replayed();
        let again = Overlay::of(replayed.view(drawn.view().pin()), &made).unwrap();
        prop_assert_eq!(again.digest(drawn.view()), overlay.digest(drawn.view()));
        for supposed in [drawn.view().with(&overlay), replayed.view(drawn.view().pin()).with(&again)] {
            prop_assert_eq!(all_told(supposed), all_told(recorded.view()));
            prop_assert_eq!(crossed(supposed), crossed(recorded.view()));
            let question = SupplyQuestion::new(drawn.node(NODES[of]), flow);
            prop_assert_eq!(supplied(supposed, &question), supplied(recorded.view(), &question));
            let question = PathQuestion::new(drawn.node(NODES[of]), drawn.node(NODES[to]));
            if question.from != question.to {
                let all = |view| -> Vec<Told> {
                    paths(view, &question, Bounds::default()).unwrap().map(|path| told(view, &path)).collect()
                };
                prop_assert_eq!(all(supposed), all(recorded.view()));
            }
            // Keys resolve to what is there; claims can be read and say what they speak of.
            for line in world.lines.iter().chain(&changed.lines) {
                let status = |view: View<'_>| match view.find(line.tie.key().as_str()) {
                    Some(Found::Relation(relation)) => relation.status(),
                    _ => None,
                };
                prop_assert_eq!(status(supposed), status(recorded.view()), "{}", line.tie.key());
            }
            for claim in supposed.claims() {
                let SubjectIndex::Relation(_) = claim.about() else { continue };
                let Some(Found::Relation(relation)) = supposed.spoken_of(claim.about()) else { panic!("no subject") };
                prop_assert!(relation.key().is_some());
                prop_assert_eq!(relation.status().is_none(), relation.state().lapsed);
            }
        }
        prop_assert_eq!(all_told(drawn.view()), before);
    }
}

fn ban(from: &str, to: &str) -> Tie {
    let key = |text| Key::new(text).unwrap();
    Tie { instrument: Some(Instrument::Ban), ..Tie::new(RelationKind::Restriction, key(from), key(to)) }
}

#[test]
fn what_a_scenario_says_is_marked_and_rests_on_no_claim() {
    let drawn =
        Drawn::new("a EXPORT b status=ACTIVE share=10%@2024\n a EXPORT c status=ACTIVE\n b EXPORT c status=ACTIVE");
    let says = |tie: &str, status| Assumption::Says(read(tie), status);
    let changes = [
        says("a EXPORT b", Some(Status::Agreed)),
        says("a EXPORT c", None),
        Assumption::Says(ban("b", "c"), Some(Status::Active)),
    ];
    let overlay = Overlay::of(drawn.view(), &changes).unwrap();
    let view = drawn.view().with(&overlay);
    let told = |key: &str| match view.find(key) {
        Some(Found::Relation(r)) => {
            Some((r.status(), r.assumed(), r.claims().len(), r.valid().0.map(|d| d.to_string())))
        }
        _ => None,
    };
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(told("export.a.b"), Some((Some(Status::Agreed), true, 1, day("2024"))));
    assert_eq!(told("export.a.c"), None);
    assert_eq!(told("export.b.c"), Some((Some(Status::Active), false, 1, day("2020-01-01"))));
    assert_eq!(told("restriction.b.c...ban"), Some((Some(Status::Active), true, 0, day("2025-06-13"))));
    let gone = drawn.relation("export.a.c").edge;
    let Some(Found::Relation(gone)) = view.spoken_of(SubjectIndex::Relation(gone)) else {
        panic!("its claims speak of it")
    };
    assert_eq!((gone.state().status, gone.status(), gone.assumed()), (Status::Ended, None, true));
}

#[test]
fn a_scenario_is_known_by_what_it_changes_not_by_how() {
    let drawn = Drawn::new("a EXPORT b status=ACTIVE\n a EXPORT c status=ACTIVE");
    let digest = |changes: &[Assumption]| Overlay::of(drawn.view(), changes).unwrap().digest(drawn.view());
    let set = |to: &str, status| Assumption::Says(read(&format!("a EXPORT {to}")), Some(status));
    let [b, c, again] = [set("b", Status::Denied), set("c", Status::Agreed), set("b", Status::Agreed)];
    assert_eq!(digest(&[b.clone(), c.clone()]), digest(&[c.clone(), b.clone()]));
    assert_eq!(digest(&[b.clone(), again.clone()]), digest(std::slice::from_ref(&again)));
    assert_ne!(digest(&[b]), digest(&[again]));
    assert_ne!(digest(&[c]), digest(&[]));
    // What is added and taken away again was never there.
    let [there, gone] = [Some(Status::Active), None].map(|status| Assumption::Says(ban("a", "b"), status));
    assert_eq!(digest(&[there, gone]), digest(&[]));
}

#[test]
fn what_cannot_be_is_not_supposed() {
    let drawn = Drawn::new("a EXPORT b status=ACTIVE\n a PRODUCTION ree status=ACTIVE");
    let says = |line: &str| Overlay::of(drawn.view(), &[Assumption::Says(read(line), Some(Status::Active))]);
    for line in ["a EXPORT ree", "a LOCATION a", "a PRODUCTION b", "a EXPORT nowhere", "a EXPORT b number=7"] {
        assert!(says(line).is_err(), "{line}");
    }
    assert!(says("a EXPORT a").is_ok());
    assert!(Overlay::of(drawn.view(), &[Assumption::Without(Key::new("nowhere").unwrap())]).is_err());
}
