//! A walk over the whole schema, made from its own description: whatever field is added is asked too. It holds every answer to the
//! view that it is asked of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::{door::Tested, stages};

/// What is told of each type by the schema itself.
pub struct Described {
    pub types: HashMap<String, Value>,
}

/// What to ask of arguments that must be given.
pub fn argument(field: &str, name: &str) -> String {
    match (field, name) {
        // Of which there is no path any more.
        ("whyNot", "from") => return "\"us-refining\"".to_owned(),
        ("whyNot", "to") => return "\"greenland\"".to_owned(),
        _ => {}
    }
    match name {
        "to" if field == "diff" => "{ asOf: \"2022-01-01\" }".to_owned(),
        "id" => "\"export.china.us.rare-earths\"".to_owned(),
        "ids" => "[\"china\", \"qq1-doc\"]".to_owned(),
        "text" => "\"China\"".to_owned(),
        "question" => "\"who supplies us-refining\"".to_owned(),
        "to" if field == "exposure" => "\"china\"".to_owned(),
        "of" | "to" => "\"us-refining\"".to_owned(),
        "by" => "[KIND]".to_owned(),
        "from" | "about" => "\"china\"".to_owned(),
        "changes" => "[{ remove: \"china\" }]".to_owned(),
        other => panic!("say here what to ask of the argument `{other}` of `{field}`, so that the walk covers it"),
    }
}

/// What to ask a view once more, for what the first answer cannot hold as well.
const AGAIN: &[(&str, &str)] = &[
    // Where nothing leads.
    ("whyNot", "from: \"plant\", to: \"china\", hindsight: false"),
];

/// What to ask beside the defaults, so that nothing is left out.
fn more_arguments(path: &str) -> &'static str {
    match path {
        "View.entity" => "id: \"china\"",
        "View.relations" => "where: { includeLapsed: true }, first: 1000",
        "Entity.relations" => "includeLapsed: true, first: 1000",
        // Figures of more than one claim, so that what is derived is walked to as well.
        "View.concentration" => "metric: SHARE",
        // What is known only later is no part of the view.
        "View.whyNot" => "hindsight: false",
        "View.claims" | "View.search" | "Document.claims" => "first: 1000",
        _ => "",
    }
}

impl Described {
    pub async fn by(tested: &Tested) -> Self {
        let asked = "{ __schema { types { name kind possibleTypes { name }
            fields { name args { name defaultValue type { kind } } type { ...T } } } } }
            fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
        let answer = tested.ask(asked).await;
        let types = answer["__schema"]["types"].as_array().unwrap().clone();
        Self { types: types.into_iter().map(|ty| (ty["name"].as_str().unwrap().to_owned(), ty)).collect() }
    }

    pub fn names(&self, ty: &str, part: &str) -> Vec<String> {
        let parts = self.types[ty][part].as_array();
        parts.into_iter().flatten().map(|p| p["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Whether nothing can be asked of a type.
    pub fn is_leaf(&self, ty: &str) -> bool {
        matches!(self.types[ty]["kind"].as_str().unwrap(), "SCALAR" | "ENUM")
    }

    /// Whether things of a type have ids: the walk goes on at these by `node`.
    fn is_node(&self, ty: &str) -> bool {
        let kinds = self.names("Node", "possibleTypes");
        kinds.iter().any(|k| k == ty) || self.names(ty, "possibleTypes").iter().any(|k| kinds.contains(k))
    }

    /// All fields of a type, with all of theirs; of things with ids so many deep, and then their id: the walk comes to them.
    fn select(&self, ty: &str, depth: usize) -> String {
        let described = &self.types[ty];
        match described["kind"].as_str().unwrap() {
            "OBJECT" if depth == 0 && self.is_node(ty) => format!("__typename {ty}_id: id "),
            "OBJECT" => {
                let fields = described["fields"].as_array().unwrap();
                format!("__typename {}", fields.iter().map(|f| self.field(ty, f, depth)).collect::<String>())
            }
            "INTERFACE" | "UNION" => {
                let kinds = self.names(ty, "possibleTypes").into_iter();
                kinds.map(|kind| format!("... on {kind} {{ {} }} ", self.select(&kind, depth))).collect()
            }
            _ => String::new(),
        }
    }

    fn field(&self, owner: &str, field: &Value, depth: usize) -> String {
        let name = field["name"].as_str().unwrap();
        let ty = named(&field["type"]);
        let depth = if self.is_node(&ty) { depth.saturating_sub(1) } else { depth };
        // Groups within groups are of one type.
        let selection =
            if ty == owner && !self.is_node(&ty) { "__typename ".to_owned() } else { self.select(&ty, depth) };
        let selection = if selection.is_empty() { selection } else { format!("{{ {selection} }}") };
        // Fields of one name may have other types in other fragments.
        format!("{owner}_{name}: {name}{} {selection} ", self.arguments(owner, field))
    }

    fn arguments(&self, owner: &str, field: &Value) -> String {
        let name = field["name"].as_str().unwrap();
        let mut given: Vec<String> = Vec::new();
        for asked in field["args"].as_array().unwrap() {
            if asked["type"]["kind"] == "NON_NULL" && asked["defaultValue"].is_null() {
                let argument_name = asked["name"].as_str().unwrap();
                given.push(format!("{argument_name}: {}", argument(name, argument_name)));
            }
        }
        given.extend(Some(more_arguments(&format!("{owner}.{name}")).to_owned()).filter(|more| !more.is_empty()));
        if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) }
    }

    /// Everything that a view answers, question by question, and then everything with an id that came up: the texts of the answers.
    async fn walk(&self, tested: &Tested, view: &str) -> BTreeMap<String, String> {
        let mut answers = BTreeMap::new();
        let mut met = BTreeSet::new();
        for field in self.types["View"]["fields"].as_array().unwrap() {
            let query = format!("{{ view({view}) {{ {} }} }}", self.field("View", field, 1));
            let answer = tested.ask(&query).await;
            note_ids(&answer, &mut met);
            answers.insert(field["name"].as_str().unwrap().to_owned(), answer.to_string());
        }
        for (name, arguments) in AGAIN {
            let fields = self.types["View"]["fields"].as_array().unwrap();
            let field = fields.iter().find(|field| field["name"] == *name).unwrap();
            let selection = self.select(&named(&field["type"]), 1);
            let query = format!("{{ view({view}) {{ {name}({arguments}) {{ {selection} }} }} }}");
            let answer = tested.ask(&query).await;
            note_ids(&answer, &mut met);
            answers.insert(format!("{name} again"), answer.to_string());
        }
        let mut next: Vec<(String, String)> = met.iter().cloned().collect();
        while let Some((id, ty)) = next.pop() {
            let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on {ty} {{ {} }} }} }}", self.select(&ty, 1));
            let answer = tested.ask_with(&query, serde_json::json!({ "id": id })).await;
            assert_eq!(answer["node"]["__typename"], ty, "`{id}` was answered and is not there");
            let mut more = BTreeSet::new();
            note_ids(&answer, &mut more);
            next.extend(more.into_iter().filter(|one| met.insert(one.clone())));
            answers.insert(id, answer.to_string());
        }
        answers
    }
}

/// The name of a type, what is put around it taken off.
pub fn named(ty: &Value) -> String {
    match ty["name"].as_str() {
        Some(name) => name.to_owned(),
        None => named(&ty["ofType"]),
    }
}

/// The ids that are told anywhere in an answer, and of which type they are; that of the view itself left out.
fn note_ids(value: &Value, met: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match (inner, name.strip_suffix("_id")) {
                    (Value::String(id), Some(ty)) if ty != "View" => drop(met.insert((id.clone(), ty.to_owned()))),
                    (other, _) => note_ids(other, met),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| note_ids(item, met)),
        _ => {}
    }
}

/// The marks of later stages that are in a text.
fn later_marks(text: &str, prefix: &str, stage: usize) -> Vec<String> {
    let marks = (stage + 1..=stages::COUNT).map(|later| format!("{prefix}{later}"));
    let lower = text.to_lowercase();
    marks.filter(|mark| lower.contains(mark.as_str())).collect()
}

#[tokio::test]
async fn no_answer_of_a_view_tells_what_was_recorded_later() {
    let tested = Tested::empty().unlimited();
    let described = Described::by(&tested).await;
    let mut before = Vec::new();
    for stage in 1..=stages::COUNT {
        tested.commit(stages::stage(stage)).await;
        for as_of in ["2025-06-13", "2022-01-01"] {
            let view = format!("asOf: \"{as_of}\", knownAt: \"2025-06-{stage:02}T12:00:00Z\"");
            let answers = described.walk(&tested, &view).await;
            for (question, answer) in &answers {
                let later = later_marks(answer, "zz", stage);
                assert!(later.is_empty(), "{question} of {view} tells {later:?}: {answer}");
                assert!(later_marks(answer, "qq", stage).is_empty(), "{question} of {view}: {answer}");
            }
            before.push((view, answers));
        }
    }
    for (view, answers) in before {
        let after = described.walk(&tested, &view).await;
        for (question, answer) in &answers {
            assert_eq!(Some(answer), after.get(question), "{question} of {view} is not what it was");
        }
        assert_eq!(answers.len(), after.len());
    }
}

#[tokio::test]
async fn no_answer_of_a_view_tells_what_was_printed_later() {
    let tested = Tested::empty().unlimited();
    let described = Described::by(&tested).await;
    for stage in 1..=stages::COUNT {
        tested.commit(stages::stage(stage)).await;
    }
    for stage in 1..=stages::COUNT {
        let view = format!("asOf: \"2025-06-13\", publishedBy: \"2025-05-{stage:02}\"");
        for (question, answer) in described.walk(&tested, &view).await {
            let later = later_marks(&answer, "qq", stage);
            assert!(later.is_empty(), "{question} of {view} tells {later:?}: {answer}");
        }
    }
}

/// The fields that list claims to come too, each telling of itself that it does not hold. Everything else says what is true on the day.
const LISTS: &[&str] = &["claims", "measures", "conflictsWith"];

/// Takes the claims to come out of the lists that may have them, and what only says where in the journal an answer stands.
fn leave_out_what_is_to_come(value: &mut Value, in_list: bool) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let field = name.split_once('_').map_or(name.as_str(), |(_, field)| field);
                let place = matches!(field, "cursor" | "startCursor" | "endCursor") || name == "View_seq";
                if place || (in_list && field == "totalCount") {
                    *inner = Value::Null;
                }
                leave_out_what_is_to_come(inner, in_list || LISTS.contains(&field));
            }
        }
        Value::Array(items) => {
            items.retain(|item| !(in_list && item.to_string().contains(stages::TO_COME)));
            items.iter_mut().for_each(|item| leave_out_what_is_to_come(item, in_list));
        }
        _ => {}
    }
}

#[tokio::test]
async fn no_answer_of_a_view_tells_what_becomes_true_later() {
    let tested = Tested::empty().unlimited();
    let described = Described::by(&tested).await;
    for stage in 1..=stages::COUNT {
        tested.commit(stages::stage(stage)).await;
    }
    let view = "asOf: \"2025-06-13\"";
    let before = described.walk(&tested, view).await;
    tested.commit(stages::to_come("2025-06-14")).await;
    let after = described.walk(&tested, view).await;
    let mut leaks = Vec::new();
    for (question, answer) in &after {
        let [was, is] = [before.get(question), Some(answer)].map(|answer| {
            let mut answer: Value = serde_json::from_str(answer.map_or("null", String::as_str)).unwrap();
            leave_out_what_is_to_come(&mut answer, false);
            answer
        });
        if question.starts_with(stages::TO_COME) {
            assert_eq!(is["node"]["Claim_holds"], false, "{question}");
        } else if was != is {
            leaks.push(format!("{question}\n  was {was}\n  is  {is}"));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    let own = |question: &&String| question.starts_with(stages::TO_COME) && question.ends_with("@2025-06-13");
    let told = after.keys().filter(own).count();
    assert_eq!(told, stages::to_come("2025-06-14").as_array().unwrap().len(), "each claim to come is listed");
    // Nor is a figure of theirs compared with what is asked for, of what has not begun at all neither.
    for (day, found) in [("2021-01-01", 0), ("2025-06-13", 0), ("2025-06-14", 1)] {
        let measure = "measure: { metric: VALUE, unit: \"USD\", min: \"999\" }, includeLapsed: true";
        let asked = format!("{{ view(asOf: \"{day}\") {{ relations(where: {{ {measure} }}) {{ totalCount }} }} }}");
        assert_eq!(tested.ask(&asked).await["view"]["relations"]["totalCount"], found, "{day}");
    }
    // What was left out is there on the day after.
    let later = described.walk(&tested, "asOf: \"2025-06-14\"").await;
    let contract = later
        .iter()
        .find(|(question, _)| question.starts_with("contract.") && question.ends_with("@2025-06-14"))
        .unwrap()
        .1;
    assert!(contract.contains(&format!("\"Contract_purpose\":\"{}", stages::TO_COME)), "{contract}");
}

#[tokio::test]
async fn the_walk_reaches_every_type_that_can_be_answered() {
    let tested = Tested::empty().unlimited();
    let described = Described::by(&tested).await;
    for stage in 1..=stages::COUNT {
        tested.commit(stages::stage(stage)).await;
    }
    let answers = described.walk(&tested, "asOf: \"2025-06-13\"").await;
    let all: String = answers.into_values().collect();
    // The roots, which do not tell their type here, what is written and followed, and what is said of a question that is not understood.
    let elsewhere = [
        "View",
        "Query",
        "Mutation",
        "Subscription",
        "Commit",
        "ChangeEvent",
        "SupplierChange",
        "SupplierMove",
        "Service",
        "Unclear",
    ];
    let objects = described.types.iter().filter(|(name, ty)| ty["kind"] == "OBJECT" && !name.starts_with("__"));
    let missed: Vec<&String> = objects
        .map(|(name, _)| name)
        .filter(|name| !elsewhere.contains(&name.as_str()) && !all.contains(&format!("\"__typename\":\"{name}\"")))
        .collect();
    assert_eq!(missed, Vec::<&String>::new());
}
