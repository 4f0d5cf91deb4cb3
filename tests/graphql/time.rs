//! How long a request may take, and what becomes of one that nobody waits for.

use std::time::Duration;

use async_graphql::{Executor, Request};
use futures_util::StreamExt;
use lodegraph::graphql::{Door, Limits};
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{
    dense::{LONG, dense},
    door::TODAY,
};

const PATIENCE: Duration = Duration::from_secs(20);
fn door(time: Duration) -> Door {
    let today = TODAY.parse().unwrap();
    Door::within(Limits { time, ..Limits::default() }, dense(40), move || today)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_whose_time_is_over_says_so_and_is_told_from_one_that_is_whole() {
    let door = door(Duration::from_millis(20));
    let read =
        |query: &str| door.read(Request::new(query), door.now()).map_err(|refused| refused.into_response()).unwrap();
    let cut = timeout(PATIENCE, door.answer(read(LONG))).await.expect("it stops");
    let report = json!({ "complete": false, "reachedBound": "time" });
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&cut.json()).unwrap()["data"]["paths"],
        json!({ "totalCount": null, "search": report })
    );
    assert!(cut.cut_short && cut.ran && cut.took >= Duration::from_millis(20), "{cut:?}");
    let whole = door.answer(read("{ entity(id: \"p1\") { key } }")).await;
    assert!(!whole.cut_short && whole.ran, "{whole:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_stops_when_its_request_is_dropped() {
    let door = door(Duration::from_secs(3_600));
    let asking = tokio::spawn({
        let door = door.clone();
        async move { door.execute(Request::new(LONG)).await }
    });
    let under_way = |wanted: usize| {
        let door = door.clone();
        timeout(PATIENCE, async move {
            while door.heavy_under_way() != wanted {
                sleep(Duration::from_millis(5)).await;
            }
        })
    };
    under_way(1).await.expect("it begins");
    asking.abort();
    assert!(asking.await.unwrap_err().is_cancelled());
    under_way(0).await.expect("it stops");
    let answer = door.execute(Request::new("{ entity(id: \"p1\") { key } }")).await;
    assert_eq!(serde_json::to_value(&answer).unwrap()["data"], json!({ "entity": { "key": "p1" } }));
    assert_eq!(answer.errors.len(), 0);
}

#[tokio::test]
async fn what_a_subscription_searches_takes_a_turn_and_stops_when_nobody_follows() {
    let today = TODAY.parse().unwrap();
    let limits = Limits { time: 3 * PATIENCE, cost: u64::MAX, ..Limits::default() };
    let door = Door::within(limits, dense(40), move || today);
    let asked = "subscription { suppliers(of: \"p0\", after: \"1\", maxHops: 3) { appeared { paths(first: 1) { totalCount } } } }";
    let under_way = |wanted: usize| {
        let door = door.clone();
        timeout(PATIENCE, async move {
            while door.heavy_under_way() != wanted {
                sleep(Duration::from_millis(5)).await;
            }
        })
    };
    let mut following = door.execute_stream(Request::new(asked), None);
    let followed = tokio::spawn(async move { following.next().await.is_some() });
    under_way(1).await.expect("it begins");
    // It goes on on a thread of its own: this one, the only one that serves requests, is free.
    let answer = door.execute(Request::new("{ entity(id: \"p1\") { key } }")).await;
    assert_eq!(serde_json::to_value(&answer).unwrap()["data"], json!({ "entity": { "key": "p1" } }));
    assert_eq!((door.streams(), followed.is_finished()), (1, false));
    followed.abort();
    assert!(followed.await.unwrap_err().is_cancelled());
    under_way(0).await.expect("it stops");
    assert_eq!(door.streams(), 0);
}
