//! What is computed from figures: exposure, concentration and net trade, each by its source, basis and period.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Figure, Named, Period, Search},
    printer::Printer,
};

/// Answers by tables of figures.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ByTable<T> {
    results: Vec<T>,
    result_count: usize,
    search: Search,
}

#[derive(Deserialize)]
struct Table {
    of: Named,
    source: Source,
    metric: String,
    basis: Option<String>,
    period: Period,
    commodity: Option<Named>,
    stage: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    publisher: Option<Named>,
    document: Option<Title>,
    said_by: Vec<Named>,
}

#[derive(Deserialize)]
struct Title {
    title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Concentration {
    table: Table,
    suppliers: Vec<Row>,
    supplier_count: usize,
    gap: Option<Figure>,
    hhi: Hhi,
    #[serde(rename = "makes80Percent")]
    makes_80_percent: Count,
}

#[derive(Deserialize)]
struct Row {
    entity: Named,
    figure: Figure,
    share: Option<Figure>,
}

#[derive(Deserialize)]
struct Hhi {
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
}

#[derive(Deserialize)]
struct Count {
    least: Option<u32>,
    most: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Exposure {
    table: Table,
    direct: Option<Figure>,
    indirect: Option<Figure>,
    total: Option<Figure>,
    through: Vec<Through>,
    unnamed: Figure,
    untraced: Figure,
}

#[derive(Deserialize)]
struct Through {
    entity: Named,
    part: Figure,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NetTrade {
    table: Table,
    commodity: Option<Named>,
    imports: Option<Side>,
    exports: Option<Side>,
    net_imports: Option<Figure>,
}

#[derive(Deserialize)]
struct Side {
    figure: Figure,
}

impl Printer<'_> {
    pub(super) fn concentration(&mut self, answer: &ByTable<Concentration>) -> io::Result<()> {
        self.by_table(answer, |printer, one| {
            printer.table(&one.table, None)?;
            for Row { entity, figure, share } in &one.suppliers {
                let (figure, share) = (figure.amount(), share.as_ref().map(Figure::amount));
                let share =
                    share.filter(|share| *share != figure).map_or_else(String::new, |share| format!(" = {share}"));
                printer.line(&format!("   {} ({}): {figure}{share}", entity.name, entity.key))?;
            }
            if one.supplier_count > one.suppliers.len() {
                printer.line("   …")?;
            }
            let Hhi { value, low, high } = &one.hhi;
            let range = low.as_ref().zip(high.as_ref()).map(|(low, high)| format!("{low}–{high}"));
            let index = match (value, range) {
                (Some(value), Some(range)) => format!("{value} ({range})"),
                (value, range) => value.clone().or(range).unwrap_or("?".to_owned()),
            };
            printer.line(&format!("   {}: {index}", printer.word("HHI")))?;
            let number = |count: Option<u32>| count.map_or("?".to_owned(), |count| count.to_string());
            let Count { least, most } = one.makes_80_percent;
            let count = if least == most { number(least) } else { format!("{}–{}", number(least), number(most)) };
            printer.line(&format!("   {}: {count}", printer.word("MAKES_80_PERCENT")))?;
            printer.figure("GAP", one.gap.as_ref())
        })
    }

    pub(super) fn exposure(&mut self, answer: &ByTable<Exposure>) -> io::Result<()> {
        self.by_table(answer, |printer, one| {
            printer.table(&one.table, None)?;
            printer.figure("TOTAL", one.total.as_ref())?;
            printer.figure("DIRECT", one.direct.as_ref())?;
            printer.figure("INDIRECT_ESTIMATE", one.indirect.as_ref())?;
            for Through { entity, part } in &one.through {
                let through = printer.word("THROUGH").to_owned();
                printer.line(&format!("     {through} {} ({}): {}", entity.name, entity.key, part.amount()))?;
            }
            printer.figure("UNTRACED", Some(&one.untraced))?;
            printer.figure("UNNAMED", Some(&one.unnamed))
        })
    }

    pub(super) fn net_trade(&mut self, answer: &ByTable<NetTrade>) -> io::Result<()> {
        self.by_table(answer, |printer, one| {
            printer.table(&one.table, one.commodity.as_ref())?;
            printer.figure("NET_IMPORTS", one.net_imports.as_ref())?;
            printer.figure("IMPORTS", one.imports.as_ref().map(|side| &side.figure))?;
            printer.figure("EXPORTS", one.exports.as_ref().map(|side| &side.figure))
        })
    }

    fn by_table<T>(
        &mut self,
        answer: &ByTable<T>,
        mut each: impl FnMut(&mut Self, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        if answer.results.is_empty() {
            self.remark("NO_FIGURES")?;
        }
        for one in &answer.results {
            self.line("")?;
            each(self, one)?;
        }
        if answer.result_count > answer.results.len() {
            self.remark("MORE")?;
        }
        if answer.search.complete { Ok(()) } else { self.remark("INCOMPLETE") }
    }

    /// Whose figures they are, of what, on which basis, over which period.
    fn table(&mut self, table: &Table, commodity: Option<&Named>) -> io::Result<()> {
        let Table { of, source, metric, basis, period, .. } = table;
        let said_by: Vec<&str> = source.said_by.iter().map(|who| who.name.as_str()).collect();
        let publisher = source.publisher.as_ref().map(|who| who.name.clone());
        let source = publisher.or_else(|| source.document.as_ref().map(|document| document.title.clone()));
        let what = [
            Some(of.name.clone()),
            commodity.or(table.commodity.as_ref()).map(|of| of.name.clone()),
            table.stage.as_ref().map(|stage| self.word(stage).to_owned()),
            Some(self.word(metric).to_owned()),
            basis.clone(),
            period.text(),
        ];
        let what: Vec<String> = what.into_iter().flatten().collect();
        let who: Vec<String> = source.into_iter().chain(said_by.into_iter().map(str::to_owned)).collect();
        self.line(&format!("{}: {}", self.list(&who), self.list(&what)))
    }

    fn figure(&mut self, word: &str, figure: Option<&Figure>) -> io::Result<()> {
        let Some(figure) = figure else { return Ok(()) };
        self.line(&format!("   {}: {}", self.word(word), figure.amount()))
    }
}
