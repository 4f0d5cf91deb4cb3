//! Questions that would be understood, about entities that are there: what to say to somebody who was not understood.

use std::cmp::Reverse;

use petgraph::{Direction, graph::NodeIndex};

use super::understand;
use crate::{
    graph::{KindSet, Relation, View, words},
    model::{EntityKind, Language, RelationKind},
};

/// How many questions are suggested.
const SUGGESTED: usize = 3;

/// The most entities that are looked at for one to ask about.
const MAX_ENTITIES: usize = 1_000;

/// The most relations that are counted of one.
const MAX_RELATIONS: usize = 40;

/// Three questions that are understood in this view, in a language (English or Chinese), about what the question names, or about what
/// has most relations; fewer where nothing is there to ask about. Each is asked differently.
pub fn suggest(view: View<'_>, question: &str, language: &Language) -> Vec<String> {
    let chinese = language.primary() == "zh";
    let named = named_in(view, question);
    let Some(about) = named.first().copied().or_else(|| most_related(view)) else { return Vec::new() };
    let other = named.get(1).copied().or_else(|| partner(view, about));
    let [about, other] = [Some(about), other].map(|node| node.and_then(|node| name(view, node, language)));
    let questions = FORMS.iter().filter_map(|form| form.said(chinese, about.as_deref()?, other.as_deref()));
    questions.filter(|asked| understand(view, asked).is_ok()).take(SUGGESTED).collect()
}

/// A question in both languages, with `A` and `B` for the entities.
struct Form {
    english: &'static str,
    chinese: &'static str,
}

const FORMS: &[Form] = &[
    Form { english: "who supplies A", chinese: "谁供应A" },
    Form { english: "how dependent is A on B", chinese: "A对B的依赖程度" },
    Form { english: "what if B bans exports to A", chinese: "如果B禁止向A出口" },
    Form { english: "what happened to A", chinese: "A发生了什么" },
    Form { english: "how does B reach A", chinese: "B如何到达A" },
    Form { english: "whom does A supply", chinese: "A供应谁" },
    Form { english: "what is A", chinese: "A是什么" },
];

impl Form {
    fn said(&self, chinese: bool, a: &str, b: Option<&str>) -> Option<String> {
        let form = if chinese { self.chinese } else { self.english };
        let mut said = String::new();
        for c in form.chars() {
            match c {
                'A' => said.push_str(a),
                'B' => said.push_str(b?),
                c => said.push(c),
            }
        }
        Some(said)
    }
}

/// Who is named in a question and is no commodity, in the order of naming.
fn named_in(view: View<'_>, question: &str) -> Vec<NodeIndex> {
    let running = words(question);
    let mut found: Vec<NodeIndex> = Vec::new();
    let mut at = 0;
    while at < running.len() {
        let here = view.names_at(running.get(at..).unwrap_or_default());
        let Some((length, node)) = here.first().copied() else {
            at += 1;
            continue;
        };
        at += length;
        if trades(view, node) && !found.contains(&node) {
            found.push(node);
        }
    }
    found
}

fn trades(view: View<'_>, node: NodeIndex) -> bool {
    view.entity(node).is_some_and(|v| v.kind() != EntityKind::Commodity && !v.aggregate())
}

/// Who has most relations, of the first that were recorded.
fn most_related(view: View<'_>) -> Option<NodeIndex> {
    let related = |node: NodeIndex| {
        let relations = view.relations_at(node, Direction::Incoming, KindSet::ALL);
        relations.filter(|relation| relation.status().is_some()).take(MAX_RELATIONS).count()
    };
    let first = view.entities().filter(|node| trades(view, *node)).take(MAX_ENTITIES);
    first.min_by_key(|node| (Reverse(related(*node)), view.key(*node)))
}

/// Who exports to it, else to whom it exports: the first by key. Linear in its relations.
fn partner(view: View<'_>, node: NodeIndex) -> Option<NodeIndex> {
    const EXPORTS: KindSet = KindSet::of(&[RelationKind::Export]);
    let ends = |way: Direction| {
        let relations = view.relations_at(node, way, EXPORTS).filter(|relation| relation.status().is_some());
        let other = move |relation: Relation<'_>| match way {
            Direction::Incoming => relation.from(),
            Direction::Outgoing => relation.to(),
        };
        relations.map(other).filter(|end| *end != node && trades(view, *end)).min_by_key(|end| view.key(*end))
    };
    ends(Direction::Incoming).or_else(|| ends(Direction::Outgoing))
}

/// A name in the language that means this entity alone, else its key.
fn name(view: View<'_>, node: NodeIndex, language: &Language) -> Option<String> {
    let version = view.entity(node)?;
    let name = version.name(language);
    let alone = super::names::meant(view, name) == [node];
    Some(if alone { name.to_owned() } else { version.key().to_string() })
}
