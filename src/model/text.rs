//! Words in a language.

use std::{borrow::Cow, fmt, str::FromStr};

use super::Invalid;

/// A BCP 47 language tag in lower case, such as `en` or `zh`; only its form is checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Cow<'static, str>);

impl Language {
    /// English, the language that is meant where none is named.
    pub const fn english() -> Self {
        Self(Cow::Borrowed("en"))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `zh` of `zh-hant`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for Language {
    type Err = Invalid;
    /// # Errors
    /// When the text has not the form of a BCP 47 tag.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default();
        let fits = (2..=8).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_alphabetic())
            && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if fits {
            Ok(Self(text.to_ascii_lowercase().into()))
        } else {
            Err(Invalid::new(format!("`{text}` is not a language tag; expected one such as `en` or `zh`")))
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words and their language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words; not empty.
    pub text: String,
    /// Their language.
    pub language: Language,
}

/// The text in the asked language (its primary subtag will do), else the first there is.
pub fn pick<'a>(texts: &'a [Text], language: &Language) -> Option<&'a str> {
    texts
        .iter()
        .find(|t| t.language == *language)
        .or_else(|| texts.iter().find(|t| t.language.primary() == language.primary()))
        .or_else(|| texts.first())
        .map(|t| t.text.as_str())
}
