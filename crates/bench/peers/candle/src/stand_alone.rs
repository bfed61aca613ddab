//! Measuring without a comparison: the same records, one JSON object a line.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::machine;
use crate::protocol::{Described, Kind};
use crate::worker::Worker;

/// What to measure.
pub struct Plan {
    /// Directory of the four raw IDX files.
    pub data: PathBuf,
    /// Images a batch, one case after the other.
    pub batch_sizes: Vec<usize>,
    /// Samples a case.
    pub repeats: usize,
}

/// Measures training and inference at each batch size.
///
/// # Errors
///
/// If the data cannot be read or has too few images, or the output is closed.
pub fn measure(plan: &Plan, output: &mut impl Write) -> Result<()> {
    let mut worker = Worker::default();
    worker.read(&plan.data)?;
    for batch_size in &plan.batch_sizes {
        for workload in [Kind::Train, Kind::Infer] {
            let case = Described {
                workload,
                batch_size: *batch_size,
                hidden: 128,
                sample_seconds: 0.3,
                warm_up_seconds: 0.3,
                latencies: 200,
            };
            let mut warm_up = record("warm_up", &case)?;
            warm_up["warm_up"] = serde_json::to_value(worker.prepare(&case)?)?;
            writeln!(output, "{warm_up}")?;
            for repeat in 0..plan.repeats {
                let mut sample = record("sample", &case)?;
                sample["repeat"] = json!(repeat);
                sample["sample"] = serde_json::to_value(worker.sample()?)?;
                writeln!(output, "{sample}")?;
            }
        }
    }
    Ok(())
}

fn record(kind: &str, case: &Described) -> Result<Value> {
    // Whole seconds: that is as fine as anyone asks when it was.
    let now = OffsetDateTime::now_utc().replace_nanosecond(0)?;
    let mut subject = serde_json::to_value(machine::hello())?;
    subject["name"] = subject["framework"].clone();
    Ok(json!({
        "schema_version": 1,
        "kind": kind,
        "comparison": "standalone",
        "time": now.format(&Rfc3339)?,
        "subject": subject,
        "case": {
            "workload": case.workload,
            "batch_size": case.batch_size,
            "hidden": case.hidden,
        },
    }))
}
