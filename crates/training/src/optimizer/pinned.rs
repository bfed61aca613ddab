//! An optimizer that restores its state where it is told to, and opens no other device for it.

use burn::optim::{DynOptimizer, DynState, LearningRate, Optimizer, StateSink, StateSource};
use burn::tensor::Device;
use burn::tensor::kind::BridgeTensor;

/// Burn restores state on its default device first, which is a GPU in any program that knows one,
/// present or not. This hands it the run's device in that one place.
pub(super) struct Pinned<O> {
    pub(super) optimizer: O,
    pub(super) device: Device,
}

impl<O: Optimizer> DynOptimizer for Pinned<O> {
    fn step_dyn(
        &self,
        rank: usize,
        rate: LearningRate,
        tensor: BridgeTensor,
        gradient: BridgeTensor,
        state: Option<DynState>,
    ) -> (BridgeTensor, Option<DynState>) {
        self.optimizer.step_dyn(rank, rate, tensor, gradient, state)
    }

    fn to_device_dyn(&self, state: DynState, device: &Device) -> DynState {
        self.optimizer.to_device_dyn(state, device)
    }

    fn state_flatten(&self, prefix: &str, state: &DynState, out: &mut StateSink) {
        self.optimizer.state_flatten(prefix, state, out);
    }

    fn state_unflatten(
        &self,
        rank: usize,
        prefix: &str,
        source: &mut StateSource,
        _default: &Device,
    ) -> Option<DynState> {
        self.optimizer
            .state_unflatten(rank, prefix, source, &self.device)
    }
}
