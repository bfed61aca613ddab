//! What a terminal shows: where it was measured, who is fastest, and by how much.

mod aligned;
mod heading;
mod ranking;

pub(super) use aligned::{aligned, wrapped};

use super::columns::status;
use super::conclusions::conclusions;
use super::tables;
use crate::results::Results;

/// The main results in lines of at most `width` characters, as far as names allow.
pub fn text(results: &Results, width: usize) -> String {
    let mut parts = vec![heading::heading(results, width)];
    parts.extend(ranking::tables(results, width));
    parts.extend(failures(results, width));
    parts.extend(summary(results, width));
    parts.join("\n")
}

/// Every figure, in lines as long as they need.
pub fn text_of_everything(results: &Results) -> String {
    let mut parts = vec![heading::heading(results, usize::MAX)];
    for (table, footnote) in tables::all(results) {
        let footnote = footnote.map(|text| wrapped(&text, usize::MAX, "  ", "    "));
        parts.push(aligned(&table) + &footnote.unwrap_or_default());
    }
    parts.extend(summary(results, usize::MAX));
    parts.join("\n")
}

fn failures(results: &Results, width: usize) -> Option<String> {
    let lines = results.failures.iter().map(|failed| {
        let name = results.label(&failed.comparison, &failed.subject);
        let case = failed.case.as_ref().map(|case| format!(" ({case})"));
        let case = case.unwrap_or_default();
        let text = match failed {
            wrong if wrong.is_wrong() => format!("{name}{case}: {}", failed.reason),
            missed if missed.missed_target() => format!("{name}{case} {}", failed.reason),
            _ => format!("{name}{case} {}: {}", status(failed), failed.reason),
        };
        wrapped(&text, width, "  ", "    ")
    });
    let lines: String = lines.collect();
    (!lines.is_empty()).then(|| format!("Not measured\n{lines}"))
}

fn summary(results: &Results, width: usize) -> Option<String> {
    let conclusions = conclusions(results).into_iter().map(|found| {
        let lines = found.lines();
        if lines.len() == 1 {
            return wrapped(&found.sentence(), width, "  ", "    ");
        }
        let lines = lines
            .iter()
            .map(|line| wrapped(line, width, "    ", "      "));
        wrapped(&found.fastest(), width, "  ", "    ") + &lines.collect::<String>()
    });
    let text: String = conclusions.collect();
    (!text.is_empty()).then(|| format!("Summary\n{text}"))
}
