//! The one schema of CSV, JSON and SQL: what each column is called and where it comes from.

use serde_json::{Value, json};

use crate::results::{Failed, Results, Row};
use crate::statistics::Verdict;

/// How SQL keeps a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Real,
}

/// Name and kind of every column, in order.
pub const COLUMNS: [(&str, Kind); 45] = [
    ("comparison", Kind::Text),
    ("machine", Kind::Text),
    ("cpu", Kind::Text),
    ("time", Kind::Text),
    ("commit", Kind::Text),
    ("subject", Kind::Text),
    ("framework", Kind::Text),
    ("version", Kind::Text),
    ("backend", Kind::Text),
    ("device", Kind::Text),
    ("device_name", Kind::Text),
    ("device_kind", Kind::Text),
    ("driver", Kind::Text),
    ("threads", Kind::Integer),
    ("workload", Kind::Text),
    ("op", Kind::Text),
    ("batch_size", Kind::Integer),
    ("hidden", Kind::Integer),
    ("target", Kind::Real),
    ("status", Kind::Text),
    ("reason", Kind::Text),
    ("metric", Kind::Text),
    ("unit", Kind::Text),
    ("better", Kind::Text),
    ("repeats", Kind::Integer),
    ("median", Kind::Real),
    ("mad", Kind::Real),
    ("ci_low", Kind::Real),
    ("ci_high", Kind::Real),
    ("min", Kind::Real),
    ("max", Kind::Real),
    ("outliers", Kind::Integer),
    ("speedup", Kind::Real),
    ("speedup_low", Kind::Real),
    ("speedup_high", Kind::Real),
    ("verdict", Kind::Text),
    ("rank", Kind::Integer),
    ("roofline_share", Kind::Real),
    ("first_seconds", Kind::Real),
    ("warm_up_seconds", Kind::Real),
    ("cores_busy", Kind::Real),
    ("peak_memory_bytes", Kind::Integer),
    ("device_memory_bytes", Kind::Integer),
    ("joules_per_image", Kind::Real),
    ("samples", Kind::Text),
];

/// Every row and every failure, as values in the order of [`COLUMNS`]; null is what is not known.
pub fn lines(results: &Results) -> Vec<Vec<Value>> {
    let rows = results.rows.iter().map(|row| {
        let mut line = who(results, &row.comparison, &row.subject);
        line.extend(what(&row.case));
        line.push(json!(row.target));
        line.extend(measured(row));
        line
    });
    let failures = results.failures.iter().map(|failed| {
        let mut line = who(results, &failed.comparison, &failed.subject);
        line.extend(match &failed.case {
            Some(case) => what(case),
            None => vec![Value::Null; 4],
        });
        line.push(Value::Null);
        line.push(json!(status(failed)));
        line.push(json!(failed.reason));
        line.resize(COLUMNS.len(), Value::Null);
        line
    });
    rows.chain(failures).collect()
}

/// In one word, why there is no figure.
pub fn status(failed: &Failed) -> &'static str {
    match failed.is_wrong() {
        true => "wrong",
        false => "failed",
    }
}

/// A verdict in one word, from the row's side.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Greater => "better",
        Verdict::Less => "worse",
        Verdict::WithinNoise => "within noise",
        Verdict::Undecided => "undecided",
    }
}

fn who(results: &Results, comparison: &str, subject: &crate::record::Subject) -> Vec<Value> {
    let origin = results.find_origin(comparison);
    let environment = origin.and_then(|origin| origin.environment.as_ref());
    vec![
        json!(comparison),
        json!(origin.map(|origin| &origin.machine)),
        json!(environment.and_then(|environment| environment.cpu.model.as_ref())),
        json!(origin.map(|origin| &origin.time)),
        json!(origin.and_then(|origin| origin.commit())),
        json!(subject.name),
        json!(subject.framework),
        json!(subject.version),
        json!(subject.backend),
        json!(subject.device),
        json!(subject.device_name),
        json!(subject.kind),
        json!(subject.driver),
        json!(subject.threads),
    ]
}

fn what(case: &crate::record::Case) -> Vec<Value> {
    vec![
        json!(case.workload),
        json!(case.op),
        json!(case.batch_size),
        json!(case.hidden),
    ]
}

fn measured(row: &Row) -> Vec<Value> {
    let (summary, cost) = (&row.summary, &row.cost);
    let (low, high) = summary.ci.unzip();
    let speedup = row.speedup.as_ref();
    let (speedup_low, speedup_high) = speedup.and_then(|ratio| ratio.ci).unzip();
    vec![
        json!("ok"),
        Value::Null,
        json!(row.metric),
        json!(row.metric.unit()),
        json!(row.metric.better()),
        json!(summary.n),
        json!(summary.median),
        json!(summary.mad),
        json!(low),
        json!(high),
        json!(summary.min),
        json!(summary.max),
        json!(summary.outliers.len()),
        json!(speedup.map(|ratio| ratio.value)),
        json!(speedup_low),
        json!(speedup_high),
        json!(speedup.map(|ratio| verdict(ratio.verdict))),
        json!(row.rank),
        json!(row.roofline),
        json!(row.warm_up.map(|warm_up| warm_up.first_seconds)),
        json!(row.warm_up.map(|warm_up| warm_up.warm_up_seconds)),
        json!(cost.cores),
        json!(cost.peak_memory_bytes),
        json!(cost.device_memory_bytes),
        json!(cost.joules_per_image),
        json!(row.values),
    ]
}
