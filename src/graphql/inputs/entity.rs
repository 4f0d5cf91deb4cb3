//! Entities, as they are written.

use async_graphql::{ID, InputObject};

use super::{TextInput, key, key_if, keys, texts};
use crate::{
    graphql::{
        enums::{EntityKind, Stage},
        error::Fault,
        scalars::Language,
    },
    model,
};

/// An entity: made, or replaced as a whole by a newer version, under its key.
#[derive(InputObject, Clone, Debug)]
pub struct EntityInput {
    /// Readable and lasting: `china`, `us-refining`; of `a-z`, `0-9`, `.`, `_` and `-`.
    key: ID,
    /// What it is; every version has the same.
    kind: EntityKind,
    /// Finer than the kind, in words: `country`, `company`.
    subkind: Option<String>,
    /// At least one; the first is shown where a language is asked that none has.
    names: Vec<NameInput>,
    /// What it is, a sentence a language.
    description: Option<Vec<TextInput>>,
    /// Its codes in lists such as ISO 3166-1.
    codes: Option<Vec<CodeInput>>,
    /// For a commodity: the key of the wider one.
    broader: Option<ID>,
    /// For a facility or an industry: the step of the chain that it performs.
    stage: Option<Stage>,
    /// For a facility or an industry: the keys of what it performs it on.
    commodities: Option<Vec<ID>>,
    /// Whether it is a total such as the world, through which no path runs.
    #[graphql(default_with = "Some(false)")]
    aggregate: Option<bool>,
}

/// A name of an entity.
#[derive(InputObject, Clone, Debug)]
pub struct NameInput {
    /// The name; not empty.
    text: String,
    /// Its language.
    language: Language,
    /// `official`, `short`, `alias` or `former`.
    #[graphql(default_with = "Some(\"official\".to_owned())")]
    role: Option<String>,
}

/// A code of an entity in a list of codes.
#[derive(InputObject, Clone, Debug)]
pub struct CodeInput {
    /// The list: `ISO 3166-1 alpha-2`, `M49`, `HS 2022`, `LEI`.
    pub scheme: String,
    /// The code.
    pub value: String,
}

impl EntityInput {
    /// As the model has it.
    pub(super) fn read(self) -> Result<model::Entity, Fault> {
        let names = self.names.into_iter().map(NameInput::read).collect();
        let code = |c: CodeInput| model::Code { scheme: c.scheme, value: c.value };
        Ok(model::Entity {
            key: key("key", &self.key)?,
            kind: self.kind.into(),
            subkind: self.subkind,
            names,
            description: texts("description", self.description)?,
            codes: self.codes.unwrap_or_default().into_iter().map(code).collect(),
            broader: key_if("broader", self.broader.as_ref())?,
            stage: self.stage.map(Into::into),
            commodities: keys("commodities", self.commodities.as_deref())?,
            aggregate: self.aggregate.unwrap_or(false),
        })
    }
}

impl NameInput {
    fn read(self) -> model::Name {
        let role = self.role.unwrap_or_else(|| "official".to_owned());
        model::Name { text: self.text, language: self.language.0, role }
    }
}
