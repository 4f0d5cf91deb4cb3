//! Why there is no path: near misses, what each hop fails by, and the changes that would help.

use async_graphql::{ID, Object, SimpleObject};

use super::{
    at::{At, apart},
    claim::Claim,
    connection::SearchReport,
    dates::Dates,
    entity::Entity,
    enums::{ObstacleKind, RelationKind, Stage, Status},
    error::Fault,
    relation::Relation,
    relation_kinds::Restriction,
    scalars::{DateTime, PartialDate},
    supply::Path,
};
use crate::{
    graph,
    questions::{
        bounds::Searched,
        obstacle,
        remedy::Step,
        why_not::{self, MissedHop, WhyNotQuestion, why_not},
    },
};

/// The answer to a question, where `later` is the view that looks as far as may be told of.
///
/// # Errors
/// Where the question is none.
pub async fn answer(at: &At, later: Option<At>, question: WhyNotQuestion) -> Result<WhyNot, Fault> {
    let (view, further) = (at.clone(), later.clone());
    let searched = apart(move || why_not(view.view(), further.as_ref().map(At::view), &question, view.bounds()));
    let Searched { answer, search } = searched.await??;
    let seen = Seen { at: at.clone(), later: later.unwrap_or_else(|| at.clone()) };
    Ok(WhyNot { seen, answer, search: search.into() })
}

/// How many near misses are told.
fn told(asked: Option<i32>) -> Result<usize, Fault> {
    let Some(asked) = asked else { return Ok(WhyNotQuestion::MISSES) };
    let number = usize::try_from(asked).ok().filter(|&number| number <= WhyNotQuestion::MOST_MISSES);
    number.ok_or_else(|| {
        let message = format!("0 to {} near misses are told, not `{asked}`", WhyNotQuestion::MOST_MISSES);
        Fault::invalid(message).with("argument", "first")
    })
}

/// The view that looks as far as the request does, be it past when the view knows or what was in print; none where that is as far.
/// It supposes what the view supposes.
///
/// # Errors
/// Where that cannot be supposed there.
pub fn hindsight(now: &At, at: &At) -> Result<Option<At>, Fault> {
    let pin = at.pin();
    let Some(dates) = at.dates().filter(|_| pin.seq < now.pin().seq || pin.published_by.is_some()) else {
        return Ok(None);
    };
    let later = now.on(Dates { known_at: None, published_by: None, ..dates });
    match at.scenario() {
        None => Ok(Some(later)),
        Some(scenario) => Ok(Some(later.in_scenario(scenario.again(later.view())?))),
    }
}

/// The views of an answer.
#[derive(Clone)]
struct Seen {
    at: At,
    later: At,
}

impl Seen {
    /// The view that an entity is in: the one that is asked, where it sees it.
    fn entity(&self, node: graph::NodeIndex) -> Entity {
        let at = if self.at.view().entity(node).is_some() { &self.at } else { &self.later };
        Entity::new(at.clone(), node)
    }

    fn steps(&self, steps: &[Step]) -> Vec<ScenarioStep> {
        steps.iter().map(|&step| ScenarioStep { seen: self.clone(), step }).collect()
    }
}

/// Why one entity does not supply another.
pub struct WhyNot {
    seen: Seen,
    answer: why_not::WhyNot,
    search: SearchReport,
}

/// Why one entity does not supply another: the path, if there is one after all; else how near it comes, and what would open one.
#[Object(serial)]
impl WhyNot {
    /// The best path that nothing blocks: by standing, access, fewest hops, keys. One of standing PROSPECTIVE is only talked of. Null
    /// where there is none.
    async fn path(&self) -> Option<Path> {
        self.answer.path.clone().map(|path| Path::new(self.seen.at.clone(), path))
    }

    /// What would make the path OPERATING: the hops that are not in force yet set so, and the source's production. Empty where it is,
    /// and where there is no path.
    async fn firm(&self) -> Vec<ScenarioStep> {
        self.seen.steps(&self.answer.firm)
    }

    /// Where there is no path, the ways that come nearest to being one. First those with the fewest obstacles that no change of status
    /// mends (COMMODITY, STAGE_ORDER, AGGREGATE), then with the fewest that close the way, then the mildest in all, the fewest hops,
    /// and by the keys of their relations.
    async fn misses(
        &self,
        #[graphql(desc = "So many, 5 unless asked, at most 100.", default_with = "Some(5)")] first: Option<i32>,
    ) -> Result<Vec<NearMiss>, Fault> {
        let first = told(first)?;
        let miss = |miss: &why_not::Miss| NearMiss { seen: self.seen.clone(), miss: miss.clone() };
        Ok(self.answer.misses.iter().take(first).map(miss).collect())
    }

    /// Where there is no path, the smallest set of changes that would open one, for `scenario`: relations that were ever spoken of set
    /// ACTIVE, and bans lifted. Where none does, an EXPORT straight from one to the other, and the bans that would cross it lifted. Empty
    /// where that would not do either.
    async fn remedy(&self) -> Vec<ScenarioStep> {
        self.seen.steps(&self.answer.remedy)
    }

    /// What the searches did: for the paths, and for the ways that are none.
    async fn search(&self) -> &SearchReport {
        &self.search
    }
}

/// A way along which goods cannot flow.
pub struct NearMiss {
    seen: Seen,
    miss: why_not::Miss,
}

/// A way along which goods cannot flow, and why.
#[Object(serial)]
impl NearMiss {
    /// Stable: made from the keys of its relations and of where it starts, as that of a path is.
    async fn key(&self) -> ID {
        ID(self.miss.key.clone())
    }

    /// Its steps, along the flow; those that hold have no obstacles.
    async fn hops(&self) -> Vec<NearHop> {
        self.miss.hops.iter().map(|hop| NearHop { seen: self.seen.clone(), hop: hop.clone() }).collect()
    }

    /// All that is in its way, in the order of the hops.
    async fn obstacles(&self) -> Vec<Obstacle> {
        self.miss.hops.iter().flat_map(|hop| obstacles(&self.seen, hop)).collect()
    }
}

/// A step of a way along which goods cannot flow.
pub struct NearHop {
    seen: Seen,
    hop: MissedHop,
}

/// A step of a way along which goods cannot flow; perhaps one that holds.
#[Object(serial)]
impl NearHop {
    /// The relation that it would go along, with all its claims; of a KNOWN_LATER one as it is known by then.
    async fn relation(&self) -> Relation {
        let at = if self.hop.unseen { &self.seen.later } else { &self.seen.at };
        Relation::at(at.clone(), self.hop.kind, self.hop.relation)
    }

    /// Where the step starts, along the flow.
    async fn from(&self) -> Entity {
        self.seen.entity(self.hop.source)
    }

    /// Where it ends.
    async fn to(&self) -> Entity {
        self.seen.entity(self.hop.target)
    }

    /// Whether goods would flow against the relation, as along a contract.
    async fn reversed(&self) -> bool {
        self.hop.reversed
    }

    /// What keeps it from being a step of a path, the mildest first.
    async fn obstacles(&self) -> Vec<Obstacle> {
        obstacles(&self.seen, &self.hop)
    }
}

/// Why a step fails.
pub struct Obstacle {
    seen: Seen,
    obstacle: obstacle::Obstacle,
}

fn obstacles(seen: &Seen, hop: &MissedHop) -> Vec<Obstacle> {
    hop.obstacles.iter().map(|&obstacle| Obstacle { seen: seen.clone(), obstacle }).collect()
}

/// Why a step fails, and what says so.
#[Object(serial)]
impl Obstacle {
    /// Why.
    async fn kind(&self) -> ObstacleKind {
        self.obstacle.kind.into()
    }

    /// ENDED: its last day, or since when it is said to be over. LATER: its first day. TALKED_OF, DENIED: since when it is said. BLOCKED:
    /// since when the ban holds. KNOWN_LATER: when it was published, if that was after `publishedBy`. Null where that is not known.
    async fn when(&self) -> Option<PartialDate> {
        self.obstacle.when.map(PartialDate)
    }

    /// KNOWN_LATER: when it was recorded, if that was after `knownAt`.
    async fn recorded_at(&self) -> Option<DateTime> {
        self.obstacle.recorded.map(DateTime)
    }

    /// The claim that says so; of ENDED the last that spoke. Null for what no single claim says.
    async fn claim(&self) -> Option<Claim> {
        let later = self.obstacle.kind == obstacle::ObstacleKind::KnownLater;
        let at = if later { &self.seen.later } else { &self.seen.at };
        self.obstacle.claim.map(|claim| Claim::new(at.clone(), claim))
    }

    /// BLOCKED: by which restriction.
    async fn restriction(&self) -> Option<Restriction> {
        self.obstacle.restriction.map(|edge| Restriction::at(self.seen.at.clone(), edge))
    }

    /// COMMODITY: the commodity that the step is of. AGGREGATE: the total.
    async fn entity(&self) -> Option<Entity> {
        self.obstacle.entity.map(|node| self.seen.entity(node))
    }

    /// STAGE_ORDER: the stage that comes too late.
    async fn stage(&self) -> Option<Stage> {
        self.obstacle.stages.map(|(stage, _)| stage.into())
    }

    /// STAGE_ORDER: the later stage that was met before it.
    async fn behind(&self) -> Option<Stage> {
        self.obstacle.stages.map(|(_, behind)| behind.into())
    }
}

/// A change that would help.
pub struct ScenarioStep {
    seen: Seen,
    step: Step,
}

/// A change that would help, as `scenario` takes it: exactly one field is not null.
#[Object(serial)]
impl ScenarioStep {
    /// A restriction that would be no more.
    async fn lift(&self) -> Option<Restriction> {
        match self.step {
            Step::Lift(edge) => Some(Restriction::at(self.seen.at.clone(), edge)),
            _ => None,
        }
    }

    /// A relation that would have another status.
    async fn set(&self) -> Result<Option<StepStatus>, Fault> {
        let Step::Set { relation, status } = self.step else { return Ok(None) };
        let at = &self.seen.at;
        let shown = at.view().shown(relation).ok_or_else(|| Fault::internal("a relation is not in its view"))?;
        Ok(Some(StepStatus { relation: Relation::of(at, shown), status: status.into() }))
    }

    /// A relation that would be there.
    async fn add(&self) -> Option<StepRelation> {
        let Step::Add { kind, from, to, commodity, stage } = self.step else { return None };
        let entity = |node| Entity::new(self.seen.at.clone(), node);
        Some(StepRelation {
            kind: kind.into(),
            from: entity(from),
            to: entity(to),
            commodity: commodity.map(entity),
            stage: stage.map(Into::into),
            status: Status::Active,
        })
    }
}

/// A status that a relation would have.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct StepStatus {
    /// The relation.
    relation: Relation,
    /// What it would be.
    status: Status,
}

/// A relation that would be there.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct StepRelation {
    /// What it would say.
    kind: RelationKind,
    /// Where it would start.
    from: Entity,
    /// Where it would end.
    to: Entity,
    /// Of what; null for anything.
    commodity: Option<Entity>,
    /// At which stage; null for any.
    stage: Option<Stage>,
    /// What it would be.
    status: Status,
}
