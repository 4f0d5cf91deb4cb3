//! What is written out and read into an empty store gives the same answers.

use proptest::prelude::*;

use super::{answers::answers, *};
use crate::{
    graph::{View, drawn::Drawn},
    ingest,
    model::{Document, Key, arbitrary},
};

/// Everything that stands in this graph was written, corrected, judged and undone once.
const HISTORY: &str = "\
PLACE e
PLACE f
PLACE g
PLACE h
PLACE b2
COMMODITY all
COMMODITY metals zh=金属
COMMODITY tin broader=metals
INDUSTRY smelting stage=REFINING commodities=tin
DOCUMENT d1 published=2024-05-02 title=On_tin text=Tin_is_mined. by=paper
DOCUMENT d2 published=2024-06 title=More text=To_be_struck.
a EXPORT b of=tin share=70%@2023 doc=d1 key=c1 mode=OFFICIAL
a EXPORT b of=tin share=~90%@2023 doc=d1,d2 key=c2
a RESTRICTION b of=tin instrument=QUOTA status=ACTIVE from=2024-05 doc=d1 key=c3 addressee=e
b CONTRACT e of=tin value=120USD@2022-06 status=AGREED doc=d1 key=c4
b CONTRACT e of=tin value=~258USD doc=d2 amends=c4 key=c5 says=paper
tin SEEN PRICE_CHANGE price-change=3x regarding=c3 doc=d2 text=It_rose. mode=OPINION
e EXPORT b of=tin doc=d1
e EXPORT b of=tin doc=d1 status=ENDED from=2025-01-01
---
PLACE b name=Bee
PLACE a name=Ay aggregate
MERGE e f
SAME a g
SAME g h
---
a EXPORT b of=tin share=65..70%@2023 doc=d1 key=c6 supersedes=c2
RETRACT c1
SPLIT e
NOT-SAME g a
---
MERGE e h
STRIKE d2
---
COMMODITY metals name=Metals broader=all
MERGE b b2
";

fn drawn() -> Drawn {
    let mut drawn = Drawn::new(HISTORY);
    let undated = Document::new(Key::new("undated").unwrap(), "Undated");
    drawn.commit(vec![Change::PutDocument(undated)]).unwrap();
    drawn.add("a EXPORT h doc=undated");
    drawn
}

fn text(format: Format, view: View<'_>) -> String {
    let mut out = Vec::new();
    write(format, changes(view, Extent::All), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn lines(view: View<'_>) -> Vec<String> {
    let mut lines: Vec<_> = text(Format::Jsonl, view).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn read(format: Format, text: &str) -> Vec<Change> {
    let format = match format {
        Format::Dossier => ingest::Format::Dossier,
        Format::Jsonl => ingest::Format::Jsonl,
    };
    let batch = ingest::read(format, "export", text.as_bytes());
    assert_eq!(batch.refused, [], "{text}");
    batch.changes.into_iter().map(|p| p.change).collect()
}

fn store_of(changes: Vec<Change>) -> Drawn {
    let mut store = Drawn::new("");
    store.commit(changes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    store
}

#[test]
fn an_export_read_into_an_empty_store_gives_the_same_answers() {
    let old = drawn();
    for format in Format::ALL {
        let new = store_of(read(format, &text(format, old.view())));
        for day in ["2022-01-01", "2023-07-01", "2024-05-02", "2025-01-01", "2025-06-13", "2030-01-01"] {
            assert_eq!(answers(new.on(day)), answers(old.on(day)), "{format} {day}");
        }
        // Judgements of one transaction have no order among them, so only that of the lines may differ.
        assert_eq!(lines(new.view()), lines(old.view()), "{format}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_again(all in proptest::collection::vec(arbitrary::change(), 0..6)) {
        for format in Format::ALL {
            let mut out = Vec::new();
            write(format, all.clone(), &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            let batch = ingest::read(ingest::Format::detect("-", text.as_bytes()).unwrap_or(ingest::Format::Jsonl), "-", text.as_bytes());
            let again = |r: &ingest::Refused| r.reason.contains("has another content");
            prop_assert!(batch.refused.iter().all(again), "{:?} {text}", batch.refused);
            prop_assert_eq!(batch.changes.len() + batch.refused.len(), all.len());
            prop_assert!(batch.changes.iter().all(|p| all.contains(&p.change)), "{}", text);
        }
    }
}

#[test]
fn an_export_read_twice_writes_nothing_twice() {
    let old = drawn();
    let mut new = store_of(changes(old.view(), Extent::All));
    let before = (new.view().lengths(), answers(new.view()));
    new.commit(changes(old.view(), Extent::All)).unwrap();
    assert_eq!(new.entries.last().unwrap().changes, []);
    assert_eq!((new.view().lengths(), answers(new.view())), before);
}

#[test]
fn an_empty_view_is_an_empty_file() {
    assert_eq!(text(Format::Dossier, Drawn::new("").view()), "");
}

#[test]
fn a_name_is_read_as_it_is_written() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("digest".parse::<Format>().is_err());
}

#[test]
fn an_earlier_sequence_number_is_written_as_it_was() {
    let old = drawn();
    let early = store_of(changes(old.at(1, "2025-06-13"), Extent::All));
    assert_eq!(answers(early.view()), answers(old.at(1, "2025-06-13")));
}

#[test]
fn struck_text_is_not_written_and_what_rests_on_it_is() {
    let mut old = drawn();
    let quoted = |d: &mut Drawn, line: &str, quote: &str| {
        let mut changes = d.read(line);
        let Some(Change::Assert(claim)) = changes.last_mut() else { panic!("{line}") };
        claim.evidence[0].quote = Some(quote.to_owned());
        d.commit(changes).unwrap();
        d.view().claims().next_back().unwrap().key()
    };
    old.add("DOCUMENT d3 published=2024-07 text=secret");
    let first = quoted(&mut old, "h EXPORT b doc=d3", "the secret");
    quoted(&mut old, &format!("h EXPORT b status=ENDED from=2025-01-02 doc=d3 amends={first}"), "a secret too");
    old.add(&format!("STRIKE d3\nRETRACT {first}"));
    for format in Format::ALL {
        let text = text(format, old.view());
        assert!(!text.contains("secret") && !text.contains("To be struck"), "{text}");
        let new = store_of(read(format, &text));
        let statuses = |d: &Drawn| d.view().relations().map(|r| (r.key(), r.state().status)).collect::<Vec<_>>();
        assert_eq!(statuses(&new), statuses(&old));
        let last = new.view().claims().next_back().unwrap();
        let amended = new.view().claim(last.amends().unwrap()).unwrap();
        assert_eq!(amended.retraction().map(|r| r.reason), Some("drawn"));
    }
}

#[test]
fn only_what_holds_on_a_date_is_written_with_what_it_refers_to() {
    let old = Drawn::new(
        "COMMODITY tin\na EXPORT b of=tin key=long status=ACTIVE from=2020 to=2021 doc=d1\n\
         a EXPORT c of=tin key=now status=ACTIVE from=2024 doc=d1\n\
         tin SEEN OTHER regarding=long key=seen from=2024 doc=d1 text=x\n\
         b CONTRACT c key=c4 value=120USD@2010-06 doc=d1\n\
         b CONTRACT c key=c5 status=AGREED amends=c4 doc=d1\nRETRACT c4",
    );
    let kept = |day: &str| -> Vec<_> {
        let claim = |c: &Change| match c {
            Change::Assert(claim) => claim.key.as_ref().map(ToString::to_string),
            Change::Retract { claim, .. } => Some(format!("no {claim}")),
            _ => None,
        };
        let all = changes(old.on(day), Extent::Holding);
        store_of(all.clone());
        all.iter().filter_map(claim).collect()
    };
    assert_eq!(kept("2020-06-01"), ["long", "c4", "c5", "no c4"]);
    assert_eq!(kept("2025-06-13"), ["long", "now", "seen", "c4", "c5", "no c4"]);
    assert_eq!(kept("2019-01-01"), Vec::<String>::new());
}

#[test]
fn a_dossier_is_for_people_and_a_line_of_jsonl_for_programs() {
    let drawn = Drawn::new(
        "PLACE a name=Ay zh=甲\nPLACE b\nDOCUMENT d published=2024-05-02 text=Words,_\"quoted\".\n\
         a EXPORT b share=~70%@2024 doc=d statement=Ay_sells.\nSAME a b",
    );
    insta::assert_snapshot!(text(Format::Dossier, drawn.view()));
    insta::assert_snapshot!(text(Format::Jsonl, drawn.view()));
}

/// In the order in which data/README.md says that they are loaded; after them trade rows that tests alone read.
const BUNDLED: [(&str, &str); 5] = [
    ("countries.toml", include_str!("../../data/countries.toml")),
    ("reference.toml", include_str!("../../data/reference.toml")),
    ("news-2025.toml", include_str!("../../data/news-2025.toml")),
    ("usgs-mcs-2025.toml", include_str!("../../data/usgs-mcs-2025.toml")),
    ("comtrade-hs2846-2023.toml", include_str!("../../tests/fixtures/comtrade-hs2846-2023.toml")),
];

#[test]
fn the_bundled_facts_give_the_same_answers_after_a_way_out_and_back() {
    let batches = BUNDLED.map(|(name, text)| ingest::read(ingest::Format::Dossier, name, text.as_bytes()));
    for batch in &batches {
        assert_eq!(batch.refused, [], "{}", batch.name);
    }
    let old = store_of(ingest::together(batches.to_vec()).into_iter().map(|(_, p)| p.change).collect());
    for format in Format::ALL {
        let new = store_of(read(format, &text(format, old.view())));
        for day in ["2022-01-01", "2025-06-13"] {
            assert_eq!(answers(new.on(day)), answers(old.on(day)), "{format} {day}");
        }
    }
}
