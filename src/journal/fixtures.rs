//! The first format, kept for ever: a store written with it, and what must be read from it.
//!
//! `tests/fixtures/journal-v1/records.hex` has its records, one a line, and `store/` the engine's files with them. Both stay
//! as they are; whatever else is to be shown goes into a fixture of its own. Vocabularies stand here word by word, since a
//! record holds their codes.

use super::{
    record::{self, Link, Record},
    *,
};
use crate::model::*;

const RECORDS: &str = include_str!("../../tests/fixtures/journal-v1/records.hex");

fn records() -> Vec<Vec<u8>> {
    let byte = |line: &str, at: usize| u8::from_str_radix(&line[at..at + 2], 16).unwrap();
    RECORDS.lines().map(|line| (0..line.len()).step_by(2).map(|at| byte(line, at)).collect()).collect()
}

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn keys(texts: &[&str]) -> Vec<Key> {
    texts.iter().map(|text| key(text)).collect()
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn words(text: &str, language: &str) -> Text {
    Text { text: text.to_owned(), language: language.parse().unwrap() }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn entity() -> Entity {
    let name = |text: &str, language: &str, role: &str| Name {
        text: text.to_owned(),
        language: language.parse().unwrap(),
        role: role.to_owned(),
    };
    let code = |scheme: &str, value: &str| Code { scheme: scheme.to_owned(), value: value.to_owned() };
    Entity {
        key: key("texas-plant"),
        kind: EntityKind::Facility,
        subkind: some("separation plant"),
        names: vec![name("Plant in Texas", "en", "official"), name("得克萨斯工厂", "zh-hant", "alias")],
        description: vec![words("It is being built.", "en"), words("在建。", "zh")],
        codes: vec![code("LEI", "5493001KJTIIGC8Y1R12"), code("HS 2022", "2846")],
        broader: None,
        stage: Some(Stage::Refining),
        commodities: keys(&["rare-earths", "heavy-rare-earths"]),
        aggregate: false,
    }
}

fn document() -> Document {
    let passage = |heading, locator, text: &str| Passage { heading, locator, text: text.to_owned() };
    Document {
        key: key("gazette-2025-06-13"),
        titles: vec![words("What the gazette says", "en"), words("公报", "zh")],
        publisher: Some(key("gazette")),
        published: Some(date("2025-06-13")),
        published_at: Some("2025-06-13T01:33:00.000001Z".parse().unwrap()),
        language: Some("zh".parse().unwrap()),
        url: some("https://gazette.example/13"),
        collection: some("morning round"),
        passages: vec![passage(some("Group 1"), some("[11]"), "第一段。"), passage(None, None, "")],
    }
}

fn measure() -> Measure {
    let span = |from, to| Some(Span { from: date(from), to: date(to) });
    Measure {
        metric: Metric::Share,
        value: Some("70.50".parse().unwrap()),
        low: Some("-0.000001".parse().unwrap()),
        high: Some("79228162514264337593543950335".parse().unwrap()),
        approximate: true,
        unit: "%".to_owned(),
        basis: some("by weight"),
        period: span("2025-01", "2025-03-31"),
        base: span("2024", "2024"),
        as_printed: some("约70%"),
        period_as_printed: some("recent years"),
    }
}

fn contract() -> Claim {
    let tie = Tie {
        kind: RelationKind::Contract,
        from: key("us-dod"),
        to: key("lynas"),
        commodity: Some(key("heavy-rare-earths")),
        stage: Some(Stage::Refining),
        instrument: None,
        number: some("HQ0034 / 22"),
    };
    let evidence = |document, locator, quote| Evidence { document: key(document), locator, quote };
    Claim {
        key: Some(key("f22.a")),
        about: Subject::Relation(tie),
        details: Details {
            purpose: some("build a plant"),
            facility: Some(key("texas-plant")),
            signed: Some(date("2022-06")),
            addressee: Some(key("ministry")),
            topic: some("supply"),
            potential_supply: Some(true),
            means: some("a grant"),
            text: vec![words("All of these at once stand in no real claim.", "en")],
        },
        mode: ClaimMode::Official,
        status: Some(Status::Agreed),
        valid_from: Some(date("2022-06-14")),
        valid_to: Some(date("2027")),
        valid_as_printed: some("five years"),
        measures: vec![measure(), Measure::new(Metric::Value, 258.into(), "USD")],
        said_by: keys(&["us-dod", "lynas"]),
        evidence: vec![evidence("gazette-2025-06-13", some("[11]"), some("约定")), evidence("other", None, None)],
        statement: vec![words("They agreed.", "en"), words("已签约。", "zh")],
        note: vec![words("A remark.", "en")],
        supersedes: Some(key("f22.old")),
        amends: Some(key("f21")),
    }
}

fn observation() -> Claim {
    let long = Tie {
        number: Some("n".repeat(200)),
        commodity: Some(key(&"c".repeat(100))),
        ..Tie::new(RelationKind::Export, key("china"), key("us"))
    };
    let seen = Observed {
        subject: key("china"),
        metric: Metric::PriceChange,
        commodity: Some(key("dysprosium")),
        stage: Some(Stage::Metal),
        regarding: Some(long.key()),
        number: some("2"),
    };
    Claim { key: None, ..Claim::new(Subject::Observation(seen), ClaimMode::Opinion, key("other")) }
}

/// One change for each word of each vocabulary.
fn vocabularies() -> Vec<Change> {
    use {ClaimMode as C, EntityKind as E, Instrument as I, Metric as M, RelationKind as R, Stage as G, Status as S};
    let tie = Tie::new(R::Export, key("a"), key("b"));
    let claim = |tie: &Tie| Claim::new(Subject::Relation(tie.clone()), C::Reported, key("d"));
    let mut changes = Vec::new();
    for kind in [E::Place, E::Organization, E::Facility, E::Industry, E::Commodity] {
        changes.push(Change::PutEntity(Entity::new(key("e"), kind, "E")));
    }
    let mut assert = |claim: Claim| changes.push(Change::Assert(Box::new(claim)));
    for kind in [
        R::Export,
        R::Restriction,
        R::Contract,
        R::Production,
        R::Consumption,
        R::Operation,
        R::Location,
        R::Ownership,
        R::Membership,
        R::Negotiation,
        R::Support,
    ] {
        assert(claim(&Tie { kind, ..tie.clone() }));
    }
    for stage in [G::Mining, G::Concentration, G::Refining, G::Metal, G::Manufacturing, G::Recycling] {
        assert(claim(&Tie { stage: Some(stage), ..tie.clone() }));
    }
    for instrument in [I::Ban, I::Licensing, I::Quota, I::Tax, I::Control, I::Other] {
        assert(claim(&Tie { instrument: Some(instrument), ..tie.clone() }));
    }
    for status in
        [S::Denied, S::Considered, S::Discussed, S::Requested, S::Announced, S::Agreed, S::Eased, S::Active, S::Ended]
    {
        assert(Claim { status: Some(status), ..claim(&tie) });
    }
    for mode in [C::Official, C::Reported, C::Attributed, C::Hearsay, C::Opinion] {
        assert(Claim { mode, ..claim(&tie) });
    }
    for metric in [
        M::Quantity,
        M::Value,
        M::Share,
        M::QuantityChange,
        M::ValueChange,
        M::ShareChange,
        M::Price,
        M::PriceChange,
        M::Reserves,
        M::Count,
        M::Other,
    ] {
        assert(Claim { measures: vec![Measure::new(metric, 1.into(), "t")], ..claim(&tie) });
    }
    changes
}

/// What the fixture holds.
fn entries() -> Vec<Entry> {
    let reason = || "for a reason".to_owned();
    let broader = Entity {
        broader: Some(key("rare-earths")),
        aggregate: true,
        ..Entity::new(key("heavy-rare-earths"), EntityKind::Commodity, "heavy rare earths")
    };
    let transactions = vec![
        vec![Change::PutEntity(entity()), Change::PutEntity(broader)],
        vec![Change::PutDocument(document()), Change::PutDocument(Document::new(key("other"), "Another"))],
        vec![Change::Assert(Box::new(contract())), Change::Assert(Box::new(observation()))],
        vec![
            Change::Retract { claim: key("f22.a"), reason: reason() },
            Change::Merge { from: key("lynas-usa"), into: key("lynas"), reason: reason() },
            Change::Split { key: key("lynas-usa"), reason: reason() },
            Change::SamePerhaps { a: key("lynas"), b: key("lynas-usa"), reason: reason() },
            Change::NotSame { a: key("lynas"), b: key("lynas-usa"), reason: reason() },
            Change::StrikeText { document: key("other"), reason: reason() },
        ],
        vocabularies(),
        vec![],
        vec![Change::PutDocument(Document {
            passages: vec![Passage { heading: None, locator: None, text: "多於一片".repeat(500) }],
            ..Document::new(key("long"), "One of more than one piece")
        })],
    ];
    let entry = |(seq, changes): (Seq, Vec<Change>)| Entry {
        seq,
        time: Instant::from_micros(1_749_778_380_000_000 + i64::try_from(seq).unwrap()),
        who: (seq != 2).then(|| "an editor".to_owned()),
        key: (seq != 3).then(|| format!("batch-{seq}")),
        changes,
        already: if seq == 4 { keys(&["china", "us"]) } else { Vec::new() },
    };
    (1..).zip(transactions).map(entry).collect()
}

#[test]
fn records_of_the_first_format_are_read_as_ever() {
    let mut before = Link::START;
    let mut read = Vec::new();
    for bytes in records() {
        let record = Record::check(&bytes).unwrap();
        assert_eq!(record.follows(&before), Ok(()));
        before = record.link();
        read.push(record.entry().unwrap());
    }
    assert_eq!(read, entries());
}

#[test]
fn the_first_format_is_still_written_byte_by_byte() {
    let mut before = Link::START;
    for (entry, expected) in entries().iter().zip(records()) {
        let (bytes, link) = record::write(entry, &before).unwrap();
        assert!(bytes == expected, "record {} is written in another way, which is another version", entry.seq);
        before = link;
    }
}

#[test]
fn a_store_of_the_first_format_is_opened_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("journal");
    std::fs::create_dir(&files).unwrap();
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal-v1/store");
    for file in std::fs::read_dir(kept).unwrap().map(Result::unwrap) {
        std::fs::copy(file.path(), files.join(file.file_name())).unwrap();
    }
    let journal = SledJournal::open(dir.path()).unwrap();
    let read: Vec<Entry> = journal.read(1).collect::<Result<_, _>>().unwrap();
    assert_eq!(read, entries());
    let next = Entry { seq: 8, ..read.last().unwrap().clone() };
    assert_eq!(journal.append(7, &[next]), Ok(8));
}
