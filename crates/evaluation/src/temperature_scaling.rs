//! Temperature scaling: one number that calibrates the probabilities of a trained network.

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_model::CLASSES;
use burn_mnist_run::Temperature;

/// The inverse temperatures looked among, wide enough for any network that has learnt something.
const LEAST: f64 = 1e-3;
const MOST: f64 = 1e3;

/// Far more than bisection alone would need.
const ITERATIONS: usize = 200;

/// Why no temperature fits best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalibrationError {
    /// The likelihood grows as the temperature falls to 0: there is no error to calibrate with.
    #[error(
        "all {count} images are classified correctly, so no temperature fits best: lower is always better"
    )]
    AllRight {
        /// Images there were.
        count: usize,
    },
    /// The likelihood grows with the temperature: the logits predict the labels no better than chance.
    #[error(
        "the logits of {count} images are unrelated to their labels, so no temperature fits best: higher is always better"
    )]
    Uninformative {
        /// Images there were.
        count: usize,
    },
}

impl Diagnostic for CalibrationError {
    fn kind(&self) -> Kind {
        Kind::Failure
    }
}

/// The temperature at which the labels' mean negative log-likelihood is least.
///
/// Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section
/// 4.2. In b = 1/T the likelihood of softmax(b z) is convex: its slope is the mean over images of
/// E\[z\] - z\[label\] under the softmax, its curvature the mean variance of z. Newton's method finds the
/// slope's zero; a bracket around it turns every step that would leave it into a bisection.
///
/// # Errors
///
/// [`CalibrationError`] if the slope has no zero between T = 0.001 and 1000.
pub fn fit_temperature(
    logits: &[[f32; CLASSES]],
    labels: &[u8],
) -> Result<Temperature, CalibrationError> {
    let count = logits.len();
    let derivatives = |inverse: f64| derivatives(logits, labels, inverse);
    // Written so that a slope of NaN is refused too.
    let falls_at_first = derivatives(LEAST).0 < 0.0;
    if !falls_at_first {
        return Err(CalibrationError::Uninformative { count });
    }
    let rises_at_last = derivatives(MOST).0 > 0.0;
    if !rises_at_last {
        return Err(CalibrationError::AllRight { count });
    }
    let (mut low, mut high, mut inverse) = (LEAST, MOST, 1.0);
    for _ in 0..ITERATIONS {
        let (slope, curvature) = derivatives(inverse);
        match slope < 0.0 {
            true => low = inverse,
            false => high = inverse,
        }
        let newton = inverse - slope / curvature;
        let next = match low < newton && newton < high {
            true => newton,
            // The ends are orders of magnitude apart: halve their ratio.
            false => (low * high).sqrt(),
        };
        let moved = (next - inverse).abs();
        inverse = next;
        if moved <= 1e-14 * inverse {
            break;
        }
    }
    Temperature::new(1.0 / inverse).ok_or(CalibrationError::Uninformative { count })
}

/// Slope and curvature of the mean negative log-likelihood at an inverse temperature.
fn derivatives(logits: &[[f32; CLASSES]], labels: &[u8], inverse: f64) -> (f64, f64) {
    let (mut slope, mut curvature) = (0.0, 0.0);
    for (logits, label) in logits.iter().zip(labels) {
        let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        // From the largest logit down, which changes neither derivative.
        let below = logits.map(|logit| f64::from(logit) - f64::from(largest));
        let weights = below.map(|logit| (inverse * logit).exp());
        let sum: f64 = weights.iter().sum();
        let moment = |power: i32| -> f64 {
            let terms = below.iter().zip(weights);
            terms
                .map(|(logit, weight)| weight * logit.powi(power))
                .sum::<f64>()
                / sum
        };
        let mean = moment(1);
        slope += mean - below[usize::from(*label)];
        curvature += moment(2) - mean * mean;
    }
    let count = logits.len() as f64;
    (slope / count, curvature / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten images of class 0 with all of `logit` on it, of which this many have the label 0 and the rest another label.
    fn ten(logit: f32, right: usize) -> (Vec<[f32; CLASSES]>, Vec<u8>) {
        let mut one = [0.0; CLASSES];
        one[0] = logit;
        let labels = (0..10).map(|index| if index < right { 0 } else { 1 });
        (vec![one; 10], labels.collect())
    }

    #[test]
    fn the_temperature_is_the_one_found_by_hand() {
        // Nine of ten right is best said as 90 %: exp(z / T) = 9 * 9, so T = z / ln 81.
        for logit in [0.5, 3.0, 40.0, 400.0] {
            let (logits, labels) = ten(logit, 9);
            let found = fit_temperature(&logits, &labels).unwrap().get();
            let expected = f64::from(logit) / 81.0_f64.ln();
            assert!((found / expected - 1.0).abs() < 1e-10, "{logit}: {found}");
        }
    }

    #[test]
    fn a_network_without_a_mistake_is_told_that_it_needs_some() {
        let (logits, labels) = ten(5.0, 10);
        let error = fit_temperature(&logits, &labels).unwrap_err();
        assert_eq!(error, CalibrationError::AllRight { count: 10 });
    }

    #[test]
    fn logits_that_know_nothing_are_refused() {
        for right in [0, 1] {
            let (logits, labels) = ten(5.0, right);
            let error = fit_temperature(&logits, &labels).unwrap_err();
            assert_eq!(error, CalibrationError::Uninformative { count: 10 });
        }
        let (logits, labels) = ten(f32::NAN, 9);
        assert!(fit_temperature(&logits, &labels).is_err());
        assert!(fit_temperature(&[], &[]).is_err());
    }
}
