//! Claims that cannot all be true, the strongest first, with what they disagree on.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Claim, Figure, Named, Page, Tie},
    printer::Printer,
};

#[derive(Deserialize)]
pub(super) struct Conflict {
    about: About,
    kind: String,
    certainty: String,
    sides: Vec<Side>,
    computed: Vec<Figure>,
}

/// A relation or an observation.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum About {
    Relation(Box<Tie>),
    Observation { subject: Named, metric: String },
}

#[derive(Deserialize)]
struct Side {
    claim: Claim,
    measure: Option<Figure>,
    status: Option<String>,
}

impl Printer<'_> {
    pub(super) fn conflicts(&mut self, page: &Page<Conflict>) -> io::Result<()> {
        for (number, conflict) in (1..).zip(page.nodes()) {
            let how = [&conflict.kind, &conflict.certainty].map(|of| self.word(of).to_owned());
            let about = self.about(&conflict.about);
            self.line(&format!("\n{number}. {about}: {}", self.list(&how)))?;
            for Side { claim, measure, status } in &conflict.sides {
                let figure = measure.as_ref().map(Figure::text);
                let said = figure.or_else(|| status.as_ref().map(|status| self.word(status).to_owned()));
                self.line(&format!("   {}", said.unwrap_or_default()))?;
                self.claims(std::iter::once(claim))?;
            }
            for figure in &conflict.computed {
                self.line(&format!("   {}: {}", self.word("COMPUTED"), figure.text()))?;
            }
        }
        self.rest(page)
    }

    /// What something is about, on one line.
    pub(super) fn about(&self, about: &About) -> String {
        match about {
            About::Relation(tie) => self.relation(tie),
            About::Observation { subject, metric } => format!("{}: {}", subject.name, self.word(metric)),
        }
    }
}
