//! Which entity a text means: wherever a question takes an entity, it takes its id, its key, any of its codes or names.

use petgraph::graph::NodeIndex;
use thiserror::Error;

use crate::graph::View;

/// A text that several entities answer to.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{text}` may be any of {}\nhint: say which by its key", ticked(.keys))]
pub struct Ambiguous {
    /// What was asked.
    pub text: String,
    /// Who is meant perhaps: at least two, by key.
    pub candidates: Vec<NodeIndex>,
    /// Their keys.
    pub keys: Vec<String>,
}

/// The entity that a text means: by id (what follows `@` or `~` is the id's view, and is not read here) or key, then by code, then by name.
/// The first of these that finds any decides. Codes and names are compared as [`crate::graph::fold_name`] does, in the versions that
/// the view sees; merged entities answer to the names of all.
///
/// # Errors
/// [`Ambiguous`] where several have the code, or else the name.
pub fn entity(view: View<'_>, text: &str) -> Result<Option<NodeIndex>, Ambiguous> {
    let id = text.split_once(['@', '~']).map_or(text, |(key, _)| key).trim();
    if let Some(node) = view.entity_with_key(id) {
        return Ok(Some(node));
    }
    match entity_with_code(view, None, text)? {
        Some(node) => Ok(Some(node)),
        None => entity_with_name(view, text),
    }
}

/// The entity with a name.
///
/// # Errors
/// [`Ambiguous`] where several have it.
pub fn entity_with_name(view: View<'_>, name: &str) -> Result<Option<NodeIndex>, Ambiguous> {
    one(view, name, view.entities_named(name))
}

/// The entity with a code, of this scheme where one is given.
///
/// # Errors
/// [`Ambiguous`] where several have it.
pub fn entity_with_code(view: View<'_>, scheme: Option<&str>, value: &str) -> Result<Option<NodeIndex>, Ambiguous> {
    one(view, value, view.entities_coded(scheme, value))
}

fn one(view: View<'_>, text: &str, mut found: Vec<NodeIndex>) -> Result<Option<NodeIndex>, Ambiguous> {
    if found.len() < 2 {
        return Ok(found.pop());
    }
    found.sort_by_key(|&node| view.key(node));
    let keys = found.iter().filter_map(|&node| view.key(node)).map(ToString::to_string).collect();
    Err(Ambiguous { text: text.to_owned(), candidates: found, keys })
}

fn ticked(keys: &[String]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::drawn::Drawn;

    fn drawn() -> Drawn {
        Drawn::new(
            "PLACE china name=China zh=中国 alias=PRC code=ISO_3166-1_alpha-2:CN code=M49:156 code=ISO_3166-1_numeric:156
             PLACE cn name=Constance
             INDUSTRY us-refining name=US_refining zh=美国精炼
             ORGANIZATION chamber zh=美国商会
             ORGANIZATION amcham zh=美国商会
             PLACE chad name=Chad code=M49:148
             COMMODITY alloy code=own:148
             ORGANIZATION lynas name=Lynas
             ORGANIZATION lynas-usa name=Lynas_USA",
        )
    }

    fn check(drawn: &Drawn, text: &str, expected: Option<&str>) {
        let found = entity(drawn.view(), text).unwrap();
        assert_eq!(found.and_then(|n| drawn.view().key(n)).map(|k| k.as_str()), expected, "{text}");
    }

    #[test]
    fn an_entity_is_found_by_id_key_code_and_name_in_either_language() {
        let drawn = drawn();
        for text in [
            "china",
            "china@2025-06-13",
            "china~1f3a",
            "china@2025-06-13~1f3a",
            "156",
            "China",
            "CHINA ",
            "中国",
            "prc",
        ] {
            check(&drawn, text, Some("china"));
        }
        check(&drawn, "us  Refining", Some("us-refining"));
        check(&drawn, "美国精炼", Some("us-refining"));
        check(&drawn, "ＣＮ", Some("china"));
        check(&drawn, "atlantis", None);
        check(&drawn, "", None);
    }

    #[test]
    fn a_key_goes_before_a_code_and_a_code_before_a_name() {
        let drawn = drawn();
        check(&drawn, "cn", Some("cn"));
        check(&drawn, "CN", Some("china"));
        assert_eq!(entity_with_code(drawn.view(), Some("ISO 3166-1 ALPHA-2"), "cn"), Ok(Some(drawn.node("china"))));
        assert_eq!(entity_with_code(drawn.view(), Some("M49"), "cn"), Ok(None));
        assert_eq!(entity_with_name(drawn.view(), "china@x"), Ok(None));
    }

    #[test]
    fn what_several_answer_to_is_ambiguous_and_the_candidates_come_by_key() {
        let drawn = drawn();
        let refused = entity(drawn.view(), "美国商会").unwrap_err();
        assert_eq!(refused.candidates, [drawn.node("amcham"), drawn.node("chamber")]);
        assert_eq!(refused.to_string(), "`美国商会` may be any of `amcham`, `chamber`\nhint: say which by its key");
        assert!(entity(drawn.view(), "148").is_err());
        assert_eq!(entity_with_code(drawn.view(), Some("m49"), "148"), Ok(Some(drawn.node("chad"))));
    }

    #[test]
    fn a_merged_entity_answers_to_all_names_and_a_former_version_to_none() {
        let mut drawn = drawn();
        drawn.add("MERGE lynas-usa lynas --- ORGANIZATION chamber name=Chamber");
        for text in ["lynas-usa", "Lynas USA", "Lynas"] {
            check(&drawn, text, Some("lynas"));
        }
        check(&drawn, "美国商会", Some("amcham"));
        let before = drawn.at(2, crate::graph::drawn::TODAY);
        assert!(entity(before, "美国商会").is_err());
        assert_eq!(entity(drawn.at(0, crate::graph::drawn::TODAY), "china"), Ok(None));
    }
}
