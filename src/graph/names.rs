//! How names and codes are compared.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: NFKC, lower case, white space single. Full-width forms become plain ones.
pub fn fold_name(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fold_name;

    #[test]
    fn names_are_compared_without_case_width_and_spacing() {
        assert_eq!(fold_name("  US   Refining"), "us refining");
        assert_eq!(fold_name("ＵＳ"), "us");
        assert_eq!(fold_name("格陵兰"), "格陵兰");
    }
}
