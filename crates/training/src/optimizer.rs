//! Adam, with its state kept on the run's own device and recorded in an order that repeats.

mod pinned;
mod record;

use burn::module::ParamGroup;
use burn::optim::{AdamConfig, ModuleOptimizer};
use burn::tensor::Device;

use pinned::Pinned;
pub(crate) use record::sorted;
pub use record::{check, restore};

/// Adam (Kingma and Ba 2015, algorithm 1) with Keras's constants; Burn's own epsilon is 1e-5.
///
/// Its state, when it is restored, is made on `device` and on no other.
pub fn adam(device: &Device) -> ModuleOptimizer {
    let adam = AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-7)
        .build();
    let pinned = Pinned {
        optimizer: adam.clone(),
        device: device.clone().inner(),
    };
    ModuleOptimizer::from(adam).with_group(ParamGroup::all(), pinned, None)
}
