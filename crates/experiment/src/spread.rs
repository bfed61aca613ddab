//! What a handful of scores says of their mean: how they scatter, and where it may lie.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// The confidence of every interval.
const CONFIDENCE: f64 = 0.95;

/// Scores of one thing, tried several times.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// How many.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, with n - 1; absent for a single one.
    pub std: Option<f64>,
    /// Where the true mean lies, with 95 % confidence; absent for a single score.
    pub interval: Option<(f64, f64)>,
}

impl Spread {
    /// Of independent scores, as those of different seeds: Student's t interval, mean +- t s / sqrt(n).
    ///
    /// `None` without scores, or if one is not finite.
    pub fn of(scores: &[f64]) -> Option<Self> {
        Self::with_variance_share(scores, 1.0 / scores.len() as f64)
    }

    /// Of cross-validation with so many folds, repeated or not. Its scores share most of their training images,
    /// and an interval that took them for independent would be too narrow: the share of the variance is
    /// 1 / n + 1 / (folds - 1), images held back over images trained on, instead of 1 / n (Nadeau and Bengio,
    /// "Inference for the Generalization Error", 2003).
    pub fn of_folds(scores: &[f64], folds: usize) -> Option<Self> {
        let shared = 1.0 / (folds.max(2) - 1) as f64;
        Self::with_variance_share(scores, 1.0 / scores.len() as f64 + shared)
    }

    fn with_variance_share(scores: &[f64], share: f64) -> Option<Self> {
        if scores.is_empty() || !scores.iter().all(|score| score.is_finite()) {
            return None;
        }
        let n = scores.len();
        let mean = scores.iter().sum::<f64>() / n as f64;
        let std = standard_deviation(scores, mean);
        let half = std.and_then(|std| Some(student(n - 1)? * std * share.sqrt()));
        Some(Self {
            n,
            mean,
            std,
            interval: half.map(|half| (mean - half, mean + half)),
        })
    }

    /// The same scores as shares from 0 to 1, such as accuracies, whose interval must not leave that range.
    ///
    /// The interval is symmetric on the scale of the log odds, and transformed back: logit(m) +- h / (m (1 - m)), where
    /// m is the mean and h the half width of Student's interval. The divisor is the slope of the logit, by the delta
    /// method (Agresti, "Categorical Data Analysis", 2013; with Student's t as in Korn and Graubard, "Confidence
    /// Intervals for Proportions with Small Expected Number of Positive Counts Estimated from Survey Data", 1998).
    /// Where the scores lie close together and far from 0 and 1, it is nearly Student's.
    #[must_use]
    pub fn of_shares(mut self) -> Self {
        let mean = self.mean;
        // Scores that do not differ, as those whose mean is 0 or 1, have an interval without width.
        if 0.0 < mean && mean < 1.0 && self.std != Some(0.0) {
            self.interval = self.interval.map(|(low, high)| {
                let logit = (mean / (1.0 - mean)).ln();
                let half = (high - low) / 2.0 / (mean * (1.0 - mean));
                (logistic(logit - half), logistic(logit + half))
            });
        }
        self
    }

    /// Whether the two intervals have a value in common; `None` where one has no interval.
    pub fn overlaps(&self, other: &Self) -> Option<bool> {
        let ((low, high), (other_low, other_high)) = (self.interval?, other.interval?);
        Some(low <= other_high && other_low <= high)
    }
}

/// The share of these log odds.
fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn standard_deviation(scores: &[f64], mean: f64) -> Option<f64> {
    let freedom = scores.len().checked_sub(1).filter(|freedom| *freedom > 0)?;
    let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
    Some((squares / freedom as f64).sqrt())
}

/// Student's t with so many degrees of freedom, which a two-sided interval reaches to.
fn student(freedom: usize) -> Option<f64> {
    let student = StudentsT::new(0.0, 1.0, freedom as f64).ok()?;
    Some(student.inverse_cdf((1.0 + CONFIDENCE) / 2.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As R's `t.test(c(0.97, 0.98, 0.99))` gives it.
    #[test]
    fn the_interval_is_students() {
        let spread = Spread::of(&[0.97, 0.98, 0.99]).unwrap();
        assert_eq!((spread.n, spread.mean), (3, 0.98));
        assert!((spread.std.unwrap() - 0.01).abs() < 1e-12);
        let (low, high) = spread.interval.unwrap();
        assert!((low - 0.955_158_6).abs() < 1e-6 && (high - 1.004_841_4).abs() < 1e-6);
    }

    #[track_caller]
    fn assert_interval(scores: &[f64], expected: (f64, f64)) {
        let (low, high) = Spread::of(scores).unwrap().of_shares().interval.unwrap();
        let difference = (low - expected.0).abs().max((high - expected.1).abs());
        assert!(difference < 1e-7, "{low} to {high}");
    }

    /// t(1, 0.975) = 12.706205 and t(2, 0.975) = 4.302653. Of 0.97, 0.98 and 0.99: h = 4.302653 * 0.01 / sqrt(3) =
    /// 0.0248414, logit(0.98) = ln(49) = 3.8918203, h / (0.98 * 0.02) = 1.2674172, and the share of log odds of
    /// 2.6244031 is 0.9324157, of 5.1592375 0.9942867.
    #[test]
    fn the_interval_of_shares_is_students_on_the_scale_of_log_odds() {
        assert_interval(&[0.97, 0.98, 0.99], (0.932_415_704, 0.994_286_749));
        // Student's own are 0.843 to 1.097, and -1.100 to 1.950.
        assert_interval(&[0.96, 0.98], (0.291_049_017, 0.999_607_465));
        assert_interval(&[0.305, 0.545], (0.001_440_038, 0.997_367_232));
    }

    #[test]
    fn shares_close_together_have_nearly_students_interval() {
        let scores = [0.9752, 0.9760, 0.9756, 0.9761];
        let student = Spread::of(&scores).unwrap();
        let shares = student.clone().of_shares();
        assert_eq!((shares.mean, shares.std), (student.mean, student.std));
        let ((low, high), (other_low, other_high)) =
            (student.interval.unwrap(), shares.interval.unwrap());
        assert!((low - other_low).abs() < 5e-5 && (high - other_high).abs() < 5e-5);
    }

    #[test]
    fn shares_that_are_all_1_or_all_0_have_an_interval_without_width() {
        for share in [0.0, 1.0] {
            let spread = Spread::of(&[share; 3]).unwrap().of_shares();
            assert_eq!(spread.interval, Some((share, share)));
        }
        let single = Spread::of(&[0.5]).unwrap().of_shares();
        assert_eq!(single.interval, None);
    }

    /// t(4, 0.975) = 2.776445, times 0.01 sqrt(1/5 + 1/4).
    #[test]
    fn folds_share_images_and_have_a_wider_interval() {
        let scores = [0.99, 0.97, 0.98, 0.970_773_4, 0.989_226_6];
        let (alone, folds) = (
            Spread::of(&scores).unwrap(),
            Spread::of_folds(&scores, 5).unwrap(),
        );
        assert_eq!((alone.mean, alone.std), (folds.mean, folds.std));
        let half = |spread: &Spread| spread.interval.unwrap().1 - spread.mean;
        assert!((half(&folds) / half(&alone) - (0.45_f64 / 0.2).sqrt()).abs() < 1e-9);
        let expected = 2.776_445 * folds.std.unwrap() * 0.45_f64.sqrt();
        assert!((half(&folds) - expected).abs() < 1e-7);
    }

    #[test]
    fn a_single_score_is_a_mean_and_no_more() {
        let single = Spread::of(&[0.5]).unwrap();
        assert_eq!(
            (single.mean, single.std, single.interval),
            (0.5, None, None)
        );
        assert_eq!(single.overlaps(&single), None);
        assert_eq!(Spread::of(&[]), None);
        assert_eq!(Spread::of(&[0.5, f64::NAN]), None);
    }

    proptest! {
        #[test]
        fn the_mean_lies_within_and_a_spread_overlaps_itself(
            scores in prop::collection::vec(0.0_f64..1.0, 2..20),
        ) {
            let spread = Spread::of(&scores).unwrap();
            let (low, high) = spread.interval.unwrap();
            prop_assert!(low <= spread.mean && spread.mean <= high);
            prop_assert_eq!(spread.overlaps(&spread), Some(true));
            for spread in [spread.of_shares(), Spread::of_folds(&scores, 5).unwrap().of_shares()] {
                let (low, high) = spread.interval.unwrap();
                // Transforming there and back rounds.
                prop_assert!(0.0 <= low && low <= spread.mean + 1e-12);
                prop_assert!(spread.mean <= high + 1e-12 && high <= 1.0);
            }
        }
    }
}
