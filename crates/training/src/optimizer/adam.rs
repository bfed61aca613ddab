//! Adam as Burn's module optimizer holds it: which arithmetic does a step, and where state is restored.

use burn::optim::{
    AdamState, DynOptimizer, DynState, LearningRate, Optimizer, StateSink, StateSource,
};
use burn::tensor::kind::BridgeTensor;
use burn::tensor::{Device, Tensor};

use super::in_place;

/// Burn's Adam, but for two things. Burn restores state on its default device first, which is a GPU in
/// any program that knows one, present or not: this hands it the run's device. And Burn's step is some
/// eleven passes over each parameter, each into new memory: where tensors are host memory, this makes
/// one, in place.
pub(super) struct Adam {
    pub(super) burn: burn::optim::Adam,
    /// Whether tensors of `device` are host memory.
    pub(super) in_place: bool,
    pub(super) device: Device,
}

impl Adam {
    fn step<const D: usize>(
        &self,
        rate: LearningRate,
        tensor: BridgeTensor,
        gradient: BridgeTensor,
        state: Option<DynState>,
    ) -> (BridgeTensor, Option<DynState>) {
        let (tensor, gradient) = (
            Tensor::<D>::from_bridge(tensor),
            Tensor::from_bridge(gradient),
        );
        let state = state.map(DynState::downcast::<AdamState<D>>);
        let (tensor, state) = match in_place::are_f32(&tensor, &gradient, state.as_ref()) {
            true => in_place::step(&self.burn, rate, tensor, gradient, state),
            false => self.burn.step(rate, tensor, gradient, state),
        };
        (
            tensor.into_bridge(),
            state.map(|state| DynState::create(state, D)),
        )
    }
}

impl DynOptimizer for Adam {
    fn step_dyn(
        &self,
        rank: usize,
        rate: LearningRate,
        tensor: BridgeTensor,
        gradient: BridgeTensor,
        state: Option<DynState>,
    ) -> (BridgeTensor, Option<DynState>) {
        match rank {
            1 if self.in_place => self.step::<1>(rate, tensor, gradient, state),
            2 if self.in_place => self.step::<2>(rate, tensor, gradient, state),
            _ => self.burn.step_dyn(rank, rate, tensor, gradient, state),
        }
    }

    fn to_device_dyn(&self, state: DynState, device: &Device) -> DynState {
        match self.in_place {
            // Host memory is where it already is.
            true => state,
            false => self.burn.to_device_dyn(state, device),
        }
    }

    fn state_flatten(&self, prefix: &str, state: &DynState, out: &mut StateSink) {
        self.burn.state_flatten(prefix, state, out);
    }

    fn state_unflatten(
        &self,
        rank: usize,
        prefix: &str,
        source: &mut StateSource,
        _default: &Device,
    ) -> Option<DynState> {
        self.burn
            .state_unflatten(rank, prefix, source, &self.device)
    }
}
