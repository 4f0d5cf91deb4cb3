//! Questions in words, in English and Chinese: which question of the contract they are, and what their parts mean in a view.
//! Enters: the grammar files, and how a question is read by them.

mod changes;
mod dates;
mod figures;
mod grammar;
mod kind;
mod names;
mod phrase;
mod reading;
mod said;
mod suggest;
mod unclear;

use petgraph::graph::NodeIndex;

pub use self::{
    changes::Change,
    figures::metric,
    kind::{Asks, Meaning, Part, Role, Words},
    suggest::suggest,
    unclear::{NotUnderstood, Unclear, Why},
};
use self::{
    grammar::{GRAMMARS, Grammar},
    reading::With,
    said::Said,
};
use crate::{
    graph::View,
    model::{Day, Language},
};

/// The longest question that is read, in characters.
pub const MAX_CHARS: usize = 300;

/// How a question was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What it asks for.
    pub asks: Asks,
    /// The language that it is asked in.
    pub language: Language,
    /// Its parts, in the order of the question; each role once.
    pub parts: Vec<Part>,
    /// What it supposes to be otherwise.
    pub changes: Vec<Change>,
}

impl Understood {
    /// The part of a role.
    pub fn part(&self, role: Role) -> Option<&Part> {
        self.parts.iter().find(|part| part.role == role)
    }

    /// The entity of a role.
    pub fn entity(&self, role: Role) -> Option<NodeIndex> {
        self.part(role).and_then(|part| match part.meaning {
            Meaning::Entity(node) => Some(node),
            _ => None,
        })
    }

    /// The day of a role.
    pub fn day(&self, role: Role) -> Option<Day> {
        self.part(role).and_then(|part| match part.meaning {
            Meaning::Day(day) => Some(day),
            _ => None,
        })
    }

    /// The contract's word for what stands in a role.
    pub fn word(&self, role: Role) -> Option<&'static str> {
        self.part(role).and_then(|part| match part.meaning {
            Meaning::Word(word) => Some(word),
            _ => None,
        })
    }

    /// The question as it was understood, in English or Chinese, with the keys of the entities.
    pub fn phrase(&self, view: View<'_>, language: &Language) -> String {
        phrase::phrase(view, self, language)
    }
}

/// What a question asks for, its names looked up in the view. Names are keys, codes or names; `the` before them and quotes around them
/// are passed over. Takes a bounded number of steps.
///
/// # Errors
/// Where no sentence of the grammars fits, it is longer than [`MAX_CHARS`], or names what is not there, is several or cannot be asked so.
pub fn understand(view: View<'_>, question: &str) -> Result<Understood, NotUnderstood> {
    if question.chars().count() > MAX_CHARS {
        return Err(NotUnderstood::too_long(question, &language_of(question)));
    }
    let said = Said::new(question);
    let Some(reading) = reading::read(view, &said, &*GRAMMARS) else {
        return Err(NotUnderstood::no_sentence(question, &language_of(question)));
    };
    // Where one date says from when to when something differs, it is held beside the day before: what began on its first day changed in it.
    let within = reading.parts.iter().find(|part| part.role == Role::ToDate).map(|part| part.place);
    let (mut parts, mut unclear, mut unclear_at) = (Vec::new(), Vec::new(), None);
    for part in reading.parts {
        let words = said.words(part.place.0, part.place.1);
        let name = said.between(part.place.0, part.place.1);
        let why = match part.with {
            With::Meaning(Meaning::Entity(node)) if is_other_end(&parts, part.role, node) => Why::Same,
            With::Meaning(meaning) => {
                parts.push(Part { role: part.role, words, meaning });
                continue;
            }
            With::Date(date) if part.role == Role::Until && begins_after(&parts, date.last()) => Why::Backwards,
            With::Date(date) => {
                let begins = part.role == Role::Since || (part.role, reading.asks) == (Role::AsOf, Asks::Diff);
                let meaning = Meaning::Day(match begins {
                    true if within == Some(part.place) => Day::from_number(date.first().number().saturating_sub(1)),
                    true => date.first(),
                    false => date.last(),
                });
                parts.push(Part { role: part.role, words, meaning });
                continue;
            }
            With::Several(nodes) => Why::Several(nodes),
            With::Nobody => Why::Nobody(near(view, reading.grammar, names::plain(&name))),
            With::Unfit(node) => Why::Unfit(node),
            With::NoDate => Why::NoDate,
        };
        // Of a date that is the beginning of a span and its end it is said once.
        if unclear_at == Some(part.place) {
            continue;
        }
        unclear_at = Some(part.place);
        unclear.push(Unclear { role: part.role, words, why });
    }
    let language = reading.grammar.language();
    let changes = changes::changes(view, &parts);
    let change = parts.iter().find(|part| part.role == Role::Change).filter(|_| unclear.is_empty());
    if let (Err(changes::Nothing), Some(part)) = (&changes, change) {
        unclear.push(Unclear { role: part.role, words: part.words.clone(), why: Why::Nothing });
    }
    if let (Ok(changes), true) = (changes, unclear.is_empty()) {
        return Ok(Understood { asks: reading.asks, language, parts, changes });
    }
    Err(NotUnderstood::unclear(view, reading.asks, language, parts, unclear))
}

/// Who may be meant by a name that nobody has: the country that it says the people of, else whoever has a name that is near.
fn near(view: View<'_>, grammar: &Grammar, name: &str) -> Vec<NodeIndex> {
    let called = grammar.people(name).into_iter().flat_map(|code| names::coded(view, code)).collect::<Vec<_>>();
    if called.is_empty() { unclear::nearest(view, name) } else { called }
}

/// Whether an entity that would be one end of what is asked is its other end already.
fn is_other_end(parts: &[Part], role: Role, node: NodeIndex) -> bool {
    const ENDS: [[Role; 2]; 3] = [[Role::From, Role::To], [Role::Of, Role::To], [Role::IfFrom, Role::IfTo]];
    let here = |other: Role| parts.iter().any(|part| part.role == other && part.meaning == Meaning::Entity(node));
    ENDS.iter().any(|ends| ends.contains(&role) && ends.iter().any(|end| *end != role && here(*end)))
}

/// Whether the span of a question begins after a day.
fn begins_after(parts: &[Part], day: Day) -> bool {
    let later = |part: &Part| matches!(part.meaning, Meaning::Day(since) if since > day);
    parts.iter().any(|part| part.role == Role::Since && later(part))
}

/// The language that a question seems to be asked in: Chinese where any character is.
pub fn language_of(question: &str) -> Language {
    let chinese = Said::new(question).is_chinese();
    if chinese { "zh".parse().unwrap_or_else(|_| Language::english()) } else { Language::english() }
}

#[cfg(test)]
mod tests;
