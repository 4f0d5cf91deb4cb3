//! Views and ids: what is asked of a date stays on that date, page after page.

use serde_json::{Value, json};

use crate::door::{Tested, claim, code, document, entity};

/// Ten places that China exports to; the even ones only until 2023.
async fn world() -> Tested {
    let mut changes = vec![entity("PLACE", "china", "China"), document("d1", "2022-01-01")];
    for n in 0..10 {
        let to = format!("p{n}");
        changes.push(entity("PLACE", &to, &to.to_uppercase()));
        let mut more = json!({ "status": "ACTIVE", "validFrom": "2021" });
        if n % 2 == 0 {
            more["validTo"] = json!("2023");
        }
        changes.push(claim(&format!("c{n}"), json!({ "export": { "from": "china", "to": to } }), "d1", more));
    }
    Tested::with(&[Value::Array(changes)]).await
}

fn keys(connection: &Value) -> Vec<String> {
    let edges = connection["edges"].as_array().unwrap();
    edges.iter().map(|edge| edge["node"]["key"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn ids_say_their_view_and_keys_do_not() {
    let asked = "{ entity(id: \"china\") { id key }
        fixed: view(asOf: \"2022-06-01\", publishedBy: \"2022-03-01\", carryForwardMonths: 0) {
          id entity(id: \"china\") { id key relations(first: 1) { edges { node { id key to { id } claims { edges { node { id evidence { document { id } } } } } } } } } }
        plain: view { id entity(id: \"china@2022-06-01\") { id } } }";
    let answer = world().await.ask(asked).await;
    assert_eq!(answer["entity"], json!({ "id": "china", "key": "china" }));
    assert_eq!(answer["plain"], json!({ "id": "@now", "entity": { "id": "china" } }));
    let suffix = "@2022-06-01;p2022-03-01;c0";
    let relation = &answer["fixed"]["entity"]["relations"]["edges"][0]["node"];
    assert_eq!(answer["fixed"]["id"], suffix);
    assert_eq!(answer["fixed"]["entity"]["id"], format!("china{suffix}"));
    assert_eq!(relation["id"], format!("export.china.p0{suffix}"));
    assert_eq!(relation["to"]["id"], format!("p0{suffix}"));
    let claim = &relation["claims"]["edges"][0]["node"];
    assert_eq!(claim["id"], format!("c0{suffix}"));
    assert_eq!(claim["evidence"][0]["document"]["id"], format!("d1{suffix}"));
}

#[tokio::test]
async fn an_id_leads_back_into_its_view() {
    let tested = world().await;
    let asked = "query($id: ID!) { node(id: $id) { id ... on Relation { status } ... on View { asOf seq knownAt publishedBy } } }";
    for (id, status) in [("export.china.p0", "ENDED"), ("export.china.p0@2022-06-01", "ACTIVE")] {
        let node = tested.ask_with(asked, json!({ "id": id })).await["node"].clone();
        assert_eq!(node, json!({ "id": id, "status": status }));
    }
    let known = "2025-06-01T00:00:00Z";
    let id = format!("@2022-06-01;k{known};p2022-02-02");
    let node = tested.ask_with(asked, json!({ "id": id })).await["node"].clone();
    let view = json!({ "id": id, "asOf": "2022-06-01", "seq": "1", "knownAt": known, "publishedBy": "2022-02-02" });
    assert_eq!(node, view);
    let now = tested.ask_with(asked, json!({ "id": "@now" })).await["node"].clone();
    assert_eq!(now["asOf"], crate::door::TODAY);
}

#[tokio::test]
async fn relays_refetch_of_page_two_stays_in_its_view() {
    let tested = world().await;
    let page = "relations(first: 4, after: $after) { edges { node { key id } } pageInfo { hasNextPage endCursor } }";
    let first =
        format!("query($after: String) {{ view(asOf: \"2022-06-01\") {{ id entity(id: \"china\") {{ {page} }} }} }}");
    let answer = tested.ask_with(&first, json!({})).await["view"].clone();
    let relations = &answer["entity"]["relations"];
    assert_eq!(keys(relations), ["export.china.p0", "export.china.p1", "export.china.p2", "export.china.p3"]);
    // What Relay makes of a fragment on `View` with a connection: the next page by the view's id.
    let second = format!(
        "query($after: String, $id: ID!) {{ node(id: $id) {{ ... on View {{ entity(id: \"china\") {{ {page} }} }} }} }}"
    );
    let variables = json!({ "id": answer["id"], "after": relations["pageInfo"]["endCursor"] });
    let answer = tested.ask_with(&second, variables).await;
    let relations = &answer["node"]["entity"]["relations"];
    assert_eq!(keys(relations), ["export.china.p4", "export.china.p5", "export.china.p6", "export.china.p7"]);
    assert_eq!(relations["edges"][0]["node"]["id"], "export.china.p4@2022-06-01");
}

#[tokio::test]
async fn pages_hold_still_while_others_write() {
    let tested = world().await;
    let asked = "query($after: String) { entity(id: \"china\") { relations(first: 2, after: $after) {
        totalCount edges { node { key status } } pageInfo { endCursor hasNextPage hasPreviousPage } } } }";
    let mut after = Value::Null;
    let mut met = Vec::new();
    for n in 0.. {
        let answer = tested.ask_with(asked, json!({ "after": after })).await["entity"]["relations"].clone();
        assert_eq!(answer["totalCount"], 5);
        assert_eq!(answer["pageInfo"]["hasPreviousPage"], n > 0);
        met.extend(keys(&answer));
        after = answer["pageInfo"]["endCursor"].clone();
        if answer["pageInfo"]["hasNextPage"] == false {
            break;
        }
        // A place that would stand before and behind the cursor, and the end of one that was to come.
        let new = format!("p{n}x");
        let export = json!({ "export": { "from": "china", "to": new } });
        let ended = json!({ "export": { "from": "china", "to": "p9" } });
        tested
            .commit(json!([
                entity("PLACE", &new, &new),
                claim(&format!("n{n}"), export, "d1", json!({ "status": "ACTIVE" })),
                claim(&format!("e{n}"), ended, "d1", json!({ "status": "ENDED", "validFrom": "2025-01-01" })),
            ]))
            .await;
    }
    assert_eq!(met, ["export.china.p1", "export.china.p3", "export.china.p5", "export.china.p7", "export.china.p9"]);
}

#[tokio::test]
async fn a_cursor_is_of_one_question_in_one_view() {
    let tested = world().await;
    let cursor = tested.ask("{ entities(first: 1) { pageInfo { endCursor } } }").await;
    let cursor = cursor["entities"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    for (asked, taken) in [
        ("{ entities(after: \"CURSOR\") { totalCount } }", true),
        ("{ entities(first: 3, after: \"CURSOR\") { totalCount } }", true),
        ("{ entities(orderBy: KEY, after: \"CURSOR\") { totalCount } }", false),
        ("{ relations(after: \"CURSOR\") { totalCount } }", false),
        ("{ view(asOf: \"2025-06-13\") { entities(after: \"CURSOR\") { totalCount } } }", false),
    ] {
        let asked = asked.replace("CURSOR", &cursor);
        if taken {
            tested.ask(&asked).await;
        } else {
            let error = tested.fails(&asked).await;
            assert_eq!(code(&error), "INVALID", "{asked}");
            assert!(error["message"].as_str().unwrap().contains("hint:"));
        }
    }
    // A cursor cannot reach what is not published yet.
    let [question, rest] = cursor.splitn(2, '.').collect::<Vec<_>>()[..] else { panic!() };
    let forged = format!("{question}.9{rest}");
    assert_eq!(code(&tested.fails(&format!("{{ entities(after: \"{forged}\") {{ totalCount }} }}")).await), "INVALID");
}

#[tokio::test]
async fn before_the_store_was_first_filled_it_knew_nothing() {
    let asked = "{ view(knownAt: \"2025-05-31T00:00:00Z\") { seq entity(id: \"china\") { key } entities { totalCount } }
        printed: view(publishedBy: \"2021-12-31\") { entity(id: \"china\") { relations(includeLapsed: true) { totalCount } } } }";
    let answer = world().await.ask(asked).await;
    assert_eq!(answer["view"], json!({ "seq": "0", "entity": null, "entities": { "totalCount": 0 } }));
    assert_eq!(answer["printed"]["entity"]["relations"]["totalCount"], 0);
}

#[tokio::test]
async fn all_fields_of_a_request_see_one_state() {
    let asked = "{ service { seq } view { seq } a: entities { totalCount } b: view(asOf: \"2020-01-01\") { seq } }";
    let answer = world().await.ask(asked).await;
    assert_eq!([&answer["service"]["seq"], &answer["view"]["seq"], &answer["b"]["seq"]], ["1", "1", "1"]);
}

#[tokio::test]
async fn pages_are_read_from_either_end() {
    let tested = world().await;
    let page = |args: &str| {
        format!(
            "{{ entities(orderBy: KEY{args}) {{ edges {{ cursor node {{ key }} }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"
        )
    };
    let last = tested.ask(&page(", last: 3")).await["entities"].clone();
    assert_eq!(keys(&last), ["p7", "p8", "p9"]);
    assert_eq!(last["pageInfo"], json!({ "hasNextPage": false, "hasPreviousPage": true }));
    let cursor = last["edges"][0]["cursor"].as_str().unwrap();
    let before = tested.ask(&page(&format!(", last: 2, before: \"{cursor}\""))).await["entities"].clone();
    assert_eq!(keys(&before), ["p5", "p6"]);
    assert_eq!(before["pageInfo"], json!({ "hasNextPage": true, "hasPreviousPage": true }));
    let none = tested.ask(&page(", first: 0")).await["entities"].clone();
    assert_eq!((keys(&none), &none["pageInfo"]["hasNextPage"]), (vec![], &json!(true)));
}

#[tokio::test]
async fn a_page_goes_on_with_the_day_on_which_it_was_begun() {
    let tested = world().await;
    let asked = "query($after: String) { view { asOf } entity(id: \"china\") { relations(first: 2, after: $after) {
        totalCount pageInfo { endCursor } } } }";
    let before = tested.ask_with(asked, json!({})).await;
    let after = before["entity"]["relations"]["pageInfo"]["endCursor"].clone();
    let another_day = Tested::on(tested.store, "2022-06-01");
    let answer = another_day.ask_with(asked, json!({ "after": after })).await;
    assert_eq!(answer["view"]["asOf"], "2022-06-01");
    assert_eq!(answer["entity"]["relations"]["totalCount"], 5);
    let anew = another_day.ask_with(asked, json!({})).await;
    assert_eq!(anew["entity"]["relations"]["totalCount"], 10);
}

#[tokio::test]
async fn a_hub_is_read_like_any_other() {
    let mut changes = vec![entity("PLACE", "hub", "Hub"), document("d1", "2022-01-01")];
    for n in 0..1100 {
        let to = format!("p{n:04}");
        changes.push(entity("PLACE", &to, &to));
        let about = json!({ "export": { "from": "hub", "to": to } });
        changes.push(claim(&format!("c{n}"), about, "d1", json!({ "status": "ACTIVE" })));
    }
    let tested = Tested::with(&[Value::Array(changes)]).await;
    let asked = "{ entity(id: \"hub\") { relations(last: 1) { totalCount edges { node { key } } } } }";
    let relations = tested.ask(asked).await["entity"]["relations"].clone();
    assert_eq!((keys(&relations), &relations["totalCount"]), (vec!["export.hub.p1099".to_owned()], &json!(1100)));
}

#[tokio::test]
async fn relations_are_in_the_order_of_their_keys_whatever_these_are_like() {
    let names =
        ["ab", "ab-c", "ab.d", "ab_e", "abc", "a-b", "a-name-that-is-long-1", "a-name-that-is-long-2", "a-name-that"];
    let mut changes = vec![entity("PLACE", "hub", "Hub"), document("d1", "2022-01-01")];
    for (n, name) in names.into_iter().enumerate() {
        changes.push(entity("PLACE", name, name));
        let about = json!({ "export": { "from": "hub", "to": name } });
        changes.push(claim(&format!("c{n}"), about, "d1", json!({ "status": "ACTIVE" })));
        let about = json!({ "location": { "from": name, "to": "hub" } });
        changes.push(claim(&format!("l{n}"), about, "d1", json!({ "status": "ACTIVE" })));
    }
    let tested = Tested::with(&[Value::Array(changes)]).await;
    for direction in ["OUT", "IN", "BOTH"] {
        let page = async |rest: &str| {
            let asked = format!(
                "{{ entity(id: \"hub\") {{ relations(direction: {direction}, orderBy: KEY, {rest}) {{ edges {{ node {{ key }} }} }} }} }}"
            );
            keys(&tested.ask(&asked).await["entity"]["relations"])
        };
        let all = page("first: 100").await;
        let mut sorted = all.clone();
        sorted.sort_unstable();
        assert_eq!(all, sorted);
        assert_eq!(all.len(), if direction == "BOTH" { 18 } else { 9 });
        for few in 0..all.len() {
            assert_eq!(page(&format!("first: {few}")).await, all[..few]);
            assert_eq!(page(&format!("last: {few}")).await, all[all.len() - few..]);
        }
    }
}
