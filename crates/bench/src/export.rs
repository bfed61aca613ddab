//! Results as text in the formats that people, spreadsheets, databases and browsers read. No I/O: each
//! turns results into a string.

mod columns;
mod csv;
mod difference;
mod html;
mod json;
mod markdown;
mod quantity;
mod sql;
mod tables;
mod text;

pub use csv::csv;
pub use difference::{differences, differences_markdown};
pub use html::html;
pub use json::{json, jsonl};
pub use markdown::markdown;
pub(crate) use quantity::Quantity;
pub use sql::sql;
pub use text::text;

#[cfg(test)]
mod tests;
