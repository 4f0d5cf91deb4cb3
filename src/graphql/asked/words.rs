//! A question in words with its answer, for a terminal and for programs that ask by one address: both are asked of the door of
//! GraphQL, so that all are told the same.

use async_graphql::{Request, Variables};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    graphql::{
        answered::Answered,
        door::Door,
        error::{Code, Fault},
    },
    model::{Day, Role},
};

/// How a question in words was understood, and its answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InWords {
    /// What `ask` answers, under the contract's names.
    #[serde(flatten)]
    pub asked: Asked,
    /// What the document answers under `view`; null where the question was not understood.
    pub answer: Option<Map<String, Value>>,
}

/// What `ask` answers, under the contract's names.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Whether it was understood.
    pub understood: bool,
    /// Why it was not.
    pub message: Option<String>,
    /// How it was.
    pub reading: Option<Read>,
    /// The document that answers it.
    pub document: Option<String>,
    /// The variables of that.
    pub variables: Option<Map<String, Value>>,
    /// The parts that are not clear.
    pub unclear: Vec<Value>,
    /// Questions that would be understood.
    pub suggestions: Vec<String>,
}

/// How a question was understood.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    /// What it asks for.
    pub asks: String,
    /// The language that it is answered in, by its tag.
    pub language: String,
    /// The question said again.
    pub phrase: Option<String>,
    /// Its parts.
    pub parts: Vec<Value>,
}

/// The document that asks how a question is understood.
pub const ASK: &str = include_str!("ask.graphql");

impl InWords {
    /// Answers a question in words, of this day; of the day that it names, or today, where none is given. What each document costs that is
    /// executed for it is told.
    ///
    /// # Errors
    /// Where the caller may not read, the question names another day, or its document is refused. A question that is not understood is
    /// no error: the answer says so.
    pub async fn answer(
        door: &Door,
        words: &str,
        as_of: Option<Day>,
        cost: impl Fn(u64) + Sync,
    ) -> Result<Self, Fault> {
        door.caller().may(Role::Reader)?;
        let question = json!({ "question": words, "asOf": as_of.map(|day| day.to_string()) });
        let asked = view(door, ASK, question, &cost).await?.remove("ask").unwrap_or_default();
        let asked: Asked =
            serde_json::from_value(asked).map_err(|_| Fault::internal("a question was not answered as it is asked"))?;
        let (Some(document), Some(variables)) = (&asked.document, &asked.variables) else {
            return Ok(Self { asked, answer: None });
        };
        // A span that is compared ends on the day that is asked of.
        let day_of = if variables.contains_key("toDate") { "toDate" } else { "asOf" };
        if let (Some(day), Some(said)) = (as_of, variables.get(day_of).and_then(Value::as_str))
            && day.to_string() != said
        {
            let message =
                format!("the question says as of {said}, and as of {day} is asked for\nhint: say one of them");
            return Err(Fault::invalid(message));
        }
        let answer = Some(view(door, document, Value::Object(variables.clone()), &cost).await?);
        Ok(Self { asked, answer })
    }
}

/// What a document answers under `view`; what it costs is told.
async fn view(
    door: &Door,
    document: &str,
    variables: Value,
    cost: &(impl Fn(u64) + Sync),
) -> Result<Map<String, Value>, Fault> {
    let asked = Request::new(document).variables(Variables::from_json(variables));
    let answered = match door.read(asked, door.now()) {
        Ok(ready) => {
            cost(ready.cost());
            door.answer(ready).await
        }
        Err(refused) => *refused,
    };
    if let Some(fault) = fault(&answered) {
        return Err(fault);
    }
    match answered.into_response().data.into_json().ok().and_then(|mut data| data.get_mut("view").map(Value::take)) {
        Some(Value::Object(view)) => Ok(view),
        _ => Err(Fault::internal("the answer has no view")),
    }
}

/// Why a document was not answered, or not in whole.
fn fault(answered: &Answered) -> Option<Fault> {
    let message = answered.errors().first()?.message.clone();
    Some(Fault::new(answered.code().and_then(Code::of).unwrap_or(Code::Internal), message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_keeps_its_code() {
        for code in [Code::Internal, Code::TooCostly, Code::Busy, Code::Invalid, Code::Forbidden, Code::NotFound] {
            let kept = fault(&Answered::refusal(Fault::new(code, "why"))).unwrap();
            assert_eq!(kept.code, code);
        }
    }
}
