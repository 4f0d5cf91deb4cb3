//! `backup` and `restore`: the same numbers, times and hashes, or nothing.

use std::fs;

use crate::door::Desk;

#[test]
fn a_restored_store_is_the_same_to_the_last_hash() {
    let desk = Desk::with_facts();
    desk.run(&["backup", "facts.backup"]).done();
    desk.run(&["restore", "facts.backup", "--data-dir", "again"]).done();
    let of = |dir: &str| desk.run(&["verify", "--data-dir", dir]).done().out.split_once('\n').unwrap().1.to_owned();
    assert_eq!(of("again"), of("lodegraph-data"));
    desk.run(&["backup", "twice.backup", "--data-dir", "again"]).done();
    assert_eq!(fs::read(desk.path("twice.backup")).unwrap(), fs::read(desk.path("facts.backup")).unwrap());
}

#[test]
fn a_store_that_is_not_empty_is_left_alone() {
    let desk = Desk::with_facts();
    desk.run(&["backup", "facts.backup"]).done();
    let head = desk.verified("head");
    desk.run(&["restore", "facts.backup"]).failed("the store in `lodegraph-data` is not empty");
    assert_eq!(desk.verified("head"), head);
}

#[test]
fn a_damaged_backup_is_refused_before_anything_is_written() {
    let desk = Desk::with_facts();
    desk.run(&["backup", "facts.backup"]).done();
    let whole = fs::read(desk.path("facts.backup")).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for (damaged, why) in [
        (flipped, "is not a whole backup: record 1 is damaged"),
        (whole[..whole.len() - 1].to_vec(), "it ends too early, after record 1"),
        (b"lodegraph\n".to_vec(), "it ends too early"),
        (fs::read(desk.path("lodegraph-data/lock")).unwrap().repeat(20), "it does not begin as one"),
    ] {
        fs::write(desk.path("damaged.backup"), damaged).unwrap();
        desk.run(&["restore", "damaged.backup", "--data-dir", "again"]).failed(why);
        assert!(!desk.path("again").exists());
    }
}

#[test]
fn an_interrupted_restore_is_no_store_and_goes_on_where_it_stopped() {
    let desk = Desk::with_facts();
    desk.run(&["backup", "before.backup"]).done();
    desk.write(
        "more.toml",
        "[[entity]]\nkey = \"more\"\nkind = \"PLACE\"\nnames = [{ text = \"More\", language = \"en\" }]\n",
    );
    desk.run(&["import", "more.toml"]).done();
    desk.run(&["backup", "after.backup"]).done();
    // As it is left when the restore of the second backup ends after the first part of it.
    desk.run(&["restore", "before.backup", "--data-dir", "again"]).done();
    fs::write(desk.path("again/restoring"), "").unwrap();
    for command in [&["verify"][..], &["export"], &["backup", "b"], &["import", "more.toml"], &["serve"]] {
        desk.run(&[command, &["--data-dir", "again"]].concat()).failed("its restore was interrupted");
    }
    desk.run(&["restore", "after.backup", "--data-dir", "again"]).done();
    let of = |dir: &str| desk.run(&["verify", "--data-dir", dir]).done().out.split_once('\n').unwrap().1.to_owned();
    assert_eq!(of("again"), of("lodegraph-data"));
}

#[test]
fn an_interrupted_restore_goes_on_with_its_own_file_only() {
    let desk = Desk::with_facts();
    desk.run(&["backup", "facts.backup"]).done();
    desk.write(
        "other.toml",
        "[[entity]]\nkey = \"other\"\nkind = \"PLACE\"\nnames = [{ text = \"Other\", language = \"en\" }]\n",
    );
    desk.run(&["import", "other.toml", "--data-dir", "again"]).done();
    fs::write(desk.path("again/restoring"), "").unwrap();
    desk.run(&["restore", "facts.backup", "--data-dir", "again"]).failed("transaction 1 is not the one of the backup");
}
