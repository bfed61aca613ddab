//! Tables for people, the same on a terminal, in Markdown and on a page; the most telling come first.

mod agreement;
mod failures;
mod figures;
mod peak_rates;
mod summary_table;

use burn_mnist_report::Table;

pub(super) use agreement::agreement;
pub(super) use failures::failures;
pub(super) use figures::{best_first, compared, figures, title};
pub(super) use peak_rates::peak_rates;
pub(super) use summary_table::summary_table;

use crate::results::Results;

/// Every table that has something to say.
pub(super) fn all(results: &Results) -> Vec<Table> {
    let mut tables: Vec<Table> = summary_table(results).into_iter().collect();
    tables.extend(figures(results));
    tables.push(agreement(results));
    tables.extend(peak_rates(results));
    tables.extend(failures(results));
    tables
}
