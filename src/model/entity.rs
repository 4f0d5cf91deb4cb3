//! An actor, or a thing that actors trade.

use super::{EntityKind, Invalid, Key, Language, Stage, Text};

/// One version of an entity: a country, a company, a ministry, a plant, an industry, a commodity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Lasting key: `china`, `us-refining`.
    pub key: Key,
    /// What it is; every version has the same.
    pub kind: EntityKind,
    /// Finer than the kind, in words: `country`, `trade association`.
    pub subkind: Option<String>,
    /// At least one; the first is the one to show where no language is asked.
    pub names: Vec<Name>,
    /// A sentence a language.
    pub description: Vec<Text>,
    /// Codes of lists such as ISO 3166-1.
    pub codes: Vec<Code>,
    /// For a commodity: the wider one.
    pub broader: Option<Key>,
    /// For a facility or an industry: the step of the chain that it performs.
    pub stage: Option<Stage>,
    /// For a facility or an industry: on what it performs it.
    pub commodities: Vec<Key>,
    /// A total such as the world: it carries figures, and no path runs through it.
    pub aggregate: bool,
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// `official`, `short`, `alias` or `former`.
    pub role: String,
}

/// A code of an entity in a list of codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The list: `ISO 3166-1 alpha-2`, `M49`, `HS 2022`, `LEI`.
    pub scheme: String,
    /// The code.
    pub value: String,
}

impl Entity {
    /// An entity of this kind with one English name and nothing else.
    pub fn new(key: Key, kind: EntityKind, name: &str) -> Self {
        let name = Name { text: name.to_owned(), language: Language::english(), role: "official".to_owned() };
        Self {
            key,
            kind,
            subkind: None,
            names: vec![name],
            description: Vec::new(),
            codes: Vec::new(),
            broader: None,
            stage: None,
            commodities: Vec::new(),
            aggregate: false,
        }
    }

    /// Whether its parts fit together, without regard to other entities.
    ///
    /// # Errors
    /// When it has no name, or a part that its kind does not have.
    pub fn validate(&self) -> Result<(), Invalid> {
        let key = &self.key;
        if self.names.is_empty() || self.names.iter().any(|n| n.text.trim().is_empty()) {
            return Err(Invalid::new(format!("the entity `{key}` needs at least one name, and none may be empty")));
        }
        if self.codes.iter().any(|c| c.scheme.trim().is_empty() || c.value.trim().is_empty()) {
            return Err(Invalid::new(format!("a code of the entity `{key}` has no scheme or no value")));
        }
        if self.broader.is_some() && self.kind != EntityKind::Commodity {
            return Err(Invalid::new(format!("`broader` is for a COMMODITY; `{key}` is {}", self.kind.with_article())));
        }
        let performs = matches!(self.kind, EntityKind::Facility | EntityKind::Industry);
        if (self.stage.is_some() || !self.commodities.is_empty()) && !performs {
            return Err(Invalid::new(format!(
                "`stage` and `commodities` are for a FACILITY or an INDUSTRY; `{key}` is {}",
                self.kind.with_article()
            )));
        }
        Ok(())
    }
}
