//! Two networks on the same images: how far their accuracies differ, and whether chance explains it.

use burn_mnist_run::evaluation::Interval;

use crate::interval::wilson;

/// How many images both networks, one of them, or neither labels right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairedCounts {
    /// Images that both label right.
    pub both: u64,
    /// Images that only the first labels right.
    pub first_only: u64,
    /// Images that only the second labels right.
    pub second_only: u64,
    /// Images that neither labels right.
    pub neither: u64,
}

impl PairedCounts {
    /// Counts from whether each image is labelled right, by the first and by the second network.
    pub fn of(right: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for pair in right {
            let count = match pair {
                (true, true) => &mut counts.both,
                (true, false) => &mut counts.first_only,
                (false, true) => &mut counts.second_only,
                (false, false) => &mut counts.neither,
            };
            *count += 1;
        }
        counts
    }

    /// The images.
    pub fn images(&self) -> u64 {
        self.both + self.first_only + self.second_only + self.neither
    }

    /// The accuracy of the first network minus that of the second; none without images.
    pub fn difference(&self) -> Option<f64> {
        let difference = self.first_only as f64 - self.second_only as f64;
        (self.images() > 0).then(|| difference / self.images() as f64)
    }

    /// The 95 % interval of the difference: Newcombe's hybrid of two Wilson intervals, with the correlation of paired
    /// answers corrected for continuity. Newcombe, "Improved confidence intervals for the difference between binomial
    /// proportions based on paired data", Statistics in Medicine 17 (1998), method 10.
    pub fn interval(&self) -> Option<Interval> {
        let n = self.images();
        let first = self.both + self.first_only;
        let second = self.both + self.second_only;
        hybrid((first, n), (second, n), self.correlation())
    }

    fn correlation(&self) -> f64 {
        let counts = [self.both, self.first_only, self.second_only, self.neither];
        let [both, first_only, second_only, neither] = counts.map(|count| count as f64);
        let margins = (both + first_only)
            * (second_only + neither)
            * (both + second_only)
            * (first_only + neither);
        let excess = both * neither - first_only * second_only;
        let half = self.images() as f64 / 2.0;
        let corrected = match excess {
            excess if excess > half => excess - half,
            excess if excess > 0.0 => 0.0,
            excess => excess,
        };
        match margins > 0.0 {
            true => corrected / margins.sqrt(),
            false => 0.0,
        }
    }

    /// The p-value of McNemar's exact test: how probable such a difference or a larger one is if each image that only
    /// one network labels right is equally likely to be the one's or the other's. McNemar, "Note on the sampling error
    /// of the difference between correlated proportions or percentages", Psychometrika 12 (1947).
    pub fn p_value(&self) -> f64 {
        let n = self.first_only + self.second_only;
        let fewer = self.first_only.min(self.second_only);
        // The sum of the binomial probabilities of 0 to `fewer`, relative to the last of them, which is the largest.
        let mut term = 1.0;
        let mut sum = 1.0;
        for k in (1..=fewer).rev() {
            term *= k as f64 / (n - k + 1) as f64;
            sum += term;
        }
        let choose: f64 = (1..=fewer)
            .map(|k| ((n - fewer + k) as f64 / k as f64).ln())
            .sum();
        let largest = (choose - n as f64 * std::f64::consts::LN_2).exp();
        (2.0 * largest * sum).min(1.0)
    }
}

/// The 95 % interval of the difference of two accuracies whose answers are not known one by one, each as (right answers,
/// images): Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17 (1998), method 10. On the same images it is too wide, since networks tend to err on the same ones.
pub fn difference_interval(first: (u64, u64), second: (u64, u64)) -> Option<Interval> {
    hybrid(first, second, 0.0)
}

fn hybrid(first: (u64, u64), second: (u64, u64), correlation: f64) -> Option<Interval> {
    let share = |(right, images): (u64, u64)| right as f64 / images as f64;
    let (one, other) = (
        wilson(share(first), first.1)?,
        wilson(share(second), second.1)?,
    );
    let (first, second) = (share(first), share(second));
    let distance = |a: f64, b: f64| {
        let square = a * a - 2.0 * correlation * a * b + b * b;
        square.max(0.0).sqrt()
    };
    let difference = first - second;
    Some(Interval {
        low: difference - distance(first - one.low, other.high - second),
        high: difference + distance(one.high - first, second - other.low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_interval(found: Option<Interval>, low: f64, high: f64) {
        let found = found.unwrap();
        let difference = (found.low - low).abs().max((found.high - high).abs());
        assert!(difference < 5e-5, "{found:?}");
    }

    fn counts(both: u64, first_only: u64, second_only: u64, neither: u64) -> PairedCounts {
        PairedCounts {
            both,
            first_only,
            second_only,
            neither,
        }
    }

    #[test]
    fn intervals_are_the_published_ones() {
        // 56 of 70 and 48 of 80, as in the paper on independent proportions.
        assert_interval(difference_interval((56, 70), (48, 80)), 0.0524, 0.3339);
        // As in the paper on paired data.
        assert_interval(counts(36, 12, 2, 0).interval(), 0.0569, 0.3404);
    }

    #[test]
    fn an_interval_of_paired_answers_is_narrower_than_one_of_accuracies_alone() {
        let paired = counts(9_600, 60, 40, 300);
        let width = |interval: Option<Interval>| interval.map(|found| found.high - found.low);
        let alone = difference_interval((9_660, 10_000), (9_640, 10_000));
        assert!(width(paired.interval()) < width(alone));
        assert!((paired.difference().unwrap() - 0.002).abs() < 1e-12);
    }

    #[test]
    fn p_values_are_binomial_sums() {
        // 2 (1 + 14 + 91) / 2^14, and twice the probability of at most 40 heads of 100.
        assert!((counts(36, 12, 2, 0).p_value() - 212.0 / 16_384.0).abs() < 1e-12);
        assert!((counts(0, 60, 40, 0).p_value() - 0.056_887_933_640_980_8).abs() < 1e-10);
        for equal in [counts(5, 0, 0, 5), counts(0, 5, 5, 0)] {
            assert_eq!(equal.p_value(), 1.0);
        }
        let far = counts(0, 30_000, 20_000, 0).p_value();
        assert!((0.0..1e-100).contains(&far), "{far}");
    }

    #[test]
    fn without_images_there_is_no_difference() {
        let none = PairedCounts::of([]);
        assert_eq!((none.difference(), none.interval()), (None, None));
        let counted = PairedCounts::of([(true, true), (true, false), (false, false)]);
        assert_eq!(counted, counts(1, 1, 0, 1));
    }
}
