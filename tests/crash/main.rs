//! What is acknowledged is on disk: a child that writes from several threads is killed again and again.
//!
//! This program is both. Without [`child::DIR`] in its environment it starts itself as a child, kills it at a random moment
//! and looks at what is there: every transaction that the child acknowledged, whole and right, no gap, one chain. Moments
//! in the opening are among them. `LODEGRAPH_CRASH_ROUNDS` asks for more rounds, `LODEGRAPH_CRASH_SEED` for the same again;
//! what was written and when it was cut off still depends on the machine.
//!
//! Killing a process leaves the system's cache as it is, so this says nothing about a loss of power.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test; clippy only knows those that are functions marked as such"
)]

mod child;
mod content;
mod rounds;

fn main() {
    if let Some(dir) = std::env::var_os(child::DIR) {
        return child::write_until_killed(dir.as_ref());
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |argument: &str| arguments.iter().any(|a| a == argument);
    // A runner of tests may ask for the list first; there are no ignored ones.
    match (is_asked_for(&arguments) && !given("--ignored"), given("--list")) {
        (true, true) => println!("{}: test", rounds::NAME),
        (true, false) => rounds::run(),
        (false, _) => {}
    }
}

/// Whether the names that a runner of tests gives, and those that it leaves out, let this test run.
fn is_asked_for(arguments: &[String]) -> bool {
    let (mut filters, mut skipped) = (Vec::new(), Vec::new());
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        match argument {
            "--skip" => skipped.extend(rest.next()),
            // The word after each of these is its value, and no name.
            "--test-threads" | "--format" | "--color" | "--logfile" | "--shuffle-seed" | "-Z" => drop(rest.next()),
            option if option.starts_with('-') => skipped.extend(option.strip_prefix("--skip=")),
            name => filters.push(name),
        }
    }
    let exact = arguments.iter().any(|a| a == "--exact");
    let meant = |name: &&str| if exact { rounds::NAME == *name } else { rounds::NAME.contains(*name) };
    (filters.is_empty() || filters.iter().any(meant)) && !skipped.iter().any(meant)
}
