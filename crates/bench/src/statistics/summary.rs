//! All that is reported of one measurement's repeats.

use serde::{Deserialize, Serialize};

use super::bootstrap::median_interval;
use super::order::{median_absolute_deviation, median_of, sorted};
use super::outliers::outliers;

/// Repeats of one measurement, in the samples' unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many.
    pub n: usize,
    /// Their middle.
    pub median: f64,
    /// Their median absolute deviation, raw: 1.4826 times it estimates the standard deviation of normal noise.
    pub mad: f64,
    /// Where the true median lies, with 95 % confidence; absent for a single repeat.
    pub ci: Option<(f64, f64)>,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// Positions of repeats that stand out; they count all the same.
    pub outliers: Vec<usize>,
}

impl Summary {
    /// Sums up the samples. `None` if there are none, or if one is not finite.
    pub fn of(samples: &[f64]) -> Option<Self> {
        let sorted = sorted(samples)?;
        Some(Self {
            n: sorted.len(),
            median: median_of(&sorted),
            mad: median_absolute_deviation(&sorted)?,
            ci: median_interval(&sorted),
            min: *sorted.first()?,
            max: *sorted.last()?,
            outliers: outliers(samples),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_outliers_in_and_says_where_they_are() {
        let summary = Summary::of(&[1.01, 9.0, 1.0, 0.99, 1.02]).unwrap();
        assert_eq!(summary.n, 5);
        assert_eq!(summary.median, 1.01);
        assert_eq!((summary.min, summary.max), (0.99, 9.0));
        assert_eq!(summary.ci, Some((0.99, 9.0)));
        assert_eq!(summary.outliers, [1]);
        assert!((summary.mad - 0.01).abs() < 1e-12);
    }

    #[test]
    fn a_single_repeat_is_a_median_without_an_interval() {
        let summary = Summary::of(&[2.0]).unwrap();
        assert_eq!((summary.median, summary.mad, summary.ci), (2.0, 0.0, None));
        assert_eq!(Summary::of(&[]), None);
        assert_eq!(Summary::of(&[1.0, f64::INFINITY]), None);
    }

    #[test]
    fn a_summary_survives_its_json() {
        let summary = Summary::of(&[0.1, 0.3, 0.2]).unwrap();
        let json = serde_json::to_string(&summary).unwrap();
        assert!(json.contains(r#""ci":[0.1,0.3]"#), "{json}");
        assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
    }
}
