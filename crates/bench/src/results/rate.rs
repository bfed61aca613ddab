//! What rows say of each other: how many times the baseline, in which rank, how near the device's limit.

use super::{Better, Metric, Participant, Row};
use crate::statistics::{Ratio, Verdict};
use crate::work::Work;

/// Fills in speed-up, rank and roofline of every row.
pub(super) fn rate(rows: &mut [Row], participants: &[Participant], baseline: Option<&str>) {
    let all = rows.to_vec();
    for row in rows {
        let comparable: Vec<&Row> = all
            .iter()
            .filter(|other| row.is_comparable(other))
            .collect();
        let base = comparable
            .iter()
            .find(|other| Some(other.subject.name.as_str()) == baseline);
        let is_itself = base
            .is_some_and(|base| base.comparison == row.comparison && base.subject == row.subject);
        row.speedup = base
            .filter(|_| !is_itself)
            .and_then(|base| speedup(row, base));
        let better = comparable.iter().filter(|other| {
            speedup(other, row).is_some_and(|ratio| ratio.verdict == Verdict::Greater)
        });
        row.rank = 1 + better.count();
        let participant = participants
            .iter()
            .find(|participant| row.is_of(participant));
        let limits = participant.and_then(|participant| limits(participants, participant));
        row.roofline = limits.and_then(|limits| roofline(row, limits));
    }
}

/// How many times as good `row` is as `base`, whichever way is better.
pub(crate) fn speedup(row: &Row, base: &Row) -> Option<Ratio> {
    match row.metric.better() {
        Better::Higher => Ratio::of(&row.summary, &base.summary),
        Better::Lower => Ratio::of(&base.summary, &row.summary),
    }
}

/// The peak rates of an participant's device: the best that anyone found on it, since a slow library is no
/// limit of the device.
pub(crate) fn limits(
    participants: &[Participant],
    participant: &Participant,
) -> Option<(f64, f64)> {
    let same = participants.iter().filter(|other| {
        let (a, b) = (&other.subject, &participant.subject);
        // Whatever each calls it, there is one processor.
        let device = a.kind == b.kind && (a.kind == "cpu" || a.device_name == b.device_name);
        other.comparison == participant.comparison && a.threads == b.threads && device
    });
    let found = same.filter_map(|participant| Some(participant.limits.as_ref()?.best()));
    found.reduce(|(flops, bytes), (more_flops, more_bytes)| {
        (flops.max(more_flops), bytes.max(more_bytes))
    })
}

fn roofline(row: &Row, (flops, bytes): (f64, f64)) -> Option<f64> {
    let work = Work::of(&row.case)?;
    let seconds = match row.metric {
        Metric::ImagesPerSecond => row.case.batch_size? as f64 / row.summary.median,
        Metric::OperationTime => row.summary.median / 1e6,
        _ => return None,
    };
    let share = work.floor_seconds(flops, bytes) / seconds;
    share.is_finite().then_some(share)
}
