//! JSON as it is written: values of the library, and the words of the contract.

use async_graphql::Value;

/// Writes a text.
#[inline]
pub fn text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        word(text, out);
    } else {
        // Memory takes everything.
        let _ = serde_json::to_writer(out, text);
    }
}

/// Writes what has nothing to escape: a name of the contract.
#[inline]
pub fn word(word: &str, out: &mut Vec<u8>) {
    out.reserve(word.len() + 2);
    out.push(b'"');
    out.extend_from_slice(word.as_bytes());
    out.push(b'"');
}

/// The name of a field as it is written behind others of its object. Names are letters, digits and underscores.
pub fn name(name: &str) -> Vec<u8> {
    [b",\"", name.as_bytes(), b"\":"].concat()
}

/// Writes one after another between brackets.
pub fn listed<T, E>(
    items: impl IntoIterator<Item = T>,
    out: &mut Vec<u8>,
    mut item: impl FnMut(T, &mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    out.push(b'[');
    for (number, each) in items.into_iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        item(each, out)?;
    }
    out.push(b']');
    Ok(())
}

/// Writes a value, what is written in it as it is.
pub fn value(of: &Value, out: &mut Vec<u8>) {
    match of {
        Value::Binary(written) => out.extend_from_slice(written),
        Value::Null => out.extend_from_slice(b"null"),
        Value::Boolean(true) => out.extend_from_slice(b"true"),
        Value::Boolean(false) => out.extend_from_slice(b"false"),
        Value::String(string) => text(string, out),
        Value::Enum(name) => word(name, out),
        Value::Number(number) => drop(serde_json::to_writer(out, number)),
        Value::List(items) => {
            let Ok(()) = listed(items, out, |item, out| {
                value(item, out);
                Ok::<_, std::convert::Infallible>(())
            });
        }
        Value::Object(fields) => {
            out.push(b'{');
            for (number, (name, of)) in fields.iter().enumerate() {
                if number > 0 {
                    out.push(b',');
                }
                text(name, out);
                out.push(b':');
                value(of, out);
            }
            out.push(b'}');
        }
    }
}

/// The same value with what is written in it read again.
pub fn read(value: Value) -> Value {
    match value {
        Value::Binary(written) => serde_json::from_slice(&written).unwrap_or_default(),
        Value::List(items) => Value::List(items.into_iter().map(read).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, read(value))).collect()),
        plain => plain,
    }
}
