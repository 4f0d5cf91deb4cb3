//! The publishers of a digest: those that are known already, and an organisation for each that is not.

use std::collections::HashMap;

use super::{
    Reading,
    item::{language, short_hash},
};
use crate::model::{Change, Entity, EntityKind, Invalid, Key, Name};

/// Keys of publishers by their names.
pub(super) struct Publishers<'k> {
    known: &'k dyn Fn(&str) -> Option<Key>,
    made: HashMap<String, Key>,
}

impl<'k> Publishers<'k> {
    /// `known` gives the key of one that needs no organisation made.
    pub(super) fn new(known: &'k dyn Fn(&str) -> Option<Key>) -> Self {
        Self { known, made: HashMap::new() }
    }

    /// The key of a publisher; where it is new, an organisation is made for it, as read at this place.
    ///
    /// # Errors
    /// When the key that is made for it has not the form of one.
    pub(super) fn key(&mut self, name: &str, at: (usize, usize), reading: &mut Reading) -> Result<Key, Invalid> {
        if let Some(key) = self.made.get(name).cloned().or_else(|| (self.known)(name)) {
            return Ok(key);
        }
        let key = Key::new(&slug(name).unwrap_or_else(|| format!("publisher-{}", short_hash(&[name]))))?;
        let names = vec![Name { text: name.to_owned(), language: language(name), role: "official".to_owned() }];
        let entity = Entity::new(key.clone(), EntityKind::Organization, name);
        reading.take(Change::PutEntity(Entity { subkind: Some("publisher".to_owned()), names, ..entity }), at);
        self.made.insert(name.to_owned(), key.clone());
        Ok(key)
    }
}

/// A key's form of a name in Latin letters, at most 60 characters; none for a name in another script.
pub(super) fn slug(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit()).filter(|w| !w.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    (name.is_ascii() && !slug.is_empty()).then_some(slug)
}
