//! The grammars of questions in words: how their files are read. Enters: `english.grammar`, `peoples.grammar` before it, and
//! `chinese.grammar`, nothing else.
//!
//! A line is one of
//!
//! ```text
//! # a remark; a line that begins with a space goes on with the one before
//! who = who | whom | which countries          a rule, for others to name as $who
//! stage REFINING = refining | separation      words that a part `{stage}` may be, and the contract's word for them
//! people CN = Chinese                         what people and goods of a country are called, and its code
//! SUPPLIERS: $who supplies {of} [with {commodity}]    a form of sentence, and what it asks for
//! ```
//!
//! In a pattern a word stands for itself in any case, `{of}` for a part of the question (an entity, a date, or words of a list; `{of+}` may be called by its people as well),
//! `[…]` may be left out, `(… | …)` is one of several, `$who` a rule. Spaces part words; in a question they, and the marks between
//! the parts of a sentence, are passed over. A form may have `$before` before it and `$after` behind it, where there are such rules.

use std::{collections::HashMap, sync::LazyLock};

use super::kind::{Asks, Role};
use crate::model::{EntityKind, Language};

/// The grammars, in the order in which a question is read by them.
pub(super) static GRAMMARS: LazyLock<[Grammar; 2]> = LazyLock::new(|| {
    [("en", ENGLISH), ("zh", CHINESE)].map(|(language, text)| Grammar::read(language, text).unwrap_or_default())
});

const ENGLISH: &str = concat!(include_str!("peoples.grammar"), include_str!("english.grammar"));
const CHINESE: &str = include_str!("chinese.grammar");

/// A grammar of one language.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    /// The language, by its tag.
    pub language: &'static str,
    /// The forms of sentence; where two fit, the first one is meant.
    pub forms: Vec<(Asks, Pattern)>,
    /// What people and goods of a country are called, with the country's code.
    pub peoples: Words,
    rules: Vec<Pattern>,
}

/// Words, each with what they stand for: a word of the contract, or a code.
pub(super) type Words = Vec<(&'static str, Pattern)>;

/// Pieces that follow each other.
pub(super) type Pattern = Vec<Piece>;

/// A piece of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A word.
    Word(String),
    /// One of these.
    Any(Vec<Pattern>),
    /// One of these, or nothing.
    Maybe(Vec<Pattern>),
    /// A rule, by its number.
    Rule(usize),
    /// A part of the question.
    Slot(Role, Fill),
}

/// What may stand in a part's place.
#[derive(Clone, Debug)]
pub(super) enum Fill {
    /// An entity: a commodity, another one, any.
    Entity(Kinds),
    /// An entity that may be called by what its people and goods are called.
    Called(Kinds),
    /// A date.
    Date,
    /// A date within which something happened or changed; of any other question the date of which it is asked.
    During,
    /// One of these words.
    Words(Words),
}

/// Which entities a part may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinds {
    /// What is traded.
    Commodity,
    /// Who trades.
    Others,
    /// Any.
    All,
}

impl Kinds {
    /// Whether an entity of this kind may be it.
    pub(super) const fn take(self, kind: EntityKind) -> bool {
        match self {
            Self::All => true,
            Self::Commodity => matches!(kind, EntityKind::Commodity),
            Self::Others => !matches!(kind, EntityKind::Commodity),
        }
    }
}

impl Grammar {
    /// The language that questions of this grammar are asked in.
    pub(super) fn language(&self) -> Language {
        self.language.parse().unwrap_or_else(|_| Language::english())
    }

    /// The code of the country whose people or goods are called so.
    pub(super) fn people(&self, called: &str) -> Option<&'static str> {
        let wanted: Vec<&str> = called.split_whitespace().collect();
        let is = |words: &Pattern| {
            let word = |(piece, wanted): (&Piece, &&str)| matches!(piece, Piece::Word(word) if word.eq_ignore_ascii_case(wanted));
            words.len() == wanted.len() && words.iter().zip(&wanted).all(word)
        };
        let any = |pattern: &Pattern| matches!(&pattern[..], [Piece::Any(alternatives)] if alternatives.iter().any(is));
        self.peoples.iter().find(|(_, pattern)| any(pattern)).map(|(code, _)| *code)
    }

    /// A rule's pattern.
    pub(super) fn rule(&self, number: usize) -> &[Piece] {
        self.rules.get(number).map_or(&[], Vec::as_slice)
    }

    /// Reads a file. Rules and lists stand before what names them, so that no rule can lead to itself.
    ///
    /// # Errors
    /// The line that is none, and why.
    pub(super) fn read(language: &'static str, text: &'static str) -> Result<Self, String> {
        let mut reader = Reader { grammar: Self { language, ..Self::default() }, ..Reader::default() };
        for line in lines(text) {
            reader.line(&line).map_err(|why| format!("{why}: {}", line.join(" ")))?;
        }
        reader.grammar.peoples = reader.lists.remove("people").unwrap_or_default();
        Ok(reader.grammar)
    }
}

/// Lines that go on with the one before joined to it, remarks left out.
fn lines(text: &'static str) -> Vec<Vec<&'static str>> {
    let mut whole: Vec<Vec<&'static str>> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match whole.last_mut().filter(|_| line.starts_with(' ')) {
            Some(before) => before.extend(tokens(line)),
            None => whole.push(tokens(line)),
        }
    }
    whole
}

/// The words and marks of a line.
fn tokens(line: &'static str) -> Vec<&'static str> {
    let marks = ['[', ']', '(', ')', '|'];
    let spaced = line.split_whitespace();
    spaced
        .flat_map(|word| word.split_inclusive(marks))
        .flat_map(|part| match part.strip_suffix(marks) {
            Some(word) => [word, part.get(word.len()..).unwrap_or_default()],
            None => [part, ""],
        })
        .filter(|token| !token.is_empty())
        .collect()
}

#[derive(Default)]
struct Reader {
    grammar: Grammar,
    numbers: HashMap<&'static str, usize>,
    lists: HashMap<&'static str, Words>,
}

impl Reader {
    fn line(&mut self, line: &[&'static str]) -> Result<(), String> {
        match line {
            [name, "=", rest @ ..] => {
                let alternatives = self.whole(rest)?;
                self.numbers.insert(name, self.grammar.rules.len());
                self.grammar.rules.push(vec![Piece::Any(alternatives)]);
            }
            [list, value, "=", rest @ ..] => {
                let alternatives = self.whole(rest)?;
                self.lists.entry(list).or_default().push((value, vec![Piece::Any(alternatives)]));
            }
            [asks, rest @ ..] => {
                let called = asks.strip_suffix(':');
                let asks =
                    Asks::ALL.iter().find(|one| called == Some(one.as_str())).ok_or("no question is called so")?;
                let form = vec![Piece::Any(self.whole(rest)?)];
                let about = |name| self.numbers.get(name).map(|rule| Piece::Maybe(vec![vec![Piece::Rule(*rule)]]));
                let (before, after) = (about("before"), about("after"));
                self.grammar.forms.push((*asks, before.into_iter().chain(form).chain(after).collect()));
            }
            [] => {}
        }
        Ok(())
    }

    /// The alternatives of a whole line.
    fn whole(&self, tokens: &[&'static str]) -> Result<Vec<Pattern>, String> {
        let mut rest = tokens;
        let alternatives = self.alternatives(&mut rest)?;
        if rest.is_empty() { Ok(alternatives) } else { Err("a bracket is closed that was not opened".to_owned()) }
    }

    /// Alternatives up to the bracket that closes them.
    fn alternatives(&self, rest: &mut &[&'static str]) -> Result<Vec<Pattern>, String> {
        let mut alternatives = vec![Pattern::new()];
        while let Some((token, next)) = rest.split_first().filter(|(token, _)| !matches!(**token, ")" | "]")) {
            *rest = next;
            let piece = match *token {
                "|" => {
                    alternatives.push(Pattern::new());
                    continue;
                }
                "(" => Piece::Any(self.closed(rest, ")")?),
                "[" => Piece::Maybe(self.closed(rest, "]")?),
                token => self.piece(token)?,
            };
            alternatives.last_mut().into_iter().for_each(|last| last.push(piece.clone()));
        }
        if alternatives.iter().any(Vec::is_empty) {
            Err("an alternative is empty".to_owned())
        } else {
            Ok(alternatives)
        }
    }

    fn closed(&self, rest: &mut &[&'static str], by: &str) -> Result<Vec<Pattern>, String> {
        let alternatives = self.alternatives(rest)?;
        let (_, next) = rest.split_first().filter(|(token, _)| **token == by).ok_or("a bracket is not closed")?;
        *rest = next;
        Ok(alternatives)
    }

    fn piece(&self, token: &'static str) -> Result<Piece, String> {
        if let Some(rule) = token.strip_prefix('$') {
            return self.numbers.get(rule).map(|number| Piece::Rule(*number)).ok_or(format!("no rule `{rule}` yet"));
        }
        match token.strip_prefix('{').and_then(|slot| slot.strip_suffix('}')) {
            Some(slot) => self.slot(slot),
            None => Ok(Piece::Word(token.to_owned())),
        }
    }

    fn slot(&self, slot: &'static str) -> Result<Piece, String> {
        let (name, called) = slot.strip_suffix('+').map_or((slot, false), |name| (name, true));
        let (role, fill) = match name {
            "of" => (Role::Of, Fill::Entity(Kinds::Others)),
            "from" => (Role::From, Fill::Entity(Kinds::Others)),
            "to" => (Role::To, Fill::Entity(Kinds::Others)),
            "about" => (Role::About, Fill::Entity(Kinds::All)),
            "commodity" => (Role::Commodity, Fill::Entity(Kinds::Commodity)),
            "avoid" => (Role::Avoid, Fill::Entity(Kinds::Others)),
            "product" => (Role::Of, Fill::Entity(Kinds::Commodity)),
            "ifRemoved" => (Role::IfRemoved, Fill::Entity(Kinds::Others)),
            "ifFrom" => (Role::IfFrom, Fill::Entity(Kinds::Others)),
            "ifTo" => (Role::IfTo, Fill::Entity(Kinds::Others)),
            "ifCommodity" => (Role::IfCommodity, Fill::Entity(Kinds::Commodity)),
            "asOf" => (Role::AsOf, Fill::Date),
            "during" => (Role::AsOf, Fill::During),
            "knownAt" => (Role::KnownAt, Fill::Date),
            "publishedBy" => (Role::PublishedBy, Fill::Date),
            "fromDate" => (Role::AsOf, Fill::Date),
            "toDate" => (Role::ToDate, Fill::Date),
            "since" => (Role::Since, Fill::Date),
            "until" => (Role::Until, Fill::Date),
            list => {
                let role = match list {
                    "stage" => Role::Stage,
                    "standing" => Role::Standing,
                    "metric" | "amount" => Role::Metric,
                    "grouping" => Role::Grouping,
                    "instrument" => Role::IfInstrument,
                    "impose" | "measure" | "withhold" | "lift" | "lifted" | "drop" | "none" | "stop" | "cease"
                    | "shun" | "spurn" | "send" | "deliver" | "add" => Role::Change,
                    _ => return Err(format!("no part `{list}`")),
                };
                let words = self.lists.get(list).ok_or(format!("no words of the list `{list}` yet"))?;
                (role, Fill::Words(words.clone()))
            }
        };
        match fill {
            Fill::Entity(kinds) if called => Ok(Piece::Slot(role, Fill::Called(kinds))),
            _ if called => Err(format!("no people is called `{name}`")),
            fill => Ok(Piece::Slot(role, fill)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_read_and_have_a_form_for_every_question() {
        for (language, text) in [("en", ENGLISH), ("zh", CHINESE)] {
            let grammar = Grammar::read(language, text).unwrap();
            for asks in Asks::ALL {
                assert!(grammar.forms.iter().any(|(form, _)| form == asks), "{language} {}", asks.as_str());
            }
        }
    }

    #[test]
    fn what_is_no_line_is_refused_with_the_reason() {
        for (text, why) in [
            ("WHATEVER: a", "no question is called so"),
            ("SUPPLIERS: $who", "no rule `who` yet"),
            ("SUPPLIERS: {asOf+}", "no people is called `asOf`"),
            ("SUPPLIERS: {colour}", "no part `colour`"),
            ("SUPPLIERS: {stage}", "no words of the list `stage` yet"),
            ("SUPPLIERS: [a", "a bracket is not closed"),
            ("SUPPLIERS: a)", "a bracket is closed that was not opened"),
            ("who = a | | b", "an alternative is empty"),
        ] {
            assert!(Grammar::read("en", text).unwrap_err().starts_with(why), "{text}");
        }
    }
}
