//! From a configuration to Burn's optimizer.

use burn::module::ParamGroup;
use burn::optim::decay::WeightDecayConfig;
use burn::optim::momentum::MomentumConfig;
use burn::optim::{
    AdamConfig, AdamWConfig, DynOptimizer, ModuleOptimizer, RmsPropConfig, SgdConfig,
};
use burn::tensor::Device;

use super::config::{Algorithm, OptimizerConfig};
use super::pinned::Pinned;
use crate::host_memory::HostMemory;

/// Keras's constants; Burn's own epsilon is 1e-5.
const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
const EPSILON: f32 = 1e-7;

/// Keras's rho; PyTorch's alpha is 0.99.
const RMSPROP_ALPHA: f32 = 0.9;

/// The optimizer of a run on `device`.
///
/// Its state, when it is restored, is made on `device` and on no other. Where `device` keeps tensors in
/// host memory, a step of Adam without weight decay is one pass over each parameter, and its result is
/// that of Burn's own Adam, bit for bit; everything else is Burn's own.
pub fn optimizer(config: &OptimizerConfig, device: &Device) -> ModuleOptimizer {
    optimizer_with(config, device, &HostMemory::of(device))
}

/// The [`optimizer`] of a run that uses these parts for host memory.
pub(crate) fn optimizer_with(
    config: &OptimizerConfig,
    device: &Device,
    host_memory: &HostMemory,
) -> ModuleOptimizer {
    let device = device.clone().inner();
    let decay = config.weight_decay as f32;
    let penalty = (decay > 0.0).then(|| WeightDecayConfig::new(decay));
    match config.algorithm {
        Algorithm::Adam => match penalty {
            None => {
                let burn = adam_config().build();
                let optimizer = host_memory.adam(burn, BETA_1, BETA_2, EPSILON);
                whole_module(Pinned { optimizer, device })
            }
            Some(_) => {
                let optimizer = adam_config().with_weight_decay(penalty).build();
                whole_module(Pinned { optimizer, device })
            }
        },
        Algorithm::AdamW => {
            let optimizer = AdamWConfig::new()
                .with_beta_1(BETA_1)
                .with_beta_2(BETA_2)
                .with_epsilon(EPSILON)
                .with_weight_decay(decay)
                .build();
            whole_module(Pinned { optimizer, device })
        }
        Algorithm::Sgd => {
            // PyTorch's: all of a gradient counts, where Burn's default takes a tenth off it.
            let momentum = MomentumConfig::new()
                .with_momentum(config.momentum)
                .with_dampening(0.0);
            let optimizer = SgdConfig::new()
                .with_momentum((config.momentum > 0.0).then_some(momentum))
                .with_weight_decay(penalty)
                .build();
            whole_module(Pinned { optimizer, device })
        }
        Algorithm::RmsProp => {
            let optimizer = RmsPropConfig::new()
                .with_alpha(RMSPROP_ALPHA)
                .with_epsilon(EPSILON)
                .with_momentum(config.momentum as f32)
                .with_weight_decay(penalty)
                .build();
            whole_module(Pinned { optimizer, device })
        }
    }
}

/// Adam with Keras's constants: the default optimizer.
pub fn adam(device: &Device) -> ModuleOptimizer {
    optimizer(&OptimizerConfig::default(), device)
}

/// One optimizer for every parameter. Burn's own Adam stands behind it and never takes a step.
fn whole_module(optimizer: impl DynOptimizer + 'static) -> ModuleOptimizer {
    ModuleOptimizer::from(adam_config().build()).with_group(ParamGroup::all(), optimizer, None)
}

fn adam_config() -> AdamConfig {
    AdamConfig::new()
        .with_beta_1(BETA_1)
        .with_beta_2(BETA_2)
        .with_epsilon(EPSILON)
}
