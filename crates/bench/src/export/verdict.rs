//! How a row compares with the baseline, in words.

use super::quantity::Quantity;
use crate::results::{Results, Row};
use crate::statistics::Verdict;

/// In a word; empty without a baseline to compare with.
pub(super) fn verdict(results: &Results, row: &Row) -> String {
    let word = match row.speedup.map(|ratio| ratio.verdict) {
        Some(Verdict::Greater) => "faster",
        Some(Verdict::Less) => "slower",
        Some(Verdict::WithinNoise) => "overlap",
        Some(Verdict::Undecided) => "undecided",
        None if results.baseline.as_deref() == Some(&row.subject.name) => "baseline",
        None => "",
    };
    word.to_owned()
}

/// Which ends of the two intervals overlap, if they do: `its interval reaches 197,083/s, that of flex begins at
/// 174,543/s`.
pub(super) fn overlap(results: &Results, row: &Row) -> Option<String> {
    let ratio = row.speedup?;
    if ratio.verdict != Verdict::WithinNoise {
        return None;
    }
    let baseline = results.baseline.as_deref()?;
    let base = results
        .rows
        .iter()
        .find(|other| other.subject.name == baseline && row.is_comparable(other))?;
    let ((low, high), (base_low, base_high)) = (row.summary.ci?, base.summary.ci?);
    let value = |value| Quantity::of(row.metric.unit(), value).to_string();
    Some(match row.summary.median < base.summary.median {
        true => format!(
            "its interval ends at {}, that of {baseline} begins at {}",
            value(high),
            value(base_low)
        ),
        false => format!(
            "its interval begins at {}, that of {baseline} ends at {}",
            value(low),
            value(base_high)
        ),
    })
}
