//! `query`: a GraphQL document, answered without a server.

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use async_graphql::{
    Executor, Request, Variables,
    parser::types::{ExecutableDocument, OperationType},
};
use clap::Args;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::{open, remote::ServerOf as _};
use crate::{
    config::{Config, Remote},
    graphql::Door,
    model::Instant,
};

/// Answer a GraphQL document without a server; `-` is standard input
///
/// The answer goes to standard output as JSON. Where it has errors the exit code is 1.
#[derive(Args, Debug)]
pub(super) struct Query {
    /// File of the document
    file: PathBuf,
    /// Its variables, as a JSON object
    #[arg(long, value_name = "JSON")]
    variables: Option<String>,
    /// Which of its operations, where it has several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

impl Query {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut request = Request::new(self.document()?).variables(self.variables()?);
        if let Some(name) = &self.operation {
            request = request.operation_name(name);
        }
        let subscribes = |document: &ExecutableDocument| {
            document.operations.iter().any(|(_, operation)| operation.node.ty == OperationType::Subscription)
        };
        if request.parsed_query().is_ok_and(subscribes) {
            bail!(
                "a subscription goes on for ever, and a command does not\nhint: ask for it by WebSocket, from `lodegraph serve`"
            );
        }
        if let Some(server) = self.remote.server()? {
            let Request { query, variables, operation_name, .. } = request;
            let asked = json!({ "query": query, "variables": variables, "operationName": operation_name });
            let text = server.post("graphql", &[], &asked)?;
            writeln!(out, "{}", text.trim_end())?;
            let answer: Value = serde_json::from_str(&text).context("the server's answer is no JSON")?;
            return match answer.pointer("/errors/0/message") {
                None => Ok(()),
                Some(message) => bail!(message.as_str().unwrap_or("the question failed").to_owned()),
            };
        }
        let door = Door::new(Arc::new(open::existing(config)?), || Instant::now().day());
        let runtime = Builder::new_current_thread().enable_time().build().context("the threads cannot be started")?;
        let answer = runtime.block_on(door.execute(request));
        serde_json::to_writer_pretty(&mut *out, &answer).map_err(io::Error::from)?;
        writeln!(out)?;
        match answer.errors.first() {
            None => Ok(()),
            Some(error) => bail!(error.message.clone()),
        }
    }

    fn document(&self) -> anyhow::Result<String> {
        let mut text = String::new();
        let read = if self.file == Path::new("-") {
            io::stdin().lock().read_to_string(&mut text).map(|_| text)
        } else {
            fs::read_to_string(&self.file)
        };
        read.with_context(|| format!("`{}` cannot be read", self.file.display()))
    }

    fn variables(&self) -> anyhow::Result<Variables> {
        let Some(text) = &self.variables else { return Ok(Variables::default()) };
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(text).with_context(|| format!("`{text}` is no JSON object of variables"))?;
        Ok(Variables::from_json(object.into()))
    }
}
