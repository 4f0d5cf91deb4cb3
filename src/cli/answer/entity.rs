//! What an entity is: its names, what it does, and its relations.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Named, Page, Tie},
    printer::Printer,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entity {
    key: String,
    name: String,
    kind: String,
    subkind: Option<String>,
    description: Option<String>,
    names: Vec<Name>,
    broader: Option<Named>,
    stage: Option<String>,
    commodities: Vec<Named>,
    possibly_same: Vec<Named>,
    relations: Page<Tie>,
}

#[derive(Deserialize)]
struct Name {
    text: String,
}

impl Printer<'_> {
    pub(super) fn entity(&mut self, entity: &Entity) -> io::Result<()> {
        let kind = self.word(&entity.kind).to_owned();
        let what = [Some(kind), entity.subkind.clone(), entity.stage.as_ref().map(|stage| self.word(stage).to_owned())];
        let what: Vec<String> = what.into_iter().flatten().collect();
        self.line(&format!("\n{} ({}): {}", entity.name, entity.key, self.list(&what)))?;
        if let Some(description) = &entity.description {
            self.line(&format!("   {description}"))?;
        }
        let others: Vec<&Name> = entity.names.iter().filter(|name| name.text != entity.name).collect();
        let others: Vec<String> = others.into_iter().map(|name| name.text.clone()).collect();
        let named = |all: &[Named]| all.iter().map(|one| format!("{} ({})", one.name, one.key)).collect::<Vec<_>>();
        for (word, items) in [
            ("ALSO_CALLED", others),
            ("OF_COMMODITY", named(&entity.commodities)),
            ("PART_OF", named(entity.broader.as_slice())),
            ("PERHAPS_SAME", named(&entity.possibly_same)),
        ] {
            if !items.is_empty() {
                self.line(&format!("   {}: {}", self.word(word), self.list(&items)))?;
            }
        }
        for tie in entity.relations.nodes() {
            self.line(&format!("   {} → {}: {}", tie.from.name, tie.to.name, self.tie(tie)))?;
        }
        if entity.relations.page_info.as_ref().is_some_and(|page| page.has_next_page) {
            self.remark("MORE")?;
        }
        Ok(())
    }
}
