//! Differences of two comparisons as tables.

use super::quantity::{Quantity, digits};
use super::table::{Block, Line, Mark, aligned};
use crate::diff::{Change, Difference};

/// Aligned for a terminal.
pub fn differences(differences: &[Difference]) -> String {
    aligned(&block(differences))
}

/// As Markdown.
pub fn differences_markdown(differences: &[Difference]) -> String {
    super::markdown::table(&block(differences))
}

fn block(differences: &[Difference]) -> Block {
    let rows = differences.iter().map(|difference| {
        let median = |value: Option<f64>| {
            let unit = difference.metric.unit();
            value.map_or(String::new(), |value| Quantity::of(unit, value).to_string())
        };
        let interval = difference.times_interval;
        let interval =
            interval.map(|(low, high)| format!(" ({} to {})", digits(low), digits(high)));
        let times = difference.times.map(digits).unwrap_or_default();
        Line {
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
            mark: match difference.change {
                Change::Better => Mark::Best,
                Change::Regression | Change::Lost => Mark::Bad,
                _ => Mark::None,
            },
        }
    });
    Block {
        title: "times: how many times as good the newer one is, whichever way is better".to_owned(),
        columns: vec![
            "case", "metric", "subject", "threads", "old", "new", "times", "verdict",
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
        Change::Lost => "only in the old one",
        Change::New => "only in the new one",
    }
}
