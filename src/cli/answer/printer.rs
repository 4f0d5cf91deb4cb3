//! What all answers are printed with: lines, and the contract's words in the language of the question.

use std::io::{self, Write};

use super::super::words::word;
use crate::model::Language;

/// Prints answers in a language.
pub(super) struct Printer<'o> {
    out: &'o mut dyn Write,
    chinese: bool,
}

impl<'o> Printer<'o> {
    pub(super) fn new(out: &'o mut dyn Write, language: &Language) -> Self {
        Self { out, chinese: language.primary() == "zh" }
    }

    /// A word of the contract.
    pub(super) fn word<'w>(&self, of: &'w str) -> &'w str {
        word(of, self.chinese)
    }

    /// Items in a row.
    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(if self.chinese { "，" } else { ", " })
    }

    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// A word of the contract on a line of its own, after an empty one.
    pub(super) fn remark(&mut self, of: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", word(of, self.chinese))
    }
}
