//! The network's weights as plain numbers: how they begin, and how they are checked.

mod initial;
pub(crate) mod path;
mod record;

use std::collections::BTreeMap;

use burn_mnist_diagnostic::{Diagnostic, Kind};

use crate::activation::Activation;
use crate::input::{CLASSES, PIXELS};
use crate::widths::Widths;

use path::{OUTPUT, hidden_path, parameter_id};

/// One dense layer's weights in host memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Inputs of the layer.
    pub inputs: usize,
    /// Outputs of the layer.
    pub outputs: usize,
    /// Row-major matrix of shape `[inputs, outputs]`.
    pub weight: Vec<f32>,
    /// Vector of length `outputs`.
    pub bias: Vec<f32>,
}

/// All weights of a [`Classifier`](crate::Classifier), in host memory and so of no backend.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The hidden layers, from the pixels on; there is at least one.
    pub hidden: Vec<Layer>,
    /// Units of the last hidden layer to 10 logits.
    pub output: Layer,
    /// The activation function of the hidden layers: without it the numbers mean nothing.
    pub activation: Activation,
}

/// Why bytes are not the weights of a classifier.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The bytes are no burnpack record, or a damaged one.
    #[error("not a readable burnpack record: {reason}")]
    Unreadable {
        /// What the reader said.
        reason: String,
    },
    /// A tensor is absent, surplus, or of another type or shape than the classifier's.
    #[error("the record is not of this network: {what}: expected {expected}, found {found}")]
    Mismatch {
        /// The tensor's path, or what about the record differs.
        what: String,
        /// What the classifier has there.
        expected: String,
        /// What the record has there.
        found: String,
    },
    /// A weight is NaN or infinite.
    #[error("{path}[{index}] is {value}: a trained network has finite weights only")]
    NotFinite {
        /// The tensor's path.
        path: String,
        /// Index into the flattened tensor.
        index: usize,
        /// The offending value.
        value: f32,
    },
    /// The weights could not be read back from their device or encoded.
    #[error("could not record the weights: {reason}")]
    Unrecordable {
        /// What the backend or the writer said.
        reason: String,
    },
}

impl Diagnostic for WeightsError {
    fn kind(&self) -> Kind {
        match self {
            Self::Unreadable { .. } | Self::Mismatch { .. } => Kind::Checkpoint,
            Self::NotFinite { .. } | Self::Unrecordable { .. } => Kind::Failure,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Mismatch { expected, .. } => Some(expected.clone()),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Mismatch { found, .. } => Some(found.clone()),
            Self::NotFinite { value, .. } => Some(value.to_string()),
            _ => None,
        }
    }
}

impl Layer {
    fn zeros(inputs: usize, outputs: usize) -> Self {
        Self {
            inputs,
            outputs,
            weight: vec![0.0; inputs * outputs],
            bias: vec![0.0; outputs],
        }
    }
}

impl Weights {
    /// Weights of zero, for hidden layers of these widths with ReLU.
    pub fn zeros(hidden: impl Into<Widths>) -> Self {
        let (mut layers, mut inputs) = (Vec::new(), PIXELS);
        for &units in hidden.into().as_slice() {
            layers.push(Layer::zeros(inputs, units));
            inputs = units;
        }
        Self {
            hidden: layers,
            output: Layer::zeros(inputs, CLASSES),
            activation: Activation::default(),
        }
    }

    /// The same numbers with another activation between the layers.
    pub fn with_activation(self, activation: Activation) -> Self {
        Self { activation, ..self }
    }

    /// Units of each hidden layer.
    pub fn widths(&self) -> Widths {
        Widths::of(self.hidden.iter().map(|layer| layer.outputs))
    }

    /// How many numbers a network of this shape learns.
    pub fn parameters(&self) -> usize {
        self.tensors().map(|(_, values)| values.len()).sum()
    }

    /// Refuses NaN and infinity, naming the first such weight.
    ///
    /// # Errors
    ///
    /// [`WeightsError::NotFinite`].
    pub fn check_finite(&self) -> Result<(), WeightsError> {
        for (path, values) in self.tensors() {
            if let Some(index) = values.iter().position(|value| !value.is_finite()) {
                return Err(WeightsError::NotFinite {
                    path,
                    index,
                    value: values[index],
                });
            }
        }
        Ok(())
    }

    /// Id and shape of every parameter, as a classifier with these weights has them.
    pub fn shapes(&self) -> BTreeMap<u64, Vec<usize>> {
        let shapes = self.layers().flat_map(|(name, layer)| {
            [
                (format!("{name}.weight"), vec![layer.inputs, layer.outputs]),
                (format!("{name}.bias"), vec![layer.outputs]),
            ]
        });
        shapes
            .map(|(path, shape)| (parameter_id(&path), shape))
            .collect()
    }

    /// The largest difference between two weights in the same place; infinite between networks of
    /// different shapes or activations.
    pub fn largest_difference(&self, other: &Self) -> f64 {
        if self.widths() != other.widths() || self.activation != other.activation {
            return f64::INFINITY;
        }
        let values = |weights: &'_ Self| -> Vec<f32> {
            weights
                .tensors()
                .flat_map(|(_, values)| values.to_vec())
                .collect()
        };
        let pairs = values(self).into_iter().zip(values(other));
        pairs
            .map(|(a, b)| (f64::from(a) - f64::from(b)).abs())
            .fold(0.0, f64::max)
    }

    /// Every layer with its path, from the pixels to the logits.
    fn layers(&self) -> impl Iterator<Item = (String, &Layer)> {
        let hidden = self.hidden.iter().enumerate();
        let hidden = hidden.map(|(index, layer)| (hidden_path(index), layer));
        hidden.chain([(OUTPUT.to_owned(), &self.output)])
    }

    fn tensors(&self) -> impl Iterator<Item = (String, &[f32])> {
        self.layers().flat_map(|(name, layer)| {
            [
                (format!("{name}.weight"), layer.weight.as_slice()),
                (format!("{name}.bias"), layer.bias.as_slice()),
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_difference_is_found_wherever_it_is() {
        let mut weights = Weights::zeros(4);
        assert_eq!(weights.largest_difference(&Weights::zeros(4)), 0.0);
        weights.output.bias[9] = -0.5;
        weights.hidden[0].weight[7] = 0.25;
        assert_eq!(weights.largest_difference(&Weights::zeros(4)), 0.5);
        assert_eq!(
            weights.largest_difference(&Weights::zeros(5)),
            f64::INFINITY
        );
    }

    #[test]
    fn the_first_weight_that_is_not_finite_is_named() {
        let mut weights = Weights::zeros(4);
        assert!(weights.check_finite().is_ok());
        weights.output.bias[9] = f32::NEG_INFINITY;
        let message = weights.check_finite().unwrap_err().to_string();
        assert!(message.starts_with("output.bias[9] is -inf"), "{message}");
    }
}
