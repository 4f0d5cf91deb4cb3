//! The answer to a question in words, as plain text: what the field of the question answered, one file a question or two.

mod chokepoints;
mod conflicts;
mod diff;
mod entity;
mod figures;
mod groups;
mod parts;
mod printer;
mod supply;
mod timeline;
mod why_not;

use std::io::Write;

use anyhow::anyhow;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use self::printer::Printer;
use crate::model::Language;

/// Writes what a document of `ask` answered under `view`, in a language.
pub(super) fn write(view: Map<String, Value>, language: &Language, out: &mut dyn Write) -> anyhow::Result<()> {
    let (field, found) = view.into_iter().next().ok_or_else(|| anyhow!("the answer is empty"))?;
    let mut printer = Printer::new(out, language);
    match field.as_str() {
        "suppliers" | "customers" | "paths" => printer.supply(&read(found)?)?,
        "scenario" => match found {
            Value::Object(scenario) => return write(scenario, language, out),
            _ => return Err(anyhow!("the scenario has no answer")),
        },
        "whyNot" => printer.why_not(&read(found)?)?,
        "exposure" => printer.exposure(&read(found)?)?,
        "concentration" => printer.concentration(&read(found)?)?,
        "groupBy" => printer.groups(&read(found)?)?,
        "netTrade" => printer.net_trade(&read(found)?)?,
        "chokepoints" => printer.chokepoints(&read(found)?)?,
        "conflicts" => printer.conflicts(&read(found)?)?,
        "timeline" => printer.timeline(&read(found)?)?,
        "diff" => printer.differences(&read(found)?)?,
        "entity" => printer.entity(&read(found)?)?,
        other => return Err(anyhow!("the answer to `{other}` is not known here\nhint: `--json` shows it")),
    }
    Ok(())
}

fn read<T: DeserializeOwned>(found: Value) -> anyhow::Result<T> {
    serde_json::from_value(found).map_err(|wrong| anyhow!("the answer is not understood: {wrong}"))
}
