//! Which address is what.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::Request,
    handler::Handler,
    response::Response,
    routing::{MethodRouter, any, get, post},
};

use super::{
    ask,
    doors::Doors,
    gate::Visit,
    graphql, health, import,
    measures::{Counts, metrics},
    outflow, pages,
};

/// All addresses of a server, behind its gate. Cheap to clone.
#[derive(Clone)]
pub struct Routes(Arc<Table>);

struct Table {
    doors: Doors,
    routes: Vec<Route>,
    nowhere: Route,
}

/// What is at an address.
pub(super) struct Route {
    /// The address, as it is counted and told: with `{*path}` for whatever comes behind it.
    pub(super) name: &'static str,
    /// Who answers there; none where GraphQL does.
    page: Option<MethodRouter<Doors>>,
    /// How often, and how fast.
    pub(super) counts: Counts,
}

/// All addresses of a server.
pub fn routes(doors: Doors) -> Routes {
    let page = |name, page| Route { name, page: Some(page), counts: Counts::default() };
    let routes = vec![
        Route { name: "/graphql", page: None, counts: Counts::default() },
        page("/", get(pages::explorer)),
        page("/playground", get(pages::playground)),
        page("/playground/", get(pages::playground)),
        page("/assets/{*path}", get(pages::asset)),
        page("/schema.graphql", get(graphql::contract)),
        page("/import", post(import::import)),
        page("/ask", get(ask::ask)),
        page("/export", get(outflow::export)),
        page("/backup", get(outflow::backup)),
        page("/metrics", get(metrics)),
        page("/health/live", get(health::live)),
        page("/health/ready", get(health::ready)),
    ];
    Routes(Arc::new(Table { doors, routes, nowhere: page("none", any(pages::nothing)) }))
}

impl Routes {
    /// The answer to a request; `peer` is the other end of its connection, where it came by one.
    pub fn answer(&self, peer: Option<SocketAddr>, request: Request) -> impl Future<Output = Response> + Send + use<> {
        let table = Arc::clone(&self.0);
        // As few futures in each other as may be: all that one holds is moved together.
        async move {
            let Table { doors, routes, nowhere } = &*table;
            let path = request.uri().path();
            let route = routes.iter().find(|route| route.is_at(path)).unwrap_or(nowhere);
            let visit = Visit::begin(doors, peer, &request);
            let (asker, mut response) = match (visit.asker(doors, &request), &route.page) {
                (Err(refused), _) => (None, *refused),
                // Asked more often than all else together, and called without what handlers in general are given.
                (Ok(asker), None) => {
                    let response = graphql::graphql(doors, &asker, request).await;
                    (Some(asker), response)
                }
                (Ok(asker), Some(page)) => {
                    let mut request = request;
                    request.extensions_mut().insert(asker.caller.clone());
                    let response = Box::pin(page.clone().call(request, doors.clone())).await;
                    (Some(asker), response)
                }
            };
            visit.end(doors, route, asker.as_ref(), &mut response);
            response
        }
    }
}

impl Route {
    fn is_at(&self, path: &str) -> bool {
        match self.name.strip_suffix("{*path}") {
            Some(start) => path.strip_prefix(start).is_some_and(|rest| !rest.is_empty()),
            None => self.name == path,
        }
    }
}
