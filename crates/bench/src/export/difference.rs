//! Differences of two comparisons as tables.

use burn_mnist_report::{Column, Emphasis, Row, Table};

use super::quantity::{Quantity, digits};
use super::text::{aligned, wrapped};
use crate::diff::{Change, Difference};

/// How to read the table.
const LEGEND: &str = "Medians. \"times\" above 1: the new one is faster. \"no clear difference\": the 95 % intervals of \
                      the medians overlap.";

/// Aligned for a terminal of this width, which its sentences fit.
pub fn differences(differences: &[Difference], width: usize) -> String {
    wrapped(LEGEND, width, "", "") + "\n" + aligned(&table(differences)).trim_start_matches('\n')
}

/// As Markdown.
pub fn differences_markdown(differences: &[Difference]) -> String {
    let table = Table {
        caption: format!("Differences. {LEGEND}"),
        ..table(differences)
    };
    super::markdown::table(&table)
}

fn table(differences: &[Difference]) -> Table {
    let first = differences.first();
    let has_threads = differences
        .iter()
        .any(|other| first.is_some_and(|first| first.threads != other.threads));
    let has_hidden = differences
        .iter()
        .any(|other| first.is_some_and(|first| first.case.hidden != other.case.hidden));
    let rows = differences.iter().map(|difference| {
        let median = |value: Option<f64>| {
            let unit = difference.metric.unit();
            value.map_or(String::new(), |value| Quantity::of(unit, value).to_string())
        };
        let interval = difference.times_interval;
        let interval =
            interval.map(|(low, high)| format!(" ({} to {})", digits(low), digits(high)));
        let times = difference.times.map(digits).unwrap_or_default();
        let case = match has_hidden {
            true => difference.case.to_string(),
            false => difference.case.without_hidden(),
        };
        let mut cells = vec![
            case,
            difference.metric.name().to_owned(),
            difference.subject.clone(),
        ];
        cells.extend(has_threads.then(|| difference.threads.to_string()));
        cells.extend([
            median(difference.old),
            median(difference.new),
            times + &interval.unwrap_or_default(),
            words(difference.change).to_owned(),
        ]);
        Row {
            cells,
            emphasis: match difference.change {
                Change::Better => Emphasis::Best,
                Change::Regression | Change::Failed => Emphasis::Failed,
                _ => Emphasis::Plain,
            },
        }
    });
    let [words, numbers] = [Column::words, Column::numbers];
    let mut columns = vec![words("case"), words("metric"), words("backend")];
    columns.extend(has_threads.then(|| numbers("threads")));
    columns.extend([
        numbers("old"),
        numbers("new"),
        numbers("times"),
        words("verdict"),
    ]);
    Table {
        caption: String::new(),
        columns,
        rows: rows.collect(),
    }
}

fn words(change: Change) -> &'static str {
    match change {
        Change::Better => "faster",
        Change::Regression => "regression",
        Change::Worse => "slower, tolerated",
        Change::WithinNoise => "no clear difference",
        Change::Undecided => "undecided",
        Change::Failed => "fails now",
        Change::Lost => "not measured now",
        Change::New => "not measured before",
    }
}
