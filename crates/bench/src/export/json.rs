//! JSON: the same figures as one value for programs, and the records themselves line by line.

use serde_json::{Map, Value, json};

use super::columns::{COLUMNS, lines};
use crate::record::Record;
use crate::results::Results;

/// Everything that is reported: environments, subjects, figures and failures.
pub fn json(results: &Results) -> Value {
    let rows = lines(results).into_iter().map(|line| {
        let names = COLUMNS.iter().map(|(name, _)| (*name).to_owned());
        Value::Object(names.zip(line).collect::<Map<String, Value>>())
    });
    let comparisons = results.origins.iter().map(|origin| {
        json!({
            "comparison": origin.comparison,
            "label": origin.label,
            "machine": origin.machine,
            "time": origin.time,
            "environment": origin.environment,
            "software": origin.software,
            "finished": origin.after.is_some(),
            "environment_after": origin.after,
            "warnings": origin.warnings,
        })
    });
    let subjects = results.participants.iter().map(|participant| {
        json!({
            "comparison": participant.comparison,
            "subject": participant.subject,
            "parity": participant.parity,
            "trajectories": participant.trajectories,
            "limits": participant.limits,
        })
    });
    json!({
        "schema_version": crate::record::RECORD_VERSION,
        "baseline": results.baseline,
        "comparisons": comparisons.collect::<Value>(),
        "subjects": subjects.collect::<Value>(),
        "rows": rows.collect::<Value>(),
    })
}

/// The records as they were made, one a line: what can be given to `compare report` again.
pub fn jsonl(records: &[Record]) -> String {
    let lines = records
        .iter()
        .filter_map(|record| serde_json::to_string(record).ok());
    lines.map(|line| line + "\n").collect()
}
