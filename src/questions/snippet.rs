//! The words around what a search found, with what fits between the marks `«` and `»`.

use strsim::damerau_levenshtein;

use super::search::{Hit, Sought, errors_allowed, sought};
use crate::graph::{View, Word, words};

/// How much is shown before the first match and after it, in characters, words whole.
const AROUND: usize = 60;

/// The words around the match in the place that fits best. Each match stands between `«` and `»`; `…` stands for what is left out.
/// None where the place has no match to show. Linear in the length of the place's text.
pub fn snippet(view: View<'_>, text: &str, hit: &Hit) -> Option<String> {
    let shown = view.text_at(hit.place)?;
    let found = words(shown);
    let marks = marks(&sought(&words(text)), &found);
    let &(first, _) = marks.first()?;
    let from = window_start(shown, &found, first);
    let to = window_end(shown, &found, first);
    let mut snippet = String::new();
    if from > 0 {
        snippet.push('…');
    }
    let mut at = from;
    for (start, end) in marks.into_iter().filter(|(_, end)| *end <= to) {
        snippet.push_str(shown.get(at..start)?);
        snippet.push('«');
        snippet.push_str(shown.get(start..end)?);
        snippet.push('»');
        at = end;
    }
    snippet.push_str(shown.get(at..to)?);
    if to < shown.len() {
        snippet.push('…');
    }
    Some(snippet.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What fits, from where to where in bytes, in order; neighbouring Han characters in one mark.
fn marks(sought: &[Sought], found: &[Word]) -> Vec<(usize, usize)> {
    let mut fits = vec![false; found.len()];
    for errors in [false, true] {
        let marked = sought.iter().filter(|part| mark(part, found, &mut fits, errors)).count();
        if marked > 0 {
            break;
        }
    }
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for (word, _) in found.iter().zip(fits).filter(|(_, fit)| *fit) {
        match marks.last_mut() {
            Some(last) if word.start <= last.1 => last.1 = last.1.max(word.end),
            _ => marks.push((word.start, word.end)),
        }
    }
    marks
}

/// Marks what fits one part of what is asked, errors allowed or not. Whether anything does.
fn mark(part: &Sought, found: &[Word], fits: &mut [bool], errors: bool) -> bool {
    let mut any = false;
    match part {
        Sought::Word(word) => {
            for (other, fit) in found.iter().zip(fits) {
                let near = || {
                    let allowed = errors_allowed(word);
                    allowed > 0 && damerau_levenshtein(word, &other.text) <= allowed
                };
                let begins = word.chars().count() > 2 && other.text.starts_with(word);
                if *other.text == **word || begins || (errors && near()) {
                    (*fit, any) = (true, true);
                }
            }
        }
        Sought::Run(run) => {
            // The whole run; failing that, what of its pairs is there.
            let pair = run.len().min(if errors { 1 } else { 2 });
            for length in [run.len(), pair] {
                for (n, window) in found.windows(length.max(1)).enumerate() {
                    let same = |part: &[String]| part.iter().zip(window).all(|(a, b)| *a == b.text);
                    if run.windows(length.max(1)).any(same) {
                        any = true;
                        fits.iter_mut().skip(n).take(length).for_each(|fit| *fit = true);
                    }
                }
                if any {
                    break;
                }
            }
        }
    }
    any
}

fn window_start(text: &str, found: &[Word], first: usize) -> usize {
    let back =
        text.get(..first).map_or(first, |before| before.char_indices().nth_back(AROUND - 1).map_or(0, |(at, _)| at));
    if back == 0 {
        return 0;
    }
    found.iter().map(|word| word.start).find(|start| *start >= back).unwrap_or(first).min(first)
}

fn window_end(text: &str, found: &[Word], first: usize) -> usize {
    let after = text.get(first..).unwrap_or_default();
    let end = after.char_indices().nth(2 * AROUND).map_or(text.len(), |(at, _)| first + at);
    if end == text.len() {
        return end;
    }
    found.iter().rev().map(|word| word.end).find(|to| *to <= end && *to > first).unwrap_or(end)
}
