//! Results in the format asked for on standard output, and for people on standard error besides.

use std::path::PathBuf;

use burn_mnist_bench::record::Record;
use burn_mnist_bench::{BenchError, COMPARISONS, ComparisonDirectory, Results, export, journal};

use crate::failure::Failure;
use crate::output::{Format, Output};

/// All records of these comparisons.
///
/// # Errors
///
/// When one is not there, or damaged.
pub fn read(comparisons: &[PathBuf]) -> Result<Vec<Record>, Failure> {
    let mut records = Vec::new();
    for comparison in comparisons {
        let path = ComparisonDirectory::find_records(comparison, COMPARISONS.as_ref())?;
        records.extend(journal::read(&path)?);
    }
    Ok(records)
}

/// Writes results to standard output; the table for people goes to standard error where that is
/// another format.
pub fn results(results: &Results, records: &[Record], output: Output) -> Result<(), Failure> {
    let text = export::text(results);
    let formatted = match output.format {
        Format::Text => text.clone(),
        Format::Md => export::markdown(results),
        Format::Csv => export::csv(results),
        Format::Json => format!("{:#}", export::json(results)),
        Format::Jsonl => export::jsonl(records),
        Format::Sql => export::sql(results),
        Format::Html => export::html(results),
    };
    if output.format != Format::Text {
        output.note(text.trim_end());
    }
    for origin in &results.origins {
        for warning in &origin.warnings {
            output.warn(warning);
        }
    }
    output.print(&formatted)
}

/// Keeps the page beside the records it is made of.
pub fn keep(results: &Results, directory: &ComparisonDirectory) -> Result<(), Failure> {
    let path = directory.report();
    std::fs::write(&path, export::html(results)).map_err(|source| {
        let action = "write";
        BenchError::Io {
            action,
            path,
            source,
        }
        .into()
    })
}
