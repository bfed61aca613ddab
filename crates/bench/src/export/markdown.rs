//! The table for people, as Markdown.

use super::table::{Block, Mark, blocks};
use crate::results::Results;

/// All tables, with a line on each environment.
pub fn markdown(results: &Results) -> String {
    let tables = blocks(results);
    let mut parts: Vec<String> = tables.iter().map(table).collect();
    for origin in &results.origins {
        let warnings = origin
            .warnings
            .iter()
            .map(|warning| format!("- **{}**\n", cell(warning)));
        let about = super::html::about(origin);
        let about = about
            .iter()
            .map(|(name, value)| format!("- {name}: {}\n", cell(value)));
        let lines: String = about.chain(warnings).collect();
        parts.push(format!("### {}\n\n{lines}", cell(&origin.comparison)));
    }
    parts.join("\n")
}

pub(super) fn table(block: &Block) -> String {
    let mut text = format!("### {}\n\n", block.title);
    text += &row(block.columns.iter().map(|name| (*name).to_owned()));
    text += &row(block.columns.iter().map(|_| "---".to_owned()));
    for line in &block.rows {
        text += &row(line.cells.iter().map(|text| match line.mark {
            Mark::Best if !text.is_empty() => format!("**{}**", cell(text)),
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
