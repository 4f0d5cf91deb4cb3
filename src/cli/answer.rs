//! The answer to a question in words, as plain text: who or which way, how real, what stands in the way, and who says so.

use std::io::{self, Write};

use serde::Deserialize;

use super::words::word;
use crate::model::Language;

/// A page of suppliers, customers or paths, as the document of `ask` asks for it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    edges: Vec<Edge>,
    page_info: PageInfo,
    search: Search,
}

#[derive(Deserialize)]
struct Edge {
    node: Found,
}

/// A supplier with its best path, or a path alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Found {
    Supplier(Box<Supplier>),
    Path(Path),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_next_page: bool,
}

#[derive(Deserialize)]
struct Search {
    complete: bool,
}

#[derive(Deserialize)]
struct Supplier {
    entity: Named,
    direct: bool,
    standing: String,
    access: String,
    share: Option<Share>,
    best: Path,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    key: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    as_printed: Option<String>,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: String,
    period: Period,
}

#[derive(Deserialize)]
struct Period {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct Path {
    standing: String,
    access: String,
    hops: Vec<Hop>,
    restrictions: Vec<Restriction>,
}

#[derive(Deserialize)]
struct Hop {
    from: Named,
    to: Named,
    relation: Relation,
    claims: Claims,
}

#[derive(Deserialize)]
struct Relation {
    kind: String,
    status: Option<String>,
    disputed: bool,
    commodity: Option<Named>,
    stage: Option<String>,
}

#[derive(Deserialize)]
struct Restriction {
    from: Named,
    to: Named,
    instrument: Option<String>,
    status: Option<String>,
    claims: Claims,
}

#[derive(Deserialize)]
struct Claims {
    edges: Vec<ClaimEdge>,
}

#[derive(Deserialize)]
struct ClaimEdge {
    node: Claim,
}

#[derive(Deserialize)]
struct Claim {
    statement: String,
    mode: String,
    holds: bool,
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

/// Writes a page in a language.
pub(super) fn write(page: &Page, language: &Language, out: &mut dyn Write) -> io::Result<()> {
    let mut printer = Printer { out, chinese: language.primary() == "zh" };
    if page.edges.is_empty() {
        printer.remark("NOBODY")?;
    }
    for (number, edge) in (1..).zip(&page.edges) {
        writeln!(printer.out)?;
        match &edge.node {
            Found::Supplier(supplier) => printer.supplier(number, supplier)?,
            Found::Path(path) => printer.way(number, path)?,
        }
    }
    if page.page_info.has_next_page {
        printer.remark("MORE")?;
    }
    if !page.search.complete {
        printer.remark("INCOMPLETE")?;
    }
    Ok(())
}

struct Printer<'o> {
    out: &'o mut dyn Write,
    chinese: bool,
}

impl Printer<'_> {
    fn word<'w>(&self, of: &'w str) -> &'w str {
        word(of, self.chinese)
    }

    fn list(&self, items: &[String]) -> String {
        items.join(if self.chinese { "，" } else { ", " })
    }

    fn remark(&mut self, of: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", word(of, self.chinese))
    }

    fn supplier(&mut self, number: usize, supplier: &Supplier) -> io::Result<()> {
        let Supplier { entity, direct, standing, access, share, best } = supplier;
        let direct = if *direct { "DIRECT" } else { "INDIRECT" };
        let mut how = [standing, direct, access].map(|of| self.word(of).to_owned()).to_vec();
        how.extend(share.as_ref().map(Share::text));
        writeln!(self.out, "{number}. {} ({}): {}", entity.name, entity.key, self.list(&how))?;
        self.path(best)
    }

    fn way(&mut self, number: usize, path: &Path) -> io::Result<()> {
        let how = [&path.standing, &path.access].map(|of| self.word(of).to_owned());
        let ends = path.hops.first().into_iter().map(|hop| hop.from.name.as_str());
        let names: Vec<&str> = ends.chain(path.hops.iter().map(|hop| hop.to.name.as_str())).collect();
        writeln!(self.out, "{number}. {}: {}", names.join(" → "), self.list(&how))?;
        self.path(path)
    }

    fn path(&mut self, path: &Path) -> io::Result<()> {
        for hop in &path.hops {
            self.hop(hop)?;
        }
        for Restriction { from, to, instrument, status, claims } in &path.restrictions {
            let what: Vec<String> =
                [instrument, status].into_iter().flatten().map(|of| self.word(of).to_owned()).collect();
            let (what, held_back_by) = (self.list(&what), self.word("HELD_BACK_BY"));
            writeln!(self.out, "   {held_back_by}: {} → {}: {what}", from.name, to.name)?;
            self.claims(claims)?;
        }
        Ok(())
    }

    fn hop(&mut self, hop: &Hop) -> io::Result<()> {
        let Relation { kind, status, disputed, commodity, stage } = &hop.relation;
        let mut what = vec![self.word(kind).to_owned()];
        what.extend(commodity.as_ref().map(|commodity| commodity.name.clone()));
        what.extend(stage.as_ref().map(|stage| stage.to_lowercase()));
        what.extend(status.as_ref().map(|status| self.word(status).to_owned()));
        what.extend(disputed.then(|| self.word("DISPUTED").to_owned()));
        writeln!(self.out, "   {} → {}: {}", hop.from.name, hop.to.name, self.list(&what))?;
        self.claims(&hop.claims)
    }

    /// Who says so: the claims that hold, each with its documents.
    fn claims(&mut self, claims: &Claims) -> io::Result<()> {
        for ClaimEdge { node } in claims.edges.iter().filter(|edge| edge.node.holds) {
            let mode = self.word(&node.mode);
            writeln!(self.out, "     {mode}: {}", node.statement)?;
            for evidence in &node.evidence {
                writeln!(self.out, "       {}", self.list(&evidence.parts()))?;
            }
        }
        Ok(())
    }
}

impl Share {
    fn text(&self) -> String {
        let Self { as_printed, value, low, high, unit, period } = self;
        let text = |number: &Option<String>| number.clone().unwrap_or_default();
        let figure = match (as_printed, value) {
            (Some(printed), _) => printed.clone(),
            (None, Some(value)) => format!("{value} {unit}"),
            (None, None) => format!("{}–{} {unit}", text(low), text(high)),
        };
        match (&period.from, &period.to) {
            (Some(from), Some(to)) if from != to => format!("{figure} ({from}–{to})"),
            (Some(day), _) | (None, Some(day)) => format!("{figure} ({day})"),
            (None, None) => figure,
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
