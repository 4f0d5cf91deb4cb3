//! What documents assert: the unit that is stored.

use super::{
    ClaimMode, Invalid, Key, Measure, Observed, PartialDate, RelationKind, Status, Text, Tie, relation_key::is_kept,
};

/// A claim. Never changed: a later one may supersede or amend it, a retraction may end it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The caller's own, or made from the content when it is recorded ([`Claim::content_key`]).
    pub key: Option<Key>,
    /// The relation or the observation that it speaks of.
    pub about: Subject,
    /// What it says beside identity, status and figures.
    pub details: Details,
    /// How it is made.
    pub mode: ClaimMode,
    /// How firm it says the relation is.
    pub status: Option<Status>,
    /// When what it says begins.
    pub valid_from: Option<PartialDate>,
    /// The last date on which it is so.
    pub valid_to: Option<PartialDate>,
    /// The source's words for the period, when they are not a date.
    pub valid_as_printed: Option<String>,
    /// Its figures.
    pub measures: Vec<Measure>,
    /// The named third party whose word it is; several are candidates.
    pub said_by: Vec<Key>,
    /// At least one document.
    pub evidence: Vec<Evidence>,
    /// The claim as one sentence, in our words.
    pub statement: Vec<Text>,
    /// A remark.
    pub note: Vec<Text>,
    /// The claim that it corrects.
    pub supersedes: Option<Key>,
    /// The claim whose terms it changes by agreement.
    pub amends: Option<Key>,
}

/// What a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An edge.
    Relation(Tie),
    /// A fact about one entity.
    Observation(Observed),
}

/// What lies outside the identity of a relation: taken from the strongest claim that gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Of a contract: what for.
    pub purpose: Option<String>,
    /// Of a contract: the facility that it is about.
    pub facility: Option<Key>,
    /// Of a contract: when it was signed.
    pub signed: Option<PartialDate>,
    /// Of a restriction: who is told.
    pub addressee: Option<Key>,
    /// Of a negotiation: what about.
    pub topic: Option<String>,
    /// Of a negotiation: whether it is about `to` supplying `from`.
    pub potential_supply: Option<bool>,
    /// Of support: by what.
    pub means: Option<String>,
    /// Of an observation: in words.
    pub text: Vec<Text>,
}

/// Where a claim can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: Key,
    /// As the source numbers it: `[11]`.
    pub locator: Option<String>,
    /// The source's words.
    pub quote: Option<String>,
}

impl Subject {
    /// The key of the relation or observation.
    pub fn key(&self) -> Key {
        match self {
            Self::Relation(tie) => tie.key(),
            Self::Observation(seen) => seen.key(),
        }
    }
}

impl Claim {
    /// A claim of this mode about this subject, read in one document, with nothing else.
    pub fn new(about: Subject, mode: ClaimMode, document: Key) -> Self {
        Self {
            key: None,
            about,
            details: Details::default(),
            mode,
            status: None,
            valid_from: None,
            valid_to: None,
            valid_as_printed: None,
            measures: Vec::new(),
            said_by: Vec::new(),
            evidence: vec![Evidence { document, locator: None, quote: None }],
            statement: Vec::new(),
            note: Vec::new(),
            supersedes: None,
            amends: None,
        }
    }

    /// Whether its parts fit together, without regard to what is recorded.
    ///
    /// # Errors
    /// When a part does not fit its kind, or a figure or a period is impossible. Missing evidence is the graph's to refuse,
    /// since it has a code of its own.
    pub fn validate(&self) -> Result<(), Invalid> {
        match &self.about {
            Subject::Relation(tie) => tie.validate()?,
            Subject::Observation(seen) => seen.validate()?,
        }
        self.check_details()?;
        self.measures.iter().try_for_each(Measure::validate)?;
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && to.last() < from.first()
        {
            return Err(Invalid::new(format!("a claim valid from `{from}` to `{to}` ends before it begins")));
        }
        if self.supersedes.is_some() && self.amends.is_some() {
            return Err(Invalid::new("a claim either supersedes (a correction) or amends (an agreement), not both"));
        }
        Ok(())
    }

    fn check_details(&self) -> Result<(), Invalid> {
        let d = &self.details;
        let kind = match &self.about {
            Subject::Relation(tie) => Some(tie.kind),
            Subject::Observation(_) => None,
        };
        let only = |given: bool, name: &str, of: Option<RelationKind>| {
            if given && kind != of {
                let of = of.map_or("an observation".to_owned(), RelationKind::with_article);
                return Err(Invalid::new(format!("`{name}` is for {of} only")));
            }
            Ok(())
        };
        let contract = Some(RelationKind::Contract);
        only(d.purpose.is_some(), "purpose", contract)?;
        only(d.facility.is_some(), "facility", contract)?;
        only(d.signed.is_some(), "signed", contract)?;
        only(d.addressee.is_some(), "addressee", Some(RelationKind::Restriction))?;
        only(d.topic.is_some(), "topic", Some(RelationKind::Negotiation))?;
        only(d.potential_supply.is_some(), "potential_supply", Some(RelationKind::Negotiation))?;
        only(d.means.is_some(), "means", Some(RelationKind::Support))?;
        only(!d.text.is_empty(), "text", None)
    }

    /// Whether the key is of the form kept for claims whose key is made from their content.
    pub fn is_content_key(key: &Key) -> bool {
        key.as_str()
            .strip_prefix("claim.")
            .is_some_and(|hex| hex.len() == 32 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
    }

    /// Whether an entity, a document or a claim may not have this key of the caller's, since it is kept for derived ones.
    pub fn is_kept_key(key: &Key) -> bool {
        is_kept(key) || key.as_str().starts_with("claim.")
    }

    /// A key made from everything that the claim says, so that the same claim sent twice is one: `claim.` and 128 bits of
    /// BLAKE3 in hex. Fields are hashed with their lengths, in the order written here, which must never change.
    pub fn content_key(&self) -> Key {
        let mut hash = Content(blake3::Hasher::new());
        hash.text(self.about.key().as_str());
        hash.text(self.mode.as_str());
        hash.option(self.status.map(Status::as_str));
        hash.shown(self.valid_from);
        hash.shown(self.valid_to);
        hash.option(self.valid_as_printed.as_deref());
        hash.list(&self.measures, Content::measure);
        hash.list(&self.said_by, |h, key| h.text(key.as_str()));
        hash.list(&self.evidence, |h, e| {
            h.text(e.document.as_str());
            h.option(e.locator.as_deref());
            h.option(e.quote.as_deref());
        });
        hash.list(&self.statement, Content::words);
        hash.list(&self.note, Content::words);
        hash.option(self.supersedes.as_ref().map(Key::as_str));
        hash.option(self.amends.as_ref().map(Key::as_str));
        let d = &self.details;
        hash.option(d.purpose.as_deref());
        hash.option(d.facility.as_ref().map(Key::as_str));
        hash.shown(d.signed);
        hash.option(d.addressee.as_ref().map(Key::as_str));
        hash.option(d.topic.as_deref());
        hash.shown(d.potential_supply);
        hash.option(d.means.as_deref());
        hash.list(&d.text, Content::words);
        let hex = hash.0.finalize().to_hex();
        Key::made(format!("claim.{}", hex.get(..32).unwrap_or_default()))
    }
}

struct Content(blake3::Hasher);

impl Content {
    fn text(&mut self, text: &str) {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn option(&mut self, text: Option<&str>) {
        self.0.update(&[u8::from(text.is_some())]);
        self.text(text.unwrap_or_default());
    }

    fn shown(&mut self, value: Option<impl ToString>) {
        self.option(value.map(|v| v.to_string()).as_deref());
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.0.update(&(items.len() as u64).to_le_bytes());
        items.iter().for_each(|item| each(self, item));
    }

    fn words(&mut self, text: &Text) {
        self.text(&text.text);
        self.text(text.language.as_str());
    }

    fn measure(&mut self, m: &Measure) {
        self.text(m.metric.as_str());
        for figure in [m.value, m.low, m.high] {
            self.shown(figure.map(|d| d.normalize()));
        }
        self.shown(Some(m.approximate));
        self.text(&m.unit);
        self.option(m.basis.as_deref());
        for span in [m.period, m.base] {
            self.shown(span.map(|s| s.from));
            self.shown(span.map(|s| s.to));
        }
        self.option(m.as_printed.as_deref());
        self.option(m.period_as_printed.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metric;

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    fn claim() -> Claim {
        let tie = Tie::new(RelationKind::Export, key("china"), key("us"));
        Claim::new(Subject::Relation(tie), ClaimMode::Reported, key("s1"))
    }

    #[test]
    fn the_same_content_has_the_same_key_and_other_content_another() {
        assert_eq!(claim().content_key(), claim().content_key());
        assert!(Claim::is_content_key(&claim().content_key()));
        let noted = Claim { valid_as_printed: Some("recent years".to_owned()), ..claim() };
        let dated = Claim { valid_from: Some("2025".parse().unwrap()), ..claim() };
        assert_ne!(claim().content_key(), noted.content_key());
        assert_ne!(claim().content_key(), dated.content_key());
    }

    #[test]
    fn the_key_of_a_content_is_lasting() {
        // A change of this literal would make every claim that was sent without a key a new one.
        assert_eq!(claim().content_key().as_str(), "claim.1adfdec42529befbc935bfcc667a7a2c");
    }

    #[test]
    fn details_belong_to_their_kind() {
        let mut c = claim();
        c.details.purpose = Some("build".to_owned());
        assert!(c.validate().unwrap_err().0.contains("`purpose` is for a CONTRACT only"));
        let mut seen =
            Claim::new(Subject::Observation(Observed::new(key("china"), Metric::Other)), ClaimMode::Opinion, key("s1"));
        seen.details.text = claim().statement;
        assert!(seen.validate().is_ok());
    }

    #[test]
    fn keys_that_look_derived_are_kept() {
        for text in ["export.china.us", "observation.x", "claim.x"] {
            assert!(Claim::is_kept_key(&key(text)), "{text}");
        }
        for text in ["exporter", "f22.a", "claims.x"] {
            assert!(!Claim::is_kept_key(&key(text)), "{text}");
        }
    }
}
