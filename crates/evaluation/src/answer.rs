//! One image's logits held against its label: every figure is made of these.

use burn_mnist_model::CLASSES;
use burn_mnist_model::output::argmax;
use burn_mnist_run::Temperature;

/// What a network said of one image, and how good that was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The digit it shows.
    pub label: u8,
    /// The digit it was taken for.
    pub predicted: u8,
    /// How many classes were thought likelier than the true one: 0 if the answer is right.
    pub rank: usize,
    /// Probability given to the predicted class.
    pub probability: f64,
    /// Negative log-likelihood, in nats: minus the log of the true class's probability.
    pub nll: f64,
    /// Brier's score: the squared distance of the probabilities from certainty of the truth, 0 to 2.
    pub brier: f64,
}

impl Answer {
    /// Judges one image's logits, divided by `temperature` before they become probabilities. Neither
    /// the predicted class nor the rank depends on it.
    pub fn new(logits: &[f32; CLASSES], label: u8, temperature: Temperature) -> Self {
        let truth = usize::from(label);
        let predicted = argmax(logits);
        // Of equal logits the lower class comes first, as it does in `argmax`.
        let is_ahead = |&class: &usize| {
            logits[class] > logits[truth] || (logits[class] == logits[truth] && class < truth)
        };
        let scaled = logits.map(|logit| f64::from(logit) / temperature.get());
        // From the largest logit down, nothing overflows.
        let largest = scaled.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let exponentials = scaled.map(|logit| (logit - largest).exp());
        let sum: f64 = exponentials.iter().sum();
        let probabilities = exponentials.map(|exponential| exponential / sum);
        let distances = probabilities.iter().enumerate().map(|(class, share)| {
            let certainty = f64::from(u8::from(class == truth));
            (share - certainty).powi(2)
        });
        Self {
            label,
            predicted,
            rank: (0..CLASSES).filter(is_ahead).count(),
            probability: probabilities[usize::from(predicted)],
            nll: largest + sum.ln() - scaled[truth],
            brier: distances.sum(),
        }
    }

    /// Whether the predicted class is the true one.
    pub fn is_right(&self) -> bool {
        self.predicted == self.label
    }
}

/// Judges each image's logits against its label, at one temperature for all.
pub fn answers(logits: &[[f32; CLASSES]], labels: &[u8], temperature: Temperature) -> Vec<Answer> {
    let pairs = logits.iter().zip(labels);
    pairs
        .map(|(logits, label)| Answer::new(logits, *label, temperature))
        .collect()
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::output::cross_entropy;

    use super::*;

    fn logits(values: &[(usize, f32)]) -> [f32; CLASSES] {
        let mut logits = [0.0; CLASSES];
        for (class, value) in values {
            logits[*class] = *value;
        }
        logits
    }

    #[test]
    fn figures_of_one_image_are_those_computed_by_hand() {
        // Odds 9 to 1 for class 3 against each of nine others: probabilities 1/2 and 1/18.
        let logits = logits(&[(3, 9.0_f32.ln())]);
        let right = Answer::new(&logits, 3, Temperature::ONE);
        assert!(right.is_right() && right.rank == 0);
        assert!((right.probability - 0.5).abs() < 1e-7);
        assert!((right.nll - 2.0_f64.ln()).abs() < 1e-7);
        assert!((right.brier - (0.25 + 9.0 / 324.0)).abs() < 1e-7);
        let wrong = Answer::new(&logits, 0, Temperature::ONE);
        assert!(!wrong.is_right() && wrong.rank == 1);
        assert!((wrong.nll - 18.0_f64.ln()).abs() < 1e-7);
        let expected = (17.0 / 18.0_f64).powi(2) + 0.25 + 8.0 / 324.0;
        assert!((wrong.brier - expected).abs() < 1e-7);
    }

    #[test]
    fn a_temperature_softens_probabilities_and_changes_no_label() {
        let logits = logits(&[(3, 81.0_f32.ln()), (4, 2.0)]);
        let hot = Answer::new(&logits, 4, Temperature::new(2.0).unwrap());
        let plain = Answer::new(&logits, 4, Temperature::ONE);
        assert_eq!((hot.predicted, hot.rank), (plain.predicted, plain.rank));
        // exp(z / 2): 9 for class 3, e for class 4, 1 for each of the eight others.
        let expected = 9.0 / (9.0 + 1.0_f64.exp() + 8.0);
        assert!((hot.probability - expected).abs() < 1e-6, "{hot:?}");
    }

    #[test]
    fn equal_logits_rank_as_argmax_breaks_the_tie() {
        let logits = logits(&[(4, 1.0), (9, 1.0)]);
        let ranks = [4, 9, 0, 1].map(|label| Answer::new(&logits, label, Temperature::ONE).rank);
        assert_eq!(ranks, [0, 1, 2, 3]);
    }

    #[test]
    fn the_plain_likelihood_is_the_loss_to_the_last_bit() {
        let logits: [f32; CLASSES] = std::array::from_fn(|class| (class as f32 * 1.7).sin() * 9.0);
        for label in 0..10 {
            let answer = Answer::new(&logits, label, Temperature::ONE);
            assert_eq!(answer.nll, cross_entropy(&logits, label));
        }
    }
}
