//! The parts that many answers have: names, figures, relations, and claims with their documents.

use std::io;

use serde::Deserialize;

use super::printer::Printer;

#[derive(Deserialize)]
pub(super) struct Named {
    pub key: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageInfo {
    pub has_next_page: bool,
}

#[derive(Deserialize)]
pub(super) struct Search {
    pub complete: bool,
}

/// A page of a list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<T> {
    pub edges: Vec<Edge<T>>,
    pub page_info: Option<PageInfo>,
    pub search: Option<Search>,
}

#[derive(Deserialize)]
pub(super) struct Edge<T> {
    pub node: T,
}

impl<T> Page<T> {
    pub(super) fn nodes(&self) -> impl Iterator<Item = &T> {
        self.edges.iter().map(|edge| &edge.node)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Figure {
    as_printed: Option<String>,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: String,
    period: Period,
}

#[derive(Deserialize)]
pub(super) struct Period {
    from: Option<String>,
    to: Option<String>,
}

/// A relation in short.
#[derive(Deserialize)]
pub(super) struct Tie {
    pub kind: String,
    pub from: Named,
    pub to: Named,
    pub status: String,
    pub disputed: bool,
    pub commodity: Option<Named>,
    pub stage: Option<String>,
    pub instrument: Option<String>,
    /// What holds its goods back, where that is told of the relation itself.
    pub access: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Claim {
    pub statement: String,
    pub mode: String,
    pub holds: bool,
    evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
struct Evidence {
    locator: Option<String>,
    document: Document,
}

#[derive(Deserialize)]
struct Document {
    title: String,
    published: Option<String>,
    publisher: Option<Named>,
}

impl Figure {
    /// Value and range with the unit, as computed; of what is printed alone as printed.
    pub(super) fn amount(&self) -> String {
        let range = self.low.as_ref().zip(self.high.as_ref()).map(|(low, high)| format!("{low}–{high}"));
        let range = range.filter(|_| self.low != self.high);
        match (&self.value, range) {
            (Some(value), Some(range)) => format!("{value} ({range}) {}", self.unit),
            (Some(value), None) => format!("{value} {}", self.unit),
            (None, Some(range)) => format!("{range} {}", self.unit),
            (None, None) => self.as_printed.clone().unwrap_or_default(),
        }
    }

    /// As printed, else value or range with the unit; with the period.
    pub(super) fn text(&self) -> String {
        let Self { as_printed, value, low, high, unit, period } = self;
        let text = |number: &Option<String>| number.clone().unwrap_or_default();
        let figure = match (as_printed, value) {
            (Some(printed), _) => printed.clone(),
            (None, Some(value)) => format!("{value} {unit}"),
            (None, None) => format!("{}–{} {unit}", text(low), text(high)),
        };
        period.text().map_or_else(|| figure.clone(), |period| format!("{figure} ({period})"))
    }
}

impl Period {
    /// `2020–2023`, `2024`; none where it is open on both sides.
    pub(super) fn text(&self) -> Option<String> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from != to => Some(format!("{from}–{to}")),
            (Some(day), _) | (None, Some(day)) => Some(day.clone()),
            (None, None) => None,
        }
    }
}

impl Evidence {
    fn parts(&self) -> Vec<String> {
        let Document { title, published, publisher } = &self.document;
        let publisher = publisher.as_ref().map(|publisher| publisher.name.clone());
        [Some(title.clone()), publisher, published.clone(), self.locator.clone()].into_iter().flatten().collect()
    }
}

impl Printer<'_> {
    /// What a relation says, without its ends.
    pub(super) fn tie(&self, tie: &Tie) -> String {
        let mut what = vec![self.word(&tie.kind).to_owned()];
        what.extend(tie.instrument.as_ref().map(|instrument| self.word(instrument).to_owned()));
        what.extend(tie.commodity.as_ref().map(|commodity| commodity.name.clone()));
        what.extend(tie.stage.as_ref().map(|stage| self.word(stage).to_owned()));
        what.push(self.word(&tie.status).to_owned());
        what.extend(tie.access.as_ref().map(|access| self.word(access).to_owned()));
        what.extend(tie.disputed.then(|| self.word("DISPUTED").to_owned()));
        self.list(&what)
    }

    /// A relation with its ends, on one line.
    pub(super) fn relation(&self, tie: &Tie) -> String {
        format!("{} → {}: {}", tie.from.name, tie.to.name, self.tie(tie))
    }

    /// Who says so: claims, each with its documents.
    pub(super) fn claims<'c>(&mut self, claims: impl Iterator<Item = &'c Claim>) -> io::Result<()> {
        for claim in claims {
            let mode = self.word(&claim.mode).to_owned();
            self.line(&format!("     {mode}: {}", claim.statement))?;
            for evidence in &claim.evidence {
                self.line(&format!("       {}", self.list(&evidence.parts())))?;
            }
        }
        Ok(())
    }

    /// What is left to say of a page: that nothing is on it, that there is more, that a bound was met.
    pub(super) fn rest<T>(&mut self, page: &Page<T>) -> io::Result<()> {
        if page.edges.is_empty() {
            self.remark("NOBODY")?;
        }
        if page.page_info.as_ref().is_some_and(|page| page.has_next_page) {
            self.remark("MORE")?;
        }
        if page.search.as_ref().is_some_and(|search| !search.complete) {
            self.remark("INCOMPLETE")?;
        }
        Ok(())
    }
}
