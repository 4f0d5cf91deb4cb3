//! Whom the bundled facts' names mean, and what search and questions in words find in them.

use lodegraph::{
    graph::{TextKind, TextOf},
    questions::{ask, mentions, resolve_name, search},
};

use super::*;

fn found(view: View<'_>, text: &str, kind: TextKind) -> Vec<String> {
    let key = |what| match what {
        TextOf::Entity(node) => view.key(node).unwrap().to_string(),
        TextOf::Document(document) => view.document(document).unwrap().key.to_string(),
        TextOf::Claim(claim) => view.claim(claim).unwrap().key(),
    };
    search::search(view, text, &[kind]).into_iter().map(|hit| key(hit.what)).collect()
}

fn meant(view: View<'_>, text: &str) -> String {
    let node = resolve_name::entity(view, text).unwrap().unwrap_or_else(|| panic!("nobody is called `{text}`"));
    view.key(node).unwrap().to_string()
}

#[test]
fn an_entity_is_meant_by_any_of_its_names_and_codes() {
    let store = facts();
    let view = on(&store, TODAY);
    for text in ["us-refining", "us-refining@2022-01-01", "US refining", "us REFINING", "美国精炼"] {
        assert_eq!(meant(view, text), "us-refining", "{text}");
    }
    for text in ["China", "中国", "CN", "CHN", "156", "中华人民共和国"] {
        assert_eq!(meant(view, text), "china", "{text}");
    }
    let several = resolve_name::entity(view, "美国商会").unwrap_err();
    assert_eq!(several.keys, ["amcham-china", "us-chamber-of-commerce"]);
}

#[test]
fn search_finds_greenland_in_chinese_and_misspelt() {
    let store = facts();
    let view = on(&store, TODAY);
    for text in ["格陵兰", "greenlnad", "Greenland", "格林兰"] {
        assert_eq!(found(view, text, TextKind::Entity).first().unwrap(), "greenland", "{text}");
    }
    assert!(found(view, "格陵兰", TextKind::Claim).contains(&"f51-us-talks-with-greenland".to_owned()));
    assert!(found(view, "greenlnad", TextKind::Document).contains(&"s3-qianzhan-2025-05-28".to_owned()));
}

#[test]
fn a_search_by_either_name_finds_lynas_and_lynas_usa() {
    let store = facts();
    let view = on(&store, TODAY);
    assert_eq!(found(view, "Lynas", TextKind::Entity)[..2], ["lynas", "lynas-usa"]);
    let both = found(view, "Lynas USA", TextKind::Entity);
    assert_eq!(both[0], "lynas-usa");
    assert!(both.contains(&"lynas".to_owned()), "{both:?}");
}

#[test]
fn a_document_names_whom_it_speaks_of_and_is_found_by_them() {
    let store = facts();
    let view = on(&store, TODAY);
    let document = view.document_with_key("s1-newsflash-2025-06-13").unwrap();
    let named: Vec<_> = mentions::mentions(view, document).into_iter().map(|n| view.key(n).unwrap().as_str()).collect();
    assert_eq!(named, ["rare-earths", "india", "japan"]);
    for key in ["india", "japan", "india-state-miner"] {
        let node = view.entity_with_key(key).unwrap();
        assert!(mentions::documents_of(view, node).flatten().any(|d| d == document), "{key}");
    }
}

#[test]
fn what_is_not_in_print_yet_is_neither_found_nor_listed() {
    let store = facts();
    let view = printed_by(&store, TODAY, "2025-06-01");
    assert!(!found(view, "Barclays", TextKind::Document).contains(&"s2-sohu-2025-06-03".to_owned()));
    let china = view.entity_with_key("china").unwrap();
    let listed: Vec<_> =
        mentions::documents_of(view, china).flatten().map(|d| view.document(d).unwrap().key.as_str()).collect();
    assert!(listed.contains(&"s3-qianzhan-2025-05-28") && !listed.contains(&"s2-sohu-2025-06-03"), "{listed:?}");
}

#[test]
fn questions_in_words_are_understood_in_both_languages() {
    let store = facts();
    let view = on(&store, TODAY);
    for (question, phrase) in [
        ("who supplies US refining", "who supplies US refining (`us-refining`)"),
        ("谁供应美国精炼", "谁供应 美国精炼 (`us-refining`)"),
        ("whom does China supply", "whom China (`china`) supplies"),
        ("中国供应谁", "中国 (`china`) 供应谁"),
        ("how does Lynas reach US refining", "how Lynas (`lynas`) reaches US refining (`us-refining`)"),
        ("Lynas 如何到达美国精炼", "莱纳斯 (`lynas`) 如何到达 美国精炼 (`us-refining`)"),
        ("who supplies Japan as of 2022-01-01", "who supplies Japan (`japan`), as of 2022-01-01"),
    ] {
        let understood = ask::understand(view, question).unwrap();
        assert_eq!(understood.phrase(view, &understood.language), phrase);
    }
    let unknown = ask::understand(view, "who supplies Lynass").unwrap_err().to_string();
    assert!(unknown.ends_with("hint: perhaps `lynas` (Lynas) or `lynas-usa` (Lynas USA) is meant"), "{unknown}");
}
