//! Suppliers, customers and paths: what the questions about supply answer.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use petgraph::graph::EdgeIndex;

use super::{
    arguments::Supply,
    at::{At, apart},
    claim::Claim,
    connection::{Connection, TotalAndSearch},
    entity::Entity,
    enums::{Access, Standing},
    error::Fault,
    measure::Measure,
    page::{Asked, Page, Place, Read},
    relation::Relation,
    relation_kinds::Restriction,
    scalars::count,
    written::{Written, puts},
};
use crate::{
    graph::SubjectIndex,
    questions::{
        bounds::SearchReport,
        error::QuestionError,
        flow, path,
        paths::{PathQuestion, Paths, paths},
        suppliers::{self, SupplyQuestion, supplier_paths, suppliers},
    },
};

/// The most paths that are searched for one question, those of earlier pages included.
const MAX_PATHS: usize = 10_000;

/// A page of paths.
pub type PathConnection = Connection<Path, TotalAndSearch>;

/// A page of suppliers or customers.
pub type SupplierConnection = Connection<Supplier, TotalAndSearch>;

/// The suppliers or customers that are asked for, a page of them.
///
/// # Errors
/// Where the question is none.
pub async fn supplier_page(
    ctx: &Context<'_>,
    at: &At,
    supply: Supply,
    part: Asked,
) -> Result<SupplierConnection, Fault> {
    let Supply { of, commodity, stage, max_hops, standings, avoid, .. } = &supply;
    let page = Page::open(ctx, at, &(of, commodity, stage, max_hops, standings, avoid), part)?;
    let question = Arc::new(supply.question(page.at.view())?);
    let at = page.at.clone();
    let asked = Arc::clone(&question);
    let searched = apart(move || {
        let searched = suppliers(page.at.view(), &asked, page.at.bounds())?;
        let numbered = searched.answer.into_iter().enumerate().map(|(n, supplier)| (Place::nth(n), supplier));
        Ok::<_, QuestionError>((page.walk(numbered), searched.search))
    });
    let (read, report) = searched.await??;
    Ok(Connection::searched(read, report, |found| Supplier {
        at: at.clone(),
        question: Arc::clone(&question),
        found: Arc::new(found),
    }))
}

/// The paths that a question has, a page of them.
///
/// # Errors
/// Where the question is none.
pub async fn path_page(page: Page, question: PathQuestion) -> Result<PathConnection, Fault> {
    let at = page.at.clone();
    let searched =
        apart(move || Ok::<_, QuestionError>(take(&page, paths(page.at.view(), &question, page.at.bounds())?)));
    let (read, report) = searched.await??;
    Ok(Connection::searched(read, report, |path| Path::new(at.clone(), path)))
}

/// Takes as many paths as the page needs.
fn take(page: &Page, mut paths: Paths<'_>) -> (Read<path::Path>, SearchReport) {
    let numbered = paths.by_ref().take(MAX_PATHS).enumerate().map(|(n, path)| (Place::nth(n), path));
    let read = page.walk(numbered);
    let mut report = paths.report();
    // Whoever counts them all has met the bound if one more is there.
    if read.total.is_some() && report.complete && paths.next().is_some() {
        report = SearchReport { complete: false, reached_bound: Some("answers"), ..report };
    }
    (read, report)
}

/// One who supplies, or is supplied.
pub struct Supplier {
    at: At,
    question: Arc<SupplyQuestion>,
    found: Arc<suppliers::Supplier>,
}

impl Supplier {
    /// One who was found by a question in a view.
    pub(super) fn new(at: &At, question: &Arc<SupplyQuestion>, found: &Arc<suppliers::Supplier>) -> Self {
        Self { at: at.clone(), question: Arc::clone(question), found: Arc::clone(found) }
    }
}

/// One who supplies the entity that was asked about, or whom it supplies.
#[Object(serial)]
impl Supplier {
    /// Who.
    async fn entity(&self) -> Entity {
        Entity::new(self.at.clone(), self.found.entity)
    }

    /// At most one hop of trade, whatever places, wholes and owners lie between.
    async fn direct(&self) -> bool {
        self.found.direct
    }

    /// How real it is: that of its best path.
    async fn standing(&self) -> Standing {
        self.found.standing.into()
    }

    /// Whether goods can pass: that of its best path.
    async fn access(&self) -> Access {
        self.found.access.into()
    }

    /// Of a direct one: the share on its hop of trade, of the newest period. Null where no claim that holds gives one.
    async fn share(&self) -> Option<Measure> {
        let (figure, claim) = self.found.share.clone()?;
        Some(Measure::new(self.at.clone(), figure, claim, true))
    }

    /// The first of its paths: blocked last, then by standing, access, fewest hops, and the keys of the relations.
    async fn best(&self) -> Path {
        Path::new(self.at.clone(), self.found.best.clone())
    }

    /// All its paths that answer the question, the best first; searched for as they are paged through.
    async fn paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<PathConnection, Fault> {
        let asked = (self.found.entity, &self.question);
        let page = Page::open(ctx, &self.at, &asked, Asked::forward(first, after))?;
        let (at, question, entity) = (page.at.clone(), Arc::clone(&self.question), self.found.entity);
        let searched = apart(move || {
            let paths = supplier_paths(page.at.view(), &question, entity, page.at.bounds())?;
            Ok::<_, QuestionError>(take(&page, paths))
        });
        let (read, report) = searched.await??;
        Ok(Connection::searched(read, report, |path| Path::new(at.clone(), path)))
    }
}

puts! {
    Supplier {
        "entity" => entity,
        "direct" => direct,
        "standing" => standing,
        "access" => access,
        "share" => share,
        "best" => best,
    }
    Path {
        "key" => key,
        "hops" => hops,
        "standing" => standing,
        "access" => access,
        "weakest" => weakest,
        "restrictions" => restrictions,
        "publishers" => publishers,
    }
    Hop {
        "relation" => relation,
        "from" => from,
        "to" => to,
        "reversed" => reversed,
        "standing" => standing,
        "access" => access,
        "restrictions" => restrictions,
    }
}

/// A path in a view.
pub struct Path {
    at: At,
    path: path::Path,
}

impl Path {
    /// A path that was found in a view.
    pub const fn new(at: At, path: path::Path) -> Self {
        Self { at, path }
    }

    fn hop(&self, hop: &flow::Hop) -> Hop {
        Hop { at: self.at.clone(), hop: hop.clone() }
    }
}

/// A way along which goods can flow, from a supplier to the one supplied; with `along: ANY` any way of relations.
#[Object(serial)]
impl Path {
    /// Stable: made from the keys of its relations and of where it starts.
    async fn key(&self) -> ID {
        ID(self.path.key.clone())
    }

    /// Its steps, along the flow; at least one.
    async fn hops(&self) -> Vec<Hop> {
        self.path.hops.iter().map(|hop| self.hop(hop)).collect()
    }

    /// How real it is: that of its weakest hop, and of its source's own production where one is recorded.
    async fn standing(&self) -> Standing {
        self.path.standing.into()
    }

    /// Whether goods can pass: the worst of its hops.
    async fn access(&self) -> Access {
        self.path.access.into()
    }

    /// The hop that decides `standing`, or `access` where that is worse; null where the source's own production decides.
    async fn weakest(&self) -> Option<Hop> {
        self.path.hops.get(self.path.weakest?).map(|hop| self.hop(hop))
    }

    /// The restrictions that cross its hops, in the order of the hops.
    async fn restrictions(&self) -> Vec<Restriction> {
        restrictions(&self.at, &self.path.restrictions)
    }

    /// Independent publishers behind its relations; a repeated text counts once.
    async fn publishers(&self) -> i32 {
        count(self.path.publishers(self.at.view()))
    }
}

/// The restrictions under these edges.
pub(super) fn restrictions(at: &At, edges: &[EdgeIndex]) -> Vec<Restriction> {
    edges.iter().map(|&edge| Restriction::at(at.clone(), edge)).collect()
}

/// A hop in a view.
pub struct Hop {
    at: At,
    hop: flow::Hop,
}

/// One step of a path.
#[Object(serial)]
impl Hop {
    /// The relation that it goes along.
    async fn relation(&self) -> Written<Relation> {
        Written(Relation::at(self.at.clone(), self.hop.kind, self.hop.relation))
    }

    /// Where the step starts, along the flow.
    async fn from(&self) -> Entity {
        Entity::new(self.at.clone(), self.hop.source)
    }

    /// Where it ends.
    async fn to(&self) -> Entity {
        Entity::new(self.at.clone(), self.hop.target)
    }

    /// Whether goods flow against the relation, as along a contract.
    async fn reversed(&self) -> bool {
        self.hop.reversed
    }

    /// How real it is.
    async fn standing(&self) -> Standing {
        self.hop.standing.into()
    }

    /// Whether goods can pass.
    async fn access(&self) -> Access {
        self.hop.access.into()
    }

    /// The restrictions that cross it and do something: what holds back most first.
    async fn restrictions(&self) -> Vec<Restriction> {
        restrictions(&self.at, &self.hop.restrictions)
    }

    /// All claims about its relation that count: those that hold first, the strongest first.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
    ) -> Result<Connection<Claim>, Fault> {
        let page = Page::open(ctx, &self.at, &self.hop.relation, Asked::forward(first, None))?;
        let claims = page.at.view().claims_about(SubjectIndex::Relation(self.hop.relation));
        let read = page.walk(claims.into_iter().enumerate().map(|(n, claim)| (Place::nth(n), claim)));
        Ok(Connection::of(read, |claim| Claim::weighed(&page.at, claim)))
    }
}
