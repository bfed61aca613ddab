//! Adam, in one pass where a device's tensors are host memory, with its state kept on the run's own
//! device and recorded in an order that repeats.

mod adam;
mod in_place;
mod memory;
mod pass;
mod record;

use burn::module::ParamGroup;
use burn::optim::{AdamConfig, ModuleOptimizer};
use burn::tensor::Device;

use adam::Adam;
pub(crate) use memory::is_host_memory;
pub(crate) use record::sorted;
pub use record::{check, restore};

/// Keras's constants; Burn's own epsilon is 1e-5.
const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
const EPSILON: f32 = 1e-7;

/// Adam (Kingma and Ba 2015, algorithm 1) with Keras's constants.
///
/// Its state, when it is restored, is made on `device` and on no other. Where `device` keeps tensors in
/// host memory a step is one pass over each parameter, and its result is that of Burn's own Adam, bit
/// for bit; everywhere else it is Burn's own Adam.
pub fn adam(device: &Device) -> ModuleOptimizer {
    let device = device.clone().inner();
    let adam = Adam {
        burn: burn_adam(),
        in_place: is_host_memory(&device),
        device,
    };
    ModuleOptimizer::from(burn_adam()).with_group(ParamGroup::all(), adam, None)
}

fn burn_adam() -> burn::optim::Adam {
    AdamConfig::new()
        .with_beta_1(BETA_1)
        .with_beta_2(BETA_2)
        .with_epsilon(EPSILON)
        .build()
}
