//! Whether one measurement is greater than another, or only looks so.

use serde::{Deserialize, Serialize};

use super::summary::Summary;

/// Repeats that each side needs before a difference is called one.
pub const FEWEST_REPEATS: usize = 5;

/// What a ratio says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The numerator is greater, beyond noise.
    Greater,
    /// The numerator is less, beyond noise.
    Less,
    /// Their difference is no larger than their noise.
    WithinNoise,
    /// One of them has fewer than [`FEWEST_REPEATS`]: nothing is said, however far apart they are.
    Undecided,
}

/// One median over another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// The medians' ratio.
    pub value: f64,
    /// Where the true ratio lies, with 95 % confidence; absent where a side has a
    /// single repeat.
    pub ci: Option<(f64, f64)>,
    /// What it says.
    pub verdict: Verdict,
}

impl Ratio {
    /// `numerator` over `denominator`; `None` unless all samples of both are greater than zero.
    pub fn of(numerator: &Summary, denominator: &Summary) -> Option<Self> {
        if !(numerator.min > 0.0 && denominator.min > 0.0) {
            return None;
        }
        Some(Self {
            value: numerator.median / denominator.median,
            ci: interval(numerator, denominator),
            verdict: verdict(numerator, denominator),
        })
    }
}

/// The ratio's interval: relative errors of independent quantities added in quadrature, each side's
/// own half-width on each side of the ratio.
///
/// Done on logarithms, where a ratio is a difference and no interval reaches zero: the method of
/// variance estimates recovery, Zou and Donner, "Construction of confidence intervals about effect
/// measures", 2008.
fn interval(numerator: &Summary, denominator: &Summary) -> Option<(f64, f64)> {
    let (down, up) = relative_errors(numerator)?;
    let (denominator_down, denominator_up) = relative_errors(denominator)?;
    let value = numerator.median / denominator.median;
    let low = value * (-down.hypot(denominator_up)).exp();
    let high = value * up.hypot(denominator_down).exp();
    Some((low, high))
}

/// How far the interval reaches below and above the median, in logarithms.
fn relative_errors(summary: &Summary) -> Option<(f64, f64)> {
    let (low, high) = summary.ci?;
    Some(((summary.median / low).ln(), (high / summary.median).ln()))
}

/// Different if the two intervals do not touch, which a reader sees in a chart's error bars.
///
/// That is stricter than asking whether the ratio's interval leaves out 1: with many comparisons in a
/// table, few may be wrong. At five repeats the intervals are the whole ranges, and two equal
/// workloads lie apart in 2 of C(10, 5) = 252 cases whatever their noise; `simulation` counts the
/// rest. The price is paid with few repeats and a wild one among them, when only a difference larger
/// than that is found. All of it supposes independent repeats, hence the interleaving.
fn verdict(numerator: &Summary, denominator: &Summary) -> Verdict {
    let (Some((low, high)), Some((other_low, other_high))) = (numerator.ci, denominator.ci) else {
        return Verdict::Undecided;
    };
    if numerator.n.min(denominator.n) < FEWEST_REPEATS {
        Verdict::Undecided
    } else if low > other_high {
        Verdict::Greater
    } else if high < other_low {
        Verdict::Less
    } else {
        Verdict::WithinNoise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: &[f64], denominator: &[f64]) -> Option<Ratio> {
        Ratio::of(&Summary::of(numerator)?, &Summary::of(denominator)?)
    }

    fn around(middle: f64) -> [f64; 5] {
        [0.98, 0.99, 1.0, 1.01, 1.02].map(|noise| middle * noise)
    }

    #[test]
    fn the_ratio_and_its_inverse_say_the_same() {
        let (there, back) = (
            ratio(&around(3.0), &around(2.0)).unwrap(),
            ratio(&around(2.0), &around(3.0)).unwrap(),
        );
        assert_eq!(
            (there.verdict, back.verdict),
            (Verdict::Greater, Verdict::Less)
        );
        assert!((there.value * back.value - 1.0).abs() < 1e-12);
        let ((low, high), (back_low, back_high)) = (there.ci.unwrap(), back.ci.unwrap());
        assert!((low * back_high - 1.0).abs() < 1e-12);
        assert!((high * back_low - 1.0).abs() < 1e-12);
    }

    /// First-order propagation: 2 % and 2 % of independent errors make 2.83 % of the ratio.
    #[test]
    fn errors_of_both_sides_add_in_quadrature() {
        let ratio = ratio(&around(3.0), &around(2.0)).unwrap();
        let (low, high) = ratio.ci.unwrap();
        assert!((high / ratio.value - 1.0 - 0.0283).abs() < 5e-4, "{high}");
        assert!((1.0 - low / ratio.value - 0.0283).abs() < 5e-4, "{low}");
    }

    #[test]
    fn intervals_that_touch_are_noise() {
        let touching = around(1.0).map(|sample| sample * 1.02 / 0.98);
        assert_eq!(
            ratio(&touching, &around(1.0)).unwrap().verdict,
            Verdict::WithinNoise
        );
        assert_eq!(ratio(&around(1.0), &around(1.0)).unwrap().value, 1.0);
        let equal = ratio(&[2.0; 5], &[2.0; 5]).unwrap();
        assert_eq!(
            (equal.ci, equal.verdict),
            (Some((1.0, 1.0)), Verdict::WithinNoise)
        );
    }

    #[test]
    fn too_few_repeats_are_undecided_however_far_apart() {
        let four = ratio(&around(9.0)[..4], &around(1.0)).unwrap();
        assert_eq!(four.verdict, Verdict::Undecided);
        assert!(four.ci.is_some());
        let one = ratio(&around(9.0), &[1.0]).unwrap();
        assert_eq!((one.ci, one.verdict), (None, Verdict::Undecided));
    }

    #[test]
    fn there_is_no_ratio_of_what_may_be_zero() {
        assert_eq!(ratio(&around(1.0), &[0.0, 1.0, 1.0, 1.0, 1.0]), None);
        assert_eq!(ratio(&around(-1.0), &around(1.0)), None);
    }
}
