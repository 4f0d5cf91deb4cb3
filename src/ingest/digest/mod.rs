//! A news digest: a workflow's name, then item by item a headline, its publisher and time, and groups of statements with the
//! source's numbers.
//!
//! ```text
//! Workflow
//! Ores of the week
//! A headline, in any language
//! The Publisher· 2025-06-03 03:46
//! Group 1 - A statement [1] - Another, from two sources [2][4] Group 2 - A third [5]
//! ```
//!
//! Each item becomes a document. Lines may break before a heading or a `-`. What belongs to the page and not to the news
//! (`icon`, `Search documents`) is skipped; what else cannot be read is refused by its line.

mod item;
mod publisher;
mod stamp;
mod statements;

use item::Item;
use publisher::Publishers;
use stamp::Stamp;

use super::{place, reading::Reading};
use crate::model::Key;

/// Labels and buttons of the page that a digest is copied from.
const FURNITURE: [&str; 2] = ["icon", "Search documents"];
/// The line before a workflow's name.
const LABEL: &str = "Workflow";

/// A line with words, and where it stands.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    column: usize,
    text: &'a str,
}

impl Line<'_> {
    fn place(&self) -> (usize, usize) {
        (self.number, self.column)
    }
}

/// Whether a line gives a publisher and a time, as in no other format.
pub(super) fn is_stamp(line: &str) -> bool {
    stamp::read(line).is_some()
}

/// Reads a digest. `publisher` gives the key of one that is known already by this name.
pub(super) fn read(bytes: &[u8], publisher: &dyn Fn(&str) -> Option<Key>) -> Reading {
    let mut reading = Reading::default();
    let lines = lines(bytes, &mut reading);
    let mut collection: Option<String> = None;
    let mut name_is_next = true;
    let mut item: Option<Item<'_>> = None;
    let mut items = Vec::new();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        let stamp = rest.peek().and_then(|next| stamp::read(next.text));
        if line.text == LABEL {
            items.extend(item.take());
            name_is_next = true;
        } else if is_stamp(line.text) {
            items.extend(item.take());
            reading.refuse(line.place(), "a publisher and a time without a headline above them");
        } else if let Some(stamp) = stamp {
            items.extend(item.take());
            name_is_next = false;
            let at = rest.next().map_or(line.place(), Line::place);
            match stamp {
                Ok(stamp) => {
                    item = Some(Item { headline: *line, stamp, collection: collection.clone(), body: Vec::new() })
                }
                Err(why) => reading.refuse(at, &why),
            }
        } else if name_is_next {
            collection = Some(line.text.to_owned());
            name_is_next = false;
        } else if let Some(item) = &mut item {
            item.body.push(*line);
        } else {
            reading.refuse(line.place(), "belongs to no item; expected a headline above it and then a line such as `The Publisher· 2025-06-03 03:46`");
        }
    }
    items.extend(item.take());
    let mut publishers = Publishers::new(publisher);
    for item in items {
        let at = item.headline.place();
        if let Err(invalid) = item.read(&mut publishers, &mut reading) {
            reading.refuse(at, &invalid.0);
        }
    }
    reading
}

/// The lines with words, without the page's furniture.
fn lines<'a>(bytes: &'a [u8], reading: &mut Reading) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
        match place::text(line) {
            Ok(text) => {
                let column = 1 + text.chars().take_while(|c| c.is_whitespace()).count();
                let text = text.trim();
                if !text.is_empty() && !FURNITURE.contains(&text) {
                    lines.push(Line { number: i + 1, column, text });
                }
            }
            Err(refused) => reading.refuse((i + 1, refused.column), "not UTF-8; hint: save the file as UTF-8"),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
