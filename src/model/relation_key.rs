//! The key of a relation or an observation, made from its identity and read back into it.
//!
//! The parts stand in a fixed order between dots, empty ones empty, empty ones at the end left out:
//! `export.china.us.rare-earths`, `restriction.china.world.rare-earths..ban`. In a part everything but
//! `a-z`, `0-9` and `-` is written `_` and two hex digits, so that two identities never share a key and a key can be
//! read without a table.

use std::{cmp::Ordering, fmt::Write, str::FromStr};

use super::{Key, Observed, RelationKind, Subject, Tie};

const OBSERVATION: &str = "observation";

impl Tie {
    /// The relation's lasting key.
    pub fn key(&self) -> Key {
        join(&[
            &self.kind.prefix(),
            self.from.as_str(),
            self.to.as_str(),
            self.commodity.as_ref().map_or("", Key::as_str),
            &self.stage.map_or(String::new(), |s| s.as_str().to_ascii_lowercase()),
            &self.instrument.map_or(String::new(), |i| i.as_str().to_ascii_lowercase()),
            self.number.as_deref().unwrap_or(""),
        ])
    }
}

impl Observed {
    /// The observation's lasting key.
    pub fn key(&self) -> Key {
        join(&[
            OBSERVATION,
            self.subject.as_str(),
            &self.metric.as_str().to_ascii_lowercase().replace('_', "-"),
            self.commodity.as_ref().map_or("", Key::as_str),
            &self.stage.map_or(String::new(), |s| s.as_str().to_ascii_lowercase()),
            self.regarding.as_ref().map_or("", Key::as_str),
            self.number.as_deref().unwrap_or(""),
        ])
    }
}

/// The identity that a key was made from; none where it is no key of a relation or an observation.
pub fn decode(key: &str) -> Option<Subject> {
    let parts: Vec<String> = key.split('.').map(unescape).collect::<Option<_>>()?;
    if parts.len() < 3 || parts.len() > 7 {
        return None;
    }
    let part = |i: usize| parts.get(i).filter(|p| !p.is_empty());
    let subject = if parts.first().is_some_and(|p| p == OBSERVATION) {
        Subject::Observation(Observed {
            subject: entity(part(1))?,
            metric: word(part(2).map(|m| m.replace('-', "_")).as_ref())??,
            commodity: optional(part(3))?,
            stage: word(part(4))?,
            regarding: part(5).map(|text| Key::made(text.clone())),
            number: part(6).cloned(),
        })
    } else {
        Subject::Relation(Tie {
            kind: word::<RelationKind>(part(0))??,
            from: entity(part(1))?,
            to: entity(part(2))?,
            commodity: optional(part(3))?,
            stage: word(part(4))?,
            instrument: word(part(5))?,
            number: part(6).cloned(),
        })
    };
    // Only the one form that `key` writes is taken.
    (subject.key().as_str() == key).then_some(subject)
}

/// How two keys compare that are equal but for these parts, told without making the keys. None where the letters that tell may be others
/// in the keys: escaped ones, or a dot that ends a part; then the keys themselves have to tell.
pub fn order_of_parts<const N: usize>(a: [&str; N], b: [&str; N]) -> Option<Ordering> {
    // The parts of one thing are one text, which need not be read.
    for (a, b) in a.into_iter().zip(b).filter(|&(a, b)| !std::ptr::eq(a, b)) {
        if let Some((a, b)) = a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
            return (is_plain(a) && is_plain(b)).then(|| a.cmp(&b));
        }
        // One begins with the other, which a dot or the end follows: less than letters and digits, not than `-`.
        if let Some(next) = a.as_bytes().get(b.len()).or_else(|| b.as_bytes().get(a.len())) {
            return next.is_ascii_alphanumeric().then(|| a.len().cmp(&b.len()));
        }
    }
    None
}

/// How a part of a key begins, as two numbers that compare as fast as numbers do.
pub type Head = [u64; 2];

/// The letters of a part as far as they are plain and there is room, then a dot if it ends there.
pub fn head_of_part(part: &str) -> Head {
    let mut head = [0; size_of::<Head>()];
    let mut letters = part.bytes();
    for own in &mut head {
        match letters.next() {
            Some(letter) if is_plain(letter) => *own = letter,
            Some(_) => break,
            None => {
                *own = b'.';
                break;
            }
        }
    }
    let [high @ .., a, b, c, d, e, f, g, h] = head;
    [u64::from_be_bytes(high), u64::from_be_bytes([a, b, c, d, e, f, g, h])]
}

/// As [`order_of_parts`] compares two parts, told by their heads alone; none where these do not tell.
#[inline]
pub fn order_of_heads([a, more_of_a]: Head, [b, more_of_b]: Head) -> Option<Ordering> {
    let (a, b) = if a == b { (more_of_a, more_of_b) } else { (a, b) };
    let equal = (a ^ b).leading_zeros() / u8::BITS * u8::BITS;
    let letter = |half: u64| half.checked_shl(equal).unwrap_or_default() >> (u64::BITS - u8::BITS);
    let (first, second) = (letter(a), letter(b));
    // Where a part ends a dot follows or nothing: both are less than letters and digits, not than `-`.
    let told = first.min(second) > 0 && (first.min(second), first.max(second)) != (u64::from(b'-'), u64::from(b'.'));
    told.then(|| first.cmp(&second))
}

/// Whether a letter stands in a key as it is.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')
}

/// Whether keys that begin so are kept for relations and observations.
pub(super) fn is_kept(key: &Key) -> bool {
    let first = key.as_str().split_once('.').map(|(first, _)| first);
    first.is_some_and(|f| f == OBSERVATION || RelationKind::ALL.iter().any(|k| k.prefix() == f))
}

fn join(parts: &[&str]) -> Key {
    let mut key = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            key.push('.');
        }
        escape(part, &mut key);
    }
    key.truncate(key.trim_end_matches('.').len());
    Key::made(key)
}

fn escape(part: &str, into: &mut String) {
    if part.bytes().all(is_plain) {
        into.push_str(part);
        return;
    }
    for byte in part.bytes() {
        if is_plain(byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "_{byte:02x}");
        }
    }
}

fn unescape(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'_' {
            let hex = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn entity(part: Option<&String>) -> Option<Key> {
    Key::new(part?).ok()
}

fn optional(part: Option<&String>) -> Option<Option<Key>> {
    part.map(|p| Key::new(p).ok()).map_or(Some(None), |key| key.map(Some))
}

/// None where the word is unknown; some none where there is no word.
fn word<T: FromStr>(part: Option<&String>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(p) => T::from_str(&p.to_ascii_uppercase()).ok().map(Some),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Instrument, Metric, Stage};

    proptest! {
        #[test]
        fn the_order_told_by_parts_is_that_of_the_keys(
            [a, b] in prop::array::uniform2(prop::array::uniform3("[ab0._-]{1,3}")),
            named in prop::array::uniform2(any::<bool>()),
        ) {
            let tie = |[from, to, of]: &[String; 3], named: bool| Tie {
                commodity: named.then(|| key(of)),
                ..Tie::new(RelationKind::Export, key(from), key(to))
            };
            let (a, b) = (tie(&a, named[0]), tie(&b, named[1]));
            let parts = |t: &Tie| [t.from.clone(), t.to.clone()].map(|k| k.to_string()).into_iter()
                .chain([t.commodity.as_ref().map(ToString::to_string).unwrap_or_default()]).collect::<Vec<_>>();
            let (own, others) = (parts(&a), parts(&b));
            let told = order_of_parts([&own[0], &own[1], &own[2]], [&others[0], &others[1], &others[2]]);
            prop_assert!(told.is_none_or(|told| told == a.key().cmp(&b.key())), "{:?} {:?} {told:?}", a.key(), b.key());
        }

        #[test]
        fn the_order_told_by_heads_is_that_of_the_keys(
            [a, b] in prop::array::uniform2("[ab0._-]{1,3}|[ab]{14}[ab0._-]{1,4}"),
            [more, others] in prop::array::uniform2("[ab]"),
        ) {
            let told = order_of_heads(head_of_part(&a), head_of_part(&b));
            let from = |part: &str, more: &str| Tie::new(RelationKind::Export, key(part), key(more)).key();
            let to = |part: &str| Tie::new(RelationKind::Export, key("x"), key(part)).key();
            prop_assert!(told.is_none_or(|told| told == from(&a, &more).cmp(&from(&b, &others))), "{a} {b} {told:?}");
            prop_assert!(told.is_none_or(|told| told == to(&a).cmp(&to(&b))), "{a} {b} {told:?}");
        }
    }

    #[test]
    fn common_keys_are_told_apart_by_their_parts() {
        for (a, b) in
            [(["china", "us"], ["china", "uk"]), (["a1", "b"], ["a10", "b"]), (["x", ""], ["x", "rare-earths"])]
        {
            assert!(order_of_parts(a, b).is_some(), "{a:?} {b:?}");
            assert_eq!(order_of_parts(a, b), order_of_parts(b, a).map(Ordering::reverse));
        }
        for (a, b) in [("china", "us"), ("a1", "a10"), ("us-refining", "us-mining"), ("us", "uk")] {
            let (a, b) = (head_of_part(a), head_of_part(b));
            assert!(order_of_heads(a, b).is_some());
            assert_eq!(order_of_heads(a, b), order_of_heads(b, a).map(Ordering::reverse));
        }
    }

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    #[test]
    fn a_key_is_readable() {
        let mut tie = Tie::new(RelationKind::Export, key("china"), key("us"));
        assert_eq!(tie.key().as_str(), "export.china.us");
        tie.commodity = Some(key("rare-earths"));
        assert_eq!(tie.key().as_str(), "export.china.us.rare-earths");
        tie.number = Some("N 1/稀".to_owned());
        assert_eq!(tie.key().as_str(), "export.china.us.rare-earths...N 1/稀".replace("N 1/稀", "_4e_201_2f_e7_a8_80"));
    }

    #[test]
    fn what_a_key_was_made_from_can_be_read_back() {
        let tie = Tie {
            commodity: Some(key("hs.2846_x")),
            stage: Some(Stage::Refining),
            instrument: Some(Instrument::Ban),
            number: Some("7".to_owned()),
            ..Tie::new(RelationKind::Restriction, key("a.b"), key("c"))
        };
        assert_eq!(decode(tie.key().as_str()), Some(Subject::Relation(tie.clone())));
        let seen = Observed { regarding: Some(tie.key()), ..Observed::new(key("re"), Metric::PriceChange) };
        assert_eq!(decode(seen.key().as_str()), Some(Subject::Observation(seen)));
    }

    #[test]
    fn identities_that_differ_have_keys_that_differ() {
        let dotted = Tie::new(RelationKind::Export, key("a.b"), key("c"));
        let other = Tie { commodity: Some(key("c")), ..Tie::new(RelationKind::Export, key("a"), key("b")) };
        assert_ne!(dotted.key(), other.key());
    }

    #[test]
    fn only_the_written_form_is_read() {
        for text in [
            "china",
            "export.china",
            "export.china.us.",
            "export.China.us",
            "export.a_2.b",
            "ship.a.b",
            "export.a.b.c.nowhere",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
