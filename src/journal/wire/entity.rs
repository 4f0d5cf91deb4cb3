//! An entity in a record.

use serde::{Deserialize, Serialize};

use super::values::{self, Text, key, keys, optional_key, optional_word, word};
use crate::model::{self, EntityKind, Invalid, Key, Stage};

#[derive(Serialize, Deserialize)]
pub(super) struct Entity<'a> {
    key: &'a str,
    kind: u8,
    #[serde(borrow)]
    subkind: Option<&'a str>,
    #[serde(borrow)]
    names: Vec<Name<'a>>,
    #[serde(borrow)]
    description: Vec<Text<'a>>,
    #[serde(borrow)]
    codes: Vec<(&'a str, &'a str)>,
    #[serde(borrow)]
    broader: Option<&'a str>,
    stage: Option<u8>,
    #[serde(borrow)]
    commodities: Vec<&'a str>,
    aggregate: bool,
}

#[derive(Serialize, Deserialize)]
struct Name<'a> {
    text: &'a str,
    language: &'a str,
    role: &'a str,
}

impl<'a> From<&'a model::Entity> for Entity<'a> {
    fn from(e: &'a model::Entity) -> Self {
        let name = |n: &'a model::Name| Name { text: &n.text, language: n.language.as_str(), role: &n.role };
        Self {
            key: e.key.as_str(),
            kind: e.kind.code(),
            subkind: e.subkind.as_deref(),
            names: e.names.iter().map(name).collect(),
            description: values::write_texts(&e.description),
            codes: e.codes.iter().map(|c| (c.scheme.as_str(), c.value.as_str())).collect(),
            broader: e.broader.as_ref().map(Key::as_str),
            stage: e.stage.map(Stage::code),
            commodities: e.commodities.iter().map(Key::as_str).collect(),
            aggregate: e.aggregate,
        }
    }
}

impl TryFrom<Entity<'_>> for model::Entity {
    type Error = Invalid;
    fn try_from(e: Entity<'_>) -> Result<Self, Invalid> {
        let name = |n: Name<'_>| {
            Ok(model::Name { text: n.text.to_owned(), language: n.language.parse()?, role: n.role.to_owned() })
        };
        let code = |(scheme, value): (&str, &str)| model::Code { scheme: scheme.to_owned(), value: value.to_owned() };
        Ok(Self {
            key: key(e.key)?,
            kind: word(e.kind, EntityKind::from_code)?,
            subkind: values::text(e.subkind),
            names: e.names.into_iter().map(name).collect::<Result<_, Invalid>>()?,
            description: values::read_texts(e.description)?,
            codes: e.codes.into_iter().map(code).collect(),
            broader: optional_key(e.broader)?,
            stage: optional_word(e.stage, Stage::from_code)?,
            commodities: keys(e.commodities)?,
            aggregate: e.aggregate,
        })
    }
}
