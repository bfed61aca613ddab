//! Whether two subjects compute the same.

use serde::{Deserialize, Serialize};

/// How near a subject's logits come to the reference's, over the whole test set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parity {
    /// The subject it is compared with.
    pub reference: String,
    /// Images compared.
    pub images: usize,
    /// The largest difference between two logits.
    pub max_difference: f64,
    /// The mean difference between two logits.
    pub mean_difference: f64,
    /// Images that both label alike.
    pub agreeing: usize,
    /// Of the others, those that the reference itself was not undecided on.
    pub contradicted: usize,
    /// Difference of the mean losses, in nats.
    pub loss_difference: f64,
    /// The largest difference that is still agreement.
    pub tolerance: f64,
    /// Whether it agrees.
    pub agrees: bool,
}

/// How near a subject's losses stay to the reference's while both learn from the same weights and images.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trajectory {
    /// The subject it is compared with.
    pub reference: String,
    /// Losses of the subject, one a step, in nats.
    pub losses: Vec<f64>,
    /// The largest difference between two losses of the same step.
    pub max_difference: f64,
    /// The largest difference that is still agreement.
    pub tolerance: f64,
    /// Whether it agrees.
    pub agrees: bool,
}
