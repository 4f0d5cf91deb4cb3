//! Near misses and remedies against the plain reading of the rules, on random multigraphs in two states of recording: all loopless ways
//! over all relations ever spoken of are walked, and the rules are applied to each whole way.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{EdgeIndex, NodeIndex};
use proptest::prelude::*;

use super::{
    access::Access,
    bounds::Bounds,
    obstacle::ObstacleKind as Why,
    oracle::{self, Told},
    paths::{PathQuestion, PathRank},
    remedy::Step,
    standing::Standing,
    why_not::{Miss, WhyNot, WhyNotQuestion, why_not},
};
use crate::{
    graph::{Overlay, Relation, View, drawn::Drawn},
    model::{Assumption, ClaimMode, RelationKind, Stage, Status, Tie},
};

const NODES: [&str; 7] = ["p0", "p1", "p2", "p3", "f0", "f1", "world"];

const DECLARED: &str = "PLACE p0\n PLACE p1\n PLACE p2\n PLACE p3\n PLACE world aggregate
    FACILITY f0\n FACILITY f1 stage=REFINING\n COMMODITY c0\n COMMODITY c1 broader=c0\n COMMODITY c2 broader=c0\n";

/// A line that draws a claim; where `firm`, what belongs to what holds and is known from the start.
fn claim(firm: bool) -> impl Strategy<Value = String> {
    use RelationKind::{Contract, Export, Location, Membership, Negotiation, Operation, Ownership, Restriction};
    let kinds = [Export, Export, Export, Contract, Negotiation, Operation, Ownership, Location, Membership];
    let kinds = [kinds.as_slice(), &[Restriction, Restriction]].concat();
    let status = prop::sample::select(vec!["ACTIVE", "ACTIVE", "ACTIVE", "AGREED", "DISCUSSED", "DENIED", "ENDED"]);
    let days = prop::sample::select(vec!["", "", "", "to=2021", "from=2027", "from=2022 to=2030"]);
    let stage = prop_oneof![6 => Just(None), 1 => prop::sample::select(Stage::ALL.to_vec()).prop_map(Some)];
    let ends = (0..NODES.len(), 0..NODES.len());
    let of = prop::option::weighted(0.3, 0..3usize);
    (prop::sample::select(kinds), ends, of, stage, status, days, 0..2u8).prop_map(
        move |(kind, (from, to), of, stage, status, days, number)| {
            let to = match kind {
                Operation => NODES[4 + to % 2],
                Location => NODES[to % 4],
                _ => NODES[to],
            };
            if NODES[from] == to {
                return String::new();
            }
            let (status, days) =
                if firm && matches!(kind, Location | Membership | Ownership) { ("ACTIVE", "") } else { (status, days) };
            let of = of.map_or(String::new(), |c| format!("of=c{c}"));
            let stage = stage.map_or(String::new(), |s| format!("stage={s}"));
            let more = match kind {
                Restriction => "instrument=BAN".to_owned(),
                Negotiation => "potential".to_owned(),
                _ if number == 1 => "number=1".to_owned(),
                _ => String::new(),
            };
            format!("{} {kind} {to} {of} {stage} {more} status={status} {days}\n", NODES[from])
        },
    )
}

/// What is recorded first, and what later.
fn graph(firm: bool) -> impl Strategy<Value = (String, String)> {
    let few = prop::collection::vec(claim(firm), 2..14);
    (few, prop::collection::vec(claim(false), 0..4)).prop_map(|(early, late)| (early.concat(), late.concat()))
}

/// A hop of a way, and what is wrong with it but for the order of stages.
#[derive(Clone)]
struct Hop {
    edge: EdgeIndex,
    key: String,
    source: NodeIndex,
    target: NodeIndex,
    stage: Option<Stage>,
    wrong: Vec<Why>,
}

fn goods(relation: &Relation<'_>) -> Vec<(NodeIndex, NodeIndex)> {
    use RelationKind::{Contract, Export, Location, Membership, Negotiation, Operation, Ownership};
    let (from, to) = (relation.from(), relation.to());
    match relation.kind() {
        Export | Operation | Ownership | Membership => vec![(from, to)],
        Contract | Negotiation => vec![(to, from)],
        Location => vec![(from, to), (to, from)],
        _ => vec![],
    }
}

fn exists(status: Option<Status>) -> Option<Standing> {
    status.and_then(Standing::of)
}

/// Why a relation fails by its status; none where it is no hop and never was.
fn by_status(relation: &Relation<'_>, later: View<'_>, seen: bool) -> Option<Vec<Why>> {
    let known = later.shown(relation.edge).is_some_and(|r| exists(r.status()).is_some());
    if !seen {
        return known.then(|| vec![Why::KnownLater]);
    }
    let claims = relation.claims();
    let says = |begun: bool| {
        claims.iter().filter(|a| a.begun == begun).any(|a| {
            let claim = relation.view().claim(a.claim).unwrap();
            claim.mode() != ClaimMode::Opinion && exists(claim.says()).is_some()
        })
    };
    match relation.status() {
        Some(status) if exists(Some(status)) == Some(Standing::Prospective) => Some(vec![Why::TalkedOf]),
        Some(status) if exists(Some(status)).is_some() => Some(vec![]),
        _ if known => Some(vec![Why::KnownLater]),
        Some(Status::Denied) => Some(vec![Why::Denied]),
        Some(_) => Some(vec![Why::Ended]),
        None if says(false) => Some(vec![Why::Later]),
        None => says(true).then(|| vec![Why::Ended]),
    }
}

fn hops(view: View<'_>, later: View<'_>, of: Option<NodeIndex>, from: NodeIndex) -> Vec<Hop> {
    let seen: Vec<Relation<'_>> = view.relations().collect();
    let unseen = later.relations().filter(|r| seen.iter().all(|s| s.edge != r.edge));
    let aggregate = |n: NodeIndex| later.entity(n).unwrap().aggregate();
    let mut all = Vec::new();
    for (relation, is_seen) in seen.iter().copied().map(|r| (r, true)).chain(unseen.map(|r| (r, false))) {
        for (source, target) in goods(&relation) {
            let Some(mut wrong) = by_status(&relation, later, is_seen) else { continue };
            let (_, crossing) = oracle::crossed(view, source, target, relation.commodity());
            let bans: BTreeSet<String> =
                crossing.into_iter().filter(|(_, access)| *access == Access::Blocked).map(|(ban, _)| ban).collect();
            wrong.extend(bans.iter().map(|_| Why::Blocked));
            let matches = |c| of.is_none_or(|asked| later.commodities_match(asked, c));
            wrong.extend(relation.commodity().filter(|&c| !matches(c)).map(|_| Why::Commodity));
            wrong.extend((source == from && aggregate(source)).then_some(Why::Aggregate));
            wrong.extend(aggregate(target).then_some(Why::Aggregate));
            all.push(Hop {
                edge: relation.edge,
                key: relation.key().unwrap().to_string(),
                source,
                target,
                stage: relation.stage(),
                wrong,
            });
        }
    }
    all
}

/// A way with what is wrong at each hop.
struct Way<'h> {
    hops: Vec<&'h Hop>,
    wrong: Vec<Vec<Why>>,
}

fn ways<'h>(later: View<'_>, hops: &'h [Hop], from: NodeIndex, to: NodeIndex, most: usize) -> Vec<Way<'h>> {
    let mut found = Vec::new();
    let mut open: Vec<Vec<&Hop>> = vec![vec![]];
    while let Some(way) = open.pop() {
        let end = way.last().map_or(from, |hop| hop.target);
        if end == to {
            let mut floor = later.entity(from).unwrap().stage().map_or(0, Stage::rank);
            let wrong = way.iter().map(|hop| {
                let stages = [hop.stage, later.entity(hop.target).unwrap().stage()];
                let ranks: Vec<u8> = stages.into_iter().flatten().map(Stage::rank).collect();
                let sorted = [&[floor], ranks.as_slice()].concat();
                floor = *sorted.iter().max().unwrap();
                let back = (!sorted.is_sorted()).then_some(Why::StageOrder);
                let mut wrong: Vec<Why> = hop.wrong.iter().copied().chain(back).collect();
                wrong.sort_unstable();
                wrong
            });
            found.push(Way { wrong: wrong.collect(), hops: way });
        } else if way.len() < most {
            let free = |hop: &&Hop| hop.target != from && way.iter().all(|h| h.target != hop.target);
            open.extend(hops.iter().filter(|h| h.source == end).filter(free).map(|h| [way.as_slice(), &[h]].concat()));
        }
    }
    found
}

type Rank = (usize, usize, usize, usize, Vec<String>);

fn rank(way: &Way<'_>) -> Rank {
    let wrong: Vec<Why> = way.wrong.concat();
    let weight = |why: &Why| Why::ALL.iter().position(|w| w == why).unwrap() + 1;
    (
        wrong.iter().filter(|why| why.lasts()).count(),
        wrong.iter().filter(|why| why.closes()).count(),
        wrong.iter().map(weight).sum(),
        way.hops.len(),
        way.hops.iter().map(|hop| hop.key.clone()).collect(),
    )
}

fn told(miss: &Miss, keys: &BTreeMap<EdgeIndex, String>) -> Vec<(String, NodeIndex, Vec<Why>)> {
    let hop = |hop: &super::why_not::MissedHop| {
        (keys[&hop.relation].clone(), hop.source, hop.obstacles.iter().map(|o| o.kind).collect())
    };
    miss.hops.iter().map(hop).collect()
}

/// What a change supposes.
fn assumption(view: View<'_>, step: &Step) -> Assumption {
    let key = |node: NodeIndex| view.key(node).unwrap().clone();
    let tie = |edge: EdgeIndex| view.shown(edge).unwrap().tie().unwrap();
    match *step {
        Step::Lift(edge) => Assumption::Says(tie(edge), Some(Status::Ended)),
        Step::Set { relation, status } => Assumption::Says(tie(relation), Some(status)),
        Step::Add { kind, from, to, commodity, stage } => {
            let tie = Tie { commodity: commodity.map(key), stage, ..Tie::new(kind, key(from), key(to)) };
            Assumption::Says(tie, Some(Status::Active))
        }
    }
}

/// The paths that nothing blocks, the best first, once these changes are supposed.
fn open(view: View<'_>, steps: &[Step], question: &PathQuestion) -> Vec<Told> {
    let changes: Vec<Assumption> = steps.iter().map(|step| assumption(view, step)).collect();
    let overlay = Overlay::of(view, &changes).unwrap();
    let paths = oracle::paths(view.with(&overlay), question);
    paths.into_iter().filter(|path| path.access != Access::Blocked).collect()
}

/// All sets of so many.
fn sets(steps: &[Step], size: usize) -> Vec<Vec<Step>> {
    match steps {
        _ if size == 0 => vec![vec![]],
        [] => vec![],
        [first, rest @ ..] => {
            let with = sets(rest, size - 1).into_iter().map(|set| [&[*first], set.as_slice()].concat());
            with.chain(sets(rest, size)).collect()
        }
    }
}

struct Case {
    drawn: Drawn,
    question: WhyNotQuestion,
}

impl Case {
    fn new((early, late): (String, String), from: usize, to: usize, of: Option<usize>, max_hops: usize) -> Self {
        let early = format!("{DECLARED}{early}");
        let mut drawn = Drawn::new(&early);
        drawn.add(&late);
        let node = |key: &str| drawn.node(key);
        let question = WhyNotQuestion {
            commodity: of.map(|c| node(&format!("c{c}"))),
            max_hops,
            misses: 100,
            ..WhyNotQuestion::new(node(NODES[from]), node(NODES[to]))
        };
        Self { drawn, question }
    }

    fn view(&self) -> View<'_> {
        self.drawn.at(1, crate::graph::drawn::TODAY)
    }

    fn answer(&self) -> WhyNot {
        let found = why_not(self.view(), Some(self.drawn.view()), &self.question, Bounds::default()).unwrap();
        assert!(found.search.complete);
        found.answer
    }

    fn paths(&self) -> PathQuestion {
        PathQuestion {
            commodity: self.question.commodity,
            rank_by: PathRank::Standing,
            max_hops: self.question.max_hops,
            ..PathQuestion::new(self.question.from, self.question.to)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn near_misses_are_those_of_the_plain_reading(
        recorded in graph(false),
        (from, to) in (0..NODES.len(), 0..NODES.len()),
        of in prop::option::weighted(0.4, 0..3usize),
        max_hops in 1..6usize,
    ) {
        prop_assume!(from != to);
        let case = Case::new(recorded, from, to, of, max_hops);
        let (view, later, answer) = (case.view(), case.drawn.view(), case.answer());
        let best = oracle::paths(view, &case.paths()).into_iter().find(|path| path.access != Access::Blocked);
        prop_assert_eq!(answer.path.as_ref().map(|path| (path.standing, path.access)), best.map(|told| (told.standing, told.access)));
        if answer.path.is_some() {
            prop_assert!(answer.misses.is_empty() && answer.remedy.is_empty());
            return Ok(());
        }
        let all = hops(view, later, case.question.commodity, case.question.from);
        let mut expected = ways(later, &all, case.question.from, case.question.to, max_hops);
        expected.sort_by_cached_key(rank);
        let keys: BTreeMap<EdgeIndex, String> = all.iter().map(|hop| (hop.edge, hop.key.clone())).collect();
        let expected: Vec<_> = expected
            .iter()
            .take(100)
            .map(|way| way.hops.iter().zip(&way.wrong).map(|(h, w)| (h.key.clone(), h.source, w.clone())).collect::<Vec<_>>())
            .collect();
        let got: Vec<_> = answer.misses.iter().map(|miss| told(miss, &keys)).collect();
        prop_assert_eq!(got, expected);
        let replayed = case.drawn.replayed();
        let again = why_not(replayed.view(view.pin()), Some(replayed.view(later.pin())), &case.question, Bounds::default());
        prop_assert_eq!(again.unwrap().answer, answer);
    }

    #[test]
    fn a_remedy_opens_a_path_and_firming_makes_it_operate(
        recorded in graph(false),
        (from, to) in (0..NODES.len(), 0..NODES.len()),
        of in prop::option::weighted(0.4, 0..3usize),
        max_hops in 1..6usize,
    ) {
        prop_assume!(from != to);
        let case = Case::new(recorded, from, to, of, max_hops);
        let answer = case.answer();
        if answer.path.is_some() {
            let firm = open(case.view(), &answer.firm, &case.paths());
            prop_assert_eq!(firm[0].standing, Standing::Operating);
        } else if !answer.remedy.is_empty() {
            prop_assert!(!open(case.view(), &answer.remedy, &case.paths()).is_empty(), "{:?}", answer.remedy);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_smaller_set_of_changes_opens_a_path(
        recorded in graph(true),
        (from, to) in (0..NODES.len(), 0..NODES.len()),
        max_hops in 1..6usize,
    ) {
        prop_assume!(from != to);
        // Nothing is recorded later here: what may be added has no end.
        let case = Case::new((recorded.0, String::new()), from, to, None, max_hops);
        let (view, answer) = (case.view(), case.answer());
        prop_assume!(answer.path.is_none());
        let adds = answer.remedy.iter().any(|step| matches!(step, Step::Add { .. }));
        let changes: Vec<Step> = view
            .relations()
            .filter_map(|r| match (r.kind(), exists(r.status())) {
                (RelationKind::Restriction, Some(_)) => Some(Step::Lift(r.edge)),
                (RelationKind::Restriction, None) => None,
                // Of what was only ever denied, and is not even that any more, nobody said that it is there.
                (_, None) if by_status(&r, view, true).is_none() => None,
                (_, None) => Some(Step::Set { relation: r.edge, status: Status::Active }),
                _ => None,
            })
            .collect();
        let sizes = if adds || answer.remedy.is_empty() { 0..3 } else { 0..answer.remedy.len() };
        for set in sizes.flat_map(|size| sets(&changes, size)) {
            prop_assert!(open(view, &set, &case.paths()).is_empty(), "{set:?} rather than {:?}", answer.remedy);
        }
    }
}
