//! What is refused: each with a code of the contract, a path, and what to do; and nothing is written.

use std::sync::Arc;

use lodegraph::{
    journal::{AppendError, Follow, Journal, JournalError, MemoryJournal},
    model::{Entry, Seq},
    store::Store,
};
use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

async fn world() -> Tested {
    Tested::with(&[json!([
        entity("PLACE", "us", "United States"),
        entity("PLACE", "china", "China"),
        entity("ORGANIZATION", "chamber-a", "Chamber"),
        entity("ORGANIZATION", "chamber-b", "Chamber"),
        entity("COMMODITY", "rare-earths", "Rare earths"),
        entity("FACILITY", "plant", "Plant"),
        document("d1", "2025-06-03"),
        claim("c1", json!({ "export": { "from": "china", "to": "us" } }), "d1", json!({})),
    ])])
    .await
}

/// An error of reading: its code, its path, and a word of its message.
async fn check(query: &str, expected: &str, path: Value, word: &str) -> Value {
    let error = world().await.fails(query).await;
    assert_eq!(code(&error), expected, "{error:#}");
    assert_eq!(error["path"], path, "{error:#}");
    assert!(error["message"].as_str().unwrap().contains(word), "{error:#}");
    error
}

/// An error of writing: its code, which change and where in it, and a word of its message.
async fn refused(changes: Value, expected: &str, change: usize, field: &str, word: &str) {
    let error = world().await.refused(changes).await;
    assert_eq!(code(&error), expected, "{error:#}");
    assert_eq!(error["path"], json!(["commit"]), "{error:#}");
    assert_eq!(error["extensions"]["change"], change, "{error:#}");
    assert_eq!(error["extensions"]["field"], field, "{error:#}");
    assert!(error["message"].as_str().unwrap().contains(word), "{error:#}");
}

#[tokio::test]
async fn what_is_asked_about_and_not_there_is_not_found() {
    let error =
        check("{ suppliers(of: \"atlantis\") { totalCount } }", "NOT_FOUND", json!(["suppliers"]), "hint:").await;
    assert_eq!(error["extensions"]["argument"], "of");
    check("{ claims(where: { document: \"d9\" }) { totalCount } }", "NOT_FOUND", json!(["claims"]), "`d9`").await;
    let asked = "{ past: view(asOf: \"2022-01-01\") { relations(where: { from: \"mars\" }) { totalCount } } }";
    check(asked, "NOT_FOUND", json!(["past", "relations"]), "`mars`").await;
}

#[tokio::test]
async fn an_id_of_nothing_is_null_where_it_is_looked_up() {
    let asked = "{ node(id: \"atlantis\") { id } nodes(ids: [\"us\", \"atlantis\", \"us@2022-01-01\"]) { id }
        entity(id: \"atlantis\") { key } relation(id: \"export.us.china\") { key } }";
    let answer = world().await.ask(asked).await;
    let nodes = json!([{ "id": "us" }, null, { "id": "us@2022-01-01" }]);
    assert_eq!(answer, json!({ "node": null, "nodes": nodes, "entity": null, "relation": null }));
}

#[tokio::test]
async fn a_name_of_several_is_ambiguous_and_tells_the_candidates() {
    let error = check("{ entity(id: \"chamber\") { key } }", "AMBIGUOUS", json!(["entity"]), "hint:").await;
    assert_eq!(error["extensions"]["candidates"], json!(["chamber-a", "chamber-b"]));
}

#[tokio::test]
async fn a_date_that_is_none_is_refused_before_anything_runs() {
    let asked = "{ v: view(asOf: \"2025-02-30\") { seq } }";
    check(asked, "INVALID", json!(["v"]), "hint: write it as `\"2025-06-13\"`").await;
    let asked = "{ view(knownAt: \"yesterday\") { seq } }";
    check(asked, "INVALID", json!(["view"]), "hint:").await;
    let tested = world().await;
    let response = tested.send("query($d: Date) { view(asOf: $d) { seq } }", json!({ "d": "2025" })).await;
    let body = serde_json::to_value(response).unwrap();
    assert_eq!(code(&body["errors"][0]), "INVALID", "{body:#}");
    check("{ node(id: \"us@someday\") { id } }", "INVALID", json!(["node"]), "hint:").await;
}

#[tokio::test]
async fn a_document_that_is_no_question_is_invalid() {
    check("{ entity(id: \"us\") { colour } }", "INVALID", Value::Null, "colour").await;
    check("{ entity(id: ", "INVALID", Value::Null, "").await;
    check("{ entity { key } }", "INVALID", json!(["entity"]), "exactly one of").await;
    check("{ view(carryForwardMonths: -1) { seq } }", "INVALID", json!(["view"]), "0 to 1200").await;
}

#[tokio::test]
async fn a_page_has_its_limits() {
    check("{ entities(first: 1001) { totalCount } }", "TOO_COSTLY", json!(["entities"]), "1000").await;
    check("{ entities(first: -1) { totalCount } }", "INVALID", json!(["entities"]), "`-1`").await;
    check("{ entities(first: 1, last: 1) { totalCount } }", "INVALID", json!(["entities"]), "not by both").await;
    check("{ entities(after: \"x\") { totalCount } }", "INVALID", json!(["entities"]), "hint:").await;
}

#[tokio::test]
async fn the_questions_about_supply_say_what_is_wrong() {
    check("{ suppliers(of: \"us\", maxHops: 13) { totalCount } }", "INVALID", json!(["suppliers"]), "1 to 12").await;
    check("{ paths(from: \"us\", to: \"us\") { totalCount } }", "INVALID", json!(["paths"]), "expected two").await;
    let asked = "{ customers(of: \"us\", commodity: \"china\") { totalCount } }";
    let error = check(asked, "INVALID", json!(["customers"]), "COMMODITY").await;
    assert_eq!(error["extensions"]["argument"], "commodity");
    check("{ suppliers(of: \"us\", avoid: [\"d1\"]) { totalCount } }", "INVALID", json!(["suppliers"]), "neither")
        .await;
}

#[tokio::test]
async fn a_claim_without_evidence_is_refused() {
    let mut alone = claim("c2", json!({ "export": { "from": "china", "to": "us" } }), "d1", json!({}));
    alone["assert"]["evidence"] = json!([]);
    refused(json!([document("d2", "2025"), alone]), "NO_EVIDENCE", 1, "evidence", "hint:").await;
}

#[tokio::test]
async fn a_tie_that_its_kind_forbids_is_refused() {
    let held = json!({ "restriction": { "from": "rare-earths", "to": "us", "instrument": "BAN" } });
    let field = "about.restriction.from";
    refused(json!([claim("c2", held, "d1", json!({}))]), "FORBIDDEN_TIE", 0, field, "never a COMMODITY").await;
    let run = json!({ "operation": { "from": "us", "to": "china" } });
    refused(json!([claim("c2", run, "d1", json!({}))]), "FORBIDDEN_TIE", 0, "about.operation.to", "FACILITY").await;
    let itself = json!({ "ownership": { "from": "us", "to": "us" } });
    refused(json!([claim("c2", itself, "d1", json!({}))]), "FORBIDDEN_TIE", 0, "about.ownership", "itself").await;
}

#[tokio::test]
async fn a_merge_into_itself_is_refused() {
    let merge = json!({ "merge": { "from": "us", "into": "us", "reason": "one" } });
    refused(json!([merge]), "INVALID", 0, "into", "hint:").await;
}

#[tokio::test]
async fn what_is_written_names_what_is_there_by_key() {
    let from = |from: &str| json!([claim("c2", json!({ "export": { "from": from, "to": "us" } }), "d1", json!({}))]);
    refused(from("atlantis"), "NOT_FOUND", 0, "about.export.from", "`atlantis`").await;
    refused(from("China"), "INVALID", 0, "about.export.from", "never by a name").await;
    let tested = world().await;
    tested.commit(from("china@2022-01-01")).await;
    let unknown = json!([{ "retract": { "claim": "c9", "reason": "wrong" } }]);
    refused(unknown, "NOT_FOUND", 0, "claim", "`c9`").await;
}

#[tokio::test]
async fn a_key_stands_for_one_thing() {
    refused(json!([document("d1", "2024-01-01")]), "KEY_TAKEN", 0, "key", "hint:").await;
    let other = claim("c1", json!({ "export": { "from": "us", "to": "china" } }), "d1", json!({}));
    refused(json!([other]), "KEY_TAKEN", 0, "key", "never changed").await;
    refused(json!([entity("PLACE", "d1", "D")]), "KEY_TAKEN", 0, "key", "`d1`").await;
}

#[tokio::test]
async fn a_figure_or_a_period_that_cannot_be_is_refused() {
    let of = |measure: Value| {
        let about = json!({ "export": { "from": "china", "to": "us" } });
        json!([claim("c2", about, "d1", json!({ "measures": [measure] }))])
    };
    let backwards = json!({ "metric": "SHARE", "value": "1", "unit": "%", "periodFrom": "2025", "periodTo": "2024" });
    refused(of(backwards), "INVALID", 0, "measures.periodTo", "ends before it begins").await;
    let endless = json!({ "metric": "SHARE", "value": "1", "unit": "%", "periodTo": "2024" });
    refused(of(endless), "INVALID", 0, "measures.periodFrom", "needs a beginning").await;
    let outside = json!({ "metric": "SHARE", "value": "50", "low": "60", "unit": "%" });
    refused(of(outside), "INVALID", 0, "", "does not lie").await;
}

#[tokio::test]
async fn a_later_change_that_is_refused_takes_the_earlier_ones_with_it() {
    let tested = world().await;
    let merge = json!({ "merge": { "from": "us", "into": "us", "reason": "one" } });
    let error = tested.refused(json!([entity("PLACE", "japan", "Japan"), merge])).await;
    assert_eq!(error["extensions"]["change"], 1);
    assert_eq!(tested.ask("{ entity(id: \"japan\") { key } }").await["entity"], Value::Null);
}

#[tokio::test]
async fn more_than_a_transaction_may_hold_is_too_large() {
    let mut large = document("d2", "2025");
    large["putDocument"]["passages"] = json!([{ "text": "x".repeat(900_001) }]);
    let error = world().await.refused(json!([large])).await;
    assert_eq!((code(&error), &error["path"]), ("TOO_LARGE", &json!(["commit"])));
    assert!(error["message"].as_str().unwrap().contains("hint:"));
}

/// A journal whose disk has failed.
struct Broken(MemoryJournal);

impl Journal for Broken {
    fn append(&self, _: Seq, _: &[Entry]) -> Result<Seq, AppendError> {
        Err(AppendError::Refused { why: "the disk is full".to_owned() })
    }

    fn read(&self, from: Seq) -> Box<dyn Iterator<Item = Result<Entry, JournalError>> + '_> {
        self.0.read(from)
    }

    fn head(&self) -> Seq {
        self.0.head()
    }

    fn follow(&self, from: Seq) -> Box<dyn Follow> {
        self.0.follow(from)
    }
}

#[tokio::test]
async fn a_store_whose_disk_has_failed_can_only_be_read() {
    let store = Store::over(Box::new(Broken(MemoryJournal::new()))).unwrap();
    let tested = Tested::over(Arc::new(store));
    let error = tested.refused(json!([entity("PLACE", "us", "United States")])).await;
    assert_eq!((code(&error), &error["path"]), ("READ_ONLY", &json!(["commit"])));
    assert!(error["message"].as_str().unwrap().contains("hint:"), "{error:#}");
    assert_eq!(tested.ask("{ service { seq } }").await["service"]["seq"], "0");
}
