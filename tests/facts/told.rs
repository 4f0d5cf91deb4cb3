//! That the bundled facts are all there, each said in English and Chinese.

use std::collections::BTreeSet;

use lodegraph::{
    ingest,
    model::{Change, Text},
};

fn changes() -> Vec<Change> {
    ingest::bundled().into_iter().flat_map(|batch| batch.changes).map(|placed| placed.change).collect()
}

#[test]
fn every_row_of_the_news_is_at_least_one_claim() {
    let row = |change: &Change| match change {
        Change::Assert(claim) => {
            let (row, _) = claim.key.as_ref()?.as_str().split_once('-')?;
            row.strip_prefix('f')?.parse::<u32>().ok()
        }
        _ => None,
    };
    let rows: BTreeSet<u32> = changes().iter().filter_map(row).collect();
    assert_eq!(rows, (1..=53).collect());
}

#[test]
fn all_words_are_in_english_and_chinese() {
    let both = |what: &str, languages: Vec<&str>| {
        for language in ["en", "zh"] {
            assert!(languages.contains(&language), "{what} has only {languages:?}");
        }
    };
    let texts = |what: String, texts: &[Text], needed: bool| {
        if needed || !texts.is_empty() {
            both(&what, texts.iter().map(|text| text.language.primary()).collect());
        }
    };
    for change in changes() {
        match change {
            Change::PutEntity(entity) => {
                let languages = entity.names.iter().map(|name| name.language.primary()).collect();
                both(&format!("a name of `{}`", entity.key), languages);
                texts(format!("the description of `{}`", entity.key), &entity.description, false);
            }
            Change::PutDocument(document) => texts(format!("the title of `{}`", document.key), &document.titles, true),
            Change::Assert(claim) => {
                let key = claim.key.as_ref().unwrap();
                texts(format!("the statement of `{key}`"), &claim.statement, true);
                texts(format!("the note of `{key}`"), &claim.note, false);
                texts(format!("the text of `{key}`"), &claim.details.text, false);
            }
            _ => {}
        }
    }
}
