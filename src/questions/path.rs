//! A way along which goods can flow, with what decides how real it is and whether goods can pass.

use petgraph::graph::EdgeIndex;

use super::{
    access::Access,
    flow::{Flow, Hop},
    legs::{Leg, Legs},
    publishers::publishers,
    standing::Standing,
};
use crate::graph::View;

/// A loopless way from a source to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Stable: made of the keys of its relations and of where it starts.
    pub key: String,
    /// Along the flow; at least one.
    pub hops: Vec<Hop>,
    /// That of the weakest hop, and of the source's production where one is recorded.
    pub standing: Standing,
    /// The worst of its hops'.
    pub access: Access,
    /// Which hop decides `standing`, or `access` where that is worse (counted from the best of each: CONTRACTED is as bad as
    /// AT_RISK, PROSPECTIVE as RESTRICTED); the first of several. None where the source's own production decides.
    pub weakest: Option<usize>,
    /// All that cross its hops, in the order of the hops.
    pub restrictions: Vec<EdgeIndex>,
}

impl Path {
    /// How many hops of trade it has.
    pub fn trades(&self) -> usize {
        self.hops.iter().filter(|hop| hop.is_trade()).count()
    }

    /// Independent publishers behind it. Reads the documents of all its claims.
    pub fn publishers(&self, view: View<'_>) -> usize {
        let relations: Vec<EdgeIndex> = self.hops.iter().map(|hop| hop.relation).collect();
        publishers(view, &relations)
    }

    /// The path along a walk, which is told from its outer end to the one that is asked about.
    pub(super) fn new(legs: &mut Legs<'_>, walk: &[Leg], source: Option<Standing>) -> Self {
        let mut hops: Vec<Hop> = walk.iter().map(|leg| legs.hop(leg)).collect();
        if legs.flow == Flow::Down {
            hops.reverse();
        }
        let (standing, access) = worth(walk, source);
        let mut restrictions = Vec::new();
        for &restriction in hops.iter().flat_map(|hop| &hop.restrictions) {
            if !restrictions.contains(&restriction) {
                restrictions.push(restriction);
            }
        }
        Self { key: key(legs, &hops), standing, access, weakest: weakest(&hops, standing, access), restrictions, hops }
    }
}

/// The standing and the access of a walk from a source with a production that is so real.
pub(super) fn worth(walk: &[Leg], source: Option<Standing>) -> (Standing, Access) {
    let standing = walk.iter().map(|leg| leg.standing).chain(source).max();
    let access = walk.iter().map(|leg| leg.access).max();
    (standing.unwrap_or(Standing::Operating), access.unwrap_or(Access::Open))
}

fn weakest(hops: &[Hop], standing: Standing, access: Access) -> Option<usize> {
    let place = |hops: usize| u8::try_from(hops).unwrap_or(u8::MAX);
    let standing_at = Standing::ALL.iter().position(|&s| s == standing).map(place);
    let access_at = Access::ALL.iter().position(|&a| a == access).map(place);
    if access_at > standing_at {
        hops.iter().position(|hop| hop.access == access)
    } else {
        hops.iter().position(|hop| hop.standing == standing)
    }
}

fn key(legs: &mut Legs<'_>, hops: &[Hop]) -> String {
    let source = hops.first().and_then(|hop| legs.view.key(hop.source));
    let relations: Vec<_> = hops.iter().map(|hop| legs.key(hop.relation)).collect();
    key_of(source.map_or("", |key| key.as_str()), relations.iter().map(AsRef::as_ref))
}

/// The key of a path that starts at an entity and goes along relations, by their keys. A LOCATION is walked either way, so the
/// relations alone do not say where it starts.
pub(super) fn key_of<'k>(source: &'k str, relations: impl Iterator<Item = &'k str>) -> String {
    let mut hash = blake3::Hasher::new();
    for text in std::iter::once(source).chain(relations) {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let hex = hash.finalize().to_hex();
    format!("path.{}", hex.get(..32).unwrap_or_default())
}
