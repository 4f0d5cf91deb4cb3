//! Questions in words on the bundled facts: a table of sentences, their names, dates and commodities varied, each held to what it was
//! understood as, and its document to the question asked directly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod asking;
mod direct;
mod filling;
mod lifted;
mod peoples;
mod refused;
mod table;

use asking::Asking;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use table::{CHINESE, ENGLISH};

#[test]
fn the_table_is_long_and_a_third_of_it_is_chinese() {
    let all = ENGLISH.len() + CHINESE.len();
    assert!(all >= 250 && CHINESE.len() * 3 >= all, "{} and {}", ENGLISH.len(), CHINESE.len());
}

/// Every sentence of the table, with other names, dates and commodities in each round.
#[test]
fn every_sentence_is_understood_and_answered_as_the_question_itself() {
    let asking = Asking::of_the_facts();
    let mut wrongs = Vec::new();
    for (chinese, table) in [(false, ENGLISH), (true, CHINESE)] {
        for &(kind, sentence) in table {
            let filled = filling::fill(sentence, chinese);
            // A runner counts all that it ran: each sentence has its own.
            let mut runner = TestRunner::new(Config { cases: 3, failure_persistence: None, ..Config::default() });
            let tried = runner.run(&filled, |filled| {
                asking
                    .check(kind, &filled, chinese)
                    .map_err(|why| TestCaseError::fail(format!("{}: {why}", filled.text)))
            });
            wrongs.extend(tried.err().map(|wrong| format!("`{sentence}`: {wrong}")));
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n\n"));
}
