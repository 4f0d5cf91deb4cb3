//! An entity.

use serde::{Deserialize, Serialize};

use super::plain::{KeyWire, Plain, TextWire, texts, texts_wire, value, values};
use crate::model::{Code, Entity, EntityKind, Invalid, Language, Name, Stage};

/// A version of an entity.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntityWire {
    key: KeyWire,
    kind: Plain<EntityKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subkind: Option<String>,
    names: Vec<NameWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    description: Vec<TextWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    codes: Vec<CodeWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    broader: Option<KeyWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<Plain<Stage>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    commodities: Vec<KeyWire>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    aggregate: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameWire {
    text: String,
    language: Plain<Language>,
    #[serde(default = "official", skip_serializing_if = "is_official")]
    role: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeWire {
    scheme: String,
    value: String,
}

fn official() -> String {
    "official".to_owned()
}

fn is_official(role: &str) -> bool {
    role == "official"
}

impl EntityWire {
    /// The model's entity.
    ///
    /// # Errors
    /// When its parts do not fit together.
    pub(super) fn into_model(self) -> Result<Entity, Invalid> {
        let name = |n: NameWire| Name { text: n.text, language: n.language.0, role: n.role };
        let code = |c: CodeWire| Code { scheme: c.scheme, value: c.value };
        let entity = Entity {
            key: self.key.0,
            kind: self.kind.0,
            subkind: self.subkind,
            names: self.names.into_iter().map(name).collect(),
            description: texts(self.description),
            codes: self.codes.into_iter().map(code).collect(),
            broader: value(self.broader),
            stage: value(self.stage),
            commodities: values(self.commodities),
            aggregate: self.aggregate,
        };
        entity.validate()?;
        Ok(entity)
    }
}

impl From<Entity> for EntityWire {
    fn from(entity: Entity) -> Self {
        let name = |n: Name| NameWire { text: n.text, language: Plain(n.language), role: n.role };
        let code = |c: Code| CodeWire { scheme: c.scheme, value: c.value };
        Self {
            key: Plain(entity.key),
            kind: Plain(entity.kind),
            subkind: entity.subkind,
            names: entity.names.into_iter().map(name).collect(),
            description: texts_wire(entity.description),
            codes: entity.codes.into_iter().map(code).collect(),
            broader: entity.broader.map(Plain),
            stage: entity.stage.map(Plain),
            commodities: entity.commodities.into_iter().map(Plain).collect(),
            aggregate: entity.aggregate,
        }
    }
}
