//! Tables for people, the same on a terminal, in Markdown and on a page; the most telling come first.

mod agreement;
mod failures;
mod figures;
mod glance;

use burn_mnist_report::Table;

pub(super) use agreement::agreement;
pub(super) use failures::failures;
pub(super) use figures::figures;
pub(super) use glance::glance;

use crate::results::Results;

/// Every table that has something to say.
pub(super) fn all(results: &Results) -> Vec<Table> {
    let mut tables: Vec<Table> = glance(results).into_iter().collect();
    tables.push(agreement(results));
    tables.extend(figures(results));
    tables.extend(failures(results));
    tables
}
