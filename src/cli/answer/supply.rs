//! Suppliers, customers and paths: who or which way, how real, what stands in the way, and who says so.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Claim, Figure, Named, Page, Tie},
    printer::Printer,
};

/// A supplier with its best path, or a path alone.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Found {
    Supplier(Box<Supplier>),
    Path(Path),
}

#[derive(Deserialize)]
pub(super) struct Supplier {
    entity: Named,
    direct: bool,
    standing: String,
    access: String,
    share: Option<Figure>,
    best: Path,
}

#[derive(Deserialize)]
pub(super) struct Path {
    standing: String,
    access: String,
    hops: Vec<Hop>,
    restrictions: Vec<Restriction>,
}

#[derive(Deserialize)]
pub(super) struct Hop {
    from: Named,
    to: Named,
    relation: Tie,
    claims: Page<Claim>,
}

#[derive(Deserialize)]
pub(super) struct Restriction {
    #[serde(flatten)]
    tie: Tie,
    claims: Page<Claim>,
}

impl Printer<'_> {
    pub(super) fn supply(&mut self, page: &Page<Found>) -> io::Result<()> {
        for (number, found) in (1..).zip(page.nodes()) {
            self.line("")?;
            match found {
                Found::Supplier(supplier) => self.supplier(number, supplier)?,
                Found::Path(path) => self.way(number, path)?,
            }
        }
        self.rest(page)
    }

    fn supplier(&mut self, number: usize, supplier: &Supplier) -> io::Result<()> {
        let Supplier { entity, direct, standing, access, share, best } = supplier;
        let direct = if *direct { "DIRECT" } else { "INDIRECT" };
        let mut how = [standing, direct, access].map(|of| self.word(of).to_owned()).to_vec();
        how.extend(share.as_ref().map(Figure::text));
        self.line(&format!("{number}. {} ({}): {}", entity.name, entity.key, self.list(&how)))?;
        self.path(best)
    }

    /// A path under a number, with its ends and what lies between them.
    pub(super) fn way(&mut self, number: usize, path: &Path) -> io::Result<()> {
        let how = [&path.standing, &path.access].map(|of| self.word(of).to_owned());
        let ends = path.hops.first().into_iter().map(|hop| hop.from.name.as_str());
        let names: Vec<&str> = ends.chain(path.hops.iter().map(|hop| hop.to.name.as_str())).collect();
        self.line(&format!("{number}. {}: {}", names.join(" → "), self.list(&how)))?;
        self.path(path)
    }

    fn path(&mut self, path: &Path) -> io::Result<()> {
        for Hop { from, to, relation, claims } in &path.hops {
            self.line(&format!("   {} → {}: {}", from.name, to.name, self.tie(relation)))?;
            self.claims(claims.nodes().filter(|claim| claim.holds))?;
        }
        for Restriction { tie, claims } in &path.restrictions {
            self.restriction(tie)?;
            self.claims(claims.nodes().filter(|claim| claim.holds))?;
        }
        Ok(())
    }

    /// What holds goods back.
    pub(super) fn restriction(&mut self, tie: &Tie) -> io::Result<()> {
        let Tie { from, to, instrument, status, .. } = tie;
        let what: Vec<String> =
            instrument.iter().chain(std::iter::once(status)).map(|of| self.word(of).to_owned()).collect();
        let (what, held_back_by) = (self.list(&what), self.word("HELD_BACK_BY").to_owned());
        self.line(&format!("   {held_back_by}: {} → {}: {what}", from.name, to.name))
    }
}
