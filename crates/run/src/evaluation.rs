//! An evaluation: accuracy, loss, how far probabilities can be trusted, and which digits are taken for which.
//!
//! How each figure comes about is said where it is computed, in the crate `evaluation`. Fields that older
//! records lack are absent or empty when read from one.

use serde::{Deserialize, Serialize};

use crate::temperature::Temperature;

/// Where the true value lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The least it may well be.
    pub low: f64,
    /// The most it may well be.
    pub high: f64,
}

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
    /// Harmonic mean of precision and recall; null if the class neither occurs nor was predicted.
    #[serde(default)]
    pub f1: Option<f64>,
}

/// Answers of about equal probability: one point of a reliability diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Answers whose probability is in the bin.
    pub count: u64,
    /// Their mean probability; null if there are none.
    pub probability: Option<f64>,
    /// Share of them that is right; null if there are none.
    pub accuracy: Option<f64>,
}

/// How far a model's probabilities can be taken at their word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProbabilityScore {
    /// What logits were divided by before they became probabilities; 1 is the model as it is.
    pub temperature: Temperature,
    /// Mean negative log-likelihood in nats.
    pub nll: f64,
    /// Mean Brier score over all classes, 0 to 2.
    pub brier: f64,
    /// Expected calibration error.
    pub ece: f64,
    /// Maximum calibration error.
    pub mce: f64,
    /// Bins of equal width over probabilities from 0 to 1, which both errors are computed from.
    pub bins: Vec<ReliabilityBin>,
}

/// A model's figures over one split.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Images evaluated.
    pub count: u64,
    /// Images labelled right.
    pub correct: u64,
    /// `correct / count`.
    pub accuracy: f64,
    /// Wilson's interval of the accuracy.
    #[serde(default)]
    pub accuracy_interval: Option<Interval>,
    /// Share of images whose class is the likeliest, among the two likeliest, among the three likeliest.
    #[serde(default)]
    pub top_k: Vec<f64>,
    /// Mean cross-entropy in nats, of the model as it is.
    pub loss: f64,
    /// Mean of F1 over the classes.
    #[serde(default)]
    pub macro_f1: Option<f64>,
    /// The quality of the probabilities.
    #[serde(default)]
    pub probabilities: Option<ProbabilityScore>,
    /// One entry a class, in order.
    pub classes: Vec<ClassScore>,
    /// Row: the true class; column: the predicted one.
    pub confusion: Vec<Vec<u64>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_from_before_intervals_and_probabilities_are_read() {
        let old = r#"{"count": 2, "correct": 1, "accuracy": 0.5, "loss": 0.7,
            "classes": [{"label": 0, "count": 2, "precision": null, "recall": 0.5}],
            "confusion": [[1, 1], [0, 0]]}"#;
        let evaluation: Evaluation = serde_json::from_str(old).unwrap();
        assert_eq!((evaluation.correct, evaluation.loss), (1, 0.7));
        assert_eq!(evaluation.classes[0].recall, Some(0.5));
        assert_eq!(evaluation.classes[0].f1, None);
        assert_eq!(
            (evaluation.accuracy_interval, evaluation.macro_f1),
            (None, None)
        );
        assert_eq!((evaluation.probabilities, evaluation.top_k), (None, vec![]));
    }
}
