//! The loss that training minimises.

use std::fmt;
use std::str::FromStr;

use burn::nn::loss::CrossEntropyLossConfig;
use burn::tensor::activation::softmax;
use burn::tensor::{Int, Tensor};
use burn_mnist_model::CLASSES;
use serde::{Deserialize, Serialize};

/// A loss, a mean over the images of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// -log p(label), p being the softmax of the logits, in nats.
    #[default]
    CrossEntropy,
    /// Mean over the classes of (p - t)², p being the softmax of the logits and t 1 at the label, 0
    /// elsewhere: a tenth of the Brier score (Brier 1950).
    Mse,
}

/// The text does not name a [`Loss`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected cross-entropy or mse")]
pub struct ParseLossError;

impl Loss {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::CrossEntropy, Self::Mse];

    /// The name that flags and files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::CrossEntropy => "cross-entropy",
            Self::Mse => "mse",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Loss {
    type Err = ParseLossError;

    fn from_str(text: &str) -> Result<Self, ParseLossError> {
        let named = Self::ALL.into_iter().find(|one| one.name() == text);
        named.ok_or(ParseLossError)
    }
}

/// A loss and what its targets are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Objective {
    pub(crate) loss: Loss,
    /// Share a of a target that is spread over all classes: 1 - a + a / 10 at the label, a / 10
    /// elsewhere (Szegedy et al. 2016, section 7).
    pub(crate) smoothing: f64,
}

impl Objective {
    /// The mean over a batch.
    ///
    /// # Shapes
    ///
    /// - logits: `[batch, 10]`
    /// - targets: `[batch]`, class indices
    /// - output: `[1]`
    pub(crate) fn forward(self, logits: Tensor<2>, targets: Tensor<1, Int>) -> Tensor<1> {
        match self.loss {
            Loss::CrossEntropy => {
                let smoothing = (self.smoothing > 0.0).then_some(self.smoothing as f32);
                let loss = CrossEntropyLossConfig::new().with_smoothing(smoothing);
                loss.init(&logits.device()).forward(logits, targets)
            }
            Loss::Mse => {
                let targets: Tensor<2> = targets.one_hot::<2>(CLASSES).float();
                let spread = self.smoothing / CLASSES as f64;
                let targets = targets * (1.0 - self.smoothing) + spread;
                (softmax(logits, 1) - targets).square().mean()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};

    use super::*;
    use crate::reference::{assert_near, recorded};

    #[test]
    fn values_and_gradients_are_pytorchs() {
        let device = Device::flex().autodiff();
        let recorded = recorded();
        let count = recorded.labels.len();
        for expected in recorded.losses {
            let objective = Objective {
                loss: expected.loss.parse().unwrap(),
                smoothing: expected.smoothing,
            };
            let logits = TensorData::new(recorded.logits.concat(), [count, CLASSES]);
            let logits = Tensor::<2>::from_data(logits, &device).require_grad();
            let labels = TensorData::new(recorded.labels.clone(), [count]);
            let targets = Tensor::from_data(labels, &device);
            let loss = objective.forward(logits.clone(), targets);
            let gradient = logits.grad(&loss.backward()).unwrap();
            assert_near(&[loss.into_scalar()], &[expected.value], 1e-6);
            let gradient: Vec<f32> = gradient.try_into_vec_as().unwrap();
            assert_near(&gradient, &expected.gradient.concat(), 1e-7);
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for loss in [Loss::CrossEntropy, Loss::Mse] {
            assert_eq!(loss.to_string().parse(), Ok(loss));
        }
        assert_eq!("hinge".parse::<Loss>(), Err(ParseLossError));
    }
}
