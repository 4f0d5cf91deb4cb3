//! What keeps a hop, or a whole way, from being a supply path, and which of it is mild. What a question about it says of one goes here.

use std::fmt;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::{
    graph::ClaimIndex,
    model::{Instant, PartialDate, Stage},
};

/// Why a hop fails, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObstacleKind {
    /// It is only asked for, talked of or thought of. That makes a path PROSPECTIVE; it closes none.
    TalkedOf,
    /// It holds by what was recorded or printed later than the view looks.
    KnownLater,
    /// It begins after the view's date.
    Later,
    /// A ban that is in force crosses it.
    Blocked,
    /// It ended, or nothing has been heard of it since.
    Ended,
    /// The strongest claim says that it does not exist.
    Denied,
    /// It is of another commodity than the one that is asked about.
    Commodity,
    /// It goes back along the chain of stages.
    StageOrder,
    /// It leads into, or starts from, a total such as the world.
    Aggregate,
}

impl ObstacleKind {
    /// All of them, the mildest first.
    pub const ALL: [Self; 9] = [
        Self::TalkedOf,
        Self::KnownLater,
        Self::Later,
        Self::Blocked,
        Self::Ended,
        Self::Denied,
        Self::Commodity,
        Self::StageOrder,
        Self::Aggregate,
    ];

    /// Whether no path leads past it.
    pub const fn closes(self) -> bool {
        !matches!(self, Self::TalkedOf)
    }

    /// Whether no other status of what is recorded would take it away.
    pub const fn lasts(self) -> bool {
        matches!(self, Self::Commodity | Self::StageOrder | Self::Aggregate)
    }

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TalkedOf => "TALKED_OF",
            Self::KnownLater => "KNOWN_LATER",
            Self::Later => "LATER",
            Self::Blocked => "BLOCKED",
            Self::Ended => "ENDED",
            Self::Denied => "DENIED",
            Self::Commodity => "COMMODITY",
            Self::StageOrder => "STAGE_ORDER",
            Self::Aggregate => "AGGREGATE",
        }
    }

    /// How grave it is: its place among all, from 1.
    const fn weight(self) -> u64 {
        match self {
            Self::TalkedOf => 1,
            Self::KnownLater => 2,
            Self::Later => 3,
            Self::Blocked => 4,
            Self::Ended => 5,
            Self::Denied => 6,
            Self::Commodity => 7,
            Self::StageOrder => 8,
            Self::Aggregate => 9,
        }
    }
}

impl fmt::Display for ObstacleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a hop fails, with what says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Why.
    pub kind: ObstacleKind,
    /// TALKED_OF, DENIED: since when; LATER: from when on; ENDED: up to when, or since when it is said to be over; BLOCKED: since
    /// when the ban holds; KNOWN_LATER: the day of publication, where that came too late.
    pub when: Option<PartialDate>,
    /// KNOWN_LATER: when it was recorded, where that came too late.
    pub recorded: Option<Instant>,
    /// The claim that says so; of KNOWN_LATER one that the view does not see, of ENDED the last that spoke.
    pub claim: Option<ClaimIndex>,
    /// BLOCKED: by which restriction.
    pub restriction: Option<EdgeIndex>,
    /// COMMODITY: of which it is; AGGREGATE: which total.
    pub entity: Option<NodeIndex>,
    /// STAGE_ORDER: the stage that comes too late, and the later one that was met before it.
    pub stages: Option<(Stage, Stage)>,
}

impl Obstacle {
    /// An obstacle of which nothing more is known.
    pub const fn new(kind: ObstacleKind) -> Self {
        Self { kind, when: None, recorded: None, claim: None, restriction: None, entity: None, stages: None }
    }
}

/// How far a way is from being open; the least is the nearest: the fewest obstacles that last, then the fewest that close, then the
/// mildest in all (each weighs its place among the kinds), then the fewest hops. Costs of hops add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost(u64);

impl Cost {
    pub(super) const ZERO: Self = Self(0);
    /// More than any way costs.
    pub(super) const NONE: Self = Self(u64::MAX);
    /// The most obstacles of a hop that are told apart: twelve hops of so many stay within sixteen bits a part.
    const MOST: usize = 255;

    /// Of one hop with these obstacles.
    pub(super) fn hop(obstacles: &[Obstacle]) -> Self {
        obstacles.iter().take(Self::MOST).fold(Self(1), |sum, obstacle| sum.plus(Self::of(obstacle.kind)))
    }

    /// Of an obstacle.
    pub(super) const fn of(kind: ObstacleKind) -> Self {
        Self((kind.lasts() as u64) << 48 | (kind.closes() as u64) << 32 | kind.weight() << 16)
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Whether anything closes the way.
    pub(super) const fn closes(self) -> bool {
        self.0 >> 32 > 0
    }
}
