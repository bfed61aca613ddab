//! The classifier: 784 pixels, hidden units with ReLU, 10 logits.

use anyhow::Result;
use candle_core::{Device, Tensor, Var};
use candle_nn::{Linear, Module, ops};

use crate::mnist::{CLASSES, PIXELS, scaled};
use crate::weights::{Layer, Weights};

/// The two layers and the variables behind them.
pub struct Network {
    hidden: Linear,
    output: Linear,
    variables: Vec<Var>,
}

impl Network {
    /// A network of its own with these weights.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn new(weights: &Weights) -> Result<Self> {
        let mut variables = Vec::new();
        Ok(Self {
            hidden: linear(&weights.hidden, &mut variables)?,
            output: linear(&weights.output, &mut variables)?,
            variables,
        })
    }

    /// What training changes.
    pub fn variables(&self) -> Vec<Var> {
        self.variables.clone()
    }

    /// # Shapes
    ///
    /// - input: `[batch, 784]`, in [0, 1]
    /// - output: `[batch, 10]`, logits
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn forward(&self, input: &Tensor) -> Result<Tensor> {
        let x = self.hidden.forward(input)?.relu()?; // [batch, hidden]
        Ok(self.output.forward(&x)?) // [batch, 10]
    }

    /// Ten logits an image, of images as bytes.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn logits(&self, images: &[u8]) -> Result<Vec<Vec<f32>>> {
        Ok(self.forward(&input(images)?)?.to_vec2()?)
    }

    /// The measured path of inference: bytes in, ten probabilities an image out, one after the other.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn probabilities(&self, images: &[u8]) -> Result<Vec<f32>> {
        let logits = self.forward(&input(images)?)?;
        Ok(ops::softmax_last_dim(&logits)?.flatten_all()?.to_vec1()?)
    }
}

fn input(images: &[u8]) -> Result<Tensor> {
    let shape = (images.len() / PIXELS, PIXELS);
    scaled(&Tensor::from_slice(images, shape, &Device::Cpu)?)
}

/// Candle keeps a layer's weight as `[outputs, inputs]`.
fn linear(layer: &Layer, variables: &mut Vec<Var>) -> Result<Linear> {
    let outputs = layer.bias.len();
    let shape = (layer.weight.len() / outputs.max(1), outputs);
    let weight = Tensor::from_slice(&layer.weight, shape, &Device::Cpu)?.t()?;
    let weight = Var::from_tensor(&weight.contiguous()?)?;
    let bias = Var::from_slice(&layer.bias, outputs, &Device::Cpu)?;
    let linear = Linear::new(weight.as_tensor().clone(), Some(bias.as_tensor().clone()));
    variables.extend([weight, bias]);
    Ok(linear)
}

/// The mean cross-entropy of logits in double precision, and the share that is right.
pub fn judge(logits: &[Vec<f32>], labels: &[u8]) -> (f64, f64) {
    let (mut loss, mut right) = (0.0, 0);
    for (logits, label) in logits.iter().zip(labels) {
        let label = usize::from(*label);
        let largest = f64::from(logits.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        let sum: f64 = logits.iter().map(|x| (f64::from(*x) - largest).exp()).sum();
        loss += largest + sum.ln() - f64::from(logits[label]);
        right += usize::from(most_likely(logits) == label);
    }
    let count = labels.len() as f64;
    (loss / count, right as f64 / count)
}

/// The index of the largest; of equal ones the first.
pub fn most_likely(scores: &[f32]) -> usize {
    (1..scores.len().min(CLASSES)).fold(0, |best, class| {
        if scores[class] > scores[best] {
            class
        } else {
            best
        }
    })
}
