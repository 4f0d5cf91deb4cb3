//! Why one entity does not supply another: the ways that fail, with what each of their hops fails by, and the least that would have to
//! be otherwise. If there is a path after all, that is the answer.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{
    access::Access,
    bounds::{Bounds, SearchReport, Searched, Work},
    error::{QuestionError, commodity, max_hops, seen},
    filter::{Avoid, Filter},
    obstacle::{Obstacle, ObstacleKind},
    path::{Path, key_of},
    paths::{PathQuestion, PathRank, paths},
    relaxed::{Relaxed, RelaxedHop},
    remedy::{Step, export, smallest},
    standing::Standing,
    ways::{Way, Ways},
};
use crate::{
    graph::{KindSet, Relation, View},
    model::{RelationKind, Stage, Status},
};

/// Why `from` does not supply `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNotQuestion {
    /// Where goods would come from.
    pub from: NodeIndex,
    /// Where they would go.
    pub to: NodeIndex,
    /// What is moved; without one anything.
    pub commodity: Option<NodeIndex>,
    /// The longest ways, in hops: 1 to 12.
    pub max_hops: usize,
    /// The most ways that are told.
    pub misses: usize,
}

impl WhyNotQuestion {
    /// How many ways are told unless asked otherwise.
    pub const MISSES: usize = 5;
    /// The most ways that are told.
    pub const MOST_MISSES: usize = 100;

    /// The nearest ways within [`PathQuestion::HOPS`].
    pub const fn new(from: NodeIndex, to: NodeIndex) -> Self {
        Self { from, to, commodity: None, max_hops: PathQuestion::HOPS, misses: Self::MISSES }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// The best path that nothing blocks, if there is one after all: by standing, access, fewest hops, keys.
    pub path: Option<Path>,
    /// What would make that path OPERATING, where it is not: in the order of its hops, the source's production last.
    pub firm: Vec<Step>,
    /// Where there is no path: the ways that come nearest to being one, the nearest first.
    pub misses: Vec<Miss>,
    /// Where there is no path: the smallest set of changes that would open one.
    pub remedy: Vec<Step>,
}

/// A way that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Stable: made as that of a path is.
    pub key: String,
    /// Along the flow.
    pub hops: Vec<MissedHop>,
}

/// A hop of a way that is closed; perhaps one that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedHop {
    /// The relation.
    pub relation: EdgeIndex,
    /// What it says.
    pub kind: RelationKind,
    /// Where the hop starts.
    pub source: NodeIndex,
    /// Where it ends.
    pub target: NodeIndex,
    /// Whether goods would flow against the relation.
    pub reversed: bool,
    /// Whether only the view that looks further sees the relation.
    pub unseen: bool,
    /// All that keeps it from being a hop of a path, the mildest first.
    pub obstacles: Vec<Obstacle>,
}

/// Why there is no path between two entities, or the best that there is. `later` is the same view at a later sequence number, or
/// regardless of what was in print: relations that hold there alone are told as KNOWN_LATER.
///
/// Two bounded searches: the paths themselves; and, where none is open, the ways over all relations that were ever spoken of. The
/// second reads all that lies within half of the hops from either end.
///
/// # Errors
/// When an argument names nothing that the view sees, or is out of range, or both ends are one.
pub fn why_not(
    view: View<'_>,
    later: Option<View<'_>>,
    question: &WhyNotQuestion,
    bounds: Bounds,
) -> Result<Searched<WhyNot>, QuestionError> {
    let hops = max_hops(question.max_hops)?;
    let misses = question.misses.min(WhyNotQuestion::MOST_MISSES);
    let asked = PathQuestion {
        commodity: question.commodity,
        rank_by: PathRank::Standing,
        max_hops: question.max_hops,
        ..PathQuestion::new(question.from, question.to)
    };
    let mut open = paths(view, &asked, bounds.clone())?;
    let path = open.next().filter(|path| path.access != Access::Blocked);
    let searched = open.report();
    if let Some(path) = path {
        let firm = firm(view, &path, question)?;
        let answer = WhyNot { path: Some(path), firm, misses: Vec::new(), remedy: Vec::new() };
        return Ok(Searched { answer, search: searched });
    }
    let (from, _) = seen(view, question.from, "from")?;
    let (to, _) = seen(view, question.to, "to")?;
    let of = question.commodity.map(|asked| commodity(view, asked)).transpose()?;
    let filter = Filter::new(view, of.into_iter().collect(), None, KindSet::ALL, &Avoid::default());
    let relations = bounds.relations.saturating_sub(searched.relations_examined);
    let mut relaxed = Relaxed::new(view, later, from, filter, Work::new(Bounds { relations, ..bounds }));
    let between = relaxed.between(to, hops);
    let floor = relaxed.level(from).unwrap_or(0);
    let mut ways = Ways::new(between, from, to, floor, hops);
    for hop in &mut ways.hops {
        hop.key =
            relaxed.shown(hop.edge).and_then(Relation::key).map_or_else(String::new, |key| key.to_string()).into();
    }
    let nearest = ways.nearest(misses, &mut relaxed.work);
    let misses = nearest.iter().map(|way| miss(view, &ways, way)).collect();
    let mut remedy = smallest(&mut relaxed, &ways);
    if remedy.is_empty() && !relaxed.work.stopped() {
        remedy = export(&mut relaxed, from, to, of);
    }
    let report = relaxed.work.report();
    let search = SearchReport {
        complete: searched.complete && report.complete,
        reached_bound: searched.reached_bound.or(report.reached_bound),
        relations_examined: searched.relations_examined + report.relations_examined,
    };
    Ok(Searched { answer: WhyNot { path: None, firm: Vec::new(), misses, remedy }, search })
}

/// What would make a path OPERATING.
fn firm(view: View<'_>, path: &Path, question: &WhyNotQuestion) -> Result<Vec<Step>, QuestionError> {
    let active = |relation| Step::Set { relation, status: Status::Active };
    let loose = path.hops.iter().filter(|hop| hop.standing != Standing::Operating);
    let mut steps: Vec<Step> = loose.map(|hop| active(hop.relation)).collect();
    let Some(source) = path.hops.first().map(|hop| hop.source) else { return Ok(steps) };
    let of = question.commodity.map(|asked| commodity(view, asked)).transpose()?;
    let filter = Filter::new(view, of.into_iter().collect(), None, KindSet::ALL, &Avoid::default());
    let made = view
        .relations_at(source, petgraph::Direction::Outgoing, KindSet::of(&[RelationKind::Production]))
        .filter(|production| filter.takes_commodity(view, production.to()))
        .filter_map(|production| Some((production.status().and_then(Standing::of)?, production)));
    let made = made.min_by_key(|(standing, production)| (*standing, production.key()));
    steps.extend(made.filter(|(standing, _)| *standing != Standing::Operating).map(|(_, made)| active(made.edge)));
    Ok(steps)
}

fn miss(view: View<'_>, ways: &Ways, way: &Way) -> Miss {
    let mut floor = ways.floor;
    let mut hops = Vec::new();
    let mut keys = Vec::new();
    for hop in way.iter().filter_map(|&id| ways.hops.get(id)) {
        let mut obstacles = hop.obstacles.to_vec();
        if let (_, true) = Ways::step(hop, floor) {
            obstacles.push(Obstacle { stages: order(hop, floor), ..Obstacle::new(ObstacleKind::StageOrder) });
        }
        // Mildest first; those of one kind stay in their order.
        obstacles.sort_by_key(|obstacle| obstacle.kind);
        (floor, _) = Ways::step(hop, floor);
        keys.push(&*hop.key);
        hops.push(MissedHop {
            relation: hop.edge,
            kind: hop.kind,
            source: hop.source,
            target: hop.target,
            reversed: hop.reversed,
            unseen: hop.unseen,
            obstacles,
        });
    }
    let source = hops.first().and_then(|hop| view.key(hop.source)).map_or("", |key| key.as_str());
    Miss { key: key_of(source, keys.into_iter()), hops }
}

/// The first stage of a hop that goes back behind the highest met by then, and that one.
fn order(hop: &RelaxedHop, mut floor: u8) -> Option<(Stage, Stage)> {
    let stage = |rank: u8| Stage::ALL.iter().copied().find(|stage| stage.rank() == rank);
    for level in hop.levels.into_iter().flatten() {
        if level < floor {
            return stage(level).zip(stage(floor));
        }
        floor = level;
    }
    None
}
