//! What went wrong, for a person: one line says why, the next one what to do.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Exit code of a command that failed.
pub(super) const FAILED: u8 = 1;
/// Exit code of wrong usage.
pub(super) const USAGE: u8 = 2;

/// Tells it on standard error; gives the exit code.
pub(super) fn tell(error: &anyhow::Error, code: u8) -> ExitCode {
    let (why, hint) = lines(&format!("{error:#}"));
    let hint = hint.map_or_else(String::new, |hint| format!("hint: {hint}\n"));
    // Where standard error is gone the exit code has to do.
    let _ = io::stderr().write_all(format!("error: {why}\n{hint}").as_bytes());
    ExitCode::from(code)
}

/// Whether it failed since the reader of standard output has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |wrong: &io::Error| wrong.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(broken)
}

/// The cause in one line, and the hint that the message ends in.
fn lines(message: &str) -> (String, Option<String>) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match message.split_once("hint:") {
        Some((why, hint)) => {
            let why = why.trim_end().trim_end_matches([';', ',', '(']);
            (one_line(why), Some(one_line(hint)))
        }
        None => (one_line(message), None),
    }
}

/// Says something on standard error: progress, not data.
pub(super) fn say(line: &str) {
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_one_line_and_the_hint_another() {
        for (message, why, hint) in [
            ("no\nhint: do", "no", Some("do")),
            ("a b; hint: do\nthis", "a b", Some("do this")),
            ("two\nlines", "two lines", None),
        ] {
            assert_eq!(lines(message), (why.to_owned(), hint.map(str::to_owned)));
        }
    }

    #[test]
    fn a_broken_pipe_is_known_anywhere_in_the_chain() {
        let pipe = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(is_broken_pipe(&pipe.context("writing")));
        assert!(!is_broken_pipe(&io::Error::from(io::ErrorKind::NotFound).into()));
    }
}
