//! A document before it is parsed: bytes, tokens and nesting are counted in one pass that needs no memory, so that what would wear the
//! parser down never reaches it.

use super::{error::Fault, limits::Limits};

/// Counts a document.
///
/// # Errors
/// Where it is above one of the limits.
pub fn hold(document: &str, limits: &Limits) -> Result<(), Fault> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Limits::hold("bytes", count(document.len()), limits.bytes)?;
    let (mut tokens, mut nesting, mut deepest) = (0_u64, 0_u64, 0_u64);
    let mut rest = document.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xEF | 0xBB | 0xBF => continue,
            b'#' => {
                rest = behind_all(rest, |byte| byte != b'\n');
                continue;
            }
            b'"' => rest = behind_string(rest),
            b'{' | b'[' | b'(' => {
                nesting += 1;
                deepest = deepest.max(nesting);
            }
            b'}' | b']' | b')' => nesting = nesting.saturating_sub(1),
            byte if worded(byte) => rest = behind_all(rest, worded),
            _ => {}
        }
        tokens += 1;
    }
    Limits::hold("tokens", tokens, limits.tokens)?;
    Limits::hold("levels of braces, brackets and parentheses", deepest, limits.nesting)
}

/// Names and numbers.
const fn worded(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'+')
}

fn behind_all(bytes: &[u8], within: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|&byte| !within(byte)).unwrap_or(bytes.len());
    bytes.get(end..).unwrap_or_default()
}

/// What is behind a string whose first quotation mark was read.
fn behind_string(bytes: &[u8]) -> &[u8] {
    if let Some(mut rest) = bytes.strip_prefix(b"\"\"") {
        loop {
            if let Some(behind) = rest.strip_prefix(b"\\\"\"\"") {
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix(b"\"\"\"") {
                return behind;
            } else if let Some((_, behind)) = rest.split_first() {
                rest = behind;
            } else {
                return rest;
            }
        }
    }
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        rest = match first {
            b'"' | b'\n' => return behind,
            b'\\' => behind.get(1..).unwrap_or_default(),
            _ => behind,
        };
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(document: &str, limits: Limits) -> String {
        hold(document, &limits).unwrap_err().message
    }

    #[test]
    fn what_stands_in_strings_and_comments_is_no_token_and_does_not_nest() {
        let limits = Limits { tokens: 16, nesting: 2, ..Limits::default() };
        for document in [
            "{ a(b: \"{[((\\\"{{\") # {{{ {{{\n }",
            "{ a(b: \"\"\"{[(( \\\"\"\" \" \"\" {\"\"\") }",
            "{ a(b: -1.5e+10), c(d: $e) }",
            "{ a(b: \"\") , c }",
        ] {
            hold(document, &limits).unwrap_or_else(|fault| panic!("{document}: {}", fault.message));
        }
    }

    #[test]
    fn each_limit_is_named_with_the_value_and_the_limit() {
        let limits = Limits { tokens: 3, nesting: 1, bytes: 10, ..Limits::default() };
        assert!(refused("{ a b c }", limits).starts_with("the document has `5` tokens, at most `3` are taken\nhint: "));
        assert!(refused("{{}", limits).contains("`2` levels"));
        assert!(refused("{ aaaaaaaaaaaaa }", limits).contains("`17` bytes"));
    }
}
