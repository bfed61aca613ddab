//! Results on standard output, in the format asked for.

use std::path::PathBuf;

use burn_mnist_bench::export::Theme;
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
    let mut records: Vec<Record> = Vec::new();
    let mut paths = Vec::new();
    for comparison in comparisons {
        let path = ComparisonDirectory::find_records(comparison, COMPARISONS.as_ref())?;
        let place = path.canonicalize().unwrap_or_else(|_| path.clone());
        if paths.contains(&place) {
            let message = format!("{} is named twice", comparison.display());
            return Err(Failure::usage(message));
        }
        paths.push(place);
        let mut more = journal::read(&path)?;
        rename(&mut more, &records);
        records.extend(more);
    }
    Ok(records)
}

/// Gives comparisons another name where others have theirs, as where two directories are called alike.
fn rename(records: &mut [Record], others: &[Record]) {
    let is_taken = |name: &str| others.iter().any(|other| other.comparison == name);
    for record in records {
        let free = (2..).map(|count| format!("{} ({count})", record.comparison));
        let mut names = std::iter::once(record.comparison.clone()).chain(free);
        record.comparison = names.find(|name| !is_taken(name)).unwrap_or_default();
    }
}

/// Writes results to standard output in the format asked for, and warnings to standard error.
///
/// # Errors
///
/// A usage failure if there is nothing to draw.
pub fn results(
    results: &Results,
    records: &[Record],
    theme: Theme,
    output: Output,
) -> Result<(), Failure> {
    let formatted = match output.format {
        Format::Text => export::text(results),
        Format::Md => export::markdown(results),
        Format::Csv => export::csv(results),
        Format::Json => format!("{:#}", export::json(results)),
        Format::Jsonl => export::jsonl(records),
        Format::Sql => export::sql(results),
        Format::Html => export::html(results),
        Format::Svg => export::svg(results, theme).ok_or_else(nothing_to_draw)?,
    };
    for origin in &results.origins {
        if origin.is_cut_short() {
            output.warn(format!(
                "{} did not come to its end: this is what was measured",
                origin.comparison
            ));
        }
        for warning in &origin.warnings {
            output.warn(warning);
        }
    }
    output.print(&formatted)
}

fn nothing_to_draw() -> Failure {
    let message = "--format svg draws training, prediction and the time to an accuracy; the comparison has no \
                   result of these";
    Failure::usage(message)
        .hint("measure them with --workloads train,infer,time-to-accuracy, or use --format html")
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
