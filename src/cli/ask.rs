//! `ask`: a question in words, answered in plain text with the path, what stands in its way, and who says so. What is
//! answered comes by the door of GraphQL, so that a terminal and a program are told the same.

use std::{io::Write, sync::Arc};

use anyhow::{Context, anyhow};
use clap::Args;
use tokio::runtime::Builder;

use super::{
    answer::write,
    open,
    remote::{Server, ServerOf as _},
    words::word,
};
use crate::{
    config::{Config, Remote},
    graphql::{Asked, Door, InWords},
    model::{Day, Instant, Language},
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
    #[command(flatten)]
    remote: Remote,
}

impl Ask {
    pub(super) fn run(&self, config: &Config, out: &mut dyn Write) -> anyhow::Result<()> {
        let answered = match self.remote.server()? {
            Some(server) => self.asked_of(&server)?,
            None => {
                let door = Door::new(Arc::new(open::existing(config)?), || Instant::now().day());
                let runtime =
                    Builder::new_current_thread().enable_time().build().context("the threads cannot be started")?;
                let answered = runtime.block_on(InWords::answer(&door, &self.words.join(" "), self.as_of, |_| ()));
                answered.map_err(|fault| anyhow!(fault.message))?
            }
        };
        let InWords { asked, answer } = &answered;
        if self.json {
            serde_json::to_writer_pretty(&mut *out, &answered).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        let (Some(reading), Some(answer)) = (&asked.reading, answer) else { return Err(not_understood(asked)) };
        if self.json {
            return Ok(());
        }
        let language: Language = reading.language.parse()?;
        writeln!(out, "{}", reading.phrase.as_deref().unwrap_or_default())?;
        let names_day = reading.parts.iter().any(|part| part["role"] == "AS_OF");
        if let Some(day) = asked.variables.as_ref().filter(|_| !names_day).and_then(|all| all.get("asOf")?.as_str()) {
            writeln!(out, "{} {day}", word("AS_OF", language.primary() == "zh"))?;
        }
        write(answer.clone(), &language, out)
    }

    fn asked_of(&self, server: &Server) -> anyhow::Result<InWords> {
        let as_of = self.as_of.map(|day| ("as-of", day.to_string()));
        let query: Vec<_> = [("question", self.words.join(" "))].into_iter().chain(as_of).collect();
        serde_json::from_reader(server.get("ask", &query)?).context("the server's answer is not understood")
    }
}

/// What is wrong with a question, and what would be understood.
fn not_understood(asked: &Asked) -> anyhow::Error {
    let message = asked.message.as_deref().unwrap_or("the question is not understood");
    if asked.suggestions.is_empty() || message.contains("\nhint: ") {
        return anyhow!("{message}");
    }
    anyhow!("{message}\nhint: ask such as `{}`", asked.suggestions.join("`, `"))
}
