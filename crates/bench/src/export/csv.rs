//! CSV (RFC 4180): a header, then a line a figure.

use serde_json::Value;

use super::columns::{COLUMNS, lines};
use crate::results::Results;

/// All figures and failures, for a spreadsheet.
pub fn csv(results: &Results) -> String {
    let header: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut text = header.join(",") + "\r\n";
    for line in lines(results) {
        let fields: Vec<String> = line.iter().map(field).collect();
        text += &(fields.join(",") + "\r\n");
    }
    text
}

fn field(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let numbers: Vec<String> = values.iter().map(Value::to_string).collect();
            numbers.join(" ")
        }
        other => other.to_string(),
    };
    match text.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_would_break_a_line_is_quoted() {
        assert_eq!(field(&json!("a \"b\", c\nd")), "\"a \"\"b\"\", c\nd\"");
        assert_eq!(field(&json!([1.5, 2])), "1.5 2");
        assert_eq!(field(&json!(null)), "");
    }
}
