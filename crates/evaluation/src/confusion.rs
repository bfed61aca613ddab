//! The confusion matrix, and precision, recall and F1 of each class.

use burn_mnist_model::CLASSES;
use burn_mnist_run::evaluation::ClassScore;

use crate::answer::Answer;

/// Counts answers: the row is the true class, the column the predicted one.
pub(crate) fn confusion(answers: &[Answer]) -> Vec<Vec<u64>> {
    let mut confusion = vec![vec![0; CLASSES]; CLASSES];
    for answer in answers {
        confusion[usize::from(answer.label)][usize::from(answer.predicted)] += 1;
    }
    confusion
}

/// Precision, recall and F1 of each class of a confusion matrix. F1 is their harmonic mean,
/// 2 TP / (2 TP + FP + FN); a division by zero gives none.
pub(crate) fn classes(confusion: &[Vec<u64>]) -> Vec<ClassScore> {
    let score = |label: usize| {
        let hits = confusion[label][label];
        let actual: u64 = confusion[label].iter().sum();
        let predicted: u64 = confusion.iter().map(|row| row[label]).sum();
        ClassScore {
            label: label as u8,
            count: actual,
            precision: share(hits, predicted),
            recall: share(hits, actual),
            f1: share(2 * hits, actual + predicted),
        }
    };
    (0..confusion.len()).map(score).collect()
}

/// The plain mean of F1 over the classes that have one, so that rare classes count as much as others.
pub(crate) fn macro_f1(classes: &[ClassScore]) -> Option<f64> {
    let scores: Vec<f64> = classes.iter().filter_map(|class| class.f1).collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

/// A part of a whole, if there is a whole.
pub(crate) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_figures_are_those_computed_by_hand() {
        let scores = classes(&[vec![3, 1, 0], vec![2, 4, 0], vec![0, 0, 0]]);
        let [zero, one, two] = &scores[..] else {
            panic!("three classes")
        };
        assert_eq!((zero.precision, zero.recall), (Some(0.6), Some(0.75)));
        assert_eq!((one.precision, one.recall), (Some(0.8), Some(4.0 / 6.0)));
        assert_eq!((zero.f1, one.f1), (Some(6.0 / 9.0), Some(8.0 / 11.0)));
        assert_eq!((two.precision, two.recall, two.f1), (None, None, None));
        assert_eq!(macro_f1(&scores), Some((6.0 / 9.0 + 8.0 / 11.0) / 2.0));
        assert_eq!(macro_f1(&[]), None);
    }

    #[test]
    fn a_class_never_found_has_an_f1_of_nothing() {
        let scores = classes(&[vec![2, 0], vec![3, 0]]);
        assert_eq!((scores[1].precision, scores[1].f1), (None, Some(0.0)));
        assert_eq!(macro_f1(&scores), Some(2.0 / 7.0));
    }
}
