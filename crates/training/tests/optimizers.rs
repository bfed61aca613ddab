//! Every optimizer against the steps that PyTorch's takes, and across a resumption.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use std::collections::BTreeMap;

use burn::module::{Module, Param};
use burn::optim::{GradientsParams, ModuleOptimizer, OptimizerRecord};
use burn::tensor::{Device, Tensor};
use burn_mnist_training::{OptimizerConfig, optimizer};
use serde::Deserialize;

/// `tests/reference/steps.py` says how it was made.
#[derive(Deserialize)]
struct Reference {
    start: Vec<f32>,
    gradients: Vec<Vec<f32>>,
    /// By algorithm, momentum and weight decay.
    optimizers: BTreeMap<String, Vec<Vec<f32>>>,
}

#[derive(Module, Debug)]
struct Parameter {
    value: Param<Tensor<1>>,
}

impl Parameter {
    fn values(&self) -> Vec<f32> {
        self.value.val().try_into_vec_as().unwrap()
    }
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("reference/steps.json")).unwrap()
}

fn config(name: &str) -> OptimizerConfig {
    let [algorithm, momentum, weight_decay] = *name.split(' ').collect::<Vec<_>>() else {
        panic!("{name}")
    };
    OptimizerConfig {
        algorithm: algorithm.parse().unwrap(),
        momentum: momentum.parse().unwrap(),
        weight_decay: weight_decay.parse().unwrap(),
    }
}

fn step(optimizer: &mut ModuleOptimizer, module: Parameter, gradient: &[f32]) -> Parameter {
    let device = Device::flex();
    let mut gradients = GradientsParams::new();
    let gradient = Tensor::<1>::from_floats(gradient, &device);
    gradients.register(module.value.id, gradient);
    optimizer.step(1e-2, module, gradients)
}

fn start(values: &[f32]) -> Parameter {
    let device = Device::flex().autodiff();
    Parameter {
        value: Param::from_tensor(Tensor::from_floats(values, &device)),
    }
}

#[test]
fn steps_are_pytorchs() {
    let reference = reference();
    for (name, expected) in &reference.optimizers {
        let mut optimizer = optimizer(&config(name), &Device::flex());
        let mut module = start(&reference.start);
        for (number, (gradient, expected)) in reference.gradients.iter().zip(expected).enumerate() {
            module = step(&mut optimizer, module, gradient);
            for (found, expected) in module.values().iter().zip(expected) {
                let gap = (found - expected).abs();
                assert!(gap < 3e-6, "{name}, step {number}: {found}, not {expected}");
            }
        }
    }
}

#[test]
fn a_restored_optimizer_goes_on_bit_for_bit() {
    let reference = reference();
    for name in reference.optimizers.keys() {
        let config = config(name);
        let (before, after) = reference.gradients.split_at(3);
        let mut first = optimizer(&config, &Device::flex());
        let mut module = start(&reference.start);
        for gradient in before {
            module = step(&mut first, module, gradient);
        }
        let record = OptimizerRecord::from_bytes(first.into_bytes().unwrap()).unwrap();
        let mut second = optimizer(&config, &Device::flex()).load_record(record);
        let mut again = module.clone();
        for gradient in after {
            module = step(&mut first, module, gradient);
            again = step(&mut second, again, gradient);
            assert_eq!(module.values(), again.values(), "{name}");
        }
    }
}
