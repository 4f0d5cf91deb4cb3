//! How a question is read by a grammar: which sentence fits, and what stands for its parts. Backtracking, within a number of steps.
//!
//! First only what means something is taken for a part; where no sentence fits so, anything is, and the sentence that leaves the
//! fewest characters without a meaning tells which words are not known.

use std::collections::HashMap;

use petgraph::graph::NodeIndex;

use super::{
    dates::{dates, in_place_of_date},
    grammar::{Fill, Grammar, Kinds, Pattern, Piece},
    kind::{Asks, Meaning, Role},
    names::{coded, meant},
    said::Said,
};
use crate::{graph::View, model::PartialDate};

/// The most steps that one question takes.
const MAX_STEPS: usize = 200_000;

/// The longest name that is looked up, in characters.
const MAX_NAME: usize = 120;

/// What stands for a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub role: Role,
    /// From where to where, in characters as they are compared.
    pub place: (usize, usize),
    pub with: With,
}

/// What the words of a part may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// One thing.
    Meaning(Meaning),
    /// A date, of which the part needs the first day or the last.
    Date(PartialDate),
    /// One of several entities.
    Several(Vec<NodeIndex>),
    /// No entity.
    Nobody,
    /// An entity that cannot be this part.
    Unfit(NodeIndex),
    /// No date.
    NoDate,
}

/// A sentence that fits a question.
#[derive(Clone, Debug)]
pub(super) struct Reading<'g> {
    pub grammar: &'g Grammar,
    pub asks: Asks,
    pub parts: Vec<Filled>,
}

/// How well a reading fits, by the characters of the parts that mean nothing and of those that mean several, and how many such parts
/// there are: the less the better.
type Misfit = (usize, usize);

/// The reading of a question that fits best: the first one with a meaning for every part, else the first in which a name is of several, else
/// the one with the fewest characters that mean nothing.
pub(super) fn read<'g>(view: View<'_>, said: &Said<'_>, grammars: &'g [Grammar]) -> Option<Reading<'g>> {
    let mut steps = MAX_STEPS;
    let mut known = HashMap::new();
    for anything in [false, true] {
        let mut best: Option<(Misfit, Reading<'g>)> = None;
        for grammar in grammars {
            for (asks, pattern) in &grammar.forms {
                let mut reader =
                    Reader { view, said, grammar, asks: *asks, anything, steps, known, parts: Vec::new(), best: None };
                reader.go_on(Rest { pieces: pattern, then: None }, 0);
                (steps, known) = (reader.steps, reader.known);
                let better = |(misfit, _): &(Misfit, _)| best.as_ref().is_none_or(|(least, _)| misfit < least);
                if let Some((misfit, parts)) = reader.best.filter(better) {
                    best = Some((misfit, Reading { grammar, asks: *asks, parts }));
                }
                if best.as_ref().is_some_and(|(misfit, _)| *misfit == (0, 0)) {
                    break;
                }
            }
        }
        if let Some((_, reading)) = best {
            return Some(reading);
        }
    }
    None
}

/// Where a name ends, and who may be meant by it.
type Named = (usize, Vec<NodeIndex>);

/// What is still to be read: pieces, and what follows them.
#[derive(Clone, Copy)]
struct Rest<'p> {
    pieces: &'p [Piece],
    then: Option<&'p Rest<'p>>,
}

struct Reader<'a, 'q, 'v> {
    view: View<'v>,
    said: &'a Said<'q>,
    grammar: &'a Grammar,
    asks: Asks,
    /// Whether anything is taken for a part.
    anything: bool,
    steps: usize,
    /// What is meant by the names that begin at a place, the longest first.
    known: HashMap<usize, Vec<Named>>,
    parts: Vec<Filled>,
    best: Option<(Misfit, Vec<Filled>)>,
}

impl Reader<'_, '_, '_> {
    fn go_on(&mut self, rest: Rest<'_>, at: usize) {
        if self.steps == 0 || matches!(self.best, Some(((0, 0), _))) {
            return;
        }
        self.steps -= 1;
        let at = self.said.after_space(at);
        let Some((piece, pieces)) = rest.pieces.split_first() else {
            match rest.then {
                Some(then) => self.go_on(*then, at),
                None if at >= self.said.len() => self.end(),
                None => {}
            }
            return;
        };
        let next = Rest { pieces, then: rest.then };
        match piece {
            Piece::Word(word) => {
                if let Some(end) = self.said.literal(at, word) {
                    self.go_on(next, end);
                }
            }
            Piece::Any(alternatives) => self.one_of(alternatives, next, at),
            Piece::Maybe(alternatives) => {
                self.one_of(alternatives, next, at);
                self.go_on(next, at);
            }
            Piece::Rule(rule) => {
                // A copy of the reference: the grammar outlives the reader's changes.
                let grammar = self.grammar;
                self.go_on(Rest { pieces: grammar.rule(*rule), then: Some(&next) }, at);
            }
            Piece::Slot(role, fill) => self.part(*role, fill, next, at),
        }
    }

    fn one_of(&mut self, alternatives: &[Pattern], next: Rest<'_>, at: usize) {
        for pieces in alternatives {
            self.go_on(Rest { pieces, then: Some(&next) }, at);
        }
    }

    fn part(&mut self, role: Role, fill: &Fill, next: Rest<'_>, at: usize) {
        let roles = match (fill, self.asks) {
            (Fill::During, Asks::Timeline) => [Some(Role::Since), Some(Role::Until)],
            (Fill::During, Asks::Diff) => [Some(Role::AsOf), Some(Role::ToDate)],
            _ => [Some(role), None],
        };
        let taken = |role: &Role| !self.asks.has(*role) || self.parts.iter().any(|part| part.role == *role);
        if at >= self.said.len() || roles.iter().flatten().any(taken) {
            return;
        }
        for (end, with) in self.fillings(fill, at) {
            let before = self.parts.len();
            for role in roles.into_iter().flatten() {
                self.parts.push(Filled { role, place: (at, end), with: with.clone() });
            }
            self.go_on(next, end);
            self.parts.truncate(before);
        }
    }

    /// What may stand here for a part, and up to where, the longest first.
    fn fillings(&mut self, fill: &Fill, at: usize) -> Vec<(usize, With)> {
        match fill {
            Fill::Entity(kinds) => self.entities(*kinds, false, at),
            Fill::Called(kinds) => self.entities(*kinds, true, at),
            Fill::Date | Fill::During => {
                let date = |(end, date): (usize, PartialDate)| (end, With::Date(date));
                let mut found: Vec<(usize, With)> = dates(self.said, at).into_iter().map(date).collect();
                let known: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
                if self.anything {
                    let others = in_place_of_date(self.said, at).into_iter().filter(|end| !known.contains(end));
                    found.extend(others.map(|end| (end, With::NoDate)));
                }
                found
            }
            Fill::Words(list) => list
                .iter()
                .filter_map(|(word, pattern)| Some((self.words(pattern, at)?, With::Meaning(Meaning::Word(word)))))
                .collect(),
        }
    }

    fn entities(&mut self, kinds: Kinds, called: bool, at: usize) -> Vec<(usize, With)> {
        // Right behind a name nothing begins that is none: where the one would end is not said.
        let (view, anything) = (self.view, self.anything && !self.behind_a_name(at));
        let fits = |node: &NodeIndex| view.entity(*node).is_some_and(|version| kinds.take(version.kind()));
        let mut found: Vec<(usize, With)> = Vec::new();
        let peoples = if called { self.peoples(at) } else { Vec::new() };
        for (end, nodes) in self.names(at).iter().chain(&peoples) {
            let fitting: Vec<NodeIndex> = nodes.iter().copied().filter(fits).collect();
            match (&fitting[..], &nodes[..]) {
                ([one], _) => found.push((*end, With::Meaning(Meaning::Entity(*one)))),
                ([], [unfit, ..]) if anything => found.push((*end, With::Unfit(*unfit))),
                ([], _) => {}
                (several, _) => found.push((*end, With::Several(several.to_vec()))),
            }
        }
        if anything {
            for end in self.said.ends(at, usize::MAX) {
                if !found.iter().any(|(known, _)| *known == end) {
                    found.push((end, With::Nobody));
                }
            }
        }
        found
    }

    /// Whether the part before ends here, and is a name.
    fn behind_a_name(&self, at: usize) -> bool {
        let named = |with: &With| {
            !matches!(with, With::Date(_) | With::NoDate | With::Meaning(Meaning::Day(_) | Meaning::Word(_)))
        };
        self.parts.last().is_some_and(|part| named(&part.with) && self.said.after_space(part.place.1) == at)
    }

    /// The names that begin at a place.
    fn names(&mut self, at: usize) -> &[(usize, Vec<NodeIndex>)] {
        let (view, said) = (self.view, self.said);
        self.known.entry(at).or_insert_with(|| {
            let ends = said.ends(at, MAX_NAME);
            ends.map(|end| (end, meant(view, &said.between(at, end)))).filter(|(_, nodes)| !nodes.is_empty()).collect()
        })
    }

    /// The countries that are called here by what their people and goods are called.
    fn peoples(&self, at: usize) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        for (code, words) in &self.grammar.peoples {
            let Some(end) = self.words(words, at) else { continue };
            match found.iter_mut().find(|(known, _)| *known == end) {
                Some((_, nodes)) => nodes.extend(coded(self.view, code)),
                None => found.push((end, coded(self.view, code))),
            }
        }
        found.retain(|(_, nodes)| !nodes.is_empty());
        found
    }

    /// Where the words of a list end that stand here, the longest of them.
    fn words(&self, pattern: &[Piece], at: usize) -> Option<usize> {
        let alternatives = pattern.iter().flat_map(|piece| match piece {
            Piece::Any(alternatives) => alternatives.as_slice(),
            _ => &[],
        });
        let read = |words: &Pattern| {
            words.iter().try_fold(at, |at, piece| match piece {
                Piece::Word(word) => self.said.literal(self.said.after_space(at), word),
                _ => None,
            })
        };
        alternatives.filter_map(read).max()
    }

    /// A sentence fits.
    fn end(&mut self) {
        let length = |part: &Filled| part.place.1 - part.place.0 + 1;
        let of = |is: fn(&With) -> bool| self.parts.iter().filter(|part| is(&part.with)).map(length).sum();
        let misfit: Misfit = (
            of(|with| matches!(with, With::Nobody | With::Unfit(_) | With::NoDate)),
            of(|with| matches!(with, With::Several(_))),
        );
        if self.best.as_ref().is_none_or(|(least, _)| misfit < *least) {
            self.best = Some((misfit, self.parts.clone()));
        }
    }
}
