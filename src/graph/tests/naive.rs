//! The fold and the state of relations, held against a model that is written down plainly: lists of claims, no indexes, no sieve.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::model::{Change, Claim, ClaimMode, Day, Entry, RelationKind, Status, Subject};

/// A journal of a few transactions over few entities, so that claims meet, merge and end each other.
pub(super) fn journal() -> impl Strategy<Value = String> {
    let claim = (
        (select(vec!["EXPORT", "CONTRACT", "LOCATION", "MEMBERSHIP", "RESTRICTION"]), 0..4_u8, 0..4_u8),
        select(vec!["", "of=ree", "of=heavy", "number=1"]),
        select(vec!["", "status=ACTIVE", "status=EASED", "status=DENIED", "status=ENDED", "status=AGREED"]),
        select(vec!["OFFICIAL", "REPORTED", "ATTRIBUTED", "HEARSAY", "OPINION"]),
        select(vec!["", "from=2018", "from=2021-05", "from=2024 to=2024", "from=2020 to=2026"]),
        select(vec![
            "",
            "share=70%",
            "share=~90%@2023",
            "share=50%@2015",
            "share=60%(by_weight)@2023",
            "share=80%(by_weight)@2023",
            "quantity=0t@2022",
            "quantity=5t@2020/2022",
        ]),
        select(vec!["d0", "d1", "d2", "d1,d2"]),
        0..100_u8,
    );
    vec(vec(claim, 1..7), 1..6).prop_map(|blocks| {
        let mut lines = vec![
            "PLACE n0\nPLACE n1\nPLACE n2\nPLACE n3\nCOMMODITY ree\nCOMMODITY heavy broader=ree".to_owned(),
            "DOCUMENT d0\nDOCUMENT d1 published=2019\nDOCUMENT d2 published=2022-04-05".to_owned(),
        ];
        let (mut made, mut retracted, mut superseded) = (Vec::<String>::new(), BTreeSet::new(), BTreeSet::new());
        let mut merged = false;
        for block in blocks {
            lines.push("---".to_owned());
            for ((kind, from, to), identity, status, mode, valid, figure, documents, dice) in block {
                let key = format!("c{}", made.len());
                let old = made.get(usize::from(dice) % (made.len().max(1))).cloned();
                match (dice, old) {
                    (0..12, Some(old)) if retracted.insert(old.clone()) => lines.push(format!("RETRACT {old}")),
                    (12..17, _) if !merged => {
                        lines.push("MERGE n0 n1".to_owned());
                        merged = true;
                    }
                    (17..20, _) if merged => {
                        lines.push("SPLIT n0".to_owned());
                        merged = false;
                    }
                    (dice, old) if from != to || kind == "EXPORT" => {
                        let next = match old {
                            Some(old) if (20..32).contains(&dice) && superseded.insert(old.clone()) => format!("supersedes={old}"),
                            _ => String::new(),
                        };
                        lines.push(format!(
                            "n{from} {kind} n{to} {identity} {status} mode={mode} {valid} {figure} doc={documents} key={key} {next}"
                        ));
                        made.push(key);
                    }
                    _ => {}
                }
            }
        }
        lines.join("\n")
    })
}

/// A plain reading of the journal up to a number.
struct Naive<'e> {
    claims: Vec<(&'e Claim, u64)>,
    documents: BTreeMap<String, (Day, Day, i64)>,
    retracted: BTreeSet<String>,
    merged: BTreeMap<String, String>,
}

impl<'e> Naive<'e> {
    fn read(entries: &'e [Entry], seq: u64) -> Self {
        let mut naive =
            Self { claims: vec![], documents: BTreeMap::new(), retracted: BTreeSet::new(), merged: BTreeMap::new() };
        for entry in entries.iter().filter(|e| e.seq <= seq) {
            for change in &entry.changes {
                match change {
                    Change::PutDocument(d) => {
                        let day = d.published.map_or((entry.time.day(), entry.time.day()), |p| (p.first(), p.last()));
                        let at = d.published_at.map_or(i64::from(day.0.number()) * 86_400_000_000, |t| t.micros());
                        naive.documents.insert(d.key.to_string(), (day.0, day.1, at));
                    }
                    Change::Assert(claim) => naive.claims.push((claim, entry.seq)),
                    Change::Retract { claim, .. } => drop(naive.retracted.insert(claim.to_string())),
                    Change::Merge { from, into, .. } => drop(naive.merged.insert(from.to_string(), into.to_string())),
                    Change::Split { key, .. } => drop(naive.merged.remove(key.as_str())),
                    _ => {}
                }
            }
        }
        naive
    }

    fn survivor(&self, key: &str) -> String {
        self.merged.get(key).map_or(key.to_owned(), |into| self.survivor(into))
    }

    fn in_print(&self, claim: &Claim, by: Option<Day>) -> bool {
        by.is_none_or(|by| claim.evidence.iter().any(|e| self.documents[e.document.as_str()].1 <= by))
    }

    fn published(&self, claim: &Claim) -> (Day, i64) {
        claim.evidence.iter().map(|e| self.documents[e.document.as_str()]).map(|(day, _, at)| (day, at)).min().unwrap()
    }

    fn begins(&self, claim: &Claim) -> Day {
        let measured = claim.measures.iter().filter_map(|m| m.period).map(|p| p.from.first()).min();
        let Subject::Relation(tie) = &claim.about else { panic!() };
        match (claim.valid_from, measured) {
            (Some(date), _) => date.first(),
            (None, Some(day)) => day,
            _ if matches!(tie.kind, RelationKind::Location | RelationKind::Membership) => Day::MIN,
            _ => self.published(claim).0,
        }
    }

    /// 0 holds, 1 is carried, 2 does not hold.
    fn holds(&self, claim: &Claim, others: &[&Claim], on: Day) -> u8 {
        let ended = others.iter().any(|o| {
            o.status == Some(Status::Ended)
                && self.begins(o) <= on
                && o.mode <= claim.mode
                && (self.begins(claim), self.published(claim)) < (self.begins(o), self.published(o))
        });
        if ended || self.begins(claim) > on {
            return 2;
        }
        if let Some(to) = claim.valid_to {
            return if to.last() >= on { 0 } else { 2 };
        }
        if claim.status.is_some() || claim.measures.is_empty() {
            return 0;
        }
        let end = claim.measures.iter().filter_map(|m| m.period).map(|p| p.to.last()).max();
        let end = end.unwrap_or(self.published(claim).0);
        match () {
            () if end >= on => 0,
            () if end.plus_months(36) >= on => 1,
            () => 2,
        }
    }

    /// Status (none: lapsed) and whether disputed, of every relation, by its key.
    fn states(&self, on: Day, by: Option<Day>) -> BTreeMap<String, (Option<Status>, bool)> {
        let counts = |claim: &Claim| {
            let key = claim.key.as_ref().unwrap();
            let superseded =
                self.claims.iter().any(|(c, _)| c.supersedes.as_ref() == Some(key) && self.in_print(c, by));
            self.in_print(claim, by) && !superseded && !self.retracted.contains(key.as_str())
        };
        let mut relations: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
        for (claim, _) in &self.claims {
            let Subject::Relation(tie) = &claim.about else { continue };
            let mut shown = tie.clone();
            shown.from = self.survivor(tie.from.as_str()).parse().unwrap();
            shown.to = self.survivor(tie.to.as_str()).parse().unwrap();
            if shown.from == shown.to && tie.from != tie.to {
                continue;
            }
            if counts(claim) {
                relations.entry(shown.key().to_string()).or_default().push(claim);
            }
        }
        relations.into_iter().map(|(key, claims)| (key, self.state(&claims, on))).collect()
    }

    fn state(&self, claims: &[&Claim], on: Day) -> (Option<Status>, bool) {
        let says = |c: &Claim| {
            let zero =
                !c.measures.is_empty() && c.measures.iter().all(|m| m.value == Some(rust_decimal::Decimal::ZERO));
            c.status.or(if zero { None } else { Some(Status::Active) })
        };
        let mut speaking: Vec<&&Claim> = claims
            .iter()
            .filter(|c| self.holds(c, claims, on) < 2 && c.mode != ClaimMode::Opinion && says(c).is_some())
            .collect();
        speaking.sort_by_key(|c| {
            let later = std::cmp::Reverse((self.begins(c), self.published(c)));
            (self.holds(c, claims, on), c.mode, later, c.key.clone())
        });
        let mut disputed = false;
        if let Some(first) = speaking.first() {
            disputed = speaking.iter().any(|c| self.begins(c) >= self.begins(first) && says(c) != says(first));
        }
        for (i, a) in claims.iter().enumerate() {
            for b in &claims[i + 1..] {
                let both = [a, b].iter().all(|c| self.holds(c, claims, on) < 2 && c.mode != ClaimMode::Opinion);
                let clash = a.measures.iter().any(|x| {
                    b.measures.iter().any(|y| {
                        let (low, high) =
                            (|m: &crate::model::Measure| m.range().0, |m: &crate::model::Measure| m.range().1);
                        let apart = high(x) < low(y) || high(y) < low(x);
                        let together = match (x.period, y.period) {
                            (Some(p), Some(q)) => p.from.first() <= q.to.last() && q.from.first() <= p.to.last(),
                            _ => true,
                        };
                        x.metric == y.metric && x.unit == y.unit && x.basis == y.basis && apart && together
                    })
                });
                disputed |= both && clash;
            }
        }
        (speaking.first().and_then(|c| says(c)), disputed)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn every_view_agrees_with_a_plain_reading_of_the_journal(
        lines in journal(),
        day in select(vec!["2018-06-01", "2020-01-01", "2022-04-05", "2024-06-01", "2025-06-13", "2026-01-01"]),
        by in select(vec![None, Some("2019-06-01"), Some("2019-12-31"), Some("2022-04-05"), Some("2025-06-03")]),
    ) {
        let drawn = Drawn::new(&lines);
        for seq in 0..=drawn.graph.seq() {
            let by = by.map(|by| by.parse::<Day>().unwrap());
            let pin = Pin { published_by: by, ..drawn.at(seq, day).pin() };
            let view = drawn.graph.view(pin);
            let shown: BTreeMap<_, _> = view
                .relations()
                .map(|r| (r.key().unwrap().to_string(), (r.status(), r.state().disputed)))
                .collect();
            let naive = Naive::read(&drawn.entries, seq).states(day.parse().unwrap(), by);
            prop_assert_eq!(shown, naive, "at {}", seq);
        }
    }
}
