//! The facts that come with the program: the dossiers of `data/`, in the order in which they refer to each other.

use super::{Batch, Format, read};

const DOSSIERS: [(&str, &str); 4] = [
    ("data/countries.toml", include_str!("../../data/countries.toml")),
    ("data/reference.toml", include_str!("../../data/reference.toml")),
    ("data/news-2025.toml", include_str!("../../data/news-2025.toml")),
    ("data/usgs-mcs-2025.toml", include_str!("../../data/usgs-mcs-2025.toml")),
];

/// The bundled facts, a batch a dossier.
pub fn bundled() -> Vec<Batch> {
    DOSSIERS.iter().map(|(name, text)| read(Format::Dossier, name, text.as_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{Graph, Pin, check},
        model::{Change, Day, Entry, Instant},
    };

    #[test]
    fn every_bundled_fact_is_read_and_allowed() {
        let batches = bundled();
        for batch in &batches {
            assert!(batch.refused.is_empty(), "{}: {:?}", batch.name, batch.refused);
        }
        let graph = Graph::new();
        for (seq, batch) in (1..).zip(batches) {
            let changes: Vec<Change> = batch.changes.into_iter().map(|placed| placed.change).collect();
            let view = graph.view(Pin::new(graph.seq(), Day::MAX));
            let checked =
                check(view, &changes).unwrap_or_else(|r| panic!("{}: {:?} {r}", batch.name, changes[r.change]));
            assert!(checked.already.is_empty(), "{}: {:?}", batch.name, checked.already);
            let time = Instant::from_micros(0);
            graph.fold(&Entry { seq, time, who: None, key: None, changes: checked.changes, already: vec![] }).unwrap();
            graph.publish(seq);
        }
        assert_eq!(graph.seq(), 4);
    }
}
