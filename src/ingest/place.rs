//! Where in a text a byte stands.

use super::Refused;

/// A text and where its lines begin.
pub(super) struct Places<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Finds the lines of a text.
    pub(super) fn of(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        Self { text, starts }
    }

    /// The line and the column (in characters) of a byte, both from 1; past the end, those of the end.
    pub(super) fn at(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        let column = rest.char_indices().take_while(|(i, _)| start + i < offset).count();
        (line, column + 1)
    }
}

/// The bytes as text, without a byte-order mark.
///
/// # Errors
/// What is refused, at the first byte that is not UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refused> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}')),
        Err(e) => {
            let (good, _) = bytes.split_at(e.valid_up_to());
            let good = std::str::from_utf8(good).unwrap_or_default();
            let (line, column) = Places::of(good).at(good.len());
            Err(Refused { line, column, reason: "not UTF-8 from here on; hint: save the file as UTF-8".to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let places = Places::of("稀土\nab\n");
        for (offset, place) in
            [(0, (1, 1)), (3, (1, 2)), (6, (1, 3)), (7, (2, 1)), (8, (2, 2)), (10, (3, 1)), (99, (3, 1))]
        {
            assert_eq!(places.at(offset), place, "{offset}");
        }
    }

    #[test]
    fn what_is_not_utf8_is_refused_where_it_stands() {
        let refused = text(b"ab\nc\xff").unwrap_err();
        assert_eq!((refused.line, refused.column), (2, 2));
        assert_eq!(text("\u{feff}a".as_bytes()), Ok("a"));
    }
}
