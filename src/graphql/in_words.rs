//! A question in words, answered by the GraphQL document that it comes to: a terminal and a program are told the same.

use async_graphql::{Executor, Request, Value as GraphValue, Variables};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    door::Door,
    error::{Code, Fault},
};
use crate::{
    graph::View,
    model::{Day, Role},
    questions::ask::{Intent, Understood, understand},
};

/// How a question in words was understood, and its answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InWords {
    /// The question as it was understood, in its language.
    pub question: String,
    /// Its language, by its tag.
    pub language: String,
    /// The day of which the answer is.
    pub as_of: String,
    /// Whether the question names that day.
    pub names_day: bool,
    /// The GraphQL document that it comes to.
    pub document: String,
    /// The variables of that.
    pub variables: Value,
    /// What was answered, under the name of the field that answers: `suppliers`, `customers` or `paths`.
    pub answer: Map<String, Value>,
}

impl InWords {
    /// Answers a question in words, of this day; of the day that it names, or today, where none is given.
    ///
    /// # Errors
    /// Where the caller may not read, the question is not understood or names another day, or its document is refused.
    pub async fn answer(door: &Door, words: &str, as_of: Option<Day>) -> Result<Self, Fault> {
        door.caller().may(Role::Reader)?;
        let today = door.now().as_of;
        let store = door.store();
        let view = store.view(store.now(as_of.unwrap_or(today)));
        let understood = understand(view, words).map_err(|wrong| Fault::invalid(wrong.to_string()))?;
        let day = match (as_of, understood.as_of) {
            (Some(asked), Some(said)) if asked != said => {
                let message =
                    format!("the question says as of {said}, and as of {asked} is asked for\nhint: say one of them");
                return Err(Fault::invalid(message));
            }
            (asked, said) => asked.or(said).unwrap_or(today),
        };
        let (field, document) = document(&understood);
        let variables = variables(view, &understood, day)?;
        let request = Request::new(&document).variables(Variables::from_json(variables.clone()));
        let answer = door.execute(request).await;
        if let Some(error) = answer.errors.first() {
            let told = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            let busy = told == Some(&GraphValue::from(Code::Busy.as_str()));
            return Err(Fault::new(if busy { Code::Busy } else { Code::Invalid }, error.message.clone()));
        }
        let data = answer.data.into_json().ok();
        let found = data.and_then(|mut data| data.pointer_mut(&format!("/view/{field}")).map(Value::take));
        let found = found.ok_or_else(|| Fault::internal("the answer has no such field"))?;
        Ok(Self {
            question: understood.paraphrase,
            language: understood.language.to_string(),
            as_of: day.to_string(),
            names_day: understood.as_of.is_some(),
            document,
            variables,
            answer: Map::from_iter([(field.to_owned(), found)]),
        })
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

fn variables(view: View<'_>, understood: &Understood, as_of: Day) -> Result<Value, Fault> {
    let gone = || Fault::internal("an entity of the question is gone");
    let key = |node| view.key(node).map(ToString::to_string).ok_or_else(gone);
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
    claims(first: 5) { edges { node { ...Said } } } } \
    restrictions { from { name(language: $language) } to { name(language: $language) } instrument status \
    claims(first: 1) { edges { node { ...Said } } } } } \
    fragment Said on Claim { statement(language: $language) mode holds \
    evidence { locator document { title(language: $language) published publisher { name(language: $language) } } } }";
