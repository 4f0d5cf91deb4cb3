//! Who supplies an entity, and whom it supplies: every entity with a supply path to or from it, the firmest first.

use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, HashMap},
};

use petgraph::graph::NodeIndex;
use rust_decimal::Decimal;

use super::{
    access::Access,
    bounds::{Bounds, Searched, Stopped},
    deviations::Route,
    error::{QuestionError, commodity, max_hops, seen},
    figures::newest,
    filter::{Avoid, Filter},
    flow::{Along, Flow},
    legs::{Leg, Legs},
    path::Path,
    paths::{PathRank, Paths},
    search_tree::Tree,
    standing::{Standing, of_commodity},
    tails::{Start, tail},
    within::{Ranks, Within},
};
use crate::{
    graph::{ClaimIndex, KindSet, View},
    model::{Key, Measure, Metric, RelationKind, Stage},
};

/// Who supplies `of` (up), or whom it supplies (down).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyQuestion {
    /// Whose suppliers or customers.
    pub of: NodeIndex,
    /// Which of the two.
    pub flow: Flow,
    /// What is supplied; without one the entity's own commodities, any of them, and anything where it has none.
    pub commodity: Option<NodeIndex>,
    /// The stage that every hop has which has any.
    pub stage: Option<Stage>,
    /// The longest paths, in hops: 1 to 12.
    pub max_hops: usize,
    /// How real the answers are; empty: any.
    pub standings: Vec<Standing>,
    /// What no path may touch.
    pub avoid: Avoid,
}

impl SupplyQuestion {
    /// How long paths are unless asked otherwise, in hops.
    pub const HOPS: usize = 4;

    /// All suppliers or customers within [`Self::HOPS`].
    pub fn new(of: NodeIndex, flow: Flow) -> Self {
        let (standings, avoid) = (Vec::new(), Avoid::default());
        Self { of, flow, commodity: None, stage: None, max_hops: Self::HOPS, standings, avoid }
    }
}

/// One who supplies, or is supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// Who.
    pub entity: NodeIndex,
    /// Whether its best path has at most one hop of trade.
    pub direct: bool,
    /// That of its best path.
    pub standing: Standing,
    /// That of its best path.
    pub access: Access,
    /// Of a direct one: the share on that hop, and the claim that gives it.
    pub share: Option<(Measure, ClaimIndex)>,
    /// The first of its paths: blocked last, then by standing, access, fewest hops, and the keys of the relations, read from the
    /// found entity's end.
    pub best: Path,
}

/// The suppliers or customers in order: blocked last; then by standing, direct first, larger share (none last), access, fewest hops,
/// key. At most twelve breadth-first searches over what lies within the hops asked for; an answer whose best path would lead through
/// itself costs one more, guided one.
///
/// # Errors
/// When an argument names nothing that the view sees, or is out of range.
pub fn suppliers(
    view: View<'_>,
    question: &SupplyQuestion,
    bounds: Bounds,
) -> Result<Searched<Vec<Supplier>>, QuestionError> {
    let mut search = Search::new(view, question, bounds)?;
    let mut answer: Vec<Supplier> =
        search.best_paths().into_iter().map(|(node, path)| supplier(view, node, path)).collect();
    answer.retain(|s| question.standings.is_empty() || question.standings.contains(&s.standing));
    answer.sort_by_cached_key(|supplier| order(view, supplier));
    Ok(Searched { answer, search: search.legs.work.report() })
}

/// All paths of one answer to the question, its best path first, in the order that makes it the best.
///
/// # Errors
/// As [`suppliers`].
pub fn supplier_paths<'g>(
    view: View<'g>,
    question: &SupplyQuestion,
    supplier: NodeIndex,
    bounds: Bounds,
) -> Result<Paths<'g>, QuestionError> {
    let mut search = Search::new(view, question, bounds)?;
    let (supplier, _) = seen(view, supplier, "supplier")?;
    let made = search.made(supplier).unwrap_or_default();
    let source = search.source(made);
    let route = Route {
        root: search.root,
        outer: supplier,
        begins: if made.is_some() { KindSet::ALL } else { search.begins },
        source,
        hops: search.hops,
        rank_by: PathRank::Standing,
    };
    Ok(Paths::new(search.legs, route))
}

/// The search of one question.
pub(super) struct Search<'g> {
    pub legs: Legs<'g>,
    pub root: NodeIndex,
    pub hops: u8,
    /// By what the path of one that puts in (or takes) goods begins at its end.
    pub begins: KindSet,
    /// What it puts in (or takes) without such a hop.
    makes: RelationKind,
    /// How real the production of the one that is asked about is, where it is the source of all paths.
    root_made: Option<Standing>,
}

impl<'g> Search<'g> {
    pub(super) fn new(view: View<'g>, question: &SupplyQuestion, bounds: Bounds) -> Result<Self, QuestionError> {
        use RelationKind::{Consumption, Contract, Export, Negotiation, Operation, Ownership, Production};
        let hops = max_hops(question.max_hops)?;
        let (root, _) = seen(view, question.of, "of")?;
        let commodities = match question.commodity {
            Some(asked) => vec![commodity(view, asked)?],
            None => view.entity(root).map(|version| version.commodities()).unwrap_or_default(),
        };
        let filter = Filter::new(view, commodities, question.stage, KindSet::ALL, &question.avoid);
        let mut legs = Legs::new(view, question.flow, Along::Supply, filter, bounds);
        let (begins, makes, root_made) = match question.flow {
            Flow::Up => (KindSet::of(&[Export, Contract, Negotiation, Operation, Ownership]), Production, None),
            Flow::Down => {
                let made = of_commodity(view, root, Production, &legs.filter, &mut legs.work).unwrap_or_default();
                (KindSet::of(&[Export, Contract, Negotiation, Operation]), Consumption, made)
            }
        };
        Ok(Self { legs, root, hops, begins, makes, root_made })
    }

    /// How real what an entity makes (or uses) is, where that is recorded.
    pub(super) fn made(&mut self, node: NodeIndex) -> Result<Option<Standing>, Stopped> {
        of_commodity(self.legs.view, node, self.makes, &self.legs.filter, &mut self.legs.work)
    }

    /// How real the production of the source is, on a path of one that makes (or uses) so.
    fn source(&self, made: Option<Standing>) -> Option<Standing> {
        match self.legs.flow {
            Flow::Up => made,
            Flow::Down => self.root_made,
        }
    }

    /// Everyone that has a path that counts, with the best one.
    fn best_paths(&mut self) -> Vec<(NodeIndex, Path)> {
        let ranks = Ranks::default();
        let holders = self.legs.holders(self.root);
        let mut all = Tree::new(&mut self.legs, self.root, Within::ALL);
        all.grow(&mut self.legs, &ranks, self.hops);
        let mut candidates = self.candidates(&all, &holders);
        let classes = self.classes(&candidates);
        let mut found = Vec::new();
        for within in classes {
            if candidates.is_empty() || self.legs.work.spent() {
                break;
            }
            let mut tree = Tree::new(&mut self.legs, self.root, within);
            tree.grow(&mut self.legs, &ranks, self.hops);
            if self.legs.work.spent() {
                break;
            }
            candidates.retain(|&node, candidate| {
                let fits = candidate.source.is_none_or(|source| source <= within.standing);
                let walk = fits.then(|| self.best_walk(&mut tree, within, &ranks, node, candidate)).flatten();
                if let Some(walk) = &walk {
                    found.push((node, Path::new(&mut self.legs, walk, candidate.source)));
                }
                walk.is_none()
            });
        }
        found
    }

    /// Whoever may put goods in: not the one that is asked about, nor what holds it.
    fn candidates(&mut self, tree: &Tree, holders: &[NodeIndex]) -> BTreeMap<NodeIndex, Candidate> {
        let mut begin: HashMap<NodeIndex, Vec<Leg>> = HashMap::new();
        for leg in self.legs.read_outward().filter(|leg| self.begins.holds(leg.kind)) {
            begin.entry(leg.far).or_default().push(*leg);
        }
        let mut candidates = BTreeMap::new();
        for node in tree.nodes().filter(|node| holders.binary_search(node).is_err()) {
            // One whose production cannot be read any more is left out, rather than told better than it may be.
            let Ok(made) = self.made(node) else { continue };
            let begin = begin.remove(&node).unwrap_or_default();
            if made.is_some() || !begin.is_empty() {
                let source = self.source(made);
                candidates.insert(node, Candidate { made: made.is_some(), source, begin });
            }
        }
        candidates
    }

    /// The classes that differ from the better ones by any hop or source.
    fn classes(&self, candidates: &BTreeMap<NodeIndex, Candidate>) -> Vec<Within> {
        let sources = candidates.values().filter_map(|candidate| candidate.source);
        let standings: Vec<Standing> = self.legs.read_outward().map(|leg| leg.standing).chain(sources).collect();
        let accesses: Vec<Access> = self.legs.read_outward().map(|leg| leg.access).collect();
        let differs = |within: &Within| standings.contains(&within.standing) && accesses.contains(&within.access);
        Within::classes().filter(differs).collect()
    }

    /// The best walk of a candidate in a class, from it to the one that is asked about.
    fn best_walk(
        &mut self,
        tree: &mut Tree,
        within: Within,
        ranks: &Ranks,
        node: NodeIndex,
        candidate: &Candidate,
    ) -> Option<Vec<Leg>> {
        if candidate.made {
            let nearest = tree.of(node).last().map(|(_, entry)| entry.depth)?;
            let ids: Vec<usize> = tree.of(node).filter(|(_, entry)| entry.depth == nearest).map(|(id, _)| id).collect();
            let best = ids
                .into_iter()
                .reduce(|a, b| if tree.order_entries(&mut self.legs, b, a) == Ordering::Less { b } else { a })?;
            return Some(tree.walk(best).copied().collect());
        }
        let mut best: Option<(u8, Leg, usize)> = None;
        for leg in candidate.begin.iter().filter(|leg| within.admits(leg, ranks)) {
            let entries: Vec<_> = tree.of(leg.near).map(|(id, entry)| (id, *entry)).collect();
            for (id, entry) in entries {
                if entry.depth >= self.hops || leg.outward(entry.bound).is_none() {
                    continue;
                }
                let better = best.is_none_or(|(depth, known, next)| {
                    let keys = || tree.order(&mut self.legs, (leg, id), (&known, next));
                    entry.depth.cmp(&depth).then_with(keys) == Ordering::Less
                });
                best = if better { Some((entry.depth, *leg, id)) } else { best };
            }
        }
        let (_, first, rest) = best?;
        if tree.walk(rest).all(|leg| leg.far != node) {
            return Some(std::iter::once(first).chain(tree.walk(rest).copied()).collect());
        }
        // What comes first leads back through the candidate itself: the best that does not is searched for.
        let floor = self.legs.level(node).unwrap_or(0);
        let start = Start { node, floor, figured: false, kinds: self.begins, not: &[], closed: &[], hops: self.hops };
        tail(&mut self.legs, tree, self.root, within, ranks, &start)
    }
}

/// One that may be an answer.
struct Candidate {
    /// Whether it makes (or uses) what is asked for, so that any path to it counts.
    made: bool,
    /// How real the production at the source of its paths is.
    source: Option<Standing>,
    /// The hops that a path of it may begin with.
    begin: Vec<Leg>,
}

fn supplier(view: View<'_>, entity: NodeIndex, best: Path) -> Supplier {
    let direct = best.trades() <= 1;
    let trade = best.hops.iter().find(|hop| hop.is_trade()).filter(|_| direct);
    let share = trade.and_then(|hop| newest(view.shown(hop.relation)?, Metric::Share));
    Supplier { entity, direct, standing: best.standing, access: best.access, share, best }
}

type Order<'g> = (bool, Standing, bool, Reverse<Option<Decimal>>, Access, usize, Option<&'g Key>);

fn order<'g>(view: View<'g>, supplier: &Supplier) -> Order<'g> {
    let share = supplier.share.as_ref().map(|(measure, _)| measure.size());
    (
        supplier.access == Access::Blocked,
        supplier.standing,
        !supplier.direct,
        Reverse(share),
        supplier.access,
        supplier.best.hops.len(),
        view.key(supplier.entity),
    )
}
