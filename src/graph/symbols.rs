//! Short texts that recur (units, bases, locators), stored once.

use std::num::NonZeroU32;

use super::{
    index::{Index, hash},
    table::Table,
};

/// A text that was stored once; four bytes, and none takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Symbol(NonZeroU32);

impl Symbol {
    /// Its number; never 0.
    pub(super) fn number(self) -> u32 {
        self.0.get()
    }
}

/// The texts. Append-only; read without locks, one writer.
pub(super) struct Symbols {
    texts: Table<Box<str>>,
    index: Index,
}

impl Symbols {
    pub(super) fn new() -> Self {
        Self { texts: Table::new(), index: Index::new() }
    }

    /// The symbol of a text, stored if it is new. Writer only.
    pub(super) fn put(&self, text: &str) -> Option<Symbol> {
        if let Some(symbol) = self.find(text) {
            return Some(symbol);
        }
        let id = u32::try_from(self.texts.push(text.into())).ok()?;
        self.index.insert(hash(text.as_bytes()), id);
        symbol(id)
    }

    /// See [`Index::join`].
    pub(super) fn join(&mut self) {
        self.index.join();
    }

    /// The symbol of a text that is there.
    pub(super) fn find(&self, text: &str) -> Option<Symbol> {
        let is = |id: u32| self.texts.get(id as usize).is_some_and(|t| **t == *text);
        symbol(self.index.find(hash(text.as_bytes()), is)?)
    }

    /// The text of a symbol.
    pub(super) fn text(&self, symbol: Symbol) -> &str {
        self.texts.get((symbol.0.get() - 1) as usize).map_or("", |t| t)
    }
}

fn symbol(id: u32) -> Option<Symbol> {
    NonZeroU32::new(id.checked_add(1)?).map(Symbol)
}
