//! Tables for people, the same on a terminal, in Markdown and on a page; the most telling come first.

mod agreement;
mod failures;
mod figures;
mod peak_rates;
mod summary_table;

use burn_mnist_report::Table;

pub(super) use agreement::agreement;
pub(super) use failures::failures;
pub(super) use figures::{best_first, compared, figures, overlap_note, title};
pub(super) use peak_rates::peak_rates;
pub(super) use summary_table::summary_table;

use crate::results::Results;

/// Every table that has something to say, each with the footnote below it.
pub(super) fn all(results: &Results) -> Vec<(Table, Option<String>)> {
    let plain = |table: Table| (table, None);
    let mut tables: Vec<_> = summary_table(results).map(plain).into_iter().collect();
    tables.extend(figures(results));
    tables.push(plain(agreement(results)));
    tables.extend(peak_rates(results).map(plain));
    tables.extend(failures(results).map(plain));
    tables
}
