//! The network itself: 784 inputs, a hidden layer or several, 10 logits.

use burn::config::Config;
use burn::module::{Module, Param, ParamId};
use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData};

use crate::activation::Activation;
use crate::sharing::Sharing;
use crate::weights::{Layer, Weights, deeper_path};
use crate::widths::Widths;

/// What a [`Classifier`] is built from.
#[derive(Config, Debug, PartialEq, Eq)]
pub struct ClassifierConfig {
    /// Units of each hidden layer.
    #[config(default = "Widths::from(128)")]
    pub hidden: Widths,
    /// What a hidden unit makes of its sum.
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
    /// 784 pixels to the units of the first hidden layer.
    pub hidden: Linear,
    /// Each further hidden layer; none in the two-layer network.
    pub deeper: Vec<Linear>,
    /// Units of the last hidden layer to 10 logits.
    pub output: Linear,
    /// What every hidden unit makes of its sum.
    #[module(skip)]
    pub activation: Activation,
    /// Who shares a batch out to the cores in [`logits`](Self::logits); no part of what is saved.
    #[module(skip)]
    pub sharing: Sharing,
}

impl Classifier {
    /// A classifier with these weights, its parameters on `device`.
    pub fn new(weights: Weights, device: &Device) -> Self {
        let deeper = weights.deeper.into_iter().enumerate();
        let deeper = deeper.map(|(at, layer)| linear(&deeper_path(at), layer, device));
        Self {
            hidden: linear("hidden", weights.hidden, device),
            deeper: deeper.collect(),
            output: linear("output", weights.output, device),
            activation: weights.activation,
            sharing: Sharing::default(),
        }
    }

    /// Computes the logits; softmax belongs to the loss and to callers who want probabilities.
    ///
    /// # Shapes
    ///
    /// - images: `[batch, 784]`, in [0, 1]
    /// - output: `[batch, 10]`
    pub fn forward(&self, images: Tensor<2>) -> Tensor<2> {
        self.forward_from(self.hidden.forward(images), |units| units)
    }

    /// The rest of the way, from the first hidden layer's sums to the logits; `change` is what happens
    /// to each hidden layer's units besides, such as dropout.
    ///
    /// # Shapes
    ///
    /// - sums: `[batch, hidden]`, as [`first_sums`](Self::first_sums) or the first layer itself gives them
    /// - output: `[batch, 10]`
    pub fn forward_from(
        &self,
        sums: Tensor<2>,
        mut change: impl FnMut(Tensor<2>) -> Tensor<2>,
    ) -> Tensor<2> {
        let mut units = change(self.activation.apply(sums)); // [batch, hidden]
        for layer in &self.deeper {
            units = change(self.activation.apply(layer.forward(units)));
        }
        self.output.forward(units) // [batch, 10]
    }

    /// The first hidden layer's sums, the product behind them made of `parts` smaller ones, each over its
    /// share of the pixels: the same but for rounding. A backend that gives a small product to one core
    /// alone gives these to one each, on the way back too.
    ///
    /// # Shapes
    ///
    /// - images: `[batch, 784]`, in [0, 1]
    /// - output: `[batch, hidden]`
    ///
    /// # Panics
    ///
    /// When `parts` does not divide 784.
    pub fn first_sums(&self, images: Tensor<2>, parts: usize) -> Tensor<2> {
        if parts == 1 {
            return self.hidden.forward(images);
        }
        let [batch, pixels] = images.dims();
        let weight = self.hidden.weight.val();
        let [_, hidden] = weight.dims();
        let images = images.reshape([batch, parts, pixels / parts]);
        let weight = weight.reshape([parts, pixels / parts, hidden]);
        let products = images.swap_dims(0, 1).matmul(weight); // [parts, batch, hidden]
        let sums = products.sum_dim(0).reshape([batch, hidden]);
        match &self.hidden.bias {
            Some(bias) => sums + bias.val().unsqueeze(),
            None => sums,
        }
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

/// FNV-1a, 64 bit (Fowler, Noll and Vo, RFC 9923): short, fixed for all time, and without
/// collisions over the handful of paths a network has.
pub(crate) fn parameter_id(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
