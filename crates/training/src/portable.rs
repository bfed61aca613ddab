//! What takes the place of `host_memory/` where the feature `host-memory` is off: Burn's own ways, on any device.

use burn::nn::Linear;
use burn::optim::Adam;
use burn::tensor::{Device, Tensor};

/// The module itself; the Learner copies it.
pub(crate) type InPlaceModule<M> = M;

pub(crate) fn in_place<M>(module: M) -> M {
    module
}

pub(crate) fn look<M, R>(module: &M, look: impl FnOnce(&M) -> R) -> R {
    look(module)
}

/// Nothing that a run would need between its steps.
#[derive(Clone, Debug)]
pub(crate) struct HostMemory;

/// A thread that takes steps. Without host memory it needs no registration.
pub(crate) struct StepThread;

impl HostMemory {
    pub(crate) fn of(_device: &Device) -> Self {
        Self
    }

    pub(crate) fn enter(&self) -> StepThread {
        StepThread
    }

    pub(crate) fn keep_workers_spinning(&self) {}

    pub(crate) fn first_sums(&self, layer: &Linear, images: Tensor<2>) -> Tensor<2> {
        layer.forward(images)
    }

    pub(crate) fn adam(&self, burn: Adam, _beta_1: f32, _beta_2: f32, _epsilon: f32) -> Adam {
        burn
    }
}
