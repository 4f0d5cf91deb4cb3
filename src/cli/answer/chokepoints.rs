//! Without whom or what a supply breaks, the worst first.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Figure, Named, Page, Tie},
    printer::Printer,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Chokepoints {
    suppliers: u32,
    paths: u32,
    exact: bool,
    entity_cut: Option<Cut>,
    relation_cut: Option<Cut>,
    #[serde(flatten)]
    page: Page<Chokepoint>,
}

#[derive(Deserialize)]
struct Cut {
    entities: Vec<Named>,
    relations: Vec<Tie>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chokepoint {
    entity: Option<Named>,
    relation: Option<Tie>,
    lost: u32,
    suppliers_lost: Page<Named>,
    paths_broken: u32,
    path_share: String,
    figures_broken: Vec<Broken>,
}

#[derive(Deserialize)]
struct Broken {
    figure: Figure,
}

impl Printer<'_> {
    pub(super) fn chokepoints(&mut self, answer: &Chokepoints) -> io::Result<()> {
        let most = if answer.exact { "" } else { "≤ " };
        let [suppliers, paths] = ["SUPPLIERS", "PATHS"].map(|word| self.word(word).to_owned());
        self.line(&format!("{suppliers}: {}; {paths}: {most}{}", answer.suppliers, answer.paths))?;
        for (number, one) in (1..).zip(answer.page.nodes()) {
            let entity = one.entity.as_ref().map(|entity| format!("{} ({})", entity.name, entity.key));
            let relation = one.relation.as_ref().map(|tie| self.relation(tie));
            let how = [
                format!("{}: {}", self.word("LOST"), one.lost),
                format!("{}: {most}{} ({} %)", self.word("PATHS_BROKEN"), one.paths_broken, one.path_share),
            ];
            self.line(&format!("\n{number}. {}: {}", entity.or(relation).unwrap_or_default(), self.list(&how)))?;
            let lost: Vec<String> = one.suppliers_lost.nodes().map(|who| who.name.clone()).collect();
            if !lost.is_empty() {
                let more = if usize::try_from(one.lost).is_ok_and(|all| all > lost.len()) { " …" } else { "" };
                self.line(&format!("   {}: {}{more}", self.word("LOST"), self.list(&lost)))?;
            }
            for Broken { figure } in &one.figures_broken {
                self.line(&format!("   {}: {}", self.word("FIGURES_BROKEN"), figure.text()))?;
            }
        }
        self.cut("ENTITY_CUT", answer.entity_cut.as_ref())?;
        self.cut("RELATION_CUT", answer.relation_cut.as_ref())?;
        self.rest(&answer.page)
    }

    fn cut(&mut self, title: &str, cut: Option<&Cut>) -> io::Result<()> {
        let Some(Cut { entities, relations }) = cut else { return Ok(()) };
        let entities = entities.iter().map(|entity| format!("{} ({})", entity.name, entity.key));
        let members: Vec<String> = entities.chain(relations.iter().map(|tie| self.relation(tie))).collect();
        if members.is_empty() {
            return Ok(());
        }
        self.remark(title)?;
        members.iter().try_for_each(|member| self.line(&format!("   {member}")))
    }
}
