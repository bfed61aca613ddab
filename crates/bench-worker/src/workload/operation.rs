//! The network's own operations, each alone, on tensors that lie on the device already.

use burn::tensor::activation::relu;
use burn::tensor::{Device, Distribution, Tensor};
use burn_mnist_bench::record::Op;
use burn_mnist_model::{CLASSES, PIXELS};

use crate::error::WorkError;
use crate::measure::Work;

/// One operation, again and again on the same operands.
pub struct Operation {
    op: Op,
    batch_size: usize,
    device: Device,
    a: Tensor<2>,
    b: Tensor<2>,
    /// Adam's two moments.
    moments: [Tensor<2>; 2],
}

impl Operation {
    /// The operation in the shapes of a network with `hidden` units and batches of `batch_size`.
    pub fn new(op: Op, batch_size: usize, hidden: usize, device: &Device) -> Self {
        let (a, b) = match op {
            Op::HiddenForward => ([batch_size, PIXELS], [PIXELS, hidden]),
            // The gradient reads the batch transposed, as it lies.
            Op::HiddenGradient => ([batch_size, PIXELS], [batch_size, hidden]),
            Op::OutputForward => ([batch_size, hidden], [hidden, CLASSES]),
            Op::BiasRelu => ([batch_size, hidden], [1, hidden]),
            Op::Adam => ([PIXELS, hidden], [PIXELS, hidden]),
        };
        let random = |shape| Tensor::random(shape, Distribution::Uniform(-1.0, 1.0), device);
        let [a_tensor, b_tensor] = [a, b].map(random);
        let moment = match op {
            Op::Adam => a,
            _ => [1, 1],
        };
        Self {
            op,
            batch_size,
            device: device.clone(),
            a: a_tensor,
            b: b_tensor,
            moments: [Tensor::zeros(moment, device), Tensor::zeros(moment, device)],
        }
    }

    /// Kingma and Ba 2015, algorithm 1, of a late step: the bias corrections are 1.
    fn adam(&mut self) {
        let gradient = self.b.clone();
        let [first, second] = self.moments.clone();
        let first = first * 0.9 + gradient.clone() * 0.1;
        let second = second * 0.999 + gradient.clone() * gradient * 0.001;
        let update = first.clone() / (second.clone().sqrt() + 1e-7);
        self.a = self.a.clone() - update * 1e-3;
        self.moments = [first, second];
    }
}

impl Work for Operation {
    fn iterate(&mut self) -> Result<(), WorkError> {
        let (a, b) = (self.a.clone(), self.b.clone());
        let result = match self.op {
            Op::HiddenForward | Op::OutputForward => a.matmul(b),
            Op::HiddenGradient => a.transpose().matmul(b),
            Op::BiasRelu => relu(a + b),
            Op::Adam => {
                drop((a, b));
                self.adam();
                // A backend that fuses would make one operation of many.
                return self.device.flush().map_err(WorkError::device);
            }
        };
        self.device.flush().map_err(WorkError::device)?;
        std::hint::black_box(result);
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.device.sync().map_err(WorkError::device)
    }

    fn items(&self) -> usize {
        self.batch_size
    }
}
