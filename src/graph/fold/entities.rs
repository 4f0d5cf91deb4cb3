//! The fold of entities and documents.

use super::{At, Folded, full, row_number};
use crate::{
    graph::{
        index::hash,
        names::fold_name,
        rows::{DocumentRow, EntityRow, Link, VersionRow},
        tables::{Graph, node_number},
    },
    model::{Change, Document, Entity, Instant},
};

impl Graph {
    /// Entities and documents of a transaction may be named anywhere in it, so their keys are there before anything else.
    pub(super) fn fold_entities(&self, at: At, changes: &[Change]) -> Folded<()> {
        for change in changes {
            if let Change::PutEntity(entity) = change
                && self.entity_by_key(entity.key.as_str()).is_none()
            {
                let row = EntityRow {
                    key: entity.key.clone(),
                    recorded: at.seq,
                    versions: Link::default(),
                    observations: Link::default(),
                    merges: Link::default(),
                    absorbed: Link::default(),
                    judgements: Link::default(),
                };
                let id = row_number(self.entities.push(row))?;
                self.entity_keys.insert(hash(entity.key.as_str().as_bytes()), id);
            }
        }
        for change in changes {
            match change {
                Change::PutEntity(entity) => self.fold_version(at, entity)?,
                Change::PutDocument(document) => self.fold_document(at, document)?,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn fold_version(&self, at: At, entity: &Entity) -> Folded<()> {
        let node = self.node(&entity.key)?;
        let row = self.entities.get(node.index()).ok_or("no such entity")?;
        let version = VersionRow {
            recorded: at.seq,
            previous: row.versions.before(),
            broader: entity.broader.as_ref().map(|k| self.node(k)).transpose()?,
            commodities: entity.commodities.iter().map(|k| self.node(k)).collect::<Folded<_>>()?,
            entity: entity.clone(),
        };
        let before = row.versions.get().and_then(|v| self.versions.get(v as usize)).map(|v| &v.entity);
        let id = row_number(self.versions.push(version))?;
        row.versions.set(id);
        // What the version before has is listed already. A name that comes back later is listed again; who looks it up checks it
        // against the version that it sees.
        let names: fn(&Entity) -> Vec<String> = |e| e.names.iter().map(|n| fold_name(&n.text)).collect();
        let codes: fn(&Entity) -> Vec<String> = |e| e.codes.iter().map(|c| fold_name(&c.value)).collect();
        for (index, of) in [(&self.names, names), (&self.codes, codes)] {
            let mut listed = before.map(of).unwrap_or_default();
            listed.sort_unstable();
            for folded in of(entity).iter().filter(|folded| listed.binary_search(folded).is_err()) {
                index.insert(hash(folded.as_bytes()), node_number(node));
            }
        }
        self.text.add_version(at.seq, id, node, entity).ok_or_else(full)
    }

    pub(super) fn fold_document(&self, at: At, document: &Document) -> Folded<()> {
        let recorded = at.time.day();
        let published = match (document.published, document.published_at) {
            (Some(date), _) => (date.first(), date.last()),
            (None, Some(instant)) => (instant.day(), instant.day()),
            (None, None) => (recorded, recorded),
        };
        let row = DocumentRow {
            publisher: document.publisher.as_ref().map(|k| self.node(k)).transpose()?,
            recorded: at.seq,
            published,
            published_at: document
                .published_at
                .unwrap_or(Instant::from_micros(i64::from(published.0.number()).saturating_mul(86_400_000_000))),
            claims: Link::default(),
            struck: Link::default(),
            document: document.clone(),
        };
        let id = row_number(self.documents.push(row))?;
        self.document_keys.insert(hash(document.key.as_str().as_bytes()), id);
        self.text.add_document(at.seq, id, document).ok_or_else(full)
    }
}
