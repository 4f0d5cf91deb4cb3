//! Search in names, titles and texts, in Chinese and English.
//!
//! The words asked for are sought each by itself, a run of Han characters by its pairs. A word is found as it is (1), as the
//! beginning of a longer one (0.8; three letters at least), and, only where it is found nowhere so, with small errors in it: one
//! wrong, missing, added or swapped letter in words of 4 to 7 letters (0.7), two in longer ones (0.5), counted as Damerau and
//! Levenshtein do. A run is found by at least half of its pairs, or as a name with one character wrong (0.6). A thing is a hit if
//! at least half of the words are found in it.
//!
//! Its score, 0 to 1: 1 if a name, title, code or key is just what is asked; 0.8 to 0.9 if one begins with it; below that the mean
//! over the words of how well each is found, times the weight of the field that it is found in. Equal scores are ordered by kind,
//! then key.

use std::collections::BTreeMap;

use strsim::damerau_levenshtein;

pub use super::snippet::snippet;
use crate::graph::{Field, Place, TermIndex, TextKind, TextOf, View, Word, fold_name, words};

/// The most words of a question that are looked at; the rest is passed over.
pub const MAX_WORDS: usize = 16;

/// The most hits that are given.
pub const MAX_HITS: usize = 1_000;

/// The most places of a word that are looked at for each kind of thing, the latest recorded first.
const MAX_PLACES: usize = 10_000;

/// The most words that are taken for the beginning of what is asked, and for misspelt.
const MAX_TERMS: usize = 32;

/// A thing in which the words asked for were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is.
    pub what: TextOf,
    /// How well it fits: more than 0, at most 1.
    pub score: f64,
    /// The piece of text that fits best; [`snippet`] shows it.
    pub place: Place,
}

/// One thing asked for.
pub(super) enum Sought {
    /// A word, in letters or digits.
    Word(String),
    /// Han characters that follow each other.
    Run(Vec<String>),
}

/// How well each of the words asked for is found in a place.
type Fits = BTreeMap<Place, Vec<f64>>;

/// What fits a text, among things of these kinds, the best first. See the file's head for what is found, and how it is ranked.
/// Looks at no more than [`MAX_WORDS`] words and, for each, 10,000 places a kind (the latest recorded), and gives at most [`MAX_HITS`].
pub fn search(view: View<'_>, text: &str, kinds: &[TextKind]) -> Vec<Hit> {
    let asked = words(text);
    let sought = sought(&asked);
    let mut fits = Fits::new();
    for (nth, part) in sought.iter().enumerate() {
        for (place, fit) in found(view, part, kinds) {
            let row = fits.entry(place).or_insert_with(|| vec![0.0; sought.len()]);
            if let Some(best) = row.get_mut(nth) {
                *best = fit.max(*best);
            }
        }
    }
    let mut hits = hits(view, &asked, fits);
    hits.sort_by(|(a, key_a), (b, key_b)| {
        b.score.total_cmp(&a.score).then_with(|| kind(a.what).cmp(&kind(b.what))).then_with(|| key_a.cmp(key_b))
    });
    hits.truncate(MAX_HITS);
    hits.into_iter().map(|(hit, _)| hit).collect()
}

/// The kind of a thing.
pub const fn kind(what: TextOf) -> TextKind {
    match what {
        TextOf::Entity(_) => TextKind::Entity,
        TextOf::Document(_) => TextKind::Document,
        TextOf::Claim(_) => TextKind::Claim,
    }
}

/// The words asked for, each once, and runs of Han characters.
pub(super) fn sought(asked: &[Word]) -> Vec<Sought> {
    let mut parts: Vec<Sought> = Vec::new();
    for word in asked {
        match parts.last_mut() {
            Some(Sought::Run(run)) if word.joined => run.push(word.text.clone()),
            _ if word.han => parts.push(Sought::Run(vec![word.text.clone()])),
            _ => parts.push(Sought::Word(word.text.clone())),
        }
    }
    parts.truncate(MAX_WORDS);
    parts
}

/// How many errors a word may have.
pub(super) fn errors_allowed(word: &str) -> usize {
    match word.chars().count() {
        _ if !word.chars().all(char::is_alphabetic) => 0,
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

fn found(view: View<'_>, part: &Sought, kinds: &[TextKind]) -> Vec<(Place, f64)> {
    match part {
        Sought::Word(word) => {
            let right = at(view, kinds, &as_written(view, word));
            if right.is_empty() { at(view, kinds, &misspelt(view, word)) } else { right }
        }
        Sought::Run(run) => {
            let right = by_pairs(view, kinds, run);
            if right.is_empty() && kinds.contains(&TextKind::Entity) { names_near(view, run) } else { right }
        }
    }
}

fn as_written(view: View<'_>, word: &str) -> Vec<(TermIndex, f64)> {
    let whole = view.term(word).map(|term| (term, 1.0));
    // Two letters are the beginning of too much: `us` of `used`.
    let beginning = if word.chars().count() < 3 { Vec::new() } else { view.terms_beginning(word) };
    let begun = beginning.into_iter().filter(|(_, longer)| *longer != word);
    whole.into_iter().chain(begun.take(MAX_TERMS).map(|(term, _)| (term, 0.8))).collect()
}

fn misspelt(view: View<'_>, word: &str) -> Vec<(TermIndex, f64)> {
    let allowed = errors_allowed(word);
    if allowed == 0 {
        return Vec::new();
    }
    let length = word.chars().count();
    let like = view.terms_like(word).into_iter();
    let mut near: Vec<(usize, TermIndex)> = like
        .filter(|(_, other)| other.chars().count().abs_diff(length) <= allowed)
        .map(|(term, other)| (damerau_levenshtein(word, other), term))
        .filter(|(errors, _)| *errors <= allowed)
        .collect();
    near.sort_by_key(|(errors, _)| *errors);
    near.truncate(MAX_TERMS);
    near.into_iter().map(|(errors, term)| (term, if errors < 2 { 0.7 } else { 0.5 })).collect()
}

/// Where terms stand, with the best fit of each place.
fn at(view: View<'_>, kinds: &[TextKind], terms: &[(TermIndex, f64)]) -> Vec<(Place, f64)> {
    let of = |kind: TextKind| {
        let each = terms.iter().flat_map(move |&(term, fit)| view.places(term, kind).map(move |place| (place, fit)));
        each.take(MAX_PLACES)
    };
    kinds.iter().flat_map(|&kind| of(kind)).collect()
}

/// Where at least half of a run's pairs stand; of a single character, where it stands.
fn by_pairs(view: View<'_>, kinds: &[TextKind], run: &[String]) -> Vec<(Place, f64)> {
    let mut pairs: Vec<String> = match run {
        [one] => vec![one.clone()],
        _ => run.windows(2).map(<[String]>::concat).collect(),
    };
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
    for term in pairs.iter().filter_map(|pair| view.term(pair)) {
        for (place, _) in at(view, kinds, &[(term, 1.0)]) {
            *counts.entry(place).or_default() += 1;
        }
    }
    let all = pairs.len();
    let fit = |count: usize| if count == all { 1.0 } else { 0.7 * share(count, all) };
    counts.into_iter().filter(|(_, count)| 2 * count >= all).map(|(place, count)| (place, fit(count))).collect()
}

/// Names with one character wrong, for runs of at least three.
fn names_near(view: View<'_>, run: &[String]) -> Vec<(Place, f64)> {
    if run.len() < 3 {
        return Vec::new();
    }
    let whole = run.concat();
    let terms: Vec<_> = run.iter().filter_map(|c| view.term(c)).map(|term| (term, 0.6)).collect();
    let mut places = at(view, &[TextKind::Entity], &terms);
    places.sort_unstable_by_key(|(place, _)| *place);
    places.dedup_by_key(|(place, _)| *place);
    let near = |name: &str| damerau_levenshtein(&fold_name(name), &whole) <= 1;
    places.retain(|(place, _)| place.field == Field::Name && view.text_at(*place).is_some_and(near));
    places
}

/// The hits with their keys, in no order.
fn hits(view: View<'_>, asked: &[Word], fits: Fits) -> Vec<(Hit, String)> {
    let mut things: BTreeMap<TextOf, Vec<(Place, Vec<f64>)>> = BTreeMap::new();
    for (place, fit) in fits {
        things.entry(place.what).or_default().push((place, fit));
    }
    let hit = |(what, places): (TextOf, Vec<(Place, Vec<f64>)>)| {
        let mut best = places.first().map_or_else(Vec::new, |(_, fit)| vec![0.0; fit.len()]);
        for (place, fit) in &places {
            for (best, fit) in best.iter_mut().zip(fit) {
                *best = f64::max(*best, fit * weight(place.field));
            }
        }
        let found = best.iter().filter(|fit| **fit > 0.0).count();
        let mean = best.iter().sum::<f64>() * share(1, best.len());
        let (place, score) = places
            .iter()
            .map(|(place, fit)| {
                let text = view.text_at(*place).unwrap_or_default();
                let whole = if headed(place.field) { likeness(asked, &words(text)) } else { Likeness::Part };
                let score = match whole {
                    Likeness::Same => 1.0,
                    Likeness::Begins => 0.8 + 0.1 * mean,
                    Likeness::Part => 0.8 * mean,
                };
                let own = fit.iter().sum::<f64>() * weight(place.field);
                (*place, score, own, text)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.2.total_cmp(&b.2)).then_with(|| b.3.cmp(a.3)))
            .map(|(place, score, ..)| (place, score))?;
        (2 * found >= best.len()).then(|| Some((Hit { what, score, place }, key(view, what)?)))?
    };
    things.into_iter().filter_map(hit).collect()
}

fn key(view: View<'_>, what: TextOf) -> Option<String> {
    match what {
        TextOf::Entity(node) => view.key(node).map(ToString::to_string),
        TextOf::Document(document) => view.document(document).map(|d| d.key.to_string()),
        TextOf::Claim(claim) => view.claim(claim).map(|c| c.key()),
    }
}

/// Whether a text is what is asked, or begins so.
enum Likeness {
    Same,
    Begins,
    Part,
}

fn likeness(asked: &[Word], text: &[Word]) -> Likeness {
    let Some((last, before)) = asked.split_last() else { return Likeness::Part };
    let begins = text.len() >= asked.len()
        && before.iter().zip(text).all(|(a, b)| a.text == b.text)
        && text.get(before.len()).is_some_and(|word| word.text.starts_with(&last.text));
    let same = text.len() == asked.len() && text.last().is_some_and(|word| word.text == last.text);
    match (begins, same) {
        (true, true) => Likeness::Same,
        (true, false) => Likeness::Begins,
        _ => Likeness::Part,
    }
}

const fn headed(field: Field) -> bool {
    matches!(field, Field::Name | Field::Code | Field::Title)
}

const fn weight(field: Field) -> f64 {
    match field {
        Field::Name => 1.0,
        Field::Code => 0.9,
        Field::Title => 0.8,
        Field::Statement => 0.7,
        Field::Description | Field::Passage => 0.6,
        Field::Note => 0.5,
    }
}

/// A part of a small number.
fn share(part: usize, whole: usize) -> f64 {
    let small = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    small(part) / small(whole.max(1))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
