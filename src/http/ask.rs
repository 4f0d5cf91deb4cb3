//! `GET /ask?question=&as-of=`: a question in words, with the GraphQL document that it comes to and its answer.

use axum::{
    Json,
    extract::{Extension, Query, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{doors::Doors, rights::refusal};
use crate::graphql::{Caller, Code, Fault, InWords};

/// What the address says.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Asked {
    question: String,
    as_of: Option<String>,
}

pub(super) async fn ask(
    State(doors): State<Doors>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Response {
    match answered(&doors, caller, asked).await {
        Ok(answered) => Json(answered).into_response(),
        Err(fault) => refusal(&fault),
    }
}

async fn answered(doors: &Doors, caller: Caller, asked: Asked) -> Result<InWords, Fault> {
    let unread = || Fault::new(Code::ReadOnly, "the journal is being read\nhint: ask again in a moment");
    let door = doors.door().ok_or_else(unread)?.of(caller);
    let as_of = asked.as_of.map(|day| day.parse()).transpose()?;
    InWords::answer(&door, &asked.question, as_of, |cost| doors.measures().asked(cost)).await
}
