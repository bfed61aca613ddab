//! Parts of a run that only make a step faster, on tensors in host memory.
//!
#![doc = include_str!("README.md")]

mod adam_pass;
mod in_place_adam;
mod in_place_module;
mod spin_wait;
mod split_product;

use burn::nn::Linear;
use burn::optim::Adam;
use burn::tensor::{Device, Tensor};
use burn_mnist_backend::DeviceTraits;

use self::in_place_adam::InPlaceAdam;
pub(crate) use self::in_place_module::{InPlaceModule, in_place, look};
use self::spin_wait::SpinWait;
pub(crate) use self::spin_wait::StepThread;

/// Which of the parts written for tensors in host memory a run uses: all of them, unless a benchmark measures
/// what one is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostMemoryParts {
    /// A step of Adam is one pass over memory, in place.
    pub in_place_adam: bool,
    /// The first layer's product is computed as two.
    pub split_product: bool,
    /// Threads of the pool wait for their share of the next step without falling asleep.
    pub spin_wait: bool,
}

impl HostMemoryParts {
    /// As a run has them.
    pub const ALL: Self = Self {
        in_place_adam: true,
        split_product: true,
        spin_wait: true,
    };

    /// As on a device whose tensors are elsewhere.
    pub const NONE: Self = Self {
        in_place_adam: false,
        split_product: false,
        spin_wait: false,
    };
}

/// The parts one run uses and what they need between its steps. Clones are the same run's; nothing is shared
/// between runs.
#[derive(Clone, Debug)]
pub(crate) struct HostMemory {
    parts: HostMemoryParts,
    workers: SpinWait,
}

impl HostMemory {
    /// All parts where tensors of `device` are host memory, else none.
    pub(crate) fn of(device: &Device) -> Self {
        Self::with_parts(device, HostMemoryParts::ALL)
    }

    /// These parts where tensors of `device` are host memory, else none.
    pub(crate) fn with_parts(device: &Device, parts: HostMemoryParts) -> Self {
        Self {
            parts: match DeviceTraits::of(device).host_memory {
                true => parts,
                false => HostMemoryParts::NONE,
            },
            workers: SpinWait::default(),
        }
    }

    /// Marks the calling thread as one that takes a run's steps, until the guard is dropped: it does not wait for
    /// another run's.
    pub(crate) fn enter(&self) -> StepThread {
        StepThread::enter()
    }

    /// To be called at each step: lets other threads of the pool wait for their share of it without sleeping.
    pub(crate) fn keep_workers_spinning(&self) {
        if self.parts.spin_wait {
            self.workers.keep_workers_spinning();
        }
    }

    /// The output of `layer` for `images`, up to rounding that depends on shapes alone.
    ///
    /// # Shapes
    ///
    /// - images: `[batch, inputs]`
    /// - output: `[batch, outputs]`
    pub(crate) fn first_sums(&self, layer: &Linear, images: Tensor<2>) -> Tensor<2> {
        match self.parts.split_product {
            true => split_product::forward(layer, images),
            false => layer.forward(images),
        }
    }

    /// `burn`, which has these constants and neither weight decay nor AMSGrad, with its step in place.
    pub(crate) fn adam(&self, burn: Adam, beta_1: f32, beta_2: f32, epsilon: f32) -> InPlaceAdam {
        InPlaceAdam {
            burn,
            in_place: self.parts.in_place_adam,
            beta_1,
            beta_2,
            epsilon,
        }
    }
}
