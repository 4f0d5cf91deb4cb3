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

    /// Whether a question supposes that a restriction is lifted or trade stopped where there is none: it says so.
    fn nothing_to_change(&self, said: &Value, filled: &Filled) -> Result<bool, String> {
        let unclear = said["unclear"].as_array().unwrap();
        let nothing = unclear.len() == 1 && unclear[0]["because"] == "NOTHING" && unclear[0]["role"] == "CHANGE";
        let (Some(from), Some(to)) = (filled.parts.get("ifFrom"), filled.parts.get("ifTo")) else { return Ok(nothing) };
        let day = filled.parts.get("asOf").map_or(TODAY, String::as_str);
        let lifts = filled.sentence.contains("lift") || filled.sentence.contains("取消");
        let kinds = if lifts {
            let statuses = "statuses: [CONSIDERED, DISCUSSED, REQUESTED, ANNOUNCED, AGREED, EASED, ACTIVE]";
            // The table's sentences name no other instrument together with a target.
            let ban = ["ban", "halt", "禁令"].iter().any(|word| filled.sentence.contains(word));
            format!("[RESTRICTION], {statuses}{}", if ban { ", instruments: [BAN]" } else { "" })
        } else {
            "[EXPORT]".to_owned()
        };
        let filter = format!("from: \"{from}\", to: \"{to}\", kinds: {kinds}");
        let asked = format!("{{ view(asOf: \"{day}\") {{ to: relations(where: {{ {filter} }}) {{ totalCount }} }} }}");
        let there = &self.run(&asked, json!({}))?["view"]["to"]["totalCount"];
        Ok(nothing && *there == json!(0))
    }

    /// Holds a question to what it has to be understood as, and its document to the question asked directly.
    pub fn check(&self, kind: &str, filled: &Filled, chinese: bool) -> Result<(), String> {
        let said = self.ask(&filled.text)?;
        let same = |what: &str, is: &Value, expected: Value| {
            if *is == expected { Ok(()) } else { Err(format!("{what} is {is}, not {expected}, in {said:#}")) }
        };
        if said["understood"] == false && self.nothing_to_change(&said, filled)? {
            return Ok(());
        }
        same("understood", &said["understood"], json!(true))?;
        let reading = &said["reading"];
        same("what is asked", &reading["asks"], json!(kind))?;
        same("the language", &reading["language"], json!(if chinese { "zh" } else { "en" }))?;
        let units: Vec<u16> = filled.text.encode_utf16().collect();
        let parts = reading["parts"].as_array().unwrap();
        for part in parts {
            let place = [&part["start"], &part["end"]].map(|at| usize::try_from(at.as_u64().unwrap()).unwrap());
            same("the words", &part["words"], json!(String::from_utf16(&units[place[0]..place[1]]).unwrap()))?;
            if !part["entity"].is_null() {
                same("the entity", &part["entity"]["key"], part["value"].clone())?;
            }
        }
        for (name, value) in &filled.parts {
            let told = parts.iter().filter(|part| part["role"] == json!(role(name)));
            let values: Vec<&Value> = told.map(|part| &part["value"]).collect();
            same(name, &json!(values), json!([value]))?;
        }
        // What stands for a change and an instrument has no braces: each is one part more.
        let bare = parts.iter().filter(|part| part["role"] == "CHANGE" || part["role"] == "IF_INSTRUMENT").count();
        same("the number of parts", &json!(parts.len()), json!(filled.parts.len() + bare))?;
        let answer = self.run(said["document"].as_str().unwrap(), said["variables"].clone())?;
        let changes = ["changes", "supposed"].iter().find_map(|name| said["variables"][*name].as_array());
        let mut filled = filled.clone();
        if kind == "CONCENTRATION" && !filled.parts.contains_key("metric") {
            // Values, else quantities, else shares: the first of which there are any.
            for metric in ["SHARE", "QUANTITY", "VALUE"] {
                let mut tried = filled.clone();
                tried.parts.insert("metric".to_owned(), metric.to_owned());
                let found = self.run(&direct::document(kind, &tried, None), json!({}))?;
                if found["view"]["concentration"]["resultCount"] != json!(0) {
                    filled.parts.insert("metric".to_owned(), metric.to_owned());
                }
            }
        }
        let direct = self.run(&direct::document(kind, &filled, changes.map(|all| literal(all))), json!({}))?;
        if is_part(&direct["view"], &answer["view"]) {
            return Ok(());
        }
        Err(format!("it is answered {answer:#}, and directly {direct:#}"))
    }
}

/// The role of what stands in braces.
fn role(name: &str) -> &'static str {
    match name {
        "of" | "product" => "OF",
        "from" => "FROM",
        "to" => "TO",
        "about" => "ABOUT",
        "commodity" => "COMMODITY",
        "avoid" => "AVOID",
        "stage" => "STAGE",
        "standings" => "STANDING",
        "metric" | "amount" => "METRIC",
        "grouping" => "GROUPING",
        "asOf" | "fromDate" => "AS_OF",
        "toDate" => "TO_DATE",
        "publishedBy" => "PUBLISHED_BY",
        "since" => "SINCE",
        "until" => "UNTIL",
        "ifRemoved" => "IF_REMOVED",
        "ifFrom" => "IF_FROM",
        "ifTo" => "IF_TO",
        "ifCommodity" => "IF_COMMODITY",
        other => panic!("{other} has no role"),
    }
}

/// Changes that only name what falls away, as they stand in a document.
fn literal(changes: &[Value]) -> String {
    let change = |change: &Value| {
        let (name, value) = change.as_object().unwrap().iter().next().unwrap();
        format!("{{ {name}: {value} }}")
    };
    changes.iter().map(change).collect::<Vec<_>>().join(", ")
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
