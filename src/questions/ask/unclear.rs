//! Why a question in words is not understood: which of its words, and what may be meant by them.

use petgraph::graph::NodeIndex;
use strsim::damerau_levenshtein;
use thiserror::Error;

use super::kind::{Asks, Meaning, Part, Role, Words};
use crate::{
    graph::{Field, TextKind, TextOf, View, fold_name},
    model::{EntityKind, Language},
    questions::search::{Hit, search},
};

/// The most characters of a question that an error says again.
const SAID_AGAIN: usize = 120;

/// A question that is not understood.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct NotUnderstood {
    /// What it seems to ask for; none where it is no sentence of the grammars.
    pub asks: Option<Asks>,
    /// The language that it seems to be asked in.
    pub language: Language,
    /// The parts that are clear, in the order of the question.
    pub parts: Vec<Part>,
    /// Those that are not; none where it is no sentence.
    pub unclear: Vec<Unclear>,
    message: String,
}

/// A part of a question that is not clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What it is to the question.
    pub role: Role,
    /// Its words.
    pub words: Words,
    /// What is wrong with them.
    pub why: Why,
}

/// What is wrong with the words of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No entity has such a name; up to three have one that is near, the nearest first.
    Nobody(Vec<NodeIndex>),
    /// Several have it, by key.
    Several(Vec<NodeIndex>),
    /// This entity cannot be such a part.
    Unfit(NodeIndex),
    /// It is the other end of what is asked as well.
    Same,
    /// It is no date.
    NoDate,
    /// It ends a span before it begins.
    Backwards,
    /// Nothing is there that it could be done to: no restriction to lift, no trade to stop.
    Nothing,
}

impl Why {
    /// The entities that are meant perhaps.
    pub fn candidates(&self) -> &[NodeIndex] {
        match self {
            Self::Nobody(nodes) | Self::Several(nodes) => nodes,
            Self::Unfit(_) | Self::Same | Self::NoDate | Self::Backwards | Self::Nothing => &[],
        }
    }
}

impl NotUnderstood {
    pub(super) fn no_sentence(question: &str, language: &Language) -> Self {
        let said: String = question.chars().take(SAID_AGAIN).collect();
        let message = format!("`{}` is not a question that is understood", said.trim());
        Self { asks: None, language: language.clone(), parts: Vec::new(), unclear: Vec::new(), message }
    }

    pub(super) fn too_long(question: &str, language: &Language) -> Self {
        let (long, most) = (question.chars().count(), super::MAX_CHARS);
        let message =
            format!("the question has {long} characters; at most {most} are read\nhint: ask one thing at a time");
        Self { message, ..Self::no_sentence("", language) }
    }

    pub(super) fn unclear(
        view: View<'_>,
        asks: Asks,
        language: Language,
        parts: Vec<Part>,
        unclear: Vec<Unclear>,
    ) -> Self {
        let told: Vec<(String, Option<String>)> = unclear.iter().map(|part| told(view, part, &parts)).collect();
        let whys: Vec<&str> = told.iter().map(|(why, _)| why.as_str()).collect();
        let hints: Vec<&str> = told.iter().filter_map(|(_, hint)| hint.as_deref()).collect();
        let hint = if hints.is_empty() { String::new() } else { format!("\nhint: {}", hints.join("; ")) };
        let message = whys.join("; ") + &hint;
        Self { asks: Some(asks), language, parts, unclear, message }
    }
}

/// Why a part is not clear, and what to do.
fn told(view: View<'_>, part: &Unclear, clear: &[Part]) -> (String, Option<String>) {
    let words: String = part.words.text.chars().take(SAID_AGAIN).collect();
    let words = super::names::plain(words.trim());
    let named = |node: &NodeIndex| {
        let version = view.entity(*node)?;
        Some(format!("`{}` ({})", version.key(), version.name(&Language::english())))
    };
    let all = |nodes: &[NodeIndex]| nodes.iter().filter_map(named).collect::<Vec<_>>();
    match &part.why {
        Why::Nobody(near) => {
            let hint = if near.is_empty() {
                "a key, a code or a name is expected; `search` finds them".to_owned()
            } else {
                format!("perhaps {} is meant", all(near).join(" or "))
            };
            (format!("there is no entity `{words}`"), Some(hint))
        }
        Why::Several(nodes) => {
            (format!("`{words}` may be any of {}", all(nodes).join(", ")), Some("say which by its key".to_owned()))
        }
        Why::Unfit(node) => {
            let commodity = view.entity(*node).is_some_and(|version| version.kind() == EntityKind::Commodity);
            let (is, expected) = if commodity {
                ("a commodity", "who trades, such as a country")
            } else {
                ("no commodity", "a commodity")
            };
            (format!("`{words}` is {is}; {expected} is expected there"), None)
        }
        Why::Same => (format!("`{words}` is named twice; another one is expected there"), None),
        Why::Backwards => (format!("`{words}` is earlier than the day from which it is asked"), None),
        Why::Nothing => {
            let (sought, hint) = sought(view, clear);
            (format!("there is nothing that `{words}` could be done to, on this date: {sought}"), Some(hint))
        }
        Why::NoDate => (format!("`{words}` is no date; expected one such as `2025-06-13`, `2025-06` or `2025`"), None),
    }
}

/// What was looked for in vain to be changed, and how to see what there is instead.
fn sought(view: View<'_>, parts: &[Part]) -> (String, String) {
    let part = |role| parts.iter().find(|part| part.role == role);
    let key = |role| match part(role)?.meaning {
        Meaning::Entity(node) => view.key(node),
        _ => None,
    };
    let word = |role| match part(role)?.meaning {
        Meaning::Word(word) => Some(word),
        _ => None,
    };
    let named = |before: &str, role| key(role).map_or_else(String::new, |key| format!(" {before} `{key}`"));
    let goods = named("of", Role::IfCommodity);
    match (word(Role::Change), key(Role::IfFrom), key(Role::IfTo)) {
        (Some("LIFT"), Some(from), _) => {
            let instrument = word(Role::IfInstrument).map_or_else(String::new, |word| format!(" `{word}`"));
            let sought =
                format!("no restriction{instrument} by `{from}`{goods}{} that is not over", named("on", Role::IfTo));
            (sought, format!("`lodegraph ask \"what is {from}\"` tells which there are"))
        }
        (Some("STOP"), Some(from), Some(to)) => {
            let sought = format!("no trade{goods} of `{from}`, or of what belongs to it, to `{to}`");
            (sought, format!("`lodegraph ask \"who supplies {to}\"` tells who does"))
        }
        _ => ("nobody to do it to".to_owned(), "say to whom, such as `exports to` a country".to_owned()),
    }
}

/// How many entities with a name that is near are told.
const NEAREST: usize = 3;

/// Up to three entities with a name that is near, the nearest first: of the best that a search finds, those that are the fewest letters away.
pub(super) fn nearest(view: View<'_>, name: &str) -> Vec<NodeIndex> {
    // Whoever is only described with such a word is not meant.
    let called = |hit: &Hit| matches!(hit.place.field, Field::Name | Field::Code);
    let entity = |hit: Hit| match hit.what {
        TextOf::Entity(node) => Some(node),
        _ => None,
    };
    let hits = search(view, name, &[TextKind::Entity]).into_iter().filter(called).filter_map(entity);
    let mut near: Vec<NodeIndex> = hits.take(10 * NEAREST).collect();
    let name = fold_name(name);
    near.sort_by_cached_key(|node| {
        let version = view.versions(*node).pop();
        let names = version.into_iter().flat_map(|(_, entity)| &entity.names).map(|known| fold_name(&known.text));
        names.map(|known| damerau_levenshtein(&known, &name)).min()
    });
    near.truncate(NEAREST);
    near
}
