//! What claims speak of: the identity of a relation, and of an observation.

use super::{Instrument, Invalid, Key, Metric, RelationKind, Stage};

/// The identity of a relation: all claims with the same one speak of one edge.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tie {
    /// What the edge says.
    pub kind: RelationKind,
    /// Where it starts, as written.
    pub from: Key,
    /// Where it ends, as written.
    pub to: Key,
    /// What is traded, made, used or held back.
    pub commodity: Option<Key>,
    /// The step of the chain.
    pub stage: Option<Stage>,
    /// For a restriction, and only there: of what kind it is.
    pub instrument: Option<Instrument>,
    /// Tells parallel relations apart: a contract's number or name.
    pub number: Option<String>,
}

/// The identity of an observation: a fact about one entity that is no edge.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Observed {
    /// Whom it is about.
    pub subject: Key,
    /// What is measured.
    pub metric: Metric,
    /// Of what.
    pub commodity: Option<Key>,
    /// At which step of the chain.
    pub stage: Option<Stage>,
    /// The key of the relation that it speaks of.
    pub regarding: Option<Key>,
    /// Tells parallel observations apart.
    pub number: Option<String>,
}

impl Tie {
    /// An edge of this kind between these two, with nothing else to tell it apart.
    pub fn new(kind: RelationKind, from: Key, to: Key) -> Self {
        let instrument = (kind == RelationKind::Restriction).then_some(Instrument::Control);
        Self { kind, from, to, commodity: None, stage: None, instrument, number: None }
    }

    /// Whether its parts fit together, without regard to what kinds of entity its ends are.
    ///
    /// # Errors
    /// When it leads from an entity to itself and is no EXPORT, or its instrument does not fit its kind.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.from == self.to && self.kind != RelationKind::Export {
            return Err(Invalid::new(format!(
                "{} cannot lead from `{}` to itself; only an EXPORT can (re-imports)",
                self.kind.with_article(),
                self.from
            )));
        }
        if (self.kind == RelationKind::Restriction) != self.instrument.is_some() {
            return Err(Invalid::new("a RESTRICTION, and nothing else, has an `instrument`"));
        }
        check_number(self.number.as_deref())
    }
}

impl Observed {
    /// An observation of this metric, with nothing else to tell it apart.
    pub fn new(subject: Key, metric: Metric) -> Self {
        Self { subject, metric, commodity: None, stage: None, regarding: None, number: None }
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// When its number is empty or too long.
    pub fn validate(&self) -> Result<(), Invalid> {
        check_number(self.number.as_deref())
    }
}

fn check_number(number: Option<&str>) -> Result<(), Invalid> {
    match number {
        Some(n) if n.trim().is_empty() || n.len() > 200 => {
            Err(Invalid::new(format!("a `number` has 1 to 200 bytes, `{n}` has {}", n.len())))
        }
        _ => Ok(()),
    }
}
