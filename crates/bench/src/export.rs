//! Results as text in the formats that people, spreadsheets, databases and browsers read. No I/O: each
//! turns results into a string.

mod columns;
mod conclusions;
mod csv;
mod difference;
mod headlines;
mod html;
mod json;
mod markdown;
mod quantity;
mod sql;
mod svg;
mod tables;
mod text;
mod verdict;

pub use burn_mnist_report::Theme;
pub use csv::csv;
pub use difference::{differences, differences_markdown};
pub use html::html;
pub use json::{json, jsonl};
pub use markdown::markdown;
pub(crate) use quantity::Quantity;
pub use sql::sql;
pub use svg::svg;
pub use text::{text, text_of_everything};

#[cfg(test)]
mod tests;
