//! Cells that grow without bound and never move, so that readers need no lock while one writer adds to them.
use super::sync::{OnceLock, size::ROWS};

type Chunk<T> = OnceLock<Box<[T]>>;

/// An arena of chunks of `CHUNK` cells each, which are contiguous and made together. They are found through a spine of rows that
/// double in length, so a position is two steps from its cell, and growing makes one chunk: at most one row and its cells, never a copy.
#[derive(Debug)]
pub(super) struct Arena<T, const CHUNK: usize> {
    rows: [OnceLock<Box<[Chunk<T>]>>; ROWS],
}

impl<T: Default, const CHUNK: usize> Arena<T, CHUNK> {
    pub(super) fn new() -> Self {
        Self { rows: std::array::from_fn(|_| OnceLock::default()) }
    }

    /// The cell at a position, if its chunk has been made.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.chunk(at)?.get(at % CHUNK)
    }

    /// `length` cells from a position on, which must lie in one chunk; none if they do not, or are not made.
    pub(super) fn slice(&self, at: usize, length: usize) -> &[T] {
        let first = at % CHUNK;
        self.chunk(at).and_then(|chunk| chunk.get(first..first + length)).unwrap_or_default()
    }

    /// The cell at a position, made with the rest of its chunk if need be. For the writer only.
    pub(super) fn make(&self, at: usize) -> Option<&T> {
        let (row, column) = place(at / CHUNK);
        let cells = 1_usize << row;
        let row = self.rows.get(row)?.get_or_init(|| (0..cells).map(|_| OnceLock::default()).collect());
        let chunk = row.get(column)?.get_or_init(|| (0..CHUNK).map(|_| T::default()).collect());
        chunk.get(at % CHUNK)
    }

    /// Bytes taken, apart from the arena's own fields. Walks over all chunks.
    pub(super) fn bytes(&self) -> usize {
        let rows = self.rows.iter().filter_map(OnceLock::get);
        rows.map(|row| {
            let chunks = row.iter().filter_map(OnceLock::get);
            size_of_val::<[Chunk<T>]>(row) + chunks.map(|chunk| size_of_val::<[T]>(chunk)).sum::<usize>()
        })
        .sum()
    }

    #[inline]
    fn chunk(&self, at: usize) -> Option<&[T]> {
        let (row, column) = place(at / CHUNK);
        self.rows.get(row)?.get()?.get(column)?.get().map(|chunk| &**chunk)
    }
}

/// Row and column of a chunk: row `r` has `2^r` of them, so chunk `c` is the `c + 1`-th number read in binary.
fn place(chunk: usize) -> (usize, usize) {
    let nth = chunk + 1;
    let row = nth.ilog2();
    (row as usize, nth - (1 << row))
}

#[cfg(all(test, not(feature = "loom")))]
mod tests {
    use super::{Arena, place};

    const CHUNK: usize = 4_096;

    #[test]
    fn chunks_fill_row_after_row() {
        let places: Vec<_> = (0..8).map(place).collect();
        assert_eq!(places, [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 3), (3, 0)]);
    }

    #[test]
    fn a_cell_stays_where_it_is_while_the_arena_grows() {
        let arena: Arena<u64, CHUNK> = Arena::new();
        assert_eq!(arena.get(0), None);
        let before: *const u64 = arena.make(5).unwrap();
        for chunk in 0..40 {
            arena.make(chunk * CHUNK);
        }
        assert!(std::ptr::eq(before, arena.get(5).unwrap()));
        assert_eq!(arena.get(40 * CHUNK), None);
    }

    #[test]
    fn a_slice_ends_with_its_chunk() {
        let arena: Arena<u64, CHUNK> = Arena::new();
        arena.make(2 * CHUNK - 1);
        assert_eq!(arena.slice(2 * CHUNK - 3, 3).len(), 3);
        assert_eq!(arena.slice(2 * CHUNK - 3, 4).len(), 0);
        assert_eq!(arena.slice(0, 1).len(), 0);
    }

    #[test]
    fn a_far_cell_costs_its_own_chunk_and_its_row() {
        let arena: Arena<u64, CHUNK> = Arena::new();
        arena.make(1_000 * CHUNK);
        assert!((CHUNK * 8..CHUNK * 8 + 512 * 32).contains(&arena.bytes()));
    }
}
