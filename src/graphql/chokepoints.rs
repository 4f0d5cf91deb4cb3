//! On what a supply hangs: chokepoints, with what breaks without them, and the smallest cuts.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use rust_decimal::Decimal as Number;

use super::{
    at::{At, apart},
    connection::{Connection, Listed, SearchReport},
    entity::Entity,
    error::Fault,
    measure::Measure,
    page::{Asked, Page, Place},
    relation::Relation,
    scalars::{Decimal, count},
    statistics::FigureTable,
    written::{Each, Written, puts},
};
use crate::questions::{
    bounds::Searched,
    chokepoints::{self, Broken, ChokepointQuestion, Chokepoints, Element, chokepoints},
    cuts,
    error::QuestionError,
    table::Table,
};

/// A page of chokepoints.
pub type ChokepointConnection = Connection<Chokepoint, Supply>;

/// The chokepoints that a question has, a page of them.
///
/// # Errors
/// Where the question is none.
pub async fn chokepoint_page(page: Page, question: ChokepointQuestion) -> Result<ChokepointConnection, Fault> {
    let at = page.at.clone();
    let asked = question.clone();
    let searched = apart(move || {
        let Searched { mut answer, search } = chokepoints(page.at.view(), &asked, page.at.bounds())?;
        let all = std::mem::take(&mut answer.all).into_iter().enumerate();
        let read = page.walk(all.map(|(n, chokepoint)| (Place::nth(n), chokepoint)));
        Ok::<_, QuestionError>((read, answer, search))
    });
    let (read, answer, search) = searched.await??;
    let tables: Arc<[Table]> = answer.tables.clone().into();
    let total_count = read.total.filter(|_| search.complete);
    let paths = answer.paths;
    let make = |chokepoint| Chokepoint {
        at: at.clone(),
        question: question.clone(),
        tables: Arc::clone(&tables),
        paths,
        chokepoint,
    };
    let Written(Listed { edges, page_info, .. }) = Connection::of(read, make);
    Ok(Written(Listed { edges, page_info, more: Supply::new(&at, &answer, total_count, search.into()) }))
}

/// The supply as a whole.
#[derive(SimpleObject)]
#[graphql(serial, name = "SupplyAsAWhole")]
pub struct Supply {
    /// How long the whole list is; counted only when asked for, null when the search was not complete.
    total_count: Option<i32>,
    /// How many supply.
    suppliers: i32,
    /// How many supply paths there are that nothing blocks; at most so many where not `exact`.
    paths: i32,
    /// Whether the paths were counted one by one, which is done up to 50,000 of them. Else walks are counted, which may come back to
    /// an entity: `paths` and `pathsBroken` are upper bounds, and `suppliersLost` and `figuresBroken` what is certain.
    exact: bool,
    /// The smallest set of entities without which no supply path is left; null where the supply is too wide to find one.
    entity_cut: Option<Cut>,
    /// The smallest set of relations without which no supply path is left; null where the supply is too wide to find one.
    relation_cut: Option<Cut>,
    /// What the search did.
    search: SearchReport,
}

impl Supply {
    fn new(at: &At, answer: &Chokepoints, total_count: Option<i32>, search: SearchReport) -> Self {
        let cut = |cut: &Option<cuts::Cut>| cut.clone().map(|cut| Cut { at: at.clone(), cut });
        Self {
            total_count,
            suppliers: count(answer.suppliers),
            paths: count(answer.paths),
            exact: answer.exact,
            entity_cut: cut(&answer.entity_cut),
            relation_cut: cut(&answer.relation_cut),
            search,
        }
    }
}

/// A set without which no supply path is left.
pub struct Cut {
    at: At,
    cut: cuts::Cut,
}

/// A set of entities, or of relations, without which no supply path is left.
#[Object(serial)]
impl Cut {
    /// The entities, by key; empty of a cut by relations.
    async fn entities(&self) -> Vec<Entity> {
        self.cut.elements.iter().filter_map(|&element| entity(&self.at, element)).collect()
    }

    /// The relations, by key; empty of a cut by entities.
    async fn relations(&self) -> Each<Written<Relation>> {
        self.cut.elements.iter().filter_map(|&element| relation(&self.at, element)).collect()
    }

    /// How many these are.
    async fn size(&self) -> i32 {
        count(self.cut.elements.len())
    }

    /// Whether no smaller set is there; else none was found.
    async fn smallest(&self) -> bool {
        self.cut.smallest
    }
}

fn entity(at: &At, element: Element) -> Option<Entity> {
    match element {
        Element::Entity(node) => Some(Entity::new(at.clone(), node)),
        Element::Relation(..) => None,
    }
}

fn relation(at: &At, element: Element) -> Option<Relation> {
    match element {
        Element::Relation(edge, kind) => Some(Relation::at(at.clone(), kind, edge)),
        Element::Entity(_) => None,
    }
}

/// What supply hangs on.
pub struct Chokepoint {
    at: At,
    question: ChokepointQuestion,
    tables: Arc<[Table]>,
    paths: u64,
    chokepoint: chokepoints::Chokepoint,
}

/// An entity or a relation that supply hangs on, and what breaks without it.
#[Object(serial)]
impl Chokepoint {
    /// The entity; null where it is a relation.
    async fn entity(&self) -> Option<Entity> {
        entity(&self.at, self.chokepoint.element)
    }

    /// The relation; null where it is an entity.
    async fn relation(&self) -> Option<Written<Relation>> {
        relation(&self.at, self.chokepoint.element).map(Written)
    }

    /// How many suppliers have no path past it, itself included.
    async fn lost(&self) -> i32 {
        count(self.chokepoint.suppliers_lost.len())
    }

    /// These suppliers, by key.
    async fn suppliers_lost(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
        #[graphql(desc = "From behind this cursor.")] after: Option<String>,
    ) -> Result<Connection<Entity>, Fault> {
        let asked = (&self.question, self.chokepoint.element);
        let page = Page::open(ctx, &self.at, &asked, Asked::forward(first, after))?;
        let numbered = self.chokepoint.suppliers_lost.iter().enumerate().map(|(n, &node)| (Place::nth(n), node));
        Ok(Connection::of(page.walk(numbered), |node| Entity::new(page.at.clone(), node)))
    }

    /// How many supply paths lead through it.
    async fn paths_broken(&self) -> i32 {
        count(self.chokepoint.paths_broken)
    }

    /// The same in per cent of all, rounded to two places, half to even.
    async fn path_share(&self) -> Decimal {
        let per_cent =
            Number::from(self.chokepoint.paths_broken) / Number::from(self.paths.max(1)) * Number::ONE_HUNDRED;
        Decimal(per_cent.round_dp(2).normalize())
    }

    /// Whether every supply path leads through it.
    async fn essential(&self) -> bool {
        self.chokepoint.paths_broken == self.paths
    }

    /// What the figures come to of the imports that have no path past it: one of each table of which any breaks; shares first, then
    /// values, then quantities. Imports without figures are in none.
    async fn figures_broken(&self) -> Vec<BrokenFigure> {
        let broken = self.chokepoint.figures.iter();
        let of_table = broken.filter_map(|broken| Some((broken, self.tables.get(broken.table)?)));
        of_table.map(|(broken, table)| BrokenFigure::new(&self.at, broken, table)).collect()
    }
}

puts! { Chokepoint { "entity" => entity, "relation" => relation, "lost" => lost } }

/// What the figures of a table come to that break.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct BrokenFigure {
    /// What they share.
    table: FigureTable,
    /// What they come to.
    figure: Measure,
    /// How many relations they are of.
    relations: i32,
    /// How many relations the table has figures of, totals left out.
    of: i32,
}

impl BrokenFigure {
    fn new(at: &At, broken: &Broken, table: &Table) -> Self {
        let figure = Measure::computed(at.clone(), table.derived(broken.amount), broken.claims(table));
        let (relations, of) = (count(broken.rows.len()), count(table.rows.len()));
        Self { table: FigureTable::seen(at, table), figure, relations, of }
    }
}
