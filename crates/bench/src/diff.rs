//! Two comparisons, row against row: what became better, what worse, and what is noise.

use serde::Serialize;

use crate::record::Case;
use crate::results::{Better, Metric, Results, Row};
use crate::statistics::{Ratio, Verdict};

/// How a figure changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Beyond noise, for the better.
    Better,
    /// Beyond noise and beyond what is tolerated, for the worse.
    Regression,
    /// Beyond noise, for the worse, and tolerated.
    Worse,
    /// No difference within noise.
    WithinNoise,
    /// Too few repeats to say.
    Undecided,
    /// It was measured before, and now it fails or is wrong.
    Failed,
    /// It was measured before, and was not asked for now.
    Lost,
    /// It is measured now, and was not before.
    New,
}

impl Change {
    /// Whether it should fail a build.
    pub fn is_regression(self) -> bool {
        matches!(self, Self::Regression | Self::Failed)
    }
}

/// A figure of two comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// Whose, as `--backends` or `--peers` named it.
    pub subject: String,
    /// Threads it was allowed.
    pub threads: usize,
    /// Of what.
    pub case: Case,
    /// Which figure.
    pub metric: Metric,
    /// The older median, in the metric's unit.
    pub old: Option<f64>,
    /// The newer median.
    pub new: Option<f64>,
    /// How many times as good the newer one is, whichever way is better.
    pub times: Option<f64>,
    /// Where that lies.
    pub times_interval: Option<(f64, f64)>,
    /// What that means.
    pub change: Change,
}

/// Matches rows of equal subject, case and metric; a figure that is worse beyond noise by more than
/// `tolerated` (0.05 for 5 %) is a regression.
pub fn diff(old: &Results, new: &Results, tolerated: f64) -> Vec<Difference> {
    let matching = |rows: &[Row], wanted: &Row| -> Option<Row> {
        rows.iter().find(|row| is_same(row, wanted)).cloned()
    };
    let mut differences: Vec<Difference> = new
        .rows
        .iter()
        .map(|row| match matching(&old.rows, row) {
            Some(before) => both(&before, row, tolerated),
            None => one(row, Change::New),
        })
        .collect();
    let lost = old
        .rows
        .iter()
        .filter(|row| matching(&new.rows, row).is_none());
    differences.extend(lost.map(|row| match fails(new, row) {
        true => one(row, Change::Failed),
        false => one(row, Change::Lost),
    }));
    differences
}

/// Whether the newer comparison tried to measure the same.
fn fails(new: &Results, row: &Row) -> bool {
    new.failures.iter().any(|failed| {
        let whole = failed.case.is_none();
        failed.subject.name == row.subject.name
            && failed.subject.threads == row.subject.threads
            && (whole || failed.case.as_ref() == Some(&row.case))
    })
}

/// Equal keys: the same thing measured the same way. The machine is not part of it, so that machines can
/// be compared too; nor is the commit, since that is what a diff is for.
fn is_same(a: &Row, b: &Row) -> bool {
    let key = |row: &Row| {
        let subject = &row.subject;
        (
            subject.name.clone(),
            subject.framework.clone(),
            subject.backend.clone(),
            subject.threads,
        )
    };
    a.is_comparable(b) && key(a) == key(b)
}

fn both(old: &Row, new: &Row, tolerated: f64) -> Difference {
    let ratio = crate::results::speedup(new, old);
    Difference {
        old: Some(old.summary.median),
        times: ratio.as_ref().map(|ratio| ratio.value),
        times_interval: ratio.as_ref().and_then(|ratio| ratio.ci),
        change: ratio.map_or(Change::Undecided, |ratio| {
            judge(&ratio, loss(ratio.value, new.metric), tolerated)
        }),
        ..one(new, Change::New)
    }
}

/// By which share a figure that is `times` as good takes longer, or does less.
fn loss(times: f64, metric: Metric) -> f64 {
    match metric.better() {
        Better::Higher => 1.0 - times,
        Better::Lower => 1.0 / times - 1.0,
    }
}

fn judge(ratio: &Ratio, loss: f64, tolerated: f64) -> Change {
    match ratio.verdict {
        Verdict::Greater => Change::Better,
        Verdict::Less if loss > tolerated => Change::Regression,
        Verdict::Less => Change::Worse,
        Verdict::WithinNoise => Change::WithinNoise,
        Verdict::Undecided => Change::Undecided,
    }
}

fn one(row: &Row, change: Change) -> Difference {
    let median = Some(row.summary.median);
    let (old, new) = match change {
        Change::Lost | Change::Failed => (median, None),
        _ => (None, median),
    };
    Difference {
        subject: row.subject.name.clone(),
        threads: row.subject.threads,
        case: row.case.clone(),
        metric: row.metric,
        old,
        new,
        times: None,
        times_interval: None,
        change,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Subject;
    use crate::results::Failed;
    use crate::results::tests::results;

    fn changes(old: &[f64], new: &[f64], tolerated: f64) -> Vec<Change> {
        let (old, new) = (results("a", old), results("b", new));
        diff(&old, &new, tolerated)
            .iter()
            .map(|d| d.change)
            .collect()
    }

    const STEADY: [f64; 5] = [1.0, 1.001, 0.999, 1.002, 0.998];

    fn slower(factor: f64) -> [f64; 5] {
        STEADY.map(|seconds| seconds * factor)
    }

    #[test]
    fn a_figure_is_judged_against_noise_first_and_tolerance_second() {
        assert_eq!(changes(&STEADY, &STEADY, 0.05), [Change::WithinNoise]);
        assert_eq!(changes(&STEADY, &slower(1.03), 0.05), [Change::Worse]);
        assert_eq!(changes(&STEADY, &slower(1.2), 0.05), [Change::Regression]);
        assert_eq!(changes(&STEADY, &slower(1.6), 0.7), [Change::Worse]);
        assert_eq!(changes(&STEADY, &slower(1.8), 0.7), [Change::Regression]);
        assert_eq!(changes(&STEADY, &slower(0.8), 0.05), [Change::Better]);
        assert_eq!(
            changes(&STEADY, &slower(1.2)[..3], 0.05),
            [Change::Undecided]
        );
    }

    #[test]
    fn what_only_one_side_has_is_lost_or_new() {
        let (some, none) = (results("a", &STEADY), Results::default());
        assert_eq!(diff(&some, &none, 0.05)[0].change, Change::Lost);
        assert_eq!(diff(&none, &some, 0.05)[0].change, Change::New);
    }

    #[test]
    fn who_fails_now_has_regressed() {
        let old = results("a", &STEADY);
        let mut new = Results::default();
        let failed = |name, case| Failed {
            comparison: "b".to_owned(),
            subject: Subject::named(name, 2),
            case,
            reason: "device lost".to_owned(),
        };
        new.failures = vec![failed("other", None)];
        assert_eq!(diff(&old, &new, 0.05)[0].change, Change::Lost);
        new.failures = vec![failed("flex", Some(old.rows[0].case.clone()))];
        assert_eq!(diff(&old, &new, 0.05)[0].change, Change::Failed);
        new.failures = vec![failed("flex", None)];
        let change = diff(&old, &new, 0.05)[0].change;
        assert!(change == Change::Failed && change.is_regression());
    }
}
