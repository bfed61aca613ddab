//! `optimizer.bpk` goes to Burn, which panics at what it does not expect: what we let through, it
//! must load and go on from.
#![no_main]

use std::sync::LazyLock;

use burn::optim::ModuleOptimizer;
use burn::tensor::Device;
use burn_mnist_fuzz::{burnpack, damage, genuine};
use burn_mnist_model::Weights;
use burn_mnist_training::OptimizerConfig;
use burn_mnist_training::optimizer::{OptimizerRecordError, restore};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::from_bytes(&genuine::weights()).expect("its own record"));

static GENUINE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bytes = genuine::optimizer();
    read(&bytes).expect("its own record");
    bytes
});

fn read(bytes: &[u8]) -> Result<ModuleOptimizer, OptimizerRecordError> {
    restore(&OptimizerConfig::default(), &Device::flex(), bytes, &WEIGHTS)
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(mut optimizer) = read(bytes) {
        genuine::step(&mut optimizer);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(&GENUINE, data, size, max_size, seed, |rng, bytes| {
        burnpack::strike(rng, bytes, &GENUINE);
    })
});
