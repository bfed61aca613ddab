//! The tables for people, as Markdown.

use burn_mnist_report::{Alignment, Emphasis, Table};

use super::html::about;
use super::tables;
use crate::results::Results;

/// All tables, and what is known of each environment.
pub fn markdown(results: &Results) -> String {
    let mut parts: Vec<String> = tables::all(results).iter().map(table).collect();
    for origin in &results.origins {
        let warnings = origin
            .warnings
            .iter()
            .map(|warning| format!("- **{}**\n", cell(warning)));
        let about = about(origin);
        let about = about
            .iter()
            .map(|(name, value)| format!("- {name}: {}\n", cell(value)));
        let lines: String = about.chain(warnings).collect();
        parts.push(format!("### {}\n\n{lines}", cell(&origin.comparison)));
    }
    parts.join("\n")
}

pub(super) fn table(table: &Table) -> String {
    let mut text = format!("### {}\n\n", table.caption);
    text += &row(table.columns.iter().map(|column| column.title.clone()));
    text += &row(table.columns.iter().map(|column| {
        match column.alignment {
            Alignment::Left => "---",
            Alignment::Right => "---:",
        }
        .to_owned()
    }));
    for line in &table.rows {
        text += &row(line.cells.iter().map(|text| match line.emphasis {
            Emphasis::Best if !text.is_empty() => format!("**{}**", cell(text)),
            _ => cell(text),
        }));
    }
    text
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// What would end a cell, or begin HTML, is spelt out.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('<', "&lt;")
        .replace(['\r', '\n'], " ")
}
