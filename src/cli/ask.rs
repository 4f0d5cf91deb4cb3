//! `ask`: a question in words, answered in plain text with the path, what stands in its way, and who says so. What is
//! answered comes by the door of GraphQL, so that a terminal and a program are told the same.

use std::{io::Write, sync::Arc};

use anyhow::{Context, anyhow, bail};
use async_graphql::{Executor, Request, Variables};
use clap::Args;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::{
    answer::{Page, write},
    open,
    words::word,
};
use crate::{
    config::Config,
    graph::View,
    graphql::Door,
    model::{Day, Instant},
    questions::ask::{Intent, Understood, understand},
};

/// Answer a question in words, in English or Chinese
///
/// Who supplies somebody, whom somebody supplies, how somebody reaches another: `who supplies US refining`, `谁供应美国精炼`.
/// Names are names, codes or keys, in either language.
#[derive(Args, Debug)]
pub(super) struct Ask {
    /// The question
    #[arg(required = true, value_name = "QUESTION")]
    words: Vec<String>,
    /// What is true on this day, such as 2025-06-13 [default: the day that the question names, or today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// Answer as JSON: how the question was understood, the GraphQL document that it comes to, and the answer
    #[arg(long)]
    json: bool,
}

impl Ask {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let store = Arc::new(open::existing(config)?);
        let today = Instant::now().day();
        let view = store.view(store.now(self.as_of.unwrap_or(today)));
        let understood = understand(view, &self.words.join(" "))?;
        let as_of = match (self.as_of, understood.as_of) {
            (Some(asked), Some(said)) if asked != said => {
                bail!("the question says as of {said}, `--as-of` says {asked}\nhint: say one of them")
            }
            (asked, said) => asked.or(said).unwrap_or(today),
        };
        let (field, document) = document(&understood);
        let variables = variables(view, &understood, as_of)?;
        let door = Door::new(Arc::clone(&store), move || today);
        let runtime = Builder::new_current_thread().build().context("the threads cannot be started")?;
        let request = Request::new(&document).variables(Variables::from_json(variables.clone()));
        let answer = runtime.block_on(door.execute(request));
        if let Some(error) = answer.errors.first() {
            bail!(error.message.clone());
        }
        let mut data = answer.data.into_json()?;
        let found = data.pointer_mut(&format!("/view/{field}")).map(Value::take);
        let found = found.ok_or_else(|| anyhow!("the answer has no `{field}`"))?;
        if self.json {
            let told = json!({
                "question": understood.paraphrase,
                "asOf": as_of.to_string(),
                "document": document,
                "variables": variables,
                "answer": { field: found },
            });
            serde_json::to_writer_pretty(&mut *out, &told).map_err(std::io::Error::from)?;
            return Ok(writeln!(out)?);
        }
        writeln!(out, "{}", understood.paraphrase)?;
        if understood.as_of.is_none() {
            writeln!(out, "{} {as_of}", word("AS_OF", understood.language.primary() == "zh"))?;
        }
        let page: Page = serde_json::from_value(found)?;
        Ok(write(&page, &understood.language, out)?)
    }
}

/// The field of the view that answers, and the document that asks for it.
fn document(understood: &Understood) -> (&'static str, String) {
    let (field, declared, call, node) = match understood.intent {
        Intent::Suppliers { .. } => ("suppliers", "$of: ID!", "suppliers(of: $of, first: 100)", SUPPLIER),
        Intent::Customers { .. } => ("customers", "$of: ID!", "customers(of: $of, first: 100)", SUPPLIER),
        Intent::Paths { .. } => ("paths", "$from: ID!, $to: ID!", "paths(from: $from, to: $to, first: 10)", "...Path"),
    };
    let document = format!(
        "query Ask({declared}, $asOf: Date!, $language: Language!) {{ view(asOf: $asOf) {{ {call} {{ edges {{ node {{ {node} }} }} pageInfo {{ hasNextPage }} search {{ complete reachedBound }} }} }} }} {PATH}"
    );
    (field, document)
}

fn variables(view: View<'_>, understood: &Understood, as_of: Day) -> anyhow::Result<Value> {
    let key =
        |node| view.key(node).map(ToString::to_string).ok_or_else(|| anyhow!("an entity of the question is gone"));
    let mut variables = json!({ "asOf": as_of.to_string(), "language": understood.language.as_str() });
    let named = match understood.intent {
        Intent::Suppliers { of } | Intent::Customers { of } => vec![("of", key(of)?)],
        Intent::Paths { from, to } => vec![("from", key(from)?), ("to", key(to)?)],
    };
    if let Some(object) = variables.as_object_mut() {
        object.extend(named.into_iter().map(|(name, key)| (name.to_owned(), key.into())));
    }
    Ok(variables)
}

const SUPPLIER: &str = "entity { key name(language: $language) } direct standing access \
    share { asPrinted value low high unit basis period { from to } } best { ...Path }";

const PATH: &str = "fragment Path on Path { standing access publishers \
    hops { from { name(language: $language) } to { name(language: $language) } reversed standing access \
    relation { kind status disputed commodity { name(language: $language) } stage } \
    claims(first: 5) { edges { node { statement(language: $language) mode holds \
    evidence { locator document { title(language: $language) published publisher { name(language: $language) } } } } } } } \
    restrictions { from { name(language: $language) } to { name(language: $language) } instrument status } }";
