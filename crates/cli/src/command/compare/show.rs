//! Results on standard output, in the format asked for.

use std::path::PathBuf;

use burn_mnist_bench::export::Theme;
use burn_mnist_bench::record::{Event, Record};
use burn_mnist_bench::{BenchError, ComparisonDirectory, Results, export, journal};

use crate::artifacts::artifacts;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::width::stdout_width;

/// All records of these comparisons, whose machines are called as `labels` say, if there are any.
///
/// # Errors
///
/// When one is not there, or damaged.
pub fn read(comparisons: &[PathBuf], labels: &[String]) -> Result<Vec<Record>, Failure> {
    if !labels.is_empty() && labels.len() != comparisons.len() {
        let message = format!(
            "--label is given {} for {}",
            counted(labels.len(), "time"),
            counted(comparisons.len(), "comparison")
        );
        return Err(
            Failure::usage(message).hint("give it once for each comparison, in their order")
        );
    }
    let mut records: Vec<Record> = Vec::new();
    let mut paths = Vec::new();
    for (index, comparison) in comparisons.iter().enumerate() {
        let path = ComparisonDirectory::find_records(comparison, &artifacts().comparisons())?;
        let place = path.canonicalize().unwrap_or_else(|_| path.clone());
        if paths.contains(&place) {
            let message = format!("{} is named twice", comparison.display());
            return Err(Failure::usage(message));
        }
        paths.push(place);
        let mut more = journal::read(&path)?;
        rename(&mut more, &records);
        if let Some(named) = labels.get(index) {
            relabel(&mut more, named);
        }
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

fn relabel(records: &mut [Record], named: &str) {
    for record in records {
        if let Event::Begin { label, .. } = &mut record.event {
            *label = Some(named.to_owned());
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// How results are shown, beside their format.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// The colours of a drawing.
    pub theme: Theme,
    /// Whether text has every figure.
    pub verbose: bool,
    /// Whether warnings say what to do: only for what was measured just now.
    pub with_remedies: bool,
}

impl Show {
    /// Writes results to standard output in the format asked for, and warnings to standard error.
    ///
    /// # Errors
    ///
    /// A usage failure if there is nothing to draw.
    pub fn results(
        self,
        results: &Results,
        records: &[Record],
        output: Output,
    ) -> Result<(), Failure> {
        let formatted = match output.format {
            Format::Text if self.verbose => export::text_of_everything(results),
            Format::Text => export::text(results, stdout_width()),
            Format::Md => export::markdown(results),
            Format::Csv => export::csv(results),
            Format::Json => format!("{:#}", export::json(results)),
            Format::Jsonl => export::jsonl(records),
            Format::Sql => export::sql(results),
            Format::Html => export::html(results),
            Format::Svg => export::svg(results, self.theme).ok_or_else(nothing_to_draw)?,
        };
        for origin in &results.origins {
            if origin.is_cut_short() {
                output.warn(format!(
                    "{} did not come to its end: this is what was measured",
                    origin.comparison
                ));
            }
            if self.with_remedies {
                for warning in &origin.warnings {
                    output.warn(warning);
                }
            } else {
                for notice in origin.notices() {
                    output.warn(notice);
                }
            }
        }
        output.print(&formatted)
    }
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
