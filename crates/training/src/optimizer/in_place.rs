//! A step of Adam in one pass over memory, on tensors that are host memory.

use burn::optim::{Adam, AdamState, AdaptiveMomentumState, LearningRate, Optimizer};
use burn::tensor::{DType, Tensor, TensorData};

use super::pass::{Factors, Pass};

/// Whether a step's tensors hold what the pass is written for.
pub(super) fn are_f32<const D: usize>(
    tensor: &Tensor<D>,
    gradient: &Tensor<D>,
    state: Option<&AdamState<D>>,
) -> bool {
    let moments = state.iter().flat_map(|state| {
        let momentum = &state.momentum;
        [&momentum.moment_1, &momentum.moment_2]
    });
    [tensor, gradient]
        .into_iter()
        .chain(moments)
        .all(|tensor| tensor.dtype() == DType::F32)
}

/// One step of `burn` on tensors that are host memory: the same operations on each number in the same
/// order, so the same result.
pub(super) fn step<const D: usize>(
    burn: &Adam,
    rate: LearningRate,
    tensor: Tensor<D>,
    gradient: Tensor<D>,
    state: Option<AdamState<D>>,
) -> (Tensor<D>, Option<AdamState<D>>) {
    let device = tensor.device();
    let (time, moment_1, moment_2) = match state {
        Some(AdamState { momentum }) => (
            momentum.time,
            momentum.moment_1.into_data(),
            momentum.moment_2.into_data(),
        ),
        None => {
            let zeros = || TensorData::zeros::<f32, _>(tensor.shape());
            (0, zeros(), zeros())
        }
    };
    let mut arrays = Arrays {
        parameters: tensor.into_data(),
        gradients: gradient.into_data(),
        moment_1,
        moment_2,
    };
    let done = arrays.step(&Factors::new(rate, time + 1));
    let tensor = Tensor::from_data(arrays.parameters, &device);
    let moment_1 = Tensor::from_data(arrays.moment_1, &device);
    let moment_2 = Tensor::from_data(arrays.moment_2, &device);
    let state = |time| {
        Some(AdamState::new(AdaptiveMomentumState::new(
            time, moment_1, moment_2,
        )))
    };
    match done {
        Some(()) => (tensor, state(time + 1)),
        None => {
            let gradient = Tensor::from_data(arrays.gradients, &device);
            burn.step(
                rate,
                tensor,
                gradient,
                (time > 0).then(|| state(time)).flatten(),
            )
        }
    }
}

/// What a step reads and writes, in host memory.
struct Arrays {
    parameters: TensorData,
    gradients: TensorData,
    moment_1: TensorData,
    moment_2: TensorData,
}

impl Arrays {
    /// Nothing, with nothing changed, if some of the memory cannot be used as numbers.
    fn step(&mut self, factors: &Factors) -> Option<()> {
        Pass {
            factors,
            parameters: self.parameters.as_mut_slice().ok()?,
            gradients: self.gradients.as_slice().ok()?,
            moment_1: self.moment_1.as_mut_slice().ok()?,
            moment_2: self.moment_2.as_mut_slice().ok()?,
        }
        .run(rayon::current_num_threads());
        Some(())
    }
}
