//! Figures that rest on the order of the samples: one wild sample cannot move them far.

/// The samples in rising order; `None` if there are none, or if one is no finite number.
pub(super) fn sorted(samples: &[f64]) -> Option<Vec<f64>> {
    if samples.is_empty() || !samples.iter().all(|sample| sample.is_finite()) {
        return None;
    }
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(sorted)
}

/// The middle sample, or the mean of the middle two. `None` without samples, or if one is not finite.
pub fn median(samples: &[f64]) -> Option<f64> {
    sorted(samples).map(|sorted| median_of(&sorted))
}

/// The value below which a share `p` of the samples lies, by linear interpolation.
///
/// Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996: R's and NumPy's
/// default. `None` without samples, if one is not finite, or if `p` lies outside [0, 1].
#[cfg(test)]
pub(super) fn quantile(samples: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    sorted(samples).map(|sorted| quantile_of(&sorted, p))
}

/// The median distance from the median, in the samples' unit.
///
/// Times 1.4826, which is 1 / Phi^-1(3/4), it estimates the standard deviation of normal noise. `None`
/// without samples, or if one is not finite.
pub fn median_absolute_deviation(samples: &[f64]) -> Option<f64> {
    let middle = median(samples)?;
    median(&distances(samples, middle))
}

/// The arithmetic mean. `None` without samples, or if one is not finite.
pub fn mean(samples: &[f64]) -> Option<f64> {
    // Summed in rising order, so that the order of measuring does not show in the last digit.
    let sorted = sorted(samples)?;
    Some(sorted.iter().sum::<f64>() / sorted.len() as f64)
}

/// How far each sample is from `middle`.
pub(super) fn distances(samples: &[f64], middle: f64) -> Vec<f64> {
    samples
        .iter()
        .map(|sample| (sample - middle).abs())
        .collect()
}

/// The median of sorted samples, of which there is at least one.
pub(super) fn median_of(sorted: &[f64]) -> f64 {
    let upper = sorted.len() / 2;
    let lower = (sorted.len() - 1) / 2;
    midpoint(sorted[lower], sorted[upper])
}

/// Halved before they are added: the sum of two large samples might not be finite.
pub(super) fn midpoint(a: f64, b: f64) -> f64 {
    if a == b { a } else { a / 2.0 + b / 2.0 }
}

/// The quantile of sorted samples, of which there is at least one.
pub(super) fn quantile_of(sorted: &[f64], p: f64) -> f64 {
    let position = p * (sorted.len() - 1) as f64;
    let below = sorted[position.floor() as usize];
    let above = sorted[position.ceil() as usize];
    below + position.fract() * (above - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    fn to(last: u32) -> Vec<f64> {
        (1..=last).map(f64::from).collect()
    }

    /// The documented example of S-PLUS and R: `quantile(1:9, probs = seq(0, 1, 0.1))`.
    #[test]
    fn the_deciles_of_one_to_nine_are_those_of_r() {
        let expected = [1.0, 1.8, 2.6, 3.4, 4.2, 5.0, 5.8, 6.6, 7.4, 8.2, 9.0];
        for (tenth, expected) in expected.into_iter().enumerate() {
            near(quantile(&to(9), tenth as f64 / 10.0), expected);
        }
    }

    /// Hyndman and Fan's definition of type 7: the k-th of n samples is the quantile (k-1)/(n-1).
    #[test]
    fn every_sample_is_a_quantile_itself() {
        let samples = [3.0, -1.0, 12.5, 4.0, 0.25];
        for (k, expected) in [-1.0, 0.25, 3.0, 4.0, 12.5].into_iter().enumerate() {
            near(quantile(&samples, k as f64 / 4.0), expected);
        }
    }

    /// The documented example of R's `mad`: `mad(c(1:9))` is 2.9652.
    #[test]
    fn the_scaled_deviation_of_one_to_nine_is_that_of_r() {
        let deviation = median_absolute_deviation(&to(9));
        near(deviation, 2.0);
        near(deviation.map(|raw| raw * 1.4826), 2.9652);
    }

    #[test]
    fn the_median_is_the_middle_whatever_the_order_and_the_count() {
        near(median(&[9.0, 1.0, 5.0]), 5.0);
        near(median(&[9.0, 1.0, 5.0, 2.0]), 3.5);
        near(median(&[f64::MAX, f64::MAX]), f64::MAX);
        near(mean(&[9.0, 1.0, 5.0, 2.0]), 4.25);
    }

    #[test]
    fn there_is_no_figure_without_samples_or_with_one_that_is_no_number() {
        for samples in [&[][..], &[1.0, f64::NAN], &[f64::INFINITY, 1.0]] {
            assert_eq!(median(samples), None);
            assert_eq!(mean(samples), None);
            assert_eq!(quantile(samples, 0.5), None);
            assert_eq!(median_absolute_deviation(samples), None);
        }
        assert_eq!(quantile(&[1.0], 1.5), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
    }
}
