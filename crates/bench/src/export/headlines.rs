//! The few measurements that most readers come for, each with its rows from the best to the worst.

use std::cmp::Ordering;

use crate::record::{Case, Workload};
use crate::results::{Metric, Results, Row, speedup};

/// The batch size of the README's and Keras's training.
const TRAINING_BATCH: usize = 32;
/// The hidden units of the default network.
const HIDDEN: usize = 128;

/// One measurement of one workload.
pub(super) struct Headline<'a> {
    pub(super) case: &'a Case,
    pub(super) metric: Metric,
    /// The accuracy that was to be reached, where that was timed.
    pub(super) target: Option<f64>,
    /// The best first.
    pub(super) rows: Vec<&'a Row>,
}

/// One measurement for each workload that was measured, operations excepted: training at batch 32 and prediction
/// of one image, or the batch size nearest to it.
pub(super) fn headlines(results: &Results) -> Vec<Headline<'_>> {
    let wanted = [
        (
            Workload::Train,
            Metric::ImagesPerSecond,
            Some(TRAINING_BATCH),
        ),
        (Workload::Infer, Metric::LatencyP50, Some(1)),
        (Workload::Load, Metric::Seconds, None),
        (Workload::TimeToAccuracy, Metric::Seconds, None),
    ];
    let found = wanted
        .into_iter()
        .filter_map(|(workload, metric, batch)| headline(results, workload, metric, batch));
    found.collect()
}

fn headline(
    results: &Results,
    workload: Workload,
    metric: Metric,
    batch: Option<usize>,
) -> Option<Headline<'_>> {
    let rows = || {
        let rows = results.rows.iter();
        rows.filter(move |row| row.case.workload == workload && row.metric == metric)
    };
    let distance = |row: &&Row| {
        let size = row.case.batch_size.zip(batch);
        let size = size.map_or(0, |(size, batch)| size.abs_diff(batch));
        (row.case.hidden.abs_diff(HIDDEN), size)
    };
    let chosen = rows().min_by_key(distance)?;
    let mut rows: Vec<&Row> = rows().filter(|row| row.is_comparable(chosen)).collect();
    rows.sort_by(|a, b| better_first(a, b));
    Some(Headline {
        case: &chosen.case,
        metric,
        target: chosen.target,
        rows,
    })
}

fn better_first(a: &Row, b: &Row) -> Ordering {
    let ratio = speedup(a, b).map_or(1.0, |ratio| ratio.value);
    1.0f64.total_cmp(&ratio)
}
