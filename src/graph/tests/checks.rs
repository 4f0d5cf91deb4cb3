//! What is refused, with which code, and where; and that nothing of it is written.

use super::{RefusalCode::*, *};
use crate::model::{Change, Key};

const KNOWN: &str = "PLACE china
    PLACE us
    ORGANIZATION lynas
    FACILITY plant
    INDUSTRY us-refining stage=REFINING
    COMMODITY ree
    COMMODITY heavy broader=ree
    DOCUMENT d
    china EXPORT us of=ree doc=d key=c1
    us CONTRACT lynas doc=d key=k1";

#[track_caller]
fn refuse(lines: &str, code: RefusalCode, field: &str, says: &str) {
    let mut drawn = Drawn::new(KNOWN);
    let changes = drawn.read(lines);
    let before = drawn.view().lengths();
    let refusal = drawn.commit(changes).expect_err(lines);
    assert_eq!((refusal.code, refusal.field.as_str()), (code, field), "{}", refusal.message);
    assert!(refusal.message.contains(says), "{}", refusal.message);
    assert_eq!(drawn.view().lengths(), before);
    assert_eq!(drawn.graph.seq(), 1);
}

#[track_caller]
fn accept(lines: &str) {
    let mut drawn = Drawn::new(KNOWN);
    let changes = drawn.read(lines);
    drawn.commit(changes).unwrap_or_else(|refusal| panic!("{lines}: {refusal}"));
}

#[test]
fn each_kind_of_relation_has_its_ends() {
    for lines in [
        "china PRODUCTION ree",
        "lynas CONSUMPTION ree",
        "lynas OPERATION plant",
        "lynas OPERATION us-refining",
        "plant LOCATION us",
        "us EXPORT us",
        "china OWNERSHIP lynas",
        "lynas MEMBERSHIP us",
        "us NEGOTIATION china",
        "us SUPPORT us-refining",
        "china RESTRICTION us",
    ] {
        accept(lines);
    }
    for (lines, field) in [
        ("china PRODUCTION us", "about.production.to"),
        ("china CONSUMPTION plant", "about.consumption.to"),
        ("lynas OPERATION us", "about.operation.to"),
        ("plant LOCATION lynas", "about.location.to"),
        ("china EXPORT ree", "about.export.to"),
        ("china RESTRICTION ree", "about.restriction.to"),
        ("ree EXPORT us", "about.export.from"),
        ("ree PRODUCTION heavy", "about.production.from"),
        ("us SUPPORT ree", "about.support.to"),
        ("china PRODUCTION ree of=heavy", "about.production.commodity"),
    ] {
        refuse(lines, ForbiddenTie, field, "`");
    }
}

#[test]
fn nothing_but_an_export_leads_to_itself() {
    refuse("us CONTRACT us", ForbiddenTie, "about.contract", "to itself");
    accept("us EXPORT us");
}

#[test]
fn what_is_named_must_be_there() {
    let mut drawn = Drawn::new(KNOWN);
    let mut changes = drawn.read("china EXPORT nowhere doc=d");
    changes.remove(0);
    let refusal = drawn.commit(changes).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_str()), (NotFound, "about.export.to"));
    assert!(refusal.message.contains("`nowhere`") && refusal.message.contains("hint:"));
    refuse("RETRACT nothing", NotFound, "claim", "there is no claim `nothing`");
    refuse("STRIKE nothing", NotFound, "document", "there is no document");
    refuse("MERGE nobody us", NotFound, "from", "there is no entity");
    refuse("china EXPORT us supersedes=nothing", NotFound, "supersedes", "there is no claim");
    refuse("china SEEN PRICE regarding=nothing text=x", NotFound, "about.observation.regarding", "relation or claim");
    refuse("china SEEN PRICE regarding=export.us.china text=x", NotFound, "about.observation.regarding", "relation");
}

#[test]
fn entities_and_documents_may_be_named_before_they_are_put() {
    let mut drawn = Drawn::new("");
    let mut changes = drawn.read("COMMODITY heavy broader=ree\nchina EXPORT us of=heavy doc=d");
    changes.reverse();
    drawn.commit(changes).unwrap();
    assert_eq!(drawn.relation("export.china.us.heavy").claims().len(), 1);
}

#[test]
fn a_claim_needs_a_document() {
    let mut drawn = Drawn::new(KNOWN);
    let mut changes = drawn.read("china EXPORT us of=ree stage=MINING doc=d");
    let Some(Change::Assert(claim)) = changes.last_mut() else { panic!() };
    claim.evidence.clear();
    let refusal = drawn.commit(changes).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_str()), (NoEvidence, "evidence"));
}

#[test]
fn a_key_stands_for_one_thing() {
    refuse("PLACE d", KeyTaken, "key", "`d` stands for a document");
    refuse("DOCUMENT china", KeyTaken, "key", "`china` stands for an entity");
    refuse("china EXPORT us key=us doc=d", KeyTaken, "key", "`us`");
    refuse("DOCUMENT d title=Other", KeyTaken, "key", "a new version is a new document");
    refuse("china EXPORT us of=ree doc=d key=c1 share=5%", KeyTaken, "key", "never changed");
    refuse("PLACE export.china.us", Invalid, "key", "kept");
    refuse("china EXPORT us doc=d key=claim.x", Invalid, "key", "kept");
    refuse("PLACE new\nDOCUMENT new", KeyTaken, "key", "`new`");
}

#[test]
fn an_entity_keeps_its_kind() {
    refuse("ORGANIZATION china", Invalid, "kind", "cannot become");
    refuse("PLACE new\nORGANIZATION new", Invalid, "kind", "cannot become");
    accept("PLACE china name=PRC");
}

#[test]
fn wider_commodities_form_no_circle() {
    refuse("COMMODITY ree broader=heavy", Invalid, "broader", "wider than itself");
    refuse("COMMODITY ree broader=ree", Invalid, "broader", "wider than itself");
    refuse("COMMODITY x broader=us", Invalid, "broader", "expected a COMMODITY");
}

#[test]
fn a_merge_is_of_two_entities_of_a_kind_and_forms_no_circle() {
    refuse("MERGE us us", Invalid, "into", "itself");
    refuse("MERGE lynas us", Invalid, "into", "cannot be merged into a PLACE");
    refuse("MERGE us china\nMERGE china us", Invalid, "into", "is merged into `us`".replace("us", "china").as_str());
    refuse("PLACE x\nMERGE us china\nMERGE us x", Invalid, "into", "split `us` first");
    refuse("SPLIT us", Invalid, "key", "not merged");
    accept("MERGE us china\nSPLIT us\nMERGE china us");
}

#[test]
fn a_claim_is_superseded_once_and_amended_by_its_own_kind() {
    refuse(
        "china EXPORT us of=ree share=5% supersedes=c1\nchina EXPORT us of=ree share=6% supersedes=c1 key=x",
        Invalid,
        "supersedes",
        "hint:",
    );
    refuse("china EXPORT us of=ree share=5% amends=k1", Invalid, "amends", "about the same relation");
    refuse("us CONTRACT lynas value=5USD amends=k1 supersedes=k1", Invalid, "", "not both");
}

#[test]
fn judgements_need_a_reason() {
    let mut drawn = Drawn::new(KNOWN);
    let retract = Change::Retract { claim: Key::new("c1").unwrap(), reason: "  ".to_owned() };
    let refusal = drawn.commit(vec![retract]).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_str()), (Invalid, "reason"));
    refuse("SAME us us", Invalid, "b", "two entities");
}

#[test]
fn what_is_said_twice_is_there_already() {
    let mut drawn = Drawn::new(KNOWN);
    let again = drawn.read("PLACE china\nDOCUMENT d\nchina EXPORT us of=ree doc=d key=c1");
    let checked = check(drawn.view(), &again).unwrap();
    assert_eq!((checked.changes.len(), checked.already.len()), (0, 3));
    let within = drawn.read("PLACE new\nPLACE new\nPLACE new name=other\nPLACE new\nDOCUMENT e\nDOCUMENT e");
    let checked = check(drawn.view(), &within).unwrap();
    assert_eq!((checked.changes.len(), checked.already.len()), (4, 2));
    // Without a key the content is the key.
    let claim = drawn.read("us EXPORT china doc=d");
    drawn.commit(claim.clone()).unwrap();
    assert_eq!(check(drawn.view(), &claim).unwrap().already.len(), 1);
    // Retracted it stays retracted: said again it needs a new key.
    let retract = drawn.read("RETRACT c1");
    drawn.commit(retract.clone()).unwrap();
    assert_eq!(check(drawn.view(), &again).unwrap().changes.len(), 0);
    assert_eq!(check(drawn.view(), &retract).unwrap().already.len(), 1);
}

#[test]
fn regarding_a_claim_means_its_relation() {
    let drawn = Drawn::new(&format!("{KNOWN}\nree SEEN PRICE_CHANGE regarding=c1 price-change=3x doc=d key=o1"));
    let seen = drawn.view().observations_of(drawn.node("ree"));
    assert_eq!(drawn.view().observation(seen[0]).unwrap().regarding(), Some("export.china.us.ree"));
    let key = drawn.view().observation(seen[0]).unwrap().key().unwrap();
    assert!(matches!(drawn.view().find(key.as_str()), Some(Found::Observation(_))));
}

#[test]
fn a_status_is_for_relations() {
    refuse("china SEEN PRICE text=x status=ACTIVE", Invalid, "status", "observation");
}

#[test]
fn a_struck_document_said_again_without_its_text_is_there_already() {
    let mut drawn = Drawn::new("DOCUMENT d text=secret published=2025\n---\nSTRIKE d");
    let again = drawn.read("DOCUMENT d published=2025");
    assert_eq!(check(drawn.view(), &again).unwrap().already.len(), 1);
    let other = drawn.read("DOCUMENT d published=2024");
    assert_eq!(drawn.commit(other).unwrap_err().code, KeyTaken);
}
