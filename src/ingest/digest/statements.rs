//! The body of an item: headings, and statements that end in the source's numbers.

use super::{Line, Reading};
use crate::model::Passage;

/// The most characters of a heading.
const HEADING: usize = 80;

/// The passages of some lines. A line goes on with the heading of the line before it.
pub(super) fn read(lines: &[Line<'_>], reading: &mut Reading) -> Vec<Passage> {
    let mut heading: Option<&str> = None;
    let mut passages = Vec::new();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        let dash_is_next = rest.peek().is_some_and(|next| after_dash(next.text).is_some());
        let text = if let Some(text) = after_dash(line.text) {
            text
        } else if let Some((new, text)) = headed(line.text) {
            heading = Some(new);
            text
        } else if let Some((_, Some(_), "")) = statement(line.text) {
            line.text
        } else if dash_is_next && is_heading(line.text) {
            heading = Some(line.text);
            continue;
        } else {
            let expected =
                "neither a statement nor the heading of one; expected lines such as `Group 1 - A statement [1]`";
            reading.refuse(line.place(), expected);
            continue;
        };
        if !run(text, &mut heading, &mut passages) {
            reading.refuse(line.place(), "a statement without words; expected one such as `- A statement [1]`");
        }
    }
    passages
}

/// Takes one statement after the other; whether all had words.
fn run<'a>(mut text: &'a str, heading: &mut Option<&'a str>, passages: &mut Vec<Passage>) -> bool {
    let mut whole = true;
    while let Some((words, locator, rest)) = statement(text) {
        if words.is_empty() {
            whole = false;
        } else {
            passages.push(Passage { heading: heading.map(str::to_owned), locator, text: words.to_owned() });
        }
        text = match (after_dash(rest), headed(rest)) {
            (Some(next), _) => next,
            (None, Some((new, next))) => {
                *heading = Some(new);
                next
            }
            (None, None) => break,
        };
    }
    whole
}

/// The first statement of a text: its words, the numbers that end it, and what comes after them.
///
/// Numbers end a statement where the text ends, or a dash or a heading with a dash follows; elsewhere they are part of it.
fn statement(text: &str) -> Option<(&str, Option<String>, &str)> {
    let text = text.trim();
    for (start, _) in text.match_indices('[') {
        let (words, from) = text.split_at_checked(start)?;
        let Some((numbers, rest)) = numbers(from) else {
            continue;
        };
        let rest = rest.trim_start_matches(['.', '。']).trim_start();
        if rest.is_empty() || after_dash(rest).is_some() || headed(rest).is_some() {
            return Some((words.trim(), Some(numbers), rest));
        }
    }
    Some((text, None, ""))
}

/// `[1][2]` or `[1] [2]` at the start of a text, and the rest.
fn numbers(mut text: &str) -> Option<(String, &str)> {
    let mut all = String::new();
    while let Some((number, rest)) = text.trim_start().strip_prefix('[').and_then(|t| t.split_once(']')) {
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        all.extend(["[", number, "]"]);
        text = rest;
    }
    (!all.is_empty()).then_some((all, text))
}

/// What follows a dash at the start of a text.
fn after_dash(text: &str) -> Option<&str> {
    match text.strip_prefix('-') {
        Some("") => Some(""),
        Some(rest) => rest.starts_with(char::is_whitespace).then(|| rest.trim_start()),
        None => None,
    }
}

/// A heading at the start of a text, and what follows the dash behind it.
fn headed(text: &str) -> Option<(&str, &str)> {
    let (heading, rest) = text.split_once(" - ")?;
    is_heading(heading).then_some((heading.trim(), rest))
}

/// Short, begins with no small letter, and is no sentence.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
        && text.chars().count() <= HEADING
        && !text.contains(['[', ']'])
        && !text.ends_with(['.', '!', '?', ';', ',', '。', '！', '？', '；', '，'])
}
