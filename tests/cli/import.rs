//! What `import` takes, refuses and says.

use crate::door::Desk;

const ENTITIES: &str = r#"
[[entity]]
key = "north"
kind = "PLACE"
names = [{ text = "North", language = "en" }, { text = "北", language = "zh" }]

[[entity]]
key = "south"
kind = "PLACE"
names = [{ text = "South", language = "en" }]
"#;

const CLAIMS: &str = r#"
[[document]]
key = "notice"
titles = [{ text = "A notice", language = "en" }]
published = "2025-01-01"

[[claim]]
key = "north-to-south"
about.export = { from = "north", to = "south" }
mode = "REPORTED"
evidence = [{ document = "notice" }]

[[claim]]
key = "to-nowhere"
about.export = { from = "north", to = "nowhere" }
mode = "REPORTED"
evidence = [{ document = "notice" }]

[[claim]]
key = "to-itself"
about.location = { from = "north", to = "south" }
mode = "REPORTED"
evidence = [{ document = "notice" }]
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("entities.toml", ENTITIES);
    desk.write("claims.toml", CLAIMS);
    desk
}

#[test]
fn files_may_refer_to_each_other_and_what_is_refused_is_named_by_its_place() {
    let desk = desk();
    let told = desk.run(&["import", "claims.toml", "entities.toml"]).failed("1 of 6 were refused, the rest was taken");
    let lines: Vec<&str> = told.out.lines().collect();
    assert!(
        lines[0].starts_with("claims.toml:13:1: about.export.to: there is no entity `nowhere`; hint: "),
        "{told:?}"
    );
    assert_eq!(lines[1..], ["5 taken in 1 transactions, 0 there already, 1 refused"], "{told:?}");
    assert_eq!(desk.verified("claims"), "2");
}

#[test]
fn the_report_is_there_for_a_program_too() {
    let desk = desk();
    let told = desk.run(&["import", "--json", "entities.toml", "claims.toml"]).failed("1 of 6 were refused");
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&told["taken"], &told["already"]), (&5.into(), &0.into()));
    let refused = &told["refused"][0];
    assert_eq!(
        (&refused["file"], &refused["line"], &refused["column"]),
        (&"claims.toml".into(), &13.into(), &1.into())
    );
}

#[test]
fn what_is_there_already_is_not_written_twice() {
    let desk = desk();
    desk.run(&["import", "entities.toml"]).done();
    let head = desk.verified("head");
    let told = desk.run(&["import", "entities.toml"]).done();
    assert_eq!(told.out, "0 taken in 0 transactions, 2 there already, 0 refused\n");
    assert_eq!(desk.verified("head"), head);
}

#[test]
fn strict_writes_nothing_if_anything_would_be_refused() {
    let desk = desk();
    let told = desk.run(&["import", "--strict", "entities.toml", "claims.toml"]).failed("nothing was written");
    assert!(told.out.contains("claims.toml:13:1: "), "{told:?}");
    assert!(!desk.path("lodegraph-data").exists());
    desk.run(&["import", "--strict", "entities.toml"]).done();
    assert_eq!(desk.verified("entities"), "2");
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let desk = desk();
    let dry = desk.run(&["import", "--dry-run", "entities.toml", "claims.toml"]).failed("nothing was written");
    assert!(!desk.path("lodegraph-data").exists());
    desk.run(&["import", "entities.toml"]).done();
    let head = desk.verified("head");
    // The dry run sees what is in the store, too.
    let dry_again = desk.run(&["import", "--dry-run", "claims.toml"]).failed("nothing was written");
    assert_eq!(desk.verified("head"), head);
    let real = desk.run(&["import", "claims.toml"]).failed("the rest was taken");
    assert_eq!(dry_again.out.replace("would be ", ""), real.out);
    assert_eq!(dry.out.lines().next(), real.out.lines().next());
}

#[test]
fn a_file_comes_by_standard_input_and_its_format_is_told_by_what_it_holds() {
    let desk = desk();
    assert!(desk.run_on(ENTITIES, &["import", "-"]).done().out.starts_with("2 taken"));
    let line = r#"{"put_entity":{"key":"east","kind":"PLACE","names":[{"text":"East","language":"en"}]}}"#;
    assert!(desk.run_on(line, &["import", "-"]).done().out.starts_with("1 taken"));
    desk.run_on("Nothing of ours.", &["import", "-"]).failed("neither name nor content of `-` tell its format");
    let told = desk.run_on("Nothing of ours.", &["import", "--format", "jsonl", "-"]).failed("1 of 1 were refused");
    assert!(told.out.starts_with("-:1:1: "), "{told:?}");
    let missing = desk.run(&["import", "nowhere.toml"]);
    assert!(missing.code == 1 && missing.err.contains("`nowhere.toml` cannot be read"), "{missing:?}");
}

#[test]
fn an_entity_is_given_once_in_an_import() {
    let desk = desk();
    desk.write(
        "other.toml",
        "[[entity]]\nkey = \"north\"\nkind = \"PLACE\"\nnames = [{ text = \"Other\", language = \"en\" }]\n",
    );
    let told = desk.run(&["import", "entities.toml", "other.toml"]).failed("1 of 3 were refused");
    assert!(
        told.out.starts_with("other.toml:1:1: `north` is put with other content at entities.toml:2; hint: "),
        "{told:?}"
    );
    // Alone it is a newer version.
    assert!(desk.run(&["import", "other.toml"]).done().out.starts_with("1 taken"));
}

#[test]
fn a_digest_is_read_item_by_item_and_furniture_of_the_page_is_passed_over() {
    let desk = Desk::new();
    let digest = "Workflow\n矿石观察\nicon\nSearch documents\n某矿停产一周\nThe Ore Courier· 2025-05-02 08:15\n\
        Core Viewpoint - A mine rested for a week [1] Group 1 - Nobody was hurt [1] - Work goes on [2]\n";
    desk.write("digest.txt", digest);
    assert_eq!(desk.run(&["import", "digest.txt"]).done().out.split_whitespace().next(), Some("2"));
    assert_eq!((desk.verified("documents"), desk.verified("entities")), ("1".to_owned(), "1".to_owned()));
    assert_eq!(
        desk.run(&["import", "digest.txt"]).done().out,
        "0 taken in 0 transactions, 1 there already, 0 refused\n"
    );
}

#[test]
fn each_item_of_a_digest_is_found_in_both_languages_with_its_passages_its_publisher_and_whom_it_names() {
    let desk = Desk::with_facts();
    let digest = "Workflow\n矿石观察\nicon\nSearch documents\n\
        格陵兰一座稀土矿山停产一周 Greenland mine rests\nThe Ore Courier· 2025-05-02 08:15\n\
        Core Viewpoint - A mine in Greenland rested for a week, its owner says [1] Group 1 - 日本的买家另寻来源 [1] - Work goes on [2]\n\
        马来西亚港口检查加严 Malaysian port checks cargo\nnews flash· 2025-05-03 21:40\n\
        Core Viewpoint - 马来西亚海关逐箱查验 [1] Group 1 - Shipments from Malaysia wait for two days [1][2]\n";
    desk.write("digest.txt", digest);
    desk.run(&["import", "digest.txt"]).done();
    let asked =
        "query Found($text: String!) { view(asOf: \"2025-06-13\") { search(text: $text, kinds: [DOCUMENT], first: 3) {
        edges { node { ... on Document { title publisher { name } collection published
          passages { heading locator text } mentions(first: 20) { edges { node { key } } } } } } } } }";
    desk.write("found.graphql", asked);
    let found = |text: &str| {
        let variables = serde_json::json!({ "text": text }).to_string();
        let told = desk.run(&["query", "found.graphql", "--variables", &variables]).done().out;
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        told["data"]["view"]["search"]["edges"][0]["node"].clone()
    };
    let mine = found("稀土矿山停产");
    assert_eq!(mine, found("Greenland mine rests"));
    assert_eq!(mine, found("rested for a week"));
    assert_eq!(mine["publisher"]["name"], "The Ore Courier");
    assert_eq!((&mine["collection"], &mine["published"]), (&"矿石观察".into(), &"2025-05-02".into()));
    let passage = |heading: &str, locator: &str, text: &str| serde_json::json!({ "heading": heading, "locator": locator, "text": text });
    let passages = [
        passage("Core Viewpoint", "[1]", "A mine in Greenland rested for a week, its owner says"),
        passage("Group 1", "[1]", "日本的买家另寻来源"),
        passage("Group 1", "[2]", "Work goes on"),
    ];
    assert_eq!(mine["passages"], serde_json::json!(passages));
    let named = |document: &serde_json::Value| document["mentions"]["edges"].to_string();
    for key in ["greenland", "japan", "rare-earths"] {
        assert!(named(&mine).contains(&format!("\"{key}\"")), "{key} in {mine}");
    }
    let port = found("海关逐箱查验");
    assert_eq!(port, found("Malaysian port checks cargo"));
    assert_eq!(port["publisher"], serde_json::Value::Null, "a channel is no publisher");
    assert_eq!(port["passages"][1], passage("Group 1", "[1][2]", "Shipments from Malaysia wait for two days"));
    assert!(named(&port).contains("\"malaysia\"") && !named(&port).contains("\"greenland\""), "{port}");
    let head = desk.verified("head");
    assert!(desk.run(&["import", "digest.txt"]).done().out.starts_with("0 taken in 0 transactions"));
    assert_eq!(desk.verified("head"), head);
}
