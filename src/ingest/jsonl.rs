//! JSONL: one change a line, such as `{"retract": {"claim": "f10", "reason": "…"}}`.

use super::{place, reading::Reading, wire::ChangeWire};

/// Reads each line for itself; empty ones say nothing. So many lines stand before these.
pub(super) fn read(bytes: &[u8], before: usize) -> Reading {
    let mut reading = Reading::default();
    for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let number = before + i + 1;
        let text = match place::text(line) {
            Ok(text) => text,
            Err(refused) => {
                reading.refuse((number, refused.column), "not UTF-8; hint: save the file as UTF-8");
                continue;
            }
        };
        let column = 1 + text.chars().take_while(|c| c.is_whitespace()).count();
        if text.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<ChangeWire>(text) {
            Ok(wire) => reading.wire(wire, (number, column)),
            Err(e) => reading.refuse((number, characters(text, e.column())), &reason(text, &e)),
        }
    }
    reading
}

/// The parser's words without the place, which is given apart; those for a line with several changes would say nothing.
fn reason(text: &str, error: &serde_json::Error) -> String {
    let fields = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).map_or(1, |map| map.len());
    if fields != 1 {
        return format!("one change a line, such as `{{\"retract\": {{…}}}}`; this has {fields}");
    }
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// The column in characters of a column in bytes.
fn characters(text: &str, column: usize) -> usize {
    text.char_indices().take_while(|(i, _)| *i < column).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::model::Change;

    #[test]
    fn a_bad_line_does_not_lose_the_others() {
        let text = concat!(
            "{\"retract\": {\"claim\": \"c1\", \"reason\": \"withdrawn\"}}\r\n",
            "\n",
            "{\"retract\": {\"claim\": \"C1\", \"reason\": \"withdrawn\"}}\n",
            "  {\"split\": {\"key\": \"稀土\"}\n",
            "{\"forget\": {}}\n",
            "{\"split\": {\"key\": \"a\", \"reason\": \"r\", \"by\": \"me\"}}\n",
            "{\"split\": {\"key\": \"a\", \"reason\": \"r\"}, \"retract\": {}}\n",
            "{\"split\": {\"key\": \"a\", \"reason\": \"two companies\"}}",
        );
        let mut bytes = text.as_bytes().to_vec();
        bytes.extend(b"\n{\"\xff\"}\n");
        let batch = read(Format::Jsonl, "a.jsonl", &bytes);
        let lines: Vec<_> = batch.changes.iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(lines, [(1, 1), (8, 1)]);
        assert!(matches!(&batch.changes[1].change, Change::Split { key, .. } if key.as_str() == "a"));
        let refused: Vec<_> = batch.refused.iter().map(|r| (r.line, r.column, r.reason.as_str())).collect();
        insta::assert_debug_snapshot!(refused);
    }
}
