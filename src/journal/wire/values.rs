//! The small values that bodies are made of: keys, words, dates, vocabularies, texts.

use serde::{Deserialize, Serialize};

use crate::model::{self, Invalid, Key, PartialDate, decode_subject_key};

/// A key as it was written: one of somebody's, or one made of a relation or an observation, which may be longer.
pub(super) fn key(text: &str) -> Result<Key, Invalid> {
    Key::new(text).or_else(|wrong| decode_subject_key(text).map(|subject| subject.key()).ok_or(wrong))
}

pub(super) fn optional_key(text: Option<&str>) -> Result<Option<Key>, Invalid> {
    text.map(key).transpose()
}

pub(super) fn keys(texts: Vec<&str>) -> Result<Vec<Key>, Invalid> {
    texts.into_iter().map(key).collect()
}

pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// The word of a vocabulary with this code; `from` is its `from_code`.
pub(super) fn word<T>(code: u8, from: fn(u8) -> Option<T>) -> Result<T, Invalid> {
    from(code).ok_or_else(|| {
        let name = std::any::type_name::<T>().rsplit("::").next().unwrap_or_default();
        Invalid::new(format!("`{code}` is the code of no {name}"))
    })
}

pub(super) fn optional_word<T>(code: Option<u8>, from: fn(u8) -> Option<T>) -> Result<Option<T>, Invalid> {
    code.map(|code| word(code, from)).transpose()
}

/// A date in one number: the year, then four bits of month, then five of day; none is 0.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Date(u32);

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Self {
        let (year, month, day) = date.parts();
        let [month, day] = [month, day].map(|part| u32::from(part.unwrap_or(0)));
        Self((u32::from(year.unsigned_abs()) << 9) | (month << 5) | day)
    }
}

impl TryFrom<Date> for PartialDate {
    type Error = Invalid;
    fn try_from(Date(packed): Date) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(format!("`{packed}` is no packed date"));
        let year = i16::try_from(packed >> 9).map_err(|_| wrong())?;
        let part = |bits: u32| u8::try_from(bits).ok().filter(|part| *part != 0);
        Self::from_parts(year, part((packed >> 5) & 0b1111), part(packed & 0b1_1111))
    }
}

pub(super) fn optional_date(date: Option<Date>) -> Result<Option<PartialDate>, Invalid> {
    date.map(PartialDate::try_from).transpose()
}

/// Words and their language.
#[derive(Serialize, Deserialize)]
pub(super) struct Text<'a>(&'a str, &'a str);

pub(super) fn write_texts(texts: &[model::Text]) -> Vec<Text<'_>> {
    texts.iter().map(|t| Text(&t.text, t.language.as_str())).collect()
}

pub(super) fn read_texts(texts: Vec<Text<'_>>) -> Result<Vec<model::Text>, Invalid> {
    let read = |Text(text, language): Text<'_>| Ok(model::Text { text: text.to_owned(), language: language.parse()? });
    texts.into_iter().map(read).collect()
}
