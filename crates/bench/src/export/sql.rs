//! SQL that any database takes: a table, and an insertion a figure.

use serde_json::Value;

use super::columns::{COLUMNS, Kind, lines};
use crate::results::Results;

/// All figures and failures, for `sqlite3 results.db < file`.
pub fn sql(results: &Results) -> String {
    let columns: Vec<String> = COLUMNS
        .iter()
        .map(|(name, kind)| {
            let kind = match kind {
                Kind::Text => "TEXT",
                Kind::Integer => "INTEGER",
                Kind::Real => "REAL",
            };
            format!("  \"{name}\" {kind}")
        })
        .collect();
    let mut text = format!(
        "CREATE TABLE IF NOT EXISTS measurements (\n{}\n);\n",
        columns.join(",\n")
    );
    for line in lines(results) {
        let values: Vec<String> = line.iter().map(literal).collect();
        text += &format!("INSERT INTO measurements VALUES ({});\n", values.join(", "));
    }
    text
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::String(text) => quote(text),
        Value::Array(_) => quote(&value.to_string()),
        other => other.to_string(),
    }
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_ends_no_literal() {
        assert_eq!(quote("it's; DROP TABLE x"), "'it''s; DROP TABLE x'");
    }
}
