//! The network itself: 784 inputs, a hidden layer or several, 10 logits.

use burn::config::Config;
use burn::module::{Module, Param, ParamId};
use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData};

use crate::activation::Activation;
use crate::weights::path::{OUTPUT, hidden_path, parameter_id};
use crate::weights::{Layer, Weights};
use crate::widths::Widths;

/// What a [`Classifier`] is built from.
#[derive(Config, Debug, PartialEq, Eq)]
pub struct ClassifierConfig {
    /// Units of each hidden layer.
    #[config(default = "Widths::from(128)")]
    pub hidden: Widths,
    /// The activation function of the hidden layers.
    #[config(default = "Activation::Relu")]
    pub activation: Activation,
    /// Seed of the initial weights.
    #[config(default = 42)]
    pub seed: u64,
}

impl ClassifierConfig {
    /// A classifier with the initial weights of this seed, the same on every device.
    pub fn init(&self, device: &Device) -> Classifier {
        let weights = Weights::glorot(self.hidden.clone(), self.seed);
        Classifier::new(weights.with_activation(self.activation), device)
    }
}

/// Dense layers over flattened 28x28 images.
#[derive(Module, Debug)]
pub struct Classifier {
    /// The hidden layers, from the pixels on; there is at least one.
    pub hidden: Vec<Linear>,
    /// Units of the last hidden layer to 10 logits.
    pub output: Linear,
    /// The activation function of the hidden layers.
    #[module(skip)]
    pub activation: Activation,
}

impl Classifier {
    /// A classifier with these weights, its parameters on `device`.
    pub fn new(weights: Weights, device: &Device) -> Self {
        let hidden = weights.hidden.into_iter().enumerate();
        let hidden = hidden.map(|(index, layer)| linear(&hidden_path(index), layer, device));
        Self {
            hidden: hidden.collect(),
            output: linear(OUTPUT, weights.output, device),
            activation: weights.activation,
        }
    }

    /// Computes the logits; softmax belongs to the loss and to callers who want probabilities.
    ///
    /// # Shapes
    ///
    /// - images: `[batch, 784]`, in [0, 1]
    /// - output: `[batch, 10]`
    pub fn forward(&self, images: Tensor<2>) -> Tensor<2> {
        let mut x = images;
        for layer in &self.hidden {
            x = self.activation.apply(layer.forward(x)); // [batch, units]
        }
        self.output.forward(x) // [batch, 10]
    }

    /// As [`forward`](Self::forward), for callers that computed the first hidden layer's sums themselves.
    /// `change` is applied to the units of each hidden layer, such as dropout.
    ///
    /// # Shapes
    ///
    /// - sums: `[batch, units]`, what the first hidden layer gives before its activation
    /// - output: `[batch, 10]`
    pub fn forward_from(
        &self,
        sums: Tensor<2>,
        mut change: impl FnMut(Tensor<2>) -> Tensor<2>,
    ) -> Tensor<2> {
        let mut x = change(self.activation.apply(sums)); // [batch, units]
        for layer in self.hidden.iter().skip(1) {
            x = change(self.activation.apply(layer.forward(x)));
        }
        self.output.forward(x) // [batch, 10]
    }
}

fn linear(path: &str, layer: Layer, device: &Device) -> Linear {
    let Layer {
        inputs,
        outputs,
        weight,
        bias,
    } = layer;
    let weight = Tensor::<2>::from_data(TensorData::new(weight, [inputs, outputs]), device);
    let bias = Tensor::<1>::from_data(TensorData::new(bias, [outputs]), device);
    Linear {
        weight: parameter(&format!("{path}.weight"), weight),
        bias: Some(parameter(&format!("{path}.bias"), bias)),
    }
}

/// A parameter whose id follows from its path, so that equal weights are equal files and an
/// optimizer's state finds its parameter again in another process.
fn parameter<const D: usize>(path: &str, value: Tensor<D>) -> Param<Tensor<D>> {
    let mut parameter = Param::from_tensor(value);
    parameter.id = ParamId::from(parameter_id(path));
    parameter
}

#[cfg(test)]
mod tests;
