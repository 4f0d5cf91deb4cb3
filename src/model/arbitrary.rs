//! Values of the model for property tests: any of them, whole ones with every part set included. All pass `validate`.

use proptest::{collection::vec, option, prelude::*, sample::select};
use rust_decimal::Decimal;

use super::*;

/// A key that is kept for nothing.
pub fn key() -> impl Strategy<Value = Key> {
    "[a-z0-9][a-z0-9_-]{0,12}".prop_map(|text| Key::new(&text).unwrap())
}

/// Words of any script; not empty.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z]{1,8}( [a-z]{1,8}){0,4}", "[稀土中国美国出口格陵兰]{1,8}", "\\PC{0,12}[a-z]",]
}

/// One of a few language tags.
pub fn language() -> impl Strategy<Value = Language> {
    select(vec!["en", "zh", "zh-hant", "pt-br"]).prop_map(|tag| tag.parse().unwrap())
}

/// Words in a language.
pub fn text() -> impl Strategy<Value = Text> {
    (words(), language()).prop_map(|(text, language)| Text { text, language })
}

fn texts() -> impl Strategy<Value = Vec<Text>> {
    vec(text(), 0..3)
}

/// A date of any precision.
pub fn partial_date() -> impl Strategy<Value = PartialDate> {
    let parts = (0..=9999_i16, option::of((1..=12_u8, option::of(1..=28_u8))));
    parts.prop_map(|(year, rest)| {
        let (month, day) = rest.map_or((None, None), |(month, day)| (Some(month), day));
        PartialDate::from_parts(year, month, day).unwrap()
    })
}

/// A period, in order.
pub fn span() -> impl Strategy<Value = Span> {
    (partial_date(), partial_date())
        .prop_map(|(a, b)| Span::new(a, Some(b)).unwrap_or_else(|_| Span::new(b, Some(a)).unwrap()))
}

/// An instant from 1970 to 2100.
pub fn instant() -> impl Strategy<Value = Instant> {
    (0..4_102_444_800_000_000_i64).prop_map(Instant::from_micros)
}

/// A number of up to 15 digits, up to 6 of them after the point.
pub fn decimal() -> impl Strategy<Value = Decimal> {
    (-999_999_999_999_999..=999_999_999_999_999_i64, 0..=6_u32).prop_map(|(n, scale)| Decimal::new(n, scale))
}

/// Any of a vocabulary.
pub fn word<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

/// A figure within its bounds.
pub fn measure() -> impl Strategy<Value = Measure> {
    let figures = (vec(decimal(), 3), 1..8_u8);
    let unit = select(vec!["t", "kg", "%", "pp", "x", "USD", "CNY", "USD/kg"]);
    let periods = (option::of(span()), option::of(span()));
    let printed = (option::of(words()), option::of(words()), option::of(words()));
    (word(Metric::ALL), figures, any::<bool>(), unit, periods, printed).prop_map(
        |(metric, (mut figures, given), approximate, unit, (period, base), (basis, as_printed, period_as_printed))| {
            figures.sort();
            let figure = |place: usize| (given & (1 << place) != 0).then_some(figures[place]);
            Measure {
                metric,
                low: figure(0),
                value: figure(1),
                high: figure(2),
                approximate,
                unit: unit.to_owned(),
                basis,
                period,
                base,
                as_printed,
                period_as_printed,
            }
        },
    )
}

/// The identity of a relation between two others.
pub fn tie() -> impl Strategy<Value = Tie> {
    let ends = (key(), key()).prop_filter("an end of its own", |(from, to)| from != to);
    let rest = (option::of(key()), option::of(word(Stage::ALL)), word(Instrument::ALL), option::of(words()));
    (word(RelationKind::ALL), ends, rest).prop_map(|(kind, (from, to), (commodity, stage, instrument, number))| Tie {
        kind,
        from,
        to,
        commodity,
        stage,
        instrument: (kind == RelationKind::Restriction).then_some(instrument),
        number,
    })
}

/// The identity of an observation, regarding a relation or nothing.
pub fn observed() -> impl Strategy<Value = Observed> {
    let of = (option::of(key()), option::of(word(Stage::ALL)), option::of(tie()), option::of(words()));
    (key(), word(Metric::ALL), of).prop_map(|(subject, metric, (commodity, stage, tie, number))| Observed {
        subject,
        metric,
        commodity,
        stage,
        regarding: tie.map(|tie| tie.key()),
        number,
    })
}

/// What a claim speaks of.
pub fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        3 => tie().prop_map(Subject::Relation),
        1 => observed().prop_map(Subject::Observation),
    ]
}

/// Details, those of them that a subject may have.
fn details_of(all: Details, subject: &Subject) -> Details {
    let none = Details::default();
    match subject {
        Subject::Observation(_) => Details { text: all.text, ..none },
        Subject::Relation(tie) => match tie.kind {
            RelationKind::Contract => {
                Details { purpose: all.purpose, facility: all.facility, signed: all.signed, ..none }
            }
            RelationKind::Restriction => Details { addressee: all.addressee, ..none },
            RelationKind::Negotiation => Details { topic: all.topic, potential_supply: all.potential_supply, ..none },
            RelationKind::Support => Details { means: all.means, ..none },
            _ => none,
        },
    }
}

fn details() -> impl Strategy<Value = Details> {
    let contract = (option::of(words()), option::of(key()), option::of(partial_date()));
    let others = (option::of(key()), option::of(words()), option::of(any::<bool>()), option::of(words()), texts());
    (contract, others).prop_map(|((purpose, facility, signed), (addressee, topic, potential_supply, means, text))| {
        Details { purpose, facility, signed, addressee, topic, potential_supply, means, text }
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (key(), option::of(words()), option::of(words())).prop_map(|(document, locator, quote)| Evidence {
        document,
        locator,
        quote,
    })
}

/// A claim with evidence.
pub fn claim() -> impl Strategy<Value = Claim> {
    let valid = (option::of(span()), any::<bool>(), any::<bool>(), option::of(words()));
    let how = (word(ClaimMode::ALL), option::of(word(Status::ALL)));
    let said = (vec(measure(), 0..3), vec(key(), 0..2), vec(evidence(), 1..3), texts(), texts());
    let earlier = option::of((key(), any::<bool>()));
    (option::of(key()), subject(), details(), how, valid, said, earlier).prop_map(
        |(key, about, details, (mode, status), valid, said, earlier)| {
            let (span, begun, ended, valid_as_printed) = valid;
            let (measures, said_by, evidence, statement, note) = said;
            let earlier_if = |amending| earlier.clone().filter(|(_, amends)| *amends == amending).map(|(key, _)| key);
            Claim {
                key,
                details: details_of(details, &about),
                about,
                mode,
                status,
                valid_from: span.filter(|_| begun).map(|s| s.from),
                valid_to: span.filter(|_| ended).map(|s| s.to),
                valid_as_printed,
                measures,
                said_by,
                evidence,
                statement,
                note,
                supersedes: earlier_if(false),
                amends: earlier_if(true),
            }
        },
    )
}

/// An entity.
pub fn entity() -> impl Strategy<Value = Entity> {
    let name = (words(), language(), select(vec!["official", "short", "alias", "former"]))
        .prop_map(|(text, language, role)| Name { text, language, role: role.to_owned() });
    let code = (words(), words()).prop_map(|(scheme, value)| Code { scheme, value });
    let named = (vec(name, 1..3), texts(), vec(code, 0..3));
    let rest = (option::of(key()), option::of(word(Stage::ALL)), vec(key(), 0..3), any::<bool>());
    (key(), word(EntityKind::ALL), option::of(words()), named, rest).prop_map(
        |(key, kind, subkind, (names, description, codes), (broader, stage, commodities, aggregate))| {
            let performs = matches!(kind, EntityKind::Facility | EntityKind::Industry);
            Entity {
                key,
                kind,
                subkind,
                names,
                description,
                codes,
                broader: broader.filter(|_| kind == EntityKind::Commodity),
                stage: stage.filter(|_| performs),
                commodities: if performs { commodities } else { Vec::new() },
                aggregate,
            }
        },
    )
}

/// A document.
pub fn document() -> impl Strategy<Value = Document> {
    let passage = (option::of(words()), option::of(words()), words()).prop_map(|(heading, locator, text)| Passage {
        heading,
        locator,
        text,
    });
    let dates = (option::of(partial_date()), option::of(instant()));
    let where_from = (option::of(language()), option::of(words()), option::of(words()));
    (key(), vec(text(), 1..3), option::of(key()), dates, where_from, vec(passage, 0..3)).prop_map(
        |(key, titles, publisher, (published, published_at), (language, url, collection), passages)| Document {
            key,
            titles,
            publisher,
            published,
            published_at,
            language,
            url,
            collection,
            passages,
        },
    )
}

/// A change of any kind.
pub fn change() -> impl Strategy<Value = Change> {
    let pair = || (key(), key(), words());
    prop_oneof![
        2 => entity().prop_map(Change::PutEntity),
        2 => document().prop_map(Change::PutDocument),
        4 => claim().prop_map(|claim| Change::Assert(Box::new(claim))),
        1 => (key(), words()).prop_map(|(claim, reason)| Change::Retract { claim, reason }),
        1 => pair().prop_map(|(from, into, reason)| Change::Merge { from, into, reason }),
        1 => (key(), words()).prop_map(|(key, reason)| Change::Split { key, reason }),
        1 => pair().prop_map(|(a, b, reason)| Change::SamePerhaps { a, b, reason }),
        1 => pair().prop_map(|(a, b, reason)| Change::NotSame { a, b, reason }),
        1 => (key(), words()).prop_map(|(document, reason)| Change::StrikeText { document, reason }),
    ]
}

/// A transaction with this number, recorded at any time.
pub fn entry(seq: Seq) -> impl Strategy<Value = Entry> {
    let names = (option::of(words()), option::of(words()));
    (instant(), names, vec(change(), 0..5), vec(key(), 0..3))
        .prop_map(move |(time, (who, key), changes, already)| Entry { seq, time, who, key, changes, already })
}

proptest! {
    #[test]
    fn what_is_generated_is_valid(change in change()) {
        match change {
            Change::PutEntity(entity) => prop_assert_eq!(entity.validate(), Ok(())),
            Change::PutDocument(document) => prop_assert_eq!(document.validate(), Ok(())),
            Change::Assert(claim) => prop_assert_eq!(claim.validate(), Ok(())),
            _ => {}
        }
    }
}
