//! Parity before speed: whether a subject computes, and learns, what the reference does.

use crate::protocol::CLASSES;
use crate::record::{Parity, Trajectory};

/// Training steps of a trajectory.
pub const STEPS: usize = 100;

/// Images a step of a trajectory.
pub const BATCH_SIZE: usize = 32;

/// Nats by which a loss may leave the reference's within [`STEPS`] steps.
///
/// Rounding alone parts two correct trajectories: Adam divides by the root of the second moment, so that
/// where a gradient is nearly nothing its sign, which rounding decides, moves a weight by a whole step.
pub const LOSS_TOLERANCE: f64 = 0.01;

/// Why results cannot be compared with the reference's: they are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// There are not as many logits.
    #[error("wrong: logits of {found} images, not of {expected}")]
    Images {
        /// Images of the reference.
        expected: usize,
        /// Images that have logits.
        found: usize,
    },
    /// A logit is NaN or infinite.
    #[error("wrong: some logits are not finite")]
    LogitsNotFinite,
    /// There are not as many losses.
    #[error("wrong: {found} losses, not {expected}")]
    Losses {
        /// Losses of the reference.
        expected: usize,
        /// Losses that were found.
        found: usize,
    },
    /// A loss is NaN or infinite.
    #[error("wrong: its loss became no number")]
    LossNotFinite,
}

/// Compares logits of the same images from the same weights; agreement is a difference of at most
/// `tolerance` times the reference's largest logit, and no label that only one of the two would give.
///
/// # Errors
///
/// [`Incomparable`] when there are not as many, or some are not finite.
pub fn judge(
    reference: (&str, &[[f32; CLASSES]]),
    found: &[[f32; CLASSES]],
    labels: &[u8],
    tolerance: f64,
) -> Result<Parity, Incomparable> {
    let (name, expected) = reference;
    if found.len() != expected.len() {
        let (found, expected) = (found.len(), expected.len());
        return Err(Incomparable::Images { expected, found });
    }
    if found.iter().flatten().any(|logit| !logit.is_finite()) {
        return Err(Incomparable::LogitsNotFinite);
    }
    let largest = expected
        .iter()
        .flatten()
        .fold(0.0_f32, |most, logit| most.max(logit.abs()));
    let tolerance = tolerance * f64::from(largest);
    let mut parity = Parity {
        reference: name.to_owned(),
        images: found.len(),
        max_difference: 0.0,
        mean_difference: 0.0,
        agreeing: 0,
        contradicted: 0,
        loss_difference: 0.0,
        tolerance,
        agrees: false,
    };
    for ((expected, found), label) in expected.iter().zip(found).zip(labels) {
        for (a, b) in expected.iter().zip(found) {
            let difference = (f64::from(*a) - f64::from(*b)).abs();
            parity.max_difference = parity.max_difference.max(difference);
            parity.mean_difference += difference;
        }
        match argmax(expected) == argmax(found) {
            true => parity.agreeing += 1,
            false if margin(expected) > 2.0 * tolerance => parity.contradicted += 1,
            false => {}
        }
        parity.loss_difference += cross_entropy(found, *label) - cross_entropy(expected, *label);
    }
    let images = found.len().max(1) as f64;
    parity.mean_difference /= images * CLASSES as f64;
    parity.loss_difference = (parity.loss_difference / images).abs();
    parity.agrees = parity.max_difference <= tolerance
        && parity.loss_difference <= tolerance
        && parity.contradicted == 0;
    Ok(parity)
}

/// Compares the losses of the same steps from the same weights over the same images.
///
/// # Errors
///
/// [`Incomparable`] when there are not as many, or some are not finite.
pub fn follow(reference: (&str, &[f64]), found: &[f64]) -> Result<Trajectory, Incomparable> {
    let (name, expected) = reference;
    if found.len() != expected.len() {
        let (found, expected) = (found.len(), expected.len());
        return Err(Incomparable::Losses { expected, found });
    }
    if found.iter().any(|loss| !loss.is_finite()) {
        return Err(Incomparable::LossNotFinite);
    }
    let differences = expected.iter().zip(found).map(|(a, b)| (a - b).abs());
    let max_difference = differences.fold(0.0, f64::max);
    Ok(Trajectory {
        reference: name.to_owned(),
        losses: found.to_vec(),
        max_difference,
        tolerance: LOSS_TOLERANCE,
        agrees: max_difference <= LOSS_TOLERANCE,
    })
}

/// How much the likeliest class is ahead of the next.
fn margin(logits: &[f32; CLASSES]) -> f64 {
    let mut sorted = *logits;
    sorted.sort_by(|a, b| b.total_cmp(a));
    f64::from(sorted[0]) - f64::from(sorted[1])
}

/// The class with the highest logit; the lowest class of several.
fn argmax(logits: &[f32; CLASSES]) -> usize {
    (1..CLASSES).fold(0, |best, class| match logits[class] > logits[best] {
        true => class,
        false => best,
    })
}

/// Cross-entropy of the softmax in nats: log(sum(exp(z))) - z\[label\], from the largest logit down so that
/// nothing overflows.
fn cross_entropy(logits: &[f32; CLASSES], label: u8) -> f64 {
    let logits = logits.map(f64::from);
    let largest = logits.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    largest + sum.ln() - logits[usize::from(label)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logits(three: f32, four: f32) -> [f32; CLASSES] {
        let mut logits = [-10.0; CLASSES];
        (logits[3], logits[4]) = (three, four);
        logits
    }

    #[test]
    fn rounding_is_agreement_even_where_it_decides_a_label() {
        let expected = [logits(5.0, 1.0), logits(2.0, 1.999_99)];
        let found = [logits(5.000_1, 1.0), logits(1.999_95, 2.0)];
        let parity = judge(("flex", &expected), &found, &[3, 3], 1e-4).unwrap();
        assert!(parity.agrees, "{parity:?}");
        assert_eq!((parity.agreeing, parity.contradicted), (1, 0));
        assert!((parity.max_difference - 1e-4).abs() < 1e-6, "{parity:?}");
    }

    #[test]
    fn another_logit_is_wrong_even_where_labels_agree() {
        let expected = [logits(5.0, 1.0); 3];
        let mut found = expected;
        found[2][7] += 0.1;
        let parity = judge(("flex", &expected), &found, &[3; 3], 1e-4).unwrap();
        assert!(!parity.agrees && parity.agreeing == 3, "{parity:?}");
    }

    #[test]
    fn a_label_that_rounding_cannot_explain_is_a_contradiction() {
        let (expected, found) = ([logits(5.0, 1.0)], [logits(1.0, 5.0)]);
        let parity = judge(("flex", &expected), &found, &[3], 1.0).unwrap();
        assert_eq!(
            (parity.agreeing, parity.contradicted),
            (0, 0),
            "undecided at that tolerance"
        );
        let parity = judge(("flex", &expected), &found, &[3], 1e-4).unwrap();
        assert_eq!(parity.contradicted, 1);
    }

    #[test]
    fn the_loss_difference_is_that_of_the_mean_cross_entropies() {
        let even = [7.0; CLASSES];
        assert!((cross_entropy(&even, 3) - 10.0_f64.ln()).abs() < 1e-12);
        let expected = [even, logits(1e4, 0.0)];
        let found = [even, logits(0.0, 1e4)];
        let parity = judge(("flex", &expected), &found, &[3, 3], 1.0).unwrap();
        assert!((parity.loss_difference - 5e3).abs() < 1e-6, "{parity:?}");
    }

    #[test]
    fn what_cannot_be_compared_is_wrong() {
        let expected = [logits(5.0, 1.0)];
        assert!(judge(("flex", &expected), &[], &[3], 1e-4).is_err());
        let nan = [logits(f32::NAN, 1.0)];
        assert!(judge(("flex", &expected), &nan, &[3], 1e-4).is_err());
        assert!(follow(("flex", &[1.0]), &[f64::NAN]).is_err());
        assert!(follow(("flex", &[1.0]), &[]).is_err());
    }

    #[test]
    fn a_trajectory_may_part_by_rounding_and_not_by_more() {
        let reference = [2.3, 1.1, 0.7];
        assert!(
            follow(("flex", &reference), &[2.3, 1.1, 0.701])
                .unwrap()
                .agrees
        );
        assert!(
            !follow(("flex", &reference), &[2.3, 1.1, 0.72])
                .unwrap()
                .agrees
        );
    }
}
