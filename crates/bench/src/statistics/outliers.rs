//! Samples so far off that something else must have happened. They are shown, never dropped.

use super::order::{distances, mean, median, median_absolute_deviation};

/// The modified z-score beyond which a sample is an outlier.
pub const THRESHOLD: f64 = 3.5;

/// The mean absolute deviation of a normal distribution times this is its standard deviation: sqrt(pi / 2).
const MEAN_SCALE: f64 = 1.253_314;

/// The share of its standard deviation that a normal distribution's median absolute deviation is.
const MEDIAN_SHARE: f64 = 0.6745;

/// Positions of the outliers among the samples, rising; none if a sample is not finite.
///
/// Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993: 0.6745 times the distance from
/// the median, over the median absolute deviation, above 3.5. Where that deviation is zero, because
/// more than half of the samples are equal, the mean absolute deviation stands in.
pub fn outliers(samples: &[f64]) -> Vec<usize> {
    let Some(middle) = median(samples) else {
        return Vec::new();
    };
    let distances = distances(samples, middle);
    let Some(sigma) = sigma(samples, &distances) else {
        return Vec::new();
    };
    let far = |&(_, distance): &(usize, &f64)| distance / sigma > THRESHOLD;
    let places = distances.iter().enumerate().filter(far);
    places.map(|(place, _)| place).collect()
}

/// A robust estimate of the standard deviation; `None` where all samples are equal.
fn sigma(samples: &[f64], distances: &[f64]) -> Option<f64> {
    let by_median = median_absolute_deviation(samples)? / MEDIAN_SHARE;
    let by_mean = mean(distances)? * MEAN_SCALE;
    [by_median, by_mean].into_iter().find(|sigma| *sigma > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documented example of `outliers` in R's spatialEco, which follows the same paper: a
    /// sequence from 0.1 to 5 of a hundred, the last three replaced.
    #[test]
    fn three_replaced_values_of_a_sequence_are_found_and_no_other() {
        let mut samples: Vec<f64> = (0..100).map(|k| 0.1 + 4.9 / 99.0 * f64::from(k)).collect();
        samples[97..].copy_from_slice(&[100.0, 55.0, 250.0]);
        assert_eq!(outliers(&samples), [97, 98, 99]);
    }

    /// Median 10, deviation 1: the score of 10 + d is 0.6745 d, which passes 3.5 at d = 5.19.
    #[test]
    fn the_threshold_is_where_the_paper_has_it() {
        let with = |last| [8.0, 9.0, 9.0, 10.0, 10.0, 11.0, 11.0, 10.5, last];
        assert!(outliers(&with(15.1)).is_empty());
        assert_eq!(outliers(&with(15.2)), [8]);
    }

    #[test]
    fn one_slow_sample_among_equal_ones_is_found() {
        assert_eq!(outliers(&[1.0, 1.0, 1.0, 1.0, 2.0]), [4]);
        assert!(outliers(&[1.0, 1.0, 1.0, 2.0, 2.0]).is_empty());
    }

    #[test]
    fn nothing_is_found_where_nothing_can_be() {
        for samples in [&[][..], &[1.0], &[1.0, 9.0], &[2.0; 7], &[1.0, f64::NAN]] {
            assert!(outliers(samples).is_empty(), "{samples:?}");
        }
    }
}
