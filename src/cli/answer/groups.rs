//! How many relations, in groups.

use std::io;

use serde::Deserialize;

use super::{parts::Named, printer::Printer};

#[derive(Deserialize)]
pub(super) struct GroupBy {
    relations: Groups,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Groups {
    count: u64,
    groups: Vec<Group>,
    group_count: usize,
}

#[derive(Deserialize)]
struct Group {
    key: Option<String>,
    entity: Option<Named>,
    count: u64,
}

impl Printer<'_> {
    pub(super) fn groups(&mut self, GroupBy { relations }: &GroupBy) -> io::Result<()> {
        for Group { key, entity, count } in &relations.groups {
            let name = match (entity, key) {
                (Some(Named { name, key, .. }), _) => format!("{name} ({key})"),
                (None, Some(key)) => self.word(key).to_owned(),
                (None, None) => "?".to_owned(),
            };
            self.line(&format!("{count:>7}  {name}"))?;
        }
        if relations.group_count > relations.groups.len() {
            self.line("      …")?;
        }
        let total = self.word("TOTAL").to_owned();
        self.line(&format!("{:>7}  {total}", relations.count))
    }
}
