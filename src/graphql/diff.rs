//! What is different in another view.

use std::sync::Arc;

use async_graphql::{ID, Object, Union};

use super::{
    at::{At, apart},
    claim::{Claim, ClaimSubject},
    connection::{Connection, TotalAndSearch},
    diff_inputs::OfWhat,
    enums::DifferenceKind,
    error::{Code, Fault},
    named,
    observation::Observation,
    page::{Page, Place, Read},
    relation::Relation,
    supply::{Path, Supplier},
    written::puts,
};
use crate::{
    graph::{Found, View},
    questions::{
        bounds::{Bounds, SearchReport, Searched},
        diff::{self, About, Part, differences, path_differences, supplier_differences},
        path,
        paths::PathRank,
        suppliers::{self, SupplyQuestion},
    },
};

/// A page of differences.
pub type DifferenceConnection = Connection<Difference, TotalAndSearch>;

/// The differences between the view of a page and another one, a page of them.
///
/// # Errors
/// Where what is asked has no answer in one of the views.
pub async fn difference_page(page: Page, other: At, of: OfWhat) -> Result<DifferenceConnection, Fault> {
    let (before, after) = (page.at.clone(), other.clone());
    let (read, report) = apart(move || compare(&page, &other, &of)).await??;
    Ok(Connection::searched(read, report, |found| Difference { before: before.clone(), after: after.clone(), found }))
}

/// What differs, whatever is compared.
type Differs = diff::Difference<Side>;

/// One side of a difference.
#[derive(Clone)]
enum Side {
    Part(Part),
    Supplier(Arc<SupplyQuestion>, Arc<suppliers::Supplier>),
    Path(path::Path),
}

fn compare(page: &Page, other: &At, of: &OfWhat) -> Result<(Read<Differs>, SearchReport), Fault> {
    let (before, after) = (page.at.view(), other.view());
    let bounds = page.at.bounds();
    Ok(match of {
        OfWhat::Everything => parts(page, before, after, About::Everything, bounds),
        OfWhat::About(id) => parts(page, before, after, about(before, after, id)?, bounds),
        OfWhat::Supply(flow, asked) => {
            let [was, is] = [asked.question(*flow, before)?, asked.question(*flow, after)?].map(Arc::new);
            let found = supplier_differences((before, &was), (after, &is), &bounds)?;
            let side =
                |question: &Arc<SupplyQuestion>, supplier| Side::Supplier(Arc::clone(question), Arc::new(supplier));
            read(page, found, |supplier| side(&was, supplier), |supplier| side(&is, supplier))
        }
        OfWhat::Paths(asked) => {
            let [was, is] = [asked.question(before, PathRank::Hops)?, asked.question(after, PathRank::Hops)?];
            read(page, path_differences((before, &was), (after, &is), &bounds)?, Side::Path, Side::Path)
        }
    })
}

fn parts(
    page: &Page,
    before: View<'_>,
    after: View<'_>,
    about: About,
    bounds: Bounds,
) -> (Read<Differs>, SearchReport) {
    read(page, differences(before, after, about, bounds), Side::Part, Side::Part)
}

/// The page out of all differences.
fn read<T>(
    page: &Page,
    found: Searched<Vec<diff::Difference<T>>>,
    was: impl Fn(T) -> Side,
    is: impl Fn(T) -> Side,
) -> (Read<Differs>, SearchReport) {
    let numbered = found.answer.into_iter().enumerate().map(|(n, difference)| {
        let diff::Difference { key, changes, before, after, claims } = difference;
        (Place::nth(n), Differs { key, changes, before: before.map(&was), after: after.map(&is), claims })
    });
    (page.walk(numbered), found.search)
}

/// What is meant by an id that at least one of two views knows.
fn about(before: View<'_>, after: View<'_>, id: &ID) -> Result<About, Fault> {
    let found = named::anything(before, "about", id).or_else(|fault| match fault.code {
        Code::NotFound => named::anything(after, "about", id).map_err(|_| fault),
        _ => Err(fault),
    })?;
    match found {
        Found::Entity(node) => Ok(About::Entity(node)),
        Found::Relation(_) => {
            let [was, is] = [before, after].map(|view| match view.find(named::key_of(id)) {
                Some(Found::Relation(relation)) => Some(relation.edge),
                _ => None,
            });
            Ok(About::Relation(was, is))
        }
        _ => {
            let message = format!("`{}` is neither an entity nor a relation", id.as_str());
            Err(Fault::invalid(message).with("argument", "about"))
        }
    }
}

/// A difference between two views.
pub struct Difference {
    before: At,
    after: At,
    found: Differs,
}

/// Something that is not the same in two views.
#[Object(serial)]
impl Difference {
    /// The lasting key of what differs: a relation's, an observation's, a supplier's, a path's.
    async fn key(&self) -> ID {
        ID(self.found.key.clone())
    }

    /// In what it differs; at least one.
    async fn kinds(&self) -> Vec<DifferenceKind> {
        self.found.changes.iter().map(|&change| change.into()).collect()
    }

    /// As the view that is asked has it; null where it does not. A relation that has lapsed there is ENDED.
    async fn before(&self) -> Option<Differing> {
        differing(&self.before, self.found.before.clone()?)
    }

    /// As the other view has it; null where it does not. A relation that has lapsed there is ENDED.
    async fn after(&self) -> Option<Differing> {
        differing(&self.after, self.found.after.clone()?)
    }

    /// The claims that make the difference, by key, at most 100; each as the other view sees it, or, where that does not, the one that is
    /// asked. Empty where a scenario alone makes it.
    async fn claims(&self) -> Vec<Claim> {
        let seen = |at: &At, index| at.view().claim(index).is_some();
        let views = [&self.after, &self.before];
        let claims = self.found.claims.iter();
        claims
            .filter_map(|&index| Some(Claim::new(views.into_iter().find(|at| seen(at, index))?.clone(), index)))
            .collect()
    }
}

puts! { Difference { "key" => key, "kinds" => kinds, "claims" => claims } }

/// What may differ.
#[derive(Union)]
pub enum Differing {
    /// A relation or an observation.
    #[graphql(flatten)]
    Part(ClaimSubject),
    /// One who supplies, or is supplied.
    Supplier(Supplier),
    /// A way along which goods can flow.
    Path(Path),
}

fn differing(at: &At, side: Side) -> Option<Differing> {
    Some(match side {
        Side::Part(Part::Relation(kind, edge)) => Differing::Part(Relation::at(at.clone(), kind, edge).into()),
        Side::Part(Part::Observation(index)) => Differing::Part(Observation::new(at.clone(), index).into()),
        Side::Supplier(question, found) => Differing::Supplier(Supplier::new(at, &question, &found)),
        Side::Path(path) => Differing::Path(Path::new(at.clone(), path)),
    })
}
