//! Small graphs drawn by lines of words, for tests alone. They go through the check and the fold as recorded transactions do.
//!
//! ```text
//! PLACE world aggregate                                   an entity: its kind, its key
//! INDUSTRY us-refining stage=REFINING commodities=ree     more of it: subkind= broader= name= zh= code=scheme:value
//! DOCUMENT d1 published=2025-06-03 by=reuters             a document: title= at=<instant> language= collection= text=
//! china EXPORT us of=ree share=~70%@2024 doc=d1           a claim: from, kind, to
//! china SEEN PRICE of=ree price=3x text=tripled           a claim of an observation: subject, SEEN, metric
//! RETRACT c1    MERGE a b    SPLIT a    SAME a b    NOT-SAME a b    STRIKE d1
//! ---                                                     the next transaction
//! ```
//! A claim takes `of= stage= number= instrument= status= mode= from= to= doc=d1,d2 key= says=<who> supersedes= amends= potential
//! addressee= facility= purpose= topic= means= signed= regarding= statement= note=`, and figures by the metric's name:
//! `90..100%@2023`, `~120USD@2022-06`, `5t@2020/2023`. `_` in free words is a space; what follows ` #` is a remark.
//! Entities that no line declares are made where they are first named, as the relation needs them: else PLACEs. Documents likewise,
//! published on 2020-01-01; a claim without `doc=` rests on the document `said`.

use std::collections::HashSet;

use petgraph::graph::NodeIndex;

use super::{Found, Graph, Pin, Refusal, Relation, Unfoldable, View, check};
use crate::model::{
    Change, Claim, ClaimMode, Code, Day, Document, Entity, EntityKind, Entry, Evidence, Instant, Instrument, Key,
    Language, Measure, Metric, Name, Observed, PartialDate, Passage, RelationKind, Span, Stage, Status, Subject, Text,
    Tie,
};

/// The day on which a drawn graph is looked at unless a test says otherwise.
pub const TODAY: &str = "2025-06-13";

/// The day of the first transaction; each later one is recorded a day after the one before.
const RECORDED: &str = "2025-06-01T00:00:00Z";

/// A graph, and the transactions that made it.
pub struct Drawn {
    /// Every transaction is published.
    pub graph: Graph,
    /// As a journal would hold them.
    pub entries: Vec<Entry>,
}

impl Drawn {
    /// The graph that these lines draw. Panics at a line that is wrong.
    pub fn new(lines: &str) -> Self {
        let mut drawn = Self { graph: Graph::new(), entries: Vec::new() };
        drawn.add(lines);
        drawn
    }

    /// Draws more, in transactions of its own. Panics at a line that is wrong.
    pub fn add(&mut self, lines: &str) {
        for block in lines.split("---") {
            let changes = self.read(block);
            if !changes.is_empty() {
                self.commit(changes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
            }
        }
    }

    /// Records a transaction.
    ///
    /// # Errors
    /// When the check refuses it; nothing is recorded.
    pub fn commit(&mut self, changes: Vec<Change>) -> Result<(), Refusal> {
        let checked = check(self.view(), &changes)?;
        let seq = self.graph.seq() + 1;
        let first: Instant = RECORDED.parse().unwrap();
        let days = i64::try_from(seq - 1).unwrap();
        let time = Instant::from_micros(first.micros() + days * 86_400_000_000);
        let entry = Entry { seq, time, who: None, key: None, changes: checked.changes, already: checked.already };
        self.graph.fold(&entry).unwrap();
        self.graph.publish(seq);
        self.entries.push(entry);
        Ok(())
    }

    /// All that is recorded, on [`TODAY`].
    pub fn view(&self) -> View<'_> {
        self.on(TODAY)
    }

    /// All that is recorded, on a day.
    pub fn on(&self, day: &str) -> View<'_> {
        self.at(self.graph.seq(), day)
    }

    /// What was recorded by a transaction, on a day.
    pub fn at(&self, seq: u64, day: &str) -> View<'_> {
        self.graph.view(Pin::new(seq, day.parse::<Day>().unwrap()))
    }

    /// The entity with a key, or what it is merged into. Panics where there is none.
    pub fn node(&self, key: &str) -> NodeIndex {
        self.view().entity_with_key(key).unwrap_or_else(|| panic!("no entity `{key}`"))
    }

    /// The relation with a key, on [`TODAY`]. Panics where there is none.
    pub fn relation(&self, key: &str) -> Relation<'_> {
        match self.view().find(key) {
            Some(Found::Relation(relation)) => relation,
            _ => panic!("no relation `{key}`"),
        }
    }

    /// The same graph as a start reads it from the journal.
    pub fn replayed(&self) -> Graph {
        Graph::load(self.entries.iter().cloned().map(Ok::<_, Unfoldable>)).unwrap()
    }

    /// The changes that a block of lines means, what it names without declaring it included.
    pub fn read(&self, block: &str) -> Vec<Change> {
        let mut sheet = Sheet { known: HashSet::new(), made: Vec::new(), changes: Vec::new() };
        let keys = self.graph.view(Pin::new(self.graph.seq(), Day::MAX));
        let lines: Vec<Vec<&str>> = block.lines().map(words).filter(|words| !words.is_empty()).collect();
        for words in &lines {
            if matches!(words[..], [kind, _, ..] if kind == "DOCUMENT" || kind.parse::<EntityKind>().is_ok()) {
                sheet.known.insert(words[1].to_owned());
            }
        }
        sheet.known.extend(keys.entities().filter_map(|n| Some(keys.key(n)?.to_string())));
        sheet.known.extend(keys.entities().flat_map(|n| keys.merged_keys(n)).map(ToString::to_string));
        sheet.known.extend(keys.documents().filter_map(|d| Some(keys.document(d)?.key.to_string())));
        for words in &lines {
            sheet.line(words);
        }
        sheet.made.extend(sheet.changes);
        sheet.made
    }
}

fn words(line: &str) -> Vec<&str> {
    let said = line.split(" #").next().unwrap_or_default();
    said.split_whitespace().collect()
}

fn key(text: &str) -> Key {
    Key::new(text).unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn keys(text: &str) -> Vec<Key> {
    text.split(',').map(key).collect()
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn free(text: &str) -> String {
    text.replace('_', " ")
}

fn text(words: &str) -> Text {
    let han = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    Text { text: free(words), language: if han { "zh".parse().unwrap() } else { Language::english() } }
}

/// What is being read.
struct Sheet {
    known: HashSet<String>,
    made: Vec<Change>,
    changes: Vec<Change>,
}

impl Sheet {
    fn line(&mut self, words: &[&str]) {
        let because = || "drawn".to_owned();
        let change = match *words {
            ["RETRACT", claim] => Change::Retract { claim: key(claim), reason: because() },
            ["MERGE", from, into] => Change::Merge { from: key(from), into: key(into), reason: because() },
            ["SPLIT", merged] => Change::Split { key: key(merged), reason: because() },
            ["SAME", a, b] => Change::SamePerhaps { a: key(a), b: key(b), reason: because() },
            ["NOT-SAME", a, b] => Change::NotSame { a: key(a), b: key(b), reason: because() },
            ["STRIKE", document] => Change::StrikeText { document: key(document), reason: because() },
            ["DOCUMENT", name, ref rest @ ..] => self.document(name, rest),
            [kind, name, ref rest @ ..] if kind.parse::<EntityKind>().is_ok() => {
                self.entity(kind.parse().unwrap(), name, rest)
            }
            [subject, "SEEN", metric, ref rest @ ..] => {
                self.need(subject, EntityKind::Place);
                let metric = metric.parse::<Metric>().unwrap();
                self.claim(Subject::Observation(Observed::new(key(subject), metric)), rest)
            }
            [from, kind, to, ref rest @ ..] => {
                let kind = kind.parse::<RelationKind>().unwrap_or_else(|wrong| panic!("{wrong} in {words:?}"));
                self.need(from, EntityKind::Place);
                self.need(to, far_end(kind));
                self.claim(Subject::Relation(Tie::new(kind, key(from), key(to))), rest)
            }
            _ => panic!("{words:?} says nothing"),
        };
        self.changes.push(change);
    }

    /// Makes an entity that no line declares.
    fn need(&mut self, name: &str, kind: EntityKind) {
        if self.known.insert(name.to_owned()) {
            self.made.push(Change::PutEntity(Entity::new(key(name), kind, name)));
        }
    }

    fn need_document(&mut self, name: &str) {
        if self.known.insert(name.to_owned()) {
            let document = Document { published: Some(date("2020-01-01")), ..Document::new(key(name), name) };
            self.made.push(Change::PutDocument(document));
        }
    }

    fn entity(&mut self, kind: EntityKind, name: &str, rest: &[&str]) -> Change {
        let mut entity = Entity::new(key(name), kind, name);
        for word in rest {
            match word.split_once('=') {
                None if *word == "aggregate" => entity.aggregate = true,
                Some(("stage", stage)) => entity.stage = Some(stage.parse().unwrap()),
                Some(("subkind", words)) => entity.subkind = Some(free(words)),
                Some(("name", words)) => entity.names[0].text = free(words),
                Some(("zh", words)) => entity.names.push(Name {
                    text: free(words),
                    language: "zh".parse().unwrap(),
                    role: "official".to_owned(),
                }),
                Some(("alias", words)) => entity.names.push(Name {
                    text: free(words),
                    language: Language::english(),
                    role: "alias".to_owned(),
                }),
                Some(("code", code)) => {
                    let (scheme, value) = code.split_once(':').unwrap();
                    entity.codes.push(Code { scheme: free(scheme), value: value.to_owned() });
                }
                Some(("broader", wider)) => {
                    self.need(wider, EntityKind::Commodity);
                    entity.broader = Some(key(wider));
                }
                Some(("commodities", list)) => {
                    list.split(',').for_each(|c| self.need(c, EntityKind::Commodity));
                    entity.commodities = keys(list);
                }
                _ => panic!("an entity has no `{word}`"),
            }
        }
        Change::PutEntity(entity)
    }

    fn document(&mut self, name: &str, rest: &[&str]) -> Change {
        let mut document = Document::new(key(name), name);
        for word in rest {
            match word.split_once('=') {
                Some(("published", day)) => document.published = Some(date(day)),
                Some(("at", instant)) => document.published_at = Some(instant.parse().unwrap()),
                Some(("title", words)) => document.titles = vec![text(words)],
                Some(("language", tag)) => document.language = Some(tag.parse().unwrap()),
                Some(("collection", words)) => document.collection = Some(free(words)),
                Some(("text", words)) => {
                    document.passages.push(Passage { heading: None, locator: None, text: free(words) });
                }
                Some(("by", publisher)) => {
                    self.need(publisher, EntityKind::Organization);
                    document.publisher = Some(key(publisher));
                }
                _ => panic!("a document has no `{word}`"),
            }
        }
        Change::PutDocument(document)
    }

    fn claim(&mut self, about: Subject, rest: &[&str]) -> Change {
        let mut claim = Claim::new(about, ClaimMode::Reported, key("said"));
        let mut documents = "said";
        for word in rest {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "doc" => documents = value,
                "mode" => claim.mode = value.parse().unwrap(),
                "status" => claim.status = Some(value.parse::<Status>().unwrap()),
                "from" => claim.valid_from = Some(date(value)),
                "to" => claim.valid_to = Some(date(value)),
                "key" => claim.key = Some(key(value)),
                "supersedes" => claim.supersedes = Some(key(value)),
                "amends" => claim.amends = Some(key(value)),
                "statement" => claim.statement.push(text(value)),
                "note" => claim.note.push(text(value)),
                "says" => {
                    value.split(',').for_each(|who| self.need(who, EntityKind::Organization));
                    claim.said_by = keys(value);
                }
                "potential" => claim.details.potential_supply = Some(value != "false"),
                "purpose" => claim.details.purpose = Some(free(value)),
                "topic" => claim.details.topic = Some(free(value)),
                "means" => claim.details.means = Some(free(value)),
                "signed" => claim.details.signed = Some(date(value)),
                "text" => claim.details.text.push(text(value)),
                "addressee" => {
                    self.need(value, EntityKind::Organization);
                    claim.details.addressee = Some(key(value));
                }
                "facility" => {
                    self.need(value, EntityKind::Facility);
                    claim.details.facility = Some(key(value));
                }
                _ => self.identity(&mut claim, name, value),
            }
        }
        documents.split(',').for_each(|d| self.need_document(d));
        let evidence = |document| Evidence { document, locator: None, quote: None };
        claim.evidence = keys(documents).into_iter().map(evidence).collect();
        Change::Assert(Box::new(claim))
    }

    /// What belongs to the identity of what the claim is about; else a figure.
    fn identity(&mut self, claim: &mut Claim, name: &str, value: &str) {
        match (name, &mut claim.about) {
            ("of", Subject::Relation(tie)) => tie.commodity = Some(key(value)),
            ("of", Subject::Observation(seen)) => seen.commodity = Some(key(value)),
            ("stage", Subject::Relation(tie)) => tie.stage = Some(value.parse::<Stage>().unwrap()),
            ("stage", Subject::Observation(seen)) => seen.stage = Some(value.parse::<Stage>().unwrap()),
            ("number", Subject::Relation(tie)) => tie.number = Some(free(value)),
            ("number", Subject::Observation(seen)) => seen.number = Some(free(value)),
            ("instrument", Subject::Relation(tie)) => tie.instrument = Some(value.parse::<Instrument>().unwrap()),
            ("regarding", Subject::Observation(seen)) => seen.regarding = Some(key(value)),
            _ => {
                let metric = name.to_ascii_uppercase().replace('-', "_").parse();
                claim.measures.push(figure(metric.unwrap_or_else(|_| panic!("a claim has no `{name}`")), value));
            }
        }
        if name == "of" {
            self.need(value, EntityKind::Commodity);
        }
    }
}

/// What an entity that is named as the far end of a relation of this kind is, where nothing else is said.
fn far_end(kind: RelationKind) -> EntityKind {
    match kind {
        RelationKind::Production | RelationKind::Consumption => EntityKind::Commodity,
        RelationKind::Operation => EntityKind::Facility,
        _ => EntityKind::Place,
    }
}

/// `90..100%@2023`, `~120USD@2022-06`, `5t@2020/2023`, `70%(by_weight)@2023`.
fn figure(metric: Metric, words: &str) -> Measure {
    let (figure, period) = words.split_once('@').unwrap_or((words, ""));
    let (figure, basis) = figure.split_once('(').map_or((figure, None), |(figure, basis)| (figure, Some(basis)));
    let (approximate, figure) = figure.strip_prefix('~').map_or((false, figure), |rest| (true, rest));
    let unit_at = figure.find(|c: char| !matches!(c, '0'..='9' | '.' | '-')).unwrap_or(figure.len());
    let (number, unit) = figure.split_at(unit_at);
    let decimal = |n: &str| n.parse().unwrap_or_else(|_| panic!("`{words}` is no figure"));
    let unit = if unit.is_empty() { "%" } else { unit };
    let mut measure = match number.split_once("..") {
        Some((low, high)) => Measure {
            value: None,
            low: Some(decimal(low)),
            high: Some(decimal(high)),
            ..Measure::new(metric, decimal(low), unit)
        },
        None => Measure::new(metric, decimal(number), unit),
    };
    measure.approximate = approximate;
    measure.basis = basis.map(|basis| free(basis.trim_end_matches(')')));
    if !period.is_empty() {
        let (from, to) = period.split_once('/').map_or((period, None), |(from, to)| (from, Some(date(to))));
        measure.period = Some(Span::new(date(from), to).unwrap());
    }
    measure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_draw_what_they_say() {
        let drawn = Drawn::new(
            "PLACE world aggregate zh=世界
             INDUSTRY us-refining stage=REFINING commodities=ree
             DOCUMENT d1 published=2025-06-03 by=reuters
             china EXPORT us of=ree share=90..100%@2023 doc=d1 key=c1  # a remark
             china RESTRICTION world of=ree instrument=BAN status=DENIED
             ---
             RETRACT c1
             china EXPORT us of=ree status=ACTIVE mode=OFFICIAL",
        );
        assert_eq!(drawn.graph.seq(), 2);
        assert!(drawn.view().entity(drawn.node("world")).unwrap().aggregate());
        let export = drawn.relation("export.china.us.ree");
        assert_eq!(export.status(), Some(Status::Active));
        assert_eq!(export.claims().len(), 1);
        assert_eq!(drawn.relation("restriction.china.world.ree..ban").status(), Some(Status::Denied));
        assert_eq!(drawn.replayed().seq(), 2);
    }
}
