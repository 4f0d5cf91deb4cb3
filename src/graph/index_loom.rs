//! Lookups while tables are begun, under every interleaving that loom finds.
use super::Index;
use crate::graph::publish::Published;
use loom::{model::Builder, sync::Arc, thread};

/// Under loom the first table takes one entry and the second three: the writer begins two tables here. The hashes
/// are for the same slot of every table, so that lookups also step over what is in their way.
#[test]
fn loom_what_a_number_inserted_is_found_while_tables_are_begun() {
    let hash = |id: u32| u64::from(id) << 32;
    let mut model = Builder::new();
    model.preemption_bound = Some(4);
    model.check(move || {
        let index = Arc::new((Index::new(), Published::new(1)));
        index.0.insert(hash(1), 1);
        let writer = thread::spawn({
            let index = Arc::clone(&index);
            move || {
                for id in 2..6 {
                    index.0.insert(hash(id), id);
                    index.1.store(id.into());
                }
            }
        });
        let seq = index.1.load();
        for id in 1..6 {
            let found = index.0.find(hash(id), |_| true);
            let whole = found == Some(id) || found.is_none();
            assert!(whole && (found.is_some() || u64::from(id) > seq), "{found:?} for {id} at {seq}");
        }
        writer.join().unwrap();
        assert_eq!(index.0.find(hash(9), |_| true), None);
    });
}
