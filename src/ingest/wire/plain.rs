//! Values that are written as one word: keys, dates, vocabularies, and figures.

use std::{fmt, marker::PhantomData, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::{Instant, Key, Language, PartialDate, Text};

/// A value of the model, written as the text that it reads; what it does not take is refused where it stands, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain<T>(pub(crate) T);

impl<T> From<T> for Plain<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: fmt::Display> Serialize for Plain<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Plain<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word<T>(PhantomData<T>);
        impl<'de, T: FromStr<Err: fmt::Display>> de::Visitor<'de> for Word<T> {
            type Value = T;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, _: A) -> Result<T, A::Error> {
                Err(de::Error::custom(
                    "expected a text in quotation marks; hint: a date too is written `\"2025-06-13\"`",
                ))
            }
        }
        deserializer.deserialize_str(Word(PhantomData)).map(Self)
    }
}

/// An exact decimal number: a text, or a whole number. A floating-point number is refused, since it is not the printed figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure(pub(crate) Decimal);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl de::Visitor<'_> for Number {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a figure such as \"70.5\" in quotation marks, or a whole number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-'));
                let figure = plain.then(|| Decimal::from_str_exact(text).ok()).flatten();
                figure.ok_or_else(|| {
                    E::custom(format!(
                        "`{text}` is no figure; expected digits with at most one point, such as `24679.1`"
                    ))
                })
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
                Ok(number.into())
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                Ok(number.into())
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
                Err(E::custom(format!(
                    "`{number}` is a floating-point number, which is not exact; hint: write `\"{number}\"`"
                )))
            }
        }
        deserializer.deserialize_any(Number).map(Self)
    }
}

/// Words and their language.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextWire {
    text: String,
    language: Plain<Language>,
}

/// The model's texts.
pub(super) fn texts(wires: Vec<TextWire>) -> Vec<Text> {
    wires.into_iter().map(|w| Text { text: w.text, language: w.language.0 }).collect()
}

/// The model's texts, as they are written.
pub(super) fn texts_wire(texts: Vec<Text>) -> Vec<TextWire> {
    texts.into_iter().map(|t| TextWire { text: t.text, language: Plain(t.language) }).collect()
}

/// The values of some words.
pub(super) fn values<T>(words: Vec<Plain<T>>) -> Vec<T> {
    words.into_iter().map(|w| w.0).collect()
}

/// The value of a word that may be left out.
pub(super) fn value<T>(word: Option<Plain<T>>) -> Option<T> {
    word.map(|w| w.0)
}

/// Keys as they are written.
pub(super) type KeyWire = Plain<Key>;
/// Dates as they are written.
pub(super) type DateWire = Plain<PartialDate>;
/// Instants as they are written.
pub(super) type InstantWire = Plain<Instant>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_exact_or_refused() {
        for (json, figure) in [
            ("\"24679.1\"", "24679.1"),
            ("70", "70"),
            ("-3", "-3"),
            ("18446744073709551615", "18446744073709551615"),
            ("\"-0.50\"", "-0.50"),
        ] {
            assert_eq!(serde_json::from_str::<Figure>(json).unwrap().0.to_string(), figure);
        }
        for (json, why) in [
            ("70.5", "hint: write `\"70.5\"`"),
            ("\"24,679.1\"", "`24,679.1` is no figure"),
            ("\"1e3\"", "no figure"),
            ("\"1_000\"", "no figure"),
            ("\"\"", "no figure"),
            ("\"0.00000000000000000000000000000000001\"", "no figure"),
            ("true", "expected a figure such as"),
        ] {
            let said = serde_json::from_str::<Figure>(json).unwrap_err().to_string();
            assert!(said.contains(why), "{json}: {said}");
        }
    }

    #[test]
    fn a_word_is_refused_in_the_words_of_its_type() {
        let said = serde_json::from_str::<Plain<Key>>("\"US\"").unwrap_err().to_string();
        assert!(said.contains("the key `US` has the character `U`"), "{said}");
        assert!(
            serde_json::from_str::<Plain<PartialDate>>("2023")
                .unwrap_err()
                .to_string()
                .contains("expected a text in quotation marks")
        );
    }
}
