//! A generated trade table as recorded transactions: companies that export one of a few commodities to each other, each
//! relation by one claim, with one figure, a year, and one of a few documents.
#![allow(clippy::panic, reason = "what is generated is well-formed")]

use super::Random;
use lodegraph::model::{
    Change, Claim, ClaimMode, Document, Entity, EntityKind, Entry, Instant, Key, Measure, Metric, PartialDate,
    RelationKind, Seq, Span, Status, Subject, Tie,
};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Changes in a transaction, but for those that commit less on purpose.
pub const CHANGES: usize = 500;
/// Documents on which all claims rest.
const DOCUMENTS: u32 = 40;
/// The first year that a claim may be about, and how many there are.
const YEARS: (u32, u32) = (2010, 15);
const COMMODITIES: [&str; 4] = ["rare-earths", "cobalt", "lithium", "gallium"];

/// The table, row by row.
pub struct Trade {
    companies: u32,
    random: Random,
    drawn: HashSet<(u32, u32, u32)>,
}

impl Trade {
    /// Trade between that many companies; the same rows for the same number.
    pub fn new(companies: u32) -> Self {
        Self { companies, random: Random(5), drawn: HashSet::new() }
    }

    /// Everything that rows name: companies, commodities, documents.
    pub fn named(&self) -> Vec<Change> {
        let commodity = |name: &&str| Change::PutEntity(Entity::new(key(name), EntityKind::Commodity, name));
        let company = |n| Change::PutEntity(Entity::new(company(n), EntityKind::Organization, &format!("Company {n}")));
        let document = |n| {
            let published = date(YEARS.0 + YEARS.1 + n % 2);
            let document = Document::new(document(n), &format!("Table of trade {n}"));
            Change::PutDocument(Document { published: Some(published), ..document })
        };
        let commodities = COMMODITIES.iter().map(commodity);
        commodities.chain((0..self.companies).map(company)).chain((0..DOCUMENTS).map(document)).collect()
    }

    /// The next row: a relation that no row has had yet, by one claim.
    pub fn row(&mut self) -> Change {
        let random = &mut self.random;
        let mut draw = || {
            let (from, to) = (random.below(self.companies), random.hub() % self.companies);
            (from, to, random.below(4))
        };
        let mut drawn = draw();
        while drawn.0 == drawn.1 || !self.drawn.insert(drawn) {
            drawn = draw();
        }
        let (from, to, commodity) = drawn;
        let commodity = COMMODITIES.get(commodity as usize).copied().unwrap_or_default();
        let tie = Tie { commodity: Some(key(commodity)), ..Tie::new(RelationKind::Export, company(from), company(to)) };
        let year = date(YEARS.0 + random.below(YEARS.1));
        let (metric, value, unit) = match random.below(2) {
            0 => (Metric::Share, Decimal::new(i64::from(random.below(1_000)), 1), "%"),
            _ => (Metric::Quantity, Decimal::from(1 + random.below(100_000)), "t"),
        };
        let measure = Measure { period: Some(Span { from: year, to: year }), ..Measure::new(metric, value, unit) };
        let document = document(random.below(DOCUMENTS));
        let claim = Claim::new(Subject::Relation(tie), ClaimMode::Official, document);
        let claim = Claim { status: None::<Status>, measures: vec![measure], ..claim };
        Change::Assert(Box::new(Claim { key: Some(claim.content_key()), ..claim }))
    }

    /// That many rows.
    pub fn rows(&mut self, count: usize) -> Vec<Change> {
        (0..count).map(|_| self.row()).collect()
    }
}

/// A transaction as it is recorded.
pub fn entry(seq: Seq, changes: Vec<Change>) -> Entry {
    let time = Instant::from_micros(1_700_000_000_000_000 + i64::try_from(seq).unwrap_or(0));
    Entry { seq, time, who: None, key: None, changes, already: Vec::new() }
}

/// All transactions of a table with that many rows, what they name first.
pub fn entries(trade: &mut Trade, rows: usize) -> impl Iterator<Item = Entry> + '_ {
    let mut named = trade.named().into_iter();
    let mut left = rows;
    let transactions = std::iter::from_fn(move || {
        let mut changes: Vec<Change> = named.by_ref().take(CHANGES).collect();
        if changes.is_empty() {
            changes = trade.rows(left.min(CHANGES));
            left -= changes.len();
        }
        (!changes.is_empty()).then_some(changes)
    });
    (1..).zip(transactions).map(|(seq, changes)| entry(seq, changes))
}

/// The key of a company.
pub fn company(n: u32) -> Key {
    key(&format!("company-{n}"))
}

fn document(n: u32) -> Key {
    key(&format!("trade-table-{n}"))
}

fn key(text: &str) -> Key {
    text.parse().unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn date(year: u32) -> PartialDate {
    let year = i16::try_from(year).unwrap_or(0);
    PartialDate::from_parts(year, None, None).unwrap_or_else(|wrong| panic!("{wrong}"))
}
