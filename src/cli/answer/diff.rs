//! What is different in another view, or in a scenario: each thing as it was and as it is there.

use std::io;

use serde::Deserialize;

use super::{
    conflicts::About,
    parts::{Claim, Figure, Named, Page},
    printer::Printer,
};

#[derive(Deserialize)]
pub(super) struct Difference {
    kinds: Vec<String>,
    before: Option<Differing>,
    after: Option<Differing>,
    claims: Vec<Claim>,
}

/// Who supplies, or what else differs.
#[derive(Deserialize)]
#[serde(untagged)]
enum Differing {
    Supplier { entity: Named, direct: bool, standing: String, access: String, share: Option<Figure> },
    Other(About),
}

impl Printer<'_> {
    pub(super) fn differences(&mut self, page: &Page<Difference>) -> io::Result<()> {
        for (number, one) in (1..).zip(page.nodes()) {
            let kinds: Vec<String> = one.kinds.iter().map(|kind| self.word(kind).to_owned()).collect();
            let named = one.after.as_ref().or(one.before.as_ref()).map(|side| self.whom(side));
            self.line(&format!("\n{number}. {}: {}", named.unwrap_or_default(), self.list(&kinds)))?;
            for (word, side) in [("BEFORE", &one.before), ("AFTER", &one.after)] {
                if let Some(side) = side {
                    let how = self.how(side);
                    self.line(&format!("   {}: {how}", self.word(word)))?;
                }
            }
            self.claims(one.claims.iter())?;
        }
        self.rest(page)
    }

    fn whom(&self, side: &Differing) -> String {
        match side {
            Differing::Supplier { entity, .. } => format!("{} ({})", entity.name, entity.key),
            Differing::Other(About::Relation(tie)) => format!("{} → {}", tie.from.name, tie.to.name),
            Differing::Other(About::Observation { subject, .. }) => subject.name.clone(),
        }
    }

    fn how(&self, side: &Differing) -> String {
        match side {
            Differing::Supplier { direct, standing, access, share, .. } => {
                let direct = if *direct { "DIRECT" } else { "INDIRECT" };
                let mut how = [standing, direct, access].map(|of| self.word(of).to_owned()).to_vec();
                how.extend(share.as_ref().map(Figure::text));
                self.list(&how)
            }
            Differing::Other(About::Relation(tie)) => self.tie(tie),
            Differing::Other(about) => self.about(about),
        }
    }
}
