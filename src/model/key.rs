//! A lasting name: `[a-z0-9._-]+`.

use std::{fmt, str::FromStr, sync::Arc};

use super::Invalid;

/// A readable, lasting key of an entity, a document, a claim, a relation or an observation. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

impl Key {
    /// The longest key taken, in bytes; keys of relations are made of others and may be longer.
    pub const MAX_BYTES: usize = 250;

    /// Checks and takes a key that somebody wrote.
    ///
    /// # Errors
    /// When it is empty, longer than [`Key::MAX_BYTES`], or has another character than `a-z 0-9 . _ -`.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() || text.len() > Self::MAX_BYTES {
            return Err(Invalid::new(format!(
                "a key has 1 to {} characters, `{}` has {}",
                Self::MAX_BYTES,
                text.chars().take(40).collect::<String>(),
                text.len()
            )));
        }
        if let Some(c) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '-')) {
            return Err(Invalid::new(format!(
                "the key `{text}` has the character `{c}`; expected `a-z`, `0-9`, `.`, `_` or `-`"
            )));
        }
        Ok(Self(text.into()))
    }

    /// A key that is made of checked parts.
    pub(super) fn made(text: String) -> Self {
        Self(text.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Key {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_is_lower_case_letters_digits_and_three_marks() {
        for good in ["china", "us-dod", "f22_a.b-1", "0"] {
            assert_eq!(Key::new(good).unwrap().as_str(), good);
        }
        for bad in ["", "China", "a b", "稀土", "a/b", "a@2025", &"x".repeat(251)] {
            assert!(Key::new(bad).is_err(), "{bad}");
        }
    }
}
