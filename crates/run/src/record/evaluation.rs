//! An evaluation: loss, accuracy, and which digits are taken for which.

use serde::{Deserialize, Serialize};

/// How one class fared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassScore {
    /// The class.
    pub label: u8,
    /// Images of the class.
    pub count: u64,
    /// Share of the images labelled so that are so; null if none was labelled so.
    pub precision: Option<f64>,
    /// Share of the class's images labelled so; null if there are none.
    pub recall: Option<f64>,
}

/// A model's figures over one split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Images evaluated.
    pub count: u64,
    /// Images labelled right.
    pub correct: u64,
    /// `correct / count`.
    pub accuracy: f64,
    /// Mean cross-entropy in nats.
    pub loss: f64,
    /// One entry a class, in order.
    pub classes: Vec<ClassScore>,
    /// Row: the true class; column: the predicted one.
    pub confusion: Vec<Vec<u64>>,
}

impl Evaluation {
    /// Figures from a confusion matrix (row true, column predicted) and the summed loss.
    pub fn new(confusion: Vec<Vec<u64>>, loss_sum: f64) -> Self {
        let count: u64 = confusion.iter().flatten().sum();
        let correct: u64 = (0..confusion.len())
            .map(|label| confusion[label][label])
            .sum();
        let ratio = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        let classes = (0..confusion.len()).map(|label| {
            let hits = confusion[label][label];
            let actual = confusion[label].iter().sum();
            let predicted = confusion.iter().map(|row| row[label]).sum();
            ClassScore {
                label: label as u8,
                count: actual,
                precision: ratio(hits, predicted),
                recall: ratio(hits, actual),
            }
        });
        Self {
            count,
            correct,
            accuracy: ratio(correct, count).unwrap_or_default(),
            loss: loss_sum / count.max(1) as f64,
            classes: classes.collect(),
            confusion,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_the_confusion_matrix() {
        let evaluation = Evaluation::new(vec![vec![3, 1, 0], vec![2, 4, 0], vec![0, 0, 0]], 5.0);
        assert_eq!((evaluation.count, evaluation.correct), (10, 7));
        assert_eq!((evaluation.accuracy, evaluation.loss), (0.7, 0.5));
        let [zero, one, two] = &evaluation.classes[..] else {
            panic!("three classes")
        };
        assert_eq!((zero.precision, zero.recall), (Some(0.6), Some(0.75)));
        assert_eq!((one.precision, one.recall), (Some(0.8), Some(4.0 / 6.0)));
        assert_eq!((two.precision, two.recall), (None, None));
    }
}
