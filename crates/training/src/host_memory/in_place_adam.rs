//! A step of Adam in one pass over memory, on tensors that are host memory.

use burn::optim::{Adam, AdamState, AdaptiveMomentumState, LearningRate, Optimizer};
use burn::tensor::{DType, Device, Tensor, TensorData};

use super::adam_pass::{Factors, Pass};

/// Burn's Adam, whose step is some eleven passes over each parameter, each into new memory: where tensors are host
/// memory this makes one, in place, with the same result.
#[derive(Clone)]
pub(crate) struct InPlaceAdam {
    /// What takes every step that cannot be taken in place, and what the others equal.
    pub(super) burn: Adam,
    /// Whether tensors are host memory.
    pub(super) in_place: bool,
    pub(super) beta_1: f32,
    pub(super) beta_2: f32,
    pub(super) epsilon: f32,
}

impl Optimizer for InPlaceAdam {
    type State<const D: usize> = AdamState<D>;

    fn step<const D: usize>(
        &self,
        rate: LearningRate,
        tensor: Tensor<D>,
        gradient: Tensor<D>,
        state: Option<AdamState<D>>,
    ) -> (Tensor<D>, Option<AdamState<D>>) {
        match self.in_place && are_f32(&tensor, &gradient, state.as_ref()) {
            true => self.step_in_place(rate, tensor, gradient, state),
            false => self.burn.step(rate, tensor, gradient, state),
        }
    }

    fn to_device<const D: usize>(state: AdamState<D>, device: &Device) -> AdamState<D> {
        Adam::to_device(state, device)
    }
}

impl InPlaceAdam {
    /// One step on tensors that are host memory: Burn's operations on each number in Burn's order.
    fn step_in_place<const D: usize>(
        &self,
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
        let factors = Factors::new(self.beta_1, self.beta_2, self.epsilon, rate, time + 1);
        let done = arrays.step(&factors);
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
                let state = (time > 0).then(|| state(time)).flatten();
                self.burn.step(rate, tensor, gradient, state)
            }
        }
    }
}

/// Whether a step's tensors hold what the pass is written for.
fn are_f32<const D: usize>(
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
