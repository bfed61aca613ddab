//! The tables for people, as Markdown.

use burn_mnist_report::{Alignment, Emphasis, Table};

use super::conclusions::conclusions;
use super::html::{about, method, notices};
use super::tables;
use crate::results::Results;

/// Who is how many times as fast, all tables, and what is known of each environment.
pub fn markdown(results: &Results) -> String {
    let conclusions = conclusions(results);
    let sentences = conclusions
        .iter()
        .map(|found| format!("- {}\n", cell(&found.sentence())));
    let sentences: String = sentences.collect();
    let notices = notices(results);
    let notices: String = notices
        .iter()
        .map(|notice| format!("- **{}**\n", cell(notice)))
        .collect();
    let mut parts: Vec<String> = [notices, sentences]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    for (shown, footnote) in tables::all(results) {
        let footnote = footnote.map(|text| format!("\n{}\n", cell(&text)));
        parts.push(table(&shown) + &footnote.unwrap_or_default());
    }
    parts.push(format!("{}\n", cell(&method(results))));
    for origin in &results.origins {
        let about = about(origin);
        let about = about
            .iter()
            .map(|(name, value)| format!("- {name}: {}\n", cell(value)));
        let lines: String = about.collect();
        parts.push(format!("### {}\n\n{lines}", cell(&origin.comparison)));
    }
    parts.join("\n")
}

pub(super) fn table(table: &Table) -> String {
    // The first sentence is the heading.
    let mut text = match table.caption.split_once(". ") {
        Some((title, more)) => format!("### {title}\n\n{}\n\n", cell(more)),
        None => format!("### {}\n\n", table.caption),
    };
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
