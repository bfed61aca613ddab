//! Differences of two comparisons as tables.

use burn_mnist_report::{Column, Emphasis, Row, Table};

use super::quantity::{Quantity, digits};
use super::text::aligned;
use crate::diff::{Change, Difference};

/// Aligned for a terminal.
pub fn differences(differences: &[Difference]) -> String {
    aligned(&table(differences))
}

/// As Markdown.
pub fn differences_markdown(differences: &[Difference]) -> String {
    super::markdown::table(&table(differences))
}

fn table(differences: &[Difference]) -> Table {
    let rows = differences.iter().map(|difference| {
        let median = |value: Option<f64>| {
            let unit = difference.metric.unit();
            value.map_or(String::new(), |value| Quantity::of(unit, value).to_string())
        };
        let interval = difference.times_interval;
        let interval =
            interval.map(|(low, high)| format!(" ({} to {})", digits(low), digits(high)));
        let times = difference.times.map(digits).unwrap_or_default();
        Row {
            cells: vec![
                difference.case.to_string(),
                difference.metric.name().to_owned(),
                difference.subject.clone(),
                difference.threads.to_string(),
                median(difference.old),
                median(difference.new),
                times + &interval.unwrap_or_default(),
                words(difference.change).to_owned(),
            ],
            emphasis: match difference.change {
                Change::Better => Emphasis::Best,
                Change::Regression | Change::Failed => Emphasis::Failed,
                _ => Emphasis::Plain,
            },
        }
    });
    let [words, numbers] = [Column::words, Column::numbers];
    Table {
        caption: "times: how many times as good the newer one is, whichever way is better"
            .to_owned(),
        columns: vec![
            words("case"),
            words("metric"),
            words("subject"),
            numbers("threads"),
            numbers("old"),
            numbers("new"),
            numbers("times"),
            words("verdict"),
        ],
        rows: rows.collect(),
    }
}

fn words(change: Change) -> &'static str {
    match change {
        Change::Better => "better",
        Change::Regression => "worse, beyond what is tolerated",
        Change::Worse => "worse",
        Change::WithinNoise => "no difference within noise",
        Change::Undecided => "undecided: too few repeats",
        Change::Failed => "fails now",
        Change::Lost => "only in the old one",
        Change::New => "only in the new one",
    }
}
