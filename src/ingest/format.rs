//! The formats that files of facts come in, and how one is told.

use std::{fmt, str::FromStr};

use super::digest;
use crate::model::Invalid;

/// How a file of facts is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML for people: `[[entity]]`, `[[document]]`, `[[claim]]`.
    Dossier,
    /// One change a line, for programs.
    Jsonl,
    /// A news workflow's text.
    Digest,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dossier, Self::Jsonl, Self::Digest];

    /// Its name, as a setting gives it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Jsonl => "jsonl",
            Self::Digest => "digest",
        }
    }

    /// The format by the file's name (`.toml`, `.jsonl`, `.ndjson`), else by its content; none where neither tells.
    pub fn detect(name: &str, bytes: &[u8]) -> Option<Self> {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
        match end.as_deref() {
            Some("toml") => return Some(Self::Dossier),
            Some("jsonl" | "ndjson") => return Some(Self::Jsonl),
            _ => {}
        }
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|l| !l.is_empty());
        let first = lines.clone().find(|l| !l.starts_with('#'))?;
        if first.starts_with('{') {
            Some(Self::Jsonl)
        } else if first.starts_with("[[") {
            Some(Self::Dossier)
        } else {
            lines.any(digest::is_stamp).then_some(Self::Digest)
        }
    }
}

impl FromStr for Format {
    type Err = Invalid;
    /// # Errors
    /// When there is no format of this name.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|f| f.as_str() == text).ok_or_else(|| {
            let names = Self::ALL.map(Self::as_str).join("`, `");
            Invalid::new(format!("`{text}` is no format; expected one of `{names}`"))
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_name_then_by_content() {
        for (name, content, format) in [
            ("a.toml", "", Some(Format::Dossier)),
            ("A.JSONL", "", Some(Format::Jsonl)),
            ("a.ndjson", "", Some(Format::Jsonl)),
            ("-", "# facts\n\n[[entity]]\n", Some(Format::Dossier)),
            ("-", "\u{feff}{\"retract\": {}}\n", Some(Format::Jsonl)),
            ("a.txt", "Workflow\nOres\nA headline\nA Paper· 2025-06-03 03:46\n", Some(Format::Digest)),
            ("a.txt", "Nothing of ours.", None),
            ("-", "", None),
        ] {
            assert_eq!(Format::detect(name, content.as_bytes()), format, "{name} {content}");
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("xml".parse::<Format>().unwrap_err().0.contains("`dossier`, `jsonl`, `digest`"));
    }
}
