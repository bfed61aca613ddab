//! The output contract: what ten logits say, computed on the host so that it means the same everywhere.

use crate::input::CLASSES;

/// The class with the highest logit; the lowest class of several.
pub fn argmax(logits: &[f32; CLASSES]) -> u8 {
    let best = (1..CLASSES).fold(0, |best, class| {
        if logits[class] > logits[best] {
            class
        } else {
            best
        }
    });
    best as u8
}

/// exp(z) / sum(exp(z)), from the largest logit down so that nothing overflows.
pub fn softmax(logits: &[f32; CLASSES]) -> [f32; CLASSES] {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials = logits.map(|logit| (logit - largest).exp());
    let sum: f32 = exponentials.iter().sum();
    exponentials.map(|exponential| exponential / sum)
}

/// Cross-entropy of [`softmax`] in nats: log(sum(exp(z))) - z\[label\], from the largest logit down.
pub fn cross_entropy(logits: &[f32; CLASSES], label: u8) -> f64 {
    let logits = logits.map(f64::from);
    let largest = logits.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    largest + sum.ln() - logits[usize::from(label)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_logits_is_the_label() {
        let mut logits = [0.0; CLASSES];
        assert_eq!(argmax(&logits), 0);
        (logits[4], logits[9]) = (1.0, 1.0);
        assert_eq!(argmax(&logits), 4);
    }

    #[test]
    fn large_logits_do_not_overflow() {
        let mut logits = [0.0; CLASSES];
        logits[3] = 1e4;
        assert_eq!(softmax(&logits)[3], 1.0);
        assert_eq!(
            (cross_entropy(&logits, 3), cross_entropy(&logits, 4)),
            (0.0, 1e4)
        );
    }

    #[test]
    fn cross_entropy_of_even_logits_is_the_log_of_the_classes() {
        assert!((cross_entropy(&[7.0; CLASSES], 3) - 10.0_f64.ln()).abs() < 1e-12);
    }
}
