//! Changes as files write them: the fields and words of the contract's inputs in snake_case, the same in dossiers and JSONL,
//! in and out. Converted by hand from and to the model, which knows no wire format.

mod about;
mod claim;
mod document;
mod entity;
mod figure;
mod judgement;
mod plain;

use serde::{Deserialize, Serialize};

use crate::model::{Change, Invalid};

pub(crate) use claim::ClaimWire;
pub(crate) use document::DocumentWire;
pub(crate) use entity::EntityWire;
pub(crate) use judgement::{MergeWire, PairWire, RetractWire, SplitWire, StrikeWire};

/// A change: exactly one of these.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChangeWire {
    PutEntity(Box<EntityWire>),
    PutDocument(Box<DocumentWire>),
    Assert(Box<ClaimWire>),
    SamePerhaps(PairWire),
    NotSame(PairWire),
    Merge(MergeWire),
    Split(SplitWire),
    Retract(RetractWire),
    StrikeText(StrikeWire),
}

impl ChangeWire {
    /// The change that is meant.
    ///
    /// # Errors
    /// When its parts do not fit together.
    pub(crate) fn into_change(self) -> Result<Change, Invalid> {
        Ok(match self {
            Self::PutEntity(entity) => Change::PutEntity(entity.into_model()?),
            Self::PutDocument(document) => Change::PutDocument(document.into_model()?),
            Self::Assert(claim) => Change::Assert(Box::new(claim.into_model()?)),
            Self::SamePerhaps(PairWire { a, b, reason }) => Change::SamePerhaps { a: a.0, b: b.0, reason },
            Self::NotSame(PairWire { a, b, reason }) => Change::NotSame { a: a.0, b: b.0, reason },
            Self::Merge(MergeWire { from, into, reason }) => Change::Merge { from: from.0, into: into.0, reason },
            Self::Split(SplitWire { key, reason }) => Change::Split { key: key.0, reason },
            Self::Retract(RetractWire { claim, reason }) => Change::Retract { claim: claim.0, reason },
            Self::StrikeText(StrikeWire { document, reason }) => Change::StrikeText { document: document.0, reason },
        })
    }
}

impl From<Change> for ChangeWire {
    fn from(change: Change) -> Self {
        match change {
            Change::PutEntity(entity) => Self::PutEntity(Box::new(entity.into())),
            Change::PutDocument(document) => Self::PutDocument(Box::new(document.into())),
            Change::Assert(claim) => Self::Assert(Box::new((*claim).into())),
            Change::SamePerhaps { a, b, reason } => Self::SamePerhaps(PairWire { a: a.into(), b: b.into(), reason }),
            Change::NotSame { a, b, reason } => Self::NotSame(PairWire { a: a.into(), b: b.into(), reason }),
            Change::Merge { from, into, reason } => {
                Self::Merge(MergeWire { from: from.into(), into: into.into(), reason })
            }
            Change::Split { key, reason } => Self::Split(SplitWire { key: key.into(), reason }),
            Change::Retract { claim, reason } => Self::Retract(RetractWire { claim: claim.into(), reason }),
            Change::StrikeText { document, reason } => {
                Self::StrikeText(StrikeWire { document: document.into(), reason })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary;

    proptest! {
        #[test]
        fn a_change_is_the_same_after_json_and_back(change in arbitrary::change()) {
            let json = serde_json::to_string(&ChangeWire::from(change.clone())).unwrap();
            let wire: ChangeWire = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(wire.into_change().unwrap(), change, "{}", json);
        }

        #[test]
        fn a_change_is_the_same_after_toml_and_back(change in arbitrary::change()) {
            let toml = toml::to_string(&ChangeWire::from(change.clone())).unwrap();
            let wire: ChangeWire = toml::from_str(&toml).unwrap();
            prop_assert_eq!(wire.into_change().unwrap(), change, "{}", toml);
        }
    }

    #[test]
    fn the_key_of_a_relation_may_be_longer_than_another() {
        let long = format!("export.{}.{}", "a".repeat(200), "b".repeat(200));
        let json = |regarding: &str| {
            format!(
                r#"{{"assert":{{"about":{{"observation":{{"subject":"a","metric":"OTHER","regarding":"{regarding}"}}}},"mode":"OPINION","evidence":[{{"document":"d"}}]}}}}"#
            )
        };
        let read = |regarding: &str| serde_json::from_str::<ChangeWire>(&json(regarding)).map(ChangeWire::into_change);
        assert!(matches!(read(&long), Ok(Ok(_))));
        assert!(read(&"a".repeat(300)).is_err());
    }
}
