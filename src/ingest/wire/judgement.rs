//! Judgements, each with its reason.

use serde::{Deserialize, Serialize};

use super::plain::Plain;
use crate::model::Key;

/// Of `same_perhaps` and `not_same`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PairWire {
    pub(crate) a: Plain<Key>,
    pub(crate) b: Plain<Key>,
    pub(crate) reason: String,
}

/// `from` resolves to `into` from then on.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeWire {
    pub(crate) from: Plain<Key>,
    pub(crate) into: Plain<Key>,
    pub(crate) reason: String,
}

/// Undoes the merge of a key.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitWire {
    pub(crate) key: Plain<Key>,
    pub(crate) reason: String,
}

/// Ends a claim.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetractWire {
    pub(crate) claim: Plain<Key>,
    pub(crate) reason: String,
}

/// Takes a document's text away.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StrikeWire {
    pub(crate) document: Plain<Key>,
    pub(crate) reason: String,
}
