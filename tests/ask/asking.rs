//! A store of the bundled facts, and how a question in words is held against it.

use std::sync::Arc;

use async_graphql::{Executor, Request, Variables};
use lodegraph::{
    graphql::Door,
    ingest,
    journal::MemoryJournal,
    store::{Store, Transaction},
};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::{direct, filling::Filled};

/// The day on which it is asked.
pub const TODAY: &str = "2025-06-13";

/// What `ask` says.
const ASK: &str =
    "query($question: String!) { ask(question: $question) { understood message document variables suggestions
    reading { asks language phrase parts { role words start end variable value entity { key } } }
    unclear { role words because candidates { key } } } }";

pub struct Asking {
    door: Door,
    runtime: Runtime,
}

impl Asking {
    pub fn of_the_facts() -> Self {
        let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
        for batch in ingest::bundled() {
            let changes = batch.changes.into_iter().map(|placed| placed.change).collect();
            store.commit(Transaction { changes, ..Transaction::default() }).unwrap();
        }
        let door = Door::new(Arc::new(store), || TODAY.parse().unwrap());
        Self { door, runtime: Builder::new_current_thread().enable_time().build().unwrap() }
    }

    /// Asks a document, which must be answered without an error.
    pub fn run(&self, document: &str, variables: Value) -> Result<Value, String> {
        let request = Request::new(document).variables(Variables::from_json(variables.clone()));
        let answer = self.runtime.block_on(self.door.execute(request));
        if answer.errors.is_empty() {
            return Ok(answer.data.into_json().unwrap());
        }
        Err(format!("{:?} to {document} with {variables}", answer.errors))
    }

    /// What `ask` says of a question.
    pub fn ask(&self, question: &str) -> Result<Value, String> {
        Ok(self.run(ASK, json!({ "question": question }))?["ask"].clone())
    }

    /// Holds a question to what it has to be understood as, and its document to the question asked directly.
    pub fn check(&self, kind: &str, filled: &Filled, chinese: bool) -> Result<(), String> {
        let said = self.ask(&filled.text)?;
        let same = |what: &str, is: &Value, expected: Value| {
            if *is == expected { Ok(()) } else { Err(format!("{what} is {is}, not {expected}, in {said:#}")) }
        };
        same("understood", &said["understood"], json!(true))?;
        let reading = &said["reading"];
        same("what is asked", &reading["asks"], json!(kind))?;
        same("the language", &reading["language"], json!(if chinese { "zh" } else { "en" }))?;
        let units: Vec<u16> = filled.text.encode_utf16().collect();
        let parts = reading["parts"].as_array().unwrap();
        for part in parts {
            let place = [&part["start"], &part["end"]].map(|at| usize::try_from(at.as_u64().unwrap()).unwrap());
            let words = String::from_utf16(&units[place[0]..place[1]]).unwrap();
            same("the words", &part["words"], json!(words))?;
            let (variable, value) = (part["variable"].as_str().unwrap(), &part["value"]);
            if let Some(expected) = filled.parts.get(variable) {
                same(variable, value, json!(expected))?;
            }
            if !part["entity"].is_null() {
                same("the entity", &part["entity"]["key"], value.clone())?;
            }
        }
        for name in filled.parts.keys() {
            let told = parts.iter().any(|part| part["variable"] == json!(name));
            if !told {
                return Err(format!("no part fills `{name}` in {said:#}"));
            }
        }
        let answer = self.run(said["document"].as_str().unwrap(), said["variables"].clone())?;
        let direct = self.run(&direct::document(kind, &filled.parts), json!({}))?;
        if is_part(&direct["view"], &answer["view"]) {
            return Ok(());
        }
        Err(format!("it is answered {answer:#}, and directly {direct:#}"))
    }
}

/// Whether all that one answer says is said by another, which may say more of each thing.
fn is_part(less: &Value, more: &Value) -> bool {
    match (less, more) {
        (Value::Object(less), Value::Object(more)) => {
            less.iter().all(|(name, value)| more.get(name).is_some_and(|other| is_part(value, other)))
        }
        (Value::Array(less), Value::Array(more)) => {
            less.len() == more.len() && less.iter().zip(more).all(|(one, other)| is_part(one, other))
        }
        _ => less == more,
    }
}
