//! Why a question is not answered.

use petgraph::graph::NodeIndex;

use crate::{
    graph::View,
    model::{EntityKind, Key},
};

/// The longest paths that may be asked for, in hops.
pub const MAX_HOPS: usize = 12;

/// A question that has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// An argument names what the view does not see.
    #[error("`{argument}` names no entity of this view\nhint: it may have been recorded later")]
    NotFound {
        /// Which argument.
        argument: &'static str,
    },
    /// An argument is impossible.
    #[error("{message}")]
    Invalid {
        /// Which argument.
        argument: &'static str,
        /// What is wrong, and what was expected.
        message: String,
    },
}

/// The survivor and its key, if the view sees the entity.
pub(super) fn seen<'g>(
    view: View<'g>,
    node: NodeIndex,
    argument: &'static str,
) -> Result<(NodeIndex, &'g Key), QuestionError> {
    let node = view.survivor(node);
    view.key(node).map(|key| (node, key)).ok_or(QuestionError::NotFound { argument })
}

/// The survivor of a commodity.
pub(super) fn commodity(view: View<'_>, node: NodeIndex) -> Result<NodeIndex, QuestionError> {
    let argument = "commodity";
    let (node, key) = seen(view, node, argument)?;
    match view.entity(node).map(|version| version.kind()) {
        Some(EntityKind::Commodity) | None => Ok(node),
        Some(kind) => {
            let message = format!("`commodity` is a COMMODITY; `{key}` is a {kind}");
            Err(QuestionError::Invalid { argument, message })
        }
    }
}

/// A number of hops that may be asked for.
pub(super) fn max_hops(asked: usize) -> Result<u8, QuestionError> {
    let hops = u8::try_from(asked).ok().filter(|&hops| hops >= 1 && asked <= MAX_HOPS);
    hops.ok_or_else(|| QuestionError::Invalid {
        argument: "maxHops",
        message: format!("`maxHops` is 1 to {MAX_HOPS}; `{asked}` was asked for"),
    })
}
