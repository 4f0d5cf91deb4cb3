//! A dossier: TOML for people, a table an item.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error, ValueDeserializer},
};

use super::{
    place::{self, Places},
    reading::Reading,
    wire::ChangeWire,
};

/// The tables of a dossier, and what an item of each is.
const TABLES: [(&str, Item); 9] = [
    ("entity", |v| Ok(ChangeWire::PutEntity(one(v)?))),
    ("document", |v| Ok(ChangeWire::PutDocument(one(v)?))),
    ("claim", |v| Ok(ChangeWire::Assert(one(v)?))),
    ("same_perhaps", |v| Ok(ChangeWire::SamePerhaps(one(v)?))),
    ("not_same", |v| Ok(ChangeWire::NotSame(one(v)?))),
    ("merge", |v| Ok(ChangeWire::Merge(one(v)?))),
    ("split", |v| Ok(ChangeWire::Split(one(v)?))),
    ("retract", |v| Ok(ChangeWire::Retract(one(v)?))),
    ("strike_text", |v| Ok(ChangeWire::StrikeText(one(v)?))),
];

type Item = fn(Spanned<DeValue<'_>>) -> Result<ChangeWire, Error>;

fn one<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Result<T, Error> {
    T::deserialize(ValueDeserializer::from(value))
}

/// Reads each item for itself. Where the file is no TOML nothing of it is taken, and all that is wrong with it is named.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let text = match place::text(bytes) {
        Ok(text) => text,
        Err(refused) => {
            reading.refuse((refused.line, refused.column), &refused.reason);
            return reading;
        }
    };
    let places = Places::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reading.refuse(places.at(start(error.span())), error.message());
    }
    if errors.is_empty() {
        for (name, value) in table.into_inner() {
            let at = places.at(name.span().start);
            match TABLES.iter().find(|(table, _)| name.get_ref() == table) {
                Some((table, item)) => items(&mut reading, &places, table, *item, value),
                None => {
                    let known = TABLES.map(|(table, _)| table).join("`, `");
                    reading.refuse(at, &format!("unknown table `{}`; expected one of `{known}`", name.get_ref()));
                }
            }
        }
    }
    reading
}

fn items(reading: &mut Reading, places: &Places<'_>, table: &str, item: Item, value: Spanned<DeValue<'_>>) {
    let at = places.at(value.span().start);
    let DeValue::Array(values) = value.into_inner() else {
        reading.refuse(at, &format!("`{table}` is a list of tables; hint: write `[[{table}]]`"));
        return;
    };
    for value in values {
        let span = value.span();
        match item(value) {
            Ok(wire) => reading.wire(wire, places.at(span.start)),
            Err(error) => reading.refuse(places.at(start(error.span().or(Some(span)))), reason(&error)),
        }
    }
}

/// The parser's words; for a choice with several answers it has none that help.
fn reason(error: &Error) -> &str {
    match error.message() {
        m if m.starts_with("wanted exactly 1 element") => {
            "`about` names exactly one relation or observation, such as `about.export`"
        }
        m => m,
    }
}

fn start(span: Option<Range<usize>>) -> usize {
    span.map_or(0, |s| s.start)
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, Format, read};
    use crate::model::{Change, Claim, Key};

    fn dossier(text: &str) -> Batch {
        read(Format::Dossier, "a.toml", text.as_bytes())
    }

    fn claim(batch: &Batch) -> &Claim {
        match &batch.changes.last().unwrap().change {
            Change::Assert(claim) => claim,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_table_and_field_is_read() {
        let batch = dossier(include_str!("../../tests/fixtures/dossier/every-field.toml"));
        assert_eq!(batch.refused, []);
        insta::assert_debug_snapshot!(batch.changes);
    }

    #[test]
    fn a_bad_item_is_refused_where_it_stands_and_does_not_lose_the_others() {
        let batch = dossier(include_str!("../../tests/fixtures/dossier/refused.toml"));
        let taken: Vec<_> = batch.changes.iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(taken, [(2, 1), (112, 1)]);
        let refused: Vec<_> = batch.refused.iter().map(|r| (r.line, r.column, r.reason.as_str())).collect();
        insta::assert_debug_snapshot!(refused);
    }

    #[test]
    fn of_a_file_that_is_no_toml_nothing_is_taken_and_every_fault_is_named() {
        let batch = dossier("[[split]]\nkey = \"a\"\nreason = \"r\"\n稀土 = 1\n[[split]]\nkey = \nreason = 'r\n");
        assert_eq!(batch.changes, []);
        let places: Vec<_> = batch.refused.iter().map(|r| (r.line, r.column)).collect();
        assert!(places.contains(&(4, 1)) && places.iter().any(|p| p.0 == 6), "{:?}", batch.refused);
        let batch = dossier("[[split]]\nkey = \"\u{fffd}\"\n\u{0}");
        assert_eq!(batch.changes, []);
        let bytes = b"[[split]]\nkey = \"\xff\"";
        let refused = &read(Format::Dossier, "a.toml", bytes).refused;
        assert_eq!((refused[0].line, refused[0].column), (2, 8));
    }

    #[test]
    fn one_year_month_or_day_is_a_period_from_it_to_itself() {
        let batch = dossier(concat!(
            "[[claim]]\nmode = \"OFFICIAL\"\nabout.production = { from = \"a\", to = \"ore\" }\nevidence = [{ document = \"d\" }]\n",
            "measures = [{ metric = \"QUANTITY\", value = 7, unit = \"t\", period_from = \"2024-02\" }]\n",
        ));
        let period = claim(&batch).measures[0].period.unwrap();
        assert_eq!(
            (period.first().to_string(), period.last().to_string()),
            ("2024-02-01".to_owned(), "2024-02-29".to_owned())
        );
        assert_eq!(claim(&batch).key, None);
    }

    #[test]
    fn a_second_content_under_a_key_is_refused_and_the_same_one_again_is_not() {
        let entity = |name: &str| {
            format!("[[entity]]\nkey = \"a\"\nkind = \"PLACE\"\nnames = [{{ text = \"{name}\", language = \"en\" }}]\n")
        };
        let batch = dossier(&[entity("A"), entity("A"), entity("B")].concat());
        assert_eq!(batch.changes.len(), 2);
        assert_eq!((batch.refused[0].line, batch.refused.len()), (9, 1));
        assert!(batch.refused[0].reason.contains("the key `a` has another content in line 1"), "{:?}", batch.refused);
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        let batch = dossier(concat!(
            "[[retract]]\nclaim = \"c\"\nreason = \"r\"\n",
            "[[entity]]\nkey = \"heavy\"\nkind = \"COMMODITY\"\nbroader = \"ores\"\nnames = [{ text = \"Heavy\", language = \"en\" }]\n",
            "[[entity]]\nkey = \"ores\"\nkind = \"COMMODITY\"\nnames = [{ text = \"Ores\", language = \"en\" }]\n",
        ));
        let Change::PutEntity(first) = &batch.changes[0].change else { panic!("{batch:?}") };
        assert_eq!(first.key, Key::new("ores").unwrap());
        assert!(matches!(batch.changes[2].change, Change::Retract { .. }));
    }
}
