//! Where relations lie beside their ends: in the adjacency, live and as a start lays it out.

use std::sync::atomic::Ordering;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{At, Folded, row_number};
use crate::{
    graph::{
        adjacency::{Adjacency, Edge},
        rows::{PlaceRow, RelationRow, TieRow},
        tables::{Graph, node_number},
    },
    model::{Day, Seq},
};

impl Graph {
    /// Lets a relation be found on the days of a new claim.
    pub(super) fn place(&self, at: At, edge: EdgeIndex, days: (Day, Day)) -> Folded<()> {
        let row = self.relations.get(edge.index()).ok_or("no such relation")?;
        let stood = row.standing.fetch_add(1, Ordering::Relaxed);
        let Some([out, into]) = self.adjacency.get() else { return Ok(()) };
        if stood > 0 {
            if let Some(place) = row.placed.get().and_then(|p| self.places.get(p as usize)) {
                out.widen(place.out, days.0.number(), days.1.number());
                into.widen(place.into, days.0.number(), days.1.number());
            }
            return Ok(());
        }
        // New, or all that was said of it before is retracted: it begins (again) here.
        let record = |neighbour| edge_record(&row.tie, edge, neighbour, days, at.seq);
        let place = PlaceRow {
            out: out.push(node_number(row.tie.from), record(row.tie.to)),
            into: into.push(node_number(row.tie.to), record(row.tie.from)),
        };
        row.placed.set(row_number(self.places.push(place))?);
        Ok(())
    }

    /// Lets a relation end where its last claim is retracted.
    pub(super) fn unplace(&self, at: At, edge: EdgeIndex) {
        let Some(row) = self.relations.get(edge.index()) else { return };
        let stood = row.standing.fetch_sub(1, Ordering::Relaxed);
        if stood == 1
            && let Some([out, into]) = self.adjacency.get()
            && let Some(place) = row.placed.get().and_then(|p| self.places.get(p as usize))
        {
            out.end(place.out, at.seq);
            into.end(place.into, at.seq);
        }
    }

    /// Lays the lists out flat for all relations folded so far.
    pub(super) fn lay_out(&self) -> Folded<()> {
        let nodes = self.lengths().entities;
        let mut whole = Vec::with_capacity(self.relations.count());
        whole.extend(self.relations.iter().map(|(_, row)| self.days_of(row)));
        let records = |end: fn(&TieRow) -> (NodeIndex, NodeIndex)| {
            self.relations.iter().zip(&whole).map(move |((id, row), days)| {
                let (node, neighbour) = end(&row.tie);
                let edge = EdgeIndex::new(id);
                (node_number(node), edge_record(&row.tie, edge, neighbour, *days, row.recorded))
            })
        };
        // The reader of the journal is done, so there is a processor for the other direction.
        let ((out, out_places), (into, into_places)) = std::thread::scope(|scope| {
            let out = scope.spawn(|| Adjacency::with_base(nodes, records(|tie| (tie.from, tie.to))));
            let into = Adjacency::with_base(nodes, records(|tie| (tie.to, tie.from)));
            (out.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), into)
        });
        for ((_, row), (out_place, into_place)) in self.relations.iter().zip(out_places.into_iter().zip(into_places)) {
            let place = PlaceRow { out: out_place, into: into_place };
            if row.standing.load(Ordering::Relaxed) == 0 {
                let ended = self.ended_at(row);
                out.end(place.out, ended);
                into.end(place.into, ended);
            }
            row.placed.set(row_number(self.places.push(place))?);
        }
        let _ = self.adjacency.set([out, into]);
        Ok(())
    }

    /// When the last of a relation's claims was retracted, of one that has none left.
    fn ended_at(&self, row: &RelationRow) -> Seq {
        let mut ended = 0;
        let mut next = row.claims.get();
        while let Some(claim) = next.and_then(|id| self.claims.get(id as usize)) {
            let retraction = claim.retracted.get().and_then(|r| self.retractions.get(r as usize));
            ended = ended.max(retraction.map_or(0, |r| r.recorded));
            next = claim.previous.get();
        }
        ended
    }

    /// From the first to the last day that any claim about a relation may speak of.
    fn days_of(&self, row: &RelationRow) -> (Day, Day) {
        let mut days = (Day::MAX, Day::MIN);
        let mut next = row.claims.get();
        while let Some(claim) = next.and_then(|id| self.claims.get(id as usize)) {
            days = (days.0.min(claim.days.0), days.1.max(claim.days.1));
            next = claim.previous.get();
        }
        days
    }
}

fn edge_record(tie: &TieRow, edge: EdgeIndex, neighbour: NodeIndex, days: (Day, Day), recorded: Seq) -> Edge {
    Edge {
        neighbour: node_number(neighbour),
        relation: u32::try_from(edge.index()).unwrap_or(u32::MAX),
        kind: tie.kind.code(),
        stage: tie.stage.map_or(0, |s| s.code() + 1),
        commodity: tie.commodity.map_or(u32::MAX, node_number),
        first: days.0.number(),
        last: days.1.number(),
        recorded,
        ended: u64::MAX,
    }
}
