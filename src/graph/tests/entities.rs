//! Entities: versions, names, codes, commodities, who is perhaps the same.

use super::*;

#[test]
fn a_newer_version_replaces_the_older_from_then_on() {
    let drawn = Drawn::new(
        "PLACE burma name=Burma code=ISO:BUR
         ---
         PLACE burma name=Myanmar code=ISO:MMR",
    );
    let named = |view: View<'_>, name: &str| view.entities_named(name).len();
    let (old, new) = (drawn.at(1, drawn::TODAY), drawn.view());
    assert_eq!((named(old, "burma"), named(old, "myanmar")), (1, 0));
    assert_eq!((named(new, "burma"), named(new, "MYANMAR ")), (0, 1));
    assert_eq!(old.entities_coded(None, "bur").len(), 1);
    assert_eq!(new.entities_coded(Some("iso"), "MMR").len(), 1);
    assert_eq!(new.entities_coded(Some("M49"), "MMR").len(), 0);
    assert_eq!(new.versions(drawn.node("burma")).len(), 2);
}

#[test]
fn commodities_match_along_the_wider_one() {
    let drawn = Drawn::new(
        "COMMODITY critical
         COMMODITY ree broader=critical
         COMMODITY heavy broader=ree
         COMMODITY light broader=ree",
    );
    let fits = |a: &str, b: &str| drawn.view().commodities_match(drawn.node(a), drawn.node(b));
    assert!(fits("heavy", "ree") && fits("critical", "heavy") && fits("ree", "ree"));
    assert!(!fits("heavy", "light"));
}

#[test]
fn the_newest_judgement_of_a_pair_says_whether_they_are_perhaps_the_same() {
    let mut drawn = Drawn::new("ORGANIZATION lynas\nORGANIZATION lynas-usa\nSAME lynas lynas-usa");
    let others = |drawn: &Drawn, of: &str| {
        let found = drawn.view().possibly_same(drawn.node(of));
        found.iter().map(|j| drawn.view().key(j.other).unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        (others(&drawn, "lynas"), others(&drawn, "lynas-usa")),
        (vec!["lynas-usa".to_owned()], vec!["lynas".to_owned()])
    );
    drawn.add("NOT-SAME lynas-usa lynas");
    assert!(others(&drawn, "lynas").is_empty() && others(&drawn, "lynas-usa").is_empty());
    drawn.add("SAME lynas lynas-usa");
    assert_eq!(others(&drawn, "lynas-usa"), ["lynas"]);
    drawn.add("MERGE lynas-usa lynas");
    assert!(others(&drawn, "lynas").is_empty());
}

#[test]
fn a_struck_text_leaves_the_fact_that_it_was() {
    let drawn = Drawn::new("DOCUMENT d title=Title text=secret published=2025\n---\nSTRIKE d");
    for view in [drawn.at(1, drawn::TODAY), drawn.view()] {
        let document = view.document_with_key("d").unwrap();
        assert_eq!(view.struck(document), Some("drawn"));
        assert_eq!(view.document(document).unwrap().titles[0].text, "Title");
    }
}
