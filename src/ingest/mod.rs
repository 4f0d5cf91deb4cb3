//! Bytes in, changes and refused lines out. Pure: knows no store, reads no file, and one bad item never loses the others.
//!
//! A file is read by its [`Format`] into a [`Batch`]; [`together`] puts the changes of several files into an order in which each
//! refers only to what stands before it; [`plan()`] cuts them into transactions. What is in the store already is the store's to say.

mod bundled;
mod digest;
mod dossier;
mod format;
mod jsonl;
mod order;
mod place;
mod plan;
mod reading;
pub(crate) mod wire;

use crate::model::{Change, Key};

pub use bundled::bundled;
pub use format::Format;
pub(crate) use order::ordered;
pub use order::together;
pub use plan::{Plan, plan};

/// What a file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The file's name, as the caller gave it.
    pub name: String,
    /// What was read, each change after those of the same file that it refers to.
    pub changes: Vec<Placed>,
    /// What was not, in the order of lines.
    pub refused: Vec<Refused>,
}

/// A change and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The change.
    pub change: Change,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
}

/// What could not be read, where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Why, in one line; with a hint where there is a next step.
    pub reason: String,
}

/// Reads a file's bytes in this format. Never fails: what cannot be read is among the refused.
pub fn read(format: Format, name: &str, bytes: &[u8]) -> Batch {
    read_knowing(format, name, bytes, &|_| None)
}

/// As [`read`], with the key of a publisher that is known already by this name, so that a digest makes no second one.
pub fn read_knowing(format: Format, name: &str, bytes: &[u8], publisher: &dyn Fn(&str) -> Option<Key>) -> Batch {
    let reading = match format {
        Format::Dossier => dossier::read(bytes),
        Format::Jsonl => jsonl::read(bytes, 0),
        Format::Digest => digest::read(bytes, publisher),
    };
    reading.finish(name)
}

/// What some lines of a file of JSONL hold, before which stand so many others.
pub fn read_lines(name: &str, lines: &[u8], before: usize) -> Batch {
    jsonl::read(lines, before).finish(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORMATS: [Format; 3] = [Format::Dossier, Format::Jsonl, Format::Digest];

    /// Pieces that files are made of, so that chance gets past the first line of a parser.
    fn piece() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..20),
            proptest::sample::select(vec![
                "[[entity]]\n",
                "[[claim]]",
                "about.export = { from = \"a\", to = ",
                "key = \"a\"\n",
                "\"",
                "{",
                "}",
                "[[",
                "]",
                "=",
                "\n",
                "{\"put_entity\":",
                "{\"assert\":{",
                "\"kind\":\"PLACE\"",
                ",",
                ":",
                "1.5",
                "2025-06-13",
                "· 2025-06-13 10:33",
                "稀土",
                " - ",
                "[1]",
                "Workflow",
                "\r\n",
                "\u{feff}",
                "Group 1 - ",
                "news flash· 2025-06-13 10:33\n",
                "· 2025-99-13 10:33\n",
            ])
            .prop_map(|s| s.as_bytes().to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_fail(pieces in proptest::collection::vec(piece(), 0..40)) {
            let bytes = pieces.concat();
            for format in FORMATS {
                let lines = 1 + bytes.iter().filter(|b| **b == b'\n').count();
                for refused in read(format, "x", &bytes).refused {
                    prop_assert!((1..=lines).contains(&refused.line) && refused.column >= 1, "{refused:?}");
                    prop_assert!(!refused.reason.is_empty() && !refused.reason.contains('\n'));
                }
            }
            let _ = Format::detect("x", &bytes);
        }
    }

    #[test]
    fn nesting_without_end_is_refused_and_not_followed() {
        for open in ["[", "{\"a\":", "a=[", "a={a=", "[[entity]]\nkey=[", "a.", "[a."] {
            let text = open.repeat(100_000);
            for format in FORMATS {
                assert!(read(format, "x", text.as_bytes()).changes.is_empty());
            }
        }
    }
}
