//! The contract itself: what `schema.graphql` says, and that all of it is explained.

use serde_json::Value;

use crate::door::Tested;

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql");
    let served = lodegraph::graphql::sdl();
    if std::env::var_os("LODEGRAPH_WRITE_SCHEMA").is_some() {
        std::fs::write(path, &served).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == served,
        "schema.graphql is not what is served; run the tests once with LODEGRAPH_WRITE_SCHEMA=1 and look at the difference"
    );
}

#[tokio::test]
async fn every_type_field_argument_and_value_is_explained() {
    let tested = Tested::empty();
    let asked = "{ __schema { types { name description
        fields(includeDeprecated: true) { name description args { name description } }
        inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";
    let answer = tested.ask(asked).await;
    let mut unexplained = Vec::new();
    let types = answer["__schema"]["types"].as_array().unwrap();
    for ty in types.iter().filter(|ty| !ty["name"].as_str().unwrap().starts_with("__")) {
        let at = ty["name"].as_str().unwrap().to_owned();
        note(&mut unexplained, &at, ty);
        for part in ["fields", "inputFields", "enumValues"] {
            for field in ty[part].as_array().into_iter().flatten() {
                let at = format!("{at}.{}", field["name"].as_str().unwrap());
                note(&mut unexplained, &at, field);
                for argument in field["args"].as_array().into_iter().flatten() {
                    note(&mut unexplained, &format!("{at}({})", argument["name"].as_str().unwrap()), argument);
                }
            }
        }
    }
    assert!(types.len() > 60);
    assert_eq!(unexplained, Vec::<String>::new());
}

fn note(unexplained: &mut Vec<String>, at: &str, thing: &Value) {
    if thing["description"].as_str().is_none_or(|words| words.trim().is_empty()) {
        unexplained.push(at.to_owned());
    }
}

#[test]
fn all_kinds_of_relation_have_the_fields_that_they_share() {
    let sdl = lodegraph::graphql::sdl();
    for kind in
        "Export Restriction Contract Production Consumption Operation Location Ownership Membership Negotiation Support"
            .split(' ')
    {
        let start = sdl.find(&format!("type {kind} implements")).unwrap_or_else(|| panic!("{kind}"));
        let body = sdl[start..].split("\n}").next().unwrap();
        assert!(body.lines().next().unwrap().contains("Node") && body.contains("Relation"), "{body}");
        for field in ["id:", "key:", "from:", "to:", "status:", "valid:", "claims("] {
            assert!(body.contains(field), "{kind} has no {field}");
        }
    }
    assert!(sdl.contains("interface Relation implements Node"));
}

#[test]
fn a_view_has_every_question_that_the_root_has() {
    let sdl = lodegraph::graphql::sdl();
    let fields = |name: &str| -> Vec<String> {
        let start = sdl.find(&format!("type {name} ")).unwrap();
        let body = sdl[start..].split("\n}").next().unwrap();
        let names = body.lines().filter(|line| line.starts_with('\t') && line[1..].starts_with(char::is_alphabetic));
        let names = names.filter(|line| line.contains(['(', ':']));
        names.map(|line| line.trim().split(['(', ':']).next().unwrap().to_owned()).collect()
    };
    let (query, view) = (fields("Query"), fields("View"));
    let own = ["view", "node", "nodes", "service"];
    let asked: Vec<&String> = query.iter().filter(|f| !own.contains(&f.as_str())).collect();
    assert!(asked.len() >= 6);
    for question in asked {
        assert!(view.contains(question), "{question} is lost");
    }
}
