//! A dossier: a table an item, its fields in the order of the contract, a blank line between two.

use std::io;

use toml::{Table, Value};

use crate::ingest::wire::ChangeWire;

/// Writes a change as a table.
pub(super) fn item(first: bool, change: &ChangeWire, out: &mut dyn io::Write) -> io::Result<()> {
    let (name, fields) = table(change).map_err(io::Error::other)?;
    let blank = if first { "" } else { "\n" };
    writeln!(out, "{blank}[[{name}]]")?;
    fields.iter().try_for_each(|(field, value)| write_field(field, value, out))
}

fn table(change: &ChangeWire) -> Result<(&'static str, Table), toml::ser::Error> {
    Ok(match change {
        ChangeWire::PutEntity(wire) => ("entity", Table::try_from(wire)?),
        ChangeWire::PutDocument(wire) => ("document", Table::try_from(wire)?),
        ChangeWire::Assert(wire) => ("claim", Table::try_from(wire)?),
        ChangeWire::SamePerhaps(wire) => ("same_perhaps", Table::try_from(wire)?),
        ChangeWire::NotSame(wire) => ("not_same", Table::try_from(wire)?),
        ChangeWire::Merge(wire) => ("merge", Table::try_from(wire)?),
        ChangeWire::Split(wire) => ("split", Table::try_from(wire)?),
        ChangeWire::Retract(wire) => ("retract", Table::try_from(wire)?),
        ChangeWire::StrikeText(wire) => ("strike_text", Table::try_from(wire)?),
    })
}

/// `field = value`; a choice as `about.export = …`, several tables one a line.
fn write_field(field: &str, value: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    match value {
        Value::Table(choice) => choice.iter().try_for_each(|(kind, value)| writeln!(out, "{field}.{kind} = {value}")),
        Value::Array(items) if items.len() > 1 && items.iter().all(Value::is_table) => {
            writeln!(out, "{field} = [")?;
            items.iter().try_for_each(|item| writeln!(out, "  {item},"))?;
            writeln!(out, "]")
        }
        value => writeln!(out, "{field} = {value}"),
    }
}
