//! What happened, in order of date.

use std::io;

use serde::Deserialize;

use super::{
    conflicts::About,
    parts::{Claim, Figure, Page},
    printer::Printer,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    date: String,
    placed_by: String,
    kind: String,
    relation: Option<About>,
    observation: Option<About>,
    claim: Option<Claim>,
    before: Option<String>,
    after: Option<String>,
    measures: Vec<Figure>,
}

impl Printer<'_> {
    pub(super) fn timeline(&mut self, page: &Page<Event>) -> io::Result<()> {
        for event in page.nodes() {
            let about = event.relation.as_ref().or(event.observation.as_ref()).map(|about| self.about(about));
            let mut what = vec![self.word(&event.kind).to_owned()];
            if event.before.is_some() || event.after.is_some() {
                let status = |status: &Option<String>| self.word(status.as_deref().unwrap_or("NO_STATUS")).to_owned();
                what.push(format!("{} → {}", status(&event.before), status(&event.after)));
            }
            what.extend(event.measures.iter().map(Figure::text));
            let placed = self.word(&event.placed_by).to_owned();
            self.line(&format!("\n{} ({placed}) {}", event.date, about.unwrap_or_default()))?;
            self.line(&format!("   {}", self.list(&what)))?;
            self.claims(event.claim.iter())?;
        }
        self.rest(page)
    }
}
