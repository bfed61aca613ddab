//! The peak rates that shares of the roofline refer to.

use burn_mnist_report::{Column, Row, Table};

use crate::export::Quantity;
use crate::results::Results;

/// A row for each subject that measured them; no table if none did.
pub(in crate::export) fn peak_rates(results: &Results) -> Option<Table> {
    let rows: Vec<Row> = results
        .participants
        .iter()
        .filter_map(|participant| {
            let (flops, bytes) = participant.limits.as_ref()?.best();
            Some(Row::plain(vec![
                results.label(&participant.comparison, &participant.subject),
                Quantity::FlopsPerSecond(flops).to_string(),
                Quantity::BytesPerSecond(bytes).to_string(),
            ]))
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: "Peak rates: the fastest large matrix product and pass over memory; the roofline takes the best of a \
                  device. The memory rates are not like for like: Burn's backends take the best of several lengths, of which \
                  the short ones fit into a cache, and the other frameworks use one length that exceeds the caches."
            .to_owned(),
        columns: vec![
            Column::words("backend"),
            Column::numbers("arithmetic"),
            Column::numbers("memory"),
        ],
        rows,
    })
}
