//! All figures of a split, from its answers.

use burn_mnist_run::Temperature;
use burn_mnist_run::evaluation::Evaluation;

use crate::answer::Answer;
use crate::confusion::{classes, confusion, macro_f1, share};
use crate::interval::wilson;
use crate::reliability::probability_score;

/// The largest k of top-k accuracy.
pub const TOP: usize = 3;

/// The figures of a network as it is: `answers` must have been made at [`Temperature::ONE`].
pub fn score(answers: &[Answer]) -> Evaluation {
    let confusion = confusion(answers);
    let classes = classes(&confusion);
    let count = answers.len() as u64;
    let within = |k: usize| answers.iter().filter(|answer| answer.rank < k).count() as u64;
    let correct = within(1);
    let accuracy = share(correct, count).unwrap_or_default();
    let loss: f64 = answers.iter().map(|answer| answer.nll).sum();
    Evaluation {
        count,
        correct,
        accuracy,
        accuracy_interval: wilson(accuracy, count),
        top_k: (1..=TOP).filter_map(|k| share(within(k), count)).collect(),
        loss: loss / count.max(1) as f64,
        macro_f1: macro_f1(&classes),
        probabilities: probability_score(answers, Temperature::ONE),
        classes,
        confusion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_for_every_k_from_its_rank_on() {
        let answer = |rank: usize| Answer {
            label: 0,
            predicted: rank.min(9) as u8,
            rank,
            probability: 0.9,
            nll: rank as f64,
            brier: 0.0,
        };
        let evaluation = score(&[0, 0, 1, 2, 5].map(answer));
        assert_eq!((evaluation.count, evaluation.correct), (5, 2));
        assert_eq!(evaluation.top_k, [0.4, 0.6, 0.8]);
        assert_eq!((evaluation.accuracy, evaluation.loss), (0.4, 1.6));
        assert_eq!(evaluation.confusion[0][..3], [2, 1, 1]);
    }

    #[test]
    fn no_images_have_no_figures_that_are_no_numbers() {
        let evaluation = score(&[]);
        assert_eq!((evaluation.accuracy, evaluation.loss), (0.0, 0.0));
        assert_eq!((evaluation.top_k, evaluation.probabilities), (vec![], None));
    }
}
